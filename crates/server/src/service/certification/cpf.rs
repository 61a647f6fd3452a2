//! Sending to the Caisse des Dépôts: one person prepares a file, another releases it, and what comes back settles each row. What was rejected waits
//! again, with its reason, and leaves in the next file once it was mended.

use std::collections::BTreeSet;

use domain::access::{Authorised, GovernCertification};
use domain::date::Day;
use domain::refusal::Refusal;
use formats::cpf::{Fault, Flow, Passage, Report, Sender, SenderFault, Sex, check, faults, read_report, sender_faults, write};
use serde::{Deserialize, Serialize};
use store::audit;
use store::certificates::{self, ToSend};
use store::cpf_batches::{self, CpfBatch, CpfRow};
use uuid::Uuid;

use super::certificates::{LEVELS, body_of, level_of};
use crate::app::App;
use crate::render::Lang;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Certificates of one file: what a page can show; the Caisse takes two hundred thousand.
const AT_MOST: i64 = 5_000;
/// Files that are listed.
const LISTED: i64 = 200;

/// What the civil register says of a holder, as candidates keep it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Civil {
    sex: Option<String>,
    insee: String,
    postcode: String,
    city: String,
    country: String,
}

/// A certificate that waits to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The certificate.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Whose: birth name, given name.
    pub name: String,
    /// When it was issued, microseconds UTC.
    pub issued_at: i64,
    /// As it would stand in the file.
    pub passage: Passage,
    /// Why it cannot leave.
    pub faults: Vec<Fault>,
    /// Why the Caisse rejected it the last time.
    pub rejected: Option<String>,
}

/// Everything about sending.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// Who sends.
    pub sender: Sender,
    /// What is wrong with that: then nothing leaves.
    pub sender_faults: Vec<SenderFault>,
    /// Certificates that wait, the oldest first.
    pub waiting: Vec<Waiting>,
    /// Files, the newest first.
    pub files: Vec<CpfBatch>,
}

/// What is kept of an acknowledgement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// `idTraitement`.
    pub treatment: String,
    /// Rows that were taken.
    pub accepted: usize,
    /// Rows that were not.
    pub rejected: usize,
    /// Rows of the file of which it says nothing.
    pub unsaid: usize,
    /// References that are not of the file.
    pub unknown: usize,
}

fn sender(app: &App) -> Sender {
    let cpf = &app.config.cpf;
    Sender { client: cpf.client.clone(), contract: cpf.contract.clone(), code: cpf.code.clone() }
}

/// What waits and what was sent.
///
/// # Errors
/// The store's.
pub async fn desk(app: &App, _: &Authorised<GovernCertification>) -> Result<Desk> {
    let (rows, files) = app
        .store
        .read(|tx| {
            Box::pin(async move {
                let rows = certificates::to_send(tx, AT_MOST).await?;
                Ok::<_, Failure>((rows, cpf_batches::all(tx, LISTED).await?))
            })
        })
        .await?;
    let waiting = rows.iter().map(|row| waiting(app, row)).collect::<Result<_>>()?;
    let sender = sender(app);
    Ok(Desk { sender_faults: sender_faults(&sender), sender, waiting, files })
}

fn waiting(app: &App, row: &ToSend) -> Result<Waiting> {
    let passage = passage(app, row)?;
    let c = &row.certificate;
    Ok(Waiting {
        id: c.id,
        number: c.number.clone(),
        name: format!("{} {}", c.family_name, c.given_name).trim().to_owned(),
        issued_at: c.issued_at,
        faults: faults(&passage),
        passage,
        rejected: row.rejected.clone(),
    })
}

fn passage(app: &App, row: &ToSend) -> Result<Passage> {
    let (c, body) = (&row.certificate, body_of(&row.certificate)?);
    let civil: Civil = row.civil.as_deref().filter(|json| !json.is_empty()).map(serde_json::from_str).transpose()?.unwrap_or_default();
    let level = app.renderer.texts().text(Lang::Fr, &format!("certificate-level-{}", LEVELS[level_of(c)]), &[]);
    Ok(Passage {
        reference: c.number.clone(),
        proof: format!("{}/verifier/{}", app.config.base_url, c.number),
        level,
        exam_on: Day::parse(&body.exam_on),
        from: Some(Day::of(c.issued_at)),
        until: c.valid_until.map(Day::of),
        family_name: c.family_name.clone(),
        usual_name: row.usual_name.clone(),
        given_name: c.given_name.clone(),
        birth_date: Day::parse(&c.birth_date),
        sex: match civil.sex.as_deref() {
            Some("F") => Some(Sex::F),
            Some("M") => Some(Sex::M),
            _ => None,
        },
        insee: civil.insee,
        postcode: civil.postcode,
        city: civil.city,
        country: civil.country,
    })
}

fn person(by: &Authorised<GovernCertification>) -> Uuid {
    Uuid::from_u128(by.object().person)
}

/// Prepares a file of everything that waits and lacks nothing. Its identifier.
///
/// # Errors
/// [`Refusal::CpfSettings`], [`Refusal::CpfNothing`]; [`Refusal::RecordChanged`]: somebody else prepares one at this moment.
pub async fn prepare(app: &App, by: &Authorised<GovernCertification>, origin: &Origin<'_>) -> Result<Uuid> {
    let desk = desk(app, by).await?;
    if !desk.sender_faults.is_empty() {
        return Err(Refusal::CpfSettings.into());
    }
    let ready: Vec<Waiting> = desk.waiting.into_iter().filter(|w| w.faults.is_empty()).collect();
    if ready.is_empty() {
        return Err(Refusal::CpfNothing.into());
    }
    let now = app.clock.now();
    let (id, me) = (app.entropy.id(now), person(by));
    // sent again after a rejection, a row has another reference: references are never used twice
    let rows: Vec<CpfRow> = ready
        .iter()
        .map(|w| CpfRow {
            id: app.entropy.id(now),
            batch_id: id,
            certificate_id: w.id,
            reference: format!("{}-{}", w.number, &id.simple().to_string()[20..]),
            status: "prepared".to_owned(),
            reason: String::new(),
        })
        .collect();
    let passages = ready.into_iter().zip(&rows).map(|(w, row)| Passage { reference: row.reference.clone(), ..w.passage }).collect();
    let body = write(&Flow { id: id.to_string(), made_at: now, sender: desk.sender, passages });
    check(&body).map_err(|found| Failure::Broken(format!("the file for the Caisse does not hold to its schema: {found:?}")))?;
    let noted = line(app, Act::CpfPrepared, By::Certifier, Some(me), Some(id.to_string()), origin);
    let written = app.store.write(move |tx| {
        let (rows, body, noted) = (rows.clone(), body.clone(), noted.clone());
        Box::pin(async move {
            let still: BTreeSet<Uuid> = certificates::to_send(tx, AT_MOST).await?.into_iter().map(|w| w.certificate.id).collect();
            if rows.iter().any(|row| !still.contains(&row.certificate_id)) {
                return Err(Refusal::RecordChanged.into());
            }
            let number = cpf_batches::last_number(tx).await? + 1;
            let batch = CpfBatch {
                id,
                number,
                status: "prepared".to_owned(),
                body,
                report: String::new(),
                prepared_by: Some(me),
                prepared_at: now,
                sent_by: None,
                sent_at: None,
                processed_at: None,
            };
            cpf_batches::insert(tx, &batch).await?;
            for row in &rows {
                cpf_batches::insert_row(tx, row).await?;
            }
            audit::add(tx, &noted).await?;
            Ok::<_, Failure>(())
        })
    });
    // of two who prepare at once, the second finds the number of its file taken
    written.await.map_err(|failure| if matches!(&failure, Failure::Store(e) if e.is_conflict()) { Refusal::RecordChanged.into() } else { failure })?;
    Ok(id)
}

/// A file with its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The file.
    pub batch: CpfBatch,
    /// Its rows, with the number of each certificate.
    pub rows: Vec<CpfRow>,
    /// What came back.
    pub kept: Option<Kept>,
    /// Whether who asks prepared it.
    pub is_mine: bool,
}

/// One file.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn file(app: &App, by: &Authorised<GovernCertification>, id: Uuid) -> Result<File> {
    let (batch, rows) =
        app.store.read(move |tx| Box::pin(async move { Ok::<_, Failure>((cpf_batches::load(tx, id).await?, cpf_batches::rows(tx, id).await?)) })).await?;
    let batch = batch.ok_or(Refusal::NotFound)?;
    let kept = Some(batch.report.as_str()).filter(|report| !report.is_empty()).map(serde_json::from_str).transpose()?;
    Ok(File { is_mine: batch.prepared_by == Some(person(by)), batch, rows, kept })
}

/// Releases a file: it is to be deposited now. By somebody else than who prepared it.
///
/// # Errors
/// [`Refusal::CpfOwnFile`], [`Refusal::CpfElsewhere`]: it was released or given up meanwhile; [`Refusal::NotFound`].
pub async fn release(app: &App, by: &Authorised<GovernCertification>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let found = file(app, by, id).await?;
    if found.is_mine {
        return Err(Refusal::CpfOwnFile.into());
    }
    let (me, now) = (person(by), app.clock.now());
    let noted = line(app, Act::CpfSent, By::Certifier, Some(me), Some(id.to_string()), origin);
    app.store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                if !cpf_batches::send(tx, id, me, now).await? {
                    return Err(Refusal::CpfElsewhere.into());
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Gives a file up that was not released: its certificates wait again.
///
/// # Errors
/// [`Refusal::CpfElsewhere`], [`Refusal::NotFound`].
pub async fn withdraw(app: &App, by: &Authorised<GovernCertification>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    file(app, by, id).await?;
    let noted = line(app, Act::CpfWithdrawn, By::Certifier, Some(person(by)), Some(id.to_string()), origin);
    app.store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                if !cpf_batches::withdraw(tx, id).await? {
                    return Err(Refusal::CpfElsewhere.into());
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Takes in what the Caisse said of a file: each row is settled once, with its reason.
///
/// # Errors
/// [`Refusal::CpfUnreadable`], [`Refusal::CpfOther`]: it is about another file; [`Refusal::CpfElsewhere`]: this one was not sent, or was settled before.
pub async fn take_in(app: &App, by: &Authorised<GovernCertification>, id: Uuid, xml: &str, origin: &Origin<'_>) -> Result<Kept> {
    let found = file(app, by, id).await?;
    let report = read_report(xml).map_err(|_| Refusal::CpfUnreadable)?;
    let known: BTreeSet<&str> = found.rows.iter().map(|row| row.reference.as_str()).collect();
    let said = || report.accepted.iter().chain(report.rejected.iter().map(|r| &r.reference));
    let of_another = !report.flow.is_empty() && report.flow != id.to_string();
    if of_another || !said().any(|reference| known.contains(reference.as_str())) {
        return Err(Refusal::CpfOther.into());
    }
    let heard: BTreeSet<&str> = said().map(String::as_str).collect();
    let kept = Kept {
        treatment: report.treatment.clone(),
        accepted: report.accepted.iter().filter(|r| known.contains(r.as_str())).count(),
        rejected: report.rejected.iter().filter(|r| known.contains(r.reference.as_str())).count(),
        unsaid: known.iter().filter(|r| !heard.contains(*r)).count(),
        unknown: heard.iter().filter(|r| !known.contains(*r)).count(),
    };
    let noted = line(app, Act::CpfProcessed, By::Certifier, Some(person(by)), Some(id.to_string()), origin);
    settle(app, id, report, serde_json::to_string(&kept)?, noted).await?;
    Ok(kept)
}

async fn settle(app: &App, id: Uuid, report: Report, kept: String, noted: audit::Line) -> Result<()> {
    let now = app.clock.now();
    app.store
        .write(move |tx| {
            let (report, kept, noted) = (report.clone(), kept.clone(), noted.clone());
            Box::pin(async move {
                if !cpf_batches::process(tx, id, &kept, now).await? {
                    return Err(Refusal::CpfElsewhere.into());
                }
                for reference in &report.accepted {
                    cpf_batches::settle_row(tx, id, reference, "accepted", "").await?;
                }
                for row in &report.rejected {
                    let reason: String = row.reason.chars().take(2_000).collect();
                    cpf_batches::settle_row(tx, id, &row.reference, "rejected", &reason).await?;
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}
