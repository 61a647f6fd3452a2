//! The same question in two languages.

use domain::bank::{Edition, Entry, References, Standing, faults_of_bank};
use domain::item::Item;

use crate::content::{SHIPPED, blueprint, edition_of, items};

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
    let mut all: Vec<Item> = items().into_iter().filter(|item| item.language == "fr").collect();
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
fn a_translation_of_nothing_makes_no_edition() {
    let mut all = items();
    all[0].translates = Some("nowhere".into());
    let entries = all.into_iter().map(|item| Entry { hash: Vec::new(), item, parameters: None, standing: Standing::Counted }).collect();
    let why = Edition::new(SHIPPED.framework.clone(), SHIPPED.blueprint.clone(), entries).expect_err("no edition");
    assert!(why.contains("nowhere"), "{why}");
}

#[test]
fn a_translation_is_the_same_question_in_another_language() {
    let mut good: Vec<Item> = items().into_iter().filter(|item| item.language == "fr").collect();
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
    let cases: [(&str, Box<dyn Fn(&mut Item)>); 7] = [
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
