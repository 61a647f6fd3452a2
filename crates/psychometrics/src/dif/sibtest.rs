//! SIBTEST: the difference in points between groups at equal *true* matching scores.

use super::design::check_groups;
use super::{DifError, Report, Untestable};
use crate::distribution::chi_square_p_value;
use crate::responses::Responses;

/// What stands in for the mean of a group at a neighbouring score where none of its members stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyNeighbour {
    /// The group's next score on that side at which somebody stands.
    NextScore,
    /// A mean of 0 points, as mirt: a slope that the data do not show.
    CountsAsZero,
}

/// How the test is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The level at which an item is flagged.
    pub significance: f64,
    /// A matching score counts only where each group has more persons than this: 5 (mirt's `Jmin`; Shealy and Stout had 1).
    pub more_than: usize,
    /// Whether the scores are weighted by the focal group alone rather than by all persons.
    pub focal_weights: bool,
    /// Whether the means are corrected by regression to the true score. Without, groups of different ability seem to differ on fair
    /// items.
    pub is_corrected: bool,
    /// How the regression bridges scores at which a group has nobody.
    pub empty_neighbour: EmptyNeighbour,
    /// How often at most the flagged items are taken out of the matching score.
    pub purification_rounds: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { significance: 0.05, more_than: 5, focal_weights: false, is_corrected: true, empty_neighbour: EmptyNeighbour::NextScore, purification_rounds: 0 }
    }
}

/// What the test says about one item or bundle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sibtest {
    /// β: reference minus focal, in points; positive favours the reference group.
    pub beta: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// (β / standard error)², chi-square with one degree of freedom.
    pub chi_square: f64,
    /// P(a larger statistic if β is 0).
    pub p_value: f64,
    /// How many matching scores count.
    pub strata: usize,
    /// How many persons answered all items concerned; the others are left out.
    pub persons: usize,
    /// The class of |β| for one right/wrong item: A below 0.059, C from 0.088 (Roussos and Stout, 1996).
    pub class: BetaClass,
}

/// The classes of Roussos and Stout (1996).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BetaClass {
    /// Negligible: |β| below 0.059, or β not significant.
    A,
    /// Moderate.
    B,
    /// Large: |β| at least 0.088 and significant.
    C,
}

/// Tests each item, matching on the sum of all others.
///
/// See [`bundle`] for the statistic. The items need no model and may have any number of ordered categories (Chang, Mazzeo and
/// Roussos, 1996).
pub fn analyse(responses: &Responses, groups: &[usize], settings: &Settings) -> Result<Report<Sibtest>, DifError> {
    check(responses, groups, settings)?;
    if responses.items() < 3 {
        return Err(DifError::TooFewItems);
    }
    let test = |anchors: &[bool]| -> Vec<Result<Sibtest, Untestable>> {
        (0..responses.items())
            .map(|item| {
                let matching: Vec<usize> = (0..responses.items()).filter(|other| *other != item && anchors[*other]).collect();
                if matching.len() < 2 { Err(Untestable::MatchingDoesNotVary) } else { compute(responses, groups, &[item], &matching, settings) }
            })
            .collect()
    };
    Ok(super::purification::purify(responses.items(), settings.purification_rounds, test, |result: &Sibtest| result.p_value < settings.significance))
}

/// Tests a bundle of items together, matching on the sum of at least two others.
///
/// At matching score k the groups' mean points are Ȳ(k). Equal observed scores are not equal true ones when the groups' abilities
/// differ; so each mean is moved along its group's regression slope from the group's expected true score V(k) = [X̄ + r (k − X̄)] / n,
/// r being coefficient alpha, to the middle of the two. β is the weighted mean of the differences; its variance
/// Σ w² (`s²_R` / `n_R` + `s²_F` / `n_F`) (Shealy and Stout, 1993). The lowest and highest observed scores, and scores where one group's points
/// do not vary, do not count.
///
/// The outer result is about the call, the inner one about the bundle.
pub fn bundle(
    responses: &Responses,
    groups: &[usize],
    suspect: &[usize],
    matching: &[usize],
    settings: &Settings,
) -> Result<Result<Sibtest, Untestable>, DifError> {
    check(responses, groups, settings)?;
    let mut seen = vec![false; responses.items()];
    for item in suspect.iter().chain(matching) {
        match seen.get_mut(*item) {
            Some(mark) if !*mark => *mark = true,
            _ => return Err(DifError::BadItem { item: *item }),
        }
    }
    if suspect.is_empty() || matching.len() < 2 {
        return Err(DifError::TooFewItems);
    }
    Ok(compute(responses, groups, suspect, matching, settings))
}

fn check(responses: &Responses, groups: &[usize], settings: &Settings) -> Result<(), DifError> {
    let group_count = check_groups(responses, groups)?;
    if group_count > 2 {
        return Err(DifError::MoreThanTwoGroups { groups: group_count });
    }
    if settings.significance > 0.0 && settings.significance < 1.0 { Ok(()) } else { Err(DifError::NotALevel) }
}

/// One group's persons: matching score and points on the suspect items.
#[derive(Default)]
struct Group {
    /// By matching score: how many, Σ points, Σ squared points.
    count: Vec<f64>,
    sum: Vec<f64>,
    squares: Vec<f64>,
    mean: f64,
    alpha: f64,
}

impl Group {
    /// How many members have this matching score.
    fn count_at(&self, score: usize) -> f64 {
        self.count.get(score).copied().unwrap_or(0.0)
    }

    fn mean_at(&self, score: usize) -> f64 {
        if self.count_at(score) > 0.0 { self.sum[score] / self.count[score] } else { 0.0 }
    }

    /// The sample variance of the points; 0 for fewer than two persons.
    fn variance_at(&self, score: usize) -> f64 {
        let count = self.count_at(score);
        if count < 2.0 { 0.0 } else { ((count * self.squares[score] - self.sum[score] * self.sum[score]) / (count * (count - 1.0))).max(0.0) }
    }

    /// n V(k): the true score expected of a member with this observed score.
    fn true_score(&self, score: f64) -> f64 {
        self.mean + self.alpha * (score - self.mean)
    }

    /// The mean at `score` moved to the true score `target`, along the slope between two scores around it.
    fn moved(&self, score: usize, (below, above): (usize, usize), target: f64) -> f64 {
        let run = self.true_score(above as f64) - self.true_score(below as f64);
        let slope = (self.mean_at(above) - self.mean_at(below)) / run;
        self.mean_at(score) + slope * (target - self.true_score(score as f64))
    }
}

fn compute(responses: &Responses, groups: &[usize], suspect: &[usize], matching: &[usize], settings: &Settings) -> Result<Sibtest, Untestable> {
    let both = [0, 1].map(|group| gather(responses, groups, group, suspect, matching));
    let [Ok(reference), Ok(focal)] = &both else {
        let [reference, focal] = both;
        return Err(reference.err().or(focal.err()).unwrap_or(Untestable::MatchingDoesNotVary));
    };
    // Scores at which somebody stands.
    let top = reference.count.len().max(focal.count.len());
    let observed: Vec<usize> = (0..top).filter(|score| reference.count_at(*score) + focal.count_at(*score) > 0.0).collect();
    let persons = observed.iter().fold(0.0, |sum, score| sum + reference.count_at(*score) + focal.count_at(*score));
    let smallest = settings.more_than.max(1) as f64;
    let (mut weights, mut beta, mut variance, mut strata) = (0.0, 0.0, 0.0, 0);
    for place in 1..observed.len().saturating_sub(1) {
        let score = observed[place];
        let counts = [reference.count_at(score), focal.count_at(score)];
        if counts[0] <= smallest || counts[1] <= smallest {
            continue;
        }
        let variances = [reference.variance_at(score), focal.variance_at(score)];
        if variances[0] <= 0.0 || variances[1] <= 0.0 {
            continue;
        }
        let target = 0.5 * (reference.true_score(score as f64) + focal.true_score(score as f64));
        let mean = |group: &Group| {
            if settings.is_corrected {
                Some(group.moved(score, neighbours(group, &observed, place, settings.empty_neighbour)?, target))
            } else {
                Some(group.mean_at(score))
            }
        };
        let (Some(reference_mean), Some(focal_mean)) = (mean(reference), mean(focal)) else { continue };
        let weight = if settings.focal_weights { counts[1] } else { counts[0] + counts[1] };
        strata += 1;
        weights += weight;
        beta += weight * (reference_mean - focal_mean);
        variance += weight * weight * (variances[0] / counts[0] + variances[1] / counts[1]);
    }
    if strata == 0 {
        return Err(Untestable::StrataTooSmall);
    }
    let (beta, standard_error) = (beta / weights, variance.sqrt() / weights);
    let chi_square = (beta / standard_error) * (beta / standard_error);
    let p_value = chi_square_p_value(chi_square, 1);
    let size = beta.abs();
    let class = match () {
        () if size < 0.059 || p_value >= settings.significance => BetaClass::A,
        () if size < 0.088 => BetaClass::B,
        () => BetaClass::C,
    };
    Ok(Sibtest { beta, standard_error, chi_square, p_value, strata, persons: persons as usize, class })
}

/// The scores around one between which a group's slope is taken.
fn neighbours(group: &Group, observed: &[usize], place: usize, empty: EmptyNeighbour) -> Option<(usize, usize)> {
    match empty {
        EmptyNeighbour::CountsAsZero => Some((observed[place - 1], observed[place + 1])),
        EmptyNeighbour::NextScore => {
            let has_members = |score: &&usize| group.count_at(**score) > 0.0;
            Some((*observed[..place].iter().rev().find(has_members)?, *observed[place + 1..].iter().find(has_members)?))
        }
    }
}

fn gather(responses: &Responses, groups: &[usize], wanted: usize, suspect: &[usize], matching: &[usize]) -> Result<Group, Untestable> {
    let mut role = vec![0_u8; responses.items()];
    for item in suspect {
        role[*item] = 1;
    }
    for item in matching {
        role[*item] = 2;
    }
    let mut group = Group::default();
    let mut item_sums = vec![(0.0, 0.0); responses.items()];
    let (mut persons, mut total, mut total_squares) = (0.0, 0.0, 0.0);
    for (person, own) in groups.iter().enumerate() {
        if *own != wanted || responses.answers(person).filter(|(item, _)| role[*item] > 0).count() < suspect.len() + matching.len() {
            continue;
        }
        let (mut score, mut points) = (0_usize, 0_usize);
        for (item, category) in responses.answers(person) {
            match role[item] {
                1 => points += usize::from(category),
                2 => {
                    let value = f64::from(category);
                    score += usize::from(category);
                    item_sums[item].0 += value;
                    item_sums[item].1 += value * value;
                }
                _ => {}
            }
        }
        persons += 1.0;
        total += score as f64;
        total_squares += (score * score) as f64;
        if group.count.len() <= score {
            for column in [&mut group.count, &mut group.sum, &mut group.squares] {
                column.resize(score + 1, 0.0);
            }
        }
        group.count[score] += 1.0;
        group.sum[score] += points as f64;
        group.squares[score] += (points * points) as f64;
    }
    if persons < 1.0 {
        return Err(Untestable::GroupWithoutAnswers { group: wanted });
    }
    // n Σ x² − (Σ x)²: proportional to the variance, and exact.
    let spread = |sum: f64, squares: f64| persons * squares - sum * sum;
    let of_total = spread(total, total_squares);
    if of_total <= 0.0 {
        return Err(Untestable::MatchingDoesNotVary);
    }
    let of_items = matching.iter().fold(0.0, |sum, item| sum + spread(item_sums[*item].0, item_sums[*item].1));
    let items = matching.len() as f64;
    group.mean = total / persons;
    group.alpha = items / (items - 1.0) * (1.0 - of_items / of_total);
    // A reliability of exactly 0 puts all true scores in one place: no slope exists.
    if group.alpha == 0.0 { Err(Untestable::MatchingDoesNotVary) } else { Ok(group) }
}
