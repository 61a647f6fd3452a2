//! `socle irt ability | calibrate | fit | dif | link | simulate | plot`: the measurement engine for psychometricians, over CSV files.

mod ability;
mod adaptive;
mod calibrate;
mod dif;
mod fit;
mod groups;
mod input;
mod link;
mod output;
mod plot;
mod progress;
mod simulate;
mod threads;

use clap::Subcommand;

use super::{Outcome, Voice};

/// Item response theory over CSV files: estimate, calibrate, judge, link, simulate, draw.
#[derive(Debug, Subcommand)]
pub(super) enum Irt {
    /// Estimate each person's ability from answers to items whose parameters are known.
    Ability(ability::Ability),
    /// Estimate the parameters of items, and the distribution of abilities, from responses.
    Calibrate(Box<calibrate::Calibrate>),
    /// Judge whether items, pairs of items and the whole test answer as the model says.
    Fit(fit::Fit),
    /// Find items that treat equally able members of groups differently.
    Dif(dif::Dif),
    /// Put the items of one calibration on the scale of another, by the items that they have in common.
    Link(link::Link),
    /// Draw abilities and answers, or whole adaptive administrations, from items.
    Simulate(simulate::Simulate),
    /// Draw curves of items and of the whole test as SVG.
    Plot(plot::Plot),
}

impl Irt {
    pub(super) fn run(self, voice: &Voice) -> Outcome {
        match self {
            Self::Ability(ability) => ability.run(voice),
            Self::Calibrate(calibrate) => calibrate.run(voice),
            Self::Fit(fit) => fit.run(voice),
            Self::Dif(dif) => dif.run(voice),
            Self::Link(link) => link.run(voice),
            Self::Simulate(simulate) => simulate.run(voice),
            Self::Plot(plot) => plot.run(),
        }
    }
}
