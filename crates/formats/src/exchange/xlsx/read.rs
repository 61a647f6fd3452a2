//! Workbooks in: rows of the template.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader as _, Xlsx};
use domain::item::{
    Categorise, Element, Gap, Gaps, HotText, Interaction, Matching, MultipleChoice, NumberEntry, Opt, Ordering, Prompt, ShortAnswer, SingleChoice, Spot, Text,
    Unit, WrongNumber, WrongText,
};
use domain::text::parse_number;

use super::super::archive::Archive;
use super::super::draft::{Import, Refused, Said, refused};
use super::super::header::Header;
use super::super::limits;
use super::super::loss::Code;
use super::super::parts::letter;
use super::columns::{ENTRIES, KINDS};

type Row = BTreeMap<String, String>;

/// Reads the sheet whose first row names our columns.
pub(in super::super) fn read(import: &mut Import, bytes: &[u8]) {
    // everything is unpacked once under guard, so that the reader of workbooks meets nothing that would not fit
    if let Err((code, detail)) = Archive::open(bytes).and_then(|mut archive| archive.measure()) {
        return import.refuse(0, "", code, detail);
    }
    let mut workbook = match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => workbook,
        Err(error) => return import.refuse(0, "", Code::SheetBroken, error.to_string()),
    };
    for name in workbook.sheet_names() {
        match rows(&mut workbook, &name) {
            Err(why) => return import.refuse(0, "", Code::SheetBroken, format!("{name}: {why}")),
            Ok(None) => {}
            Ok(Some(rows)) => {
                for (line, row) in rows {
                    let origin = row.get("id").or_else(|| row.get("title")).cloned().unwrap_or_else(|| line.to_string());
                    import.one(line, &origin, |import| item(import, line, &origin, row));
                }
                return;
            }
        }
    }
    import.refuse(0, "", Code::SheetBroken, "kind, question");
}

/// Rows of a sheet below its header by the names of their columns; none where the sheet has no such header.
fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Option<Vec<(usize, Row)>>, String> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|e| e.to_string())?;
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    let mut found: BTreeMap<u32, Row> = BTreeMap::new();
    let mut length = 0;
    while let Some(cell) = reader.next_cell().map_err(|e| e.to_string())? {
        let (row, column) = cell.get_position();
        if row > limits::ROWS || column > limits::COLUMNS {
            return Err(format!("{} × {}", limits::ROWS, limits::COLUMNS));
        }
        let text = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(text) => (*text).to_owned(),
            other => Data::from(other.clone()).to_string(),
        };
        length += text.len();
        if text.len() > limits::TEXT || length > limits::FILE {
            return Err(format!("{} kB", limits::TEXT / 1000));
        }
        let text = text.replace("\r\n", "\n").trim().to_owned();
        if text.is_empty() {
            continue;
        }
        if row == 0 {
            names.insert(column, text);
        } else if let Some(name) = names.get(&column) {
            found.entry(row).or_default().insert(name.clone(), text);
        }
    }
    let has = |wanted: &str| names.values().any(|n| n == wanted);
    if !has("kind") || !has("question") {
        return Ok(None);
    }
    // the second row holds what people read of the columns
    let is_label = |row: u32, cells: &Row| row == 1 && cells.get("kind").is_none_or(|k| !KINDS.contains(&k.as_str()));
    Ok(Some(found.into_iter().filter(|(row, cells)| !is_label(*row, cells)).map(|(row, cells)| (row as usize + 1, cells)).collect()))
}

fn item(import: &mut Import, line: usize, origin: &str, row: Row) -> Result<(), Refused> {
    let text = |name: &str| row.get(name).cloned().unwrap_or_default();
    let kind = text("kind");
    let interaction = interaction(&row, &kind)?;
    let said = Said {
        origin: origin.to_owned(),
        line,
        title: text("title"),
        language: row.get("language").cloned(),
        situation: text("situation"),
        question: text("question"),
        explanation: text("explanation"),
    };
    let mut header = Header(row);
    // what an author left blank is not told as broken
    for (name, assumed) in [("version", "1"), ("difficulty", "0"), ("time", "60")] {
        header.0.entry(name.to_owned()).or_insert_with(|| assumed.to_owned());
    }
    header.take(import, said, interaction);
    Ok(())
}

/// An entry of a row.
struct Entry {
    text: String,
    key: String,
    feedback: String,
}

fn interaction(row: &Row, kind: &str) -> Result<Interaction, Refused> {
    let text = |name: &str| row.get(name).cloned().unwrap_or_default();
    let lines = |name: &str| text(name).lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect::<Vec<_>>();
    let number = |name: &str| -> Result<f64, Refused> {
        let cell = text(name);
        parse_number(&cell).map_or_else(|| refused(Code::Unreadable, format!("{name} : {cell}")), Ok)
    };
    let shuffle = !matches!(text("shuffle").to_lowercase().as_str(), "false" | "faux" | "non" | "no" | "0");
    let points = |assumed: u8| parse_number(&text("points")).map_or(assumed, |p| p.clamp(0.0, 255.0) as u8);
    let part = |n: usize, part: &str| text(&format!("{n}.{part}"));
    let all: Vec<Entry> = (1..=ENTRIES).map(|n| Entry { text: part(n, "text"), key: part(n, "key"), feedback: part(n, "feedback") }).collect();
    let last = all.iter().rposition(|e| !e.text.is_empty() || !e.key.is_empty() || !e.feedback.is_empty()).map_or(0, |i| i + 1);
    let entries = &all[..last];
    if !matches!(kind, "short-answer" | "number") && entries.is_empty() {
        return refused(Code::NoInteraction, "1.text");
    }
    Ok(match kind {
        "single-choice" | "multiple-choice" => choice(entries, kind, shuffle, points(2))?,
        "ordering" => {
            let steps = entries.iter().enumerate().map(|(i, e)| Text { id: letter(i), text: e.text.clone() }).collect();
            Interaction::Ordering(Ordering { steps, points: points(2), feedback: text("feedback") })
        }
        "matching" | "categorise" => {
            let mut answers: Vec<Text> = Vec::new();
            for answer in lines("spare").into_iter().chain(entries.iter().map(|e| e.key.clone())) {
                if answer.is_empty() {
                    return refused(Code::LineAnswers, kind);
                }
                if answers.iter().all(|a| a.text != answer) {
                    answers.push(Text { id: letter(answers.len()), text: answer });
                }
            }
            let id_of = |key: &str| answers.iter().find(|a| a.text == key).map(|a| a.id.clone()).unwrap_or_default();
            let name = |i: usize| format!("p{}", i + 1);
            if kind == "matching" {
                let prompt = |(i, e): (usize, &Entry)| Prompt { id: name(i), text: e.text.clone(), answer: id_of(&e.key), feedback: e.feedback.clone() };
                let prompts = entries.iter().enumerate().map(prompt).collect();
                Interaction::Matching(Matching { answers, prompts, points: points(2), shuffle })
            } else {
                let element = |(i, e): (usize, &Entry)| Element { id: name(i), text: e.text.clone(), category: id_of(&e.key), feedback: e.feedback.clone() };
                let elements = entries.iter().enumerate().map(element).collect();
                Interaction::Categorise(Categorise { categories: answers, elements, points: points(2) })
            }
        }
        "gaps" => {
            let gap = |(i, e): (usize, &Entry)| {
                let options: Vec<String> = e.text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
                let is_chosen = !options.is_empty();
                let accept = if is_chosen { Vec::new() } else { e.key.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect() };
                Gap { id: (i + 1).to_string(), options, answer: is_chosen.then(|| e.key.clone()), accept, feedback: e.feedback.clone() }
            };
            Interaction::Gaps(Gaps { text: text("text"), gaps: entries.iter().enumerate().map(gap).collect(), points: points(2) })
        }
        "short-answer" => {
            let accept = lines("answer");
            if accept.is_empty() {
                return refused(Code::NoKey, "answer");
            }
            let wrong = entries
                .iter()
                .map(|e| WrongText { text: e.text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect(), feedback: e.feedback.clone() });
            let typos = parse_number(&text("tolerance")).map_or(1, |t| t.clamp(0.0, 255.0) as u8);
            let placeholder = row.get("placeholder").cloned();
            Interaction::ShortAnswer(ShortAnswer { accept, typos, placeholder, feedback: text("feedback"), wrong: wrong.collect() })
        }
        "number" => {
            let unit = text("unit");
            let mut units = Vec::new();
            for line in lines("units") {
                let named = line.rsplit_once('=').and_then(|(name, factor)| Some((name.trim().to_owned(), parse_number(factor)?)));
                let Some((name, factor)) = named else { return refused(Code::Unreadable, line) };
                units.push(Unit { name, factor });
            }
            if units.is_empty() {
                units.push(Unit { name: unit.clone(), factor: 1.0 });
            }
            let mut wrong = Vec::new();
            for entry in entries {
                let Some(value) = parse_number(&entry.text) else { return refused(Code::Unreadable, entry.text.clone()) };
                wrong.push(WrongNumber { value, feedback: entry.feedback.clone() });
            }
            let tolerance = if text("tolerance").is_empty() { 0.0 } else { number("tolerance")? };
            Interaction::Number(NumberEntry { value: number("answer")?, tolerance, unit, feedback: text("feedback"), units, wrong })
        }
        "hot-text" => {
            let spot = |(i, e): (usize, &Entry)| Spot { id: (i + 1).to_string(), correct: !e.key.is_empty(), feedback: e.feedback.clone() };
            let spots: Vec<Spot> = entries.iter().enumerate().map(spot).collect();
            if spots.iter().all(|s| !s.correct) {
                return refused(Code::NoKey, "1.key");
            }
            Interaction::HotText(HotText { text: text("text"), spots, points: points(2) })
        }
        "" => return refused(Code::UnknownKind, "kind"),
        other => return refused(Code::UnknownKind, other),
    })
}

fn choice(entries: &[Entry], kind: &str, shuffle: bool, points: u8) -> Result<Interaction, Refused> {
    let option = |(i, e): (usize, &Entry)| Opt { id: letter(i), text: e.text.clone(), correct: !e.key.is_empty(), feedback: e.feedback.clone() };
    let options: Vec<Opt> = entries.iter().enumerate().map(option).collect();
    match (options.iter().filter(|o| o.correct).count(), kind) {
        (0, _) => refused(Code::NoKey, "1.key"),
        (2.., "single-choice") => refused(Code::SeveralKeys, "1.key"),
        (_, "single-choice") => Ok(Interaction::SingleChoice(SingleChoice { options, shuffle, points: 1 })),
        _ => Ok(Interaction::MultipleChoice(MultipleChoice { options, shuffle, points })),
    }
}
