//! The rules of the house, read from its sources: which crate may name what, how rooms are called, what never stands.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::harness::root;

/// Folders that are not ours to keep tidy: built, downloaded, or not kept at all.
const NOT_OURS: [&str; 7] = ["target", "node_modules", "dist", ".git", "data", "out", "LICENSES"];
/// The longest file that still holds one idea.
const LONGEST: usize = 900;
/// Crates without I/O, clock or randomness of their own.
const PURE: [&str; 3] = ["psychometrics", "domain", "formats"];

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && !path.is_symlink() {
            if !NOT_OURS.contains(&name.as_str()) {
                walk(&path, files);
            }
        } else {
            files.push(path);
        }
    }
}

/// Files under a folder of the repository that end so, with their texts.
fn texts(folder: &str, ends: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut files = Vec::new();
    walk(&root.join(folder), &mut files);
    files.sort();
    files
        .into_iter()
        .filter(|p| ends.iter().any(|e| p.to_string_lossy().ends_with(e)))
        .filter_map(|p| Some((p.strip_prefix(&root).ok()?.to_string_lossy().into_owned(), std::fs::read_to_string(&p).ok()?)))
        .collect()
}

/// Every text of the repository that is written by hand.
fn all_texts() -> Vec<(String, String)> {
    texts(
        "",
        &[".rs", ".toml", ".md", ".sh", ".sql", ".html", ".txt", ".ftl", ".css", ".ts", ".mjs", ".js", ".json", ".typ", "bin/start", "bin/test", ".ci/run"],
    )
    .into_iter()
    .filter(|(name, _)| !name.ends_with("package-lock.json"))
    .collect()
}

/// Code of a source without its comments and its unit tests.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Names under a table of a manifest.
fn dependencies(name: &str, table: &str) -> BTreeSet<String> {
    let manifest = std::fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).expect("a manifest");
    let head = format!("[{table}]");
    let lines = manifest.lines().skip_while(|l| l.trim() != head).skip(1).take_while(|l| !l.starts_with('['));
    lines
        .filter(|l| !l.trim_start().starts_with('#'))
        .filter_map(|l| l.split(['=', '.']).next().map(|n| n.trim().to_owned()))
        .filter(|n| !n.is_empty())
        .collect()
}

fn crates() -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(root().join("crates")).expect("crates").map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[track_caller]
fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

/// Lines of these sources that hold one of these words.
fn lines_with(sources: &[(String, String)], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in sources {
        for (n, line) in text.lines().enumerate() {
            if let Some(word) = words.iter().find(|w| line.contains(**w)) {
                found.push(format!("{name}:{}: {word}: {}", n + 1, line.trim()));
            }
        }
    }
    found
}

fn sources(folder: &str) -> Vec<(String, String)> {
    texts(folder, &[".rs"]).into_iter().map(|(name, text)| (name, code(&text))).collect()
}

#[test]
fn there_are_five_crates_and_one_direction() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("psychometrics", &[][..]),
        ("domain", &["psychometrics"]),
        ("formats", &["domain", "psychometrics"]),
        ("store", &[]),
        ("server", &["domain", "formats", "psychometrics", "store"]),
    ]);
    assert_eq!(crates(), ["domain", "formats", "psychometrics", "server", "store"]);
    for (name, allowed) in allowed {
        let ours: Vec<String> = dependencies(name, "dependencies").into_iter().filter(|d| crates().contains(d)).collect();
        for dependency in &ours {
            assert!(allowed.contains(&dependency.as_str()), "{name} depends on {dependency}");
        }
    }
}

#[test]
fn only_the_store_names_a_database_driver_and_only_the_server_speaks_http() {
    let kept: [(&str, &[&str]); 2] = [
        ("store", &["rusqlite", "tokio-postgres", "deadpool", "deadpool-postgres", "sqlx", "libsqlite3-sys"]),
        ("server", &["axum", "hyper", "tower", "tower-http", "minijinja", "lettre", "clap"]),
    ];
    let mut found = Vec::new();
    for (owner, names) in kept {
        for name in crates().iter().filter(|n| *n != owner) {
            for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
                found.extend(dependencies(name, table).into_iter().filter(|d| names.contains(&d.as_str())).map(|d| format!("{name} [{table}] {d}")));
            }
            let words: Vec<String> = names.iter().map(|n| format!("{}::", n.replace('-', "_"))).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            found.extend(lines_with(&sources(&format!("crates/{name}/src")), &words));
        }
    }
    none(&found, "drivers belong to store, HTTP to server");
}

#[test]
fn pure_crates_do_nothing_but_compute() {
    let mut found = Vec::new();
    for name in PURE {
        for dependency in dependencies(name, "dependencies") {
            let impure = ["tokio", "futures", "getrandom", "rand", "chrono", "jiff", "uuid", "tracing", "reqwest", "rayon"];
            // psychometrics: threads there change no bit of a result, which its tests hold
            let is_held = name == "psychometrics" && dependency == "rayon";
            if impure.contains(&dependency.as_str()) && !is_held {
                found.push(format!("{name} depends on {dependency}"));
            }
        }
        let words = [
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "SystemTime",
            "Instant::now",
            "async fn",
            ".await",
            "thread::spawn",
            "HashMap",
            "HashSet",
            "println!",
            "eprintln!",
            "static mut",
        ];
        found.extend(lines_with(&sources(&format!("crates/{name}/src")), &words));
        assert!(root().join("crates").join(name).join("clippy.toml").exists(), "{name} has no clippy.toml of its own");
    }
    none(&found, "pure crates have no I/O, no clock, no threads, no order by chance");
}

#[test]
fn deterministic_arithmetic_goes_through_libm() {
    let words = [".exp()", ".ln()", ".powf(", ".sin()", ".cos()", ".tanh()", ".log10()", ".log2()", ".exp_m1()", ".ln_1p()"];
    let mut all = sources("crates/psychometrics/src");
    all.extend(sources("crates/domain/src"));
    none(&lines_with(&all, &words), "transcendental functions differ between platforms");
}

#[test]
fn a_use_case_knows_no_http_and_no_page() {
    let words = ["axum", "crate::web", "crate::api", "crate::http", "crate::cli", "crate::jobs", "crate::router", "tower::", "hyper"];
    none(&lines_with(&sources("crates/server/src/service"), &words), "service imports neither axum nor pages");
}

#[test]
fn pages_and_api_speak_to_use_cases_not_to_tables() {
    let mut all = sources("crates/server/src/web");
    all.extend(sources("crates/server/src/api"));
    none(
        &lines_with(&all, &["Tx::", "store::Tx", "tx.execute", "tx.all(", "tx.one(", "tx.optional(", "store.write("]),
        "pages and API write through use cases",
    );
    // pages and API know nothing of each other: only the router knows both
    none(&lines_with(&sources("crates/server/src/web"), &["crate::api", "crate::router"]), "pages do not know the API");
    none(&lines_with(&sources("crates/server/src/api"), &["crate::web", "crate::router"]), "the API does not know pages");
    none(&lines_with(&sources("crates/server/src/http"), &["crate::web", "crate::api", "crate::router"]), "what they share knows neither");
    // what is drawn knows nobody
    let drawn: Vec<(String, String)> =
        all.into_iter().filter(|(n, _)| n.contains("/web/view/") || n.ends_with("/web/chart.rs")).chain(sources("crates/server/src/render")).collect();
    none(&lines_with(&drawn, &["axum", "store::", "crate::service", "crate::app"]), "what is drawn knows no request");
}

#[test]
fn no_sql_stands_outside_the_store() {
    let words = ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "ALTER TABLE", " WHERE ", "PRAGMA ", "ON CONFLICT"];
    let mut all = Vec::new();
    for name in crates().iter().filter(|n| *n != "store") {
        all.extend(sources(&format!("crates/{name}/src")));
    }
    none(&lines_with(&all, &words), "SQL belongs to store");
}

#[test]
fn only_the_dialect_knows_which_engine_it_speaks_to() {
    let all: Vec<(String, String)> =
        sources("crates/store/src").into_iter().filter(|(n, _)| !n.ends_with("/dialect.rs") && !n.contains("/engine/") && !n.ends_with("/error.rs")).collect();
    none(
        &lines_with(&all, &["Engine::", "PRAGMA", "pg_advisory", "pg_catalog", "SKIP LOCKED", "sqlite_", "::TEXT", "::BIGINT", "strftime", "now()"]),
        "one text for both engines",
    );
}

#[test]
fn a_word_names_the_same_room_everywhere() {
    let folders = |path: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(root().join(path)).into_iter().flatten().flatten();
        entries.map(|e| e.file_name().to_string_lossy().trim_end_matches(".rs").to_owned()).filter(|n| !matches!(n.as_str(), "mod" | "lib" | "main")).collect()
    };
    // every page has its template and its view
    let templates: BTreeSet<String> = texts("crates/server/templates/pages", &[".html"])
        .into_iter()
        .filter_map(|(n, _)| Some(n.split_once("/pages/")?.1.trim_end_matches(".html").to_owned()))
        .collect();
    let views = sources("crates/server/src/web/view").into_iter().map(|(_, t)| t).collect::<String>();
    for template in &templates {
        assert!(views.contains(&format!("\"pages/{template}.html\"")), "no view fills templates/pages/{template}.html");
    }
    // both languages hold the same rooms, and the same words in them
    assert_eq!(folders("crates/server/locales/fr"), folders("crates/server/locales/en"));
    for (name, text) in texts("crates/server/locales/fr", &[".ftl"]) {
        let keys = |text: &str| -> BTreeSet<String> {
            text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(|l| l.split(" =").next().map(str::to_owned)).collect()
        };
        let english = std::fs::read_to_string(root().join(name.replace("/fr/", "/en/"))).expect("its English");
        assert_eq!(keys(&text), keys(&english), "{name}");
    }
    // what people do has one name from the page to the rules: a use-case folder is a room of the pages, or of the API or the command line
    let rooms: BTreeSet<String> =
        ["crates/server/src/web", "crates/server/src/api", "crates/server/src/cli", "crates/domain/src"].iter().flat_map(|p| folders(p)).collect();
    for folder in folders("crates/server/src/service") {
        let met = rooms.iter().any(|r| *r == folder || r.trim_end_matches('s') == folder) || folder == "demo";
        assert!(met, "service/{folder} has no room of that name elsewhere");
    }
    // tables are plural, as modules of the store
    let migrations: String = texts("crates/store/migrations/sqlite", &[".sql"]).into_iter().map(|(_, t)| t).collect();
    let modules = folders("crates/store/src");
    for table in migrations.split("CREATE TABLE ").skip(1).filter_map(|t| t.split_whitespace().next()) {
        let stem = table.split('_').next().unwrap_or(table);
        let plural = |word: &str| word.strip_suffix('y').map_or_else(|| format!("{word}s"), |start| format!("{start}ies"));
        let plurals = [if table == "person" { "people".to_owned() } else { plural(table) }, format!("{table}s"), plural(stem)];
        assert!(
            modules.iter().any(|m| plurals.contains(m) || *m == table || m.trim_end_matches('s') == stem || m.split('_').next() == Some(stem))
                || table == "item_version"
                || table.starts_with("study_"),
            "table {table} has no module"
        );
    }
}

#[test]
fn no_file_is_longer_than_one_idea() {
    let found: Vec<String> = all_texts()
        .into_iter()
        .filter(|(name, _)| Path::new(name).extension().is_none_or(|e| e != "json") && !name.ends_with("CHANGELOG.md") && !name.starts_with("content/"))
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    none(&found, "a file holds one idea");
}

#[test]
fn every_migration_exists_for_both_engines() {
    let names = |engine: &str| -> Vec<String> {
        texts(&format!("crates/store/migrations/{engine}"), &[".sql"]).into_iter().filter_map(|(n, _)| Some(n.rsplit('/').next()?.to_owned())).collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, postgres);
    for (n, name) in sqlite.iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}_", n + 1)), "{name}");
    }
    // the same tables and columns in both
    let columns = |engine: &str| -> BTreeSet<String> {
        let text: String = texts(&format!("crates/store/migrations/{engine}"), &[".sql"]).into_iter().map(|(_, t)| t).collect();
        let mut found = BTreeSet::new();
        for table in text.split("CREATE TABLE ").skip(1) {
            let (name, rest) = table.split_once('(').expect("columns");
            for line in rest.split("\n)").next().unwrap_or_default().lines() {
                if let Some(column) = line.split_whitespace().next().filter(|c| !["PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "--"].contains(c)) {
                    found.insert(format!("{}.{column}", name.trim()));
                }
            }
        }
        found
    };
    assert_eq!(columns("sqlite"), columns("postgres"));
}

#[test]
fn nothing_is_left_for_later() {
    // spelt in pieces, so that this list does not find itself
    let marks = [["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["todo", "!("], ["unimplemented", "!("], ["dbg", "!("], ["#[igno", "re"]].map(|p| p.concat());
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    none(&lines_with(&all_texts(), &marks), "what is not done is an issue, not a comment");
}

#[test]
fn no_expectation_is_silent_and_nothing_is_simply_allowed() {
    let allows = [["#[al", "low("], ["#![al", "low("]].map(|p| p.concat());
    let allows: Vec<&str> = allows.iter().map(String::as_str).collect();
    none(&lines_with(&texts("crates", &[".rs"]), &allows), "`expect` with a reason");
    for name in crates() {
        let manifest = std::fs::read_to_string(root().join("crates").join(&name).join("Cargo.toml")).expect("a manifest");
        assert!(manifest.contains("[lints]\nworkspace = true"), "{name} does not follow the workspace's lints");
    }
}

#[test]
fn no_machine_and_no_registry_is_named() {
    // where this was built is nobody's business, and a lock file must not depend on a mirror
    let marks = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"], ["registry.npm", "mirror"], ["art", "ifactory"], ["nexus.", "internal"]]
        .map(|p| p.concat());
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    let mut all = all_texts();
    all.extend(texts("", &["package-lock.json", "Cargo.lock"]));
    none(&lines_with(&all, &marks), "no path of a machine, no host of a registry");
    // registries: only the public ones that the tools write themselves
    none(&lines_with(&texts("", &["package-lock.json"]), &["\"resolved\": \""]), "a lock file does not say where a package came from");
    for (name, text) in texts("", &["Cargo.lock"]) {
        for source in text.lines().filter_map(|l| l.strip_prefix("source = ")) {
            assert_eq!(source, "\"registry+https://github.com/rust-lang/crates.io-index\"", "{name}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_two_commands_of_the_readme_can_be_run() {
    use std::os::unix::fs::PermissionsExt;
    for command in ["bin/start", "bin/test", ".ci/run"] {
        let path = root().join(command);
        let mode = std::fs::metadata(&path).unwrap_or_else(|e| panic!("{command}: {e}")).permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{command} cannot be run");
        assert!(std::fs::read_to_string(&path).expect("text").starts_with("#!"), "{command} does not say what runs it");
    }
}

#[test]
fn tests_wait_for_conditions_and_not_for_time() {
    let marks = [["thread::", "sleep"], ["time::", "sleep"]].map(|p| p.concat());
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    let mut all = Vec::new();
    for name in crates() {
        all.extend(texts(&format!("crates/{name}/tests"), &[".rs"]));
    }
    let all: Vec<(String, String)> = all.into_iter().map(|(n, t)| (n, code(&t))).collect();
    // the one place that looks again and again until a condition holds
    let found: Vec<String> = lines_with(&all, &marks).into_iter().filter(|l| !l.contains("/harness.rs:") && !l.contains("/store/tests/")).collect();
    none(&found, "a test waits for what it waits for");
}
