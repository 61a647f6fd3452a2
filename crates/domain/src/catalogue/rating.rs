//! Ratings: what those who followed them say of modules and offers.

use crate::date::Month;
use crate::refusal::Refusal;

/// Signs of what is said.
pub const LONGEST: usize = 1_500;
/// Ratings below which no mean is shown: two would tell who gave which.
pub const FEWEST: i64 = 3;
/// Months for which one may say that an offer was followed.
const MEMORY: u16 = 60;

/// What is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A module of ours.
    Module,
    /// An offer of the catalogue.
    Offer,
}

impl Kind {
    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Offer => "offer",
        }
    }

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Module, Self::Offer].into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a rating stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its words wait to be read.
    Waiting,
    /// Everybody sees it.
    Shown,
    /// Its words were refused, with a reason.
    Refused,
}

impl Standing {
    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Refused => "refused",
        }
    }

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Waiting, Self::Shown, Self::Refused].into_iter().find(|one| one.code() == code)
    }

    /// Where a rating with these words stands as it is given: stars alone are shown at once, words are read first.
    pub fn of_words(text: &str) -> Self {
        if text.trim().is_empty() { Self::Shown } else { Self::Waiting }
    }
}

/// A rating as somebody gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// From 1 to 5.
    pub stars: u8,
    /// Their words, without spaces at the ends; none is fine.
    pub text: String,
    /// Month in which they followed it, `YYYY-MM`: for an offer only.
    pub followed_on: Option<String>,
}

/// Reads a rating from what was typed.
///
/// # Errors
/// Each with the field it is about: `etoiles`, `texte`, `mois`.
pub fn given(kind: Kind, stars: &str, text: &str, month: &str, today: Month) -> Result<Given, Vec<(&'static str, Refusal)>> {
    let mut found = Vec::new();
    let count = stars.trim().parse::<u8>().ok().filter(|stars| (1..=5).contains(stars));
    if count.is_none() {
        found.push(("etoiles", Refusal::RatingStars));
    }
    let text: String = text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>().trim().to_owned();
    if text.chars().count() > LONGEST {
        found.push(("texte", Refusal::TextTooLong));
    } else if holds_contact(&text) {
        found.push(("texte", Refusal::RatingContact));
    }
    let followed_on = match kind {
        Kind::Module => None,
        Kind::Offer => {
            let said = Month::parse(month.trim()).filter(|said| month.trim().len() == 7 && *said <= today && said.plus(MEMORY) >= today);
            if said.is_none() {
                found.push(("mois", Refusal::RatingMonth));
            }
            said.map(|month| month.to_string())
        }
    };
    match count {
        Some(stars) if found.is_empty() => Ok(Given { stars, text, followed_on }),
        _ => Err(found),
    }
}

/// Whether a text gives a mail address, an address of the web or a telephone number away: an opinion needs none, and somebody may not have wanted it.
fn holds_contact(text: &str) -> bool {
    let has_link = text.contains("://") || text.to_lowercase().split_whitespace().any(|word| word.starts_with("www."));
    let has_address = text.split_whitespace().any(|word| word.find('@').is_some_and(|at| at > 0 && word[at..].contains('.')));
    let mut digits = 0;
    let has_number = text.chars().any(|c| {
        digits = if c.is_ascii_digit() {
            digits + 1
        } else if matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}') {
            digits
        } else {
            0
        };
        digits >= 10
    });
    has_link || has_address || has_number
}

/// The mean of some ratings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// From 1 to 5.
    pub mean: f64,
    /// Of how many.
    pub count: i64,
}

/// The mean of `count` ratings that add up to `sum`: none below [`FEWEST`].
pub fn mean(sum: i64, count: i64) -> Option<Mean> {
    (count >= FEWEST).then(|| Mean { mean: sum as f64 / count as f64, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Month {
        Month::parse("2026-11").expect("a month")
    }

    fn faults(kind: Kind, stars: &str, text: &str, month: &str) -> Vec<(&'static str, Refusal)> {
        given(kind, stars, text, month, today()).err().unwrap_or_default()
    }

    #[test]
    fn a_rating_has_stars_and_an_offer_a_month() {
        let rating = given(Kind::Offer, "4", " Clair.\r\nUtile. ", "2026-03", today()).expect("a rating");
        assert_eq!(rating, Given { stars: 4, text: "Clair.\nUtile.".into(), followed_on: Some("2026-03".into()) });
        assert_eq!(given(Kind::Module, "5", "", "", today()).map(|g| g.followed_on), Ok(None));
        for stars in ["", "0", "6", "4,5", "-1", "cinq"] {
            assert_eq!(faults(Kind::Module, stars, "", ""), [("etoiles", Refusal::RatingStars)], "{stars}");
        }
        for month in ["", "2026-12", "2021-10", "2026-13", "2026-03-01", "mars"] {
            assert_eq!(faults(Kind::Offer, "3", "", month), [("mois", Refusal::RatingMonth)], "{month}");
        }
        assert_eq!(faults(Kind::Offer, "3", "", "2021-11"), []);
        assert_eq!(faults(Kind::Module, "3", &"x".repeat(LONGEST + 1), ""), [("texte", Refusal::TextTooLong)]);
    }

    #[test]
    fn an_opinion_gives_no_address_and_no_number() {
        for text in ["écrivez à a.b@c.fr", "voir https://exemple.fr", "www.exemple.fr", "06 12 34 56 78", "0612345678"] {
            assert_eq!(faults(Kind::Module, "3", text, ""), [("texte", Refusal::RatingContact)], "{text}");
        }
        for text in ["28 heures en 2026, 3 jours, note 18/20", "@ la pause", "de 9 h 30 à 12 h 45 le 12/03/2026 puis le 13"] {
            assert_eq!(faults(Kind::Module, "3", text, ""), [], "{text}");
        }
    }

    #[test]
    fn words_are_read_before_they_are_shown_and_two_stars_are_no_mean() {
        assert_eq!(Standing::of_words(" \n"), Standing::Shown);
        assert_eq!(Standing::of_words("Bien."), Standing::Waiting);
        assert_eq!(mean(9, 2), None);
        assert_eq!(mean(12, 3), Some(Mean { mean: 4.0, count: 3 }));
        for one in [Standing::Waiting, Standing::Shown, Standing::Refused] {
            assert_eq!(Standing::parse(one.code()), Some(one));
        }
        for kind in [Kind::Module, Kind::Offer] {
            assert_eq!(Kind::parse(kind.code()), Some(kind));
        }
    }
}
