//! Questions that are tried out: they come by lot, look like any other, and never count.

use domain::bank::{Edition, Standing};
use domain::blueprint::SECOND;
use domain::item::{Item, key_response, score};
use domain::language::Language;
use domain::profile::profile;
use domain::session::{Choice, Event, Logged, Pace, Plan, Scored, State, certainty, replay};
use domain::simulation::{Scenario, Simulation, TrueItems};

use crate::content::{blueprint, edition_of, edition_trying_out, items};
use crate::people::Sitting;
use crate::translations::translated;

/// The French half of the bank.
fn french() -> Vec<Item> {
    items().into_iter().filter(|item| item.language == "fr").collect()
}

/// An edition in which one item in six is tried out, and so many of the questions.
fn trying_out(share: f64) -> Edition {
    let mut blueprint = blueprint();
    blueprint.selection.pretest = share;
    let sixth: Vec<String> = french().into_iter().step_by(6).map(|item| item.id).collect();
    edition_trying_out(french(), blueprint, |item| sixth.contains(&item.id))
}

fn is_tried_out(edition: &Edition, answer: Scored) -> bool {
    edition.pool[usize::from(answer.item)].standing == Standing::Pretest
}

/// Plays a session to its end, each item answered in its own way whenever it comes: the key, nothing, or the key again. Each question takes `seconds`.
fn played(edition: &Edition, seed: u64, seconds: i64) -> (Sitting<'_>, Vec<Logged>) {
    let mut sitting = Sitting::planned(edition, seed, Plan { pace: Pace::Whole, ..Plan::default() }, 1_795_000_000 * SECOND);
    let mut log = Vec::new();
    while let Some(current) = sitting.state.current.clone() {
        let item = &edition.pool[usize::from(current.item)].item;
        let response = (item.id.len() % 3 != 1).then(|| key_response(&item.interaction, &current.shown));
        let won = score(&item.interaction, &current.shown, response.as_ref()).expect("taken").won;
        let seq = sitting.state.seq();
        let events = sitting.answers_after(seconds * SECOND, response.clone());
        let Event::Answered { elapsed, .. } = events[0] else { panic!("{events:?}") };
        log.push(Logged { seq, item: item.id.clone(), shown: current.shown, response, won, elapsed });
    }
    (sitting, log)
}

#[test]
fn an_answer_to_a_question_that_is_tried_out_never_counts() {
    let edition = trying_out(0.3);
    let mut met = 0;
    for seed in 0..30 {
        let state = played(&edition, seed, 20).0.state;
        let counted: Vec<Scored> = state.answers.iter().copied().filter(|answer| !is_tried_out(&edition, *answer)).collect();
        met += state.answers.len() - counted.len();
        let (active, ending) = (state.active, state.ending.expect("an ending"));
        let told = |answers: &[Scored]| serde_json::to_string(&profile(&edition, answers, active, ending)).expect("written");
        assert_eq!(told(&state.answers), told(&counted), "seed {seed}");
        let profile = profile(&edition, &state.answers, active, ending);
        assert_eq!(profile.answered as usize, counted.len());
        assert_eq!(profile.domains.iter().map(|d| d.answered as usize).sum::<usize>(), counted.len());
        assert_eq!(profile.competences.iter().map(|c| c.answered as usize).sum::<usize>(), counted.len());
        // neither the shortest session nor the longest, and the minutes are all there
        let rules = &edition.blueprint.stopping;
        assert!((rules.shortest as usize..=rules.longest as usize).contains(&counted.len()), "seed {seed}: {}", counted.len());
        assert_eq!(active, state.answers.len() as i64 * 20 * SECOND);
    }
    assert!(met > 60, "only {met} questions were tried out");
}

#[test]
fn the_other_questions_are_those_that_would_have_come_without_it() {
    let tried: Vec<Item> = french().into_iter().step_by(6).filter(|i| !i.interaction.is_simulator() && i.enemies.is_empty()).collect();
    let is_named = |item: &Item| french().iter().any(|other| other.enemies.contains(&item.id));
    let tried: Vec<String> = tried.into_iter().filter(|item| !is_named(item)).map(|item| item.id).collect();
    let with = edition_trying_out(french(), blueprint(), |item| tried.contains(&item.id));
    let without = edition_of(french().into_iter().filter(|item| !tried.contains(&item.id)).collect(), blueprint());
    let asked = |edition: &Edition, seed| -> (Vec<String>, usize) {
        // nobody takes any time: minutes are real, and spent on whatever is asked
        let answers = played(edition, seed, 0).0.state.answers;
        let names = answers.iter().filter(|a| !is_tried_out(edition, **a)).map(|a| edition.pool[usize::from(a.item)].item.id.clone());
        (names.collect(), answers.len())
    };
    let mut tried_out = 0;
    for seed in 0..40 {
        let ((names, all), (alone, _)) = (asked(&with, seed), asked(&without, seed));
        tried_out += all - names.len();
        assert_eq!(names, alone, "seed {seed}");
    }
    assert!(tried_out > 50, "only {tried_out} questions were tried out");
}

#[test]
fn without_anything_to_try_out_nothing_changes() {
    let edition = |share| {
        let mut blueprint = blueprint();
        blueprint.selection.pretest = share;
        edition_of(french(), blueprint)
    };
    let (never, often) = (edition(0.0), edition(0.5));
    for seed in 0..10 {
        assert_eq!(played(&never, seed, 30).0.state, played(&often, seed, 30).0.state);
    }
}

#[test]
fn the_blueprint_says_what_share_of_the_questions_is_tried_out() {
    const PEOPLE: u64 = 2000;
    let edition = trying_out(0.15);
    let (longest, most) = (edition.blueprint.stopping.longest, edition.most_tried_out());
    assert_eq!(most, 3);
    let scenario = Scenario { items: TrueItems::AsAuthored, choice: Choice::Random, timed: false, language: Language::Fr };
    let mut simulation = Simulation::new(&edition, scenario).expect("a simulation");
    let (mut trials, mut drawn) = (0_u32, 0_u32);
    for number in 0..PEOPLE {
        let state = simulation.play(3, number).state;
        let (mut counted, mut tried, mut tools) = (0, 0, 0);
        let mut tool_before = false;
        for answer in &state.answers {
            let item = &edition.pool[usize::from(answer.item)];
            let is_tool = item.item.interaction.is_simulator();
            let is_tried = is_tried_out(&edition, *answer);
            // where one may stand: a lot was drawn there
            if counted >= 1 && counted + 2 <= longest && tried < most {
                trials += 1;
                drawn += u32::from(is_tried);
            } else {
                assert!(!is_tried, "the first question, one of the last two, or one too many");
            }
            assert!(!(is_tried && is_tool && tool_before), "a simulator is not tried out right behind another");
            tools += u32::from(is_tried && is_tool);
            (counted, tried) = if is_tried { (counted, tried + 1) } else { (counted + 1, tried) };
            tool_before = is_tool;
        }
        assert!(tools <= 1, "two simulators are too heavy");
    }
    // the lots of one question are independent of each other: 4 standard deviations of a binomial share
    let (share, expected) = (f64::from(drawn) / f64::from(trials), 0.15);
    let tolerance = 4.0 * (expected * (1.0 - expected) / f64::from(trials)).sqrt();
    assert!((share - expected).abs() < tolerance, "{drawn} of {trials}: {share}, and not {expected} ± {tolerance}");
    // which one is a lot too: none is left out
    let report = simulation.report();
    let never = edition.tried_out.iter().filter(|place| report.exposure[**place] == 0.0).count();
    assert_eq!(never, 0, "items that nobody tried out");
    assert!((report.mean_tried_out * PEOPLE as f64 - f64::from(drawn)).abs() < 0.5);
}

#[test]
fn nobody_tries_out_what_is_not_for_them() {
    let mut blueprint = blueprint();
    blueprint.selection.pretest = 0.5;
    let mut all = french();
    let tried: Vec<String> = all.iter().step_by(9).map(|item| item.id.clone()).collect();
    let english: Vec<Item> = all.iter().filter(|item| tried.contains(&item.id)).map(translated).collect();
    for (n, item) in all.iter_mut().enumerate().filter(|(_, item)| tried.contains(&item.id)) {
        item.time = if n % 2 == 0 { 240 } else { 30 };
        item.source.review_by = Some(if n % 4 == 1 { "2026-10" } else { "2030-01" }.into());
        item.source.checked = "2026-09".into();
    }
    all.extend(english);
    let edition = edition_trying_out(all, blueprint, |item| tried.iter().any(|id| id == item.original()));
    let avoid: Vec<u16> = edition.tried_out.iter().step_by(3).map(|place| *place as u16).collect();
    let cap = i64::from(edition.blueprint.stopping.seconds) * SECOND;
    let mut met = 0;
    for seed in 0..40 {
        let language = if seed % 2 == 0 { Language::Fr } else { Language::En };
        let mut sitting = Sitting::planned(&edition, seed, Plan { language, avoid: avoid.clone(), ..Plan::default() }, 1_795_000_000 * SECOND);
        while let Some(current) = sitting.state.current.clone() {
            let item = &edition.pool[usize::from(current.item)];
            if item.standing == Standing::Pretest {
                met += 1;
                assert_eq!(item.language, language);
                assert!(item.fresh_until > sitting.state.started_at, "its source is out of date");
                assert!(!avoid.contains(&current.item), "met before");
                assert!(sitting.state.active + i64::from(item.item.time + 120) * SECOND <= cap, "it leaves no time for those that count");
                let asked: Vec<usize> = sitting.state.answers.iter().map(|a| usize::from(a.item)).collect();
                assert!(!asked.contains(&usize::from(current.item)) && !item.enemies.iter().any(|enemy| asked.contains(enemy)));
            }
            sitting.answers_after(62 * SECOND, None);
        }
    }
    assert!(met > 100, "only {met}");
}

#[test]
fn a_session_that_tries_questions_out_is_replayed() {
    let edition = trying_out(0.3);
    for seed in 0..12 {
        let (sitting, log) = played(&edition, seed, 41);
        let state: &State = &sitting.state;
        let (answers, differences) = replay(&edition, seed, state.plan(), state.started_at, &log);
        assert_eq!(differences, []);
        assert_eq!(answers, state.answers);
        let tried = state.answers.iter().position(|answer| is_tried_out(&edition, *answer)).expect("one is tried out");
        // that it was another is seen
        let mut tampered = log.clone();
        let other = edition.tried_out.iter().find(|place| !state.answers.iter().any(|a| usize::from(a.item) == **place)).expect("another");
        tampered[tried].item.clone_from(&edition.pool[*other].item.id);
        assert!(replay(&edition, seed, state.plan(), state.started_at, &tampered).1.iter().any(|d| d.seq == tried as u32 + 1 && d.what == "item"));
    }
}

#[test]
fn what_is_shown_of_a_session_moves_with_every_answer() {
    let edition = trying_out(0.3);
    for seed in 0..8 {
        let answers = played(&edition, seed, 20).0.state.answers;
        for n in 1..=answers.len() {
            assert_ne!(certainty(&edition, &answers[..n - 1]), certainty(&edition, &answers[..n]), "seed {seed}, question {n}");
        }
    }
}
