//! Questions of Moodle in.

use domain::item::{Gap, Gaps, Interaction, Opt, Ordering, Text, Unit};

use super::super::draft::{Import, Refused, Said, refused};
use super::super::header::Header;
use super::super::judge::set_points;
use super::super::limits;
use super::super::loss::Code;
use super::super::parts::{Read, choices, letter, pairs_of, typed_number, typed_words};
use super::super::prose::{Prose, plain};
use super::super::xml::El;
use super::cloze;

/// Reads every question of a quiz.
pub(in super::super) fn read(import: &mut Import, quiz: El<'_>) {
    let mut questions = 0;
    for question in quiz.all("question") {
        let kind = question.attr("type").unwrap_or_default().trim();
        if kind == "category" {
            let name = question.child("category").map(El::text).unwrap_or_default();
            import.lose(question.line(), "", Code::Tags, name);
            continue;
        }
        questions += 1;
        let name = question.child("name").map(El::text).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let id = question.child("idnumber").map(El::text).unwrap_or_default();
        let origin = if id.is_empty() { name.clone() } else { id };
        let said = Said { origin: origin.clone(), line: question.line(), title: name, ..Said::default() };
        import.one(question.line(), &origin, |import| read_question(import, question, kind, said));
    }
    if questions == 0 {
        import.refuse(quiz.line(), "", Code::Empty, "");
    }
}

fn read_question(import: &mut Import, question: El<'_>, kind: &str, mut said: Said) -> Result<(), Refused> {
    let mut header = tags(import, &said, question);
    if let Some(id) = question.child("idnumber") {
        header.0.insert("id".to_owned(), id.text());
    }
    let text_el = question.child("questiontext");
    said.explanation = text(import, &said, question.child("generalfeedback"))?;
    let paragraphs = match text_el {
        Some(el) => import.paragraphs(&said, prose_of(el))?,
        None => Vec::new(),
    };
    let mut paragraphs: Vec<String> = paragraphs.iter().map(|p| plain(std::slice::from_ref(p))).collect();
    let mut read = match kind {
        "multichoice" => choice(import, &said, question)?,
        "truefalse" => true_false(import, &said, question, &header)?,
        "shortanswer" => short_answer(import, &said, question, &header)?,
        "numerical" => number(import, &said, question)?,
        "matching" | "ddmatch" => matching(import, &said, question, &header)?,
        "ordering" => ordering(import, &said, question)?,
        "gapselect" | "ddwtos" => gap_select(import, &said, question, &mut paragraphs)?,
        "cloze" | "multianswer" => cloze::read(import, &said, &mut paragraphs)?,
        "essay" => return refused(Code::ExtendedText, kind),
        "description" => return refused(Code::NoInteraction, kind),
        "ddimageortext" | "ddmarker" => return refused(Code::Picture, kind),
        "random" | "randomsamatch" | "calculated" | "calculatedsimple" | "calculatedmulti" => return refused(Code::Template, kind),
        "recordrtc" | "fileresponse" => return refused(Code::Upload, kind),
        _ => return refused(Code::UnknownKind, kind),
    };
    if let Some(points) = header.points() {
        set_points(&mut read.interaction, points);
    } else if let Some(detail) = read.differs {
        import.lose(said.line, &said.origin, Code::ScoringDiffers, detail);
    }
    combined_feedback(import, &said, question, &mut read.interaction)?;
    if question.all("hint").next().is_some() {
        import.lose(said.line, &said.origin, Code::FeedbackDropped, "hint");
    }
    said.question = paragraphs.pop().unwrap_or_default();
    said.situation = paragraphs.join("\n\n");
    header.take(import, said, read.interaction);
    Ok(())
}

/// Our own header, carried in tags; other tags are told as lost.
fn tags(import: &mut Import, said: &Said, question: El<'_>) -> Header {
    let mut header = Header::default();
    let mut others = Vec::new();
    for tag in question.child("tags").into_iter().flat_map(|t| t.all("tag")).map(El::text) {
        match tag.strip_prefix("socle-").and_then(|t| t.split_once(':')) {
            Some((name, value)) => {
                header.0.insert(name.trim().to_owned(), value.trim().to_owned());
            }
            None => others.push(tag),
        }
    }
    if !others.is_empty() {
        import.lose(said.line, &said.origin, Code::Tags, others.join(", "));
    }
    header
}

fn prose_of(el: El<'_>) -> Prose {
    let words = el.child("text").map_or_else(|| el.text(), El::text);
    match el.attr("format").unwrap_or("html").trim() {
        "plain_text" | "markdown" => Prose::of_plain(&words),
        _ => Prose::of_html(&words),
    }
}

fn text(import: &mut Import, said: &Said, el: Option<El<'_>>) -> Result<String, Refused> {
    el.map_or_else(|| Ok(String::new()), |el| import.plain(said, prose_of(el)))
}

fn line(import: &mut Import, said: &Said, el: Option<El<'_>>) -> Result<String, Refused> {
    Ok(text(import, said, el)?.replace("\n\n", " "))
}

/// Answers with what they are worth, in hundredths of everything, and their feedback.
struct Answer<'a> {
    el: El<'a>,
    text: String,
    fraction: f64,
    feedback: String,
}

/// `is_typed`: what people type has no marks.
fn answers<'a>(import: &mut Import, said: &Said, question: El<'a>, is_typed: bool) -> Result<Vec<Answer<'a>>, Refused> {
    let all: Vec<El<'a>> = question.all("answer").collect();
    if all.len() > limits::CHOICES {
        return refused(Code::TooManyChoices, all.len().to_string());
    }
    all.into_iter()
        .map(|el| {
            let text = if is_typed { el.child("text").map_or_else(|| el.text(), El::text) } else { import.line(said, prose_of(el))? };
            if text.is_empty() {
                return refused(Code::NothingToRead, "answer");
            }
            Ok(Answer { el, text, fraction: el.number("fraction").unwrap_or(0.0), feedback: line(import, said, el.child("feedback"))? })
        })
        .collect()
}

fn choice(import: &mut Import, said: &Said, question: El<'_>) -> Result<Read, Refused> {
    let answers = answers(import, said, question, false)?;
    let is_single = question.child("single").map(El::text).is_none_or(|s| s == "true" || s == "1");
    let shuffle = question.child("shuffleanswers").map(El::text).is_none_or(|s| s == "true" || s == "1");
    let fractions: Vec<f64> = answers.iter().map(|a| a.fraction).collect();
    let options = answers.into_iter().enumerate().map(|(i, a)| Opt { id: letter(i), text: a.text, correct: false, feedback: a.feedback });
    choices(options.collect(), &fractions, is_single, shuffle)
}

fn true_false(import: &mut Import, said: &Said, question: El<'_>, header: &Header) -> Result<Read, Refused> {
    let answers = answers(import, said, question, true)?;
    let is_english = header.get("language").unwrap_or(&import.language) == "en";
    let option = |i: usize, a: Answer<'_>| {
        let text = match (a.text.as_str(), is_english) {
            ("true", true) => "True",
            ("true", false) => "Vrai",
            ("false", true) => "False",
            ("false", false) => "Faux",
            (other, _) => other,
        };
        Opt { id: letter(i), text: text.to_owned(), correct: false, feedback: a.feedback }
    };
    let fractions: Vec<f64> = answers.iter().map(|a| a.fraction).collect();
    choices(answers.into_iter().enumerate().map(|(i, a)| option(i, a)).collect(), &fractions, true, false)
}

/// What is typed may hold `*` for anything: only alone, as what is said to all other answers.
fn short_answer(import: &mut Import, said: &Said, question: El<'_>, header: &Header) -> Result<Read, Refused> {
    let answers = answers(import, said, question, true)?;
    let typed = answers.into_iter().map(|a| (a.text, a.fraction, a.feedback)).collect();
    if header.kind().is_none() {
        import.lose(said.line, &said.origin, Code::SpellingLooser, "");
    }
    let mut read = typed_words(typed)?;
    if let Interaction::ShortAnswer(x) = &mut read.interaction {
        x.typos = header.get("typos").and_then(|t| t.parse().ok()).unwrap_or(0).min(2);
        x.placeholder = header.get("placeholder").map(str::to_owned);
    }
    Ok(read)
}

fn number(import: &mut Import, said: &Said, question: El<'_>) -> Result<Read, Refused> {
    let answers = answers(import, said, question, true)?;
    let mut typed = Vec::new();
    for a in &answers {
        let tolerance = a.el.child("tolerance").map(El::text).and_then(|t| t.parse().ok()).unwrap_or(0.0);
        typed.push((a.text.clone(), tolerance, a.fraction, a.feedback.clone()));
    }
    let units: Vec<Unit> = question
        .child("units")
        .into_iter()
        .flat_map(|u| u.all("unit"))
        .filter_map(|u| {
            let multiplier: f64 = u.child("multiplier")?.text().parse().ok().filter(|m: &f64| m.is_finite() && *m > 0.0)?;
            let factor = 1.0 / multiplier;
            let round = factor.round();
            // 1/24 as Moodle writes it is 24 again
            let factor = if round >= 1.0 && (factor - round).abs() < 1e-6 * round { round } else { factor };
            Some(Unit { name: u.child("unit_name")?.text(), factor })
        })
        .collect();
    if units.is_empty() {
        import.lose(said.line, &said.origin, Code::UnitGuessed, "");
    }
    typed_number(typed, units)
}

fn matching(import: &mut Import, said: &Said, question: El<'_>, header: &Header) -> Result<Read, Refused> {
    let mut pairs = Vec::new();
    for sub in question.all("subquestion") {
        let line_text = import.line(said, prose_of(sub))?;
        let answer = sub.child("answer").map(El::text).unwrap_or_default();
        pairs.push((line_text, answer.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    let shuffle = question.child("shuffleanswers").map(El::text).is_none_or(|s| s == "true" || s == "1");
    pairs_of(&pairs, shuffle, header.kind() == Some("categorise"))
}

fn ordering(import: &mut Import, said: &Said, question: El<'_>) -> Result<Read, Refused> {
    let answers = answers(import, said, question, false)?;
    let number = |name: &str| question.child(name).map(El::text);
    if number("selecttype").is_some_and(|s| !matches!(s.as_str(), "0" | "ALL" | "")) {
        return refused(Code::PartialOrder, "selecttype");
    }
    let steps = answers.into_iter().enumerate().map(|(i, a)| Text { id: letter(i), text: a.text }).collect();
    let interaction = Interaction::Ordering(Ordering { steps, points: 1, feedback: String::new() });
    let is_all_or_nothing = number("gradingtype").is_some_and(|g| matches!(g.as_str(), "-1" | "ALL_OR_NOTHING"));
    Ok(if is_all_or_nothing { Read::same(interaction) } else { Read::parts(interaction) })
}

/// `[[1]]` in the text is the place of the first of the listed words; those of its group are offered with it.
fn gap_select(import: &mut Import, said: &Said, question: El<'_>, paragraphs: &mut Vec<String>) -> Result<Read, Refused> {
    let mut words: Vec<(String, String)> = Vec::new();
    for el in question.children().filter(|c| matches!(c.tag(), "selectoption" | "dragbox")) {
        words.push((line(import, said, Some(el))?, el.child("group").map(El::text).unwrap_or_default()));
    }
    if words.len() > limits::CHOICES {
        return refused(Code::TooManyChoices, words.len().to_string());
    }
    let is_gap = |p: &String| p.contains("[[");
    let (Some(first), Some(last)) = (paragraphs.iter().position(is_gap), paragraphs.iter().rposition(is_gap)) else {
        return refused(Code::NoKey, "[[ ]]");
    };
    let text = paragraphs[first..=last].join("\n\n");
    if text.contains('{') {
        return refused(Code::Brackets, "{ }");
    }
    let mut out = String::new();
    let mut gaps: Vec<Gap> = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((number, behind)) = after.split_once("]]") else { return refused(Code::Brackets, "[[ ]]") };
        let Some((right, group)) = number.trim().parse::<usize>().ok().and_then(|n| words.get(n.checked_sub(1)?)) else {
            return refused(Code::KeyUnknown, number);
        };
        let mut options: Vec<String> = Vec::new();
        for (word, _) in words.iter().filter(|(_, g)| g == group) {
            if !options.contains(word) {
                options.push(word.clone());
            }
        }
        let id = format!("g{}", gaps.len() + 1);
        out.push_str(before);
        out.extend(["{", &*id, "}"]);
        gaps.push(Gap { id, options, answer: Some(right.clone()), accept: Vec::new(), feedback: String::new() });
        rest = behind;
    }
    out.push_str(rest);
    let after = paragraphs.split_off(last + 1);
    paragraphs.truncate(first);
    if !after.is_empty() {
        import.lose(said.line, &said.origin, Code::TextMoved, after[0].clone());
        paragraphs.splice(0..0, after);
    }
    Ok(Read::parts(Interaction::Gaps(Gaps { text: out, gaps, points: 2 })))
}

/// What is said to a wrong answer as a whole: line by line where our own writer listed it so, otherwise for kinds with one feedback.
fn combined_feedback(import: &mut Import, said: &Said, question: El<'_>, interaction: &mut Interaction) -> Result<(), Refused> {
    let wrong = text(import, said, question.child("incorrectfeedback"))?;
    let lines: Vec<&str> = wrong.split("\n\n").filter_map(|l| l.strip_prefix("• ")).collect();
    let mut placed = true;
    match interaction {
        Interaction::Ordering(x) => x.feedback.clone_from(&wrong),
        Interaction::Matching(x) if lines.len() == x.prompts.len() => {
            x.prompts.iter_mut().zip(&lines).for_each(|(p, l)| (*l).clone_into(&mut p.feedback));
        }
        Interaction::Categorise(x) if lines.len() == x.elements.len() => {
            x.elements.iter_mut().zip(&lines).for_each(|(e, l)| (*l).clone_into(&mut e.feedback));
        }
        _ => placed = wrong.is_empty(),
    }
    if !placed {
        import.lose(said.line, &said.origin, Code::FeedbackDropped, wrong.clone());
    }
    for name in ["correctfeedback", "partiallycorrectfeedback"] {
        let other = text(import, said, question.child(name))?;
        if !other.is_empty() && other != wrong {
            import.lose(said.line, &said.origin, Code::FeedbackDropped, other);
        }
    }
    Ok(())
}
