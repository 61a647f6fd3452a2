//! Learning: the path, modules, practice, the glossary.

mod claims;
mod films;
mod glossary;
mod growth;
mod module;
mod modules;
mod offline;
mod path;
mod practice;
mod question;
pub(crate) mod reminders;
mod step;

pub(super) use path::{card, learner};

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(claims::routes())
        .merge(films::routes())
        .merge(glossary::routes())
        .merge(modules::routes())
        .merge(offline::routes())
        .merge(path::routes())
        .merge(practice::routes())
        .merge(reminders::routes())
        .merge(growth::routes())
}
