//! `/glossaire`: acronyms.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::glossary::{Glossary, Term};
use domain::text::fold;
use formats::table::Csv;
use serde::Deserialize;

use crate::app::App;
use crate::render::Lang;
use crate::web::form::Asked as Sought;
use crate::web::guard::PageError;
use crate::web::result::in_words;
use crate::web::taken::{CSV, file};
use crate::web::view::learn::glossary::{GlossaryPage, Letter, Row};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/glossaire", get(show)).route("/glossaire.csv", get(export))
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

fn glossary(visit: &Visit) -> &Glossary {
    visit.app.glossary(visit.lang)
}

/// The acronyms whose own letters or explanation hold every word that was typed; those that it begins come first.
fn sought<'g>(glossary: &'g Glossary, typed: &str) -> Vec<&'g Term> {
    let typed = fold(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let holds = |term: &&Term| {
        let all = fold(&format!("{} {} {} {}", term.short, term.long, term.text, term.also.join(" ")));
        words.iter().all(|word| all.contains(word))
    };
    let mut found: Vec<&Term> = glossary.terms().iter().filter(holds).collect();
    if !typed.is_empty() {
        found.sort_by_key(|term| !fold(&term.short).starts_with(&typed));
    }
    found
}

fn row(term: &Term) -> Row {
    Row {
        slug: term.slug(),
        short: term.short.clone(),
        long: term.long.clone(),
        text: term.text.clone(),
        also: term.also.clone(),
        url: term.url.clone(),
        source: term.source.clone(),
        checked: term.checked.clone(),
    }
}

/// `GET /glossaire`
async fn show(visit: Visit, Sought(asked): Sought<Asked>) -> Result<Response, PageError> {
    let all = glossary(&visit).terms().len() as u32;
    let found = sought(glossary(&visit), &asked.q);
    let mut letters: Vec<Letter> = Vec::new();
    for term in &found {
        let row = Row { checked: in_words(&visit, &term.checked), ..row(term) };
        // what was looked for is one list, the nearest first
        let name = if asked.q.trim().is_empty() { initial(&term.short) } else { String::new() };
        match letters.last_mut().filter(|letter| letter.name == name) {
            Some(letter) => letter.rows.push(row),
            None => letters.push(Letter { name, rows: vec![row] }),
        }
    }
    let q = asked.q.trim().to_owned();
    let export = format!("/glossaire.csv?{}", form_urlencoded::Serializer::new(String::new()).append_pair("q", &q).finish());
    visit.page(&GlossaryPage { all, found: found.len() as u32, export, letters, q })
}

/// The letter under which an acronym stands; `0-9` for those that begin with a digit.
fn initial(short: &str) -> String {
    let first = fold(short).chars().next().unwrap_or('0');
    if first.is_ascii_digit() { "0-9".to_owned() } else { first.to_uppercase().collect() }
}

/// `GET /glossaire.csv`
async fn export(visit: Visit, Sought(asked): Sought<Asked>) -> Result<Response, PageError> {
    let heads = ["short", "long", "text", "also", "url", "source", "checked"].map(|name| visit.say(&format!("glossary-column-{name}")));
    let mut table = Csv::new(&heads);
    for term in sought(glossary(&visit), &asked.q) {
        let Row { short, long, text, also, url, source, checked, .. } = row(term);
        table.words(&[short, long, text, also.join(", "), url.unwrap_or_default(), source, checked]);
    }
    let name = if visit.lang == Lang::Fr { "socle-sigles.csv" } else { "socle-acronyms.csv" };
    Ok(file(CSV, name, table.finish()))
}
