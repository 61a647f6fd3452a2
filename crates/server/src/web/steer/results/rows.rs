//! From sums to rows of pages, in the visitor's words.

use domain::framework::Framework;
use domain::item::classes;
use domain::profile::Level;
use domain::steering::{GroupLevel, Need, Picture, Progress, Sums, Whom};
use psychometrics::groups::Share;
use psychometrics::levels::normal_quantile;
use store::organisations::Organisation;
use store::units::Unit;

use crate::service::steering::{CampaignResults, QuestionResult};
use crate::web::names::{named, short};
use crate::web::view::steer::results::{ChangeRow, Changes, CompetenceRow, DomainRow, GivenRow, GroupRow, NeedRow, QuestionRow, Reach, Who};
use crate::web::visit::Visit;

/// How the unit or trade of those of whom none is known is written in a path.
pub(super) const NOBODYS: &str = "-";
/// From this probability on a change has a direction.
const SURE: f64 = 0.95;
/// Answers that are named of a question.
const GIVEN: usize = 6;

/// Whose words, and where links lead.
pub(super) struct Names<'a> {
    pub visit: &'a Visit,
    pub units: &'a [Unit],
    /// Where pages of the campaign begin; empty where there is no one campaign.
    pub path: &'a str,
    pub framework: &'a Framework,
    pub interval: f64,
}

impl Names<'_> {
    /// Who they are; none for a unit that the organisation does not have, or a trade that there is not.
    pub fn who(&self, whom: &Whom) -> Option<Who> {
        let path = |kind: &str, value: &str| {
            let value = if value.is_empty() { NOBODYS } else { value };
            if self.path.is_empty() { String::new() } else { format!("{}/resultats/{kind}/{value}", self.path) }
        };
        Some(match whom {
            Whom::Everybody => Who { kind: "everybody", name: String::new(), path: String::new() },
            Whom::Unit(id) if id.is_empty() => Who { kind: "unit", name: String::new(), path: path("services", "") },
            Whom::Unit(id) => {
                let unit = self.units.iter().find(|unit| unit.id.to_string() == *id)?;
                Who { kind: "unit", name: unit.name.clone(), path: path("services", id) }
            }
            Whom::Trade(id) if id.is_empty() => Who { kind: "trade", name: String::new(), path: path("metiers", "") },
            Whom::Trade(id) => {
                let trade = self.visit.app.people.trades.iter().find(|trade| trade.id == *id)?;
                Who { kind: "trade", name: named(trade, self.visit.lang), path: path("metiers", id) }
            }
        })
    }

    /// The same where they must be shown: those of whom no more is known than that they were there have no name.
    fn shown(&self, whom: &Whom) -> Who {
        self.who(whom).unwrap_or(Who { kind: if matches!(whom, Whom::Trade(_)) { "trade" } else { "unit" }, name: String::new(), path: String::new() })
    }

    pub fn domains(&self, picture: &Picture, target: Level) -> Vec<DomainRow> {
        let row = |domain: &domain::framework::Domain| {
            let found = picture.domain(&domain.code)?;
            let competences = self.framework.competences.iter().filter(|competence| competence.domain == domain.code).filter_map(|competence| {
                let found = picture.competence(&competence.code)?;
                Some(CompetenceRow { title: competence.title.clone(), reached: self.reached(found, target), answered: found.answered })
            });
            Some(DomainRow {
                name: short(domain, self.visit.lang),
                levels: found.levels.map(|level| level.value),
                reached: self.reached(found, target),
                competences: competences.collect(),
            })
        };
        self.framework.domains.iter().filter_map(row).collect()
    }

    pub fn needs(&self, needs: &[Need], at_most: usize) -> Vec<NeedRow> {
        let row = |need: &Need| {
            let domain = self.framework.domains.iter().find(|domain| domain.code == need.domain)?;
            Some(NeedRow {
                domain: short(domain, self.visit.lang),
                who: self.shown(&need.whom),
                people: need.people,
                below: Reach { share: need.below.value, low: need.interval.0, high: need.interval.1 },
                first: need.weakest.as_deref().and_then(|code| self.framework.competence(code)).map(|competence| competence.title.clone()),
            })
        };
        needs.iter().filter_map(row).take(at_most).collect()
    }

    /// What changed since the campaign before, where these people are shown in both.
    pub fn changes(&self, found: &CampaignResults, whom: &Whom) -> Option<Changes> {
        let (campaign, _) = found.before.as_ref()?;
        let (before, after) = (found.before(whom)?, found.of(whom)?);
        let reach = normal_quantile(f64::midpoint(1.0, self.interval));
        let row = |change: Progress| {
            let domain = self.framework.domains.iter().find(|domain| domain.code == change.code)?;
            let (points, error) = (change.share.value * 100.0, change.share.standard_error * 100.0 * reach);
            let rose = change.ability.map_or(change.share.rose, |ability| ability.rose);
            let verdict = if rose >= SURE {
                "rose"
            } else if rose <= 1.0 - SURE {
                "fell"
            } else {
                "same"
            };
            Some(ChangeRow {
                name: short(domain, self.visit.lang),
                before: change.before.value,
                after: change.after.value,
                points,
                low: points - error,
                high: points + error,
                verdict,
            })
        };
        let rows = domain::steering::progress(before, after, self.framework, found.target).into_iter().filter_map(row).collect();
        Some(Changes { since: campaign.title.clone(), people: before.people, rows })
    }

    pub fn group(&self, whom: &Whom, sums: &Sums, target: Level) -> GroupRow {
        self.row(self.shown(whom), sums, target)
    }

    /// An organisation that belongs to this one.
    pub fn child(&self, child: &Organisation, sums: &Sums) -> GroupRow {
        let who = Who { kind: "unit", name: child.name.clone(), path: format!("/pilotage/{}/resultats", child.id) };
        self.row(who, sums, Level::Socle)
    }

    fn row(&self, who: Who, sums: &Sums, target: Level) -> GroupRow {
        let picture = Picture::of(sums, self.framework);
        let cell = |domain: &domain::framework::Domain| {
            let reached = self.reached(picture.domain(&domain.code)?, target);
            Some((reached, ((reached.share * 10.0) as u8).min(9)))
        };
        GroupRow { who, people: sums.people, cells: self.framework.domains.iter().map(cell).collect() }
    }

    fn reached(&self, level: &GroupLevel, target: Level) -> Reach {
        reach(&level.at_least[target as usize], self.interval)
    }
}

fn reach(share: &Share, probability: f64) -> Reach {
    let (low, high) = share.interval(probability);
    Reach { share: share.value, low, high }
}

/// Sorts groups as asked, and says how: by name, by people (the most first), or by the share in a domain (the least first).
pub(super) fn sort(rows: &mut [GroupRow], asked: &str, domains: usize) -> String {
    let share = |row: &GroupRow, domain: usize| row.cells.get(domain).copied().flatten().map_or(2.0, |(reached, _)| reached.share);
    match asked.parse::<usize>() {
        Ok(domain) if domain < domains => {
            rows.sort_by(|a, b| share(a, domain).total_cmp(&share(b, domain)));
            domain.to_string()
        }
        _ if asked == "people" => {
            rows.sort_by_key(|row| std::cmp::Reverse(row.people));
            "people".to_owned()
        }
        _ => {
            rows.sort_by_cached_key(|row| (row.who.name.is_empty(), domain::text::fold(&row.who.name)));
            "name".to_owned()
        }
    }
}

/// A question with what was answered most.
pub(super) fn question(visit: &Visit, framework: &Framework, found: QuestionResult) -> QuestionRow {
    let QuestionResult { item_id, item, missed } = found;
    let (low, high) = missed.interval;
    let share = Reach { share: missed.share, low, high };
    let Some(item) = item else {
        return QuestionRow {
            title: item_id,
            question: String::new(),
            explanation: String::new(),
            content_lang: visit.lang.code().to_owned(),
            domain: String::new(),
            answers: missed.answers,
            missed: share,
            unknown: missed.unknown,
            given: Vec::new(),
        };
    };
    let known = classes(&item.interaction);
    let given = missed.given.iter().take(GIVEN).filter_map(|(name, share)| {
        let class = known.iter().find(|class| class.name == *name)?;
        let last = name.rsplit('>').next().unwrap_or_default();
        let kind = match last {
            domain::item::RIGHT => "right",
            domain::item::OTHER => "other",
            idea if idea.starts_with(domain::item::IDEA) => "idea",
            _ => "",
        };
        Some(GivenRow { label: class.label.clone(), kind, share: *share, is_right: class.is_key && kind != "right" })
    });
    let domain = framework.place_of(&item.objective).map(|place| short(&framework.domains[place.domain], visit.lang));
    QuestionRow {
        given: given.collect(),
        title: item.title.clone(),
        question: item.question.clone(),
        explanation: item.explanation.clone(),
        content_lang: item.language.clone(),
        domain: domain.unwrap_or_default(),
        answers: missed.answers,
        missed: share,
        unknown: missed.unknown,
    }
}
