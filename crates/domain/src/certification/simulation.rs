//! Simulated people through the very engine of exams: how often it decides rightly, against a fixed test of the same length.
//!
//! Everybody takes two exams, the second without the questions of the first, and two fixed tests that have no question in common: whether two of
//! a kind agree is their consistency, whether the first agrees with the truth its accuracy.

use std::collections::VecDeque;

use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_item, draw_response};
use serde::{Deserialize, Serialize};

use super::Rules;
use super::decision::{Classified, classify, meets_minimum};
use crate::bank::Edition;
use crate::blueprint::DomainMinimum;
use crate::item::Score;
use crate::language::Language;
use crate::profile::Level;
use crate::session::{Choice, Context, Event, Plan, Scored, State, answered, fixed_form};

/// Stream of the generators of one simulated person; others than those of positioning.
const PERSON: u64 = 1 << 43;
/// Each exam is compared with so many before it.
const COMPARED: usize = 20;

/// How often decisions are right, and the same twice.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// Share of the people on whose side of the cut the decision is that of the truth.
    pub accuracy: f64,
    /// Share of the people on whom two tests without a common question decide alike.
    pub consistency: f64,
    /// Share of the people who are below the cut and were told above it.
    pub wrongly_above: f64,
    /// Share of the people who are above the cut and were told below it.
    pub wrongly_below: f64,
}

/// A cut, by exams and by fixed tests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CutReport {
    /// The level above it.
    pub level: Level,
    /// Where it lies.
    pub cut: f64,
    /// Share of the people who are above it.
    pub truly_above: f64,
    /// By exams.
    pub exam: Classification,
    /// By fixed tests.
    pub fixed: Classification,
}

/// All four levels at once: share of the people whose level is the true one, and the same twice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelsReport {
    /// Accuracy of exams.
    pub accuracy: f64,
    /// Consistency of exams.
    pub consistency: f64,
    /// Accuracy of fixed tests.
    pub fixed_accuracy: f64,
    /// Consistency of fixed tests.
    pub fixed_consistency: f64,
}

/// How well the overall ability is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OverallReport {
    /// Mean of estimate minus truth.
    pub bias: f64,
    /// Root mean square error.
    pub rmse: f64,
    /// Mean of the reported standard errors.
    pub mean_standard_error: f64,
    /// Share of the people whose interval holds the truth.
    pub coverage: f64,
    /// Root mean square error of fixed tests.
    pub fixed_rmse: f64,
    /// Share of the people at whose decision somebody has to look.
    pub close: f64,
    /// Share of the people whose decision is wrong, and at which nobody has to look.
    pub wrong_unseen: f64,
}

/// What a minimum for each domain does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MinimumReport {
    /// The minimum; none for the decision on the whole alone.
    pub minimum: Option<DomainMinimum>,
    /// Share of the people who hold what is asked: the whole, and each domain where it is.
    pub deserve: f64,
    /// Share of the people who are certified.
    pub certified: f64,
    /// Share of the people who are certified and do not hold what is asked.
    pub wrongly_certified: f64,
    /// Share of the people who hold it and are not certified.
    pub wrongly_refused: f64,
    /// Share of the people who hold the whole and are not certified.
    pub refused_though_whole: f64,
    /// Share of the people on whom two exams decide alike.
    pub consistency: f64,
}

/// What two candidates have in common, as shares of a test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overlap {
    /// Mean over pairs.
    pub mean: f64,
    /// Nineteen pairs in twenty have at most this.
    pub high: f64,
    /// The largest.
    pub largest: f64,
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DomainReport {
    /// Code.
    pub code: String,
    /// Mean number of questions that count.
    pub questions: f64,
    /// Root mean square error.
    pub rmse: f64,
    /// Share of the people whose band holds their true level.
    pub band_coverage: f64,
    /// Mean number of levels of a band.
    pub band_width: f64,
}

/// What a simulation found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// People simulated.
    pub people: u64,
    /// Questions that count.
    pub length: u32,
    /// Mean number of questions that are tried out, beside these.
    pub mean_tried_out: f64,
    /// The overall ability.
    pub overall: OverallReport,
    /// Each cut.
    pub cuts: Vec<CutReport>,
    /// All levels at once.
    pub levels: LevelsReport,
    /// Without a minimum, then with each that was asked for.
    pub minima: Vec<MinimumReport>,
    /// The largest share of exams in which one item was put.
    pub highest_exposure: f64,
    /// Items that were never put.
    pub never_put: u64,
    /// What two candidates have in common.
    pub overlap: Overlap,
    /// Mean of the authors' times of all questions of an exam, in minutes.
    pub mean_minutes: f64,
    /// Nineteen exams in twenty take at most this.
    pub high_minutes: f64,
    /// The domains.
    pub domains: Vec<DomainReport>,
}

/// An edition of exams under simulation.
#[derive(Debug)]
pub struct Simulation<'a> {
    edition: &'a Edition,
    rules: Rules,
    minima: Vec<Option<DomainMinimum>>,
    forms: [Vec<usize>; 2],
    population: Population,
    sums: Sums,
    cuts: Vec<[CutSums; 2]>,
    /// Truly the level told, the same level twice: by exams, by fixed tests.
    levels: [[u64; 2]; 2],
    of_minima: Vec<MinimumSums>,
    of_domains: Vec<DomainSums>,
    put: Vec<u64>,
    /// By number of questions in common.
    in_common: Vec<u64>,
    /// By minute.
    minutes: Vec<u64>,
    before: VecDeque<Vec<u16>>,
}

#[derive(Debug, Default)]
struct Sums {
    people: u64,
    tried_out: u64,
    error: f64,
    squared_error: f64,
    fixed_squared_error: f64,
    standard_error: f64,
    covered: u64,
    close: u64,
    wrong_unseen: u64,
    seconds: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct CutSums {
    above: u64,
    wrongly_above: u64,
    wrongly_below: u64,
    alike: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct MinimumSums {
    deserve: u64,
    certified: u64,
    wrongly_certified: u64,
    wrongly_refused: u64,
    refused_though_whole: u64,
    alike: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct DomainSums {
    questions: u64,
    squared_error: f64,
    covered: u64,
    width: u64,
}

impl<'a> Simulation<'a> {
    /// Nobody yet; beside the decision without a minimum, that with each of these.
    ///
    /// # Errors
    /// The edition is none of exams, or no fixed tests can be made of it.
    pub fn new(edition: &'a Edition, rules: Rules, minima: impl IntoIterator<Item = DomainMinimum>) -> Result<Self, String> {
        let exam = edition.blueprint.exam.as_ref().ok_or("the edition is none of exams")?;
        // what the items tell at the cuts, where decisions are taken
        let informations: Vec<f64> = edition.pool.iter().map(|item| rules.cuts.iter().map(|cut| item.model.expected_information(*cut)).sum()).collect();
        let form = |avoid| fixed_form(edition, exam, informations.clone(), avoid).ok_or("no fixed test can be made of this bank");
        let first = form(Vec::new())?;
        let second = form(edition.with_translations(first.iter().copied()).into_iter().map(|place| place as u16).collect())?;
        let minima: Vec<Option<DomainMinimum>> = std::iter::once(None).chain(minima.into_iter().map(Some)).collect();
        Ok(Self {
            population: Population::new(&edition.prior).map_err(|e| e.to_string())?,
            forms: [first, second],
            sums: Sums::default(),
            cuts: vec![[CutSums::default(); 2]; rules.cuts.len()],
            levels: [[0; 2]; 2],
            of_minima: vec![MinimumSums::default(); minima.len()],
            of_domains: vec![DomainSums::default(); edition.framework.domains.len()],
            put: vec![0; edition.pool.len()],
            in_common: vec![0; edition.blueprint.stopping.longest as usize + 1],
            minutes: Vec::new(),
            before: VecDeque::new(),
            edition,
            rules,
            minima,
        })
    }

    /// Plays one person; the same seed and number give the same person and the same exams.
    pub fn play(&mut self, seed: u64, number: u64) {
        let mut random = Random::new(seed, PERSON + number);
        let truth = self.population.draw_person(&mut random);
        let first = self.exam(&truth, Vec::new(), &mut random);
        let met = self.edition.with_translations(first.answers.iter().map(|answer| usize::from(answer.item)));
        let second = self.exam(&truth, met.into_iter().map(|place| place as u16).collect(), &mut random);
        let fixed = [0, 1].map(|form| self.fixed(form, &truth, &mut random));
        self.note_questions(&first);
        let counting = |answers: &[Scored]| answers.iter().copied().filter(|answer| self.edition.counts_answer(answer)).collect::<Vec<_>>();
        let told = [&first.answers, &second.answers, &fixed[0], &fixed[1]].map(|answers| classify(self.edition, &self.rules, &counting(answers)));
        self.note_decisions(&truth, &told);
        self.note_minima(&truth, &told);
        self.note_domains(&truth, &told[0]);
        self.sums.people += 1;
    }

    fn exam(&self, truth: &[f64], avoid: Vec<u16>, random: &mut Random) -> State {
        let context = Context { now: 0, seed: random.next_u64(), edition: self.edition, choice: Choice::Adaptive };
        let mut state = State::start(Plan { avoid, language: Language::Fr, ..Plan::default() }, &context);
        while let Some(current) = state.current.clone() {
            let won = self.response(usize::from(current.item), truth, random);
            let points = self.edition.pool[usize::from(current.item)].item.interaction.points();
            for event in answered(&state, &current, None, Score { won, points }, &context) {
                debug_assert!(!matches!(event, Event::Paused { .. }), "nobody pauses an exam by themselves");
                state.apply(event);
            }
        }
        state
    }

    fn fixed(&self, form: usize, truth: &[f64], random: &mut Random) -> Vec<Scored> {
        self.forms[form].iter().map(|place| Scored { item: *place as u16, won: self.response(*place, truth, random) }).collect()
    }

    /// Of an item drawn around what is believed of it: what is known before any calibration.
    fn response(&self, place: usize, truth: &[f64], random: &mut Random) -> u8 {
        let pooled = &self.edition.pool[place];
        let item = draw_item(&pooled.parameters.model(), &pooled.parameters.uncertainty(), random);
        draw_response(&item, truth[pooled.domain], random) as u8
    }

    fn note_questions(&mut self, state: &State) {
        let counting: Vec<u16> = state.answers.iter().filter(|answer| self.edition.counts_answer(answer)).map(|answer| answer.item).collect();
        self.sums.tried_out += (state.answers.len() - counting.len()) as u64;
        let mut seconds = 0;
        for answer in &state.answers {
            self.put[usize::from(answer.item)] += 1;
            seconds += u64::from(self.edition.pool[usize::from(answer.item)].item.time);
        }
        self.sums.seconds += seconds;
        let minute = seconds.div_ceil(60) as usize;
        if self.minutes.len() <= minute {
            self.minutes.resize(minute + 1, 0);
        }
        self.minutes[minute] += 1;
        for other in &self.before {
            let common = counting.iter().filter(|item| other.contains(item)).count();
            self.in_common[common] += 1;
        }
        if self.before.len() == COMPARED {
            self.before.pop_front();
        }
        self.before.push_back(counting);
    }

    fn note_decisions(&mut self, truth: &[f64], told: &[Classified; 4]) {
        let whole = mean(truth);
        let certainty = self.rules.certainty;
        let overall = &told[0].overall;
        self.sums.error += overall.estimate - whole;
        self.sums.squared_error += (overall.estimate - whole) * (overall.estimate - whole);
        self.sums.fixed_squared_error += (told[2].overall.estimate - whole) * (told[2].overall.estimate - whole);
        self.sums.standard_error += overall.standard_error;
        let holds = |value: f64| (overall.interval.0..=overall.interval.1).contains(&value);
        self.sums.covered += u64::from(holds(whole));
        let is_close = self.rules.cut(self.rules.pass_level).is_some_and(holds);
        let true_level = level_of(whole, &self.rules);
        let is_wrong = (overall.level(certainty) >= self.rules.pass_level) != (true_level >= self.rules.pass_level);
        self.sums.close += u64::from(is_close);
        self.sums.wrong_unseen += u64::from(is_wrong && !is_close);
        for (kind, pair) in told.chunks(2).enumerate() {
            let [first, second] = [0, 1].map(|at| pair[at].overall.level(certainty));
            self.levels[kind][0] += u64::from(first == true_level);
            self.levels[kind][1] += u64::from(first == second);
            for (sums, level) in self.cuts.iter_mut().zip(&Level::ALL[1..]) {
                let sums = &mut sums[kind];
                let (truly, is_above, again) = (true_level >= *level, first >= *level, second >= *level);
                sums.above += u64::from(truly);
                sums.wrongly_above += u64::from(is_above && !truly);
                sums.wrongly_below += u64::from(truly && !is_above);
                sums.alike += u64::from(is_above == again);
            }
        }
    }

    fn note_minima(&mut self, truth: &[f64], told: &[Classified; 4]) {
        let holds_whole = level_of(mean(truth), &self.rules) >= self.rules.pass_level;
        for (sums, minimum) in self.of_minima.iter_mut().zip(&self.minima) {
            let rules = Rules { domain_minimum: *minimum, ..self.rules.clone() };
            let holds_each = minimum.is_none_or(|minimum| truth.iter().all(|ability| level_of(*ability, &rules) >= minimum.level));
            let deserves = holds_whole && holds_each;
            let is_certified = |told: &Classified| told.overall.level(rules.certainty) >= rules.pass_level && meets_minimum(&told.domains, &rules);
            let certified = is_certified(&told[0]);
            sums.deserve += u64::from(deserves);
            sums.certified += u64::from(certified);
            sums.wrongly_certified += u64::from(certified && !deserves);
            sums.wrongly_refused += u64::from(deserves && !certified);
            sums.refused_though_whole += u64::from(holds_whole && !certified);
            sums.alike += u64::from(certified == is_certified(&told[1]));
        }
    }

    fn note_domains(&mut self, truth: &[f64], told: &Classified) {
        for ((sums, domain), truth) in self.of_domains.iter_mut().zip(&told.domains).zip(truth) {
            sums.questions += u64::from(domain.answered);
            sums.squared_error += (domain.estimate - truth) * (domain.estimate - truth);
            if let Some(band) = domain.band {
                let place = |level| Level::ALL.iter().position(|other| *other == level).unwrap_or_default();
                sums.covered += u64::from((band.lowest..=band.highest).contains(&level_of(*truth, &self.rules)));
                sums.width += (place(band.highest) - place(band.lowest) + 1) as u64;
            }
        }
    }

    /// What was found so far.
    pub fn report(&self) -> Report {
        let people = self.sums.people.max(1) as f64;
        let share = |count: u64| count as f64 / people;
        let classification = |sums: &CutSums| Classification {
            accuracy: 1.0 - share(sums.wrongly_above + sums.wrongly_below),
            consistency: share(sums.alike),
            wrongly_above: share(sums.wrongly_above),
            wrongly_below: share(sums.wrongly_below),
        };
        let of_cut = |((sums, level), cut): ((&[CutSums; 2], &Level), &f64)| CutReport {
            level: *level,
            cut: *cut,
            truly_above: share(sums[0].above),
            exam: classification(&sums[0]),
            fixed: classification(&sums[1]),
        };
        Report {
            people: self.sums.people,
            length: self.edition.blueprint.stopping.longest,
            mean_tried_out: share(self.sums.tried_out),
            overall: self.overall(people),
            cuts: self.cuts.iter().zip(&Level::ALL[1..]).zip(&self.rules.cuts).map(of_cut).collect(),
            levels: LevelsReport {
                accuracy: share(self.levels[0][0]),
                consistency: share(self.levels[0][1]),
                fixed_accuracy: share(self.levels[1][0]),
                fixed_consistency: share(self.levels[1][1]),
            },
            minima: self.minima(people),
            highest_exposure: share(self.put.iter().copied().max().unwrap_or_default()),
            never_put: self.put.iter().filter(|put| **put == 0).count() as u64,
            overlap: self.overlap(),
            mean_minutes: self.sums.seconds as f64 / 60.0 / people,
            high_minutes: percentile(&self.minutes, 0.95) as f64,
            domains: self.domains(people),
        }
    }

    fn overall(&self, people: f64) -> OverallReport {
        OverallReport {
            bias: self.sums.error / people,
            rmse: (self.sums.squared_error / people).sqrt(),
            mean_standard_error: self.sums.standard_error / people,
            coverage: self.sums.covered as f64 / people,
            fixed_rmse: (self.sums.fixed_squared_error / people).sqrt(),
            close: self.sums.close as f64 / people,
            wrong_unseen: self.sums.wrong_unseen as f64 / people,
        }
    }

    fn minima(&self, people: f64) -> Vec<MinimumReport> {
        let share = |count: u64| count as f64 / people;
        let of = |(minimum, sums): (&Option<DomainMinimum>, &MinimumSums)| MinimumReport {
            minimum: *minimum,
            deserve: share(sums.deserve),
            certified: share(sums.certified),
            wrongly_certified: share(sums.wrongly_certified),
            wrongly_refused: share(sums.wrongly_refused),
            refused_though_whole: share(sums.refused_though_whole),
            consistency: share(sums.alike),
        };
        self.minima.iter().zip(&self.of_minima).map(of).collect()
    }

    fn overlap(&self) -> Overlap {
        let length = (self.in_common.len() - 1).max(1) as f64;
        let pairs: u64 = self.in_common.iter().sum();
        let common: u64 = self.in_common.iter().zip(0..).map(|(pairs, common)| pairs * common).sum();
        Overlap {
            mean: common as f64 / pairs.max(1) as f64 / length,
            high: percentile(&self.in_common, 0.95) as f64 / length,
            largest: self.in_common.iter().rposition(|pairs| *pairs > 0).unwrap_or_default() as f64 / length,
        }
    }

    fn domains(&self, people: f64) -> Vec<DomainReport> {
        let of = |(domain, sums): (&crate::framework::Domain, &DomainSums)| DomainReport {
            code: domain.code.clone(),
            questions: sums.questions as f64 / people,
            rmse: (sums.squared_error / people).sqrt(),
            band_coverage: sums.covered as f64 / people,
            band_width: sums.width as f64 / people,
        };
        self.edition.framework.domains.iter().zip(&self.of_domains).map(of).collect()
    }
}

fn mean(abilities: &[f64]) -> f64 {
    abilities.iter().fold(0.0, |sum, ability| sum + ability) / abilities.len() as f64
}

fn level_of(ability: f64, rules: &Rules) -> Level {
    Level::ALL[psychometrics::levels::level_of(ability, &rules.cuts)]
}

/// The least value that this share of the counts does not surpass.
fn percentile(counts: &[u64], share: f64) -> usize {
    let all: u64 = counts.iter().sum();
    let mut sum = 0;
    counts
        .iter()
        .position(|count| {
            sum += count;
            sum as f64 >= share * all as f64
        })
        .unwrap_or_default()
}
