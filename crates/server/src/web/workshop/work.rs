//! What somebody is working at: a form or a text, read from what was sent, looked at, and written back.

use domain::item::{Finding, Flaw, Item, Severity, Shown, flaws, present};
use domain::refusal::Refusal;
use formats::content::{self, Unreadable};
use formats::sheet::{Kind, NoForm, Sheet};
use psychometrics::random::Random;

use crate::service::workshop::findings;
use crate::web::form::Fields;
use crate::web::view::FieldError;
use crate::web::view::item::Question;
use crate::web::view::workshop::FlawView;
use crate::web::visit::Visit;

/// A question on the desk.
#[derive(Debug, Clone)]
pub(super) enum Work {
    /// As a form.
    Form(Sheet),
    /// As a text.
    Text(String),
}

impl Work {
    /// What a form of ours sent.
    ///
    /// # Errors
    /// The form was made by somebody else.
    pub(super) fn sent(fields: &Fields) -> Result<Self, Refusal> {
        if fields.one("view") == "text" {
            let plain = fields.one("text").replace("\r\n", "\n").replace('\r', "\n");
            return Ok(Self::Text(plain.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()));
        }
        let kind = Kind::of(fields.one("kind")).ok_or(Refusal::Malformed)?;
        let mut sheet = Sheet::typed(kind, &fields.0);
        if sheet.get("difficulty") == "other" {
            sheet.set("difficulty", fields.one("difficulty.other").trim());
        }
        Ok(Self::Form(sheet))
    }

    /// A text as a form where that is possible and wanted; else why not.
    pub(super) fn of(body: String, as_text: bool) -> (Self, Option<NoForm>) {
        if as_text {
            return (Self::Text(body), None);
        }
        match Sheet::read(&body) {
            Ok(sheet) => (Self::Form(sheet), None),
            Err(why) => (Self::Text(body), Some(why)),
        }
    }

    /// The content file.
    pub(super) fn body(&self) -> String {
        match self {
            Self::Form(sheet) => sheet.write(),
            Self::Text(text) => text.clone(),
        }
    }

    /// The item as far as it can be read.
    pub(super) fn item(&self) -> Result<Item, Unreadable> {
        match self {
            Self::Form(sheet) => sheet.item(),
            Self::Text(text) => content::item(text),
        }
    }

    /// The kind of the question; empty while nobody can tell.
    pub(super) fn kind(&self) -> String {
        match self {
            Self::Form(sheet) => sheet.kind.name.to_owned(),
            Self::Text(text) => formats::sheet::head(text).map(|h| h.kind).unwrap_or_default(),
        }
    }

    /// Writes the name of the item, which nobody changes by hand.
    pub(super) fn name(&mut self, id: &str) {
        if let Self::Form(sheet) = self {
            sheet.set("id", id);
        }
    }

    /// What is missing or wrong, each with the control where it is mended. `id` is the name that the item must have.
    pub(super) fn examine(&self, visit: &Visit, id: Option<&str>, is_known: impl Fn(&str) -> bool) -> Vec<FieldError> {
        let item = match self.item() {
            Ok(item) => item,
            Err(unreadable) => {
                return vec![FieldError::new(
                    "text",
                    line(visit, unreadable.line, &visit.say_with("check-unreadable", &[("detail", unreadable.message.into())])),
                )];
            }
        };
        let mut found = Vec::new();
        if let Some(id) = id.filter(|id| *id != item.id) {
            found.push(FieldError::new("text", visit.say_with("editor-said-id-changed", &[("id", id.into())])));
        }
        let is_mine = |f: &Finding| !(id.is_none() && f.code == "id-form");
        let told = findings(&visit.app, &item, is_known).into_iter().filter(is_mine);
        match self {
            Self::Form(sheet) => {
                let numbers = sheet.not_numbers();
                found.extend(numbers.iter().map(|name| FieldError::new(name, place(visit, sheet, name, &visit.say("editor-said-not-a-number")))));
                for finding in told {
                    let control = sheet.control_of(&finding);
                    if !numbers.contains(&control) {
                        found.push(FieldError::new(&control, place(visit, sheet, &control, &sentence(visit, sheet, &finding, &control))));
                    }
                }
            }
            Self::Text(text) => found.extend(told.map(|finding| {
                let said = visit.say_with(&format!("check-{}", finding.code), &[("detail", finding.detail.as_str().into())]);
                FieldError::new("text", line(visit, content::line_of_finding(text, &finding), &said))
            })),
        }
        found
    }

    /// What the check-list against flawed items says, the grave first: what it is, why it matters, what to do.
    pub(super) fn flaws(&self, visit: &Visit) -> Vec<FlawView> {
        let Ok(item) = self.item() else { return Vec::new() };
        let mut found = flaws(&item);
        found.sort_by_key(|flaw| flaw.severity);
        let view = |flaw: Flaw| {
            let finding = Finding { code: flaw.code, detail: flaw.detail.clone(), anchor: flaw.anchor };
            let control = match self {
                Self::Form(sheet) => sheet.control_of(&finding),
                Self::Text(_) => "text".to_owned(),
            };
            let severity = match flaw.severity {
                Severity::Fault => "fault",
                Severity::Doubt => "doubt",
                Severity::Hint => "hint",
            };
            FlawView { severity, control, text: visit.say(&format!("flaw-{}", flaw.code)), detail: flaw.detail }
        };
        found.into_iter().map(view).collect()
    }

    /// How learners will see it, in an order that this number stands for.
    pub(super) fn preview(&self, order: u64) -> Option<Question> {
        shown(&self.item().ok()?, order).map(|(_, view)| view)
    }
}

/// A question as it is shown in one order.
pub(super) fn shown(item: &Item, order: u64) -> Option<(Shown, Question)> {
    let shown = Shown::draw(&item.interaction, &mut Random::new(order, 0));
    let mut presentation = present(item, &shown);
    if presentation.question.trim().is_empty() {
        // a heading is never empty, not even that of a question that is being written
        "…".clone_into(&mut presentation.question);
    }
    Some((shown, Question::new(presentation).ok()?))
}

/// The word by which the texts name a control: `title`, `source-date`, `own-gaps-text`, `options-feedback`.
pub(super) fn word(kind: &str, control: &str) -> String {
    let parts: Vec<&str> = control.split('.').collect();
    match parts.as_slice() {
        ["interaction", name] => format!("own-{kind}-{name}"),
        ["wrong", _, name] => format!("{kind}-wrong-{name}"),
        [list, _, name] => format!("{list}-{name}"),
        parts => parts.join("-").replace('_', "-"),
    }
}

/// A sentence with the entry of the list that it speaks of.
fn place(visit: &Visit, sheet: &Sheet, control: &str, said: &str) -> String {
    let parts: Vec<&str> = control.split('.').collect();
    let [list, at, _] = parts.as_slice() else { return said.to_owned() };
    let list = if *list == "wrong" { format!("{}-wrong", sheet.kind.name) } else { (*list).to_owned() };
    let number = at.parse::<usize>().unwrap_or_default() + 1;
    let row = visit.say_with(&format!("editor-{list}-row"), &[("number", number.into())]);
    visit.say_with("editor-at", &[("place", row.into()), ("said", said.into())])
}

fn sentence(visit: &Visit, sheet: &Sheet, finding: &Finding, control: &str) -> String {
    let is_about_a_field = matches!(finding.code, "empty-field" | "source-missing") && control != "interaction";
    let detail = if is_about_a_field { visit.say(&format!("editor-{}", word(sheet.kind.name, control))) } else { finding.detail.clone() };
    visit.say_with(&format!("check-{}", finding.code), &[("detail", detail.into())])
}

fn line(visit: &Visit, line: usize, said: &str) -> String {
    visit.say_with("editor-at-line", &[("line", line.into()), ("said", said.into())])
}
