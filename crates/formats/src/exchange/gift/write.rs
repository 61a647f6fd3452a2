//! Questions of GIFT out.

use domain::item::{Gaps, Interaction, Item, NumberEntry, Opt, ShortAnswer, paragraphs};

use super::super::header::pairs;
use super::super::loss::{Code, Loss};
use super::super::{Exported, loss_of};

/// Writes items as GIFT. Kinds that GIFT has no question for are told as refused.
pub fn write(items: &[Item]) -> Exported<String> {
    let mut file = String::new();
    let mut lost = Vec::new();
    for item in items {
        match question(item, &mut lost) {
            Some(question) => {
                file.push_str(&question);
                file.push_str("\n\n");
            }
            None => lost.push(loss_of(item, Code::NotWritten, item.interaction.kind())),
        }
    }
    Exported { file, lost }
}

fn question(item: &Item, lost: &mut Vec<Loss>) -> Option<String> {
    let mut lose = |what: &str| lost.push(loss_of(item, Code::DetailDropped, what));
    let mut header = pairs(item);
    let (before, answers, after) = match &item.interaction {
        Interaction::SingleChoice(x) => {
            header.push(("shuffle", x.shuffle.to_string()));
            (String::new(), choice(&x.options, true), String::new())
        }
        Interaction::MultipleChoice(x) => {
            header.push(("shuffle", x.shuffle.to_string()));
            if x.points > 1 {
                lose("points");
            }
            (String::new(), choice(&x.options, false), String::new())
        }
        Interaction::Matching(x) => {
            header.push(("shuffle", x.shuffle.to_string()));
            lose("points");
            lose("feedback");
            let text_of = |id: &str| x.answers.iter().find(|a| a.id == id).map_or("", |a| &a.text);
            let spare = x.answers.iter().filter(|a| x.prompts.iter().all(|p| p.answer != a.id)).map(|a| ("", a.text.as_str()));
            (String::new(), matching(x.prompts.iter().map(|p| (p.text.as_str(), text_of(&p.answer))).chain(spare)), String::new())
        }
        Interaction::Categorise(x) => {
            lose("points");
            lose("feedback");
            let text_of = |id: &str| x.categories.iter().find(|c| c.id == id).map_or("", |c| &c.text);
            (String::new(), matching(x.elements.iter().map(|e| (e.text.as_str(), text_of(&e.category)))), String::new())
        }
        Interaction::ShortAnswer(x) => {
            header.push(("typos", x.typos.to_string()));
            header.extend(x.placeholder.clone().map(|p| ("placeholder", p)));
            if x.typos > 0 {
                lose("typos");
            }
            (String::new(), short_answer(x), String::new())
        }
        Interaction::Number(x) => {
            header.push(("unit", x.unit.clone()));
            if x.units.len() > 1 {
                lose("units");
            }
            (String::new(), number(x), String::new())
        }
        Interaction::Gaps(x) if x.gaps.len() == 1 => missing_word(x)?,
        _ => return None,
    };
    let comment = header.iter().map(|(name, value)| format!(" [tag:socle-{name}:{}]", tag(value))).collect::<Vec<_>>().concat();
    let mut text = paragraphs(&item.situation);
    text.push(item.question.trim().to_owned());
    text.retain(|p| !p.is_empty());
    let mut text: String = text.iter().map(|p| escaped(p)).collect::<Vec<_>>().join("\\n\\n");
    if !before.is_empty() || !after.is_empty() {
        text.push_str("\\n\\n");
    }
    let said = paragraphs(&item.explanation).iter().map(|p| escaped(p)).collect::<Vec<_>>().join("\\n\\n");
    let explanation = if said.is_empty() { String::new() } else { format!("####{said}\n") };
    Some(format!("// [id:{}]{comment}\n::{}::{text}{before}{{\n{answers}{explanation}}}{after}", item.id, escaped(item.title.trim())))
}

/// A value inside `[tag:…]`.
fn tag(value: &str) -> String {
    value.replace('[', "\\[").replace(']', "\\]").replace('\n', " ")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

fn feedback(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("#{}", escaped(text.trim())) }
}

fn choice(options: &[Opt], is_single: bool) -> String {
    let right = options.iter().filter(|o| o.correct).count().max(1) as f64;
    let share = format!("{:.5}", 100.0 / right);
    let share = share.trim_end_matches('0').trim_end_matches('.').to_owned();
    let line = |o: &Opt| {
        let mark = match (o.correct, is_single) {
            (true, true) => "=".to_owned(),
            (false, true) => "~".to_owned(),
            (true, false) => format!("~%{share}%"),
            (false, false) => format!("~%-{share}%"),
        };
        format!("{mark}{}{}\n", escaped(o.text.trim()), feedback(&o.feedback))
    };
    options.iter().map(line).collect()
}

fn matching<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    pairs.map(|(line, answer)| format!("={} -> {}\n", escaped(line.trim()), escaped(answer.trim()))).collect::<Vec<_>>().concat()
}

/// Wrong ideas are answers worth nothing; `*` is every other answer.
fn short_answer(x: &ShortAnswer) -> String {
    let literal = |text: &String| escaped(&text.replace('*', "\\*"));
    let right = x.accept.iter().map(|a| format!("={}\n", literal(a)));
    let wrong = x.wrong.iter().flat_map(|w| w.text.iter().map(move |t| format!("=%0%{}{}\n", literal(t), feedback(&w.feedback))));
    right.chain(wrong).chain(std::iter::once(format!("=%0%*{}\n", feedback(&x.feedback)))).collect()
}

fn number(x: &NumberEntry) -> String {
    let wrong = x.wrong.iter().map(|w| format!("=%0%{}:{}{}\n", w.value, x.tolerance, feedback(&w.feedback)));
    format!("#\n={}:{}\n{}~{}\n", x.value, x.tolerance, wrong.collect::<Vec<_>>().concat(), feedback(&x.feedback))
}

/// A text with one gap: what stands before it, the answers, what stands behind.
fn missing_word(x: &Gaps) -> Option<(String, String, String)> {
    let gap = x.gaps.first()?;
    let text = paragraphs(&x.text).join(" ");
    let (before, after) = text.split_once(&format!("{{{}}}", gap.id))?;
    // reading puts one space on either side, and none before a closing mark
    let is_spaced =
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' ') || after.starts_with(['.', ',', ';', ')', '!', '?']));
    if !is_spaced {
        return None;
    }
    let said = feedback(&gap.feedback);
    let answers: Vec<String> = if let Some(answer) = &gap.answer {
        gap.options.iter().map(|o| if o == answer { format!("={}\n", escaped(o)) } else { format!("~{}{said}\n", escaped(o)) }).collect()
    } else {
        let right = gap.accept.iter().map(|a| format!("={}\n", escaped(&a.replace('*', "\\*"))));
        right.chain(std::iter::once(format!("=%0%*{said}\n"))).collect()
    };
    let answers = answers.concat();
    let behind = if after.is_empty() { String::new() } else { format!(" {}", escaped(after.trim_start())) };
    Some((escaped(before), answers, behind))
}
