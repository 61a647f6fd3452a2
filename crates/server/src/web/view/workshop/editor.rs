//! The desk: a question as a form or as a text, what is still missing, and how learners will see it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::{Frame, sample_frame, sample_item_frame};
use crate::render::Page;
use crate::web::view::FieldError;
use crate::web::view::item::Question;

/// `GET /atelier/questions/{id}`, `GET /atelier/nouvelle?kind=…`
#[derive(Debug, Clone, Serialize)]
pub struct EditorPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// Whether nothing is kept yet.
    pub is_new: bool,
    /// Number of the text that was before its author; 0 when it came with the program or is new.
    pub base: i64,
    /// Kind of the interaction.
    pub kind: String,
    /// The form; absent when it is shown as a text.
    pub form: Option<FormView>,
    /// The text; absent when it is shown as a form.
    pub text: Option<String>,
    /// Why there is no form of it, where somebody asked for one.
    pub no_form: Option<NoFormView>,
    /// Why it was not kept.
    pub errors: Vec<FieldError>,
    /// What is still missing or wrong, by control.
    pub findings: Vec<FieldError>,
    /// Whether it was looked at: an empty list means that nothing is missing.
    pub was_checked: bool,
    /// What the check-list says of its form.
    pub flaws: Vec<FlawView>,
    /// Somebody else's text, saved meanwhile.
    pub conflict: Option<ConflictView>,
    /// What its author says of the change.
    pub note: String,
    /// `wording` or `substance`; empty when it need not be said.
    pub change: String,
    /// Where it stands: `draft`, `review`, `approved`; absent for a text that came with the program.
    pub stage: Option<&'static str>,
    /// What may be done.
    pub may: MayDo,
    /// How learners will see it.
    pub preview: Option<Question>,
}

/// What this member may do with this text.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent rights, each true or not")]
pub struct MayDo {
    /// Save it.
    pub write: bool,
    /// Ask for its review.
    pub submit: bool,
    /// Take it back from its review.
    pub withdraw: bool,
    /// Delete it.
    pub delete: bool,
}

/// The controls of a form.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// Values by the name of their control.
    pub fields: BTreeMap<String, String>,
    /// Difficulty as one of the five words: `-2`… `2`, or `other`.
    pub difficulty: &'static str,
    /// Controls of the interaction outside its lists.
    pub own: Vec<ControlView>,
    /// Its lists.
    pub lists: Vec<ListView>,
    /// Objectives by competence.
    pub objectives: Vec<Group>,
    /// Trades by family, each ticked or not.
    pub trades: Vec<Group>,
    /// Trades that no list knows, ticked.
    pub strange_trades: Vec<String>,
    /// Settings.
    pub settings: Vec<Entry>,
}

/// A group of entries to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its name; for trades the word of a text `family-…`.
    pub name: String,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// An entry to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// What is kept.
    pub id: String,
    /// What is read.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A control.
#[derive(Debug, Clone, Serialize)]
pub struct ControlView {
    /// Its name in the form.
    pub name: String,
    /// The word of its texts `editor-…`.
    pub word: String,
    /// `line`, `text`, `lines`, `number`, `flag`, `right` (one of all), `entry` (of another list).
    pub shape: &'static str,
    /// What it holds.
    pub value: String,
    /// For `entry`: what there is to choose from.
    pub entries: Vec<Entry>,
}

/// A list of entries.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// Its name in the form.
    pub name: &'static str,
    /// The word of its texts.
    pub word: String,
    /// Its entries.
    pub rows: Vec<RowView>,
    /// Whether there may be one more.
    pub is_open: bool,
}

/// An entry of a list.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Its name in the file, sent back unseen; absent when its author names it or it has none.
    pub id: Option<String>,
    /// Its controls.
    pub controls: Vec<ControlView>,
}

/// What the form has no place for.
#[derive(Debug, Clone, Serialize)]
pub struct NoFormView {
    /// Line of the text; 0 when the whole kind has no form.
    pub line: usize,
    /// What stands there.
    pub name: String,
}

/// Another text, saved meanwhile.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictView {
    /// Its number.
    pub revision: i64,
    /// The text.
    pub body: String,
    /// The one that was not kept, written in the same way.
    pub mine: String,
    /// When it was saved.
    pub at: i64,
}

/// `POST /atelier/apercu`: the preview alone, for the script that keeps it up to date.
#[derive(Debug, Clone, Serialize)]
pub struct FragmentPage {
    /// How learners will see it; absent while it cannot be shown.
    pub preview: Option<Question>,
    /// What is still missing or wrong.
    pub findings: Vec<FieldError>,
    /// What the check-list says of its form.
    pub flaws: Vec<FlawView>,
}

/// What the check-list against flawed items says.
#[derive(Debug, Clone, Serialize)]
pub struct FlawView {
    /// `fault`, `doubt`, `hint`.
    pub severity: &'static str,
    /// The control where it is mended.
    pub control: String,
    /// What it is, why it matters, what to do.
    pub text: String,
    /// The words or figures that it speaks of.
    pub detail: String,
}

fn sample_flaws() -> Vec<FlawView> {
    let one = |severity| FlawView { severity, control: "title".into(), text: "La bonne réponse est la plus longue.".into(), detail: "120 / 40".into() };
    ["fault", "doubt", "hint"].map(one).into()
}

/// A form that came from somebody who is signed out by now.
#[derive(Debug, Clone, Serialize)]
pub struct ResendPage {
    /// Where it goes.
    pub action: String,
    /// Where one signs in.
    pub sign_in: String,
    /// All that was sent, in its order.
    pub fields: Vec<(String, String)>,
}

/// `GET /atelier/nouvelle`
#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    /// What stands around.
    pub frame: Frame,
    /// Kinds to choose from.
    pub kinds: Vec<&'static str>,
    /// Kinds that are written as a text.
    pub text_kinds: Vec<&'static str>,
    /// Said about where it goes: the query that is kept.
    pub query: String,
}

/// `GET /atelier/questions/{id}/supprimer`
#[derive(Debug, Clone, Serialize)]
pub struct DeletePage {
    /// What stands around.
    pub frame: Frame,
    /// The item.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Number of its newest text.
    pub base: i64,
}

fn control(name: &str, word: &str, shape: &'static str, value: &str) -> ControlView {
    ControlView { name: name.into(), word: word.into(), shape, value: value.into(), entries: Vec::new() }
}

fn entry(id: &str, name: &str, is_chosen: bool) -> Entry {
    Entry { id: id.into(), name: name.into(), is_chosen }
}

/// Every control that a form may show, so that every word of them is met.
fn sample_form(kind: &str) -> FormView {
    let fields = [
        "title",
        "situation",
        "question",
        "explanation",
        "objective",
        "setting",
        "language",
        "time",
        "version",
        "review",
        "enemies",
        "id",
        "translates",
        "difficulty",
        "trades",
    ]
    .into_iter()
    .map(String::from)
    .chain(["title", "publisher", "date", "url", "checked", "review_by"].map(|f| format!("source.{f}")));
    let kind = formats::sheet::Kind::of(kind).unwrap_or(&formats::sheet::KINDS[0]);
    let shape = |list: &str, field: &formats::sheet::Field| match (list, field.name, field.shape) {
        ("options", "correct", _) if kind.name == "single-choice" => "right",
        ("prompts", "answer", _) | ("elements", "category", _) => "entry",
        (_, _, formats::sheet::Shape::Text) => "text",
        (_, _, formats::sheet::Shape::Lines) => "lines",
        (_, _, formats::sheet::Shape::Flag) => "flag",
        (_, _, formats::sheet::Shape::Line) => "line",
        _ => "number",
    };
    let row = |list: &formats::sheet::List, at: usize| RowView {
        id: (list.name != "gaps").then(|| "a".to_owned()),
        controls: list
            .fields
            .iter()
            .filter(|f| f.name != "id" || list.name == "gaps")
            .map(|f| {
                let word = if list.name == "wrong" { format!("{}-wrong-{}", kind.name, f.name) } else { format!("{}-{}", list.name, f.name) };
                let mut one = control(&format!("{}.{at}.{}", list.name, f.name), &word, shape(list.name, f), "");
                one.entries = vec![entry("a", "Une réponse", at == 0)];
                one
            })
            .collect(),
    };
    FormView {
        fields: fields.map(|f| (f, String::new())).collect(),
        difficulty: "0",
        own: kind
            .fields
            .iter()
            .map(|f| control(&format!("interaction.{}", f.name), &format!("own-{}-{}", kind.name, f.name), shape("", f), f.default))
            .collect(),
        lists: kind
            .lists
            .iter()
            .map(|l| {
                let word = if l.name == "wrong" { format!("{}-wrong", kind.name) } else { l.name.to_owned() };
                ListView { name: l.name, word, rows: vec![row(l, 0), row(l, 1)], is_open: true }
            })
            .collect(),
        objectives: vec![Group {
            name: "Cybersécurité · Reconnaître une attaque".into(), entries: vec![entry("T2.03", "Reconnaître un hameçonnage", true)]
        }],
        trades: ["medical", "paramedical", "care", "social", "support", "student"]
            .map(|f| Group { name: f.into(), entries: vec![entry(f, "Un métier", false)] })
            .into(),
        strange_trades: vec!["astronaute".into()],
        settings: vec![entry("ehpad", "EHPAD", true)],
    }
}

impl Page for EditorPage {
    const TEMPLATE: &'static str = "pages/workshop/editor.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |kind: &str| Self {
            frame: sample_item_frame("text"),
            action: "/atelier/questions/messages-du-lundi".into(),
            is_new: false,
            base: 3,
            kind: kind.into(),
            form: Some(sample_form(kind)),
            text: None,
            no_form: None,
            errors: Vec::new(),
            findings: Vec::new(),
            was_checked: false,
            flaws: Vec::new(),
            conflict: None,
            note: String::new(),
            change: "wording".into(),
            stage: Some("draft"),
            may: MayDo { write: true, submit: true, withdraw: false, delete: true },
            preview: None,
        };
        let mut samples: Vec<(&'static str, Self)> = formats::sheet::KINDS.iter().map(|k| (k.name, page(k.name))).collect();
        let mut checked = page("single-choice");
        checked.was_checked = true;
        checked.flaws = sample_flaws();
        checked.findings = vec![FieldError::new("title", "« Titre » est vide."), FieldError::new("", "Nombre hors des limites.")];
        checked.preview = Some(Question::sample(
            &["Un message arrive."],
            "Que faites-vous ?",
            json!({"kind": "single-choice", "options": [{"id": "1", "text": "Oui"}, {"id": "2", "text": "Non"}]}),
        ));
        let mut fine = page("single-choice");
        fine.was_checked = true;
        let mut new = page("ordering");
        (new.frame, new.is_new, new.base, new.change, new.stage) = (sample_frame("questions"), true, 0, String::new(), None);
        new.action = "/atelier/nouvelle".into();
        let mut conflict = page("number");
        conflict.errors = vec![FieldError::new("", "Ce texte a été modifié entre-temps.")];
        conflict.conflict =
            Some(ConflictView { revision: 4, body: "title = \"Autre\"\n".into(), mine: "title = \"Mien\"\n".into(), at: crate::web::view::SAMPLE_NOW });
        let mut text = page("simulator");
        (text.form, text.text) = (None, Some("id = \"x\"\n".into()));
        text.no_form = Some(NoFormView { line: 0, name: String::new() });
        let mut strange = text.clone();
        strange.no_form = Some(NoFormView { line: 12, name: "colour".into() });
        strange.findings = vec![FieldError::new("text", "Ligne 3 : invalid string")];
        strange.was_checked = true;
        let mut read_only = page("gaps");
        read_only.may = MayDo::default();
        let mut in_review = page("gaps");
        (in_review.stage, in_review.may.withdraw, in_review.may.submit) = (Some("review"), true, false);
        let mut shipped = page("gaps");
        (shipped.stage, shipped.base) = (None, 0);
        samples.extend([
            ("checked", checked),
            ("fine", fine),
            ("new", new),
            ("conflict", conflict),
            ("text", text),
            ("text-strange", strange),
            ("read-only", read_only),
            ("in-review", in_review),
            ("shipped", shipped),
        ]);
        samples
    }
}

impl Page for FragmentPage {
    const TEMPLATE: &'static str = "pages/workshop/fragment.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let preview = Question::sample(&["Un message arrive."], "Que faites-vous ?", json!({"kind": "short-answer", "placeholder": null}));
        let findings = vec![FieldError::new("title", "« Titre » est vide.")];
        vec![
            ("full", Self { preview: Some(preview), findings, flaws: sample_flaws() }),
            ("empty", Self { preview: None, findings: Vec::new(), flaws: Vec::new() }),
        ]
    }
}

impl Page for ResendPage {
    const TEMPLATE: &'static str = "pages/workshop/resend.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let fields = vec![("title".to_owned(), "Cinq messages".to_owned()), ("situation".to_owned(), "Une\nsituation".to_owned())];
        vec![("full", Self { action: "/atelier/nouvelle".into(), sign_in: "/connexion?back=%2Fatelier".into(), fields })]
    }
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "pages/workshop/new.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let kinds = formats::sheet::KINDS.iter().map(|k| k.name).collect();
        vec![("full", Self { frame: sample_frame("questions"), kinds, text_kinds: vec!["hot-text", "mailbox", "simulator"], query: "objective=T2.03".into() })]
    }
}

impl Page for DeletePage {
    const TEMPLATE: &'static str = "pages/workshop/delete.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("full", Self { frame: sample_item_frame("text"), id: "messages-du-lundi".into(), title: "Cinq messages".into(), base: 3 })]
    }
}
