//! `socle simulate learning`

use std::process::ExitCode;

use clap::Args;
use domain::bank::Edition;
use domain::learning::path::Rules;
use domain::learning::simulation::{Assumptions, LearningReport, Order, World, filled};
use domain::profile::Level;
use domain::workshop::Publication;
use serde::Serialize;

use super::super::options::Options;
use super::super::{Outcome, Voice};
use super::row;
use crate::render::Texts;
use crate::service::content::{check, edition_digest, entries};

/// Run simulated people below the target through modules in four orders, and say in how many minutes each order brings them there.
#[derive(Debug, Args)]
pub(in super::super) struct Learning {
    /// People, those who are at the target already among them.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    people: u64,
    /// Seed: the same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The level to be held in every domain: socle, avance or expert.
    #[arg(long, value_name = "LEVEL", default_value = "socle", value_parser = level)]
    target: Level,
    /// Modules of each objective: made-up ones join those of the files until there are so many. 0 for those of the files alone.
    #[arg(long, value_name = "MODULES", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=10))]
    each: u8,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

fn level(text: &str) -> Result<Level, String> {
    Level::ALL.into_iter().skip(1).find(|known| known.as_str() == text).ok_or_else(|| "socle, avance or expert".to_owned())
}

/// The report with what it rests on.
#[derive(Serialize)]
struct Whole<'a> {
    edition: String,
    seed: u64,
    target: Level,
    modules: usize,
    made_up: usize,
    assumptions: &'a Assumptions,
    rules: &'a Rules,
    report: &'a LearningReport,
}

impl Learning {
    pub(in super::super) fn run(&self, options: &Options, voice: &Voice) -> Outcome {
        let mut checked = check(&options.files(), None);
        let shipped = std::mem::take(&mut checked.library).modules;
        let (Some(framework), Some(blueprint), true) = (checked.framework, checked.blueprint, checked.defects.is_empty()) else {
            return Err(voice.say("cli-content-defects", &[("defects", checked.defects.len().into())]));
        };
        let entries = entries(checked.items, &Publication::default()).map_err(|e| e.to_string())?.into_iter().map(|(entry, _)| entry).collect();
        let edition = Edition::new(framework, blueprint, entries)?;
        let modules = filled(&shipped, &edition, usize::from(self.each));
        let made_up = modules.len() - filled(&shipped, &edition, 0).len();
        let (assumptions, rules) = (Assumptions::default(), Rules::default());
        let world = World { edition: &edition, modules: &modules, target: self.target, assumptions: &assumptions, rules: &rules };
        let report = world.simulate(self.people, self.seed)?;
        if self.json {
            let edition = edition_digest(&edition).map_err(|e| e.to_string())?;
            let (seed, target, modules) = (self.seed, self.target, modules.len());
            let whole = Whole { edition, seed, target, modules, made_up, assumptions: &assumptions, rules: &rules, report: &report };
            println!("{}", serde_json::to_string_pretty(&whole).map_err(|e| e.to_string())?);
        } else {
            self.assumed(&assumptions, &rules, (modules.len(), made_up), voice);
            self.table(&report, voice);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn assumed(&self, assumptions: &Assumptions, rules: &Rules, (modules, made): (usize, usize), voice: &Voice) {
        let number = |value: f64| Texts::decimal(voice.lang, value, 1);
        let Assumptions { objective_sd, effect, takes, unprepared, other_trade, minutes, hours } = assumptions;
        println!("{}", voice.say("cli-learning-assumed", &[]));
        let takes = [("takes", number(*takes).into()), ("unprepared", number(*unprepared).into()), ("trade", number(*other_trade).into())];
        for line in [
            voice.say("cli-learning-spread", &[("spread", number(*objective_sd).into())]),
            voice.say("cli-learning-effect", &[("effect", number(*effect).into())]),
            voice.say("cli-learning-takes", &takes),
            voice.say("cli-learning-pace", &[("hours", (*hours).into()), ("minutes", (*minutes).into())]),
            voice.say("cli-learning-modules", &[("modules", modules.into()), ("made", made.into()), ("each", u32::from(self.each).into())]),
        ] {
            println!("  {line}");
        }
        println!("{}", voice.say("cli-learning-believed", &[("effect", number(rules.effect).into())]));
    }

    fn table(&self, report: &LearningReport, voice: &Voice) {
        let said = [
            ("people", report.people.into()),
            ("below", report.below.into()),
            ("compared", report.compared.into()),
            ("target", voice.say(&format!("level-{}", self.target.as_str()), &[]).into()),
        ];
        println!("{}", voice.say("cli-learning-target", &said));
        let head = ["order", "reached", "minutes", "median", "count", "saved"].map(|c| voice.say(&format!("cli-learning-{c}"), &[]));
        row(&head[0], &head[1..]);
        let number = |value: f64| Texts::decimal(voice.lang, value, 1);
        for of in &report.orders {
            let name = match of.order {
                Order::Path => "path",
                Order::WeakestFirst => "weakest-first",
                Order::Fixed => "fixed",
                Order::Random => "random",
            };
            let saved = if of.order == Order::Path { String::new() } else { format!("{} ± {}", number(of.saved.0), number(1.96 * of.saved.1)) };
            let cells = [format!("{} %", number(100.0 * of.reached)), number(of.minutes), number(of.median), number(of.modules), saved];
            row(&voice.say(&format!("cli-learning-order-{name}"), &[]), &cells);
        }
    }
}
