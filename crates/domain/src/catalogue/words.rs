//! Words of a French text as a search compares them: folded, without elision, with their stem.

use crate::text::fold;

/// Words that are everywhere and tell nothing.
const EMPTY: &[&str] = &[
    "a", "afin", "ai", "ainsi", "alors", "and", "apres", "as", "au", "aussi", "autre", "autres", "aux", "avant", "avec", "car", "ce", "cela", "ces", "cet",
    "cette", "ceux", "chaque", "chez", "comme", "comment", "dans", "de", "des", "deux", "doit", "donc", "dont", "du", "elle", "elles", "en", "encore", "entre",
    "est", "et", "etre", "eux", "fait", "for", "il", "ils", "in", "je", "la", "le", "les", "leur", "leurs", "lors", "lui", "ma", "mais", "me", "mes", "moi",
    "mon", "ne", "ni", "nos", "notre", "nous", "of", "on", "ont", "ou", "par", "pas", "peu", "plus", "pour", "qu", "quand", "que", "quel", "quelle", "qui",
    "quoi", "sa", "sans", "se", "ses", "si", "son", "sont", "sous", "sur", "ta", "te", "tes", "the", "to", "ton", "tous", "tout", "toute", "toutes", "tres",
    "tu", "un", "une", "vers", "vos", "votre", "vous", "y",
];

/// What an apostrophe cuts off.
const ELIDED: &[&str] = &["c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quelqu", "quoiqu", "s", "t"];

/// A word as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded, its parts put together: `esante`, `aidesoignant`, `securite`.
    pub whole: String,
    /// The parts that a hyphen or another sign separates, where there are several; those of one letter say nothing alone.
    pub parts: Vec<String>,
    /// As it was written, for acronyms.
    pub written: String,
}

impl Token {
    /// Whether it tells something. Where capitals count, a word in them is an acronym: `DU` is a diploma, `du` is not.
    pub fn tells(&self, capitals_count: bool) -> bool {
        !self.parts.is_empty() || !is_empty(&self.whole) || capitals_count && self.is_acronym()
    }

    fn is_acronym(&self) -> bool {
        self.written.len() > 1 && self.written.chars().all(char::is_uppercase)
    }
}

fn is_empty(folded: &str) -> bool {
    EMPTY.binary_search(&folded).is_ok() || folded.chars().count() == 1 && folded.chars().all(char::is_alphabetic)
}

/// The words of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    text.split(|c: char| c.is_whitespace() || "/,;:!?()[]{}«»\"“”…|·•".contains(c)).filter_map(token).collect()
}

fn token(raw: &str) -> Option<Token> {
    let folded = fold(raw);
    let mut parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut written = raw.trim_matches(|c: char| !c.is_alphanumeric());
    while parts.len() > 1 && folded.contains('\'') && ELIDED.contains(&parts[0]) {
        parts.remove(0);
        written = written.split_once(['\'', '’', '‘', 'ʼ', '`']).map_or(written, |(_, rest)| rest);
    }
    let whole = parts.concat();
    let several = if parts.len() > 1 { parts.iter().filter(|part| part.chars().count() > 1).map(ToString::to_string).collect() } else { Vec::new() };
    (!whole.is_empty()).then(|| Token { whole, parts: several, written: written.to_owned() })
}

/// What is left of a folded word without its plural and its feminine: a light stem in the manner of J. Savoy ("A stemming procedure and stopword
/// list for general French corpora", JASIS 50, 1999). Two forms of one word meet; two words rarely do.
pub(super) fn stem(word: &str) -> String {
    if word.len() < 4 || !word.is_ascii() || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let singular = match word {
        _ if word.ends_with("eaux") => &word[..word.len() - 1],
        _ if word.ends_with("aux") && word.len() > 4 => return format!("{}al", &word[..word.len() - 3]),
        _ if word.ends_with(['s', 'x']) => &word[..word.len() - 1],
        _ => word,
    };
    for (feminine, masculine) in [("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("enne", "en"), ("elle", "el"), ("onne", "on"), ("ive", "if")] {
        if let Some(root) = singular.strip_suffix(feminine).filter(|root| root.len() > 2) {
            return format!("{root}{masculine}");
        }
    }
    let bare = singular.strip_suffix('e').filter(|root| root.len() > 2).unwrap_or(singular);
    bare.strip_suffix('e').filter(|root| root.len() > 2).unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wholes(text: &str) -> Vec<String> {
        tokens(text).into_iter().filter(|token| token.tells(true)).map(|token| token.whole).collect()
    }

    #[test]
    fn empty_words_are_in_order() {
        let mut sorted = EMPTY.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, EMPTY);
    }

    #[test]
    fn accents_case_elisions_and_signs_do_not_count() {
        assert_eq!(wholes("L'Éthique de l’« IA » d'aujourd'hui, à l'hôpital"), ["ethique", "ia", "aujourdhui", "hopital"]);
        assert_eq!(wholes("e-santé / Pix+ (CAPS'UL)"), ["esante", "pix", "capsul"]);
        assert_eq!(wholes("du DU de santé"), ["du", "sante"], "a diploma is no article");
    }

    #[test]
    fn a_compound_keeps_its_parts() {
        assert_eq!(tokens("aide-soignant")[0].parts, ["aide", "soignant"]);
        assert_eq!(tokens("e-santé")[0].parts, ["sante"]);
        assert!(tokens("santé")[0].parts.is_empty());
    }

    #[test]
    fn forms_of_one_word_meet() {
        for (one, other) in [
            ("infirmieres", "infirmier"),
            ("donnees", "donnee"),
            ("medicaux", "medicale"),
            ("reseaux", "reseau"),
            ("formatrice", "formateurs"),
            ("connectes", "connectee"),
            ("professionnelles", "professionnel"),
            ("numeriques", "numerique"),
            ("administrative", "administratif"),
            ("hopitaux", "hopital"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("formation"), stem("formateur"));
        assert_ne!(stem("donnees"), stem("don"));
    }
}
