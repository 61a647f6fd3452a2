//! `/certificateur/seuils/etudes…`: a panel, its rounds, and what its judges say.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::GovernCertification;
use domain::certification::standards::{CUTS, CutFound, Method, StudyStatus, WHOLE};
use domain::profile::Level;
use domain::refusal::Refusal;
use uuid::Uuid;

use super::Chamber;
use super::jury::{id, level_key, told};
use super::standards::study_row;
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::standards::{New, Study, advance, as_judge, delete, dismiss, hand_in, invite, make, mark, rate, study, text};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::certification::standards::{CutRow, JudgePage, JudgeRow, JudgedRow, NewStudyPage, RatePage, StudyPage, TypedStudy};
use crate::web::visit::Visit;
use crate::web::workshop::sheet;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/certificateur/seuils/etudes", get(blank).post(create))
        .route("/certificateur/seuils/etudes/{id}", get(show).post(lead))
        .route("/certificateur/seuils/etudes/{id}/juges/{judge}/retirer", post(remove))
        .route("/certificateur/seuils/etudes/{id}/juger", get(judge).post(judged))
        .route("/certificateur/seuils/etudes/{id}/juger/{number}", get(one).post(rated))
}

/// Names of the levels above the first.
fn level_keys() -> [&'static str; CUTS] {
    [Level::Socle, Level::Avance, Level::Expert].map(level_key)
}

fn borders(study: &Study) -> Vec<(&'static str, String)> {
    level_keys().into_iter().zip(study.settings.borders.iter().cloned()).collect()
}

/// `A`, `B`… so that a panel speaks of judgements and not of people.
fn letter(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}

fn cut_row(at: usize, found: &CutFound) -> CutRow {
    CutRow {
        level: level_keys()[at.min(CUTS - 1)],
        cut: found.cut,
        error: found.standard_error,
        rounds: found.rounds.iter().copied().zip(found.spreads.iter().copied()).collect(),
        judges: found.judges.iter().enumerate().map(|(judge, cut)| (letter(judge), *cut, found.outliers.contains(&judge))).collect(),
        converged: found.has_converged,
        dependability: found.dependability,
        above: found.above,
    }
}

fn cut_rows(study: &Study) -> Vec<CutRow> {
    study.outcome.iter().flat_map(|outcome| outcome.cuts.iter().enumerate().map(|(at, found)| cut_row(at, found))).collect()
}

/// `GET /certificateur/seuils/etudes`
async fn blank(chamber: Chamber) -> Result<Response, PageError> {
    chamber.may::<GovernCertification>()?;
    let typed = TypedStudy { method: "angoff".into(), items: "30".into(), rounds: "2".into(), ..TypedStudy::default() };
    chamber.visit.page(&NewStudyPage { frame: chamber.frame("standards"), typed, errors: Vec::new() })
}

/// `POST /certificateur/seuils/etudes`
async fn create(chamber: Chamber, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let governs = chamber.may::<GovernCertification>()?;
    let one = |name: &str| fields.one(name).to_owned();
    let borders = [one("border-1"), one("border-2"), one("border-3")];
    let typed = TypedStudy { title: one("title"), method: one("method"), items: one("items"), rounds: one("rounds"), borders };
    let TypedStudy { title, method, items, rounds, borders } = typed.clone();
    match make(&visit.app, &governs, &New { title, method, items, rounds, borders }, &visit.origin()).await {
        Ok(id) => Ok(visit.go_and_say(&format!("/certificateur/seuils/etudes/{id}"), "notice-saved")),
        Err(Failure::Refused(refusal @ (Refusal::NameMissing | Refusal::Malformed | Refusal::ReasonMissing))) => {
            let (field, key) = match refusal {
                Refusal::NameMissing => ("title", "study-fault-title"),
                Refusal::Malformed => ("items", "study-fault-items"),
                _ => ("border-1", "study-fault-borders"),
            };
            let errors = vec![FieldError::new(field, visit.say(key))];
            told(visit, &NewStudyPage { frame: chamber.frame("standards"), typed, errors }, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn study_page(chamber: &Chamber, of: Uuid, typed: (String, String), errors: Vec<FieldError>) -> Result<StudyPage, PageError> {
    let visit = &chamber.visit;
    let found = study(&visit.app, &chamber.proof, of).await.or_page(visit)?;
    let governs = chamber.has::<GovernCertification>();
    let round = found.row.round;
    let me = found.judge(Uuid::from_u128(chamber.member.person));
    Ok(StudyPage {
        frame: chamber.frame("standards"),
        row: study_row(&found.row),
        governs,
        judges_now: me.is_some_and(|judge| found.is_at_work(judge)),
        round,
        rounds: found.settings.rounds,
        handed_in: found.judges.iter().filter(|judge| round > 0 && judge.finished_round >= round).count(),
        items: found.items.len(),
        borders: borders(&found),
        judges: found
            .judges
            .iter()
            .map(|j| JudgeRow {
                id: j.id.to_string(),
                name: j.name.clone(),
                finished: j.finished_round,
                may_go: j.finished_round == 0 && matches!(found.status, StudyStatus::Draft | StudyStatus::Open),
            })
            .collect(),
        cuts: cut_rows(&found),
        may_adopt: governs && found.status == StudyStatus::Closed && found.outcome.as_ref().is_some_and(|outcome| outcome.rising().is_some()),
        typed,
        errors,
    })
}

/// `GET /certificateur/seuils/etudes/{id}`
async fn show(chamber: Chamber, Path(of): Path<String>) -> Result<Response, PageError> {
    let of = id(&chamber.visit, &of)?;
    let page = study_page(&chamber, of, Default::default(), Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/seuils/etudes/{id}`: asks a judge, goes on, or deletes.
async fn lead(chamber: Chamber, Path(of): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let governs = chamber.may::<GovernCertification>()?;
    let (app, of, email, name) = (&visit.app, id(visit, &of)?, fields.one("email"), fields.one("name"));
    let here = format!("/certificateur/seuils/etudes/{of}");
    let done = match fields.one("act") {
        "invite" => invite(app, &governs, &chamber.proof, of, email, name).await.map(|()| here),
        "advance" => {
            let seen = fields.one("round").parse().map_err(|_| PageError::new(visit, Refusal::Malformed))?;
            advance(app, &governs, &chamber.proof, of, seen, &visit.origin()).await.map(|()| here)
        }
        "delete" => delete(app, &governs, of).await.map(|()| "/certificateur/seuils".to_owned()),
        _ => Err(Refusal::Malformed.into()),
    };
    match done {
        Ok(to) => Ok(visit.go_and_say(&to, "notice-saved")),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                Refusal::EmailInvalid | Refusal::NoSuchAccount | Refusal::AlreadyMember => "email",
                Refusal::StudyElsewhere | Refusal::PanelTooSmall | Refusal::RatingsMissing | Refusal::CutOutOfReach => "",
                _ => return Err(PageError::new(visit, refusal)),
            };
            let key = match refusal {
                Refusal::NoSuchAccount => "study-fault-judge".to_owned(),
                Refusal::AlreadyMember => "study-fault-twice".to_owned(),
                _ => format!("refusal-{}", refusal.code()),
            };
            let errors = vec![FieldError::new(field, visit.say(&key))];
            told(visit, &study_page(&chamber, of, (email.to_owned(), name.to_owned()), errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /certificateur/seuils/etudes/{id}/juges/{judge}/retirer`
async fn remove(chamber: Chamber, Path((of, judge)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let governs = chamber.may::<GovernCertification>()?;
    let (of, judge) = (id(visit, &of)?, id(visit, &judge)?);
    dismiss(&visit.app, &governs, of, judge).await.or_page(visit)?;
    Ok(visit.go_and_say(&format!("/certificateur/seuils/etudes/{of}"), "notice-saved"))
}

fn percent(value: i64) -> f64 {
    value as f64 * 100.0 / WHOLE as f64
}

/// A question with what this judge says of it, and what the panel said in the round before.
fn judged_row(study: &Study, judge: Uuid, at: usize) -> JudgedRow {
    let (item, round) = (&study.items[at], study.row.round);
    let said = study.said(judge, round);
    let before = |cut: usize| {
        let mut all: Vec<f64> =
            study.heard(round - 1).iter().filter_map(|j| study.said(j.id, round - 1)[cut].get(item.id.as_str()).copied()).map(percent).collect();
        all.sort_by(f64::total_cmp);
        Some((*all.first()?, all[all.len() / 2], *all.last()?))
    };
    JudgedRow {
        number: at + 1,
        id: item.id.clone(),
        said: [0, 1, 2].map(|cut: usize| said[cut].get(item.id.as_str()).copied().map(percent)),
        before: if round > 1 { (0..CUTS).filter_map(before).collect() } else { Vec::new() },
    }
}

async fn judge_page(chamber: &Chamber, of: Uuid, marks: Option<[String; CUTS]>, errors: Vec<FieldError>) -> Result<JudgePage, PageError> {
    let visit = &chamber.visit;
    let (study, me) = as_judge(&visit.app, &chamber.proof, of).await.or_page(visit)?;
    let kept = study.said(me.id, study.row.round).map(|of| of.values().next().map(ToString::to_string).unwrap_or_default());
    Ok(JudgePage {
        frame: chamber.frame("standards"),
        row: study_row(&study.row),
        round: study.row.round,
        rounds: study.settings.rounds,
        is_at_work: study.is_at_work(&me),
        borders: borders(&study),
        rows: (0..study.items.len()).map(|at| judged_row(&study, me.id, at)).collect(),
        owed: study.owed(me.id, study.row.round),
        marks: marks.unwrap_or(kept),
        cuts: cut_rows(&study),
        errors,
    })
}

/// `GET /certificateur/seuils/etudes/{id}/juger`
async fn judge(chamber: Chamber, Path(of): Path<String>) -> Result<Response, PageError> {
    let of = id(&chamber.visit, &of)?;
    let page = judge_page(&chamber, of, None, Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/seuils/etudes/{id}/juger`: keeps the marks of a booklet, or hands the round in.
async fn judged(chamber: Chamber, Path(of): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let (app, of) = (&visit.app, id(visit, &of)?);
    let marks = ["mark-1", "mark-2", "mark-3"].map(|name| fields.one(name).to_owned());
    let is_marking = fields.one("act") == "mark";
    let done = if is_marking { mark(app, &chamber.proof, of, &marks).await } else { hand_in(app, &chamber.proof, of).await };
    match done {
        Ok(()) => Ok(visit.go_and_say(&format!("/certificateur/seuils/etudes/{of}/juger"), if is_marking { "notice-saved" } else { "notice-handed-in" })),
        Err(Failure::Refused(refusal @ (Refusal::RatingsMissing | Refusal::StudyElsewhere))) => {
            let (field, key) = match (refusal, is_marking) {
                (Refusal::RatingsMissing, true) => ("mark-1", "study-fault-marks".to_owned()),
                _ => ("", format!("refusal-{}", refusal.code())),
            };
            let errors = vec![FieldError::new(field, visit.say(&key))];
            told(visit, &judge_page(&chamber, of, is_marking.then_some(marks), errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn rate_page(chamber: &Chamber, of: Uuid, number: usize, typed: Option<[String; CUTS]>, errors: Vec<FieldError>) -> Result<RatePage, PageError> {
    let visit = &chamber.visit;
    let (study, me) = as_judge(&visit.app, &chamber.proof, of).await.or_page(visit)?;
    let at = number.checked_sub(1).filter(|at| *at < study.items.len()).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    let item = text(&visit.app, &study, at).await.or_page(visit)?;
    let judged = judged_row(&study, me.id, at);
    let kept = judged.said.map(|said| said.map(|percent| crate::render::Texts::decimal(visit.lang, percent, 0)).unwrap_or_default());
    Ok(RatePage {
        frame: chamber.frame("standards"),
        row: study_row(&study.row),
        is_at_work: study.is_at_work(&me) && study.method == Method::Angoff,
        count: study.items.len(),
        sheet: sheet(visit, &item),
        title: item.title,
        borders: borders(&study),
        typed: typed.unwrap_or(kept),
        judged,
        errors,
    })
}

fn number(visit: &Visit, text: &str) -> Result<usize, PageError> {
    text.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))
}

/// `GET /certificateur/seuils/etudes/{id}/juger/{number}`
async fn one(chamber: Chamber, Path((of, at)): Path<(String, String)>) -> Result<Response, PageError> {
    let (of, at) = (id(&chamber.visit, &of)?, number(&chamber.visit, &at)?);
    let page = rate_page(&chamber, of, at, None, Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/seuils/etudes/{id}/juger/{number}`: keeps what is said of one question, and goes on to the next.
async fn rated(chamber: Chamber, Path((of, at)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let (of, at) = (id(visit, &of)?, number(visit, &at)?);
    let typed = ["rating-1", "rating-2", "rating-3"].map(|name| fields.one(name).to_owned());
    match rate(&visit.app, &chamber.proof, of, at.saturating_sub(1), &typed).await {
        Ok(()) => {
            let (study, _) = as_judge(&visit.app, &chamber.proof, of).await.or_page(visit)?;
            let end = if at < study.items.len() { format!("/{}", at + 1) } else { String::new() };
            Ok(visit.go_and_say(&format!("/certificateur/seuils/etudes/{of}/juger{end}"), "notice-saved"))
        }
        Err(Failure::Refused(refusal @ (Refusal::RatingsMissing | Refusal::StudyElsewhere))) => {
            let (field, key) =
                if refusal == Refusal::RatingsMissing { ("rating-1", "study-fault-rating".to_owned()) } else { ("", format!("refusal-{}", refusal.code())) };
            let errors = vec![FieldError::new(field, visit.say(&key))];
            told(visit, &rate_page(&chamber, of, at, Some(typed), errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
