//! Sums of real sessions over the shipped bank: whole, exact in any order, small, and right.

use domain::blueprint::SECOND;
use domain::item::{Score, key_response};
use domain::profile::{Level, Profile, profile};
use domain::session::Ending;
use domain::simulation::play_session;
use domain::steering::{AskedSums, Group, Measure, Picture, StoredSumsError, Sums, Whom, missed, needs, progress};
use psychometrics::random::Random;
use psychometrics::simulation::draw_response;

use crate::content::SHIPPED;
use crate::people::by_lot;

/// Somebody of this ability in each domain, and what their session says.
fn person(abilities: [f64; 5], seed: u64) -> (Profile, Measure) {
    let mut random = Random::new(seed, 3);
    let (state, lines) = play_session(&SHIPPED, seed, 0, |current| {
        let pooled = &SHIPPED.pool[usize::from(current.item)];
        let points = pooled.item.interaction.points();
        let won = draw_response(&pooled.model, abilities[pooled.domain], &mut random) as u8;
        let response = if won == points {
            key_response(&pooled.item.interaction, &current.shown)
        } else {
            by_lot(&domain::item::present(&pooled.item, &current.shown).task, &mut random)
        };
        (Some(response), Score { won, points }, 30 * SECOND)
    });
    let profile = profile(&SHIPPED, &state.answers, state.active, state.ending.unwrap_or(Ending::Length));
    let measure = Measure::of(&profile, &SHIPPED, &lines, &[]);
    (profile, measure)
}

fn group(abilities: [f64; 5], people: u64, seed: u64) -> Vec<(Profile, Measure)> {
    (0..people).map(|i| person(abilities, seed * 1000 + i)).collect()
}

fn sums<'a>(measures: impl IntoIterator<Item = &'a (Profile, Measure)>) -> Sums {
    let mut all = Sums::default();
    measures.into_iter().for_each(|(_, measure)| all.add(&measure.sums));
    all
}

#[test]
fn the_order_of_people_changes_nothing_and_bytes_come_back() {
    let people = group([0.0; 5], 6, 1);
    let (forth, back) = (sums(&people), sums(people.iter().rev()));
    assert_eq!(forth, back);
    let (mut left, right) = (sums(&people[..2]), sums(&people[2..]));
    left.add(&right);
    assert_eq!(left, forth, "groups add up as people do");
    assert_eq!(Sums::from_bytes(&forth.to_bytes()), Ok(forth.clone()));
    assert_eq!(Sums::from_bytes(&Sums::default().to_bytes()), Ok(Sums::default()));
    for (_, measure) in &people {
        assert_eq!(Measure::from_bytes(&measure.to_bytes()).as_ref(), Ok(measure));
        assert_eq!(measure.asked.len(), measure.sums.domains.values().map(|d| d.answered as usize).sum::<usize>());
        let size = measure.to_bytes().len();
        assert!(size < 6_000, "a measure is {size} bytes");
    }
    println!("a measure: {} bytes, sums of six: {}", people[0].1.to_bytes().len(), forth.to_bytes().len());
}

#[test]
fn bytes_that_are_no_sums_are_told_as_such() {
    let bytes = sums(&group([0.0; 5], 1, 2)).to_bytes();
    assert_eq!(Sums::from_bytes(&[]), Err(StoredSumsError::Broken));
    assert_eq!(Sums::from_bytes(&[9, 0]), Err(StoredSumsError::Version(9)));
    for end in 1..bytes.len() {
        assert_eq!(Sums::from_bytes(&bytes[..end]), Err(StoredSumsError::Broken), "cut at {end}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Sums::from_bytes(&longer), Err(StoredSumsError::Broken));
    assert_eq!(AskedSums::from_bytes(&[]), Ok(AskedSums::default()), "nothing was asked yet");
}

#[test]
fn what_is_shown_of_a_group_is_the_mean_of_its_people_moved_to_where_the_group_is() {
    let people = group([-0.5, 0.0, 0.5, 1.0, 1.5], 12, 3);
    let whole = sums(&people);
    let picture = Picture::of(&whole, &SHIPPED.framework);
    let group = whole.ability.as_ref().and_then(|ability| ability.mean(12)).expect("a mean");
    assert_eq!(picture.people, 12);
    for (d, domain) in picture.domains.iter().enumerate() {
        // moved away from the middle, by the distance that the means were drawn to it, and no further than a little
        let mean: f64 = people.iter().map(|(profile, _)| 1.0 - profile.domains[d].probabilities[0]).sum::<f64>() / 12.0;
        let plain: f64 = people.iter().map(|(profile, _)| profile.domains[d].estimate).sum::<f64>() / 12.0;
        let (moved, shift) = (domain.at_least[1].value - mean, group.mean[d] - plain);
        assert!(moved.abs() < 0.3 && moved.signum() == shift.signum(), "{}: {moved} for {shift}", domain.code);
        assert!((domain.below(Level::Socle).value + domain.at_least[1].value - 1.0).abs() < 1e-12);
        assert!(domain.at_least.windows(2).all(|pair| pair[0].value >= pair[1].value));
        assert!(domain.levels.iter().map(|l| l.value).sum::<f64>() > 1.0 - 1e-5);
    }
    assert!(group.mean.windows(2).all(|pair| pair[0] < pair[1]), "in the order of the truth: {:?}", group.mean);
}

#[test]
fn what_was_not_assessed_is_in_no_sum() {
    let (profile, _) = person([0.0; 5], 4);
    let only: Vec<&str> = SHIPPED.framework.competences.iter().filter(|c| c.domain == "2").map(|c| c.code.as_str()).take(1).collect();
    let sums = Sums::of(&profile, &SHIPPED, &only);
    assert_eq!(sums.domains.keys().collect::<Vec<_>>(), ["2"]);
    assert_eq!(sums.competences.keys().map(String::as_str).collect::<Vec<_>>(), only);
    // somebody assessed elsewhere: what is about one of the two only is not shown
    let mut both = Sums::of(&profile, &SHIPPED, &[]);
    both.add(&sums);
    assert_eq!(both.of_everybody().domains.keys().collect::<Vec<_>>(), ["2"]);
}

#[test]
fn needs_name_the_weakest_first_and_a_part_only_where_it_differs() {
    let nights = group([0.5, -2.0, 0.5, 0.5, 0.5], 14, 5);
    let days = group([0.5; 5], 14, 6);
    let groups = [
        Group { whom: Whom::Everybody, sums: sums(nights.iter().chain(&days)) },
        Group { whom: Whom::Unit("nights".into()), sums: sums(&nights) },
        Group { whom: Whom::Unit("days".into()), sums: sums(&days) },
    ];
    let needs = needs(&groups, &SHIPPED.framework, Level::Socle, 0.95);
    assert_eq!((needs[0].domain.as_str(), &needs[0].whom), ("2", &Whom::Unit("nights".into())), "{needs:#?}");
    let weakest = needs[0].weakest.as_deref().expect("a competence");
    assert_eq!(SHIPPED.framework.competence(weakest).map(|c| c.domain.as_str()), Some("2"));
    assert!(needs.windows(2).all(|pair| pair[0].interval.0 >= pair[1].interval.0));
    assert_eq!(needs.iter().filter(|need| need.whom == Whom::Everybody).count(), 5);
    assert!(!needs.iter().any(|need| need.domain == "2" && need.whom == Whom::Unit("days".into())));
}

#[test]
fn progress_is_seen_where_there_is_some() {
    let before = sums(&group([-1.0, 0.0, 0.0, 0.0, 0.0], 20, 7));
    let after = sums(&group([1.0, 0.0, 0.0, 0.0, 0.0], 20, 8));
    let changes = progress(&before, &after, &SHIPPED.framework, Level::Socle);
    assert!(changes[0].share.value > 0.2 && changes[0].ability.expect("means").rose > 0.99, "{:?}", changes[0]);
    let still = progress(&before, &before, &SHIPPED.framework, Level::Socle);
    assert!(still.iter().all(|change| change.share.value.abs() < 1e-12 && (change.ability.expect("means").rose - 0.5).abs() < 1e-12));
}

#[test]
fn questions_say_how_many_missed_them_and_what_they_gave_instead() {
    let mut sums = AskedSums::default();
    for (_, measure) in group([-1.0; 5], 30, 9) {
        for asked in measure.asked {
            sums.add(&asked.sums);
        }
    }
    let missed = missed(&sums).expect("answers");
    assert_eq!(missed.answers, sums.answers);
    assert!(missed.interval.0 < missed.share && missed.share < missed.interval.1);
    assert!(missed.given.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    assert_eq!(AskedSums::from_bytes(&sums.to_bytes()), Ok(sums));
    assert_eq!(domain::steering::missed(&AskedSums::default()), None);
}
