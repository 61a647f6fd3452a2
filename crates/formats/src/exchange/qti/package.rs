//! Packages: an archive with `imsmanifest.xml`, items, tests, and whatever else they carry.

use std::collections::BTreeSet;

use super::super::archive::Archive;
use super::super::draft::Import;
use super::super::loss::Code;
use super::super::xml::{El, with_document};
use super::item::read_item;
use crate::decode::decode;

const MANIFEST: &str = "imsmanifest.xml";

/// Kinds of resources, by what their type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Item,
    Test,
    /// One of ours, in our own format.
    Own,
    Other,
}

impl Kind {
    fn of(resource: &str) -> Self {
        match resource {
            "x-socle-item" => Self::Own,
            r if r.starts_with("imsqti_item") => Self::Item,
            r if r.starts_with("imsqti_test") || r.starts_with("imsqti_assessment") => Self::Test,
            _ => Self::Other,
        }
    }
}

/// Reads every item that the manifest names. Tests say their order; what else they say is told as lost.
pub(in super::super) fn read_package(import: &mut Import, mut archive: Archive<'_>) {
    // some programs pack the folder rather than what is in it
    let manifest = archive.names().iter().find(|n| *n == MANIFEST || (n.ends_with("/imsmanifest.xml") && n.matches('/').count() == 1)).cloned();
    let Some(manifest) = manifest else { return import.refuse(0, "", Code::ManifestMissing, "") };
    let folder = manifest.trim_end_matches(MANIFEST).to_owned();
    let mut resources: Vec<(Kind, String)> = Vec::new();
    let mut others: BTreeSet<String> = BTreeSet::new();
    with_file(import, &mut archive, &manifest, |import, root| {
        for resource in root.within().filter(|e| e.is("resource")) {
            let kind = Kind::of(resource.attr("type").unwrap_or_default().trim());
            let href = resource.attr("href").or_else(|| resource.child("file").and_then(|f| f.attr("href"))).unwrap_or_default();
            match path(&folder, href) {
                None => import.refuse(resource.line(), resource.id(), Code::ArchivePath, href),
                Some(path) if kind == Kind::Other => {
                    others.insert(path);
                }
                Some(path) => resources.push((kind, path)),
            }
        }
    });
    let mut order: Vec<String> = Vec::new();
    for (_, test) in resources.iter().filter(|(kind, _)| *kind == Kind::Test) {
        with_file(import, &mut archive, test, |import, root| read_test(import, root, test, &mut order));
    }
    resources.sort_by_key(|(_, path)| order.iter().position(|o| o == path).unwrap_or(usize::MAX));
    let mut read = BTreeSet::new();
    for (kind, path) in resources.iter().filter(|(kind, _)| *kind != Kind::Test) {
        if !read.insert(path.clone()) {
            continue;
        }
        if *kind == Kind::Own {
            own_item(import, &mut archive, path);
        } else {
            with_file(import, &mut archive, path, |import, root| match &*root.name() {
                "assessment-item" => read_item(import, root),
                other => import.refuse(root.line(), "", Code::QtiUnknown, other),
            });
        }
    }
    for missing in order.iter().filter(|path| !read.contains(*path)) {
        import.refuse(0, "", Code::FileMissing, missing.clone());
    }
    if !others.is_empty() {
        import.lose(0, "", Code::Resource, others.into_iter().take(5).collect::<Vec<_>>().join(", "));
    }
}

fn with_file(import: &mut Import, archive: &mut Archive<'_>, name: &str, read: impl FnOnce(&mut Import, El<'_>)) {
    import.inside(name, |import| {
        let bytes = match archive.read(name) {
            Ok(bytes) => bytes,
            Err((code, detail)) => return import.refuse(0, "", code, detail),
        };
        match decode(&bytes) {
            Ok(text) => with_document(import, &text, read),
            Err(why) => import.refuse(0, "", Code::NotText, why.to_string()),
        }
    });
}

fn own_item(import: &mut Import, archive: &mut Archive<'_>, name: &str) {
    import.inside(name, |import| {
        let text = match archive.read(name) {
            Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
            Err((code, detail)) => return import.refuse(0, "", code, detail),
        };
        match crate::content::item(&text) {
            Ok(item) => {
                let origin = item.id.clone();
                import.take_whole(item, origin);
            }
            Err(why) => import.refuse(why.line, "", Code::Unreadable, why.message),
        }
    });
}

/// Items of a test, in their order.
fn read_test(import: &mut Import, test: El<'_>, at: &str, order: &mut Vec<String>) {
    let folder = at.rfind('/').map_or("", |i| &at[..=i]).to_owned();
    let mut rules = BTreeSet::new();
    for el in test.within() {
        match &*el.name() {
            "assessment-item-ref" => match path(&folder, el.attr("href").unwrap_or_default()) {
                Some(path) => order.push(path),
                None => import.refuse(el.line(), el.id(), Code::ArchivePath, el.attr("href").unwrap_or_default()),
            },
            "assessment-section-ref" => import.lose(el.line(), test.id(), Code::TestRules, el.tag()),
            "selection"
            | "ordering"
            | "pre-condition"
            | "branch-rule"
            | "time-limits"
            | "outcome-processing"
            | "weight"
            | "test-feedback"
            | "rubric-block"
            | "item-session-control" => {
                rules.insert(el.tag().to_owned());
            }
            _ => {}
        }
    }
    if !rules.is_empty() {
        import.lose(test.line(), test.id(), Code::TestRules, rules.into_iter().collect::<Vec<_>>().join(", "));
    }
}

/// A path of the archive from one written in a file of it; none where it would leave the archive.
fn path(folder: &str, href: &str) -> Option<String> {
    let href = href.trim();
    let (href, _) = href.split_once(['#', '?']).unwrap_or((href, ""));
    if href.is_empty() || href.contains(':') || href.contains('\\') {
        return None;
    }
    let mut parts: Vec<String> = if href.starts_with('/') { Vec::new() } else { folder.split('/').filter(|p| !p.is_empty()).map(str::to_owned).collect() };
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(unescaped(part)),
        }
    }
    Some(parts.join("/"))
}

/// `%20` as a space.
fn unescaped(part: &str) -> String {
    let mut out = Vec::new();
    let bytes = part.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let hex = part.get(i + 1..i + 3).filter(|_| bytes[i] == b'%').and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(hex.unwrap_or(bytes[i]));
        i += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn paths_stay_inside_the_package() {
        assert_eq!(path("tests/", "../items/a%20b.xml"), Some("items/a b.xml".into()));
        for outside in ["../../etc/passwd", "https://x.example/a.xml", "file:///etc/passwd", "..\\a", ""] {
            assert_eq!(path("tests/", outside), None, "{outside}");
        }
    }
}
