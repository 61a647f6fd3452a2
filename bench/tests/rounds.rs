//! A short run of the rounds, against the program as it was just built: what was acknowledged is there, whatever happens.
//!
//! `bench rounds` and `bench rolling` are the long ones; here are a few of each kind. Disks that fail are mounted, which takes root and
//! a kernel that lets: where it does not, that is said and only the others are played.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// The server, built: `cargo test -p bench` alone would not.
static SERVER: LazyLock<PathBuf> = LazyLock::new(|| {
    let built = Command::new(env!("CARGO")).args(["build", "--locked", "--quiet", "--package", "server", "--bin", "socle"]).status();
    assert!(built.is_ok_and(|status| status.success()), "the server cannot be built");
    PathBuf::from(env!("CARGO_BIN_EXE_bench")).with_file_name("socle")
});

fn bench(arguments: &str) -> Output {
    let server = &*SERVER;
    let mut command = Command::new(env!("CARGO_BIN_EXE_bench"));
    command.args(arguments.split_whitespace()).args(["--learners", "8", "--server"]).arg(server).stdin(Stdio::null());
    command.output().expect("it runs")
}

#[track_caller]
fn holds(arguments: &str) {
    let output = bench(arguments);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "bench {arguments}:\n{said}");
    assert!(said.contains("lost 0, altered 0, doubled 0"), "{said}");
    println!("{said}");
}

fn postgres_is_to_be_tested() -> bool {
    std::env::var("SOCLE_TEST_SQLITE_ONLY").is_err()
}

/// Whether this machine lets a disk of ours be mounted, in memory or in a file: asked of the machine, not of what is tested.
fn disks_can_be_mounted(in_a_file: bool) -> bool {
    let Ok(folder) = tempfile::tempdir() else { return false };
    let (image, mount) = (folder.path().join("image"), folder.path().join("mount"));
    let ran = |program: &str, arguments: &[&str], paths: &[&Path]| {
        let status = Command::new(program).args(arguments).args(paths).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    let made = std::fs::create_dir(&mount).and_then(|()| File::create(&image)).and_then(|image| image.set_len(4 << 20)).is_ok();
    let mounted = if in_a_file {
        let checked = made && ran("mkfs.ext4", &["-q", "-F"], &[&image]) && ran("e2fsck", &["-f", "-y"], &[&image]);
        checked && ran("mount", &["-o", "loop"], &[&image, &mount])
    } else {
        made && ran("mount", &["-t", "tmpfs", "-o", "size=64k", "none"], &[&mount])
    };
    let can = mounted && ran("umount", &[], &[&mount]);
    if !can {
        println!("no such disk can be mounted here: rounds on it are not played");
    }
    can
}

#[test]
fn an_acknowledged_answer_survives_the_death_of_the_server_on_sqlite() {
    holds("rounds --count 6 --longest 300");
}

#[test]
fn an_acknowledged_answer_survives_the_death_of_the_server_on_postgres() {
    if postgres_is_to_be_tested() {
        holds("rounds --engine postgres --count 4 --longest 300 --mode page");
    }
}

#[test]
fn an_acknowledged_answer_survives_the_death_of_postgres() {
    if postgres_is_to_be_tested() {
        holds("rounds --engine postgres --victim database --count 1 --longest 300");
    }
}

#[test]
fn nobody_notices_a_restart_of_postgres() {
    if postgres_is_to_be_tested() {
        holds("rounds --engine postgres --trouble restart --count 3 --longest 300");
    }
}

#[test]
fn nobody_notices_that_servers_are_restarted_one_after_the_other() {
    if postgres_is_to_be_tested() {
        holds("rolling --restarts 2 --drain 1");
    }
}

#[test]
fn a_full_disk_loses_nothing_and_goes_on_by_itself_once_there_is_room() {
    if disks_can_be_mounted(false) {
        holds("rounds --trouble full --count 3 --longest 300");
    }
    if disks_can_be_mounted(false) && postgres_is_to_be_tested() {
        holds("rounds --engine postgres --trouble full --count 2 --longest 300");
    }
}

#[test]
fn a_disk_that_fails_loses_nothing_that_was_acknowledged() {
    if disks_can_be_mounted(true) {
        holds("rounds --trouble read-only --count 2 --longest 300");
    }
    if disks_can_be_mounted(true) && postgres_is_to_be_tested() {
        holds("rounds --engine postgres --trouble read-only --count 1 --longest 300");
    }
}
