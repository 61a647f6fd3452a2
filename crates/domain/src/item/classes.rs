//! What an answer was, in the words of its author: which option, which pair, which foreseen wrong idea. For statistics: a class is made of
//! authored names and never of what somebody typed.

use std::collections::BTreeSet;

use psychometrics::random::Random;

use super::interaction::Interaction;
use super::presentation::place;
use super::scoring::{filled_gaps, gap_is_right, number, short_is_right};
use super::{Gap, MailAction, Response, Shown, simulator};
use crate::text::same_answer;

/// One of the things that can be answered to an item, or to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The name under which answers are counted: authored names, parted by `>`.
    pub name: String,
    /// What is read: the option, or the part and what was done with it. In the language of the item; empty where a word of the interface says it
    /// ([`RIGHT`], [`OTHER`], an idea's number, a mail action).
    pub label: String,
    /// Whether it is part of the key.
    pub is_key: bool,
    /// Whether it stands on its own: of these classes an answer has one, and a wrong one that nobody chooses is dead.
    pub excludes_others: bool,
}

/// Last part of the name of what was right, where many texts are.
pub const RIGHT: &str = "right";
/// Last part of the name of what nobody foresaw.
pub const OTHER: &str = "other";
/// Beginning of the last part of the name of a wrong idea that the author foresaw; its number follows, from 1.
pub const IDEA: &str = "idea-";

impl Class {
    fn part(of: &str, name: &str, label: String, is_key: bool) -> Self {
        Self { name: format!("{of}>{name}"), label, is_key, excludes_others: false }
    }

    /// Right, each foreseen wrong idea, and the rest.
    fn verdicts(of: Option<&str>, label: &str, ideas: usize) -> Vec<Self> {
        let name = |last: &str| of.map_or_else(|| last.to_owned(), |of| format!("{of}>{last}"));
        let class = |last: &str, is_key| Self { name: name(last), label: label.to_owned(), is_key, excludes_others: false };
        let mut all = vec![class(RIGHT, true)];
        all.extend((1..=ideas).map(|idea| class(&format!("{IDEA}{idea}"), false)));
        all.push(class(OTHER, false));
        all
    }
}

/// Every class that answers to this interaction can be in, in the author's order.
pub fn classes(interaction: &Interaction) -> Vec<Class> {
    let option = |o: &super::Opt, excludes_others| Class { name: o.id.clone(), label: o.text.clone(), is_key: o.correct, excludes_others };
    match interaction {
        Interaction::SingleChoice(x) => x.options.iter().map(|o| option(o, true)).collect(),
        Interaction::MultipleChoice(x) => x.options.iter().map(|o| option(o, false)).collect(),
        Interaction::HotText(x) => {
            let label = |id: &str| super::feedback::words_of_spot(&x.text, id);
            x.spots.iter().map(|s| Class { name: s.id.clone(), label: label(&s.id), is_key: s.correct, excludes_others: false }).collect()
        }
        Interaction::Ordering(x) => {
            let class = |at: usize, i: usize| Class::part(&x.steps[i].id, &(at + 1).to_string(), format!("{} → {}", x.steps[i].text, at + 1), at == i);
            (0..x.steps.len()).flat_map(|i| (0..x.steps.len()).map(move |at| (at, i))).map(|(at, i)| class(at, i)).collect()
        }
        Interaction::Matching(x) => {
            let class = |p: &super::Prompt, a: &super::Text| Class::part(&p.id, &a.id, format!("{} → {}", p.text, a.text), a.id == p.answer);
            x.prompts.iter().flat_map(|p| x.answers.iter().map(move |a| class(p, a))).collect()
        }
        Interaction::Categorise(x) => {
            let class = |e: &super::Element, c: &super::Text| Class::part(&e.id, &c.id, format!("{} → {}", e.text, c.text), c.id == e.category);
            x.elements.iter().flat_map(|e| x.categories.iter().map(move |c| class(e, c))).collect()
        }
        Interaction::Gaps(x) => x.gaps.iter().flat_map(of_gap).collect(),
        Interaction::ShortAnswer(x) => Class::verdicts(None, "", x.wrong.len()),
        Interaction::Number(x) => Class::verdicts(None, "", x.wrong.len()),
        Interaction::Mailbox(x) => {
            let class = |m: &super::Message, a: MailAction| Class::part(&m.id, mail_action(a), format!("{} ({})", m.subject, m.from), m.expect.contains(&a));
            x.messages.iter().flat_map(|m| x.actions.iter().map(move |a| class(m, *a))).collect()
        }
        Interaction::Simulator(x) => {
            // any order will do: lines come rule by rule
            let shown = Shown::draw(interaction, &mut Random::new(0, 0));
            let labels = simulator::lines(x, &shown, None).into_iter().map(|line| line.label);
            x.rules.iter().zip(labels).enumerate().flat_map(|(i, (rule, label))| Class::verdicts(Some(&rule_name(i)), &label, rule.wrong.len())).collect()
        }
    }
}

fn of_gap(gap: &Gap) -> Vec<Class> {
    if gap.options.is_empty() {
        return Class::verdicts(Some(&gap.id), "", 0);
    }
    let option = |(i, text): (usize, &String)| Class::part(&gap.id, &(i + 1).to_string(), text.clone(), gap.answer.as_ref() == Some(text));
    gap.options.iter().enumerate().map(option).collect()
}

/// The classes of one answer, each once. Nothing for an answer that does not fit the interaction, and for « I don't know ».
pub fn classes_of(interaction: &Interaction, shown: &Shown, response: Option<&Response>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Some(response) = response else { return found };
    match (interaction, response) {
        (Interaction::SingleChoice(x), Response::SingleChoice { choice }) => {
            found.extend(shown.authored(0, choice).and_then(|at| x.options.get(at)).map(|o| o.id.clone()));
        }
        (Interaction::MultipleChoice(x), Response::MultipleChoice { choices }) => {
            found.extend(choices.iter().filter_map(|c| x.options.get(shown.authored(0, c)?)).map(|o| o.id.clone()));
        }
        (Interaction::HotText(x), Response::HotText { spots }) => {
            found.extend(spots.iter().filter_map(|s| Some(x.spots[place(s, x.spots.len())?].id.clone())));
        }
        (Interaction::Ordering(x), Response::Ordering { order }) => {
            let step = |(at, name): (usize, &String)| Some(format!("{}>{}", x.steps.get(shown.authored(0, name)?)?.id, at + 1));
            found.extend(order.iter().enumerate().filter_map(step));
        }
        (Interaction::Matching(x), Response::Matching { pairs }) => {
            let pair = |(p, a): (&String, &String)| Some(format!("{}>{}", x.prompts[place(p, x.prompts.len())?].id, x.answers.get(shown.authored(0, a)?)?.id));
            found.extend(pairs.iter().filter_map(pair));
        }
        (Interaction::Categorise(x), Response::Categorise { places }) => {
            let put = |(e, c): (&String, &String)| {
                let element = shown.authored(0, e)?;
                Some(format!("{}>{}", x.elements.get(element)?.id, x.categories[place(c, x.categories.len())?].id))
            };
            found.extend(places.iter().filter_map(put));
        }
        (Interaction::Gaps(x), Response::Gaps { gaps }) => {
            let filled = filled_gaps(&x.gaps, shown, gaps).unwrap_or_default();
            found.extend(x.gaps.iter().zip(&filled).filter_map(|(gap, text)| class_of_gap(gap, text)));
        }
        (Interaction::ShortAnswer(x), Response::ShortAnswer { text }) => {
            let idea = x.wrong.iter().position(|w| w.text.iter().any(|t| same_answer(text, t, 1)));
            found.insert(verdict(short_is_right(x, text), idea));
        }
        (Interaction::Number(x), Response::Number { value, unit }) => {
            let typed = number(x, value, unit.as_deref()).ok();
            let near = |wanted: f64| typed.is_some_and(|t| (t - wanted).abs() <= x.tolerance + 1e-9);
            found.insert(verdict(near(x.value), x.wrong.iter().position(|w| near(w.value))));
        }
        (Interaction::Mailbox(x), Response::Mailbox { actions }) => {
            let done = |(m, a): (&String, &MailAction)| Some(format!("{}>{}", x.messages[place(m, x.messages.len())?].id, mail_action(*a)));
            found.extend(actions.iter().filter_map(done));
        }
        (Interaction::Simulator(x), Response::Simulator { steps }) => {
            let lines = simulator::lines(x, shown, Some(steps));
            found.extend(x.rules.iter().zip(lines).enumerate().map(|(i, (rule, line))| {
                let idea = rule.wrong.iter().position(|w| line.feedback.as_ref() == Some(&w.feedback));
                format!("{}>{}", rule_name(i), verdict(line.right, idea))
            }));
        }
        _ => {}
    }
    found
}

fn class_of_gap(gap: &Gap, text: &str) -> Option<String> {
    if gap.options.is_empty() {
        return Some(format!("{}>{}", gap.id, verdict(gap_is_right(gap, text), None)));
    }
    let at = gap.options.iter().position(|option| option == text)?;
    Some(format!("{}>{}", gap.id, at + 1))
}

fn verdict(is_right: bool, idea: Option<usize>) -> String {
    match (is_right, idea) {
        (true, _) => RIGHT.to_owned(),
        (false, Some(idea)) => format!("{IDEA}{}", idea + 1),
        (false, None) => OTHER.to_owned(),
    }
}

/// Rules have no authored name; their place in the item's version is one.
fn rule_name(at: usize) -> String {
    format!("rule-{}", at + 1)
}

const fn mail_action(action: MailAction) -> &'static str {
    match action {
        MailAction::Keep => "keep",
        MailAction::Report => "report",
        MailAction::Delete => "delete",
        MailAction::Verify => "verify",
        MailAction::Reply => "reply",
    }
}
