//! `/progresser`: what to do next, and why.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::{Actor, Authorised, Learn};
use domain::framework::Framework;
use domain::item::Review;
use domain::learning::path::{Act, NextStep, Reason};
use domain::profile::Profile;
use uuid::Uuid;

use crate::app::App;
use crate::render::Lang;
use crate::service::account::arrive;
use crate::service::assess;
use crate::service::learn::path::{Proposal, propose, propose_to_nobody};
use crate::service::learn::plan::{self, MINUTES, Plan, TARGETS, aim};
use crate::service::learn::{practice, reminders};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::learn::path::{DomainLine, Measured, PathPage, Said, StepCard};
use crate::web::visit::{Visit, go_with};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/progresser", get(show)).route("/progresser/objectif", post(set_aim))
}

/// Who learns; nobody when nobody was recognised.
pub(in crate::web) fn learner(visit: &Visit) -> Option<Authorised<Learn>> {
    plan::learner(&visit.actor()).ok()
}

/// Who learns, an anonymous person when nobody was recognised, with the cookies to recognise them by.
pub(in crate::web) async fn someone(visit: &Visit) -> Result<(Authorised<Learn>, Vec<String>), PageError> {
    if let Some(learner) = learner(visit) {
        return Ok((learner, Vec::new()));
    }
    let (person, token) = arrive(&visit.app, visit.lang.code(), &visit.device).await.or_page(visit)?;
    let learner = plan::learner(&Actor::Person(person.as_u128())).or_page(visit)?;
    Ok((learner, vec![visit.login_cookie(token.as_str())]))
}

/// `GET /progresser`
async fn show(visit: Visit) -> Result<Response, PageError> {
    let app = &visit.app;
    let learner = learner(&visit);
    let proposal = match &learner {
        Some(learner) => propose(app, learner).await.or_page(&visit)?,
        None => propose_to_nobody(app, None).or_page(&visit)?,
    };
    let (mut open, mut results, mut has_round, mut reminded) = (None, Vec::new(), false, false);
    if let Some(learner) = &learner {
        let person = plan::person_of(learner);
        open = assess::open_of(app, person).await.or_page(&visit)?.into_iter().find(|s| s.kind != assess::CAMPAIGN).map(|s| s.id.to_string());
        results = assess::history(app, person, None).await.or_page(&visit)?.0;
        has_round = practice::has_open(app, learner).await.or_page(&visit)?;
        reminded = reminders::are_on(app, learner).await.or_page(&visit)?;
    }
    let standing = &proposal.standing;
    let profile = standing.session.and_then(|(id, at)| Some((id, at, &results.iter().find(|r| r.session == id)?.profile)));
    let done: std::collections::BTreeSet<&str> = standing.done.iter().map(|done| done.module.as_str()).collect();
    let page = PathPage {
        measured: profile.map(|(id, at, profile)| measured(&visit, &proposal, id, at, profile)),
        open,
        steps: cards(&visit, &proposal),
        due: standing.due,
        has_round,
        // what modules are expected to bring is not told as what somebody holds
        reached: if proposal.is_held {
            "measured"
        } else if proposal.path.reached {
            "expected"
        } else {
            ""
        },
        target: names::level(standing.plan.target),
        targets: TARGETS.into_iter().map(names::level).collect(),
        minutes: standing.plan.minutes,
        choices: MINUTES.to_vec(),
        done: done.len() as u32,
        modules: app.library.modules.len() as u32,
        has_growth: results.len() > 1,
        reminded,
        has_trade: standing.trade.is_some(),
    };
    visit.page(&page)
}

/// Everything that is proposed but what is due, which has a place of its own.
fn cards(visit: &Visit, proposal: &Proposal) -> Vec<StepCard> {
    let is_measured = proposal.standing.session.is_some();
    proposal.path.steps.iter().filter(|step| !matches!(step.act, Act::Practise { .. })).map(|step| card(visit, step, is_measured)).collect()
}

fn measured(visit: &Visit, proposal: &Proposal, id: Uuid, at: i64, profile: &Profile) -> Measured {
    let edition = &proposal.standing.edition;
    let mut cuts = [0.0; 3];
    cuts.copy_from_slice(&edition.blueprint.levels.cuts);
    let target = proposal.standing.plan.target as usize;
    let domains = profile.domains.iter().filter_map(|result| {
        let domain = edition.framework.domains.iter().find(|d| d.code == result.code)?;
        Some(DomainLine {
            name: names::short(domain, visit.lang),
            level: names::level(result.level),
            held: result.probabilities[target..].iter().sum(),
            estimate: result.estimate,
            sd: result.standard_error,
            low: result.interval.0,
            high: result.interval.1,
        })
    });
    Measured { id: id.to_string(), at, domains: domains.collect(), cuts }
}

/// Something to do as a card, with its reasons in words. Without a measurement nothing is said of what somebody knows.
pub(in crate::web) fn card(visit: &Visit, step: &NextStep, is_measured: bool) -> StepCard {
    let framework = &visit.app.editions.current().edition.framework;
    let reasons: Vec<Said> = step.reasons.iter().filter_map(|reason| said(visit, framework, reason, is_measured)).collect();
    let usual = StepCard {
        kind: "practise",
        title: String::new(),
        promise: String::new(),
        minutes: step.minutes,
        reasons,
        href: "/progresser/revoir".into(),
        known: None,
        reviewed: false,
        content_lang: visit.lang.code(),
    };
    match &step.act {
        Act::Practise { cards } => StepCard { title: visit.say_with("learn-due", &[("count", (*cards).into())]), ..usual },
        Act::Prove { objective, .. } => StepCard {
            kind: "prove",
            title: visit.say("learn-prove-title"),
            promise: framework.objective(objective).map(|o| o.text.clone()).unwrap_or_default(),
            href: format!("/progresser/je-sais/{objective}"),
            ..usual
        },
        Act::Module { id } => {
            let Some(module) = visit.app.library.module(id) else { return usual };
            let mut card = StepCard {
                kind: "module",
                title: module.title.clone(),
                promise: module.promise.clone(),
                href: format!("/progresser/modules/{id}"),
                known: Some(format!("/progresser/je-sais/{}", module.objective)),
                reviewed: module.review == Review::Reviewed,
                content_lang: "fr",
                ..usual
            };
            if !is_measured && card.reasons.len() == usize::from(step.fits_now) {
                card.reasons.insert(0, visit.say("learn-reason-first").into());
            }
            card
        }
    }
}

fn said(visit: &Visit, framework: &Framework, reason: &Reason, is_measured: bool) -> Option<Said> {
    let texts = visit.app.renderer.texts();
    let words = match reason {
        Reason::Gap { .. } if !is_measured => return None,
        Reason::Gap { competence, held, then, .. } => {
            let competence = framework.competence(competence)?;
            // the framework is in French: in English its domain is named, which has a name there
            let domain = framework.domains.iter().find(|d| d.code == competence.domain)?;
            let title = if visit.lang == Lang::Fr { &competence.title } else { &domain.english };
            let (held, then) = (texts.percent(visit.lang, *held), texts.percent(visit.lang, *then));
            // a long way off: figures that do not move tell nobody why to begin
            let key = if held == then { "learn-reason-gap-far" } else { "learn-reason-gap" };
            visit.say_with(key, &[("competence", title.as_str().into()), ("held", held.into()), ("then", then.into())])
        }
        Reason::Prepares { module } => {
            let title = visit.app.library.module(module).map(|m| m.title.as_str()).unwrap_or_default();
            return Some(around(&visit.say_with("learn-reason-prepares", &[("title", TITLE.into())]), title));
        }
        // it repeats the first in other words
        Reason::QuickWin | Reason::Due => return None,
        Reason::Changed { .. } => visit.say("learn-reason-changed"),
        Reason::Faded { days } => visit.say_with("learn-reason-faded", &[("months", (days / 30).into())]),
        Reason::OfYourTrade => visit.say(if is_measured { "learn-reason-trade" } else { "learn-reason-first-trade" }),
        Reason::FitsNow => visit.say("learn-reason-fits"),
        Reason::Claimed => visit.say("learn-reason-claimed"),
    };
    Some(words.into())
}

/// Stands for a title while a sentence is made.
const TITLE: &str = "\u{1}";

/// A sentence around a title, which is in a language of its own.
fn around(sentence: &str, title: &str) -> Said {
    let (before, after) = sentence.split_once(TITLE).unwrap_or((sentence, ""));
    Said { text: before.to_owned(), title: Some(title.to_owned()), after: after.to_owned() }
}

/// `POST /progresser/objectif`
async fn set_aim(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let plan = Plan::read(fields.one("objectif"), fields.one("minutes")).or_page(&visit)?;
    let (learner, mut cookies) = someone(&visit).await?;
    aim(&visit.app, &learner, plan).await.or_page(&visit)?;
    cookies.push(visit.notice_cookie("notice-saved"));
    Ok(go_with("/progresser", cookies))
}
