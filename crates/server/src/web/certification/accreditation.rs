//! `/pilotage/{organisation}/certification`: what a centre asks the certifier, and `/certificateur/centres`: what it says.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}
