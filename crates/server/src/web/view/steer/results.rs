//! What results add up to.

use std::collections::BTreeMap;

use serde::Serialize;

use super::joining::{SharePage, ShownResult};
use super::{Frame, sample_frame};
use crate::render::{Page, Words};
use crate::web::bars::{Bar, Heading, bars};
use crate::web::chart::Format;
use crate::web::view::Level;
#[cfg(test)]
use crate::{
    render::{RenderError, Renderer},
    web::view::{Rendered, render},
};

/// Where somebody stands among the pages of a campaign's results.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Identifier of the campaign.
    pub campaign: String,
    /// Its title.
    pub title: String,
    /// Where its pages begin.
    pub path: String,
    /// `all`, `unit`, `trade`, `questions`.
    pub here: &'static str,
}

/// Which people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Who {
    /// `everybody`, `unit` or `trade`.
    pub kind: &'static str,
    /// Name of the unit or trade; empty for everybody, and for those of whom it is not known.
    pub name: String,
    /// Where more is said of them.
    pub path: String,
}

/// A share of people, and where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reach {
    /// Between 0 and 1.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A group in a domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainRow {
    /// Short name.
    pub name: String,
    /// Shares of the four levels, lowest first.
    pub levels: [f64; 4],
    /// Share at the target.
    pub reached: Reach,
    /// Its competences.
    pub competences: Vec<CompetenceRow>,
}

/// A group in a competence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompetenceRow {
    /// Wording.
    pub title: String,
    /// Share at the target.
    pub reached: Reach,
    /// Questions answered there.
    pub answered: i64,
}

/// Something to train.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NeedRow {
    /// Short name of the domain.
    pub domain: String,
    /// For whom.
    pub who: Who,
    /// How many they are.
    pub people: i64,
    /// Share not yet at the target.
    pub below: Reach,
    /// The competence with which to begin.
    pub first: Option<String>,
}

/// What changed in a domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRow {
    /// Short name of the domain.
    pub name: String,
    /// Share at the target before.
    pub before: f64,
    /// Share at the target now.
    pub after: f64,
    /// Their difference, in points of a hundred, and where it lies.
    pub points: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// `rose`, `fell`, `same`.
    pub verdict: &'static str,
}

/// What changed since another campaign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// Its title.
    pub since: String,
    /// How many people there were.
    pub people: i64,
    /// Domain by domain.
    pub rows: Vec<ChangeRow>,
}

/// How much of what there is is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Finished.
    pub finished: i64,
    /// Part of what is shown.
    pub shown: i64,
    /// The others.
    pub waiting: i64,
    /// When results last became visible.
    pub last: Option<i64>,
    /// Shown to the organisation by their own person.
    pub shared: i64,
    /// Whether the campaign is over.
    pub is_over: bool,
    /// Whether who looks may show what waits now.
    pub may_show: bool,
}

/// `GET …/campagnes/{campaign}/resultats`, and the same of a unit or a trade.
#[derive(Debug, Clone, Serialize)]
pub struct GroupPage {
    /// What stands around.
    pub frame: Frame,
    /// Which campaign.
    pub place: Place,
    /// Which people.
    pub who: Who,
    /// How many; none while nothing of them is shown.
    pub people: i64,
    /// The level to reach.
    pub target: Level,
    /// Domains, in the order of the framework.
    pub domains: Vec<DomainRow>,
    /// What to train first.
    pub needs: Vec<NeedRow>,
    /// What changed since the campaign before.
    pub changes: Option<Changes>,
    /// How much is shown.
    pub standing: Standing,
    /// Probability of the intervals.
    pub interval: f64,
}

/// A group in a list of groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupRow {
    /// Who.
    pub who: Who,
    /// How many.
    pub people: i64,
    /// Share at the target in each domain, and how full its cell is, 0 to 9; none for what was not assessed.
    pub cells: Vec<Option<(Reach, u8)>>,
}

/// `GET …/campagnes/{campaign}/resultats/services` and `/metiers`
#[derive(Debug, Clone, Serialize)]
pub struct GroupsPage {
    /// What stands around.
    pub frame: Frame,
    /// Which campaign.
    pub place: Place,
    /// The level to reach.
    pub target: Level,
    /// Short names of the domains.
    pub domains: Vec<String>,
    /// By which it is sorted: `name`, `people`, or the place of a domain.
    pub sorted: String,
    /// Everybody, then the groups.
    pub rows: Vec<GroupRow>,
    /// How many people are in groups that are too small to be shown.
    pub unsaid: i64,
}

/// A question, and what was answered.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRow {
    /// Its title; the identifier where its text can no longer be read.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// Why the answer is what it is.
    pub explanation: String,
    /// Language of all that.
    pub content_lang: String,
    /// Short name of its domain.
    pub domain: String,
    /// How many answered.
    pub answers: i64,
    /// Share who had not everything right.
    pub missed: Reach,
    /// Share who said that they do not know.
    pub unknown: f64,
    /// What was answered most: the words, the share, whether it is right.
    pub given: Vec<GivenRow>,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GivenRow {
    /// What it was; empty where `kind` says it.
    pub label: String,
    /// `right`, `idea`, `other`, or empty for an answer of the author.
    pub kind: &'static str,
    /// Share who gave it.
    pub share: f64,
    /// Whether it is right.
    pub is_right: bool,
}

/// `GET …/campagnes/{campaign}/questions`
#[derive(Debug, Clone, Serialize)]
pub struct QuestionsPage {
    /// What stands around.
    pub frame: Frame,
    /// Which campaign.
    pub place: Place,
    /// The most missed first.
    pub rows: Vec<QuestionRow>,
    /// How many there are.
    pub total: usize,
    /// Which page of how many, from 1.
    pub page: usize,
    /// Pages.
    pub pages: usize,
}

/// Somebody who shows their result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedRow {
    /// As the organisation knows them.
    pub name: String,
    /// When they had finished.
    pub finished_at: Option<i64>,
    /// Where it is read.
    pub path: String,
}

/// `GET …/campagnes/{campaign}/resultats/partages`
#[derive(Debug, Clone, Serialize)]
pub struct SharedListPage {
    /// What stands around.
    pub frame: Frame,
    /// Which campaign.
    pub place: Place,
    /// By name.
    pub rows: Vec<SharedRow>,
    /// Which page, from 1.
    pub page: usize,
    /// Whether there is another.
    pub has_more: bool,
}

/// `GET …/campagnes/{campaign}/resultats/partages/{participation}`
#[derive(Debug, Clone, Serialize)]
pub struct SharedResultPage {
    /// What stands around.
    pub frame: Frame,
    /// Which campaign.
    pub place: Place,
    /// Whose, as the organisation knows them.
    pub name: String,
    /// Since when it is shown.
    pub since: i64,
    /// What their consent page showed them.
    pub shown: ShownResult,
}

/// `GET …/campagnes/{campaign}/resultats/montrer`: what it costs.
#[derive(Debug, Clone, Serialize)]
pub struct ShowNowPage {
    /// What stands around.
    pub frame: Frame,
    /// Which campaign.
    pub place: Place,
    /// How many wait.
    pub waiting: u32,
    /// Told with everything.
    pub whole: u32,
    /// Told without their trade.
    pub without_trade: u32,
    /// Told without their unit.
    pub without_unit: u32,
    /// Told in the whole only.
    pub without_both: u32,
    /// Not told.
    pub held: u32,
    /// Whether the campaign is over.
    pub is_over: bool,
}

/// A campaign of an organisation's results.
#[derive(Debug, Clone, Serialize)]
pub struct CampaignRow {
    /// Its title.
    pub title: String,
    /// When it began.
    pub opens_at: Option<i64>,
    /// Of how many people results are shown.
    pub people: i64,
    /// Where its results are.
    pub path: String,
}

/// `GET /pilotage/{organisation}/resultats`
#[derive(Debug, Clone, Serialize)]
pub struct OverviewPage {
    /// What stands around.
    pub frame: Frame,
    /// The period: `12`, `24` (months) or `all`.
    pub period: &'static str,
    /// How many results.
    pub people: i64,
    /// Domains, in the order of the framework.
    pub domains: Vec<DomainRow>,
    /// What to train first.
    pub needs: Vec<NeedRow>,
    /// By trade.
    pub trades: Vec<GroupRow>,
    /// The organisations that belong to it.
    pub children: Vec<GroupRow>,
    /// Its campaigns of which something is shown.
    pub campaigns: Vec<CampaignRow>,
    /// Probability of the intervals.
    pub interval: f64,
}

fn level_bars(domains: &[DomainRow], target: Level, words: Words<'_>) -> BTreeMap<&'static str, String> {
    if domains.is_empty() {
        return BTreeMap::new();
    }
    let percent = |share: f64| words.texts.percent(words.lang, share);
    let level = words.say(target.key(), &[]);
    let heading = Heading { title: words.say("results-picture", &[("level", level.into())]), levels: Level::ALL.map(|level| words.say(level.key(), &[])) };
    let bar = |row: &DomainRow| Bar {
        name: row.name.clone(),
        levels: row.levels,
        below: (1.0 - row.reached.high, 1.0 - row.reached.low),
        reached: words.texts.percent_short(words.lang, row.reached.share),
    };
    let rows: Vec<Bar> = domains.iter().map(bar).collect();
    [("wide", Format::Wide), ("narrow", Format::Narrow)].into_iter().map(|(name, format)| (name, bars(&heading, &rows, format, percent))).collect()
}

impl Page for GroupPage {
    const TEMPLATE: &'static str = "pages/steer/results.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("campaigns"),
            place: sample_place("all"),
            who: everybody(),
            people: 214,
            target: Level::Socle,
            domains: sample_domains(),
            needs: sample_needs(),
            changes: Some(sample_changes()),
            standing: Standing { finished: 226, shown: 214, waiting: 12, last: Some(crate::web::view::SAMPLE_NOW), shared: 3, is_over: false, may_show: true },
            interval: 0.95,
        };
        let standing = Standing { finished: 4, shown: 0, waiting: 4, last: None, shared: 0, is_over: false, may_show: false };
        let empty = Self { people: 0, domains: Vec::new(), needs: Vec::new(), changes: None, standing, ..full.clone() };
        let nobody = Self { standing: Standing { finished: 0, waiting: 0, ..standing }, ..empty.clone() };
        let over = Self { standing: Standing { finished: 7, waiting: 7, is_over: true, ..standing }, ..empty.clone() };
        let unit = Self {
            who: Who { kind: "unit", name: "Urgences, unité d’hospitalisation de courte durée et service mobile".into(), path: String::new() },
            people: 23,
            needs: sample_needs().into_iter().take(2).collect(),
            changes: None,
            ..full.clone()
        };
        let hidden = Self { who: Who { kind: "trade", name: "Orthoptiste".into(), path: String::new() }, people: 0, domains: Vec::new(), ..full.clone() };
        let plain = Self { needs: Vec::new(), changes: None, ..full.clone() };
        vec![("full", full), ("nothing-urgent", plain), ("too-few", empty), ("nobody", nobody), ("over-too-few", over), ("unit", unit), ("hidden", hidden)]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        level_bars(&self.domains, self.target, words)
    }
}

impl Page for GroupsPage {
    const TEMPLATE: &'static str = "pages/steer/result-groups.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("campaigns"),
            place: sample_place("unit"),
            target: Level::Socle,
            domains: sample_domains().into_iter().map(|domain| domain.name).collect(),
            sorted: "name".into(),
            rows: sample_groups(),
            unsaid: 31,
        };
        let trades = Self { place: sample_place("trade"), sorted: "1".into(), unsaid: 0, rows: sample_groups().into_iter().take(2).collect(), ..full.clone() };
        let empty = Self { rows: Vec::new(), unsaid: 0, ..full.clone() };
        vec![("full", full), ("trades", trades), ("empty", empty)]
    }
}

impl Page for QuestionsPage {
    const TEMPLATE: &'static str = "pages/steer/result-questions.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self { frame: sample_frame("campaigns"), place: sample_place("questions"), rows: sample_questions(), total: 43, page: 2, pages: 3 };
        let empty = Self { rows: Vec::new(), total: 0, page: 1, pages: 1, ..full.clone() };
        vec![("full", full), ("empty", empty)]
    }
}

impl Page for SharedListPage {
    const TEMPLATE: &'static str = "pages/steer/result-shared.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str| SharedRow { name: name.into(), finished_at: Some(crate::web::view::SAMPLE_NOW), path: "/pilotage/x".into() };
        let full = Self {
            frame: sample_frame("campaigns"),
            place: sample_place("shared"),
            rows: vec![row("Aïcha Benali"), row("Marie-Thérèse Le Guen-Kerbellec de la Villemarqué")],
            page: 2,
            has_more: true,
        };
        let empty = Self { rows: Vec::new(), page: 1, has_more: false, ..full.clone() };
        vec![("full", full), ("empty", empty)]
    }
}

impl Page for SharedResultPage {
    const TEMPLATE: &'static str = "pages/steer/result-of-one.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let shares = <SharePage as Page>::samples().into_iter().map(|(sample, page)| {
            let name = "Aïcha Benali".into();
            let since = crate::web::view::SAMPLE_NOW;
            (sample, Self { frame: sample_frame("campaigns"), place: sample_place("shared"), name, since, shown: page.shown })
        });
        shares.collect()
    }
}

impl Page for ShowNowPage {
    const TEMPLATE: &'static str = "pages/steer/result-show-now.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("campaigns"),
            place: sample_place("all"),
            waiting: 38,
            whole: 14,
            without_trade: 11,
            without_unit: 0,
            without_both: 10,
            held: 3,
            is_over: false,
        };
        let free = Self { waiting: 36, whole: 24, without_unit: 12, without_trade: 0, without_both: 0, held: 0, ..full.clone() };
        let nothing = Self { waiting: 6, whole: 0, without_trade: 0, without_both: 0, held: 6, ..full.clone() };
        vec![("full", full), ("free", free), ("too-few", nothing)]
    }
}

impl Page for OverviewPage {
    const TEMPLATE: &'static str = "pages/steer/results-overview.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let campaign = |title: &str, people| CampaignRow {
            title: title.into(),
            opens_at: Some(crate::web::view::SAMPLE_NOW),
            people,
            path: "/pilotage/x/campagnes/y/resultats".into(),
        };
        let full = Self {
            frame: sample_frame("results"),
            period: "12",
            people: 318,
            domains: sample_domains(),
            needs: sample_needs(),
            trades: sample_groups(),
            children: Vec::new(),
            campaigns: vec![campaign("Arrivées de novembre", 214), campaign("Après l’exercice cyber", 104)],
            interval: 0.95,
        };
        let group = Self { children: sample_groups(), ..full.clone() };
        let empty = Self { people: 0, domains: Vec::new(), needs: Vec::new(), trades: Vec::new(), campaigns: Vec::new(), period: "all", ..full.clone() };
        vec![("full", full), ("group", group), ("empty", empty)]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        level_bars(&self.domains, Level::Socle, words)
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<GroupPage>(renderer, out)?;
    render::<GroupsPage>(renderer, out)?;
    render::<QuestionsPage>(renderer, out)?;
    render::<ShowNowPage>(renderer, out)?;
    render::<SharedListPage>(renderer, out)?;
    render::<SharedResultPage>(renderer, out)?;
    super::report::tests::render_all(renderer);
    render::<OverviewPage>(renderer, out)
}

fn everybody() -> Who {
    Who { kind: "everybody", name: String::new(), path: String::new() }
}

fn sample_place(here: &'static str) -> Place {
    Place {
        campaign: "0199c0de-0000-7000-8000-0000000000aa".into(),
        title: "Arrivées de novembre".into(),
        path: "/pilotage/0199c0de-0000-7000-8000-000000000001/campagnes/0199c0de-0000-7000-8000-0000000000aa".into(),
        here,
    }
}

fn sample_reach(share: f64) -> Reach {
    Reach { share, low: share - 0.06, high: share + 0.05 }
}

pub(super) fn sample_domains() -> Vec<DomainRow> {
    let row = |name: &str, levels: [f64; 4]| DomainRow {
        name: name.into(),
        levels,
        reached: sample_reach(1.0 - levels[0]),
        competences: vec![
            CompetenceRow { title: "Identifier un usager ou un professionnel de santé".into(), reached: sample_reach(0.71), answered: 310 },
            CompetenceRow {
                title: "Échanger et partager des données en respectant le secret professionnel".into(), reached: sample_reach(0.44), answered: 0
            },
        ],
    };
    vec![
        row("Données de santé", [0.28, 0.45, 0.2, 0.07]),
        row("Cybersécurité", [0.62, 0.28, 0.08, 0.02]),
        row("Communication", [0.18, 0.5, 0.24, 0.08]),
        row("Outils numériques", [0.31, 0.41, 0.2, 0.08]),
        row("Télésanté", [0.44, 0.4, 0.12, 0.04]),
    ]
}

pub(super) fn sample_needs() -> Vec<NeedRow> {
    let unit = |name: &str| Who { kind: "unit", name: name.into(), path: "/pilotage/x/campagnes/y/resultats/services/z".into() };
    let need = |domain: &str, who: Who, people, share| NeedRow {
        domain: domain.into(),
        who,
        people,
        below: sample_reach(share),
        first: Some("Reconnaître un message ou une demande qui cherche à tromper".into()),
    };
    vec![
        need("Cybersécurité", unit("Services de nuit"), 42, 0.74),
        need("Cybersécurité", everybody(), 214, 0.62),
        NeedRow { first: None, ..need("Télésanté", Who { kind: "trade", name: "Aide-soignant, aide-soignante".into(), path: String::new() }, 58, 0.55) },
        need("Outils numériques", Who { kind: "unit", name: String::new(), path: String::new() }, 12, 0.5),
    ]
}

pub(super) fn sample_changes() -> Changes {
    let row = |name: &str, before: f64, after: f64, verdict| ChangeRow {
        name: name.into(),
        before,
        after,
        points: (after - before) * 100.0,
        low: (after - before) * 100.0 - 7.0,
        high: (after - before) * 100.0 + 7.0,
        verdict,
    };
    Changes {
        since: "Arrivées de mai".into(),
        people: 187,
        rows: vec![row("Données de santé", 0.6, 0.72, "rose"), row("Cybersécurité", 0.4, 0.38, "same"), row("Communication", 0.9, 0.82, "fell")],
    }
}

pub(super) fn sample_groups() -> Vec<GroupRow> {
    let cell = |share: f64| Some((sample_reach(share), (share * 10.0).min(9.0) as u8));
    let row = |kind, name: &str, people, cells: [f64; 5]| GroupRow {
        who: Who { kind, name: name.into(), path: "/pilotage/x".into() },
        people,
        cells: cells.map(cell).to_vec(),
    };
    let mut night = row("unit", "Services de nuit", 42, [0.6, 0.26, 0.8, 0.55, 0.5]);
    night.cells[4] = None;
    vec![
        row("everybody", "", 214, [0.72, 0.38, 0.82, 0.69, 0.56]),
        night,
        row("unit", "Urgences, unité d’hospitalisation de courte durée et service mobile", 23, [0.91, 0.47, 0.93, 0.7, 0.61]),
        row("unit", "", 12, [0.5, 0.4, 0.6, 0.5, 0.5]),
        row("trade", "", 11, [0.5, 0.4, 0.6, 0.5, 0.5]),
    ]
}

pub(super) fn sample_questions() -> Vec<QuestionRow> {
    let given = |label: &str, kind, share, is_right| GivenRow { label: label.into(), kind, share, is_right };
    let row = QuestionRow {
        title: "Un poste laissé ouvert".into(),
        question: "Une collègue s’est absentée et sa session est restée ouverte. Que faites-vous ?".into(),
        explanation: "Ce qui est écrit sous sa session l’est en son nom : verrouillez-la, puis ouvrez la vôtre.".into(),
        content_lang: "fr".into(),
        domain: "Cybersécurité".into(),
        answers: 84,
        missed: Reach { share: 0.61, low: 0.5, high: 0.71 },
        unknown: 0.05,
        given: vec![
            given("Je note vite ma transmission sous sa session : le patient attend.", "", 0.41, false),
            given("Je verrouille sa session et j’ouvre la mienne.", "", 0.39, true),
            given("Signaler", "right", 0.12, false),
            given("", "idea", 0.1, false),
            given("", "other", 0.05, false),
        ],
    };
    let lost = QuestionRow { title: "t-042".into(), question: String::new(), explanation: String::new(), given: Vec::new(), ..row.clone() };
    vec![row.clone(), row, lost]
}
