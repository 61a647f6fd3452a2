//! The arithmetic of a session: time, pauses, bites, endings, refusals, replay.

use domain::blueprint::SECOND;
use domain::item::{key_response, score};
use domain::refusal::Refusal;
use domain::session::{Command, Ending, Event, Logged, Pace, Plan, Status, decide, replay};
use psychometrics::random::Random;

use crate::content::SHIPPED;
use crate::people::{Sitting, by_lot};

#[test]
fn a_pause_stops_the_clock_and_keeps_what_was_already_spent() {
    let mut sitting = Sitting::begin(&SHIPPED, 1, Pace::Whole, 0);
    let first = sitting.state.current.clone().expect("a question").item;
    sitting.now = 40 * SECOND;
    sitting.does(Command::Pause);
    assert_eq!(sitting.state.status, Status::Paused);
    assert!(sitting.does(Command::Pause).is_empty(), "a second pause changes nothing");
    sitting.now = 4000 * SECOND;
    sitting.does(Command::Resume);
    assert_eq!(sitting.state.status, Status::Open);
    assert!(sitting.does(Command::Resume).is_empty(), "a second resume changes nothing");
    assert_eq!(sitting.state.current.as_ref().map(|c| c.item), Some(first), "the question is still the same");
    let events = sitting.answers_after(15 * SECOND, None);
    assert!(matches!(events[0], Event::Answered { elapsed, .. } if elapsed == 55 * SECOND), "{events:?}");
    assert_eq!(sitting.state.active, 55 * SECOND);
}

#[test]
fn an_answer_during_a_pause_counts_the_time_before_it_and_ends_it() {
    let mut sitting = Sitting::begin(&SHIPPED, 2, Pace::Whole, 0);
    sitting.now = 12 * SECOND;
    sitting.does(Command::Pause);
    let events = sitting.answers_after(5000 * SECOND, None);
    assert!(matches!(events[0], Event::Answered { elapsed, .. } if elapsed == 12 * SECOND), "{events:?}");
    assert_eq!(sitting.state.status, Status::Open);
}

#[test]
fn a_coffee_is_not_an_answer() {
    let longest = i64::from(SHIPPED.blueprint.stopping.longest_answer) * SECOND;
    let mut sitting = Sitting::begin(&SHIPPED, 3, Pace::Whole, 0);
    sitting.answers_after(3 * 3600 * SECOND, None);
    assert_eq!(sitting.state.active, longest);
    // nor is a clock that was set back
    sitting.answers_after(-3600 * SECOND, None);
    assert_eq!(sitting.state.active, longest);
}

#[test]
fn a_bite_ends_after_its_minutes_and_the_next_one_begins_at_nothing() {
    let bite = i64::from(SHIPPED.blueprint.stopping.bite_seconds) * SECOND;
    let each = 60 * SECOND;
    let mut sitting = Sitting::begin(&SHIPPED, 4, Pace::Bites, 0);
    let (mut counted, mut bites) = (0, 0);
    while sitting.state.status != Status::Finished {
        let events = sitting.answers_after(each, None);
        counted += each;
        let paused = events.iter().any(|e| matches!(e, Event::Paused { .. }));
        if sitting.state.status != Status::Finished {
            assert_eq!(paused, counted >= bite, "after {counted} microseconds");
        }
        if paused {
            assert_eq!(sitting.state.status, Status::Paused);
            assert_eq!(sitting.state.bite, 0);
            let current = sitting.state.current.as_ref().expect("the next question waits");
            assert_eq!((current.since, current.spent), (None, 0), "and its clock does not run");
            (counted, bites) = (0, bites + 1);
            sitting.now += 3600 * SECOND;
            sitting.does(Command::Resume);
        }
    }
    assert!(bites >= 2, "{bites} bites");
    assert_eq!(sitting.state.active, sitting.state.answers.len() as i64 * each, "rest between bites is not counted");
}

#[test]
fn a_session_at_a_stretch_never_pauses_by_itself() {
    let mut sitting = Sitting::begin(&SHIPPED, 5, Pace::Whole, 0);
    while sitting.state.status != Status::Finished {
        let events = sitting.answers_after(59 * SECOND, None);
        assert!(!events.iter().any(|e| matches!(e, Event::Paused { .. })));
    }
    assert!(matches!(sitting.state.ending, Some(Ending::Length | Ending::Time | Ending::Precise)));
}

#[test]
fn time_ends_a_session() {
    let mut sitting = Sitting::begin(&SHIPPED, 6, Pace::Whole, 0);
    let longest = i64::from(SHIPPED.blueprint.stopping.longest_answer) * SECOND;
    let cap = i64::from(SHIPPED.blueprint.stopping.seconds) * SECOND;
    while sitting.state.status != Status::Finished {
        sitting.answers_after(longest, None);
    }
    assert_eq!(sitting.state.ending, Some(Ending::Time));
    assert!(sitting.state.active >= cap && sitting.state.active < cap + longest);
}

#[test]
fn a_finished_session_takes_nothing_more() {
    let mut sitting = Sitting::begin(&SHIPPED, 7, Pace::Whole, 0);
    sitting.answers_after(SECOND, None);
    sitting.does(Command::Finish);
    assert_eq!(sitting.state.ending, Some(Ending::Asked));
    let refused = |command| decide(&sitting.state, command, &sitting.context()).err();
    assert_eq!(refused(Command::Answer { seq: 1, response: None }), Some(Refusal::AlreadyAnswered));
    for command in [Command::Answer { seq: 2, response: None }, Command::Pause, Command::Resume, Command::Finish] {
        assert_eq!(refused(command), Some(Refusal::SessionClosed));
    }
}

#[test]
fn an_answer_counts_for_the_question_on_the_table_only() {
    let mut sitting = Sitting::begin(&SHIPPED, 8, Pace::Whole, 0);
    sitting.answers_after(SECOND, None);
    let refused = |seq| decide(&sitting.state, Command::Answer { seq, response: None }, &sitting.context()).err();
    for (seq, why) in [(0, Refusal::AlreadyAnswered), (1, Refusal::AlreadyAnswered), (3, Refusal::OutOfOrder), (u32::MAX, Refusal::OutOfOrder)] {
        assert_eq!(refused(seq), Some(why), "{seq}");
    }
}

#[test]
fn a_decision_changes_nothing_by_itself() {
    let sitting = Sitting::begin(&SHIPPED, 9, Pace::Whole, 0);
    let before = sitting.state.clone();
    decide(&sitting.state, Command::Answer { seq: 1, response: None }, &sitting.context()).expect("taken");
    assert_eq!(sitting.state, before);
}

#[test]
fn the_state_of_a_session_survives_being_written_and_read() {
    let mut sitting = Sitting::begin(&SHIPPED, 10, Pace::Bites, 1_795_000_000_000_000);
    for _ in 0..9 {
        let written = serde_json::to_vec(&sitting.state).expect("written");
        assert_eq!(serde_json::from_slice::<domain::session::State>(&written).expect("read"), sitting.state);
        assert!(written.len() < 1500, "compact: {} bytes", written.len());
        sitting.answers_after(70 * SECOND, None);
    }
}

/// Plays a session and writes its log.
fn logged(seed: u64, pace: Pace) -> (Sitting<'static>, Vec<Logged>) {
    let mut sitting = Sitting::begin(&SHIPPED, seed, pace, 0);
    let mut random = Random::new(seed, 5);
    let mut log = Vec::new();
    while let Some(current) = sitting.state.current.clone() {
        let item = &SHIPPED.pool[usize::from(current.item)].item;
        let response = match random.below(3) {
            0 => None,
            1 => Some(key_response(&item.interaction, &current.shown)),
            _ => Some(by_lot(&domain::item::present(item, &current.shown).task, &mut random)),
        };
        let won = score(&item.interaction, &current.shown, response.as_ref()).expect("taken").won;
        let seq = sitting.state.seq();
        let events = sitting.answers_after(33 * SECOND, response.clone());
        let Event::Answered { elapsed, .. } = events[0] else { panic!("{events:?}") };
        log.push(Logged { seq, item: item.id.clone(), shown: current.shown, response, won, elapsed });
    }
    (sitting, log)
}

#[test]
fn a_log_replays_to_the_same_answers() {
    for seed in 0..12 {
        let pace = if seed % 2 == 0 { Pace::Whole } else { Pace::Bites };
        let (sitting, log) = logged(seed, pace);
        let (answers, differences) = replay(&SHIPPED, seed, Plan { pace, ..Plan::default() }, 0, &log);
        assert_eq!(differences, []);
        assert_eq!(answers, sitting.state.answers);
    }
}

#[test]
fn a_tampered_log_is_found_where_it_was_touched() {
    let (_, log) = logged(21, Pace::Whole);
    let found = |log: &[Logged]| replay(&SHIPPED, 21, Plan::default(), 0, log).1;
    let mut points = log.clone();
    points[4].won = (points[4].won + 1) % 2;
    assert!(found(&points).iter().any(|d| d.seq == 5 && d.what == "won"));
    let mut item = log.clone();
    let other = log[9].item.clone();
    item[2].item = other;
    assert!(found(&item).iter().any(|d| d.seq == 3 && d.what == "item"));
    let (place, _) = log.iter().enumerate().find(|(_, l)| l.shown.0.first().is_some_and(|o| o.len() > 2)).expect("a list");
    let mut shown = log.clone();
    shown[place].shown.0[0].rotate_left(1);
    assert!(found(&shown).iter().any(|d| d.seq == place as u32 + 1 && d.what == "shown"));
    let mut missing = log;
    missing.remove(3);
    assert!(!found(&missing).is_empty());
}
