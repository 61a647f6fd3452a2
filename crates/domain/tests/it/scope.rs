//! Sessions that assess a part of the framework: drawn from it alone, shorter, ended by it, told of it.

use domain::bank::{Edition, Standing};
use domain::blueprint::SECOND;
use domain::date::Month;
use domain::item::{key_response, score};
use domain::language::Language;
use domain::profile::{profile, profile_within};
use domain::session::{Ending, Event, Limits, Logged, Plan, Scope, State, replay};

use crate::content::{SHIPPED, blueprint, edition_of, edition_trying_out, items};
use crate::people::Sitting;

/// Parts of the framework as campaigns choose them: a domain, a competence, two that lie apart, everything but one.
const PARTS: [&[&str]; 5] = [
    &["2.1", "2.2"],
    &["1.4"],
    &["2.1", "T5-3"],
    &["T4-1", "T4-2", "T4-3", "T5-1", "T5-2", "T5-3"],
    &["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "T4-1", "T4-2", "T4-3", "T5-1", "T5-2"],
];

fn part(edition: &Edition, codes: &[&str]) -> Scope {
    Scope::of(&edition.framework, codes.iter().copied())
}

/// Plays a session to its end, with its log; some questions right, some not known.
fn played(edition: &Edition, seed: u64, plan: Plan, began: i64, seconds: i64) -> (State, Vec<Logged>) {
    let mut sitting = Sitting::planned(edition, seed, plan, began);
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
    (sitting.state, log)
}

fn of(scope: &Scope) -> Plan {
    Plan { scope: scope.clone(), ..Plan::default() }
}

#[test]
fn only_what_is_assessed_is_asked_whatever_else_runs_short() {
    let trying_out = {
        let sixth: Vec<String> = items().into_iter().step_by(3).map(|item| item.id).collect();
        let mut blueprint = blueprint();
        blueprint.selection.pretest = 0.3;
        edition_trying_out(items(), blueprint, move |item| sixth.contains(&item.id))
    };
    for edition in [&*SHIPPED, &trying_out] {
        let mut tried_out = 0;
        for codes in PARTS {
            let scope = part(edition, codes);
            // most of what is assessed was met before, and half of it is in the other language for an English session
            let avoid: Vec<u16> = (0..edition.pool.len() as u16).filter(|place| place % 7 != 0).collect();
            for (seed, language) in [(1, Language::Fr), (2, Language::En), (3, Language::Fr)] {
                let (state, _) = played(edition, seed, Plan { scope: scope.clone(), language, avoid: avoid.clone(), ..Plan::default() }, 0, 20);
                assert!(!state.answers.is_empty());
                for answer in &state.answers {
                    let item = &edition.pool[usize::from(answer.item)];
                    assert!(scope.includes(item.competence), "{codes:?}: {}", item.item.id);
                    tried_out += usize::from(item.standing == Standing::Pretest);
                }
            }
        }
        assert_eq!(tried_out > 0, !edition.tried_out.is_empty());
    }
}

#[test]
fn a_session_of_a_part_is_shorter_by_the_published_rule() {
    let rules = &SHIPPED.blueprint.stopping;
    let whole = Scope::default().limits(&SHIPPED);
    assert_eq!(whole, Limits { shortest: rules.shortest, longest: rules.longest, seconds: rules.seconds, tried_out: SHIPPED.most_tried_out() });
    let limits = |codes: &[&str]| {
        let Limits { shortest, longest, seconds, .. } = part(&SHIPPED, codes).limits(&SHIPPED);
        (shortest, longest, seconds)
    };
    assert_eq!((rules.shortest, rules.longest, rules.seconds), (15, 20, 1200), "the numbers below are of these");
    // a fifth of the framework: √(1/5) = 0.447
    assert_eq!(limits(&["2.1", "2.2"]), (7, 9, 540));
    assert_eq!(limits(&["1.1", "1.2", "1.3", "1.4"]), (7, 9, 540), "domains weigh the same, whatever the number of their competences");
    // one competence of four, of two
    assert_eq!(limits(&["1.4"]), (4, 5, 300));
    assert_eq!(limits(&["2.1"]), (5, 7, 420));
    assert_eq!(limits(&["T4-1", "T4-2", "T4-3", "T5-1", "T5-2", "T5-3"]), (10, 13, 780));
    let all: Vec<&str> = SHIPPED.framework.competences.iter().map(|competence| competence.code.as_str()).collect();
    assert!(part(&SHIPPED, &all).is_whole() && part(&SHIPPED, &[]).is_whole() && part(&SHIPPED, &["9.9"]).is_whole());
}

#[test]
fn a_session_of_a_part_keeps_to_its_length_and_its_time() {
    for codes in PARTS {
        let scope = part(&SHIPPED, codes);
        let limits = scope.limits(&SHIPPED);
        let domains = scope.domains(&SHIPPED.framework);
        for seed in 0..20 {
            let (state, _) = played(&SHIPPED, seed, of(&scope), 0, 20);
            let counted = state.counted(&SHIPPED);
            assert!((limits.shortest..=limits.longest).contains(&counted), "{codes:?}: {counted}");
            assert!(state.answers.len() as u32 <= limits.longest + limits.tried_out);
            // balance among the domains that are assessed, and only there
            let mut asked = vec![0_u32; domains.len()];
            state.answers.iter().for_each(|answer| asked[SHIPPED.pool[usize::from(answer.item)].domain] += 1);
            let among: Vec<u32> = asked.iter().zip(&domains).filter(|(_, is)| **is).map(|(n, _)| *n).collect();
            let (least, most) = (among.iter().min().expect("a domain"), among.iter().max().expect("a domain"));
            assert!(most - least <= SHIPPED.blueprint.selection.domain_lead + 1, "{codes:?}: {asked:?}");
        }
        let slow = played(&SHIPPED, 1, of(&scope), 0, 250).0;
        assert_eq!(slow.ending, Some(Ending::Time));
        assert!(slow.active - 250 * SECOND < i64::from(limits.seconds) * SECOND, "{codes:?}");
    }
}

#[test]
fn enough_is_known_when_it_is_known_of_what_is_assessed() {
    let mut blueprint = blueprint();
    // certain with the first answers: only the domain that is assessed can be
    (blueprint.stopping.standard_error, blueprint.stopping.level_certainty) = (0.85, 2.0);
    let edition = edition_of(items(), blueprint);
    let scope = part(&edition, &["2.1", "2.2"]);
    let state = played(&edition, 5, of(&scope), 0, 20).0;
    assert_eq!((state.ending, state.counted(&edition)), (Some(Ending::Precise), scope.limits(&edition).shortest));
}

#[test]
fn a_log_of_a_part_replays_and_only_with_its_scope() {
    for codes in PARTS {
        let scope = part(&SHIPPED, codes);
        for seed in 0..4 {
            let (state, log) = played(&SHIPPED, seed, of(&scope), 7, 33);
            let (answers, differences) = replay(&SHIPPED, seed, state.plan(), 7, &log);
            assert_eq!(differences, []);
            assert_eq!(answers, state.answers);
            assert_eq!(State::from_bytes(&state.to_bytes()), Ok(state.clone()));
            let kept: State = serde_json::from_str(&serde_json::to_string(&state).expect("written")).expect("read");
            assert_eq!(kept, state);
        }
        let (_, log) = played(&SHIPPED, 1, of(&scope), 0, 33);
        assert!(!replay(&SHIPPED, 1, Plan::default(), 0, &log).1.is_empty(), "{codes:?}: the whole would have asked something else");
    }
}

#[test]
fn a_profile_speaks_of_what_was_assessed_and_of_nothing_else() {
    for codes in PARTS {
        let scope = part(&SHIPPED, codes);
        let state = played(&SHIPPED, 3, of(&scope), 0, 20).0;
        let ending = state.ending.expect("an ending");
        let told = profile_within(&SHIPPED, &scope, &state.answers, state.active, ending);
        let framework = &SHIPPED.framework;
        let mut domains: Vec<&str> = codes.iter().filter_map(|code| Some(framework.competence(code)?.domain.as_str())).collect();
        domains.dedup();
        assert_eq!(told.domains.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), domains);
        assert_eq!(told.competences.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), codes);
        assert_eq!(told.covariance.len(), domains.len() * domains.len());
        assert!(told.next.iter().all(|step| domains.contains(&step.domain.as_str())), "{:?}", told.next);
        assert_eq!(told.answered, state.counted(&SHIPPED));
        // the same numbers as the whole would have said, and its covariance where both speak
        let whole = profile(&SHIPPED, &state.answers, state.active, ending);
        for domain in &told.domains {
            let same = whole.domains.iter().find(|d| d.code == domain.code).expect("there too");
            assert_eq!(domain, same);
        }
        for (i, domain) in told.domains.iter().enumerate() {
            let variance = told.covariance[i * told.domains.len() + i];
            assert_eq!(variance.sqrt().to_bits(), domain.standard_error.to_bits());
        }
    }
}

#[test]
fn what_is_stale_leaves_a_part_too_unless_nothing_would_be_left_of_it() {
    let after = Month::parse("2027-01").expect("a month").last_day().plus(1).begins();
    let aged = |all_of_it: bool| {
        let mut all = items();
        for (n, item) in all.iter_mut().enumerate() {
            let place = SHIPPED.framework.place_of(&item.objective).expect("a place");
            let is_part = SHIPPED.framework.competences[place.competence].code == "1.4";
            let is_old = is_part && (all_of_it || n % 2 == 0);
            item.source.review_by = Some(if is_old { "2027-01" } else { "2099-01" }.into());
        }
        edition_of(all, blueprint())
    };
    let asked = |edition: &Edition| {
        let scope = part(edition, &["1.4"]);
        let fresh = |place: u16| edition.pool[usize::from(place)].fresh_until > after;
        (0..8).flat_map(|seed| played(edition, seed, of(&scope), after, 20).0.answers).map(|answer| fresh(answer.item)).collect::<Vec<bool>>()
    };
    let half = asked(&aged(false));
    assert!(!half.is_empty() && half.iter().all(|fresh| *fresh), "what is stale is left out");
    let none = asked(&aged(true));
    assert!(!none.is_empty() && none.iter().all(|fresh| !fresh), "rather stale than nothing at all");
}
