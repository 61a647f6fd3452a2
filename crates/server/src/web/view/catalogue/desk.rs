//! Offers as those who propose them and the referencing team work at them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::web::view::steer;
use crate::web::view::{FieldError, Page, SAMPLE_NOW};

/// What stands around a page: the menu of an organisation, or that of the team.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Frame {
    /// An organisation's.
    Office(steer::Frame),
    /// The team's.
    Team {
        /// The menu.
        entries: Vec<steer::Entry>,
    },
}

impl Frame {
    /// The template of the pages around which it stands.
    pub const fn base(&self) -> &'static str {
        match self {
            Self::Office(_) => "steer.html",
            Self::Team { .. } => "referencing.html",
        }
    }

    fn sample_office() -> Self {
        Self::Office(steer::sample_frame("offers"))
    }

    fn sample_team() -> Self {
        let all =
            [("queue", "/referencement"), ("offers", "/referencement/formations"), ("ratings", "/referencement/avis"), ("lists", "/referencement/listes")];
        Self::Team { entries: all.into_iter().map(|(name, path)| steer::Entry { name, path: path.into(), is_here: name == "queue" }).collect() }
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its word.
    pub value: String,
    /// What it is called; empty where the texts name it.
    pub name: String,
    /// Whether it is.
    pub is_chosen: bool,
}

/// The form of an offer: what its fields hold, by the words of the columns.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OfferForm {
    /// Text fields.
    pub values: BTreeMap<&'static str, String>,
    /// Closed lists.
    pub choices: BTreeMap<&'static str, Vec<Choice>>,
}

impl OfferForm {
    fn sample() -> Self {
        let columns = domain::catalogue::columns::Column::ALL.iter().map(|column| (column.code(), String::new()));
        let mut values: BTreeMap<&'static str, String> = columns.collect();
        values.insert("title", "DU Santé numérique".into());
        values.insert("hours", "120".into());
        values.insert("url", "https://univ.example.fr/du".into());
        let list =
            |words: &[&str]| words.iter().enumerate().map(|(i, w)| Choice { value: (*w).into(), name: String::new(), is_chosen: i == 1 }).collect::<Vec<_>>();
        let named = |words: &[(&str, &str)]| {
            words.iter().enumerate().map(|(i, (w, n))| Choice { value: (*w).into(), name: (*n).into(), is_chosen: i == 0 }).collect::<Vec<_>>()
        };
        let choices = BTreeMap::from([
            ("organisation_kind", list(&["university", "public-body", "association", "hospital", "company", "other"])),
            ("diploma", list(&["none", "du", "diu", "licence-pro", "master", "certification", "open-badge"])),
            ("modality", list(&["online", "classroom", "mixed"])),
            ("pace", list(&["self", "dated"])),
            ("scope", list(&["generic", "specific"])),
            ("funding", list(&["free", "dpc", "anfh", "opco", "cpf", "university"])),
            ("language", list(&["fr", "en"])),
            ("trades", named(&[("tous", ""), ("infirmier", "Infirmier, infirmière"), ("medecin", "Médecin")])),
            ("mandatory_for", named(&[("infirmier", "Infirmier, infirmière")])),
            ("domains", named(&[("donnees", "Données de santé"), ("outils", "Outils numériques")])),
            ("region", named(&[("00", ""), ("76", "Occitanie")])),
        ]);
        Self { values, choices }
    }
}

/// The page on which an offer is written.
#[derive(Debug, Clone, Serialize)]
pub struct OfferFormPage {
    /// The template around.
    pub base: &'static str,
    /// What stands around.
    pub frame: Frame,
    /// Where it is sent.
    pub action: String,
    /// Where one comes back to.
    pub back: String,
    /// The offer as it was read; 0 for a new one.
    pub seen: i64,
    /// The identifier of a new one.
    pub id: String,
    /// Whether what is shown changes at once: the team's.
    pub is_team: bool,
    /// What its fields hold.
    pub form: OfferForm,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for OfferFormPage {
    const TEMPLATE: &'static str = "pages/referencing/form.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let new = Self {
            base: "steer.html",
            frame: Frame::sample_office(),
            action: "/pilotage/0199c0de/formations/nouvelle".into(),
            back: "/pilotage/0199c0de/formations".into(),
            seen: 0,
            id: "0199c0df".into(),
            is_team: false,
            form: OfferForm::sample(),
            errors: Vec::new(),
        };
        let wrong = Self {
            errors: vec![FieldError::new("hours", "« longtemps » ne peut pas être lu."), FieldError::new("title", "« titre » manque.")],
            ..new.clone()
        };
        let team = Self { base: "referencing.html", frame: Frame::sample_team(), is_team: true, seen: 3, ..new.clone() };
        vec![("new", new), ("wrong", wrong), ("team", team)]
    }
}

/// A line of what an offer says: the column and its cell, and what is shown now where that is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Its column.
    pub column: &'static str,
    /// What stands over it.
    pub head: &'static str,
    /// What it says.
    pub cell: String,
    /// What the catalogue says, where that differs.
    pub before: Option<String>,
    /// Whether it is an address that can be opened.
    pub is_link: bool,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// What.
    pub act: String,
    /// When.
    pub at: i64,
    /// What was said.
    pub note: String,
    /// Whether whoever looks did it.
    pub is_mine: bool,
    /// Columns that it changed.
    pub changed: Vec<&'static str>,
}

/// How sure an offer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sure {
    /// Where the text at work stands.
    pub stage: &'static str,
    /// Whether something is in the catalogue.
    pub is_shown: bool,
    /// How sure what is shown is: `to-be-checked`, `checked`, `to-be-checked-again`, `over`; empty where nothing is.
    pub freshness: &'static str,
    /// Until when its check holds.
    pub until: Option<i64>,
}

impl Sure {
    fn sample(stage: &'static str, is_shown: bool, freshness: &'static str) -> Self {
        Self { stage, is_shown, freshness, until: (freshness == "checked").then_some(SAMPLE_NOW) }
    }
}

/// An offer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferRow {
    /// Its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Who proposed it, if an organisation here did.
    pub organisation: String,
    /// How sure it is.
    pub sure: Sure,
    /// What the team answered.
    pub note: String,
    /// When it was changed last.
    pub updated_at: i64,
}

impl OfferRow {
    fn sample(title: &str, sure: Sure, note: &str) -> Self {
        Self {
            path: "/referencement/formations/du-sante-numerique".into(),
            title: title.into(),
            organisation: "Université d’Exemple".into(),
            sure,
            note: note.into(),
            updated_at: SAMPLE_NOW,
        }
    }
}

/// What an organisation proposes.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalsPage {
    /// What stands around.
    pub frame: steer::Frame,
    /// Its offers.
    pub rows: Vec<OfferRow>,
}

impl Page for ProposalsPage {
    const TEMPLATE: &'static str = "pages/referencing/proposals.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let rows = vec![
            OfferRow::sample("DU Santé numérique", Sure::sample("checked", true, "checked"), ""),
            OfferRow::sample("Atelier messagerie sécurisée", Sure::sample("draft", false, ""), "Le prix de la page est 300 €."),
            OfferRow::sample("Journée cybersécurité", Sure::sample("proposed", true, "to-be-checked-again"), ""),
        ];
        let page = |rows| Self { frame: steer::sample_frame("offers"), rows };
        vec![("full", page(rows)), ("empty", page(Vec::new()))]
    }
}

/// One offer of an organisation.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalPage {
    /// What stands around.
    pub frame: steer::Frame,
    /// Its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its page in the catalogue.
    pub public: String,
    /// How sure it is.
    pub sure: Sure,
    /// What the team answered.
    pub note: String,
    /// Its revision.
    pub seen: i64,
    /// An identifier for a copy.
    pub copy_id: String,
    /// What it says.
    pub facts: Vec<Fact>,
    /// What happened.
    pub events: Vec<Happening>,
    /// What keeps it from being sent.
    pub errors: Vec<FieldError>,
}

fn sample_facts() -> Vec<Fact> {
    let fact = |column, head, cell: &str, before: Option<&str>| Fact {
        column,
        head,
        cell: cell.into(),
        before: before.map(str::to_owned),
        is_link: cell.starts_with("https://"),
    };
    vec![
        fact("title", "titre", "DU Santé numérique", None),
        fact("price", "prix (€)", "1700", Some("1500")),
        fact("url", "adresse de la formation", "https://univ.example.fr/du", None),
    ]
}

fn sample_events() -> Vec<Happening> {
    let event = |act: &str, note: &str, is_mine, changed: &[&'static str]| Happening {
        act: act.into(),
        at: SAMPLE_NOW,
        note: note.into(),
        is_mine,
        changed: changed.to_vec(),
    };
    vec![event("sent-back", "Le prix de la page est 1 700 €.", false, &[]), event("changed", "", true, &["prix (€)"]), event("made", "", true, &[])]
}

impl Page for ProposalPage {
    const TEMPLATE: &'static str = "pages/referencing/proposal.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |sure| Self {
            frame: steer::sample_frame("offers"),
            path: "/pilotage/0199c0de/formations/0199c0df".into(),
            title: "DU Santé numérique".into(),
            public: "/formations/du-sante-numerique".into(),
            sure,
            note: String::new(),
            seen: 3,
            copy_id: "0199c0e0".into(),
            facts: sample_facts(),
            events: sample_events(),
            errors: Vec::new(),
        };
        let back = Self { note: "Le prix de la page est 1 700 €.".into(), ..page(Sure::sample("draft", false, "")) };
        let faulty = Self { errors: vec![FieldError::new("", "« métiers » manque. Remplissez-le.")], ..page(Sure::sample("draft", true, "checked")) };
        vec![
            ("sent-back", back),
            ("faulty", faulty),
            ("proposed", page(Sure::sample("proposed", false, ""))),
            ("checked", page(Sure::sample("checked", true, "checked"))),
            ("withdrawn", page(Sure::sample("withdrawn", false, ""))),
            ("refused", page(Sure::sample("refused", false, ""))),
        ]
    }
}

/// What a reader says is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignalRow {
    /// Its identifier.
    pub id: String,
    /// The offer.
    pub slug: String,
    /// Why.
    pub reason: String,
    /// Their words.
    pub text: String,
    /// When.
    pub at: i64,
    /// Whether it waits.
    pub is_open: bool,
    /// What the team made of it.
    pub note: String,
}

impl SignalRow {
    fn sample() -> Self {
        Self {
            id: "0199c0de".into(),
            slug: "du-sante-numerique".into(),
            reason: "price".into(),
            text: "Le prix a changé : 1 900 €.".into(),
            at: SAMPLE_NOW,
            is_open: true,
            note: String::new(),
        }
    }
}

/// An address that fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkRow {
    /// The offer.
    pub slug: String,
    /// The address.
    pub url: String,
    /// What was found.
    pub outcome: String,
    /// The status.
    pub status: Option<i64>,
    /// Since when it fails.
    pub since: Option<i64>,
    /// When it was asked last.
    pub at: i64,
    /// Where it sends to.
    pub moved_to: Option<String>,
}

impl LinkRow {
    fn sample() -> Self {
        Self {
            slug: "du-sante-numerique".into(),
            url: "https://univ.example.fr/du".into(),
            outcome: "gone".into(),
            status: Some(404),
            since: Some(SAMPLE_NOW),
            at: SAMPLE_NOW,
            moved_to: None,
        }
    }
}

/// Some offers that wait, and how many there are.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Waiting {
    /// The first of them.
    pub rows: Vec<OfferRow>,
    /// How many.
    pub count: i64,
}

/// What waits for the team.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    /// What stands around.
    pub frame: Frame,
    /// Sent by organisations.
    pub proposed: Waiting,
    /// To be checked by a second person.
    pub to_check: Waiting,
    /// Whose check ends.
    pub ending: Waiting,
    /// What readers say.
    pub signals: Vec<SignalRow>,
    /// How many say so.
    pub signal_count: i64,
    /// Ratings to read.
    pub ratings: i64,
    /// Addresses that fail.
    pub links: Vec<LinkRow>,
    /// Offers of the program that nobody has looked at.
    pub shipped: usize,
    /// Whether this server looks at links.
    pub looks_at_links: bool,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for QueuePage {
    const TEMPLATE: &'static str = "pages/referencing/queue.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            frame: Frame::sample_team(),
            proposed: Waiting::default(),
            to_check: Waiting::default(),
            ending: Waiting::default(),
            signals: Vec::new(),
            signal_count: 0,
            ratings: 0,
            links: Vec::new(),
            shipped: 82,
            looks_at_links: false,
            errors: Vec::new(),
        };
        let some = |sure: Sure| Waiting {
            rows: vec![OfferRow::sample("DU Santé numérique", sure.clone(), ""), OfferRow::sample("Journée cybersécurité", sure, "")],
            count: 31,
        };
        let full = Self {
            proposed: some(Sure::sample("proposed", false, "")),
            to_check: some(Sure::sample("to-be-checked", true, "to-be-checked")),
            ending: some(Sure::sample("checked", true, "checked")),
            signals: vec![SignalRow::sample()],
            signal_count: 1,
            ratings: 4,
            links: vec![LinkRow::sample()],
            looks_at_links: true,
            ..empty.clone()
        };
        vec![("empty", empty), ("full", full)]
    }
}

/// Every offer the team works at.
#[derive(Debug, Clone, Serialize)]
pub struct OffersPage {
    /// What stands around.
    pub frame: Frame,
    /// What is searched for.
    pub words: String,
    /// The status it is narrowed to.
    pub status: String,
    /// Those that can be chosen.
    pub statuses: Vec<&'static str>,
    /// Offers of this page.
    pub rows: Vec<OfferRow>,
    /// How many fit.
    pub total: i64,
    /// The page before.
    pub newer: Option<String>,
    /// The page after.
    pub older: Option<String>,
    /// All that fit, as a table.
    pub csv: String,
}

impl Page for OffersPage {
    const TEMPLATE: &'static str = "pages/referencing/offers.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |rows: Vec<OfferRow>, total| Self {
            frame: Frame::sample_team(),
            words: "santé".into(),
            status: String::new(),
            statuses: vec!["shipped", "proposed", "to-be-checked", "checked", "refused", "withdrawn"],
            rows,
            total,
            newer: None,
            older: Some("/referencement/formations?page=2".into()),
            csv: "/referencement/formations.csv".into(),
        };
        let row = OfferRow::sample("DU Santé numérique", Sure::sample("checked", true, "checked"), "");
        vec![("full", page(vec![row.clone(), row], 62)), ("empty", Self { older: None, ..page(Vec::new(), 0) })]
    }
}

/// One offer before the team.
#[derive(Debug, Clone, Serialize)]
pub struct CasePage {
    /// What stands around.
    pub frame: Frame,
    /// Its page here.
    pub path: String,
    /// Its page in the catalogue.
    pub public: String,
    /// Its title.
    pub title: String,
    /// How sure it is.
    pub sure: Sure,
    /// Whether it came with the program and nobody has touched it.
    pub is_untouched: bool,
    /// Its revision.
    pub seen: i64,
    /// Where it was read: an address that can be opened.
    pub source: String,
    /// What it says.
    pub facts: Vec<Fact>,
    /// What is wrong with it by the rules.
    pub faults: Vec<String>,
    /// What readers say.
    pub signals: Vec<SignalRow>,
    /// What was found at its address.
    pub link: Option<LinkRow>,
    /// What happened.
    pub events: Vec<Happening>,
    /// Whether whoever looks has a hand in it.
    pub is_own: bool,
    /// The words that were typed.
    pub typed: String,
    /// What is wrong with the decision.
    pub errors: Vec<FieldError>,
}

impl Page for CasePage {
    const TEMPLATE: &'static str = "pages/referencing/case.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |sure| Self {
            frame: Frame::sample_team(),
            path: "/referencement/formations/du-sante-numerique".into(),
            public: "/formations/du-sante-numerique".into(),
            title: "DU Santé numérique".into(),
            sure,
            is_untouched: false,
            seen: 3,
            source: "https://univ.example.fr/du".into(),
            facts: sample_facts(),
            faults: Vec::new(),
            signals: vec![SignalRow::sample()],
            link: Some(LinkRow::sample()),
            events: sample_events(),
            is_own: false,
            typed: String::new(),
            errors: Vec::new(),
        };
        let own = Self { is_own: true, faults: vec!["« métiers » manque.".into()], ..page(Sure::sample("to-be-checked", true, "to-be-checked")) };
        let untouched = Self {
            is_untouched: true,
            seen: 0,
            events: Vec::new(),
            signals: Vec::new(),
            link: None,
            ..page(Sure::sample("to-be-checked", true, "to-be-checked"))
        };
        let wrong = Self { typed: String::new(), errors: vec![FieldError::new("motif", "Dites pourquoi.")], ..page(Sure::sample("proposed", false, "")) };
        vec![
            ("proposed", page(Sure::sample("proposed", true, "checked"))),
            ("own", own),
            ("untouched", untouched),
            ("wrong", wrong),
            ("withdrawn", page(Sure::sample("withdrawn", false, ""))),
        ]
    }
}

/// The page on which a reader says that something is wrong.
#[derive(Debug, Clone, Serialize)]
pub struct SignalPage {
    /// The offer's title.
    pub title: String,
    /// Its page.
    pub back: String,
    /// Reasons that can be given.
    pub reasons: Vec<&'static str>,
    /// The one that was chosen.
    pub reason: String,
    /// What was typed.
    pub text: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for SignalPage {
    const TEMPLATE: &'static str = "pages/referencing/signal.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            title: "DU Santé numérique".into(),
            back: "/formations/du-sante-numerique".into(),
            reasons: vec!["closed", "price", "dates", "link", "other"],
            reason: String::new(),
            text: String::new(),
            errors: Vec::new(),
        };
        let wrong = Self { reason: "other".into(), errors: vec![FieldError::new("texte", "Dites ce qui ne va pas.")], ..empty.clone() };
        vec![("empty", empty), ("wrong", wrong)]
    }
}

/// Words of somebody that the team reads.
#[derive(Debug, Clone, Serialize)]
pub struct ReadRow {
    /// The rating.
    pub row: super::ratings::RatingRow,
    /// `module` or `formation`.
    pub kind: &'static str,
    /// What it is about.
    pub subject: String,
    /// When it was changed last, as a number.
    pub seen: i64,
    /// Why somebody reported it; empty where they did not say.
    pub report: Option<String>,
    /// Whether whoever looks wrote it.
    pub is_own: bool,
}

/// Words that wait to be read.
#[derive(Debug, Clone, Serialize)]
pub struct RatingsPage {
    /// What stands around.
    pub frame: Frame,
    /// Words that wait.
    pub waiting: Vec<ReadRow>,
    /// How many wait.
    pub waiting_count: i64,
    /// Words that were reported.
    pub reported: Vec<ReadRow>,
    /// What was typed, of which rating.
    pub typed: (String, String),
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for RatingsPage {
    const TEMPLATE: &'static str = "pages/referencing/ratings.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |report: Option<&str>, is_own| ReadRow {
            row: super::ratings::RatingsPart::samples().swap_remove(1).rows.swap_remove(0),
            kind: "module",
            subject: "mots-de-passe".into(),
            seen: 1,
            report: report.map(str::to_owned),
            is_own,
        };
        let empty =
            Self { frame: Frame::sample_team(), waiting: Vec::new(), waiting_count: 0, reported: Vec::new(), typed: Default::default(), errors: Vec::new() };
        let full = Self {
            waiting: vec![row(None, false), row(None, true)],
            waiting_count: 2,
            reported: vec![row(Some("On reconnaît quelqu’un."), false)],
            ..empty.clone()
        };
        let wrong = Self { errors: vec![FieldError::new("", "Dites pourquoi.")], ..full.clone() };
        vec![("empty", empty), ("full", full), ("wrong", wrong)]
    }
}

/// A list that was sent in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListHead {
    /// Its page.
    pub path: String,
    /// Name of the file.
    pub name: String,
    /// When it came.
    pub at: i64,
    /// Where it stands: read, running, stopped, done.
    pub state: &'static str,
}

/// Lists of offers: sending one in.
#[derive(Debug, Clone, Serialize)]
pub struct ListsPage {
    /// The template around.
    pub base: &'static str,
    /// What stands around.
    pub frame: Frame,
    /// Where it is sent.
    pub action: String,
    /// The last lists.
    pub rows: Vec<ListHead>,
    /// Whether it is the team's.
    pub is_team: bool,
    /// What is wrong with the file.
    pub errors: Vec<FieldError>,
}

impl Page for ListsPage {
    const TEMPLATE: &'static str = "pages/referencing/lists.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            base: "steer.html",
            frame: Frame::sample_office(),
            action: "/pilotage/0199c0de/formations/listes".into(),
            rows: Vec::new(),
            is_team: false,
            errors: Vec::new(),
        };
        let head = ListHead { path: "/referencement/listes/0199c0de".into(), name: "formations.xlsx".into(), at: SAMPLE_NOW, state: "done" };
        let writes = ListHead { state: "running", ..head.clone() };
        let team = Self { base: "referencing.html", frame: Frame::sample_team(), rows: vec![writes, head], is_team: true, ..empty.clone() };
        let wrong = Self { errors: vec![FieldError::new("file", "Ce fichier n’est pas un tableau.")], ..empty.clone() };
        vec![("empty", empty), ("team", team), ("wrong", wrong)]
    }
}

/// A row of a list that is not taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LookRow {
    /// Its line.
    pub line: u32,
    /// Its title.
    pub title: String,
    /// What becomes of it.
    pub verdict: &'static str,
    /// What is wrong, in sentences that say what to do.
    pub faults: Vec<String>,
    /// The offer or the line that it meets.
    pub meets: String,
}

/// A list, before and after it is taken over.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// The template around.
    pub base: &'static str,
    /// What stands around.
    pub frame: Frame,
    /// Its page.
    pub path: String,
    /// Where lists are sent in.
    pub back: String,
    /// Name of the file.
    pub name: String,
    /// Where it stands: read, running, stopped, done.
    pub state: &'static str,
    /// While it is written, and when it was stopped: so many rows of so many.
    pub steps: [usize; 2],
    /// Whether it is the team's.
    pub is_team: bool,
    /// How many rows: added, changed, the same, refused.
    pub counts: [usize; 4],
    /// Heads that are no column.
    pub unknown: Vec<String>,
    /// Rows to mend, the first hundred.
    pub refused: Vec<LookRow>,
    /// Rows that are taken, the first hundred.
    pub taken: Vec<LookRow>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "pages/referencing/list.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |verdict, faults: &[&str]| LookRow {
            line: 12,
            title: "DU Santé numérique".into(),
            verdict,
            faults: faults.iter().map(|f| (*f).to_owned()).collect(),
            meets: if verdict == "twice" { "du-sante-numerique".into() } else { String::new() },
        };
        let good = Self {
            base: "referencing.html",
            frame: Frame::sample_team(),
            path: "/referencement/listes/0199c0de".into(),
            back: "/referencement/listes".into(),
            name: "formations.csv".into(),
            state: "read",
            steps: [0, 0],
            is_team: true,
            counts: [120, 3, 40, 2],
            unknown: vec!["couleur".into()],
            refused: vec![row("faulty", &["« longtemps » ne peut pas être lu."]), row("twice", &[])],
            taken: vec![row("new", &[]), row("changed", &[])],
        };
        let done = Self { state: "done", ..good.clone() };
        let bare = Self { counts: [0; 4], unknown: Vec::new(), refused: Vec::new(), taken: Vec::new(), ..good.clone() };
        let running = Self { state: "running", steps: [4_200, 10_000], ..bare };
        let stopped = Self { state: "stopped", steps: [4_200, 10_000], ..good.clone() };
        let none = Self {
            counts: [0, 0, 4, 0],
            refused: Vec::new(),
            taken: Vec::new(),
            unknown: Vec::new(),
            base: "steer.html",
            frame: Frame::sample_office(),
            is_team: false,
            ..good.clone()
        };
        vec![("good", good), ("running", running), ("stopped", stopped), ("done", done), ("none", none)]
    }
}
