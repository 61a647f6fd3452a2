//! A pipe between a transaction of one database and a transaction of another, which may be of the other engine.
//!
//! On SQLite a closure runs on a thread that is its own and waits there; on PostgreSQL it runs as a task.

use super::tx::Engine;
use tokio::sync::mpsc;

/// The end into which a reading transaction sends.
pub(crate) struct Pipe<T>(mpsc::Sender<T>);

/// The end from which a writing transaction receives.
pub(crate) struct PipeEnd<T>(mpsc::Receiver<T>);

/// A pipe that holds so many.
pub(crate) fn pipe<T>(places: usize) -> (Pipe<T>, PipeEnd<T>) {
    let (sender, receiver) = mpsc::channel(places);
    (Pipe(sender), PipeEnd(receiver))
}

impl<T: Send> Pipe<T> {
    /// Waits for a place; `false` when nobody receives any more.
    pub(crate) async fn send(&self, within: Engine, value: T) -> bool {
        match within {
            Engine::Sqlite => self.0.blocking_send(value).is_ok(),
            Engine::Postgres => self.0.send(value).await.is_ok(),
        }
    }
}

impl<T: Send> PipeEnd<T> {
    /// Waits for the next; `None` when nobody sends any more.
    pub(crate) async fn receive(&mut self, within: Engine) -> Option<T> {
        match within {
            Engine::Sqlite => self.0.blocking_recv(),
            Engine::Postgres => self.0.recv().await,
        }
    }
}
