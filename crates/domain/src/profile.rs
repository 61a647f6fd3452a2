//! The profile: what the answers say, domain by domain, with how sure they make us.

use psychometrics::ability::{AbilityError, Observation, Posterior, Prior, posterior_mean};
use psychometrics::levels::{level_probabilities, normal_cdf};
use psychometrics::matrix::SymmetricMatrix;
use serde::{Deserialize, Serialize};

use crate::bank::Edition;
use crate::session::{Ending, Scope, Scored, posterior};

/// The four levels, lowest first. Socle is what everyone must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Discovering.
    Decouverte,
    /// The common base.
    Socle,
    /// Beyond it.
    Avance,
    /// A reference for others.
    Expert,
}

impl Level {
    /// All, lowest first.
    pub const ALL: [Self; 4] = [Self::Decouverte, Self::Socle, Self::Avance, Self::Expert];

    /// As stored and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decouverte => "decouverte",
            Self::Socle => "socle",
            Self::Avance => "avance",
            Self::Expert => "expert",
        }
    }
}

/// One domain of a profile. Abilities are in standard deviations of the population, 0 its mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DomainResult {
    /// Code of the domain.
    pub code: String,
    /// Posterior mean.
    pub estimate: f64,
    /// Posterior standard deviation.
    pub standard_error: f64,
    /// Where the ability lies with the blueprint's probability.
    pub interval: (f64, f64),
    /// The most probable level.
    pub level: Level,
    /// Probability of each level, lowest first.
    pub probabilities: [f64; 4],
    /// Questions answered.
    pub answered: u32,
}

/// What the answers show of a competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Seen, and held at the level of Socle.
    Held,
    /// Seen, and not held.
    NotHeld,
    /// Not enough to say.
    NotEnough,
}

/// One competence of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompetenceResult {
    /// Code of the competence.
    pub code: String,
    /// Shrunk towards its domain.
    pub estimate: f64,
    /// Its own uncertainty.
    pub standard_error: f64,
    /// Where it lies with the blueprint's probability.
    pub interval: (f64, f64),
    /// Probability of holding at least Socle.
    pub held: f64,
    /// What that allows to say.
    pub evidence: Evidence,
    /// Questions answered.
    pub answered: u32,
    /// Of these, not fully right.
    pub missed: u32,
}

/// Why something is proposed next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Answers were missed there, in a domain below Socle: begin with it.
    BuildBase,
    /// Answers were missed there: look at them again.
    Consolidate,
    /// Too little is known: a few questions would tell.
    Confirm,
    /// Held well: pass it on.
    PassOn,
    /// Everything asked was right: meet harder questions later.
    Stretch,
}

/// One of the things to do next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    /// Why.
    pub kind: StepKind,
    /// Domain it is about.
    pub domain: String,
    /// Competence, where it is about one.
    pub competence: Option<String>,
    /// Answers missed there.
    pub missed: u32,
    /// Answers given there.
    pub answered: u32,
    /// The probability that the reason rests on.
    pub probability: f64,
}

/// What a finished session says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Domains that were assessed, in the order of the framework.
    pub domains: Vec<DomainResult>,
    /// Competences that were assessed, in the order of the framework.
    pub competences: Vec<CompetenceResult>,
    /// Three things to do next.
    pub next: Vec<NextStep>,
    /// Questions answered that count.
    pub answered: u32,
    /// Time counted, in microseconds.
    pub active: i64,
    /// Why it ended.
    pub ending: Ending,
    /// Posterior covariance of these domains, row by row.
    pub covariance: Vec<f64>,
}

/// The profile of a session that assessed the whole framework: [`profile_within`] it.
pub fn profile(edition: &Edition, answers: &[Scored], active: i64, ending: Ending) -> Profile {
    profile_within(edition, &Scope::default(), answers, active, ending)
}

/// Computes the profile of these answers: of those that count, over what was assessed. The time is that of all of them, since the
/// person's minutes are real.
///
/// What was not assessed is left out, though the correlation of the domains would let something be guessed of it: nobody asked.
pub fn profile_within(edition: &Edition, scope: &Scope, answers: &[Scored], active: i64, ending: Ending) -> Profile {
    let answers: Vec<Scored> = answers.iter().copied().filter(|answer| edition.counts_answer(answer)).collect();
    let posterior = posterior(edition, &answers);
    let rules = &edition.blueprint.reporting;
    let cuts = &edition.blueprint.levels.cuts;
    let assessed = scope.domains(&edition.framework);
    let dimensions: Vec<usize> = (0..assessed.len()).filter(|d| assessed[*d]).collect();
    let domains: Vec<DomainResult> = edition
        .framework
        .domains
        .iter()
        .enumerate()
        .filter(|(d, _)| assessed[*d])
        .map(|(d, domain)| {
            let (estimate, standard_error) = (posterior.mean[d], posterior.standard_error(d));
            let mut probabilities = [0.0; 4];
            probabilities.copy_from_slice(&level_probabilities(estimate, standard_error, cuts));
            DomainResult {
                code: domain.code.clone(),
                estimate,
                standard_error,
                interval: posterior.interval(d, rules.interval),
                level: likeliest(&probabilities),
                probabilities,
                answered: answers.iter().filter(|a| edition.pool[usize::from(a.item)].domain == d).count() as u32,
            }
        })
        .collect();
    let competences = competences(edition, scope, &answers);
    let next = next_steps(edition, &domains, &competences);
    let covariance = dimensions.iter().flat_map(|i| dimensions.iter().map(|j| posterior.covariance.get(*i, *j)));
    Profile { domains, competences, next, answered: answers.len() as u32, active, ending, covariance: covariance.collect() }
}

/// The prior over the competences: each an ability of its own around its domain, eta = theta + delta, delta ~ N(0, `competence_sd`²).
fn competence_prior(edition: &Edition) -> Result<Prior, AbilityError> {
    let framework = &edition.framework;
    let domain_of: Vec<usize> = framework.competences.iter().map(|c| framework.dimension(&c.domain).unwrap_or_default()).collect();
    let (size, sd) = (domain_of.len(), edition.blueprint.reporting.competence_sd);
    let mut covariance = SymmetricMatrix::zeros(size);
    for i in 0..size {
        for j in 0..=i {
            let own = if i == j { sd * sd } else { 0.0 };
            covariance.set(i, j, edition.prior.covariance().get(domain_of[i], domain_of[j]) + own);
        }
    }
    Prior::new(domain_of.iter().map(|d| edition.prior.mean()[*d]).collect(), covariance)
}

/// What the answers that count say of each competence, in the order of the framework: all estimated together, so that an answer in one informs the
/// others as far as their correlation goes and no further. From no answer, what is believed of anybody.
///
/// `None` when the arithmetic fails, which a valid edition has never made it do.
pub fn competence_abilities(edition: &Edition, answers: &[Scored]) -> Option<Posterior> {
    let observations: Vec<Observation<'_>> = answers
        .iter()
        .filter(|answer| edition.counts_answer(answer))
        .map(|a| {
            let item = &edition.pool[usize::from(a.item)];
            Observation { model: &item.model, dimension: item.competence, category: usize::from(a.won) }
        })
        .collect();
    posterior_mean(&competence_prior(edition).ok()?, &observations).ok()
}

/// What is told of each competence that was assessed.
fn competences(edition: &Edition, scope: &Scope, answers: &[Scored]) -> Vec<CompetenceResult> {
    let rules = &edition.blueprint.reporting;
    let framework = &edition.framework;
    let Some(posterior) = competence_abilities(edition, answers) else {
        return Vec::new();
    };
    let socle = edition.blueprint.levels.cuts[0];
    framework
        .competences
        .iter()
        .enumerate()
        .filter(|(c, _)| scope.includes(*c))
        .map(|(c, competence)| {
            let here = answers.iter().map(|a| (a, &edition.pool[usize::from(a.item)])).filter(|(_, item)| item.competence == c);
            let (mut answered, mut missed) = (0, 0);
            for (answer, item) in here {
                answered += 1;
                missed += u32::from(answer.won < item.item.interaction.points());
            }
            let (estimate, standard_error) = (posterior.mean[c], posterior.standard_error(c));
            let held = 1.0 - normal_cdf((socle - estimate) / standard_error);
            let evidence = match answered {
                few if few < rules.evidence_answers => Evidence::NotEnough,
                _ if held >= rules.evidence => Evidence::Held,
                _ if held <= 1.0 - rules.evidence => Evidence::NotHeld,
                _ => Evidence::NotEnough,
            };
            CompetenceResult {
                code: competence.code.clone(),
                estimate,
                standard_error,
                interval: posterior.interval(c, rules.interval),
                held,
                evidence,
                answered,
                missed,
            }
        })
        .collect()
}

/// How many things are proposed.
const STEPS: usize = 3;
/// From this probability of Avancé or more on, a domain is worth passing on.
const PASS_ON: f64 = 0.6;

/// Three things to do next: what was missed in the weakest places first, then what is too little known, then what can be
/// passed on. Fixed and published rules, no learned model.
fn next_steps(edition: &Edition, domains: &[DomainResult], competences: &[CompetenceResult]) -> Vec<NextStep> {
    let framework = &edition.framework;
    let domain_of = |result: &CompetenceResult| domains.iter().find(|d| framework.competence(&result.code).is_some_and(|c| c.domain == d.code));
    let mut missed: Vec<(&CompetenceResult, &DomainResult)> =
        competences.iter().filter(|result| result.missed > 0).filter_map(|result| Some((result, domain_of(result)?))).collect();
    missed.sort_by(|a, b| a.0.held.total_cmp(&b.0.held));
    let mut steps: Vec<NextStep> = Vec::new();
    let about = |kind, result: &CompetenceResult, domain: &DomainResult, probability| NextStep {
        kind,
        domain: domain.code.clone(),
        competence: Some(result.code.clone()),
        missed: result.missed,
        answered: result.answered,
        probability,
    };
    for (result, domain) in &missed {
        // two in one domain at the most: three reproaches about one subject help nobody
        if steps.len() < STEPS - 1 && steps.iter().filter(|s| s.domain == domain.code).count() < 2 {
            let kind = if domain.level == Level::Decouverte { StepKind::BuildBase } else { StepKind::Consolidate };
            steps.push(about(kind, result, domain, result.held));
        }
    }
    let strongest = domains.iter().max_by(|a, b| a.estimate.total_cmp(&b.estimate));
    if let Some(domain) = strongest.filter(|d| d.probabilities[2] + d.probabilities[3] >= PASS_ON) {
        let (missed, answered, probability) = (0, domain.answered, domain.probabilities[2] + domain.probabilities[3]);
        steps.push(NextStep { kind: StepKind::PassOn, domain: domain.code.clone(), competence: None, missed, answered, probability });
    }
    let mut unsure: Vec<&DomainResult> = domains.iter().collect();
    unsure.sort_by(|a, b| best(a).total_cmp(&best(b)));
    for domain in unsure {
        if steps.len() < STEPS && !steps.iter().any(|s| s.kind == StepKind::Confirm) {
            let (missed, answered) = (0, domain.answered);
            steps.push(NextStep { kind: StepKind::Confirm, domain: domain.code.clone(), competence: None, missed, answered, probability: best(domain) });
        }
    }
    if steps.len() < STEPS
        && missed.is_empty()
        && let Some(domain) = strongest
    {
        let (missed, answered) = (0, domain.answered);
        steps.push(NextStep { kind: StepKind::Stretch, domain: domain.code.clone(), competence: None, missed, answered, probability: best(domain) });
    }
    for (result, domain) in missed {
        if steps.len() < STEPS && !steps.iter().any(|s| s.competence.as_ref() == Some(&result.code)) {
            steps.push(about(StepKind::Consolidate, result, domain, result.held));
        }
    }
    steps
}

/// The level that an estimate is told as.
pub(crate) fn level_of(estimate: f64, standard_error: f64, cuts: &[f64]) -> Level {
    let mut probabilities = [0.0; 4];
    probabilities.copy_from_slice(&level_probabilities(estimate, standard_error, cuts));
    likeliest(&probabilities)
}

/// The most probable level; the lower of two that are equally so.
fn likeliest(probabilities: &[f64; 4]) -> Level {
    let mut likeliest = 0;
    for (i, probability) in probabilities.iter().enumerate() {
        if *probability > probabilities[likeliest] {
            likeliest = i;
        }
    }
    Level::ALL[likeliest]
}

fn best(domain: &DomainResult) -> f64 {
    domain.probabilities.iter().copied().fold(0.0, f64::max)
}

/// What changed in a domain between two sessions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Code of the domain.
    pub code: String,
    /// Later estimate minus earlier.
    pub difference: f64,
    /// Standard deviation of that difference, both taken as independent.
    pub standard_error: f64,
    /// Probability that the ability rose.
    pub rose: f64,
}

/// Compares two profiles. The errors are added as if independent: both share the prior, which makes true changes look
/// smaller than they are, never larger.
pub fn changes(earlier: &Profile, later: &Profile) -> Vec<Change> {
    later
        .domains
        .iter()
        .filter_map(|after| {
            let before = earlier.domains.iter().find(|d| d.code == after.code)?;
            let difference = after.estimate - before.estimate;
            let standard_error = (after.standard_error * after.standard_error + before.standard_error * before.standard_error).sqrt();
            Some(Change { code: after.code.clone(), difference, standard_error, rose: normal_cdf(difference / standard_error) })
        })
        .collect()
}
