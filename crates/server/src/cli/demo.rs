//! `socle demo grow`

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Subcommand;
use formats::content::People;
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{Store, StoreError};

use super::options::Options;
use super::{Outcome, Voice};
use crate::app::imported_framework;
use crate::clock::{Clock, Entropy};
use crate::service::Failure;
use crate::service::content::{CurrentEdition, check, publish};
use crate::service::demo::{Found, Grow, Refused, found, grow};

/// Fill a database with people who do not exist, to see how the site holds.
#[derive(Debug, Subcommand)]
pub(super) enum Demo {
    /// Make a large installation: people over three years, their sessions, answers, results, devices, links.
    ///
    /// Some thousand sessions are played by the engine of production; the multitude repeats them with other names at other times. Answers
    /// are therefore real sequences, many times over: each session replays exactly, and the statistics of the bank are those of the
    /// sessions played. The same words give the same people, to the byte. What was interrupted (Ctrl-C, kill) goes on with the same
    /// words; other words add another crowd beside it.
    Grow {
        /// How many people.
        #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..=20_000_000))]
        people: u64,
        /// Seed: the same seed gives the same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The day after the last visit, YYYY-MM-DD. Default: the first of this month.
        #[arg(long)]
        until: Option<Date>,
        /// How many different sessions are played.
        #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
        distinct: u64,
        /// Even where other people are: theirs is not touched, but ours will be among them.
        #[arg(long)]
        also: bool,
    },
    /// Make a large organisation: learners in sixty units and every trade, and two campaigns, this year's and last year's.
    ///
    /// As above, sessions are played by the engine of production and repeated. What the results are made of is worked out by the server
    /// when it next runs. The same words give the same organisation; it is refused when it is there already. Prints names for
    /// `bench steering` as JSON.
    Institution {
        /// How many learners.
        #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        people: u32,
        /// Seed: the same seed gives the same organisation.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The day after this year's campaign closed, YYYY-MM-DD. Default: the first of this month.
        #[arg(long)]
        until: Option<Date>,
        /// How many different sessions are played.
        #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
        distinct: u64,
    },
}

impl Demo {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        match self {
            Self::Grow { people, seed, until, distinct, also } => grown(options, voice, people, seed, until, distinct, also).await,
            Self::Institution { people, seed, until, distinct } => institution(options, voice, people, seed, until, distinct).await,
        }
    }
}

/// Where it is written, and what from.
struct Ground {
    store: Store,
    edition: CurrentEdition,
    lists: People,
    until: Date,
    /// Its first microsecond.
    end: i64,
}

impl Ground {
    async fn of(options: &Options, until: Option<Date>) -> Result<Self, String> {
        let until = until.unwrap_or_else(first_of_month);
        let end = until.to_zoned(TimeZone::UTC).map_err(|e| e.to_string())?.timestamp().as_microsecond();
        let store = options.store().await?;
        let imported = imported_framework(&store).await.map_err(|e| e.to_string())?;
        let mut checked = check(&options.files(), imported.as_ref());
        let lists = checked.people.take().ok_or("framework/trades.toml cannot be read")?;
        let edition = publish(&store, checked, &Clock::System, &Entropy::System).await.map_err(|e| e.to_string())?;
        Ok(Self { store, edition, lists, until, end })
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {msg}  {elapsed} < {eta}") {
        bar.set_style(style);
    }
    bar
}

async fn institution(options: &Options, voice: &Voice, people: u32, seed: u64, until: Option<Date>, distinct: u64) -> Outcome {
    let Ground { store, edition, lists, end, .. } = Ground::of(options, until).await?;
    let bar = bar();
    bar.set_length(u64::from(people));
    let outcome = found(&store, &edition, &lists, &Found { people, seed, until: end, distinct }, |written| bar.set_position(u64::from(written))).await;
    bar.finish_and_clear();
    store.close().await.map_err(|e| e.to_string())?;
    let founded = match outcome {
        Ok(founded) => founded,
        Err(Failure::Store(StoreError::Conflict { .. })) => return Err(voice.say("cli-demo-institution-there", &[])),
        Err(failure) => return Err(failure.to_string()),
    };
    let names = serde_json::json!({
        "organisation": founded.organisation, "manager": founded.manager, "campaigns": founded.campaigns,
        "participations": founded.participations, "answers": founded.answers,
    });
    println!("{names}");
    Ok(ExitCode::SUCCESS)
}

async fn grown(options: &Options, voice: &Voice, people: u64, seed: u64, until: Option<Date>, distinct: u64, also: bool) -> Outcome {
    let Ground { store, edition, lists, until, end } = Ground::of(options, until).await?;
    let bar = bar();
    let stop = AtomicBool::new(false);
    let begun = Instant::now();
    let rate = |answers: u64| answers as f64 / begun.elapsed().as_secs_f64();
    let asked = Grow { people, seed, until: end, distinct, also };
    let growing = grow(&store, &edition, &lists, &asked, &stop, |at| {
        bar.set_length(at.of);
        bar.set_position(at.visits);
        bar.set_message(voice.say("cli-demo-rate", &[("rate", (rate(at.answers) as i64).into())]));
    });
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.store(true, Ordering::SeqCst);
        }
        std::future::pending::<()>().await;
    };
    let outcome = tokio::select! { outcome = growing => outcome, () = interrupted => unreachable!("it waits for the other") };
    bar.finish_and_clear();
    store.close().await.map_err(|e| e.to_string())?;
    let grown = match outcome {
        Ok(grown) => grown,
        Err(Refused::Others) => return Err(voice.say("cli-demo-others", &[])),
        Err(Refused::Failed(failure)) => return Err(failure.to_string()),
    };
    let at = grown.progress;
    let whole = at.visits == at.of;
    println!(
        "{}",
        voice.say(
            if whole { "cli-demo-grown" } else { "cli-demo-interrupted" },
            &[
                ("answers", at.answers.into()),
                ("visits", (at.visits - grown.before).into()),
                ("rate", (rate(at.answers) as i64).into()),
                ("time", HumanDuration(begun.elapsed()).to_string().into()),
                ("again", format!("socle demo grow --people {people} --seed {seed} --until {until} --distinct {distinct}").into()),
            ]
        )
    );
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn first_of_month() -> Date {
    jiff::Zoned::now().with_time_zone(TimeZone::UTC).date().first_of_month()
}
