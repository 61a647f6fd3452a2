//! The same question in two languages.

use domain::bank::{Edition, References, faults_of_bank};
use domain::blueprint::SECOND;
use domain::item::{Interaction, Item, Shown, feedback};
use domain::language::Language;
use domain::session::{Ending, Plan};
use psychometrics::random::Random;

use crate::content::{SHIPPED, blueprint, edition_of, items};
use crate::people::Sitting;

/// The name of the English version of an item.
fn english(id: &str) -> String {
    format!("{id}-in-english")
}

/// An English version of an item, in name at least.
pub fn translated(item: &Item) -> Item {
    Item { id: english(&item.id), language: "en".into(), translates: Some(item.id.clone()), enemies: Vec::new(), ..item.clone() }
}

#[test]
fn a_question_and_its_translation_give_each_other_away_and_share_their_enemies() {
    let mut all = french();
    let one = all.iter().find(|item| !item.enemies.is_empty()).expect("an item that names an enemy").clone();
    let other = all.iter().find(|item| item.id == one.enemies[0]).expect("its enemy").clone();
    all.extend([translated(&one), translated(&other)]);
    let edition = edition_of(all, blueprint());
    let family = [one.id.clone(), english(&one.id), other.id.clone(), english(&other.id)];
    for member in &family {
        let place = edition.place(member).expect("a place");
        for enemy in family.iter().filter(|enemy| *enemy != member) {
            assert!(edition.pool[place].enemies.contains(&edition.place(enemy).expect("a place")), "{member} and {enemy}");
        }
        assert!(!edition.pool[place].enemies.contains(&place), "{member} and itself");
    }
}

#[test]
fn a_translation_whose_original_is_not_drawn_stands_in_its_place() {
    let mut all = french();
    let one = all.iter().find(|item| !item.enemies.is_empty()).expect("an item that names an enemy").clone();
    let other = one.enemies[0].clone();
    let translation = translated(all.iter().find(|item| item.id == other).expect("its enemy"));
    all.push(translation);
    all.retain(|item| item.id != other);
    let edition = edition_of(all, blueprint());
    let place = |id: &str| edition.place(id).expect("a place");
    assert!(edition.pool[place(&one.id)].enemies.contains(&place(&english(&other))), "{} still gives it away", one.id);
    assert_eq!(edition.place(&other), None);
}

/// What makes a sound translation unsound.
type Change<'a> = Box<dyn Fn(&mut Item) + 'a>;

#[test]
fn a_translation_is_the_same_question_in_another_language() {
    let mut good = french();
    good.extend([translated(&good[0]), translated(&good[1])]);
    let found = |items: &[Item]| -> Vec<(String, &'static str)> {
        let references = References { framework: &SHIPPED.framework, trades: &[], settings: &[] };
        let faults = faults_of_bank(items, references).into_iter();
        faults.filter(|(_, f)| f.code.starts_with("translation-")).map(|(i, f)| (items[i].id.clone(), f.code)).collect()
    };
    assert_eq!(found(&good), []);
    let last = good.len() - 1;
    let other_objective = good.iter().find(|item| item.objective != good[last].objective).expect("another objective").objective.clone();
    let other_kind = good.iter().find(|item| item.interaction.kind() != good[last].interaction.kind()).expect("another kind").interaction.clone();
    let before = good[last - 1].clone();
    let cases: [(&str, Change<'_>); 7] = [
        ("translation-unknown", Box::new(|item| item.translates = Some("nowhere".into()))),
        ("translation-unknown", Box::new(|item| item.translates = Some(item.id.clone()))),
        ("translation-language", Box::new(|item| item.language = "fr".into())),
        ("translation-differs", Box::new(|item| item.objective.clone_from(&other_objective))),
        ("translation-differs", Box::new(|item| item.interaction = other_kind.clone())),
        ("translation-of-translation", Box::new(|item| item.translates = Some(before.id.clone()))),
        ("translation-twice", Box::new(|item| item.translates.clone_from(&before.translates))),
    ];
    for (code, breaks) in cases {
        let mut broken = good.clone();
        breaks(&mut broken[last]);
        let found = found(&broken);
        assert!(found.contains(&(good[last].id.clone(), code)), "{code}: {found:?}");
    }
}

#[test]
fn the_number_awaited_is_written_in_the_language_of_the_question() {
    let expected = |item: &Item| {
        let shown = Shown::draw(&item.interaction, &mut Random::new(1, 0));
        feedback(item, &shown, None).lines[0].expected.clone().expect("a number")
    };
    let mut number = french().into_iter().find(|item| matches!(item.interaction, Interaction::Number(_))).expect("a question about a number");
    if let Interaction::Number(entry) = &mut number.interaction {
        entry.value = 37.5;
    }
    assert!(expected(&number).starts_with("37,5 "), "{}", expected(&number));
    assert!(expected(&translated(&number)).starts_with("37.5 "), "{}", expected(&translated(&number)));
}

fn french() -> Vec<Item> {
    items().into_iter().filter(|item| item.language == "fr").collect()
}

/// An edition in which one item in so many has an English version.
fn bilingual(every: usize) -> Edition {
    let mut all = french();
    all.extend(french().iter().step_by(every).map(translated));
    edition_of(all, blueprint())
}

/// Places of the questions of a session, in order.
fn asked(edition: &Edition, seed: u64, plan: Plan) -> Vec<usize> {
    let mut sitting = Sitting::planned(edition, seed, plan, 0);
    let mut asked = Vec::new();
    while let Some(current) = sitting.state.current.clone() {
        asked.push(usize::from(current.item));
        sitting.answers_after(30 * SECOND, None);
    }
    asked
}

#[test]
fn a_french_session_never_asks_in_english() {
    let edition = bilingual(1);
    for seed in 0..8 {
        let asked = asked(&edition, seed, Plan::default());
        assert!(asked.len() >= 15 && asked.iter().all(|place| edition.pool[*place].language == Language::Fr));
    }
    // not even where there is nothing else
    let english = edition_of(french().iter().map(|item| Item { language: "en".into(), ..item.clone() }).collect(), blueprint());
    let sitting = Sitting::planned(&english, 1, Plan::default(), 0);
    assert_eq!(sitting.state.ending, Some(Ending::Exhausted));
}

#[test]
fn an_english_session_asks_in_english_as_long_as_there_is_something_and_then_in_french() {
    let plan = || Plan { language: Language::En, ..Plan::default() };
    let whole = bilingual(1);
    let some = bilingual(40);
    let none = edition_of(french(), blueprint());
    for seed in 0..8 {
        assert!(asked(&whole, seed, plan()).iter().all(|place| whole.pool[*place].language == Language::En));
        assert_eq!(asked(&none, seed, plan()), asked(&none, seed, Plan::default()), "nothing is in English: the same questions as in French");
        let mixed = asked(&some, seed, plan());
        assert!(mixed.len() >= 15);
        for (n, place) in mixed.iter().enumerate().filter(|(_, place)| some.pool[**place].language == Language::Fr) {
            // whatever is left in English of that domain was asked already, in one language or the other, or would be the second tool in a row
            let domain = some.pool[*place].domain;
            let is_open = |other: &usize| !mixed[..n].contains(other) && !mixed[..n].iter().any(|before| some.pool[*before].enemies.contains(other));
            let tool = |place: usize| some.pool[place].item.interaction.is_simulator();
            let left = (0..some.pool.len()).filter(|other| some.pool[*other].language == Language::En && some.pool[*other].domain == domain);
            let left: Vec<usize> = left.filter(is_open).filter(|other| !(n > 0 && tool(mixed[n - 1]) && tool(*other))).collect();
            assert!(left.is_empty(), "seed {seed}, question {n}: {left:?}");
        }
        assert!(mixed.iter().any(|place| some.pool[*place].language == Language::En));
        assert!(mixed.iter().any(|place| some.pool[*place].language == Language::Fr));
    }
}

#[test]
fn before_sessions_had_a_language_questions_came_in_any() {
    let mut edition = bilingual(1);
    edition.blueprint.selection.own_language = false;
    let all: Vec<usize> = (0..10).flat_map(|seed| asked(&edition, seed, Plan::default())).collect();
    assert!(all.iter().any(|place| edition.pool[*place].language == Language::En));
}

#[test]
fn who_met_a_question_has_met_it_in_every_language() {
    let edition = bilingual(2);
    let place = |id: &str| edition.place(id).expect("a place");
    let original = &french()[0].id;
    for met in [original.clone(), english(original)] {
        let all: Vec<usize> = edition.with_translations([place(&met)]).into_iter().collect();
        let mut expected = vec![place(original), place(&english(original))];
        expected.sort_unstable();
        assert_eq!(all, expected);
    }
    assert!(edition.with_translations([]).is_empty());
}
