//! The register of certificates, and what goes to the Caisse des Dépôts.

use serde::Serialize;

use super::Frame;
#[cfg(test)]
use crate::web::view::SAMPLE_NOW;
use crate::web::view::listing::Listing;
use crate::web::view::{FieldError, Page};

/// A certificate in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number.
    pub number: String,
    /// Whose: birth name, given name.
    pub name: String,
    /// Day of birth, ISO.
    pub born: String,
    /// `socle`, `avance`, `expert`.
    pub level: &'static str,
    /// When it was issued.
    pub issued_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

/// The register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterPage {
    /// What stands around.
    pub frame: Frame,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// `all`, `holding`, `revoked`.
    pub which: &'static str,
    /// Certificates of this page.
    pub rows: Vec<Row>,
    /// The same as a table.
    pub csv: String,
    /// Keys that sign, the newest first.
    pub keys: Vec<Key>,
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Key {
    /// Its name in credentials.
    pub name: String,
    /// When it was made.
    pub created_at: i64,
    /// Since when it signs nothing more.
    pub retired_at: Option<i64>,
    /// Certificates that it signed.
    pub signed: i64,
}

/// A revocation that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// Why, as a word.
    pub why: String,
    /// Why, in words.
    pub reason: String,
    /// Since when.
    pub at: i64,
    /// Whether who looks proposed it.
    pub is_mine: bool,
}

/// One certificate.
#[derive(Debug, Clone, Serialize)]
pub struct CertificatePage {
    /// What stands around.
    pub frame: Frame,
    /// The certificate.
    pub row: Row,
    /// Name of the centre.
    pub centre: String,
    /// Day of the exam.
    pub exam_on: Option<i64>,
    /// Rules that decided.
    pub rules: String,
    /// Digest of the edition.
    pub edition: String,
    /// Probability of the level, 0 to 1.
    pub probability: f64,
    /// Why it was revoked.
    pub revoked_reason: Option<String>,
    /// What waits.
    pub proposed: Option<Proposed>,
    /// Reasons that can be given.
    pub reasons: Vec<&'static str>,
    /// The one that was chosen.
    pub why: String,
    /// The words that were typed.
    pub reason: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A certificate that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingRow {
    /// Its number.
    pub number: String,
    /// Whose.
    pub name: String,
    /// When it was issued.
    pub issued_at: i64,
    /// After this it is late: three months.
    pub due_at: i64,
    /// Whether it is.
    pub is_late: bool,
    /// What it lacks: `cpf-fault-…`.
    pub faults: Vec<&'static str>,
    /// What the Caisse said the last time.
    pub rejected: Option<String>,
}

/// A file for the Caisse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileRow {
    /// Its number.
    pub number: i64,
    /// Its page.
    pub path: String,
    /// `prepared`, `sent`, `processed`, `withdrawn`.
    pub status: String,
    /// When it was prepared.
    pub prepared_at: i64,
}

/// What is to be sent and what was.
#[derive(Debug, Clone, Serialize)]
pub struct CpfPage {
    /// What stands around.
    pub frame: Frame,
    /// What the settings lack: `cpf-setting-…`.
    pub settings: Vec<&'static str>,
    /// Certificates that lack nothing.
    pub ready: Vec<WaitingRow>,
    /// Certificates that do.
    pub incomplete: Vec<WaitingRow>,
    /// Files, the newest first.
    pub files: Vec<FileRow>,
}

/// A certificate in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentRow {
    /// Number of the certificate.
    pub number: String,
    /// `prepared`, `sent`, `accepted`, `rejected`, `withdrawn`.
    pub status: String,
    /// Why it was rejected.
    pub reason: String,
}

/// What the Caisse said, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Number of the treatment there.
    pub treatment: String,
    /// Taken.
    pub accepted: usize,
    /// Not taken.
    pub rejected: usize,
    /// Rows of which nothing was said.
    pub unsaid: usize,
    /// Rows that are not of this file.
    pub unknown: usize,
}

/// One file.
#[derive(Debug, Clone, Serialize)]
pub struct CpfFilePage {
    /// What stands around.
    pub frame: Frame,
    /// The file.
    pub file: FileRow,
    /// When it was released.
    pub sent_at: Option<i64>,
    /// When it was settled.
    pub processed_at: Option<i64>,
    /// Whether who looks prepared it.
    pub is_mine: bool,
    /// Its rows.
    pub rows: Vec<SentRow>,
    /// What came back.
    pub counts: Option<Counts>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

#[cfg(test)]
fn frame(here: &str) -> Frame {
    let entry = |(name, path): (&'static str, &str)| super::Entry { name, path: format!("/certificateur{path}"), is_here: name == here };
    let all = [("jury", ""), ("appeals", "/recours"), ("centres", "/centres"), ("standards", "/seuils"), ("registry", "/registre"), ("cpf", "/cpf")];
    Frame { governs: true, entries: all.map(entry).into() }
}

#[cfg(test)]
fn sample_row(revoked_at: Option<i64>) -> Row {
    Row { number: "BCDF-GHJK-LMNP".into(), name: "Diop Awa".into(), born: "2001-02-03".into(), level: "avance", issued_at: SAMPLE_NOW, revoked_at }
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "pages/certification/register.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let long = Row {
                name: "Le Guen-Kervella de la Tour-Saint-Maximin Marie-Bénédicte Anne".into(),
                level: "expert",
                number: "QRST-VWXZ-BCDF".into(),
                ..sample_row(Some(SAMPLE_NOW))
            };
            let full = Self {
                frame: frame("registry"),
                listing: Listing::sample("", 120, 2),
                which: "all",
                rows: vec![sample_row(None), long],
                csv: "/certificateur/registre.csv?".into(),
                keys: vec![
                    Key { name: "cle-0199c0de00007000800000000000000a".into(), created_at: SAMPLE_NOW, retired_at: None, signed: 12 },
                    Key { name: "cle-0199c0de000070008000000000000001".into(), created_at: SAMPLE_NOW, retired_at: Some(SAMPLE_NOW), signed: 108 },
                ],
            };
            let none = Self { listing: Listing::sample("dupond", 0, 1), which: "revoked", rows: Vec::new(), ..full.clone() };
            let empty = Self { listing: Listing::sample("", 0, 1), which: "all", keys: Vec::new(), ..none.clone() };
            vec![("full", full), ("none", none), ("empty", empty)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for CertificatePage {
    const TEMPLATE: &'static str = "pages/certification/certificate.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let holds = Self {
                frame: frame("registry"),
                row: sample_row(None),
                centre: "IFSI du Centre hospitalier Nord".into(),
                exam_on: Some(SAMPLE_NOW),
                rules: "3".into(),
                edition: "5f3a9c".into(),
                probability: 0.87,
                revoked_reason: None,
                proposed: None,
                reasons: vec!["replaced", "neutralised", "fraud", "mistake", "appeal"],
                why: "fraud".into(),
                reason: String::new(),
                errors: Vec::new(),
            };
            let proposed = |is_mine| {
                Some(Proposed { why: "mistake".into(), reason: "Le nom n’est pas celui de la pièce d’identité.".into(), at: SAMPLE_NOW, is_mine })
            };
            let refused = Self { errors: vec![FieldError::new("motif", "Il manque une explication.")], ..holds.clone() };
            let revoked = Self { row: sample_row(Some(SAMPLE_NOW)), revoked_reason: Some("fraud".into()), ..holds.clone() };
            vec![
                ("holds", holds.clone()),
                ("refused", refused),
                ("mine", Self { proposed: proposed(true), ..holds.clone() }),
                ("others", Self { proposed: proposed(false), ..holds }),
                ("revoked", revoked),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for CpfPage {
    const TEMPLATE: &'static str = "pages/certification/cpf.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let waits = |faults: Vec<&'static str>, rejected: Option<&str>| WaitingRow {
                number: "BCDF-GHJK-LMNP".into(),
                name: "Diop Awa".into(),
                issued_at: SAMPLE_NOW,
                due_at: SAMPLE_NOW + 86_400_000_000,
                is_late: rejected.is_some(),
                faults,
                rejected: rejected.map(str::to_owned),
            };
            let file = |number, status: &str| FileRow { number, path: format!("/certificateur/cpf/{number}"), status: status.into(), prepared_at: SAMPLE_NOW };
            let all: Vec<&'static str> = formats::cpf::Fault::ALL.into_iter().map(formats::cpf::Fault::code).collect();
            let full = Self {
                frame: frame("cpf"),
                settings: Vec::new(),
                ready: vec![waits(Vec::new(), None), waits(Vec::new(), Some("Aucun titulaire ne correspond aux critères obligatoires"))],
                incomplete: vec![waits(all, None)],
                files: vec![file(4, "prepared"), file(3, "sent"), file(2, "processed"), file(1, "withdrawn")],
            };
            let empty = Self { ready: Vec::new(), incomplete: Vec::new(), files: Vec::new(), ..full.clone() };
            let unset = Self { settings: vec!["client", "contract", "code"], ..full.clone() };
            vec![("full", full), ("empty", empty), ("unset", unset)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for CpfFilePage {
    const TEMPLATE: &'static str = "pages/certification/cpf-file.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let row = |status: &str, reason: &str| SentRow { number: "BCDF-GHJK-LMNP".into(), status: status.into(), reason: reason.into() };
            let file = |status: &str| FileRow { number: 4, path: "/certificateur/cpf/4".into(), status: status.into(), prepared_at: SAMPLE_NOW };
            let prepared = Self {
                frame: frame("cpf"),
                file: file("prepared"),
                sent_at: None,
                processed_at: None,
                is_mine: false,
                rows: vec![row("prepared", "")],
                counts: None,
                errors: Vec::new(),
            };
            let sent = Self { file: file("sent"), sent_at: Some(SAMPLE_NOW), rows: vec![row("sent", "")], ..prepared.clone() };
            let refused = Self { errors: vec![FieldError::new("accuse", "Ce fichier ne se lit pas.")], ..sent.clone() };
            let counts = Counts { treatment: "51354".into(), accepted: 1, rejected: 1, unsaid: 1, unknown: 2 };
            let processed = Self {
                file: file("processed"),
                processed_at: Some(SAMPLE_NOW),
                rows: vec![row("accepted", ""), row("rejected", "Aucun titulaire ne correspond"), row("sent", "")],
                counts: Some(counts),
                ..sent.clone()
            };
            let withdrawn = Self { file: file("withdrawn"), rows: vec![row("withdrawn", "")], ..prepared.clone() };
            vec![
                ("prepared", prepared.clone()),
                ("mine", Self { is_mine: true, ..prepared }),
                ("sent", sent),
                ("refused", refused),
                ("processed", processed),
                ("withdrawn", withdrawn),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}
