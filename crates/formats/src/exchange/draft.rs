//! Items on their way in: what the format said, what it did not, and what the author must complete.

use std::collections::BTreeSet;

use domain::item::{Finding, Interaction, Item, Review, Source, faults};
use domain::text::fold;

use super::limits;
use super::loss::{Code, Loss, Weight};
use super::prose::{Piece, Prose, plain};

/// An item as far as the outside format could say it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The item; what the format does not know is empty, its difficulty 0.
    pub item: Item,
    /// What it was called outside.
    pub origin: String,
    /// What its author must complete or mend before it can enter the bank.
    pub to_complete: Vec<Finding>,
}

/// What came out of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// Items, in the order of the file.
    pub items: Vec<Draft>,
    /// What was refused, changed, left out or guessed.
    pub lost: Vec<Loss>,
}

impl Imported {
    /// Losses by which a file or an item was not taken.
    pub fn refusals(&self) -> impl Iterator<Item = &Loss> {
        self.lost.iter().filter(|l| l.code.weight() == Weight::Refused)
    }
}

/// An import under way.
pub(super) struct Import {
    file: String,
    /// Language where a file says none.
    pub(super) language: String,
    ids: BTreeSet<String>,
    done: Imported,
}

/// What a format said of one item besides its interaction.
#[derive(Debug, Default, Clone)]
pub(super) struct Said {
    pub(super) origin: String,
    pub(super) line: usize,
    pub(super) title: String,
    pub(super) language: Option<String>,
    pub(super) situation: String,
    pub(super) question: String,
    pub(super) explanation: String,
}

/// Why an item is refused, and what it is about.
pub(super) type Refused = (Code, String);

pub(super) fn refused<T>(code: Code, detail: impl Into<String>) -> Result<T, Refused> {
    Err((code, detail.into()))
}

impl Import {
    pub(super) fn new(file: &str, language: &str) -> Self {
        Self { file: file.to_owned(), language: language.to_owned(), ids: BTreeSet::new(), done: Imported::default() }
    }

    /// The same import, in a file inside the package.
    pub(super) fn inside<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let package = self.file.clone();
        self.file = format!("{package}!{name}");
        let outcome = read(self);
        self.file = package;
        outcome
    }

    pub(super) fn lose(&mut self, line: usize, item: &str, code: Code, detail: impl Into<String>) {
        if self.done.lost.len() < limits::LOSSES {
            let detail: String = detail.into().chars().take(300).collect();
            self.done.lost.push(Loss { file: self.file.clone(), line, item: item.to_owned(), code, detail });
        }
    }

    /// A refusal is always told, however many losses were told before.
    pub(super) fn refuse(&mut self, line: usize, item: &str, code: Code, detail: impl Into<String>) {
        let detail: String = detail.into().chars().take(300).collect();
        self.done.lost.push(Loss { file: self.file.clone(), line, item: item.to_owned(), code, detail });
    }

    /// Reads one item; when it is refused, that is all that is told of it.
    pub(super) fn one(&mut self, line: usize, item: &str, read: impl FnOnce(&mut Self) -> Result<(), Refused>) {
        let told = self.done.lost.len();
        if let Err((code, detail)) = read(self) {
            self.done.lost.truncate(told);
            self.refuse(line, item, code, detail);
        }
    }

    /// Paragraphs of a text, its losses told. What may not be lost refuses the item.
    pub(super) fn paragraphs(&mut self, said: &Said, prose: Prose) -> Result<Vec<Vec<Piece>>, Refused> {
        let (paragraphs, lost) = prose.finish();
        for (code, detail) in lost {
            if code.weight() == Weight::Refused {
                return Err((code, detail));
            }
            self.lose(said.line, &said.origin, code, detail);
        }
        Ok(paragraphs)
    }

    /// The same as one text.
    pub(super) fn plain(&mut self, said: &Said, prose: Prose) -> Result<String, Refused> {
        Ok(plain(&self.paragraphs(said, prose)?))
    }

    /// The same as one line.
    pub(super) fn line(&mut self, said: &Said, prose: Prose) -> Result<String, Refused> {
        Ok(self.plain(said, prose)?.replace("\n\n", " "))
    }

    /// Takes an item of which the format knows its texts and its interaction.
    pub(super) fn take(&mut self, said: Said, interaction: Interaction) {
        let title = if said.title.is_empty() { said.question.chars().take(80).collect() } else { said.title.clone() };
        let language = self.language_of(&said);
        let mut item = Item {
            id: slug(if said.title.is_empty() { &said.origin } else { &said.title }),
            version: 1,
            objective: String::new(),
            title,
            trades: Vec::new(),
            setting: String::new(),
            language,
            difficulty: 0.0,
            time: 60,
            review: Review::NotReviewed,
            enemies: Vec::new(),
            translates: None,
            situation: said.situation,
            question: said.question,
            explanation: said.explanation,
            source: Source { title: String::new(), publisher: String::new(), date: String::new(), url: None, checked: String::new(), review_by: None },
            interaction,
        };
        item.time = reading_time(&item);
        self.lose(said.line, &said.origin, Code::HeaderGuessed, item.time.to_string());
        self.take_whole(item, said.origin);
    }

    /// Takes an item whose header came with it.
    pub(super) fn take_whole(&mut self, mut item: Item, origin: String) {
        if item.id.is_empty() {
            item.id = slug(&origin);
        }
        let wanted = item.id.clone();
        let mut n = 2;
        while !self.ids.insert(item.id.clone()) {
            item.id = format!("{wanted}-{n}");
            n += 1;
        }
        let to_complete = to_complete(&item);
        self.done.items.push(Draft { item, origin, to_complete });
    }

    fn language_of(&mut self, said: &Said) -> String {
        let two = |language: &str| language.get(..2).map(str::to_ascii_lowercase);
        match said.language.as_deref().and_then(two) {
            Some(language) if matches!(language.as_str(), "fr" | "en") => language,
            other => {
                let assumed = self.language.clone();
                self.lose(said.line, &said.origin, Code::LanguageGuessed, other.unwrap_or_default());
                assumed
            }
        }
    }

    pub(super) fn finish(self) -> Imported {
        self.done
    }
}

/// What an author must complete: the defects of the item read alone, and the references that only the bank checks.
fn to_complete(item: &Item) -> Vec<Finding> {
    let mut found = faults(item);
    for (name, text) in [("objective", &item.objective), ("setting", &item.setting)] {
        if text.is_empty() {
            found.insert(0, Finding { code: "empty-field", detail: name.to_owned(), anchor: (name, 0) });
        }
    }
    found
}

/// A name as our files have it: small letters without accents, digits, hyphens, at most 60.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
        if out.len() >= 60 {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "question".to_owned() } else { out.to_owned() }
}

/// Seconds to read an item at 180 words a minute and to decide, in steps of 5: a first guess, for its author to mend.
fn reading_time(item: &Item) -> u32 {
    let interaction = super::item_file::words(&item.interaction);
    let words = [item.situation.as_str(), &item.question, &interaction].iter().map(|t| t.split_whitespace().count()).sum::<usize>();
    let seconds = 15 + words / 3;
    u32::try_from(seconds.clamp(15, 240) / 5 * 5).unwrap_or(60)
}
