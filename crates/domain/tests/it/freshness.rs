//! Questions whose source is to be read again leave the drawing.

use std::collections::BTreeSet;

use domain::bank::Edition;
use domain::blueprint::SECOND;
use domain::date::Month;
use domain::session::{Choice, Context, Pace, Plan, State, next_item};

use crate::content::{SHIPPED, blueprint, edition_of, items};
use crate::people::Sitting;

/// The last microsecond of January 2027.
fn last_moment() -> i64 {
    Month::parse("2027-01").expect("a month").last_day().plus(1).begins() - 1
}

/// An edition in which every second item is to be read again after January 2027, the others much later; in one domain, all of them.
fn ageing(whole_domain: Option<usize>) -> Edition {
    let mut all = items();
    for (n, item) in all.iter_mut().enumerate() {
        let domain = SHIPPED.framework.place_of(&item.objective).expect("a place").domain;
        let is_old = n % 2 == 0 || Some(domain) == whole_domain;
        item.source.review_by = Some(if is_old { "2027-01" } else { "2099-01" }.into());
    }
    edition_of(all, blueprint())
}

/// Places of all questions that sessions begun at this moment ask, the first answered a day later.
fn asked(edition: &Edition, started_at: i64) -> BTreeSet<usize> {
    let mut asked = BTreeSet::new();
    for seed in 0..16 {
        let mut sitting = Sitting::begin(edition, seed, Pace::Whole, started_at);
        sitting.now += 86_400 * SECOND;
        while let Some(current) = sitting.state.current.clone() {
            asked.insert(usize::from(current.item));
            sitting.answers_after(30 * SECOND, None);
        }
    }
    asked
}

#[test]
fn an_item_leaves_on_the_day_after_its_source_and_a_session_keeps_the_rule_of_its_first_day() {
    let edition = ageing(None);
    let old = |place: &usize| edition.pool[*place].fresh_until == last_moment() + 1;
    // sessions of the last day go on the day after, and ask to their end what was fresh when they began
    let before = asked(&edition, last_moment());
    assert!(before.iter().filter(|place| old(place)).count() > 15, "{before:?}");
    let after = asked(&edition, last_moment() + 1);
    assert!(after.len() > 40 && !after.iter().any(old), "{after:?}");
}

#[test]
fn a_domain_of_which_nothing_would_be_left_keeps_what_it_has() {
    let edition = ageing(Some(2));
    let after = asked(&edition, last_moment() + 1);
    let old = |place: &usize| edition.pool[*place].fresh_until == last_moment() + 1;
    assert!(after.iter().all(|place| old(place) == (edition.pool[*place].domain == 2)), "{after:?}");
    assert!(after.iter().any(|place| edition.pool[*place].domain == 2));
}

#[test]
fn a_blueprint_that_does_not_speak_of_it_draws_whatever_its_age() {
    let mut edition = ageing(None);
    edition.blueprint.selection.only_fresh = false;
    assert_eq!(asked(&edition, last_moment() + 1), asked(&edition, last_moment()));
}

#[test]
fn the_day_that_counts_is_that_of_the_start() {
    let edition = ageing(None);
    for seed in 0..20 {
        let context = |now| Context { now, seed, edition: &edition, choice: Choice::Adaptive };
        let begun = |now| State::start(Plan::default(), &context(now));
        let (before, after) = (begun(last_moment()), begun(last_moment() + 1));
        let place = next_item(&after, &edition, seed, Choice::Adaptive).expect("a question");
        assert!(edition.pool[place].fresh_until > after.started_at);
        // the same state with another start asks what that start asks
        assert_eq!(
            next_item(&State { started_at: before.started_at, ..after.clone() }, &edition, seed, Choice::Adaptive),
            next_item(&before, &edition, seed, Choice::Adaptive)
        );
    }
}
