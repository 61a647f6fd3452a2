//! `socle simulate certification`

use std::process::ExitCode;
use std::str::FromStr;

use clap::Args;
use domain::bank::Edition;
use domain::blueprint::DomainMinimum;
use domain::certification::{Report, Rules, Simulation};
use domain::profile::Level;
use domain::workshop::Publication;
use indicatif::{ProgressBar, ProgressStyle};

use super::super::options::Options;
use super::super::{Outcome, Voice};
use super::row;
use crate::render::Texts;
use crate::service::content::{SimulatedExams, check, edition_digest, entries};

/// Run simulated people through exams, and say how often what is decided is right.
#[derive(Debug, Args)]
pub(in super::super) struct Certification {
    /// People, each of whom takes two exams and two fixed tests.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    people: u64,
    /// Seed: the same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What each domain must reach, as LEVEL:PROBABILITY; several may be given, and each is compared with none.
    #[arg(long, value_name = "LEVEL:PROBABILITY", default_values = ["socle:0.1", "socle:0.2", "socle:0.5"])]
    domain_minimum: Vec<Minimum>,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

/// A minimum as it is typed.
#[derive(Debug, Clone, Copy)]
struct Minimum(DomainMinimum);

impl FromStr for Minimum {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (level, certainty) = text.split_once(':').ok_or("LEVEL:PROBABILITY, as socle:0.2")?;
        let level = Level::ALL.into_iter().skip(1).find(|known| known.as_str() == level).ok_or("socle, avance or expert")?;
        let certainty = certainty.parse().ok().filter(|p| *p > 0.0 && *p < 1.0).ok_or("a probability between 0 and 1")?;
        Ok(Self(DomainMinimum { level, certainty }))
    }
}

impl Certification {
    pub(in super::super) fn run(&self, options: &Options, voice: &Voice) -> Outcome {
        let checked = check(&options.files(), None);
        let (Some(framework), Some(exam), true) = (checked.framework, checked.exam, checked.defects.is_empty()) else {
            return Err(voice.say("cli-content-defects", &[("defects", checked.defects.len().into())]));
        };
        let entries = entries(checked.items, &Publication::default()).map_err(|e| e.to_string())?.into_iter().map(|(entry, _)| entry).collect();
        let edition = Edition::new(framework, exam, entries)?;
        let minima = self.domain_minimum.iter().map(|minimum| minimum.0);
        let mut simulation = Simulation::new(&edition, Rules::of(&edition), minima)?;
        let bar = ProgressBar::new(self.people);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {elapsed} < {eta}") {
            bar.set_style(style);
        }
        for number in 0..self.people {
            simulation.play(self.seed, number);
            bar.inc(1);
        }
        bar.finish_and_clear();
        let report = simulation.report();
        if self.json {
            let edition = edition_digest(&edition).map_err(|e| e.to_string())?;
            println!("{}", serde_json::to_string_pretty(&SimulatedExams { edition, seed: self.seed, report }).map_err(|e| e.to_string())?);
        } else {
            Printed { report: &report, edition: &edition, voice }.all();
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A report on its way to the terminal.
struct Printed<'a> {
    report: &'a Report,
    edition: &'a Edition,
    voice: &'a Voice,
}

impl Printed<'_> {
    fn all(&self) {
        let report = self.report;
        let people = [("people", report.people.into()), ("items", self.edition.pool.len().into()), ("length", report.length.into())];
        println!("{}", self.voice.say("cli-exam-simulated", &people));
        self.cuts();
        self.minima();
        self.domains();
        let overall = &report.overall;
        self.line("overall", &[("rmse", overall.rmse), ("fixed", overall.fixed_rmse), ("error", overall.mean_standard_error)]);
        self.shares("close", &[("coverage", overall.coverage), ("close", overall.close), ("unseen", overall.wrong_unseen)]);
        self.shares("levels", &[("exam", report.levels.accuracy), ("fixed", report.levels.fixed_accuracy)]);
        self.shares("exposure", &[("most", report.highest_exposure)]);
        self.shares("overlap", &[("mean", report.overlap.mean), ("high", report.overlap.high), ("largest", report.overlap.largest)]);
        self.line("minutes", &[("mean", report.mean_minutes), ("high", report.high_minutes)]);
    }

    fn head(&self, names: &[&str]) {
        let cells: Vec<String> = names.iter().map(|name| self.word(name)).collect();
        row(&cells[0], &cells[1..]);
    }

    fn word(&self, name: &str) -> String {
        self.voice.say(&format!("cli-exam-{name}"), &[])
    }

    fn number(&self, value: f64) -> String {
        Texts::decimal(self.voice.lang, value, 3)
    }

    fn share(&self, value: f64) -> String {
        format!("{} %", Texts::decimal(self.voice.lang, value * 100.0, 1))
    }

    fn line(&self, name: &str, values: &[(&'static str, f64)]) {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, self.number(*value).into())).collect();
        println!("{}", self.voice.say(&format!("cli-exam-{name}"), &values));
    }

    fn shares(&self, name: &str, values: &[(&'static str, f64)]) {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, self.share(*value).into())).collect();
        println!("{}", self.voice.say(&format!("cli-exam-{name}"), &values));
    }

    fn cuts(&self) {
        self.head(&["cut", "exam-accuracy", "fixed-accuracy", "exam-consistency", "fixed-consistency", "wrongly-above", "wrongly-below"]);
        for cut in &self.report.cuts {
            let shares = [cut.exam.accuracy, cut.fixed.accuracy, cut.exam.consistency, cut.fixed.consistency, cut.exam.wrongly_above, cut.exam.wrongly_below];
            row(&format!("{} ({})", cut.level.as_str(), self.number(cut.cut)), &shares.map(|share| self.share(share)));
        }
    }

    fn minima(&self) {
        self.head(&["minimum", "deserve", "certified", "wrongly-certified", "wrongly-refused", "refused-whole", "alike"]);
        for of in &self.report.minima {
            let name = of.minimum.map_or_else(|| self.word("none"), |minimum| format!("{}, {}", minimum.level.as_str(), self.share(minimum.certainty)));
            let shares = [of.deserve, of.certified, of.wrongly_certified, of.wrongly_refused, of.refused_though_whole, of.consistency];
            row(&name, &shares.map(|share| self.share(share)));
        }
    }

    fn domains(&self) {
        self.head(&["domain", "questions", "rmse", "band", "width"]);
        for of in &self.report.domains {
            let tenth = |value| Texts::decimal(self.voice.lang, value, 1);
            row(&of.code, &[tenth(of.questions), self.number(of.rmse), self.share(of.band_coverage), self.number(of.band_width)]);
        }
    }
}
