//! `socle content import`: items from outside become drafts in our own format, and a report says what was lost.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use formats::exchange::{self, Code, Draft, Imported, Loss, limits};

use super::super::{Outcome, Voice};
use super::losses;

/// Read items of QTI, Moodle XML, GIFT, Aiken or our workbook, and write them as drafts with a report of what was lost.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files of QTI 2.1, 2.2 or 3.0 (items or packages), Moodle XML, GIFT, Aiken, or the workbook of `content export --format xlsx`.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The folder for the drafts, one TOML file each, and for the report. Nothing in it is overwritten.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// The language of items that do not say one.
    #[arg(long, default_value = "fr", value_parser = ["fr", "en"])]
    language: String,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(self, voice: &Voice) -> Outcome {
        std::fs::create_dir_all(&self.to).map_err(|e| format!("{}: {e}", self.to.display()))?;
        let (mut written, mut lost) = (Vec::new(), Vec::new());
        for file in &self.files {
            let imported = read(file, &self.language);
            for draft in imported.items {
                let path = save(&self.to, draft, file, voice)?;
                written.push(path);
            }
            lost.extend(imported.lost);
        }
        let refused = lost.iter().filter(|l| l.code.weight() == exchange::Weight::Refused).count();
        let mut report = losses::lines(voice, &lost);
        report.push(voice.say("cli-content-imported", &[("items", written.len().into()), ("refused", refused.into())]));
        let (mut file, path) = new_file(&self.to, "import", "txt").map_err(|e| format!("{}: {e}", self.to.display()))?;
        file.write_all((report.join("\n") + "\n").as_bytes()).and_then(|()| file.sync_all()).map_err(|e| format!("{}: {e}", path.display()))?;
        if self.json {
            let drafts: Vec<String> = written.iter().map(|p| p.display().to_string()).collect();
            println!("{}", serde_json::json!({ "drafts": drafts, "lost": losses::json(&lost), "report": path.display().to_string() }));
        } else {
            for line in &report {
                println!("{line}");
            }
            println!("{}", voice.say("cli-content-drafts", &[("folder", self.to.display().to_string().into()), ("report", path.display().to_string().into())]));
        }
        Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Reads a file, unless it is larger than any reader takes: then it is not even opened.
fn read(path: &Path, language: &str) -> Imported {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let refuse = |code, detail: String| Imported { items: Vec::new(), lost: vec![Loss { file: name.clone(), line: 0, item: String::new(), code, detail }] };
    let size = match std::fs::metadata(path) {
        Ok(about) => about.len(),
        Err(error) => return refuse(Code::FileMissing, error.to_string()),
    };
    if size > limits::ARCHIVE as u64 {
        return refuse(Code::TooLarge, format!("{} MB", limits::ARCHIVE >> 20));
    }
    match std::fs::read(path) {
        Ok(bytes) => exchange::import(&name, &bytes, language),
        Err(error) => refuse(Code::FileMissing, error.to_string()),
    }
}

/// Writes a draft under its name, or the next that is free; what its author must complete stands above it.
fn save(folder: &Path, draft: Draft, from: &Path, voice: &Voice) -> Result<PathBuf, String> {
    let Draft { mut item, origin, to_complete } = draft;
    let (mut file, path) = new_file(folder, &item.id, "toml").map_err(|e| format!("{}: {e}", folder.display()))?;
    item.id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or(item.id);
    let source = from.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut remarks = vec![voice.say("cli-content-origin", &[("origin", origin.into()), ("file", source.into())])];
    if !to_complete.is_empty() {
        remarks.push(voice.say("cli-content-to-complete", &[]));
        remarks.extend(to_complete.iter().map(|f| format!("- {}", voice.say(&format!("check-{}", f.code), &[("detail", f.detail.as_str().into())]))));
    }
    let text = exchange::write_item(&item, &remarks);
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(path)
}

/// A file that was not there: `name.toml`, else `name-2.toml`…
fn new_file(folder: &Path, name: &str, extension: &str) -> io::Result<(std::fs::File, PathBuf)> {
    let mut n = 1;
    loop {
        let path = folder.join(if n == 1 { format!("{name}.{extension}") } else { format!("{name}-{n}.{extension}") });
        match std::fs::OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && n < 100_000 => n += 1,
            Err(error) => return Err(error),
        }
    }
}
