//! Lists of offers: sent in by an organisation or by the team, looked at, taken over.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::access::ProposeOffers;
use domain::catalogue::columns::{Column, heads};
use domain::refusal::Refusal;
use formats::table::{Csv, limits};
use serde::Deserialize;
use uuid::Uuid;

use super::form::sentence;
use super::referencing::Table;
use crate::app::App;
use crate::http::refuse;
use crate::service::catalogue::import::{self, List, ListRow, NotList, Owner, ROWS, State, Verdict};
use crate::service::catalogue::take_over;
use crate::web::guard::{OrPage, PageError};
use crate::web::sent::{Most, Sent, Upload, at_most};
use crate::web::steer::Office;
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::catalogue::desk::{Frame, ListHead, ListPage, ListsPage, LookRow};
use crate::web::visit::Visit;

/// What can be read of a list.
const MOST: Most = Most { rows: ROWS, bytes: limits::FILE };
/// Rows that a page shows of each kind.
const SHOWN: usize = 100;
/// For how long somebody waits for a short list to be written; a long one goes on without them.
const PATIENCE: Duration = Duration::from_secs(1);

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(Router::new().route("/referencement/listes", get(of_team).post(team_sends)).layer(at_most(MOST.bytes)))
        .route("/referencement/listes/modele.csv", get(team_model))
        .route("/referencement/listes/{list}", get(team_looks).post(team_decides))
        .route("/referencement/listes/{list}/a-corriger.csv", get(team_corrects))
        .merge(Router::new().route("/pilotage/{organisation}/formations/listes", get(of_office).post(office_sends)).layer(at_most(MOST.bytes)))
        .route("/pilotage/{organisation}/formations/listes/modele.csv", get(office_model))
        .route("/pilotage/{organisation}/formations/listes/{list}", get(office_looks).post(office_decides))
        .route("/pilotage/{organisation}/formations/listes/{list}/a-corriger.csv", get(office_corrects))
}

/// Who sends lists in, and from which pages.
struct Desk<'a> {
    visit: &'a Visit,
    owner: Owner,
    frame: Frame,
    base: String,
    is_team: bool,
}

fn team(table: &Table) -> Desk<'_> {
    Desk { visit: &table.visit, owner: Owner::team(&table.proof), frame: Table::frame("lists"), base: "/referencement/listes".into(), is_team: true }
}

fn of(office: &Office) -> Result<Desk<'_>, PageError> {
    let by = office.may::<ProposeOffers>()?;
    Ok(Desk {
        visit: &office.visit,
        owner: Owner::organisation(&by),
        frame: Frame::Office(office.frame("offers")),
        base: office.path("/formations/listes"),
        is_team: false,
    })
}

/// What the path names.
#[derive(Debug, Deserialize)]
struct Named {
    list: String,
}

async fn of_team(table: Table) -> Result<Response, PageError> {
    team(&table).lists(Vec::new()).await
}

async fn team_sends(table: Table, Upload(sent): Upload) -> Result<Response, PageError> {
    team(&table).receive(sent).await
}

async fn team_looks(table: Table, Path(named): Path<Named>) -> Result<Response, PageError> {
    team(&table).look(&named).await
}

async fn team_decides(table: Table, Path(named): Path<Named>, fields: crate::web::form::Fields) -> Result<Response, PageError> {
    team(&table).decide(&named, fields.one("decision")).await
}

async fn team_corrects(table: Table, Path(named): Path<Named>) -> Result<Response, PageError> {
    team(&table).correct(&named).await
}

async fn of_office(office: Office) -> Result<Response, PageError> {
    of(&office)?.lists(Vec::new()).await
}

async fn office_sends(office: Office, Upload(sent): Upload) -> Result<Response, PageError> {
    of(&office)?.receive(sent).await
}

async fn office_looks(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    of(&office)?.look(&named).await
}

async fn office_decides(office: Office, Path(named): Path<Named>, fields: crate::web::form::Fields) -> Result<Response, PageError> {
    of(&office)?.decide(&named, fields.one("decision")).await
}

async fn office_corrects(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    of(&office)?.correct(&named).await
}

async fn team_model(_: Table) -> Response {
    model()
}

async fn office_model(office: Office) -> Result<Response, PageError> {
    office.may::<ProposeOffers>().map(|_| model())
}

/// The heads that are read.
fn model() -> Response {
    file(CSV, "formations-modele.csv", Csv::new(&heads()).finish())
}

impl Desk<'_> {
    async fn lists(self, errors: Vec<FieldError>) -> Result<Response, PageError> {
        let heads = import::latest(&self.visit.app, self.owner).await.or_page(self.visit)?;
        let row = |(id, name, status, at, _): store::offer_imports::Head| ListHead {
            path: format!("{}/{id}", self.base),
            name,
            at,
            state: State::of(&status).code(),
        };
        let rows = heads.into_iter().map(row).collect();
        self.visit.page(&ListsPage { base: self.frame.base(), frame: self.frame, action: self.base.clone(), rows, is_team: self.is_team, errors })
    }

    async fn receive(self, sent: Result<Sent, Refusal>) -> Result<Response, PageError> {
        let visit = self.visit;
        let (refusal, text) = match sent {
            Ok(sent) => match import::receive(&visit.app, self.owner, &sent.name, sent.bytes).await.or_page(visit)? {
                Ok(id) => return Ok(Redirect::to(&format!("{}/{id}", self.base)).into_response()),
                Err(NotList::Table(why)) => (Refusal::OfferColumns, MOST.not_table(visit, &why)),
                Err(NotList::Columns) => (Refusal::OfferColumns, visit.say("refusal-offer-columns")),
                Err(NotList::TooLong) => (Refusal::TooLarge, visit.say_with("referencing-list-long", &[("rows", (ROWS as i64).into())])),
            },
            Err(refusal) => (refusal, MOST.no_file(visit, refusal)),
        };
        let mut response = self.lists(vec![FieldError::new("file", text)]).await?;
        refuse(&mut response, refusal, None);
        Ok(response)
    }

    fn id(&self, named: &Named) -> Result<Uuid, PageError> {
        Uuid::try_parse(&named.list).map_err(|_| PageError::new(self.visit, Refusal::NotFound))
    }

    async fn load(&self, named: &Named) -> Result<List, PageError> {
        import::load(&self.visit.app, self.owner, self.id(named)?).await.or_page(self.visit)
    }

    async fn look(self, named: &Named) -> Result<Response, PageError> {
        let id = self.id(named)?;
        let (state, name) = import::state(&self.visit.app, self.owner, id).await.or_page(self.visit)?;
        if let State::Running(done, all) = state {
            let page = ListPage { steps: [done, all], ..self.page(id, name, state) };
            return self.visit.page(&page);
        }
        let list = self.load(named).await?;
        let rows = |wanted: fn(Verdict) -> bool| list.rows.iter().filter(|row| wanted(row.verdict)).take(SHOWN).map(|row| look(self.visit, row)).collect();
        let refused = list.rows.iter().filter(|row| row.verdict.is_refused()).count();
        let counts = [list.count(Verdict::New), list.count(Verdict::Changed), list.count(Verdict::Same), refused];
        let steps = if let State::Stopped(done, all) = list.state { [done, all] } else { [0, 0] };
        let (refused, taken) = (rows(Verdict::is_refused), rows(Verdict::is_taken));
        let page = ListPage { counts, steps, unknown: list.unknown.clone(), refused, taken, ..self.page(id, list.name.clone(), list.state) };
        self.visit.page(&page)
    }

    /// Its page without rows.
    fn page(&self, id: Uuid, name: String, state: State) -> ListPage {
        ListPage {
            base: self.frame.base(),
            path: format!("{}/{id}", self.base),
            back: self.base.clone(),
            name,
            state: state.code(),
            steps: [0, 0],
            is_team: self.is_team,
            counts: [0; 4],
            unknown: Vec::new(),
            refused: Vec::new(),
            taken: Vec::new(),
            frame: self.frame.clone(),
        }
    }

    async fn decide(self, named: &Named, decision: &str) -> Result<Response, PageError> {
        let (visit, id) = (self.visit, self.id(named)?);
        let path = format!("{}/{id}", self.base);
        match decision {
            "reprendre" => {
                let writing = take_over::start(&visit.app, self.owner, id, &visit.origin()).await.or_page(visit)?;
                let is_over = match writing {
                    Some(writing) => tokio::time::timeout(PATIENCE, writing).await.is_ok(),
                    None => false,
                };
                Ok(if is_over { visit.go_and_say(&path, "notice-offers-taken") } else { Redirect::to(&path).into_response() })
            }
            "arreter" => {
                take_over::stop(&visit.app, self.owner, id).await.or_page(visit)?;
                Ok(Redirect::to(&path).into_response())
            }
            "abandonner" => {
                import::give_up(&visit.app, self.owner, id).await.or_page(visit)?;
                Ok(visit.go_and_say(&self.base, "notice-deleted"))
            }
            _ => Err(PageError::new(visit, Refusal::Malformed)),
        }
    }

    /// The rows that were refused, as they came, with what to do: mended, the file can be sent in again.
    async fn correct(self, named: &Named) -> Result<Response, PageError> {
        let list = self.load(named).await?;
        let mut all: Vec<&str> = heads();
        let cure = self.visit.say("referencing-list-cure");
        all.push(&cure);
        let mut csv = Csv::new(&all);
        for row in list.rows.iter().filter(|row| row.verdict.is_refused()) {
            let mut cells: Vec<String> = Column::ALL.iter().map(|column| row.cells.get(column.code()).cloned().unwrap_or_default()).collect();
            let told = look(self.visit, row);
            let why = if told.faults.is_empty() {
                self.visit.say_with(&format!("referencing-list-{}-cure", told.verdict), &[("meets", told.meets.into())])
            } else {
                told.faults.join(" ")
            };
            cells.push(why);
            csv.words(&cells);
        }
        Ok(file(CSV, "formations-a-corriger.csv", csv.finish()))
    }
}

fn look(visit: &Visit, row: &ListRow) -> LookRow {
    let told = |(column, code, detail): &(String, String, String)| {
        let head = Column::parse(column).map_or("", Column::head);
        visit.say_with("referencing-list-fault", &[("head", head.into()), ("fault", sentence(visit, code, detail).into())])
    };
    LookRow {
        line: row.line,
        title: row.offer.title.clone(),
        verdict: row.verdict.code(),
        faults: row.faults.iter().map(told).collect(),
        meets: row.meets.clone().unwrap_or_default(),
    }
}
