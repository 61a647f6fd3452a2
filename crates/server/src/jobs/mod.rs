//! What the server does on its own: mails that leave, what has expired that goes, what another server has published, what answers say of their items, and results of campaigns.

pub mod campaigns;
pub mod catalogue;
pub mod decisions;
pub mod evidence;
pub mod exams;
pub mod imports;
pub mod links;
pub mod mail;
pub mod news;
pub mod offers;
pub mod publication;
pub mod purge;
pub mod reminders;
pub mod steering;

use std::sync::Arc;

use crate::app::App;

/// Starts the jobs; they end with the runtime.
pub fn spawn(app: &Arc<App>) {
    tokio::spawn(evidence::run(Arc::clone(app)));
    tokio::spawn(imports::run(Arc::clone(app)));
    tokio::spawn(mail::run(Arc::clone(app)));
    tokio::spawn(publication::run(Arc::clone(app)));
    tokio::spawn(purge::run(Arc::clone(app)));
    tokio::spawn(news::run(Arc::clone(app)));
    tokio::spawn(steering::run(Arc::clone(app)));
    tokio::spawn(campaigns::run(Arc::clone(app)));
    tokio::spawn(exams::run(Arc::clone(app)));
    tokio::spawn(decisions::run(Arc::clone(app)));
    tokio::spawn(offers::run(Arc::clone(app)));
    tokio::spawn(links::run(Arc::clone(app)));
    tokio::spawn(reminders::run(Arc::clone(app)));
    tokio::spawn(catalogue::run(Arc::clone(app)));
}
