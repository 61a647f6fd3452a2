//! `/certificateur…`: exams to decide on.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::GovernCertification;
use domain::certification::jury::{Outcome, Ruling};
use domain::certification::{Decision, Rules, explain};
use domain::profile::Level;
use domain::refusal::Refusal;
use store::deliberations::{Listed, Report};
use store::exams::Exam;
use store::proposals::Proposal;
use uuid::Uuid;

use super::Chamber;
use super::proposal::row as proposal_row;
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::appeals;
use crate::service::certification::jury::{Asked, Docket, File, confirm, docket, examine, inbox, propose, reopen, sitting, uphold_rule};
use crate::service::certification::proposals::Proposed;
use crate::service::certification::publish::publish;
use crate::service::certification::standards;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::FieldError;
use crate::web::view::certification::jury::{
    AlertRow, CasePage, CaseRow, DecisionRow, DomainRow, EventRow, ExamPage, ExamRow, InboxPage, MissingView, NumbersView, OutRow, ReportRow, RulingView,
    StepRow, TypedRuling,
};
use crate::web::view::certification::never_certain;
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/certificateur", get(show))
        .route("/certificateur/sessions/{exam}", get(exam).post(act))
        .route("/certificateur/sessions/{exam}/rapports/{report}", post(report))
        .route("/certificateur/sessions/{exam}/passages/{number}", get(case).post(decide))
        .merge(super::proposal::routes())
        .merge(super::questions::routes())
        .merge(super::appeals::routes())
        .merge(super::minutes::routes())
}

/// An identifier in a path.
pub(super) fn id(visit: &Visit, text: &str) -> Result<Uuid, PageError> {
    text.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))
}

/// A number of an exam, as people read it.
pub(super) fn shown_number(number: &str) -> String {
    if number.len() == 6 && number.is_ascii() { format!("{} {}", &number[..3], &number[3..]) } else { number.to_owned() }
}

/// The key of a level's name.
pub(super) fn level_key(level: Level) -> &'static str {
    names::level(level).key()
}

pub(super) fn ruling_view(ruling: Ruling) -> RulingView {
    RulingView { outcome: ruling.outcome.code(), level: level_key(ruling.level) }
}

/// What a ruling says, in the visitor's words.
pub(super) fn ruling_words(visit: &Visit, ruling: Ruling) -> String {
    visit.say_with(&format!("ruling-{}", ruling.outcome.code()), &[("level", visit.say(level_key(ruling.level)).into())])
}

fn status(word: &str) -> &'static str {
    ["finished", "finalised", "decided", "published"].into_iter().find(|one| *one == word).unwrap_or("finished")
}

fn listed(row: &Listed) -> ExamRow {
    ExamRow {
        id: row.id.to_string(),
        number: shown_number(&row.number),
        centre: row.centre_name.clone(),
        at: row.starts_at,
        status: status(&row.status),
        sittings: row.sittings,
        reports: row.reports,
    }
}

pub(super) fn exam_row(exam: &Exam, docket: &Docket) -> ExamRow {
    ExamRow {
        id: exam.id.to_string(),
        number: shown_number(&exam.number),
        centre: exam.centre_name.clone(),
        at: exam.starts_at,
        status: status(&exam.status),
        sittings: docket.files.len() as i64,
        reports: docket.reports.len() as i64,
    }
}

/// `GET /certificateur`
async fn show(chamber: Chamber) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let app = &visit.app;
    let found = inbox(app, &chamber.proof).await.or_page(visit)?;
    let open = appeals::list(app, &chamber.proof, domain::certification::appeal::AppealStatus::Open).await.or_page(visit)?;
    let studies = standards::mine(app, &chamber.proof).await.or_page(visit)?;
    let rows = |all: &[Listed]| all.iter().map(listed).collect();
    visit.page(&InboxPage {
        frame: chamber.frame("jury"),
        proposals: proposals(&chamber, &found.proposals),
        to_decide: rows(&found.to_decide),
        to_publish: rows(&found.to_publish),
        awaited: rows(&found.awaited),
        published: rows(&found.published),
        appeals: open.len(),
        studies: studies.into_iter().map(|study| (study.title, format!("/certificateur/seuils/etudes/{}/juger", study.id))).collect(),
    })
}

/// Open proposals; those that whoever looks can settle come first.
fn proposals(chamber: &Chamber, all: &[Proposal]) -> Vec<crate::web::view::certification::jury::ProposalRow> {
    let mut rows: Vec<_> = all.iter().filter_map(|p| Some(proposal_row(chamber, p, &Proposed::read(p)?))).collect();
    rows.sort_by_key(|row| row.is_mine);
    rows
}

/// A sitting in a list.
pub(super) fn case_row(file: &File) -> CaseRow {
    let found = file.held.decision.as_ref().filter(|_| file.ruling.is_some_and(|r| r.outcome != Outcome::Void));
    let pass = file.held.rules.as_ref().map_or(1, |rules| rules.pass_level as usize);
    CaseRow {
        number: file.case.number,
        ruling: file.ruling.map(ruling_view),
        kind: file.kind().map_or("rule", domain::certification::jury::DecisionKind::code),
        probability: found.map(|d| never_certain(d.overall.at_least[pass])),
        waits: file.waits_for_a_look(),
        close: found.is_some_and(|d| d.close),
        counted: found.map_or(0, |d| d.counted),
        alerts: file.case.alerts,
        incidents: file.case.incidents,
        frauds: file.case.frauds,
        proposed: file.proposal.is_some(),
    }
}

fn category(visit: &Visit, word: &str) -> String {
    visit.app.renderer.texts().find(visit.lang, &format!("exam-report-category-{word}"), &[]).unwrap_or_else(|| word.to_owned())
}

fn report_row(visit: &Visit, report: &Report) -> ReportRow {
    ReportRow {
        id: report.id.to_string(),
        number: report.number,
        kind: if report.kind == "fraud" { "fraud" } else { "incident" }.to_owned(),
        category: category(visit, &report.category),
        body: report.body.lines().map(str::to_owned).collect(),
        author: report.author.clone(),
        at: report.happened_at.or(report.filed_at),
        outcome: (report.status == "examined").then(|| report.outcome.clone()),
    }
}

async fn exam_page(chamber: &Chamber, id: Uuid, typed: (String, String), errors: Vec<FieldError>) -> Result<ExamPage, PageError> {
    let visit = &chamber.visit;
    let docket = docket(&visit.app, &chamber.proof, id).await.or_page(visit)?;
    let missing = docket.missing();
    let mut files: Vec<&File> = docket.files.iter().collect();
    // what asks for somebody comes first, then what something was said of
    let signs = |file: &File| file.case.alerts + file.case.incidents;
    files.sort_by_key(|file| (!(file.waits_for_a_look() || file.proposal.is_some() || file.case.frauds > 0), -signs(file), file.case.number));
    let count = |outcome: Outcome| docket.files.iter().filter(|file| file.ruling.is_some_and(|r| r.outcome == outcome)).count();
    Ok(ExamPage {
        frame: chamber.frame("jury"),
        exam: exam_row(&docket.exam, &docket),
        rows: files.into_iter().map(case_row).collect(),
        counts: [count(Outcome::Certified), count(Outcome::Refused), count(Outcome::Void)],
        missing: MissingView { undecided: missing.undecided, proposals: missing.proposals, frauds: missing.frauds, close: missing.close },
        is_ready: missing.settled().is_ok(),
        governs: chamber.has::<GovernCertification>(),
        reports: docket.reports.iter().map(|report| report_row(visit, report)).collect(),
        out: docket
            .neutralised
            .iter()
            .map(|n| OutRow { item: n.item_id.clone(), reason: n.reason.clone(), at: n.at, everywhere: n.exam_id.is_none() })
            .collect(),
        proposals: proposals(chamber, &docket.proposals),
        typed,
        errors,
    })
}

/// `GET /certificateur/sessions/{exam}`
async fn exam(chamber: Chamber, Path(exam): Path<String>) -> Result<Response, PageError> {
    let id = id(&chamber.visit, &exam)?;
    let page = exam_page(&chamber, id, Default::default(), Vec::new()).await?;
    chamber.visit.page(&page)
}

/// What is wrong, said on the page itself where its user can do something about it.
pub(super) fn field_of(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::ReasonMissing | Refusal::TextTooLong => Some("reason"),
        Refusal::Malformed | Refusal::NothingChanges => Some("outcome"),
        Refusal::DecisionsMissing
        | Refusal::ExamElsewhere
        | Refusal::RecordChanged
        | Refusal::ProposalOpen
        | Refusal::ProposalSettled
        | Refusal::OwnProposal
        | Refusal::OwnDecision
        | Refusal::NothingToNeutralise
        | Refusal::AppealSettled
        | Refusal::NotYours => Some(""),
        _ => None,
    }
}

/// The error of a refusal, at `reason` or wherever that field is called otherwise.
pub(super) fn error(visit: &Visit, refusal: Refusal, reason: &str) -> Option<Vec<FieldError>> {
    let field = field_of(refusal)?;
    let field = if field == "reason" { reason } else { field };
    Some(vec![visit.fault(field, refusal)])
}

/// A page that says what was refused.
pub(super) fn told<P: crate::render::Page>(visit: &Visit, page: &P, refusal: Refusal) -> Result<Response, PageError> {
    visit.refused(refusal, page)
}

/// `POST /certificateur/sessions/{exam}`: confirms, publishes, or takes back to the jury.
async fn act(chamber: Chamber, Path(exam): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let (app, origin, id) = (&visit.app, visit.origin(), id(visit, &exam)?);
    let done = match fields.one("act") {
        "confirm" => confirm(app, &chamber.proof, id, &origin).await.map(|()| "notice-exam-decided"),
        "reopen" => reopen(app, &chamber.proof, id, &origin).await.map(|()| "notice-exam-reopened"),
        "publish" => {
            let governs = chamber.may::<GovernCertification>()?;
            publish(app, &governs, &chamber.proof, id, &origin).await.map(|_| "notice-exam-published")
        }
        _ => Err(Refusal::Malformed.into()),
    };
    match done {
        Ok(notice) => Ok(visit.go_and_say(&format!("/certificateur/sessions/{id}"), notice)),
        Err(Failure::Refused(refusal)) if field_of(refusal) == Some("") => {
            let errors = error(visit, refusal, "").unwrap_or_default();
            told(visit, &exam_page(&chamber, id, Default::default(), errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /certificateur/sessions/{exam}/rapports/{report}`
async fn report(chamber: Chamber, Path((exam, report)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let (exam, of, words) = (id(visit, &exam)?, id(visit, &report)?, fields.one("words"));
    match examine(&visit.app, &chamber.proof, exam, of, words, &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say(&format!("/certificateur/sessions/{exam}#pv"), "notice-saved")),
        Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => {
            let errors = error(visit, refusal, &format!("words-{of}")).unwrap_or_default();
            told(visit, &exam_page(&chamber, exam, (of.to_string(), words.to_owned()), errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// The numbers of a decision, with names of domains.
pub(super) fn numbers(visit: &Visit, framework: &domain::framework::Framework, found: &Decision, rules: &Rules) -> NumbersView {
    let explained = explain(found, rules);
    let name = |code: &str| framework.domains.iter().find(|d| d.code == code).map_or_else(|| code.to_owned(), |d| names::short(d, visit.lang));
    NumbersView {
        estimate: found.overall.estimate,
        interval: found.overall.interval,
        close: found.close,
        steps: explained
            .levels
            .iter()
            .map(|s| StepRow {
                level: level_key(s.level),
                cut: s.cut,
                probability: never_certain(s.probability),
                certainty: s.certainty,
                is_reached: s.is_reached,
            })
            .collect(),
        domains: found
            .domains
            .iter()
            .map(|d| DomainRow {
                name: name(&d.code),
                answered: d.answered,
                band: d.band.map(|band| (level_key(band.lowest), level_key(band.highest), never_certain(band.probability))),
            })
            .collect(),
        below: explained.minimum.iter().filter(|m| !m.is_met).map(|m| (name(&m.domain), m.probability, m.certainty)).collect(),
        enough: explained.enough,
        besides: (found.tried_out, found.set_aside, found.neutralised),
    }
}

/// The same of a sitting, from the edition that it was asked from.
pub(super) async fn numbers_of(visit: &Visit, file: &File) -> Result<Option<NumbersView>, PageError> {
    let (Some(found), Some(rules), Some(edition)) = (&file.held.decision, &file.held.rules, file.held.edition) else { return Ok(None) };
    let edition = visit.app.editions.get(&visit.app.store, edition).await.or_page(visit)?;
    Ok(Some(numbers(visit, &edition.framework, found, rules)))
}

/// Every decision on a sitting, the newest first.
pub(super) fn history(chamber: &Chamber, file: &File) -> Vec<DecisionRow> {
    let me = Uuid::from_u128(chamber.member.person);
    let row = |d: &store::decisions::Decision| {
        Some(DecisionRow {
            kind: domain::certification::jury::DecisionKind::parse(&d.kind)?.code(),
            ruling: ruling_view(Ruling::read(&d.outcome, d.level)?),
            at: d.at,
            reason: d.reason.clone(),
            is_mine: d.decided_by == Some(me),
        })
    };
    file.decisions.iter().rev().filter_map(row).collect()
}

/// Levels that can be given.
pub(super) fn levels(file: &File) -> Vec<(u8, &'static str)> {
    let pass = file.held.rules.as_ref().map_or(Level::Socle, |rules| rules.pass_level);
    Level::ALL.into_iter().filter(|level| *level >= pass).map(|level| (level as u8, level_key(level))).collect()
}

async fn case_page(chamber: &Chamber, exam: Uuid, number: i64, typed: TypedRuling, errors: Vec<FieldError>) -> Result<CasePage, PageError> {
    let visit = &chamber.visit;
    let found = sitting(&visit.app, &chamber.proof, exam, number).await.or_page(visit)?;
    let file = found.file();
    let event = |kind: &str| visit.app.renderer.texts().find(visit.lang, &format!("exam-event-{kind}"), &[]).unwrap_or_else(|| kind.to_owned());
    Ok(CasePage {
        frame: chamber.frame("jury"),
        exam: exam_row(&found.docket.exam, &found.docket),
        row: case_row(file),
        numbers: numbers_of(visit, file).await?,
        history: history(chamber, file),
        events: found.events.iter().map(|e| EventRow { what: event(&e.kind), at: e.at }).collect(),
        alerts: found.alerts.iter().map(|a| AlertRow { seq: a.seq, item: a.item_id.clone(), body: a.body.clone(), status: a.status.clone() }).collect(),
        proposal: file.proposal.as_ref().and_then(|p| Some(proposal_row(chamber, p, &Proposed::read(p)?))),
        may_propose: found.docket.exam.status == "finalised" && file.proposal.is_none() && file.ruling.is_some(),
        levels: levels(file),
        typed,
        errors,
    })
}

/// `GET /certificateur/sessions/{exam}/passages/{number}`
async fn case(chamber: Chamber, Path((exam, number)): Path<(String, i64)>) -> Result<Response, PageError> {
    let exam = id(&chamber.visit, &exam)?;
    let page = case_page(&chamber, exam, number, TypedRuling::default(), Vec::new()).await?;
    chamber.visit.page(&page)
}

/// Another decision as a form holds it.
pub(super) fn typed(fields: &Fields) -> TypedRuling {
    let one = |name: &str| fields.one(name).to_owned();
    TypedRuling { outcome: one("outcome"), level: one("level"), reason: one("reason"), words: one("words") }
}

pub(super) fn asked(typed: &TypedRuling) -> Asked<'_> {
    Asked { outcome: &typed.outcome, level: &typed.level, reason: &typed.reason }
}

/// `POST /certificateur/sessions/{exam}/passages/{number}`: leaves it to the rule, or asks for another decision.
async fn decide(chamber: Chamber, Path((exam, number)): Path<(String, i64)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let (app, origin, exam, typed) = (&visit.app, visit.origin(), id(visit, &exam)?, typed(&fields));
    let (reason, done) = match fields.one("act") {
        "look" => ("words", uphold_rule(app, &chamber.proof, exam, number, &typed.words, &origin).await.map(|()| "notice-saved")),
        "propose" => ("reason", propose(app, &chamber.proof, exam, number, &asked(&typed), &origin).await.map(|_| "notice-proposed")),
        _ => return Err(PageError::new(visit, Refusal::Malformed)),
    };
    match done {
        Ok(notice) => Ok(visit.go_and_say(&format!("/certificateur/sessions/{exam}/passages/{number}"), notice)),
        Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => {
            let errors = error(visit, refusal, reason).unwrap_or_default();
            told(visit, &case_page(&chamber, exam, number, typed, errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
