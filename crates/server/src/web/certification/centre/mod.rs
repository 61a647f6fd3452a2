//! `/pilotage/{organisation}/certification…`: rooms, exams and candidates of a centre.

mod candidates;
mod exams;
mod intake;
mod papers;
mod rooms;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::certification::{CandidateStatus, ExamStatus, codes};
use domain::refusal::Refusal;
use serde::Deserialize;
use store::exams::Exam;
use uuid::Uuid;

use crate::app::App;
use crate::service::Failure;
use crate::web::guard::PageError;
use crate::web::sent::at_most;
use crate::web::steer::Office;
use crate::web::steer::hours::Faults;
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    let of = |rest: &str| format!("/pilotage/{{organisation}}/certification{rest}");
    Router::new()
        .route(&of(""), get(exams::list))
        .route(&of("/sessions.csv"), get(exams::table))
        .route(&of("/salles"), get(rooms::list).post(rooms::make))
        .route(&of("/salles/nouvelle"), get(rooms::new))
        .route(&of("/salles/{room}"), get(rooms::edit).post(rooms::rewrite))
        .route(&of("/salles/{room}/fermer"), post(rooms::close))
        .route(&of("/salles/{room}/rouvrir"), post(rooms::reopen))
        .route(&of("/sessions/nouvelle"), get(exams::new).post(exams::make))
        .route(&of("/sessions/{exam}"), get(exams::show))
        .route(&of("/sessions/{exam}/modifier"), get(exams::edit).post(exams::rewrite))
        .route(&of("/sessions/{exam}/ouvrir"), get(exams::ask_open).post(exams::open))
        .route(&of("/sessions/{exam}/annuler"), get(exams::ask_cancel).post(exams::cancel))
        .route(&of("/sessions/{exam}/supprimer"), get(exams::ask_delete).post(exams::delete))
        .route(&of("/sessions/{exam}/envoyer"), get(exams::ask_finalise).post(exams::finalise))
        .route(&of("/sessions/{exam}/convocations"), post(exams::convoke))
        .route(&of("/sessions/{exam}/code"), post(exams::renew_code))
        .route(&of("/sessions/{exam}/emargement.pdf"), get(papers::attendance))
        .route(&of("/sessions/{exam}/kit.pdf"), get(papers::kit))
        .route(&of("/sessions/{exam}/convocations.pdf"), get(papers::convocations))
        .route(&of("/sessions/{exam}/candidats.csv"), get(papers::candidates_csv))
        .route(&of("/sessions/{exam}/candidats.xlsx"), get(papers::candidates_xlsx))
        .route(&of("/sessions/{exam}/candidats/ajouter"), get(candidates::new).post(candidates::add))
        .route(&of("/sessions/{exam}/candidats/apprenants"), get(candidates::learners).post(candidates::add_learners))
        .route(&of("/sessions/{exam}/candidats/inscrire"), post(intake::write).layer(DefaultBodyLimit::max(intake::LARGEST)))
        .route(&of("/sessions/{exam}/candidats/importer"), get(intake::show).post(intake::receive).layer(at_most(intake::LARGEST)))
        .route(&of("/sessions/{exam}/candidats/modele.csv"), get(intake::model))
        .route(&of("/sessions/{exam}/candidats/{candidate}"), get(candidates::show).post(candidates::rewrite))
        .route(&of("/sessions/{exam}/candidats/{candidate}/retirer"), get(candidates::ask_withdraw).post(candidates::withdraw))
        .route(&of("/sessions/{exam}/candidats/{candidate}/amenagement"), get(candidates::accommodation).post(candidates::accommodate))
        .route(&of("/sessions/{exam}/candidats/{candidate}/convocation.pdf"), get(papers::convocation))
}

/// What the path names besides the organisation.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    room: String,
    #[serde(default)]
    exam: String,
    #[serde(default)]
    candidate: String,
}

fn id(visit: &Visit, text: &str) -> Result<Uuid, PageError> {
    Uuid::try_parse(text).map_err(|_| PageError::new(visit, Refusal::NotFound))
}

impl Named {
    fn room(&self, office: &Office) -> Result<Uuid, PageError> {
        id(&office.visit, &self.room)
    }

    fn exam(&self, office: &Office) -> Result<Uuid, PageError> {
        id(&office.visit, &self.exam)
    }

    fn candidate(&self, office: &Office) -> Result<Uuid, PageError> {
        id(&office.visit, &self.candidate)
    }
}

fn base(office: &Office) -> String {
    office.path("/certification")
}

fn exam_path(office: &Office, exam: Uuid) -> String {
    office.path(&format!("/certification/sessions/{exam}"))
}

fn status(exam: &Exam) -> ExamStatus {
    ExamStatus::parse(&exam.status).unwrap_or(ExamStatus::Cancelled)
}

fn standing(candidate: &store::candidates::Candidate) -> CandidateStatus {
    CandidateStatus::parse(&candidate.status).unwrap_or(CandidateStatus::Withdrawn)
}

/// A candidate's code as it is shown.
fn shown_code(stored: &str) -> String {
    codes::CandidateCode::parse(stored).map_or_else(|| stored.to_owned(), |code| code.to_string())
}

/// An exam in a few words: number, day, hour.
fn in_words(visit: &Visit, exam: &Exam) -> String {
    format!("{} · {}", codes::shown_exam_number(&exam.number), visit.app.renderer.texts().date_time(visit.lang, exam.starts_at))
}

/// A day of the civil register, in microseconds UTC.
fn born(date: &str) -> i64 {
    domain::date::Day::parse(date).map_or(0, domain::date::Day::begins)
}

/// A refusal is kept as a fault of its field, anything else is a page of its own.
fn keep(faults: &mut Faults<'_>, visit: &Visit, failure: Failure, field_of: impl Fn(Refusal) -> &'static str) -> Result<(), PageError> {
    match failure {
        Failure::Refused(refusal) if refusal != Refusal::NotFound => {
            faults.say(field_of(refusal), refusal);
            Ok(())
        }
        failure => Err(PageError::new(visit, failure)),
    }
}
