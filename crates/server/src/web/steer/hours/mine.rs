//! What a learner sees of their own hours, and saying that one is there.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::{How, Status};
use store::lessons::Lesson;

use super::{Faults, domains, field_of, id, id_of, named_split, printed, training_fields, training_row, typed_day, typed_training};
use crate::service::Failure;
use crate::service::learn::hours::{self, Studied};
use crate::service::training::{self, Mine};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::asked;
use crate::web::named::sign_in;
use crate::web::names;
use crate::web::view::FieldError;
use crate::web::view::steer::hours::{AttestationRow, MinePage, MyLesson, MyOrganisation, PresencePage, StudiedRow, bar};
use crate::web::visit::Visit;

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

/// Modules that one finished, and which of them no declaration has told of: those finished after the last one.
struct Modules {
    all: Vec<Studied>,
    since: i64,
}

impl Modules {
    async fn read(visit: &Visit, organisations: &[Mine]) -> Result<Self, PageError> {
        let all = match crate::web::learn::learner(visit) {
            Some(learner) => hours::studied(&visit.app, &learner).await.or_page(visit)?,
            None => Vec::new(),
        };
        let declared = organisations.iter().flat_map(|mine| &mine.learned.trainings);
        let declared = declared.filter(|t| t.provider == hours::PROVIDER && t.status != Status::Refused.code());
        Ok(Self { all, since: declared.map(|t| t.recorded_at).max().unwrap_or(i64::MIN) })
    }

    fn undeclared(&self) -> impl Iterator<Item = &Studied> {
        self.all.iter().filter(|one| one.at > self.since)
    }

    /// Their minutes by domain, with its short name.
    fn named(&self, visit: &Visit) -> Vec<(String, u32)> {
        let (split, edition) = (hours::split(&self.all), visit.app.editions.current().edition);
        let named = edition.framework.domains.iter().map(|d| (names::short(d, visit.lang), split.minutes(&d.code)));
        named.filter(|(_, minutes)| *minutes > 0).collect()
    }

    /// The form of a training elsewhere that tells of the new ones.
    fn declare(&self, visit: &Visit, fields: &mut Fields) {
        let mut set = |name: &str, value: String| drop(fields.0.insert(name.to_owned(), vec![value]));
        set("titre", visit.say("hours-modules-declared"));
        set("organisme", hours::PROVIDER.to_owned());
        set("nature", "online".to_owned());
        for (domain, minutes) in hours::split(self.undeclared()).iter() {
            set(&format!("heures-{domain}"), format!("{} h {:02}", minutes / 60, minutes % 60));
        }
        let titles: Vec<&str> = self.undeclared().map(|one| one.title.as_str()).collect();
        set("preuve", titles.join(" ; ").chars().take(domain::training::LONGEST_NOTE).collect());
    }
}

async fn page(visit: &Visit, fields: &Fields, errors: Vec<FieldError>) -> Result<MinePage, PageError> {
    let all = training::mine(&visit.app, &visit.actor()).await.or_page(visit)?;
    let modules = Modules::read(visit, &all).await?;
    let declares = asked(visit).one("modules") == "1" && errors.is_empty();
    let mut fields = fields.clone();
    if declares {
        modules.declare(visit, &mut fields);
    }
    let fields = &fields;
    Ok(MinePage {
        studied: modules.all.iter().map(|one| StudiedRow { id: one.module.clone(), title: one.title.clone(), minutes: one.minutes, at: one.at }).collect(),
        studied_split: modules.named(visit),
        studied_new: modules.undeclared().map(|one| one.minutes).sum(),
        organisations: all.into_iter().map(|mine| my_organisation(visit, mine)).collect::<Result<_, _>>()?,
        form: training_fields(visit, fields, visit.app.entropy.id(visit.app.clock.now())),
        is_open: declares || !errors.is_empty(),
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
    visit.refused(refusal, &page)
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
            let errors = vec![visit.fault("code", refusal)];
            visit.refused(refusal, &presence_page(&visit, typed, None, errors))
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}
