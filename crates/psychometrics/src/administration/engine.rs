//! Running a design: the next item, the answer, the end.

use std::fmt;

use super::session::barred::{ASKED, ENEMY, EXCLUDED, INELIGIBLE, PUT_ASIDE};
use super::{Design, DesignError, Outcome, Session, Step};
use crate::ability::{AbilityError, Bound, Estimate, Response};
#[cfg(feature = "shadow-test")]
use crate::assembly::AssemblyError;
use crate::exposure::Control;
use crate::random::Random;
use crate::selection::{Bank, Progress, Rule, randomesque};
use crate::stopping::{Reason, Situation};

/// A design and a bank that fit each other: runs real sessions and simulated ones alike.
///
/// ```
/// use psychometrics::administration::{Administration, Design, Step};
/// use psychometrics::model::ItemModel;
/// use psychometrics::random::Random;
/// use psychometrics::selection::{Bank, Grid};
/// use psychometrics::stopping::{Rule, Stopping};
///
/// let items = (0..60).map(|index| ItemModel::TwoPl { discrimination: 1.4, difficulty: f64::from(index) / 15.0 - 2.0 }).collect();
/// let bank = Bank::new(items, Grid::normal(0.0, 1.0, -4.0, 4.0, 41)?)?;
/// let stopping = Stopping { minimum: 5, any: vec![Rule::Precision { standard_error: 0.35 }, Rule::Length { items: 20 }] };
/// let design = Design::maximum_information(stopping);
/// let administration = Administration::new(&bank, &design)?;
/// let mut session = administration.session();
/// let mut random = Random::new(2026, 0);
/// while let Step::Ask(item) = administration.next(&mut session, &mut random)? {
///     let category = usize::from(item < 40); // a person who knows the easier two thirds
///     administration.answer(&mut session, item, category, 30.0)?;
/// }
/// let estimate = administration.finish(&mut session)?;
/// assert!(estimate.theta > 0.3 && estimate.standard_error <= 0.35);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Administration<'a> {
    bank: &'a Bank,
    design: &'a Design,
}

/// Why a step cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdministrationError {
    /// The item does not exist.
    NoSuchItem {
        /// The item named.
        item: usize,
    },
    /// The item was answered before.
    AnsweredBefore {
        /// The item named.
        item: usize,
    },
    /// The item has no such category.
    NoSuchCategory {
        /// The item named.
        item: usize,
        /// The category given.
        category: usize,
    },
    /// The seconds are negative or not a number.
    Seconds,
    /// There is not one flag of eligibility for each item.
    Eligibility,
    /// The ability cannot be estimated.
    Ability(AbilityError),
    /// No shadow test can be put together.
    #[cfg(feature = "shadow-test")]
    Assembly(AssemblyError),
}

impl fmt::Display for AdministrationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchItem { item } => write!(formatter, "item {item} is not in the bank"),
            Self::AnsweredBefore { item } => write!(formatter, "item {item} was answered before"),
            Self::NoSuchCategory { item, category } => write!(formatter, "item {item} has no category {category}"),
            Self::Seconds => formatter.write_str("the seconds of an answer are not a number from 0 upwards"),
            Self::Eligibility => formatter.write_str("there is not one flag of eligibility for each item"),
            Self::Ability(error) => error.fmt(formatter),
            #[cfg(feature = "shadow-test")]
            Self::Assembly(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for AdministrationError {}

impl From<AbilityError> for AdministrationError {
    fn from(error: AbilityError) -> Self {
        Self::Ability(error)
    }
}

#[cfg(feature = "shadow-test")]
impl From<AssemblyError> for AdministrationError {
    fn from(error: AssemblyError) -> Self {
        Self::Assembly(error)
    }
}

impl<'a> Administration<'a> {
    /// Checks that the design fits the bank.
    pub fn new(bank: &'a Bank, design: &'a Design) -> Result<Self, DesignError> {
        design.check(bank)?;
        Ok(Self { bank, design })
    }

    /// The bank.
    pub fn bank(&self) -> &'a Bank {
        self.bank
    }

    /// The design.
    pub fn design(&self) -> &'a Design {
        self.design
    }

    /// A new test, with memory for as many items as the bank has.
    pub fn session(&self) -> Session {
        let mut session = Session::new(self.bank);
        for item in &self.design.constraints.excluded {
            session.nature[*item] |= EXCLUDED;
        }
        self.begin(&mut session);
        session
    }

    /// Begins again for the next person, in the same memory.
    ///
    /// The session must come from [`session`](Self::session) of this administration.
    pub fn begin(&self, session: &mut Session) {
        session.answers.clear();
        session.items.clear();
        session.selected.clear();
        session.evidence.reset(self.bank.grid());
        session.estimate = Estimate { theta: self.design.start.ability, standard_error: self.bank.grid().prior().1, bound: Bound::Inside };
        session.before = None;
        session.seconds = 0.0;
        session.pending = None;
        session.barred.clone_from(&session.nature);
    }

    /// Makes items ineligible for this test (see [`Eligibility`](crate::exposure::Eligibility)): one flag for each item, true for eligible.
    pub fn set_eligible(&self, session: &mut Session, eligible: &[bool]) -> Result<(), AdministrationError> {
        if eligible.len() != self.bank.len() {
            return Err(AdministrationError::Eligibility);
        }
        for (bits, eligible) in session.barred.iter_mut().zip(eligible) {
            *bits = if *eligible { *bits & !INELIGIBLE } else { *bits | INELIGIBLE };
        }
        Ok(())
    }

    /// The next item, or the end. Asking again without an answer gives the same item and draws nothing.
    pub fn next(&self, session: &mut Session, random: &mut Random) -> Result<Step, AdministrationError> {
        if let Some(item) = session.pending {
            return Ok(Step::Ask(item));
        }
        let situation = Situation {
            asked: session.answers.len(),
            estimate: session.estimate,
            before: session.before,
            seconds: session.seconds,
            answers: session.answers.iter().map(|(item, category)| Response { model: &self.bank.items()[*item], category: *category }),
            points: self.bank.grid().points(),
        };
        let most_left = || self.bank.most_informative(session.estimate.theta, |item| session.barred[item] == 0).map(|(_, information)| information);
        if let Some(reason) = self.design.stopping.reason(&situation, most_left) {
            return Ok(Step::Stop(reason));
        }
        let Some(item) = self.choose(session, random)? else { return Ok(Step::Stop(Reason::NothingLeft)) };
        session.pending = Some(item);
        Ok(Step::Ask(item))
    }

    /// Takes an answer in, with the seconds that it took (0 when nobody measures), and gives the new provisional estimate.
    ///
    /// The item need not be the one proposed: a real session may ask something else. An answer that is refused leaves the session as it was; when only the
    /// estimate fails ([`AdministrationError::Ability`]) the answer has been taken, and the estimate before it stands.
    pub fn answer(&self, session: &mut Session, item: usize, category: usize, seconds: f64) -> Result<Estimate, AdministrationError> {
        let model = self.bank.items().get(item).ok_or(AdministrationError::NoSuchItem { item })?;
        if session.barred[item] & ASKED != 0 {
            return Err(AdministrationError::AnsweredBefore { item });
        }
        if category >= model.categories() {
            return Err(AdministrationError::NoSuchCategory { item, category });
        }
        if !seconds.is_finite() || seconds < 0.0 {
            return Err(AdministrationError::Seconds);
        }
        session.answers.push((item, category));
        session.items.push(item);
        session.seconds += seconds;
        session.pending = None;
        session.barred[item] |= ASKED;
        for set in self.design.constraints.enemies.iter().filter(|set| set.contains(&item)) {
            for enemy in set {
                session.barred[*enemy] |= ENEMY;
            }
        }
        session.evidence.add(self.bank.curves(item).category(category));
        let estimate = self.design.provisional.estimate(self.bank, &session.answers, &session.evidence)?;
        session.before = (session.answers.len() > 1).then_some(session.estimate);
        session.estimate = estimate;
        Ok(estimate)
    }

    /// The final estimate. The answers are put in the bank's order first: it does not depend on the order of asking.
    pub fn finish(&self, session: &mut Session) -> Result<Estimate, AdministrationError> {
        session.sorted.clear();
        session.sorted.extend_from_slice(&session.answers);
        session.sorted.sort_unstable();
        session.last_evidence.reset(self.bank.grid());
        for (item, category) in &session.sorted {
            session.last_evidence.add(self.bank.curves(*item).category(*category));
        }
        Ok(self.design.last.estimate(self.bank, &session.sorted, &session.last_evidence)?)
    }

    /// A whole test, from the first item to the final estimate: `respond` says in which category the person answers an item.
    ///
    /// No time passes in it: rules of time do not end it.
    pub fn run(&self, session: &mut Session, random: &mut Random, mut respond: impl FnMut(usize) -> usize) -> Result<Outcome, AdministrationError> {
        self.begin(session);
        self.resume(session, random, &mut respond)
    }

    /// The rest of a test that has begun.
    pub fn resume(&self, session: &mut Session, random: &mut Random, respond: &mut impl FnMut(usize) -> usize) -> Result<Outcome, AdministrationError> {
        loop {
            match self.next(session, random)? {
                Step::Ask(item) => {
                    self.answer(session, item, respond(item), 0.0)?;
                }
                Step::Stop(reason) => return Ok(Outcome { estimate: self.finish(session)?, reason, length: session.answers.len() }),
            }
        }
    }

    fn choose(&self, session: &mut Session, random: &mut Random) -> Result<Option<usize>, AdministrationError> {
        let forced = self.design.start.items.iter().copied().find(|item| session.barred[*item] & ASKED == 0);
        if let Some(item) = forced.filter(|_| session.answers.len() < self.design.start.items.len()) {
            return Ok(Some(item));
        }
        if let Some(item) = self.choose_from(session, 0, random)? {
            return Ok(Some(item));
        }
        // Nothing is left. Of the items put aside by chance, the one that exposure control minds least; then those not eligible for this person.
        if let Control::SympsonHetter { parameters } = &self.design.exposure {
            let aside = (0..self.bank.len()).filter(|item| session.barred[*item] == PUT_ASIDE && (!self.is_constrained() || session.allowed[*item]));
            let least_minded =
                aside.fold(None, |best: Option<usize>, item| if best.is_some_and(|best| parameters[best] >= parameters[item]) { best } else { Some(item) });
            if least_minded.is_some() {
                return Ok(least_minded);
            }
        }
        self.choose_from(session, INELIGIBLE, random)
    }

    /// Chooses among the items barred by nothing but `lifted`, class by class of content.
    #[cfg_attr(not(feature = "shadow-test"), expect(clippy::unnecessary_wraps, reason = "only a shadow test can fail"))]
    fn choose_from(&self, session: &mut Session, lifted: u8, random: &mut Random) -> Result<Option<usize>, AdministrationError> {
        if lifted != 0 && session.barred.iter().all(|bits| bits & lifted == 0) {
            return Ok(None);
        }
        let constraints = &self.design.constraints;
        if !self.is_constrained() {
            return Ok(self.pick(session, random, |session, item| session.barred[item] & !lifted == 0));
        }
        session.allowed.clear();
        session.allowed.extend(session.barred.iter().map(|bits| bits & !lifted == 0));
        #[cfg(feature = "shadow-test")]
        if let Some(blueprint) = &constraints.shadow {
            self.keep_to_shadow(session, blueprint)?;
        }
        self.keep_spacing(session);
        let Some(content) = &constraints.content else {
            return Ok(self.pick(session, random, |session, item| session.allowed[item] && session.barred[item] & !lifted == 0));
        };
        let mut order = std::mem::take(&mut session.classes);
        content.order(&session.items, random, &mut order);
        let chosen = order.iter().find_map(|class| {
            self.pick(session, random, |session, item| session.allowed[item] && session.barred[item] & !lifted == 0 && content.classes[item] == *class)
        });
        session.classes = order;
        Ok(chosen)
    }

    /// Whether what may be asked depends on more than the bars of each item.
    fn is_constrained(&self) -> bool {
        let constraints = &self.design.constraints;
        constraints.content.is_some() || constraints.shadow.is_some() || constraints.spacing.is_some()
    }

    fn keep_spacing(&self, session: &mut Session) {
        if let Some(spacing) = &self.design.constraints.spacing
            && session.items.iter().rev().take(spacing.gap).any(|item| spacing.heavy.contains(item))
        {
            // When nothing but heavy items is left, closeness is better than an early end.
            let has_light = session.allowed.iter().enumerate().any(|(item, allowed)| *allowed && !spacing.heavy.contains(&item));
            if has_light {
                for item in &spacing.heavy {
                    session.allowed[*item] = false;
                }
            }
        }
    }

    /// Keeps the items of the best whole test that contains those asked.
    #[cfg(feature = "shadow-test")]
    fn keep_to_shadow(&self, session: &mut Session, blueprint: &crate::assembly::Blueprint) -> Result<(), AdministrationError> {
        let information: Vec<f64> = self.bank.items().iter().map(|model| model.expected_information(session.estimate.theta)).collect();
        let mut whole = blueprint.clone();
        whole.enemies.extend(self.design.constraints.enemies.iter().cloned());
        let asked = |item: usize| session.barred[item] & ASKED != 0;
        whole.excluded.extend((0..self.bank.len()).filter(|item| !session.allowed[*item] && !asked(*item)));
        let test = match crate::assembly::assemble(&whole, &information, &session.items) {
            // Ineligible, put aside or spaced items must not make the blueprint impossible (van der Linden and Veldkamp, 2004).
            Err(AssemblyError::Infeasible { .. }) => {
                whole.excluded.clone_from(&blueprint.excluded);
                whole.excluded.extend((0..self.bank.len()).filter(|item| session.barred[*item] & EXCLUDED != 0));
                let test = crate::assembly::assemble(&whole, &information, &session.items)?;
                for item in &test {
                    session.barred[*item] &= !(INELIGIBLE | PUT_ASIDE);
                }
                test
            }
            other => other?,
        };
        session.allowed.clear();
        session.allowed.resize(self.bank.len(), false);
        for item in test {
            session.allowed[item] = session.barred[item] & ASKED == 0;
        }
        Ok(())
    }

    /// The best of the allowed items by the rule, as exposure control lets it through.
    fn pick(&self, session: &mut Session, random: &mut Random, allowed: impl Fn(&Session, usize) -> bool) -> Option<usize> {
        let among = if let Control::Randomesque { count } = self.design.exposure { count } else { 1 };
        let is_fast = self.design.rule == Rule::MaximumInformation && among == 1;
        if !is_fast {
            self.fill_values(session, random, &allowed);
        }
        loop {
            let item = if is_fast {
                self.bank.most_informative(session.estimate.theta, |item| allowed(session, item)).map(|(item, _)| item)?
            } else if among == 1 {
                best(&session.values)?
            } else {
                let candidates = session.values.iter().filter(|value| !value.is_nan()).count();
                if candidates == 0 {
                    return None;
                }
                randomesque(&session.values, among.min(candidates), random)?
            };
            session.selected.push(item);
            if let Control::SympsonHetter { parameters } = &self.design.exposure
                && random.uniform() >= parameters[item]
            {
                session.barred[item] |= PUT_ASIDE;
                if let Some(value) = session.values.get_mut(item) {
                    *value = f64::NAN;
                }
                continue;
            }
            return Some(item);
        }
    }

    fn fill_values(&self, session: &mut Session, random: &mut Random, allowed: &impl Fn(&Session, usize) -> bool) {
        let (mut mask, mut values) = (std::mem::take(&mut session.mask), std::mem::take(&mut session.values));
        mask.clear();
        mask.extend((0..self.bank.len()).map(|item| allowed(session, item)));
        let belief = session.evidence.belief(session.estimate.theta, self.bank.grid());
        let progress = Progress { asked: session.answers.len(), standard_error: session.estimate.standard_error };
        self.design.rule.values(self.bank, &belief, progress, &mask, random, &mut values);
        (session.mask, session.values) = (mask, values);
    }
}

/// The position of the largest value, the first of equals; NaN is no value.
fn best(values: &[f64]) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (place, value) in values.iter().enumerate() {
        if !value.is_nan() && best.is_none_or(|winner| *value > values[winner]) {
            best = Some(place);
        }
    }
    best
}
