//! What the layout engine sees: our templates, our typeface and one file of data. No disk, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{MadeOn, PdfError};

/// Written by assets/fonts-pdf.mjs. The files of the other Latin letters come last: the engine prefers the first that
/// has a letter.
const FONTS: [&[u8]; 6] = [
    include_bytes!("../../../../assets/dist/pdf/regular.ttf"),
    include_bytes!("../../../../assets/dist/pdf/bold.ttf"),
    include_bytes!("../../../../assets/dist/pdf/italic.ttf"),
    include_bytes!("../../../../assets/dist/pdf/regular-ext.ttf"),
    include_bytes!("../../../../assets/dist/pdf/bold-ext.ttf"),
    include_bytes!("../../../../assets/dist/pdf/italic-ext.ttf"),
];

/// Documents whose layout was memoised are forgotten after this many others: the engine's cache never empties itself.
const REMEMBERED: usize = 3;

/// A kind of document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Template {
    Profile,
    Sheets,
    Attestations,
    Proofs,
    Report,
    Certificate,
    Papers,
}

impl Template {
    /// What its documents are named by.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Sheets => "sheets",
            Self::Attestations => "attestations",
            Self::Proofs => "proofs",
            Self::Report => "report",
            Self::Certificate => "certificate",
            Self::Papers => "papers",
        }
    }
}

/// Lays out `template` with `data` (JSON) and writes it as PDF/UA-1. `identifier` names the document, stably.
pub(super) fn typeset(template: Template, data: String, made_on: MadeOn, identifier: String) -> Result<Vec<u8>, PdfError> {
    let day = Datetime::from_ymd(made_on.year, made_on.month, made_on.day).ok_or(PdfError::Date)?;
    let options = PdfOptions {
        ident: Smart::Custom(identifier),
        creator: Smart::Custom(Some("Socle".to_owned())),
        timestamp: Some(Timestamp::new_utc(day)),
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|problem| PdfError::Layout(problem.message().to_string()))?,
        ..PdfOptions::default()
    };
    let desk = Desk { template, data: Bytes::from_string(data) };
    let pdf = typst::compile::<PagedDocument>(&desk)
        .output
        .and_then(|document| typst_pdf::pdf(&document, &options))
        .map_err(|problems| PdfError::Layout(describe(&problems)));
    typst::comemo::evict(REMEMBERED);
    pdf
}

/// True when some font has a glyph for `letter`.
pub(super) fn can_print(letter: char) -> bool {
    SHARED.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
}

fn describe(problems: &[SourceDiagnostic]) -> String {
    problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// What is the same for every document.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    identity: Source,
    profile: Source,
    sheets: Source,
    attestations: Source,
    proofs: Source,
    report: Source,
    certificate: Source,
    papers: Source,
    data: FileId,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        identity: Source::new(file_id("identity.typ"), include_str!("identity.typ").to_owned()),
        profile: Source::new(file_id("profile.typ"), include_str!("profile.typ").to_owned()),
        sheets: Source::new(file_id("sheets.typ"), include_str!("sheets.typ").to_owned()),
        attestations: Source::new(file_id("attestations.typ"), include_str!("attestations.typ").to_owned()),
        proofs: Source::new(file_id("proofs.typ"), include_str!("proofs.typ").to_owned()),
        report: Source::new(file_id("report.typ"), include_str!("report.typ").to_owned()),
        certificate: Source::new(file_id("certificate.typ"), include_str!("certificate.typ").to_owned()),
        papers: Source::new(file_id("papers.typ"), include_str!("papers.typ").to_owned()),
        data: file_id("data.json"),
    }
});

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names of our own files are plain");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// One document being made.
struct Desk {
    template: Template,
    data: Bytes,
}

impl Desk {
    fn main_source(&self) -> &'static Source {
        match self.template {
            Template::Profile => &SHARED.profile,
            Template::Sheets => &SHARED.sheets,
            Template::Attestations => &SHARED.attestations,
            Template::Proofs => &SHARED.proofs,
            Template::Report => &SHARED.report,
            Template::Certificate => &SHARED.certificate,
            Template::Papers => &SHARED.papers,
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main_source().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&SHARED.identity, self.main_source()].into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == SHARED.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
