//! Names that XML can hold: other formats number their entries, or call them anything.

use std::collections::BTreeMap;

use domain::item::Interaction;

/// Names of outcomes and responses that our own writer uses.
const RESERVED: [&str; 6] = ["RESPONSE", "UNIT", "SCORE", "FEEDBACK", "EXPLANATION", "PAIRS"];

/// Numbers the entries of a list whose names QTI cannot hold.
pub(super) fn make_legal(interaction: &mut Interaction) {
    match interaction {
        Interaction::SingleChoice(x) => drop(renamed(&mut x.options, |o| &mut o.id)),
        Interaction::MultipleChoice(x) => drop(renamed(&mut x.options, |o| &mut o.id)),
        Interaction::Ordering(x) => drop(renamed(&mut x.steps, |s| &mut s.id)),
        Interaction::Matching(x) => {
            let names = renamed(&mut x.answers, |a| &mut a.id);
            x.prompts.iter_mut().for_each(|p| follow(&names, &mut p.answer));
            renamed(&mut x.prompts, |p| &mut p.id);
        }
        Interaction::Categorise(x) => {
            let names = renamed(&mut x.categories, |c| &mut c.id);
            x.elements.iter_mut().for_each(|e| follow(&names, &mut e.category));
            renamed(&mut x.elements, |e| &mut e.id);
        }
        Interaction::Gaps(x) => {
            for (old, new) in renamed(&mut x.gaps, |g| &mut g.id) {
                x.text = x.text.replace(&format!("{{{old}}}"), &format!("{{{new}}}"));
            }
        }
        Interaction::HotText(x) => {
            for (old, new) in renamed(&mut x.spots, |s| &mut s.id) {
                x.text = x.text.replace(&format!("[[{old}:"), &format!("[[{new}:"));
            }
        }
        _ => {}
    }
}

/// Old names to new ones; empty where all may stay.
fn renamed<T>(list: &mut [T], id: impl Fn(&mut T) -> &mut String) -> BTreeMap<String, String> {
    let names: Vec<String> = list.iter_mut().map(|entry| id(entry).clone()).collect();
    let is_distinct = names.iter().enumerate().all(|(i, name)| !names[..i].contains(name));
    if is_distinct && names.iter().all(|name| is_legal(name)) {
        return BTreeMap::new();
    }
    let mut map = BTreeMap::new();
    for (i, (entry, old)) in list.iter_mut().zip(names).enumerate() {
        // no name of a list is the beginning of a new one, so that texts can be rewritten name by name
        let new = format!("socle.{}", i + 1);
        id(entry).clone_from(&new);
        map.entry(old).or_insert(new);
    }
    map
}

fn follow(names: &BTreeMap<String, String>, name: &mut String) {
    if let Some(new) = names.get(name) {
        name.clone_from(new);
    }
}

fn is_legal(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && !RESERVED.contains(&name)
}
