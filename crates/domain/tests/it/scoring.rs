//! Scoring, for every shipped item and many displays.

use std::collections::BTreeMap;

use domain::item::{Interaction, MailAction, Response, Shown, key_response, present, score};
use domain::refusal::Refusal;
use proptest::prelude::*;
use psychometrics::random::Random;

use crate::content::SHIPPED;
use crate::people::{by_lot, texts};

/// Displays drawn for each item.
const SEEDS: u64 = 40;

fn each_display(mut look: impl FnMut(&domain::item::Item, &Shown, &mut Random)) {
    for (n, pooled) in SHIPPED.pool.iter().enumerate() {
        for seed in 0..SEEDS {
            let mut random = Random::new(seed, n as u64);
            let shown = Shown::draw(&pooled.item.interaction, &mut random);
            look(&pooled.item, &shown, &mut random);
        }
    }
}

#[test]
fn the_key_of_every_item_wins_everything_however_it_is_shown() {
    each_display(|item, shown, _| {
        let key = key_response(&item.interaction, shown);
        let score = score(&item.interaction, shown, Some(&key)).unwrap_or_else(|e| panic!("{}: {e:?} for {key:?}", item.id));
        assert!(score.is_full(), "{}: {score:?} for {key:?}", item.id);
        assert_eq!(score.points, item.interaction.points(), "{}", item.id);
    });
}

#[test]
fn i_do_not_know_is_an_answer_worth_nothing() {
    each_display(|item, shown, _| {
        let score = score(&item.interaction, shown, None).expect("never refused");
        assert_eq!(score.won, 0, "{}", item.id);
    });
}

#[test]
fn a_complete_answer_by_lot_is_taken_and_stays_within_the_points() {
    each_display(|item, shown, random| {
        let response = by_lot(&present(item, shown).task, random);
        let score = score(&item.interaction, shown, Some(&response)).unwrap_or_else(|e| panic!("{}: {e:?} for {response:?}", item.id));
        assert!(score.won <= score.points, "{}", item.id);
    });
}

#[test]
fn answers_by_lot_earn_little() {
    // beyond chance is what counts: over the whole bank, answering by lot must stay well under half of the points
    let (mut won, mut points) = (0_u32, 0_u32);
    each_display(|item, shown, random| {
        let response = by_lot(&present(item, shown).task, random);
        let score = score(&item.interaction, shown, Some(&response)).expect("complete");
        won += u32::from(score.won);
        points += u32::from(score.points);
    });
    let share = f64::from(won) / f64::from(points);
    assert!(share < 0.3, "{share}");
}

#[test]
fn one_line_named_in_several_ways_counts_once() {
    // " 1", "01" and "+1" are not names: a mailbox must not be won by one message answered three times
    for pooled in SHIPPED.pool.iter().filter(|p| matches!(p.item.interaction, Interaction::Mailbox(_))) {
        let Interaction::Mailbox(mailbox) = &pooled.item.interaction else { continue };
        let right = mailbox.messages[0].expect[0];
        let aliases = ["1", "01", "+1", "001", "0001", "+01", "00001"];
        let actions: BTreeMap<String, MailAction> = aliases.iter().take(mailbox.messages.len()).map(|n| ((*n).to_owned(), right)).collect();
        let answer = score(&pooled.item.interaction, &Shown::default(), Some(&Response::Mailbox { actions }));
        assert!(matches!(answer, Err(Refusal::ResponseUnknownOption | Refusal::ResponseIncomplete)), "{}: {answer:?}", pooled.item.id);
    }
}

#[test]
fn every_text_that_is_shown_says_something_and_names_are_places() {
    each_display(|item, shown, _| {
        let presentation = present(item, shown);
        for text in texts(&presentation) {
            assert!(!text.is_empty(), "{}", item.id);
            assert!(!text.contains("[[") && !text.contains("]]"), "{}: {text}", item.id);
        }
    });
}

#[test]
fn lists_are_not_shown_in_the_order_they_were_written_in() {
    // the key of a single choice stands anywhere: its mean place over all items and displays is the middle
    let (mut places, mut count, mut as_written, mut lists) = (0.0, 0.0, 0.0, 0.0);
    each_display(|item, shown, _| {
        if let (Interaction::SingleChoice(x), Response::SingleChoice { choice }) = (&item.interaction, key_response(&item.interaction, shown))
            && x.shuffle
        {
            let place: f64 = choice.parse().expect("a place");
            places += (place - 1.0) / (x.options.len() - 1) as f64;
            count += 1.0;
        }
        for order in shown.0.iter().filter(|order| order.len() >= 4) {
            lists += 1.0;
            as_written += f64::from(order.is_sorted());
        }
    });
    let mean: f64 = places / count;
    assert!((mean - 0.5).abs() < 0.05, "mean place of the key {mean}");
    // 1 in 24 for four entries
    assert!(as_written / lists < 0.08, "{as_written} of {lists} lists as written");
}

/// Any answer that can be written down at all.
fn anything() -> impl Strategy<Value = Response> {
    let name = prop_oneof![Just(String::new()), "[0-9+ ]{0,3}", "\\PC{0,12}", Just("1".to_owned()), Just("2".to_owned())];
    let names = proptest::collection::vec(name.clone(), 0..8);
    let map = proptest::collection::btree_map(name.clone(), name.clone(), 0..8);
    let action = prop_oneof![Just(MailAction::Keep), Just(MailAction::Report), Just(MailAction::Delete), Just(MailAction::Verify), Just(MailAction::Reply)];
    let number = prop_oneof!["-?[0-9]{1,25}[,.]?[0-9]{0,3}", "\\PC{0,8}", Just("1e308".to_owned()), Just("-inf".to_owned()), Just("NaN".to_owned())];
    prop_oneof![
        name.clone().prop_map(|choice| Response::SingleChoice { choice }),
        names.clone().prop_map(|choices| Response::MultipleChoice { choices }),
        names.clone().prop_map(|order| Response::Ordering { order }),
        map.clone().prop_map(|pairs| Response::Matching { pairs }),
        map.clone().prop_map(|places| Response::Categorise { places }),
        map.prop_map(|gaps| Response::Gaps { gaps }),
        "\\PC{0,40}".prop_map(|text| Response::ShortAnswer { text }),
        (number, proptest::option::of(name.clone())).prop_map(|(value, unit)| Response::Number { value, unit }),
        names.prop_map(|spots| Response::HotText { spots }),
        proptest::collection::btree_map(name, action, 0..8).prop_map(|actions| Response::Mailbox { actions }),
    ]
}

proptest! {
    #[test]
    fn whatever_comes_back_is_scored_within_the_points_or_refused(response in anything(), seed in any::<u64>()) {
        for (n, pooled) in SHIPPED.pool.iter().enumerate() {
            let shown = Shown::draw(&pooled.item.interaction, &mut Random::new(seed, n as u64));
            if let Ok(score) = score(&pooled.item.interaction, &shown, Some(&response)) {
                prop_assert!(score.won <= score.points, "{}", pooled.item.id);
            }
            // the review reads the same answers, and must not fall over them either
            let _ = domain::item::feedback(&pooled.item, &shown, Some(&response));
        }
    }
}

#[test]
fn a_text_may_begin_with_any_letter() {
    // every place where an author's text is cut into pieces, with letters of several bytes at every edge
    let pooled = |kind: &str| SHIPPED.pool.iter().find(|p| p.item.interaction.kind() == kind).expect("one of each kind").item.clone();
    let mut gaps = pooled("gaps");
    let Interaction::Gaps(x) = &mut gaps.interaction else { panic!("gaps") };
    x.text = format!("É{}É", x.text);
    let shown = Shown::draw(&gaps.interaction, &mut Random::new(1, 0));
    assert!(texts(&present(&gaps, &shown)).iter().any(|t| t.starts_with('É')));
    let mut hot = pooled("hot-text");
    let Interaction::HotText(x) = &mut hot.interaction else { panic!("hot text") };
    x.text = format!("œ{}œ", x.text);
    assert!(texts(&present(&hot, &Shown::default())).iter().any(|t| t.starts_with('œ')));
}
