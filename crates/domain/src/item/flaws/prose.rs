//! Texts that are hard to read: long sentences, initials that nobody explained, names of products, too little time.

use super::reading::{Part, Passage, Reading};
use std::sync::LazyLock;

use super::words::{Words, count, sentences, tokens};
use super::{Flaws, Rule, doubt, excerpt};
use crate::text::fold;

pub(super) const ACRONYM: Rule = doubt("acronym");
pub(super) const SENTENCE_LONG: Rule = doubt("sentence-long");
pub(super) const TIME_SHORT: Rule = doubt("time-short");
pub(super) const BRAND: Rule = doubt("brand");

/// Words of a sentence that is read once.
const LONGEST: usize = 40;
/// Words a minute of a slow adult who reads to decide: for texts that inform, most adults read between 175 and 300 in silence
/// (M. Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109 (2019) 104047).
const WORDS_A_MINUTE: usize = 180;
/// Share of a tool's words that are looked at: one searches a screen, and does not read it.
const SEARCHED: usize = 3;

/// Initials that whoever works in care knows, or that everybody does.
static WELL_KNOWN: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "EHPAD CHU CH SAMU SMUR IRM ECG AVC SMS USB PDF QR RIB TV GPS OK VIP FAQ URL VPN PC CD DVD ARS HAS CNIL RGPD ANSM INSERM OMS UE CE ADN VIH
     BCG ORL CPAM RER TGV SNCF BTS CDI CDD RTT BP NB PS SVP RDV TTC HT HTTPS HTTP WWW AM PM EU UK US USA NHS GP ID PIN CV DIY ICU CT MRI HIV GDPR
     IMC BMI CO2 IV AI IA HPV CRP LDL HDL INR TSH",
    )
});
/// Initials of five letters and more that not everybody knows.
static LONG: LazyLock<Words> =
    LazyLock::new(|| Words::of("FINESS ANSSI PECAN PGSSI GRADES ADELI LOINC SNOMED DICOM CIM10 CCAM MSSANTE SESAM EIDAS ENISA CYBER"));
/// Capitals that shout, and are no initials.
static SHOUTED: LazyLock<Words> =
    LazyLock::new(|| Words::of("URGENT STOP RAPPEL VITE DERNIER RAPIDEMENT URGENCE PAS SAUF NE NON OUI TOUS TRES LIRE RE TR FW FWD NOT NO YES EXCEPT IN IT"));
/// Names of products that one finds in a pocket or on a desk. A public service (Mon espace santé, Pro Santé Connect) is not one.
static BRANDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "whatsapp doctolib google gmail chatgpt openai copilot gemini microsoft windows excel outlook powerpoint onedrive sharepoint apple iphone
     ipad icloud siri android samsung facebook instagram messenger telegram snapchat tiktok youtube linkedin twitter dropbox wetransfer skype
     slack discord maiia qare livi keldoc fitbit garmin withings deepl libreoffice firefox bitwarden dashlane lastpass keepass anydesk teamviewer
     amazon alexa netflix uber doctissimo norton kaspersky mcafee dragon",
    )
});
/// Names of products that are also words: only where they are written with a capital inside a sentence.
static BRANDS_AND_WORDS: LazyLock<Words> = LazyLock::new(|| Words::of("teams zoom signal chrome safari edge"));

pub(super) fn find(reading: &Reading<'_>, found: &mut Flaws) {
    acronyms(reading, found);
    let mut branded: Vec<String> = Vec::new();
    for passage in &reading.passages {
        for sentence in sentences(&passage.text) {
            let words = count(sentence);
            if words > LONGEST && passage.part != Part::Tool {
                found.push(SENTENCE_LONG, format!("{words} : {}", excerpt(sentence)), passage.anchor);
            }
            for name in brands(sentence) {
                if !branded.contains(&name) {
                    found.push(BRAND, &name, passage.anchor);
                    branded.push(name);
                }
            }
        }
    }
    time(reading, found);
}

fn brands(sentence: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (i, word) in sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).enumerate() {
        if word.starts_with(char::is_uppercase) {
            let folded = fold(word);
            if BRANDS.has(&folded) || (i > 0 && BRANDS_AND_WORDS.has(&folded)) {
                found.push(word.to_owned());
            }
        }
    }
    found
}

fn time(reading: &Reading<'_>, found: &mut Flaws) {
    let words = |part: fn(&Passage) -> bool| reading.passages.iter().filter(|p| part(p)).map(|p| count(&p.text)).sum::<usize>();
    let read = words(|p| matches!(p.part, Part::Situation | Part::Question | Part::Offer)) + words(|p| p.part == Part::Tool) / SEARCHED;
    let needed = read * 60 / WORDS_A_MINUTE;
    if needed > reading.item.time as usize {
        found.push(TIME_SHORT, format!("{needed} s > {} s", reading.item.time), ("time", 0));
    }
}

/// Initials that stand unexplained where they are read first, each once.
fn acronyms(reading: &Reading<'_>, found: &mut Flaws) {
    let mut met: Vec<&str> = Vec::new();
    for passage in reading.passages.iter().filter(|p| p.part != Part::Tool) {
        let words: Vec<&str> = passage.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        for (i, word) in words.iter().enumerate().filter(|(_, w)| is_acronym(w)) {
            let neighbours = [i.checked_sub(1).and_then(|j| words.get(j)), words.get(i + 1)];
            if met.contains(word) || neighbours.into_iter().flatten().any(|n| is_name(n)) || is_named(reading, word) {
                continue;
            }
            met.push(word);
            let is_explained =
                if is_offered(reading, word) { reading.passages.iter().any(|p| is_explained(&p.text, word)) } else { is_explained(&passage.text, word) };
            if !is_explained {
                found.push(ACRONYM, *word, passage.anchor);
            }
        }
    }
}

fn is_acronym(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let plain = word.trim_end_matches('s');
    let is_numeral = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'a' | 'b'));
    // five capitals and more are a name or a shout, unless they are initials that we know of
    let is_long = letters > 4 && capitals == letters && !LONG.has(plain);
    (2..=7).contains(&letters) && capitals >= 2 && 2 * capitals > letters && !is_numeral && !is_long && !WELL_KNOWN.has(plain) && !SHOUTED.has(plain)
}

/// Whether a word in capitals beside another makes both a name: « LE GOFF », « PHAM Thi ».
fn is_name(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(|c| c.is_alphabetic() && c.is_uppercase()) && !WELL_KNOWN.has(word) && !SHOUTED.has(word)
}

/// Whether the initials are themselves what is to be known: then saying what they stand for would say the answer, and any later
/// text may.
fn is_offered(reading: &Reading<'_>, word: &str) -> bool {
    const NAME: usize = 3;
    let is_name = |p: &&Passage| p.part == Part::Offer && count(&p.text) <= NAME;
    reading.passages.iter().filter(is_name).any(|p| p.text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word))
}

/// Whether the item also writes the word as a name is written: « Mme Pham » and « PHAM ».
fn is_named(reading: &Reading<'_>, word: &str) -> bool {
    let mut letters = word.chars();
    let name: String = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
    name.chars().count() > 2 && reading.passages.iter().any(|p| p.text.split(|c: char| !c.is_alphanumeric()).any(|w| w == name))
}

/// Whether a text says what initials stand for: in brackets, behind a colon, behind a comma with a word that begins as they do,
/// or word by word.
fn is_explained(text: &str, word: &str) -> bool {
    let first = |text: &str| tokens(text).into_iter().find(|w| !matches!(w.as_str(), "le" | "la" | "l" | "les" | "un" | "une" | "the" | "a"))?.chars().next();
    let apposed = |after: &str| first(after) == first(word);
    let told = |(i, _): (usize, &str)| {
        // « NIS 2 (…) », « PGSSI-S (…) »: a number or a letter behind belongs to the name
        let after = text[i + word.len()..].trim_start_matches(|c: char| c == '-' || c == ' ' || c.is_ascii_digit() || c == 'S');
        let before = text[..i].trim_end();
        after.starts_with(['(', ':']) || (before.ends_with('(') && after.starts_with(')')) || after.strip_prefix(',').is_some_and(apposed)
    };
    text.match_indices(word).any(told) || spelt_out(text, word)
}

/// Whether words of the text begin with these letters, in order, small words between them left out.
fn spelt_out(text: &str, word: &str) -> bool {
    let initials: Vec<char> = fold(word).chars().filter(|c| c.is_alphabetic()).collect();
    let words: Vec<String> = tokens(text).into_iter().filter(|w| w.len() > 2 && *w != fold(word) && w != "des" && w != "les").collect();
    words.windows(initials.len()).any(|run| run.iter().zip(&initials).all(|(w, c)| w.starts_with(*c)))
}
