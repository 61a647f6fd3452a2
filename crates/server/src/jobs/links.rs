//! Links of offers: looked at where the settings say that this server may look outside.

use std::sync::Arc;
use std::time::Duration;

use store::leases;

use crate::app::App;
use crate::probe::Probe;
use crate::service::Result;
use crate::service::catalogue::links::look_at_links;
use crate::service::catalogue::refresh;

/// Between two rounds.
const EVERY: Duration = Duration::from_mins(2);
/// One server does it.
const LEASE: &str = "offer-links";
/// For how long it has it, microseconds: a round of twenty addresses at their longest, and more.
const HELD: i64 = 25 * 60_000_000;

/// Looks, again and again; not at all where `links` is off.
pub async fn run(app: Arc<App>) {
    if !app.config.links {
        return;
    }
    let probe = match Probe::new(&app.config.contact) {
        Ok(probe) => probe,
        Err(error) => return tracing::warn!(%error, "links of offers are not looked at"),
    };
    let holder = app.entropy.id(app.clock.now());
    loop {
        if let Err(error) = look(&app, &probe, holder).await {
            tracing::warn!(%error, "links of offers were not looked at");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn look(app: &App, probe: &Probe, holder: uuid::Uuid) -> Result<()> {
    let now = app.clock.now();
    let is_ours = app.store.write(move |tx| Box::pin(async move { leases::take(tx, LEASE, holder, now + HELD, now).await })).await?;
    if is_ours {
        let looked = look_at_links(app, probe).await?;
        if !looked.is_empty() {
            refresh(app).await?;
        }
    }
    Ok(())
}
