//! The clock of an exam, questions that are set aside, and its replay.

use domain::blueprint::SECOND;
use domain::item::key_response;
use domain::refusal::Refusal;
use domain::session::{Command, Ending, Event, Logged, Plan, Scored, State, Status, decide, replay};
use psychometrics::random::Random;

use crate::content::CERTIFICATION;
use crate::people::{Sitting, by_lot};

const BEGAN: i64 = 1_795_000_000 * SECOND;
const MINUTE: i64 = 60 * SECOND;

fn begun(seed: u64) -> Sitting<'static> {
    Sitting::planned(&CERTIFICATION, seed, Plan::default(), BEGAN)
}

fn left(sitting: &Sitting<'_>) -> i64 {
    sitting.state.remaining(sitting.edition, sitting.now)
}

#[test]
fn the_clock_is_that_of_the_wall_less_the_pauses() {
    let mut sitting = begun(1);
    assert_eq!(left(&sitting), 60 * MINUTE);
    assert_eq!(sitting.state.deadline(&CERTIFICATION), Some(BEGAN + 60 * MINUTE));
    // a quarter of an hour on one question counts in full
    sitting.answers_after(15 * MINUTE, None);
    assert_eq!(left(&sitting), 45 * MINUTE);
    sitting.now += 5 * MINUTE;
    assert_eq!(left(&sitting), 40 * MINUTE);
    sitting.does(Command::Pause);
    assert_eq!(sitting.state.deadline(&CERTIFICATION), None, "nothing runs out during a pause");
    sitting.now += 600 * MINUTE;
    assert_eq!(left(&sitting), 40 * MINUTE);
    sitting.does(Command::Resume);
    assert_eq!(left(&sitting), 40 * MINUTE);
    assert_eq!(sitting.state.deadline(&CERTIFICATION), Some(sitting.now + 40 * MINUTE));
    sitting.answers_after(MINUTE, None);
    assert_eq!((sitting.state.active, left(&sitting)), (21 * MINUTE, 39 * MINUTE));
    // a clock that was set back gives nothing back
    sitting.now -= 10 * MINUTE;
    assert_eq!(left(&sitting), 39 * MINUTE);
}

#[test]
fn time_granted_before_and_given_during_an_exam_add_up() {
    let mut sitting = Sitting::planned(&CERTIFICATION, 2, Plan { extra: 1200, ..Plan::default() }, BEGAN);
    assert_eq!(left(&sitting), 80 * MINUTE);
    sitting.does(Command::Pause);
    sitting.does(Command::Extend { seconds: 300 });
    assert_eq!((left(&sitting), sitting.state.status), (85 * MINUTE, Status::Paused));
    sitting.does(Command::Resume);
    sitting.answers_after(70 * MINUTE, None);
    assert_eq!((left(&sitting), sitting.state.status), (15 * MINUTE, Status::Open));
    assert_eq!(sitting.state.plan().extra, 1500);
}

#[test]
fn an_answer_that_comes_too_late_is_not_taken_and_the_exam_is_over() {
    let mut sitting = begun(3);
    sitting.answers_after(MINUTE, None);
    sitting.now = BEGAN + 60 * MINUTE + 10 * SECOND + 1;
    assert!(sitting.state.is_overdue(&CERTIFICATION, sitting.now));
    assert_eq!(left(&sitting), 0);
    let events = sitting.answers_after(0, None);
    assert_eq!(events, [Event::Finished { ending: Ending::Time }]);
    assert_eq!((sitting.state.answers.len(), sitting.state.status, sitting.state.ending), (1, Status::Finished, Some(Ending::Time)));
    let again = decide(&sitting.state, Command::Answer { seq: 2, response: None }, &sitting.context());
    assert_eq!(again, Err(Refusal::SessionClosed));
    let more = decide(&sitting.state, Command::Extend { seconds: 60 }, &sitting.context());
    assert_eq!(more, Err(Refusal::SessionClosed), "an exam that is over does not begin again");
}

#[test]
fn an_answer_on_its_way_when_the_time_ends_is_taken_and_is_the_last() {
    let mut sitting = begun(4);
    sitting.now = BEGAN + 60 * MINUTE + 10 * SECOND;
    assert!(!sitting.state.is_overdue(&CERTIFICATION, sitting.now));
    let events = sitting.answers_after(0, None);
    assert!(matches!(events[..], [Event::Answered { .. }, Event::Finished { ending: Ending::Time }]), "{events:?}");
}

#[test]
fn an_exam_that_stands_still_takes_no_answer() {
    let mut sitting = begun(5);
    sitting.does(Command::Pause);
    let refused = decide(&sitting.state, Command::Answer { seq: 1, response: None }, &sitting.context());
    assert_eq!(refused, Err(Refusal::ExamPaused));
    sitting.now += 200 * MINUTE;
    assert!(!sitting.state.is_overdue(&CERTIFICATION, sitting.now));
    sitting.does(Command::Resume);
    sitting.answers_after(MINUTE, None);
    assert_eq!(sitting.state.answers.len(), 1);
}

#[test]
fn whoever_watches_ends_an_exam_with_their_own_reason() {
    let mut sitting = begun(6);
    sitting.does(Command::End { ending: Ending::Stopped });
    assert_eq!((sitting.state.status, sitting.state.ending), (Status::Finished, Some(Ending::Stopped)));
    assert_eq!(State::from_bytes(&sitting.state.to_bytes()).as_ref(), Ok(&sitting.state));
}

#[test]
fn a_question_that_is_set_aside_takes_its_number_with_it_and_never_comes_back() {
    for seed in 0..6 {
        let mut sitting = begun(seed);
        sitting.answers_after(MINUTE, None);
        let faulty = sitting.state.current.clone().expect("a question").item;
        sitting.now += 7 * MINUTE;
        let before = sitting.state.remaining(&CERTIFICATION, sitting.now) + 7 * MINUTE;
        let events = sitting.does(Command::SetAside { seq: 2 });
        assert!(matches!(events[..], [Event::SetAside { seq: 2, item, spent }, Event::Put { .. }] if item == faulty && spent == 7 * MINUTE), "{events:?}");
        assert_eq!(left(&sitting), before, "the time spent on it is given back");
        assert_eq!((sitting.state.seq(), sitting.state.position()), (3, 2), "the person goes on with their second question");
        // the answer that was on its way is not taken for the next question
        for command in [Command::Answer { seq: 2, response: None }, Command::SetAside { seq: 2 }] {
            assert_eq!(decide(&sitting.state, command, &sitting.context()), Err(Refusal::AlreadyAnswered));
        }
        assert_eq!(decide(&sitting.state, Command::SetAside { seq: 4 }, &sitting.context()), Err(Refusal::OutOfOrder));
        while let Some(current) = &sitting.state.current {
            assert_ne!(current.item, faulty);
            assert!(!CERTIFICATION.pool[usize::from(faulty)].enemies.contains(&usize::from(current.item)));
            sitting.answers_after(MINUTE, None);
        }
        assert_eq!((sitting.state.counted(&CERTIFICATION), sitting.state.ending), (32, Some(Ending::Length)));
        assert_eq!(sitting.state.answers.iter().filter(|answer| answer.is_aside()).count(), 1);
    }
}

#[test]
fn a_question_set_aside_during_a_pause_leaves_the_exam_standing_still() {
    let mut sitting = begun(7);
    sitting.now += 2 * MINUTE;
    sitting.does(Command::Pause);
    sitting.now += 30 * MINUTE;
    sitting.does(Command::SetAside { seq: 1 });
    assert_eq!(sitting.state.status, Status::Paused);
    let current = sitting.state.current.clone().expect("the next question waits");
    assert_eq!((current.since, current.spent, left(&sitting)), (None, 0, 60 * MINUTE));
    sitting.now += 30 * MINUTE;
    sitting.does(Command::Resume);
    assert_eq!(left(&sitting), 60 * MINUTE);
}

#[test]
fn an_exam_with_all_that_can_happen_is_replayed_as_it_was() {
    for seed in 0..4 {
        let mut random = Random::new(seed, 9);
        let plan = Plan { extra: 900, avoid: (0..CERTIFICATION.pool.len() as u16).step_by(7).collect(), ..Plan::default() };
        let mut sitting = Sitting::planned(&CERTIFICATION, seed, plan, BEGAN);
        let mut log = Vec::new();
        while let Some(current) = sitting.state.current.clone() {
            let seq = sitting.state.seq();
            let item = &CERTIFICATION.pool[usize::from(current.item)].item;
            sitting.now += (20 + random.below(150) as i64) * SECOND;
            if seq == 9 {
                sitting.does(Command::Pause);
                sitting.now += 40 * MINUTE;
                sitting.does(Command::Extend { seconds: 600 });
                sitting.does(Command::Resume);
            }
            let is_faulty = seq % 11 == 4;
            let response = (!is_faulty && random.uniform() < 0.9).then(|| {
                let shown = domain::item::present(item, &current.shown);
                if random.uniform() < 0.5 { key_response(&item.interaction, &current.shown) } else { by_lot(&shown.task, &mut random) }
            });
            let events = sitting.does(if is_faulty { Command::SetAside { seq } } else { Command::Answer { seq, response: response.clone() } });
            let (won, elapsed) = match &events[0] {
                Event::Answered { score, elapsed, .. } => (score.won, *elapsed),
                Event::SetAside { spent, .. } => (Scored::ASIDE, *spent),
                other => panic!("{other:?}"),
            };
            log.push(Logged { seq, item: item.id.clone(), shown: current.shown, response, won, elapsed });
        }
        let state = &sitting.state;
        assert!(state.answers.iter().any(Scored::is_aside));
        let (answers, differences) = replay(&CERTIFICATION, seed, state.plan(), state.started_at, &log);
        assert_eq!(differences, [], "seed {seed}");
        assert_eq!(answers, state.answers);
        assert_eq!(State::from_bytes(&state.to_bytes()).as_ref(), Ok(state));
    }
}
