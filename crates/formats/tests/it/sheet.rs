//! A question as a form and as a text is one question, whichever of the two somebody works in.

use std::collections::BTreeMap;
use std::path::Path;

use formats::content;
use formats::sheet::{KINDS, Kind, NoForm, Sheet};
use proptest::prelude::*;

/// Texts of every item that is shipped.
fn texts() -> Vec<String> {
    let mut found = Vec::new();
    let items = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/items");
    for folder in std::fs::read_dir(items).expect("the items").map(|e| e.expect("a folder").path()) {
        for file in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("a file").path()) {
            found.push(crate::files::text(&file));
        }
    }
    found
}

/// What a browser sends of a form that shows this sheet: lines end as on paper tapes.
fn sent(sheet: &Sheet) -> BTreeMap<String, Vec<String>> {
    let one = |text: &str| vec![text.replace('\n', "\r\n")];
    let mut sent: BTreeMap<String, Vec<String>> = sheet.fields.iter().map(|(name, text)| (name.clone(), one(text))).collect();
    // trades are boxes to tick: one value for each
    sent.insert("trades".into(), sheet.get("trades").lines().map(str::to_owned).collect());
    for (list, rows) in &sheet.lists {
        sent.insert(format!("{list}.rows"), vec![rows.len().to_string()]);
        for (i, row) in rows.iter().enumerate() {
            for (field, text) in row {
                if *field == "correct" && sheet.kind.name == "single-choice" {
                    if !text.is_empty() {
                        sent.insert(format!("{list}.correct"), vec![i.to_string()]);
                    }
                } else if !(*field == "correct" && text.is_empty()) {
                    sent.insert(format!("{list}.{i}.{field}"), one(text));
                }
            }
        }
    }
    sent
}

#[test]
fn every_shipped_question_of_a_kind_with_a_form_is_the_same_after_the_form() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts() {
        let item = content::item(&text).expect("a shipped item");
        let Some(kind) = Kind::of(item.interaction.kind()) else {
            assert_eq!(Sheet::read(&text), Err(NoForm::Kind), "{}", item.id);
            continue;
        };
        let sheet = Sheet::read(&text).unwrap_or_else(|e| panic!("{}: {e:?}", item.id));
        assert_eq!(sheet.item().as_ref(), Ok(&item), "{}", item.id);
        let back = Sheet::typed(kind, &sent(&sheet));
        assert_eq!(back, sheet, "{} through a browser", item.id);
        let written = back.write();
        assert_eq!(content::item(&written).as_ref(), Ok(&item), "{} written", item.id);
        assert_eq!(Sheet::read(&written).as_ref(), Ok(&sheet), "{} read again", item.id);
        *seen.entry(kind.name).or_default() += 1;
    }
    assert_eq!(seen.len(), KINDS.len(), "every kind is met: {seen:?}");
}

#[test]
fn what_the_form_has_no_place_for_is_told_with_its_line() {
    let text = texts().into_iter().find(|t| t.contains("kind = \"single-choice\"")).expect("a choice");
    let cases = [
        (text.replace("setting = ", "reglage = \"x\"\nsetting = "), "reglage"),
        (text.replace("[source]\n", "[source]\npage = 4\n"), "page"),
        (text.replace("correct = true", "correct = \"oui\""), "correct"),
        (text.replace("kind = \"single-choice\"", "kind = \"single-choice\"\ncolour = \"red\""), "colour"),
    ];
    for (broken, name) in cases {
        let line = broken.lines().position(|l| l.starts_with(name)).map(|i| i + 1).expect("it is there");
        assert_eq!(Sheet::read(&broken), Err(NoForm::NoPlace { line, name: name.into() }));
    }
    let two = text.replacen("feedback = ", "correct = true\nfeedback = ", 4).replacen("correct = true\ncorrect = true", "correct = true", 1);
    assert!(matches!(Sheet::read(&two), Err(NoForm::NoPlace { .. })), "a form of one right answer cannot show two");
    assert!(matches!(Sheet::read("title = "), Err(NoForm::Unreadable(_))));
}

#[test]
fn a_draft_keeps_what_is_not_a_number_and_says_so() {
    let mut sheet = Sheet::new(Kind::of("number").expect("a kind"), "fr");
    sheet.set("difficulty", "plutôt dur");
    sheet.set("interaction.value", "2,5");
    sheet.lists.get_mut("units").expect("units")[0].insert("factor", "mille".into());
    let written = sheet.write();
    let back = Sheet::read(&written).expect("a draft is a form");
    assert_eq!(back.get("difficulty"), "plutôt dur");
    assert_eq!(back.get("interaction.value"), "2.5");
    assert_eq!(back.not_numbers(), ["difficulty", "units.0.factor"]);
    let item = sheet.item().expect("it can be looked at meanwhile");
    assert_eq!(item.difficulty.to_string(), "0");
    assert!(content::item(&written).is_err(), "but it is no item of a bank");
}

#[test]
fn findings_lead_to_the_control_where_they_are_mended() {
    let mut sheet = Sheet::new(Kind::of("single-choice").expect("a kind"), "fr");
    sheet.lists.get_mut("options").expect("options")[2].insert("text", "La troisième, après deux lignes vides".into());
    let item = sheet.item().expect("an item");
    let controls: Vec<(String, &str)> = domain::item::faults(&item).iter().map(|f| (sheet.control_of(f), f.code)).collect();
    for wanted in [("title", "empty-field"), ("source.publisher", "source-missing"), ("interaction", "wrong-count"), ("options.2.feedback", "feedback-missing")]
    {
        assert!(controls.iter().any(|(control, code)| (control.as_str(), *code) == wanted), "{wanted:?} in {controls:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is typed into whichever control of whichever kind is kept as it was cleaned, and read back.
    #[test]
    fn whatever_is_typed_is_kept(kind in 0..KINDS.len(), typed in proptest::collection::vec("\\PC{0,12}|[ \r\n\t\"'\\\\#=]{0,8}|-?[0-9]{1,3}[,.][0-9]", 60)) {
        let kind = &KINDS[kind];
        let mut sheet = sent(&Sheet::new(kind, "fr"));
        let names: Vec<String> = sheet.keys().filter(|n| !matches!(n.rsplit('.').next(), Some("rows" | "correct" | "id"))).cloned().collect();
        for (name, text) in names.iter().zip(&typed) {
            sheet.insert(name.clone(), vec![text.clone()]);
        }
        let sheet = Sheet::typed(kind, &sheet);
        let back = Sheet::read(&sheet.write()).expect("what a form wrote is a form");
        for (name, text) in &sheet.fields {
            let same = back.get(name) == text || !sheet.not_numbers().contains(name) && back.get(name).parse::<f64>().ok() == text.replace(',', ".").parse::<f64>().ok();
            prop_assert!(same, "{name}: {:?} {text:?}", back.get(name));
        }
        prop_assert_eq!(back.write(), sheet.write());
    }
}
