//! Settings from the file and from secrets' files, put under the command line: option before environment before file before default.
//!
//! What stands in a file becomes the default of its option, so that there is one list of settings, one reader of values and one order.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue};
use clap::{ArgMatches, Command};

use super::file::{self, Wrong};
use crate::cli::Voice;

/// Looked at when no other file is named.
const USUAL: &str = "/etc/socle/socle.toml";

/// A setting that may stand in the environment, and so in the file.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Setting {
    /// Name of its option and in the file.
    pub(super) key: String,
    /// Name of its field.
    pub(super) id: String,
    /// Its variable.
    pub(super) variable: String,
    /// Never printed; may be given by a file of its own.
    pub(super) is_secret: bool,
}

/// Where a value below the environment comes from.
#[derive(Debug, Clone)]
pub(super) enum From {
    /// A line of the settings file.
    Line(usize),
    /// The file named by this variable or key.
    Secret { told_by: String, path: PathBuf },
}

/// What the files say.
#[derive(Debug)]
pub(in crate::cli) struct Given {
    pub(super) settings: Vec<Setting>,
    /// The settings file, where there is one.
    pub(super) file: Option<PathBuf>,
    pub(super) values: BTreeMap<String, (&'static str, From)>,
}

/// Every setting of these commands: what has an option and a variable, but for the name of the file itself.
fn settings(command: &Command) -> Vec<Setting> {
    let serve = command.find_subcommand("serve").into_iter().flat_map(Command::get_arguments);
    command
        .get_arguments()
        .chain(serve)
        .filter(|arg| arg.get_id() != "config")
        .filter_map(|arg| {
            Some(Setting {
                key: arg.get_long()?.to_owned(),
                id: arg.get_id().to_string(),
                variable: arg.get_env()?.to_str()?.to_owned(),
                is_secret: arg.is_hide_env_values_set(),
            })
        })
        .collect()
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The file named by the option or the variable; else the usual one, if it is there.
fn named(arguments: &[OsString]) -> Option<PathBuf> {
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == "--config" {
            return arguments.next().map(PathBuf::from);
        }
        if let Some(path) = argument.to_str().and_then(|argument| argument.strip_prefix("--config=")) {
            return Some(path.into());
        }
    }
    variable("SOCLE_CONFIG").map(PathBuf::from).or_else(|| Some(PathBuf::from(USUAL)).filter(|usual| usual.exists()))
}

impl Given {
    /// Reads what the files say.
    ///
    /// # Errors
    /// A file cannot be read, or has a mistake; as a sentence with its line.
    pub(in crate::cli) fn read(command: &Command, arguments: &[OsString], voice: &Voice) -> Result<Self, String> {
        let mut given = Self { settings: settings(command), file: named(arguments), values: BTreeMap::new() };
        if let Some(path) = given.file.clone() {
            given.read_file(&path, voice)?;
        }
        for setting in given.settings.clone().iter().filter(|s| s.is_secret) {
            let name = format!("{}_FILE", setting.variable);
            if let Some(path) = variable(&name) {
                if variable(&setting.variable).is_some() {
                    return Err(voice.say("cli-config-twice", &[("one", setting.variable.as_str().into()), ("other", name.into())]));
                }
                given.put_secret(&setting.key, name, PathBuf::from(path), voice)?;
            }
        }
        Ok(given)
    }

    fn read_file(&mut self, path: &Path, voice: &Voice) -> Result<(), String> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| voice.say("cli-config-unreadable", &[("file", shown.as_str().into()), ("error", error.to_string().into())]))?;
        let secrets = self.settings.iter().filter(|s| s.is_secret).map(|s| format!("{}-file", s.key));
        let known: Vec<String> = self.settings.iter().map(|s| s.key.clone()).chain(secrets).collect();
        let entries = file::read(&text, &known).map_err(|mistake| {
            let at = [("file", shown.as_str().into()), ("line", mistake.line.into())];
            let (key, told) = match &mistake.what {
                Wrong::Syntax(what) => ("cli-config-syntax", vec![("error", what.as_str().into())]),
                Wrong::Shape { key } => ("cli-config-shape", vec![("key", key.as_str().into())]),
                Wrong::Unknown { key, nearest: Some(nearest) } => {
                    ("cli-config-meant", vec![("key", key.as_str().into()), ("nearest", nearest.as_str().into())])
                }
                Wrong::Unknown { key, nearest: None } => ("cli-config-unknown", vec![("key", key.as_str().into()), ("known", known.join(", ").into())]),
            };
            voice.say(key, &at.into_iter().chain(told).collect::<Vec<_>>())
        })?;
        for entry in &entries {
            match entry.key.strip_suffix("-file").filter(|of| self.settings.iter().any(|s| s.is_secret && s.key == *of)) {
                Some(of) if entries.iter().any(|other| other.key == of) => {
                    return Err(voice.say("cli-config-twice", &[("one", of.into()), ("other", entry.key.as_str().into())]));
                }
                Some(of) => self.put_secret(of, format!("{shown}:{}", entry.line), PathBuf::from(&entry.value), voice)?,
                None => self.put(&entry.key, entry.value.clone(), From::Line(entry.line)),
            }
        }
        Ok(())
    }

    fn put_secret(&mut self, key: &str, told_by: String, path: PathBuf, voice: &Voice) -> Result<(), String> {
        let unreadable = |error: String| voice.say("cli-config-unreadable", &[("file", path.display().to_string().into()), ("error", error.into())]);
        let text = std::fs::read_to_string(&path).map_err(|e| unreadable(e.to_string()))?;
        let secret = text.trim_end_matches(['\r', '\n']);
        if secret.is_empty() {
            return Err(unreadable(voice.say("cli-config-empty", &[])));
        }
        self.put(key, secret.to_owned(), From::Secret { told_by, path });
        Ok(())
    }

    /// Kept to the end of the process, as every default of the command line is.
    fn put(&mut self, key: &str, value: String, from: From) {
        self.values.insert(key.to_owned(), (value.leak(), from));
    }

    /// The command with these values as its defaults.
    pub(in crate::cli) fn under(&self, command: Command) -> Command {
        let command = command.mut_args(|arg| match arg.get_long().and_then(|long| self.values.get(long)) {
            Some((value, _)) if arg.get_env().is_some() => arg.default_value(*value),
            _ => arg,
        });
        let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |c| self.under(c)))
    }

    /// The line of the file that a value comes from that was refused.
    pub(in crate::cli) fn place(&self, error: &clap::Error) -> Option<String> {
        let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return None };
        let Some(ContextValue::String(refused)) = error.get(ContextKind::InvalidValue) else { return None };
        let key = argument.strip_prefix("--")?.split([' ', '=']).next()?;
        let (value, from) = self.values.get(key)?;
        match from {
            From::Line(line) if value == refused => Some(format!("{}:{line}", self.file.as_ref()?.display())),
            _ => None,
        }
    }

    /// The value of a setting in the command that was run.
    pub(super) fn value<'m>(matches: &'m ArgMatches, setting: &Setting) -> Option<&'m OsStr> {
        matches.try_get_raw(&setting.id).ok().flatten()?.next()
    }
}
