//! `socle content check`: every defect with its file and line.

use domain::bank::{References, faults_of_bank};
use domain::framework::Framework;
use domain::item::Item;
use formats::content as format;

use super::library::{Library, library};
use super::{Files, SourceFile};

/// A defect of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Stable code; `unreadable` for what cannot be parsed.
    pub code: &'static str,
    /// What it is about.
    pub detail: String,
}

/// What was read, and what is wrong with it.
#[derive(Debug)]
pub struct Checked {
    /// The framework, when it could be read.
    pub framework: Option<Framework>,
    /// The blueprint, when it could be read.
    pub blueprint: Option<domain::blueprint::Blueprint>,
    /// That of the exam. A folder without one has that of the program: it holds rules, not questions.
    pub exam: Option<domain::blueprint::Blueprint>,
    /// Trades, settings and regions.
    pub people: Option<format::People>,
    /// Items that could be read.
    pub items: Vec<Item>,
    /// Name and text of the file of each of them, in the same order.
    pub sources: Vec<(String, String)>,
    /// Modules, training offers and the glossary.
    pub library: Library,
    /// All defects, in order of file and line.
    pub defects: Vec<Defect>,
}

pub(super) fn unreadable(file: &str, line: usize, detail: impl Into<String>) -> Defect {
    Defect { file: file.to_owned(), line, code: "unreadable", detail: detail.into() }
}

/// Reads and checks all content, against the given framework where an official text was imported.
pub fn check(files: &Files, imported: Option<&Framework>) -> Checked {
    let mut defects = Vec::new();
    let mut one = |file: SourceFile| match file.text {
        Ok(text) => Some((file.name, text)),
        Err(why) => {
            defects.push(unreadable(&file.name, 1, why));
            None
        }
    };
    let framework = one(files.one("framework/framework.toml"));
    let blueprint = one(files.one("blueprints/positioning.toml"));
    let exam = one(files.one_or_shipped("blueprints/certification.toml"));
    let people = one(files.one("framework/trades.toml"));
    let framework = parse(framework, format::framework, &mut defects);
    let blueprint = parse(blueprint, format::blueprint, &mut defects);
    let exam = parse(exam, format::blueprint, &mut defects);
    let people = parse(people, format::people, &mut defects);
    let framework = imported.cloned().or(framework);
    for fault in framework.iter().flat_map(Framework::faults) {
        defects.push(Defect { file: "framework/framework.toml".into(), line: 1, code: "framework", detail: fault });
    }
    for (file, blueprint) in [("blueprints/positioning.toml", &blueprint), ("blueprints/certification.toml", &exam)] {
        for fault in blueprint.iter().flat_map(domain::blueprint::Blueprint::faults) {
            defects.push(Defect { file: file.into(), line: 1, code: "blueprint", detail: fault });
        }
    }
    if exam.as_ref().is_some_and(|exam| exam.exam.is_none()) {
        let detail = "no section [exam]".to_owned();
        defects.push(Defect { file: "blueprints/certification.toml".into(), line: 1, code: "blueprint", detail });
    }

    let (mut items, mut sources) = (Vec::new(), Vec::new());
    for file in files.items() {
        match file.text {
            Ok(text) => match format::item(&text) {
                Ok(item) => {
                    let stem = file.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
                    if stem != item.id {
                        let line = format::line_of(&text, "id", 0);
                        defects.push(Defect { file: file.name.clone(), line, code: "file-name", detail: item.id.clone() });
                    }
                    items.push(item);
                    sources.push((file.name, text));
                }
                Err(error) => defects.push(unreadable(&file.name, error.line, error.message)),
            },
            Err(why) => defects.push(unreadable(&file.name, 1, why)),
        }
    }
    let ids = |list: &[format::Named]| list.iter().map(|n| n.id.clone()).collect::<Vec<_>>();
    let (trades, settings) = people.as_ref().map(|people| (ids(&people.trades), ids(&people.settings))).unwrap_or_default();
    let references = framework.as_ref().filter(|_| people.is_some()).map(|framework| References { framework, trades: &trades, settings: &settings });
    for (i, finding) in references.map(|references| faults_of_bank(&items, references)).unwrap_or_default() {
        let (file, text) = &sources[i];
        let line = format::line_of_finding(text, &finding);
        defects.push(Defect { file: file.clone(), line, code: finding.code, detail: finding.detail });
    }
    let regions = people.as_ref().map(|people| ids(&people.regions)).unwrap_or_default();
    let library = library(files, &items, references, &regions, &mut defects);
    defects.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Checked { framework, blueprint, exam, people, items, sources, library, defects }
}

fn parse<T>(file: Option<(String, String)>, read: fn(&str) -> Result<T, format::Unreadable>, defects: &mut Vec<Defect>) -> Option<T> {
    let (name, text) = file?;
    read(&text).map_err(|error| defects.push(unreadable(&name, error.line, error.message))).ok()
}
