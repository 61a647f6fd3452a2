//! Lists of candidates that come in. The layout of Pix for sessions is read as it is (`field/FIELD.md` §3); so is a plain list of names.
//!
//! A line that is not right is refused whole, with each cell at fault; nothing of it is guessed.

use std::collections::BTreeMap;

use crate::date::Day;
use crate::learner::cells;
use crate::learner::columns::plain;
use crate::learner::entry::told;
use crate::learner::{Fault, LONGEST, LONGEST_NUMBER};
use crate::organisation::sort_name;
use crate::text::{fold, fold_email};

use super::candidate::{Civil, Identity, Sex, read_birth_day};
use super::exam::{MOST_SEATS, extra_percent};

/// Lines of a list that are read: no exam seats more.
pub const MOST_LINES: usize = 2 * MOST_SEATS as usize;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident => $code:literal, [$($head:literal),*];)+) => {
        /// What a column of a list of candidates holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// All of them, in the order in which they leave.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable word by which the texts name it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// How lists call it, folded, without what stands in brackets.
            const fn heads(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($head),*]),+ }
            }
        }
    };
}

columns! {
    /// Birth name.
    FamilyName => "family-name", ["nom de naissance", "nom", "nom de famille", "nom patronymique", "last name", "family name", "birth name", "surname"];
    /// First given name.
    GivenName => "given-name", ["prenom", "premier prenom", "prenoms", "first name", "given name"];
    /// Name in use.
    UsualName => "usual-name", ["nom d'usage", "nom usuel", "name in use", "used name"];
    /// Day of birth.
    BirthDate => "birth-date", ["date de naissance", "ne le", "nee le", "date naissance", "ddn", "date of birth", "birth date"];
    /// Sex.
    Sex => "sex", ["sexe", "civilite", "sex"];
    /// INSEE code of the commune of birth.
    Insee => "insee", ["code insee de la commune de naissance", "code insee naissance", "code insee de naissance", "code insee"];
    /// Its postal code.
    Postcode => "postcode", ["code postal de la commune de naissance", "code postal naissance", "code postal de naissance"];
    /// Its name.
    City => "city", ["nom de la commune de naissance", "commune de naissance", "ville de naissance", "place of birth"];
    /// Country of birth.
    Country => "country", ["pays de naissance", "country of birth"];
    /// Where the convocation goes.
    Email => "email", ["e-mail de convocation", "email de convocation", "e-mail", "email", "mail", "courriel", "adresse e-mail", "adresse email", "adresse mail", "email address"];
    /// The centre's own number.
    Number => "number", ["identifiant externe", "numero etudiant", "n° etudiant", "matricule", "numero", "student number", "staff number"];
    /// Extra time.
    Extra => "extra", ["temps majore ?", "temps majore", "tiers temps", "extra time"];
    /// Day of the exam, where a file holds several.
    Day => "day", ["date de debut", "date de la session", "date of exam"];
    /// Its hour.
    Hour => "hour", ["heure de debut", "heure de la session", "hour of exam"];
}

/// Which column is what, by its place. A head that is not known is read over: site, room, prices.
pub type Guess = Vec<Option<Column>>;

/// What the heads say; each thing is taken once, by the first.
pub fn guess<'a>(heads: impl Iterator<Item = &'a str>) -> Guess {
    let mut found: Guess = Vec::new();
    for head in heads {
        let column = known(head).filter(|column| !found.contains(&Some(*column)));
        found.push(column);
    }
    found
}

fn known(head: &str) -> Option<Column> {
    // a mark of a question at the end is taken off by folding
    let head = plain(head);
    Column::ALL.iter().copied().find(|column| column.heads().iter().any(|known| fold(known) == head))
}

/// Which of the first lines holds the heads: the first of twenty that names a family name and a day of birth.
pub fn heads_at<'a, L: Iterator<Item = &'a str>>(lines: impl Iterator<Item = L>) -> Option<usize> {
    lines.take(20).position(|cells| {
        let found = guess(cells);
        [Column::FamilyName, Column::GivenName, Column::BirthDate].iter().all(|needed| found.contains(&Some(*needed)))
    })
}

/// Why a line is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A cell cannot be read.
    Cell(Fault),
    /// Neither F nor M.
    Sex,
    /// No share of extra time.
    Extra,
    /// The line is of another exam: another day, another hour.
    OtherExam,
    /// Another line of the file names the same person.
    Twice(u32),
}

impl Why {
    /// The stable word by which the texts name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cell(fault) => fault.code(),
            Self::Sex => "sex",
            Self::Extra => "extra",
            Self::OtherExam => "other-exam",
            Self::Twice(_) => "twice",
        }
    }
}

/// A cell at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// The line of the file.
    pub line: u32,
    /// The column.
    pub column: Column,
    /// What stands there, not too much of it.
    pub cell: String,
    /// Why it cannot be.
    pub why: Why,
}

/// Somebody as a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The line of the file.
    pub line: u32,
    /// Who.
    pub identity: Identity,
    /// What the Caisse des Dépôts asks.
    pub civil: Civil,
    /// As it was typed.
    pub email: Option<String>,
    /// The centre's own number.
    pub number: Option<String>,
    /// Extra time, in percent.
    pub extra: i64,
}

/// Something to know of a line that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// No address: the convocation is to be printed.
    NoEmail,
}

/// What a list says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Those who can be enrolled, in the order of the file.
    pub people: Vec<Enrolment>,
    /// Cells at fault, line by line.
    pub faults: Vec<LineFault>,
    /// Lines with something to know.
    pub notices: Vec<(u32, Notice)>,
}

/// Reads the lines of a list: each with its number and what stands in its columns. `on` is the day (`YYYY-MM-DD`) and the hour (`HH:MM`)
/// of the exam, as its centre writes them.
pub fn read<'a, L: Fn(usize) -> &'a str>(lines: impl Iterator<Item = (u32, L)>, guess: &[Option<Column>], today: Day, on: (&str, &str)) -> Read {
    let mut all = Read::default();
    let mut met: BTreeMap<(String, Day), u32> = BTreeMap::new();
    for (line, cell) in lines {
        let cell = |column: Column| guess.iter().position(|c| *c == Some(column)).map_or("", &cell);
        let mut from = Line { number: line, cell, faults: Vec::new() };
        let Some(person) = from.person(today, on) else {
            all.faults.append(&mut from.faults);
            continue;
        };
        let key = (person.identity.sort_name.clone(), person.identity.birth_date);
        if let Some(other) = met.get(&key) {
            let cell = told((from.cell)(Column::FamilyName));
            all.faults.push(LineFault { line, column: Column::FamilyName, cell, why: Why::Twice(*other) });
            continue;
        }
        met.insert(key, line);
        if person.email.is_none() {
            all.notices.push((line, Notice::NoEmail));
        }
        all.people.push(person);
    }
    all
}

struct Line<'a, C: Fn(Column) -> &'a str> {
    number: u32,
    cell: C,
    faults: Vec<LineFault>,
}

impl<'a, C: Fn(Column) -> &'a str> Line<'a, C> {
    fn fault(&mut self, column: Column, why: Why) {
        let cell = told((self.cell)(column));
        self.faults.push(LineFault { line: self.number, column, cell, why });
    }

    fn take<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, Why>) -> Option<T> {
        match read((self.cell)(column)) {
            Ok(value) => Some(value),
            Err(why) => {
                self.fault(column, why);
                None
            }
        }
    }

    fn name(&mut self, column: Column) -> Option<String> {
        self.take(column, |cell| cells::name(cell, LONGEST).map_err(Why::Cell)?.ok_or(Why::Cell(Fault::Missing)))
    }

    fn words(&mut self, column: Column, longest: usize) -> Option<String> {
        self.take(column, |cell| cells::words(cell, longest).map_err(Why::Cell)).flatten()
    }

    fn person(&mut self, today: Day, on: (&str, &str)) -> Option<Enrolment> {
        if !self.is_of(on) {
            self.fault(Column::Day, Why::OtherExam);
            return None;
        }
        let family_name = self.name(Column::FamilyName);
        let given_name = self.name(Column::GivenName);
        let usual_name = self.take(Column::UsualName, |cell| cells::name(cell, LONGEST).map_err(Why::Cell)).flatten();
        let birth_date = self.take(Column::BirthDate, |cell| read_birth_day(cell, today).map_err(Why::Cell));
        let sex = self.take(Column::Sex, |cell| Sex::read(cell).map_err(|_| Why::Sex)).flatten();
        let civil = Civil {
            sex,
            insee: self.words(Column::Insee, LONGEST_NUMBER).unwrap_or_default(),
            postcode: self.words(Column::Postcode, LONGEST_NUMBER).unwrap_or_default(),
            city: self.words(Column::City, LONGEST).unwrap_or_default(),
            country: self.words(Column::Country, LONGEST).unwrap_or_default(),
        };
        let email = self.words(Column::Email, LONGEST);
        if email.as_deref().is_some_and(|email| fold_email(email).is_none()) {
            self.fault(Column::Email, Why::Cell(Fault::NotEmail));
        }
        let number = self.words(Column::Number, LONGEST_NUMBER);
        let extra = self.take(Column::Extra, |cell| extra_percent(cell).map_err(|_| Why::Extra));
        if !self.faults.is_empty() {
            return None;
        }
        let (family_name, given_name) = (family_name?, given_name?);
        let usual_name = usual_name.filter(|usual| fold(usual) != fold(&family_name));
        let identity = Identity { sort_name: sort_name(&family_name, &given_name), family_name, given_name, usual_name, birth_date: birth_date? };
        Some(Enrolment { line: self.number, identity, civil, email, number, extra: extra? })
    }

    /// Whether a line that says when its exam is says this one.
    fn is_of(&self, (day, hour): (&str, &str)) -> bool {
        let said = (self.cell)(Column::Day);
        let day_fits = cells::day(said).is_ok_and(|said| said.is_none_or(|said| said.to_string() == day));
        let said = (self.cell)(Column::Hour).trim();
        // spreadsheets write 9:00 and 09:00:00
        let parts: Vec<u32> = said.split(':').map_while(|part| part.trim().parse().ok()).take(2).collect();
        let hour_fits = said.is_empty() || matches!(parts[..], [h, m] if format!("{h:02}:{m:02}") == hour);
        day_fits && hour_fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Pix offers it to its centres in 2023.
    const PIX: &str = "Numéro de session préexistante;* Nom du site;* Nom de la salle;* Date de début (format: JJ/MM/AAAA);* Heure de début (heure locale format: HH:MM);* Surveillant(s);Observations (optionnel);* Nom de naissance;* Prénom;* Date de naissance (format: JJ/MM/AAAA);* Sexe (M ou F);Code INSEE de la commune de naissance;Code postal de la commune de naissance;Nom de la commune de naissance;* Pays de naissance;E-mail du destinataire des résultats (formateur, enseignant…);E-mail de convocation;Identifiant externe;Temps majoré ? (exemple format: 33%);* Tarification part Pix (Gratuite, Prépayée ou Payante);Code de prépaiement (si Tarification part Pix Prépayée)";

    fn of(heads: &str, lines: &[&'static str]) -> Read {
        let today = Day::parse("2026-11-22").expect("a day");
        let cells: Vec<Vec<&'static str>> = lines.iter().map(|line| line.split(';').collect()).collect();
        let lines = (2_u32..).zip(cells).map(|(number, cells)| (number, move |place: usize| cells.get(place).copied().unwrap_or("")));
        read(lines, &guess(heads.split(';')), today, ("2026-12-10", "09:00"))
    }

    #[test]
    fn the_layout_of_pix_for_sessions_is_read_as_it_is() {
        let read = of(
            PIX,
            &[
                ";IFSI;B12;10/12/2026;09:00;C. Roux;;DIOP;Awa;29/02/2004;F;35238;;Rennes;FRANCE;prof@ifsi.example;awa@ifsi.example;00417;33%;Gratuite;",
                ";IFSI;B12;10/12/2026;9:00;C. Roux;;Nguyễn;Linh;2003-05-01;M;;75013;Paris;FRANCE;;;;;Gratuite;",
            ],
        );
        assert_eq!(read.faults, []);
        let [awa, linh] = &read.people[..] else { panic!("two people: {read:?}") };
        assert_eq!((awa.identity.family_name.as_str(), awa.identity.given_name.as_str()), ("DIOP", "Awa"));
        assert_eq!((awa.identity.birth_date.to_string().as_str(), awa.extra), ("2004-02-29", 33));
        assert_eq!((awa.email.as_deref(), awa.number.as_deref()), (Some("awa@ifsi.example"), Some("00417")), "the address of the teacher is another");
        assert_eq!((awa.civil.sex, awa.civil.insee.as_str(), awa.civil.city.as_str(), awa.civil.country.as_str()), (Some(Sex::F), "35238", "Rennes", "FRANCE"));
        assert_eq!((linh.email.as_deref(), linh.civil.postcode.as_str()), (None, "75013"));
        assert_eq!(read.notices, [(3, Notice::NoEmail)]);
    }

    #[test]
    fn a_line_that_is_not_right_is_refused_with_each_cell_and_the_others_are_taken() {
        let heads = "Nom;Prénom;Date de naissance;Sexe;Email;Temps majoré";
        let read = of(
            heads,
            &["Diop;;29/02/04;X;awa@;beaucoup", "Roux;Camille;01/02/2001;;c.roux@ch.example;", "ROUX;camille;2001-02-01;;;", "=1+1;Zoé;01/02/2001;;;"],
        );
        let faults: Vec<(u32, Column, &str)> = read.faults.iter().map(|f| (f.line, f.column, f.why.code())).collect();
        assert_eq!(
            faults,
            [
                (2, Column::GivenName, "missing"),
                (2, Column::BirthDate, "short-year"),
                (2, Column::Sex, "sex"),
                (2, Column::Email, "not-email"),
                (2, Column::Extra, "extra"),
                (4, Column::FamilyName, "twice"),
                (5, Column::FamilyName, "formula"),
            ]
        );
        assert_eq!(read.people.len(), 1);
        assert_eq!(read.faults[5].why, Why::Twice(3));
    }

    #[test]
    fn a_line_of_another_exam_is_told_and_not_taken() {
        let heads = "Date de début;Heure de début;Nom;Prénom;Date de naissance";
        let read = of(
            heads,
            &[
                "11/12/2026;09:00;Diop;Awa;29/02/2004",
                "10/12/2026;14:00;Roux;Zoé;29/02/2004",
                ";;Le Guen;Yann;29/02/2004",
                "10/12/2026;09:00:00;Sy;Ali;29/02/2004",
            ],
        );
        assert_eq!(read.faults.iter().map(|f| (f.line, f.why)).collect::<Vec<_>>(), [(2, Why::OtherExam), (3, Why::OtherExam)]);
        assert_eq!(read.people.iter().map(|p| p.identity.family_name.as_str()).collect::<Vec<_>>(), ["Le Guen", "Sy"]);
    }

    #[test]
    fn heads_are_found_below_a_title_and_no_two_columns_share_one() {
        let lines = ["Session du 10 décembre", "", "Nom;Prénom;Né(e) le", "Nom;Prénom;Date de naissance"];
        assert_eq!(heads_at(lines.iter().map(|line| line.split(';'))), Some(2));
        assert_eq!(heads_at(["Diop;Awa;29/02/2004"].iter().map(|line| line.split(';'))), None);
        // within a column two ways to write a head may fold into one
        let of = |column: &Column| column.heads().iter().map(|head| fold(head)).collect::<std::collections::BTreeSet<_>>();
        let mut heads: Vec<String> = Column::ALL.iter().flat_map(of).collect();
        let count = heads.len();
        heads.sort();
        heads.dedup();
        assert_eq!(heads.len(), count);
    }
}
