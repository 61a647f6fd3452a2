//! One certified person, and why the Caisse would not take them.

use domain::date::Day;

/// As the civil register says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Female.
    F,
    /// Male.
    M,
}

/// A person and their certificate. Texts as they are kept: empty where unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// `idTechnique`: by it the row comes back, 1 to 255 characters.
    pub reference: String,
    /// Where anybody verifies the certificate, up to 255 characters.
    pub proof: String,
    /// Level reached, up to 255 characters.
    pub level: String,
    /// Day of the exam.
    pub exam_on: Option<Day>,
    /// First day of the certificate.
    pub from: Option<Day>,
    /// Last day; none for ever.
    pub until: Option<Day>,
    /// Birth name.
    pub family_name: String,
    /// Name in use, where it is another.
    pub usual_name: Option<String>,
    /// First given name.
    pub given_name: String,
    /// Day of birth.
    pub birth_date: Option<Day>,
    /// As the civil register says it.
    pub sex: Option<Sex>,
    /// INSEE code of the commune of birth.
    pub insee: String,
    /// Its postal code.
    pub postcode: String,
    /// Its name.
    pub city: String,
    /// Country of birth, in words; France where empty.
    pub country: String,
}

/// Why a passage would be refused. The word names a sentence, `cpf-fault-CODE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No birth name, or one of more than 60 characters.
    FamilyName,
    /// No given name, or one of more than 60 characters.
    GivenName,
    /// A name in use of more than 60 characters.
    UsualName,
    /// No day of birth, or one outside 1900 to 2099.
    BirthDate,
    /// Sex is not known.
    Sex,
    /// Born in France, and neither INSEE code nor postal code of the commune are known.
    BirthPlace,
    /// An INSEE code is of five signs: `75056`, `2A004`.
    Insee,
    /// A postal code of more than 9 characters.
    Postcode,
    /// A commune or country of more than 60 characters.
    PlaceName,
    /// A control character, which no XML may hold.
    Characters,
    /// No day of the exam or of the certificate, or a certificate that ends before it begins.
    Days,
    /// The row's own reference, its link or its level are too long.
    Reference,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::FamilyName,
        Self::GivenName,
        Self::UsualName,
        Self::BirthDate,
        Self::Sex,
        Self::BirthPlace,
        Self::Insee,
        Self::Postcode,
        Self::PlaceName,
        Self::Characters,
        Self::Days,
        Self::Reference,
    ];

    /// Its word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FamilyName => "family-name",
            Self::GivenName => "given-name",
            Self::UsualName => "usual-name",
            Self::BirthDate => "birth-date",
            Self::Sex => "sex",
            Self::BirthPlace => "birth-place",
            Self::Insee => "insee",
            Self::Postcode => "postcode",
            Self::PlaceName => "place-name",
            Self::Characters => "characters",
            Self::Days => "days",
            Self::Reference => "reference",
        }
    }
}

/// Whether texts hold `least` to `most` characters.
fn fits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.trim().chars().count())
}

/// Whether a day is of the two centuries that the schema knows.
fn is_written(day: Day) -> bool {
    matches!(day.to_string().get(..2), Some("19" | "20"))
}

impl Passage {
    /// Whether it was in France that they were born, as far as is known.
    pub(super) fn is_of_france(&self) -> bool {
        matches!(domain::text::fold(&self.country).as_str(), "" | "france" | "fr")
    }

    fn texts(&self) -> [&str; 9] {
        let usual = self.usual_name.as_deref().unwrap_or_default();
        [&self.reference, &self.proof, &self.level, &self.family_name, usual, &self.given_name, &self.insee, &self.city, &self.country]
    }
}

/// Everything for which the Caisse would send this row back without looking for the person.
pub fn faults(passage: &Passage) -> Vec<Fault> {
    let days = || {
        let (exam, from) = (passage.exam_on?, passage.from?);
        (is_written(exam) && is_written(from) && passage.until.is_none_or(|until| is_written(until) && until >= from)).then_some(())
    };
    let has_insee = !passage.insee.trim().is_empty();
    let insee = passage.insee.trim();
    let of_five = insee.len() == 5 && insee.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'A' | b'B'));
    let links = fits(&passage.reference, 1, 255) && fits(&passage.proof, 1, 255) && fits(&passage.level, 1, 255);
    let held = [
        (Fault::FamilyName, fits(&passage.family_name, 1, 60)),
        (Fault::GivenName, fits(&passage.given_name, 1, 60)),
        (Fault::UsualName, passage.usual_name.as_deref().is_none_or(|name| fits(name, 0, 60))),
        (Fault::BirthDate, passage.birth_date.is_some_and(is_written)),
        (Fault::Sex, passage.sex.is_some()),
        (Fault::BirthPlace, has_insee || !passage.postcode.trim().is_empty() || !passage.is_of_france()),
        (Fault::Insee, !has_insee || of_five),
        (Fault::Postcode, fits(&passage.postcode, 0, 9)),
        (Fault::PlaceName, fits(&passage.city, 0, 60) && fits(&passage.country, 0, 60)),
        (Fault::Characters, !passage.texts().iter().any(|text| text.chars().any(char::is_control))),
        (Fault::Days, days().is_some()),
        (Fault::Reference, links),
    ];
    held.into_iter().filter(|(_, holds)| !holds).map(|(fault, _)| fault).collect()
}
