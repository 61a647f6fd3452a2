//! The register of certificates: found by name or number, and revoked by two people.

use domain::access::{Authorised, GovernCertification};
use domain::refusal::Refusal;
use domain::text::fold;
use store::audit;
use store::certificates::{self, Certificate, Which};
use store::proposals::{self, Proposal, Settlement};
use uuid::Uuid;

use super::certificates::{Why, revoke_in};
use super::verify::{Known, certificate};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Rows of a page.
pub const PAGE: i64 = 50;
/// Rows that leave in one table at the most.
const AT_MOST: i64 = 200_000;
/// Characters of a reason.
const LONGEST_REASON: usize = 2_000;
/// What these proposals are.
const KIND: &str = "revocation";

/// A page of the register, the newest first, and how many there are in all. `page` counts from 1.
///
/// # Errors
/// The store's.
pub async fn page(app: &App, _: &Authorised<GovernCertification>, words: &str, which: Which, page: i64) -> Result<(Vec<Certificate>, i64)> {
    let words = fold(words);
    let skipped = (page - 1).max(0).saturating_mul(PAGE);
    Ok(app
        .store
        .read(move |tx| {
            let words = words.clone();
            Box::pin(async move { certificates::page(tx, &words, which, PAGE, skipped).await })
        })
        .await?)
}

/// The whole of it, for a table.
///
/// # Errors
/// The store's.
pub async fn all(app: &App, _: &Authorised<GovernCertification>, words: &str, which: Which) -> Result<Vec<Certificate>> {
    let words = fold(words);
    let (rows, _) = app
        .store
        .read(move |tx| {
            let words = words.clone();
            Box::pin(async move { certificates::page(tx, &words, which, AT_MOST, 0).await })
        })
        .await?;
    Ok(rows)
}

/// A certificate as the certifier sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The certificate.
    pub known: Known,
    /// A revocation that waits for a second person.
    pub proposed: Option<Proposal>,
    /// Whether who asks proposed it.
    pub is_mine: bool,
}

/// A certificate with what is proposed of it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn dossier(app: &App, by: &Authorised<GovernCertification>, number: &str) -> Result<Dossier> {
    let known = certificate(app, number).await?;
    let subject = known.row.number.clone();
    let all = app
        .store
        .read_once(move |tx| {
            let subject = subject.clone();
            Box::pin(async move { proposals::of_subject(tx, &subject).await })
        })
        .await?;
    let proposed = all.into_iter().find(|p| p.kind == KIND && p.status == "open");
    let is_mine = proposed.as_ref().is_some_and(|p| p.proposed_by == Some(person(by)));
    Ok(Dossier { known, proposed, is_mine })
}

fn person(by: &Authorised<GovernCertification>) -> Uuid {
    Uuid::from_u128(by.object().person)
}

/// Proposes to revoke a certificate, and why.
///
/// # Errors
/// [`Refusal::ReasonMissing`], [`Refusal::TextTooLong`], [`Refusal::RecordChanged`]: it was revoked, or proposed by somebody else, meanwhile.
pub async fn propose_revocation(app: &App, by: &Authorised<GovernCertification>, number: &str, why: Why, reason: &str) -> Result<()> {
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Refusal::TextTooLong.into());
    }
    let dossier = dossier(app, by, number).await?;
    if dossier.known.row.revoked_at.is_some() || dossier.proposed.is_some() {
        return Err(Refusal::RecordChanged.into());
    }
    let now = app.clock.now();
    let proposal = Proposal {
        id: app.entropy.id(now),
        kind: KIND.to_owned(),
        subject: dossier.known.row.number,
        body: serde_json::json!({ "why": why.code() }).to_string(),
        reason,
        status: "open".to_owned(),
        proposed_by: Some(person(by)),
        proposed_at: now,
        settled_by: None,
        settled_at: None,
        note: String::new(),
    };
    let written = app.store.write(move |tx| {
        let proposal = proposal.clone();
        Box::pin(async move { proposals::insert(tx, &proposal).await.map_err(Failure::from) })
    });
    // of two who propose at once the second finds one open
    written.await.map_err(|failure| if matches!(&failure, Failure::Store(e) if e.is_conflict()) { Refusal::RecordChanged.into() } else { failure })
}

/// What a second person says of a revocation that was proposed; or the first one, who takes it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is revoked.
    Second,
    /// It is not.
    Refuse,
}

/// Settles a revocation that was proposed. Who proposed it may take it back, and cannot second it.
///
/// # Errors
/// [`Refusal::OwnRevocation`], [`Refusal::RevocationSettled`].
pub async fn settle_revocation(app: &App, by: &Authorised<GovernCertification>, number: &str, answer: Answer, origin: &Origin<'_>) -> Result<()> {
    let dossier = dossier(app, by, number).await?;
    let proposal = dossier.proposed.ok_or(Refusal::RevocationSettled)?;
    let status = match (answer, dossier.is_mine) {
        (Answer::Second, true) => return Err(Refusal::OwnRevocation.into()),
        (Answer::Second, false) => "adopted",
        (Answer::Refuse, true) => "withdrawn",
        (Answer::Refuse, false) => "refused",
    };
    let body: serde_json::Value = serde_json::from_str(&proposal.body)?;
    let why = body["why"].as_str().and_then(Why::parse).ok_or_else(|| Failure::Broken("a revocation without a reason".into()))?;
    let (me, now, number) = (person(by), app.clock.now(), proposal.subject.clone());
    let noted = line(app, Act::CertificateRevoked, By::Certifier, Some(me), Some(number.clone()), origin);
    app.store
        .write(move |tx| {
            let (number, noted) = (number.clone(), noted.clone());
            Box::pin(async move {
                if !proposals::settle(tx, proposal.id, &Settlement { status, by: me, at: now, note: "" }).await? {
                    return Err(Refusal::RevocationSettled.into());
                }
                if status == "adopted" && revoke_in(tx, now, &number, why).await? {
                    audit::add(tx, &noted).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// The certificates of a person, for the copy of everything about them: as they were signed, with what stands on paper.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn exported(app: &App, person: Uuid) -> Result<Vec<serde_json::Value>> {
    let rows = app.store.read_once(move |tx| Box::pin(certificates::of_person(tx, person))).await?;
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
    let one = |c: &Certificate| {
        serde_json::json!({
            "number": c.number, "family_name": c.family_name, "given_name": c.given_name, "birth_date": c.birth_date, "level": c.level, "says": read(&c.body),
            "issued_at": formats::credential::moment(c.issued_at), "valid_until": c.valid_until.map(formats::credential::moment),
            "revoked_at": c.revoked_at.map(formats::credential::moment), "revoked_because": c.revoked_reason, "credential": read(&c.credential),
        })
    };
    Ok(rows.iter().map(one).collect())
}
