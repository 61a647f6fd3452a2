//! `socle bank evidence | count | calibrate | calibrations`

use std::process::ExitCode;
use std::time::Instant;

use clap::Subcommand;
use domain::calibration::Proposal;
use domain::evidence::{Finding, ItemEvidence, look_at};
use indicatif::{ProgressBar, ProgressStyle};
use store::Store;

use super::options::Options;
use super::{Outcome, Voice};
use crate::app::checked;
use crate::clock::{Clock, Entropy};
use crate::render::{Lang, Texts};
use crate::service::Failure;
use crate::service::bank::{calibrate_now, fold_waiting, list, of_bank, of_item, waiting};
use crate::service::content::{CurrentEdition, Editions, unpublished};

/// What answers say of the bank, and parameters learned from them.
#[derive(Debug, Subcommand)]
pub(super) enum Bank {
    /// Say which items somebody should look at and why, or everything about one item. Changes nothing; a server may run.
    Evidence {
        /// The name of an item.
        item: Option<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Add finished sessions to the statistics of their items now, instead of waiting for the server to do it. An embedded database must not be
    /// served meanwhile; a PostgreSQL may.
    Count,
    /// Learn the parameters of the bank from its answers, and keep the proposal until somebody decides. An embedded database must not be served
    /// meanwhile, but for `--dry-run`.
    Calibrate {
        /// Say what would be proposed, and keep nothing.
        #[arg(long)]
        dry_run: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the calibrations, the newest first.
    Calibrations,
}

/// How many calibrations are listed.
const LISTED: i64 = 50;

impl Bank {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        match self {
            Self::Evidence { item, json } => evidence(options, voice, item.as_deref(), json).await,
            Self::Count => count(options, voice).await,
            Self::Calibrate { dry_run, json } => calibrate(options, voice, dry_run, json).await,
            Self::Calibrations => calibrations(options, voice).await,
        }
    }
}

fn sentence(failure: &Failure, voice: &Voice) -> String {
    match failure {
        Failure::Refused(refusal) => voice.say(&format!("refusal-{}", refusal.code()), &[]),
        other => other.to_string(),
    }
}

async fn current(store: &Store, options: &Options) -> Result<CurrentEdition, String> {
    let checked = checked(&options.files(), store).await.map_err(|e| e.to_string())?;
    unpublished(store, checked).await.map_err(|e| e.to_string())
}

async fn evidence(options: &Options, voice: &Voice, item: Option<&str>, json: bool) -> Outcome {
    let store = options.reader().await?;
    let current = current(&store, options).await?;
    let told = |failure: Failure| sentence(&failure, voice);
    let missing = waiting(&store).await.map_err(told)?;
    if missing > 0 {
        eprintln!("{}", voice.say("cli-bank-waiting", &[("sessions", missing.into())]));
    }
    if let Some(item) = item {
        let found = of_item(&store, &current, item).await.map_err(told)?;
        let found = found.ok_or_else(|| voice.say("cli-bank-unknown-item", &[("item", item.into())]))?;
        if json {
            println!("{}", serde_json::to_string_pretty(&found).map_err(|e| e.to_string())?);
        } else {
            print_item(&found, voice);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let all = of_bank(&store, &current).await.map_err(told)?;
    let found = look_at(&all);
    if json {
        println!("{}", serde_json::to_string_pretty(&found).map_err(|e| e.to_string())?);
        return Ok(ExitCode::SUCCESS);
    }
    let judged = all.iter().filter(|e| e.is_judged()).count();
    let key = if found.is_empty() { "cli-bank-nothing" } else { "cli-bank-to-look-at" };
    println!("{}", voice.say(key, &[("findings", found.len().into()), ("judged", judged.into()), ("items", all.len().into())]));
    for finding in &found {
        print_finding(finding, voice);
    }
    Ok(ExitCode::SUCCESS)
}

fn number(voice: &Voice, value: f64) -> String {
    Texts::decimal(voice.lang, value, 2)
}

fn print_finding(finding: &Finding, voice: &Voice) {
    let about = finding.about.as_ref().map_or_else(String::new, |about| format!(" [{about}]"));
    println!("{:<40} {:>7}{about}", finding.id, number(voice, finding.size));
    println!("    {}", voice.say(&format!("evidence-{}", finding.reason.code()), &[]));
}

fn print_item(e: &ItemEvidence, voice: &Voice) {
    let score = format!("{} %", Texts::decimal(voice.lang, 100.0 * e.score.value, 1));
    let head = [("item", e.id.as_str().into()), ("version", i64::from(e.version).into()), ("answers", e.answers.into()), ("score", score.into())];
    println!("{}", voice.say("cli-bank-item", &head));
    if let Some(fitted) = &e.fitted {
        let difficulty = fitted
            .difficulty
            .map_or_else(|| "?".to_owned(), |b| format!("{} ± {}", number(voice, b), number(voice, fitted.difficulty_error.unwrap_or(f64::NAN))));
        let slope = format!("{} ± {}", number(voice, fitted.slope), number(voice, fitted.slope_error));
        let (old_slope, old_difficulty) = (number(voice, fitted.believed_slope), number(voice, fitted.believed_difficulty));
        let words = [("slope", slope.into()), ("difficulty", difficulty.into()), ("oldslope", old_slope.into()), ("olddifficulty", old_difficulty.into())];
        println!("{}", voice.say("cli-bank-fitted", &words));
    }
    for p in &e.curve {
        println!(
            "  {:>6}  n {:>6}  {:>5} [{}, {}]  {}",
            number(voice, p.ability),
            p.answers,
            number(voice, p.observed),
            number(voice, p.low),
            number(voice, p.high),
            number(voice, p.fitted)
        );
    }
    for c in &e.choices {
        let mark = if c.is_key { "*" } else { " " };
        let ability = c.ability.map_or_else(String::new, |a| number(voice, a));
        println!("  {mark} {:<24} {:>6}  {:>5}  {ability:>6}  {}", c.class, c.answers, number(voice, c.share.value), c.label);
    }
    for g in &e.groups {
        println!("  {:<24} {:>6}  {:>6} ± {}  {:?}", g.group, g.answers, number(voice, g.delta), number(voice, g.error), g.class);
    }
    for m in &e.months {
        println!("  {}  {:>6}  {:>6} ± {}", m.month, m.answers, number(voice, m.shift), number(voice, m.error));
    }
}

async fn count(options: &Options, voice: &Voice) -> Outcome {
    let store = options.store().await?;
    let told = |failure: Failure| sentence(&failure, voice);
    let lists = checked(&options.files(), &store).await.map_err(|e| e.to_string())?.people.ok_or("framework/trades.toml cannot be read")?;
    let (editions, begun) = (Editions::empty(), Instant::now());
    let bar = bar(waiting(&store).await.map_err(told)?.unsigned_abs());
    let (mut sessions, mut answers) = (0, 0);
    loop {
        match fold_waiting(&store, &editions, &lists, Clock::System.now()).await {
            Ok(folded) if folded.sessions == 0 => break,
            Ok(folded) => {
                sessions += folded.sessions;
                answers += folded.answers;
                bar.set_position(sessions);
            }
            // a server of the same PostgreSQL was first with some of them
            Err(Failure::Store(error)) if error.is_conflict() => {}
            Err(error) => return Err(sentence(&error, voice)),
        }
    }
    bar.finish_and_clear();
    store.close().await.map_err(|e| e.to_string())?;
    let micros = begun.elapsed().as_micros() as u64 / sessions.max(1);
    println!("{}", voice.say("cli-bank-counted", &[("sessions", sessions.into()), ("answers", answers.into()), ("micros", micros.into())]));
    Ok(ExitCode::SUCCESS)
}

fn bar(of: u64) -> ProgressBar {
    let bar = ProgressBar::new(of);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {elapsed} < {eta}") {
        bar.set_style(style);
    }
    bar
}

async fn calibrate(options: &Options, voice: &Voice, dry_run: bool, json: bool) -> Outcome {
    let store = if dry_run { options.reader().await? } else { options.store().await? };
    let current = current(&store, options).await?;
    let keep = (!dry_run).then(|| Entropy::System.id(Clock::System.now()));
    let bar = bar(1000);
    let told = bar.clone();
    let proposed = calibrate_now(&store, &Clock::System, &current, keep, move |share| told.set_position((share * 1000.0) as u64)).await;
    bar.finish_and_clear();
    let proposal = proposed.map_err(|failure| sentence(&failure, voice))?;
    store.close().await.map_err(|e| e.to_string())?;
    if json {
        println!("{}", serde_json::to_string_pretty(&proposal).map_err(|e| e.to_string())?);
    } else {
        print_proposal(&proposal, &current, voice);
        match keep {
            Some(id) => println!("{}", voice.say("cli-bank-kept", &[("id", id.to_string().into())])),
            None => println!("{}", voice.say("cli-bank-dry", &[])),
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print_proposal(proposal: &Proposal, current: &CurrentEdition, voice: &Voice) {
    for item in &proposal.items {
        let middle = |steps: &[f64]| steps.iter().sum::<f64>() / steps.len().max(1) as f64;
        let change =
            format!("{} → {} ± {}", number(voice, middle(&item.old.steps)), number(voice, middle(&item.new.steps)), number(voice, item.new.difficulty_sd));
        let slope = format!("{} → {}", number(voice, item.old.discrimination), number(voice, item.new.discrimination));
        match item.left {
            None => println!("{:<40} n {:>6}  b {change}  a {slope}", item.id, item.answers),
            Some(left) => println!("{:<40} n {:>6}  {}", item.id, item.answers, voice.say(&format!("calibration-left-{}", left.code()), &[])),
        }
    }
    let domains = &current.edition.framework.domains;
    let name = |domain: usize| if voice.lang == Lang::Fr { domains[domain].short.clone() } else { domains[domain].english.clone() };
    for level in &proposal.levels {
        let (up, down) = level.moved();
        let words = [("domain", name(level.domain).into()), ("sessions", level.sessions().into()), ("up", up.into()), ("down", down.into())];
        println!("{}", voice.say("cli-bank-level", &words));
    }
    for pair in &proposal.correlations {
        let error = pair.standard_error.map_or_else(String::new, |error| format!(" ± {}", number(voice, error)));
        let value = format!("{}{error}", number(voice, pair.correlation));
        println!("{}", voice.say("cli-bank-correlation", &[("first", name(pair.first).into()), ("second", name(pair.second).into()), ("value", value.into())]));
    }
    let (changed, items) = (proposal.changed().count(), proposal.items.len());
    let words = [
        ("sessions", proposal.sessions.into()),
        ("answers", proposal.answers.into()),
        ("rounds", i64::from(proposal.rounds).into()),
        ("changed", changed.into()),
        ("left", (items - changed).into()),
    ];
    println!("{}", voice.say("cli-bank-proposal", &words));
    if !proposal.settled {
        println!("{}", voice.say("cli-bank-not-settled", &[]));
    }
}

async fn calibrations(options: &Options, voice: &Voice) -> Outcome {
    let store = options.reader().await?;
    let all = list(&store, LISTED, Clock::System.now()).await.map_err(|failure| sentence(&failure, voice))?;
    if all.is_empty() {
        println!("{}", voice.say("cli-bank-no-calibration", &[]));
    }
    for calibration in all {
        let at = jiff::Timestamp::from_microsecond(calibration.started_at).map(|t| t.strftime("%F %T").to_string()).unwrap_or_default();
        let status = voice.say(&format!("calibration-status-{}", calibration.status.code()), &[]);
        let words = [("id", calibration.id.to_string().into()), ("at", at.into()), ("status", status.into()), ("note", calibration.note.into())];
        println!("{}", voice.say("cli-bank-calibration", &words));
    }
    Ok(ExitCode::SUCCESS)
}
