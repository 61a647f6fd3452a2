//! Who is compared with whom: groups, matching scores, and the table of answers at each score.

use super::{DifError, Screening, Untestable};
use crate::responses::Responses;

/// What makes two persons comparable.
#[derive(Clone, Debug, PartialEq)]
pub enum Matching {
    /// The sum of the categories of the anchors and of the studied item (Holland and Thayer, 1988: leaving the studied item out
    /// makes the test find what is not there). A missing answer counts as 0, which is fair only where persons met the same items.
    Total,
    /// The sum without the studied item.
    Rest,
    /// Any number for each person; equal numbers make a stratum. An ability should be cut into bands first.
    Given(Vec<f64>),
}

/// Groups beyond this number are an error of the caller: nobody compares so many.
const GROUP_LIMIT: usize = 1000;

/// The checked data of one analysis.
pub(super) struct Design<'a> {
    pub responses: &'a Responses,
    pub groups: &'a [usize],
    pub group_count: usize,
    matching: &'a Matching,
    /// For given matching values: the distinct ones ascending, and each person's place among them.
    levels: Vec<f64>,
    level_of: Vec<usize>,
}

impl<'a> Design<'a> {
    pub fn new(responses: &'a Responses, groups: &'a [usize], screening: &'a Screening) -> Result<Self, DifError> {
        if !(screening.significance > 0.0 && screening.significance < 1.0) {
            return Err(DifError::NotALevel);
        }
        let group_count = check_groups(responses, groups)?;
        let mut design = Self { responses, groups, group_count, matching: &screening.matching, levels: Vec::new(), level_of: Vec::new() };
        match &screening.matching {
            Matching::Total | Matching::Rest if responses.items() < 2 => return Err(DifError::TooFewItems),
            Matching::Total | Matching::Rest => {}
            Matching::Given(_) if screening.purification_rounds > 0 => return Err(DifError::NothingToPurify),
            Matching::Given(values) => design.rank(values)?,
        }
        Ok(design)
    }

    /// The same, for a test of two groups.
    pub fn of_two_groups(responses: &'a Responses, groups: &'a [usize], screening: &'a Screening) -> Result<Self, DifError> {
        let design = Self::new(responses, groups, screening)?;
        if design.group_count > 2 { Err(DifError::MoreThanTwoGroups { groups: design.group_count }) } else { Ok(design) }
    }

    fn rank(&mut self, values: &[f64]) -> Result<(), DifError> {
        if values.len() != self.responses.persons() {
            return Err(DifError::CriterionDiffers { persons: self.responses.persons(), values: values.len() });
        }
        if let Some(person) = values.iter().position(|value| !value.is_finite()) {
            return Err(DifError::CriterionNotFinite { person });
        }
        // Adding 0 turns −0 into 0, so that the two are one level.
        let mut levels: Vec<f64> = values.iter().map(|value| value + 0.0).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup_by(|left, right| left.total_cmp(right).is_eq());
        self.level_of = values.iter().map(|value| levels.partition_point(|level| level < value)).collect();
        self.levels = levels;
        Ok(())
    }

    /// The answers to every item, by level of the matching score that these anchors make.
    pub fn tables(&self, anchors: &[bool]) -> Vec<Result<Table, Untestable>> {
        let counts = self.responses.category_counts();
        let totals = self.totals(anchors);
        let top_of_anchors: usize = counts.iter().zip(anchors).filter(|(_, anchor)| **anchor).map(|(own, _)| own.len().saturating_sub(1)).sum();
        let mut tables: Vec<Table> = counts
            .iter()
            .map(|own| {
                let levels = if self.levels.is_empty() { top_of_anchors + own.len().max(1) } else { self.levels.len() };
                Table::new(levels, self.group_count, own.len().max(2))
            })
            .collect();
        for (person, group) in self.groups.iter().enumerate() {
            for (item, category) in self.responses.answers(person) {
                let category = usize::from(category);
                let level = match self.matching {
                    Matching::Given(_) => self.level_of[person],
                    Matching::Total => totals[person] + if anchors[item] { 0 } else { category },
                    Matching::Rest => totals[person] - if anchors[item] { category } else { 0 },
                };
                tables[item].add(level, *group, category);
            }
        }
        tables.into_iter().map(|table| table.finished(&self.levels)).collect()
    }

    /// Each person's sum over the anchors.
    fn totals(&self, anchors: &[bool]) -> Vec<usize> {
        (0..self.responses.persons())
            .map(|person| self.responses.answers(person).filter(|(item, _)| anchors[*item]).map(|(_, category)| usize::from(category)).sum())
            .collect()
    }
}

/// How many groups there are, each with a member.
pub(super) fn check_groups(responses: &Responses, groups: &[usize]) -> Result<usize, DifError> {
    if groups.len() != responses.persons() {
        return Err(DifError::GroupsDiffer { persons: responses.persons(), groups: groups.len() });
    }
    let largest = groups.iter().copied().max().unwrap_or(0).max(1);
    if largest > GROUP_LIMIT {
        return Err(DifError::TooManyGroups { limit: GROUP_LIMIT });
    }
    let mut members = vec![0_usize; largest + 1];
    for group in groups {
        members[*group] += 1;
    }
    match members.iter().position(|count| *count == 0) {
        Some(group) => Err(DifError::EmptyGroup { group }),
        None => Ok(members.len()),
    }
}

/// How often each category was given to one item, by level of the matching score and by group.
pub(super) struct Table {
    pub groups: usize,
    pub categories: usize,
    /// The matching score of each stratum, ascending; only levels at which somebody stands.
    pub levels: Vec<f64>,
    /// Stratum by stratum, group by group, category by category.
    counts: Vec<f64>,
}

impl Table {
    fn new(levels: usize, groups: usize, categories: usize) -> Self {
        Self { groups, categories, levels: Vec::new(), counts: vec![0.0; levels * groups * categories] }
    }

    /// Two groups and right or wrong, `[group][category]` at each level.
    pub fn of_counts(strata: &[[[u64; 2]; 2]]) -> Result<Self, Untestable> {
        let counts = strata.as_flattened().as_flattened().iter().map(|count| *count as f64).collect();
        Self { groups: 2, categories: 2, levels: Vec::new(), counts }.finished(&[])
    }

    fn add(&mut self, level: usize, group: usize, category: usize) {
        self.counts[(level * self.groups + group) * self.categories + category] += 1.0;
    }

    /// Without the empty strata; refused where a group is missing or nothing varies.
    fn finished(self, values: &[f64]) -> Result<Self, Untestable> {
        let width = self.groups * self.categories;
        let mut kept = Self { groups: self.groups, categories: self.categories, levels: Vec::new(), counts: Vec::new() };
        for (level, row) in self.counts.chunks_exact(width).enumerate() {
            if row.iter().any(|count| *count > 0.0) {
                kept.levels.push(values.get(level).copied().unwrap_or(level as f64));
                kept.counts.extend_from_slice(row);
            }
        }
        let (mut of_group, mut of_category) = (vec![0.0; kept.groups], vec![0.0; kept.categories]);
        for stratum in kept.strata() {
            for (group, total) in of_group.iter_mut().enumerate() {
                *total += stratum.of_group(group);
            }
            for (category, total) in of_category.iter_mut().enumerate() {
                *total += stratum.of_category(category);
            }
        }
        if let Some(group) = of_group.iter().position(|total| *total <= 0.0) {
            return Err(Untestable::GroupWithoutAnswers { group });
        }
        if of_category.iter().filter(|total| **total > 0.0).count() < 2 {
            return Err(Untestable::NoVariation);
        }
        Ok(kept)
    }

    /// Refuses more than two categories.
    pub fn dichotomous(&self) -> Result<&Self, Untestable> {
        if self.categories == 2 { Ok(self) } else { Err(Untestable::NotDichotomous) }
    }

    pub fn strata(&self) -> impl Iterator<Item = Stratum<'_>> + '_ {
        self.counts.chunks_exact(self.groups * self.categories).map(|counts| Stratum { counts, categories: self.categories })
    }
}

/// The answers of the persons with one matching score.
#[derive(Clone, Copy)]
pub(super) struct Stratum<'a> {
    counts: &'a [f64],
    categories: usize,
}

impl<'a> Stratum<'a> {
    /// The counts of one group, by category.
    pub fn group(self, group: usize) -> &'a [f64] {
        &self.counts[group * self.categories..(group + 1) * self.categories]
    }

    pub fn of_group(self, group: usize) -> f64 {
        self.group(group).iter().fold(0.0, |sum, count| sum + count)
    }

    pub fn of_category(self, category: usize) -> f64 {
        self.counts.iter().skip(category).step_by(self.categories).fold(0.0, |sum, count| sum + count)
    }

    pub fn total(self) -> f64 {
        self.counts.iter().fold(0.0, |sum, count| sum + count)
    }

    /// Σ scores of a group.
    pub fn score_sum(self, group: usize) -> f64 {
        self.group(group).iter().enumerate().fold(0.0, |sum, (category, count)| sum + category as f64 * count)
    }

    /// Σ squared scores of a group.
    pub fn squared_sum(self, group: usize) -> f64 {
        self.group(group).iter().enumerate().fold(0.0, |sum, (category, count)| sum + (category * category) as f64 * count)
    }
}
