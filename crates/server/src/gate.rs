//! A narrow door before what is dear: so many at once, so many waiting, and whoever comes on top is told so at once.
//!
//! Memory and processor are thereby bounded by a number that is written down, not by how many people press a button
//! together; and what is not dear (an answer) never stands in the same queue.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use domain::refusal::Refusal;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The door.
#[derive(Debug)]
pub struct Gate {
    doors: Arc<Semaphore>,
    at_once: usize,
    queue: usize,
    patience: Duration,
    waiting: AtomicUsize,
    passed: AtomicU64,
}

/// Whoever is inside. Move it into the work itself: a visitor who hangs up does not stop a thread that computes.
#[derive(Debug)]
pub struct Pass {
    _door: OwnedSemaphorePermit,
}

impl Gate {
    /// A door for `at_once`, behind which at most `queue` wait for at most `patience`.
    pub fn new(at_once: usize, queue: usize, patience: Duration) -> Self {
        let at_once = at_once.max(1);
        Self { doors: Arc::new(Semaphore::new(at_once)), at_once, queue, patience, waiting: AtomicUsize::new(0), passed: AtomicU64::new(0) }
    }

    /// Goes in, now or after waiting. Whoever came first goes first.
    ///
    /// # Errors
    /// [`Refusal::Busy`]: too many wait already, or it took too long.
    pub async fn enter(&self) -> Result<Pass, Refusal> {
        let door = match Arc::clone(&self.doors).try_acquire_owned() {
            Ok(door) => door,
            Err(_) => self.wait().await?,
        };
        self.passed.fetch_add(1, Ordering::Relaxed);
        Ok(Pass { _door: door })
    }

    async fn wait(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        let _place = Place::take(&self.waiting, self.queue).ok_or(Refusal::Busy)?;
        match tokio::time::timeout(self.patience, Arc::clone(&self.doors).acquire_owned()).await {
            Ok(Ok(door)) => Ok(door),
            Ok(Err(_)) | Err(_) => Err(Refusal::Busy),
        }
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// How many are inside.
    pub fn inside(&self) -> usize {
        self.at_once - self.doors.available_permits()
    }

    /// How many can be inside at once.
    pub fn at_once(&self) -> usize {
        self.at_once
    }

    /// How many went in since the start.
    pub fn passed(&self) -> u64 {
        self.passed.load(Ordering::Relaxed)
    }
}

/// A place in the queue, given back however the wait ends.
struct Place<'g>(&'g AtomicUsize);

impl<'g> Place<'g> {
    fn take(waiting: &'g AtomicUsize, queue: usize) -> Option<Self> {
        waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| (n < queue).then_some(n + 1)).ok().map(|_| Self(waiting))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn so_many_go_in_so_many_wait_and_the_rest_is_told() {
        let gate = Arc::new(Gate::new(2, 1, Duration::from_mins(10)));
        let (first, _second) = (gate.enter().await.expect("in"), gate.enter().await.expect("in"));
        let third = tokio::spawn({
            let gate = Arc::clone(&gate);
            async move { gate.enter().await.map(|_| ()) }
        });
        while gate.waiting() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(gate.enter().await.err(), Some(Refusal::Busy), "the queue is full");
        assert_eq!((gate.inside(), gate.passed()), (2, 2));
        drop(first);
        assert_eq!(third.await.expect("it ends"), Ok(()));
        assert_eq!(gate.waiting(), 0);
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let gate = Gate::new(1, 5, Duration::from_millis(20));
        let inside = gate.enter().await.expect("in");
        assert_eq!(gate.enter().await.err(), Some(Refusal::Busy));
        assert_eq!(gate.waiting(), 0, "whoever gave up gave back their place");
        drop(inside);
        assert!(gate.enter().await.is_ok());
    }
}
