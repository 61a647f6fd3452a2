use formats::irt::{ResponseOptions, read_abilities, read_groups, read_items, read_links, read_responses, write_items, write_responses};
use proptest::prelude::*;

const GOOD: [&[u8]; 6] = [
    b"item,model,a,b,c,d\nq1,4PL,1.2,0.5,0.2,0.98\nq2,2PL,0.8,-1,,\n",
    b"item;model;a;b1;b2;a1;c1\r\nq1;GRM;1,2;-0,5;0,5;;\r\nq2;NRM;;;;1;0,5\r\n",
    b"person,q1,q2,\"q,3\"\nann,1,0,\nbob,NA,2,1\n",
    b"person,group\nann,f\nbob,m\n",
    b"from\tto\nq1\ta1\nq2\ta2\n",
    b"person,theta,se,n,flag\nann,0.5,0.3,12,\nbob,,,0,no answer\n",
];

/// Every reader on the same bytes: each reads or refuses with words; what was read is read again from what is written.
fn read_all(bytes: &[u8]) {
    match read_items(bytes) {
        Ok(items) => {
            assert!(!items.is_empty() && items.iter().all(|item| item.model.validate().is_ok()));
            assert_eq!(read_items(write_items(&items).as_bytes()), Ok(items));
        }
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
    for group in [None, Some("group".to_owned())] {
        match read_responses(bytes, &ResponseOptions { missing: Vec::new(), group }) {
            Ok(table) => {
                assert_eq!((table.persons.len(), table.items.len()), (table.responses.persons(), table.responses.items()));
                let again = read_responses(write_responses(&table.persons, &table.items, &table.responses).as_bytes(), &ResponseOptions::default());
                assert_eq!(again.map(|again| (again.persons, again.items)), Ok((table.persons, table.items)));
            }
            Err(faults) => assert!(!faults.to_string().is_empty()),
        }
    }
    if let Err(faults) = read_groups(bytes).map(drop).and(read_links(bytes).map(drop)).and(read_abilities(bytes).map(drop)) {
        assert!(!faults.to_string().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "([a-z0-9 ]|[,;\t\"\r\n.-]|item|model|person|theta|from|to|group|2PL|GRM|b1|\\PC){0,60}") {
        read_all(text.as_bytes());
    }

    #[test]
    fn no_damage_to_a_good_file_makes_a_reader_panic(
        file in 0..GOOD.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), 0_u8..4, prop_oneof![any::<u8>(), Just(b','), Just(b'"'), Just(b'\n')]), 1..6),
    ) {
        let mut bytes = GOOD[file].to_vec();
        for (place, kind, byte) in damage {
            let place = place.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                2 => drop(bytes.remove(place)),
                _ => bytes.truncate(place + 1),
            }
            if bytes.is_empty() {
                break;
            }
        }
        read_all(&bytes);
    }
}
