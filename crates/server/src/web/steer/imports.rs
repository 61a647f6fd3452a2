//! People in, from a file: the file, its columns, a look at what it would change, and the writing.

mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::access::{Authorised, ManageLearners};
use domain::learner::{Absent, Column, Mapping, Unusable};
use domain::refusal::Refusal;
use formats::table::Csv;
use serde::Deserialize;
use uuid::Uuid;

use super::Office;
use super::learners::trades;
use crate::app::App;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::learner::import::{self, Import, Look, Status};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::sent::{Most, Upload, at_most};
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::steer::imports::{ColumnRow, Counts, FileHead, ImportColumnsPage, ImportReportPage, ImportRow, ImportsPage};
use words::{preview_page, spreadsheet_letters, told};

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(Router::new().route("/pilotage/{organisation}/personnes/importer", get(show).post(receive)).layer(at_most(Most::READ.bytes)))
        .route("/pilotage/{organisation}/personnes/importer/{import}", get(look))
        .route("/pilotage/{organisation}/personnes/importer/{import}/colonnes", get(columns).post(choose))
        .route("/pilotage/{organisation}/personnes/importer/{import}/metiers", post(decide))
        .route("/pilotage/{organisation}/personnes/importer/{import}/ecrire", post(write))
        .route("/pilotage/{organisation}/personnes/importer/{import}/abandonner", post(give_up))
        .route("/pilotage/{organisation}/personnes/importer/{import}/a-corriger.csv", get(correct))
}

/// What the path names besides the organisation.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    import: String,
}

impl Named {
    fn id(&self, office: &Office) -> Result<Uuid, PageError> {
        Uuid::try_parse(&self.import).map_err(|_| PageError::new(&office.visit, Refusal::NotFound))
    }
}

fn base(office: &Office) -> String {
    office.path("/personnes/importer")
}

fn counts(import: &Import) -> Counts {
    let report = &import.report;
    Counts { added: report.added, changed: report.changed, kept: report.kept, left: report.left, refused: report.refused }
}

fn head(office: &Office, import: &Import, step: u8) -> FileHead {
    FileHead { path: format!("{}/{}", base(office), import.id), name: import.name.clone(), step }
}

async fn first_page(office: &Office, proof: &Authorised<ManageLearners>, errors: Vec<FieldError>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let imports = import::list(&visit.app, proof).await.or_page(visit)?;
    let row = |import: &Import| ImportRow {
        path: head(office, import, 1).path,
        name: import.name.clone(),
        status: import.status.code(),
        at: import.created_at,
        report: counts(import),
        waits: matches!(import.status, Status::Read | Status::Mapped | Status::Running),
    };
    visit.page(&ImportsPage { frame: office.frame("people"), rows: imports.iter().map(row).collect(), errors })
}

/// `GET /pilotage/{organisation}/personnes/importer`
async fn show(office: Office) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    first_page(&office, &proof, Vec::new()).await
}

/// `POST /pilotage/{organisation}/personnes/importer`: the file is kept, nobody is written.
async fn receive(office: Office, Upload(sent): Upload) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let (status, text) = match sent {
        Ok(sent) => match import::begin(&visit.app, &proof, sent.name, sent.bytes).await.or_page(visit)? {
            Ok(id) => return Ok(Redirect::to(&format!("{}/{id}/colonnes", base(&office))).into_response()),
            Err(why) => (Refusal::ResponseMissing, Most::READ.not_table(visit, &why)),
        },
        Err(refusal) => (refusal, Most::READ.no_file(visit, refusal)),
    };
    let mut page = first_page(&office, &proof, vec![FieldError::new("file", text)]).await?;
    refuse(&mut page, status, None);
    Ok(page)
}

/// `GET …/importer/{import}`: where it stands.
async fn look(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let import = import::load(&visit.app, &proof, named.id(&office)?).await.or_page(visit)?;
    match import.status {
        Status::Read => Ok(Redirect::to(&format!("{}/{}/colonnes", base(&office), import.id)).into_response()),
        Status::Mapped => visit.page(&preview(&office, &proof, import.id, Vec::new()).await?),
        Status::Running | Status::Done | Status::Cancelled | Status::Failed => visit.page(&report(&office, &import)),
    }
}

async fn preview(
    office: &Office,
    proof: &Authorised<ManageLearners>,
    id: Uuid,
    errors: Vec<FieldError>,
) -> Result<crate::web::view::steer::imports::ImportPreviewPage, PageError> {
    let visit = &office.visit;
    let preview = import::preview(&visit.app, proof, id).await.or_page(visit)?;
    let head = head(office, &preview.import, 3);
    Ok(preview_page(visit, office.frame("people"), head, &preview, trades(visit), errors))
}

fn report(office: &Office, import: &Import) -> ImportReportPage {
    ImportReportPage {
        frame: office.frame("people"),
        file: head(office, import, 4),
        status: import.status.code(),
        progress: if import.status == Status::Running { (import.progress as f64 / import.lines.max(1) as f64).min(1.0) } else { 1.0 },
        counts: counts(import),
        made: [import.report.units, import.report.cohorts],
        can_correct: import.status == Status::Done
            && import.report.refused > 0
            && import.settled_at.is_some_and(|at| at + import::KEPT > office.visit.app.clock.now()),
    }
}

/// The sheet to look at, when it is not the one that was said.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Sheet {
    #[serde(default)]
    feuille: String,
}

/// `GET …/importer/{import}/colonnes`
async fn columns(office: Office, Path(named): Path<Named>, Asked(sheet): Asked<Sheet>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let look = import::columns(&visit.app, &proof, named.id(&office)?, &sheet.feuille).await.or_page(visit)?;
    visit.page(&columns_page(&office, look, Vec::new()))
}

fn columns_page(office: &Office, look: Look, errors: Vec<FieldError>) -> ImportColumnsPage {
    let column = |(place, column): (usize, import::ColumnView)| ColumnRow {
        place,
        letters: spreadsheet_letters(place),
        head: column.head,
        samples: column.samples,
        chosen: column.column.code(),
    };
    ImportColumnsPage {
        frame: office.frame("people"),
        file: head(office, &look.import, 2),
        encoding: look.encoding,
        separator: look.separator.map(|separator| match separator {
            ';' => "semicolon",
            '\t' => "tab",
            '|' => "bar",
            _ => "comma",
        }),
        sheet: look.import.choices.sheet.clone().unwrap_or_default(),
        sheets: look.sheets,
        lines: look.lines,
        has_heads: look.heads.is_some(),
        head_line: look.first_line,
        columns: look.columns.into_iter().enumerate().map(column).collect(),
        choices: Column::ALL.iter().map(|column| column.code()).collect(),
        errors,
    }
}

/// `POST …/importer/{import}/colonnes`
async fn choose(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let id = named.id(&office)?;
    let sheet = fields.one("feuille").to_owned();
    let mut look = import::columns(&visit.app, &proof, id, &sheet).await.or_page(visit)?;
    let said = |place: usize| Column::parse(fields.one(&format!("column-{place}"))).unwrap_or(Column::Ignored);
    let mapping = Mapping::new((0..look.columns.len()).map(said).collect());
    let heads = (fields.one("titres") == "oui").then(|| fields.one("ligne").parse().ok()).flatten();
    let errors = unusable(&office, &mapping);
    if !errors.is_empty() {
        look.columns.iter_mut().zip(mapping.columns()).for_each(|(column, said)| column.column = *said);
        look.heads = heads;
        return visit.refused(Refusal::ResponseIncomplete, &columns_page(&office, look, errors));
    }
    let sheet = Some(sheet).filter(|sheet| !sheet.is_empty());
    import::choose(&visit.app, &proof, id, sheet, heads, mapping.columns().to_vec()).await.or_page(visit)?;
    Ok(Redirect::to(&format!("{}/{id}", base(&office))).into_response())
}

fn unusable(office: &Office, mapping: &Mapping) -> Vec<FieldError> {
    let visit = &office.visit;
    let error = |unusable: Unusable| match unusable {
        Unusable::Missing(column) => FieldError::new(
            "column-0",
            visit.say_with("intake-column-missing", &[("column", visit.say(&format!("intake-column-{}", column.code())).as_str().into())]),
        ),
        Unusable::Twice(column) => {
            let last = mapping.columns().iter().rposition(|c| *c == column).unwrap_or_default();
            let name = visit.say(&format!("intake-column-{}", column.code()));
            FieldError::new(&format!("column-{last}"), visit.say_with("intake-column-twice", &[("column", name.as_str().into())]))
        }
    };
    mapping.faults().into_iter().map(error).collect()
}

/// `POST …/importer/{import}/metiers`
async fn decide(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let id = named.id(&office)?;
    let word = |(name, values): (&String, &Vec<String>)| Some((name.strip_prefix("word-")?.to_owned(), values.first()?.clone()));
    let said: BTreeMap<String, String> =
        fields.0.iter().filter_map(word).map(|(place, word)| (word, fields.one(&format!("trade-{place}")).to_owned())).collect();
    import::decide(&visit.app, &proof, id, &said).await.or_page(visit)?;
    Ok(Redirect::to(&format!("{}/{id}#metiers", base(&office))).into_response())
}

/// `POST …/importer/{import}/ecrire`
async fn write(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let id = named.id(&office)?;
    let absent = Absent::parse(fields.one("absents")).unwrap_or_default();
    match import::start(&visit.app, &proof, &visit.origin(), id, absent).await {
        // pressed twice: it is being written, or was
        Ok(()) | Err(Failure::Refused(Refusal::ImportOver)) => {}
        Err(Failure::Refused(refusal @ Refusal::ImportRunning)) => {
            let errors = vec![visit.fault("", refusal)];
            return visit.refused(refusal, &preview(&office, &proof, id, errors).await?);
        }
        Err(other) => return Err(PageError::new(visit, other)),
    }
    Ok(Redirect::to(&format!("{}/{id}", base(&office))).into_response())
}

/// `POST …/importer/{import}/abandonner`
async fn give_up(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let id = named.id(&office)?;
    match import::give_up(&visit.app, &proof, id).await {
        // it was over before: its page says how
        Ok(()) | Err(Failure::Refused(Refusal::ImportOver)) => Ok(Redirect::to(&format!("{}/{id}", base(&office))).into_response()),
        Err(other) => Err(PageError::new(visit, other)),
    }
}

/// `GET …/importer/{import}/a-corriger.csv`
async fn correct(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let refused = import::to_correct(&visit.app, &proof, named.id(&office)?).await.or_page(visit)?;
    let width = refused.lines.iter().map(|line| line.cells.len()).max().unwrap_or_default().max(refused.heads.len());
    let own = (0..width).map(|place| refused.heads.get(place).cloned().unwrap_or_default());
    let heads: Vec<String> = ["intake-line", "intake-to-correct"].map(|key| visit.say(key)).into_iter().chain(own).collect();
    let mut table = Csv::new(&heads);
    for line in &refused.lines {
        let why: Vec<String> = line.faults().map(|fault| told(visit, &fault)).map(|row| format!("{} : {} {}", row.column, row.why, row.cure)).collect();
        let row: Vec<String> = [line.number.to_string(), why.join(" ")].into_iter().chain(line.cells.iter().cloned()).collect();
        table.words(&row);
    }
    Ok(file(CSV, "socle-lignes-a-corriger.csv", table.finish()))
}
