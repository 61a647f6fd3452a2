//! `socle simulate`

mod certification;
mod learning;

use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use domain::bank::Edition;
use domain::item::Item;
use domain::language::Language;
use domain::session::{Choice, Scope};
use domain::simulation::{Report, Scenario, Simulation, TrueItems};
use domain::workshop::{Publication, Published, Standing};
use indicatif::{ProgressBar, ProgressStyle};
use psychometrics::random::Random;
use psychometrics::simulation::DimensionAccuracy;
use serde_json::json;

use super::options::Options;
use super::{Outcome, Voice};
use crate::render::{Lang, Texts};
use crate::service::content::{check, edition_digest, entries};

/// Run simulated people through the engine of production.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Simulate {
    #[command(subcommand)]
    of: Option<Of>,
    /// People in each run.
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    people: u64,
    /// Seed: the same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What is true of the items: drawn around their author's word for each person, or exactly as written.
    #[arg(long, value_enum, default_value_t = Items::Drawn)]
    items: Items,
    /// Let the clock run, each question taking its author's time.
    #[arg(long)]
    timed: bool,
    /// The language in which simulated people want their questions.
    #[arg(long, value_enum, default_value_t = Asked::Fr)]
    language: Asked,
    /// Try out this many items of the bank, drawn by lot from the seed, instead of counting them: what a pretest costs.
    #[arg(long, value_name = "ITEMS", default_value_t = 0)]
    pretest: usize,
    /// Assess these competences only, by their codes with commas between them: what a campaign on a part of the framework can tell.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    competences: Vec<String>,
    /// Draw each competence apart from its domain, as far as the blueprint believes, and say how well each is known.
    #[arg(long)]
    spread: bool,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

/// What is simulated in the place of positioning.
#[derive(Debug, Subcommand)]
enum Of {
    /// Exams: how often what is decided is right.
    Certification(certification::Certification),
    /// Learning: whether the path reaches the target in fewer minutes than a fixed order.
    Learning(learning::Learning),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Items {
    Drawn,
    AsAuthored,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Asked {
    Fr,
    En,
}

/// Stream of the generator that draws the items to try out.
const TRIED_OUT: u64 = 1 << 42;

/// A publication that tries out so many of these items, by lot.
fn by_lot(items: &[Item], count: usize, seed: u64) -> Publication {
    let mut names: Vec<&String> = items.iter().map(|item| &item.id).collect();
    names.sort_unstable();
    Random::new(seed, TRIED_OUT).shuffle(&mut names);
    let mut publication = Publication::default();
    for id in names.into_iter().take(count) {
        publication.put(Published { id: id.clone(), standing: Standing::Pretest, revision: None, hash: None, learned: None });
    }
    publication
}

impl Simulate {
    pub(super) fn run(self, options: &Options, voice: &Voice) -> Outcome {
        match &self.of {
            Some(Of::Certification(certification)) => return certification.run(options, voice),
            Some(Of::Learning(learning)) => return learning.run(options, voice),
            None => {}
        }
        let checked = check(&options.files(), None);
        let (Some(framework), Some(blueprint), true) = (checked.framework, checked.blueprint, checked.defects.is_empty()) else {
            return Err(voice.say("cli-content-defects", &[("defects", checked.defects.len().into())]));
        };
        let tried_out = by_lot(&checked.items, self.pretest, self.seed);
        let entries = entries(checked.items, &tried_out).map_err(|e| e.to_string())?.into_iter().map(|(entry, _)| entry).collect();
        let edition = Edition::new(framework, blueprint, entries)?;
        let scope = Scope::of(&edition.framework, self.competences.iter().map(String::as_str));
        if let Some(unknown) = self.competences.iter().find(|code| edition.framework.competence(code).is_none()) {
            return Err(voice.say("cli-simulate-unknown", &[("code", unknown.as_str().into())]));
        }
        let assessed = places(&scope, &edition);
        let bar = ProgressBar::new(self.people * 2);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {elapsed} < {eta}") {
            bar.set_style(style);
        }
        let items = match self.items {
            Items::Drawn => TrueItems::Drawn,
            Items::AsAuthored => TrueItems::AsAuthored,
        };
        let language = match self.language {
            Asked::Fr => Language::Fr,
            Asked::En => Language::En,
        };
        let mut reports = [Choice::Adaptive, Choice::Random].map(|choice| Scenario { items, choice, timed: self.timed, language }).map(|scenario| {
            let simulation = Simulation::new(&edition, scenario)?.within(scope.clone());
            let mut simulation = if self.spread { simulation.spread() } else { simulation };
            for number in 0..self.people {
                simulation.play(self.seed, number);
                bar.inc(1);
            }
            Ok::<_, String>(simulation.report())
        });
        bar.finish_and_clear();
        let random = std::mem::replace(&mut reports[1], Err(String::new()))?;
        let adaptive = std::mem::replace(&mut reports[0], Err(String::new()))?;
        if self.json {
            let digest = edition_digest(&edition).map_err(|e| e.to_string())?;
            println!("{:#}", as_json(&self, language, &edition, &digest, &adaptive, &random, &assessed));
        } else {
            print(&edition, &adaptive, &random, voice, &assessed);
            print_competences(&edition, &adaptive, voice);
            print_what_else(&edition, &adaptive, language, voice);
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Places of the domains of which something is assessed: reports speak of these.
fn places(scope: &Scope, edition: &Edition) -> Vec<usize> {
    scope.domains(&edition.framework).iter().enumerate().filter(|(_, is_assessed)| **is_assessed).map(|(place, _)| place).collect()
}

fn print_competences(edition: &Edition, report: &Report, voice: &Voice) {
    let number = |value: f64| Texts::decimal(voice.lang, value, 3);
    if report.competences.is_empty() {
        return;
    }
    let head = ["competence", "rmse", "error", "coverage", "questions"].map(|c| voice.say(&format!("cli-simulate-{c}"), &[]));
    row(&head[0], &head[1..]);
    for of in &report.competences {
        let share = format!("{} %", Texts::decimal(voice.lang, of.coverage * 100.0, 1));
        row(
            &edition.framework.competences[of.place].code,
            &[number(of.rmse), number(of.mean_standard_error), share, Texts::decimal(voice.lang, of.mean_length, 1)],
        );
    }
}

/// How much lower `a` is than `b`, as a share of `b`.
fn gain(a: f64, b: f64) -> f64 {
    1.0 - a / b
}

fn exposure(edition: &Edition, report: &Report, domain: usize) -> (f64, usize) {
    let of_domain = edition.pool.iter().zip(&report.exposure).filter(|(p, _)| p.domain == domain);
    of_domain.fold((0.0, 0), |(most, never), (_, e)| (f64::max(most, *e), never + usize::from(*e == 0.0)))
}

fn as_json(
    simulate: &Simulate,
    language: Language,
    edition: &Edition,
    digest: &str,
    adaptive: &Report,
    random: &Report,
    assessed: &[usize],
) -> serde_json::Value {
    let domains: Vec<_> = adaptive
        .domains
        .iter()
        .zip(&random.domains)
        .zip(&adaptive.separate)
        .zip(assessed)
        .map(|(((d, r), s), place)| {
            let i = *place;
            let (most, never) = exposure(edition, adaptive, i);
            json!({
                "code": edition.framework.domains[i].code, "name": edition.framework.domains[i].name, "bias": d.bias, "rmse": d.rmse,
                "mean_standard_error": d.mean_standard_error, "coverage_95": d.coverage_95, "level_accuracy": d.level_accuracy,
                "rmse_random_choice": r.rmse, "rmse_separate_scales": s.rmse, "highest_exposure": most, "items_never_put": never,
            })
        })
        .collect();
    let items: Vec<_> = edition.pool.iter().zip(&adaptive.exposure).map(|(p, e)| json!({ "id": p.item.id, "exposure": e })).collect();
    let (own, by_lot, alone) = (Report::rmse(&adaptive.domains), Report::rmse(&random.domains), Report::rmse(&adaptive.separate));
    let mean = |of: fn(&DimensionAccuracy) -> f64| adaptive.domains.iter().map(of).sum::<f64>() / adaptive.domains.len() as f64;
    json!({
        "edition": digest, "coverage_95": mean(|d| d.coverage_95), "level_accuracy": mean(|d| d.level_accuracy), "people": adaptive.people, "language": language.code(), "seed": simulate.seed, "timed": simulate.timed, "true_items": format!("{:?}", simulate.items),
        "bank": edition.pool.len(), "mean_length": adaptive.mean_length, "mean_length_random_choice": random.mean_length,
        "tried_out": edition.tried_out.len(), "mean_tried_out": adaptive.mean_tried_out, "share_in_language": adaptive.share_in_language,
        "rmse": own, "rmse_random_choice": by_lot, "gain_over_random_choice": gain(own, by_lot),
        "rmse_separate_scales": alone, "gain_over_separate_scales": gain(own, alone), "domains": domains, "items": items,
    })
}

/// What concerns only those who asked for it: another language, items that are tried out.
fn print_what_else(edition: &Edition, adaptive: &Report, language: Language, voice: &Voice) {
    if language != Language::default() {
        let share = format!("{} %", Texts::decimal(voice.lang, adaptive.share_in_language * 100.0, 1));
        println!("{}", voice.say("cli-simulate-in-language", &[("language", language.code().into()), ("share", share.into())]));
    }
    if !edition.tried_out.is_empty() {
        let mean = Texts::decimal(voice.lang, adaptive.mean_tried_out, 2);
        println!("{}", voice.say("cli-simulate-tried-out", &[("items", edition.tried_out.len().into()), ("mean", mean.into())]));
    }
}

/// A row of the table.
fn row(name: &str, cells: &[String]) {
    print!("{name:<24}");
    for cell in cells {
        print!(" {cell:>13}");
    }
    println!();
}

fn print(edition: &Edition, adaptive: &Report, random: &Report, voice: &Voice, assessed: &[usize]) {
    let lang = voice.lang;
    let number = |value: f64| Texts::decimal(lang, value, 3);
    let share = |value: f64| format!("{} %", Texts::decimal(lang, value * 100.0, 1));
    let head = ["domain", "bias", "rmse", "error", "coverage", "level", "random", "separate", "exposure", "never"]
        .map(|c| voice.say(&format!("cli-simulate-{c}"), &[]));
    println!(
        "{}",
        voice
            .say("cli-simulated", &[("people", adaptive.people.into()), ("items", edition.pool.len().into()), ("length", number(adaptive.mean_length).into())])
    );
    row(&head[0], &head[1..]);
    for (((d, r), s), place) in adaptive.domains.iter().zip(&random.domains).zip(&adaptive.separate).zip(assessed) {
        let i = *place;
        let (most, never) = exposure(edition, adaptive, i);
        let domain = &edition.framework.domains[i];
        let name = if lang == Lang::Fr { &domain.short } else { &domain.english };
        let cells = [
            number(d.bias),
            number(d.rmse),
            number(d.mean_standard_error),
            share(d.coverage_95),
            share(d.level_accuracy),
            number(r.rmse),
            number(s.rmse),
            share(most),
            never.to_string(),
        ];
        row(name, &cells);
    }
    let (own, by_lot, alone) = (Report::rmse(&adaptive.domains), Report::rmse(&random.domains), Report::rmse(&adaptive.separate));
    let compared =
        |key: &str, other: f64| voice.say(key, &[("own", number(own).into()), ("other", number(other).into()), ("gain", share(gain(own, other)).into())]);
    println!("{}", compared("cli-simulate-against-random", by_lot));
    println!("{}", compared("cli-simulate-against-separate", alone));
}
