//! Files that are broken or meant to harm are refused with their reason, and nothing ever panics.

use std::io::{Cursor, Write as _};

use domain::item::{Item, Response, Shown, key_response};
use formats::exchange::{Code, import, limits, write_gift, write_item, write_moodle, write_qti_item, write_qti_package};
use proptest::prelude::*;
use psychometrics::random::Random;
use zip::write::SimpleFileOptions;

use crate::exchange_qti::folder;
use crate::exchange_round_trip::bank;
use crate::files::{bytes as bytes_of, text as text_of};

fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn manifest(href: &str) -> Vec<u8> {
    format!("<manifest><resources><resource identifier='r' type='imsqti_item_xmlv2p1' href='{href}'/></resources></manifest>").into_bytes()
}

#[track_caller]
fn refused_as(bytes: &[u8], code: Code) {
    let imported = import("p.zip", bytes, "fr");
    assert!(imported.items.is_empty());
    let codes: Vec<Code> = imported.refusals().map(|l| l.code).collect();
    assert_eq!(codes, [code], "{:?}", imported.lost);
}

#[test]
fn an_archive_that_would_write_outside_is_refused() {
    for path in ["../../etc/cron.d/x", "/etc/passwd", "a/../../b", "..\\..\\x"] {
        refused_as(&archive(&[("imsmanifest.xml", manifest("a.xml")), (path, vec![1])]), Code::ArchivePath);
    }
    refused_as(&archive(&[("imsmanifest.xml", manifest("../../a.xml"))]), Code::ArchivePath);
    refused_as(&archive(&[("imsmanifest.xml", manifest("https://site.example/a.xml"))]), Code::ArchivePath);
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    refused_as(&archive(&[("imsmanifest.xml", manifest("a.xml")), ("a.xml", vec![b' '; 20 << 20])]), Code::ArchiveBomb);
    refused_as(&archive(&[("imsmanifest.xml", vec![b' '; 20 << 20])]), Code::ArchiveBomb);
}

#[test]
fn a_picture_of_a_hundred_megabytes_is_refused_by_its_name() {
    let picture = archive(&[("imsmanifest.xml", manifest("a.xml")), ("plan.png", vec![0; 100 << 20])]);
    let imported = import("p.zip", &picture, "fr");
    let loss = imported.refusals().next().expect("a refusal");
    assert_eq!((loss.code, loss.detail.as_str()), (Code::ArchiveLarge, "plan.png"));
}

/// The directory of an archive says that a file is small; unpacked, it is not.
#[test]
fn an_archive_that_lies_about_its_sizes_is_refused() {
    let honest = archive(&[("imsmanifest.xml", vec![b' '; 20 << 20])]);
    let size = (20_u32 << 20).to_le_bytes();
    let mut lying = honest.clone();
    let mut at = 0;
    while let Some(found) = lying[at..].windows(4).position(|w| w == size) {
        lying[at + found..at + found + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        at += found + 4;
    }
    assert_ne!(lying, honest);
    let imported = import("p.zip", &lying, "fr");
    assert!(imported.items.is_empty() && imported.refusals().count() == 1, "{:?}", imported.lost);
}

#[test]
fn too_many_files_too_much_text_and_too_many_elements_are_refused() {
    let mut many = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..=limits::ENTRIES {
        many.start_file(format!("{n}"), SimpleFileOptions::default()).expect("a file");
    }
    refused_as(&many.finish().expect("an archive").into_inner(), Code::ArchiveMany);
    refused_as(&vec![b'a'; limits::FILE + 1], Code::TooLarge);
    refused_as(format!("<quiz>{}</quiz>", "<a/>".repeat(limits::NODES as usize + 1)).as_bytes(), Code::TooComplex);
    refused_as("<a>".repeat(1_000_000).as_bytes(), Code::TooComplex);
    refused_as(&archive(&[("a.txt", vec![1])]), Code::ManifestMissing);
    refused_as(&archive(&[("imsmanifest.xml", manifest("a.xml"))]), Code::FileMissing);
    refused_as(&[0, 1, 2, 3], Code::NotText);
    refused_as(b"", Code::Empty);
}

#[test]
fn rules_that_never_end_are_refused() {
    let deep = |n: usize| format!("{}<baseValue baseType=\"float\">1</baseValue>{}", "<sum>".repeat(n), "</sum>".repeat(n));
    let wide = deep(20).repeat(40);
    let text = text_of(&folder().join("choice-multiple-21.xml"));
    let rules = format!("<responseProcessing><setOutcomeValue identifier=\"SCORE\"><sum>{}</sum></setOutcomeValue></responseProcessing>", wide.repeat(40));
    let start = text.find("<responseProcessing").expect("rules");
    let end = start + text[start..].find("/>").expect("an end") + 2;
    let choices = (0..8).map(|n| format!("<simpleChoice identifier=\"X{n}\">{n}</simpleChoice>")).collect::<Vec<_>>().concat();
    let text = format!("{}{rules}{}", &text[..start], &text[end..]).replace("</choiceInteraction>", &format!("{choices}</choiceInteraction>"));
    refused_as(text.as_bytes(), Code::Processing);
}

#[test]
fn nothing_outside_is_followed_or_run() {
    let quiz = r#"<quiz><question type="multichoice"><name><text>Q</text></name><questiontext format="html"><text><![CDATA[<p>Lisez <img src="https://spy.example/p.png"><script src="https://spy.example/s.js"></script><iframe src="https://spy.example"></iframe> <a href="javascript:alert(1)" onclick="x()">ici</a></p>]]></text></questiontext><single>true</single><answer fraction="100"><text>oui</text></answer><answer fraction="0"><text>non</text></answer></question></quiz>"#;
    let imported = import("q.xml", quiz.as_bytes(), "fr");
    let item = &imported.items[0].item;
    assert_eq!(item.question, "Lisez ici");
    let all = serde_json::to_string(item).expect("JSON");
    for trace in ["spy.example", "javascript", "onclick", "<"] {
        assert!(!all.contains(trace), "{trace}");
    }
}

/// Good files of every format.
fn seeds() -> Vec<Vec<u8>> {
    let items: Vec<_> = bank().into_iter().step_by(12).collect();
    let mut seeds: Vec<Vec<u8>> =
        vec![write_moodle(&items).file.into_bytes(), write_gift(&items).file.into_bytes(), b"Q ?\nA. un\nB. deux\nANSWER: A\n".to_vec()];
    seeds.push(write_qti_package("p", "P", &items[..4]).file);
    for name in ["match-map", "feedback-modal", "inline-choice-two-each", "hottext-21", "number-tolerance", "gap-match-21", "custom-member-sum", "slider-21"] {
        seeds.push(bytes_of(&folder().join(format!("{name}.xml"))));
    }
    seeds
}

/// The right answer, in the order of the author.
fn key(item: &Item) -> Response {
    let mut shown = Shown::draw(&item.interaction, &mut Random::new(1, 0));
    shown.0.iter_mut().for_each(|list| list.sort_unstable());
    key_response(&item.interaction, &shown)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Bytes of good files changed, cut, repeated: an item or a refusal.
    #[test]
    fn changed_bytes_never_harm(which in 0_usize..12, changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, any::<u8>()), 1..6)) {
        use std::sync::OnceLock;
        static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
        let mut bytes = SEEDS.get_or_init(seeds)[which].clone();
        for (at, how, byte) in changes {
            let at = at.index(bytes.len().max(1));
            match how {
                _ if bytes.is_empty() => bytes.push(byte),
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.truncate(at),
                _ => {
                    let copy: Vec<u8> = bytes[at..(at + 40).min(bytes.len())].to_vec();
                    bytes.splice(at..at, copy);
                }
            }
        }
        let imported = import("f", &bytes, "fr");
        prop_assert!(!imported.items.is_empty() || imported.refusals().next().is_some(), "nothing came out, and nothing says why");
        for draft in imported.items.iter().take(2) {
            let item = &draft.item;
            prop_assert!(formats::content::item(&write_item(item, &[])).is_ok());
            let Ok(written) = write_qti_item(item) else { continue };
            for back in import("b.xml", written.file.as_bytes(), "fr").items {
                prop_assert_eq!(back.item.interaction.kind(), item.interaction.kind());
                prop_assert_eq!(key(&back.item), key(item));
            }
        }
    }

    #[test]
    fn arbitrary_text_never_harms(text in "[ -~\n{}=~#:%éà<>/\"\\\\]{0,200}") {
        let _ = import("f", text.as_bytes(), "fr");
        let _ = import("f", format!("<quiz><question type='cloze'><questiontext><text>{{1:MC:{}}}</text></questiontext></question></quiz>", text.replace(['<', '&'], "")).as_bytes(), "fr");
    }
}
