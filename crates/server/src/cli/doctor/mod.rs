//! `socle doctor`: what is well, what is not, and what to do about it. Looks at everything and changes nothing.

mod database;
mod disk;
mod network;
mod settings;

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::options::Options;
use super::serve::Serve;
use super::{Outcome, Voice};
use crate::render::{Arg, Dist};
use crate::service::content::check;

/// Say what is well and what is not, and what to do about it. Fails when something is wrong; a warning is not.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    serve: Serve,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Well,
    Warning,
    Wrong,
}

impl Level {
    const fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Warning => "warning",
            Self::Wrong => "wrong",
        }
    }

    const fn mark(self) -> &'static str {
        match self {
            Self::Well => "✓",
            Self::Warning => "!",
            Self::Wrong => "✗",
        }
    }
}

/// Something that was looked at. `cli-doctor-CODE` says what was found, `cli-doctor-CODE-do` what to do where it is not well.
#[derive(Debug, Clone, PartialEq)]
struct Finding {
    code: &'static str,
    level: Level,
    args: Vec<(&'static str, Arg<'static>)>,
}

impl Finding {
    fn well(code: &'static str) -> Self {
        Self { code, level: Level::Well, args: Vec::new() }
    }

    fn warning(code: &'static str) -> Self {
        Self { level: Level::Warning, ..Self::well(code) }
    }

    fn wrong(code: &'static str) -> Self {
        Self { level: Level::Wrong, ..Self::well(code) }
    }

    /// With a value for its sentences.
    fn with(mut self, name: &'static str, value: impl Into<Arg<'static>>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    fn what(&self, voice: &Voice) -> String {
        voice.say(&format!("cli-doctor-{}", self.code), &self.args)
    }

    fn what_to_do(&self, voice: &Voice) -> Option<String> {
        (self.level != Level::Well).then(|| voice.say(&format!("cli-doctor-{}-do", self.code), &self.args))
    }
}

impl Doctor {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let mut findings = program(options);
        findings.extend(settings::look(&self.serve));
        findings.extend(disk::look(options));
        let looked = database::look(options, voice).await;
        findings.extend(looked.findings);
        findings.extend(network::mail(&self.serve).await);
        findings.extend(network::public_address(&self.serve).await);
        let well = findings.iter().all(|finding| finding.level < Level::Wrong);
        if self.json {
            println!("{}", report(&findings, &looked.rows, well, voice));
        } else {
            tell(&findings, &looked.rows, voice);
        }
        Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// What the program carries in itself, and the content it was given.
fn program(options: &Options) -> Vec<Finding> {
    let checked = check(&options.files(), None);
    let content = if checked.defects.is_empty() { Finding::well("content") } else { Finding::wrong("content") };
    let assets = if Dist::get("manifest.json").is_some() { Finding::well("assets") } else { Finding::wrong("assets") };
    vec![content.with("items", checked.items.len()).with("defects", checked.defects.len()), assets]
}

fn tell(findings: &[Finding], rows: &[(&'static str, i64)], voice: &Voice) {
    for finding in findings {
        println!("{} {}", finding.level.mark(), finding.what(voice));
        if let Some(todo) = finding.what_to_do(voice) {
            println!("    → {todo}");
        }
    }
    for (table, rows) in rows {
        println!("    {table:<18}{rows:>12}");
    }
}

fn report(findings: &[Finding], rows: &[(&'static str, i64)], well: bool, voice: &Voice) -> String {
    let findings: Vec<_> = findings
        .iter()
        .map(|finding| json!({ "code": finding.code, "level": finding.level.word(), "what": finding.what(voice), "do": finding.what_to_do(voice) }))
        .collect();
    let rows: serde_json::Map<_, _> = rows.iter().map(|(table, rows)| ((*table).to_owned(), json!(rows))).collect();
    json!({ "well": well, "findings": findings, "rows": rows }).to_string()
}
