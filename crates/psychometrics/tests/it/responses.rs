use proptest::prelude::*;
use psychometrics::responses::{MISSING, Responses, ResponsesError};

#[test]
fn a_table_that_is_none_is_refused_with_its_reason() {
    assert_eq!(Responses::from_matrix(0, vec![1]), Err(ResponsesError::NoItem));
    assert_eq!(Responses::from_matrix(2, vec![]), Err(ResponsesError::NoPerson));
    assert_eq!(Responses::from_matrix(2, vec![1, 0, 1]), Err(ResponsesError::Ragged { cells: 3, items: 2 }));
    assert_eq!(Responses::from_persons(2, [vec![(2, 0)]]), Err(ResponsesError::NoSuchItem { person: 0, item: 2 }));
    assert_eq!(Responses::from_persons(2, [vec![], vec![(1, 0), (0, 1), (1, 1)]]), Err(ResponsesError::AnsweredTwice { person: 1, item: 1 }));
    assert_eq!(Responses::from_persons::<[Vec<(usize, u8)>; 0]>(2, []), Err(ResponsesError::NoPerson));
}

proptest! {
    #[test]
    fn both_ways_of_keeping_the_answers_say_the_same(items in 1_usize..6, cells in prop::collection::vec(prop_oneof![0_u8..4, Just(MISSING)], 6..60)) {
        let cells = cells[..cells.len() - cells.len() % items].to_vec();
        let matrix = Responses::from_matrix(items, cells.clone()).unwrap();
        let lists = Responses::from_persons(items, cells.chunks(items).map(|row| row.iter().copied().enumerate().rev().collect::<Vec<_>>())).unwrap();
        prop_assert_eq!(matrix.persons(), lists.persons());
        prop_assert_eq!(matrix.answered(), lists.answered());
        prop_assert_eq!(matrix.is_complete(), lists.is_complete());
        prop_assert_eq!(matrix.category_counts(), lists.category_counts());
        for person in 0..matrix.persons() {
            prop_assert!(matrix.answers(person).eq(lists.answers(person)));
            for item in 0..items {
                prop_assert_eq!(matrix.get(person, item), lists.get(person, item));
            }
        }
    }
}
