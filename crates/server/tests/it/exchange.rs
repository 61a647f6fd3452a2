//! `socle content import`, `export` and `stats`, as an author runs them.

use std::path::Path;
use std::process::{Command, Output};

use formats::exchange::{Code, Weight};
use serde_json::Value;
use server::render::{Lang, Texts};
use tempfile::TempDir;

fn socle(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_socle")).arg("content").args(arguments).env("LANG", "fr_FR.UTF-8").env_remove("LC_ALL").output().expect("the program runs")
}

#[track_caller]
fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

#[test]
fn every_loss_has_its_sentence_in_both_languages() {
    let texts = Texts::new().expect("texts");
    for code in Code::ALL {
        for lang in Lang::ALL {
            let said = texts.find(lang, &format!("exchange-{}", code.code()), &[("detail", "DETAIL".into())]);
            assert!(said.is_some_and(|s| s.contains("DETAIL")), "exchange-{} in {}", code.code(), lang.code());
        }
    }
}

#[test]
fn a_moodle_file_becomes_drafts_and_a_report_and_nothing_is_overwritten() {
    let folder = TempDir::new().expect("a folder");
    let quiz = path(&folder, "quiz.xml");
    let questions = r#"<quiz><question type="truefalse"><name><text>Carte perdue</text></name><questiontext format="html"><text>La carte suffit-elle ?</text></questiontext>
        <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
        <question type="essay"><name><text>Racontez</text></name><questiontext format="html"><text>Racontez.</text></questiontext></question></quiz>"#;
    std::fs::write(&quiz, questions).expect("written");
    let drafts = path(&folder, "brouillons");
    let first = socle(&["import", &quiz, "--to", &drafts, "--json"]);
    assert_eq!(first.status.code(), Some(1), "an essay is refused");
    let report = json(&first);
    assert_eq!(report["drafts"].as_array().map(Vec::len), Some(1));
    assert!(report["lost"].as_array().is_some_and(|l| l.iter().any(|l| l["code"] == "extended-text" && l["weight"] == "refused" && l["line"] == 3)));
    let draft = std::fs::read_to_string(folder.path().join("brouillons/carte-perdue.toml")).expect("the draft");
    assert!(draft.starts_with("# Importé : « Carte perdue » de quiz.xml\n"), "{draft}");
    assert!(draft.contains("# - La source n’a pas de"), "{draft}");
    assert_eq!(formats::content::item(&draft).expect("one of our files").title, "Carte perdue");
    let again = json(&socle(&["import", &quiz, "--to", &drafts, "--json"]));
    assert!(again["drafts"][0].as_str().is_some_and(|p| p.ends_with("carte-perdue-2.toml")), "{again}");
    assert_eq!(std::fs::read_to_string(folder.path().join("brouillons/carte-perdue.toml")).expect("the first"), draft);
    let second = std::fs::read_to_string(folder.path().join("brouillons/carte-perdue-2.toml")).expect("the second");
    assert_eq!(formats::content::item(&second).expect("one of our files").id, "carte-perdue-2");
    let said = socle(&["import", &quiz, &path(&folder, "absent.xml"), "--to", &drafts]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("absent.xml") && said.contains("[file-missing]") && said.contains("texte libre"), "{said}");
}

#[test]
fn the_bank_goes_out_in_every_format_and_comes_back() {
    let folder = TempDir::new().expect("a folder");
    for (format, file) in [("qti3", "banque.zip"), ("moodle", "banque.xml"), ("gift", "banque.gift"), ("xlsx", "banque.xlsx")] {
        let out = path(&folder, file);
        let written = socle(&["export", "--format", format, "--out", &out]);
        assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
        let imported = formats::exchange::import(file, &std::fs::read(&out).expect("bytes"), "fr");
        assert!(imported.items.len() > 80, "{file}: {}", imported.items.len());
        assert!(imported.lost.iter().all(|l| l.code.weight() > Weight::Changed), "{file}: {:?}", imported.lost);
        let again = socle(&["export", "--format", format, "--out", &out]);
        assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("existe déjà"), "a file is not replaced");
    }
    let template = path(&folder, "modele.xlsx");
    assert!(socle(&["export", "--format", "xlsx", "--template", "--out", &template]).status.success());
    assert!(formats::exchange::import("modele.xlsx", &std::fs::read(&template).expect("bytes"), "fr").items.is_empty());
    let unknown = socle(&["export", "--format", "gift", "--out", &path(&folder, "x.gift"), "il-n-y-en-a-pas"]);
    assert!(!unknown.status.success() && !Path::new(&path(&folder, "x.gift")).exists());
}

#[test]
fn the_coverage_counts_every_item_once() {
    let coverage = json(&socle(&["stats", "--json"]));
    let items = coverage["items"].as_u64().expect("a count");
    assert!(items >= 170);
    let sum = |list: &str| coverage[list].as_array().into_iter().flatten().filter_map(|d| d["items"].as_u64()).sum::<u64>();
    assert_eq!((sum("domains"), sum("objectives")), (items, items));
    let domain = &coverage["domains"][0];
    assert!(domain["information"][2].as_f64().is_some_and(|i| i > 0.0), "{domain}");
    let said = socle(&["stats"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("Cybersécurité"));
}
