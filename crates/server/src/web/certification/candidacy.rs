//! `/certification…`: what a candidate reads, from the convocation to the result.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}
