//! What two texts differ in, as a page shows it.

use serde::Serialize;

/// Parts that differ.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// In the order in which they are read.
    pub parts: Vec<PartRow>,
    /// How many are the same.
    pub same: usize,
}

/// A part that differs.
#[derive(Debug, Clone, Serialize)]
pub struct PartRow {
    /// What part it is, in words.
    pub label: String,
    /// As it was; nothing when it is new.
    pub before: Option<Vec<PieceRow>>,
    /// As it is; nothing when it is gone.
    pub after: Option<Vec<PieceRow>>,
}

/// Some words.
#[derive(Debug, Clone, Serialize)]
pub struct PieceRow {
    /// Whether the other text lacks them.
    pub changed: bool,
    /// The words.
    pub text: String,
}

/// A sample.
pub(super) fn sample_compared() -> Compared {
    let piece = |changed, text: &str| PieceRow { changed, text: text.into() };
    Compared {
        parts: vec![
            PartRow {
                label: "Question posée".into(),
                before: Some(vec![piece(false, "Que faites-vous "), piece(true, "d’abord"), piece(false, " ?")]),
                after: Some(vec![piece(false, "Que faites-vous "), piece(true, "en premier"), piece(false, " ?")]),
            },
            PartRow { label: "Réponses proposées · d · texte".into(), before: None, after: Some(vec![piece(true, "Je préviens le référent.")]) },
            PartRow { label: "Questions voisines".into(), before: Some(vec![piece(true, "messages-du-mardi")]), after: None },
        ],
        same: 23,
    }
}
