//! What stands between the braces of a GIFT question.

use domain::item::Unit;

use super::super::draft::{Import, Refused, Said, refused};
use super::super::header::Header;
use super::super::limits;
use super::super::loss::Code;
use super::super::parts::{Read, choices, pairs_of, typed_number, typed_words, unescaped};
use super::super::prose::Prose;
use super::question::option;

/// Answers, and what is said whatever was answered.
pub(super) struct Block {
    pub(super) read: Read,
    pub(super) explanation: String,
}

/// One answer as written: `=text#feedback`, `~%50%text`.
struct Answer {
    is_right: bool,
    weight: Option<f64>,
    text: String,
    feedback: String,
}

pub(super) fn answers(import: &mut Import, said: &Said, inside: &str, header: &Header, is_html: bool) -> Result<Block, Refused> {
    let (inside, explanation) = match inside.split_once("####") {
        Some((inside, explanation)) => (inside.trim(), explanation.trim().to_owned()),
        None => (inside.trim(), String::new()),
    };
    let is_english = header.get("language").unwrap_or(&import.language) == "en";
    let mut words = |text: &str| -> Result<String, Refused> {
        let text = unescaped(text);
        import.line(said, if is_html { Prose::of_html(&text) } else { Prose::of_plain(&text) })
    };
    let read = if inside.is_empty() {
        return refused(Code::ExtendedText, "{}");
    } else if let Some(numbers) = inside.strip_prefix('#') {
        numeric(numbers, header, &mut words)?
    } else if let Some(read) = true_false(inside, is_english, &mut words)? {
        read
    } else {
        listed(inside, header, &mut words)?
    };
    let is_typed = matches!(read.interaction, domain::item::Interaction::ShortAnswer(_) | domain::item::Interaction::Number(_));
    if is_typed && header.kind().is_none() {
        let code = if matches!(read.interaction, domain::item::Interaction::Number(_)) { Code::UnitGuessed } else { Code::SpellingLooser };
        import.lose(said.line, &said.origin, code, "");
    }
    Ok(Block { read, explanation })
}

/// `T`, `FALSE#said when wrong#said when right`.
fn true_false(inside: &str, is_english: bool, words: &mut impl FnMut(&str) -> Result<String, Refused>) -> Result<Option<Read>, Refused> {
    let mut parts = inside.splitn(3, '#');
    let is_true = match parts.next().unwrap_or_default().trim().to_ascii_uppercase().as_str() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return Ok(None),
    };
    let (when_wrong, when_right) = (words(parts.next().unwrap_or_default())?, words(parts.next().unwrap_or_default())?);
    let (yes, no) = if is_english { ("True", "False") } else { ("Vrai", "Faux") };
    let said = |about_true: bool| if about_true == is_true { when_right.clone() } else { when_wrong.clone() };
    let options = vec![option(0, yes.to_owned(), said(true)), option(1, no.to_owned(), said(false))];
    let worth = |about_true: bool| if about_true == is_true { 100.0 } else { 0.0 };
    choices(options, &[worth(true), worth(false)], true, false).map(Some)
}

/// Answers between `=` and `~` that are not escaped.
fn split(inside: &str) -> Result<Vec<Answer>, Refused> {
    let (mut found, mut escaped): (Vec<(bool, String)>, bool) = (Vec::new(), false);
    for c in inside.chars() {
        match c {
            '=' | '~' if !escaped => found.push((c == '=', String::new())),
            c => match found.last_mut() {
                Some((_, text)) => text.push(c),
                None if c.is_whitespace() => {}
                None => return refused(Code::Unreadable, inside.lines().next().unwrap_or_default()),
            },
        }
        escaped = c == '\\' && !escaped;
    }
    if found.len() > limits::CHOICES {
        return refused(Code::TooManyChoices, found.len().to_string());
    }
    found.into_iter().map(|(is_right, text)| answer(is_right, text.trim())).collect()
}

fn answer(is_right: bool, text: &str) -> Result<Answer, Refused> {
    let (weight, text) = match text.strip_prefix('%').and_then(|t| t.split_once('%')) {
        Some((weight, rest)) => match weight.trim().parse::<f64>() {
            Ok(weight) if weight.is_finite() => (Some(weight), rest.trim()),
            _ => return refused(Code::Unreadable, text),
        },
        None => (None, text),
    };
    let mut pieces = super::super::parts::split(text, '#').into_iter();
    let text = pieces.next().unwrap_or_default().trim().to_owned();
    Ok(Answer { is_right, weight, text, feedback: pieces.collect::<Vec<_>>().join("#").trim().to_owned() })
}

fn listed(inside: &str, header: &Header, words: &mut impl FnMut(&str) -> Result<String, Refused>) -> Result<Read, Refused> {
    let answers = split(inside)?;
    if answers.is_empty() {
        return refused(Code::NoKey, inside);
    }
    if answers.iter().all(|a| a.is_right && a.text.contains("->")) {
        let pair = |a: &Answer| a.text.split_once("->").map(|(line, answer)| Ok((words(line)?, words(answer)?))).transpose();
        let pairs: Vec<(String, String)> = answers.iter().map(pair).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        return pairs_of(&pairs, header.get("shuffle") != Some("false"), header.kind() == Some("categorise"));
    }
    let is_typed = answers.iter().all(|a| a.is_right) && header.kind().is_none_or(|k| k == "short-answer" || k == "gaps");
    if is_typed {
        let typed = answers.into_iter().map(|a| Ok((words(&a.text.replace("\\*", "\\\\*"))?, a.weight.unwrap_or(100.0), words(&a.feedback)?)));
        let mut read = typed_words(typed.collect::<Result<_, Refused>>()?)?;
        if let domain::item::Interaction::ShortAnswer(x) = &mut read.interaction {
            x.typos = header.get("typos").and_then(|t| t.parse().ok()).unwrap_or(0).min(2);
            x.placeholder = header.get("placeholder").map(str::to_owned);
        }
        return Ok(read);
    }
    let is_single = answers.iter().any(|a| a.is_right && a.weight.is_none());
    let fractions: Vec<f64> = answers.iter().map(|a| a.weight.unwrap_or(if a.is_right { 100.0 } else { 0.0 })).collect();
    let options = answers.iter().enumerate().map(|(i, a)| Ok(option(i, words(&a.text)?, words(&a.feedback)?))).collect::<Result<Vec<_>, Refused>>()?;
    if let Some(empty) = options.iter().find(|o| o.text.is_empty()) {
        return refused(Code::NothingToRead, &*empty.id);
    }
    choices(options, &fractions, is_single, header.get("shuffle") != Some("false"))
}

/// `42`, `42:0.5`, `41..43`, or several of them with `=`.
fn numeric(numbers: &str, header: &Header, words: &mut impl FnMut(&str) -> Result<String, Refused>) -> Result<Read, Refused> {
    let numbers = numbers.trim();
    let answers = if numbers.contains('=') || numbers.contains('~') { split(numbers)? } else { vec![answer(true, numbers)?] };
    let mut typed = Vec::new();
    for a in answers {
        let (value, tolerance) = match a.text.split_once("..").map(|(l, h)| (domain::text::parse_number(l), domain::text::parse_number(h))) {
            Some((Some(low), Some(high))) if low <= high => (f64::midpoint(low, high).to_string(), (high - low) / 2.0),
            Some(_) => return refused(Code::Unreadable, a.text),
            None => match a.text.split_once(':') {
                Some((value, tolerance)) => match domain::text::parse_number(tolerance) {
                    Some(tolerance) => (value.trim().to_owned(), tolerance),
                    None => return refused(Code::Unreadable, a.text),
                },
                None => (a.text.clone(), 0.0),
            },
        };
        // what is left blank, or stands after a tilde, is every other number
        let value = if value.is_empty() { "*".to_owned() } else { value };
        let worth = a.weight.unwrap_or(if a.is_right && value != "*" { 100.0 } else { 0.0 });
        typed.push((value, tolerance, worth, words(&a.feedback)?));
    }
    let units = header.get("unit").map(|name| Unit { name: name.to_owned(), factor: 1.0 });
    typed_number(typed, units.into_iter().collect())
}
