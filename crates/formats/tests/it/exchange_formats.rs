//! What trainers have: questions of Moodle, GIFT, Aiken and workbooks, with their habits.

use domain::item::{Interaction, Item};
use formats::exchange::{Code, Imported, import};

fn codes(imported: &Imported) -> Vec<Code> {
    imported.lost.iter().map(|l| l.code).filter(|c| *c != Code::HeaderGuessed && *c != Code::LanguageGuessed).collect()
}

#[track_caller]
fn one(imported: &Imported) -> &Item {
    let [draft] = imported.items.as_slice() else { panic!("{:?}", imported.lost) };
    &draft.item
}

fn gift(text: &str) -> Imported {
    import("q.gift", text.as_bytes(), "fr")
}

fn moodle(kind: &str, inside: &str) -> Imported {
    let text = format!(
        "<quiz><question type=\"{kind}\"><name><text>Q</text></name><questiontext format=\"html\"><text>&lt;p&gt;Situation.&lt;/p&gt;&lt;p&gt;Question ?&lt;/p&gt;</text></questiontext>{inside}</question></quiz>"
    );
    import("q.xml", text.as_bytes(), "fr")
}

fn answer(fraction: &str, text: &str) -> String {
    format!("<answer fraction=\"{fraction}\"><text>{text}</text><feedback><text>{text} : pourquoi</text></feedback></answer>")
}

#[test]
fn gift_is_read_as_people_write_it() {
    let imported = gift(
        "// un commentaire\n$CATEGORY: a/b\n\n::Titre::Quel geste \\: le premier ? {\n=Vérifier#Oui\n~Attendre#Non\n####À retenir\n}\n\nVrai ou faux ?{F}\n",
    );
    assert_eq!(codes(&imported), [Code::Tags]);
    let item = &imported.items[0].item;
    assert_eq!((item.title.as_str(), item.question.as_str(), item.explanation.as_str()), ("Titre", "Quel geste : le premier ?", "À retenir"));
    let Interaction::SingleChoice(x) = &item.interaction else { panic!() };
    assert_eq!((x.options[0].correct, x.options[1].feedback.as_str()), (true, "Non"));
    let Interaction::SingleChoice(x) = &imported.items[1].item.interaction else { panic!() };
    assert_eq!((x.options[1].text.as_str(), x.options[1].correct), ("Faux", true));
}

#[test]
fn each_kind_of_gift_has_its_kind_here() {
    for (text, kind) in [
        ("Q ?{~%50%a ~%50%b ~%-50%c ~%-50%d}", "multiple-choice"),
        ("Q ?{=%100%hameçonnage =phishing}", "short-answer"),
        ("Q ?{=a -> 1 =b -> 2 =c -> 3}", "matching"),
        ("Q ?{#72:1}", "number"),
        ("Q ?{#70..74}", "number"),
        ("Q ?{#=72:1 =%50%71:0 ~#Non}", "number"),
        ("Le mot est {=juste ~faux} ici.", "gaps"),
    ] {
        assert_eq!(one(&gift(text)).interaction.kind(), kind, "{text}");
    }
    for (text, code) in [
        ("Racontez.{}", Code::ExtendedText),
        ("Lisez ceci.", Code::NoInteraction),
        ("Q ?{~a ~b}", Code::NoKey),
        ("Q ?{=a =b ~c}", Code::SeveralKeys),
        ("Q ?{=a", Code::Brackets),
        ("Q {=a ~b} et {=c ~d}", Code::SeveralInteractions),
    ] {
        assert_eq!(codes(&gift(text)), [code], "{text}");
    }
}

#[test]
fn an_old_file_in_windows_encoding_keeps_its_accents() {
    let imported = import("q.gift", b"\xc9tape ?{=d\xe9brancher ~\xe9teindre}", "fr");
    assert_eq!(one(&imported).question, "Étape ?");
    assert!(codes(&imported).contains(&Code::EncodingGuessed));
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("Étape ?{T}".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(one(&import("q.gift", &utf16, "fr")).question, "Étape ?");
}

#[test]
fn aiken_is_read_and_its_slips_are_told_with_their_line() {
    let imported = import("q.txt", "Quel geste ?\nA. Un\nB) Deux\nANSWER: B\n\nAutre ?\nA. Un\nB. Deux\nANSWER: C\n".as_bytes(), "fr");
    let Interaction::SingleChoice(x) = &one(&imported).interaction else { panic!() };
    assert!(x.options[1].correct && x.shuffle);
    let refusal = imported.refusals().next().expect("a refusal");
    assert_eq!((refusal.line, refusal.code, refusal.detail.as_str()), (6, Code::KeyUnknown, "C"));
}

#[test]
fn moodle_keeps_its_key_and_tells_what_is_worth_something_else() {
    let imported = moodle("multichoice", &format!("<single>false</single>{}{}{}", answer("50", "a"), answer("50", "b"), answer("0", "c")));
    let Interaction::MultipleChoice(x) = &one(&imported).interaction else { panic!() };
    assert_eq!(x.options.iter().map(|o| o.correct).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(codes(&imported), [Code::ScoringDiffers], "ticking everything wins everything in Moodle, and not here");
    let imported = moodle("multichoice", &format!("<single>false</single>{}{}{}", answer("50", "a"), answer("50", "b"), answer("-50", "c")));
    assert_eq!((one(&imported).interaction.points(), codes(&imported)), (2, vec![]));
    let imported = moodle("multichoice", &format!("{}{}", answer("100", "a"), answer("100", "b")));
    assert_eq!(codes(&imported), [Code::SeveralKeys]);
    let item = moodle("truefalse", &format!("{}{}", answer("0", "true"), answer("100", "false")));
    assert_eq!((one(&item).situation.as_str(), one(&item).question.as_str()), ("Situation.", "Question ?"));
}

#[test]
fn each_kind_of_moodle_is_an_item_or_a_refusal_by_name() {
    let pair = |l: &str, a: &str| format!("<subquestion format=\"html\"><text>{l}</text><answer><text>{a}</text></answer></subquestion>");
    assert_eq!(one(&moodle("matching", &format!("{}{}{}", pair("l1", "a1"), pair("l2", "a2"), pair("", "a3")))).interaction.kind(), "matching");
    assert_eq!(one(&moodle("ordering", &format!("<gradingtype>-1</gradingtype>{}{}", answer("1", "a"), answer("2", "b")))).interaction.points(), 1);
    assert_eq!(one(&moodle("numerical", "<answer fraction=\"100\"><text>72</text><tolerance>2</tolerance></answer>")).interaction.kind(), "number");
    for (kind, code) in [
        ("essay", Code::ExtendedText),
        ("description", Code::NoInteraction),
        ("ddmarker", Code::Picture),
        ("calculated", Code::Template),
        ("random", Code::Template),
        ("crossword", Code::UnknownKind),
        ("cloze", Code::NoKey),
    ] {
        assert_eq!(codes(&moodle(kind, "")), [code], "{kind}");
    }
    let select = "<quiz><question type=\"gapselect\"><name><text>Q</text></name><questiontext format=\"html\"><text>Lisez. Il faut [[2]] le fichier.</text></questiontext><selectoption><text>imprimer</text><group>1</group></selectoption><selectoption><text>chiffrer</text><group>1</group></selectoption></question></quiz>";
    let imported = import("q.xml", select.as_bytes(), "fr");
    let Interaction::Gaps(x) = &one(&imported).interaction else { panic!() };
    assert_eq!((x.text.as_str(), x.gaps[0].answer.as_deref()), ("Lisez. Il faut {g1} le fichier.", Some("chiffrer")));
}

#[test]
fn a_package_follows_its_test_and_tells_what_it_leaves() {
    use std::io::{Cursor, Write as _};
    let item = |name: &str| crate::files::bytes(&crate::exchange_qti::folder().join(name));
    let manifest = br#"<manifest><resources>
        <resource identifier="i1" type="imsqti_item_xmlv2p1" href="items/a.xml"/><resource identifier="i2" type="imsqti_item_xmlv2p2" href="items/b.xml"/>
        <resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/><resource identifier="w" type="webcontent" href="img/plan.png"/></resources></manifest>"#;
    let test = br#"<assessmentTest identifier="T" title="T"><testPart identifier="p" navigationMode="linear" submissionMode="individual"><timeLimits maxTime="600"/>
        <assessmentSection identifier="s" title="s" visible="true"><selection select="1"/><assessmentItemRef identifier="b" href="items/b.xml"/><assessmentItemRef identifier="a" href="./items/a.xml"/>
        </assessmentSection></testPart></assessmentTest>"#;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("imsmanifest.xml", manifest.to_vec()),
        ("test.xml", test.to_vec()),
        ("items/a.xml", item("order-21.xml")),
        ("items/b.xml", item("choice-single-22.xml")),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(&bytes).expect("bytes");
    }
    let imported = import("p.zip", &zip.finish().expect("an archive").into_inner(), "fr");
    assert_eq!(imported.items.iter().map(|d| d.origin.as_str()).collect::<Vec<_>>(), ["choice-single-22", "order-21"], "in the order of the test");
    assert_eq!(codes(&imported), [Code::TestRules, Code::Resource]);
    assert!(imported.lost.iter().any(|l| l.file == "p.zip!items/a.xml"), "losses name the file inside");
}
