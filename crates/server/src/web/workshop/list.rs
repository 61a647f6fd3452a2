//! The bank as a list: what waits first, then every question, searched, narrowed, ordered, and taken away as a file.

use std::collections::BTreeSet;

use axum::response::Response;
use domain::access::{ReviewItems, WriteItems};
use domain::item::Item;
use domain::refusal::Refusal;
use formats::content::{self, Named};
use formats::exchange::{self, Lists};
use formats::sheet::KINDS;
use formats::table::Csv;
use uuid::Uuid;

use super::Desk;
use super::form::objectives;
use crate::service::workshop::{Order, Search, Summary, Waiting, bank, find, open_text, waiting};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, listing, of_page};
use crate::web::names;
use crate::web::taken::{CSV, XLSX, file};
use crate::web::view::workshop::{EditorEntry, ListPage, ListRow, Wait};

/// States to narrow by, in the order of a question's life.
const STATES: [&str; 8] = ["draft", "review", "approved", "pretest", "provisional", "calibrated", "suspended", "retired"];

async fn found(desk: &Desk, query: &Fields) -> Result<(Vec<Summary>, Waiting, usize), PageError> {
    let visit = &desk.visit;
    let all = bank(&visit.app, &desk.proof).await.or_page(visit)?;
    let waits = waiting(&visit.app, &desk.proof).await.or_page(visit)?;
    let one = |name: &str| query.one(name).to_owned();
    let named: BTreeSet<String> = query.0.get("choix").into_iter().flatten().cloned().collect();
    let among = match query.one("attend") {
        "" => None,
        "relecture" => Some(waits.to_review.iter().cloned().collect()),
        "changements" => Some(waits.changes_asked.iter().cloned().collect()),
        "remarques" => Some(waits.remarks.iter().cloned().collect()),
        "publier" => Some(waits.to_publish.iter().cloned().collect()),
        _ => Some(waits.items().into_iter().map(str::to_owned).collect()),
    };
    let search = Search {
        words: one("q"),
        state: one("etat"),
        domain: one("domaine"),
        objective: one("objectif"),
        kind: one("type"),
        language: one("langue"),
        author: (query.one("auteur") == "moi").then(|| Uuid::from_u128(desk.member.person)),
        among: if named.is_empty() { among } else { Some(named) },
    };
    let count = all.len();
    let edition = visit.app.editions.current().edition;
    Ok((find(all, &search, Order::parse(query.one("tri")), &edition.framework), waits, count))
}

/// `GET /atelier`
pub(super) async fn show(desk: Desk) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let query = asked(visit);
    let (found, waits, in_bank) = found(&desk, &query).await?;
    let edition = visit.app.editions.current().edition;
    let listing = listing("/atelier", &query, found.len());
    let place = |s: &Summary| edition.framework.place_of(&s.objective).map(|p| names::short(&edition.framework.domains[p.domain], visit.lang));
    let rows = of_page(found, &listing).map(|s| ListRow {
        domain: place(&s).unwrap_or_default(),
        id: s.item_id,
        title: s.title,
        objective: s.objective,
        kind: s.kind,
        content_lang: s.language,
        difficulty: s.difficulty,
        stage: s.stage.map(domain::workshop::Stage::code),
        standing: s.standing.map(domain::workshop::Standing::code),
        updated_at: s.updated_at,
        reports: s.open_reports,
    });
    let entry = |id: &str, name: String, chosen: &str| EditorEntry { id: id.to_owned(), name, is_chosen: id == chosen };
    let kinds = KINDS.iter().map(|k| k.name).chain(["hot-text", "mailbox", "simulator"]);
    let view = ListPage {
        frame: desk.frame("questions"),
        writes: desk.has::<WriteItems>(),
        waits: waits_of(&desk, &waits),
        states: STATES.iter().map(|s| entry(s, visit.say(&state_text(s)), query.one("etat"))).collect(),
        domains: edition.framework.domains.iter().map(|d| entry(&d.slug, names::short(d, visit.lang), query.one("domaine"))).collect(),
        objectives: objectives(visit, query.one("objectif")),
        kinds: kinds.map(|k| entry(k, visit.say(&format!("kind-{k}")), query.one("type"))).collect(),
        languages: ["fr", "en"].iter().map(|l| entry(l, visit.say(&format!("lang-{l}")), query.one("langue"))).collect(),
        mine: query.one("auteur") == "moi",
        waiting: query.one("attend").to_owned(),
        order: Order::parse(query.one("tri")).word(),
        rows: rows.collect(),
        listing,
        in_bank,
    };
    visit.page(&view)
}

fn state_text(state: &str) -> String {
    let room = if matches!(state, "draft" | "review" | "approved") { "stage" } else { "standing" };
    format!("workshop-{room}-{state}")
}

fn waits_of(desk: &Desk, waits: &Waiting) -> Vec<Wait> {
    let reports = if desk.has::<ReviewItems>() { waits.reported.len() } else { 0 };
    let one = |name, count, path: &str| Wait { name, count, path: path.to_owned() };
    let all = [
        one("review", waits.to_review.len(), "/atelier?attend=relecture"),
        one("changes", waits.changes_asked.len(), "/atelier?attend=changements"),
        one("remarks", waits.remarks.len(), "/atelier?attend=remarques"),
        one("publish", waits.to_publish.len(), "/atelier/publier"),
        one("reports", reports, "/atelier/signalements"),
    ];
    all.into_iter().filter(|w| w.count > 0).collect()
}

/// `GET /atelier/exporter?format=…`: what the list shows, or the ticked ones of it.
pub(super) async fn export(desk: Desk) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let query = asked(visit);
    let (found, ..) = found(&desk, &query).await?;
    let pass = visit.app.gates.exports.enter().await.or_page(visit)?;
    if query.one("format") == "csv" {
        return Ok(file(CSV, "questions.csv", table(&desk, &found)));
    }
    let mut items: Vec<Item> = Vec::new();
    for summary in &found {
        let open = open_text(&visit.app, &desk.proof, &summary.item_id).await.or_page(visit)?;
        items.extend(content::item(&open.body).ok());
    }
    let say = |key: &str| visit.say(&format!("cli-xlsx-{key}"));
    let (kind, name, bytes) = match query.one("format") {
        "qti" => ("application/zip", "questions-qti.zip", exchange::write_qti_package("socle", &visit.say("cli-content-test-title"), &items).file),
        "moodle" => ("application/xml", "questions-moodle.xml", exchange::write_moodle(&items).file.into_bytes()),
        "gift" => ("text/plain; charset=utf-8", "questions.gift", exchange::write_gift(&items).file.into_bytes()),
        "xlsx" => {
            let written = exchange::write_xlsx(&items, &lists(visit, &say)).map_err(|e| PageError::new(visit, crate::service::Failure::Broken(e)))?;
            (XLSX, "questions.xlsx", written.file)
        }
        _ => return Err(PageError::new(visit, Refusal::NotFound)),
    };
    drop(pass);
    Ok(file(kind, name, bytes))
}

fn lists<'a>(visit: &crate::web::visit::Visit, say: &'a dyn Fn(&str) -> String) -> Lists<'a> {
    let named = |list: &[Named]| list.iter().map(|n| (n.id.clone(), n.name.clone())).collect();
    let edition = visit.app.editions.current().edition;
    Lists {
        say,
        objectives: edition.framework.objectives.iter().map(|o| (o.code.clone(), o.text.clone())).collect(),
        trades: named(&visit.app.people.trades),
        settings: named(&visit.app.people.settings),
    }
}

/// The list as a table for spreadsheets.
fn table(desk: &Desk, found: &[Summary]) -> Vec<u8> {
    let visit = &desk.visit;
    let heads = ["name", "title", "objective", "kind", "language", "difficulty", "state", "reports"].map(|c| visit.say(&format!("list-column-{c}")));
    let mut rows = Csv::new(&heads);
    for s in found {
        let state = [s.standing.map(|x| state_text(x.code())), s.stage.map(|x| state_text(x.code()))].into_iter().flatten().map(|key| visit.say(&key));
        let kind = if s.kind.is_empty() { String::new() } else { visit.say(&format!("kind-{}", s.kind)) };
        let cells = [
            s.item_id.clone(),
            s.title.clone(),
            s.objective.clone(),
            kind,
            s.language.clone(),
            s.difficulty.map(|d| d.to_string()).unwrap_or_default(),
            state.collect::<Vec<_>>().join(" · "),
            s.open_reports.to_string(),
        ];
        rows.words(&cells);
    }
    rows.finish()
}
