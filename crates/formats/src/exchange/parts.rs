//! What Moodle and GIFT have in common: interactions from answers, what each is worth, and what is said to it.

use domain::item::{
    Categorise, Element, Interaction, Matching, MultipleChoice, NumberEntry, Opt, Prompt, Response, ShortAnswer, SingleChoice, Text, Unit, WrongNumber,
    WrongText,
};

use super::draft::{Refused, refused};
use super::judge::{Verdict, judge, set_points, subsets};
use super::limits;
use super::loss::Code;

/// An interaction, and how its scoring differs, if it does.
pub(super) struct Read {
    pub(super) interaction: Interaction,
    pub(super) differs: Option<String>,
}

impl Read {
    pub(super) const fn same(interaction: Interaction) -> Self {
        Self { interaction, differs: None }
    }

    /// Parts count alike outside, and beyond chance here.
    pub(super) fn parts(interaction: Interaction) -> Self {
        let mut interaction = interaction;
        set_points(&mut interaction, 2);
        Self { interaction, differs: Some(String::new()) }
    }
}

/// Names for what has none: a, b, c… then a1, b1…
pub(super) fn letter(i: usize) -> String {
    let letter = char::from(b'a' + (i % 26) as u8);
    if i < 26 { letter.to_string() } else { format!("{letter}{}", i / 26) }
}

/// A choice from what each option is worth, in hundredths.
pub(super) fn choices(mut options: Vec<Opt>, fractions: &[f64], is_single: bool, shuffle: bool) -> Result<Read, Refused> {
    let most = fractions.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return refused(Code::NoKey, "");
    }
    for (option, fraction) in options.iter_mut().zip(fractions) {
        option.correct = if is_single { *fraction >= most } else { *fraction > 0.0 };
    }
    let right: Vec<usize> = (0..options.len()).filter(|i| options[*i].correct).collect();
    let place = |i: usize| (i + 1).to_string();
    let index = |name: &String| name.parse::<usize>().map_or(0, |n| n - 1);
    let (mut interaction, plays): (_, Vec<Response>) = if is_single {
        if right.len() > 1 {
            return refused(Code::SeveralKeys, options[right[1]].text.clone());
        }
        let plays = (0..options.len()).map(|i| Response::SingleChoice { choice: place(i) }).collect();
        (Interaction::SingleChoice(SingleChoice { options, shuffle, points: 1 }), plays)
    } else {
        let plays = subsets(&right, options.len()).into_iter().map(|s| Response::MultipleChoice { choices: s.into_iter().map(place).collect() }).collect();
        (Interaction::MultipleChoice(MultipleChoice { options, shuffle, points: 2 }), plays)
    };
    let worth = |response: &Response| match response {
        Response::SingleChoice { choice } => Some(fractions[index(choice)]),
        Response::MultipleChoice { choices } => Some(choices.iter().map(|c| fractions[index(c)]).sum::<f64>().clamp(0.0, 100.0)),
        _ => None,
    };
    let worths: Vec<String> = fractions.iter().map(f64::to_string).collect();
    match judge(&mut interaction, &plays, None, worth) {
        Some(Verdict::Same) => Ok(Read::same(interaction)),
        Some(Verdict::Differs) => Ok(Read { interaction, differs: Some(worths.join(" / ")) }),
        _ => refused(Code::KeyDiffers, worths.join(" / ")),
    }
}

/// A short answer from texts, what they are worth and what is said to them.
pub(super) fn typed_words(answers: Vec<(String, f64, String)>) -> Result<Read, Refused> {
    let mut found = ShortAnswer { accept: Vec::new(), typos: 0, placeholder: None, feedback: String::new(), wrong: Vec::new() };
    let most = answers.iter().map(|(_, f, _)| *f).fold(0.0, f64::max);
    let mut differs = None;
    for (text, fraction, feedback) in answers {
        let is_rest = text.trim() == "*";
        if !is_rest && text.replace("\\*", "").contains('*') {
            return refused(Code::Processing, text);
        }
        let text = text.replace("\\*", "*");
        if fraction > 0.0 && fraction >= most {
            if is_rest {
                return refused(Code::SeveralKeys, "*");
            }
            found.accept.push(text);
            continue;
        }
        if fraction > 0.0 {
            differs = Some(format!("{text} : {fraction}"));
        }
        if is_rest {
            found.feedback = feedback;
        } else if !feedback.is_empty() || fraction > 0.0 {
            match found.wrong.iter_mut().find(|w| w.feedback == feedback) {
                Some(idea) => idea.text.push(text),
                None => found.wrong.push(WrongText { text: vec![text], feedback }),
            }
        }
    }
    if found.accept.is_empty() {
        return refused(Code::NoKey, "");
    }
    Ok(Read { interaction: Interaction::ShortAnswer(found), differs })
}

/// A number from values with their tolerances, what they are worth and what is said to them.
pub(super) fn typed_number(answers: Vec<(String, f64, f64, String)>, units: Vec<Unit>) -> Result<Read, Refused> {
    let most = answers.iter().map(|(_, _, f, _)| *f).fold(0.0, f64::max);
    let units = if units.is_empty() { vec![Unit { name: String::new(), factor: 1.0 }] } else { units };
    let unit = units.iter().find(|u| (u.factor - 1.0).abs() < 1e-12).or(units.first()).map(|u| u.name.clone()).unwrap_or_default();
    let mut found = NumberEntry { value: 0.0, tolerance: 0.0, unit, feedback: String::new(), units, wrong: Vec::new() };
    let (mut keys, mut differs) = (0, None);
    for (text, tolerance, fraction, feedback) in answers {
        if text.trim() == "*" {
            if fraction > 0.0 {
                return refused(Code::SeveralKeys, "*");
            }
            found.feedback = feedback;
            continue;
        }
        let Some(value) = domain::text::parse_number(&text) else { return refused(Code::Unreadable, text) };
        if fraction > 0.0 && fraction >= most {
            keys += 1;
            (found.value, found.tolerance) = (value, tolerance.abs());
        } else {
            if fraction > 0.0 {
                differs = Some(format!("{value} : {fraction}"));
            }
            found.wrong.push(WrongNumber { value, feedback });
        }
    }
    // the tolerance of a wrong idea is that of the right one
    let (value, tolerance) = (found.value, found.tolerance);
    found.wrong.retain(|w| !w.feedback.is_empty() && (w.value - value).abs() > tolerance);
    match keys {
        0 => refused(Code::NoKey, ""),
        1 => Ok(Read { interaction: Interaction::Number(found), differs }),
        _ => refused(Code::SeveralKeys, ""),
    }
}

/// Lines and answers from pairs of texts; a blank line is an answer that nobody needs.
pub(super) fn pairs_of(pairs: &[(String, String)], shuffle: bool, is_sorting: bool) -> Result<Read, Refused> {
    if pairs.len() > limits::CHOICES {
        return refused(Code::TooManyChoices, pairs.len().to_string());
    }
    let mut answers: Vec<Text> = Vec::new();
    for (line, answer) in pairs {
        if answer.is_empty() {
            return refused(if line.is_empty() { Code::NothingToRead } else { Code::LineAnswers }, line.clone());
        }
        if answers.iter().all(|a| a.text != *answer) {
            answers.push(Text { id: letter(answers.len()), text: answer.clone() });
        }
    }
    let id_of = |answer: &str| answers.iter().find(|a| a.text == answer).map(|a| a.id.clone()).unwrap_or_default();
    let lines: Vec<(String, String)> = pairs.iter().filter(|(line, _)| !line.is_empty()).map(|(line, answer)| (line.clone(), id_of(answer))).collect();
    if lines.is_empty() || answers.len() < 2 {
        return refused(Code::TooManyChoices, format!("{} / {}", lines.len(), answers.len()));
    }
    let name = |i: usize| format!("p{}", i + 1);
    if is_sorting {
        let elements = lines.into_iter().enumerate().map(|(i, (text, category))| Element { id: name(i), text, category, feedback: String::new() });
        let elements = elements.collect();
        return Ok(Read::parts(Interaction::Categorise(Categorise { categories: answers, elements, points: 2 })));
    }
    let prompts = lines.into_iter().enumerate().map(|(i, (text, answer))| Prompt { id: name(i), text, answer, feedback: String::new() });
    let prompts = prompts.collect();
    Ok(Read::parts(Interaction::Matching(Matching { answers, prompts, points: 2, shuffle })))
}

/// Pieces between a sign that is not escaped.
pub(super) fn split(text: &str, sign: char) -> Vec<String> {
    let (mut out, mut piece, mut escaped) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        if c == sign && !escaped {
            out.push(std::mem::take(&mut piece));
        } else {
            piece.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    out.push(piece);
    out
}

/// A text without the backslashes that kept its signs.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => match signs.next() {
                Some('n') => out.push('\n'),
                Some(sign) => out.push(sign),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}
