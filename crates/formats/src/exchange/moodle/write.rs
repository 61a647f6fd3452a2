//! Questions of Moodle out.

use domain::item::{Gaps, Interaction, Item, NumberEntry, Opt, ShortAnswer, paragraphs};

use super::super::header::pairs;
use super::super::loss::{Code, Loss};
use super::super::xml::Tag;
use super::super::{Exported, loss_of};

/// Writes items as one quiz of Moodle XML. Kinds that Moodle has no question for are told as refused.
pub fn write(items: &[Item]) -> Exported<String> {
    let mut quiz = Tag::new("quiz");
    let mut lost = Vec::new();
    for item in items {
        match question(item, &mut lost) {
            Some(question) => quiz = quiz.child(question),
            None => lost.push(loss_of(item, Code::NotWritten, item.interaction.kind())),
        }
    }
    Exported { file: quiz.document(), lost }
}

fn question(item: &Item, lost: &mut Vec<Loss>) -> Option<Tag> {
    let mut lose = |what: &str| lost.push(loss_of(item, Code::DetailDropped, what));
    let (kind, parts) = match &item.interaction {
        Interaction::SingleChoice(x) => ("multichoice", choice(&x.options, x.shuffle, true)),
        Interaction::MultipleChoice(x) => {
            if x.points > 1 {
                lose("points");
            }
            ("multichoice", choice(&x.options, x.shuffle, false))
        }
        Interaction::Ordering(x) => {
            let is_strict = x.points == 1;
            if !is_strict {
                lose("points");
            }
            let answers = x.steps.iter().enumerate().map(|(i, s)| rich("answer", &s.text).with("fraction", (i + 1).to_string()));
            let mut parts = vec![
                Tag::new("layouttype").text("VERTICAL"),
                Tag::new("selecttype").text("ALL"),
                Tag::new("selectcount").text("0"),
                // all or nothing, or right pairs in a row: the closest to ours
                Tag::new("gradingtype").text(if is_strict { "ALL_OR_NOTHING" } else { "RELATIVE_TO_CORRECT" }),
                Tag::new("showgrading").text("SHOW"),
            ];
            parts.extend(answers);
            parts.extend([rich("partiallycorrectfeedback", &x.feedback), rich("incorrectfeedback", &x.feedback)]);
            ("ordering", parts)
        }
        Interaction::Matching(x) => {
            lose("points");
            let text_of = |id: &str| x.answers.iter().find(|a| a.id == id).map(|a| a.text.clone()).unwrap_or_default();
            let mut lines: Vec<(String, String)> = x.prompts.iter().map(|p| (p.text.clone(), text_of(&p.answer))).collect();
            let spare = x.answers.iter().filter(|a| x.prompts.iter().all(|p| p.answer != a.id));
            lines.extend(spare.map(|a| (String::new(), a.text.clone())));
            ("matching", matching(lines, x.shuffle, x.prompts.iter().map(|p| p.feedback.as_str())))
        }
        Interaction::Categorise(x) => {
            lose("points");
            let text_of = |id: &str| x.categories.iter().find(|c| c.id == id).map(|c| c.text.clone()).unwrap_or_default();
            let lines = x.elements.iter().map(|e| (e.text.clone(), text_of(&e.category))).collect();
            ("matching", matching(lines, true, x.elements.iter().map(|e| e.feedback.as_str())))
        }
        // signs that Moodle would read as marks, and that it has no escape for
        Interaction::Gaps(x) if x.gaps.iter().flat_map(|g| g.options.iter().chain(&g.accept)).any(|t| t.starts_with(['=', '%', '*'])) => return None,
        Interaction::Gaps(x) => {
            if x.points > 1 {
                lose("points");
            }
            if x.gaps.iter().any(|g| g.options.is_empty()) {
                lose("typos");
            }
            ("cloze", Vec::new())
        }
        Interaction::ShortAnswer(x) => {
            if x.typos > 0 {
                lose("typos");
            }
            ("shortanswer", short_answer(x))
        }
        Interaction::Number(x) => ("numerical", number(x)),
        _ => return None,
    };
    let mut text = paragraphs(&item.situation);
    text.push(item.question.trim().to_owned());
    let html = match &item.interaction {
        Interaction::Gaps(x) => format!("{}{}", html(&text), cloze(x)),
        _ => html(&text),
    };
    let question = Tag::new("question")
        .with("type", kind)
        .child(Tag::new("name").child(Tag::new("text").text(item.title.trim())))
        .child(Tag::new("questiontext").with("format", "html").child(Tag::new("text").text(html)))
        .child(rich("generalfeedback", &item.explanation))
        .child(Tag::new("defaultgrade").text("1.0"))
        .child(Tag::new("penalty").text("0.3333333"))
        .child(Tag::new("hidden").text("0"))
        .child(Tag::new("idnumber").text(&*item.id));
    Some(question.children(parts).child(tags(item)))
}

fn tags(item: &Item) -> Tag {
    let mut all = pairs(item);
    if let Interaction::ShortAnswer(x) = &item.interaction {
        all.push(("typos", x.typos.to_string()));
        all.extend(x.placeholder.clone().map(|p| ("placeholder", p)));
    }
    let tag = |(name, value): (&str, String)| Tag::new("tag").child(Tag::new("text").text(format!("socle-{name}:{value}")));
    Tag::new("tags").children(all.into_iter().map(tag))
}

fn html(paragraphs: &[String]) -> String {
    paragraphs.iter().filter(|p| !p.is_empty()).map(|p| format!("<p>{}</p>", escaped(p))).collect::<Vec<_>>().concat()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn rich(name: &'static str, text: &str) -> Tag {
    Tag::new(name).with("format", "html").child(Tag::new("text").text(html(&paragraphs(text))))
}

fn choice(options: &[Opt], shuffle: bool, is_single: bool) -> Vec<Tag> {
    let right = options.iter().filter(|o| o.correct).count().max(1) as f64;
    let share = format!("{:.5}", 100.0 / right);
    let share = share.trim_end_matches('0').trim_end_matches('.').to_owned();
    let answer = |o: &Opt| {
        let fraction = match (o.correct, is_single) {
            (true, true) => "100".to_owned(),
            (true, false) => share.clone(),
            (false, true) => "0".to_owned(),
            (false, false) => format!("-{share}"),
        };
        rich("answer", &o.text).with("fraction", fraction).child(rich("feedback", &o.feedback))
    };
    let mut parts =
        vec![Tag::new("single").text(is_single.to_string()), Tag::new("shuffleanswers").text(shuffle.to_string()), Tag::new("answernumbering").text("none")];
    parts.extend(options.iter().map(answer));
    parts
}

/// Feedback of lines as one list, shown with a wrong answer: Moodle has none line by line.
fn matching<'a>(lines: Vec<(String, String)>, shuffle: bool, feedback: impl Iterator<Item = &'a str>) -> Vec<Tag> {
    let subquestion = |(line, answer): (String, String)| rich("subquestion", &line).child(Tag::new("answer").child(Tag::new("text").text(answer.trim())));
    let said = feedback.map(|f| format!("<li>{}</li>", escaped(f.trim()))).collect::<Vec<_>>().concat();
    let list = |name: &'static str| Tag::new(name).with("format", "html").child(Tag::new("text").text(format!("<ul>{said}</ul>")));
    let mut parts = vec![Tag::new("shuffleanswers").text(shuffle.to_string()), list("partiallycorrectfeedback"), list("incorrectfeedback")];
    parts.extend(lines.into_iter().map(subquestion));
    parts
}

fn typed(text: &str, is_right: bool, feedback: &str) -> Tag {
    Tag::new("answer")
        .with("fraction", if is_right { "100" } else { "0" })
        .with("format", "plain_text")
        .child(Tag::new("text").text(text))
        .child(rich("feedback", feedback))
}

fn short_answer(x: &ShortAnswer) -> Vec<Tag> {
    let literal = |text: &String| text.replace('*', "\\*");
    let mut parts = vec![Tag::new("usecase").text("0")];
    parts.extend(x.accept.iter().map(|a| typed(&literal(a), true, "")));
    parts.extend(x.wrong.iter().flat_map(|w| w.text.iter().map(move |t| typed(&literal(t), false, &w.feedback))));
    parts.push(typed("*", false, &x.feedback));
    parts
}

fn number(x: &NumberEntry) -> Vec<Tag> {
    let tolerance = || Tag::new("tolerance").text(x.tolerance.to_string());
    let mut parts = vec![typed(&x.value.to_string(), true, "").child(tolerance())];
    parts.extend(x.wrong.iter().map(|w| typed(&w.value.to_string(), false, &w.feedback).child(tolerance())));
    parts.push(typed("*", false, &x.feedback).child(Tag::new("tolerance").text("0")));
    let unit =
        |u: &domain::item::Unit| Tag::new("unit").child(Tag::new("multiplier").text((1.0 / u.factor).to_string())).child(Tag::new("unit_name").text(&*u.name));
    // the reference unit first, as Moodle wants its default
    let (reference, others): (Vec<_>, Vec<_>) = x.units.iter().partition(|u| u.name == x.unit);
    parts.push(Tag::new("units").children(reference.into_iter().chain(others).map(unit)));
    parts.push(Tag::new("unitgradingtype").text(if x.units.len() > 1 { "1" } else { "0" }));
    parts.push(Tag::new("unitpenalty").text("1"));
    parts.push(Tag::new("showunits").text(if x.units.len() > 1 { "2" } else { "3" }));
    parts.push(Tag::new("unitsleft").text("0"));
    parts
}

/// The text with its gaps, for Moodle's own reader of gaps.
fn cloze(x: &Gaps) -> String {
    let mut out: Vec<String> = paragraphs(&x.text);
    for gap in &x.gaps {
        let keep = |text: &str| -> String {
            let mut kept = String::new();
            for c in text.chars() {
                if matches!(c, '\\' | '}' | '~' | '#' | '/' | '"') {
                    kept.push('\\');
                }
                kept.push(c);
            }
            kept
        };
        let feedback = keep(gap.feedback.trim());
        let written = if let Some(answer) = &gap.answer {
            let option = |o: &String| if o == answer { format!("={}", keep(o)) } else { format!("{}#{feedback}", keep(o)) };
            format!("{{1:MULTICHOICE_S:{}}}", gap.options.iter().map(option).collect::<Vec<_>>().join("~"))
        } else {
            let accepted: Vec<String> = gap.accept.iter().map(|a| format!("={}", keep(a))).collect();
            format!("{{1:SHORTANSWER:{}~*#{feedback}}}", accepted.join("~"))
        };
        for paragraph in &mut out {
            *paragraph = paragraph.replace(&format!("{{{}}}", gap.id), &written);
        }
    }
    html(&out)
}
