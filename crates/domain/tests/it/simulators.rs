//! Simulators: what is done in them, and what that is worth.

use domain::bank::PoolItem;
use domain::item::simulator::{Block, Rule, Simulator};
use domain::item::{Interaction, Item, Response, Score, Shown, SimulatorStep, Skin, Task, faults, key_response, present, score};
use domain::refusal::Refusal;
use proptest::prelude::*;
use psychometrics::random::Random;

use crate::content::SHIPPED;
use crate::people::by_lot;

/// Two simulators that stay as they are whatever becomes of the bank: without and with an order.
const SETTINGS: &str = include_str!("settings.toml");
const INCIDENT: &str = include_str!("incident.toml");

fn sample(text: &str) -> (Item, Simulator) {
    let item = formats::content::item(text).expect("an item");
    let Interaction::Simulator(simulator) = item.interaction.clone() else { panic!("a simulator") };
    (item, simulator)
}

fn simulators() -> impl Iterator<Item = (&'static PoolItem, &'static Simulator)> {
    SHIPPED.pool.iter().filter_map(|p| if let Interaction::Simulator(x) = &p.item.interaction { Some((p, x)) } else { None })
}

fn displays() -> impl Iterator<Item = (&'static Item, &'static Simulator, Shown, Random)> {
    simulators().flat_map(|(pooled, x)| {
        (0..12).map(move |seed| {
            let mut random = Random::new(seed, 77);
            let shown = Shown::draw(&pooled.item.interaction, &mut random);
            (&pooled.item, x, shown, random)
        })
    })
}

fn steps(item: &Item, shown: &Shown, random: &mut Random) -> Vec<SimulatorStep> {
    match by_lot(&present(item, shown).task, random) {
        Response::Simulator { steps } => steps,
        other => panic!("{other:?}"),
    }
}

fn key(item: &Item, shown: &Shown) -> Vec<SimulatorStep> {
    match key_response(&item.interaction, shown) {
        Response::Simulator { steps } => steps,
        other => panic!("{other:?}"),
    }
}

fn worth(item: &Item, shown: &Shown, steps: Vec<SimulatorStep>) -> Result<Score, Refusal> {
    score(&item.interaction, shown, Some(&Response::Simulator { steps }))
}

fn step(on: &str, value: &str) -> SimulatorStep {
    SimulatorStep { on: on.into(), value: value.into() }
}

#[test]
fn every_skin_has_a_simulator() {
    for skin in Skin::ALL {
        assert!(simulators().any(|(_, x)| x.skin == skin), "{skin:?}");
    }
}

#[test]
fn where_no_order_is_asked_the_order_of_the_steps_does_not_change_the_score() {
    for (item, x, shown, mut random) in displays().filter(|(_, x, ..)| !x.ordered) {
        let mut done = steps(item, &shown, &mut random);
        let before = worth(item, &shown, done.clone()).expect("a score");
        random.shuffle(&mut done);
        assert_eq!(worth(item, &shown, done), Ok(before), "{}: {:?}", item.id, x.skin);
    }
}

#[test]
fn where_an_order_is_asked_doing_all_of_it_backwards_is_worth_less() {
    let mut seen = 0;
    for (item, _, shown, _) in displays().filter(|(_, x, ..)| x.ordered) {
        let mut done = key(item, &shown);
        assert!(worth(item, &shown, done.clone()).expect("a score").is_full(), "{}", item.id);
        done.reverse();
        assert!(!worth(item, &shown, done).expect("a score").is_full(), "{}", item.id);
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn doing_nothing_is_refused_and_doing_and_undoing_is_worth_nothing() {
    for (item, _, shown, _) in displays() {
        assert_eq!(worth(item, &shown, Vec::new()), Err(Refusal::ResponseMissing));
        let Task::Simulator(seen) = present(item, &shown).task else { panic!("a simulator") };
        for block in seen.panels.iter().flat_map(|p| &p.blocks) {
            let back = match block {
                domain::item::PresentedBlock::Switch { id, on, .. } => {
                    let word = |on: bool| if on { "on" } else { "off" };
                    vec![step(id, word(!on)), step(id, word(*on))]
                }
                domain::item::PresentedBlock::Action { id, .. } => vec![step(id, "done"), step(id, "not-done")],
                _ => continue,
            };
            assert_eq!(worth(item, &shown, back).map(|s| s.won), Ok(0), "{}", item.id);
        }
    }
}

#[test]
fn what_is_right_on_arrival_is_worth_nothing_and_spoiling_it_costs() {
    let (mut item, mut x) = sample(SETTINGS);
    // six rules; the one that is found right weighs three of eight, and without traps nothing stands against it
    x.points = 4;
    for rule in &mut x.rules {
        rule.wrong.iter_mut().for_each(|idea| idea.trap = false);
        if rule.control.as_deref() == Some("chiffrement") {
            rule.weight = 3;
        }
    }
    item.interaction = Interaction::Simulator(x);
    let shown = Shown::draw(&item.interaction, &mut Random::new(3, 3));
    let Task::Simulator(seen) = present(&item, &shown).task else { panic!("a simulator") };
    let place = |label: &str| {
        let switches = seen.panels.iter().flat_map(|p| &p.blocks);
        switches
            .into_iter()
            .find_map(|b| if let domain::item::PresentedBlock::Switch { id, label: l, .. } = b { (l == label).then(|| id.clone()) } else { None })
    };
    let neutral = place("Luminosité automatique").expect("a decoy");
    let encryption = place("Chiffrement du stockage").expect("what is found right");
    let (preview, photos) = (
        place("Aperçu des messages sur l'écran verrouillé").expect("a switch"),
        place("Copie des photos vers l'espace en ligne du fabricant").expect("a switch"),
    );
    let won = |steps: Vec<SimulatorStep>| worth(&item, &shown, steps).expect("a score").won;
    assert_eq!(won(vec![step(&neutral, "on")]), 0);
    // two rules of five that were to be done: 4 * 2/5 = 1.6
    assert_eq!(won(vec![step(&preview, "off"), step(&photos, "off")]), 1);
    // and with what was right spoilt, (2 - 3) / 5
    assert_eq!(won(vec![step(&preview, "off"), step(&photos, "off"), step(&encryption, "off")]), 0);
}

#[test]
fn putting_one_thing_right_never_lowers_the_score() {
    for (item, x, shown, mut random) in displays().filter(|(_, x, ..)| !x.ordered) {
        let mut done = steps(item, &shown, &mut random);
        let mut won = worth(item, &shown, done.clone()).expect("a score").won;
        for right in key(item, &shown) {
            done.push(right);
            let now = worth(item, &shown, done.clone()).expect("a score").won;
            assert!(now >= won, "{}: {won} then {now} after {:?} ({:?})", item.id, done.last(), x.skin);
            won = now;
        }
    }
}

#[test]
fn of_a_control_touched_twice_the_last_counts() {
    for (item, _, shown, mut random) in displays().filter(|(_, x, ..)| !x.ordered) {
        let mut done: Vec<SimulatorStep> = steps(item, &shown, &mut random).into_iter().filter(|s| s.value != "done").collect();
        // whatever was tried before, an action that was undone included
        let Task::Simulator(seen) = present(item, &shown).task else { panic!("a simulator") };
        for block in seen.panels.iter().flat_map(|p| &p.blocks) {
            if let domain::item::PresentedBlock::Action { id, .. } = block {
                done.extend([step(id, "done"), step(id, "not-done")]);
            }
            if let domain::item::PresentedBlock::Switch { id, on, .. } = block {
                done.push(step(id, if *on { "on" } else { "off" }));
            }
        }
        done.extend(key(item, &shown));
        assert!(worth(item, &shown, done).expect("a score").is_full(), "{}", item.id);
    }
}

#[test]
fn a_trap_costs_more_than_leaving_it() {
    for (item, x, shown, _) in displays() {
        let full = key(item, &shown);
        let Task::Simulator(seen) = present(item, &shown).task else { panic!("a simulator") };
        for block in seen.panels.iter().flat_map(|p| &p.blocks) {
            let domain::item::PresentedBlock::Action { id, label, .. } = block else { continue };
            let is_trap = |rule: &&Rule| {
                rule.wrong.iter().any(|w| w.trap && w.values.iter().any(|v| v == "done"))
                    && x.panels
                        .iter()
                        .flat_map(|p| &p.blocks)
                        .any(|b| matches!(b, Block::Action(a) if a.label == *label && rule.control.as_ref() == Some(&a.id)))
            };
            if x.rules.iter().find(is_trap).is_some() {
                let mut done = full.clone();
                done.push(step(id, "done"));
                assert!(!worth(item, &shown, done).expect("a score").is_full(), "{}: {label}", item.id);
            }
        }
    }
}

#[test]
fn what_leaves_does_not_depend_on_the_rules_or_on_the_names() {
    for (item, _, shown, _) in displays() {
        let mut other = item.clone();
        let Interaction::Simulator(x) = &mut other.interaction else { panic!("a simulator") };
        x.rules.truncate(1);
        for block in x.panels.iter_mut().flat_map(|p| &mut p.blocks) {
            match block {
                Block::Choice(c) => c.id.push('x'),
                Block::Switch(c) => (c.id, c.neutral) = (c.id.clone() + "x", true),
                Block::Action(c) => (c.id, c.neutral) = (c.id.clone() + "x", true),
                Block::Entry(c) => c.id.push('x'),
                Block::Pick(c) => c.id.push('x'),
                _ => {}
            }
        }
        assert_eq!(present(item, &shown).task, present(&other, &shown).task, "{}", item.id);
    }
}

#[test]
fn what_cannot_have_been_done_is_refused() {
    for (item, _, shown, mut random) in displays() {
        let some = steps(item, &shown, &mut random);
        let with = |extra: SimulatorStep| worth(item, &shown, [some.clone(), vec![extra]].concat());
        for on in ["0", "99", "01", "+1", "", "dossier", "1 "] {
            assert_eq!(with(step(on, "1")), Err(Refusal::ResponseUnknownOption), "{on}");
        }
        let Task::Simulator(seen) = present(item, &shown).task else { panic!("a simulator") };
        for block in seen.panels.iter().flat_map(|p| &p.blocks) {
            use domain::item::PresentedBlock as B;
            match block {
                B::Choice { id, .. } => assert_eq!(with(step(id, "7")), Err(Refusal::ResponseUnknownOption)),
                B::Switch { id, .. } => assert_eq!(with(step(id, "yes")), Err(Refusal::ResponseUnknownOption)),
                B::Action { id, .. } => assert_eq!(with(step(id, "1")), Err(Refusal::ResponseUnknownOption)),
                B::Pick(pick) => {
                    assert_eq!(with(step(&pick.id, "99")), Err(Refusal::ResponseUnknownOption));
                    assert_eq!(with(step(&pick.id, "1,,2")), Err(Refusal::ResponseUnknownOption));
                    assert_eq!(with(step(&pick.id, "1,2")).is_ok(), pick.many);
                }
                B::Entry { id, form, .. } => {
                    assert_eq!(with(step(id, &"a".repeat(201))), Err(Refusal::TooLarge));
                    assert_eq!(with(step(id, "douze")).is_ok(), *form != domain::item::Form::Number);
                }
                _ => {}
            }
        }
        let again = vec![some[0].clone(); 201];
        assert_eq!(worth(item, &shown, again), Err(Refusal::TooLarge));
    }
}

proptest! {
    #[test]
    fn whatever_steps_come_back_are_scored_within_the_points_or_refused(
        done in proptest::collection::vec(("[0-9]{1,2}|\\PC{0,4}", "[0-9,]{0,5}|on|off|done|not-done|\\PC{0,12}"), 0..30),
        seed in any::<u64>(),
    ) {
        for (pooled, _) in simulators() {
            let shown = Shown::draw(&pooled.item.interaction, &mut Random::new(seed, 5));
            let response = Response::Simulator { steps: done.iter().map(|(on, value)| step(on, value)).collect() };
            if let Ok(score) = score(&pooled.item.interaction, &shown, Some(&response)) {
                prop_assert!(score.won <= score.points);
            }
            let _ = domain::item::feedback(&pooled.item, &shown, Some(&response));
        }
    }
}

/// The codes found in a simulator after something was spoilt.
fn spoilt(text: &str, spoil: impl FnOnce(&mut Item, &mut Simulator)) -> Vec<&'static str> {
    let (mut item, mut simulator) = sample(text);
    assert_eq!(faults(&item), Vec::new());
    spoil(&mut item, &mut simulator);
    item.interaction = Interaction::Simulator(simulator);
    faults(&item).into_iter().map(|f| f.code).collect()
}

#[test]
fn what_an_author_gets_wrong_is_found() {
    let cases: [(&str, Vec<&str>); 14] = [
        ("rule-missing", spoilt(SETTINGS, |_, x| drop(x.rules.remove(0)))),
        ("rule-subject", spoilt(SETTINGS, |_, x| x.rules[0].first = Some("delai".into()))),
        ("rule-subject", spoilt(INCIDENT, |_, x| x.ordered = false)),
        ("reference-broken", spoilt(SETTINGS, |_, x| x.rules[0].right = vec!["nulle-part".into()])),
        ("reference-broken", spoilt(INCIDENT, |_, x| x.rules[0].first = Some("nulle-part".into()))),
        ("feedback-missing", spoilt(SETTINGS, |_, x| x.rules[0].wrong.clear())),
        ("feedback-missing", spoilt(SETTINGS, |_, x| x.rules[0].feedback.clear())),
        ("wrong-count", spoilt(SETTINGS, |_, x| x.rules[0].weight = 9)),
        ("no-decoy", spoilt(SETTINGS, |_, x| x.rules[1].right = vec!["on".into(), "off".into()])),
        ("reading-time", spoilt(SETTINGS, |item, _| item.time = 20)),
        ("name-twice", spoilt(SETTINGS, |_, x| x.rules[0].wrong[0].values.push("deux".into()))),
        ("empty-field", spoilt(SETTINGS, |_, x| x.title.clear())),
        (
            "key-loses",
            spoilt(INCIDENT, |_, x| {
                let [a, b] = x.rules.iter().find_map(|r| r.before.clone()).expect("an order");
                let mut other = x.rules.iter().find(|r| r.before.is_some()).expect("an order").clone();
                other.before = Some([b, a]);
                x.rules.push(other);
            }),
        ),
        (
            "found-right",
            spoilt(SETTINGS, |_, x| {
                for rule in &mut x.rules {
                    if rule.control.as_deref() == Some("delai") {
                        (rule.right, rule.wrong[1].values) = (vec!["jamais".into()], vec!["deux".into()]);
                    }
                    if rule.control.as_deref() == Some("apercu") || rule.control.as_deref() == Some("photos") {
                        rule.right = vec!["on".into()];
                    }
                }
            }),
        ),
    ];
    for (expected, found) in cases {
        assert!(found.contains(&expected), "{expected} is not in {found:?}");
    }
}
