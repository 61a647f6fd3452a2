//! `/certificateur/propositions…`: what takes two people.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::certification::Rules;
use domain::refusal::Refusal;
use store::proposals::Proposal;
use uuid::Uuid;

use super::Chamber;
use super::jury::{error, field_of, id, level_key, ruling_words, told};
use super::questions::effects_view;
use crate::app::App;
use crate::render::Texts;
use crate::service::Failure;
use crate::service::certification::neutralise::effects;
use crate::service::certification::proposals::{Proposed, adopt, proposal, refuse, withdraw};
use crate::service::certification::rules::rules;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::certification::jury::ProposalRow;
use crate::web::view::certification::neutralise::ProposalPage;
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/certificateur/propositions/{id}", get(show).post(settle))
}

/// A proposal in a list.
pub(super) fn row(chamber: &Chamber, row: &Proposal, proposed: &Proposed) -> ProposalRow {
    let visit = &chamber.visit;
    let (matter, what) = match proposed {
        Proposed::Decision { number, ruling, appeal, .. } => {
            let key = if appeal.is_some() { "proposal-what-appeal" } else { "proposal-what-decision" };
            ("decision", visit.say_with(key, &[("number", (*number).into()), ("ruling", ruling_words(visit, *ruling).into())]))
        }
        Proposed::Neutralisation { item, exam, .. } => {
            let key = if exam.is_some() { "proposal-what-here" } else { "proposal-what-everywhere" };
            ("neutralisation", visit.say_with(key, &[("item", item.as_str().into())]))
        }
        Proposed::Rules { .. } => ("rules", visit.say("proposal-what-rules")),
    };
    ProposalRow {
        id: row.id.to_string(),
        matter,
        what,
        reason: row.reason.clone(),
        at: row.proposed_at,
        is_mine: row.proposed_by == Some(Uuid::from_u128(chamber.member.person)),
    }
}

fn path(proposed: &Proposed) -> String {
    match proposed {
        Proposed::Decision { appeal: Some(appeal), .. } => format!("/certificateur/recours/{appeal}"),
        Proposed::Decision { exam, number, .. } => format!("/certificateur/sessions/{exam}/passages/{number}"),
        Proposed::Neutralisation { exam: Some(exam), item, .. } => format!("/certificateur/sessions/{exam}/questions/{item}"),
        Proposed::Neutralisation { .. } => "/certificateur".to_owned(),
        Proposed::Rules { .. } => "/certificateur/seuils".to_owned(),
    }
}

/// What two sets of rules differ in, in words.
pub(super) fn differences(visit: &Visit, now: &Rules, then: &Rules) -> Vec<(String, String, String)> {
    let decimal = |value: f64| Texts::decimal(visit.lang, value, 2);
    let percent = |value: f64| visit.app.renderer.texts().percent(visit.lang, value);
    let minimum = |rules: &Rules| {
        rules.domain_minimum.map_or_else(
            || visit.say("rules-no-minimum"),
            |m| visit.say_with("rules-minimum", &[("level", visit.say(level_key(m.level)).into()), ("certainty", percent(m.certainty).into())]),
        )
    };
    let mut rows = Vec::new();
    let cut = |rules: &Rules, at: usize| rules.cuts.get(at).map_or_else(String::new, |cut| decimal(*cut));
    for (at, level) in domain::profile::Level::ALL.into_iter().skip(1).enumerate() {
        rows.push((visit.say_with("rules-cut-of", &[("level", visit.say(level_key(level)).into())]), cut(now, at), cut(then, at)));
    }
    rows.push((visit.say("rules-certainty"), percent(now.certainty), percent(then.certainty)));
    rows.push((visit.say("rules-minimum-title"), minimum(now), minimum(then)));
    rows.push((visit.say("rules-source"), now.source.clone(), then.source.clone()));
    rows.retain(|(_, now, then)| now != then);
    rows
}

async fn page(chamber: &Chamber, of: Uuid, typed: &str, errors: Vec<FieldError>) -> Result<ProposalPage, PageError> {
    let visit = &chamber.visit;
    let app = &visit.app;
    let (found, proposed) = proposal(app, &chamber.proof, of).await.or_page(visit)?;
    let is_open = found.status == "open";
    let (effects, losses) = match &proposed {
        Proposed::Neutralisation { exam, item, losses } if is_open => {
            (Some(effects_view(&effects(app, &chamber.proof, *exam, item, *losses).await.or_page(visit)?)), *losses)
        }
        _ => (None, false),
    };
    let differences = match &proposed {
        Proposed::Rules { rules: then, .. } => differences(visit, &rules(app, &chamber.proof).await.or_page(visit)?.0, then),
        _ => Vec::new(),
    };
    Ok(ProposalPage {
        frame: chamber.frame("jury"),
        row: row(chamber, &found, &proposed),
        status: domain::certification::jury::ProposalStatus::parse(&found.status).map_or("withdrawn", domain::certification::jury::ProposalStatus::code),
        settled: found.settled_at.map(|at| (at, found.note.clone())),
        path: path(&proposed),
        effects,
        losses,
        rules: differences,
        typed: typed.to_owned(),
        errors,
    })
}

/// `GET /certificateur/propositions/{id}`
async fn show(chamber: Chamber, Path(of): Path<String>) -> Result<Response, PageError> {
    let of = id(&chamber.visit, &of)?;
    let page = page(&chamber, of, "", Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/propositions/{id}`: adopts, refuses or takes back.
async fn settle(chamber: Chamber, Path(of): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let (app, origin, of, note) = (&visit.app, visit.origin(), id(visit, &of)?, fields.one("note"));
    let done = match fields.one("act") {
        "adopt" => adopt(app, &chamber.proof, of, note, &origin).await.map(|()| "notice-adopted"),
        "refuse" => refuse(app, &chamber.proof, of, note, &origin).await.map(|()| "notice-turned-down"),
        "withdraw" => withdraw(app, &chamber.proof, of, &origin).await.map(|()| "notice-proposal-withdrawn"),
        _ => Err(Refusal::Malformed.into()),
    };
    match done {
        Ok(notice) => Ok(visit.go_and_say(&format!("/certificateur/propositions/{of}"), notice)),
        Err(Failure::Refused(refusal)) if field_of(refusal).is_some_and(|field| field != "outcome") => {
            let errors = error(visit, refusal, "note").unwrap_or_default();
            told(visit, &page(&chamber, of, note, errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
