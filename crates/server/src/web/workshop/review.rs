//! Reviewing a text: reading it with its key, judging it, talking about it.

use axum::extract::Path;
use axum::response::Response;
use domain::access::{GovernBank, ReviewItems};
use domain::item::paragraphs;
use domain::refusal::Refusal;
use domain::workshop::{Decision, Stage, Standing, Verdict};
use uuid::Uuid;

use super::Desk;
use super::words::{compared, sheet, verdicts};
use crate::service::Failure;
use crate::service::workshop::{CHECKS, Dossier, Judgement, StandingOf, compare, dossier, item_of, judge, remark, settle, shipped, standing_of};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::workshop::{Check, RemarkRow, ReviewPage, StateBox};

/// What came with a form that was refused.
#[derive(Debug, Default)]
struct Typed {
    reason: String,
    remark: String,
    checked: Vec<String>,
    /// Number of the text that was read.
    read: Option<i64>,
    errors: Vec<FieldError>,
}

/// `GET /atelier/questions/{id}/relecture`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = page(&desk, &id, Typed::default()).await?;
    desk.visit.page(&page)
}

/// The dossier of a question; nothing for one that nobody touched since it came.
pub(super) async fn dossier_of(desk: &Desk, id: &str) -> Result<Option<Dossier>, PageError> {
    match dossier(&desk.visit.app, &desk.proof, id).await {
        Ok(dossier) => Ok(Some(dossier)),
        Err(Failure::Refused(Refusal::NotFound)) => Ok(None),
        Err(failure) => Err(PageError::new(&desk.visit, failure)),
    }
}

async fn page(desk: &Desk, id: &str, typed: Typed) -> Result<ReviewPage, PageError> {
    let visit = &desk.visit;
    let (frame, _) = desk.item_frame(id, "review").await?;
    let dossier = dossier_of(desk, id).await?;
    let standing = standing_of(&visit.app, &desk.proof, id).await.or_page(visit)?;
    let newest = dossier.as_ref().and_then(Dossier::newest);
    let item = match newest {
        Some(text) => item_of(&text.body),
        None => shipped(&visit.app).get(id).map(|came| came.item.clone()),
    };
    let read = typed.read.and_then(|number| dossier.as_ref()?.revision(number)).filter(|read| newest.is_some_and(|n| n.revision != read.revision));
    let remarks = dossier.as_ref().map(remarks).unwrap_or_default();
    Ok(ReviewPage {
        frame,
        sheet: item.as_ref().map(|item| sheet(visit, item)),
        raw: newest.filter(|_| item.is_none()).map(|text| text.body.clone()),
        revision: newest.map_or(0, |text| text.revision),
        note: newest.map(|text| text.note.clone()).unwrap_or_default(),
        state: state_box(desk, &standing, dossier.as_ref()),
        judging: judging(desk, dossier.as_ref()),
        checks: CHECKS.into_iter().map(|code| Check { code, ticked: typed.checked.iter().any(|c| c == code) }).collect(),
        typed: typed.reason,
        verdicts: dossier.as_ref().map(|d| verdicts(d, d.reviews.iter())).unwrap_or_default(),
        open_remarks: remarks.iter().filter(|r| !r.settled).count(),
        remarks,
        once: visit.app.entropy.id(visit.app.clock.now()).to_string(),
        typed_remark: typed.remark,
        changed: read.zip(newest).map(|(read, newest)| compared(visit, compare(&read.body, &newest.body))),
        errors: typed.errors,
    })
}

/// Whether they may judge, or why not: said before they try.
fn judging(desk: &Desk, dossier: Option<&Dossier>) -> &'static str {
    let Some(dossier) = dossier else { return "shipped" };
    let text = dossier.text();
    match text.stage {
        _ if !desk.has::<ReviewItems>() => "not-reviewer",
        Stage::Draft => "draft",
        Stage::Approved => "approved",
        Stage::Review if text.writers.contains(&desk.member.person) => "own",
        Stage::Review if text.defects > 0 => "defects",
        Stage::Review => "open",
    }
}

fn state_box(desk: &Desk, found: &StandingOf, dossier: Option<&Dossier>) -> StateBox {
    let may = |way: &&Decision| if **way == Decision::Suspend { desk.has::<ReviewItems>() } else { desk.has::<GovernBank>() };
    let decided = found.decided.as_ref();
    StateBox {
        standing: found.place.standing.map_or("none", Standing::code),
        waits: found.waits(),
        by: decided.and_then(|d| d.decided_by).and_then(|id| dossier?.names.get(&id).cloned()),
        at: decided.map(|d| d.at),
        note: decided.map(|d| d.note.clone()).unwrap_or_default(),
        ways: found.ways.iter().filter(may).map(|way| super::standing::code(*way)).collect(),
    }
}

fn remarks(dossier: &Dossier) -> Vec<RemarkRow> {
    let name = |id: Option<Uuid>| id.and_then(|id| dossier.names.get(&id).cloned());
    dossier
        .remarks
        .iter()
        .map(|r| RemarkRow {
            id: r.id.to_string(),
            by: name(r.author_id),
            at: r.at,
            revision: r.revision,
            body: paragraphs(&r.body),
            settled: r.resolved_at.is_some(),
            settled_by: name(r.resolved_by),
        })
        .collect()
}

fn path(id: &str) -> String {
    format!("/atelier/questions/{id}/relecture")
}

async fn refused(desk: &Desk, id: &str, field: &str, refusal: Refusal, typed: Typed) -> Result<Response, PageError> {
    let errors = vec![desk.visit.fault(field, refusal)];
    let page = page(desk, id, Typed { errors, ..typed }).await?;
    desk.visit.refused(refusal, &page)
}

/// `POST /atelier/questions/{id}/relecture`
pub(super) async fn submit(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<ReviewItems>()?;
    let revision: i64 = fields.one("revision").parse().map_err(|_| PageError::new(visit, Refusal::Malformed))?;
    let verdict = Verdict::parse(fields.one("verdict")).ok_or_else(|| PageError::new(visit, Refusal::Malformed))?;
    let checked = fields.0.get("checked").cloned().unwrap_or_default();
    let reason = fields.one("reason").to_owned();
    let judgement = Judgement { item_id: id.clone(), revision, verdict, reason: reason.clone(), checked: checked.clone() };
    match judge(&visit.app, &proof, judgement, &visit.origin()).await {
        Ok(_) => Ok(visit.go_and_say(&path(&id), "notice-saved")),
        Err(Failure::Refused(
            refusal @ (Refusal::TextChanged | Refusal::WrongStage | Refusal::ReasonMissing | Refusal::OwnText | Refusal::TextHasDefects | Refusal::TooLarge),
        )) => {
            let field = if matches!(refusal, Refusal::ReasonMissing | Refusal::TooLarge) { "reason" } else { "" };
            refused(&desk, &id, field, refusal, Typed { reason, checked, read: Some(revision), ..Typed::default() }).await
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /atelier/questions/{id}/remarques`
pub(super) async fn say(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let name: Uuid = fields.one("once").parse().map_err(|_| PageError::new(visit, Refusal::Malformed))?;
    let said = fields.one("remark");
    match remark(&visit.app, &desk.proof, &id, name, said).await {
        Ok(()) => Ok(visit.go_and_say(&format!("{}#discussion", path(&id)), "notice-saved")),
        Err(Failure::Refused(refusal @ (Refusal::ReasonMissing | Refusal::TooLarge))) => {
            refused(&desk, &id, "remark", refusal, Typed { remark: said.to_owned(), ..Typed::default() }).await
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /atelier/questions/{id}/remarques/{remark}`
pub(super) async fn settle_remark(desk: Desk, Path((id, remark)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let remark: Uuid = remark.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    settle(&visit.app, &desk.proof, &id, remark, fields.one("settled") == "1").await.or_page(visit)?;
    Ok(visit.go_and_say(&format!("{}#discussion", path(&id)), "notice-saved"))
}
