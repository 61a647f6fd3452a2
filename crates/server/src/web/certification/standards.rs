//! `/certificateur/seuils…`: studies of where the cut scores should be, and the rules.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}
