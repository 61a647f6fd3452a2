//! Workbooks out: the template, and items in it.

use std::collections::BTreeMap;

use domain::item::{Interaction, Item};
use rust_xlsxwriter::{Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use super::super::header::pairs;
use super::super::loss::Code;
use super::super::{Exported, loss_of};
use super::columns::{ENTRIES, KINDS, names};

/// What a workbook offers and says, in the language of its authors.
pub struct Lists<'a> {
    /// The words of a key: `column-KEY`, `kind-KIND`, `sheet-items`, `sheet-help`, `sheet-lists`, `help` (paragraphs).
    pub say: &'a dyn Fn(&str) -> String,
    /// Codes and texts of objectives.
    pub objectives: Vec<(String, String)>,
    /// Names and texts of trades.
    pub trades: Vec<(String, String)>,
    /// Names and texts of settings.
    pub settings: Vec<(String, String)>,
}

/// Rows for which the lists are offered.
const OFFERED: u32 = 1_000;

/// An empty workbook for authors.
///
/// # Errors
/// What the writer of workbooks says: a text beyond the limits of a cell.
pub fn template(lists: &Lists<'_>) -> Result<Vec<u8>, String> {
    workbook(&[], lists).map_err(|e| e.to_string())
}

/// A workbook with these items. Simulators have no row, and are told as refused.
///
/// # Errors
/// What the writer of workbooks says: a text beyond the limits of a cell.
pub fn write(items: &[Item], lists: &Lists<'_>) -> Result<Exported<Vec<u8>>, String> {
    let mut lost = Vec::new();
    let mut rows = Vec::new();
    for item in items {
        match row(item) {
            Some(row) => rows.push(row),
            None => lost.push(loss_of(item, Code::NotWritten, item.interaction.kind())),
        }
    }
    Ok(Exported { file: workbook(&rows, lists).map_err(|e| e.to_string())?, lost })
}

type Row = BTreeMap<String, String>;

fn row(item: &Item) -> Option<Row> {
    if item.interaction.is_simulator() {
        return None;
    }
    let mut row: Row = pairs(item).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    for (name, text) in
        [("id", &item.id), ("title", &item.title), ("situation", &item.situation), ("question", &item.question), ("explanation", &item.explanation)]
    {
        row.insert(name.to_owned(), text.trim().to_owned());
    }
    let mut set = |name: &str, value: String| row.insert(name.to_owned(), value);
    let mut entries: Vec<(String, String, String)> = Vec::new();
    let mark = |is_right: bool| if is_right { "x".to_owned() } else { String::new() };
    if let Interaction::SingleChoice(x) = &item.interaction {
        set("shuffle", x.shuffle.to_string());
        entries.extend(x.options.iter().map(|o| (o.text.clone(), mark(o.correct), o.feedback.clone())));
    }
    match &item.interaction {
        Interaction::MultipleChoice(x) => {
            set("shuffle", x.shuffle.to_string());
            entries.extend(x.options.iter().map(|o| (o.text.clone(), mark(o.correct), o.feedback.clone())));
        }
        Interaction::Ordering(x) => {
            set("feedback", x.feedback.clone());
            entries.extend(x.steps.iter().map(|s| (s.text.clone(), String::new(), String::new())));
        }
        Interaction::Matching(x) => {
            set("shuffle", x.shuffle.to_string());
            set("spare", x.answers.iter().map(|a| a.text.trim()).collect::<Vec<_>>().join("\n"));
            let text_of = |id: &str| x.answers.iter().find(|a| a.id == id).map(|a| a.text.clone()).unwrap_or_default();
            entries.extend(x.prompts.iter().map(|p| (p.text.clone(), text_of(&p.answer), p.feedback.clone())));
        }
        Interaction::Categorise(x) => {
            set("spare", x.categories.iter().map(|c| c.text.trim()).collect::<Vec<_>>().join("\n"));
            let text_of = |id: &str| x.categories.iter().find(|c| c.id == id).map(|c| c.text.clone()).unwrap_or_default();
            entries.extend(x.elements.iter().map(|e| (e.text.clone(), text_of(&e.category), e.feedback.clone())));
        }
        Interaction::Gaps(x) => {
            let mut text = x.text.trim().to_owned();
            for (i, gap) in x.gaps.iter().enumerate() {
                text = text.replace(&format!("{{{}}}", gap.id), &format!("{{\u{1}{}}}", i + 1));
                let key = gap.answer.clone().unwrap_or_else(|| gap.accept.join("\n"));
                entries.push((gap.options.join("\n"), key, gap.feedback.clone()));
            }
            // the mark kept new numbers from being taken for old names
            set("text", text.replace('\u{1}', ""));
        }
        Interaction::ShortAnswer(x) => {
            set("answer", x.accept.join("\n"));
            set("tolerance", x.typos.to_string());
            set("placeholder", x.placeholder.clone().unwrap_or_default());
            set("feedback", x.feedback.clone());
            entries.extend(x.wrong.iter().map(|w| (w.text.join("\n"), String::new(), w.feedback.clone())));
        }
        Interaction::Number(x) => {
            set("answer", x.value.to_string());
            set("tolerance", x.tolerance.to_string());
            set("unit", x.unit.clone());
            set("units", x.units.iter().map(|u| format!("{} = {}", u.name, u.factor)).collect::<Vec<_>>().join("\n"));
            set("feedback", x.feedback.clone());
            entries.extend(x.wrong.iter().map(|w| (w.value.to_string(), String::new(), w.feedback.clone())));
        }
        Interaction::HotText(x) => {
            let mut text = x.text.trim().to_owned();
            for (i, spot) in x.spots.iter().enumerate() {
                text = text.replace(&format!("[[{}:", spot.id), &format!("[[\u{1}{}:", i + 1));
                entries.push((String::new(), mark(spot.correct), spot.feedback.clone()));
            }
            // the mark kept new numbers from being taken for old names
            set("text", text.replace('\u{1}', ""));
        }
        // a single choice, above
        _ => {}
    }
    if entries.len() > ENTRIES {
        return None;
    }
    for (i, (text, key, feedback)) in entries.into_iter().enumerate() {
        for (part, value) in [("text", text), ("key", key), ("feedback", feedback)] {
            row.insert(format!("{}.{part}", i + 1), value.trim().to_owned());
        }
    }
    Some(row)
}

fn workbook(rows: &[Row], lists: &Lists<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // no clock: the same items make the same workbook
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    items_sheet(workbook.add_worksheet(), rows, lists)?;
    let help = workbook.add_worksheet();
    help.set_name((lists.say)("sheet-help"))?;
    help.set_column_width(0, 110)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (i, line) in (lists.say)("help").lines().enumerate() {
        help.write_string_with_format(i as u32, 0, line.trim(), &wrapped)?;
    }
    lists_sheet(workbook.add_worksheet(), lists)?;
    workbook.save_to_buffer()
}

fn items_sheet(sheet: &mut Worksheet, rows: &[Row], lists: &Lists<'_>) -> Result<(), XlsxError> {
    let name = Format::new().set_font_color(Color::Gray).set_font_size(8);
    let label = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color(Color::RGB(0x00E8_EEF4));
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name((lists.say)("sheet-items"))?;
    sheet.set_freeze_panes(2, 3)?;
    for (at, column) in names().iter().enumerate() {
        let at = at as u16;
        sheet.write_string_with_format(0, at, column, &name)?;
        let said = match column.split_once('.') {
            Some((n, part)) => format!("{} {n}", (lists.say)(&format!("column-entry-{part}"))),
            None => (lists.say)(&format!("column-{column}")),
        };
        sheet.write_string_with_format(1, at, said, &label)?;
        let is_long = matches!(column.as_str(), "situation" | "question" | "text" | "explanation" | "feedback")
            || column.split_once('.').is_some_and(|(_, part)| part != "key");
        sheet.set_column_width(at, if is_long { 36 } else { 15 })?;
        let list = match column.as_str() {
            "kind" => Some((0, KINDS.len())),
            "objective" => Some((2, lists.objectives.len())),
            "setting" => Some((6, lists.settings.len())),
            _ => None,
        };
        if let Some((list, length)) = list.filter(|(_, length)| *length > 0) {
            let letter = char::from(b'A' + list as u8);
            let source = format!("'{}'!${letter}$2:${letter}${}", (lists.say)("sheet-lists").replace('\'', "''"), length + 1);
            sheet.add_data_validation(2, at, OFFERED, at, &DataValidation::new().allow_list_formula(Formula::new(source)))?;
        }
    }
    let columns = names();
    for (i, row) in rows.iter().enumerate() {
        for (at, column) in columns.iter().enumerate() {
            if let Some(value) = row.get(column).filter(|v| !v.is_empty()) {
                sheet.write_string_with_format(i as u32 + 2, at as u16, value, &wrapped)?;
            }
        }
    }
    Ok(())
}

fn lists_sheet(sheet: &mut Worksheet, lists: &Lists<'_>) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name((lists.say)("sheet-lists"))?;
    let kinds: Vec<(String, String)> = KINDS.iter().map(|k| ((*k).to_owned(), (lists.say)(&format!("kind-{k}")))).collect();
    for (n, (column, list)) in
        [("kind", &kinds), ("objective", &lists.objectives), ("trades", &lists.trades), ("setting", &lists.settings)].into_iter().enumerate()
    {
        let at = 2 * n as u16;
        sheet.set_column_width(at, 24)?;
        sheet.set_column_width(at + 1, 48)?;
        sheet.write_string_with_format(0, at, (lists.say)(&format!("column-{column}")), &bold)?;
        for (row, (code, text)) in list.iter().enumerate() {
            sheet.write_string(row as u32 + 1, at, code)?;
            sheet.write_string(row as u32 + 1, at + 1, text)?;
        }
    }
    Ok(())
}
