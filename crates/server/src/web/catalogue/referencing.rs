//! `/referencement…`: the work of the referencing team.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::access::{Authorised, ReferenceOffers, may};
use domain::catalogue::columns::{heads, row};
use domain::date::Day;
use domain::refusal::Refusal;
use formats::table::Csv;
use serde::Deserialize;
use store::offers::Head;
use store::ratings::Rating;
use uuid::Uuid;

use super::form::{cells_of, errors, form, sentence, typed};
use super::told::{self, facts, happenings, sure};
use crate::app::App;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::catalogue::propose::Written;
use crate::service::catalogue::ratings::{self, Reading};
use crate::service::catalogue::settle::{self, Decision, PAGE};
use crate::service::catalogue::signals;
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::named::Named;
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::catalogue::desk::{CasePage, Frame, OfferFormPage, OfferRow, OffersPage, QueuePage, RatingsPage, ReadRow, Sure, Waiting};
use crate::web::view::steer::Entry;
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/referencement", get(queue))
        .route("/referencement/formations", get(list))
        .route("/referencement/formations.csv", get(export))
        .route("/referencement/formations/{slug}", get(show).post(decide))
        .route("/referencement/formations/{slug}/modifier", get(edit).post(change))
        .route("/referencement/signalements/{signal}", post(settle_signal))
        .route("/referencement/avis", get(words).post(settle_words))
}

/// Somebody of the referencing team. To everybody else these pages do not exist.
#[derive(Debug)]
pub(in crate::web) struct Table {
    /// The request.
    pub(in crate::web) visit: Visit,
    /// That they may.
    pub(in crate::web) proof: Authorised<ReferenceOffers>,
}

impl FromRequestParts<Arc<App>> for Table {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let Named { visit, member } = Named::from_request_parts(parts, app).await?;
        match may::<ReferenceOffers>(&visit.actor(), member) {
            Ok(proof) => Ok(Self { visit, proof }),
            Err(_) => Err(PageError::new(&visit, Refusal::NotFound).into_response()),
        }
    }
}

impl Table {
    /// What stands around a page; `here` names the entry of the menu.
    pub(in crate::web) fn frame(here: &str) -> Frame {
        let all =
            [("queue", "/referencement"), ("offers", "/referencement/formations"), ("ratings", "/referencement/avis"), ("lists", "/referencement/listes")];
        Frame::Team { entries: all.into_iter().map(|(name, path)| Entry { name, path: path.to_owned(), is_here: name == here }).collect() }
    }

    fn today(&self) -> Day {
        Day::of(self.visit.app.clock.now())
    }
}

/// `GET /referencement`
async fn queue(table: Table) -> Result<Response, PageError> {
    let page = queue_page(&table, Vec::new()).await?;
    table.visit.page(&page)
}

async fn queue_page(table: &Table, errors: Vec<FieldError>) -> Result<QueuePage, PageError> {
    let visit = &table.visit;
    let queue = settle::queue(&visit.app, &table.proof).await.or_page(visit)?;
    let waiting = |(heads, count): (Vec<Head>, i64)| Waiting { rows: heads.into_iter().map(|head| told::head(head, table.today())).collect(), count };
    Ok(QueuePage {
        frame: Table::frame("queue"),
        proposed: waiting(queue.proposed),
        to_check: waiting(queue.to_check),
        ending: waiting(queue.ending),
        signal_count: queue.signals.1,
        signals: queue.signals.0.into_iter().map(told::signal).collect(),
        ratings: queue.ratings,
        links: queue.links.into_iter().map(told::link).collect(),
        shipped: queue.shipped,
        looks_at_links: visit.app.config.links,
        errors,
    })
}

/// What a list is narrowed by.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Narrow {
    q: String,
    etat: String,
    page: String,
}

/// Statuses by which the list can be narrowed.
const STATUSES: [&str; 6] = ["shipped", "proposed", "to-be-checked", "checked", "refused", "withdrawn"];

/// `GET /referencement/formations`
async fn list(table: Table, Asked(asked): Asked<Narrow>) -> Result<Response, PageError> {
    let visit = &table.visit;
    let words: String = asked.q.chars().take(200).collect();
    let status = STATUSES.into_iter().find(|status| *status == asked.etat).unwrap_or_default();
    let page = asked.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (rows, total) = if status == "shipped" {
        let all = settle::shipped(&visit.app, &table.proof, &words).await.or_page(visit)?;
        let total = all.len() as i64;
        let of_page = all.into_iter().skip(((page - 1) * PAGE) as usize).take(PAGE as usize);
        (of_page.map(shipped_row).collect(), total)
    } else {
        let (heads, total) = settle::list(&visit.app, &table.proof, &words, status, page).await.or_page(visit)?;
        (heads.into_iter().map(|head| told::head(head, table.today())).collect(), total)
    };
    let pages = (total.max(1) + PAGE - 1) / PAGE;
    let to = |page: i64| {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("q", &words)
            .append_pair("etat", status)
            .append_pair("page", &page.to_string())
            .finish();
        format!("/referencement/formations?{query}")
    };
    visit.page(&OffersPage {
        frame: Table::frame("offers"),
        status: status.to_owned(),
        statuses: STATUSES.to_vec(),
        rows,
        total,
        newer: (page > 1).then(|| to(page - 1)),
        older: (page < pages).then(|| to(page + 1)),
        csv: "/referencement/formations.csv".to_owned(),
        words,
    })
}

/// `GET /referencement/formations.csv`: the whole catalogue, in the columns that an import reads.
async fn export(table: Table) -> Result<Response, PageError> {
    let offers = settle::everything(&table.visit.app, &table.proof).await.or_page(&table.visit)?;
    let mut csv = Csv::new(&heads());
    for offer in &offers {
        csv.words(&row(offer));
    }
    Ok(file(CSV, "formations.csv", csv.finish()))
}

fn shipped_row(offer: &domain::catalogue::offer::Offer) -> OfferRow {
    OfferRow {
        path: format!("/referencement/formations/{}", offer.id),
        title: offer.title.clone(),
        organisation: offer.organisation.clone(),
        sure: Sure { stage: "to-be-checked", is_shown: true, freshness: "to-be-checked", until: None },
        note: String::new(),
        updated_at: 0,
    }
}

async fn case_page(table: &Table, slug: &str, typed: &str, errors: Vec<FieldError>) -> Result<CasePage, PageError> {
    let visit = &table.visit;
    let case = settle::case(&visit.app, &table.proof, slug).await.or_page(visit)?;
    let dossier = &case.dossier;
    let source = dossier.text.url.as_deref().or(dossier.text.source.url.as_deref()).filter(|url| domain::catalogue::check::is_address(url));
    Ok(CasePage {
        frame: Table::frame("offers"),
        path: format!("/referencement/formations/{slug}"),
        public: format!("/formations/{slug}"),
        title: dossier.text.title.clone(),
        sure: sure(dossier, table.today()),
        is_untouched: dossier.row.revision == 0,
        seen: dossier.row.revision,
        source: source.unwrap_or_default().to_owned(),
        facts: facts(dossier),
        faults: case.faults.iter().map(|fault| sentence(visit, fault.code, &fault.detail)).collect(),
        events: happenings(&case.events, visit.person()),
        is_own: case.is_own,
        signals: case.signals.into_iter().map(told::signal).collect(),
        link: case.link.map(told::link),
        typed: typed.to_owned(),
        errors,
    })
}

/// `GET /referencement/formations/{slug}`
async fn show(table: Table, Path(slug): Path<String>) -> Result<Response, PageError> {
    let page = case_page(&table, &slug, "", Vec::new()).await?;
    table.visit.page(&page)
}

fn revision(table: &Table, fields: &Fields) -> Result<i64, PageError> {
    fields.one("vu").parse().map_err(|_| PageError::new(&table.visit, Refusal::Malformed))
}

/// `POST /referencement/formations/{slug}`
async fn decide(table: Table, Path(slug): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &table.visit;
    let words = fields.one("motif").to_owned();
    let (decision, notice) = match fields.one("decision") {
        "verifier" => (Decision::Check, "notice-offer-checked"),
        "renvoyer" => (Decision::SendBack(words.clone()), "notice-offer-sent-back"),
        "refuser" => (Decision::Refuse(words.clone()), "notice-offer-refused"),
        "retirer" => (Decision::Withdraw(words.clone()), "notice-offer-withdrawn"),
        "rouvrir" => (Decision::Reopen, "notice-offer-reopened"),
        _ => return Err(PageError::new(visit, Refusal::Malformed)),
    };
    match settle::decide(&visit.app, &table.proof, &slug, revision(&table, &fields)?, &decision, &visit.origin()).await {
        Ok(()) if matches!(decision, Decision::SendBack(_)) => Ok(visit.go_and_say("/referencement", notice)),
        Ok(()) => Ok(visit.go_and_say(&format!("/referencement/formations/{slug}"), notice)),
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let field = if matches!(refusal, Refusal::ReasonMissing | Refusal::TextTooLong) { "motif" } else { "" };
            let told = vec![FieldError::new(field, visit.say(&format!("refusal-{}", refusal.code())))];
            let mut response = visit.page(&case_page(&table, &slug, &words, told).await?)?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

fn form_page(table: &Table, slug: &str, seen: i64, cells: &domain::catalogue::columns::Cells, errors: Vec<FieldError>) -> OfferFormPage {
    let (frame, back) = (Table::frame("offers"), format!("/referencement/formations/{slug}"));
    OfferFormPage {
        base: frame.base(),
        frame,
        action: format!("{back}/modifier"),
        back,
        seen,
        id: String::new(),
        is_team: true,
        form: form(&table.visit, cells),
        errors,
    }
}

/// `GET /referencement/formations/{slug}/modifier`
async fn edit(table: Table, Path(slug): Path<String>) -> Result<Response, PageError> {
    let visit = &table.visit;
    let case = settle::case(&visit.app, &table.proof, &slug).await.or_page(visit)?;
    visit.page(&form_page(&table, &slug, case.dossier.row.revision, &cells_of(&case.dossier.text), Vec::new()))
}

/// `POST /referencement/formations/{slug}/modifier`
async fn change(table: Table, Path(slug): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &table.visit;
    let (cells, seen) = (typed(&fields), revision(&table, &fields)?);
    let (refusal, told) = match settle::change(&visit.app, &table.proof, &slug, seen, &cells, &visit.origin()).await {
        Ok(Written::Kept(_)) => return Ok(visit.go_and_say(&format!("/referencement/formations/{slug}"), "notice-offer-saved")),
        Ok(Written::Wrong(faults)) => (Refusal::OfferFaulty, errors(visit, &faults)),
        Err(Failure::Refused(refusal @ Refusal::OfferStage)) => (refusal, vec![FieldError::new("", visit.say("refusal-offer-stage"))]),
        Err(failure) => return Err(PageError::new(visit, failure)),
    };
    let mut response = visit.page(&form_page(&table, &slug, seen, &cells, told))?;
    refuse(&mut response, refusal, None);
    Ok(response)
}

/// `POST /referencement/signalements/{signal}`
async fn settle_signal(table: Table, Path(signal): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &table.visit;
    let id = Uuid::try_parse(&signal).map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    match signals::settle(&visit.app, &table.proof, id, fields.one("note")).await {
        Ok(()) => Ok(visit.go_and_say("/referencement", "notice-signal-settled")),
        Err(Failure::Refused(refusal)) => {
            let told = vec![FieldError::new("", visit.say(&format!("refusal-{}", refusal.code())))];
            let mut response = visit.page(&queue_page(&table, told).await?)?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn words_page(table: &Table, typed: (String, String), errors: Vec<FieldError>) -> Result<RatingsPage, PageError> {
    let visit = &table.visit;
    let to_read = ratings::to_read(&visit.app, &table.proof).await.or_page(visit)?;
    let row = |rating: Rating| ReadRow {
        row: super::ratings::row(&rating),
        kind: if rating.kind == "module" { "module" } else { "formation" },
        subject: rating.subject,
        seen: rating.updated_at,
        report: rating.reported_at.map(|_| rating.report),
        is_own: Some(rating.person_id) == visit.person(),
    };
    Ok(RatingsPage {
        frame: Table::frame("ratings"),
        waiting: to_read.waiting.into_iter().map(row).collect(),
        waiting_count: to_read.waiting_count,
        reported: to_read.reported.into_iter().map(row).collect(),
        typed,
        errors,
    })
}

/// `GET /referencement/avis`
async fn words(table: Table) -> Result<Response, PageError> {
    let page = words_page(&table, (String::new(), String::new()), Vec::new()).await?;
    table.visit.page(&page)
}

/// `POST /referencement/avis`
async fn settle_words(table: Table, fields: Fields) -> Result<Response, PageError> {
    let visit = &table.visit;
    let malformed = || PageError::new(visit, Refusal::Malformed);
    let reading = Reading {
        id: Uuid::try_parse(fields.one("avis")).map_err(|_| malformed())?,
        seen: fields.one("vu").parse().map_err(|_| malformed())?,
        is_shown: fields.one("decision") == "montrer",
        why: fields.one("motif").to_owned(),
    };
    match ratings::settle(&visit.app, &table.proof, &reading, &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say("/referencement/avis", "notice-rating-settled")),
        Err(Failure::Refused(refusal)) => {
            let told = vec![FieldError::new("", visit.say(&format!("refusal-{}", refusal.code())))];
            let mut response = visit.page(&words_page(&table, (reading.id.to_string(), reading.why), told).await?)?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
