//! Items in and out: QTI 3.0 both ways, QTI 2.x in, Moodle XML and GIFT both ways, Aiken in, workbooks both ways.
//!
//! Whatever comes in gives items or named refusals, never a panic, and says what was lost. A key is never changed: where what is
//! right cannot be said in our terms, the item is refused. A scoring that gives another worth to some answer is told.

pub(crate) mod archive;
mod draft;
mod gift;
mod header;
mod item_file;
mod judge;
pub mod limits;
mod loss;
mod moodle;
mod parts;
mod prose;
mod qti;
mod xlsx;
mod xml;

pub use draft::{Draft, Imported, slug};
pub use gift::write as write_gift;
pub use item_file::write as write_item;
pub use loss::{Code, Loss, Weight};
pub use moodle::write as write_moodle;
pub use qti::{write_item as write_qti_item, write_package as write_qti_package};
pub use xlsx::{Lists, template, write as write_xlsx};

use domain::item::Item;

use crate::decode::decode;
use draft::Import;

/// A file that was written, and what could not be said in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported<T> {
    /// The file.
    pub file: T,
    /// What was left out; items whose kind the format has no word for are refused.
    pub lost: Vec<Loss>,
}

/// Reads items out of a file of any of the formats, told by what it holds: its name serves messages, and nothing else.
///
/// `language` is taken where the file does not say one.
pub fn import(name: &str, bytes: &[u8], language: &str) -> Imported {
    let mut import = Import::new(name, language);
    read(&mut import, bytes);
    import.finish()
}

fn read(import: &mut Import, bytes: &[u8]) {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return read_archive(import, bytes);
    }
    if bytes.len() > limits::FILE {
        return import.refuse(0, "", Code::TooLarge, format!("{} MB", limits::FILE >> 20));
    }
    let text = match decode(bytes) {
        Ok(text) if text.trim().is_empty() => return import.refuse(0, "", Code::Empty, ""),
        Ok(text) => text,
        Err(why) => return import.refuse(0, "", Code::NotText, why.to_string()),
    };
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !marked && std::str::from_utf8(bytes).is_err() && !text[..text.floor_char_boundary(100)].to_ascii_lowercase().contains("8859-1") {
        import.lose(0, "", Code::EncodingGuessed, "Windows-1252");
    }
    read_text(import, &text);
}

fn read_text(import: &mut Import, text: &str) {
    if !text.trim_start().starts_with('<') {
        return gift::read(import, text);
    }
    xml::with_document(import, text, |import, root| match &*root.name() {
        "quiz" => moodle::read(import, root),
        "assessment-item" => qti::read_item(import, root),
        "assessment-test" => import.refuse(root.line(), "", Code::TestAlone, ""),
        "questestinterop" => import.refuse(root.line(), "", Code::QtiUnknown, "QTI 1.x"),
        "assessment-section" | "assessment-stimulus" | "manifest" | "outcome-declaration" | "response-processing" => {
            import.refuse(root.line(), "", Code::QtiUnknown, root.tag());
        }
        _ => import.refuse(root.line(), "", Code::UnknownFormat, root.tag()),
    });
}

fn read_archive(import: &mut Import, bytes: &[u8]) {
    match archive::Archive::open(bytes) {
        Err((code, detail)) => import.refuse(0, "", code, detail),
        Ok(archive) if archive.has("xl/workbook.xml") => xlsx::read(import, bytes),
        Ok(archive) => qti::read_package(import, archive),
    }
}

/// Where an item comes from and goes to is one name: what a format calls it.
fn loss_of(item: &Item, code: Code, detail: impl Into<String>) -> Loss {
    Loss { file: String::new(), line: 0, item: item.id.clone(), code, detail: detail.into() }
}
