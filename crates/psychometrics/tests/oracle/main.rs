//! Our numbers against those of independent programs.
//!
//! `oracle` reads every `*.json` of the folder named by `SOCLE_ORACLE_CASES` (by default `tests/oracle/cases`), finds the
//! comparator by the file's `kind`, and compares every estimate in it. It fails on a kind it does not know, on a number out of
//! tolerance, and on any leaf of a file that no comparator looked at: nothing is passed over in silence. See [`case::Case`].
//!
//! `cargo test -p psychometrics --test oracle -- --nocapture` prints, for each kind and each family of numbers, how many were
//! compared, the largest difference and the tolerance. The reason for a tolerance stands beside it in the comparator.

mod ability_dichotomous;
mod ability_estimates;
mod ability_polytomous;
mod calibration;
mod calibration_fit;
mod calibration_scores;
mod case;
mod cat_paths;
mod cat_traces;
mod catr_search;
mod dif;
mod fisher_information;
mod fixed_item_calibration;
mod item_selection;
mod linking;
mod models;
mod multidimensional;
mod multidimensional_selection;
mod score_equating;
mod sprt;

use std::fs;
use std::path::PathBuf;

use case::{Case, Ledger};

/// Compares one file.
type Comparator = fn(&Case<'_>);

/// Each kind of file with what compares it; several may share the leaves of one kind.
const COMPARATORS: &[(&str, Comparator)] = &[
    ("ability_dichotomous", ability_dichotomous::compare),
    ("ability_polytomous", ability_polytomous::compare),
    ("calibration_public_dichotomous", calibration::compare),
    ("calibration_public_dichotomous", calibration_fit::compare),
    ("calibration_public_polytomous", calibration::compare),
    ("calibration_public_polytomous", calibration_fit::compare),
    ("calibration_simulated", calibration::compare),
    ("calibration_simulated", calibration_fit::compare),
    ("cat_paths", cat_paths::compare),
    ("cat_traces", cat_traces::compare),
    ("dif", dif::compare),
    ("fisher_information", fisher_information::compare),
    ("fixed_item_calibration", fixed_item_calibration::compare),
    ("item_selection", item_selection::compare),
    ("linking", linking::compare),
    ("multidimensional", multidimensional::compare),
    ("multidimensional_selection", multidimensional_selection::compare),
    ("score_equating", score_equating::compare),
    ("sprt", sprt::compare),
];

fn folder() -> PathBuf {
    std::env::var_os("SOCLE_ORACLE_CASES").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/cases"), PathBuf::from)
}

#[expect(clippy::disallowed_methods, reason = "each file is compared on its own: nothing is summed across threads")]
#[test]
fn oracle() {
    let folder = folder();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{}: no case", folder.display());
    // One thread a file: they share nothing, and the report is printed in the order of the names.
    let reports: Vec<(PathBuf, Result<case::Report, String>)> = std::thread::scope(|scope| {
        let running: Vec<_> = files.iter().map(|path| (path.clone(), scope.spawn(move || compare(path)))).collect();
        running.into_iter().map(|(path, thread)| (path, thread.join().unwrap_or_else(|_| Err("the comparator panicked, see above".to_owned())))).collect()
    });
    let mut failures = Vec::new();
    let mut compared = 0;
    for (path, report) in reports {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match report {
            Ok(report) => {
                print!("{name}\n{report}");
                compared += report.compared();
                failures.extend(report.failures().iter().map(|failure| format!("{name}: {failure}")));
            }
            Err(error) => failures.push(format!("{name}: {error}")),
        }
    }
    println!("{compared} numbers compared in {} files", files.len());
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

fn compare(path: &std::path::Path) -> Result<case::Report, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let ledger = Ledger::default();
    let file = Case::root(&value, &ledger);
    let kind = file.at("kind").text();
    let mut comparators = COMPARATORS.iter().filter(|(known, _)| *known == kind).peekable();
    comparators.peek().ok_or_else(|| format!("no comparator for kind `{kind}`"))?;
    for (_, comparator) in comparators {
        comparator(&file);
    }
    file.finish();
    Ok(ledger.into_report())
}
