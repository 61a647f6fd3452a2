//! Pages of the workshop.

pub mod bank;
pub mod calibration;
mod compared;
mod editor;
pub mod evidence;
mod history;
mod import;
mod list;
mod publish;
pub mod reports;
mod review;
mod team;
mod trial;

pub use compared::{Compared, PartRow, PieceRow};
pub use editor::{
    ConflictView, ControlView, DeletePage, EditorPage, Entry as EditorEntry, FlawView, FormView, FragmentPage, Group, ListView, MayDo, NewPage, NoFormView,
    ResendPage, RowView,
};
pub use history::{HistoryPage, RevisionRow};
pub use import::{ImportPage, ImportedDraft, LossLine};
pub use list::{ListPage, ListRow, Wait};
pub use publish::{ChangeRow, GoBackPage, PastRow, PublishPage};
pub use review::{Check, DecidePage, RemarkRow, ReviewPage, Sheet, StateBox, VerdictRow};
pub use team::{Mate, TakeBackPage, TeamPage};
pub use trial::TrialPage;

use serde::Serialize;

use super::Page;

/// What stands around each page of the workshop.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The menu: what this member may open.
    pub entries: Vec<Entry>,
    /// The item that the page is about.
    pub item: Option<ItemHead>,
}

/// An entry of the menu or a tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `questions`, `reports`…: the texts `workshop-nav-…` and `workshop-tab-…` name it.
    pub name: &'static str,
    /// Where it leads.
    pub path: String,
    /// Whether this is the page.
    pub is_here: bool,
}

/// The head of a page about one item.
#[derive(Debug, Clone, Serialize)]
pub struct ItemHead {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `fr` or `en`.
    pub content_lang: String,
    /// Where its newest text stands: `draft`, `review`, `approved`; absent when only the shipped text exists.
    pub stage: Option<&'static str>,
    /// How the bank takes it; absent before it was ever drawn.
    pub standing: Option<&'static str>,
    /// Its pages.
    pub tabs: Vec<Entry>,
}

/// Whoever is signed in, but not of the team.
#[derive(Debug, Clone, Serialize)]
pub struct ClosedPage {
    /// Whom to ask.
    pub contact: String,
}

impl Page for ClosedPage {
    const TEMPLATE: &'static str = "pages/workshop/closed.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("closed", Self { contact: "contact@socle.example".into() })]
    }
}

/// The menu as an administrator sees it, for samples.
#[must_use]
pub fn sample_frame(here: &'static str) -> Frame {
    let entry = |(name, path): (&'static str, &str)| Entry { name, path: path.into(), is_here: name == here };
    let entries = [
        ("questions", "/atelier"),
        ("reports", "/atelier/signalements"),
        ("bank", "/atelier/banque"),
        ("calibration", "/atelier/calibrage"),
        ("publish", "/atelier/publier"),
        ("team", "/atelier/equipe"),
    ];
    Frame { entries: entries.map(entry).into(), item: None }
}

/// The same around an item, for samples.
#[must_use]
pub fn sample_item_frame(here: &'static str) -> Frame {
    let tab = |(name, end): (&'static str, &str)| Entry { name, path: format!("/atelier/questions/messages-du-lundi{end}"), is_here: name == here };
    let item = ItemHead {
        id: "messages-du-lundi".into(),
        title: "Cinq messages un lundi matin".into(),
        content_lang: "fr".into(),
        stage: Some("draft"),
        standing: Some("pretest"),
        tabs: [("text", ""), ("try", "/essai"), ("review", "/relecture"), ("history", "/historique"), ("measures", "/mesures")].map(tab).into(),
    };
    Frame { item: Some(item), ..sample_frame("questions") }
}
