use formats::irt::{ResponseOptions, read_abilities, read_groups, read_links, read_responses, write_responses};
use proptest::prelude::*;
use psychometrics::responses::{MISSING, Responses};

fn plain() -> ResponseOptions {
    ResponseOptions::default()
}

fn refusal(text: &str) -> String {
    read_responses(text.as_bytes(), &plain()).expect_err("refused").to_string()
}

#[test]
fn the_same_answers_are_read_from_every_spreadsheet() {
    let expected = read_responses(b"person,q1,q2,q3\nann,1,0,\nbob,,2,1\n", &plain()).expect("plain");
    assert_eq!((expected.persons.as_slice(), expected.items.len(), expected.responses.answered()), (&["ann".to_owned(), "bob".to_owned()][..], 3, 4));
    for text in [
        "person;q1;q2;q3\r\nann;1;0;NA\r\nbob;.;2;1\r\n;;;\r\n",
        "\"\",\"q1\",\"q2\",\"q3\"\n\"ann\",1.0,0.0,nan\n\"bob\",NaN,2.0,1.0\n",
        "ID\tq1\tq2\tq3\nann\t1\t0\t\nbob\t\t2\t1",
    ] {
        let table = read_responses(text.as_bytes(), &plain()).unwrap_or_else(|faults| panic!("{text}: {faults}"));
        assert_eq!((&table.persons, &table.items, &table.responses), (&expected.persons, &expected.items, &expected.responses), "{text}");
    }
    let unnamed = read_responses(b"q1,q2,q3\n1,0,\n,,\n,2,1\n,,\n", &plain()).expect("no names");
    assert_eq!(unnamed.persons, ["1", "2", "3"], "a blank row between others is a person without answers, one below the table nobody");
    assert_eq!(unnamed.lines, [2, 3, 4]);
    assert_eq!(unnamed.responses.answers(1).count(), 0);
}

#[test]
fn a_code_of_missing_answers_is_named_and_a_group_is_no_item() {
    let options = ResponseOptions { missing: vec!["9".to_owned(), "-1".to_owned()], group: Some("Sex".to_owned()) };
    let table = read_responses(b"person,sex,q1,q2\na,f,9,1\nb,m,0,-1\n", &options).expect("read");
    assert_eq!(table.items, ["q1", "q2"]);
    assert_eq!(table.groups.as_deref(), Some(&["f".to_owned(), "m".to_owned()][..]));
    assert_eq!((table.responses.get(0, 0), table.responses.get(1, 1), table.responses.answered()), (None, None, 2));
    let told = read_responses(b"person,q1\na,1\n", &options).expect_err("no group").to_string();
    assert!(told.contains("column `Sex`: this column is missing"), "{told}");
}

#[test]
fn each_defect_of_an_answer_names_line_column_and_cure() {
    for (text, told) in [
        ("\n\n", "the file is empty"),
        ("person,q1\n", "no row below the header"),
        ("person\nann\n", "column `an item`: this column is missing"),
        ("person,q1,q1\na,1,1\n", "line 1, column `q1`: a second column of this name"),
        ("person,q1,\na,1,1\n", "line 1: column 3 has no name"),
        ("person,q1\na,1\nb,0\n\na,1\n", "line 5: `a` stood on line 2 already"),
        ("person,q1\na,1\n,0\n", "line 3: there is no name"),
        ("person,q1,q2\na,1\n", "line 2: 2 cells where the header names 3"),
        ("person,q1,q2\na,1,0,1\n", "line 2: 4 cells where the header names 3: leave cells blank"),
        ("person,q1\r\na,1\r\nb,B\r\n", "line 3, column `q1`: `B` is no category"),
        ("person,q1\na,-9\n", "line 2, column `q1`: `-9` is no category"),
        ("person,q1\na,0.5\n", "line 2, column `q1`: `0.5` is no category"),
        ("person;q1\na;1,5\n", "line 2, column `q1`: `1,5` is no category"),
        ("person,q1\na,255\n", "`255` is no category"),
        ("name,q1\nann,1\n", "line 2, column `name`: `ann` is no category"),
        ("person,q1\na,1\n\"b,1\nc,1\n", "line 3: a cell holds a line break"),
    ] {
        assert!(refusal(text).contains(told), "{text:?}\nsays: {}\nnot:  {told}", refusal(text));
    }
}

#[test]
fn a_million_columns_are_refused_with_the_limit() {
    let text = format!("person{}\na{}\n", ",q".repeat(1_000_000), ",1".repeat(1_000_000));
    assert_eq!(refusal(&text), "line 1: 1000001 columns, and at most 20000 are read: is the table transposed? A row is a person, a column an item");
}

#[test]
fn groups_stand_beside_the_persons_whatever_their_order() {
    let groups = read_groups(b"group;person\nf;ann\nm;bob\n").expect("groups");
    let persons = ["bob".to_owned(), "ann".to_owned()];
    assert_eq!(groups.of(&persons), Ok(vec!["m".to_owned(), "f".to_owned()]));
    let told = groups.of(&["bob".to_owned(), "eve".to_owned()]).expect_err("eve has none, ann is not there").to_string();
    assert!(told.contains("no row for `eve`") && told.contains("line 2, column `person`: `ann` is not a person of the responses"), "{told}");
    for (text, told) in [
        ("person,group\na,f\na,m\n", "line 3, column `person`: `a` stood on line 2"),
        ("person,group,age\na,f,3\n", "column `age`: no such column is known here (person, group)"),
        ("person,group\na,\n", "line 2, column `group`: there is no name"),
        ("person,group\n", "no row"),
    ] {
        let refused = read_groups(text.as_bytes()).expect_err(text).to_string();
        assert!(refused.contains(told), "{text:?}: {refused}");
    }
}

#[test]
fn links_and_abilities_are_read_and_refused_with_their_lines() {
    let links = read_links(b"from,to\nq1,a1\nq2,a2\n").expect("links");
    assert_eq!((links[1].from.as_str(), links[1].to.as_str()), ("q2", "a2"));
    let told = read_links(b"from,to\nq1,a1\nq2,a1\n").expect_err("a1 twice").to_string();
    assert_eq!(told, "line 3, column `from`: `a1` stood on line 2 already: names must differ");
    let abilities = read_abilities(b"person;theta;se;n;flag\nann;0,5;0,3;12;\nbob;;;0;no answer\n").expect("abilities");
    assert_eq!((abilities[0].theta, abilities[0].standard_error, abilities[1].theta), (Some(0.5), Some(0.3), None));
    let told = read_abilities(b"person,theta\nann,high\n").expect_err("no number").to_string();
    assert!(told.contains("line 2, column `theta`: `high` is not a number"), "{told}");
}

proptest! {
    #[test]
    fn any_answers_are_read_back(
        cells in proptest::collection::vec(prop_oneof![3 => Just(MISSING), 2 => 0..MISSING], 1..60), items in 1_usize..8, keep in 0_usize..3,
    ) {
        let mut cells = cells;
        cells.resize(cells.len().next_multiple_of(items), MISSING);
        // few answers: kept as lists
        let cells: Vec<u8> = cells.into_iter().enumerate().map(|(place, cell)| if keep == 0 && place % 7 > 0 { MISSING } else { cell }).collect();
        let persons: Vec<String> = (0..cells.len() / items).map(|person| format!("p;{person}")).collect();
        let names: Vec<String> = (0..items).map(|item| format!("item \"{item}\"")).collect();
        let responses = Responses::from_matrix(items, cells).expect("a matrix");
        let text = write_responses(&persons, &names, &responses);
        let table = read_responses(text.as_bytes(), &plain()).expect("our own file");
        prop_assert_eq!((&table.persons, &table.items), (&persons, &names));
        for person in 0..persons.len() {
            prop_assert_eq!(table.responses.answers(person).collect::<Vec<_>>(), responses.answers(person).collect::<Vec<_>>());
        }
    }
}
