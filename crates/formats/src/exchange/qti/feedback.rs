//! Feedback: which of it would have been shown for which answer, and where it belongs in ours.

use std::collections::BTreeSet;

use domain::item::{Interaction, Response, WrongNumber, WrongText, key_response};

use super::super::draft::{Import, Refused, Said};
use super::super::judge::as_authored;
use super::super::loss::Code;
use super::super::prose::{Prose, Visit};
use super::super::xml::El;
use super::built::{Built, place};
use super::processing::{Outcomes, Processing};
use super::value::Atom;

/// A text shown, or hidden, when an outcome has a value.
struct Shown {
    outcome: String,
    value: String,
    is_shown_then: bool,
    text: String,
}

/// All feedback of an item that stands outside of choices.
pub(super) struct Feedback(Vec<Shown>);

impl Feedback {
    pub(super) fn read(import: &mut Import, said: &Said, item: El<'_>) -> Result<Self, Refused> {
        let mut found = Vec::new();
        let in_choice = |el: El<'_>| el.0.ancestors().skip(1).any(|a| is_choice(&El(a).name()));
        for el in item.within().filter(|e| matches!(&*e.name(), "modal-feedback" | "feedback-inline" | "feedback-block") && !in_choice(*e)) {
            let text = import.plain(said, Prose::of_xml(el, &mut |_| Visit::Read))?;
            if !text.is_empty() {
                let outcome = el.attr("outcome-identifier").unwrap_or_default().trim().to_owned();
                found.push(Shown { outcome, value: el.id().to_owned(), is_shown_then: el.attr("show-hide").is_none_or(|s| s.trim() != "hide"), text });
            }
        }
        Ok(Self(found))
    }

    fn shown(&self, outcomes: &Outcomes) -> BTreeSet<usize> {
        let visible = |f: &Shown| {
            let holds = outcomes.get(&f.outcome).is_some_and(|v| v.atoms().iter().any(|a| is_named(a, &f.value)));
            holds == f.is_shown_then
        };
        self.0.iter().enumerate().filter(|(_, f)| visible(f)).map(|(i, _)| i).collect()
    }

    fn words(&self, of: &BTreeSet<usize>) -> String {
        let mut texts: Vec<&str> = of.iter().map(|i| self.0[*i].text.as_str()).collect();
        texts.dedup();
        texts.join(" ").replace("\n\n", " ")
    }

    /// Puts every feedback where it belongs; what belongs nowhere is told.
    pub(super) fn place(&self, import: &mut Import, said: &mut Said, built: &mut Built<'_>, processing: &Processing<'_>) -> Result<(), Refused> {
        let Built { interaction, plays, outside, inline } = built;
        let shown = |response: &Response| -> Result<BTreeSet<usize>, Refused> { Ok(self.shown(&processing.run(&outside(response))?)) };
        let key = key_response(interaction, &as_authored(interaction));
        let at_key = shown(&key)?;
        let mut always = at_key.clone();
        for play in plays.iter().take(64) {
            always = &always & &shown(play)?;
        }
        let mut placed = always.clone();
        // of an answer, what is said because of it
        let mut because = |response: &Response, besides: &BTreeSet<usize>| -> Result<String, Refused> {
            let said = &shown(response)? - besides;
            placed.extend(&said);
            Ok(self.words(&said))
        };
        let join = |inline: Option<&String>, modal: String| match inline.filter(|i| !i.is_empty()) {
            Some(inline) if modal.is_empty() => inline.clone(),
            Some(inline) => format!("{inline} {modal}"),
            None => modal,
        };
        if let Interaction::Ordering(x) = interaction {
            let wrong = plays.iter().find(|p| **p != key);
            x.feedback = wrong.map_or(Ok(String::new()), |w| because(w, &at_key))?;
        }
        match interaction {
            Interaction::SingleChoice(x) => {
                for (i, option) in x.options.iter_mut().enumerate() {
                    option.feedback = join(inline.get(i), because(&Response::SingleChoice { choice: place(i) }, &always)?);
                }
            }
            Interaction::MultipleChoice(x) => {
                for (i, option) in x.options.iter_mut().enumerate() {
                    option.feedback = join(inline.get(i), because(&Response::MultipleChoice { choices: vec![place(i)] }, &always)?);
                }
            }
            Interaction::HotText(x) => {
                for (i, spot) in x.spots.iter_mut().enumerate() {
                    spot.feedback = join(inline.get(i), because(&Response::HotText { spots: vec![place(i)] }, &always)?);
                }
            }
            Interaction::Matching(x) => {
                for (i, prompt) in x.prompts.iter_mut().enumerate() {
                    prompt.feedback = because(&with_line_wrong(&key, i, x.answers.len()), &at_key)?;
                }
            }
            Interaction::Categorise(x) => {
                for (i, element) in x.elements.iter_mut().enumerate() {
                    element.feedback = because(&with_line_wrong(&key, i, x.categories.len()), &at_key)?;
                }
            }
            Interaction::Gaps(x) => {
                for (i, gap) in x.gaps.iter_mut().enumerate() {
                    gap.feedback = because(&with_line_wrong(&key, i, gap.options.len()), &at_key)?;
                }
            }
            Interaction::ShortAnswer(x) => {
                let nothing = Response::ShortAnswer { text: NONSENSE.to_owned() };
                x.feedback = because(&nothing, &at_key)?;
                let usual = &at_key | &shown(&nothing)?;
                for play in plays.iter() {
                    let Response::ShortAnswer { text } = play else { continue };
                    let feedback = because(play, &usual)?;
                    if feedback.is_empty() || x.accept.contains(text) {
                        continue;
                    }
                    match x.wrong.iter_mut().find(|w| w.feedback == feedback) {
                        Some(idea) => idea.text.push(text.clone()),
                        None => x.wrong.push(WrongText { text: vec![text.clone()], feedback }),
                    }
                }
            }
            Interaction::Number(x) => {
                let unit = x.units.iter().position(|u| u.name == x.unit).map(place);
                let number = |value: f64| Response::Number { value: value.to_string(), unit: unit.clone() };
                let far = number(x.value.abs().mul_add(2.0, 10.0 * x.tolerance) + 987_654.0);
                x.feedback = because(&far, &at_key)?;
                let usual = &at_key | &shown(&far)?;
                for atom in processing.constants() {
                    let Atom::Number(value) = atom else { continue };
                    let feedback = because(&number(value), &usual)?;
                    if !feedback.is_empty()
                        && (value - x.value).abs() > x.tolerance
                        && x.wrong.iter().all(|w| w.feedback != feedback || (w.value - value).abs() > x.tolerance)
                    {
                        x.wrong.push(WrongNumber { value, feedback });
                    }
                }
            }
            // an order has one remark, above; no interaction of QTI becomes a simulator
            _ => {}
        }
        said.explanation = self.0.iter().enumerate().filter(|(i, _)| always.contains(i)).map(|(_, f)| f.text.clone()).collect::<Vec<_>>().join("\n\n");
        let praise = &at_key - &placed;
        if said.explanation.is_empty() {
            said.explanation = self.words(&praise);
            placed.extend(&praise);
        }
        for (i, feedback) in self.0.iter().enumerate().filter(|(i, _)| !placed.contains(i)) {
            let _ = i;
            import.lose(said.line, &said.origin, Code::FeedbackDropped, feedback.text.chars().take(80).collect::<String>());
        }
        Ok(())
    }
}

/// What nobody answers.
pub(super) const NONSENSE: &str = "zzqx wqzz xqzw";

fn is_named(atom: &Atom, name: &str) -> bool {
    match atom {
        Atom::Text(text) => text == name,
        Atom::Number(n) => n.to_string() == name,
        Atom::Flag(f) => f.to_string() == name,
        Atom::Pair(..) => false,
    }
}

/// Elements that are chosen, whose feedback is about them.
pub(super) fn is_choice(name: &str) -> bool {
    matches!(name, "simple-choice" | "hottext" | "inline-choice" | "simple-associable-choice" | "gap-text")
}

/// The right answer with one of its lines wrong: another of its values, or other words.
fn with_line_wrong(key: &Response, line: usize, ways: usize) -> Response {
    let mut wrong = key.clone();
    let (Response::Matching { pairs: map } | Response::Categorise { places: map } | Response::Gaps { gaps: map }) = &mut wrong else { return wrong };
    if let Some(value) = map.get_mut(&place(line)) {
        *value = if ways == 0 { NONSENSE.to_owned() } else { place(value.parse::<usize>().unwrap_or(1) % ways) };
    }
    wrong
}

/// The feedback inside a choice.
pub(super) fn of_choice(import: &mut Import, said: &Said, choice: El<'_>) -> Result<String, Refused> {
    let mut texts = Vec::new();
    for el in choice.within().filter(|e| e.is("feedback-inline") || e.is("feedback-block")) {
        let text = import.line(said, Prose::of_xml(el, &mut |_| Visit::Read))?;
        if !text.is_empty() {
            texts.push(text);
        }
    }
    Ok(texts.join(" "))
}
