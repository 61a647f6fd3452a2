//! Lessons: their list, their form, who was there, and the code on the wall.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::KeepHours;
use domain::refusal::Refusal;
use domain::text::fold;
use domain::training::{BEFORE, CODE_LENGTH, CODE_LIVES, How, check_split, line, read_credits, read_minutes, title};
use store::lessons::Lesson;
use uuid::Uuid;

use super::printed;
use super::{Faults, cohort_choices, field_of, hours_fields, id, id_of, listed_name, moment, named_split, typed_day, typed_hour, typed_split};
use crate::qr;
use crate::service::Failure;
use crate::service::training::{self, Change, LessonForm, Listed, small};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, listing, of_page, with};
use crate::web::steer::Office;
use crate::web::view::FieldError;
use crate::web::view::steer::hours::{CodePage, ConfirmPage, LessonFormPage, LessonPage, LessonRow, LessonsPage, PresentRow, rooms};

fn row(office: &Office, listed: &Listed) -> Result<LessonRow, PageError> {
    let lesson = &listed.lesson;
    Ok(LessonRow {
        path: path(office, lesson.id),
        title: lesson.title.clone(),
        starts_at: lesson.starts_at,
        minutes: small(lesson.minutes),
        split: named_split(&office.visit, &lesson.split)?,
        cohort: listed.cohort.clone(),
        trainer: lesson.trainer.clone(),
        present: listed.present,
        expected: listed.expected,
        is_closed: lesson.closed_at.is_some(),
        has_begun: lesson.starts_at <= office.visit.app.clock.now(),
        how: None,
    })
}

fn path(office: &Office, lesson: Uuid) -> String {
    office.path(&format!("/heures/seances/{lesson}"))
}

/// `GET /pilotage/{organisation}/heures/seances`
pub(super) async fn list(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let all = training::lessons(&visit.app, &by).await.or_page(visit)?;
    let cohorts = training::cohorts(&visit.app, &by).await.or_page(visit)?;
    let query = asked(visit);
    let (words, cohort, count) = (fold(query.one("q")), id(query.one("cohorte")), all.len());
    let fits = |l: &Listed| words.split_whitespace().all(|w| l.lesson.search.contains(w)) && (cohort.is_none() || l.lesson.cohort_id == cohort);
    let found: Vec<Listed> = all.into_iter().filter(fits).collect();
    let own = office.path("/heures/seances");
    let (listing, frame) = (listing(&own, &query, found.len()), office.frame("hours"));
    let page = LessonsPage {
        rooms: rooms(&frame, "lessons"),
        path: own,
        cohorts: cohort_choices(&cohorts, cohort),
        rows: of_page(found, &listing).map(|l| row(&office, &l)).collect::<Result<_, _>>()?,
        listing,
        all: count,
        frame,
    };
    visit.page(&page)
}

/// The form, filled with what was typed.
async fn form(office: &Office, fields: &Fields, of: Option<&Lesson>, draft: String, errors: Vec<FieldError>) -> Result<LessonFormPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let cohorts = training::cohorts(&visit.app, &by).await.or_page(visit)?;
    let present = match of {
        Some(lesson) => training::list(&visit.app, &by, lesson).await.or_page(visit)?.iter().filter(|line| line.present.is_some()).count(),
        None => 0,
    };
    let one = |name: &str| fields.one(name).to_owned();
    let (frame, all) = (office.frame("hours"), office.path("/heures/seances"));
    Ok(LessonFormPage {
        rooms: rooms(&frame, "lessons"),
        action: of.map_or_else(|| all.clone(), |l| format!("{}/modifier", path(office, l.id))),
        back: of.map_or(all, |l| path(office, l.id)),
        is_new: of.is_none(),
        present: u32::try_from(present).unwrap_or(u32::MAX),
        draft,
        title: one("titre"),
        day: one("jour"),
        hour: one("heure"),
        duration: one("duree"),
        place: one("lieu"),
        trainer: one("anime"),
        ects: one("ects"),
        domains: hours_fields(visit, |code| one(&format!("heures-{code}"))),
        cohorts: cohort_choices(&cohorts, id(fields.one("cohorte"))),
        errors,
        frame,
    })
}

/// `GET /pilotage/{organisation}/heures/seances/nouvelle`
pub(super) async fn new(office: Office) -> Result<Response, PageError> {
    let now = office.visit.app.clock.now();
    let mut fields = Fields::default();
    fields.0.insert("jour".to_owned(), vec![typed_day(now)]);
    fields.0.insert("heure".to_owned(), vec!["09:00".to_owned()]);
    let draft = office.visit.app.entropy.id(now).to_string();
    let page = form(&office, &fields, None, draft, Vec::new()).await?;
    office.visit.page(&page)
}

fn typed(faults: &mut Faults<'_>, fields: &Fields) -> LessonForm {
    let name = faults.take("titre", title(fields.one("titre")));
    let starts_at = faults.take("jour", moment(fields.one("jour"), fields.one("heure")).ok_or(Refusal::TrainingDate));
    let minutes = faults.take("duree", read_minutes(fields.one("duree")).and_then(|m| if m == 0 { Err(Refusal::TrainingHours) } else { Ok(m) }));
    let clean = faults.found.len();
    let split = typed_split(faults, fields);
    if minutes > 0 && faults.found.len() == clean {
        faults.take("heures", check_split(&split, minutes));
    }
    let ects = faults.take("ects", read_credits(fields.one("ects")));
    let place = faults.take("lieu", line(fields.one("lieu")));
    let trainer = faults.take("anime", line(fields.one("anime")));
    LessonForm { title: name, cohort: id(fields.one("cohorte")), starts_at, minutes, split, ects, place, trainer }
}

/// `POST /pilotage/{organisation}/heures/seances`
pub(super) async fn make(office: Office, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let mut faults = Faults::new(visit);
    let typed = typed(&mut faults, &fields);
    let draft = id(fields.one("brouillon")).unwrap_or_else(|| visit.app.entropy.id(visit.app.clock.now()));
    if faults.found.is_empty() {
        match training::make(&visit.app, &by, draft, &typed).await {
            Ok(lesson) => return Ok(visit.go_and_say(&path(&office, lesson), "notice-saved")),
            Err(failure) => keep(&mut faults, failure)?,
        }
    }
    let (errors, refusal) = (faults.found, faults.first.unwrap_or(Refusal::Malformed));
    let page = form(&office, &fields, None, draft.to_string(), errors).await?;
    visit.refused(refusal, &page)
}

/// A refusal that belongs to a field is kept; anything else is a page of its own.
fn keep(faults: &mut Faults<'_>, failure: Failure) -> Result<(), PageError> {
    if let Failure::Refused(refusal) = failure
        && let Some(field) = field_of(refusal)
    {
        faults.say(field, refusal);
        return Ok(());
    }
    Err(PageError::new(faults.visit, failure))
}

async fn lesson(office: &Office, lesson: &str) -> Result<Lesson, PageError> {
    let by = office.may::<KeepHours>()?;
    training::lesson(&office.visit.app, &by, id_of(&office.visit, lesson)?).await.or_page(&office.visit)
}

/// `GET /pilotage/{organisation}/heures/seances/{lesson}/modifier`
pub(super) async fn edit(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let row = lesson(&office, &name).await?;
    let split = crate::service::training::read_split(&row.split).or_page(&office.visit)?;
    let texts = office.visit.app.renderer.texts();
    let lang = office.visit.lang;
    let mut fields = Fields::default();
    let mut put = |name: &str, value: String| drop(fields.0.insert(name.to_owned(), vec![value]));
    put("titre", row.title.clone());
    put("jour", typed_day(row.starts_at));
    put("heure", typed_hour(row.starts_at));
    put("duree", texts.duration(lang, row.minutes));
    put("lieu", row.place.clone());
    put("anime", row.trainer.clone());
    put("cohorte", row.cohort_id.map(|c| c.to_string()).unwrap_or_default());
    put("ects", if row.ects == 0 { String::new() } else { crate::render::credits(lang, row.ects) });
    for (code, minutes) in split.iter() {
        put(&format!("heures-{code}"), texts.duration(lang, minutes.into()));
    }
    let page = form(&office, &fields, Some(&row), row.updated_at.to_string(), Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/heures/seances/{lesson}/modifier`
pub(super) async fn rewrite(office: Office, Path((_, name)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let mut faults = Faults::new(visit);
    let typed = typed(&mut faults, &fields);
    let seen = fields.one("brouillon").parse().unwrap_or(0);
    if faults.found.is_empty() {
        match training::rewrite(&visit.app, &by, row.id, seen, &typed).await {
            Ok(()) => return Ok(visit.go_and_say(&path(&office, row.id), "notice-saved")),
            Err(Failure::Refused(refusal @ Refusal::TextChanged)) => faults.say("", refusal),
            Err(failure) => keep(&mut faults, failure)?,
        }
    }
    let (errors, refusal) = (faults.found, faults.first.unwrap_or(Refusal::Malformed));
    let page = form(&office, &fields, Some(&row), seen.to_string(), errors).await?;
    visit.refused(refusal, &page)
}

async fn lesson_page(office: &Office, row: &Lesson, errors: Vec<FieldError>) -> Result<LessonPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let people = training::list(&visit.app, &by, row).await.or_page(visit)?;
    let cohorts = training::cohorts(&visit.app, &by).await.or_page(visit)?;
    let query = asked(visit);
    let words = fold(query.one("q"));
    let present = people.iter().filter(|line| line.present.is_some()).count();
    let listed = Listed {
        lesson: row.clone(),
        cohort: row.cohort_id.and_then(|id| cohorts.iter().find(|c| c.id == id)).map(|c| c.name.clone()),
        present: u32::try_from(present).unwrap_or(u32::MAX),
        expected: u32::try_from(people.len()).unwrap_or(u32::MAX),
    };
    let found: Vec<_> = people.into_iter().filter(|line| words.split_whitespace().all(|w| line.learner.search.contains(w))).collect();
    let own = path(office, row.id);
    let (listing, frame) = (listing(&own, &query, found.len()), office.frame("hours"));
    let now = visit.app.clock.now();
    let person = |line: training::Attended| PresentRow {
        id: line.learner.id.to_string(),
        name: listed_name(&line.learner),
        how: line.present.map(|(how, _)| how.code()),
        at: line.present.map_or(0, |(_, at)| at),
        external_id: line.learner.external_id,
    };
    Ok(LessonPage {
        rooms: rooms(&frame, "lessons"),
        save: format!("{own}/presence?{}", with(&query, "page", &listing.page.to_string())),
        path: own,
        lesson: self::row(office, &listed)?,
        place: row.place.clone(),
        ects: small(row.ects),
        is_open: row.closed_at.is_none() && now >= row.starts_at - BEFORE,
        code: row.code.clone().zip(row.code_until.filter(|until| *until > now)),
        lives: CODE_LIVES.to_vec(),
        people: of_page(found, &listing).map(person).collect(),
        listing,
        errors,
        frame,
    })
}

/// `GET /pilotage/{organisation}/heures/seances/{lesson}`
pub(super) async fn show(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let row = lesson(&office, &name).await?;
    let page = lesson_page(&office, &row, Vec::new()).await?;
    office.visit.page(&page)
}

/// Where an act on a lesson leads: back to it, or to it with what was refused.
async fn done(office: &Office, row: &Lesson, done: crate::service::Result<()>, to: &str) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(office.visit.go_and_say(to, "notice-saved")),
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let errors = vec![office.visit.fault("", refusal)];
            let page = lesson_page(office, row, errors).await?;
            office.visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(&office.visit, failure)),
    }
}

/// `POST /pilotage/{organisation}/heures/seances/{lesson}/presence`: only what was changed on the page is written.
pub(super) async fn save_presence(office: Office, Path((_, name)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let ids = |field: &str| fields.0.get(field).into_iter().flatten().filter_map(|text| id(text)).collect::<std::collections::BTreeSet<Uuid>>();
    let (before, now) = (ids("avant"), ids("present"));
    let come = now.difference(&before).map(|id| Change::Present(*id));
    let gone = before.difference(&now).map(|id| Change::Absent(*id));
    let changes: Vec<Change> = come.chain(gone).collect();
    let how = How::parse(fields.one("comment")).filter(|how| *how != How::Code).unwrap_or(How::Trainer);
    let written = training::said_present(&office.visit.app, &by, row.id, &changes, how).await;
    let query = office.visit.path.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
    done(&office, &row, written, &format!("{}{query}", path(&office, row.id))).await
}

/// `POST /pilotage/{organisation}/heures/seances/{lesson}/code`
pub(super) async fn start_code(office: Office, Path((_, name)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let shown = training::show_code(&office.visit.app, &by, row.id, fields.one("minutes").parse().unwrap_or(0)).await;
    if shown.is_ok() {
        return Ok(Redirect::to(&format!("{}/code", path(&office, row.id))).into_response());
    }
    done(&office, &row, shown, "").await
}

/// `GET /pilotage/{organisation}/heures/seances/{lesson}/code`: the code, large; back to the lesson when it is over.
pub(super) async fn code(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let now = visit.app.clock.now();
    let Some((code, until)) = row.code.clone().zip(row.code_until.filter(|until| *until > now)) else {
        return Ok(Redirect::to(&path(&office, row.id)).into_response());
    };
    let people = training::list(&visit.app, &by, &row).await.or_page(visit)?;
    let address = format!("{}/presence", visit.app.config.base_url);
    let page = CodePage {
        frame: office.frame("hours"),
        path: path(&office, row.id),
        title: row.title.clone(),
        qr_svg: qr::svg(&format!("{address}?code={code}")).unwrap_or_default(),
        code: (code[..CODE_LENGTH / 2].to_owned(), code[CODE_LENGTH / 2..].to_owned()),
        until,
        address: address.split_once("://").map_or(address.clone(), |(_, rest)| rest.to_owned()),
        present: u32::try_from(people.iter().filter(|line| line.present.is_some()).count()).unwrap_or(u32::MAX),
        expected: u32::try_from(people.len()).unwrap_or(u32::MAX),
    };
    visit.page(&page)
}

/// `POST /pilotage/{organisation}/heures/seances/{lesson}/code/fin`
pub(super) async fn end_code(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let ended = training::end_code(&office.visit.app, &by, row.id).await;
    done(&office, &row, ended, &path(&office, row.id)).await
}

/// `POST /pilotage/{organisation}/heures/seances/{lesson}/clore`
pub(super) async fn close(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let closed = training::close_list(&office.visit.app, &by, row.id).await;
    done(&office, &row, closed, &path(&office, row.id)).await
}

/// `POST /pilotage/{organisation}/heures/seances/{lesson}/rouvrir`
pub(super) async fn reopen(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let opened = training::reopen_list(&office.visit.app, &by, row.id).await;
    done(&office, &row, opened, &path(&office, row.id)).await
}

fn deletion(office: &Office, row: &Lesson, errors: Vec<FieldError>) -> ConfirmPage {
    let frame = office.frame("hours");
    ConfirmPage {
        rooms: rooms(&frame, "lessons"),
        kind: "delete-lesson",
        name: row.title.clone(),
        action: format!("{}/supprimer", path(office, row.id)),
        back: path(office, row.id),
        reason: None,
        errors,
        frame,
    }
}

/// `GET /pilotage/{organisation}/heures/seances/{lesson}/supprimer`
pub(super) async fn ask_delete(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let row = lesson(&office, &name).await?;
    office.visit.page(&deletion(&office, &row, Vec::new()))
}

/// `POST /pilotage/{organisation}/heures/seances/{lesson}/supprimer`
pub(super) async fn delete(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    match training::delete(&visit.app, &by, row.id).await {
        Ok(()) => Ok(visit.go_and_say(&office.path("/heures/seances"), "notice-deleted")),
        Err(Failure::Refused(refusal @ Refusal::LessonAttended)) => {
            let errors = vec![visit.fault("", refusal)];
            visit.refused(refusal, &deletion(&office, &row, errors))
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `GET /pilotage/{organisation}/heures/seances/{lesson}/feuille.pdf`: to be signed.
pub(super) async fn sheet(office: Office, Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let row = lesson(&office, &name).await?;
    let people = training::list(&visit.app, &by, &row).await.or_page(visit)?;
    let cohorts = training::cohorts(&visit.app, &by).await.or_page(visit)?;
    let cohort = row.cohort_id.and_then(|id| cohorts.iter().find(|c| c.id == id)).map(|c| c.name.as_str());
    let document = printed::sheet_to_sign(visit, &row, cohort, &people)?;
    printed::made(visit, "feuille-emargement.pdf", move || crate::pdf::sheets_pdf(&document)).await
}
