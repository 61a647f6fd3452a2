//! An offer as a row of a list: what its columns are called, how its cells are written and read.
//!
//! What is written is read back as the same offer. What people type is read as well as it can be: heads in French or English, words of the
//! lists with or without accents, numbers with a comma, days as people write them.

use std::collections::BTreeMap;

use super::check::{self, Fault};
pub use super::column::Column;
use super::offer::{COUNTRY, Diploma, Funding, Modality, Offer, OrganisationKind, Pace, Scope, Status};
use crate::date::Day;
use crate::item::Source;
use crate::text::{fold, parse_number};

macro_rules! french {
    ($($type:ident { $($variant:ident => [$first:literal $(, $other:literal)*]),+ $(,)? })+) => {
        $(impl Word for $type {
            const ALL: &'static [Self] = <$type>::ALL;
            fn code(self) -> &'static str { <$type>::code(self) }
            fn words(self) -> &'static [&'static str] { match self { $(Self::$variant => &[$first $(, $other)*]),+ } }
        })+
    };
}

/// A word of a closed list, as lists write it.
trait Word: Copy + 'static {
    const ALL: &'static [Self];
    fn code(self) -> &'static str;
    /// As it leaves, then how else it is met.
    fn words(self) -> &'static [&'static str];

    fn written(self) -> &'static str {
        self.words()[0]
    }

    fn read(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        Self::ALL.iter().copied().find(|one| one.code() == folded || one.words().iter().any(|word| fold(word) == folded))
    }
}

french! {
    OrganisationKind {
        University => ["université", "école"],
        PublicBody => ["organisme public", "public", "agence publique"],
        Association => ["association"],
        Hospital => ["établissement de santé", "hôpital", "centre hospitalier", "clinique"],
        Company => ["entreprise", "société", "organisme privé"],
        Other => ["autre"],
    }
    Diploma {
        None => ["aucun", "non", "non diplômante", "attestation", "sans"],
        Du => ["DU", "diplôme d’université", "diplôme universitaire"],
        Diu => ["DIU", "diplôme interuniversitaire"],
        LicencePro => ["licence professionnelle", "licence pro"],
        Master => ["master", "diplôme d’ingénieur", "ingénieur", "mastère"],
        Certification => ["certification", "titre RNCP", "RNCP", "RS", "certificat"],
        OpenBadge => ["Open Badge", "badge"],
    }
    Modality {
        Online => ["à distance", "en ligne", "distanciel", "e-learning", "elearning", "distance"],
        Classroom => ["en présence", "présentiel", "en présentiel", "sur place"],
        Mixed => ["mixte", "hybride", "présentiel et distanciel", "blended"],
    }
    Pace {
        Selfpaced => ["à son rythme", "libre", "permanent", "toute l’année"],
        Dated => ["à dates fixes", "dates fixes", "par session", "sessions"],
    }
    Funding {
        Free => ["gratuit", "gratuite", "sans frais"],
        Dpc => ["DPC", "ANDPC"],
        Anfh => ["ANFH"],
        Opco => ["OPCO", "OPCO santé"],
        Cpf => ["CPF", "mon compte formation"],
        University => ["université", "formation initiale"],
    }
    Scope {
        Generic => ["numérique général", "générique", "général"],
        Specific => ["santé numérique", "spécifique", "numérique en santé"],
    }
    Status {
        ToBeChecked => ["à vérifier", "non vérifiée"],
        Checked => ["vérifiée", "vérifié"],
    }
}

/// What stands over the columns of a list that leaves, in the order of [`Column::ALL`].
pub fn heads() -> Vec<&'static str> {
    Column::ALL.iter().map(|column| column.head()).collect()
}

/// The cells of an offer, in the order of [`Column::ALL`].
pub fn row(offer: &Offer) -> Vec<String> {
    Column::ALL.iter().map(|column| cell(offer, *column)).collect()
}

/// The cell of one column: empty where nothing is known.
pub fn cell(offer: &Offer, column: Column) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<f64>| value.map(|number| number.to_string().replace('.', ",")).unwrap_or_default();
    let list = |values: &[String]| values.join(", ");
    match column {
        Column::Id => offer.id.clone(),
        Column::Title => offer.title.clone(),
        Column::Organisation => offer.organisation.clone(),
        Column::OrganisationKind => offer.organisation_kind.written().to_owned(),
        Column::Siret => text(&offer.siret),
        Column::Nda => text(&offer.nda),
        Column::Qualiopi => offer.qualiopi.map(yes).unwrap_or_default(),
        Column::DpcNumber => text(&offer.dpc_number),
        Column::Diploma => offer.diploma.written().to_owned(),
        Column::Ects => number(offer.ects),
        Column::Hours => number(offer.hours),
        Column::Modality => offer.modality.map(Word::written).unwrap_or_default().to_owned(),
        Column::Pace => offer.pace.map(Word::written).unwrap_or_default().to_owned(),
        Column::Place => text(&offer.place),
        Column::Region => text(&offer.region),
        Column::Price => number(offer.price),
        Column::Funding => offer.funding.iter().map(|one| one.written()).collect::<Vec<_>>().join(", "),
        Column::Trades => list(&offer.trades),
        Column::Students => yes(offer.students),
        Column::Domains => list(&offer.domains),
        Column::Objectives => list(&offer.objectives),
        Column::Scope => offer.scope.written().to_owned(),
        Column::MandatoryFor => list(&offer.mandatory_for),
        Column::Starts => text(&offer.starts),
        Column::Ends => text(&offer.ends),
        Column::Language => offer.language.clone(),
        Column::Accessibility => text(&offer.accessibility),
        Column::Url => text(&offer.url),
        Column::Summary => offer.summary.clone(),
        Column::Status => offer.status.written().to_owned(),
        Column::SourceTitle => offer.source.title.clone(),
        Column::SourcePublisher => offer.source.publisher.clone(),
        Column::SourceDate => offer.source.date.clone(),
        Column::SourceUrl => text(&offer.source.url),
        Column::SourceChecked => offer.source.checked.clone(),
    }
}

fn yes(is_so: bool) -> String {
    if is_so { "oui" } else { "non" }.to_owned()
}

/// A trade or region by the words that people use for it. The names are folded (`text::fold`): a list of thousands of rows is compared with them.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Name of each trade in the order of their codes: code and folded names.
    pub trades: &'a [(String, Vec<String>)],
    /// The same of regions.
    pub regions: &'a [(String, Vec<String>)],
    /// The same of domains.
    pub domains: &'a [(String, Vec<String>)],
}

impl Names<'_> {
    /// Only codes are known.
    pub const NONE: Names<'static> = Names { trades: &[], regions: &[], domains: &[] };
}

/// Cells as they were typed, by column.
pub type Cells = BTreeMap<Column, String>;

/// Reads an offer from cells. What cannot be read is a fault; what is not there takes what an offer without it says: no diploma, digital
/// health, French, for professionals, to be checked, read this month.
///
/// The offer is what could be read, so that whatever else is wrong with it can be said in the same breath.
pub fn read(cells: &Cells, names: Names<'_>, today: Day) -> (Offer, Vec<Fault>) {
    let mut reader = Reader { cells, found: Vec::new() };
    let title = reader.line(Column::Title);
    let organisation = reader.line(Column::Organisation);
    let id = reader.maybe(Column::Id).unwrap_or_else(|| slug(&format!("{title} {organisation}")));
    let month = today.month().to_string();
    let price = reader.price();
    let mut funding = reader.words(Column::Funding);
    if price == Some(0.0) && reader.cells.get(&Column::Funding).is_none_or(|cell| cell.trim().is_empty()) {
        funding.push(Funding::Free);
    }
    let offer = Offer {
        id,
        siret: reader.compact(Column::Siret),
        nda: reader.compact(Column::Nda),
        qualiopi: reader.truth(Column::Qualiopi),
        dpc_number: reader.compact(Column::DpcNumber),
        organisation_kind: reader.word(Column::OrganisationKind).unwrap_or(OrganisationKind::Other),
        diploma: reader.word(Column::Diploma).unwrap_or(Diploma::None),
        ects: reader.number(Column::Ects),
        hours: reader.number(Column::Hours),
        modality: reader.word(Column::Modality),
        pace: reader.word(Column::Pace),
        place: reader.maybe(Column::Place),
        region: reader.maybe(Column::Region).map(|typed| region(&typed, names)),
        price,
        funding,
        trades: reader.names(Column::Trades, names.trades),
        students: reader.truth(Column::Students).unwrap_or(false),
        domains: reader.names(Column::Domains, names.domains),
        objectives: reader.list(Column::Objectives).into_iter().map(|code| code.to_uppercase()).collect(),
        scope: reader.word(Column::Scope).unwrap_or(Scope::Specific),
        mandatory_for: reader.names(Column::MandatoryFor, names.trades),
        starts: reader.date(Column::Starts),
        ends: reader.date(Column::Ends),
        language: reader.maybe(Column::Language).map_or_else(|| "fr".to_owned(), |typed| language(&typed)),
        accessibility: reader.maybe(Column::Accessibility),
        url: reader.maybe(Column::Url),
        summary: reader.text(Column::Summary),
        status: reader.word(Column::Status).unwrap_or(Status::ToBeChecked),
        source: Source {
            title: reader.maybe(Column::SourceTitle).unwrap_or_else(|| title.clone()),
            publisher: reader.maybe(Column::SourcePublisher).unwrap_or_else(|| organisation.clone()),
            date: reader.date(Column::SourceDate).unwrap_or_else(|| month.clone()),
            url: reader.maybe(Column::SourceUrl),
            checked: reader.date(Column::SourceChecked).unwrap_or(month),
            review_by: None,
        },
        title,
        organisation,
    };
    let mut found = reader.found;
    found.sort_by_key(|fault: &Fault| fault.column);
    (offer, found)
}

/// A name in addresses from words: folded, with hyphens, not longer than a slug may be.
///
/// ```
/// assert_eq!(domain::catalogue::columns::slug("DU « Santé numérique » d’Œuvres"), "du-sante-numerique-d-oeuvres");
/// ```
pub fn slug(words: &str) -> String {
    let folded = fold(words);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut made = String::new();
    for part in parts {
        if made.len() + part.len() + 1 > check::SLUG {
            break;
        }
        if !made.is_empty() {
            made.push('-');
        }
        made.push_str(part);
    }
    made
}

fn region(typed: &str, names: Names<'_>) -> String {
    let folded = fold(typed);
    if matches!(folded.as_str(), "france" | "france entiere" | "national" | "toute la france" | "pays entier" | "0") {
        return COUNTRY.to_owned();
    }
    // a spreadsheet takes the zero off "01"
    let padded = if typed.len() == 1 && typed.bytes().all(|b| b.is_ascii_digit()) { format!("0{typed}") } else { typed.to_owned() };
    named(&padded, names.regions)
}

fn named(typed: &str, known: &[(String, Vec<String>)]) -> String {
    let folded = fold(typed);
    let is = |(code, names): &&(String, Vec<String>)| *code == folded || names.contains(&folded);
    known.iter().find(is).map_or_else(|| typed.to_owned(), |(code, _)| code.clone())
}

fn language(typed: &str) -> String {
    match fold(typed).as_str() {
        "fr" | "francais" | "french" => "fr",
        "en" | "anglais" | "english" => "en",
        _ => typed,
    }
    .to_owned()
}

/// The first cells that are read, and what was wrong with them.
struct Reader<'a> {
    cells: &'a Cells,
    found: Vec<Fault>,
}

impl Reader<'_> {
    fn cell(&self, column: Column) -> &str {
        let cell = self.cells.get(&column).map_or("", |cell| cell.trim());
        // what was put before a cell that looks like a formula as it left
        cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
    }

    fn push(&mut self, column: Column, code: &'static str, detail: String) {
        self.found.push(Fault { column, code, detail });
    }

    /// One line, with single spaces.
    fn line(&self, column: Column) -> String {
        self.cell(column).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Lines, without spaces at their ends.
    fn text(&self, column: Column) -> String {
        let lines = self.cell(column).replace("\r\n", "\n").replace('\r', "\n");
        lines.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    fn maybe(&self, column: Column) -> Option<String> {
        Some(self.line(column)).filter(|line| !line.is_empty())
    }

    /// A number of the State, without the spaces in which it is written.
    fn compact(&self, column: Column) -> Option<String> {
        let number: String = self.cell(column).chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        Some(number.to_uppercase()).filter(|number| !number.is_empty())
    }

    fn number(&mut self, column: Column) -> Option<f64> {
        let typed = fold(self.cell(column));
        let unit = ["heures", "heure", "ects", "euros", "euro", "credits", "eur", "€", "h"];
        let bare = unit.iter().find_map(|unit| typed.strip_suffix(unit)).unwrap_or(&typed).trim();
        if bare.is_empty() && typed.is_empty() {
            return None;
        }
        let number = parse_number(bare);
        if number.is_none() {
            self.push(column, "offer-unreadable", self.cell(column).to_owned());
        }
        number
    }

    fn price(&mut self) -> Option<f64> {
        if matches!(fold(self.cell(Column::Price)).as_str(), "gratuit" | "gratuite" | "offert") { Some(0.0) } else { self.number(Column::Price) }
    }

    fn truth(&mut self, column: Column) -> Option<bool> {
        match fold(self.cell(column)).as_str() {
            "" => None,
            "oui" | "o" | "x" | "1" | "vrai" | "true" | "yes" => Some(true),
            "non" | "n" | "0" | "faux" | "false" | "no" => Some(false),
            _ => {
                self.push(column, "offer-unreadable", self.cell(column).to_owned());
                None
            }
        }
    }

    fn word<W: Word>(&mut self, column: Column) -> Option<W> {
        let typed = self.cell(column).to_owned();
        if typed.is_empty() {
            return None;
        }
        let word = W::read(&typed);
        if word.is_none() {
            self.push(column, "offer-word", format!("{typed} ({})", W::ALL.iter().map(|one| one.written()).collect::<Vec<_>>().join(", ")));
        }
        word
    }

    fn list(&self, column: Column) -> Vec<String> {
        let cell = self.cell(column);
        cell.split([',', ';', '|', '\n']).map(|entry| entry.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|entry| !entry.is_empty()).collect()
    }

    fn words<W: Word>(&mut self, column: Column) -> Vec<W> {
        let typed = self.list(column);
        let known = || W::ALL.iter().map(|one| one.written()).collect::<Vec<_>>().join(", ");
        let mut read = Vec::new();
        for entry in typed {
            match W::read(&entry) {
                Some(word) => read.push(word),
                None => self.push(column, "offer-word", format!("{entry} ({})", known())),
            }
        }
        read
    }

    /// Entries that have codes. A name with a comma in it, as « Infirmier, infirmière », is read as one.
    fn names(&self, column: Column, known: &[(String, Vec<String>)]) -> Vec<String> {
        let whole = self.line(column);
        let folded = fold(&whole);
        if known.iter().any(|(_, names)| names.contains(&folded)) {
            return vec![named(&whole, known)];
        }
        self.list(column).iter().map(|entry| named(entry, known)).collect()
    }

    /// A day or month: as it leaves, or as people write it: `22/11/2026`, `11/2026`.
    fn date(&self, column: Column) -> Option<String> {
        let typed = self.maybe(column)?;
        let parts: Vec<&str> = typed.split('/').map(str::trim).collect();
        let number = |text: &str| text.parse::<u16>().ok();
        Some(match parts.as_slice() {
            [day, month, year] if year.len() == 4 => match (number(day), number(month)) {
                (Some(day), Some(month)) => format!("{year}-{month:02}-{day:02}"),
                _ => typed,
            },
            [month, year] if year.len() == 4 => number(month).map_or_else(|| typed.clone(), |month| format!("{year}-{month:02}")),
            _ => typed,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A whole offer.
    pub(in crate::catalogue) fn offer() -> Offer {
        Offer {
            id: "du-essai".into(),
            title: "DU d’essai, avec « guillemets »".into(),
            organisation: "Université d’Exemple".into(),
            organisation_kind: OrganisationKind::University,
            siret: Some("12002701600563".into()),
            nda: Some("76340000034".into()),
            qualiopi: Some(true),
            dpc_number: None,
            diploma: Diploma::Du,
            ects: Some(7.5),
            hours: Some(28.0),
            modality: Some(Modality::Mixed),
            pace: Some(Pace::Dated),
            place: Some("Montpellier".into()),
            region: Some("76".into()),
            price: Some(1_700.0),
            funding: vec![Funding::Dpc, Funding::Opco],
            trades: vec!["infirmier".into(), "tous".into()],
            students: true,
            domains: vec!["donnees".into()],
            objectives: vec![],
            scope: Scope::Specific,
            mandatory_for: vec![],
            starts: Some("2026-09".into()),
            ends: Some("2027-06-30".into()),
            language: "fr".into(),
            accessibility: Some("Salles accessibles".into()),
            url: Some("https://univ.example.fr/du".into()),
            summary: "Une phrase.\nUne autre.".into(),
            status: Status::ToBeChecked,
            source: Source {
                title: "Page du DU".into(),
                publisher: "Université d’Exemple".into(),
                date: "2026".into(),
                url: Some("https://univ.example.fr/du".into()),
                checked: "2026-11".into(),
                review_by: None,
            },
        }
    }

    fn today() -> Day {
        Day::parse("2026-11-22").expect("a day")
    }

    fn back(offer: &Offer) -> (Offer, Vec<Fault>) {
        let cells = Column::ALL.iter().copied().zip(row(offer)).collect();
        read(&cells, Names::NONE, today())
    }

    #[test]
    fn what_is_written_is_read_back_as_the_same_offer() {
        let whole = offer();
        assert_eq!(back(&whole), (whole.clone(), vec![]));
        let bare = Offer {
            siret: None,
            nda: None,
            qualiopi: None,
            ects: None,
            hours: None,
            modality: None,
            pace: None,
            place: None,
            region: None,
            price: None,
            funding: vec![],
            students: false,
            starts: None,
            ends: None,
            accessibility: None,
            url: None,
            ..whole
        };
        assert_eq!(back(&bare), (bare.clone(), vec![]));
    }

    #[test]
    fn every_word_of_every_list_is_read_back() {
        fn all<W: Word + PartialEq + std::fmt::Debug>() {
            for word in W::ALL {
                for spelling in word.words().iter().copied().chain([word.code()]) {
                    assert_eq!(W::read(&spelling.to_uppercase()), Some(*word), "{spelling}");
                }
            }
        }
        all::<OrganisationKind>();
        all::<Diploma>();
        all::<Modality>();
        all::<Pace>();
        all::<Funding>();
        all::<Scope>();
        all::<Status>();
    }

    #[test]
    fn heads_are_recognised_as_people_write_them() {
        for column in Column::ALL {
            assert_eq!(Column::recognise(column.head()), Some(*column));
            assert_eq!(Column::recognise(&column.head().to_uppercase()), Some(*column));
            assert_eq!(Column::recognise(column.code()), Some(*column));
            assert_eq!(Column::parse(column.code()), Some(*column));
            for other in column.others() {
                assert_eq!(Column::recognise(other), Some(*column), "{other}");
            }
        }
        assert_eq!(Column::recognise(" Durée (heures) "), Some(Column::Hours));
        assert_eq!(Column::recognise("Intitulé"), Some(Column::Title));
        assert_eq!(Column::recognise("couleur"), None);
        assert_eq!(Column::recognise(""), None);
    }

    #[test]
    fn what_people_type_is_read() {
        let trades = [("infirmier".to_owned(), vec![fold("Infirmier, infirmière")])];
        let regions = [("76".to_owned(), vec![fold("Occitanie")]), ("01".to_owned(), vec![fold("Guadeloupe")])];
        let names = Names { trades: &trades, regions: &regions, domains: &[] };
        let typed = |pairs: &[(Column, &str)]| {
            let cells = pairs.iter().map(|(column, cell)| (*column, (*cell).to_owned())).collect();
            read(&cells, names, today())
        };
        let (offer, found) = typed(&[
            (Column::Title, "  Formation   courte "),
            (Column::Organisation, "Institut"),
            (Column::Hours, "7,5 h"),
            (Column::Price, "1 200 €"),
            (Column::Region, "occitanie"),
            (Column::Trades, "Infirmier, infirmière"),
            (Column::Starts, "3/9/2026"),
            (Column::Ends, "10/2026"),
            (Column::Siret, "120 027 016 00563"),
            (Column::Modality, "E-learning"),
        ]);
        assert_eq!(found, []);
        assert_eq!(offer.id, "formation-courte-institut");
        assert_eq!((offer.hours, offer.price, offer.region.as_deref()), (Some(7.5), Some(1_200.0), Some("76")));
        assert_eq!((offer.trades, offer.starts.as_deref(), offer.ends.as_deref()), (vec!["infirmier".to_owned()], Some("2026-09-03"), Some("2026-10")));
        assert_eq!((offer.siret.as_deref(), offer.modality, offer.source.checked.as_str()), (Some("12002701600563"), Some(Modality::Online), "2026-11"));
        let (offer, _) = typed(&[(Column::Price, "Gratuit"), (Column::Region, "1")]);
        assert_eq!((offer.price, offer.funding, offer.region.as_deref()), (Some(0.0), vec![Funding::Free], Some("01")));
        let (_, found) = typed(&[(Column::Hours, "longtemps"), (Column::Diploma, "sagesse"), (Column::Funding, "DPC, la lune"), (Column::Students, "parfois")]);
        let codes: Vec<_> = found.iter().map(|fault| (fault.column, fault.code)).collect();
        assert_eq!(
            codes,
            [(Column::Diploma, "offer-word"), (Column::Hours, "offer-unreadable"), (Column::Funding, "offer-word"), (Column::Students, "offer-unreadable")]
        );
    }

    #[test]
    fn a_cell_that_was_made_harmless_is_read_as_it_was() {
        let cells: Cells = [(Column::Title, "'=1+1".to_owned()), (Column::Organisation, "'t Hooft".to_owned())].into();
        let (offer, _) = read(&cells, Names::NONE, today());
        assert_eq!((offer.title.as_str(), offer.organisation.as_str()), ("=1+1", "'t Hooft"));
    }

    #[test]
    fn a_slug_is_one_whatever_the_words() {
        for words in ["DU d’essai", "Ça & là — 3e édition", &"mot ".repeat(60), "À l'œuvre !"] {
            assert!(check::is_slug(&slug(words)), "{words}");
        }
        assert_eq!(slug("«»"), "");
    }
}
