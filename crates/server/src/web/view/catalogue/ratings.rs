//! What is said of a module or an offer by those who followed it.

use serde::Serialize;

use crate::web::view::SAMPLE_NOW;
use crate::web::view::{FieldError, Page};

/// Words of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatingRow {
    /// Its identifier.
    pub id: String,
    /// From 1 to 5.
    pub stars: i64,
    /// Their words, in lines.
    pub lines: Vec<String>,
    /// When they said it.
    pub at: i64,
    /// The month in which they followed it: its number from 1, and its year.
    pub followed: Option<(u8, String)>,
}

/// What whoever looks said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnRating {
    /// From 1 to 5.
    pub stars: i64,
    /// Their words.
    pub text: String,
    /// `waiting`, `shown`, `refused`.
    pub status: String,
    /// Why it was refused.
    pub note: String,
}

/// The ratings of one thing, as a part of its page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RatingsPart {
    /// `module` or `formation`.
    pub kind: &'static str,
    /// Where one rates it: `/avis/…`.
    pub path: String,
    /// Where one comes back to.
    pub back: String,
    /// The mean, from 1 to 5; none below three ratings.
    pub mean: Option<f64>,
    /// How many there are.
    pub count: i64,
    /// Those with words.
    pub rows: Vec<RatingRow>,
    /// What whoever looks said.
    pub own: Option<OwnRating>,
    /// `yes`, `not-finished`, `no-address`.
    pub leave: &'static str,
    /// Where one signs in to rate.
    pub sign_in: String,
    /// What the form holds: stars, words, month.
    pub typed: [String; 3],
    /// This month, `YYYY-MM`: none later can be said.
    pub this_month: String,
    /// Signs that may be written.
    pub longest: usize,
    /// What is wrong with what was typed.
    pub errors: Vec<FieldError>,
}

impl RatingsPart {
    /// None yet, few, many, one's own that waits, one's own that was refused.
    pub fn samples() -> Vec<Self> {
        let none = Self {
            kind: "module",
            path: "/avis/module/mots-de-passe".into(),
            back: "/progresser/modules/mots-de-passe".into(),
            mean: None,
            count: 0,
            rows: Vec::new(),
            own: None,
            leave: "not-finished",
            sign_in: "/connexion".into(),
            typed: Default::default(),
            this_month: "2026-11".into(),
            longest: 1_500,
            errors: Vec::new(),
        };
        let row = |stars, text: &str| RatingRow {
            id: "0199c0de-0000-7000-8000-000000000001".into(),
            stars,
            lines: text.lines().map(str::to_owned).collect(),
            at: SAMPLE_NOW,
            followed: Some((10, "2026".into())),
        };
        let few = Self { count: 2, rows: vec![row(4, "Clair et court.\nJ’ai changé mes habitudes dès le lendemain.")], leave: "yes", ..none.clone() };
        let many = Self {
            mean: Some(4.3),
            count: 27,
            rows: vec![row(5, "Des exemples de mon service, enfin."), row(2, "Trop long pour une pause.")],
            leave: "no-address",
            kind: "formation",
            ..none.clone()
        };
        let own = |status: &str, note: &str| OwnRating { stars: 3, text: "Utile, mais long.".into(), status: status.into(), note: note.into() };
        let waits = Self { own: Some(own("waiting", "")), leave: "yes", typed: ["3".into(), "Utile, mais long.".into(), String::new()], ..few.clone() };
        let refused = Self { own: Some(own("refused", "On reconnaît un patient : retirez la date et le service.")), ..waits.clone() };
        vec![none, few, many, waits, refused]
    }
}

/// The page on which one rates something.
#[derive(Debug, Clone, Serialize)]
pub struct RatePage {
    /// What is rated.
    pub title: String,
    /// The ratings and the form.
    pub ratings: RatingsPart,
}

impl Page for RatePage {
    const TEMPLATE: &'static str = "pages/referencing/rate.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |ratings| Self { title: "Des mots de passe qui tiennent".into(), ratings };
        let parts = RatingsPart::samples();
        let wrong = RatingsPart {
            errors: vec![FieldError::new("etoiles", "Choisissez de une à cinq étoiles.")],
            typed: [String::new(), "Écrivez-moi à a@b.fr".into(), "2026-10".into()],
            kind: "formation",
            ..parts[1].clone()
        };
        let names = ["none", "few", "many", "waits", "refused"];
        names.into_iter().zip(parts).map(|(name, part)| (name, page(part))).chain([("wrong", page(wrong))]).collect()
    }
}

/// The page on which one says that words are out of place.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRatingPage {
    /// Where it is sent.
    pub action: String,
    /// Where one comes back to.
    pub back: String,
    /// What was typed.
    pub text: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

impl Page for ReportRatingPage {
    const TEMPLATE: &'static str = "pages/referencing/report-rating.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { action: "/avis/0199c0de/signaler".into(), back: "/progresser".into(), text: String::new(), errors: Vec::new() };
        let long = Self { text: "Trop long".into(), errors: vec![FieldError::new("texte", "Le texte est trop long.")], ..empty.clone() };
        vec![("empty", empty), ("long", long)]
    }
}
