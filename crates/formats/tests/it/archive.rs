//! What goes into the archive comes out of it, and a file that is not what it says is refused.

use bytes::Bytes;
use formats::archive::{AnswerReader, AnswerTable, AnswerWriter, ArchivedAnswer, Written};
use proptest::prelude::*;

fn row(session: u8, seq: i64) -> ArchivedAnswer {
    ArchivedAnswer {
        session_id: [session; 16],
        seq,
        item_id: format!("item-{}", seq % 7),
        item_hash: vec![session, 0, 255],
        parameters: r#"{"discrimination":1.4,"steps":[-0.3]}"#.into(),
        shown: "[[2,0,1]]".into(),
        response: (seq % 3 > 0).then(|| r#"{"kind":"single-choice","choice":"é"}"#.into()),
        category: seq % 2,
        categories: 2,
        elapsed: 12_345_678 * seq,
        at: 1_795_000_000_000_000 + seq,
        idempotency_key: (seq % 2 == 0).then(|| format!("{seq:032x}")),
    }
}

/// A file, and its sums.
fn written(rows: &[ArchivedAnswer]) -> (Bytes, Written) {
    let mut writer = AnswerWriter::new(Vec::new(), "socle test").unwrap();
    for row in rows {
        writer.push(row.clone()).unwrap();
    }
    let (bytes, sums) = writer.finish().unwrap();
    (bytes.into(), sums)
}

fn read(file: &Bytes) -> (Vec<ArchivedAnswer>, Written) {
    let reader = AnswerReader::open(file.clone()).unwrap();
    let rows = (0..reader.groups()).flat_map(|group| reader.group(group).unwrap()).collect();
    (rows, reader.sum().unwrap())
}

#[test]
fn every_value_comes_back_and_the_sums_agree() {
    let rows: Vec<ArchivedAnswer> = (1..=40_u8).flat_map(|session| (1..=20).map(move |seq| row(session, seq))).collect();
    let (file, sums) = written(&rows);
    let (back, again) = read(&file);
    assert_eq!(back, rows);
    assert_eq!(again, sums);
    assert_eq!((sums.rows, sums.sessions), (800, 40));
    assert_eq!((&file[..4], &file[file.len() - 4..]), (b"PAR1".as_slice(), b"PAR1".as_slice()));
}

#[test]
fn a_session_is_whole_in_its_group_and_found_by_its_bounds() {
    // more than one group: 50,000 rows and the rest of the session begun
    let rows: Vec<ArchivedAnswer> = (0..120_u8).flat_map(|session| (1..=500).map(move |seq| row(session, seq))).collect();
    let (file, _) = written(&rows);
    let reader = AnswerReader::open(file).unwrap();
    assert_eq!(reader.groups(), 2);
    for session in [0, 99, 100, 119] {
        let groups: Vec<usize> = (0..2).filter(|group| reader.may_hold(*group, [session; 16])).collect();
        assert_eq!(groups, [usize::from(session > 99)]);
        let found = reader.group(groups[0]).unwrap().into_iter().filter(|r| r.session_id == [session; 16]).count();
        assert_eq!(found, 500);
    }
}

#[test]
fn a_changed_value_changes_the_sum() {
    let rows = [row(1, 1), row(1, 2)];
    let (_, sums) = written(&rows);
    let mut others = rows.clone();
    others[1].response = Some(String::new());
    let (_, other) = written(&others);
    assert_ne!(sums.digest, other.digest);
    others[1].response = None;
    let (_, third) = written(&others);
    assert_ne!(other.digest, third.digest, "nothing is not the empty text");
}

#[test]
fn what_is_no_archive_is_refused_and_never_panics() {
    let rows: Vec<ArchivedAnswer> = (1..=30).map(|seq| row(9, seq)).collect();
    let (file, _) = written(&rows);
    for cut in [0, 3, 4, 100, file.len() - 1] {
        assert!(AnswerReader::open(file.slice(..cut)).is_err(), "{cut}");
    }
}

#[test]
fn a_table_has_a_line_for_each_answer() {
    let mut table = Vec::new();
    let mut writer = AnswerTable::new(&mut table).unwrap();
    writer.push(&row(1, 2)).unwrap();
    writer.finish().unwrap();
    let text = String::from_utf8(table).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].starts_with("01010101-0101-0101-0101-010101010101,2,item-2,0100ff,"), "{}", lines[1]);
    assert!(lines[1].contains(",0,1,24.691356,1795000000000002,"), "{}", lines[1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_and_any_number_come_back(texts in proptest::collection::vec((any::<String>(), any::<Option<String>>(), any::<i64>()), 1..40)) {
        let rows: Vec<ArchivedAnswer> = texts
            .into_iter()
            .enumerate()
            .map(|(i, (text, maybe, number))| ArchivedAnswer { parameters: text, response: maybe, elapsed: number, at: number, ..row(1, i as i64) })
            .collect();
        let (file, sums) = written(&rows);
        let (back, again) = read(&file);
        prop_assert_eq!(back, rows);
        prop_assert_eq!(again, sums);
    }
}
