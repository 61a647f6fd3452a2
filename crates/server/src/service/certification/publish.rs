//! Publishing the results of an exam: certificates, letters and explanations become visible together, or not at all.

use std::collections::BTreeMap;

use domain::access::{Authorised, GovernCertification, Member, SitOnJury};
use domain::certification::Band;
use domain::certification::jury::Outcome;
use domain::date::Day;
use domain::profile::Level;
use domain::refusal::Refusal;
use store::candidates::{self, Candidate};
use store::exams::Exam;
use store::mails::NewMail;
use store::{StoreError, Tx, audit, deliberations, editions};
use uuid::Uuid;

use super::certificates::{self, Award, Band as AwardBand};
use super::jury::{File, read_docket};
use super::rules;
use crate::app::App;
use crate::mails::{ResultMail, letter};
use crate::render::Lang;
use crate::secret::hex;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Publishes an exam that its jury decided. Returns how many certificates were issued. Asked twice, the second finds it done.
///
/// # Errors
/// [`Refusal::ExamElsewhere`] but for a decided exam; [`Refusal::DecisionsMissing`] while something about it is proposed.
pub async fn publish(app: &App, proof: &Authorised<GovernCertification>, _: &Authorised<SitOnJury>, exam: Uuid, origin: &Origin<'_>) -> Result<usize> {
    let docket = read_docket(app, exam).await?;
    if docket.exam.status != "decided" {
        return Err(Refusal::ExamElsewhere.into());
    }
    docket.missing().settled()?;
    let people = candidates_of(app, docket.files.iter().map(|file| file.case.candidate_id).collect()).await?;
    let mut awards = Vec::new();
    for file in &docket.files {
        let Some(candidate) = people.get(&file.case.candidate_id) else { continue };
        awards.extend(award(app, &docket.exam, file, candidate).await?);
    }
    // one letter each, however many sittings broke down
    let mut letters = Vec::new();
    for candidate in people.values() {
        letters.extend(told(app, "published", &docket.exam, candidate)?);
    }
    let signer = certificates::signer(app).await?;
    let (by, now, count) = (Uuid::from_u128(member(proof).person), app.clock.now(), awards.len());
    let noted = line(app, Act::ExamPublished, By::Certifier, Some(by), Some(format!("{exam}, {count} certified")), origin);
    app.store
        .write(move |tx| {
            let (awards, letters, signer, noted) = (awards.clone(), letters.clone(), signer.clone(), noted.clone());
            Box::pin(async move {
                if !deliberations::published(tx, exam, now).await? {
                    return Err(Refusal::ExamElsewhere.into());
                }
                for award in &awards {
                    certificates::issue(tx, &signer, award).await?;
                }
                put_out(tx, &letters).await?;
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(count)
}

fn member(proof: &Authorised<GovernCertification>) -> &Member {
    proof.object()
}

pub(super) async fn put_out(tx: &mut Tx<'_>, letters: &[NewMail]) -> Result<(), StoreError> {
    for letter in letters {
        store::mails::enqueue(tx, letter).await?;
    }
    Ok(())
}

/// Candidates by their identifiers.
pub(super) async fn candidates_of(app: &App, ids: Vec<Uuid>) -> Result<BTreeMap<Uuid, Candidate>> {
    let read = app.store.read(move |tx| {
        let ids = ids.clone();
        Box::pin(async move {
            let mut found = BTreeMap::new();
            for id in ids {
                found.extend(candidates::load(tx, id).await?.map(|candidate| (id, candidate)));
            }
            Ok::<_, StoreError>(found)
        })
    });
    Ok(read.await?)
}

/// The certificate that a sitting has earned as it stands; none where it has earned none.
pub(super) async fn award(app: &App, exam: &Exam, file: &File, candidate: &Candidate) -> Result<Option<Award>> {
    let Some(ruling) = file.ruling.filter(|ruling| ruling.outcome == Outcome::Certified) else { return Ok(None) };
    let (Some(found), Some(held), Some(edition_id)) = (&file.held.decision, &file.held.rules, file.held.edition) else {
        return Err(Failure::Broken(format!("sitting {} is certified without numbers", file.case.id)));
    };
    let edition = app.editions.get(&app.store, edition_id).await?;
    let row = app.store.read(move |tx| Box::pin(async move { editions::by_id(tx, edition_id).await })).await?;
    let digest = row.map(|row| hex(&row.hash)).unwrap_or_default();
    let band = |code: &str, band: &Band| {
        let domain = edition.framework.domains.iter().find(|domain| domain.code == code);
        let name = domain.map_or_else(|| code.to_owned(), |domain| domain.name.clone());
        AwardBand { code: code.to_owned(), name, lowest: number(band.lowest), highest: number(band.highest) }
    };
    Ok(Some(Award {
        sitting_id: file.case.id,
        person_id: candidate.person_id,
        family_name: candidate.family_name.clone(),
        given_name: candidate.given_name.clone(),
        birth_date: candidate.birth_date.clone(),
        level: number(ruling.level),
        probability: found.overall.at_least[usize::from(number(ruling.level))],
        domains: found.domains.iter().filter_map(|domain| Some(band(&domain.code, domain.band.as_ref()?))).collect(),
        edition: digest,
        rules: rules::name_of(app, held).await?,
        exam_on: Day::of(exam.starts_at).to_string(),
        centre: exam.centre_name.clone(),
        valid_until: None,
    }))
}

const fn number(level: Level) -> u8 {
    level as u8
}

/// The letter that tells a candidate where to read what was decided: nothing of the result stands in it.
pub(super) fn told(app: &App, what: &'static str, exam: &Exam, candidate: &Candidate) -> Result<Option<NewMail>> {
    let Some(email) = &candidate.email else { return Ok(None) };
    let mail = ResultMail {
        what,
        given_name: candidate.given_name.clone(),
        at: exam.starts_at,
        centre: exam.centre_name.clone(),
        link: format!("{}/certification/{}", app.config.base_url, candidate.id),
    };
    let lang = Lang::parse(&candidate.language).unwrap_or_default();
    Ok(Some(NewMail { person_id: candidate.person_id, ..letter(app, lang, &mail, email)? }))
}
