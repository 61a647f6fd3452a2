//! The results of a campaign as a report on paper.

use super::joining::Assessed;
use super::results::{Changes, DomainRow, GroupRow, NeedRow, QuestionRow, Reach, Standing, Who};
use crate::pdf::{Bar, Cell, Fact, Footer, Levels, MadeOn, Need, Needs, Note, Paragraph, ReportDocument, Table};
use crate::render::{Texts, Words, typeset};
use crate::web::view::Level;

/// Narrower than this a share is not written in its piece of a bar.
const WRITTEN: f64 = 0.08;

/// What a report tells: what the pages of results show, and around it what a meeting has to know of the campaign.
#[derive(Debug, Clone)]
pub struct Report {
    /// Whose.
    pub organisation: String,
    /// Whether its people are invented.
    pub is_sample: bool,
    /// Title of the campaign.
    pub title: String,
    /// What was assessed.
    pub assessed: Assessed,
    /// For whom: `everybody`, `groups`, `open`.
    pub audience: &'static str,
    /// The units and cohorts it is for, where it is for some.
    pub groups: Vec<String>,
    /// Whether nobody was asked who they are.
    pub is_anonymous: bool,
    /// From when on; none for a draft.
    pub opens_at: Option<i64>,
    /// Until when, if that is known.
    pub ends_at: Option<i64>,
    /// For how many people of the lists it is now; none where it is for others, too.
    pub expected: Option<i64>,
    /// How many people began.
    pub began: i64,
    /// How many of these finished.
    pub finished: i64,
    /// How much of what there is is shown.
    pub standing: Standing,
    /// Of how many results something is shown; none while there is too little.
    pub people: i64,
    /// The level to reach.
    pub target: Level,
    /// Probability of the intervals.
    pub interval: f64,
    /// Domains, in the order of the framework.
    pub domains: Vec<DomainRow>,
    /// What to train first.
    pub needs: Vec<NeedRow>,
    /// What changed since the campaign before.
    pub changes: Option<Changes>,
    /// Short names of the domains, as in the cells of groups.
    pub columns: Vec<String>,
    /// By unit.
    pub units: Groups,
    /// By trade.
    pub trades: Groups,
    /// The questions most missed.
    pub questions: Vec<QuestionRow>,
    /// How many questions have enough answers.
    pub asked: usize,
    /// Where it is told how we measure.
    pub method: String,
}

/// Groups of one kind.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    /// Everybody, then the largest groups, by name; empty where none is shown.
    pub rows: Vec<GroupRow>,
    /// How many smaller ones are shown elsewhere.
    pub more: usize,
    /// How many people are in groups that are too small to be shown.
    pub unsaid: i64,
}

impl Report {
    /// The report in words.
    pub fn document(&self, words: Words<'_>, made_on: MadeOn, footer: Footer) -> ReportDocument {
        let pen = Pen { words, report: self };
        ReportDocument {
            lang: words.lang.code().to_owned(),
            made_on,
            title: words.say("results-of", &[("title", self.title.as_str().into())]),
            kind: pen.say("campaign-report-kind"),
            heading: typeset(&self.title),
            subtitle: pen.subtitle(),
            facts: pen.facts(),
            summary: pen.summary(),
            needs: pen.needs(),
            levels: pen.levels(),
            tables: vec![pen.level_table(), pen.group_table("unit", &self.units), pen.group_table("trade", &self.trades), pen.progress(), pen.questions()],
            notes: vec![pen.unsaid(), pen.computed()],
            footer,
        }
    }
}

/// Who writes a report in a language.
#[derive(Clone, Copy)]
struct Pen<'a> {
    words: Words<'a>,
    report: &'a Report,
}

impl Pen<'_> {
    fn say(self, key: &str) -> String {
        self.words.say(key, &[])
    }

    fn percent(self, share: f64) -> String {
        self.words.texts.percent(self.words.lang, share)
    }

    /// The same where there is room for a few signs.
    fn short(self, share: f64) -> String {
        self.words.texts.percent_short(self.words.lang, share)
    }

    fn date(self, at: i64) -> String {
        self.words.texts.date(self.words.lang, at)
    }

    fn list(self, names: &[String]) -> String {
        self.words.texts.list(self.words.lang, names)
    }

    fn target(self) -> String {
        self.say(self.report.target.key())
    }

    fn between(self, reach: &Reach) -> String {
        self.words.say("results-between", &[("low", self.percent(reach.low).into()), ("high", self.percent(reach.high).into())])
    }

    fn who(self, who: &Who) -> String {
        match (who.kind, who.name.as_str()) {
            ("everybody", _) => self.say("results-everybody"),
            ("unit", "") => self.say("results-no-unit"),
            (_, "") => self.say("results-no-trade"),
            (_, name) => typeset(name),
        }
    }

    /// The code of a text's language where the document is in another.
    fn other_language(self, code: &str) -> String {
        if code == self.words.lang.code() { String::new() } else { code.to_owned() }
    }

    fn subtitle(self) -> String {
        let organisation = typeset(&self.report.organisation);
        if self.report.is_sample { format!("{organisation} · {}", self.say("steer-sample")) } else { organisation }
    }

    fn facts(self) -> Vec<Fact> {
        let all =
            [("assessed", self.assessed()), ("audience", self.audience()), ("when", self.when()), ("took-part", self.took_part()), ("target", self.target())];
        all.into_iter().map(|(key, text)| Fact { name: self.say(&format!("campaign-report-{key}")), text }).collect()
    }

    fn assessed(self) -> String {
        let assessed = &self.report.assessed;
        if assessed.is_whole {
            return self.say("campaign-assesses-all");
        }
        let domain = |domain: &super::joining::AssessedDomain| {
            let titles: Vec<String> = domain.competences.iter().map(|title| typeset(title)).collect();
            if titles.is_empty() { domain.name.clone() } else { format!("{} ({})", domain.name, titles.join(" ; ")) }
        };
        assessed.domains.iter().map(domain).collect::<Vec<_>>().join(", ")
    }

    fn audience(self) -> String {
        let report = self.report;
        let named = if report.audience == "groups" && !report.groups.is_empty() {
            self.list(&report.groups)
        } else {
            self.say(&format!("campaign-report-audience-{}", if report.audience == "open" { "open" } else { "everybody" }))
        };
        if report.is_anonymous { format!("{named} · {}", self.say("campaign-report-anonymous")) } else { named }
    }

    fn when(self) -> String {
        match (self.report.opens_at, self.report.ends_at) {
            (Some(from), Some(to)) => self.words.say("campaign-report-from-to", &[("from", self.date(from).into()), ("to", self.date(to).into())]),
            (Some(from), None) => self.words.say("campaign-report-from", &[("from", self.date(from).into())]),
            (None, _) => self.say("campaign-report-draft"),
        }
    }

    fn took_part(self) -> String {
        let report = self.report;
        let people = match report.expected {
            // the lists may be shorter today than they were
            Some(expected) if expected >= report.finished => {
                self.words.say("campaign-report-of-expected", &[("finished", report.finished.into()), ("expected", expected.into())])
            }
            _ => self.words.say("campaign-report-of-began", &[("finished", report.finished.into()), ("began", report.began.into())]),
        };
        let standing = &report.standing;
        let shown = self.words.say("results-standing", &[("shown", standing.shown.into()), ("finished", standing.finished.into())]);
        let last = standing.last.map(|at| self.words.say("results-last", &[("date", self.date(at).into())]));
        [Some(people), (standing.finished > 0).then_some(shown), last].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Plain words before any figure: how many, what first, what changed; or why there is nothing.
    fn summary(self) -> String {
        let (report, standing) = (self.report, &self.report.standing);
        if report.people == 0 {
            return match (standing.finished, standing.is_over) {
                (0, _) => self.say("results-nobody"),
                (finished, true) => self.words.say("results-over-too-few", &[("finished", finished.into())]),
                (finished, false) => self.words.say("results-too-few", &[("finished", finished.into())]),
            };
        }
        let first = match report.needs.first() {
            Some(need) => {
                let share = self.percent(need.below.share);
                let args =
                    [("people", need.people.into()), ("who", self.who(&need.who).into()), ("domain", need.domain.as_str().into()), ("share", share.into())];
                let args = [args.to_vec(), vec![("all", report.people.into()), ("level", self.target().into())]].concat();
                self.words.say(if need.who.kind == "everybody" { "campaign-report-first" } else { "campaign-report-first-part" }, &args)
            }
            None => self.words.say("results-lead-plain", &[("people", report.people.into())]),
        };
        [vec![first], self.changed()].concat().join(" ")
    }

    fn changed(self) -> Vec<String> {
        let Some(changes) = self.report.changes.as_ref().filter(|changes| !changes.rows.is_empty()) else { return Vec::new() };
        let said = |verdict: &str| {
            let names: Vec<String> = changes.rows.iter().filter(|row| row.verdict == verdict).map(|row| row.name.clone()).collect();
            let args = [("title", changes.since.as_str().into()), ("names", self.list(&names).into())];
            (!names.is_empty()).then(|| self.words.say(&format!("campaign-report-{verdict}"), &args))
        };
        let told: Vec<String> = ["rose", "fell"].into_iter().filter_map(said).collect();
        if told.is_empty() { vec![self.words.say("campaign-report-unchanged", &[("title", changes.since.as_str().into())])] } else { told }
    }

    fn needs(self) -> Needs {
        let row = |need: &NeedRow| {
            let below = &need.below;
            let shares = [("share", self.percent(below.share).into()), ("low", self.percent(below.low).into()), ("high", self.percent(below.high).into())];
            let args = [shares.to_vec(), vec![("level", self.target().into()), ("people", need.people.into())]].concat();
            Need {
                name: need.domain.clone(),
                who: self.who(&need.who),
                text: self.words.say("results-need", &args),
                begin: self.say("results-need-first"),
                first: need.first.as_deref().map(typeset).unwrap_or_default(),
            }
        };
        Needs { heading: self.say("results-needs"), text: self.say("results-needs-text"), rows: self.report.needs.iter().map(row).collect() }
    }

    fn levels(self) -> Levels {
        let names = Level::ALL.map(|level| self.say(level.key()));
        let bar = |row: &DomainRow| Bar {
            name: row.name.clone(),
            levels: row.levels.map(|share| share.clamp(0.0, 1.0)),
            labels: row.levels.map(|share| if share >= WRITTEN { self.short(share) } else { String::new() }),
            below: ((1.0 - row.reached.high).clamp(0.0, 1.0), (1.0 - row.reached.low).clamp(0.0, 1.0)),
            reached: self.short(row.reached.share),
        };
        let told = |row: &DomainRow| {
            let shares: Vec<String> = names.iter().zip(row.levels).map(|(name, share)| format!("{name} {}", self.percent(share))).collect();
            format!("{} : {}.", row.name, shares.join(", "))
        };
        let picture = self.words.say("results-picture", &[("level", self.target().into())]);
        let rows: Vec<String> = self.report.domains.iter().map(told).collect();
        Levels {
            heading: self.say("results-levels"),
            alt: typeset(&format!("{picture}. {}", rows.join(" "))),
            interval: self.words.say("results-key-interval", &[("share", self.percent(self.report.interval).into())]),
            reason: self.words.say("results-picture-note", &[("level", self.target().into())]),
            bars: self.report.domains.iter().map(bar).collect(),
            names,
        }
    }

    fn level_table(self) -> Table {
        let row = |row: &DomainRow| {
            let shares = row.levels.map(|share| plain(self.short(share)));
            let reached = Cell { value: self.short(row.reached.share), beside: self.between(&row.reached), strong: true, ..Cell::default() };
            [vec![plain(row.name.clone())], shares.to_vec(), vec![reached]].concat()
        };
        let at = self.words.say("results-at", &[("level", self.target().into())]);
        Table {
            heading: self.say("results-table"),
            text: String::new(),
            heads: [vec![self.say("table-domain")], Level::ALL.map(|level| self.say(level.key())).to_vec(), vec![at]].concat(),
            widths: vec![21.0, 18.0, 18.0, 18.0, 36.0],
            rows: self.report.domains.iter().map(row).collect(),
            reason: String::new(),
        }
    }

    /// Units or trades, in the domains that were assessed.
    fn group_table(self, kind: &str, groups: &Groups) -> Table {
        let assessed = |place: &usize| groups.rows.iter().any(|row| row.cells.get(*place).is_some_and(Option::is_some));
        let places: Vec<usize> = (0..self.report.columns.len()).filter(assessed).collect();
        let row = |row: &GroupRow| {
            let is_all = row.who.kind == "everybody";
            let cell = |place: &usize| match row.cells.get(*place).copied().flatten() {
                Some((reach, _)) => Cell {
                    value: self.short(reach.share),
                    beside: self.words.say("campaign-report-between", &[("low", self.short(reach.low).into()), ("high", self.short(reach.high).into())]),
                    strong: is_all,
                    ..Cell::default()
                },
                None => Cell { beside: self.say("results-not-assessed"), ..Cell::default() },
            };
            let head = [Cell { strong: is_all, ..plain(capital(&self.who(&row.who))) }, plain(row.people.to_string())];
            head.into_iter().chain(places.iter().map(cell)).collect()
        };
        let heads = [self.say(&format!("results-head-{kind}")), self.say("results-count")];
        let more = (groups.more > 0).then(|| self.words.say("campaign-report-more", &[("count", groups.more.into())]));
        let unsaid = (groups.unsaid > 0).then(|| self.words.say("results-unsaid", &[("people", groups.unsaid.into())]));
        Table {
            heading: self.say(&format!("results-by-{kind}")),
            text: self.words.say("results-groups-lead", &[("level", self.target().into())]),
            heads: heads.into_iter().chain(places.iter().map(|place| self.report.columns[*place].clone())).collect(),
            widths: [vec![16.0], vec![20.0; places.len()]].concat(),
            rows: groups.rows.iter().map(row).collect(),
            reason: [more, unsaid].into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
    }

    fn progress(self) -> Table {
        let heads = ["table-domain", "campaign-report-before", "campaign-report-after", "campaign-report-change", "campaign-report-verdict"];
        let (heads, widths) = (heads.map(|key| self.say(key)).to_vec(), vec![18.0, 18.0, 34.0, 44.0]);
        let Some(changes) = &self.report.changes else {
            return Table { heading: String::new(), text: String::new(), heads, widths, rows: Vec::new(), reason: String::new() };
        };
        let points = |value: f64| {
            let text = Texts::decimal(self.words.lang, value, 0);
            if value >= 0.5 { format!("+{text}") } else { text }
        };
        let row = |row: &super::results::ChangeRow| {
            let change = Cell {
                value: points(row.points),
                beside: self.words.say("results-between", &[("low", points(row.low).into()), ("high", points(row.high).into())]),
                ..Cell::default()
            };
            let verdict = Cell { strong: row.verdict != "same", ..plain(self.say(&format!("campaign-report-verdict-{}", row.verdict))) };
            vec![plain(row.name.clone()), plain(self.short(row.before)), plain(self.short(row.after)), change, verdict]
        };
        Table {
            heading: self.words.say("results-changes", &[("title", changes.since.as_str().into())]),
            text: self.words.say("results-changes-text", &[("people", changes.people.into())]),
            heads,
            widths,
            rows: changes.rows.iter().map(row).collect(),
            reason: self.words.say("campaign-report-changes-note", &[("level", self.target().into()), ("share", self.percent(self.report.interval).into())]),
        }
    }

    fn questions(self) -> Table {
        let row = |row: &QuestionRow| {
            let title = Cell { value: typeset(&row.title), beside: row.domain.clone(), lang: self.other_language(&row.content_lang), strong: false };
            let missed = Cell { value: self.short(row.missed.share), beside: self.between(&row.missed), strong: true, ..Cell::default() };
            vec![title, missed, plain(row.answers.to_string())]
        };
        let args = [("total", self.report.asked.into()), ("count", self.report.questions.len().into())];
        Table {
            heading: self.say("results-questions"),
            text: self.words.say("campaign-report-questions-text", &args),
            heads: ["campaign-report-question", "campaign-report-missed", "results-answers"].map(|key| self.say(key)).to_vec(),
            widths: vec![42.0, 20.0],
            rows: self.report.questions.iter().map(row).collect(),
            reason: String::new(),
        }
    }

    fn unsaid(self) -> Note {
        let (report, standing) = (self.report, &self.report.standing);
        let mut told = vec![self.say("campaign-report-hidden")];
        if standing.waiting > 0 {
            told.push(self.words.say(if standing.is_over { "results-waiting-over" } else { "results-waiting" }, &[("waiting", standing.waiting.into())]));
        }
        let is_silent = |groups: &Groups| report.people > 0 && groups.rows.is_empty();
        let silent = [("units", &report.units), ("trades", &report.trades)].into_iter().filter(|(_, groups)| is_silent(groups));
        told.extend(silent.map(|(kind, _)| self.say(&format!("campaign-report-no-{kind}"))));
        if report.questions.is_empty() {
            told.push(self.say("results-questions-empty"));
        }
        note(self.say("campaign-report-hidden-title"), told)
    }

    fn computed(self) -> Note {
        let share = self.percent(self.report.interval);
        let told = vec![
            self.words.say("campaign-report-computed", &[("share", share.into())]),
            self.words.say("campaign-report-method", &[("address", self.report.method.as_str().into())]),
        ];
        note(self.say("campaign-report-computed-title"), told)
    }
}

/// As a row of a table begins.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn plain(value: String) -> Cell {
    Cell { value, ..Cell::default() }
}

fn note(heading: String, paragraphs: Vec<String>) -> Note {
    Note { heading, paragraphs: paragraphs.into_iter().map(|text| Paragraph { text }).collect() }
}

#[cfg(test)]
pub(super) mod tests;
