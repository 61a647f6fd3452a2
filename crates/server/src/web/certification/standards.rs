//! `/certificateur/seuils`: the rules of exams, and other rules, proposed by one and adopted by another.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::access::GovernCertification;
use domain::certification::Rules;
use domain::certification::standards::{Method, StudyStatus};
use domain::profile::Level;
use domain::refusal::Refusal;
use serde::Deserialize;
use store::standard_studies::StandardStudy;
use uuid::Uuid;

use super::Chamber;
use super::jury::{level_key, told};
use crate::app::App;
use crate::render::Texts;
use crate::service::Failure;
use crate::service::certification::foresee::{FORESEEN, foresee};
use crate::service::certification::jury::inbox;
use crate::service::certification::proposals::Proposed;
use crate::service::certification::rules::{Adopted, Typed, propose_rules, rules};
use crate::service::certification::standards::{list, study};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::certification::standards::{AdoptedRow, MinimumRow, RulesView, StandardsPage, StudyRow, TypedRules};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/certificateur/seuils", get(show).post(submit)).merge(super::studies::routes())
}

/// The study whose cut scores are to be proposed.
#[derive(Debug, Default, Deserialize)]
struct From {
    #[serde(default)]
    etude: String,
}

fn view(rules: &Rules) -> RulesView {
    RulesView {
        cuts: rules.cuts.clone(),
        certainty: rules.certainty,
        pass: level_key(rules.pass_level),
        minimum: rules.domain_minimum.map(|m| (level_key(m.level), m.certainty)),
        least: rules.least_answers,
        source: rules.source.clone(),
    }
}

/// A study in a list.
pub(super) fn study_row(row: &StandardStudy) -> StudyRow {
    StudyRow {
        id: row.id.to_string(),
        title: row.title.clone(),
        method: Method::parse(&row.method).map_or("angoff", Method::code),
        status: StudyStatus::parse(&row.status).map_or("draft", StudyStatus::code),
        at: row.created_at,
    }
}

/// What each domain minimum does to exams of now; nothing while that is being simulated.
fn minimums(visit: &Visit) -> Vec<MinimumRow> {
    let found = foresee(&visit.app, FORESEEN);
    let row = |m: &domain::certification::MinimumReport| MinimumRow {
        minimum: m.minimum.map(|m| (level_key(m.level), m.certainty)),
        certified: m.certified,
        wrongly_certified: m.wrongly_certified,
        wrongly_refused: m.wrongly_refused,
        refused_though_whole: m.refused_though_whole,
        consistency: m.consistency,
    };
    found.map(|found| found.report.minima.iter().map(row).collect()).unwrap_or_default()
}

async fn page(chamber: &Chamber, typed: TypedRules, errors: Vec<FieldError>) -> Result<StandardsPage, PageError> {
    let visit = &chamber.visit;
    let (now, adopted) = rules(&visit.app, &chamber.proof).await.or_page(visit)?;
    let open = inbox(&visit.app, &chamber.proof).await.or_page(visit)?.proposals;
    let row = |a: &Adopted| AdoptedRow { number: a.row.number, at: a.row.adopted_at, rules: view(&a.rules) };
    Ok(StandardsPage {
        frame: chamber.frame("standards"),
        governs: chamber.has::<GovernCertification>(),
        now: view(&now),
        adopted: adopted.iter().map(row).collect(),
        proposed: open.iter().find(|p| matches!(Proposed::read(p), Some(Proposed::Rules { .. }))).map(|p| p.id.to_string()),
        studies: list(&visit.app, &chamber.proof).await.or_page(visit)?.iter().map(study_row).collect(),
        minimum: minimums(visit),
        levels: Level::ALL.into_iter().skip(1).map(|level| (level as u8, level_key(level))).collect(),
        typed,
        errors,
    })
}

/// The form as it stands: what holds now, or the cut scores of a study.
async fn filled(chamber: &Chamber, from: &str) -> Result<TypedRules, PageError> {
    let visit = &chamber.visit;
    let (now, _) = rules(&visit.app, &chamber.proof).await.or_page(visit)?;
    let decimal = |value: f64, digits: usize| Texts::decimal(visit.lang, value, digits).replace('\u{2212}', "-");
    let mut typed = TypedRules {
        cuts: [0, 1, 2].map(|at: usize| now.cuts.get(at).map(|cut| decimal(*cut, 2)).unwrap_or_default()),
        source: now.source.clone(),
        certainty: decimal(now.certainty * 100.0, 0),
        minimum_level: now.domain_minimum.map(|m| (m.level as u8).to_string()).unwrap_or_default(),
        minimum_certainty: now.domain_minimum.map_or_else(|| "50".to_owned(), |m| decimal(m.certainty * 100.0, 0)),
        ..TypedRules::default()
    };
    if let Ok(id) = from.parse::<Uuid>() {
        let study = study(&visit.app, &chamber.proof, id).await.or_page(visit)?;
        if let Some(cuts) = study.outcome.as_ref().and_then(domain::certification::standards::Outcome::rising).filter(|_| study.status == StudyStatus::Closed) {
            typed.cuts = cuts.map(|cut| decimal(cut, 2));
            typed.source =
                visit.say_with("rules-from-study", &[("title", study.row.title.as_str().into()), ("count", study.heard(study.row.round).len().into())]);
            typed.study = id.to_string();
        }
    }
    Ok(typed)
}

/// `GET /certificateur/seuils`
async fn show(chamber: Chamber, Asked(from): Asked<From>) -> Result<Response, PageError> {
    let typed = filled(&chamber, &from.etude).await?;
    let page = page(&chamber, typed, Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/seuils`: proposes other rules.
async fn submit(chamber: Chamber, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let governs = chamber.may::<GovernCertification>()?;
    let one = |name: &str| fields.one(name).to_owned();
    let typed = TypedRules {
        cuts: [one("cut-1"), one("cut-2"), one("cut-3")],
        source: one("source"),
        certainty: one("certainty"),
        minimum_level: one("minimum-level"),
        minimum_certainty: one("minimum-certainty"),
        reason: one("reason"),
        study: one("study"),
    };
    let wanted = Typed {
        cuts: typed.cuts.clone(),
        source: typed.source.clone(),
        certainty: typed.certainty.clone(),
        minimum_level: typed.minimum_level.clone(),
        minimum_certainty: typed.minimum_certainty.clone(),
        reason: typed.reason.clone(),
    };
    match propose_rules(&visit.app, &governs, &chamber.proof, &wanted, typed.study.parse().ok(), &visit.origin()).await {
        Ok(proposal) => Ok(visit.go_and_say(&format!("/certificateur/propositions/{proposal}"), "notice-proposed")),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                Refusal::CutsNotRising => "cut-1",
                Refusal::Malformed => "certainty",
                Refusal::ReasonMissing | Refusal::TextTooLong => "reason",
                Refusal::NothingChanges | Refusal::ProposalOpen => "",
                _ => return Err(PageError::new(visit, refusal)),
            };
            let errors = vec![visit.fault(field, refusal)];
            told(visit, &page(&chamber, typed, errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
