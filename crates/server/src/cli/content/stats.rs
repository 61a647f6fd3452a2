//! `socle content stats`: what the bank covers, and where it is thin.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use domain::date::Day;
use serde::Serialize;

use super::super::options::Options;
use super::super::{Outcome, Voice};
use crate::clock::Clock;
use crate::render::Texts;
use crate::service::content::{ABILITIES, Counted, Coverage, INFORMATION, PER_DOMAIN, PER_OBJECTIVE, Taught, check, coverage, taught};

/// Everything that is counted, as JSON.
#[derive(Serialize)]
struct Said<'a> {
    #[serde(flatten)]
    coverage: &'a Coverage,
    taught: &'a Taught,
}

/// Say what the bank and the modules cover: objectives, kinds, trades, difficulties, information, dates of sources.
#[derive(Debug, Args)]
pub(crate) struct Stats {
    /// The counts as JSON.
    #[arg(long)]
    json: bool,
}

impl Stats {
    pub(super) fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let checked = check(&options.files(), None);
        let (Some(framework), Some(blueprint)) = (&checked.framework, &checked.blueprint) else {
            return Err(voice.say("cli-content-defects", &[("defects", checked.defects.len().into())]));
        };
        let coverage = coverage(&Counted::by_authors(&checked.items, &blueprint.items), framework, Day::of(Clock::System.now()));
        let taught = taught(&checked.library.modules, framework);
        if self.json {
            println!("{}", serde_json::to_string_pretty(&Said { coverage: &coverage, taught: &taught }).map_err(|e| e.to_string())?);
        } else {
            print(&coverage, voice);
            modules(&taught, voice);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(coverage: &Coverage, voice: &Voice) {
    let say = |key: &str| voice.say(&format!("cli-stats-{key}"), &[]);
    println!(
        "{}",
        voice.say("cli-stats-items", &[("items", coverage.items.into()), ("simulators", coverage.simulators.into()), ("reviewed", coverage.reviewed.into())])
    );
    println!();
    let abilities = cells(ABILITIES.iter().map(|a| format!("θ {}", Texts::decimal(voice.lang, *a, 0))), 8);
    let bands = [say("very-easy"), say("easy"), say("medium"), say("hard"), say("very-hard")];
    let heads = cells(bands.into_iter(), 11);
    println!("{:<28}{:>6}{:>8}{heads}{abilities}", say("domain"), say("count"), say("simulators"));
    for d in &coverage.domains {
        let information = cells(d.information.iter().map(|i| marked(&Texts::decimal(voice.lang, *i, 1), *i < INFORMATION)), 8);
        let bands = cells(d.bands.iter().map(usize::to_string), 11);
        println!("{:<28}{:>6}{:>8}{bands}{information}", d.short, marked(&d.items.to_string(), d.items < PER_DOMAIN), d.simulators);
    }
    println!("{}", voice.say("cli-stats-marks", &[("domain", PER_DOMAIN.into()), ("objective", PER_OBJECTIVE.into()), ("information", INFORMATION.into())]));
    println!();
    println!("{:<10}{:>6}{:>8}{heads}  {}", say("objective"), say("count"), say("simulators"), say("wording"));
    for o in &coverage.objectives {
        let bands = cells(o.bands.iter().map(|n| if *n == 0 { "·".to_owned() } else { n.to_string() }), 11);
        let wording: String = o.text.chars().take(60).collect();
        println!("{:<10}{:>6}{:>8}{bands}  {wording}", o.code, marked(&o.items.to_string(), o.items < PER_OBJECTIVE), o.simulators);
    }
    for (key, counts) in [("kinds", &coverage.kinds), ("trades", &coverage.trades), ("settings", &coverage.settings), ("languages", &coverage.languages)] {
        println!();
        println!("{} ({})", say(key), counts.len());
        println!("  {}", row(counts));
    }
    println!();
    println!("{}", voice.say("cli-stats-stale", &[("count", coverage.stale.len().into())]));
    for stale in &coverage.stale {
        println!("  {} ({})", stale.item, stale.checked);
    }
}

/// What modules teach, and which objectives have none.
fn modules(taught: &Taught, voice: &Voice) {
    println!();
    let counts = [
        ("modules", taught.modules.into()),
        ("minutes", (taught.minutes as usize).into()),
        ("questions", taught.questions.into()),
        ("cards", taught.cards.into()),
        ("films", taught.films.into()),
        ("patients", taught.for_patients.into()),
        ("trainers", taught.for_trainers.into()),
        ("reviewed", taught.reviewed.into()),
    ];
    println!("{}", voice.say("cli-stats-modules", &counts));
    for (domain, count, minutes) in &taught.domains {
        println!("  {domain:<28}{count:>4}{minutes:>6} min");
    }
    println!("{}", voice.say("cli-stats-without", &[("with", taught.objectives.into()), ("without", taught.without.len().into())]));
    println!("  {}", taught.without.join(", "));
}

/// Words at the right of columns.
fn cells(words: impl Iterator<Item = String>, width: usize) -> String {
    words.map(|word| format!("{word:>width$}")).collect::<Vec<_>>().concat()
}

/// What is below what is needed.
fn marked(number: &str, is_thin: bool) -> String {
    if is_thin { format!("!{number}") } else { number.to_owned() }
}

/// The most first.
fn row(counts: &BTreeMap<String, usize>) -> String {
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    all.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}
