//! Trades as lists write them.

use std::collections::BTreeMap;

use crate::text::fold;

/// How lists of hospitals and schools call trades, besides their names; folded, with the code of the trade.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("ide", "infirmier"),
    ("idec", "infirmier"),
    ("isg", "infirmier"),
    ("ibode", "infirmier"),
    ("iade", "infirmier"),
    ("ipa", "infirmier"),
    ("puericultrice", "infirmier"),
    ("puericulteur", "infirmier"),
    ("as", "aide-soignant"),
    ("asg", "aide-soignant"),
    ("ap", "auxiliaire-puericulture"),
    ("aes", "accompagnant-aes"),
    ("amp", "accompagnant-aes"),
    ("accompagnant educatif", "accompagnant-aes"),
    ("avs", "aide-domicile"),
    ("auxiliaire de vie", "aide-domicile"),
    ("docteur", "medecin"),
    ("praticien hospitalier", "medecin"),
    ("ph", "medecin"),
    ("interne en medecine", "medecin"),
    ("dentiste", "chirurgien-dentiste"),
    ("maieuticien", "sage-femme"),
    ("kine", "masseur-kinesitherapeute"),
    ("kinesitherapeute", "masseur-kinesitherapeute"),
    ("mk", "masseur-kinesitherapeute"),
    ("mkde", "masseur-kinesitherapeute"),
    ("podologue", "pedicure-podologue"),
    ("ergo", "ergotherapeute"),
    ("mer", "manipulateur-erm"),
    ("merm", "manipulateur-erm"),
    ("manipulateur radio", "manipulateur-erm"),
    ("manipulatrice radio", "manipulateur-erm"),
    ("manipulateur en radiologie", "manipulateur-erm"),
    ("tlm", "technicien-laboratoire"),
    ("technicien de laboratoire", "technicien-laboratoire"),
    ("technicienne de laboratoire", "technicien-laboratoire"),
    ("ppo", "preparateur-pharmacie"),
    ("preparateur en pharmacie", "preparateur-pharmacie"),
    ("preparatrice en pharmacie", "preparateur-pharmacie"),
    ("assistante sociale", "assistant-service-social"),
    ("assistant social", "assistant-service-social"),
    ("assistant de service social", "assistant-service-social"),
    ("ass", "assistant-service-social"),
    ("educateur specialise", "educateur-specialise"),
    ("educatrice specialisee", "educateur-specialise"),
    ("es", "educateur-specialise"),
    ("moniteur educateur", "educateur-specialise"),
    ("monitrice educatrice", "educateur-specialise"),
    ("ama", "secretaire-medicale"),
    ("secretaire medicale", "secretaire-medicale"),
    ("assistante medico-administrative", "secretaire-medicale"),
    ("assistant medico-administratif", "secretaire-medicale"),
    ("cadre de sante", "cadre-sante"),
    ("cadre superieur de sante", "cadre-sante"),
    ("cds", "cadre-sante"),
    ("faisant fonction de cadre", "cadre-sante"),
    ("directeur", "directeur"),
    ("directrice", "directeur"),
    ("formateur", "formateur"),
    ("formatrice", "formateur"),
    ("informaticien", "informaticien"),
    ("informaticienne", "informaticien"),
    ("dsi", "informaticien"),
    ("etudiant infirmier", "etudiant-paramedical"),
    ("etudiante infirmiere", "etudiant-paramedical"),
    ("esi", "etudiant-paramedical"),
    ("etudiant en soins infirmiers", "etudiant-paramedical"),
    ("etudiante en soins infirmiers", "etudiant-paramedical"),
    ("eleve aide-soignant", "etudiant-paramedical"),
    ("eleve aide-soignante", "etudiant-paramedical"),
    ("etudiant en medecine", "etudiant-medical"),
    ("etudiante en medecine", "etudiant-medical"),
    ("externe", "etudiant-medical"),
    ("etudiant en pharmacie", "etudiant-medical"),
    ("etudiant en maieutique", "etudiant-medical"),
    ("etudiant en travail social", "etudiant-social"),
    ("etudiante en travail social", "etudiant-social"),
];

/// Schools, with the trades of those who look for something there.
const SCHOOLS: &[(&str, &str)] = &[
    ("ifsi", "etudiant-paramedical"),
    ("ifsi", "formateur"),
    ("ifas", "etudiant-paramedical"),
    ("ifas", "formateur"),
    ("ifap", "etudiant-paramedical"),
    ("ifmk", "etudiant-paramedical"),
    ("irts", "etudiant-social"),
];

/// What people also call a trade, or the school where it is learned; folded.
pub fn also_called(trade: &str) -> impl Iterator<Item = &'static str> {
    SYNONYMS.iter().chain(SCHOOLS).filter(move |(_, code)| *code == trade).map(|(word, _)| *word)
}

/// The trades that there are, by the words that mean them.
#[derive(Debug, Clone)]
pub struct Trades {
    by_words: BTreeMap<String, String>,
}

impl Trades {
    /// From codes and names: `Infirmier, infirmière` is known by each of both. What somebody decided of a word comes before all.
    pub fn new<'a>(named: impl Iterator<Item = (&'a str, &'a str)>, decided: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_words = BTreeMap::new();
        let named: Vec<(&str, &str)> = named.collect();
        for (word, code) in SYNONYMS.iter().filter(|(_, code)| named.iter().any(|(known, _)| known == code)) {
            by_words.insert(plain(word), (*code).to_owned());
        }
        for (code, name) in &named {
            by_words.insert(plain(code), (*code).to_owned());
            by_words.insert(plain(name), (*code).to_owned());
            for part in name.split(',').flat_map(|part| part.split(" ou ")) {
                by_words.entry(plain(part)).or_insert_with(|| (*code).to_owned());
            }
        }
        by_words.remove("");
        by_words.extend(decided.map(|(word, code)| (plain(word), code.to_owned())));
        Self { by_words }
    }

    /// The code of what stands in a cell: the same words, or the longest that it begins with (`Infirmière de nuit, 2e grade`). An empty
    /// code was decided to mean none.
    pub fn find(&self, cell: &str) -> Option<&str> {
        let words = plain(cell);
        let begins = |known: &str| words.strip_prefix(known).is_some_and(|rest| rest.starts_with(' '));
        self.by_words
            .get(&words)
            .or_else(|| {
                let longest = self.by_words.iter().filter(|(known, _)| known.len() > 3 && begins(known)).max_by_key(|(known, _)| known.len());
                longest.map(|(_, code)| code)
            })
            .map(String::as_str)
    }
}

/// Folded, without what marks a gender, and with spaces for hyphens: `Aide-soignant(e)`, `infirmier·ère`, `aide soignant/e`.
fn plain(words: &str) -> String {
    let mut kept = String::new();
    for word in fold(words).replace('-', " ").split_whitespace() {
        let word = word.split(['(', '·', '/', '.']).next().unwrap_or_default().trim_matches(|c: char| c.is_ascii_punctuation());
        if !word.is_empty() {
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.push_str(word);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trades_are_known_as_lists_write_them() {
        let named = [
            ("infirmier", "Infirmier, infirmière"),
            ("infirmier-psychiatrique", "Infirmier psychiatrique, infirmière psychiatrique"),
            ("aide-soignant", "Aide-soignant, aide-soignante"),
            ("ehpad", "EHPAD ou résidence"),
        ];
        let trades = Trades::new(named.into_iter(), [("ASHQ", "aide-soignant"), ("Bénévole", "")].into_iter());
        for (cell, code) in [
            ("IDE", "infirmier"),
            ("infirmière", "infirmier"),
            ("INFIRMIER(E)", "infirmier"),
            ("infirmier·ère", "infirmier"),
            ("Infirmière de nuit, 2e grade", "infirmier"),
            ("Infirmier psychiatrique de secteur", "infirmier-psychiatrique"),
            ("aide soignante", "aide-soignant"),
            ("Aide-Soignant/e", "aide-soignant"),
            ("AS", "aide-soignant"),
            ("ashq", "aide-soignant"),
            ("aide-soignant", "aide-soignant"),
            ("bénévole", ""),
        ] {
            assert_eq!(trades.find(cell), Some(code), "{cell}");
        }
        for unknown in ["", "Asiatique", "assistante", "Idéaliste", "kiné"] {
            assert_eq!(trades.find(unknown), None, "{unknown}");
        }
    }
}
