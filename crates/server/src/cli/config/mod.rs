//! `socle config show`: what holds, and who said so.

mod file;
mod given;

use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Subcommand};

pub(super) use given::Given;
use given::{From, Setting};

use super::Voice;
use super::serve::Serve;

/// Look at the settings.
#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Print every setting as a settings file, each with where it comes from; secrets are hidden.
    Show(Show),
}

/// Print every setting.
#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    _serve: Serve,
}

impl Config {
    pub(super) fn run(&self, given: &Given, matches: &ArgMatches, voice: &Voice) -> ExitCode {
        let Self::Show(_) = self;
        // the innermost command was told everything
        let mut told = matches;
        while let Some((_, inner)) = told.subcommand() {
            told = inner;
        }
        if let Some(file) = &given.file {
            println!("# {}", file.display());
        }
        let lines: Vec<(String, String)> = given.settings.iter().map(|setting| line(setting, given, told, voice)).collect();
        let width = lines.iter().map(|(line, _)| line.chars().count()).filter(|width| *width < 60).max().unwrap_or(0);
        for (line, origin) in lines {
            println!("{line:<width$}  # {origin}");
        }
        ExitCode::SUCCESS
    }
}

/// `key = "value"`, and who said so.
fn line(setting: &Setting, given: &Given, matches: &ArgMatches, voice: &Voice) -> (String, String) {
    let Some(value) = Given::value(matches, setting) else {
        return (format!("# {} =", setting.key), voice.say("cli-config-unset", &[]));
    };
    let value = value.to_string_lossy();
    let value = if setting.is_secret { hidden(&value) } else { value.into_owned() };
    // a text of JSON is one of TOML, too
    let quoted = if value == "true" || value == "false" || value.parse::<u32>().is_ok() { value } else { serde_json::Value::String(value).to_string() };
    (format!("{} = {quoted}", setting.key), origin(setting, given, matches, voice))
}

fn origin(setting: &Setting, given: &Given, matches: &ArgMatches, voice: &Voice) -> String {
    match matches.value_source(&setting.id) {
        Some(ValueSource::CommandLine) => format!("--{}", setting.key),
        Some(ValueSource::EnvVariable) => setting.variable.clone(),
        _ => match given.values.get(&setting.key) {
            Some((_, From::Line(line))) => voice.say("cli-config-line", &[("line", (*line).into())]),
            Some((_, From::Secret { told_by, path })) => format!("{told_by}: {}", path.display()),
            None => voice.say("cli-config-default", &[]),
        },
    }
}

/// An address without the name and the password in it; of anything else, nothing.
fn hidden(secret: &str) -> String {
    let Some((scheme, rest)) = secret.split_once("://") else { return "…".to_owned() };
    if rest.to_lowercase().contains("password") {
        return format!("{scheme}://…");
    }
    match rest.rsplit_once('@') {
        Some((_, place)) => format!("{scheme}://…@{place}"),
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn no_secret_is_shown() {
        assert_eq!(hidden("postgres://socle:p@ss@/socle?host=/run"), "postgres://…@/socle?host=/run");
        assert_eq!(hidden("postgres://h/db?user=a&password=b"), "postgres://…");
        assert_eq!(hidden("smtp://127.0.0.1:25"), "smtp://127.0.0.1:25");
        assert_eq!(hidden("host=h password=b"), "…");
    }
}
