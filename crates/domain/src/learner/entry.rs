//! What a line of a list says of somebody.

use crate::date::Day;
use crate::text::{fold, fold_email};

use super::cells;
use super::columns::{Column, Mapping};
use super::trades::Trades;
use crate::words::words;

/// Letters in a name, a school, a unit.
pub const LONGEST: usize = 160;
/// Letters in a number.
pub const LONGEST_NUMBER: usize = 64;
/// Letters of a cell that are told back.
const TOLD: usize = 80;
/// Years within which somebody on a list was born, back from today.
pub(crate) const AGES: (i64, i64) = (12, 110);
/// Days of a year, as ages are counted here: nobody's birthday decides.
pub(crate) const YEAR: i64 = 365;

/// Somebody, as a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The line of the file.
    pub line: u32,
    /// First given name.
    pub given_name: String,
    /// The name they use.
    pub family_name: String,
    /// By which they are listed, folded.
    pub sort_name: String,
    /// Birth date.
    pub birth_date: Option<Day>,
    /// As it was typed.
    pub email: Option<String>,
    /// As it is compared.
    pub email_folded: Option<String>,
    /// What the organisation calls them.
    pub number: Option<String>,
    /// The code of a trade.
    pub trade: Option<String>,
    /// The name of a unit.
    pub unit: Option<String>,
    /// The names of cohorts, each once; several stand in a cell with bars between them.
    pub cohorts: Vec<String>,
    /// School or component.
    pub school: Option<String>,
    /// Diploma.
    pub diploma: Option<String>,
    /// Regime.
    pub regime: Option<String>,
    /// When they came.
    pub arrived_on: Option<Day>,
    /// When they left; not after today.
    pub left_on: Option<Day>,
}

impl Entry {
    /// Whether two lines say the same.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let same_line = Self { line: other.line, ..self.clone() };
        same_line == *other
    }
}

words! {
    /// Why a line is not taken.
    Fault {
        /// Nothing stands where a name is needed.
        Missing => "missing",
        /// Signs or figures in a name.
        NotName => "not-name",
        /// Two names in one cell, and nothing says which is which.
        NamesTogether => "names-together",
        /// A formula, or what became of one.
        Formula => "formula",
        /// Letters spoilt by a wrong encoding.
        Garbled => "garbled",
        /// Longer than what can be kept.
        TooLong => "too-long",
        /// Not written as a day.
        NotDay => "not-day",
        /// A day that no calendar has.
        NoSuchDay => "no-such-day",
        /// A year of two figures.
        ShortYear => "short-year",
        /// Nobody on a list of today was born then.
        BirthUnlikely => "birth-unlikely",
        /// Left before they came.
        LeftBefore => "left-before",
        /// Not an address.
        NotEmail => "not-email",
        /// Another line has this number.
        NumberTwice => "number-twice",
        /// Another line speaks of the same person, or may.
        PersonTwice => "person-twice",
        /// Somebody quite different of the list has this number.
        NumberOfAnother => "number-of-another",
        /// Several people of the list may be meant.
        SeveralKnown => "several-known",
        /// Somebody of the list has this name and another address: the same person or not, nothing says it.
        PerhapsKnown => "perhaps-known",
    }

    /// What is told of a line that is taken.
    NoticeKind {
        /// No trade of ours: left empty.
        TradeUnknown => "trade-unknown",
        /// The line stands there twice: written once.
        Repeated => "repeated",
        /// They will leave: not noted before the day.
        WillLeave => "will-leave",
        /// The number of somebody of the same name and birth date changes.
        NumberChanges => "number-changes",
    }
}

/// A cell at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The line of the file.
    pub line: u32,
    /// The column.
    pub column: Column,
    /// What stands in the cell, its first letters.
    pub cell: String,
    /// What is wrong.
    pub why: Fault,
    /// The other line that it is about.
    pub other: Option<u32>,
}

/// Something to know about a line that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The line of the file.
    pub line: u32,
    /// What.
    pub kind: NoticeKind,
    /// The cell it is about, or the number that was.
    pub cell: String,
}

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Somebody, or each cell at fault.
    pub entry: Result<Entry, Vec<RowFault>>,
    /// What is told of it.
    pub notices: Vec<Notice>,
}

/// What stands in a cell, not too much of it.
pub(crate) fn told(cell: &str) -> String {
    cell.chars().map(|c| if c.is_control() { ' ' } else { c }).take(TOLD).collect::<String>().trim().to_owned()
}

struct Reader<'a, 'c, F: Fn(usize) -> &'c str> {
    line: u32,
    mapping: &'a Mapping,
    cell: F,
    faults: Vec<RowFault>,
}

impl<'c, F: Fn(usize) -> &'c str> Reader<'_, 'c, F> {
    fn cell(&self, column: Column) -> &'c str {
        self.mapping.place(column).map_or("", &self.cell)
    }

    fn fault(&mut self, column: Column, why: Fault) {
        let cell = told(self.cell(column));
        self.faults.push(RowFault { line: self.line, column, cell, why, other: None });
    }

    fn take<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<Option<T>, Fault>) -> Option<T> {
        match read(self.cell(column)) {
            Ok(value) => value,
            Err(why) => {
                self.fault(column, why);
                None
            }
        }
    }

    fn words(&mut self, column: Column) -> Option<String> {
        self.take(column, |cell| cells::words(cell, LONGEST)).filter(|words| !is_nothing(words))
    }

    fn cohorts(&mut self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for name in self.words(Column::Cohort).iter().flat_map(|cell| cell.split('|')).map(str::trim).filter(|name| !name.is_empty()) {
            if found.iter().all(|there| fold(there) != fold(name)) {
                found.push(name.to_owned());
            }
        }
        found
    }

    /// Family name and given name; the name they use comes before the one they were born with.
    fn names(&mut self) -> (String, String) {
        let before = self.faults.len();
        let used = self.take(Column::UsedName, |cell| cells::name(cell, LONGEST));
        let born = self.take(Column::FamilyName, |cell| cells::name(cell, LONGEST));
        let given = self.take(Column::GivenName, |cell| cells::name(cell, LONGEST));
        let (mut family, mut given) = (used.or(born), given);
        if (family.is_none() || given.is_none())
            && let Some((family_of, given_of)) = self.take(Column::FullName, |cell| cells::both_names(cell, LONGEST))
        {
            family.get_or_insert(family_of);
            given.get_or_insert(given_of);
        }
        if self.faults.len() == before {
            let has = |column| self.mapping.has(column);
            let family_column = [Column::FamilyName, Column::UsedName].into_iter().find(|c| has(*c)).unwrap_or(Column::FullName);
            let given_column = if has(Column::GivenName) { Column::GivenName } else { Column::FullName };
            if family.is_none() {
                self.fault(family_column, Fault::Missing);
            }
            if given.is_none() && (family.is_some() || given_column != family_column) {
                self.fault(given_column, Fault::Missing);
            }
        }
        (family.unwrap_or_default(), given.unwrap_or_default())
    }
}

/// How lists write that there is nothing.
fn is_nothing(words: &str) -> bool {
    matches!(fold(words).as_str(), "" | "neant" | "n.c" | "nc" | "n/a" | "sans objet" | "null")
}

/// Reads a line: `cell` gives what stands in the column of a place.
pub fn read<'c>(line: u32, mapping: &Mapping, cell: impl Fn(usize) -> &'c str, trades: &Trades, today: Day) -> Row {
    let mut from = Reader { line, mapping, cell, faults: Vec::new() };
    let mut notices = Vec::new();
    let (family_name, given_name) = from.names();
    let birth_date = from.take(Column::BirthDate, cells::day);
    if birth_date.is_some_and(|day| !(AGES.0 * YEAR..=AGES.1 * YEAR).contains(&(today.number() - day.number()))) {
        from.fault(Column::BirthDate, Fault::BirthUnlikely);
    }
    let email = from.words(Column::Email);
    let email_folded = email.as_deref().and_then(fold_email);
    if email.is_some() && email_folded.is_none() {
        from.fault(Column::Email, Fault::NotEmail);
    }
    let number = from.take(Column::Number, |cell| cells::words(cell, LONGEST_NUMBER)).filter(|number| !is_nothing(number));
    let said = from.words(Column::Trade);
    let found = said.as_deref().map(|words| (words, trades.find(words)));
    if let Some((words, None)) = found {
        notices.push(Notice { line, kind: NoticeKind::TradeUnknown, cell: told(words) });
    }
    let trade = found.and_then(|(_, code)| code).filter(|code| !code.is_empty()).map(str::to_owned);
    let arrived_on = from.take(Column::ArrivedOn, cells::day);
    let leaves_on = from.take(Column::LeftOn, cells::day);
    if arrived_on.zip(leaves_on).is_some_and(|(came, left)| left < came) {
        from.fault(Column::LeftOn, Fault::LeftBefore);
    }
    let left_on = leaves_on.filter(|day| *day <= today);
    if leaves_on != left_on {
        notices.push(Notice { line, kind: NoticeKind::WillLeave, cell: told(from.cell(Column::LeftOn)) });
    }
    let entry = Entry {
        line,
        sort_name: fold(&format!("{family_name} {given_name}")),
        given_name,
        family_name,
        birth_date,
        email,
        email_folded,
        number,
        trade,
        unit: from.words(Column::Unit),
        cohorts: from.cohorts(),
        school: from.words(Column::School),
        diploma: from.words(Column::Diploma),
        regime: from.words(Column::Regime),
        arrived_on,
        left_on,
    };
    if from.faults.is_empty() { Row { entry: Ok(entry), notices } } else { Row { entry: Err(from.faults), notices: Vec::new() } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learner::guess;

    fn row(heads: &str, line: &str) -> Row {
        let cells: Vec<&str> = line.split(';').collect();
        let trades = Trades::new([("infirmier", "Infirmier, infirmière")].into_iter(), std::iter::empty());
        let today = Day::parse("2026-11-22").expect("a day");
        read(7, &guess(heads.split(';')), |place| cells.get(place).copied().unwrap_or_default(), &trades, today)
    }

    fn faults(heads: &str, line: &str) -> Vec<(Column, Fault)> {
        row(heads, line).entry.expect_err("faults").into_iter().map(|fault| (fault.column, fault.why)).collect()
    }

    #[test]
    fn a_line_says_who_somebody_is() {
        let heads = "Premier prénom;Nom de famille;Nom d’usage;Date de naissance;Email;Numéro étudiant;Métier;Groupe;Promotion;Date de sortie";
        let row = row(heads, "Awa; Diop ;Diop-Martin;29/02/2004;Awa.Diop@ifsi.example;=\"00417\";IDE;Groupe A;2024-2027 | Cyber|cyber;01/01/2030");
        let entry = row.entry.expect("an entry");
        assert_eq!((entry.family_name.as_str(), entry.given_name.as_str(), entry.sort_name.as_str()), ("Diop-Martin", "Awa", "diop-martin awa"));
        assert_eq!(entry.birth_date.map(|d| d.to_string()).as_deref(), Some("2004-02-29"));
        assert_eq!((entry.email.as_deref(), entry.email_folded.as_deref()), (Some("Awa.Diop@ifsi.example"), Some("awa.diop@ifsi.example")));
        assert_eq!((entry.number.as_deref(), entry.trade.as_deref()), (Some("00417"), Some("infirmier")));
        assert_eq!(
            (entry.unit.as_deref(), entry.cohorts.as_slice(), entry.left_on),
            (Some("Groupe A"), &["2024-2027".to_owned(), "Cyber".to_owned()][..], None)
        );
        assert_eq!(row.notices.iter().map(|n| n.kind).collect::<Vec<_>>(), [NoticeKind::WillLeave]);
    }

    #[test]
    fn each_cell_at_fault_is_named() {
        let heads = "Nom;Prénom;Date de naissance;Email;Numéro;Service";
        assert_eq!(faults(heads, ";;;;;"), [(Column::FamilyName, Fault::Missing), (Column::GivenName, Fault::Missing)]);
        let found = faults(heads, "=1+1;Awa2;31/02/2004;awa chez ch;@n;#REF!");
        let expected = [
            (Column::FamilyName, Fault::Formula),
            (Column::GivenName, Fault::NotName),
            (Column::BirthDate, Fault::NoSuchDay),
            (Column::Email, Fault::NotEmail),
            (Column::Number, Fault::Formula),
            (Column::Unit, Fault::Formula),
        ];
        assert_eq!(found, expected);
        for (born, why) in [("01/01/1899", Fault::BirthUnlikely), ("01/01/2026", Fault::BirthUnlikely), ("22/11/2126", Fault::BirthUnlikely)] {
            assert_eq!(faults(heads, &format!("Diop;Awa;{born}")), [(Column::BirthDate, why)], "{born}");
        }
        assert_eq!(faults("Nom;Prénom;Date d’entrée;Date de sortie", "Diop;Awa;02/01/2024;01/01/2024"), [(Column::LeftOn, Fault::LeftBefore)]);
        let told = row(heads, &format!("{};Awa", "=".repeat(200))).entry.expect_err("a fault");
        assert_eq!((told[0].line, told[0].cell.len()), (7, TOLD));
    }

    #[test]
    fn a_trade_that_is_not_known_is_told_and_left_empty() {
        let row = row("Nom;Prénom;Fonction", "Diop;Awa;Ashq");
        assert_eq!(row.entry.expect("an entry").trade, None);
        assert_eq!(row.notices, [Notice { line: 7, kind: NoticeKind::TradeUnknown, cell: "Ashq".into() }]);
    }

    #[test]
    fn both_names_may_stand_in_one_cell() {
        assert_eq!(row("Agent;Service", "DIOP Awa;").entry.expect("an entry").sort_name, "diop awa");
        assert_eq!(faults("Agent;Service", "Diop Awa;"), [(Column::FullName, Fault::NamesTogether)]);
        assert_eq!(faults("Agent;Service", ";Soins"), [(Column::FullName, Fault::Missing)]);
    }
}
