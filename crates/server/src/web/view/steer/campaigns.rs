//! Campaigns, as the organisation runs them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::joining::{Assessed, sample_part};
use super::{Frame, sample_frame};
use crate::render::{Page, Words};
use crate::web::drawing::{Axis, Layer, plot, up_to};
use crate::web::view::listing::Listing;
use crate::web::view::{FieldError, SAMPLE_NOW};

/// `GET /pilotage/{organisation}/campagnes`
#[derive(Debug, Clone, Serialize)]
pub struct CampaignsPage {
    /// What stands around.
    pub frame: Frame,
    /// Where they are.
    pub path: String,
    /// Whether whoever looks may make one.
    pub runs: bool,
    /// Words that were looked for.
    pub words: String,
    /// Which are shown: a phase, or empty for all.
    pub phase: String,
    /// The campaigns found, the newest first.
    pub rows: Vec<CampaignRow>,
    /// How many there are in all.
    pub all: usize,
}

/// A campaign in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CampaignRow {
    /// Where it is.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its code, as it is read out.
    pub code: String,
    /// `draft`, `planned`, `open` or `over`.
    pub phase: &'static str,
    /// From when on.
    pub opens_at: Option<i64>,
    /// Until when.
    pub ends_at: Option<i64>,
    /// Whether nobody is asked who they are.
    pub is_anonymous: bool,
    /// How many people began.
    pub began: i64,
    /// How many of these finished.
    pub finished: i64,
}

/// Something to tick or choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Its value.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A domain with its competences to tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DomainTicks {
    /// Short name.
    pub name: String,
    /// Its competences.
    pub competences: Vec<Tick>,
}

/// `GET /pilotage/{organisation}/campagnes/nouvelle`, before anything is chosen.
#[derive(Debug, Clone, Serialize)]
pub struct OccasionsPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form of an occasion is: its code is to be added.
    pub path: String,
    /// Codes of the occasions.
    pub occasions: Vec<&'static str>,
}

/// The form of a campaign: a new one, or one that is changed.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "what a form shows, each by itself")]
pub struct EditorPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form leads.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// Whether it is a new one.
    pub is_new: bool,
    /// Whether it is open already: its first day is past.
    pub is_open: bool,
    /// Whether somebody has begun: what is assessed stays.
    pub is_begun: bool,
    /// The occasion it is made from.
    pub template: String,
    /// Its `updated_at` when it was read.
    pub read_at: i64,
    /// Title.
    pub title: String,
    /// `everybody`, `groups` or `open`.
    pub audience: &'static str,
    /// Units to tick.
    pub units: Vec<Tick>,
    /// Cohorts to tick.
    pub cohorts: Vec<Tick>,
    /// Where people of the organisation are added.
    pub people: String,
    /// Last day, `YYYY-MM-DD`; empty for none.
    pub closes: String,
    /// First day, `YYYY-MM-DD`; empty for now or a draft.
    pub opens: String,
    /// What is said before people begin.
    pub intro: String,
    /// Whether only some competences are assessed.
    pub is_part: bool,
    /// The competences, by domain.
    pub domains: Vec<DomainTicks>,
    /// Levels to reach.
    pub targets: Vec<Tick>,
    /// Whether nobody is asked who they are.
    pub is_anonymous: bool,
    /// How often one may take it.
    pub sittings: i64,
    /// Whether people are reminded.
    pub reminds: bool,
    /// Earlier campaigns to compare with.
    pub previous: Vec<Tick>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Language of the names of competences.
    pub content_lang: &'static str,
}

/// `GET /pilotage/{organisation}/campagnes/{campaign}`
#[derive(Debug, Clone, Serialize)]
pub struct BoardPage {
    /// What stands around.
    pub frame: Frame,
    /// Where it is.
    pub path: String,
    /// Where its results are.
    pub results: String,
    /// Where a copy of it is begun.
    pub copy: String,
    /// Whether whoever looks may change it.
    pub runs: bool,
    /// Title.
    pub title: String,
    /// The code, as it is read out.
    pub code: String,
    /// The link to give.
    pub link: String,
    /// `draft`, `planned`, `open` or `over`.
    pub phase: &'static str,
    /// From when on.
    pub opens_at: Option<i64>,
    /// Until when.
    pub ends_at: Option<i64>,
    /// Whether nobody is asked who they are.
    pub is_anonymous: bool,
    /// `everybody`, `groups` or `open`.
    pub audience: &'static str,
    /// Names of the units and cohorts it is for.
    pub groups: Vec<String>,
    /// What is assessed.
    pub assessed: Assessed,
    /// Questions at the most.
    pub questions: u32,
    /// Minutes at the most.
    pub minutes: u32,
    /// How often one may take it.
    pub sittings: i64,
    /// Whether people are reminded.
    pub reminds: bool,
    /// Mails that left.
    pub mails: i64,
    /// For how many listed people it is.
    pub expected: i64,
    /// How many people began.
    pub began: i64,
    /// How many of these finished.
    pub finished: i64,
    /// By unit, the least advanced first.
    pub rows: Vec<UnitRow>,
    /// By day: the day in microseconds UTC, sittings begun, sittings finished.
    pub days: Vec<(i64, i64, i64)>,
    /// Now, for the picture.
    pub now: i64,
    /// Language of the names of competences.
    pub content_lang: &'static str,
}

/// How far a unit has come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitRow {
    /// Its name; absent for those who are in none.
    pub name: Option<String>,
    /// Where its participants are, if they have names.
    pub path: Option<String>,
    /// For how many of it the campaign is.
    pub expected: i64,
    /// How many of them began.
    pub began: i64,
    /// How many of these finished.
    pub finished: i64,
}

/// `GET /pilotage/{organisation}/campagnes/{campaign}/participants`
#[derive(Debug, Clone, Serialize)]
pub struct ParticipantsPage {
    /// What stands around.
    pub frame: Frame,
    /// The campaign.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// `finished`, `begun`, `not-begun`, `not-finished`, `shared`; empty for all.
    pub progress: String,
    /// Units to narrow by.
    pub units: Vec<Tick>,
    /// `nom` or `avancement`.
    pub order: &'static str,
    /// The page.
    pub rows: Vec<ParticipantRow>,
    /// How many there are in all.
    pub all: i64,
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParticipantRow {
    /// Where the organisation keeps what it knows of them.
    pub path: String,
    /// Family name and given names.
    pub name: String,
    /// Number in the organisation.
    pub number: Option<String>,
    /// Their trade.
    pub trade: Option<String>,
    /// Their unit.
    pub unit: Option<String>,
    /// `finished`, `begun` or `not-begun`.
    pub progress: &'static str,
    /// When that was.
    pub at: Option<i64>,
    /// How often they began.
    pub sittings: i64,
    /// Whether they show a result.
    pub is_shown: bool,
    /// Whether they have left.
    pub has_left: bool,
    /// Whether mails reach them.
    pub has_address: bool,
}

/// A question before an act that cannot be undone.
#[derive(Debug, Clone, Serialize)]
pub struct CampaignActPage {
    /// What stands around.
    pub frame: Frame,
    /// `close` or `delete`.
    pub act: &'static str,
    /// Where the form leads.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// The campaign's title.
    pub title: String,
    /// How many have begun and not finished.
    pub under_way: i64,
}

impl Page for CampaignsPage {
    const TEMPLATE: &'static str = "pages/steer/campaigns.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |title: &str, phase, began, finished| CampaignRow {
            path: "/pilotage/0199/campagnes/0199".into(),
            title: title.into(),
            code: "KMPX 3479".into(),
            phase,
            opens_at: (phase != "draft").then_some(SAMPLE_NOW),
            ends_at: (phase != "open").then_some(SAMPLE_NOW + 14 * 86_400_000_000),
            is_anonymous: phase == "over",
            began,
            finished,
        };
        let rows = vec![
            row("Accueil des nouveaux arrivants", "open", 34, 28),
            row("Étudiants de deuxième année, promotion 2025-2028, instituts de Lille et de Valenciennes", "planned", 0, 0),
            row("Après l’exercice cyber", "over", 118, 112),
            row("Télésanté", "draft", 0, 0),
        ];
        let full = Self {
            frame: sample_frame("campaigns"),
            path: "/pilotage/0199/campagnes".into(),
            runs: true,
            words: String::new(),
            phase: String::new(),
            all: rows.len(),
            rows,
        };
        let none_found = Self { rows: Vec::new(), words: "zzz".into(), phase: "open".into(), ..full.clone() };
        let empty = Self { rows: Vec::new(), all: 0, ..full.clone() };
        vec![("full", full), ("none-found", none_found), ("empty", empty.clone()), ("empty-read", Self { runs: false, ..empty })]
    }
}

impl Page for OccasionsPage {
    const TEMPLATE: &'static str = "pages/steer/occasions.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let occasions = domain::campaign::TEMPLATES.iter().map(|template| template.code).collect();
        vec![("all", Self { frame: sample_frame("campaigns"), path: "/pilotage/0199/campagnes/nouvelle".into(), occasions })]
    }
}

impl Page for EditorPage {
    const TEMPLATE: &'static str = "pages/steer/campaign-form.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let tick = |id: &str, name: &str, is_chosen| Tick { id: id.into(), name: name.into(), is_chosen };
        let new = Self {
            frame: sample_frame("campaigns"),
            action: "/pilotage/0199/campagnes/nouvelle".into(),
            back: "/pilotage/0199/campagnes".into(),
            is_new: true,
            is_open: false,
            is_begun: false,
            template: "students".into(),
            read_at: 0,
            title: "Étudiants de deuxième année".into(),
            audience: "groups",
            units: vec![tick("1", "Urgences", false), tick("2", "Bloc opératoire", true)],
            cohorts: vec![tick("3", "Promotion 2025-2028", true)],
            people: "/pilotage/0199/personnes".into(),
            closes: "2026-12-12".into(),
            opens: String::new(),
            intro: "Bonjour,\n\nce positionnement prépare vos 28 heures.".into(),
            is_part: false,
            domains: vec![DomainTicks {
                name: "Cybersécurité".into(),
                competences: vec![tick("2.1", "Concevoir et maintenir sécurisé son environnement numérique", true)],
            }],
            targets: vec![tick("socle", "Socle", true), tick("avance", "Avancé", false)],
            is_anonymous: false,
            sittings: 2,
            reminds: true,
            previous: vec![tick("0199", "Étudiants de deuxième année (2025)", false)],
            errors: Vec::new(),
            content_lang: "fr",
        };
        let refused = Self {
            title: String::new(),
            errors: vec![FieldError::new("title", "Il manque un titre."), FieldError::new("closes", "Ce jour est passé.")],
            ..new.clone()
        };
        let bare = Self { units: Vec::new(), cohorts: Vec::new(), previous: Vec::new(), audience: "everybody", ..new.clone() };
        let open = Self { is_new: false, is_open: true, is_begun: true, is_part: true, read_at: 7, ..new.clone() };
        vec![("new", new), ("refused", refused), ("bare", bare), ("open", open)]
    }
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "pages/steer/board.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: Option<&str>, expected, began, finished| UnitRow {
            name: name.map(str::to_owned),
            path: Some("/pilotage/0199/campagnes/0199/participants?service=1".into()),
            expected,
            began,
            finished,
        };
        let day = |n: i64, began, finished| (SAMPLE_NOW + n * 86_400_000_000, began, finished);
        let open = Self {
            frame: sample_frame("campaigns"),
            path: "/pilotage/0199/campagnes/0199".into(),
            results: "/pilotage/0199/campagnes/0199/resultats".into(),
            copy: "/pilotage/0199/campagnes/nouvelle?copie=0199".into(),
            runs: true,
            title: "Étudiants de deuxième année".into(),
            code: "KMPX 3479".into(),
            link: "https://socle.example/campagne/KMPX3479".into(),
            phase: "open",
            opens_at: Some(SAMPLE_NOW),
            ends_at: Some(SAMPLE_NOW + 20 * 86_400_000_000),
            is_anonymous: false,
            audience: "groups",
            groups: vec!["Promotion 2025-2028".into(), "Urgences".into()],
            assessed: Assessed { is_whole: true, domains: Vec::new() },
            questions: 23,
            minutes: 20,
            sittings: 1,
            reminds: true,
            mails: 118,
            expected: 120,
            began: 84,
            finished: 71,
            rows: vec![
                row(Some("Urgences"), 18, 4, 2),
                row(Some("Médecine polyvalente"), 44, 30, 26),
                row(Some("Bloc opératoire"), 8, 8, 8),
                row(None, 50, 42, 35),
            ],
            days: vec![day(0, 22, 14), day(1, 31, 20), day(2, 9, 17), day(6, 20, 18), day(9, 2, 2)],
            now: SAMPLE_NOW + 10 * 86_400_000_000,
            content_lang: "fr",
        };
        let draft = Self {
            phase: "draft",
            opens_at: None,
            ends_at: None,
            began: 0,
            finished: 0,
            mails: 0,
            days: Vec::new(),
            rows: vec![row(Some("Urgences"), 18, 0, 0)],
            ..open.clone()
        };
        let over = Self {
            phase: "over",
            is_anonymous: true,
            audience: "everybody",
            groups: Vec::new(),
            assessed: sample_part(),
            sittings: 2,
            rows: vec![UnitRow { path: None, ..row(Some("Urgences"), 18, 4, 2) }],
            ..open.clone()
        };
        let planned = Self {
            phase: "planned",
            opens_at: Some(SAMPLE_NOW),
            audience: "open",
            expected: 0,
            rows: Vec::new(),
            groups: Vec::new(),
            reminds: false,
            ..draft.clone()
        };
        let read = Self { runs: false, days: vec![day(0, 1, 1)], ..open.clone() };
        vec![("open", open), ("draft", draft), ("over", over), ("planned", planned), ("read", read)]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        if self.days.is_empty() { BTreeMap::new() } else { BTreeMap::from([("days", self.by_day(words))]) }
    }
}

const DAY: i64 = 86_400_000_000;

impl BoardPage {
    /// How many had begun and finished on each day since it opened.
    fn by_day(&self, words: Words<'_>) -> String {
        let first = self.days.iter().map(|day| day.0).chain(self.opens_at).min().unwrap_or(self.now) / DAY;
        let until = self.days.iter().map(|day| day.0).chain([self.ends_at.map_or(self.now, |end| end.min(self.now))]).max().unwrap_or(self.now) / DAY;
        let last = (until - first).max(1);
        let (mut begun, mut finished) = (vec![(0.0, 0.0)], vec![(0.0, 0.0)]);
        let (mut sum_begun, mut sum_finished) = (0, 0);
        for day in 0..=last {
            let today = self.days.iter().filter(|(at, ..)| at / DAY - first == day);
            for (_, began, ended) in today {
                sum_begun += began;
                sum_finished += ended;
            }
            begun.push(((day + 1) as f64, sum_begun as f64));
            finished.push(((day + 1) as f64, sum_finished as f64));
        }
        let number = |value: f64, digits: usize| crate::render::Texts::decimal(words.lang, value, digits);
        let step = ((last + 1) as f64 / 6.0).ceil().max(1.0);
        let ticks = (0..=6).map(|n| f64::from(n) * step).filter(|at| *at <= (last + 1) as f64).map(|at| (at, number(at, 0))).collect();
        let across = Axis { low: 0.0, high: (last + 1) as f64, ticks, name: words.say("board-days-across", &[]) };
        let up = up_to(sum_begun.max(sum_finished) as f64, words.say("board-days-up", &[]), number);
        let title = words.say("board-days-said", &[("begun", sum_begun.into()), ("finished", sum_finished.into()), ("days", (last + 1).into())]);
        plot(&title, &across, &up, &[Layer::Line("plot-before", begun), Layer::Line("plot-now", finished)])
    }
}

impl Page for ParticipantsPage {
    const TEMPLATE: &'static str = "pages/steer/participants.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, progress, at: Option<i64>| ParticipantRow {
            path: "/pilotage/0199/personnes/0199".into(),
            name: name.into(),
            number: Some("E-104".into()),
            trade: Some("Infirmier, infirmière".into()),
            unit: Some("Urgences".into()),
            progress,
            at,
            sittings: i64::from(at.is_some()),
            is_shown: false,
            has_left: false,
            has_address: true,
        };
        let rows = vec![
            ParticipantRow { has_address: false, number: None, trade: None, unit: None, ..row("Alvès Inès", "not-begun", None) },
            row("Lefèvre Zoé", "begun", Some(SAMPLE_NOW)),
            ParticipantRow { is_shown: true, sittings: 2, ..row("N’Diaye Awa", "finished", Some(SAMPLE_NOW)) },
            ParticipantRow { has_left: true, ..row("Roux Camille", "finished", Some(SAMPLE_NOW)) },
        ];
        let full = Self {
            frame: sample_frame("campaigns"),
            path: "/pilotage/0199/campagnes/0199".into(),
            title: "Étudiants de deuxième année".into(),
            listing: Listing::sample("", 120, 2),
            progress: String::new(),
            units: vec![Tick { id: "1".into(), name: "Urgences".into(), is_chosen: false }],
            order: "avancement",
            rows,
            all: 120,
        };
        let empty =
            Self { rows: Vec::new(), listing: Listing::sample("zzz", 0, 1), progress: "not-begun".into(), order: "nom", units: Vec::new(), ..full.clone() };
        vec![("full", full), ("empty", empty.clone()), ("nobody", Self { all: 0, listing: Listing::sample("", 0, 1), progress: String::new(), ..empty })]
    }
}

impl Page for CampaignActPage {
    const TEMPLATE: &'static str = "pages/steer/campaign-act.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let close = Self {
            frame: sample_frame("campaigns"),
            act: "close",
            action: "/pilotage/0199/campagnes/0199/fermer".into(),
            back: "/pilotage/0199/campagnes/0199".into(),
            title: "Étudiants de deuxième année".into(),
            under_way: 13,
        };
        vec![("close", close.clone()), ("close-none", Self { under_way: 0, ..close.clone() }), ("delete", Self { act: "delete", under_way: 0, ..close })]
    }
}
