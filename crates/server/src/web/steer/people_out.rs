//! The list of people as a file, and the empty file that people are written into. What leaves comes back: its heads are those that an
//! import understands.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::access::ManageLearners;
use domain::date::Day;
use domain::learner::Column;
use formats::table::{Cell, Csv};

use super::Office;
use super::exports::{Rows, Sheet, csv, xlsx};
use super::learners::Narrow;
use crate::app::App;
use crate::service::Result as Served;
use crate::service::learner::{Enrolled, Whole, whole};
use crate::web::form::Asked;
use crate::web::guard::{OrPage, PageError};
use crate::web::names::named;
use crate::web::taken::{CSV, file};

/// What leaves of somebody, and how wide it is in a workbook.
const COLUMNS: [(Column, u16); 13] = [
    (Column::FamilyName, 24),
    (Column::GivenName, 20),
    (Column::BirthDate, 14),
    (Column::Email, 32),
    (Column::Number, 18),
    (Column::Trade, 30),
    (Column::Unit, 26),
    (Column::Cohort, 26),
    (Column::School, 24),
    (Column::Diploma, 24),
    (Column::Regime, 18),
    (Column::ArrivedOn, 14),
    (Column::LeftOn, 14),
];

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/personnes/liste.csv", get(list_csv))
        .route("/pilotage/{organisation}/personnes/liste.xlsx", get(list_xlsx))
        .route("/pilotage/{organisation}/personnes/modele.csv", get(model_csv))
        .route("/pilotage/{organisation}/personnes/modele.xlsx", get(model_xlsx))
}

fn sheet(office: &Office, name: &str) -> Sheet {
    let visit = &office.visit;
    Sheet {
        file: format!("socle-{name}"),
        name: visit.say("people-out-sheet"),
        heads: COLUMNS.iter().map(|(column, _)| visit.say(&format!("intake-column-{}", column.code()))).collect(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
    }
}

async fn rows(office: &Office, narrow: &Narrow) -> Result<PeopleRows, PageError> {
    let visit = &office.visit;
    let whole = whole(&visit.app, &office.may::<ManageLearners>()?, narrow.filter()).await.or_page(visit)?;
    let trades = visit.app.people.trades.iter().map(|trade| (trade.id.clone(), named(trade, visit.lang))).collect();
    Ok(PeopleRows { whole, trades })
}

/// `GET /pilotage/{organisation}/personnes/liste.csv`, narrowed as the list is.
async fn list_csv(office: Office, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let rows = rows(&office, &narrow).await?;
    Ok(csv(&sheet(&office, "personnes"), rows))
}

/// `GET /pilotage/{organisation}/personnes/liste.xlsx`
async fn list_xlsx(office: Office, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let rows = rows(&office, &narrow).await?;
    let pass = office.visit.app.gates.exports.enter().await.or_page(&office.visit)?;
    Ok(xlsx(&sheet(&office, "personnes"), rows, pass))
}

/// `GET /pilotage/{organisation}/personnes/modele.csv`
async fn model_csv(office: Office) -> Result<Response, PageError> {
    office.may::<ManageLearners>()?;
    Ok(file(CSV, "socle-modele-personnes.csv", Csv::new(&sheet(&office, "").heads).finish()))
}

/// `GET /pilotage/{organisation}/personnes/modele.xlsx`
async fn model_xlsx(office: Office) -> Result<Response, PageError> {
    office.may::<ManageLearners>()?;
    let pass = office.visit.app.gates.exports.enter().await.or_page(&office.visit)?;
    Ok(xlsx(&sheet(&office, "modele-personnes"), Nobody, pass))
}

/// No rows.
struct Nobody;

impl Rows for Nobody {
    async fn next(&mut self) -> Served<Option<Vec<Vec<Cell<'static>>>>> {
        Ok(None)
    }
}

/// People as rows, in somebody's language.
struct PeopleRows {
    whole: Whole,
    trades: BTreeMap<String, String>,
}

impl Rows for PeopleRows {
    async fn next(&mut self) -> Served<Option<Vec<Vec<Cell<'static>>>>> {
        let part = self.whole.next().await?;
        Ok(part.map(|part| part.into_iter().map(|one| self.row(one)).collect()))
    }
}

impl PeopleRows {
    fn row(&self, one: Enrolled) -> Vec<Cell<'static>> {
        let Enrolled { learner, cohorts } = one;
        let words = |text: Option<String>| text.map_or(Cell::Empty, Cell::text);
        let cohorts: Vec<&str> = cohorts.iter().filter_map(|cohort| self.whole.cohorts.get(cohort).map(String::as_str)).collect();
        vec![
            Cell::text(learner.family_name),
            Cell::text(learner.given_name),
            learner.birth_date.as_deref().and_then(Day::parse).map_or(Cell::Empty, |day| Cell::Day(day.number())),
            words(learner.email),
            words(learner.external_id),
            learner.trade.map_or(Cell::Empty, |code| Cell::text(self.trades.get(&code).cloned().unwrap_or(code))),
            words(learner.unit_id.and_then(|unit| self.whole.units.get(&unit).cloned())),
            words(Some(cohorts.join(" | ")).filter(|cohorts| !cohorts.is_empty())),
            words(learner.school),
            words(learner.diploma),
            words(learner.regime),
            learner.arrived_on.map_or(Cell::Empty, Cell::Day),
            learner.left_on.map_or(Cell::Empty, Cell::Day),
        ]
    }
}
