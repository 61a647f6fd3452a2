//! People in, from a file: the file, its columns, what it would change, what it did.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::profile_form::{Choice, TradeGroup};
use crate::web::view::{FieldError, SAMPLE_NOW};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/{organisation}/personnes/importer`
#[derive(Debug, Clone, Serialize)]
pub struct ImportsPage {
    /// What stands around.
    pub frame: Frame,
    /// Files on their way, and the last ones.
    pub rows: Vec<ImportRow>,
    /// Why a file was not taken.
    pub errors: Vec<FieldError>,
}

/// A file of the list.
#[derive(Debug, Clone, Serialize)]
pub struct ImportRow {
    /// Where it is looked at.
    pub path: String,
    /// The name of the file.
    pub name: String,
    /// `read`, `mapped`, `running`, `done`, `cancelled`, `failed`.
    pub status: &'static str,
    /// When it came, microseconds UTC.
    pub at: i64,
    /// What was done.
    pub report: Counts,
    /// Whether something of it waits for somebody.
    pub waits: bool,
}

/// How many people, of what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// New.
    pub added: u64,
    /// Changed.
    pub changed: u64,
    /// Unchanged.
    pub kept: u64,
    /// Noted as having left.
    pub left: u64,
    /// Lines refused.
    pub refused: u64,
}

/// What stands above the pages of one file.
#[derive(Debug, Clone, Serialize)]
pub struct FileHead {
    /// Where its pages begin.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Which step: 2 for the columns, 3 for the look, 4 for the writing.
    pub step: u8,
}

/// `GET …/importer/{import}/colonnes`
#[derive(Debug, Clone, Serialize)]
pub struct ImportColumnsPage {
    /// What stands around.
    pub frame: Frame,
    /// The file.
    pub file: FileHead,
    /// How it is written: the text `intake-encoding-…` names it.
    pub encoding: &'static str,
    /// The word for what stands between two cells; none in a workbook.
    pub separator: Option<&'static str>,
    /// Sheets to choose from, where there are several.
    pub sheets: Vec<String>,
    /// The one that was read.
    pub sheet: String,
    /// Lines with people.
    pub lines: i64,
    /// Whether a line holds the heads.
    pub has_heads: bool,
    /// Which, or which would.
    pub head_line: u32,
    /// The columns.
    pub columns: Vec<ColumnRow>,
    /// What a column can be: words that the texts `intake-column-…` name.
    pub choices: Vec<&'static str>,
    /// What is wrong with what was said.
    pub errors: Vec<FieldError>,
}

/// A column of the file.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnRow {
    /// Its place, from 0.
    pub place: usize,
    /// Its letters, as spreadsheets name it.
    pub letters: String,
    /// Its head.
    pub head: String,
    /// What it holds.
    pub samples: Vec<String>,
    /// What it is said to be.
    pub chosen: &'static str,
}

/// `GET …/importer/{import}`: what it would change.
#[derive(Debug, Clone, Serialize)]
pub struct ImportPreviewPage {
    /// What stands around.
    pub frame: Frame,
    /// The file.
    pub file: FileHead,
    /// How many people.
    pub counts: Counts,
    /// People on the list before.
    pub people: usize,
    /// Units that would be made.
    pub units: Vec<String>,
    /// Cohorts that would be made.
    pub cohorts: Vec<String>,
    /// The first cells at fault.
    pub faults: Vec<FaultRow>,
    /// How many there are.
    pub fault_count: usize,
    /// Trades that are not known.
    pub unknown: Vec<UnknownTrade>,
    /// Trades to choose from.
    pub trades: Vec<TradeGroup>,
    /// What else is to be known of lines that are taken.
    pub notices: Vec<NoticeRow>,
    /// The first who are new.
    pub new: Vec<NewRow>,
    /// The first of whom something changes.
    pub changed: Vec<ChangedRow>,
    /// What can become of those whom the file does not name.
    pub absent: Vec<AbsentChoice>,
    /// The names of some of them.
    pub absent_names: Vec<String>,
    /// Why it was not written.
    pub errors: Vec<FieldError>,
}

/// A cell at fault.
#[derive(Debug, Clone, Serialize)]
pub struct FaultRow {
    /// The line of the file.
    pub line: u32,
    /// The name of the column.
    pub column: String,
    /// What stands there.
    pub cell: String,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub cure: String,
}

/// A trade that is not known.
#[derive(Debug, Clone, Serialize)]
pub struct UnknownTrade {
    /// Its place in the form.
    pub place: usize,
    /// As the file writes it.
    pub word: String,
    /// Lines with it.
    pub lines: usize,
    /// What was decided: a code, empty for none; nothing yet.
    pub decided: Option<String>,
}

/// Something to know.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeRow {
    /// The lines of the file, some of them.
    pub lines: Vec<u32>,
    /// How many lines.
    pub count: usize,
    /// What.
    pub text: String,
}

/// Somebody new.
#[derive(Debug, Clone, Serialize)]
pub struct NewRow {
    /// The line of the file.
    pub line: u32,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Number.
    pub number: String,
    /// Trade.
    pub trade: String,
    /// Unit.
    pub unit: String,
    /// Cohort.
    pub cohort: String,
}

/// Somebody of whom something changes.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedRow {
    /// The line of the file.
    pub line: u32,
    /// Their name.
    pub name: String,
    /// What changes.
    pub what: String,
}

/// What can become of those whom the file does not name.
#[derive(Debug, Clone, Serialize)]
pub struct AbsentChoice {
    /// `stay`, `leave-here`, `leave-all`.
    pub code: &'static str,
    /// Of how many people.
    pub people: usize,
}

/// `GET …/importer/{import}` once it is being written, or settled.
#[derive(Debug, Clone, Serialize)]
pub struct ImportReportPage {
    /// What stands around.
    pub frame: Frame,
    /// The file.
    pub file: FileHead,
    /// `running`, `done`, `cancelled`, `failed`.
    pub status: &'static str,
    /// How much is done, 0 to 1.
    pub progress: f64,
    /// How many people.
    pub counts: Counts,
    /// Units and cohorts that were made.
    pub made: [u64; 2],
    /// Whether the refused lines can be taken away.
    pub can_correct: bool,
}

fn head(step: u8) -> FileHead {
    let path = "/pilotage/0199c0de-0000-7000-8000-000000000001/personnes/importer/0199c0de-0000-7000-8000-000000000002".to_owned();
    FileHead { path, name: "IFSI 2e année – export scolarité.csv".into(), step }
}

impl Page for ImportsPage {
    const TEMPLATE: &'static str = "pages/steer/imports.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, status, waits, report| ImportRow { path: head(2).path, name: name.into(), status, at: SAMPLE_NOW, report, waits };
        let rows = vec![
            row("IFSI 2e année – export scolarité.csv", "mapped", true, Counts::default()),
            row("agents.xlsx", "running", true, Counts { added: 1200, ..Counts::default() }),
            row("rentree-2026.csv", "done", false, Counts { added: 118, changed: 2, kept: 0, left: 4, refused: 3 }),
            row("essai.csv", "cancelled", false, Counts::default()),
        ];
        let empty = Self { frame: sample_frame("people"), rows: Vec::new(), errors: Vec::new() };
        let refused = vec![FieldError::new("file", "Ce fichier est un ancien classeur Excel (.xls). Enregistrez-le au format .xlsx ou CSV.")];
        vec![("empty", empty.clone()), ("full", Self { rows, ..empty.clone() }), ("refused", Self { errors: refused, ..empty })]
    }
}

impl Page for ImportColumnsPage {
    const TEMPLATE: &'static str = "pages/steer/import-columns.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let column = |(place, (head, samples, chosen)): (usize, (&str, &[&str], &'static str))| ColumnRow {
            place,
            letters: char::from(b'A' + place as u8).to_string(),
            head: head.into(),
            samples: samples.iter().map(|s| (*s).to_owned()).collect(),
            chosen,
        };
        let columns: [(&str, &[&str], &str); 6] = [
            ("Premier prénom", &["Awa", "Camille", "Zoé"], "given-name"),
            ("Deuxième prénom", &[], "ignored"),
            ("Nom de famille", &["Diop", "Roux", "Lefèvre"], "family-name"),
            ("Date de naissance (jj/mm/aaaa)", &["29/02/2004", "03/11/2005"], "birth-date"),
            ("Groupe", &["Groupe A", "Groupe B"], "unit"),
            ("", &["oui", "non"], "ignored"),
        ];
        let columns: Vec<ColumnRow> = columns.into_iter().enumerate().map(column).collect();
        let choices = domain::learner::Column::ALL.iter().map(|column| column.code()).collect();
        let full = Self {
            frame: sample_frame("people"),
            file: head(2),
            encoding: "windows-1252",
            separator: Some("semicolon"),
            sheets: Vec::new(),
            sheet: String::new(),
            lines: 120,
            has_heads: true,
            head_line: 1,
            columns,
            choices,
            errors: Vec::new(),
        };
        let sheets = vec!["Étudiants".to_owned(), "Consignes".to_owned()];
        let workbook = Self { encoding: "xlsx", separator: None, sheet: "Étudiants".into(), sheets, has_heads: false, ..full.clone() };
        let refused = Self { errors: vec![FieldError::new("column-1", "Aucune colonne ne contient le prénom.")], ..full.clone() };
        vec![("full", full), ("workbook", workbook), ("refused", refused)]
    }
}

impl Page for ImportPreviewPage {
    const TEMPLATE: &'static str = "pages/steer/import-preview.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let fault = |line, column: &str, cell: &str, why: &str, cure: &str| FaultRow {
            line,
            column: column.into(),
            cell: cell.into(),
            why: why.into(),
            cure: cure.into(),
        };
        let new = |line, family_name: &str, given_name: &str, number: &str| NewRow {
            line,
            family_name: family_name.into(),
            given_name: given_name.into(),
            number: number.into(),
            trade: "Étudiant, étudiante paramédical".into(),
            unit: "Groupe A".into(),
            cohort: "Promotion 2024-2027".into(),
        };
        let absent = |code, people| AbsentChoice { code, people };
        let full = Self {
            frame: sample_frame("people"),
            file: head(3),
            counts: Counts { added: 117, changed: 1, kept: 0, left: 0, refused: 2 },
            people: 86,
            units: vec!["Groupe A".into(), "Groupe B".into()],
            cohorts: vec!["Promotion 2024-2027".into()],
            faults: vec![
                fault(14, "Date de naissance", "31/02/2004", "Ce jour n’existe pas.", "Corrigez la date, au format jj/mm/aaaa."),
                fault(57, "Numéro", "22300417", "Ce numéro est déjà à la ligne 12.", "Gardez une seule des deux lignes, ou corrigez le numéro."),
            ],
            fault_count: 2,
            unknown: vec![
                UnknownTrade { place: 0, word: "ASHQ".into(), lines: 4, decided: None },
                UnknownTrade { place: 1, word: "Adjoint administratif hospitalier".into(), lines: 1, decided: Some("autre".into()) },
            ],
            trades: vec![TradeGroup {
                family: "care".into(),
                trades: vec![Choice { id: "aide-soignant".into(), name: "Aide-soignant, aide-soignante".into() }],
            }],
            notices: vec![NoticeRow { lines: vec![32, 33], count: 2, text: "Cette ligne répète une ligne précédente : elle compte une fois.".into() }],
            new: vec![new(2, "Diop", "Awa", "22300401"), new(3, "Roux-Castelnau de la Grange", "Camille", "22300402")],
            changed: vec![ChangedRow { line: 45, name: "Zoé Lefèvre".into(), what: "service, promotion".into() }],
            absent: vec![absent("stay", 0), absent("leave-here", 12), absent("leave-all", 80)],
            absent_names: vec!["Léa Petit".into(), "Hugo Martin".into()],
            errors: Vec::new(),
        };
        let fine = Self {
            counts: Counts { added: 120, ..Counts::default() },
            people: 0,
            faults: Vec::new(),
            fault_count: 0,
            unknown: Vec::new(),
            notices: Vec::new(),
            changed: Vec::new(),
            absent: vec![absent("stay", 0)],
            absent_names: Vec::new(),
            ..full.clone()
        };
        let nothing =
            Self { counts: Counts { kept: 120, ..Counts::default() }, units: Vec::new(), cohorts: Vec::new(), new: Vec::new(), people: 120, ..fine.clone() };
        let refused =
            Self { errors: vec![FieldError::new("", "Un autre fichier est en cours d’écriture. Attendez qu’il soit terminé.")], ..full.clone() };
        vec![("full", full), ("fine", fine), ("nothing", nothing), ("refused", refused)]
    }
}

impl Page for ImportReportPage {
    const TEMPLATE: &'static str = "pages/steer/import-report.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let done = Self {
            frame: sample_frame("people"),
            file: head(4),
            status: "done",
            progress: 1.0,
            counts: Counts { added: 117, changed: 1, kept: 3, left: 12, refused: 2 },
            made: [2, 1],
            can_correct: true,
        };
        let running =
            Self { status: "running", progress: 0.42, counts: Counts { added: 21_000, ..Counts::default() }, made: [0, 0], can_correct: false, ..done.clone() };
        let cancelled = Self { status: "cancelled", ..running.clone() };
        let failed = Self { status: "failed", counts: Counts::default(), ..running.clone() };
        let fine = Self { counts: Counts { added: 120, ..Counts::default() }, made: [0, 0], can_correct: false, ..done.clone() };
        vec![("done", done), ("running", running), ("cancelled", cancelled), ("failed", failed), ("fine", fine)]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<ImportsPage>(renderer, out)?;
    render::<ImportColumnsPage>(renderer, out)?;
    render::<ImportPreviewPage>(renderer, out)?;
    render::<ImportReportPage>(renderer, out)
}
