//! The text of a step, taken apart: paragraphs, lists, bold words. Its template is `parts/learn-prose.html`.

use serde::Serialize;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// Words that follow each other.
    Paragraph {
        /// Its pieces.
        pieces: Vec<Piece>,
    },
    /// A list.
    List {
        /// Whether its entries follow each other.
        is_ordered: bool,
        /// Its entries, each in pieces.
        entries: Vec<Vec<Piece>>,
    },
}

/// Words that are bold, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are bold.
    pub is_bold: bool,
}

/// The blocks of a text as authors write it: an empty line between paragraphs, `- ` or `1. ` before an entry, `**` around bold words.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut is_fresh = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            is_fresh = true;
            continue;
        }
        match (entry(line), out.last_mut()) {
            (Some((is_ordered, words)), Some(Block::List { is_ordered: same, entries })) if *same == is_ordered => entries.push(pieces(words)),
            (Some((is_ordered, words)), _) => out.push(Block::List { is_ordered, entries: vec![pieces(words)] }),
            (None, Some(Block::Paragraph { pieces: before })) if !is_fresh => go_on(before, line),
            (None, Some(Block::List { entries, .. })) if !is_fresh => entries.last_mut().into_iter().for_each(|entry| go_on(entry, line)),
            (None, _) => out.push(Block::Paragraph { pieces: pieces(line) }),
        }
        is_fresh = false;
    }
    out
}

/// An entry of a list: whether it is of an ordered one, and its words.
fn entry(line: &str) -> Option<(bool, &str)> {
    if let Some(words) = line.strip_prefix("- ") {
        return Some((false, words));
    }
    let (number, words) = line.split_once(". ")?;
    (!number.is_empty() && number.len() < 3 && number.bytes().all(|b| b.is_ascii_digit())).then_some((true, words))
}

fn go_on(before: &mut Vec<Piece>, line: &str) {
    before.push(Piece { text: " ".into(), is_bold: false });
    before.extend(pieces(line));
}

/// Words with the bold ones apart.
pub fn pieces(words: &str) -> Vec<Piece> {
    let split = words.split("**").enumerate();
    split.filter(|(_, text)| !text.is_empty()).map(|(nth, text)| Piece { text: text.to_owned(), is_bold: nth % 2 == 1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Piece {
        Piece { text: text.into(), is_bold: false }
    }

    #[test]
    fn a_text_is_paragraphs_lists_and_bold_words() {
        let read = blocks("Un **mot** ici\nqui continue.\n\n- **Qui** : moi\n- vous\n\n1. Lire\n2. Dire\nEnsuite :");
        let bold = |text: &str| Piece { text: text.into(), is_bold: true };
        assert_eq!(
            read,
            [
                Block::Paragraph { pieces: vec![plain("Un "), bold("mot"), plain(" ici"), plain(" "), plain("qui continue.")] },
                Block::List { is_ordered: false, entries: vec![vec![bold("Qui"), plain(" : moi")], vec![plain("vous")]] },
                Block::List { is_ordered: true, entries: vec![vec![plain("Lire")], vec![plain("Dire"), plain(" "), plain("Ensuite :")]] },
            ]
        );
        assert_eq!(blocks(" \n\n"), []);
        assert_eq!(blocks("En 2026. Puis 3.5 fois"), [Block::Paragraph { pieces: vec![plain("En 2026. Puis 3.5 fois")] }]);
    }
}
