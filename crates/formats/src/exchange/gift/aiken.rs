//! Aiken: a question, lettered options, `ANSWER: B`.

use domain::item::Opt;

use super::super::draft::{Import, Said};
use super::super::limits;
use super::super::loss::Code;
use super::super::parts::{choices, letter};

/// Whether a text is Aiken: answers are told by their letter, and nothing stands between braces.
pub(super) fn is_aiken(text: &str) -> bool {
    text.lines().any(|l| answer(l).is_some()) && !text.contains('{')
}

/// The letter of `ANSWER: B`.
fn answer(line: &str) -> Option<char> {
    let rest = line.trim().strip_prefix("ANSWER:")?.trim();
    let mut signs = rest.chars();
    let letter = signs.next().filter(char::is_ascii_uppercase)?;
    signs.next().is_none().then_some(letter)
}

/// The letter and the text of `A. text` or `A) text`.
fn option(line: &str) -> Option<(char, &str)> {
    let letter = line.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = line[1..].strip_prefix(['.', ')'])?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (letter, rest.trim()))
}

pub(super) fn read(import: &mut Import, text: &str) {
    let (mut question, mut options): (Vec<&str>, Vec<(char, &str)>) = (Vec::new(), Vec::new());
    let (mut first, mut number) = (1, 0);
    for (n, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if question.is_empty() && options.is_empty() {
            first = n + 1;
        }
        if let Some(key) = answer(trimmed) {
            number += 1;
            take(import, number, first, &std::mem::take(&mut question), std::mem::take(&mut options), key);
        } else if let Some(option) = option(trimmed).filter(|_| !question.is_empty()) {
            options.push(option);
        } else if options.is_empty() {
            question.push(trimmed);
        } else {
            // neither an option nor an answer after options began
            import.refuse(n + 1, "", Code::Unreadable, trimmed);
            question.clear();
            options.clear();
        }
    }
    if !question.is_empty() || !options.is_empty() {
        import.refuse(first, "", Code::NoKey, question.join(" "));
    }
}

fn take(import: &mut Import, number: usize, line: usize, question: &[&str], options: Vec<(char, &str)>, key: char) {
    let origin = number.to_string();
    let distinct = options.iter().enumerate().all(|(i, (l, _))| options[..i].iter().all(|(other, _)| other != l));
    let code = match options.len() {
        0 | 1 => Some(Code::NoInteraction),
        n if n > limits::CHOICES => Some(Code::TooManyChoices),
        _ if !distinct || options.iter().any(|(_, t)| t.is_empty()) => Some(Code::Unreadable),
        _ if options.iter().all(|(l, _)| *l != key) => Some(Code::KeyUnknown),
        _ => None,
    };
    if let Some(code) = code {
        return import.refuse(line, &origin, code, key.to_string());
    }
    let fractions: Vec<f64> = options.iter().map(|(l, _)| if *l == key { 100.0 } else { 0.0 }).collect();
    let option = |(i, (_, text)): (usize, (char, &str))| Opt { id: letter(i), text: text.to_owned(), correct: false, feedback: String::new() };
    let said = Said { origin: origin.clone(), line, question: question.join(" "), ..Said::default() };
    match choices(options.into_iter().enumerate().map(option).collect(), &fractions, true, true) {
        Ok(read) => import.take(said, read.interaction),
        Err((code, detail)) => import.refuse(line, &origin, code, detail),
    }
}
