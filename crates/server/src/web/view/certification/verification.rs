//! What anybody may check of a certificate.

use serde::Serialize;

#[cfg(test)]
use crate::web::view::SAMPLE_NOW;
use crate::web::view::{FieldError, Page};

/// A certificate, as whoever holds its number sees it.
///
/// The number stands on the paper and in the file that its holder gives away, so it shows what a stranger needs to trust both: whose it is, which
/// level, when, and whether it still holds. What it does not show is what only the paper has: the day of birth and the domains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Its number.
    pub number: String,
    /// Whose: given and birth name.
    pub name: String,
    /// `socle`, `avance`, `expert`.
    pub level: &'static str,
    /// Title of the certificate, its level included.
    pub title: String,
    /// What holding it means.
    pub means: String,
    /// Day of the exam.
    pub exam_on: Option<i64>,
    /// When it was issued.
    pub issued_at: i64,
    /// Until when it holds.
    pub valid_until: Option<i64>,
    /// `holds`, `over`, `revoked`.
    pub state: &'static str,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// Why: `certificate-revoked-…`.
    pub reason: Option<String>,
    /// Who certifies.
    pub issuer: String,
    /// Whether who looks is its holder.
    pub is_mine: bool,
}

/// A number to type, or what is known of one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VerifyPage {
    /// The number as typed.
    pub typed: String,
    /// What is known of it.
    pub found: Option<Found>,
    /// Whether a number was asked for that does not exist.
    pub is_unknown: bool,
    /// The day of birth as typed.
    pub birth_date: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for VerifyPage {
    const TEMPLATE: &'static str = "pages/certification/verify.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let found = |state, reason: Option<&str>| Found {
                number: "BCDF-GHJK-LMNP".into(),
                name: "Awa Diop".into(),
                level: "avance",
                title: "Compétences numériques en santé, niveau Avancé".into(),
                means: "Agit seul et justifie ses choix dans les situations numériques courantes de son exercice.".into(),
                exam_on: Some(SAMPLE_NOW - 2 * 86_400_000_000),
                issued_at: SAMPLE_NOW,
                valid_until: None,
                state,
                revoked_at: reason.map(|_| SAMPLE_NOW),
                reason: reason.map(str::to_owned),
                issuer: "Université de Bourgogne-Franche-Comté".into(),
                is_mine: false,
            };
            let page = |found| Self { typed: "BCDF-GHJK-LMNP".into(), found: Some(found), ..Self::default() };
            let mine = Found { is_mine: true, valid_until: Some(SAMPLE_NOW + 86_400_000_000), ..found("holds", None) };
            let long = Found { name: "Marie-Bénédicte Anne Le Guen-Kervella de la Tour-Saint-Maximin".into(), ..found("over", None) };
            let refused = Self {
                birth_date: "1999-01-01".into(),
                errors: vec![FieldError::new("naissance", "Ce n’est pas la date de naissance.")],
                ..page(found("holds", None))
            };
            let mut all = vec![
                ("empty", Self::default()),
                ("holds", page(found("holds", None))),
                ("mine", page(mine)),
                ("over", page(Found { valid_until: Some(SAMPLE_NOW), ..long })),
                ("unknown", Self { typed: "BCDF-0000".into(), is_unknown: true, ..Self::default() }),
                ("refused", refused),
            ];
            let reasons = [("replaced", "replaced"), ("neutralised", "neutralised"), ("fraud", "fraud"), ("mistake", "mistake"), ("appeal", "appeal")];
            all.extend(reasons.into_iter().map(|(name, reason)| (name, page(found("revoked", Some(reason))))));
            all
        }
        #[cfg(not(test))]
        Vec::new()
    }
}
