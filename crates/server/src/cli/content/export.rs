//! `socle content export`: items in the formats of other programs.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use domain::item::Item;
use formats::content::Named;
use formats::exchange::{self, Exported, Lists, Loss};

use super::super::options::Options;
use super::super::{Outcome, Voice};
use super::losses;
use crate::service::content::{Checked, check};

/// Write items as QTI 3.0, Moodle XML, GIFT or a workbook for authors.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The format.
    #[arg(long, value_enum)]
    format: Format,
    /// The file; with QTI a package, or one item alone where it ends in `.xml`. It must not be there yet.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// With the workbook: without items, for authors to begin with.
    #[arg(long)]
    template: bool,
    /// Names of items; all of them when none is given.
    ids: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// QTI 3.0: a package with a test, or an item.
    Qti3,
    /// Moodle XML.
    Moodle,
    /// GIFT.
    Gift,
    /// A workbook: one row an item, with instructions and lists.
    Xlsx,
}

impl Export {
    pub(super) fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let checked = check(&options.files(), None);
        let items = if self.template { Vec::new() } else { chosen(&checked, &self.ids, voice)? };
        let Exported { file, lost } = self.write(&items, &checked, voice)?;
        save(&self.out, &file, voice)?;
        for line in losses::lines(voice, &lost) {
            println!("{line}");
        }
        let refused = lost.iter().filter(|l| l.code.weight() == exchange::Weight::Refused).count();
        let out = self.out.display().to_string();
        println!("{}", voice.say("cli-content-exported", &[("items", (items.len() - refused).into()), ("refused", refused.into()), ("file", out.into())]));
        Ok(ExitCode::SUCCESS)
    }

    fn write(&self, items: &[Item], checked: &Checked, voice: &Voice) -> Result<Exported<Vec<u8>>, String> {
        let bytes = |text: Exported<String>| Exported { file: text.file.into_bytes(), lost: text.lost };
        match self.format {
            Format::Qti3 if self.out.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml")) => {
                let [item] = items else { return Err(voice.say("cli-content-one-item", &[])) };
                let refused = |loss: Loss| losses::sentence(voice, &loss);
                exchange::write_qti_item(item).map(bytes).map_err(refused)
            }
            Format::Qti3 => Ok(exchange::write_qti_package("socle", &voice.say("cli-content-test-title", &[]), items)),
            Format::Moodle => Ok(bytes(exchange::write_moodle(items))),
            Format::Gift => Ok(bytes(exchange::write_gift(items))),
            Format::Xlsx => {
                let say = |key: &str| voice.say(&format!("cli-xlsx-{key}"), &[]);
                let lists = lists(checked, &say);
                if self.template { exchange::template(&lists).map(|file| Exported { file, lost: Vec::new() }) } else { exchange::write_xlsx(items, &lists) }
            }
        }
    }
}

fn chosen(checked: &Checked, ids: &[String], voice: &Voice) -> Result<Vec<Item>, String> {
    if ids.is_empty() {
        return Ok(checked.items.clone());
    }
    let find = |id: &String| {
        let found = checked.items.iter().find(|i| i.id == *id).cloned();
        found.ok_or_else(|| voice.say("cli-content-unknown-item", &[("detail", id.as_str().into())]))
    };
    ids.iter().map(find).collect()
}

fn lists<'a>(checked: &Checked, say: &'a dyn Fn(&str) -> String) -> Lists<'a> {
    let named = |list: &[Named]| list.iter().map(|n| (n.id.clone(), n.name.clone())).collect();
    Lists {
        say,
        objectives: checked.framework.iter().flat_map(|f| &f.objectives).map(|o| (o.code.clone(), o.text.clone())).collect(),
        trades: checked.people.as_ref().map(|p| named(&p.trades)).unwrap_or_default(),
        settings: checked.people.as_ref().map(|p| named(&p.settings)).unwrap_or_default(),
    }
}

/// Writes a file that was not there; half of one is taken away again.
fn save(path: &Path, bytes: &[u8], voice: &Voice) -> Result<(), String> {
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => voice.say("cli-content-file-there", &[("file", path.display().to_string().into())]),
        _ => format!("{}: {e}", path.display()),
    })?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|e| {
        let _ = std::fs::remove_file(path);
        format!("{}: {e}", path.display())
    })
}
