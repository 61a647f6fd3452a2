//! What an exam asks: the same content for everybody, nothing met before, and nothing that depends on the clock.

use domain::bank::Edition;
use domain::blueprint::SECOND;
use domain::item::key_response;
use domain::language::Language;
use domain::session::{Ending, Plan, Scored, State, certainty, posterior};
use psychometrics::random::Random;

use crate::content::{CERTIFICATION, edition_of, edition_trying_out, exam_blueprint, items};
use crate::people::Sitting;

const BEGAN: i64 = 1_795_000_000 * SECOND;

/// An exam of somebody who answers that share rightly.
fn played(edition: &Edition, seed: u64, plan: Plan, share: f64, seconds: i64) -> State {
    let mut random = Random::new(seed, 5);
    let mut sitting = Sitting::planned(edition, seed, plan, BEGAN);
    while let Some(current) = sitting.state.current.clone() {
        let item = &edition.pool[usize::from(current.item)].item;
        let response = (random.uniform() < share).then(|| key_response(&item.interaction, &current.shown));
        sitting.answers_after(seconds * SECOND, response);
    }
    sitting.state
}

fn counted<'a>(edition: &'a Edition, state: &'a State) -> impl Iterator<Item = usize> + Clone + 'a {
    state.answers.iter().filter(|answer| edition.counts_answer(answer)).map(|answer| usize::from(answer.item))
}

/// Everything that the blueprint asks of a whole test.
fn meets_its_blueprint(edition: &Edition, state: &State) {
    let exam = edition.blueprint.exam.as_ref().expect("an exam");
    let of = |place: usize| &edition.pool[place];
    let test = counted(edition, state);
    assert_eq!((test.clone().count(), state.ending), (32, Some(Ending::Length)));
    for domain in 0..edition.prior.dimensions() {
        let asked = test.clone().filter(|place| of(*place).domain == domain).count() as u32;
        assert!((exam.least_per_domain..=exam.most_per_domain).contains(&asked), "{asked} questions of domain {domain}");
    }
    for competence in 0..edition.framework.competences.len() {
        let has_one = edition.pool.iter().any(|item| item.competence == competence);
        assert!(!has_one || test.clone().any(|place| of(place).competence == competence), "nothing of competence {competence}");
    }
    assert!(test.clone().filter(|place| of(*place).item.interaction.is_simulator()).count() as u32 <= exam.most_tools);
    let seconds: u32 = test.clone().map(|place| of(place).item.time).sum();
    assert!(seconds <= exam.expected_seconds, "{seconds} s");
    let all: Vec<usize> = state.answers.iter().map(|answer| usize::from(answer.item)).collect();
    for (at, place) in all.iter().enumerate() {
        assert!(!all[..at].contains(place), "asked twice");
        assert!(!of(*place).enemies.iter().any(|enemy| all.contains(enemy)), "one gives the other away");
        assert!(!state.avoid.contains(&(*place as u16)), "met before");
    }
}

#[test]
fn every_exam_is_a_whole_test_that_meets_its_blueprint() {
    for seed in 0..12 {
        let share = [0.0, 0.3, 0.6, 0.9, 1.0][seed as usize % 5];
        let avoid = if seed % 2 == 0 { Vec::new() } else { (0..CERTIFICATION.pool.len() as u16).filter(|place| place % 3 == 0).collect() };
        meets_its_blueprint(&CERTIFICATION, &played(&CERTIFICATION, seed, Plan { avoid, ..Plan::default() }, share, 60));
    }
}

#[test]
fn what_is_asked_depends_on_the_answers_and_not_on_the_clock() {
    for seed in 0..4 {
        let [quick, slow] = [1, 110].map(|seconds| played(&CERTIFICATION, seed, Plan::default(), 0.6, seconds));
        let [quick, slow] = [&quick, &slow].map(|state| state.answers.iter().map(|answer| answer.item).collect::<Vec<_>>());
        assert_eq!(quick[..slow.len()], slow[..], "seed {seed}");
        assert!(slow.len() >= 30, "{} answers", slow.len());
    }
}

#[test]
fn nothing_met_before_comes_even_when_little_is_left() {
    // three questions of each domain are left: no whole test can be made of them
    let mut left = [0; 5];
    let mut avoid = Vec::new();
    for (place, item) in CERTIFICATION.pool.iter().enumerate() {
        if item.language == Language::Fr && left[item.domain] < 3 && item.enemies.is_empty() {
            left[item.domain] += 1;
        } else {
            avoid.push(place as u16);
        }
    }
    let state = played(&CERTIFICATION, 1, Plan { avoid: avoid.clone(), ..Plan::default() }, 0.5, 30);
    assert!(state.answers.iter().all(|answer| !avoid.contains(&answer.item)));
    assert_eq!((state.answers.len(), state.ending), (15, Some(Ending::Exhausted)));
}

#[test]
fn an_item_is_put_in_fewer_than_a_quarter_of_the_exams() {
    let people: u16 = 60;
    let mut met = vec![0_u32; CERTIFICATION.pool.len()];
    for seed in 0..people {
        let state = played(&CERTIFICATION, u64::from(seed) + 1000, Plan::default(), [0.3, 0.6, 0.9][usize::from(seed) % 3], 1);
        state.answers.iter().for_each(|answer| met[usize::from(answer.item)] += 1);
    }
    let most = met.iter().max().expect("items");
    // admitted to one in five by lot: of 60, 12 on average; 24 is more than three standard deviations above
    assert!((4..24).contains(most), "{most} of {people}");
    assert!(met.iter().filter(|met| **met > 0).count() > 200, "many items serve");
}

#[test]
fn items_are_tried_out_beside_the_thirty_two_and_change_nothing_of_them() {
    let is_tried_out = |item: &domain::item::Item| item.id.bytes().map(u32::from).sum::<u32>() % 10 == 0;
    let edition = edition_trying_out(items(), exam_blueprint(), is_tried_out);
    let mut tried_out = 0;
    for seed in 0..6 {
        let state = played(&edition, seed, Plan::default(), 0.7, 60);
        meets_its_blueprint(&edition, &state);
        let tried = state.answers.iter().filter(|answer| !edition.counts(answer.item)).count();
        assert!(tried <= 4, "{tried}");
        tried_out += tried;
        let without: Vec<Scored> = state.answers.iter().copied().filter(|answer| edition.counts_answer(answer)).collect();
        assert_eq!(posterior(&edition, &without), posterior(&edition, &state.answers));
    }
    assert!(tried_out > 6, "{tried_out}");
}

#[test]
fn a_french_exam_asks_in_french_and_an_english_one_as_far_as_the_bank_goes() {
    let language = |place: usize| CERTIFICATION.pool[place].language;
    let french = played(&CERTIFICATION, 3, Plan::default(), 0.5, 30);
    assert!(counted(&CERTIFICATION, &french).all(|place| language(place) == Language::Fr));
    let english = played(&CERTIFICATION, 3, Plan { language: Language::En, ..Plan::default() }, 0.5, 30);
    meets_its_blueprint(&CERTIFICATION, &english);
}

#[test]
fn a_question_set_aside_says_nothing() {
    let answers: Vec<Scored> = (0..8).map(|item| Scored { item: item * 9, won: 1 }).collect();
    let aside: Vec<Scored> = answers.iter().copied().chain([Scored { item: 100, won: Scored::ASIDE }]).collect();
    assert_eq!(posterior(&CERTIFICATION, &aside), posterior(&CERTIFICATION, &answers));
    assert_eq!(certainty(&CERTIFICATION, &aside), certainty(&CERTIFICATION, &answers));
    let profile = |answers| domain::profile::profile(&CERTIFICATION, answers, 1, Ending::Length);
    assert_eq!(profile(&aside), profile(&answers));
}

#[test]
fn a_session_that_is_no_exam_has_no_end_of_time() {
    let mut blueprint = exam_blueprint();
    blueprint.exam = None;
    let edition = edition_of(items(), blueprint);
    let sitting = Sitting::planned(&edition, 1, Plan::default(), BEGAN);
    assert!(!sitting.state.is_overdue(&edition, BEGAN + 1_000_000 * SECOND));
}
