//! `/certificateur…`: exams to decide on.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}
