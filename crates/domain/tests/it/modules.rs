//! Modules: the shipped ones keep the rules, and each rule says no.

use domain::bank::References;
use domain::item::Item;
use domain::learning::module::{Form, Module, Side, Step, faults, faults_of_modules, skill};

use crate::content::{SHIPPED, items, module_files, modules, text};

fn lists() -> (Vec<String>, Vec<String>) {
    let people = formats::content::people(&text("framework/trades.toml")).expect("the trades can be read");
    let ids = |named: Vec<formats::content::Named>| named.into_iter().map(|n| n.id).collect();
    (ids(people.trades), ids(people.settings))
}

#[test]
fn the_shipped_modules_keep_the_rules() {
    let ((trades, settings), bank, files, modules) = (lists(), items(), module_files(), modules());
    assert!(modules.len() >= 40, "{} modules", modules.len());
    let found = faults_of_modules(&modules, &bank, References { framework: &SHIPPED.framework, trades: &trades, settings: &settings });
    let said: Vec<String> = found
        .iter()
        .map(|(i, finding)| format!("{}:{}: {} {}", files[*i].0, formats::content::line_of_finding(&files[*i].1, finding), finding.code, finding.detail))
        .collect();
    assert!(found.is_empty(), "{} defects\n{}", found.len(), said.join("\n"));
    for ((file, _), module) in files.iter().zip(&modules) {
        assert!(file.ends_with(&format!("/{}.toml", module.id)), "{file}: {}", module.id);
    }
}

/// A shipped module that has a comparison, and an item of another domain than its own.
fn sample() -> (Module, Vec<Item>) {
    let module = modules().into_iter().find(|m| m.id == "le-bracelet-de-theo").expect("the module of the bracelet");
    (module, items())
}

fn first<'a, T>(module: &'a mut Module, part: impl Fn(&'a mut Step) -> Option<T>) -> T {
    module.steps.iter_mut().find_map(part).expect("such a step")
}

#[test]
fn a_list_of_modules_says_what_each_teaches_and_not_forty_times_the_same_words() {
    assert_eq!(skill("À la fin, vous saurez écrire une ligne que la nuit lira."), "Écrire une ligne que la nuit lira.");
    assert_eq!(skill("You will know whom to call."), "You will know whom to call.");
    assert_eq!(skill(""), "");
}

#[test]
fn every_rule_of_a_module_says_no() {
    type Breaks = fn(&mut Module);
    let breaks: [(&str, Breaks); 25] = [
        ("id-form", |m| m.id = "Le Bracelet".into()),
        ("version-zero", |m| m.version = 0),
        ("empty-field", |m| m.promise = " ".into()),
        ("text-long", |m| m.promise = "mot ".repeat(70)),
        ("empty-field", |m| m.trades.clear()),
        ("language-unknown", |m| m.language = "de".into()),
        ("source-date", |m| m.source.date = "hier".into()),
        ("minutes-range", |m| m.minutes = 12),
        ("minutes-honest", |m| m.minutes += 2),
        ("module-order", |m| m.steps.rotate_left(1)),
        ("module-order", |m| m.steps.swap(1, 5)),
        ("module-shows-nothing", |m| m.steps.retain(|s| s.kind() != "diagram")),
        ("wrong-count", |m| m.steps.retain(|s| s.kind() != "question")),
        ("wrong-count", |m| first(m, |s| if let Step::Lesson(p) = s { Some(p) } else { None }).text = "Trop court.".into()),
        ("wrong-count", |m| first(m, |s| if let Step::Cards(c) = s { Some(c) } else { None }).cards.truncate(2)),
        ("name-twice", |m| first(m, |s| if let Step::Cards(c) = s { Some(c) } else { None }).cards[1].id = "c1".into()),
        ("wrong-count", |m| first(m, |s| if let Step::Summary(c) = s { Some(c) } else { None }).points.truncate(2)),
        ("text-long", |m| first(m, |s| if let Step::Practice(p) = s { Some(p) } else { None }).gesture = "Demain ".repeat(20)),
        ("item-unknown", |m| first(m, |s| if let Step::Question(q) = s { Some(q) } else { None }).item = "devinette".into()),
        ("diagram-shape", |m| first(m, |s| if let Step::Diagram(d) = s { Some(d) } else { None }).form = Form::Chain),
        ("diagram-shape", |m| first(m, |s| if let Step::Diagram(d) = s { Some(d) } else { None }).left_title = None),
        ("diagram-shape", |m| first(m, |s| if let Step::Diagram(d) = s { Some(d) } else { None }).nodes[0].answer = Some("Oui".into())),
        ("wrong-count", |m| first(m, |s| if let Step::Diagram(d) = s { Some(d) } else { None }).nodes.retain(|n| n.side == Some(Side::Left))),
        ("markup", |m| first(m, |s| if let Step::Lesson(p) = s { Some(p) } else { None }).text.push_str(" [ici](https://exemple)")),
        ("real-address", |m| first(m, |s| if let Step::Lesson(p) = s { Some(p) } else { None }).text.push_str(" Écrivez à theo@hopital.fr.")),
    ];
    let (whole, bank) = sample();
    assert_eq!(faults(&whole, &bank), []);
    for (n, (code, breaks)) in breaks.into_iter().enumerate() {
        let mut broken = whole.clone();
        breaks(&mut broken);
        let found = faults(&broken, &bank);
        assert!(found.iter().any(|f| f.code == code), "{n}: {code} not in {found:?}");
    }
}

#[test]
fn what_a_module_points_to_exists_and_is_of_its_domain() {
    let ((trades, settings), (whole, bank)) = (lists(), sample());
    let references = References { framework: &SHIPPED.framework, trades: &trades, settings: &settings };
    let codes = |modules: &[Module]| faults_of_modules(modules, &bank, references).into_iter().map(|(_, f)| f.code).collect::<Vec<_>>();
    let with = |change: fn(&mut Module)| {
        let mut changed = whole.clone();
        change(&mut changed);
        changed
    };
    assert_eq!(codes(std::slice::from_ref(&whole)), [""; 0]);
    assert_eq!(codes(&[with(|m| m.objective = "S9.99".into())]), ["objective-unknown"]);
    assert_eq!(codes(&[with(|m| m.objective = "T5.05".into())]), ["item-elsewhere"]);
    assert_eq!(codes(&[with(|m| m.trades.push("sorcier".into()))]), ["trade-unknown"]);
    assert_eq!(codes(&[with(|m| m.settings.push("lune".into()))]), ["setting-unknown"]);
    assert_eq!(codes(&[with(|m| m.after.push("rien".into()))]), ["after-unknown"]);
    assert_eq!(codes(&[with(|m| m.after.push("le-bracelet-de-theo".into()))]), ["after-itself"]);
    assert_eq!(codes(&[whole.clone(), whole.clone()]), ["id-twice"]);
    let round = [with(|m| (m.id, m.after) = ("a".into(), vec!["b".into()])), with(|m| (m.id, m.after) = ("b".into(), vec!["a".into()]))];
    assert_eq!(codes(&round), ["after-itself", "after-itself"]);
}

#[test]
fn a_defect_in_a_nested_part_is_found_on_its_line() {
    let bank = items();
    let (file, text) = module_files().into_iter().find(|(file, _)| file.ends_with("le-bracelet-de-theo.toml")).expect("the file");
    let broken = text.replacen("id = \"c2\"", "id = \"c1\"", 1);
    let module = formats::content::module(&broken).unwrap_or_else(|e| panic!("{file}:{e}"));
    let [finding] = faults(&module, &bank).try_into().expect("one defect");
    let line = formats::content::line_of_finding(&broken, &finding);
    let second = broken.lines().enumerate().filter(|(_, l)| *l == "[[steps.cards]]").nth(1).map(|(i, _)| i + 1);
    assert_eq!((finding.code, Some(line)), ("name-twice", second));
}
