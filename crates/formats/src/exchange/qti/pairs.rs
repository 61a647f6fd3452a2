//! Lines and answers, elements and categories, words and gaps, pairs.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::item::{Categorise, Element, Gap, Gaps, Interaction, Matching, Prompt, Response, Text};

use super::super::draft::{Import, Refused, Said, refused};
use super::super::judge::tuples;
use super::super::loss::Code;
use super::super::prose::{Prose, Visit, written};
use super::super::xml::El;
use super::body::Notes;
use super::built::{Built, at, one, place};
use super::choices::{declared, our_names, read_choices};
use super::value::{Atom, Value, Variables};

type Choices<'a> = Vec<(String, String, El<'a>)>;

/// Pairs that are right, as they are declared.
fn key_pairs(variables: &Variables, id: &str) -> Result<Vec<(String, String)>, Refused> {
    let pairs: Vec<(String, String)> =
        declared(variables, id)?.into_iter().filter_map(|a| if let Atom::Pair(a, b) = a { Some((a, b)) } else { None }).collect();
    if pairs.is_empty() { refused(Code::NoKey, id) } else { Ok(pairs) }
}

/// For each line the place of its one answer.
fn one_answer_each(lines: &Choices<'_>, answers: &Choices<'_>, pairs: &[(String, String)]) -> Result<Vec<usize>, Refused> {
    if let Some((a, b)) = pairs.iter().find(|(a, b)| lines.iter().all(|l| l.0 != *a) || answers.iter().all(|x| x.0 != *b)) {
        return refused(Code::KeyUnknown, format!("{a} {b}"));
    }
    lines
        .iter()
        .map(|(name, ..)| {
            let mut found = pairs.iter().filter(|(a, _)| a == name);
            match (found.next(), found.next()) {
                (Some((_, b)), None) => Ok(answers.iter().position(|x| x.0 == *b).unwrap_or_default()),
                _ => refused(Code::LineAnswers, name),
            }
        })
        .collect()
}

pub(super) fn matching<'a>(import: &mut Import, said: &Said, el: El<'a>, variables: &'a Variables, hint: Option<&str>) -> Result<Built<'a>, Refused> {
    let id = el.attr("response-identifier").unwrap_or_default().trim();
    let mut sets = el.all("simple-match-set").map(|set| set.all("simple-associable-choice").collect::<Vec<_>>());
    let (Some(first), Some(second)) = (sets.next(), sets.next()) else { return refused(Code::UnknownKind, el.tag()) };
    let first = read_choices(import, said, first.into_iter())?;
    let second = read_choices(import, said, second.into_iter())?;
    let pairs = key_pairs(variables, id)?;
    let shuffle = el.flag("shuffle");
    let swapped: Vec<(String, String)> = pairs.iter().cloned().map(|(a, b)| (b, a)).collect();
    // lines are the set of which each has exactly one answer; the first set where both could be
    let (lines, answers, key, is_swapped) = match one_answer_each(&first, &second, &pairs) {
        Ok(key) => (first, second, key, false),
        Err((Code::LineAnswers, which)) => match one_answer_each(&second, &first, &swapped) {
            Ok(key) => (second, first, key, true),
            Err(_) => return refused(Code::LineAnswers, which),
        },
        Err(other) => return Err(other),
    };
    if answers.len() < 2 || lines.is_empty() {
        return refused(Code::TooManyChoices, format!("{} / {}", lines.len(), answers.len()));
    }
    let takes_many = answers.iter().any(|(.., e)| e.number("match-max").is_some_and(|n| (n - 1.0).abs() > 0.5));
    let is_sorting = hint.map_or(takes_many && answers.len() < lines.len() && answers.len() <= 4, |h| h == "categorise");
    let ways = vec![answers.len(); lines.len()];
    let plays = tuples(&key, &ways);
    let entries = |play: Vec<usize>| play.into_iter().enumerate().map(|(i, a)| (place(i), place(a))).collect::<BTreeMap<_, _>>();
    let text = |(name, text, _): &(String, String, El<'_>)| Text { id: name.clone(), text: text.clone() };
    let (line_names, answer_names): (Vec<String>, Vec<String>) = (lines.iter().map(|l| l.0.clone()).collect(), answers.iter().map(|a| a.0.clone()).collect());
    let pair =
        move |line: &String, answer: &String| if is_swapped { Atom::Pair(answer.clone(), line.clone()) } else { Atom::Pair(line.clone(), answer.clone()) };
    let (interaction, plays): (_, Vec<Response>) = if is_sorting {
        let elements = lines.iter().zip(&key).map(|((name, text, _), a)| Element {
            id: name.clone(),
            text: text.clone(),
            category: answers[*a].0.clone(),
            feedback: String::new(),
        });
        let sorting = Categorise { categories: answers.iter().map(text).collect(), elements: elements.collect(), points: 1 };
        (Interaction::Categorise(sorting), plays.into_iter().map(|p| Response::Categorise { places: entries(p) }).collect())
    } else {
        let prompts = lines.iter().zip(&key).map(|((name, text, _), a)| Prompt {
            id: name.clone(),
            text: text.clone(),
            answer: answers[*a].0.clone(),
            feedback: String::new(),
        });
        let matching = Matching { answers: answers.iter().map(text).collect(), prompts: prompts.collect(), points: 1, shuffle };
        (Interaction::Matching(matching), plays.into_iter().map(|p| Response::Matching { pairs: entries(p) }).collect())
    };
    let outside = move |response: &Response| match response {
        Response::Matching { pairs: map } | Response::Categorise { places: map } => {
            let atoms = map.iter().filter_map(|(line, answer)| Some(pair(at(&line_names, line)?, at(&answer_names, answer)?)));
            one(id, Value::Many(atoms.collect()))
        }
        _ => one(id, Value::Null),
    };
    Ok(Built { interaction, plays, outside: Box::new(outside), inline: Vec::new() })
}

/// Pairs without a direction: the first of each becomes a line, the second its answer, what is left over an answer nobody needs.
pub(super) fn associate<'a>(import: &mut Import, said: &Said, el: El<'a>, variables: &'a Variables) -> Result<Built<'a>, Refused> {
    let id = el.attr("response-identifier").unwrap_or_default().trim();
    let choices = read_choices(import, said, el.all("simple-associable-choice"))?;
    let pairs = key_pairs(variables, id)?;
    let find = |name: &String| choices.iter().position(|c| c.0 == *name);
    let (mut lines, mut answers, mut used) = (Vec::new(), Vec::new(), Vec::new());
    for (a, b) in &pairs {
        let (Some(i), Some(j)) = (find(a), find(b)) else { return refused(Code::KeyUnknown, format!("{a} {b}")) };
        if i == j || used.contains(&i) || used.contains(&j) {
            return refused(Code::LineAnswers, format!("{a} {b}"));
        }
        used.extend([i, j]);
        lines.push(i.min(j));
        answers.push(i.max(j));
    }
    answers.extend((0..choices.len()).filter(|i| !used.contains(i)));
    if answers.len() < 2 {
        return refused(Code::TooManyChoices, answers.len().to_string());
    }
    import.lose(said.line, &said.origin, Code::PairsDirected, "");
    let text = |i: &usize| Text { id: choices[*i].0.clone(), text: choices[*i].1.clone() };
    let prompts = lines.iter().zip(&answers).map(|(l, a)| {
        let Text { id, text } = text(l);
        Prompt { id, text, answer: choices[*a].0.clone(), feedback: String::new() }
    });
    let interaction = Interaction::Matching(Matching { answers: answers.iter().map(text).collect(), prompts: prompts.collect(), points: 1, shuffle: true });
    let key: Vec<usize> = (0..lines.len()).collect();
    let plays = tuples(&key, &vec![answers.len(); lines.len()]);
    let name = |i: &usize| choices[*i].0.clone();
    let (line_names, answer_names): (Vec<String>, Vec<String>) = (lines.iter().map(name).collect(), answers.iter().map(name).collect());
    let outside = move |response: &Response| match response {
        Response::Matching { pairs } => {
            let atoms = pairs.iter().filter_map(|(l, a)| {
                let (a, b) = (at(&line_names, l)?.clone(), at(&answer_names, a)?.clone());
                Some(if a > b { Atom::Pair(b, a) } else { Atom::Pair(a, b) })
            });
            one(id, Value::Many(atoms.collect()))
        }
        _ => one(id, Value::Null),
    };
    let plays = plays.into_iter().map(|p| Response::Matching { pairs: p.into_iter().enumerate().map(|(i, a)| (place(i), place(a))).collect() }).collect();
    Ok(Built { interaction, plays, outside: Box::new(outside), inline: Vec::new() })
}

/// Words to be put into the gaps of a text.
pub(super) fn gap_match<'a>(import: &mut Import, said: &Said, el: El<'a>, variables: &'a Variables) -> Result<Built<'a>, Refused> {
    let id = el.attr("response-identifier").unwrap_or_default().trim();
    if let Some(image) = el.child("gap-img") {
        return refused(Code::Picture, image.tag());
    }
    let words = read_choices(import, said, el.all("gap-text"))?;
    let gaps: RefCell<Vec<String>> = RefCell::default();
    let notes = Notes::default();
    let prose = Prose::of_xml(el, &mut |e| match &*e.name() {
        "gap" => {
            gaps.borrow_mut().push(e.id().to_owned());
            Visit::Hole(gaps.borrow().len() - 1)
        }
        "gap-text" => Visit::Skip,
        _ => notes.visit(e),
    });
    let paragraphs = import.paragraphs(said, prose)?;
    notes.tell(import, said)?;
    let names = gaps.into_inner();
    let pairs = key_pairs(variables, id)?;
    if words.len() < 2 {
        return refused(Code::TooManyChoices, words.len().to_string());
    }
    let mut key = Vec::new();
    for gap in &names {
        let mut right = pairs.iter().filter(|(_, g)| g == gap);
        let (Some((word, _)), None) = (right.next(), right.next()) else { return refused(Code::LineAnswers, gap) };
        let Some(at) = words.iter().position(|w| w.0 == *word) else { return refused(Code::KeyUnknown, word) };
        key.push(at);
    }
    if let Some((word, gap)) = pairs.iter().find(|(_, g)| !names.contains(g)) {
        return refused(Code::KeyUnknown, format!("{word} {gap}"));
    }
    if words.iter().any(|(.., e)| e.number("match-max").is_none_or(|n| (n - 1.0).abs() < 0.5)) {
        import.lose(said.line, &said.origin, Code::ChoiceLimit, "1");
    }
    let ours = our_names(&names);
    let text = gap_text(&paragraphs, &ours)?;
    let options: Vec<String> = words.iter().map(|w| w.1.clone()).collect();
    let gap = |(i, name): (usize, &String)| Gap {
        id: name.clone(),
        options: options.clone(),
        answer: Some(options[key[i]].clone()),
        accept: Vec::new(),
        feedback: String::new(),
    };
    let interaction = Interaction::Gaps(Gaps { text, gaps: ours.iter().enumerate().map(gap).collect(), points: 1 });
    let plays = tuples(&key, &vec![words.len(); names.len()]);
    let word_names: Vec<String> = words.iter().map(|w| w.0.clone()).collect();
    let outside = move |response: &Response| match response {
        Response::Gaps { gaps } => {
            let atoms = gaps.iter().filter_map(|(gap, word)| Some(Atom::Pair(at(&word_names, word)?.clone(), at(&names, gap)?.clone())));
            one(id, Value::Many(atoms.collect()))
        }
        _ => one(id, Value::Null),
    };
    let plays = plays.into_iter().map(|p| Response::Gaps { gaps: p.into_iter().enumerate().map(|(i, w)| (place(i), place(w))).collect() }).collect();
    Ok(Built { interaction, plays, outside: Box::new(outside), inline: Vec::new() })
}

/// A text with `{name}` in each gap. Braces of its own would be gaps.
pub(super) fn gap_text(paragraphs: &[Vec<super::super::prose::Piece>], names: &[String]) -> Result<String, Refused> {
    let text = written(paragraphs, |n| format!("{{{}}}", names.get(n).map_or("", String::as_str)));
    if text.matches('{').count() == names.len() { Ok(text) } else { refused(Code::Brackets, "{ }") }
}
