//! Defects that were planted come out first, and sound items are left alone: over the shipped bank, by the engine of production.

use std::collections::BTreeMap;

use domain::bank::{Edition, Entry, PoolItem, Standing};
use domain::evidence::{Circumstances, ItemEvidence, ItemSums, Judged, Reason, Slice, fold, judge, look_at};
use domain::item::{Interaction, Response, Score, Shown, classes, classes_of, key_response};
use domain::simulation::play_session;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_item, draw_response};

use crate::content::SHIPPED;
use crate::people::by_lot;

/// Every ninth item: enough of each kind, and enough answers for each.
fn bank() -> Edition {
    let some: Vec<_> = SHIPPED.pool.iter().step_by(9).collect();
    let kept: Vec<&str> = some.iter().map(|p| p.item.id.as_str()).collect();
    let entry = |p: &&PoolItem| {
        let mut item = p.item.clone();
        item.enemies.retain(|enemy| kept.contains(&enemy.as_str()));
        Entry { item, hash: p.hash.clone(), parameters: None, standing: Standing::default() }
    };
    Edition::new(SHIPPED.framework.clone(), SHIPPED.blueprint.clone(), some.iter().map(entry).collect()).expect("an edition")
}

/// What is wrong with an item, behind what the engine knows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Planted {
    WrongKey,
    /// It becomes easier by so much in the last three of twelve months.
    Leaks(f64),
    /// It is so much harder for students.
    HarderForStudents(f64),
}

/// Months, and families of trades with the mean of their people.
const MONTHS: usize = 12;
const FAMILIES: [(&str, f64); 4] = [("medical", 0.3), ("paramedical", 0.0), ("care", -0.2), ("student", -0.4)];

struct World {
    edition: Edition,
    truth: Vec<ItemModel>,
    planted: BTreeMap<usize, Planted>,
}

impl World {
    fn new(seed: u64) -> Self {
        let edition = bank();
        let mut random = Random::new(seed, 1);
        let truth = edition.pool.iter().map(|p| draw_item(&p.parameters.model(), &p.parameters.uncertainty(), &mut random)).collect();
        Self { edition, truth, planted: BTreeMap::new() }
    }

    fn sums(&self, people: u64, seed: u64) -> BTreeMap<Vec<u8>, ItemSums> {
        let population = Population::new(&self.edition.prior).expect("a population");
        let mut sums = BTreeMap::new();
        for person in 0..people {
            let mut random = Random::new(seed, 100 + person);
            let (family, mean) = FAMILIES[random.below(4) as usize];
            let month = random.below(MONTHS as u64) as usize;
            let abilities: Vec<f64> = population.draw_person(&mut random).iter().map(|a| a + mean).collect();
            let own = random.next_u64();
            let (_, lines) = play_session(&self.edition, own, 0, |current| {
                let (response, score) = self.answer(usize::from(current.item), &current.shown, &abilities, family, month, &mut random);
                let seconds = f64::from(self.edition.pool[usize::from(current.item)].item.time) * (1.0 + 0.3 * random.normal()).max(0.2);
                (response, score, (seconds * 1e6) as i64)
            });
            let circumstances = Circumstances { month: format!("2026-{:02}", month + 1), trade: Some(family.to_owned()), setting: None };
            fold(&self.edition, &lines, &circumstances, &mut sums);
        }
        sums
    }

    fn answer(&self, place: usize, shown: &Shown, abilities: &[f64], family: &str, month: usize, random: &mut Random) -> (Option<Response>, Score) {
        let pooled = &self.edition.pool[place];
        let points = pooled.item.interaction.points();
        let ability = abilities[pooled.domain];
        let shift = match self.planted.get(&place) {
            Some(Planted::Leaks(by)) if month >= MONTHS - 3 => -by,
            Some(Planted::HarderForStudents(by)) if family == "student" => *by,
            _ => 0.0,
        };
        let won = draw_response(&self.truth[place].shifted(shift), ability, random) as u8;
        let Interaction::SingleChoice(x) = &pooled.item.interaction else {
            // a key upside down: what is right wins nothing
            let won = if self.planted.get(&place) == Some(&Planted::WrongKey) { points - won } else { won };
            let response =
                if won == points { key_response(&pooled.item.interaction, shown) } else { by_lot(&domain::item::present(&pooled.item, shown).task, random) };
            return (Some(response), Score { won, points });
        };
        // who knows takes the right option; who does not, any of the others
        let key = x.options.iter().position(|o| o.correct).expect("a key");
        let others: Vec<usize> = (0..x.options.len()).filter(|i| *i != key).collect();
        let knows = won == 1;
        let option = match self.planted.get(&place) {
            // the truly right option is the first of those that the author calls wrong
            Some(Planted::WrongKey) if knows => others[0],
            Some(Planted::WrongKey) => [key, others[1]][random.below(2) as usize],
            _ if knows => key,
            _ => others[random.below(others.len() as u64) as usize],
        };
        let name = shown.0[0].iter().position(|at| usize::from(*at) == option).expect("shown") + 1;
        (Some(Response::SingleChoice { choice: name.to_string() }), Score { won: u8::from(option == key), points })
    }

    fn evidence(&self, sums: &BTreeMap<Vec<u8>, ItemSums>) -> Vec<ItemEvidence> {
        let none = ItemSums::default();
        let of = |p: &PoolItem| judge(Judged { item: &p.item, parameters: &p.parameters, domain: p.domain }, sums.get(&p.hash).unwrap_or(&none));
        self.edition.pool.iter().map(of).collect()
    }
}

/// Plants the three defects where many people meet them, in items that are otherwise what their authors say. Gives the places.
fn plant(world: &mut World) -> [usize; 3] {
    let sums = world.sums(600, 3);
    let asked = |place: &usize| std::cmp::Reverse(sums.get(&world.edition.pool[*place].hash).map_or(0, |sums| sums.total(&Slice::All).answers));
    let mut places: Vec<usize> = (0..world.edition.pool.len()).collect();
    places.sort_by_key(asked);
    let planted = [(places[0], Planted::WrongKey), (places[4], Planted::Leaks(1.0)), (places[9], Planted::HarderForStudents(1.4))];
    for (place, _) in planted {
        world.truth[place] = world.edition.pool[place].parameters.model();
    }
    world.planted.extend(planted);
    planted.map(|(place, _)| place)
}

#[test]
fn what_was_planted_comes_first_and_sound_items_are_left_alone() {
    let mut world = World::new(1);
    let [key, leaks, harder] = plant(&mut world);
    let found = look_at(&world.evidence(&world.sums(4000, 7)));
    let of = |place: usize| found.iter().filter(move |f| f.item == place).collect::<Vec<_>>();
    assert_eq!((found[0].item, found[0].reason), (key, Reason::WrongKeySuspected), "{found:?}");
    assert!(of(leaks).iter().any(|f| f.reason == Reason::Drift && f.size < -0.5), "{:?}", of(leaks));
    assert!(of(harder).iter().any(|f| f.reason == Reason::FavoursGroup && f.size < -1.5 && f.about.as_deref() == Some("student")), "{:?}", of(harder));
    let graver = [Reason::WrongKeySuspected, Reason::FavoursGroup, Reason::Drift, Reason::Misfit];
    let sound = found.iter().filter(|f| graver.contains(&f.reason) && ![key, leaks, harder].contains(&f.item)).collect::<Vec<_>>();
    assert!(sound.is_empty(), "of sound items it was said: {sound:?}");
}

#[test]
fn an_answer_is_held_against_the_others_of_its_session_and_never_against_itself() {
    let world = World::new(1);
    let mut abilities = Vec::new();
    for won in [0, 2] {
        let (_, mut lines) = play_session(&world.edition, 5, 0, |current| {
            let points = world.edition.pool[usize::from(current.item)].item.interaction.points();
            (None, Score { won: points.min(1), points }, 30_000_000)
        });
        lines[3].won = won.min(world.edition.pool[usize::from(lines[3].item)].item.interaction.points());
        let mut sums = BTreeMap::new();
        fold(&world.edition, &lines, &Circumstances { month: "2026-11".into(), trade: None, setting: None }, &mut sums);
        let hash = |at: usize| &world.edition.pool[usize::from(lines[at].item)].hash;
        abilities.push([3, 4].map(|at| sums[hash(at)].total(&Slice::All).ability));
    }
    assert_eq!(abilities[0][0], abilities[1][0], "the item's own answer says nothing of the ability it is judged by");
    assert!(abilities[0][1] < abilities[1][1], "and it counts for the others");
}

#[test]
fn too_few_people_are_never_shown() {
    let world = World::new(1);
    let sums = world.sums(40, 9);
    for e in world.evidence(&sums) {
        assert!(e.curve.iter().all(|point| point.answers >= 10) && e.months.iter().all(|month| month.answers >= 10), "{}", e.id);
        assert!(e.choices.iter().all(|choice| choice.ability.is_none() || choice.answers >= 10), "{}", e.id);
        assert!(e.is_judged() || (e.fitted.is_none() && e.groups.is_empty() && e.relation.is_none()), "{}", e.id);
    }
}

#[test]
fn every_answer_by_lot_is_in_classes_that_its_item_has() {
    let mut random = Random::new(4, 4);
    for pooled in &SHIPPED.pool {
        let known: Vec<String> = classes(&pooled.item.interaction).into_iter().map(|class| class.name).collect();
        for _ in 0..6 {
            let shown = Shown::draw(&pooled.item.interaction, &mut random);
            let response = by_lot(&domain::item::present(&pooled.item, &shown).task, &mut random);
            for class in classes_of(&pooled.item.interaction, &shown, Some(&response)) {
                assert!(known.contains(&class), "{}: {class}", pooled.item.id);
            }
            let key = key_response(&pooled.item.interaction, &shown);
            let found = classes_of(&pooled.item.interaction, &shown, Some(&key));
            let all = classes(&pooled.item.interaction);
            assert!(!found.is_empty() && found.iter().all(|name| all.iter().any(|class| class.name == *name && class.is_key)), "{}: {found:?}", pooled.item.id);
        }
    }
}
