//! What the workshop does with reports: reads them, answers them, closes them, opens them again.

use domain::access::{Authorised, EnterWorkshop, ReviewItems};
use domain::refusal::Refusal;
use domain::report::{self, Status};
use domain::text::fold;
use store::{StoreError, Tx, mails, people, reports};
use uuid::Uuid;

use crate::app::App;
use crate::mails::{ReportAnswerMail, letter};
use crate::render::Lang;
use crate::service::Result;

pub use store::reports::Filter;

/// Reports on one page of the list.
pub const LISTED: usize = 50;

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The newest first.
    pub reports: Vec<reports::Report>,
    /// Where the next page begins, when there is one.
    pub next: Option<Place>,
}

/// A place in the list: the time and the identifier of the report before it.
pub type Place = (i64, Uuid);

/// How many reports have each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Waiting.
    pub open: i64,
    /// Answered.
    pub answered: i64,
    /// Settled without an answer.
    pub closed: i64,
}

/// A page of reports after a place, the newest first. The words of the filter are as they were typed.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, _proof: &Authorised<EnterWorkshop>, filter: Filter, after: Option<Place>, at_most: usize) -> Result<Listed> {
    let filter = Filter { words: fold(&filter.words), ..filter };
    let before = after.unwrap_or((i64::MAX, Uuid::max()));
    let wanted = at_most as i64 + 1;
    let mut reports = app
        .store
        .read(move |tx| {
            let filter = filter.clone();
            Box::pin(async move { reports::list(tx, &filter, before, wanted).await })
        })
        .await?;
    let more = reports.len() > at_most;
    reports.truncate(at_most);
    let next = reports.last().filter(|_| more).map(|last| (last.at, last.id));
    Ok(Listed { reports, next })
}

/// How many reports wait, and how many are settled.
///
/// # Errors
/// The store's.
pub async fn counts(app: &App, _proof: &Authorised<EnterWorkshop>) -> Result<Counts> {
    let counted = app.store.read(|tx| {
        Box::pin(async move {
            Ok::<_, StoreError>(Counts {
                open: reports::count(tx, Status::Open.code()).await?,
                answered: reports::count(tx, Status::Answered.code()).await?,
                closed: reports::count(tx, Status::Closed.code()).await?,
            })
        })
    });
    Ok(counted.await?)
}

/// One report.
///
/// # Errors
/// There is none of this identifier.
pub async fn one(app: &App, _proof: &Authorised<EnterWorkshop>, id: Uuid) -> Result<reports::Report> {
    Ok(app.store.read(move |tx| Box::pin(reports::by_id(tx, id))).await?.ok_or(Refusal::NotFound)?)
}

/// The newest reports on one item.
///
/// # Errors
/// The store's.
pub async fn of_item(app: &App, _proof: &Authorised<EnterWorkshop>, item_id: &str) -> Result<Vec<reports::Report>> {
    let id = item_id.to_owned();
    let read = app.store.read(move |tx| {
        let id = id.clone();
        Box::pin(async move { reports::of_item(tx, &id, LISTED as i64).await })
    });
    Ok(read.await?)
}

/// Answers a report. Whoever made it reads the answer beside the question, and gets it by mail if they asked for that; the mail is written
/// in the same transaction. Returns whether a mail leaves.
///
/// # Errors
/// There is no answer, or somebody else settled the report with other words.
pub async fn answer(app: &App, proof: &Authorised<ReviewItems>, id: Uuid, typed: &str) -> Result<bool> {
    let answer = report::answer(typed)?;
    let row = open_report(app, id, proof, Status::Answered, &answer).await?;
    let Some(row) = row else { return Ok(false) };
    let asker = match row.person_id.filter(|_| row.wants_answer) {
        Some(person) => app.store.read(move |tx| Box::pin(people::by_id(tx, person))).await?,
        None => None,
    };
    let mail = asker.as_ref().and_then(|person| Some((person.id, person.email.clone()?)));
    let mail = mail.map(|(person, address)| {
        let lang = Lang::parse(&row.language).unwrap_or_default();
        let said = ReportAnswerMail { said: row.body.clone(), kind: row.kind.clone(), answer: answer.clone(), link: format!("{}/compte", app.config.base_url) };
        Ok::<_, crate::service::Failure>(mails::NewMail { person_id: Some(person), ..letter(app, lang, &said, &address)? })
    });
    let mail = mail.transpose()?;
    let leaves = mail.is_some();
    settle(app, id, proof, Status::Answered, answer, mail).await?;
    if leaves {
        app.mail_waits.notify_one();
    }
    Ok(leaves)
}

/// Settles a report without an answer, for a reason that the team reads.
///
/// # Errors
/// There is no reason, or somebody else settled the report with other words.
pub async fn close(app: &App, proof: &Authorised<ReviewItems>, id: Uuid, reason: &str) -> Result<()> {
    let reason = report::answer(reason)?;
    if open_report(app, id, proof, Status::Closed, &reason).await?.is_some() {
        settle(app, id, proof, Status::Closed, reason, None).await?;
    }
    Ok(())
}

/// Lets a report wait again; what was answered stays to be read. One that waits already goes on waiting.
///
/// # Errors
/// There is none of this identifier.
pub async fn reopen(app: &App, _proof: &Authorised<ReviewItems>, id: Uuid) -> Result<()> {
    let found = app.store.write(move |tx| {
        Box::pin(async move {
            reports::reopen(tx, id).await?;
            Ok::<_, StoreError>(reports::by_id(tx, id).await?.is_some())
        })
    });
    if found.await? { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// The report while it waits; nothing when the very same was done by the same person already: a double click.
async fn open_report(app: &App, id: Uuid, proof: &Authorised<ReviewItems>, to: Status, words: &str) -> Result<Option<reports::Report>> {
    let row = app.store.read(move |tx| Box::pin(reports::by_id(tx, id))).await?.ok_or(Refusal::NotFound)?;
    match Status::parse(&row.status) {
        Some(Status::Open) => Ok(Some(row)),
        Some(now) if now == to && row.answer.as_deref() == Some(words) && row.answered_by == Some(by(proof)) => Ok(None),
        _ => Err(Refusal::ReportSettled.into()),
    }
}

fn by(proof: &Authorised<ReviewItems>) -> Uuid {
    Uuid::from_u128(proof.object().person)
}

async fn settle(app: &App, id: Uuid, proof: &Authorised<ReviewItems>, to: Status, words: String, mail: Option<mails::NewMail>) -> Result<()> {
    let (who, now) = (by(proof), app.clock.now());
    let settled = app.store.write(move |tx| {
        let (words, mail) = (words.clone(), mail.clone());
        Box::pin(async move { settle_in(tx, (id, who, now), to, &words, mail.as_ref()).await })
    });
    if settled.await? { Ok(()) } else { Err(Refusal::ReportSettled.into()) }
}

async fn settle_in(tx: &mut Tx<'_>, (id, who, now): (Uuid, Uuid, i64), to: Status, words: &str, mail: Option<&mails::NewMail>) -> Result<bool, StoreError> {
    if reports::settle(tx, id, to.code(), Some(words), now, who).await? {
        if let Some(mail) = mail {
            mails::enqueue(tx, mail).await?;
        }
        return Ok(true);
    }
    // of two clicks at once the second finds its own words
    let row = reports::by_id(tx, id).await?;
    Ok(row.is_some_and(|row| row.status == to.code() && row.answer.as_deref() == Some(words) && row.answered_by == Some(who)))
}
