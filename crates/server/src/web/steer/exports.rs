//! Lists that leave for a spreadsheet, part after part: CSV, and workbooks.

mod results;

use std::collections::BTreeMap;
use std::io::BufWriter;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;
use axum::routing::get;
use domain::access::ReadResults;
use domain::refusal::Refusal;
use formats::table::{Cell, Csv, Workbook, WriteError};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use store::participants::Participant;
use tokio::sync::mpsc::{Receiver, channel};
use uuid::Uuid;

use super::Office;
use crate::app::App;
use crate::gate::Pass;
use crate::http::{Outlet, streamed};
use crate::service::campaign::{Roll, roll};
use crate::service::{Failure, Result as Served};
use crate::web::guard::{OrPage, PageError};
use crate::web::names::named;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/campagnes/{campaign}/participants.csv", get(participants_csv))
        .route("/pilotage/{organisation}/campagnes/{campaign}/participants.xlsx", get(participants_xlsx))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats.csv", get(results::as_csv))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats.xlsx", get(results::as_xlsx))
        .route("/pilotage/{organisation}/campagnes/{campaign}/questions.csv", get(results::questions_csv))
}

/// What a table is, for the browser.
const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A workbook leaves in parts of this size.
const PART: usize = 64 * 1024;

type Row = Vec<Cell<'static>>;

/// Rows on their way out.
pub(in crate::web) trait Rows: Send + 'static {
    /// The next of them; none at the end.
    fn next(&mut self) -> impl Future<Output = Served<Option<Vec<Row>>>> + Send;
}

/// How a table looks from outside.
#[derive(Debug, Clone)]
pub(in crate::web) struct Sheet {
    /// Name of the file, without its end.
    pub(in crate::web) file: String,
    /// Name of the sheet in a workbook.
    pub(in crate::web) name: String,
    /// What stands above the columns.
    pub(in crate::web) heads: Vec<String>,
    /// How wide these are, in letters.
    pub(in crate::web) widths: Vec<u16>,
}

/// The rows as CSV, each part when it was read.
pub(in crate::web) fn csv(sheet: &Sheet, mut rows: impl Rows) -> Response {
    let (outlet, body) = streamed();
    let heads = sheet.heads.clone();
    tokio::spawn(async move {
        let mut table = Csv::new(&heads);
        loop {
            let text = match rows.next().await {
                Ok(Some(part)) => {
                    for row in &part {
                        table.row(row);
                    }
                    std::mem::replace(&mut table, Csv::going_on()).finish()
                }
                Ok(None) => return drop(outlet.put(table.finish()).await),
                Err(failure) => return cut(&outlet, &failure).await,
            };
            if outlet.put(text).await.is_err() {
                return;
            }
        }
    });
    attached(CSV, &format!("{}.csv", sheet.file), body)
}

/// The rows as a workbook: its file begins when the last row was read, they wait on disk until then. Inside the door meanwhile.
pub(in crate::web) fn xlsx(sheet: &Sheet, mut rows: impl Rows, pass: Pass) -> Response {
    let (outlet, body) = streamed();
    let (sender, receiver) = channel(2);
    let (made, own) = (outlet.clone(), sheet.clone());
    let writing = tokio::task::spawn_blocking(move || {
        let workbook = filled(&own, receiver);
        drop(pass);
        // whoever hangs up meanwhile wants it no more
        workbook.and_then(|workbook| workbook.map_or(Ok(()), |workbook| workbook.save(BufWriter::with_capacity(PART, made))))
    });
    tokio::spawn(async move {
        loop {
            match rows.next().await {
                Ok(Some(part)) => {
                    if sender.send(Some(part)).await.is_err() {
                        break;
                    }
                }
                Ok(None) => {
                    let _ = sender.send(None).await;
                    break;
                }
                Err(failure) => return cut(&outlet, &failure).await,
            }
        }
        drop(sender);
        match writing.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => cut(&outlet, &Failure::Broken(error.to_string())).await,
            Err(error) => cut(&outlet, &Failure::Broken(error.to_string())).await,
        }
    });
    attached(XLSX, &format!("{}.xlsx", sheet.file), body)
}

/// The workbook with every row; nothing when the rows break off.
fn filled(sheet: &Sheet, mut rows: Receiver<Option<Vec<Row>>>) -> Result<Option<Workbook>, WriteError> {
    let mut workbook = Workbook::new();
    workbook.sheet(&sheet.name, &sheet.heads, &sheet.widths)?;
    while let Some(part) = rows.blocking_recv() {
        let Some(part) = part else { return Ok(Some(workbook)) };
        for row in &part {
            workbook.row(row)?;
        }
    }
    Ok(None)
}

async fn cut(outlet: &Outlet, failure: &Failure) {
    tracing::error!(%failure, "a table could not be written to its end");
    outlet.cut().await;
}

fn attached(kind: &'static str, name: &str, body: axum::body::Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.extend(HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).ok().map(|value| (CONTENT_DISPOSITION, value)));
    response
}

/// A moment as a day of Paris, in days since 1970-01-01.
pub(in crate::web) fn day(micros: i64) -> Cell<'static> {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let day = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(paris).date();
    Cell::Day(i64::from((day - date(1970, 1, 1)).get_days()))
}

/// `GET /pilotage/{organisation}/campagnes/{campaign}/participants.csv`
async fn participants_csv(office: Office, Path((_, campaign)): Path<(String, String)>) -> Result<Response, PageError> {
    let (sheet, rows) = participants(&office, &campaign).await?;
    Ok(csv(&sheet, rows))
}

/// `GET /pilotage/{organisation}/campagnes/{campaign}/participants.xlsx`
async fn participants_xlsx(office: Office, Path((_, campaign)): Path<(String, String)>) -> Result<Response, PageError> {
    let (sheet, rows) = participants(&office, &campaign).await?;
    let pass = office.visit.app.gates.exports.enter().await.or_page(&office.visit)?;
    Ok(xlsx(&sheet, rows, pass))
}

const COLUMNS: [(&str, u16); 11] = [
    ("family-name", 24),
    ("given-name", 20),
    ("number", 18),
    ("unit", 30),
    ("trade", 30),
    ("progress", 14),
    ("sittings", 10),
    ("began", 12),
    ("finished", 12),
    ("shared", 16),
    ("left", 12),
];

async fn participants(office: &Office, campaign: &str) -> Result<(Sheet, ParticipantRows), PageError> {
    let visit = &office.visit;
    let id: Uuid = campaign.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    let roll = roll(&visit.app, &office.may::<ReadResults>()?, id).await.or_page(visit)?;
    let sheet = Sheet {
        file: format!("socle-participants-{}", roll.campaign.code.to_lowercase()),
        name: visit.say("export-participants-sheet"),
        heads: COLUMNS.iter().map(|(name, _)| visit.say(&format!("export-column-{name}"))).collect(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
    };
    let words = ["finished", "begun", "not-begun", "yes", "no"].map(|name| visit.say(&format!("export-{name}")));
    let units = roll.units.iter().map(|unit| (unit.id, unit.name.clone())).collect();
    let trades = visit.app.people.trades.iter().map(|trade| (trade.id.clone(), named(trade, visit.lang))).collect();
    Ok((sheet, ParticipantRows { roll, words, units, trades }))
}

/// Participants as rows, in somebody's language.
struct ParticipantRows {
    roll: Roll,
    /// Finished, begun, not begun, yes, no.
    words: [String; 5],
    units: BTreeMap<Uuid, String>,
    trades: BTreeMap<String, String>,
}

impl Rows for ParticipantRows {
    async fn next(&mut self) -> Served<Option<Vec<Row>>> {
        let part = self.roll.next().await?;
        Ok(part.map(|part| part.into_iter().map(|participant| self.row(participant)).collect()))
    }
}

impl ParticipantRows {
    fn row(&self, one: Participant) -> Row {
        let [finished, begun, not_begun, yes, no] = &self.words;
        let progress = match (one.finished_at, one.began_at) {
            (Some(_), _) => finished,
            (None, Some(_)) => begun,
            (None, None) => not_begun,
        };
        let word = |text: &str| Cell::text(text.to_owned());
        vec![
            Cell::text(one.family_name),
            Cell::text(one.given_name),
            one.external_id.map_or(Cell::Empty, Cell::text),
            one.unit_id.and_then(|id| self.units.get(&id)).map_or(Cell::Empty, |name| word(name)),
            one.trade.map_or(Cell::Empty, |code| Cell::text(self.trades.get(&code).cloned().unwrap_or(code))),
            word(progress),
            Cell::Whole(one.sittings),
            one.began_at.map_or(Cell::Empty, day),
            one.finished_at.map_or(Cell::Empty, day),
            word(if one.shared_at.is_some() { yes } else { no }),
            one.left_on.map_or(Cell::Empty, Cell::Day),
        ]
    }
}
