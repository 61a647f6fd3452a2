//! `content check` refuses what would harm a measurement, with the file and the line where it stands.

use std::path::{Path, PathBuf};

use domain::date::{Day, Month};
use server::render::{Lang, Texts};
use server::service::content::{Defect, Files, NOTICE, check, due};
use tempfile::TempDir;

use crate::harness::root;

/// A copy of the shipped content that may be broken.
struct Broken {
    folder: TempDir,
}

impl Broken {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        copy(&root().join("content"), folder.path());
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The item files, with their texts.
    fn items(&self) -> Vec<(PathBuf, String)> {
        let mut all = Vec::new();
        collect(&self.path("items"), &mut all);
        all.sort();
        all.into_iter().map(|p| (p.clone(), std::fs::read_to_string(&p).expect("text"))).collect()
    }

    /// The first item whose text holds all of this.
    fn item(&self, holds: &[&str]) -> (PathBuf, String) {
        self.items().into_iter().find(|(_, text)| holds.iter().all(|h| text.contains(h))).unwrap_or_else(|| panic!("no item with {holds:?}"))
    }

    fn defects(&self) -> Vec<Defect> {
        check(&Files::Folder(self.folder.path().to_owned()), None).defects
    }

    /// The defect of this code in this file stands on the line that begins so, and has its sentence in both languages.
    #[track_caller]
    fn finds(&self, code: &str, path: &Path, line_begins: &str) {
        let defects = self.defects();
        let text = String::from_utf8_lossy(&std::fs::read(path).expect("read")).into_owned();
        let found =
            defects.iter().find(|d| d.code == code && Path::new(&d.file) == path).unwrap_or_else(|| panic!("no {code} in {}: {defects:#?}", path.display()));
        let line = text.lines().nth(found.line - 1).unwrap_or_default();
        assert!(line.trim_start().starts_with(line_begins), "{code} is told of line {} « {line} », not « {line_begins} »", found.line);
        let texts = Texts::new().expect("texts");
        for lang in Lang::ALL {
            assert!(
                texts.find(lang, &format!("check-{code}"), &[("detail", found.detail.as_str().into())]).is_some(),
                "{code} has no sentence in {}",
                lang.code()
            );
        }
    }
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").map(|e| e.expect("an entry").path()) {
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            std::fs::copy(&entry, &target).expect("copied");
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// The text with the first line that begins so replaced.
fn with_line(text: &str, begins: &str, replacement: &str) -> String {
    let mut done = false;
    let lines: Vec<&str> = text
        .lines()
        .map(|line| {
            if !done && line.starts_with(begins) {
                done = true;
                replacement
            } else {
                line
            }
        })
        .collect();
    assert!(done, "no line begins with {begins}");
    lines.join("\n") + "\n"
}

#[test]
fn what_is_shipped_has_no_defect() {
    assert_eq!(Broken::new().defects(), []);
    assert_eq!(check(&Files::Embedded, None).defects, []);
}

/// Words that only French has, where no name of a text in French stands beside: whoever reads English takes them for a question left in French.
#[test]
fn a_question_in_english_holds_no_french() {
    const FRENCH: [&str; 14] = ["le", "la", "les", "des", "une", "du", "et", "pour", "avec", "vous", "votre", "dans", "sur", "est"];
    let mut files = Vec::new();
    collect(&root().join("content/items"), &mut files);
    let mut read = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        if !text.contains("\nlanguage = \"en\"\n") {
            continue;
        }
        read += 1;
        // what a source is called stays as it is called
        let own = text
            .lines()
            .skip_while(|line| !line.starts_with("situation"))
            .take_while(|line| *line != "[source]")
            .chain(text.lines().skip_while(|line| *line != "[interaction]"));
        for line in own {
            let is_french = |word: &str| FRENCH.contains(&word.to_lowercase().as_str());
            // a name in quotes is never shown
            let said = line.split('"').filter(|part| part.contains(' '));
            let found: Vec<&str> = said.flat_map(|part| part.split(|c: char| !c.is_alphabetic())).filter(|word| is_french(word)).collect();
            assert!(found.is_empty(), "{}: {found:?} in {line}", file.display());
        }
    }
    assert!(read >= 30, "only {read} questions in English were found");
}

#[test]
fn a_broken_reference_is_refused() {
    let broken = Broken::new();
    let (path, text) =
        broken.items().into_iter().find(|(_, text)| text.contains("kind = \"single-choice\"") && !text.contains("enemies")).expect("an item without enemies");
    write(&path, &with_line(&text, "objective", "objective = \"T9.99\""));
    broken.finds("objective-unknown", &path, "objective");
    write(&path, &with_line(&text, "setting", "setting = \"lune\""));
    broken.finds("setting-unknown", &path, "setting");
    write(&path, &with_line(&text, "trades", "trades = [\"astronaute\"]"));
    broken.finds("trade-unknown", &path, "trades");
    write(&path, &with_line(&text, "review", "review = \"not-reviewed\"\nenemies = [\"qui-n-existe-pas\"]"));
    broken.finds("enemy-unknown", &path, "enemies");
    write(&path, &text);
    let (path, text) = broken.item(&["kind = \"matching\""]);
    write(&path, &with_line(&text, "answer = ", "answer = \"zz\""));
    broken.finds("reference-broken", &path, "[[interaction.prompts]]");
    write(&path, &text);
    let (path, text) = broken.item(&["kind = \"gaps\""]);
    let name = text.split("[[interaction.gaps]]").nth(1).and_then(|t| t.split("id = \"").nth(1)).and_then(|t| t.split('"').next()).expect("a gap");
    write(&path, &text.replace(&format!("{{{name}}}"), "ici"));
    broken.finds("not-in-text", &path, "[[interaction.gaps]]");
}

#[test]
fn a_missing_source_is_refused() {
    let broken = Broken::new();
    let (path, text) = broken.item(&["[source]"]);
    write(&path, &with_line(&text, "publisher", "publisher = \"\""));
    broken.finds("source-missing", &path, "[source]");
    write(&path, &with_line(&text, "date", "date = \"hier\""));
    broken.finds("source-date", &path, "[source]");
    write(&path, &with_line(&text, "checked", ""));
    assert!(broken.defects().iter().any(|d| d.code == "unreadable" && Path::new(&d.file) == path && d.detail.contains("checked")));
    let (before, after) = text.split_once("[source]").expect("a source");
    write(&path, &format!("{before}{}", &after[after.find("[interaction]").expect("an interaction")..]));
    assert!(broken.defects().iter().any(|d| d.code == "unreadable" && Path::new(&d.file) == path && d.detail.contains("source")));
}

#[test]
fn a_key_that_can_be_seen_is_refused() {
    let broken = Broken::new();
    let (path, text) = broken.item(&["kind = \"short-answer\""]);
    let accept = text.split("accept = [").nth(1).and_then(|t| t.split('"').nth(1)).expect("an accepted text").to_owned();
    assert!(accept.chars().count() >= 3, "{accept}");
    write(&path, &with_line(&text, "question", &format!("question = \"Est-ce que c'est {} ?\"", accept.to_uppercase())));
    broken.finds("key-visible", &path, "accept");
    write(&path, &text);
    let (path, text) = broken.item(&["kind = \"gaps\"", "accept = ["]);
    let accept = text.split("accept = [").nth(1).and_then(|t| t.split('"').nth(1)).expect("an accepted text").to_owned();
    write(&path, &with_line(&text, "question", &format!("question = \"Complétez ({accept}).\"")));
    broken.finds("key-visible", &path, "[[interaction.gaps]]");
}

#[test]
fn a_source_whose_review_has_no_month_or_comes_before_its_reading_is_refused() {
    let broken = Broken::new();
    let (path, text) = broken.item(&["checked = \"2026-11\""]);
    write(&path, &with_line(&text, "checked", "checked = \"2026\""));
    broken.finds("source-month", &path, "checked");
    write(&path, &with_line(&text, "checked", "checked = \"2026-11\"\nreview_by = \"bientôt\""));
    broken.finds("source-month", &path, "review_by");
    write(&path, &with_line(&text, "checked", "checked = \"2026-11\"\nreview_by = \"2026-10\""));
    broken.finds("source-review-early", &path, "review_by");
    write(&path, &with_line(&text, "checked", "checked = \"2026-11\"\nreview_by = \"2026-11\""));
    assert_eq!(broken.defects(), []);
}

#[test]
fn a_source_is_told_sixty_days_before_it_ends_and_is_no_defect() {
    let broken = Broken::new();
    let (path, text) = broken.item(&["checked = \"2026-11\""]);
    write(&path, &with_line(&text, "checked", "checked = \"2019-03\"\nreview_by = \"2020-01\""));
    let checked = check(&Files::Folder(broken.folder.path().to_owned()), None);
    assert_eq!(checked.defects, []);
    let last = Month::parse("2020-01").expect("a month").last_day();
    let told = |today: Day| due(&checked, today).into_iter().map(|d| (d.file, d.line, d.last, d.has_expired)).collect::<Vec<_>>();
    let line = text.lines().position(|l| l.starts_with("checked")).expect("a line") + 2;
    let found = |has_expired| vec![(path.display().to_string(), line, last, has_expired)];
    let early = Month::parse("2019-12").expect("a month");
    assert_eq!(told(Month::parse("2019-11").expect("a month").last_day()), []);
    // 2 December 2019 is sixty days before 31 January 2020
    let first = Month::parse("2019-11").expect("a month").last_day().plus(2);
    assert_eq!(first.plus(NOTICE), last);
    assert_eq!(told(first), found(false));
    assert_eq!(told(early.last_day()), found(false));
    assert_eq!(told(last), found(false), "the last day is still a day");
    assert_eq!(told(last.plus(1)), found(true));
    // as an administrator reads it, long after
    let said = std::process::Command::new(env!("CARGO_BIN_EXE_socle"))
        .args(["content", "check"])
        .arg(broken.folder.path())
        .env("LC_ALL", "fr_FR.UTF-8")
        .output()
        .expect("the program runs");
    let out = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success(), "an expired source is no defect: {out}");
    assert!(out.contains(&format!("{}:{line}: Périmée", path.display())) && out.contains("2020-01-31"), "{out}");
}

/// A single choice with its key at this place and a text of this length.
fn single_choice(broken: &Broken) -> (PathBuf, String) {
    broken.item(&["kind = \"single-choice\"", "correct = true"])
}

#[test]
fn a_key_that_can_be_guessed_from_its_form_is_refused() {
    let broken = Broken::new();
    let (path, text) = single_choice(&broken);
    // the longest by far
    let (before, after) = text.split_once("correct = true").expect("a key");
    let at = before.rfind("\ntext = \"").expect("its text") + "\ntext = \"".len();
    let long = format!(
        "{}{} {}correct = true{after}",
        &before[..at],
        "Et bien davantage encore, avec toutes les précautions que la situation demande à chacun, ".repeat(3),
        &before[at..]
    );
    write(&path, &long);
    broken.finds("key-longest", &path, "[[interaction.options]]");
    // always first
    let options: Vec<&str> = text.split("[[interaction.options]]").skip(1).collect();
    let key = options.iter().position(|o| o.contains("correct = true")).expect("a key");
    let head = text.split("[[interaction.options]]").next().expect("a head").replace("kind = \"single-choice\"", "kind = \"single-choice\"\nshuffle = false");
    let mut order: Vec<&str> = vec![options[key]];
    order.extend(options.iter().enumerate().filter(|(i, _)| *i != key).map(|(_, o)| *o));
    write(&path, &format!("{head}[[interaction.options]]{}", order.join("\n[[interaction.options]]")));
    broken.finds("key-first", &path, "[[interaction.options]]");
    // no key, two keys
    write(&path, &text.replace("correct = true\n", ""));
    broken.finds("wrong-count", &path, "[interaction]");
    write(
        &path,
        &text.replacen("[[interaction.options]]", "[[interaction.options]]\ncorrect = true", 1).replace("correct = true\ncorrect = true", "correct = true"),
    );
    assert!(!broken.defects().is_empty());
}

#[test]
fn a_bank_whose_keys_are_often_the_longest_is_refused() {
    let broken = Broken::new();
    for (path, text) in broken.items() {
        if !text.contains("kind = \"single-choice\"") {
            continue;
        }
        // a few letters more on every key: no single item gives itself away, the bank does
        let longest = text
            .split("[[interaction.options]]")
            .skip(1)
            .filter(|o| !o.contains("correct = true"))
            .map(|o| option_text(o).chars().count())
            .max()
            .expect("wrong ones");
        let key = text.split("[[interaction.options]]").skip(1).find(|o| o.contains("correct = true")).expect("a key");
        let told = option_text(key);
        let more = (longest + 2).saturating_sub(told.chars().count());
        write(&path, &text.replacen(&format!("text = \"{told}\""), &format!("text = \"{told}{}\"", ".".repeat(more)), 1));
    }
    let defects = broken.defects();
    assert!(defects.iter().filter(|d| d.code == "key-often-longest").count() >= 10, "{defects:?}");
}

fn option_text(option: &str) -> &str {
    option.lines().find_map(|l| l.strip_prefix("text = \"")).and_then(|t| t.strip_suffix('"')).expect("a text")
}

#[test]
fn a_duplicate_is_refused() {
    let broken = Broken::new();
    let (path, text) = single_choice(&broken);
    let twin = path.with_file_name("zz-jumeau.toml");
    write(&twin, &with_line(&text, "id = ", "id = \"zz-jumeau\""));
    broken.finds("duplicate", &twin, "situation");
    write(&twin, &text);
    let defects = broken.defects();
    assert!(defects.iter().any(|d| d.code == "id-twice"), "{defects:?}");
    broken.finds("file-name", &twin, "id");
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let broken = Broken::new();
    let (path, text) = single_choice(&broken);
    write(&path, &with_line(&text, "time", "time = \"longtemps\""));
    broken.finds("unreadable", &path, "time");
    write(&path, &with_line(&text, "title", "title = \"Sans fin"));
    broken.finds("unreadable", &path, "title");
    write(&path, &with_line(&text, "version", "version = 1\ncouleur = \"bleu\""));
    broken.finds("unreadable", &path, "couleur");
    write(&path, "");
    assert!(broken.defects().iter().any(|d| d.code == "unreadable" && Path::new(&d.file) == path));
}

#[test]
fn a_file_in_another_encoding_is_refused() {
    let broken = Broken::new();
    let (path, text) = broken.item(&["é"]);
    let latin: Vec<u8> = text.chars().map(|c| if (c as u32) < 256 { c as u8 } else { b'?' }).collect();
    std::fs::write(&path, latin).expect("written");
    let defects = broken.defects();
    let found = defects.iter().find(|d| Path::new(&d.file) == path).expect("a defect");
    assert_eq!((found.code, found.line), ("unreadable", 1));
    assert!(found.detail.contains("UTF-8"), "{}", found.detail);
}

#[test]
fn a_missing_or_broken_framework_is_refused() {
    let broken = Broken::new();
    std::fs::remove_file(broken.path("framework/framework.toml")).expect("removed");
    assert!(broken.defects().iter().any(|d| d.code == "unreadable" && d.file.contains("framework.toml")));
    let broken = Broken::new();
    let path = broken.path("blueprints/positioning.toml");
    let text = std::fs::read_to_string(&path).expect("text");
    write(&path, &with_line(&text, "cuts", "cuts = [0.6, -0.6, 1.6]"));
    assert!(broken.defects().iter().any(|d| d.code == "blueprint"));
}

#[test]
fn a_text_may_begin_with_an_accent() {
    let broken = Broken::new();
    let (path, text) = broken.item(&["kind = \"gaps\""]);
    let start = text.rfind("\ntext = \"").expect("the text with gaps");
    let opening = if text[start..].starts_with("\ntext = \"\"\"") { "\ntext = \"\"\"" } else { "\ntext = \"" };
    let at = text[..text.find("[[interaction.gaps]]").expect("gaps")].rfind(opening).expect("the text") + opening.len();
    let skip = text[at..].len() - text[at..].trim_start().len();
    write(&path, &format!("{}À présent, {}", &text[..at + skip], &text[at + skip..]));
    assert_eq!(broken.defects(), []);
}

#[test]
fn every_code_of_the_check_has_its_sentence() {
    // the codes as they stand in the sources of the check
    let sources =
        [root().join("crates/domain/src/item/check.rs"), root().join("crates/domain/src/bank.rs"), root().join("crates/server/src/service/content/check.rs")];
    let texts = Texts::new().expect("texts");
    let mut codes = std::collections::BTreeSet::new();
    for source in sources {
        let text = std::fs::read_to_string(source).expect("text");
        for (mark, skip) in [("push(\"", 0), ("push(i, \"", 0), ("code: \"", 0)] {
            codes.extend(text.split(mark).skip(1 + skip).filter_map(|t| t.split('"').next()).map(str::to_owned));
        }
    }
    assert!(codes.len() > 25, "{codes:?}");
    for code in codes.iter().filter(|c| c.chars().all(|l| l.is_ascii_lowercase() || l == '-') && c.len() > 3) {
        for lang in Lang::ALL {
            assert!(texts.find(lang, &format!("check-{code}"), &[("detail", "x".into())]).is_some(), "check-{code} in {}", lang.code());
        }
    }
}
