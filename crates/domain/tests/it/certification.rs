//! What an exam decides, and why.

use std::collections::BTreeSet;

use domain::blueprint::{DomainMinimum, SECOND};
use domain::certification::{Circumstances, Decision, Rules, Simulation, Verdict, decision, explain};
use domain::item::key_response;
use domain::profile::{Evidence, Level};
use domain::session::{Plan, Scored, State};
use psychometrics::levels::normal_cdf;
use psychometrics::random::Random;

use crate::content::CERTIFICATION;
use crate::people::Sitting;

static NOTHING: BTreeSet<String> = BTreeSet::new();
const PLAIN: Circumstances<'static> = Circumstances { neutralised: &NOTHING, technical: false };

fn rules() -> Rules {
    Rules::of(&CERTIFICATION)
}

/// An exam of so many answers of somebody who answers that share rightly.
fn played(seed: u64, share: f64, most: usize) -> State {
    let mut random = Random::new(seed, 5);
    let mut sitting = Sitting::planned(&CERTIFICATION, seed, Plan::default(), 1_795_000_000 * SECOND);
    while let Some(current) = sitting.state.current.clone().filter(|_| sitting.state.answers.len() < most) {
        let item = &CERTIFICATION.pool[usize::from(current.item)].item;
        let response = (random.uniform() < share).then(|| key_response(&item.interaction, &current.shown));
        sitting.answers_after(30 * SECOND, response);
    }
    sitting.state
}

fn decided(state: &State, rules: &Rules) -> Decision {
    decision(&CERTIFICATION, rules, &state.answers, &PLAIN)
}

#[test]
fn who_holds_it_all_is_certified_and_who_holds_nothing_is_not() {
    let all = decided(&played(1, 1.0, 99), &rules());
    assert_eq!((all.verdict, all.level, all.close, all.counted), (Verdict::Certified, Some(Level::Expert), false, 32));
    let nothing = decided(&played(1, 0.0, 99), &rules());
    assert_eq!((nothing.verdict, nothing.level, nothing.close), (Verdict::NotCertified, Some(Level::Decouverte), false));
    assert!(all.domains.iter().all(|domain| domain.answered >= 5 && domain.band.is_some()));
    assert!(all.objectives.iter().all(|objective| objective.evidence == Evidence::Held && objective.full == objective.answered));
    assert!(nothing.objectives.iter().all(|objective| objective.evidence == Evidence::NotHeld));
    assert_eq!(all.objectives.iter().map(|objective| objective.answered).sum::<u32>(), 32);
}

#[test]
fn the_level_is_the_highest_that_is_more_probably_held_than_not_and_the_numbers_say_so() {
    let mut seen = BTreeSet::new();
    for seed in 0..24 {
        let found = decided(&played(seed, 0.15 + 0.035 * seed as f64, 99), &rules());
        let overall = &found.overall;
        // by hand, from the posterior of the mean
        let above = |cut: f64| 1.0 - normal_cdf((cut - overall.estimate) / overall.standard_error);
        for (place, cut) in rules().cuts.iter().enumerate() {
            assert!((overall.at_least[place + 1] - above(*cut)).abs() < 1e-9);
        }
        let expected = rules().cuts.iter().filter(|cut| above(**cut) >= 0.5).count();
        assert_eq!(found.level, Some(Level::ALL[expected]));
        assert_eq!(found.is_certified(), expected >= 1);
        let is_near = (rules().cuts[0] - overall.estimate).abs() <= 1.959_964 * overall.standard_error;
        assert_eq!(found.close, is_near);
        // the error of the mean of five is well below that of each of them
        let least = found.domains.iter().map(|domain| domain.standard_error).fold(f64::INFINITY, f64::min);
        assert!(overall.standard_error < 0.8 * least, "{} {least}", overall.standard_error);
        seen.insert(found.level);
    }
    assert!(seen.len() >= 3, "{seen:?}");
}

#[test]
fn a_band_is_the_fewest_neighbouring_levels_that_hold_four_fifths() {
    for seed in 0..12 {
        for domain in decided(&played(seed, 0.2 + 0.06 * seed as f64, 99), &rules()).domains {
            let band = domain.band.expect("five answers");
            let place = |level| Level::ALL.iter().position(|other| *other == level).expect("a level");
            let (low, high) = (place(band.lowest), place(band.highest));
            let held = |low: usize, high: usize| domain.probabilities[low..=high].iter().sum::<f64>();
            assert!((held(low, high) - band.probability).abs() < 1e-12 && band.probability >= 0.8);
            let size = high - low;
            for first in 0..4 - size {
                assert!(held(first, first + size) <= band.probability + 1e-12, "another band as narrow holds more");
                assert!(size == 0 || held(first, first + size - 1) < 0.8, "a narrower one would do");
            }
        }
    }
}

#[test]
fn too_few_answers_decide_nothing_and_a_failure_costs_no_attempt() {
    let short = played(2, 1.0, 23);
    assert_eq!(short.answers.len(), 23);
    let found = decided(&short, &rules());
    assert_eq!((found.verdict, found.level, found.close), (Verdict::Incomplete, None, false));
    let failed = decision(&CERTIFICATION, &rules(), &short.answers, &Circumstances { technical: true, ..PLAIN });
    assert_eq!((failed.verdict, failed.level), (Verdict::Void, None));
    // with enough of them a failure changes nothing: what was earned is kept
    let long = played(2, 1.0, 24);
    let kept = decision(&CERTIFICATION, &rules(), &long.answers, &Circumstances { technical: true, ..PLAIN });
    assert_eq!(kept.verdict, Verdict::Certified);
    let none = decision(&CERTIFICATION, &rules(), &[], &PLAIN);
    assert_eq!((none.verdict, none.counted), (Verdict::Incomplete, 0), "nobody is certified for having been there");
    assert!(none.domains.iter().all(|domain| domain.band.is_none()));
}

#[test]
fn the_order_of_the_answers_does_not_matter() {
    let state = played(4, 0.6, 99);
    let mut turned = state.answers.clone();
    turned.reverse();
    assert_eq!(decision(&CERTIFICATION, &rules(), &turned, &PLAIN), decided(&state, &rules()));
}

#[test]
fn a_neutralised_item_is_as_if_it_had_not_been_asked() {
    let state = played(5, 0.6, 99);
    let faulty: BTreeSet<String> = state.answers.iter().take(2).map(|answer| CERTIFICATION.pool[usize::from(answer.item)].item.id.clone()).collect();
    let neutralised = decision(&CERTIFICATION, &rules(), &state.answers, &Circumstances { neutralised: &faulty, technical: false });
    assert_eq!((neutralised.counted, neutralised.neutralised), (30, 2));
    let without = decision(&CERTIFICATION, &rules(), &state.answers[2..], &PLAIN);
    assert_eq!(neutralised.overall, without.overall);
    assert_eq!(neutralised.domains, without.domains);
    assert_ne!(neutralised.overall, decided(&state, &rules()).overall);
    // it was answered: its neutralisation does not make the sitting too short
    let short = played(5, 1.0, 24);
    let first = BTreeSet::from([CERTIFICATION.pool[usize::from(short.answers[0].item)].item.id.clone()]);
    assert!(decision(&CERTIFICATION, &rules(), &short.answers, &Circumstances { neutralised: &first, technical: false }).is_certified());
    // one that nobody met changes nothing
    let other = BTreeSet::from(["not-of-this-exam".to_owned()]);
    assert_eq!(decision(&CERTIFICATION, &rules(), &state.answers, &Circumstances { neutralised: &other, technical: false }), decided(&state, &rules()));
}

#[test]
fn a_question_set_aside_is_told_and_counts_for_nothing() {
    let state = played(6, 0.7, 99);
    let aside: Vec<Scored> = state.answers.iter().copied().chain([Scored { item: 7, won: Scored::ASIDE }]).collect();
    let found = decision(&CERTIFICATION, &rules(), &aside, &PLAIN);
    assert_eq!((found.set_aside, found.counted, found.tried_out), (1, 32, 0));
    assert_eq!(Decision { set_aside: 0, ..found }, decided(&state, &rules()));
}

#[test]
fn a_minimum_for_each_domain_refuses_only_whom_it_names() {
    let strict = Rules { domain_minimum: Some(DomainMinimum { level: Level::Socle, certainty: 0.5 }), ..rules() };
    let mut refused = 0;
    for seed in 0..40 {
        let state = played(seed, 0.35 + 0.01 * seed as f64, 99);
        let (with, without) = (decided(&state, &strict), decided(&state, &rules()));
        assert_eq!((with.level, &with.overall), (without.level, &without.overall), "the level is that of the whole");
        let told = explain(&with, &strict);
        let all_met = told.minimum.iter().all(|step| step.is_met);
        assert_eq!(with.is_certified(), without.is_certified() && all_met);
        assert_eq!(told.without_minimum, without.verdict);
        for (step, domain) in told.minimum.iter().zip(&with.domains) {
            let by_hand = 1.0 - normal_cdf((strict.cuts[0] - domain.estimate) / domain.standard_error);
            assert!((step.probability - by_hand).abs() < 1e-9);
            assert_eq!((&step.domain, step.is_met), (&domain.code, step.probability >= 0.5));
        }
        refused += u32::from(without.is_certified() && !with.is_certified());
    }
    assert!((1..40).contains(&refused), "{refused}");
}

#[test]
fn an_explanation_holds_both_sides_of_every_rule() {
    let found = decided(&played(8, 0.5, 99), &rules());
    let told = explain(&found, &rules());
    assert_eq!(told.enough, (32, 24));
    assert_eq!(told.levels.iter().rfind(|step| step.is_reached).map(|step| step.level), found.level);
    assert_eq!(told.levels.iter().map(|step| step.cut).collect::<Vec<_>>(), [None, Some(-0.6), Some(0.6), Some(1.6)]);
    assert_eq!(told.pass.level, Level::Socle);
    assert!((told.pass.distance - (found.overall.estimate + 0.6)).abs() < 1e-12);
    assert_eq!(told.pass.is_close, found.close);
    assert!(told.minimum.is_empty());
}

#[test]
fn rules_are_frozen_in_the_blueprint_and_read_back_from_it() {
    let adopted = Rules {
        cuts: vec![-0.4, 0.7, 1.5],
        source: "Étude de mars 2027".into(),
        certainty: 0.6,
        pass_level: Level::Avance,
        domain_minimum: Some(DomainMinimum { level: Level::Socle, certainty: 0.2 }),
        least_answers: 28,
    };
    assert!(adopted.faults().is_empty());
    let mut blueprint = CERTIFICATION.blueprint.clone();
    adopted.apply(&mut blueprint);
    assert_eq!(Rules::in_blueprint(&blueprint), adopted);
    assert!(blueprint.faults().is_empty());
    let text = serde_json::to_string(&adopted).expect("written");
    assert_eq!(serde_json::from_str::<Rules>(&text).expect("read"), adopted);
    assert_eq!(adopted.cut(Level::Decouverte), None);
    assert_eq!(adopted.cut(Level::Expert), Some(1.5));
}

#[test]
fn rules_that_cannot_be_are_named() {
    let of = |change: fn(&mut Rules)| {
        let mut rules = rules();
        change(&mut rules);
        rules.faults().len()
    };
    assert_eq!(of(|_| ()), 0);
    assert_eq!(of(|rules| rules.cuts = vec![0.5, 0.5, 1.0]), 1);
    assert_eq!(of(|rules| rules.cuts = vec![f64::NAN, 0.5, 1.0]), 1);
    assert_eq!(of(|rules| rules.cuts.truncate(2)), 1);
    assert_eq!(of(|rules| rules.certainty = 0.4), 1);
    assert_eq!(of(|rules| rules.pass_level = Level::Decouverte), 1);
    assert_eq!(of(|rules| rules.domain_minimum = Some(DomainMinimum { level: Level::Socle, certainty: 0.0 })), 1);
    assert_eq!(of(|rules| rules.domain_minimum = Some(DomainMinimum { level: Level::Decouverte, certainty: 0.5 })), 1);
    assert_eq!(of(|rules| rules.least_answers = 0), 1);
}

#[test]
fn a_decision_is_kept_as_text_to_the_last_bit() {
    let found = decided(&played(9, 0.55, 99), &rules());
    let text = serde_json::to_string(&found).expect("written");
    assert_eq!(serde_json::from_str::<Decision>(&text).expect("read"), found);
}

#[test]
fn a_simulation_finds_what_a_decision_is_worth() {
    let minimum = DomainMinimum { level: Level::Socle, certainty: 0.5 };
    let mut simulation = Simulation::new(&CERTIFICATION, rules(), [minimum]).expect("an exam");
    let people: u32 = 40;
    (0..u64::from(people)).for_each(|number| simulation.play(3, number));
    let report = simulation.report();
    assert_eq!((report.people, report.length, report.cuts.len(), report.minima.len()), (u64::from(people), 32, 3, 2));
    for cut in &report.cuts {
        for found in [cut.exam, cut.fixed] {
            assert!((found.accuracy + found.wrongly_above + found.wrongly_below - 1.0).abs() < 1e-12);
            assert!(found.accuracy > 0.7 && found.consistency > 0.6, "{found:?}");
        }
    }
    let [without, with] = &report.minima[..] else { panic!("two") };
    assert_eq!((without.minimum, with.minimum), (None, Some(minimum)));
    assert!((without.wrongly_certified - report.cuts[0].exam.wrongly_above).abs() < 1e-12);
    assert!(with.deserve <= without.deserve && with.certified <= without.certified);
    assert!(report.overall.rmse < 0.5 && report.overall.coverage > 0.8, "{:?}", report.overall);
    let wrong = without.wrongly_certified + without.wrongly_refused;
    assert!(report.overall.wrong_unseen <= wrong && report.overall.wrong_unseen <= 1.0 - report.overall.close);
    assert!(report.overlap.mean < report.overlap.high && report.overlap.high <= report.overlap.largest);
    assert!(report.mean_minutes <= 60.0 && report.highest_exposure < 0.5);
    assert_eq!(report.domains.iter().map(|domain| domain.questions).sum::<f64>().round() as u32, 32);
    // the same people again
    let mut again = Simulation::new(&CERTIFICATION, rules(), [minimum]).expect("an exam");
    (0..u64::from(people)).for_each(|number| again.play(3, number));
    assert_eq!(again.report(), report);
}
