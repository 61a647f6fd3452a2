//! `socle irt`: what its commands promise beyond the numbers, which psychometrics holds.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use formats::irt::{ResponseOptions, read_abilities, read_items, read_responses};
use psychometrics::ability::unidimensional::ErrorFormula;
use psychometrics::ability::unidimensional::{Response, eap, maximum_likelihood_within};
use psychometrics::quadrature::normal_grid;
use serde_json::Value;

const ITEMS: &str = "item,model,a,b,c,b1,b2\nq1,2PL,1.2,-1,,,\nq2,2PL,0.8,0,,,\nq3,3PL,1.5,1,0.2,,\nq4,GRM,1.7,,,-0.5,0.8\n";

/// A folder with a file of items and 300 simulated answers.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("items.csv"), ITEMS).expect("written");
    ok(folder.path(), "simulate --items items.csv --persons 300 --seed 5 --true-abilities true.csv --output answers.csv");
    folder
}

fn irt(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_socle"));
    command.env("LC_ALL", "en_GB.UTF-8").current_dir(folder).arg("irt").args(arguments.split_whitespace());
    command
}

fn run(folder: &Path, arguments: &str) -> Output {
    irt(folder, arguments).stdin(Stdio::null()).output().expect("the program runs")
}

fn aside(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a command that succeeds writes.
#[track_caller]
fn ok(folder: &Path, arguments: &str) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments}: {}", aside(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What a command that refuses says.
#[track_caller]
fn refused(folder: &Path, arguments: &str) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments}: {}", aside(&output));
    assert!(output.stdout.is_empty(), "{arguments}");
    aside(&output)
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

#[test]
fn abilities_are_those_of_the_library_to_the_bit() {
    let folder = folder();
    let folder = folder.path();
    let items = read_items(ITEMS.as_bytes()).expect("items");
    let table = read_responses(read(folder, "answers.csv").as_bytes(), &ResponseOptions::default()).expect("answers");
    let nodes = normal_grid(0.5, 1.5, -8.5, 9.5, 41);
    let estimated =
        read_abilities(ok(folder, "ability --items items.csv --responses answers.csv --mean 0.5 --sd 1.5 --points 41").as_bytes()).expect("abilities");
    let likeliest = read_abilities(ok(folder, "ability --items items.csv --responses answers.csv --method ml --range -3,3").as_bytes()).expect("abilities");
    assert_eq!(estimated.len(), 300);
    for person in 0..300 {
        let answers: Vec<Response<'_>> =
            table.responses.answers(person).map(|(item, category)| Response { model: &items[item].model, category: category.into() }).collect();
        let expected = eap(&answers, &nodes).expect("an estimate");
        let found = (estimated[person].theta.map(f64::to_bits), estimated[person].standard_error.map(f64::to_bits));
        assert_eq!(found, (Some(expected.theta.to_bits()), Some(expected.standard_error.to_bits())));
        let expected = maximum_likelihood_within(&answers, (-3.0, 3.0), ErrorFormula::Expected).expect("an estimate");
        assert_eq!(likeliest[person].theta.map(f64::to_bits), Some(expected.theta.to_bits()));
    }
}

#[test]
fn an_estimate_that_is_none_says_why() {
    let folder = folder();
    let folder = folder.path();
    std::fs::write(folder.join("few.csv"), "person,q1,q2\nnobody,,\nworst,0,0\nbest,1,1\nmiddle,1,0\n").expect("written");
    let told = ok(folder, "ability --items items.csv --responses few.csv --method ml --digits 2");
    assert!(told.starts_with("person,theta,se,n,flag\nnobody,,,0,no answer\nworst,-6.00,"), "{told}");
    assert!(told.contains(",2,low end\nbest,6.00,") && told.lines().nth(4).is_some_and(|middle| middle.ends_with(",2,")), "{told}");
    let prior = ok(folder, "ability --items items.csv --responses few.csv --digits 2");
    assert!(prior.contains("nobody,0.00,1.00,0,no answer\n"), "{prior}");
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_more_persons_do_not_change_the_first() {
    let folder = folder();
    let folder = folder.path();
    let of = |persons: usize, seed: u64| ok(folder, &format!("simulate --items items.csv --persons {persons} --seed {seed}"));
    assert_eq!(of(20, 1), of(20, 1));
    assert_ne!(of(20, 1), of(20, 2));
    assert!(of(40, 1).starts_with(&of(20, 1)));
    let adaptive = |persons: usize| ok(folder, &format!("simulate --draw 50 --adaptive --most 8 --persons {persons} --threads 2"));
    assert!(adaptive(100).starts_with(&adaptive(70)));
    let table = read_responses(adaptive(10).as_bytes(), &ResponseOptions::default()).expect("answers");
    assert!((0..10).all(|person| (1..=8).contains(&table.responses.answers(person).count())));
    let given = ok(folder, "simulate --items items.csv --abilities true.csv --seed 5");
    assert_eq!(given, read(folder, "answers.csv"), "the true abilities, given, answer alike");
}

#[test]
fn calibrated_items_are_a_file_of_items_whatever_the_number_of_threads() {
    let folder = folder();
    let folder = folder.path();
    let one = ok(folder, "calibrate --responses answers.csv --se");
    assert_eq!(one, ok(folder, "calibrate --responses answers.csv --se --threads 2"));
    let items = read_items(one.as_bytes()).expect("our own file");
    assert_eq!(items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["q1", "q2", "q3", "q4"]);
    std::fs::write(folder.join("calibrated.csv"), &one).expect("written");
    let known = ok(folder, "calibrate --responses answers.csv --known calibrated.csv --item-model q4=GPCM");
    assert_eq!(known, one, "what is known stays");
    assert_eq!(ok(folder, "calibrate --responses answers.csv --known calibrated.csv --model 2PL"), one, "whatever the model of the others");
    let told = refused(folder, "calibrate --responses answers.csv --model 2PL");
    assert!(told.contains("column `q4`: category 2 was answered, and a right/wrong model has 0 and 1"), "{told}");
}

#[test]
fn what_cannot_be_calibrated_is_left_out_and_told() {
    let folder = folder();
    let folder = folder.path();
    let answers = read(folder, "answers.csv");
    let mut lines = answers.lines();
    let head = format!("{},unseen,easy\n", lines.next().expect("a header"));
    let rows: Vec<String> = lines.map(|line| format!("{line},,1")).collect();
    std::fs::write(folder.join("odd.csv"), format!("{head}{}\nnobody,,,,,,\n", rows.join("\n"))).expect("written");
    let output = run(folder, "calibrate --responses odd.csv --report report.json");
    let told = aside(&output);
    assert!(output.status.success(), "{told}");
    assert!(
        told.contains("unseen: nobody answered it") && told.contains("easy: all answers are in one category") && told.contains("1 person answered nothing"),
        "{told}"
    );
    assert!(!String::from_utf8_lossy(&output.stdout).contains("easy"));
    let report: Value = serde_json::from_str(&read(folder, "report.json")).expect("JSON");
    assert_eq!(report["items"].as_array().map(Vec::len), Some(6));
    assert_eq!((&report["items"][5]["item"], &report["items"][5]["model"]), (&Value::from("easy"), &Value::Null));
    std::fs::write(folder.join("alike.csv"), "q1,q2\n1,1\n1,1\n").expect("written");
    assert!(refused(folder, "calibrate --responses alike.csv").contains("there is nothing to estimate"));
}

#[test]
fn priors_that_nobody_asked_for_are_told() {
    let folder = folder();
    let folder = folder.path();
    ok(folder, "simulate --draw 60 --adaptive --most 10 --persons 300 --exposure 0.4 --output sparse.csv");
    let told = |more: &str| aside(&run(folder, &format!("calibrate --responses sparse.csv {more}")));
    assert!(told("").contains("weak priors were used"), "{}", told(""));
    assert!(!told("--priors weak").contains("weak priors were used"));
    assert!(!aside(&run(folder, "calibrate --responses answers.csv")).contains("weak priors"));
}

#[test]
fn every_result_can_be_json() {
    let folder = folder();
    let folder = folder.path();
    std::fs::write(
        folder.join("groups.csv"),
        (1..=300).map(|n| format!("{n},{}\n", if n % 2 == 0 { "f" } else { "m" })).fold("person,group\n".to_owned(), |t, l| t + &l),
    )
    .expect("written");
    for (arguments, rows) in [
        ("ability --items items.csv --responses answers.csv", "/299/theta"),
        ("simulate --items items.csv --persons 3", "/2/q4"),
        ("calibrate --responses answers.csv --groups groups.csv", "/groups/1/mean"),
        ("fit --items items.csv --responses answers.csv --fixed", "/test/0/m2"),
        ("dif --responses answers.csv --groups groups.csv --method mantel", "/3/chi_square"),
        ("dif --responses answers.csv --groups groups.csv --method logistic --abilities true.csv --band 1", "/0/p"),
        ("link --from items.csv --to items.csv", "/constants/4/slope"),
    ] {
        let json: Value = serde_json::from_str(&ok(folder, &format!("{arguments} --format json"))).unwrap_or_else(|e| panic!("{arguments}: {e}"));
        assert!(json.pointer(rows).is_some_and(Value::is_number), "{arguments}: {rows} of {json}");
    }
    // the end of the file's name says it too
    ok(folder, "ability --items items.csv --responses answers.csv --output out.json");
    assert!(serde_json::from_str::<Value>(&read(folder, "out.json")).is_ok());
}

#[test]
fn a_defect_names_file_line_and_cure_and_nothing_is_written_over() {
    let folder = folder();
    let folder = folder.path();
    for (file, text) in [
        ("ragged.csv", "person,q1,q2\na,1\n"),
        ("unknown.csv", "person,q1,q9\na,1,1\n"),
        ("beyond.csv", "person,q1,q4\na,1,2\nb,2,3\n"),
        ("comma.csv", "item,model,a,b\nq1,2PL,\"1,2\",0\n"),
        ("kept.csv", "kept"),
    ] {
        std::fs::write(folder.join(file), text).expect("written");
    }
    for (arguments, told) in [
        ("ability --items items.csv --responses ragged.csv", "socle: ragged.csv: line 2: 2 cells where the header names 3"),
        ("ability --items items.csv --responses unknown.csv", "unknown.csv: line 1, column `q9`: items.csv has no item of this name"),
        ("ability --items items.csv --responses beyond.csv", "beyond.csv: line 3, column `q4`: category 3, and the item has 0 to 2"),
        ("ability --items comma.csv --responses answers.csv", "comma.csv: line 2, column `a`: `1,2` holds a comma"),
        ("ability --items absent.csv --responses answers.csv", "absent.csv: "),
        ("ability --items - --responses -", "only one file can be standard input"),
        ("calibrate --responses answers.csv --item-model q7=3PL", "the responses have no item `q7`"),
        ("dif --responses answers.csv --groups true.csv", "true.csv: line 1, column `group`: this column is missing"),
        ("dif --responses answers.csv", "--groups or --group-column"),
        ("link --from items.csv --to comma.csv", "comma.csv: line 2"),
        ("plot --items items.csv --curves category", "category curves are those of one item"),
        ("plot --items items.csv --only q7", "items.csv: there is no item `q7`"),
    ] {
        let said = refused(folder, &format!("{arguments} --output kept.csv"));
        assert!(said.contains(told), "{arguments}: {said}");
    }
    assert_eq!(read(folder, "kept.csv"), "kept");
    let told = refused(folder, "ability --items items.csv --responses answers.csv --output nowhere/out.csv");
    assert!(told.contains("nowhere/out.csv: "), "{told}");
    let left: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").filter(|e| e.as_ref().is_ok_and(|e| e.file_name().to_string_lossy().ends_with(".part"))).collect();
    assert!(left.is_empty(), "nothing half-written stays");
    for wrong in ["ability --items items.csv", "fit --items items.csv --responses answers.csv --sd 1e200", "plot --items items.csv --range 1,1"] {
        assert_eq!(run(folder, wrong).status.code(), Some(2), "{wrong}: a wrong use is told by the options themselves");
    }
}

#[test]
fn files_come_from_standard_input_and_go_where_they_are_sent() {
    let folder = folder();
    let folder = folder.path();
    let mut child = irt(folder, "ability --items items.csv --responses -").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("its input").write_all(read(folder, "answers.csv").as_bytes()).expect("written");
    let output = child.wait_with_output().expect("the end");
    let expected = ok(folder, "ability --items items.csv --responses answers.csv");
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    ok(folder, "ability --items items.csv --responses answers.csv --output out.csv");
    assert_eq!(read(folder, "out.csv"), expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        std::os::unix::fs::symlink("out.csv", folder.join("link.csv")).expect("a link");
        std::fs::write(folder.join("out.csv"), "old").expect("written");
        ok(folder, "ability --items items.csv --responses answers.csv --output link.csv");
        assert_eq!(read(folder, "out.csv"), expected, "what a link points to is replaced");
        assert!(folder.join("link.csv").is_symlink());
        ok(folder, "ability --items items.csv --responses answers.csv --output /dev/null");
        assert!(std::fs::metadata("/dev/null").expect("it is there").file_type().is_char_device(), "a device stays a device");
    }
}

#[test]
fn whoever_closes_the_pipe_gets_no_panic() {
    let folder = folder();
    for arguments in ["simulate --items items.csv --persons 20000", "plot --items items.csv"] {
        let mut child = irt(folder.path(), arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut first = [0; 10];
        child.stdout.take().expect("its results").read_exact(&mut first).expect("ten bytes");
        let output = child.wait_with_output().expect("the end");
        assert!(output.status.success() && !aside(&output).contains("panicked"), "{arguments}: {}", aside(&output));
    }
    // and of the other commands: both streams closed before a word is said
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_socle")).args(["content", "check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the end");
    assert!(output.status.success() && !aside(&output).contains("panicked"), "{}", aside(&output));
}

#[test]
fn a_link_moves_items_and_abilities_together() {
    let folder = folder();
    let folder = folder.path();
    // the same items on a scale of half the unit, from 1: θ' = 2 θ + 1
    std::fs::write(folder.join("other.csv"), "item,model,a,b,c,b1,b2\nr1,2PL,0.6,-1,,,\nr2,2PL,0.4,1,,,\nr3,3PL,0.75,3,0.2,,\nr4,GRM,0.85,,,0,2.6\n")
        .expect("written");
    std::fs::write(folder.join("names.csv"), "from,to\nq1,r1\nq2,r2\nq3,r3\nq4,r4\n").expect("written");
    std::fs::write(folder.join("abilities.csv"), "person,theta,se\na,0.5,0.25\nb,,\n").expect("written");
    let told = ok(
        folder,
        "link --from items.csv --to other.csv --links names.csv --items-output moved.csv --abilities abilities.csv --abilities-output there.csv --digits 6",
    );
    assert!(told.contains("stocking-lord,2.000000,1.000000,4,yes,"), "{told}");
    assert_eq!(read(folder, "there.csv"), "person,theta,se\na,2.000000,0.500000\nb,,\n");
    let moved = read_items(read(folder, "moved.csv").as_bytes()).expect("items");
    let other = read_items(read(folder, "other.csv").as_bytes()).expect("items");
    assert!(moved.iter().zip(&other).all(|(moved, other)| moved.model == other.model), "{moved:?}");
    assert!(refused(folder, "link --from items.csv --to other.csv").contains("have no item in common"));
}

#[test]
fn words_about_results_are_french_where_the_terminal_is() {
    let folder = folder();
    let output = irt(folder.path(), "simulate --items items.csv --persons 2").env("LC_ALL", "fr_FR.UTF-8").output().expect("the program runs");
    assert!(aside(&output).contains("2 personnes simulées sur 4 items, graine 1."), "{}", aside(&output));
    assert!(output.stdout.starts_with(b"person,q1,"), "names of columns stay");
}

#[test]
fn a_picture_is_drawn_of_every_kind() {
    let folder = folder();
    for curves in ["characteristic", "icc", "information", "test", "score", "category --only q4"] {
        let drawn = ok(folder.path(), &format!("plot --items items.csv --curves {curves} --range -3,3"));
        assert!(drawn.starts_with("<svg ") && drawn.ends_with("</svg>\n") && drawn.contains("<desc "), "{curves}");
    }
}
