//! `/certificateur/registre…` and `/certificateur/cpf…`: certificates, keys, the Caisse des Dépôts.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::access::GovernCertification;
use domain::date::Day;
use domain::refusal::Refusal;
use formats::table::Csv;
use store::certificates::{Certificate, Which};
use store::cpf_batches::CpfBatch;
use uuid::Uuid;

use super::Chamber;
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::certificates::{LEVELS, Why, level_of};
use crate::service::certification::{cpf, keys, register};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::sent::{Upload, at_most};
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::certification::registry::{
    CertificatePage, Counts, CpfFilePage, CpfPage, FileRow, Key, Proposed, RegisterPage, Row, SentRow, WaitingRow,
};
use crate::web::view::listing::Listing;
use crate::web::visit::Visit;

/// An acknowledgement of treatment: two hundred thousand rows of some hundred bytes.
const LARGEST_REPORT: usize = 64 * 1024 * 1024;
/// Within which a certificate is to be sent: three months (article R. 6113-17-2 of the Code du travail), in days.
const DUE: i64 = 90;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/certificateur/registre", get(list))
        .route("/certificateur/registre.csv", get(table))
        .route("/certificateur/registre/{number}", get(show).post(propose))
        .route("/certificateur/registre/{number}/decision", post(settle))
        .route("/certificateur/cpf", get(desk).post(prepare))
        .route("/certificateur/cpf/{file}", get(show_file))
        .route("/certificateur/cpf/{file}/fichier.xml", get(download))
        .route("/certificateur/cpf/{file}/transmettre", post(release))
        .route("/certificateur/cpf/{file}/abandonner", post(withdraw))
        .merge(Router::new().route("/certificateur/cpf/{file}/accuse", post(take_in)).layer(at_most(LARGEST_REPORT)))
}

fn row(certificate: &Certificate) -> Row {
    Row {
        number: certificate.number.clone(),
        name: format!("{} {}", certificate.family_name, certificate.given_name).trim().to_owned(),
        born: certificate.birth_date.clone(),
        level: LEVELS[level_of(certificate)],
        issued_at: certificate.issued_at,
        revoked_at: certificate.revoked_at,
    }
}

/// What a list is narrowed by.
struct Asked {
    words: String,
    which: Which,
    name: &'static str,
    page: i64,
}

fn asked(visit: &Visit) -> Asked {
    let query = visit.path.split_once('?').map_or("", |(_, query)| query);
    let one = |wanted: &str| form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted).map(|(_, v)| v.into_owned()).unwrap_or_default();
    let (which, name) = match one("etat").as_str() {
        "holding" => (Which::Holding, "holding"),
        "revoked" => (Which::Revoked, "revoked"),
        _ => (Which::All, "all"),
    };
    Asked { words: one("q").chars().take(200).collect(), which, name, page: one("page").parse().unwrap_or(1).clamp(1, 1_000_000) }
}

impl Asked {
    fn query(&self, page: Option<usize>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.words).append_pair("etat", self.name);
        if let Some(page) = page {
            query.append_pair("page", &page.to_string());
        }
        query.finish()
    }
}

/// `GET /certificateur/registre`
async fn list(chamber: Chamber) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let asked = asked(visit);
    let (rows, total) = register::page(&visit.app, &by, &asked.words, asked.which, asked.page).await.or_page(visit)?;
    let pages = (total.max(1) + register::PAGE - 1) / register::PAGE;
    let to = |page: usize| format!("/certificateur/registre?{}", asked.query(Some(page)));
    let keys = keys::listed(&visit.app.store).await.or_page(visit)?;
    let page = RegisterPage {
        frame: chamber.frame("registry"),
        which: asked.name,
        rows: rows.iter().map(row).collect(),
        listing: Listing::new(asked.words.clone(), total as usize, asked.page as usize, pages as usize, to),
        csv: format!("/certificateur/registre.csv?{}", asked.query(None)),
        keys: keys.into_iter().map(|k| Key { name: k.name, created_at: k.created_at, retired_at: k.retired_at, signed: k.signed }).collect(),
    };
    visit.page(&page)
}

/// `GET /certificateur/registre.csv`: all that fit the query.
async fn table(chamber: Chamber) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let asked = asked(visit);
    let rows = register::all(&visit.app, &by, &asked.words, asked.which).await.or_page(visit)?;
    let heads = ["number", "family", "given", "birth", "level", "issued", "until", "revoked", "why"].map(|key| visit.say(&format!("registry-column-{key}")));
    let day = |micros: i64| Day::of(micros).to_string();
    let line = |c: &Certificate| {
        [
            c.number.clone(),
            c.family_name.clone(),
            c.given_name.clone(),
            c.birth_date.clone(),
            visit.say(&format!("certificate-level-{}", LEVELS[level_of(c)])),
            day(c.issued_at),
            c.valid_until.map(day).unwrap_or_default(),
            c.revoked_at.map(day).unwrap_or_default(),
            c.revoked_reason.as_deref().map(|why| visit.say(&format!("registry-why-{why}"))).unwrap_or_default(),
        ]
    };
    let mut csv = Csv::new(&heads);
    for certificate in &rows {
        csv.words(&line(certificate));
    }
    Ok(file(CSV, "registre.csv", csv.finish()))
}

async fn dossier(chamber: &Chamber, number: &str, typed: (&str, &str), errors: Vec<FieldError>) -> Result<CertificatePage, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let found = register::dossier(&visit.app, &by, number).await.or_page(visit)?;
    let (known, is_mine) = (found.known, found.is_mine);
    let word = |body: &str| serde_json::from_str::<serde_json::Value>(body).ok().and_then(|v| Some(v["why"].as_str()?.to_owned())).unwrap_or_default();
    Ok(CertificatePage {
        frame: chamber.frame("registry"),
        row: row(&known.row),
        centre: known.body.centre,
        exam_on: Day::parse(&known.body.exam_on).map(Day::begins),
        rules: known.body.rules,
        edition: known.body.edition.chars().take(12).collect(),
        probability: known.body.probability,
        revoked_reason: known.row.revoked_reason,
        proposed: found.proposed.map(|p| Proposed { why: word(&p.body), reason: p.reason, at: p.proposed_at, is_mine }),
        reasons: Why::ALL.iter().map(|why| why.code()).collect(),
        why: typed.0.to_owned(),
        reason: typed.1.to_owned(),
        errors,
    })
}

/// `GET /certificateur/registre/{number}`
async fn show(chamber: Chamber, Path(number): Path<String>) -> Result<Response, PageError> {
    let page = dossier(&chamber, &number, ("", ""), Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/registre/{number}`: proposes to revoke it.
async fn propose(chamber: Chamber, Path(number): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let (word, reason) = (fields.one("pourquoi"), fields.one("motif"));
    let done = match Why::parse(word) {
        Some(why) => register::propose_revocation(&visit.app, &by, &number, why, reason).await,
        None => Err(Refusal::ResponseUnknownOption.into()),
    };
    let field = |refusal| match refusal {
        Refusal::ReasonMissing | Refusal::TextTooLong => "motif",
        Refusal::ResponseUnknownOption => "pourquoi",
        _ => "",
    };
    answered(&chamber, &number, done, (word, reason), field).await
}

/// `POST /certificateur/registre/{number}/decision`: seconds it, or not.
async fn settle(chamber: Chamber, Path(number): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let answer = match fields.one("decision") {
        "revoquer" => register::Answer::Second,
        "renoncer" => register::Answer::Refuse,
        _ => return Err(PageError::new(visit, Refusal::Malformed)),
    };
    let done = register::settle_revocation(&visit.app, &by, &number, answer, &visit.origin()).await;
    answered(&chamber, &number, done, ("", ""), |_| "").await
}

/// Goes back to the certificate, or shows it again with what is wrong.
async fn answered(
    chamber: &Chamber,
    number: &str,
    done: Result<(), Failure>,
    typed: (&str, &str),
    field: impl Fn(Refusal) -> &'static str,
) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    match done {
        Ok(()) => Ok(visit.go_and_say(&format!("/certificateur/registre/{number}"), "notice-saved")),
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let errors = vec![FieldError::new(field(refusal), visit.say(&format!("refusal-{}", refusal.code())))];
            visit.refused(refusal, &dossier(chamber, number, typed, errors).await?)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

fn file_row(batch: &CpfBatch) -> FileRow {
    FileRow { number: batch.number, path: format!("/certificateur/cpf/{}", batch.id), status: batch.status.clone(), prepared_at: batch.prepared_at }
}

/// `GET /certificateur/cpf`
async fn desk(chamber: Chamber) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let desk = cpf::desk(&visit.app, &by).await.or_page(visit)?;
    let now = visit.app.clock.now();
    let waits = |w: cpf::Waiting| {
        let due_at = w.issued_at + DUE * 86_400_000_000;
        WaitingRow {
            number: w.number,
            name: w.name,
            issued_at: w.issued_at,
            due_at,
            is_late: due_at < now,
            faults: w.faults.into_iter().map(formats::cpf::Fault::code).collect(),
            rejected: w.rejected.filter(|reason| !reason.is_empty()),
        }
    };
    let (ready, incomplete) = desk.waiting.into_iter().map(waits).partition(|w| w.faults.is_empty());
    let page = CpfPage {
        frame: chamber.frame("cpf"),
        settings: desk.sender_faults.into_iter().map(formats::cpf::SenderFault::code).collect(),
        ready,
        incomplete,
        files: desk.files.iter().map(file_row).collect(),
    };
    visit.page(&page)
}

/// `POST /certificateur/cpf`: prepares a file.
async fn prepare(chamber: Chamber) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let id = cpf::prepare(&visit.app, &by, &visit.origin()).await.or_page(visit)?;
    Ok(Redirect::to(&format!("/certificateur/cpf/{id}")).into_response())
}

fn id_of(visit: &Visit, text: &str) -> Result<Uuid, PageError> {
    Uuid::try_parse(text).map_err(|_| PageError::new(visit, Refusal::NotFound))
}

async fn file_page(chamber: &Chamber, id: Uuid, errors: Vec<FieldError>) -> Result<CpfFilePage, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let found = cpf::file(&visit.app, &by, id).await.or_page(visit)?;
    let number = |reference: &str| reference.rsplit_once('-').map_or(reference, |(number, _)| number).to_owned();
    Ok(CpfFilePage {
        frame: chamber.frame("cpf"),
        file: file_row(&found.batch),
        sent_at: found.batch.sent_at,
        processed_at: found.batch.processed_at,
        is_mine: found.is_mine,
        rows: found.rows.into_iter().map(|r| SentRow { number: number(&r.reference), status: r.status, reason: r.reason }).collect(),
        counts: found.kept.map(|k| Counts { treatment: k.treatment, accepted: k.accepted, rejected: k.rejected, unsaid: k.unsaid, unknown: k.unknown }),
        errors,
    })
}

/// `GET /certificateur/cpf/{file}`
async fn show_file(chamber: Chamber, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id_of(&chamber.visit, &id)?;
    let page = file_page(&chamber, id, Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `GET /certificateur/cpf/{file}/fichier.xml`: once a second person released it.
async fn download(chamber: Chamber, Path(id): Path<String>) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let found = cpf::file(&visit.app, &by, id_of(visit, &id)?).await.or_page(visit)?;
    if !matches!(found.batch.status.as_str(), "sent" | "processed") {
        return Err(PageError::new(visit, Refusal::CpfElsewhere));
    }
    Ok(file("application/xml", &format!("socle-cpf-{}.xml", found.batch.number), found.batch.body.into_bytes()))
}

/// Goes back to the file, or shows it again with what is wrong.
async fn filed(chamber: &Chamber, id: Uuid, done: Result<(), Failure>, field: &str) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    match done {
        Ok(()) => Ok(visit.go_and_say(&format!("/certificateur/cpf/{id}"), "notice-saved")),
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let errors = vec![visit.fault(field, refusal)];
            visit.refused(refusal, &file_page(chamber, id, errors).await?)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /certificateur/cpf/{file}/transmettre`
async fn release(chamber: Chamber, Path(id): Path<String>) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let id = id_of(visit, &id)?;
    let done = cpf::release(&visit.app, &by, id, &visit.origin()).await;
    filed(&chamber, id, done, "").await
}

/// `POST /certificateur/cpf/{file}/abandonner`
async fn withdraw(chamber: Chamber, Path(id): Path<String>) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let id = id_of(visit, &id)?;
    let done = cpf::withdraw(&visit.app, &by, id, &visit.origin()).await;
    filed(&chamber, id, done, "").await
}

/// `POST /certificateur/cpf/{file}/accuse`: what the Caisse said.
async fn take_in(chamber: Chamber, Path(id): Path<String>, Upload(sent): Upload) -> Result<Response, PageError> {
    let (visit, by) = (&chamber.visit, chamber.may::<GovernCertification>()?);
    let id = id_of(visit, &id)?;
    let done = match sent {
        Ok(sent) => cpf::take_in(&visit.app, &by, id, &String::from_utf8_lossy(&sent.bytes), &visit.origin()).await.map(drop),
        Err(Refusal::ResponseMissing) => Err(Refusal::CpfUnreadable.into()),
        Err(refusal) => Err(refusal.into()),
    };
    filed(&chamber, id, done, "accuse").await
}
