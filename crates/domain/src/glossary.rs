//! Acronyms, what they stand for, and where they stand in a text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::date::Month;
use crate::item::Finding;
use crate::text::fold;

/// An acronym in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// As it is met: `INS`, `e-CPS`.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// What that is, in one sentence of ours.
    pub text: String,
    /// Other forms of it.
    #[serde(default)]
    pub also: Vec<String>,
    /// A public page about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who says so.
    pub source: String,
    /// Month in which that was read, `YYYY-MM`.
    pub checked: String,
}

impl Term {
    /// Its name in addresses: letters and digits of the acronym, a hyphen for anything else.
    pub fn slug(&self) -> String {
        self.short.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
    }
}

/// The acronyms of one language, and a way to find them in a text.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// By the first word of a form: the forms, the longest first, each with its term.
    forms: BTreeMap<String, Vec<(String, usize)>>,
}

/// An acronym in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Its place among the terms.
    pub term: usize,
}

impl Glossary {
    /// Makes the acronyms findable.
    pub fn new(terms: Vec<Term>) -> Self {
        let mut forms: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        for (place, term) in terms.iter().enumerate() {
            for form in std::iter::once(&term.short).chain(&term.also).filter(|form| is_an_acronym(form)) {
                forms.entry(first_word(form).to_owned()).or_default().push((form.clone(), place));
            }
        }
        for forms in forms.values_mut() {
            forms.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
        Self { terms, forms }
    }

    /// All of them, in their order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The acronym of this name, however it is written.
    pub fn term(&self, name: &str) -> Option<&Term> {
        let name = fold(name);
        self.terms.iter().find(|term| fold(&term.short) == name || term.also.iter().any(|also| fold(also) == name))
    }

    /// The acronyms of a text that it does not explain itself, each once, in the order in which they come. Those of addresses are no words of it.
    pub fn unexplained(&self, text: &str) -> Vec<&Term> {
        let folded = fold(text);
        let mut met = BTreeSet::new();
        let words = text.split_whitespace().filter(|word| !word.contains("://") && !word.contains('@')).collect::<Vec<_>>().join(" ");
        let first = self.find(&words).map(|found| found.term).filter(|term| met.insert(*term)).collect::<Vec<_>>();
        first.into_iter().map(|term| &self.terms[term]).filter(|term| !folded.contains(&fold(&term.long))).collect()
    }

    /// The acronyms of a text, in order: whole words, written with their own capitals (`SI`, never `si`), the longest where several begin at one place.
    ///
    /// ```
    /// use domain::glossary::{Glossary, Term};
    /// let term = |short: &str| Term { short: short.into(), ..Term::default() };
    /// let glossary = Glossary::new(vec![term("INS"), term("CI"), term("CI-SIS")]);
    /// let found: Vec<_> = glossary.find("L’INS (CI-SIS), ins, INSEE").map(|found| found.term).collect();
    /// assert_eq!(found, [0, 2]);
    /// ```
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(word) = next_word(text, from) {
                from = word.end;
                if !begins(text, word.start) {
                    continue;
                }
                let here = &text[word.start..];
                let form =
                    self.forms.get(&text[word.clone()]).and_then(|forms| forms.iter().find(|(form, _)| here.starts_with(form) && ends(&here[form.len()..])));
                if let Some((form, term)) = form {
                    from = word.start + form.len();
                    return Some(Found { at: word.start..from, term: *term });
                }
            }
            None
        })
    }
}

/// Long forms are read as words: nobody looks them up.
fn is_an_acronym(form: &str) -> bool {
    form.split([' ', '-', '_']).any(|word| word.chars().filter(|c| c.is_uppercase() || c.is_ascii_digit()).count() >= 2) || !form.contains(' ')
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn first_word(form: &str) -> &str {
    form.split(|c| !is_of_a_word(c)).next().unwrap_or_default()
}

/// The next run of letters and digits.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(is_of_a_word)?;
    let end = text[start..].find(|c| !is_of_a_word(c)).map_or(text.len(), |length| start + length);
    Some(start..end)
}

/// Whether a word may begin here: not in the middle of an address, of a name with hyphens, or of an escaped character.
fn begins(text: &str, at: usize) -> bool {
    !text[..at].ends_with(['-', '.', '@', '&', '#', '/'])
}

/// Whether a word may end before `rest`.
fn ends(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some(c) if is_of_a_word(c) => false,
        Some('-' | '.' | '@' | '+') => !rest.next().is_some_and(is_of_a_word),
        _ => true,
    }
}

const TERMS: &str = "[[terms]]";

/// Longest sentence, in characters: it is read in a small card, beside a text.
const LONGEST: usize = 320;

/// Defects of a glossary: for each, the acronym and the finding.
pub fn faults(terms: &[Term]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut slugs = BTreeSet::new();
    for (place, term) in terms.iter().enumerate() {
        let mut push = |code: &'static str, detail: &str| found.push(Finding { code, detail: detail.to_owned(), anchor: (TERMS, place) });
        if [&term.short, &term.long, &term.text, &term.source].iter().any(|text| text.trim().is_empty()) {
            push("term-empty", &term.short);
        }
        if term.text.chars().count() > LONGEST {
            push("text-long", &format!("{} / {LONGEST}", term.text.chars().count()));
        }
        if Month::parse(&term.checked).is_none() {
            push("term-checked", &term.checked);
        }
        if !slugs.insert(term.slug().to_lowercase()) {
            push("term-twice", &term.short);
        }
        for form in std::iter::once(&term.short).chain(&term.also) {
            if !seen.insert(form.clone()) {
                push("term-twice", form);
            }
        }
    }
    found
}

/// Acronyms that one language has and the other does not.
pub fn untold(one: &[Term], other: &[Term]) -> Vec<String> {
    let names = |terms: &[Term]| terms.iter().map(|term| term.short.clone()).collect::<BTreeSet<_>>();
    names(one).symmetric_difference(&names(other)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(short: &str, also: &[&str]) -> Term {
        let text = |t: &str| t.to_owned();
        let also = also.iter().map(|a| text(a)).collect();
        Term { short: text(short), long: text("Long"), text: text("Une phrase."), also, url: None, source: text("ANS"), checked: text("2026-11") }
    }

    fn found(glossary: &Glossary, text: &str) -> Vec<String> {
        glossary.find(text).map(|found| text[found.at].to_owned()).collect()
    }

    #[test]
    fn an_acronym_is_found_as_a_whole_word_with_its_own_capitals() {
        let glossary = Glossary::new(vec![
            term("SI", &[]),
            term("CE", &["marquage CE"]),
            term("e-CPS", &["eCPS"]),
            term("NIS 2", &["NIS2"]),
            term("RPPS", &[]),
            term("RPPS+", &[]),
        ]);
        assert_eq!(found(&glossary, "Si le SI le permet, ce marquage CE suffit ; l’e-CPS et l&#x27;eCPS aussi."), ["SI", "marquage CE", "e-CPS", "eCPS"]);
        assert_eq!(found(&glossary, "NIS 2 et NIS2, RPPS+ puis RPPS."), ["NIS 2", "NIS2", "RPPS+", "RPPS"]);
        assert_eq!(found(&glossary, "SI-Samu, anti-SI, SIH, www.SI.fr, a@SI, SIÉ, SI_2"), Vec::<String>::new());
        assert_eq!(found(&glossary, "(SI) «SI» SI, SI."), ["SI", "SI", "SI", "SI"]);
    }

    #[test]
    fn what_a_text_explains_itself_is_not_told_again() {
        let mut terms = vec![term("INS", &[]), term("DMP", &[]), term("CNIL", &[])];
        for (term, long) in
            terms.iter_mut().zip(["Identité nationale de santé", "Dossier médical partagé", "Commission nationale de l’informatique et des libertés"])
        {
            term.long = long.into();
        }
        let glossary = Glossary::new(terms);
        let told = |text: &str| glossary.unexplained(text).into_iter().map(|term| term.short.as_str()).collect::<Vec<_>>();
        assert_eq!(told("Le DMP, l’INS et encore le DMP."), ["DMP", "INS"], "each once, as they come");
        assert_eq!(told("L’INS (identité nationale de santé) et la CNIL"), ["CNIL"]);
        assert_eq!(told("https://socle.example/INS écrit à DMP@socle.example"), Vec::<&str>::new());
        assert_eq!(told(""), Vec::<&str>::new());
    }

    #[test]
    fn what_is_wrong_with_a_glossary_is_told() {
        let mut terms = vec![term("SI", &[]), term("si", &[]), term("RIA", &["SI"])];
        terms[2].checked = "hier".into();
        terms[1].long = " ".into();
        let codes: Vec<_> = faults(&terms).iter().map(|f| (f.code, f.anchor.1)).collect();
        assert_eq!(codes, [("term-empty", 1), ("term-twice", 1), ("term-checked", 2), ("term-twice", 2)]);
        assert_eq!(untold(&terms[..1], &terms[1..]), ["RIA", "SI", "si"]);
    }
}
