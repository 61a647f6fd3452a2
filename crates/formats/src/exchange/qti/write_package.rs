//! A package of QTI 3.0: items, one test that holds them in their order, and a manifest with what other programs search by.

use std::collections::BTreeSet;

use domain::item::Item;

use super::super::archive::pack;
use super::super::loss::Code;
use super::super::xml::Tag;
use super::super::{Exported, item_file, loss_of};
use super::{NAMESPACE, write_item};

/// Writes items and the test that holds them. Kinds for which QTI has no interaction travel as our own files, which our reader
/// takes back and others leave alone.
///
/// # Panics
/// Never: names of items are distinct in what is written, whatever they are in `items`.
pub fn write_package(id: &str, title: &str, items: &[Item]) -> Exported<Vec<u8>> {
    let (mut files, mut resources, mut refs, mut lost) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for item in items {
        if !seen.insert(item.id.as_str()) {
            lost.push(loss_of(item, Code::NotWritten, &*item.id));
            continue;
        }
        if let Ok(written) = write_item(item) {
            lost.extend(written.lost);
            let path = format!("items/{}.xml", item.id);
            refs.push(Tag::new("qti-assessment-item-ref").with("identifier", named(&item.id)).with("href", &*path));
            resources.push(resource(item, "imsqti_item_xmlv3p0", &path));
            files.push((path, written.file.into_bytes()));
        } else {
            let path = format!("socle/{}.toml", item.id);
            lost.push(loss_of(item, Code::DetailDropped, "simulator"));
            resources.push(resource(item, "x-socle-item", &path));
            files.push((path, item_file::write(item, &[]).into_bytes()));
        }
    }
    let section = Tag::new("qti-assessment-section").with("identifier", "section").with("title", title).with("visible", "true").children(refs);
    let part = Tag::new("qti-test-part").with("identifier", "part").with("navigation-mode", "linear").with("submission-mode", "individual").child(section);
    let test =
        Tag::new("qti-assessment-test").with("xmlns", NAMESPACE).with("identifier", named(id)).with("title", title).with("tool-name", "Socle").child(part);
    let test_resource = Tag::new("resource").with("identifier", "test").with("type", "imsqti_test_xmlv3p0").with("href", "test.xml").child(file("test.xml"));
    let manifest = Tag::new("manifest")
        .with("xmlns", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1")
        .with("identifier", format!("manifest-{}", named(id)))
        .child(Tag::new("metadata").child(Tag::new("schema").text("QTI Package")).child(Tag::new("schemaversion").text("3.0.0")))
        .child(Tag::new("organizations"))
        .child(Tag::new("resources").child(test_resource).children(resources));
    let mut all = vec![("imsmanifest.xml".to_owned(), manifest.document().into_bytes()), ("test.xml".to_owned(), test.document().into_bytes())];
    all.extend(files);
    Exported { file: pack(&all), lost }
}

fn file(path: &str) -> Tag {
    Tag::new("file").with("href", path)
}

fn resource(item: &Item, kind: &'static str, path: &str) -> Tag {
    Tag::new("resource").with("identifier", format!("item-{}", item.id)).with("type", kind).with("href", path).child(metadata(item)).child(file(path))
}

/// Title, language, keywords, difficulty and time as LOM has them. Our own reader takes them from the item instead.
fn metadata(item: &Item) -> Tag {
    let text = |name: &'static str, words: &str| Tag::new(name).child(Tag::new("string").with("language", &*item.language).text(words));
    let difficulty = match item.difficulty {
        d if d < -1.5 => "very easy",
        d if d < -0.5 => "easy",
        d if d < 0.5 => "medium",
        d if d < 1.5 => "difficult",
        _ => "very difficult",
    };
    let general =
        Tag::new("general").child(text("title", &item.title)).child(Tag::new("language").text(&*item.language)).child(text("keyword", &item.objective));
    let educational = Tag::new("educational")
        .child(Tag::new("difficulty").child(Tag::new("source").text("LOMv1.0")).child(Tag::new("value").text(difficulty)))
        .child(Tag::new("typicalLearningTime").child(Tag::new("duration").text(format!("PT{}S", item.time))));
    let lom = Tag::new("lom").with("xmlns", "http://ltsc.ieee.org/xsd/LOM").child(general).child(educational);
    Tag::new("metadata").child(lom)
}

/// A name of XML: letters first.
fn named(id: &str) -> String {
    if id.starts_with(|c: char| c.is_alphabetic() || c == '_') { id.to_owned() } else { format!("_{id}") }
}
