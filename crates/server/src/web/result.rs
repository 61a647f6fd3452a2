//! The result: the profile, the review of the answers, the links that show it to others.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use domain::framework::Framework;
use domain::item::{Feedback, Interaction, Item, MailAction, Review, Turn, Word, paragraphs};
use domain::language::Language;
use domain::profile::{Change, Profile};
use domain::refusal::Refusal;
use domain::session::Ending;
use serde::Deserialize;
use uuid::Uuid;

use super::form::{Asked, Fields};
use super::guard::{OrPage, PageError};
use super::names;
use super::view::FieldError;
use super::view::corrected::{CorrectedLine, CorrectedPage, CorrectedQuestion, DomainFilter, Outcome, Reported, Source};
use super::view::result::{Change as ViewChange, CompetenceProfile, DomainProfile, HistoryEntry, NextStep, ResultPage, Share, Viewer};
use super::visit::Visit;
use crate::service::Failure;
use crate::service::assess::{self, Finished, OpenSession, Reviewed};
use crate::service::report;

async fn open(visit: &Visit, id: &str) -> Result<OpenSession, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::new(visit, Refusal::SessionNotFound))?;
    assess::open(&visit.app, &visit.actor(), id).await.or_page(visit)
}

/// `GET /resultat/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    if let Some(id) = id.strip_suffix(".pdf") {
        return print(&visit, id).await;
    }
    let open = open(&visit, &id).await?;
    if !open.is_finished() {
        return Ok(Redirect::to(&format!("/positionnement/{}", open.row.id)).into_response());
    }
    let page = owner_page(&visit, &open, None, String::new(), Vec::new()).await?;
    visit.page(&page)
}

/// `GET /resultat/{id}.pdf`
async fn print(visit: &Visit, id: &str) -> Result<Response, PageError> {
    let open = open(visit, id).await?;
    let finished = assess::result(&visit.app, &open).await.or_page(visit)?;
    let page = profile_page(visit, &open, &finished, Viewer::Owner, &[]);
    let reviewed = open.edition.pool.iter().all(|p| p.item.review == Review::Reviewed);
    let document = super::printed::document(visit, &page, reviewed);
    let pass = visit.app.gates.documents.enter().await.or_page(visit)?;
    let made = tokio::task::spawn_blocking(move || {
        let made = crate::pdf::profile_pdf(&document);
        drop(pass);
        made
    });
    let made = made.await;
    let bytes = made.map_err(|e| Failure::Broken(e.to_string())).and_then(|m| m.map_err(|e| Failure::Broken(e.to_string()))).or_page(visit)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"socle-profil.pdf\""));
    Ok(response)
}

pub(super) async fn owner_page(
    visit: &Visit,
    open: &OpenSession,
    new_share: Option<String>,
    typed_email: String,
    errors: Vec<FieldError>,
) -> Result<ResultPage, PageError> {
    let finished = assess::result(&visit.app, open).await.or_page(visit)?;
    let person = visit.person().ok_or_else(|| PageError::new(visit, Refusal::Unauthorised))?;
    let (history, changes) = assess::history(&visit.app, person, Some(open.row.id)).await.or_page(visit)?;
    let shares = assess::shares(&visit.app, &visit.actor(), open).await.or_page(visit)?;
    let viewer = if visit.email().is_some() { Viewer::Owner } else { Viewer::Anonymous };
    let mut page = profile_page(visit, open, &finished, viewer, &changes);
    page.history = history
        .iter()
        .filter(|f| f.at <= finished.at)
        .filter_map(|f| Some(HistoryEntry { id: f.session.to_string(), finished_at: f.at, domains: of_the_same(&finished.profile, &f.profile)? }))
        .collect();
    page.shares = shares
        .iter()
        .filter(|s| s.revoked_at.is_none())
        .map(|s| Share { id: s.id.to_string(), created_at: s.created_at, views: u32::try_from(s.views).unwrap_or_default(), last_view_at: s.last_viewed_at })
        .collect();
    let learner = super::learn::learner(visit).ok_or_else(|| PageError::new(visit, Refusal::Unauthorised))?;
    let advice = crate::service::learn::path::next(&visit.app, &learner, None).await.or_page(visit)?;
    page.first = advice.map(|advice| super::learn::card(visit, &advice.next, advice.is_measured));
    page.new_share = new_share;
    page.typed_email = typed_email;
    page.errors = errors;
    Ok(page)
}

/// What another result says of the domains of this one, in their order; nothing where it did not assess all of them.
fn of_the_same(this: &Profile, other: &Profile) -> Option<Vec<[f64; 3]>> {
    let of = |code: &str| other.domains.iter().find(|d| d.code == code).map(|d| [d.estimate, d.interval.0, d.interval.1]);
    this.domains.iter().map(|domain| of(&domain.code)).collect()
}

/// The profile as whoever it is sees it.
pub(super) fn profile_page(visit: &Visit, open: &OpenSession, finished: &Finished, viewer: Viewer, changes: &[Change]) -> ResultPage {
    let framework = &open.edition.framework;
    let profile = &finished.profile;
    let domains = domains_of(visit, framework, profile, changes);
    let mut cuts = [0.0; 3];
    cuts.copy_from_slice(&open.edition.blueprint.levels.cuts);
    ResultPage {
        id: open.row.id.to_string(),
        viewer,
        finished_at: finished.at,
        answered: profile.answered,
        minutes: names::minutes(profile.active),
        ended_early: profile.ending == Ending::Asked,
        is_part: !open.state.scope.is_whole(),
        is_campaign: open.row.kind == assess::CAMPAIGN,
        cuts,
        interval: open.edition.blueprint.reporting.interval,
        summary: ResultPage::summarise(&domains),
        next: profile.next.iter().map(|step| next_step(visit, framework, open.row.id, step, viewer)).collect(),
        first: None,
        domains,
        history: Vec::new(),
        shares: Vec::new(),
        new_share: None,
        typed_email: String::new(),
        errors: Vec::new(),
        content_lang: "fr",
    }
}

/// The domains of a profile, in words.
pub(super) fn domains_of(visit: &Visit, framework: &Framework, profile: &Profile, changes: &[Change]) -> Vec<DomainProfile> {
    profile
        .domains
        .iter()
        .filter_map(|result| {
            let domain = framework.domains.iter().find(|d| d.code == result.code)?;
            let competences = profile
                .competences
                .iter()
                .filter_map(|c| Some((c, framework.competence(&c.code).filter(|f| f.domain == domain.code)?)))
                .map(|(c, row)| CompetenceProfile {
                    code: c.code.clone(),
                    title: row.title.clone(),
                    status: names::status(row.status),
                    evidence: names::evidence(c.evidence),
                    held: c.held,
                    estimate: c.estimate,
                    sd: c.standard_error,
                    low: c.interval.0,
                    high: c.interval.1,
                    answered: c.answered,
                    missed: c.missed,
                })
                .collect();
            let change = changes.iter().find(|c| c.code == result.code);
            Some(DomainProfile {
                slug: domain.slug.clone(),
                name: domain.name.clone(),
                short: names::short(domain, visit.lang),
                level: names::level(result.level),
                probabilities: result.probabilities,
                estimate: result.estimate,
                sd: result.standard_error,
                low: result.interval.0,
                high: result.interval.1,
                answered: result.answered,
                change: change.map(|c| ViewChange { difference: c.difference, sd: c.standard_error, rose: c.rose }),
                competences,
            })
        })
        .collect()
}

fn next_step(visit: &Visit, framework: &Framework, session: Uuid, step: &domain::profile::NextStep, viewer: Viewer) -> NextStep {
    let domain = framework.domains.iter().find(|d| d.code == step.domain);
    let href =
        (step.missed > 0 && viewer != Viewer::Guest).then(|| domain.map(|d| format!("/resultat/{session}/corrige?domaine={}&manquees=1", d.slug))).flatten();
    NextStep {
        kind: names::step_kind(step.kind),
        domain: domain.map(|d| names::short(d, visit.lang)).unwrap_or_default(),
        competence: step.competence.as_ref().and_then(|c| framework.competence(c)).map(|c| c.title.clone()),
        missed: step.missed,
        answered: step.answered,
        probability: step.probability,
        href,
    }
}

/// What the review is narrowed to.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Narrow {
    #[serde(default)]
    domaine: String,
    #[serde(default)]
    manquees: String,
}

/// `GET /resultat/{id}/corrige`
pub(super) async fn corrected(visit: Visit, Path(id): Path<String>, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    if !open.is_finished() {
        return Ok(Redirect::to(&format!("/positionnement/{}", open.row.id)).into_response());
    }
    let reviewed = assess::review(&visit.app, &open).await.or_page(&visit)?;
    let reports = report::of_session(&visit.app, &open).await.or_page(&visit)?;
    let framework = &open.edition.framework;
    let only_missed = narrow.manquees == "1";
    let slug = framework.domains.iter().find(|d| d.slug == narrow.domaine).map(|d| d.slug.clone()).unwrap_or_default();
    let chosen = reviewed
        .iter()
        .filter(|r| slug.is_empty() || framework.domains[open.edition.pool[r.place].domain].slug == slug)
        // what is said to be missed is counted, and what was tried out is not
        .filter(|r| !only_missed || (r.counts && !r.score.is_full()));
    let page = CorrectedPage {
        id: open.row.id.to_string(),
        domains: framework.domains.iter().map(|d| DomainFilter { slug: d.slug.clone(), name: names::short(d, visit.lang) }).collect(),
        questions: chosen.map(|r| CorrectedQuestion { reported: reported(&open, r, &reports), ..corrected_question(&visit, &open, r) }).collect(),
        domain: slug,
        only_missed,
        total: reviewed.iter().filter(|r| r.counts).count() as u32,
        right: reviewed.iter().filter(|r| r.counts && r.score.is_full()).count() as u32,
    };
    visit.page(&page)
}

/// What the person said of a question.
fn reported(open: &OpenSession, reviewed: &Reviewed, reports: &BTreeMap<String, store::reports::Report>) -> Option<Reported> {
    let report = reports.get(&open.edition.pool[reviewed.place].item.id)?;
    let status = domain::report::Status::parse(&report.status);
    let answer = report.answer.as_deref().filter(|_| status == Some(domain::report::Status::Answered)).unwrap_or_default();
    Some(Reported { at: report.at, answer: answer.lines().map(str::to_owned).collect(), closed: status == Some(domain::report::Status::Closed) })
}

fn corrected_question(visit: &Visit, open: &OpenSession, reviewed: &Reviewed) -> CorrectedQuestion {
    let pooled = &open.edition.pool[reviewed.place];
    let domain = names::short(&open.edition.framework.domains[pooled.domain], visit.lang);
    corrected_item(visit, &pooled.item, domain, reviewed)
}

/// An answered question as the corrected page shows it.
pub(super) fn corrected_item(visit: &Visit, item: &Item, domain: String, reviewed: &Reviewed) -> CorrectedQuestion {
    let score = reviewed.score;
    let outcome = match (reviewed.known, score.is_full(), score.won) {
        (false, ..) => Outcome::NotKnown,
        (_, true, _) => Outcome::Right,
        (_, _, 0) => Outcome::Wrong,
        _ => Outcome::Partly,
    };
    let source = &item.source;
    CorrectedQuestion {
        number: reviewed.seq,
        title: item.title.clone(),
        domain,
        outcome,
        won: u32::from(score.won),
        points: u32::from(score.points),
        pretest: !reviewed.counts,
        content_lang: Language::of(&item.language).code(),
        situation: paragraphs(&item.situation),
        question: item.question.clone(),
        lines: lines(visit, &item.interaction, &reviewed.feedback),
        feedback: reviewed.feedback.remark.clone(),
        explanation: paragraphs(&item.explanation),
        source: Source {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            date: in_words(visit, &source.date),
            url: source.url.clone(),
            checked: in_words(visit, &source.checked),
        },
        reviewed: item.review == Review::Reviewed,
        reported: None,
    }
}

pub(in crate::web) fn lines(visit: &Visit, interaction: &Interaction, feedback: &Feedback) -> Vec<CorrectedLine> {
    let is_choice = matches!(interaction, Interaction::SingleChoice(_) | Interaction::MultipleChoice(_) | Interaction::HotText(_));
    let is_mailbox = matches!(interaction, Interaction::Mailbox(_));
    let said_in = |word: Word| {
        visit.say(match word {
            Word::On => "simulator-on",
            Word::Off => "simulator-off",
            Word::Done => "simulator-done",
            Word::NotDone => "simulator-not-done",
            Word::InOrder => "done-in-order",
            Word::OtherOrder => "done-other-order",
        })
    };
    let action = |action: MailAction| {
        visit.say(match action {
            MailAction::Keep => "mail-action-keep",
            MailAction::Report => "mail-action-report",
            MailAction::Delete => "mail-action-delete",
            MailAction::Verify => "mail-action-verify",
            MailAction::Reply => "mail-action-reply",
        })
    };
    feedback
        .lines
        .iter()
        .map(|line| {
            let (given, expected) = if is_mailbox {
                let awaited: Vec<String> = line.expected_actions.iter().map(|a| action(*a)).collect();
                (line.action.map(action), Some(awaited.join(" / ")))
            } else {
                (line.given.clone(), line.expected.clone())
            };
            let clue = line.expected.as_deref().filter(|_| is_mailbox);
            let said: Vec<&str> = clue.into_iter().chain(line.feedback.as_deref()).collect();
            let (given, expected) = (given.or_else(|| line.word.map(said_in)), expected.or_else(|| line.expected_word.map(said_in)));
            let given = given.map(|what| if line.untouched { visit.say_with("done-untouched", &[("what", what.as_str().into())]) } else { what });
            CorrectedLine {
                label: match &line.turn {
                    Some(Turn::Before(other)) => visit.say_with("done-before", &[("one", line.label.as_str().into()), ("other", other.as_str().into())]),
                    Some(Turn::First) => visit.say_with("done-first", &[("one", line.label.as_str().into())]),
                    None => line.label.clone(),
                },
                given,
                expected,
                chosen: is_choice.then_some(line.chosen),
                awaited: is_choice.then_some(line.correct),
                right: line.right,
                feedback: (!said.is_empty()).then(|| said.join(" ")),
            }
        })
        .collect()
}

/// `2024-05` as "mai 2024".
pub(in crate::web) fn in_words(visit: &Visit, date: &str) -> String {
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let Some(month) = parts.next().and_then(|m| m.parse::<u8>().ok()) else { return year.to_owned() };
    let month = visit.say(&format!("month-{month}"));
    match parts.next().and_then(|d| d.parse::<u8>().ok()) {
        Some(day) => format!("{day} {month} {year}"),
        None => format!("{month} {year}"),
    }
}

/// `POST /resultat/{id}/partages`: the new link is shown on the page that answers, and nowhere else.
pub(super) async fn share(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    let token = assess::share(&visit.app, &visit.actor(), &open, &visit.origin()).await.or_page(&visit)?;
    let link = format!("{}/partage/{}", visit.app.config.base_url, token.as_str());
    let page = owner_page(&visit, &open, Some(link), String::new(), Vec::new()).await?;
    visit.page(&page)
}

/// `POST /partages/{share}/revoquer`
pub(super) async fn revoke(visit: Visit, Path(share): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let share: Uuid = share.parse().map_err(|_| PageError::new(&visit, Refusal::NotFound))?;
    let person = visit.person().ok_or_else(|| PageError::new(&visit, Refusal::Unauthorised))?;
    assess::revoke_share(&visit.app, person, share, &visit.origin()).await.or_page(&visit)?;
    let back = match fields.one("back") {
        "" => "/compte",
        back => super::visit::local_path(back),
    };
    Ok(visit.go_and_say(back, "notice-share-revoked"))
}

/// `GET /partage/{token}`
pub(super) async fn shared(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let open = assess::open_shared(&visit.app, &token).await.or_page(&visit)?;
    let finished = assess::result(&visit.app, &open).await.or_page(&visit)?;
    let page = profile_page(&visit, &open, &finished, Viewer::Guest, &[]);
    visit.page(&page)
}
