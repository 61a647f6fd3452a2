//! The words of the interface, in both languages.
//!
//! Everything a visitor reads comes from `locales/{fr,en}/*.ftl`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use jiff::{Timestamp, tz::TimeZone};
use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};

use super::{RenderError, embedded};

/// An argument of a text: `3.into()`, `"words".into()`.
pub use fluent_bundle::FluentValue as Arg;

/// A language that every text exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the first.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both, French first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// As in `lang="…"`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Reads `fr` or `en`, as a cookie or a form carries it.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The first language of an `Accept-Language` header that we speak; French when there is none.
    pub fn from_accept_language(header: &str) -> Self {
        let mut wanted: Vec<(f32, &str)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let tag = pieces.next()?.trim();
                let quality = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
                Some((quality, tag))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.iter().find_map(|(_, tag)| Self::parse(&tag.get(..2)?.to_ascii_lowercase())).unwrap_or_default()
    }
}

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Locales;

/// Every text in both languages.
pub struct Texts {
    bundles: [FluentBundle<FluentResource>; 2],
    asked: Option<Mutex<BTreeSet<String>>>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the embedded locales.
    pub fn new() -> Result<Self, RenderError> {
        Ok(Self { bundles: [bundle(Lang::Fr)?, bundle(Lang::En)?], asked: None })
    }

    /// The same, and remembers which keys were asked for, so that a test can name those that nothing uses.
    #[cfg(test)]
    pub fn recording() -> Result<Self, RenderError> {
        Ok(Self { asked: Some(Mutex::default()), ..Self::new()? })
    }

    /// Keys asked for so far, when recording.
    #[cfg(test)]
    pub fn asked(&self) -> BTreeSet<String> {
        self.asked.as_ref().map(|asked| asked.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default()
    }

    /// Whether each text is to be asked for when a page is made, so that it is known which page uses it.
    pub(super) fn is_recording(&self) -> bool {
        self.asked.is_some()
    }

    /// The text of this key. A key that does not exist comes back as itself: a refusal must never fail for want of words.
    pub fn text(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(lang, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// The text of this key, if there is one and all it needs was given.
    pub fn find(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        if let Some(asked) = &self.asked {
            asked.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        }
        let bundle = &self.bundles[lang as usize];
        let pattern = bundle.get_message(key)?.value()?;
        let mut given = FluentArgs::new();
        for (name, value) in args {
            given.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    /// A moment in microseconds UTC as a date of Paris: "21 novembre 2026".
    pub fn date(&self, lang: Lang, micros: i64) -> String {
        self.moment(lang, "date-day", micros)
    }

    /// The same with the time: "21 novembre 2026 à 21 h 30".
    pub fn date_time(&self, lang: Lang, micros: i64) -> String {
        self.moment(lang, "date-time", micros)
    }

    /// Its time alone: "21 h 30".
    pub fn time_of_day(&self, lang: Lang, micros: i64) -> String {
        self.moment(lang, "time-of-day", micros)
    }

    fn moment(&self, lang: Lang, key: &str, micros: i64) -> String {
        let Ok(at) = Timestamp::from_microsecond(micros) else { return String::new() };
        let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        let at = at.to_zoned(paris);
        let month = self.text(lang, &format!("month-{}", at.month()), &[]);
        let args = [
            ("day", Arg::from(i64::from(at.day()))),
            ("month", month.into()),
            ("year", at.year().to_string().into()),
            ("hour", format!("{:02}", at.hour()).into()),
            ("minute", format!("{:02}", at.minute()).into()),
        ];
        self.text(lang, key, &args)
    }

    /// A probability or share from 0 to 1: "92 %". Never "100 %" for what is not certain, nor "0 %" for what is possible.
    pub fn percent(&self, lang: Lang, share: f64) -> String {
        self.percent_as(lang, share, ["percent-above", "percent-below"])
    }

    /// The same where there is room for a few signs: "> 99 %".
    pub fn percent_short(&self, lang: Lang, share: f64) -> String {
        self.percent_as(lang, share, ["percent-above-short", "percent-below-short"])
    }

    fn percent_as(&self, lang: Lang, share: f64, [above, below]: [&str; 2]) -> String {
        let whole = (share * 100.0).round();
        let (key, value) = match whole {
            w if w >= 100.0 && share < 1.0 => (above, 99.0),
            w if w <= 0.0 && share > 0.0 => (below, 1.0),
            w => ("percent", w),
        };
        self.text(lang, key, &[("value", value.into())])
    }

    /// A number with this many decimals, and a true minus sign.
    pub fn decimal(lang: Lang, value: f64, digits: usize) -> String {
        let text = format!("{value:.digits$}");
        let zero = text.trim_start_matches('-').chars().all(|c| c == '0' || c == '.');
        let text = if zero { text.trim_start_matches('-').to_owned() } else { text.replace('-', "\u{2212}") };
        if lang == Lang::Fr { text.replace('.', ",") } else { text }
    }

    /// Minutes as people say them: "1 h 30", "45 min", "2 h".
    pub fn duration(&self, lang: Lang, minutes: i64) -> String {
        let (hours, rest) = (minutes.max(0) / 60, minutes.max(0) % 60);
        let key = match (hours, rest) {
            (0, 1..) => "duration-minutes",
            (_, 0) => "duration-hours",
            _ => "duration-both",
        };
        self.text(lang, key, &[("hours", hours.into()), ("minutes", format!("{rest:02}").trim_start_matches(if hours == 0 { "0" } else { "" }).into())])
    }

    /// Words in a row: "A, B et C".
    pub fn list(&self, lang: Lang, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => self.text(lang, "list-and", &[("first", first.join(", ").into()), ("last", last.as_str().into())]),
        }
    }
}

/// The texts in one language, as the drawing of a picture needs them.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Both languages.
    pub texts: &'a Texts,
    /// The one spoken.
    pub lang: Lang,
}

impl Words<'_> {
    /// The text of this key.
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.text(self.lang, key, args)
    }
}

fn bundle(lang: Lang) -> Result<FluentBundle<FluentResource>, RenderError> {
    let language = lang.code().parse().map_err(|e| RenderError(format!("language {}: {e}", lang.code())))?;
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Fr => |value: &Arg<'_>, _: &_| localised(value, Lang::Fr),
        Lang::En => |value: &Arg<'_>, _: &_| localised(value, Lang::En),
    }));
    for path in Locales::iter().filter(|path| path.starts_with(lang.code())) {
        let mut source = embedded::<Locales>(&path)?;
        if lang == Lang::Fr {
            source = hold_spaces(&source);
        }
        let resource = FluentResource::try_new(source).map_err(|(_, errors)| RenderError(format!("{path}: {errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| RenderError(format!("{path}: {errors:?}")))?;
    }
    Ok(bundle)
}

/// Numbers inside a text: French decimals and groups of three, English ones.
fn localised(value: &Arg<'_>, lang: Lang) -> Option<String> {
    let Arg::Number(number) = value else { return None };
    let digits = number.options.maximum_fraction_digits.unwrap_or(if number.value.fract() == 0.0 { 0 } else { 2 });
    let text = Texts::decimal(lang, number.value, digits);
    let (separator, least) = if lang == Lang::Fr { ('\u{202f}', 10_000.0) } else { (',', 1_000.0) };
    if number.value.abs() < least {
        return Some(text);
    }
    let whole = text.find([',', '.']).unwrap_or(text.len());
    let mut grouped = String::new();
    for (i, c) in text.chars().enumerate() {
        if i > 0 && i < whole && (whole - i).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(c);
    }
    Some(grouped)
}

/// Hundredths of a credit as a number: "2", "0,5", "1,25".
pub fn credits(lang: Lang, hundredths: i64) -> String {
    let digits = match hundredths % 100 {
        0 => 0,
        n if n % 10 == 0 => 1,
        _ => 2,
    };
    Texts::decimal(lang, hundredths as f64 / 100.0, digits)
}

/// French as it is printed: curly apostrophes, and a narrow no-break space inside quotation marks and before high
/// punctuation. Authors type plain spaces and straight apostrophes; addresses and file names never come through here.
pub fn typeset(text: &str) -> String {
    hold_spaces(text).replace('\'', "\u{2019}")
}

/// No line begins with a mark of high punctuation, and none ends on an opening quotation mark. Alone for the words of the
/// interface, where an apostrophe may belong to a command.
fn hold_spaces(text: &str) -> String {
    const NARROW: char = '\u{202f}';
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let comes_before = matches!(characters.peek(), Some(';' | ':' | '!' | '?' | '%' | '»' | '€'));
        match c {
            ' ' | '\u{a0}' if comes_before || out.ends_with('«') => out.push(NARROW),
            _ => out.push(c),
        }
    }
    out
}

/// Every text of a language with the names of its variables: what the tests compare.
#[cfg(test)]
pub(crate) fn message_variables(lang: Lang) -> std::collections::BTreeMap<String, BTreeSet<String>> {
    let mut found = std::collections::BTreeMap::new();
    for path in Locales::iter().filter(|path| path.starts_with(lang.code())) {
        let source = embedded::<Locales>(&path).expect("embedded");
        let mut key = String::new();
        for line in source.lines() {
            let starts = line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
            if let (true, Some((name, _))) = (starts, line.split_once('=')) {
                name.trim().clone_into(&mut key);
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{path}: {key} twice");
            }
            for piece in line.split('$').skip(1) {
                let name: String = piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
                found.get_mut(&key).expect("a variable belongs to a key").insert(name);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_typeset_as_it_is_printed() {
        assert_eq!(typeset("« L'heure » : 7 % ?"), "«\u{202f}L\u{2019}heure\u{202f}»\u{202f}: 7\u{202f}%\u{202f}?");
    }

    #[test]
    fn no_line_of_the_interface_begins_with_a_question_mark() {
        let texts = Texts::new().expect("locales are readable");
        assert!(texts.text(Lang::Fr, "contacts-lead", &[]).contains("s’adresser\u{202f}?"));
        assert!(texts.text(Lang::Fr, "cli-doctor-mail-from-do", &[]).contains("\u{202f}: SOCLE_MAIL_FROM='Socle <"), "a command stays as it is typed");
    }

    #[test]
    fn numbers_and_dates_follow_the_language() {
        let texts = Texts::new().expect("locales are readable");
        assert_eq!(Texts::decimal(Lang::Fr, -0.456, 2), "\u{2212}0,46");
        assert_eq!(Texts::decimal(Lang::En, -0.001, 2), "0.00");
        assert_eq!(texts.percent(Lang::Fr, 0.92), "92\u{202f}%");
        assert_eq!(texts.date(Lang::Fr, 1_798_761_600_000_000), "1er janvier 2027");
        assert_eq!(texts.date(Lang::En, 1_798_761_600_000_000), "1 January 2027");
        assert_eq!([0, 5, 45, 60, 65, 90, 1680].map(|m| texts.duration(Lang::En, m)), ["0 h", "5 min", "45 min", "1 h", "1 h 05", "1 h 30", "28 h"]);
        assert_eq!([0, 200, 50, 125].map(|c| credits(Lang::Fr, c)), ["0", "2", "0,5", "1,25"]);
        assert_eq!(localised(&Arg::from(12_345.5), Lang::Fr), Some("12\u{202f}345,50".to_owned()));
        assert_eq!(localised(&Arg::from(12_345), Lang::En), Some("12,345".to_owned()));
    }

    #[test]
    fn the_language_is_the_first_we_speak() {
        assert_eq!(Lang::from_accept_language("de, en-GB;q=0.8, fr;q=0.5"), Lang::En);
        assert_eq!(Lang::from_accept_language("de"), Lang::Fr);
    }
}
