//! Pages that say something: the framework, the method, the law.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::item::Review;

use super::guard::PageError;
use super::names;
use super::view::framework::{FrameworkCompetence, FrameworkDomain, FrameworkObjective, FrameworkPage};
use super::view::pages::{AccessibilityPage, LegalPage, MethodPage, PrivacyPage, Simulation};
use super::view::styleguide::StyleguidePage;
use super::visit::Visit;
use crate::app::App;

/// `GET /referentiel`
pub(super) async fn framework(visit: Visit) -> Result<Response, PageError> {
    let edition = visit.app.editions.current().edition;
    let framework = &edition.framework;
    let count = |keep: &dyn Fn(&domain::bank::PoolItem) -> bool| edition.pool.iter().filter(|p| keep(p)).count() as u32;
    let domains = framework
        .domains
        .iter()
        .enumerate()
        .map(|(d, domain)| FrameworkDomain {
            slug: domain.slug.clone(),
            code: domain.code.clone(),
            name: domain.name.clone(),
            tagline: domain.tagline.clone(),
            hours: domain.hours,
            status: names::status(domain.status),
            source: domain.source.clone(),
            questions: count(&|p| p.domain == d),
            competences: framework
                .competences
                .iter()
                .filter(|c| c.domain == domain.code)
                .map(|c| FrameworkCompetence {
                    code: c.code.clone(),
                    title: c.title.clone(),
                    status: names::status(c.status),
                    source: c.source.clone(),
                    objectives: framework
                        .objectives
                        .iter()
                        .filter(|o| o.competence == c.code)
                        .map(|o| FrameworkObjective {
                            code: o.code.clone(),
                            text: o.text.clone(),
                            status: names::status(o.status),
                            source: o.source.clone(),
                            questions: count(&|p| p.item.objective == o.code),
                        })
                        .collect(),
                })
                .collect(),
        })
        .collect();
    visit.page(&FrameworkPage {
        title: framework.title.clone(),
        text: framework.text.clone(),
        nor: framework.nor.clone(),
        url: framework.url.clone(),
        version: framework.version.clone(),
        hours: framework.total_hours,
        capacities_announced: framework.capacities_announced,
        objectives: framework.objectives.len() as u32,
        official: framework.objectives.iter().filter(|o| o.status == domain::framework::Standing::Official).count() as u32,
        questions: edition.pool.len() as u32,
        domains,
        content_lang: "fr",
    })
}

/// `GET /methode`
pub(super) async fn method(visit: Visit) -> Result<Response, PageError> {
    let current = visit.app.editions.current();
    let edition = &current.edition;
    let mut cuts = [0.0; 3];
    cuts.copy_from_slice(&edition.blueprint.levels.cuts);
    visit.page(&MethodPage {
        questions: edition.pool.len() as u32,
        reviewed: edition.pool.iter().filter(|p| p.item.review == Review::Reviewed).count() as u32,
        // what answers taught is surer than an author's word
        calibrated: edition.pool.iter().filter(|p| p.parameters.difficulty_sd < edition.blueprint.items.difficulty_sd).count() as u32,
        about: edition.blueprint.stopping.longest,
        cuts,
        simulation: current.simulated.as_ref().map(|s| Simulation {
            people: s.people as u32,
            mean_length: s.mean_length,
            coverage: s.coverage_95,
            level_accuracy: s.level_accuracy,
            rmse: s.rmse,
            rmse_random: s.rmse_random_choice,
        }),
    })
}

/// `GET /donnees-personnelles`
pub(super) async fn privacy(visit: Visit) -> Result<Response, PageError> {
    let config = &visit.app.config;
    visit.page(&PrivacyPage { controller: config.publisher.clone(), contact: config.contact.clone(), anonymous_months: 12 })
}

/// `GET /accessibilite`
pub(super) async fn accessibility(visit: Visit) -> Result<Response, PageError> {
    visit.page(&AccessibilityPage { contact: visit.app.config.contact.clone() })
}

/// `GET /mentions-legales`
pub(super) async fn legal(visit: Visit) -> Result<Response, PageError> {
    let config = &visit.app.config;
    visit.page(&LegalPage {
        publisher: config.publisher.clone(),
        director: config.publisher.clone(),
        host: config.host.clone(),
        contact: config.contact.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// `GET /styleguide`
pub(super) async fn styleguide(visit: Visit) -> Result<Response, PageError> {
    visit.page(&StyleguidePage::new())
}

/// For how long whoever read the contact may rely on it (RFC 9116: less than a year).
const CONTACT_LIFE: i64 = 180 * 24 * 3600;

/// `GET /.well-known/security.txt`: where to report a weakness, RFC 9116.
pub(super) async fn security(State(app): State<Arc<App>>) -> Response {
    let contact = app.config.contact.lines().next().unwrap_or_default().trim();
    let scheme = if contact.contains("://") || contact.starts_with("mailto:") { "" } else { "mailto:" };
    let day = 24 * 3600;
    let expires = jiff::Timestamp::from_second((app.clock.now() / 1_000_000 + CONTACT_LIFE) / day * day).unwrap_or(jiff::Timestamp::MAX);
    let canonical = format!("{}/.well-known/security.txt", app.config.base_url);
    let text = format!("Contact: {scheme}{contact}\nExpires: {expires}\nPreferred-Languages: fr, en\nCanonical: {canonical}\n");
    text.into_response()
}

/// `GET /sante`: whether the database answers, for load balancers.
pub(super) async fn health(State(app): State<Arc<App>>) -> Response {
    match app.store.read(|tx| Box::pin(store::mails::pending(tx))).await {
        Ok(_) => "ok".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database").into_response(),
    }
}
