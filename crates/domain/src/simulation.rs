//! Simulated people through the very engine of production: the release gate of every bank and blueprint.

use psychometrics::ability::{Observation, Posterior, Prior, posterior_mean};
use psychometrics::random::Random;
use psychometrics::simulation::{Accuracy, DimensionAccuracy, Population, draw_item, draw_response};

use crate::bank::Edition;
use crate::blueprint::SECOND;
use crate::evidence::Line;
use crate::item::{Response, Score};
use crate::language::Language;
use crate::profile::profile_within;
use crate::session::{Choice, Context, Current, Ending, Event, Plan, Scope, State, answered, posterior};

/// What is true of the items behind the parameters that the engine believes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrueItems {
    /// Each person meets items drawn from their author's prior: what we know before any calibration.
    Drawn,
    /// Items are exactly as their authors say.
    AsAuthored,
}

/// One way to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scenario {
    /// Truth of the items.
    pub items: TrueItems,
    /// How the next question is chosen.
    pub choice: Choice,
    /// Whether the clock runs, each question taking its author's time; without it only the length ends a session.
    pub timed: bool,
    /// The language in which questions are wanted.
    pub language: Language,
}

/// One simulated person, after the last question.
#[derive(Debug, Clone)]
pub struct Played {
    /// True abilities.
    pub truth: Vec<f64>,
    /// The session.
    pub state: State,
    /// What the engine says of them.
    pub correlated: Posterior,
    /// What five separate scales would have said from the same answers.
    pub separate: Posterior,
}

/// One session from its first question to its end, by the rules of production; the lines are what a log would hold.
///
/// `respond` is given each question, and says what comes back, what it is worth, and how long it took in microseconds.
pub fn play_session(edition: &Edition, seed: u64, began: i64, mut respond: impl FnMut(&Current) -> (Option<Response>, Score, i64)) -> (State, Vec<Line>) {
    let mut context = Context { now: began, seed, edition, choice: Choice::Adaptive };
    let mut state = State::start(Plan::default(), &context);
    let mut lines = Vec::new();
    while let Some(current) = state.current.clone() {
        let (response, score, took) = respond(&current);
        context.now += took;
        for event in answered(&state, &current, response.clone(), score, &context) {
            if let Event::Answered { elapsed, .. } = event {
                let (item, shown, response) = (current.item, current.shown.clone(), response.clone());
                lines.push(Line { item, won: score.won, shown, response, elapsed });
            }
            state.apply(event);
        }
    }
    (state, lines)
}

/// A bank under simulation.
#[derive(Debug)]
pub struct Simulation<'a> {
    edition: &'a Edition,
    scenario: Scenario,
    scope: Scope,
    spreads: bool,
    population: Population,
    separate: Prior,
    correlated: Accuracy,
    alone: Accuracy,
    of_competences: Vec<CompetenceSums>,
    exposure: Vec<u64>,
    counted: u64,
    tried_out: u64,
    in_language: u64,
    people: u64,
}

/// What a simulation found.
#[derive(Debug, Clone)]
pub struct Report {
    /// People simulated.
    pub people: u64,
    /// Mean number of questions that count.
    pub mean_length: f64,
    /// Mean number of questions that are tried out, beside these.
    pub mean_tried_out: f64,
    /// Share of all questions that are in the language wanted.
    pub share_in_language: f64,
    /// Per domain, as the engine scores.
    pub domains: Vec<DimensionAccuracy>,
    /// Per domain, as five separate scales would.
    pub separate: Vec<DimensionAccuracy>,
    /// Per competence that is assessed, where competences were drawn apart from their domain.
    pub competences: Vec<CompetenceAccuracy>,
    /// Share of sessions in which each item of the pool was put.
    pub exposure: Vec<f64>,
}

/// How well a competence is known.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetenceAccuracy {
    /// Place in the framework.
    pub place: usize,
    /// Root mean square error of its estimate.
    pub rmse: f64,
    /// Mean of the reported standard errors.
    pub mean_standard_error: f64,
    /// Share of the people whose interval holds the truth.
    pub coverage: f64,
    /// Mean number of questions about it.
    pub mean_length: f64,
}

#[derive(Debug, Clone, Copy, Default)]
struct CompetenceSums {
    squared_error: f64,
    standard_error: f64,
    covered: u64,
    answered: u64,
}

impl Report {
    /// Root mean square error over all domains.
    pub fn rmse(domains: &[DimensionAccuracy]) -> f64 {
        let squares: f64 = domains.iter().map(|d| d.rmse * d.rmse).sum();
        (squares / domains.len() as f64).sqrt()
    }
}

/// Streams of the generators of one simulated person.
const PERSON: u64 = 1 << 40;

impl<'a> Simulation<'a> {
    /// Nobody yet.
    ///
    /// # Errors
    /// The blueprint's prior cannot be.
    pub fn new(edition: &'a Edition, scenario: Scenario) -> Result<Self, String> {
        let dimensions = edition.prior.dimensions();
        let mut alone = edition.blueprint.clone();
        alone.prior.correlation = 0.0;
        let cuts = vec![edition.blueprint.levels.cuts.clone(); dimensions];
        Ok(Self {
            edition,
            scenario,
            scope: Scope::default(),
            spreads: false,
            population: Population::new(&edition.prior).map_err(|e| e.to_string())?,
            separate: alone.prior(dimensions)?,
            correlated: Accuracy::new(cuts.clone()),
            alone: Accuracy::new(cuts),
            of_competences: vec![CompetenceSums::default(); edition.framework.competences.len()],
            exposure: vec![0; edition.pool.len()],
            counted: 0,
            tried_out: 0,
            in_language: 0,
            people: 0,
        })
    }

    /// The same over sessions that assess this part of the framework.
    #[must_use]
    pub fn within(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    /// The same over people whose competences lie apart from their domain, as far as the blueprint believes: otherwise each competence is as its
    /// domain.
    #[must_use]
    pub fn spread(self) -> Self {
        Self { spreads: true, ..self }
    }

    /// Plays one person; the same seed and number give the same person and the same session.
    pub fn play(&mut self, seed: u64, number: u64) -> Played {
        let mut random = Random::new(seed, PERSON + number);
        let truth = self.population.draw_person(&mut random);
        let own: Vec<f64> = if self.spreads {
            let sd = self.edition.blueprint.reporting.competence_sd;
            self.edition.framework.competences.iter().map(|_| sd * random.normal()).collect()
        } else {
            vec![0.0; self.edition.framework.competences.len()]
        };
        let seed = random.next_u64();
        let mut now = 0;
        let mut context = Context { now, seed, edition: self.edition, choice: self.scenario.choice };
        let mut state = State::start(Plan { language: self.scenario.language, scope: self.scope.clone(), ..Plan::default() }, &context);
        while let Some(current) = state.current.clone() {
            let place = usize::from(current.item);
            let pooled = &self.edition.pool[place];
            let believed = pooled.parameters.model();
            let item = match self.scenario.items {
                TrueItems::Drawn => draw_item(&believed, &pooled.parameters.uncertainty(), &mut random),
                TrueItems::AsAuthored => believed,
            };
            let won = draw_response(&item, truth[pooled.domain] + own[pooled.competence], &mut random) as u8;
            if self.scenario.timed {
                now += i64::from(pooled.item.time) * SECOND;
            }
            context.now = now;
            self.exposure[place] += 1;
            let score = Score { won, points: pooled.item.interaction.points() };
            for event in answered(&state, &current, None, score, &context) {
                state.apply(event);
            }
        }
        let correlated = posterior(self.edition, &state.answers);
        let separate = self.alone(&state);
        self.correlated.add(&truth, &correlated);
        self.alone.add(&truth, &separate);
        if self.spreads {
            self.add_competences(&truth, &own, &state);
        }
        let counted = state.counted(self.edition);
        self.counted += u64::from(counted);
        self.tried_out += state.answers.len() as u64 - u64::from(counted);
        let in_language = |place: u16| self.edition.pool[usize::from(place)].language == self.scenario.language;
        self.in_language += state.answers.iter().filter(|answer| in_language(answer.item)).count() as u64;
        self.people += 1;
        Played { truth, state, correlated, separate }
    }

    fn add_competences(&mut self, truth: &[f64], own: &[f64], state: &State) {
        let framework = &self.edition.framework;
        let told = profile_within(self.edition, &self.scope, &state.answers, state.active, state.ending.unwrap_or(Ending::Asked));
        for result in &told.competences {
            let found = framework.competences.iter().position(|competence| competence.code == result.code);
            let Some((place, domain)) = found.and_then(|place| Some((place, framework.dimension(&framework.competences[place].domain)?))) else { continue };
            let truth = truth[domain] + own[place];
            let sums = &mut self.of_competences[place];
            sums.squared_error += (result.estimate - truth) * (result.estimate - truth);
            sums.standard_error += result.standard_error;
            sums.covered += u64::from((result.interval.0..=result.interval.1).contains(&truth));
            sums.answered += u64::from(result.answered);
        }
    }

    fn alone(&self, state: &State) -> Posterior {
        let observations: Vec<Observation<'_>> = state
            .answers
            .iter()
            .filter(|a| self.edition.counts_answer(a))
            .map(|a| {
                let item = &self.edition.pool[usize::from(a.item)];
                Observation { model: &item.model, dimension: item.domain, category: usize::from(a.won) }
            })
            .collect();
        posterior_mean(&self.separate, &observations).unwrap_or_else(|_| Posterior::from_prior(&self.separate))
    }

    /// What was found so far.
    pub fn report(&self) -> Report {
        let assessed = self.scope.domains(&self.edition.framework);
        let all = |accuracy: &Accuracy| (0..accuracy.dimensions()).filter(|d| assessed[*d]).filter_map(|d| accuracy.dimension(d)).collect();
        let people = self.people.max(1) as f64;
        Report {
            people: self.people,
            mean_length: self.counted as f64 / people,
            mean_tried_out: self.tried_out as f64 / people,
            share_in_language: self.in_language as f64 / (self.counted + self.tried_out).max(1) as f64,
            domains: all(&self.correlated),
            separate: all(&self.alone),
            competences: if self.spreads { self.competences(people) } else { Vec::new() },
            exposure: self.exposure.iter().map(|n| *n as f64 / people).collect(),
        }
    }

    fn competences(&self, people: f64) -> Vec<CompetenceAccuracy> {
        let of = |(place, sums): (usize, &CompetenceSums)| CompetenceAccuracy {
            place,
            rmse: (sums.squared_error / people).sqrt(),
            mean_standard_error: sums.standard_error / people,
            coverage: sums.covered as f64 / people,
            mean_length: sums.answered as f64 / people,
        };
        self.of_competences.iter().enumerate().filter(|(place, _)| self.scope.includes(*place)).map(of).collect()
    }
}
