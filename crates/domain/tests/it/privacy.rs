//! Nothing can be told apart about fewer people than the rule says, by whatever adding and subtracting.

use std::collections::BTreeMap;

use domain::privacy::{Cell, Detail, Labels, Waiting, cost, is_safe, may_show, may_show_above, plan};
use proptest::prelude::*;
use psychometrics::random::Random;

use super::privacy_oracle::told_apart;

fn cell(unit: &str, trade: &str, unknown: u32) -> Cell {
    Cell { unit: unit.into(), trade: trade.into(), unknown }
}

fn people(cells: &[(&str, &str, usize)]) -> Vec<Waiting> {
    let of = |(unit, trade, count): &(&str, &str, usize)| vec![Waiting { unit: (*unit).into(), trade: (*trade).into(), is_known: false }; *count];
    cells.iter().flat_map(of).collect()
}

/// The sums that are seen of people under these labels: of all, of each unit, of each trade.
fn seen(labels: &[Option<Labels>]) -> Vec<Vec<i64>> {
    let mut groups: BTreeMap<(&str, &str), Vec<i64>> = BTreeMap::new();
    for (person, labels) in labels.iter().enumerate() {
        let Some(labels) = labels else { continue };
        for group in [("all", ""), ("unit", labels.unit.as_str()), ("trade", labels.trade.as_str())] {
            groups.entry(group).or_insert_with(|| vec![0; 200])[person] = 1;
        }
    }
    groups.into_values().map(|sum| sum.into_iter().take(labels.len()).collect()).collect()
}

#[test]
fn two_units_and_two_trades_that_differ_by_three_people_are_not_safe() {
    // each group has more than ten, and unit A minus nurses is three doctors of A minus three nurses of B
    let cells = [cell("A", "nurse", 12), cell("A", "doctor", 3), cell("B", "doctor", 12)];
    assert!(!is_safe(&cells, 10));
    assert!(is_safe(&[cell("A", "nurse", 12), cell("A", "doctor", 10), cell("B", "doctor", 12)], 10));
    assert!(is_safe(&[cell("A", "nurse", 5), cell("A", "doctor", 5), cell("B", "doctor", 5), cell("B", "nurse", 5)], 10), "a ring holds together");
    assert!(!is_safe(&[cell("A", "nurse", 9)], 10));
    assert!(is_safe(&[], 10) && is_safe(&[cell("A", "nurse", 0)], 10));
}

#[test]
fn somebody_may_show_theirs_while_ten_others_stay_unknown() {
    let cells = [cell("A", "nurse", 11), cell("B", "nurse", 10)];
    assert!(may_show(&cells, "A", "nurse"));
    assert!(!may_show(&cells, "B", "nurse"));
    assert!(!may_show(&cells, "C", "nurse"), "there is nobody");
}

#[test]
fn while_others_may_come_nobody_loses_a_label() {
    let waiting = people(&[("A", "nurse", 10), ("B", "nurse", 4), ("B", "doctor", 4)]);
    let plan = plan(&waiting, Detail::Kept, 10);
    assert_eq!(plan.iter().flatten().count(), 10);
    assert!(waiting.iter().zip(&plan).all(|(who, labels)| labels.as_ref().is_none_or(|l| l.unit == who.unit && l.trade == who.trade)));
}

#[test]
fn when_nobody_else_comes_details_go_and_people_stay() {
    let waiting = people(&[("A", "nurse", 25), ("B", "nurse", 6), ("B", "doctor", 6), ("C", "porter", 3)]);
    let labels = plan(&waiting, Detail::Lost, 10);
    assert!(labels.iter().all(Option::is_some), "everybody is told");
    let cost = cost(&waiting, &labels);
    // B is told as a unit; seven of A lose their labels so that the three porters are not told apart
    assert_eq!((cost.whole, cost.without_trade, cost.without_unit, cost.without_both, cost.held), (18, 12, 0, 10, 0));
}

#[test]
fn a_rest_that_nobody_can_join_is_never_told() {
    let waiting = people(&[("A", "nurse", 10), ("B", "doctor", 9)]);
    let labels = plan(&waiting, Detail::Lost, 10);
    assert_eq!(labels.iter().flatten().count(), 10);
    assert!(plan(&people(&[("A", "nurse", 9)]), Detail::Lost, 10).iter().all(Option::is_none));
}

#[test]
fn those_who_have_shown_theirs_give_no_cover() {
    let mut waiting = people(&[("A", "nurse", 12)]);
    for who in &mut waiting[..3] {
        who.is_known = true;
    }
    assert!(plan(&waiting, Detail::Lost, 10).iter().all(Option::is_none), "nine unknown among twelve");
    for who in &mut waiting {
        who.is_known = true;
    }
    assert!(plan(&waiting, Detail::Kept, 10).iter().all(Option::is_some), "all of them have shown everything");
}

/// What happens in the life of a campaign.
#[derive(Debug, Clone)]
enum Step {
    Arrive { unit: u8, trade: u8, count: u8, shows: bool },
    Release(Detail),
    Show(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..4_u8, 0..4_u8, 1..4_u8, prop::bool::weighted(0.15)).prop_map(|(unit, trade, count, shows)| Step::Arrive { unit, trade, count, shows }),
        2 => Just(Step::Release(Detail::Kept)),
        1 => Just(Step::Release(Detail::Lost)),
        2 => any::<u8>().prop_map(Step::Show),
    ]
}

/// A campaign of which every state is given to the oracle.
#[derive(Default)]
struct Campaign {
    people: Vec<Waiting>,
    released: Vec<Option<(usize, Labels)>>,
    releases: usize,
}

impl Campaign {
    fn play(&mut self, step: &Step, smallest: u32) {
        match step {
            Step::Arrive { unit, trade, count, shows } => {
                let label = |n: u8| if n == 0 { String::new() } else { n.to_string() };
                let one = Waiting { unit: label(*unit), trade: label(*trade), is_known: *shows };
                self.people.extend(vec![one; usize::from(*count)]);
                self.released.resize(self.people.len(), None);
            }
            Step::Release(detail) => {
                let waits: Vec<usize> = (0..self.people.len()).filter(|i| self.released[*i].is_none()).collect();
                let waiting: Vec<Waiting> = waits.iter().map(|i| self.people[*i].clone()).collect();
                for (i, labels) in waits.into_iter().zip(plan(&waiting, *detail, smallest)) {
                    self.released[i] = labels.map(|labels| (self.releases, labels));
                }
                self.releases += 1;
            }
            Step::Show(who) if !self.people.is_empty() => {
                let who = usize::from(*who) % self.people.len();
                let may = match &self.released[who] {
                    None => true,
                    Some((release, labels)) => may_show_above(&self.cells(*release), &labels.unit, &labels.trade, smallest),
                };
                self.people[who].is_known |= may;
            }
            Step::Show(_) => {}
        }
    }

    fn cells(&self, release: usize) -> Vec<Cell> {
        let mut cells: BTreeMap<&Labels, u32> = BTreeMap::new();
        for (who, (_, labels)) in
            self.people.iter().zip(&self.released).filter_map(|(who, r)| Some((who, r.as_ref().filter(|(number, _)| *number == release)?)))
        {
            *cells.entry(labels).or_default() += u32::from(!who.is_known);
        }
        cells.into_iter().map(|(labels, unknown)| cell(&labels.unit, &labels.trade, unknown)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_sequence_of_looks_tells_of_fewer_people_than_the_rule_says(steps in prop::collection::vec(step(), 1..24), smallest in 2..5_u32) {
        let mut campaign = Campaign::default();
        let mut seen_so_far: Vec<Vec<i64>> = Vec::new();
        for step in &steps {
            campaign.play(step, smallest);
            let labels: Vec<Option<Labels>> = campaign.released.iter().map(|r| r.as_ref().map(|(_, labels)| labels.clone())).collect();
            // who was not there yet has no weight in what was seen before
            for sum in &mut seen_so_far {
                sum.resize(labels.len(), 0);
            }
            seen_so_far.extend(seen(&labels));
            seen_so_far.sort_unstable();
            seen_so_far.dedup();
            let known: Vec<bool> = campaign.people.iter().map(|who| who.is_known).collect();
            prop_assert_eq!(told_apart(&seen_so_far, &known, smallest as usize), None);
        }
    }

    #[test]
    fn a_graph_is_safe_exactly_when_no_combination_tells_of_too_few(
        cells in prop::collection::btree_map((0..3_u8, 0..3_u8), 1..5_u32, 0..7), smallest in 2..6_u32,
    ) {
        let cells: Vec<Cell> = cells.into_iter().map(|((unit, trade), unknown)| cell(&unit.to_string(), &trade.to_string(), unknown)).collect();
        let labels: Vec<Option<Labels>> =
            cells.iter().flat_map(|c| vec![Some(Labels { unit: c.unit.clone(), trade: c.trade.clone() }); c.unknown as usize]).collect();
        let told = told_apart(&seen(&labels), &vec![false; labels.len()], smallest as usize);
        prop_assert_eq!(is_safe(&cells, smallest), told.is_none());
    }

    #[test]
    fn nobody_waits_who_could_be_told_with_their_labels(
        cells in prop::collection::btree_map((0..3_u8, 0..3_u8), 1..5_u32, 0..7), smallest in 2..6_u32,
    ) {
        let cells: Vec<((u8, u8), u32)> = cells.into_iter().collect();
        let all: Vec<Waiting> =
            cells.iter().flat_map(|((unit, trade), n)| vec![Waiting { unit: unit.to_string(), trade: trade.to_string(), is_known: false }; *n as usize]).collect();
        let told = plan(&all, Detail::Kept, smallest);
        let is_told = |unit: u8, trade: u8| told.iter().flatten().any(|l| l.unit == unit.to_string() && l.trade == trade.to_string());
        for chosen in 0_u32..1 << cells.len() {
            let some: Vec<Cell> = cells.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1)
                .map(|(_, ((unit, trade), n))| cell(&unit.to_string(), &trade.to_string(), *n)).collect();
            if some.iter().map(|c| c.unknown).sum::<u32>() >= smallest && is_safe(&some, smallest) {
                for (i, ((unit, trade), _)) in cells.iter().enumerate() {
                    prop_assert!(chosen >> i & 1 == 0 || is_told(*unit, *trade), "{:?} could be told", some);
                }
            }
        }
    }
}

#[test]
fn ten_thousand_people_of_forty_trades_in_sixty_units_are_planned_in_a_moment() {
    let mut random = Random::new(7, 0);
    let label = |random: &mut Random, of: f64| ((random.uniform() * random.uniform()) * of).floor().to_string();
    let waiting: Vec<Waiting> =
        (0..10_000).map(|_| Waiting { unit: label(&mut random, 60.0), trade: label(&mut random, 40.0), is_known: random.uniform() < 0.05 }).collect();
    let kept = plan(&waiting, Detail::Kept, 10);
    let lost = plan(&waiting, Detail::Lost, 10);
    assert!(kept.iter().flatten().count() > 9_000);
    assert!(lost.iter().filter(|labels| labels.is_none()).count() < 10);
}
