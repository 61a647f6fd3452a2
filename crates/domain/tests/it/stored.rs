//! The bytes in which a session's row keeps its state.

use domain::item::Shown;
use domain::language::Language;
use domain::session::{Current, Ending, Pace, Scope, Scored, State, Status, StoredStateError};
use proptest::prelude::*;

fn any_state() -> impl Strategy<Value = State> {
    let status = prop_oneof![Just(Status::Open), Just(Status::Paused), Just(Status::Finished)];
    let pace = prop_oneof![Just(Pace::Whole), Just(Pace::Bites)];
    let ending =
        prop_oneof![Just(Ending::Precise), Just(Ending::Length), Just(Ending::Time), Just(Ending::Exhausted), Just(Ending::Asked), Just(Ending::Stopped)];
    let shown = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..6), 0..5).prop_map(Shown);
    let current = (any::<u16>(), shown, any::<Option<i64>>(), any::<i64>()).prop_map(|(item, shown, since, spent)| Current { item, shown, since, spent });
    let answers = prop::collection::vec((any::<u16>(), any::<u8>()).prop_map(|(item, won)| Scored { item, won }), 0..40);
    let scope = prop::collection::vec(any::<u16>(), 0..10).prop_map(Scope::new);
    let lists = (prop::collection::vec(any::<u16>(), 0..200), scope, answers, prop::option::of(current));
    let language = (prop_oneof![Just(Language::Fr), Just(Language::En)], prop_oneof![Just(0), any::<u32>()]);
    (status, (pace, language), lists, any::<[i64; 3]>(), prop::option::of(ending)).prop_map(
        |(status, (pace, (language, extra)), (avoid, scope, answers, current), [active, bite, started_at], ending)| State {
            status,
            pace,
            language,
            avoid,
            scope,
            extra,
            answers,
            current,
            active,
            bite,
            started_at,
            ending,
        },
    )
}

proptest! {
    #[test]
    fn a_state_comes_back_as_it_was(state in any_state()) {
        prop_assert_eq!(State::from_bytes(&state.to_bytes()), Ok(state));
    }

    #[test]
    fn a_state_that_is_cut_off_or_goes_on_is_refused(state in any_state(), cut in any::<prop::sample::Index>()) {
        let mut bytes = state.to_bytes();
        prop_assert!(State::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
        bytes.push(0);
        prop_assert_eq!(State::from_bytes(&bytes), Err(StoredStateError::Long));
    }

    #[test]
    fn bytes_that_are_no_state_are_refused_or_read_and_never_break_anything(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut bytes = bytes;
        let _ = State::from_bytes(&bytes);
        for version in [1, 2, 3, 4] {
            if let Some(first) = bytes.first_mut() {
                *first = version;
            }
            let _ = State::from_bytes(&bytes);
        }
    }
}

/// Written down, so that a change of the format cannot pass unseen: what is stored must be read for as long as there are rows.
#[test]
fn versions_1_to_4_are_read_for_ever() {
    let state = State {
        status: Status::Paused,
        pace: Pace::Bites,
        language: Language::Fr,
        avoid: vec![3, 300],
        scope: Scope::default(),
        extra: 0,
        answers: vec![Scored { item: 5, won: 1 }, Scored { item: 128, won: 0 }],
        current: Some(Current { item: 7, shown: Shown(vec![vec![2, 0, 1], vec![]]), since: None, spent: -1 }),
        active: 64,
        bite: 0,
        started_at: 1,
        ending: None,
    };
    #[rustfmt::skip]
    let bytes = [1, 1, 1, 0, 2, 128, 1, 0, 2, 3, 172, 2, 2, 5, 1, 128, 1, 0, 1, 7, 0, 1, 1, 2, 3, 2, 0, 1, 0];
    assert_eq!(state.to_bytes(), bytes);
    assert_eq!(State::from_bytes(&bytes), Ok(state.clone()));
    // the same in English: version 2, which a server of before would refuse, and says so
    let english = State { language: Language::En, ..state };
    let mut with_language = [&[2, 1, 1, 0, 1], &bytes[4..]].concat();
    assert_eq!(english.to_bytes(), with_language);
    assert_eq!(State::from_bytes(&with_language), Ok(english.clone()));
    with_language[4] = 2;
    assert_eq!(State::from_bytes(&with_language), Err(StoredStateError::Number));
    // a part of the framework: version 3, the language before the times and the places before what is avoided
    let part = State { language: Language::Fr, scope: Scope::new([4, 200]), ..english };
    let with_scope = [&[3, 1, 1, 0, 0], &bytes[4..8], &[2, 4, 200, 1], &bytes[8..]].concat();
    assert_eq!(part.to_bytes(), with_scope);
    assert_eq!(State::from_bytes(&with_scope), Ok(part.clone()));
    // an exam with ten minutes more: version 4, the minutes before the places
    let exam = State { extra: 600, ..part };
    let of_exam = [&[4, 1, 1, 0, 0], &bytes[4..8], &[216, 4, 2, 4, 200, 1], &bytes[8..]].concat();
    assert_eq!(exam.to_bytes(), of_exam);
    assert_eq!(State::from_bytes(&of_exam), Ok(exam));
    assert_eq!(State::from_bytes(&[5]), Err(StoredStateError::Version(5)));
    assert_eq!(State::from_bytes(b""), Err(StoredStateError::Short));
    assert_eq!(State::from_bytes(b"{"), Err(StoredStateError::Version(b'{')));
}

#[test]
fn a_session_near_its_end_is_a_hundred_bytes() {
    let answers = (0..20).map(|n| Scored { item: n * 8, won: 1 }).collect();
    let current = Some(Current { item: 169, shown: Shown(vec![vec![3, 1, 0, 2]]), since: Some(1_795_000_900_000_000), spent: 0 });
    let state = State {
        status: Status::Open,
        pace: Pace::Whole,
        language: Language::Fr,
        avoid: Vec::new(),
        scope: Scope::default(),
        extra: 0,
        answers,
        current,
        active: 900_000_000,
        bite: 900_000_000,
        started_at: 1_795_000_000_000_000,
        ending: None,
    };
    assert!(state.to_bytes().len() <= 100, "{}", state.to_bytes().len());
}

#[test]
fn a_state_in_which_nothing_happened_that_only_an_exam_knows_is_written_as_before() {
    let answers = vec![Scored { item: 3, won: 1 }];
    let plain = State {
        status: Status::Open,
        pace: Pace::Whole,
        language: Language::Fr,
        avoid: Vec::new(),
        scope: Scope::default(),
        extra: 0,
        answers,
        current: None,
        active: 7,
        bite: 7,
        started_at: 1,
        ending: None,
    };
    assert_eq!(plain.to_bytes(), [1, 0, 0, 0, 2, 14, 14, 0, 1, 3, 1, 0]);
    let first = |state: State| state.to_bytes()[0];
    assert_eq!(first(State { extra: 600, ..plain.clone() }), 4);
    assert_eq!(first(State { ending: Some(Ending::Stopped), ..plain.clone() }), 4);
    assert_eq!(first(State { answers: vec![Scored { item: 3, won: Scored::ASIDE }], ..plain }), 4);
}
