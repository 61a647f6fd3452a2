//! Saying that something is wrong with a question that one met.

use std::collections::BTreeMap;

use domain::item::Item;
use domain::refusal::Refusal;
use domain::report::{Status, said};
use domain::text::fold;
use store::{StoreError, Tx, answers, people, reports};
use uuid::Uuid;

use crate::app::App;
use crate::render::Lang;
use crate::secret::digest;
use crate::service::Result;
use crate::service::account::attempt;
use crate::service::assess::OpenSession;

/// Reports of one session in a quarter of an hour.
const PER_SESSION: i64 = 20;
/// Reports from one place in a quarter of an hour: a lesson that found something.
const PER_PLACE: i64 = 300;

/// A report as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Number of the question in its session.
    pub seq: u32,
    /// What is wrong.
    pub kind: &'a str,
    /// In their words.
    pub text: &'a str,
    /// Whether they would like an answer by mail: heeded for somebody who has an address.
    pub wants_answer: bool,
}

/// Keeps what somebody says of a question that they met: answered, or on the table. The same words on the same question of a session
/// are one report, however often they are sent.
///
/// # Errors
/// There is no such question, the words are not enough or too many, or too much was said already.
pub async fn say(app: &App, open: &OpenSession, report: Report<'_>, lang: Lang, place: &str) -> Result<Uuid> {
    let said = said(report.kind, report.text)?;
    let (item_id, item_hash, title) = question(app, open, report.seq).await?;
    let session = open.row.id;
    attempt(app, "report-session", &session.to_string(), PER_SESSION).await?;
    attempt(app, "report-place", place, PER_PLACE).await?;
    let now = app.clock.now();
    let row = reports::Report {
        id: id_of(session, report, &said),
        search: fold(&[item_id.as_str(), &title, &said.text].join(" ")),
        item_id,
        item_hash,
        person_id: open.row.person_id,
        kind: said.kind.code().to_owned(),
        body: said.text,
        language: lang.code().to_owned(),
        wants_answer: report.wants_answer,
        status: Status::Open.code().to_owned(),
        at: now,
        answer: None,
        answered_at: None,
        answered_by: None,
    };
    let id = row.id;
    app.store
        .write(move |tx| {
            let mut row = row.clone();
            Box::pin(async move {
                row.wants_answer &= has_address(tx, row.person_id).await?;
                reports::add(tx, &row).await
            })
        })
        .await?;
    Ok(id)
}

async fn has_address(tx: &mut Tx<'_>, person: Option<Uuid>) -> Result<bool, StoreError> {
    let Some(person) = person else { return Ok(false) };
    Ok(people::by_id(tx, person).await?.is_some_and(|person| person.email.is_some()))
}

/// Name, version and title of a question of the session.
async fn question(app: &App, open: &OpenSession, seq: u32) -> Result<(String, Vec<u8>, String)> {
    let titled = |item: &Item| item.title.clone();
    if let Some(current) = open.state.current.as_ref().filter(|_| seq == open.state.seq()) {
        let pooled = &open.edition.pool[usize::from(current.item)];
        return Ok((pooled.item.id.clone(), pooled.hash.clone(), titled(&pooled.item)));
    }
    let session = open.row.id;
    let answer = app.store.read(move |tx| Box::pin(answers::at(tx, session, i64::from(seq)))).await?;
    let Some(answer) = answer else {
        let was_answered = (1..open.state.seq()).contains(&seq);
        return Err(if was_answered { Refusal::AnswersArchived } else { Refusal::NotFound }.into());
    };
    let title = open.edition.place(&answer.item_id).map(|place| titled(&open.edition.pool[place].item)).unwrap_or_default();
    Ok((answer.item_id, answer.item_hash, title))
}

/// The identifier follows from what is said, so that a double click, a lost reply and a second tab say it once.
fn id_of(session: Uuid, report: Report<'_>, said: &domain::report::Said) -> Uuid {
    let parts =
        [&session.as_bytes()[..], &report.seq.to_be_bytes(), &[u8::from(report.wants_answer)], said.kind.code().as_bytes(), b"\0", said.text.as_bytes()];
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest(&parts.concat())[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What the person of a session said of its questions and what was answered, by the item's name; the newest of each.
///
/// # Errors
/// The store's.
pub async fn of_session(app: &App, open: &OpenSession) -> Result<BTreeMap<String, reports::Report>> {
    let Some(person) = open.row.person_id else { return Ok(BTreeMap::new()) };
    let all = app.store.read(move |tx| Box::pin(reports::of_person(tx, person))).await?;
    // of two on one item the later one stays
    Ok(all.into_iter().map(|report| (report.item_id.clone(), report)).collect())
}
