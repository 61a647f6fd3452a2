//! The 28 hours: sessions in class, ledgers, attestations.

mod attestations;
mod lessons;
mod mine;
pub(in crate::web) mod printed;
mod proofs;
mod registry;
mod trainings;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::{KINDS, Ledger, Split, read_minutes};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use store::cohorts::Cohort;
use uuid::Uuid;

use crate::app::App;
use crate::service::training::TrainingForm;
use crate::web::form::Fields;
use crate::web::guard::PageError;
use crate::web::names;
use crate::web::view::FieldError;
use crate::web::view::steer::hours::{Choice, DomainHours, HoursField, TrainingFields, TrainingRow};
use crate::web::visit::Visit;

pub(super) fn routes() -> Router<Arc<App>> {
    let of = |rest: &str| format!("/pilotage/{{organisation}}/heures{rest}");
    Router::new()
        .route(&of(""), get(registry::show))
        .route(&of("/registre.csv"), get(registry::table))
        .route(&of("/personnes/{learner}"), get(registry::learner))
        .route(&of("/seances"), get(lessons::list).post(lessons::make))
        .route(&of("/seances/nouvelle"), get(lessons::new))
        .route(&of("/seances/{lesson}"), get(lessons::show))
        .route(&of("/seances/{lesson}/modifier"), get(lessons::edit).post(lessons::rewrite))
        .route(&of("/seances/{lesson}/presence"), post(lessons::save_presence))
        .route(&of("/seances/{lesson}/code"), get(lessons::code).post(lessons::start_code))
        .route(&of("/seances/{lesson}/code/fin"), post(lessons::end_code))
        .route(&of("/seances/{lesson}/clore"), post(lessons::close))
        .route(&of("/seances/{lesson}/rouvrir"), post(lessons::reopen))
        .route(&of("/seances/{lesson}/supprimer"), get(lessons::ask_delete).post(lessons::delete))
        .route(&of("/seances/{lesson}/feuille.pdf"), get(lessons::sheet))
        .route(&of("/formations"), get(trainings::list).post(trainings::record))
        .route(&of("/formations/nouvelle"), get(trainings::new))
        .route(&of("/formations/{training}/accepter"), post(trainings::accept))
        .route(&of("/formations/{training}/refuser"), get(trainings::ask_refuse).post(trainings::refuse_it))
        .route(&of("/attestations"), get(attestations::list).post(attestations::issue))
        .route(&of("/attestations.pdf"), get(attestations::print_all))
        .route(&of("/attestations/{number}"), get(attestations::print))
        .route(&of("/attestations/{number}/retirer"), get(attestations::ask_withdraw).post(attestations::withdraw))
        .route(&of("/preuves"), get(proofs::show))
        .route(&of("/preuves.zip"), get(proofs::pack))
        .route("/mes-heures", get(mine::show))
        .route("/mes-heures/formations", post(mine::claim))
        .route("/mes-heures/formations/{training}/reprendre", post(mine::take_back))
        .route("/mes-heures/attestations/{number}", get(mine::print))
        .route("/presence", get(mine::presence).post(mine::attend))
        .route("/attestation", get(attestations::ask_number))
        .route("/attestation/{number}", get(attestations::check).post(attestations::check_name))
}

fn id(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}

fn id_of(visit: &Visit, text: &str) -> Result<Uuid, PageError> {
    id(text).ok_or_else(|| PageError::new(visit, Refusal::NotFound))
}

fn cohort_choices(cohorts: &[Cohort], chosen: Option<Uuid>) -> Vec<Choice> {
    cohorts.iter().map(|c| Choice { id: c.id.to_string(), name: c.name.clone(), is_chosen: Some(c.id) == chosen }).collect()
}

/// A ledger with the names of its domains in the visitor's language.
fn domains(visit: &Visit, ledger: &Ledger) -> Vec<DomainHours> {
    let framework = &visit.app.editions.current().edition.framework;
    let name = |code: &str| framework.domains.iter().find(|d| d.code == code).map(|d| names::short(d, visit.lang)).unwrap_or_default();
    let domain = |d: &domain::training::DomainHours| DomainHours {
        code: d.code.clone(),
        name: name(&d.code),
        target: d.target,
        lessons: d.lessons,
        trainings: d.trainings,
        counted: d.counted(),
        missing: d.missing(),
    };
    ledger.domains.iter().map(domain).collect()
}

/// Minutes by domain with names in the visitor's language.
fn named_split(visit: &Visit, stored: &str) -> Result<Vec<(String, u32)>, PageError> {
    let split = crate::service::training::read_split(stored).map_err(|e| PageError::new(visit, e))?;
    let framework = &visit.app.editions.current().edition.framework;
    let named = framework.domains.iter().map(|d| (names::short(d, visit.lang), split.minutes(&d.code)));
    Ok(named.filter(|(_, minutes)| *minutes > 0).collect())
}

/// Fields for hours by domain, filled with what was typed.
fn hours_fields(visit: &Visit, typed: impl Fn(&str) -> String) -> Vec<HoursField> {
    let framework = &visit.app.editions.current().edition.framework;
    let field =
        |d: &domain::framework::Domain| HoursField { code: d.code.clone(), name: names::short(d, visit.lang), target: d.hours * 60, typed: typed(&d.code) };
    framework.domains.iter().map(field).collect()
}

/// What is wrong with a form, with the sentence of each refusal.
pub(in crate::web) struct Faults<'v> {
    visit: &'v Visit,
    pub(in crate::web) found: Vec<FieldError>,
    pub(in crate::web) first: Option<Refusal>,
}

impl<'v> Faults<'v> {
    pub(in crate::web) fn new(visit: &'v Visit) -> Self {
        Self { visit, found: Vec::new(), first: None }
    }

    pub(in crate::web) fn say(&mut self, field: &str, refusal: Refusal) {
        self.found.push(self.visit.fault(field, refusal));
        self.first.get_or_insert(refusal);
    }

    /// The value, or its fault kept.
    pub(in crate::web) fn take<T: Default>(&mut self, field: &str, value: Result<T, Refusal>) -> T {
        value.unwrap_or_else(|refusal| {
            self.say(field, refusal);
            T::default()
        })
    }
}

/// Hours by domain as they were typed; unreadable ones are faults at their own fields.
fn typed_split(faults: &mut Faults<'_>, fields: &Fields) -> Split {
    let edition = faults.visit.app.editions.current().edition;
    let mut minutes = Vec::new();
    for domain in &edition.framework.domains {
        let name = format!("heures-{}", domain.code);
        minutes.push((domain.code.clone(), faults.take(&name, read_minutes(fields.one(&name)))));
    }
    Split::of(minutes)
}

/// The fields of a training, as they were typed.
fn training_fields(visit: &Visit, fields: &Fields, draft: Uuid) -> TrainingFields {
    let one = |name: &str| fields.one(name).to_owned();
    let kind = |k: &str| Choice { id: k.to_owned(), name: visit.say(&format!("hours-kind-{k}")), is_chosen: fields.one("nature") == k };
    TrainingFields {
        draft: id(fields.one("brouillon")).unwrap_or(draft).to_string(),
        title: one("titre"),
        provider: one("organisme"),
        day: one("jour"),
        proof: one("preuve"),
        ects: one("ects"),
        kinds: KINDS.into_iter().map(kind).collect(),
        domains: hours_fields(visit, |code| one(&format!("heures-{code}"))),
    }
}

/// A training as it was typed, with what is wrong kept.
fn typed_training(faults: &mut Faults<'_>, fields: &Fields) -> TrainingForm {
    use domain::training::{LONGEST, check_split, line, read_credits, title};
    let name = faults.take("titre", title(fields.one("titre")));
    let provider = faults.take("organisme", line(fields.one("organisme")));
    let done_on = faults.take("jour", Day::parse(fields.one("jour")).map(Day::number).ok_or(Refusal::TrainingDate));
    let clean = faults.found.len();
    let split = typed_split(faults, fields);
    if faults.found.len() == clean {
        faults.take("heures", check_split(&split, LONGEST));
    }
    let ects = faults.take("ects", read_credits(fields.one("ects")));
    TrainingForm { kind: fields.one("nature").to_owned(), title: name, provider, split, ects, done_on, proof: fields.one("preuve").to_owned() }
}

/// At which field a refusal of a use case is said.
fn field_of(refusal: Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::TrainingTitle => "titre",
        Refusal::TrainingDate => "jour",
        Refusal::TrainingSplit => "heures",
        Refusal::TextTooLong => "preuve",
        Refusal::ResponseUnknownOption => "nature",
        Refusal::TooManyAttempts => "",
        _ => return None,
    })
}

fn training_row(visit: &Visit, training: &store::trainings::Training, learner: Option<(String, String)>, path: String) -> Result<TrainingRow, PageError> {
    let status = domain::training::Status::parse(&training.status).map_or("claimed", domain::training::Status::code);
    Ok(TrainingRow {
        id: training.id.to_string(),
        path,
        learner,
        kind: KINDS.into_iter().find(|k| *k == training.kind).unwrap_or("other").to_owned(),
        title: training.title.clone(),
        provider: training.provider.clone(),
        done_on: Day::numbered(training.done_on).begins(),
        split: named_split(visit, &training.split)?,
        ects: crate::service::training::small(training.ects),
        proof: training.proof.clone(),
        status,
        note: training.note.clone(),
    })
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

/// A moment as it is typed in Paris. An hour that a change of clocks leaves out is the one after it.
pub(in crate::web) fn moment(day: &str, hour: &str) -> Option<i64> {
    let (date, time) = (day.parse::<Date>().ok().filter(|_| day.len() == 10)?, hour.parse::<Time>().ok()?);
    date.to_datetime(time).to_zoned(paris()).ok().map(|at| at.timestamp().as_microsecond())
}

pub(in crate::web) fn in_paris(micros: i64) -> Zoned {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(paris())
}

/// A day as fields of dates hold it.
pub(in crate::web) fn typed_day(micros: i64) -> String {
    in_paris(micros).date().to_string()
}

/// An hour as fields of times hold it.
pub(in crate::web) fn typed_hour(micros: i64) -> String {
    let at = in_paris(micros);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Today in Paris, in days since 1970-01-01.
pub(in crate::web) fn today(visit: &Visit) -> i64 {
    Day::parse(&typed_day(visit.app.clock.now())).map_or(0, Day::number)
}

/// A name as lists sort it.
fn listed_name(learner: &store::trainings::Rostered) -> String {
    format!("{} {}", learner.family_name, learner.given_name).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_that_of_paris_in_winter_in_summer_and_on_the_night_between() {
        // 2026-11-22T08:00:00Z and 2026-07-01T07:00:00Z, by `date -u -d … +%s`
        assert_eq!(moment("2026-11-22", "09:00"), Some(1_795_334_400_000_000));
        assert_eq!(moment("2026-07-01", "09:00"), Some(1_782_889_200_000_000));
        assert_eq!((typed_day(1_795_334_400_000_000), typed_hour(1_795_334_400_000_000)), ("2026-11-22".to_owned(), "09:00".to_owned()));
        let left_out = moment("2026-03-29", "02:30").expect("the hour after it");
        assert_eq!(typed_hour(left_out), "03:30");
        for (day, hour) in [("2026-02-30", "09:00"), ("22/11/2026", "09:00"), ("2026-11-22", "25:00"), ("", ""), ("2026-11-22", "")] {
            assert_eq!(moment(day, hour), None, "{day} {hour}");
        }
    }
}
