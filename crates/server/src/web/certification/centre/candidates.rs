//! Candidates of an exam: one by one, from the people of the organisation, and what they need.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::Response;
use domain::access::{Authorised, GovernOrganisation, ManageLearners, RunExams};
use domain::certification::{Civil, USUAL_SECONDS, extra_percent, extra_seconds};
use domain::date::Day;
use domain::organisation::sort_name;
use domain::refusal::Refusal;
use store::candidates::Candidate;
use store::exams::Exam;
use store::learners::{Filter, Learner};
use uuid::Uuid;

use super::{Named, born, exam_path, in_words, keep, shown_code, standing, status};
use crate::service::Failure;
use crate::service::certification::accommodations::{self, Granted};
use crate::service::certification::candidates::{self, Sheet};
use crate::service::certification::{convocations, exams};
use crate::service::learner::{self, Sort};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, with};
use crate::web::steer::Office;
use crate::web::steer::hours::Faults;
use crate::web::view::FieldError;
use crate::web::view::certification::candidates::{AccommodationPage, CandidateFields, CandidatePage, ChooseLearnersPage, LearnerChoice, Standing};
use crate::web::view::certification::centre::AskPage;

async fn exam(office: &Office, named: &Named) -> Result<(Authorised<RunExams>, Exam), PageError> {
    let by = office.may::<RunExams>()?;
    let exam = exams::one(&office.visit.app, &by, named.exam(office)?).await.or_page(&office.visit)?;
    Ok((by, exam))
}

async fn candidate(office: &Office, named: &Named) -> Result<(Exam, Candidate), PageError> {
    let (by, exam) = exam(office, named).await?;
    let candidate = candidates::one(&office.visit.app, &by, exam.id, named.candidate(office)?).await.or_page(&office.visit)?;
    Ok((exam, candidate))
}

/// The names of the form's fields, in the order of [`Sheet`].
fn sheet(fields: &Fields) -> Sheet {
    let one = |name: &str| fields.one(name).to_owned();
    Sheet {
        family_name: one("nom"),
        given_name: one("prenom"),
        usual_name: one("usage"),
        birth_date: one("naissance"),
        sex: one("sexe"),
        insee: one("insee"),
        postcode: one("codepostal"),
        city: one("commune"),
        country: one("pays"),
        email: one("email"),
        number: one("numero"),
        language: one("langue"),
    }
}

fn shown(sheet: Sheet) -> CandidateFields {
    CandidateFields {
        family_name: sheet.family_name,
        given_name: sheet.given_name,
        usual_name: sheet.usual_name,
        birth_date: sheet.birth_date,
        sex: sheet.sex,
        insee: sheet.insee,
        postcode: sheet.postcode,
        city: sheet.city,
        country: sheet.country,
        email: sheet.email,
        number: sheet.number,
        language: if sheet.language == "en" { "en".to_owned() } else { "fr".to_owned() },
    }
}

fn kept(candidate: &Candidate) -> Sheet {
    let civil: Civil = serde_json::from_str(&candidate.civil).unwrap_or_default();
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    Sheet {
        family_name: candidate.family_name.clone(),
        given_name: candidate.given_name.clone(),
        usual_name: said(&candidate.usual_name),
        birth_date: candidate.birth_date.clone(),
        sex: civil.sex.map_or_else(String::new, |sex| sex.code().to_owned()),
        insee: civil.insee,
        postcode: civil.postcode,
        city: civil.city,
        country: civil.country,
        email: said(&candidate.email),
        number: said(&candidate.external_id),
        language: candidate.language.clone(),
    }
}

fn new_page(office: &Office, exam: &Exam, typed: Sheet, errors: Vec<FieldError>) -> CandidatePage {
    let own = exam_path(office, exam.id);
    CandidatePage {
        action: format!("{own}/candidats/ajouter"),
        back: own,
        exam: in_words(&office.visit, exam),
        seen: String::new(),
        fields: shown(typed),
        standing: None,
        may_change: status(exam).takes_candidates(),
        errors,
        frame: office.frame("certification"),
    }
}

/// `GET …/candidats/ajouter`
pub(super) async fn new(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (_, exam) = exam(&office, &named).await?;
    office.visit.page(&new_page(&office, &exam, Sheet::default(), Vec::new()))
}

fn said(office: &Office, faults: &[(&'static str, Refusal)]) -> Vec<FieldError> {
    faults.iter().map(|(field, refusal)| office.visit.fault(field, *refusal)).collect()
}

/// Tells whoever is on the list of an open exam: nobody waits for somebody to remember it.
async fn convoke(office: &Office, by: &Authorised<RunExams>, exam: &Exam) -> Result<(), PageError> {
    convocations::send(&office.visit.app, by, exam.id).await.map(drop).or_page(&office.visit)
}

/// `POST …/candidats/ajouter`
pub(super) async fn add(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (by, exam) = exam(&office, &named).await?;
    let typed = sheet(&fields);
    let faults = match candidates::read(&typed, Day::of(visit.app.clock.now())) {
        Ok(person) => match candidates::enrol(&visit.app, &by, exam.id, &[person]).await {
            Ok(done) if done.added == 1 => {
                convoke(&office, &by, &exam).await?;
                // the next one is written at once
                let next =
                    if fields.one("suite") == "oui" { format!("{}/candidats/ajouter", exam_path(&office, exam.id)) } else { exam_path(&office, exam.id) };
                return Ok(visit.go_and_say(&next, "notice-candidate-added"));
            }
            Ok(_) => vec![("nom", Refusal::CandidateEnrolled)],
            Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => vec![("", refusal)],
            Err(failure) => return Err(PageError::new(visit, failure)),
        },
        Err(faults) => faults,
    };
    visit.refused(faults.first().map_or(Refusal::Malformed, |(_, refusal)| *refusal), &new_page(&office, &exam, typed, said(&office, &faults)))
}

async fn one_page(
    office: &Office,
    exam: &Exam,
    candidate: &Candidate,
    typed: Sheet,
    seen: String,
    errors: Vec<FieldError>,
) -> Result<CandidatePage, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let extra = accommodations::extra(&visit.app, &by, exam.id).await.or_page(visit)?;
    let (own, at, stands) = (format!("{}/candidats/{}", exam_path(office, exam.id), candidate.id), status(exam), standing(candidate));
    let standing = Standing {
        code: shown_code(&candidate.code),
        status: stands.code(),
        convoked_at: candidate.convoked_at,
        confirmed_at: candidate.confirmed_at,
        extra_minutes: extra_seconds(USUAL_SECONDS, extra.get(&candidate.id).copied().unwrap_or(0)) / 60,
        accommodation: (office.has::<GovernOrganisation>() && !at.is_over()).then(|| format!("{own}/amenagement")),
        paper: (at.convokes() && stands.is_expected()).then(|| format!("{own}/convocation.pdf")),
        withdraw: (at.takes_candidates() && stands.is_expected()).then(|| format!("{own}/retirer")),
    };
    Ok(CandidatePage {
        action: own,
        back: exam_path(office, exam.id),
        exam: in_words(visit, exam),
        seen,
        fields: shown(typed),
        standing: Some(standing),
        may_change: !at.is_over(),
        errors,
        frame: office.frame("certification"),
    })
}

/// `GET …/candidats/{candidate}`
pub(super) async fn show(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (exam, candidate) = candidate(&office, &named).await?;
    let page = one_page(&office, &exam, &candidate, kept(&candidate), candidate.updated_at.to_string(), Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST …/candidats/{candidate}`
pub(super) async fn rewrite(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let (exam, candidate) = candidate(&office, &named).await?;
    let typed = sheet(&fields);
    let seen = fields.one("vu").to_owned();
    let faults = match candidates::read(&typed, Day::of(visit.app.clock.now())) {
        Ok(person) => match candidates::change(&visit.app, &by, exam.id, candidate.id, seen.parse().unwrap_or(0), &person).await {
            Ok(()) => {
                convoke(&office, &by, &exam).await?;
                return Ok(visit.go_and_say(&exam_path(&office, exam.id), "notice-saved"));
            }
            Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => vec![("", refusal)],
            Err(failure) => return Err(PageError::new(visit, failure)),
        },
        Err(faults) => faults,
    };
    let page = one_page(&office, &exam, &candidate, typed, seen, said(&office, &faults)).await?;
    visit.refused(faults.first().map_or(Refusal::Malformed, |(_, refusal)| *refusal), &page)
}

/// `GET …/candidats/{candidate}/retirer`
pub(super) async fn ask_withdraw(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (exam, candidate) = candidate(&office, &named).await?;
    let own = format!("{}/candidats/{}", exam_path(&office, exam.id), candidate.id);
    let is_told = candidate.convoked_at.is_some() && candidate.email.is_some();
    office.visit.page(&AskPage {
        action: format!("{own}/retirer"),
        back: own,
        kind: "withdraw",
        name: format!("{} {}", candidate.given_name, candidate.family_name),
        count: i64::from(is_told),
        to_print: 0,
        errors: Vec::new(),
        frame: office.frame("certification"),
    })
}

/// `POST …/candidats/{candidate}/retirer`
pub(super) async fn withdraw(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let (exam, candidate) = candidate(&office, &named).await?;
    match candidates::withdraw(&visit.app, &by, exam.id, candidate.id, &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say(&exam_path(&office, exam.id), "notice-candidate-withdrawn")),
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let page = one_page(&office, &exam, &candidate, kept(&candidate), candidate.updated_at.to_string(), said(&office, &[("", refusal)])).await?;
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn choose(office: &Office, by: &Authorised<RunExams>, exam: &Exam, errors: Vec<FieldError>) -> Result<ChooseLearnersPage, PageError> {
    let visit = &office.visit;
    let proof = office.may::<ManageLearners>()?;
    let query = asked(visit);
    let after = Uuid::try_parse(query.one("apres")).ok();
    let filter = Filter { words: query.one("q").to_owned(), presence: "here", ..Filter::default() };
    let listed = learner::list(&visit.app, &proof, filter, Sort::Name, after).await.or_page(visit)?;
    let list = candidates::list(&visit.app, by, exam.id).await.or_page(visit)?;
    let on_list: BTreeSet<(String, String)> = list.iter().filter(|c| standing(c).counts()).map(|c| (c.sort_name.clone(), c.birth_date.clone())).collect();
    let known: BTreeSet<Uuid> = list.iter().filter(|c| standing(c).counts()).filter_map(|c| c.learner_id).collect();
    let choice = |learner: Learner| LearnerChoice {
        is_on_list: known.contains(&learner.id)
            || learner.birth_date.as_ref().is_some_and(|day| on_list.contains(&(sort_name(&learner.family_name, &learner.given_name), day.clone()))),
        path: office.path(&format!("/personnes/{}/modifier", learner.id)),
        id: learner.id.to_string(),
        name: format!("{} {}", learner.family_name, learner.given_name).trim().to_owned(),
        number: learner.external_id,
        born: learner.birth_date.as_deref().map(born),
    };
    let own = format!("{}/candidats/apprenants", exam_path(office, exam.id));
    Ok(ChooseLearnersPage {
        next: listed.next.map(|next| format!("{own}?{}", with(&query, "apres", &next.to_string()))),
        path: own,
        back: exam_path(office, exam.id),
        exam: in_words(visit, exam),
        seats_left: exam.seats - list.iter().filter(|c| standing(c).counts()).count() as i64,
        words: query.one("q").to_owned(),
        rows: listed.learners.into_iter().map(choice).collect(),
        found: listed.found,
        total: listed.total,
        is_first: after.is_none(),
        errors,
        frame: office.frame("certification"),
    })
}

/// `GET …/candidats/apprenants`
pub(super) async fn learners(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (by, exam) = exam(&office, &named).await?;
    let page = choose(&office, &by, &exam, Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST …/candidats/apprenants`
pub(super) async fn add_learners(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (by, exam) = exam(&office, &named).await?;
    let ids: Vec<Uuid> = fields.0.get("personne").into_iter().flatten().filter_map(|text| Uuid::try_parse(text).ok()).collect();
    let refusal = if ids.is_empty() {
        Refusal::ResponseMissing
    } else {
        match candidates::enrol_learners(&visit.app, &by, exam.id, &ids).await {
            Ok(_) => {
                convoke(&office, &by, &exam).await?;
                return Ok(visit.go_and_say(&exam_path(&office, exam.id), "notice-candidates-added"));
            }
            Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => refusal,
            Err(failure) => return Err(PageError::new(visit, failure)),
        }
    };
    let page = choose(&office, &by, &exam, said(&office, &[("", refusal)])).await?;
    visit.refused(refusal, &page)
}

async fn accommodation_page(
    office: &Office,
    exam: &Exam,
    candidate: &Candidate,
    fields: Option<&Fields>,
    errors: Vec<FieldError>,
) -> Result<AccommodationPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<GovernOrganisation>()?;
    let granted = accommodations::of(&visit.app, &by, exam.id, candidate.id).await.or_page(visit)?;
    let own = format!("{}/candidats/{}", exam_path(office, exam.id), candidate.id);
    let percent = granted.as_ref().map_or(0, |granted| granted.extra_percent);
    let typed = |name: &str, kept: String| fields.map_or(kept, |fields| fields.one(name).to_owned());
    Ok(AccommodationPage {
        path: format!("{own}/amenagement"),
        back: own,
        name: format!("{} {}", candidate.given_name, candidate.family_name),
        percent: typed("temps", if percent == 0 { String::new() } else { percent.to_string() }),
        needs: typed("besoins", granted.as_ref().map_or_else(String::new, |g| g.needs.clone())),
        document: typed("decision", granted.as_ref().map_or_else(String::new, |g| g.document.clone())),
        minutes: extra_seconds(USUAL_SECONDS, percent) / 60,
        since: granted.map(|granted| granted.granted_at),
        errors,
        frame: office.frame("certification"),
    })
}

/// `GET …/candidats/{candidate}/amenagement`: for managers.
pub(super) async fn accommodation(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    office.may::<GovernOrganisation>()?;
    let (exam, candidate) = candidate(&office, &named).await?;
    let page = accommodation_page(&office, &exam, &candidate, None, Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST …/candidats/{candidate}/amenagement`
pub(super) async fn accommodate(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<GovernOrganisation>()?;
    let (exam, candidate) = candidate(&office, &named).await?;
    let mut faults = Faults::new(visit);
    let granted = Granted {
        extra_percent: faults.take("temps", extra_percent(fields.one("temps"))),
        needs: fields.one("besoins").to_owned(),
        document: fields.one("decision").to_owned(),
    };
    if faults.found.is_empty() {
        match accommodations::grant(&visit.app, &by, exam.id, candidate.id, &granted, &visit.origin()).await {
            Ok(()) => {
                let back = format!("{}/candidats/{}", exam_path(&office, exam.id), candidate.id);
                return Ok(visit.go_and_say(&back, "notice-saved"));
            }
            Err(failure) => keep(&mut faults, visit, failure, |refusal| if refusal == Refusal::TextTooLong { "besoins" } else { "" })?,
        }
    }
    let (errors, refusal) = (faults.found, faults.first.unwrap_or(Refusal::Malformed));
    let page = accommodation_page(&office, &exam, &candidate, Some(&fields), errors).await?;
    visit.refused(refusal, &page)
}
