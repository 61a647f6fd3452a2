//! The 28 hours: sessions in class, ledgers, attestations.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}
