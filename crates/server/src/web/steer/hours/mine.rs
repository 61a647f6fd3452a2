//! What a learner sees of their own hours, and saying that one is there.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::How;
use store::lessons::Lesson;

use super::{Faults, asked, domains, field_of, id, id_of, named_split, printed, training_fields, training_row, typed_day, typed_training};
use crate::http::refuse;
use crate::service::Failure;
use crate::service::training::{self, Mine};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::steer::hours::{AttestationRow, MinePage, MyLesson, MyOrganisation, PresencePage, bar};
use crate::web::visit::Visit;
use crate::web::workshop::sign_in;

fn my_lesson(visit: &Visit, lesson: &Lesson, how: &str) -> Result<MyLesson, PageError> {
    Ok(MyLesson {
        title: lesson.title.clone(),
        starts_at: lesson.starts_at,
        split: named_split(visit, &lesson.split)?,
        how: How::parse(how).map_or("trainer", How::code),
    })
}

fn my_organisation(visit: &Visit, mine: Mine) -> Result<MyOrganisation, PageError> {
    let known = mine.learned;
    let domains = domains(visit, &known.row.ledger);
    let until = known.row.ruling.and_then(|id| known.cohorts.iter().find(|c| c.id == id)).and_then(|c| c.ends_on);
    let attestation = |a: &store::attestations::Attestation| AttestationRow {
        number: a.number.clone(),
        name: String::new(),
        issued_at: a.issued_at,
        revoked_at: None,
        pdf: format!("/mes-heures/attestations/{}.pdf", a.number),
        withdraw: String::new(),
    };
    let trainings = known.trainings.iter().map(|t| training_row(visit, t, None, format!("/mes-heures/formations/{}/reprendre", t.id)));
    Ok(MyOrganisation {
        id: mine.organisation.id.to_string(),
        name: mine.organisation.name,
        bar: bar(&domains),
        domains,
        counted: known.row.ledger.counted(),
        target: known.row.ledger.target(),
        credits: known.row.credits,
        pace: known.row.pace.word(),
        until: until.map(|day| Day::numbered(day).begins()),
        lessons: known.lessons.iter().map(|(lesson, how, _)| my_lesson(visit, lesson, how)).collect::<Result<_, _>>()?,
        trainings: trainings.collect::<Result<_, _>>()?,
        attestations: known.attestations.iter().filter(|a| a.revoked_at.is_none()).map(attestation).collect(),
    })
}

async fn page(visit: &Visit, fields: &Fields, errors: Vec<FieldError>) -> Result<MinePage, PageError> {
    let all = training::mine(&visit.app, &visit.actor()).await.or_page(visit)?;
    Ok(MinePage {
        organisations: all.into_iter().map(|mine| my_organisation(visit, mine)).collect::<Result<_, _>>()?,
        form: training_fields(visit, fields, visit.app.entropy.id(visit.app.clock.now())),
        is_open: !errors.is_empty(),
        chosen: fields.one("organisation").to_owned(),
        errors,
    })
}

/// `GET /mes-heures`
pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    if visit.identity.is_none() {
        return Ok(Redirect::to(&sign_in("/mes-heures")).into_response());
    }
    let mut fields = Fields::default();
    fields.0.insert("jour".to_owned(), vec![typed_day(visit.app.clock.now())]);
    let page = page(&visit, &fields, Vec::new()).await?;
    visit.page(&page)
}

/// `POST /mes-heures/formations`
pub(super) async fn claim(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let organisation = id_of(&visit, fields.one("organisation"))?;
    let mut faults = Faults::new(&visit);
    let typed = typed_training(&mut faults, &fields);
    let draft = id(fields.one("brouillon")).unwrap_or_else(|| visit.app.entropy.id(visit.app.clock.now()));
    if faults.found.is_empty() {
        match training::claim(&visit.app, &visit.actor(), organisation, draft, &typed).await {
            Ok(()) => return Ok(visit.go_and_say("/mes-heures", "notice-claimed")),
            Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => faults.say(field_of(refusal).unwrap_or_default(), refusal),
            Err(failure) => return Err(PageError::new(&visit, failure)),
        }
    }
    let (refusal, errors) = (faults.first.unwrap_or(Refusal::Malformed), faults.found);
    let page = page(&visit, &fields, errors).await?;
    let mut response = visit.page(&page)?;
    refuse(&mut response, refusal, None);
    Ok(response)
}

/// `POST /mes-heures/formations/{training}/reprendre`
pub(super) async fn take_back(visit: Visit, Path(training): Path<String>) -> Result<Response, PageError> {
    training::take_back(&visit.app, &visit.actor(), id_of(&visit, &training)?).await.or_page(&visit)?;
    Ok(visit.go_and_say("/mes-heures", "notice-saved"))
}

/// `GET /mes-heures/attestations/{number}.pdf`
pub(super) async fn print(visit: Visit, Path(number): Path<String>) -> Result<Response, PageError> {
    let number = number.strip_suffix(".pdf").ok_or_else(|| PageError::new(&visit, Refusal::NotFound))?;
    let found = training::of_person(&visit.app, &visit.actor(), number).await.or_page(&visit)?;
    printed::attestations(&visit, &[found]).await
}

fn presence_page(visit: &Visit, typed: String, done: Option<MyLesson>, errors: Vec<FieldError>) -> PresencePage {
    PresencePage { typed, is_known: visit.identity.is_some(), sign_in: sign_in(&visit.path), done, errors }
}

/// `GET /presence`: the code to type, filled in by the square; or what was just recorded.
pub(super) async fn presence(visit: Visit) -> Result<Response, PageError> {
    let query = asked(&visit);
    let typed: String = query.one("code").chars().take(20).collect();
    let mut done = None;
    if let (Some(lesson), true) = (id(query.one("fait")), visit.identity.is_some()) {
        for own in training::mine(&visit.app, &visit.actor()).await.or_page(&visit)? {
            if let Some((row, how, _)) = own.learned.lessons.iter().find(|(row, ..)| row.id == lesson) {
                done = Some(my_lesson(&visit, row, how)?);
            }
        }
    }
    visit.page(&presence_page(&visit, typed, done, Vec::new()))
}

/// `POST /presence`
pub(super) async fn attend(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let typed: String = fields.one("code").chars().take(20).collect();
    match training::attend(&visit.app, &visit.actor(), &typed, &visit.place).await {
        Ok(lesson) => Ok(Redirect::to(&format!("/presence?fait={}", lesson.id)).into_response()),
        Err(Failure::Refused(refusal @ (Refusal::AttendanceCode | Refusal::AttendanceStranger | Refusal::TooManyAttempts))) => {
            let errors = vec![FieldError::new("code", visit.say(&format!("refusal-{}", refusal.code())))];
            let mut response = visit.page(&presence_page(&visit, typed, None, errors))?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}
