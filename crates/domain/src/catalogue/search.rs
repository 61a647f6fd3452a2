//! Search in short French texts: accents, plurals, elisions, acronyms and their long forms, beginnings of words, typing errors.
//!
//! An inverted index in memory, ranked by BM25 over weighed fields (S. Robertson, H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond",
//! 2009). Acronyms are settled when a text is indexed, both ways, so that a search is only ever of words. The same texts and the same words give the
//! same order everywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{Token, stem, tokens};
use crate::glossary::Term;

/// How fast a word that is repeated stops counting.
const SATURATION: f32 = 1.2;
/// How much a long field counts against itself.
const LENGTH: f32 = 0.6;
/// What the long form is worth where only the acronym stands, and the other way round.
const EXPANDED: f32 = 0.6;
/// Forms that one word may stand for at most.
const FORMS: usize = 200;
/// Words of a search at most, and letters of one word.
const WORDS: usize = 12;
const LETTERS: usize = 40;

/// The words of a long form, and the acronyms that stand for it.
type LongForm = (Vec<String>, BTreeSet<String>);

/// A text of a document, and how much it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// 1 is plain text.
    pub weight: f32,
    /// What stands there.
    pub text: String,
}

/// What is looked through.
#[derive(Debug, Clone, Default)]
pub struct Index {
    documents: usize,
    /// Every folded form that was met, in order.
    forms: Vec<Form>,
    /// Stems in order; each has its list.
    stems: Vec<String>,
    /// For each stem the documents that hold it, and what it is worth there.
    lists: Vec<Vec<(u32, f32)>>,
}

#[derive(Debug, Clone)]
struct Form {
    text: String,
    letters: u32,
    stem: u32,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// Documents by their place, best first, each with its score.
    pub documents: Vec<(u32, f32)>,
    /// How many of the words each of them holds.
    pub held: usize,
    /// How many words were looked for; 0 when nothing was asked.
    pub words: usize,
    /// Words that are nowhere, as they were typed.
    pub nowhere: Vec<String>,
    /// Words that were taken for others: what was typed, what was looked for.
    pub taken_for: Vec<(String, String)>,
}

impl Index {
    /// An index of these documents, each with its fields in the same order; acronyms are those of the glossary.
    pub fn new(documents: &[Vec<Field>], glossary: &[Term]) -> Self {
        let acronyms = Acronyms::new(glossary);
        let read: Vec<Vec<Counted>> = documents.iter().map(|fields| fields.iter().map(|field| counted(field, &acronyms)).collect()).collect();
        let widest = read.iter().map(Vec::len).max().unwrap_or(0);
        let mean = |field: usize| {
            let (sum, count) = read.iter().filter_map(|fields| fields.get(field)).fold((0.0, 0.0), |(sum, count), f| (sum + f.length, count + 1.0));
            if count > 0.0 { f32::max(sum / count, 1.0) } else { 1.0 }
        };
        let means: Vec<f32> = (0..widest).map(mean).collect();
        let mut weights: BTreeMap<String, Vec<(u32, f32)>> = BTreeMap::new();
        let mut met: BTreeSet<String> = BTreeSet::new();
        for (document, fields) in read.into_iter().enumerate() {
            let mut here: BTreeMap<String, f32> = BTreeMap::new();
            for (field, mean) in fields.into_iter().zip(&means) {
                let norm = 1.0 - LENGTH + LENGTH * field.length / mean;
                for (form, count) in field.counts {
                    *here.entry(stem(&form)).or_default() += field.weight * count / norm;
                    met.insert(form);
                }
            }
            for (stem, weight) in here {
                weights.entry(stem).or_default().push((document as u32, weight));
            }
        }
        let (stems, mut lists): (Vec<String>, Vec<Vec<(u32, f32)>>) = weights.into_iter().unzip();
        for list in &mut lists {
            let rarity = rarity(documents.len(), list.len());
            for (_, weight) in list.iter_mut() {
                *weight = rarity * *weight * (SATURATION + 1.0) / (*weight + SATURATION);
            }
        }
        let form = |text: String| {
            let stem = stems.binary_search(&stem(&text)).ok()? as u32;
            Some(Form { letters: letters(&text), text, stem })
        };
        let forms = met.into_iter().filter_map(form).collect();
        Self { documents: documents.len(), forms, stems, lists }
    }

    /// The documents that hold these words: all of them, or where none does, as many of them as any does.
    pub fn find(&self, typed: &str) -> Hits {
        let mut hits = Hits::default();
        let asked = self.asked(typed);
        hits.words = asked.len();
        let mut score = vec![0.0_f32; self.documents];
        let mut held = vec![0_u8; self.documents];
        let mut best = vec![0.0_f32; self.documents];
        for (word, is_last) in &asked {
            let meant = self.meant(word, *is_last);
            if let Some(other) = &meant.taken_for {
                hits.taken_for.push((word.clone(), other.clone()));
            }
            let mut touched = Vec::new();
            for (stem, quality) in meant.stems {
                for (document, worth) in &self.lists[stem as usize] {
                    let slot = &mut best[*document as usize];
                    if *slot <= 0.0 {
                        touched.push(*document);
                    }
                    *slot = slot.max(worth * quality);
                }
            }
            if touched.is_empty() {
                hits.nowhere.push(word.clone());
            }
            for document in touched {
                let at = document as usize;
                score[at] += std::mem::take(&mut best[at]);
                held[at] += 1;
            }
        }
        let most = held.iter().copied().max().unwrap_or(0);
        hits.held = usize::from(most);
        // less than half of what was asked is something else
        if most > 0 && hits.held * 2 >= hits.words {
            hits.documents = (0..self.documents).filter(|at| held[*at] == most).map(|at| (at as u32, score[at])).collect();
            hits.documents.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        }
        hits
    }

    /// How many forms and stems it knows.
    pub fn size(&self) -> (usize, usize) {
        (self.forms.len(), self.stems.len())
    }

    /// Words to look for, as the index knows them, and whether each ends what was typed.
    fn asked(&self, typed: &str) -> Vec<(String, bool)> {
        let all = tokens(typed);
        // in capitals throughout, nothing is an acronym
        let shouts = all.len() > 1 && !typed.chars().any(char::is_lowercase);
        let mut told: Vec<&Token> = all.iter().filter(|token| token.tells(!shouts)).collect();
        if told.is_empty() {
            told = all.iter().collect();
        }
        let mut words: Vec<String> = Vec::new();
        let mut rest = told.as_slice();
        while let Some((token, after)) = rest.split_first() {
            rest = after;
            // `sec num académie`, `cyber sécurité`: written apart, as nobody writes it
            let apart = [2, 1].into_iter().filter(|more| *more <= after.len()).find_map(|more| {
                let joined = std::iter::once(token).chain(&after[..more]).map(|token| token.whole.as_str()).collect::<String>();
                let is_apart = std::iter::once(token).chain(&after[..more]).any(|token| !self.knows(&token.whole));
                (is_apart && self.knows(&joined)).then_some((joined, more))
            });
            if let Some((joined, more)) = apart {
                words.push(joined);
                rest = &after[more..];
                continue;
            }
            if token.parts.is_empty() || self.knows(&token.whole) {
                words.push(token.whole.clone());
            } else {
                words.extend(token.parts.iter().cloned());
            }
        }
        for word in &mut words {
            *word = word.chars().take(LETTERS).collect();
        }
        words.dedup();
        words.truncate(WORDS);
        let last = words.len().saturating_sub(1);
        let is_open = typed.ends_with(char::is_alphanumeric);
        words.into_iter().enumerate().map(|(i, word)| (word, i == last && is_open)).collect()
    }

    fn knows(&self, form: &str) -> bool {
        self.forms.binary_search_by(|known| known.text.as_str().cmp(form)).is_ok() || self.stems.binary_search(&stem(form)).is_ok()
    }

    /// What a word may mean: itself in any form, words that begin with it, and where there is neither, words that are written almost so.
    fn meant(&self, word: &str, is_last: bool) -> Meant {
        let mut stems: BTreeMap<u32, f32> = BTreeMap::new();
        let exact = self.stems.binary_search(&stem(word)).ok().map(|at| at as u32);
        if let Some(exact) = exact {
            stems.insert(exact, 1.0);
        }
        let length = word.chars().count();
        // whoever has typed a whole word and goes on means that word
        let shortest = if is_last { 2 } else { 4 };
        if length >= shortest && (is_last || exact.is_none()) {
            let from = self.forms.partition_point(|form| form.text.as_str() < word);
            for form in self.forms[from..].iter().take_while(|form| form.text.starts_with(word)).take(FORMS) {
                let missing = form.text.len() - word.len();
                let quality = if missing <= 3 { 0.7 } else { 0.5 };
                let slot = stems.entry(form.stem).or_insert(0.0);
                *slot = slot.max(quality);
            }
        }
        let mut taken_for = None;
        if stems.is_empty() {
            let (distance, near) = self.near(word, length);
            taken_for =
                near.iter().max_by_key(|form| (self.lists[form.stem as usize].len(), std::cmp::Reverse(form.text.as_str()))).map(|form| form.text.clone());
            stems.extend(near.iter().map(|form| (form.stem, if distance == 1 { 0.6 } else { 0.4 })));
        }
        Meant { stems: stems.into_iter().collect(), taken_for }
    }

    /// Forms at the smallest distance from a word, as long as that is a typing error: one in four letters or more, two in eight or more.
    fn near(&self, word: &str, length: usize) -> (usize, Vec<&Form>) {
        let most = match length {
            0..4 => return (0, Vec::new()),
            4..8 => 1,
            _ => 2,
        };
        let asked = letters(word);
        let (mut least, mut found) = (most, Vec::new());
        for form in &self.forms {
            let far = form.text.len().abs_diff(word.len()) > least || (form.letters ^ asked).count_ones() as usize > 2 * least;
            if far {
                continue;
            }
            let distance = strsim::osa_distance(&form.text, word);
            if distance < least {
                least = distance;
                found.clear();
            }
            if distance == least {
                found.push(form);
            }
        }
        found.truncate(FORMS);
        (least, found)
    }
}

struct Meant {
    stems: Vec<(u32, f32)>,
    taken_for: Option<String>,
}

/// The letters and figures of a form as bits: two words at a distance d differ in at most 2 d of them.
fn letters(form: &str) -> u32 {
    form.bytes().fold(0, |bits, byte| match byte {
        b'a'..=b'z' => bits | 1 << (byte - b'a'),
        _ => bits | 1 << (26 + byte % 6),
    })
}

fn rarity(documents: usize, holders: usize) -> f32 {
    let (all, with) = (documents as f64, holders as f64);
    libm::log(1.0 + (all - with + 0.5) / (with + 0.5)) as f32
}

struct Counted {
    weight: f32,
    counts: BTreeMap<String, f32>,
    length: f32,
}

fn counted(field: &Field, acronyms: &Acronyms) -> Counted {
    let tokens = tokens(&field.text);
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    let mut length = 0.0;
    for token in tokens.iter().filter(|token| token.tells(true)) {
        length += 1.0;
        *counts.entry(token.whole.clone()).or_default() += 1.0;
        for part in &token.parts {
            *counts.entry(part.clone()).or_default() += 1.0;
        }
    }
    for form in acronyms.implied(&tokens) {
        // said twice, it is not worth more than what stands there
        counts.entry(form).or_insert(EXPANDED);
    }
    Counted { weight: field.weight, counts, length }
}

/// Acronyms and long forms, each found by the other.
#[derive(Debug, Default)]
struct Acronyms {
    /// As it is written, with the words it stands for.
    long: BTreeMap<String, BTreeSet<String>>,
    /// The stem that a long form begins with, with the whole of it and its acronyms.
    short: BTreeMap<String, Vec<LongForm>>,
}

impl Acronyms {
    fn new(glossary: &[Term]) -> Self {
        let mut made = Self::default();
        for term in glossary {
            let shorts: Vec<&str> = std::iter::once(&term.short).chain(&term.also).map(String::as_str).collect();
            let words = tokens(&term.long);
            let forms: Vec<&Token> = words.iter().filter(|token| token.tells(true)).collect();
            for short in &shorts {
                let said = forms.iter().flat_map(|token| std::iter::once(&token.whole).chain(&token.parts)).cloned();
                made.long.entry((*short).to_owned()).or_default().extend(said);
            }
            let stems: Vec<String> = forms.iter().map(|token| stem(&token.whole)).collect();
            if stems.len() > 1 {
                let folded = shorts.iter().flat_map(|short| tokens(short)).map(|token| token.whole).collect();
                made.short.entry(stems[0].clone()).or_default().push((stems, folded));
            }
        }
        made
    }

    /// What a text says without writing it.
    fn implied(&self, tokens: &[Token]) -> BTreeSet<String> {
        let mut implied = BTreeSet::new();
        for token in tokens {
            implied.extend(self.long.get(&token.written).into_iter().flatten().cloned());
        }
        let stems: Vec<String> = tokens.iter().filter(|token| token.tells(true)).map(|token| stem(&token.whole)).collect();
        for (at, first) in stems.iter().enumerate() {
            for (long, short) in self.short.get(first).into_iter().flatten() {
                if stems[at..].starts_with(long) {
                    implied.extend(short.iter().cloned());
                }
            }
        }
        implied
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(short: &str, long: &str) -> Term {
        Term { short: short.into(), long: long.into(), text: String::new(), also: Vec::new(), url: None, source: String::new(), checked: String::new() }
    }

    fn index(texts: &[&str]) -> Index {
        let documents: Vec<Vec<Field>> = texts.iter().map(|text| vec![Field { weight: 1.0, text: (*text).to_owned() }]).collect();
        Index::new(&documents, &[term("IA", "Intelligence artificielle"), term("RGPD", "Règlement général sur la protection des données")])
    }

    fn places(hits: &Hits) -> Vec<u32> {
        hits.documents.iter().map(|(place, _)| *place).collect()
    }

    #[test]
    fn an_acronym_finds_its_long_form_and_the_long_form_the_acronym() {
        let index = index(&["L'IA au lit du malade", "Intelligence artificielle et imagerie", "Le dossier du patient"]);
        for asked in ["ia", "IA", "intelligence artificielle", "intelligences artificielles"] {
            let found = index.find(asked);
            assert_eq!(places(&found).len(), 2, "{asked}: {found:?}");
            assert_eq!((found.held, found.words), (found.words, found.words));
        }
        assert_eq!(places(&index.find("l'IA"))[0], 0, "who writes it comes before who implies it");
    }

    #[test]
    fn every_word_is_wanted_and_most_of_them_where_nothing_holds_all() {
        let index = index(&["télésanté et dossier médical", "télésanté pour infirmiers", "dossier du patient"]);
        assert_eq!(places(&index.find("telesante infirmière")), [1]);
        let some = index.find("télésanté infirmier dossier");
        assert_eq!((some.held, some.words), (2, 3));
        assert_eq!(places(&some).len(), 2);
        let none = index.find("plomberie chauffage télésanté");
        assert!(none.documents.is_empty(), "one word of three is something else");
        assert_eq!(none.nowhere, ["plomberie", "chauffage"]);
    }

    #[test]
    fn typing_errors_and_swapped_letters_are_forgiven_where_nothing_is_written_so() {
        let index = index(&["cybersécurité des hôpitaux", "sécurité incendie", "télémédecine"]);
        assert_eq!(places(&index.find("cibersecurite")), [0]);
        assert_eq!(places(&index.find("telemdeecine")), [2], "two neighbours swapped");
        assert_eq!(index.find("telemdecine").taken_for, [("telemdecine".to_owned(), "telemedecine".to_owned())]);
        assert_eq!(places(&index.find("securite")), [1], "what is written so is not taken for anything else");
        assert!(index.find("xxx").documents.is_empty(), "three letters are another word");
    }

    #[test]
    fn a_beginning_finds_the_word_while_it_is_typed() {
        let index = index(&["télémédecine", "télésanté", "médecin"]);
        assert_eq!(places(&index.find("télém")), [0]);
        assert_eq!(places(&index.find("tele")).len(), 2);
        assert_eq!(places(&index.find("télé-médecine")), [0]);
        assert_eq!(places(&index.find("tele medecine")), [0], "written in two words");
    }

    #[test]
    fn what_stands_in_a_heavier_field_comes_first() {
        let field = |weight: f32, text: &str| Field { weight, text: text.to_owned() };
        let index = Index::new(&[vec![field(4.0, "dossier"), field(0.5, "agenda")], vec![field(4.0, "agenda"), field(0.5, "dossier")]], &[]);
        assert_eq!((places(&index.find("agenda")), places(&index.find("dossier"))), (vec![1, 0], vec![0, 1]));
    }

    #[test]
    fn a_word_that_ended_is_that_word_and_one_that_is_being_typed_may_go_on() {
        let index = index(&["soin", "soignant", "plomberie"]);
        assert_eq!(places(&index.find("soin ")), [0]);
        assert_eq!(places(&index.find("soi")), [0, 1], "it may still be either");
        assert!(index.find("plo ").documents.is_empty(), "a space says that it ends there, and three letters are not enough to go on");
        assert_eq!(places(&index.find("soin plomb")), [0, 2], "only the last is being typed; neither holds both");
        let whole = self::index(&["infirmier", "infirmiers et infirmiere libres", "infirmierat"]);
        assert_eq!(places(&whole.find("infirmier libre")), [1]);
        assert!(!places(&whole.find("infirmier ")).contains(&2), "a word that is known whole and ended stands for no longer one");
    }

    #[test]
    fn four_letters_bear_one_typing_error_and_eight_bear_two() {
        let index = index(&["carte", "mammographie"]);
        assert_eq!(places(&index.find("carre")), [0]);
        assert!(index.find("sarre").documents.is_empty(), "two errors in five letters make another word");
        assert_eq!(places(&index.find("mamograpie")), [1]);
        assert!(index.find("mamografie").documents.is_empty(), "three are too many");
    }

    #[test]
    fn an_acronym_is_one_where_not_everything_is_in_capitals() {
        let index = Index::new(&[vec![Field { weight: 1.0, text: "DU de cardiologie".into() }], vec![Field { weight: 1.0, text: "cardiologie".into() }]], &[]);
        assert_eq!(places(&index.find("DU cardiologie")), [0], "a diploma");
        assert_eq!(places(&index.find("DU CARDIOLOGIE")).len(), 2, "whoever shouts says an article");
    }

    #[test]
    fn what_is_implied_is_worth_less_than_what_stands_there_and_one_word_is_no_long_form() {
        let terms = [term("IA", "Intelligence artificielle"), term("DOSI", "Dossier")];
        let text = |text: &str| vec![Field { weight: 1.0, text: text.to_owned() }];
        let index = Index::new(&[text("Intelligence artificielle, imagerie"), text("IA et imagerie, suite"), text("dossier")], &terms);
        assert_eq!(places(&index.find("ia")), [1, 0]);
        assert!(!places(&index.find("DOSI")).contains(&2), "« dossier » is a word of everybody, and says no acronym");
    }

    #[test]
    fn what_is_empty_or_hostile_finds_nothing_and_breaks_nothing() {
        let index = index(&["santé"]);
        for asked in ["", " ", "'", "--", "l'", "\u{0}", "%_\\", &"é".repeat(5_000), &"a b ".repeat(2_000)] {
            assert!(index.find(asked).documents.is_empty(), "{asked:.20}");
        }
        assert!(Index::new(&[], &[]).find("santé").documents.is_empty());
    }
}
