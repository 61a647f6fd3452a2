//! `socle simulate learning`: does the path reach the target in fewer minutes than a fixed order?
//!
//! Simulated people take a positioning session through the engine of production, then follow one of four orders until the target is truly reached. What is
//! assumed of them stands in [`Assumptions`]; it is not what the path believes, so that the path can be wrong.

use std::fmt;

use psychometrics::ability::Posterior;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_response};
use serde::Serialize;

use super::module::{Audience, Module, Question, Step};
use super::path::{Act, Catalogue, Done, Learner, Rules, cut_of, expected_after, next_steps};
use super::practice::{Practised, Weights, refined};
use crate::bank::Edition;
use crate::item::{Review, Score, Source};
use crate::profile::{Level, competence_abilities};
use crate::session::State;
use crate::simulation::play_session;

/// What is true of simulated learners. Abilities in standard deviations of the population.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assumptions {
    /// Spread of the objectives of a competence around it, which the path does not know of.
    pub objective_sd: f64,
    /// By how much a module raises its objective in somebody who knows nothing of it; the more is known, the less.
    pub effect: f64,
    /// Probability that a module teaches at all…
    pub takes: f64,
    /// …multiplied by this when what it builds on was not done…
    pub unprepared: f64,
    /// …and by this when it speaks to other trades.
    pub other_trade: f64,
    /// Minutes that people have at a time.
    pub minutes: u32,
    /// Hours between one module and the next.
    pub hours: i64,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self { objective_sd: 0.5, effect: 1.2, takes: 0.8, unprepared: 0.5, other_trade: 0.7, minutes: 8, hours: 24 }
    }
}

/// In which order modules are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As the path proposes, from what it knows.
    Path,
    /// The domains from the weakest measured one on, each in the order of the framework.
    WeakestFirst,
    /// The order of the framework, for everybody.
    Fixed,
    /// By lot.
    Random,
}

impl Order {
    /// All, the path first.
    pub const ALL: [Self; 4] = [Self::Path, Self::WeakestFirst, Self::Fixed, Self::Random];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::WeakestFirst => "weakest first",
            Self::Fixed => "fixed",
            Self::Random => "random",
        }
    }
}

/// How one order did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderReport {
    /// Which.
    pub order: Order,
    /// Share of those below the target who reach it with what there is.
    pub reached: f64,
    /// Mean minutes to the target, of those who reach it in every order.
    pub minutes: f64,
    /// Their median.
    pub median: f64,
    /// Mean number of modules.
    pub modules: f64,
    /// Mean minutes saved by the path against this order, person by person, and the standard error of that mean.
    pub saved: (f64, f64),
}

/// What a simulation found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LearningReport {
    /// People simulated.
    pub people: u64,
    /// Of these, who were below the target.
    pub below: u64,
    /// Of these, who reach it in every order: minutes are theirs.
    pub compared: u64,
    /// Order by order.
    pub orders: Vec<OrderReport>,
}

impl fmt::Display for LearningReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} people, {} below the target, {} reach it in every order", self.people, self.below, self.compared)?;
        writeln!(f, "{:<15}{:>9}{:>9}{:>9}{:>9}{:>16}", "order", "reached", "minutes", "median", "modules", "the path saves")?;
        for o in &self.orders {
            let saved = format!("{:.1} ± {:.1}", o.saved.0, 1.96 * o.saved.1);
            writeln!(f, "{:<15}{:>8.1}%{:>9.1}{:>9.0}{:>9.1}{saved:>16}", o.order.as_str(), 100.0 * o.reached, o.minutes, o.median, o.modules)?;
        }
        Ok(())
    }
}

/// A world to learn in.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The bank, whose positioning everybody takes and whose questions the modules ask.
    pub edition: &'a Edition,
    /// The modules.
    pub modules: &'a [Module],
    /// The level to be held in every domain.
    pub target: Level,
    /// What is true.
    pub assumptions: &'a Assumptions,
    /// What the path believes.
    pub rules: &'a Rules,
}

/// Streams of the generators of one simulated person; others than those of other simulations.
const PERSON: u64 = 1 << 45;

impl World<'_> {
    /// So many people in every order: the same people, who learn from the same modules whatever the order.
    ///
    /// # Errors
    /// The blueprint's prior cannot be, or the target is the level that everybody holds.
    pub fn simulate(&self, people: u64, seed: u64) -> Result<LearningReport, String> {
        let cut = cut_of(self.target, &self.edition.blueprint.levels.cuts).ok_or("everybody holds the first level")?;
        let population = Population::new(&self.edition.prior).map_err(|e| e.to_string())?;
        let mut below = 0;
        let mut taken: Vec<[Option<Taken>; Order::ALL.len()]> = Vec::new();
        for number in 0..people {
            let Some(person) = self.person(&population, cut, seed, number) else { continue };
            below += 1;
            taken.push(Order::ALL.map(|order| self.learn(&person, order, cut)));
        }
        let whole: Vec<[Taken; Order::ALL.len()]> = taken.iter().filter(|t| t.iter().all(Option::is_some)).map(|t| t.map(Option::unwrap_or_default)).collect();
        let orders = Order::ALL.iter().enumerate().map(|(o, order)| report(*order, o, &taken, &whole)).collect();
        Ok(LearningReport { people, below, compared: whole.len() as u64, orders })
    }

    /// Somebody below the target, after their positioning.
    fn person(&self, population: &Population, cut: f64, seed: u64, number: u64) -> Option<Person> {
        let framework = &self.edition.framework;
        let mut random = Random::new(seed, PERSON + number);
        let domains = population.draw_person(&mut random);
        let sd = self.edition.blueprint.reporting.competence_sd;
        let competences: Vec<f64> =
            framework.competences.iter().map(|c| framework.dimension(&c.domain).map_or(0.0, |d| domains[d]) + sd * random.normal()).collect();
        let spread = self.assumptions.objective_sd;
        let objectives: Vec<f64> = framework
            .objectives
            .iter()
            .map(|o| framework.place_of(&o.code).map_or(0.0, |place| competences[place.competence]) + spread * random.normal())
            .collect();
        let trades: Vec<&String> = self.modules.iter().flat_map(|m| &m.trades).filter(|t| *t != "tous").collect();
        let trade = if trades.is_empty() { String::new() } else { trades[random.below(trades.len() as u64) as usize].clone() };
        let lots = self.modules.iter().map(|_| random.uniform()).collect();
        let mut shuffled: Vec<usize> = (0..self.modules.len()).collect();
        random.shuffle(&mut shuffled);
        let session = random.next_u64();
        let mut person = Person { objectives, trade, lots, shuffled, answers: random, state: None, measured: Posterior::from_prior(&self.edition.prior) };
        if self.is_reached(&person.objectives, cut) {
            return None;
        }
        let mut answers = person.answers.clone();
        let (state, _) = play_session(self.edition, session, 0, |current| {
            let item = &self.edition.pool[usize::from(current.item)];
            let won = draw_response(&item.parameters.model(), person.ability(self.edition, &item.item.objective), &mut answers) as u8;
            (None, Score { won, points: item.item.interaction.points() }, 0)
        });
        person.measured = competence_abilities(self.edition, &state.answers)?;
        person.state = Some(state);
        person.answers = answers;
        Some(person)
    }

    /// Whether every domain is truly held: the mean of its competences, each the mean of its objectives.
    fn is_reached(&self, objectives: &[f64], cut: f64) -> bool {
        let framework = &self.edition.framework;
        framework.domains.iter().all(|domain| {
            let of_domain = framework.competences.iter().filter(|c| c.domain == domain.code);
            let means: Vec<f64> = of_domain
                .filter_map(|c| mean(framework.objectives.iter().zip(objectives).filter(|(o, _)| o.competence == c.code).map(|(_, ability)| *ability)))
                .collect();
            mean(means.into_iter()).is_none_or(|ability| ability >= cut)
        })
    }

    /// Follows an order to the target; none when the modules do not suffice.
    fn learn(&self, person: &Person, order: Order, cut: f64) -> Option<Taken> {
        let mut learning = Learning { world: self, person, objectives: person.objectives.clone(), done: Vec::new(), practised: Vec::new(), now: 0 };
        let row = self.row(person, order);
        let mut answers = person.answers.clone();
        let mut taken = Taken::default();
        while !self.is_reached(&learning.objectives, cut) {
            let proposed = if order == Order::Path { learning.proposed(self.target) } else { None };
            // where the path has nothing left to propose, and the target is not reached, the rest comes in the fixed order
            let next = proposed.or_else(|| row.iter().copied().find(|at| !learning.has_done(*at)))?;
            learning.take(next, cut, &mut answers);
            taken.minutes += f64::from(self.modules[next].minutes);
            taken.modules += 1.0;
        }
        Some(taken)
    }

    /// The modules in an order that is settled beforehand.
    fn row(&self, person: &Person, order: Order) -> Vec<usize> {
        let framework = &self.edition.framework;
        let place = |at: &usize| framework.objectives.iter().position(|o| o.code == self.modules[*at].objective);
        let mut row: Vec<usize> = (0..self.modules.len()).collect();
        match order {
            Order::Random => row.clone_from(&person.shuffled),
            Order::Path | Order::Fixed => row.sort_by_key(|at| (place(at), *at)),
            Order::WeakestFirst => {
                let strength = |at: &usize| {
                    let domain = framework.place_of(&self.modules[*at].objective).map(|p| p.domain);
                    let of_domain = framework.competences.iter().enumerate().filter(|(_, c)| framework.dimension(&c.domain) == domain);
                    mean(of_domain.map(|(c, _)| person.measured.mean[c])).unwrap_or_default()
                };
                row.sort_by(|a, b| strength(a).total_cmp(&strength(b)).then((place(a), *a).cmp(&(place(b), *b))));
            }
        }
        row
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// Somebody, before they learn.
struct Person {
    objectives: Vec<f64>,
    trade: String,
    /// For each module, by lot, whether it takes: the same in every order.
    lots: Vec<f64>,
    shuffled: Vec<usize>,
    answers: Random,
    state: Option<State>,
    measured: Posterior,
}

impl Person {
    fn ability(&self, edition: &Edition, objective: &str) -> f64 {
        ability(edition, &self.objectives, objective)
    }
}

fn ability(edition: &Edition, objectives: &[f64], objective: &str) -> f64 {
    edition.framework.objectives.iter().position(|o| o.code == objective).map_or(0.0, |at| objectives[at])
}

#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    minutes: f64,
    modules: f64,
}

/// Somebody on their way.
struct Learning<'a> {
    world: &'a World<'a>,
    person: &'a Person,
    objectives: Vec<f64>,
    done: Vec<Done>,
    /// Place in the pool, points and moment of each answer.
    practised: Vec<(usize, usize, i64)>,
    now: i64,
}

const HOUR: i64 = 3_600_000_000;

impl Learning<'_> {
    fn has_done(&self, module: usize) -> bool {
        self.done.iter().any(|done| done.module == self.world.modules[module].id)
    }

    /// What the path proposes first, from what it may know.
    fn proposed(&self, target: Level) -> Option<usize> {
        let World { edition, modules, rules, assumptions, .. } = *self.world;
        let catalogue = Catalogue { modules, framework: &edition.framework, cuts: &edition.blueprint.levels.cuts };
        let expected = expected_after(catalogue, &self.person.measured, &self.done, rules);
        let in_session = |place: usize| self.person.state.iter().flat_map(|s| &s.answers).filter(|a| usize::from(a.item) == place).count();
        let practised: Vec<Practised<'_>> = self
            .practised
            .iter()
            .enumerate()
            .map(|(n, (place, category, at))| {
                let met = in_session(*place) + self.practised[..n].iter().filter(|(other, ..)| other == place).count();
                let item = &edition.pool[*place];
                Practised { model: &item.model, dimension: item.competence, category: *category, at: *at, met: met as u32 }
            })
            .collect();
        let abilities = refined(&expected, &practised, self.now, &Weights::default());
        let learner = Learner {
            abilities: &abilities,
            target,
            trade: Some(&self.person.trade),
            setting: None,
            language: "fr",
            audience: Audience::Professionals,
            minutes: assumptions.minutes,
            now: self.now,
            done: &self.done,
            claims: &[],
            due: 0,
        };
        let path = next_steps(catalogue, &learner, rules);
        path.steps.iter().find_map(|step| if let Act::Module { id } = &step.act { modules.iter().position(|m| m.id == *id) } else { None })
    }

    /// Does a module: answers its questions, and learns from it or not.
    fn take(&mut self, at: usize, cut: f64, answers: &mut Random) {
        let World { edition, modules, assumptions, .. } = *self.world;
        let module = &modules[at];
        let prepared = module.after.iter().all(|before| self.done.iter().any(|done| done.module == *before));
        let takes = assumptions.takes
            * if prepared { 1.0 } else { assumptions.unprepared }
            * if module.speaks_to(&self.person.trade) { 1.0 } else { assumptions.other_trade };
        if let Some(objective) = edition.framework.objectives.iter().position(|o| o.code == module.objective)
            && self.person.lots[at] < takes
        {
            // whoever holds it already learns little more of it
            let known = 1.0 / (1.0 + libm::exp(-1.7 * (self.objectives[objective] - cut)));
            self.objectives[objective] += assumptions.effect * (1.0 - known);
        }
        for place in module.items().filter_map(|id| edition.place(id)) {
            let item = &edition.pool[place];
            let won = draw_response(&item.parameters.model(), ability(edition, &self.objectives, &item.item.objective), answers);
            self.practised.push((place, won, self.now));
        }
        self.done.push(Done { module: module.id.clone(), version: module.version, at: self.now });
        self.now += assumptions.hours * HOUR;
    }
}

fn report(order: Order, o: usize, taken: &[[Option<Taken>; Order::ALL.len()]], whole: &[[Taken; Order::ALL.len()]]) -> OrderReport {
    let count = whole.len().max(1) as f64;
    let sum = |of: &dyn Fn(&[Taken; Order::ALL.len()]) -> f64| whole.iter().map(of).sum::<f64>();
    let mut minutes: Vec<f64> = whole.iter().map(|t| t[o].minutes).collect();
    minutes.sort_by(f64::total_cmp);
    let saved = sum(&|t| t[o].minutes - t[0].minutes) / count;
    let squares = sum(&|t| (t[o].minutes - t[0].minutes - saved) * (t[o].minutes - t[0].minutes - saved));
    OrderReport {
        order,
        reached: taken.iter().filter(|t| t[o].is_some()).count() as f64 / taken.len().max(1) as f64,
        minutes: sum(&|t| t[o].minutes) / count,
        median: minutes.get(minutes.len() / 2).copied().unwrap_or_default(),
        modules: sum(&|t| t[o].modules) / count,
        saved: (saved, (squares / (count - 1.0).max(1.0) / count).sqrt()),
    }
}

/// The French modules for professionals, and beside them made-up ones of five minutes, until every objective has `each`: a world in which the target
/// can be reached. The made-up ones speak to everybody and ask two questions of their objective, or else of its competence.
pub fn filled(modules: &[Module], edition: &Edition, each: usize) -> Vec<Module> {
    let mut all: Vec<Module> = modules.iter().filter(|m| m.audience == Audience::Professionals && m.language == "fr").cloned().collect();
    let framework = &edition.framework;
    for objective in &framework.objectives {
        let there = all.iter().filter(|m| m.objective == objective.code).count();
        let place = framework.place_of(&objective.code).map(|p| p.competence);
        let own = edition.pool.iter().filter(|p| p.item.objective == objective.code);
        let near = edition.pool.iter().filter(|p| Some(p.competence) == place && p.item.objective != objective.code);
        let items: Vec<&str> = own.chain(near).filter(|p| p.item.language == "fr").map(|p| p.item.id.as_str()).collect();
        for n in there..each {
            let asked = items.iter().cycle().skip(2 * n).take(2.min(items.len()));
            let steps = asked.map(|id| Step::Question(Question { item: (*id).to_owned(), lead: None })).collect();
            all.push(made_up(format!("essai-{}-{n}", objective.code.to_lowercase()), objective.code.clone(), steps));
        }
    }
    all
}

fn made_up(id: String, objective: String, steps: Vec<Step>) -> Module {
    let source = Source { title: String::new(), publisher: String::new(), date: String::new(), url: None, checked: String::new(), review_by: None };
    Module {
        id,
        version: 1,
        objective,
        title: String::new(),
        promise: String::new(),
        minutes: 5,
        trades: vec!["tous".to_owned()],
        settings: Vec::new(),
        language: "fr".to_owned(),
        audience: Audience::Professionals,
        review: Review::NotReviewed,
        after: Vec::new(),
        source,
        steps,
    }
}
