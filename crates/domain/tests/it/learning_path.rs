//! The path: what it promises of its proposals, over the shipped modules.

use std::sync::LazyLock;

use domain::learning::claim::{Claim, questions};
use domain::learning::module::{Audience, Module};
use domain::learning::path::{Act, Catalogue, Done, Learner, Path, Reason, Rules, expected_after, next_steps};
use domain::learning::simulation::{Assumptions, Order, World, filled};
use domain::profile::{Level, competence_abilities};
use psychometrics::ability::Posterior;

use crate::content::{SHIPPED, modules};

static MODULES: LazyLock<Vec<Module>> = LazyLock::new(modules);
const DAY: i64 = 86_400_000_000;

fn catalogue(modules: &[Module]) -> Catalogue<'_> {
    Catalogue { modules, framework: &SHIPPED.framework, cuts: &SHIPPED.blueprint.levels.cuts }
}

/// Somebody whose competences lie here, except those of the domain that is named; known to half a standard deviation.
fn abilities(mean: f64, domain: &str, there: f64) -> Posterior {
    let mut posterior = competence_abilities(&SHIPPED, &[]).expect("the prior");
    for (c, competence) in SHIPPED.framework.competences.iter().enumerate() {
        posterior.mean[c] = if competence.domain == domain { there } else { mean };
        posterior.covariance.set(c, c, 0.25);
    }
    posterior
}

fn learner(abilities: &Posterior) -> Learner<'_> {
    Learner {
        abilities,
        target: Level::Socle,
        trade: None,
        setting: None,
        language: "fr",
        audience: Audience::Professionals,
        minutes: 6,
        now: 100 * DAY,
        done: &[],
        claims: &[],
        due: 0,
    }
}

fn path(learner: &Learner<'_>) -> Path {
    next_steps(catalogue(&MODULES), learner, &Rules::default())
}

fn proposed(path: &Path) -> Vec<&Module> {
    let module = |act: &Act| if let Act::Module { id } = act { MODULES.iter().find(|m| m.id == *id) } else { None };
    path.steps.iter().filter_map(|step| module(&step.act)).collect()
}

fn domain_of(module: &Module) -> &str {
    let place = SHIPPED.framework.place_of(&module.objective).expect("a known objective");
    &SHIPPED.framework.domains[place.domain].code
}

#[test]
fn two_people_with_other_profiles_are_led_to_other_modules() {
    let (weak_in_data, weak_at_a_distance) = (abilities(0.3, "1", -0.9), abilities(0.3, "5", -0.9));
    let (one, other) = (path(&learner(&weak_in_data)), path(&learner(&weak_at_a_distance)));
    assert_eq!(proposed(&one).len(), 3);
    assert_eq!(domain_of(proposed(&one)[0]), "1");
    assert_eq!(domain_of(proposed(&other)[0]), "5");
    assert_eq!(one, path(&learner(&weak_in_data)), "and the same person twice to the same");
}

#[test]
fn each_step_says_how_far_from_the_target_and_what_it_changes() {
    let known = abilities(0.3, "2", -0.75);
    let found = path(&learner(&known));
    let Some(Reason::Gap { domain, below, held, then, .. }) = found.steps[0].reasons.first() else { panic!("{:?}", found.steps[0]) };
    assert_eq!(domain, "2");
    assert!((below - 0.15).abs() < 1e-9 && *held < 0.5 && then > held, "{below} {held} {then}");
    assert!(found.steps[0].fits_now && found.steps[0].reasons.contains(&Reason::FitsNow));
    assert!(found.held > 0.5 && !found.reached);
    // the nearer the target, the more a first module changes: just below it, it makes the difference
    let near = abilities(2.5, "2", -0.62);
    assert!(path(&learner(&near)).steps[0].reasons.contains(&Reason::QuickWin));
}

#[test]
fn nothing_is_proposed_of_what_is_held_or_done_or_not_for_them() {
    let expert = abilities(2.5, "1", 2.5);
    let found = path(&learner(&expert));
    assert!(found.reached && found.steps.is_empty(), "{found:?}");
    assert_eq!(path(&Learner { target: Level::Decouverte, ..learner(&abilities(-3.0, "1", -3.0)) }).steps, []);
    let known = abilities(-0.8, "1", -0.8);
    let mut done: Vec<Done> = Vec::new();
    for _ in 0..MODULES.len() {
        let found = path(&Learner { done: &done, ..learner(&known) });
        for module in proposed(&found) {
            assert!(!done.iter().any(|d| d.module == module.id), "{} again", module.id);
            assert_eq!((module.audience, module.language.as_str()), (Audience::Professionals, "fr"));
        }
        done.extend(proposed(&found).iter().map(|m| Done { module: m.id.clone(), version: m.version, at: 99 * DAY }));
    }
    assert_eq!(done.len(), MODULES.iter().filter(|m| m.audience == Audience::Professionals).count(), "each once, and all of them");
}

#[test]
fn minutes_are_kept_and_the_own_trade_comes_first() {
    let known = abilities(-0.8, "1", -0.8);
    let short = path(&Learner { minutes: 4, ..learner(&known) });
    assert!(proposed(&short)[0].minutes <= 4 && short.steps[0].fits_now && !short.steps[1].fits_now, "{short:?}");
    let none = path(&Learner { minutes: 1, ..learner(&known) });
    assert!(!none.steps.is_empty() && none.steps.iter().all(|s| !s.fits_now), "what does not fit is still named");
    for trade in ["secretaire-medicale", "manipulateur-erm", "aide-domicile", "pharmacien"] {
        let found = path(&Learner { trade: Some(trade), minutes: 8, ..learner(&known) });
        let first = proposed(&found)[0];
        assert!(first.speaks_to(trade), "{trade}: {}", first.id);
        let named = first.trades.iter().any(|t| t == trade);
        assert_eq!(found.steps[0].reasons.contains(&Reason::OfYourTrade), named);
    }
}

#[test]
fn what_somebody_claims_is_tested_first_and_then_left_out() {
    let known = abilities(0.4, "1", -0.8);
    let first = proposed(&path(&learner(&known)))[0].clone();
    let claim = |answers: &[bool]| [Claim { objective: first.objective.clone(), answers: answers.to_vec() }];
    let open = claim(&[true]);
    let found = path(&Learner { claims: &open, ..learner(&known) });
    assert_eq!(found.steps[0].act, Act::Prove { objective: first.objective.clone(), least: 1 });
    assert!(proposed(&found).iter().any(|m| m.id == first.id), "until it is tested it counts for nothing");
    let held = claim(&[true, true]);
    assert!(!proposed(&path(&Learner { claims: &held, ..learner(&known) })).iter().any(|m| m.objective == first.objective));
    let not = claim(&[false, false]);
    assert_eq!(path(&Learner { claims: &not, ..learner(&known) }), path(&learner(&known)));
}

#[test]
fn a_claim_on_any_objective_that_is_taught_can_be_tested() {
    let cut = SHIPPED.blueprint.levels.cuts[0];
    for module in MODULES.iter() {
        let asked = questions(&SHIPPED, &module.objective, cut, domain::language::Language::Fr, &[]);
        assert!((2..=3).contains(&asked.len()), "{}: {asked:?}", module.objective);
        let again = questions(&SHIPPED, &module.objective, cut, domain::language::Language::Fr, &asked);
        assert!(again.len() >= 2, "{}", module.objective);
        for one in &asked {
            assert!(asked.iter().all(|other| !SHIPPED.pool[*one].enemies.contains(other)));
        }
    }
}

#[test]
fn cards_that_are_due_come_first_in_two_minutes() {
    let known = abilities(-0.8, "1", -0.8);
    let found = path(&Learner { due: 7, minutes: 8, ..learner(&known) });
    assert_eq!((&found.steps[0].act, found.steps[0].minutes), (&Act::Practise { cards: 7 }, 2));
    assert_eq!(proposed(&found).len(), 2);
    assert!(proposed(&found)[0].minutes <= 6, "with what is left of the eight");
}

#[test]
fn a_module_that_others_build_on_comes_before_them_and_says_so() {
    let known = abilities(2.0, "5", -0.7);
    let only: Vec<Module> = MODULES.iter().filter(|m| ["les-mains-du-medecin", "le-oui-de-la-personne"].contains(&m.id.as_str())).cloned().collect();
    let found = next_steps(catalogue(&only), &learner(&known), &Rules::default());
    let order: Vec<&Act> = found.steps.iter().map(|s| &s.act).collect();
    assert_eq!(order, [&Act::Module { id: "le-oui-de-la-personne".into() }, &Act::Module { id: "les-mains-du-medecin".into() }]);
    let mut circle = only;
    circle[0].after = vec![circle[1].id.clone()];
    circle[1].after = vec![circle[0].id.clone()];
    assert_eq!(next_steps(catalogue(&circle), &learner(&known), &Rules::default()).steps.len(), 2, "a circle ends");
}

#[test]
fn what_changed_or_faded_comes_back_and_neighbours_are_spaced() {
    let known = abilities(2.0, "1", -0.7);
    let all: Vec<Done> = MODULES.iter().map(|m| Done { module: m.id.clone(), version: m.version, at: 99 * DAY }).collect();
    assert!(path(&Learner { done: &all, ..learner(&known) }).steps.is_empty());
    let faded = path(&Learner { done: &all, now: 99 * DAY + 400 * DAY, ..learner(&known) });
    assert!(faded.steps[0].reasons.contains(&Reason::Faded { days: 400 }), "{faded:?}");
    let mut changed = MODULES.clone();
    let place = changed.iter().position(|m| domain_of(m) == "1").expect("one");
    changed[place].version += 1;
    let found = next_steps(catalogue(&changed), &Learner { done: &all, ..learner(&known) }, &Rules::default());
    assert_eq!(found.steps[0].act, Act::Module { id: changed[place].id.clone() });
    assert_eq!(found.steps[0].reasons[0], Reason::Changed { from: changed[place].version - 1 });
    // two competences as far from the target: after a module of one, the other comes
    let even = abilities(-0.8, "1", -0.8);
    let found = path(&Learner { minutes: 8, ..learner(&even) });
    let competence = |m: &Module| SHIPPED.framework.place_of(&m.objective).map(|p| p.competence);
    assert_ne!(competence(proposed(&found)[0]), competence(proposed(&found)[1]));
}

#[test]
fn modules_that_were_done_raise_what_is_expected_and_make_it_less_certain() {
    let known = abilities(0.0, "1", -1.0);
    let module = &MODULES[0];
    let place = SHIPPED.framework.place_of(&module.objective).expect("a place").competence;
    let done = [Done { module: module.id.clone(), version: 1, at: 0 }];
    let once = expected_after(catalogue(&MODULES), &known, &done, &Rules::default());
    assert!(once.mean[place] > known.mean[place] && once.standard_error(place) > known.standard_error(place));
    assert!(once.mean.iter().zip(&known.mean).enumerate().all(|(c, (a, b))| c == place || a.to_bits() == b.to_bits()));
    let twice = expected_after(catalogue(&MODULES), &known, &[done[0].clone(), done[0].clone()], &Rules::default());
    assert!(twice.mean[place] - once.mean[place] < once.mean[place] - known.mean[place], "the second time teaches less");
}

#[test]
fn the_path_reaches_the_target_in_fewer_minutes_than_a_fixed_order() {
    let modules = filled(&MODULES, &SHIPPED, 2);
    let (assumptions, rules) = (Assumptions::default(), Rules::default());
    let world = World { edition: &SHIPPED, modules: &modules, target: Level::Socle, assumptions: &assumptions, rules: &rules };
    let report = world.simulate(120, 1).expect("a world");
    println!("{report}");
    let order = |order: Order| report.orders.iter().find(|o| o.order == order).expect("every order");
    assert!(report.below > 40 && report.compared * 10 > report.below * 7, "{report}");
    for (other, sure) in [(Order::WeakestFirst, 2.0), (Order::Fixed, 4.0), (Order::Random, 4.0)] {
        let (saved, error) = order(other).saved;
        assert!(saved > sure * error, "{other:?}\n{report}");
    }
    assert!(order(Order::Path).minutes < 0.6 * order(Order::Fixed).minutes, "{report}");
    let few = || world.simulate(12, 2).expect("a world");
    assert_eq!(few(), few(), "the same seed, the same people");
}
