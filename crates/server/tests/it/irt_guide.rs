//! The examples of docs/guide/irt.md: every command is run, and what it says is what the guide prints.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::root;

/// A command in a folder: `socle …`, perhaps with `| head -N`, `| tail -N` or `| grep WORD`; `cat FILE`. What it says, results before words.
fn run(line: &str, folder: &Path) -> String {
    let (command, filter) = line.split_once(" | ").map_or((line, None), |(command, filter)| (command, Some(filter)));
    let words = split(command);
    let (out, aside) = match words[0].as_str() {
        "socle" => {
            let mut command = Command::new(env!("CARGO_BIN_EXE_socle"));
            for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SOCLE_")) {
                command.env_remove(name);
            }
            let output = command.args(&words[1..]).env("LC_ALL", "en_GB.UTF-8").current_dir(folder).output().expect("the program runs");
            (String::from_utf8(output.stdout).expect("UTF-8"), String::from_utf8(output.stderr).expect("UTF-8"))
        }
        "cat" => (std::fs::read_to_string(folder.join(&words[1])).expect("a file"), String::new()),
        other => panic!("the guide's examples do not know {other}"),
    };
    let out = match filter.map(|filter| filter.split_once(' ').expect("an argument")) {
        Some(("head", count)) => {
            let count = count.trim_start_matches('-').parse().expect("a number");
            out.split_inclusive('\n').take(count).collect()
        }
        Some(("tail", count)) => {
            let count: usize = count.trim_start_matches('-').parse().expect("a number");
            let lines: Vec<&str> = out.split_inclusive('\n').collect();
            lines[lines.len().saturating_sub(count)..].concat()
        }
        Some(("grep", word)) => out.split_inclusive('\n').filter(|line| line.contains(word)).collect(),
        Some((other, _)) => panic!("the guide's examples do not know {other}"),
        None => out,
    };
    out + &aside
}

/// Words as a shell separates them, with double quotes.
fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, part) in command.split('"').enumerate() {
        if number % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// A copy of the data in a folder of its own.
fn fresh() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in std::fs::read_dir(root().join("docs/guide/irt")).expect("the data") {
        let file = file.expect("an entry").path();
        if file.extension().is_some_and(|end| end == "csv") {
            std::fs::copy(&file, folder.path().join(file.file_name().expect("a name"))).expect("copied");
        }
    }
    folder
}

/// The guide with what its commands say today. Each section begins with a fresh folder.
fn told(guide: &str, kept: &Path) -> String {
    let mut text = String::new();
    let (mut inside, mut folder) = (false, fresh());
    for line in guide.lines() {
        if line.starts_with("## ") {
            folder = fresh();
        }
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ => {}
        }
        match line.strip_prefix("$ ") {
            Some(command) if inside => {
                text += line;
                text += "\n";
                text += &run(command, folder.path());
                for picture in ["test.svg", "items.svg"] {
                    if folder.path().join(picture).exists() {
                        std::fs::copy(folder.path().join(picture), kept.join(picture)).expect("copied");
                    }
                }
            }
            _ if inside && line != "```console" => {}
            _ => {
                text += line;
                text += "\n";
            }
        }
    }
    text
}

#[test]
fn the_guide_prints_what_the_commands_say() {
    let path = root().join("docs/guide/irt.md");
    let guide = std::fs::read_to_string(&path).expect("the guide");
    let pictures = tempfile::tempdir().expect("a folder");
    let today = told(&guide, pictures.path());
    // SOCLE_WRITE_GUIDE=1 writes them into the guide, to be looked at before they are committed
    let writes = std::env::var_os("SOCLE_WRITE_GUIDE").is_some();
    if writes {
        std::fs::write(&path, &today).expect("written");
    }
    for picture in ["test.svg", "items.svg"] {
        let shown: PathBuf = root().join("docs/guide/irt").join(picture);
        if writes {
            std::fs::copy(pictures.path().join(picture), &shown).expect("copied");
        }
        let drawn = std::fs::read_to_string(pictures.path().join(picture)).expect("a picture");
        assert!(drawn == std::fs::read_to_string(&shown).expect("a picture"), "{picture} of the guide is another one");
    }
    let guide = if writes { today.clone() } else { guide };
    for (number, (printed, said)) in guide.lines().zip(today.lines()).enumerate() {
        assert_eq!(printed, said, "docs/guide/irt.md:{}", number + 1);
    }
    assert_eq!(guide.lines().count(), today.lines().count(), "the guide prints less or more than the commands say");
    assert!(guide.matches("\n$ socle irt ").count() >= 15 && ["First", "Second", "Third"].iter().all(|n| guide.contains(&format!("## {n} example"))));
}
