//! Attestations: made out, printed, withdrawn; and checked by whoever holds one.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{GovernOrganisation, KeepHours};
use domain::refusal::Refusal;
use domain::text::fold;
use domain::training::{Pace, read_attestation_number};

use super::{cohort_choices, id, listed_name, printed};
use crate::http::refuse;
use crate::service::Failure;
use crate::service::training::{self, Certificate};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, listing, of_page, with};
use crate::web::steer::Office;
use crate::web::view::steer::hours::{AttestationRow, AttestationsPage, CheckPage, Checked, ConfirmPage, Ready, rooms};
use crate::web::visit::Visit;

/// Attestations of one document: a large year of a large school.
const MOST_PRINTED: usize = 400;

fn row(office: &Office, c: &Certificate) -> AttestationRow {
    AttestationRow {
        number: c.row.number.clone(),
        name: format!("{} {}", c.body.family_name, c.body.given_name).trim().to_owned(),
        issued_at: c.row.issued_at,
        revoked_at: c.row.revoked_at,
        pdf: office.path(&format!("/heures/attestations/{}.pdf", c.row.number)),
        withdraw: office.path(&format!("/heures/attestations/{}/retirer", c.row.number)),
    }
}

/// What was made out and fits the query.
async fn narrowed(office: &Office, query: &Fields) -> Result<(Vec<Certificate>, training::Registry), PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let registry = training::registry(&visit.app, &by).await.or_page(visit)?;
    let (words, cohort) = (fold(query.one("q")), id(query.one("cohorte")));
    let in_cohort = |learner| registry.rows.iter().any(|r| Some(r.learner.id) == learner && cohort.is_some_and(|c| r.cohorts.contains(&c)));
    let mut all = training::issued(&visit.app, &by).await.or_page(visit)?;
    all.retain(|c| {
        let text = fold(&format!("{} {} {}", c.body.family_name, c.body.given_name, c.row.number));
        words.split_whitespace().all(|w| text.contains(w)) && (cohort.is_none() || in_cohort(c.row.learner_id))
    });
    Ok((all, registry))
}

/// `GET /pilotage/{organisation}/heures/attestations`
pub(super) async fn list(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let query = asked(visit);
    let (all, registry) = narrowed(&office, &query).await?;
    let (words, cohort) = (fold(query.one("q")), id(query.one("cohorte")));
    let own = office.path("/heures/attestations");
    let (listing, frame) = (listing(&own, &query, all.len()), office.frame("hours"));
    let is_ready = |r: &&training::Ledgered| {
        r.pace == Pace::Whole
            && r.attestation.is_none()
            && cohort.is_none_or(|c| r.cohorts.contains(&c))
            && words.split_whitespace().all(|w| r.learner.search.contains(w))
    };
    let ready = |r: &training::Ledgered| Ready {
        id: r.learner.id.to_string(),
        name: listed_name(&r.learner),
        path: office.path(&format!("/heures/personnes/{}", r.learner.id)),
        cohorts: registry.cohorts.iter().filter(|c| r.cohorts.contains(&c.id)).map(|c| c.name.clone()).collect(),
    };
    let holds = all.iter().any(|c| c.row.revoked_at.is_none());
    let page = AttestationsPage {
        rooms: rooms(&frame, "attestations"),
        cohorts: cohort_choices(&registry.cohorts, cohort),
        ready: registry.rows.iter().filter(is_ready).take(MOST_PRINTED).map(ready).collect(),
        rows: of_page(all, &listing).map(|c| row(&office, &c)).collect(),
        listing,
        all_pdf: holds.then(|| format!("{own}.pdf?{}", with(&query, "page", "1"))),
        path: own,
        frame,
    };
    visit.page(&page)
}

/// `POST /pilotage/{organisation}/heures/attestations`: for each of those who were chosen and have all their hours.
pub(super) async fn issue(office: Office, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<GovernOrganisation>()?;
    let chosen: std::collections::BTreeSet<_> = fields.0.get("personne").into_iter().flatten().filter_map(|text| id(text)).take(MOST_PRINTED).collect();
    let mut made = Ok(());
    for learner in chosen {
        // one whose hours were changed meanwhile holds nobody else back
        if let Err(failure) = training::issue(&visit.app, &by, learner, &visit.origin()).await {
            match failure {
                Failure::Refused(_) => made = Err(failure),
                failure => return Err(PageError::new(visit, failure)),
            }
        }
    }
    made.or_page(visit)?;
    Ok(visit.go_and_say(&office.path("/heures/attestations"), "notice-attested"))
}

/// `GET /pilotage/{organisation}/heures/attestations/{number}.pdf`
pub(super) async fn print(office: Office, Path((_, number)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let number = number.strip_suffix(".pdf").ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    let found = training::of_organisation(&visit.app, &by, number).await.or_page(visit)?;
    printed::attestations(visit, &[found]).await
}

/// `GET /pilotage/{organisation}/heures/attestations.pdf`: all that hold and fit the query.
pub(super) async fn print_all(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (mut all, _) = narrowed(&office, &asked(visit)).await?;
    all.retain(|c| c.row.revoked_at.is_none());
    if all.is_empty() {
        return Err(PageError::new(visit, Refusal::NotFound));
    }
    if all.len() > MOST_PRINTED {
        return Err(PageError::new(visit, Refusal::TooLarge));
    }
    all.sort_by_key(|c| (fold(&c.body.family_name), fold(&c.body.given_name)));
    printed::attestations(visit, &all).await
}

/// `GET /pilotage/{organisation}/heures/attestations/{number}/retirer`
pub(super) async fn ask_withdraw(office: Office, Path((_, number)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    office.may::<GovernOrganisation>()?;
    let found = training::of_organisation(&visit.app, &by, &number).await.or_page(visit)?;
    let frame = office.frame("hours");
    let row = row(&office, &found);
    let page = ConfirmPage {
        rooms: rooms(&frame, "attestations"),
        kind: "withdraw-attestation",
        name: format!("{} · {}", row.name, row.number),
        action: row.withdraw,
        back: office.path("/heures/attestations"),
        reason: None,
        errors: Vec::new(),
        frame,
    };
    visit.page(&page)
}

/// `POST /pilotage/{organisation}/heures/attestations/{number}/retirer`
pub(super) async fn withdraw(office: Office, Path((_, number)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<GovernOrganisation>()?;
    training::withdraw(&visit.app, &by, &number, &visit.origin()).await.or_page(visit)?;
    Ok(visit.go_and_say(&office.path("/heures/attestations"), "notice-saved"))
}

/// `GET /attestation`: a number to type, or the page of the one that was.
pub(super) async fn ask_number(visit: Visit) -> Result<Response, PageError> {
    let query = asked(&visit);
    let typed = query.one("numero");
    if let Some(number) = read_attestation_number(typed) {
        return Ok(Redirect::to(&format!("/attestation/{number}")).into_response());
    }
    visit.page(&CheckPage { typed: typed.to_owned(), found: None, is_unknown: !typed.is_empty(), name: String::new(), errors: Vec::new() })
}

fn checked(c: &Certificate, is_theirs: Option<bool>) -> Checked {
    Checked {
        number: c.row.number.clone(),
        organisation: c.body.organisation.clone(),
        training: c.body.training.clone(),
        issued_at: c.row.issued_at,
        revoked_at: c.row.revoked_at,
        is_theirs,
    }
}

/// `GET /attestation/{number}`
pub(super) async fn check(visit: Visit, Path(number): Path<String>) -> Result<Response, PageError> {
    let found = training::certificate(&visit.app, &number).await.or_page(&visit)?;
    let is_unknown = found.is_none();
    let typed: String = number.chars().take(30).collect();
    let page = CheckPage { typed, found: found.map(|c| checked(&c, None)), is_unknown, name: String::new(), errors: Vec::new() };
    let mut response = visit.page(&page)?;
    if is_unknown {
        refuse(&mut response, Refusal::NotFound, None);
    }
    Ok(response)
}

/// `POST /attestation/{number}`: whether the name on the paper is that of the attestation.
pub(super) async fn check_name(visit: Visit, Path(number): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let name: String = fields.one("nom").chars().take(200).collect();
    let page = |found, errors| CheckPage { typed: number.clone(), found, is_unknown: false, name: name.clone(), errors };
    match training::check_name(&visit.app, &number, &name, &visit.place).await {
        Ok((found, is_theirs)) => visit.page(&page(Some(checked(&found, Some(is_theirs))), Vec::new())),
        Err(Failure::Refused(refusal @ Refusal::TooManyAttempts)) => {
            let found = training::certificate(&visit.app, &number).await.or_page(&visit)?;
            let errors = vec![visit.fault("nom", refusal)];
            visit.refused(refusal, &page(found.map(|c| checked(&c, None)), errors))
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}
