//! A school at its screens: learners begin within some seconds, each begins again when done, until the time is over.

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::life::{Ended, Life, Mode, School};
use super::{api, page};

/// Before somebody begins anew whose session ended in a refusal: a server that refuses everything is not flooded.
const AFTER_A_REFUSAL: Duration = Duration::from_millis(100);
/// What is under way at the end has this long to end.
const GRACE: Duration = Duration::from_mins(5);

/// Plays `learners` people who all begin within `start_within`, while `conduct` says when to measure and for how long.
/// When it returns, nobody begins anything more and what is under way is brought to its end.
pub async fn play<T>(school: &Rc<School>, learners: usize, start_within: Duration, conduct: impl Future<Output = T>) -> T {
    let people = LocalSet::new();
    let beginning = Instant::now();
    for number in 0..learners {
        let mut life = Life::new(Rc::clone(school), number as u64);
        people.spawn_local(async move {
            sleep_until(beginning + start_within.mul_f64(life.random.uniform())).await;
            live(&mut life).await;
        });
    }
    people
        .run_until(async {
            let outcome = conduct.await;
            school.over.set(true);
            let ended = async {
                while school.under_way.get() > 0 {
                    sleep(Duration::from_millis(5)).await;
                }
            };
            if timeout(GRACE, ended).await.is_err() {
                school.ledger.borrow_mut().wrong(format!("{} requests without an end", school.under_way.get()));
            }
            outcome
        })
        .await
}

/// One person after the other, in front of the same screen.
async fn live(life: &mut Life) {
    while !life.school.over.get() {
        let outcome = match life.school.mode {
            Mode::Api => api::position(life).await,
            Mode::Page => page::position(life).await,
        };
        // somebody else, another browser
        life.client.close();
        match outcome {
            Ok(()) => {}
            Err(Ended::Over) => return,
            Err(Ended::Refused) => sleep(AFTER_A_REFUSAL).await,
        }
    }
}
