//! The shipped content, read once.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use domain::bank::{Edition, Entry, Standing};
use domain::blueprint::Blueprint;
use domain::item::Item;
use domain::learning::module::Module;

/// The edition that a server would publish from the folder `content`.
pub static SHIPPED: LazyLock<Edition> = LazyLock::new(|| edition_of(items(), blueprint()));

/// An edition of these items under the shipped framework; all of them count.
pub fn edition_of(items: Vec<Item>, blueprint: Blueprint) -> Edition {
    edition_trying_out(items, blueprint, |_| false)
}

/// The same, where some are tried out.
pub fn edition_trying_out(items: Vec<Item>, blueprint: Blueprint, is_tried_out: impl Fn(&Item) -> bool) -> Edition {
    let framework = formats::content::framework(&text("framework/framework.toml")).expect("the framework can be read");
    let entry = |item: Item| {
        let standing = if is_tried_out(&item) { Standing::Pretest } else { Standing::Counted };
        Entry { hash: item.id.clone().into_bytes(), item, parameters: None, standing }
    };
    Edition::new(framework, blueprint, items.into_iter().map(entry).collect()).expect("an edition")
}

/// The shipped blueprint.
pub fn blueprint() -> Blueprint {
    formats::content::blueprint(&text("blueprints/positioning.toml")).expect("the blueprint can be read")
}

/// The edition that exams are drawn from.
pub static CERTIFICATION: LazyLock<Edition> = LazyLock::new(|| edition_of(items(), exam_blueprint()));

/// The shipped blueprint of the exam.
pub fn exam_blueprint() -> Blueprint {
    formats::content::blueprint(&text("blueprints/certification.toml")).expect("the blueprint can be read")
}

/// The shipped items.
pub fn items() -> Vec<Item> {
    let mut files = Vec::new();
    collect(&folder().join("items"), &mut files);
    assert!(files.len() >= 120, "{} items", files.len());
    files.iter().map(|file| formats::content::item(&read(file)).unwrap_or_else(|e| panic!("{}: {e}", file.display()))).collect()
}

/// The shipped modules.
pub fn modules() -> Vec<Module> {
    module_files().into_iter().map(|(file, text)| formats::content::module(&text).unwrap_or_else(|e| panic!("{file}:{e}"))).collect()
}

/// The shipped modules, file by file: its name and its text.
pub fn module_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&folder().join("modules"), &mut files);
    files.sort();
    files.iter().map(|file| (file.display().to_string(), read(file))).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// A content file.
pub fn text(path: &str) -> String {
    read(&folder().join(path))
}

#[expect(clippy::disallowed_methods, reason = "the rules do no I/O; a test has to find the content they are held to")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for path in entries.map(|e| e.expect("an entry").path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
}
