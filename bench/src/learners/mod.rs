//! Learners: people who are positioned over HTTP, as many at once as a school has, and what became of their answers.
//!
//! Closed loop: a learner sends the next request when the reply to the last one was read (and thought about). One thread
//! plays all of them, so that what the generator takes from the machine is small and known.

pub mod api;
pub mod balancer;
pub mod ceilings;
pub mod client;
pub mod disk;
pub mod form;
pub mod ledger;
pub mod life;
pub mod page;
pub mod play;
pub mod port;
pub mod postgres;
pub mod process;
pub mod report;
pub mod response;
pub mod server;
pub mod tool;
pub mod verify;
