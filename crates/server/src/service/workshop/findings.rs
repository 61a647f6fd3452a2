//! What is wrong with an item: read alone, and against the framework and the bank it goes into.

use domain::bank::{References, faults_of_bank};
use domain::item::{Finding, Item};
use formats::content::Named;

use super::shipped::shipped;
use crate::app::App;

/// Everything that is wrong with an item, the most local first. `is_known` says whether the bank has an item of this name.
pub fn findings(app: &App, item: &Item, is_known: impl Fn(&str) -> bool) -> Vec<Finding> {
    let edition = app.editions.current().edition;
    let ids = |list: &[Named]| list.iter().map(|n| n.id.clone()).collect::<Vec<_>>();
    let (trades, settings) = (ids(&app.people.trades), ids(&app.people.settings));
    let references = References { framework: &edition.framework, trades: &trades, settings: &settings };
    let known = |id: &str| is_known(id) || shipped(app).contains_key(id) || edition.place(id).is_some();
    let found = faults_of_bank(std::slice::from_ref(item), references).into_iter().map(|(_, finding)| finding);
    let mut seen = Vec::new();
    found
        .filter(|f| !(f.code == "enemy-unknown" && f.detail != item.id && known(&f.detail)))
        // a field that is empty is told once, not also as an unknown name
        .filter(|f| !(matches!(f.code, "objective-unknown" | "setting-unknown") && f.detail.is_empty()))
        .chain([("objective", &item.objective), ("setting", &item.setting)].into_iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| Finding {
            code: "empty-field",
            detail: name.to_owned(),
            anchor: (name, 0),
        }))
        .filter(|f| {
            let is_new = !seen.contains(f);
            seen.push(f.clone());
            is_new
        })
        .collect()
}
