use super::super::{Trades, guess, read};
use super::*;

const HEADS: &str = "Nom;Prénom;Date de naissance;Email;Numéro;Service;Promotion;Date de sortie";

fn rows(lines: &[&str]) -> Vec<Row> {
    let (mapping, trades) = (guess(HEADS.split(';')), Trades::new(std::iter::empty(), std::iter::empty()));
    let today = Day::parse("2026-11-22").expect("a day");
    let row = |(at, line): (usize, &&str)| {
        let cells: Vec<&str> = line.split(';').collect();
        read(at as u32 + 2, &mapping, |place| cells.get(place).copied().unwrap_or_default(), &trades, today)
    };
    lines.iter().enumerate().map(row).collect()
}

/// The list that these lines would make, where there was none.
fn lists(lines: &[&str]) -> Lists {
    let mut lists = Lists::default();
    let plan = plan(rows(lines), &lists);
    assert_eq!(plan.faults, []);
    for (at, name) in plan.new_units.iter().enumerate() {
        lists.units.insert(fold(name), 100 + at as u128);
    }
    for (at, name) in plan.new_cohorts.iter().enumerate() {
        lists.cohorts.insert(fold(name), 200 + at as u128);
    }
    for (at, line) in plan.lines.into_iter().enumerate() {
        let Entry { given_name, family_name, sort_name, birth_date, email, email_folded, number, trade, school, diploma, regime, arrived_on, left_on, .. } =
            line.entry;
        let unit = line.entry.unit.map(|name| lists.units[&fold(&name)]);
        let cohorts = line.entry.cohorts.iter().map(|name| lists.cohorts[&fold(name)]).collect();
        let id = at as u128;
        let known = Known {
            id,
            given_name,
            family_name,
            sort_name,
            birth_date,
            email,
            email_folded,
            number,
            trade,
            school,
            diploma,
            regime,
            unit,
            cohorts,
            arrived_on,
            left_on,
        };
        lists.people.push(known);
    }
    lists
}

fn acts(plan: &Plan) -> Vec<(u32, Act)> {
    plan.lines.iter().map(|line| (line.entry.line, line.act.clone())).collect()
}

fn faults(plan: &Plan) -> Vec<(u32, Fault, Option<u32>)> {
    plan.faults.iter().map(|fault| (fault.line, fault.why, fault.other)).collect()
}

#[test]
fn the_same_file_again_changes_nothing() {
    let file = ["Diop;Awa;29/02/2004;awa@ifsi.example;1;A;2024;", "Roux;Camille;;;2;B;2024;", "Martin;Zoé;;zoe@ifsi.example;;;;", "Petit;Léa;;;;;;"];
    let again = plan(rows(&file), &lists(&file));
    assert_eq!(acts(&again), (0..4).map(|at| (at as u32 + 2, Act::Keep(at))).collect::<Vec<_>>());
    assert_eq!((again.faults.len(), again.absent.len(), again.new_units.len(), again.new_cohorts.len()), (0, 0, 0, 0));
}

#[test]
fn a_line_changes_what_it_says_and_nothing_else() {
    let list = lists(&["Diop;Awa;29/02/2004;awa@ifsi.example;1;A;2024;", "Roux;Camille;;;2;B;2024;12/01/2026"]);
    let found = plan(rows(&["DIOP;Awa;;;1;B;2025;", "Roux;Camille;;camille@ifsi.example;2;;;"]), &list);
    assert_eq!(
        acts(&found),
        [(2, Act::Change(0, vec![Changed::Name, Changed::Unit, Changed::Cohort])), (3, Act::Change(1, vec![Changed::Email, Changed::Returned]))]
    );
    assert_eq!(found.new_cohorts, ["2025"]);
    let found = plan(rows(&["Diop;Awa;;;1;;;01/09/2026"]), &list);
    assert_eq!(acts(&found), [(2, Act::Change(0, vec![Changed::Left]))]);
}

#[test]
fn somebody_is_found_by_number_by_birth_by_address_and_by_name() {
    let list = lists(&["Diop;Awa;29/02/2004;;1;;;", "Roux;Camille;01/02/1990;;;;;", "Martin;Zoé;;zoe@ifsi.example;;;;", "Petit;Léa;;;;;;"]);
    let found =
        plan(rows(&["Diop-Ba;Awa;;;1;;;", "Roux;Camille;01/02/1990;;77;;;", "Durand;Zoé;;ZOE@ifsi.example;;;;", "Petit;Léa;;lea@ifsi.example;4;;;"]), &list);
    assert_eq!(found.faults, []);
    let at: Vec<usize> = found.lines.iter().filter_map(|line| if let Act::Change(at, _) = line.act { Some(at) } else { None }).collect();
    assert_eq!(at, [0, 1, 2, 3]);
    let renumbered = plan(rows(&["Diop;Awa;29/02/2004;;2;;;"]), &list);
    assert_eq!(acts(&renumbered), [(2, Act::Change(0, vec![Changed::Number]))], "another number each year");
    assert_eq!(renumbered.notices.iter().map(|n| (n.kind, n.cell.as_str())).collect::<Vec<_>>(), [(NoticeKind::NumberChanges, "1")]);
}

#[test]
fn people_of_one_name_are_not_taken_for_each_other() {
    let list = lists(&["Martin;Marie;01/01/1980;;;;;", "Martin;Marie;02/02/1990;;;;;", "Petit;Léa;;lea@a.example;;;;"]);
    let found = plan(rows(&["Martin;Marie;03/03/1970;;;;;", "Martin;Marie;02/02/1990;;9;;;"]), &list);
    assert_eq!(acts(&found), [(2, Act::Add), (3, Act::Change(1, vec![Changed::Number]))]);
    assert_eq!(faults(&plan(rows(&["Martin;Marie;;;;;;"]), &list)), [(2, Fault::SeveralKnown, None)]);
    assert_eq!(faults(&plan(rows(&["Petit;Léa;;autre@a.example;;;;"]), &list)), [(2, Fault::PerhapsKnown, None)]);
    let two = plan(rows(&["Petit;Léa;;autre@a.example;;;;", "Petit;Léa;;lea@a.example;;B;;"]), &list);
    assert_eq!(acts(&two), [(2, Act::Add), (3, Act::Change(2, vec![Changed::Unit]))], "the sure one first, the other is somebody else");
}

#[test]
fn a_number_that_went_to_somebody_else_takes_nobodys_place() {
    let list = lists(&["Diop;Awa;29/02/2004;;1;;;"]);
    for line in ["Martin;Jean;;;1;;;", "Diop;Fatou;01/01/2001;;1;;;"] {
        assert_eq!(faults(&plan(rows(&[line]), &list)), [(2, Fault::NumberOfAnother, None)], "{line}");
    }
    let put_right = plan(rows(&["Diop;Awa;28/02/2004;;1;;;"]), &list);
    assert_eq!(acts(&put_right), [(2, Act::Change(0, vec![Changed::BirthDate]))]);
}

#[test]
fn people_named_twice_are_told_with_both_lines() {
    let file = [
        "Diop;Awa;29/02/2004;;1;;;",
        "Diop;Awa;29/02/2004;;1;;;",
        "Roux;Camille;;;1;;;",
        "diop;awa;29/02/2004;;;;;",
        "Martin;Marie;;m1@a.example;;;;",
        "Martin;Marie;;m2@a.example;;;;",
        "Petit;Léa;;;;;;",
        "Petit;Léa;;;8;;;",
    ];
    let found = plan(rows(&file), &Lists::default());
    assert_eq!(faults(&found), [(4, Fault::NumberTwice, Some(2)), (5, Fault::PersonTwice, Some(2)), (9, Fault::PersonTwice, Some(8))]);
    assert_eq!(found.notices.iter().map(|n| (n.line, n.kind, n.cell.as_str())).collect::<Vec<_>>(), [(3, NoticeKind::Repeated, "2")]);
    assert_eq!(found.lines.len(), 4, "two people of one name with two addresses are two");
}

#[test]
fn whoever_is_not_named_is_counted_where_the_file_speaks() {
    let list = lists(&["Diop;Awa;;;1;A;2024;", "Roux;Camille;;;2;A;;", "Martin;Zoé;;;3;B;2024;", "Petit;Léa;;;4;C;;", "Parti;Paul;;;5;A;;01/01/2025"]);
    let found = plan(rows(&["Diop;Awa;;;1;A;2024;"]), &list);
    assert_eq!((found.absent_here.as_slice(), found.absent.as_slice()), (&[1, 2][..], &[1, 2, 3][..]));
    assert_eq!(found.leaving(Absent::Stay), [0; 0]);
    assert_eq!(found.leaving(Absent::LeaveHere), [1, 2]);
    assert_eq!(found.leaving(Absent::LeaveAll), [1, 2, 3]);
    let torn = plan(rows(&["Diop;Awa;;;1;A;2024;", "Roux;;;;2;A;;"]), &list);
    assert_eq!(torn.leaving(Absent::LeaveAll), [0; 0], "a refused line may be theirs");
}

#[test]
fn units_and_cohorts_are_one_whatever_their_capitals() {
    let found = plan(rows(&["Diop;Awa;;;1;Urgences;Promo 2024;", "Roux;Camille;;;2;URGENCES;promo 2024;"]), &Lists::default());
    assert_eq!((found.new_units, found.new_cohorts), (vec!["Urgences".to_owned()], vec!["Promo 2024".to_owned()]));
}

#[test]
fn fifty_thousand_lines_of_one_name_take_no_age() {
    let lines: Vec<String> = (0..50_000).map(|n| format!("Martin;Marie;;;{n};;;")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let list = lists(&lines);
    let again = plan(rows(&lines), &list);
    assert_eq!((again.lines.len(), again.faults.len()), (50_000, 0));
    assert!(again.lines.iter().all(|line| matches!(line.act, Act::Keep(_))));
}
