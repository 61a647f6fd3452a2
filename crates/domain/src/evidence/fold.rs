//! A finished session as sums.

use std::collections::BTreeMap;

use psychometrics::ability::{Observation, Posterior, Prior, Workspace, posterior_mean_into};

use super::sums::{ItemSums, Slice, Sums, bin_of};
use crate::bank::Edition;
use crate::item::{Response, Score, Shown, classes_of};

/// One answer of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Place of the item in the pool.
    pub item: u16,
    /// Points won.
    pub won: u8,
    /// Order of its lists.
    pub shown: Shown,
    /// What came back.
    pub response: Option<Response>,
    /// Time counted, in microseconds.
    pub elapsed: i64,
}

/// When and by whom a session was taken, as far as statistics go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    /// The month in which it ended, `YYYY-MM`, UTC.
    pub month: String,
    /// Family of the person's trade, where they said it.
    pub trade: Option<String>,
    /// Their setting, where they said it.
    pub setting: Option<String>,
}

/// Adds a session to the sums of its items, named by their digests.
pub fn fold(edition: &Edition, lines: &[Line], circumstances: &Circumstances, into: &mut BTreeMap<Vec<u8>, ItemSums>) {
    let mut others = Others::new(&edition.prior);
    for (at, line) in lines.iter().enumerate() {
        let pooled = &edition.pool[usize::from(line.item)];
        let (mean, sd) = others.than(edition, lines, at);
        let sums = of_line(line, pooled.item.interaction.points(), mean, sd);
        let bin = bin_of(mean) as u8;
        let item = into.entry(pooled.hash.clone()).or_default();
        let mut add = |slice, bin| item.slices.entry((slice, bin)).or_default().add(&sums);
        add(Slice::All, bin);
        add(Slice::Month(circumstances.month.clone()), 0);
        if let Some(family) = &circumstances.trade {
            add(Slice::Trade(family.clone()), bin);
        }
        if let Some(setting) = &circumstances.setting {
            add(Slice::Setting(setting.clone()), bin);
        }
        for class in classes_of(&pooled.item.interaction, &line.shown, line.response.as_ref()) {
            let choice = item.choices.entry(class).or_default();
            choice.answers += 1;
            choice.ability += sums.ability;
        }
    }
}

/// Millionths.
const UNIT: f64 = 1_000_000.0;

fn of_line(line: &Line, points: u8, mean: f64, sd: f64) -> Sums {
    let whole = |value: f64| (value * UNIT).round() as i64;
    let won = i64::from(line.won);
    let ability = whole(mean);
    let time = (line.elapsed / 1000).max(1);
    let log_time = libm::log(time as f64);
    Sums {
        answers: 1,
        unknown: i64::from(line.response.is_none()),
        full: i64::from(Score { won: line.won, points }.is_full()),
        points: won,
        squares: won * won,
        ability,
        ability_squares: whole(mean * mean),
        cross: ability * won,
        variance: whole(sd * sd),
        time,
        log_time: whole(log_time),
        log_time_squares: whole(log_time * log_time),
    }
}

/// The ability in an item's domain as all the other answers of the session suggest it.
struct Others<'a> {
    prior: &'a Prior,
    workspace: Workspace,
    posterior: Posterior,
}

impl<'a> Others<'a> {
    fn new(prior: &'a Prior) -> Self {
        Self { prior, workspace: Workspace::default(), posterior: Posterior::from_prior(prior) }
    }

    /// Mean and standard deviation.
    fn than(&mut self, edition: &Edition, lines: &[Line], at: usize) -> (f64, f64) {
        let observations: Vec<Observation<'_>> = lines
            .iter()
            .enumerate()
            .filter(|(i, line)| *i != at && edition.counts(line.item))
            .map(|(_, line)| {
                let item = &edition.pool[usize::from(line.item)];
                Observation { model: &item.model, dimension: item.domain, category: usize::from(line.won) }
            })
            .collect();
        if posterior_mean_into(self.prior, &observations, &mut self.workspace, &mut self.posterior).is_err() {
            self.posterior = Posterior::from_prior(self.prior);
        }
        let domain = edition.pool[usize::from(lines[at].item)].domain;
        (self.posterior.mean[domain], self.posterior.standard_error(domain))
    }
}
