//! The readers of `formats::irt` and the pictures of what they read: any bytes are read or refused, and what was read is written and read
//! again as the same.
#![no_main]

use formats::irt::plot::{Range, category, characteristic, expected_score, information, svg, test_information};
use formats::irt::{ResponseOptions, read_abilities, read_groups, read_items, read_links, read_responses, write_items, write_responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match read_items(bytes) {
        Ok(items) => {
            assert_eq!(read_items(write_items(&items).as_bytes()).as_ref(), Ok(&items));
            let items = &items[..items.len().min(20)];
            let figures = [characteristic(items, Range::default()), information(items, Range::default()), test_information(items, Range::default()),
                expected_score(items, Range::default()), category(&items[0], Range::default())];
            for figure in figures {
                let drawn = svg(&figure.expect("items and a range"));
                assert!(!drawn.contains("NaN"));
            }
        }
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
    for group in [None, Some("group".to_owned())] {
        if let Ok(table) = read_responses(bytes, &ResponseOptions { missing: vec!["9".to_owned()], group }) {
            let again = read_responses(write_responses(&table.persons, &table.items, &table.responses).as_bytes(), &ResponseOptions::default());
            assert_eq!(again.map(|again| (again.persons, again.items)), Ok((table.persons, table.items)));
        }
    }
    for faults in [read_groups(bytes).err(), read_links(bytes).err(), read_abilities(bytes).err()].into_iter().flatten() {
        assert!(!faults.to_string().is_empty());
    }
});
