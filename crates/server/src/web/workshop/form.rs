//! A sheet as the controls of a page.

use formats::content::Named;
use formats::sheet::{Field, Kind, List, ROWS, Row, Shape, Sheet};

use super::work::word;
use crate::web::names;
use crate::web::view::workshop::{ControlView, EditorEntry as Entry, FormView, Group, ListView, RowView};
use crate::web::visit::Visit;

/// The controls of a sheet.
pub(super) fn form_view(visit: &Visit, sheet: &Sheet) -> FormView {
    let people = &visit.app.people;
    let trades: Vec<&str> = sheet.get("trades").lines().collect();
    let is_known = |id: &str| id == "tous" || people.trades.iter().any(|t| t.id == id);
    FormView {
        fields: sheet.fields.clone(),
        difficulty: ["-2", "-1", "0", "1", "2"].into_iter().find(|d| *d == sheet.get("difficulty")).unwrap_or("other"),
        own: sheet.kind.fields.iter().map(|field| own(sheet, field)).collect(),
        lists: sheet.kind.lists.iter().map(|list| list_view(sheet, list)).collect(),
        objectives: objectives(visit, sheet.get("objective")),
        strange_trades: trades.iter().filter(|t| !is_known(t)).map(|t| (*t).to_owned()).collect(),
        trades: families(visit, &people.trades, &trades),
        settings: settings(visit, &people.settings, sheet.get("setting")),
    }
}

fn own(sheet: &Sheet, field: &Field) -> ControlView {
    let name = format!("interaction.{}", field.name);
    ControlView { word: word(sheet.kind.name, &name), shape: shape(field), value: sheet.get(&name).to_owned(), name, entries: Vec::new() }
}

const fn shape(field: &Field) -> &'static str {
    match field.shape {
        Shape::Line => "line",
        Shape::Text => "text",
        Shape::Lines => "lines",
        Shape::Number | Shape::Whole => "number",
        Shape::Flag => "flag",
    }
}

fn list_view(sheet: &Sheet, list: &'static List) -> ListView {
    let rows = sheet.lists.get(list.name).map(Vec::as_slice).unwrap_or_default();
    let rows: Vec<RowView> = rows.iter().enumerate().map(|(at, row)| row_view(sheet, list, at, row)).collect();
    let word = if list.name == "wrong" { format!("{}-wrong", sheet.kind.name) } else { list.name.to_owned() };
    ListView { name: list.name, word, is_open: rows.len() < ROWS, rows }
}

fn row_view(sheet: &Sheet, list: &List, at: usize, row: &Row) -> RowView {
    let is_named_by_hand = list.name == "gaps";
    let controls = list.fields.iter().filter(|f| f.name != "id" || is_named_by_hand).map(|field| {
        let name = format!("{}.{at}.{}", list.name, field.name);
        let value = row.get(field.name).cloned().unwrap_or_default();
        let refers_to = match (list.name, field.name) {
            ("prompts", "answer") => Some("answers"),
            ("elements", "category") => Some("categories"),
            _ => None,
        };
        let is_right = field.name == "correct" && sheet.kind.name == "single-choice";
        let shape = if refers_to.is_some() {
            "entry"
        } else if is_right {
            "right"
        } else {
            shape(field)
        };
        let entries = refers_to.map(|other| entries_of(sheet, other, &value)).unwrap_or_default();
        ControlView { word: word(sheet.kind.name, &name), name, shape, value, entries }
    });
    RowView { id: if is_named_by_hand { None } else { row.get("id").cloned() }, controls: controls.collect() }
}

/// Entries of another list to choose from, numbered as they stand; one that is gone stays chosen, so that nothing is lost.
fn entries_of(sheet: &Sheet, list: &str, chosen: &str) -> Vec<Entry> {
    let rows = sheet.lists.get(list).map(Vec::as_slice).unwrap_or_default();
    let text = |row: &Row, name: &str| row.get(name).cloned().unwrap_or_default();
    let mut entries: Vec<Entry> = rows
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let id = text(row, "id");
            Entry { is_chosen: id == chosen, id, name: format!("{}. {}", i + 1, text(row, "text").chars().take(80).collect::<String>()) }
        })
        .collect();
    if !chosen.is_empty() && !entries.iter().any(|e| e.is_chosen) {
        entries.push(Entry { id: chosen.to_owned(), name: chosen.to_owned(), is_chosen: true });
    }
    entries
}

/// Objectives under their competence and domain.
pub(super) fn objectives(visit: &Visit, chosen: &str) -> Vec<Group> {
    let edition = visit.app.editions.current().edition;
    let framework = &edition.framework;
    let mut groups: Vec<Group> = framework
        .domains
        .iter()
        .flat_map(|domain| framework.competences.iter().filter(|c| c.domain == domain.code).map(move |competence| (domain, competence)))
        .map(|(domain, competence)| Group {
            name: format!("{} · {}", names::short(domain, visit.lang), competence.title),
            entries: framework
                .objectives
                .iter()
                .filter(|o| o.competence == competence.code)
                .map(|o| Entry { id: o.code.clone(), name: format!("{} {}", o.code, o.text), is_chosen: o.code == chosen })
                .collect(),
        })
        .filter(|group| !group.entries.is_empty())
        .collect();
    if !chosen.is_empty() && framework.objective(chosen).is_none() {
        groups.push(Group { name: "?".to_owned(), entries: vec![Entry { id: chosen.to_owned(), name: chosen.to_owned(), is_chosen: true }] });
    }
    groups
}

fn families(visit: &Visit, trades: &[Named], chosen: &[&str]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for trade in trades {
        let family = trade.family.clone().unwrap_or_default();
        let entry = Entry { id: trade.id.clone(), name: names::named(trade, visit.lang), is_chosen: chosen.contains(&trade.id.as_str()) };
        match groups.iter_mut().find(|g| g.name == family) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { name: family, entries: vec![entry] }),
        }
    }
    groups
}

fn settings(visit: &Visit, settings: &[Named], chosen: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = settings.iter().map(|s| Entry { id: s.id.clone(), name: names::named(s, visit.lang), is_chosen: s.id == chosen }).collect();
    if !chosen.is_empty() && !entries.iter().any(|e| e.is_chosen) {
        entries.push(Entry { id: chosen.to_owned(), name: chosen.to_owned(), is_chosen: true });
    }
    entries
}

/// An empty form of this kind, for an objective and a difficulty that somebody came with.
pub(super) fn blank(kind: &'static Kind, objective: &str, difficulty: &str, language: &str) -> Sheet {
    let mut sheet = Sheet::new(kind, language);
    sheet.set("objective", objective.chars().take(20).collect::<String>());
    if difficulty.parse::<f64>().is_ok_and(|d| (-3.0..=3.0).contains(&d)) {
        sheet.set("difficulty", difficulty);
    }
    sheet
}
