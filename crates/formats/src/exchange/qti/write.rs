//! An item as QTI 3.0, with our scoring to the point: what other programs compute is what we compute.

use domain::item::{GapPiece, Gaps, HotPiece, HotText, Interaction, Item, NumberEntry, Opt, Prompt, ShortAnswer, Task, Text, paragraphs, present};

use super::super::judge::as_authored;
use super::super::loss::{Code, Loss};
use super::super::xml::Tag;
use super::super::{Exported, loss_of};
use super::{NAMESPACE, header, names, write_processing};

/// Writes an item as a document of QTI 3.0.
///
/// # Errors
/// The loss that says so, where QTI has no interaction of that kind: simulators travel in packages, in our own format.
pub fn write_item(item: &Item) -> Result<Exported<String>, Loss> {
    let item = &with_legal_names(item);
    let Some(parts) = parts(item) else { return Err(loss_of(item, Code::NotWritten, item.interaction.kind())) };
    let body = header::write(Tag::new("qti-item-body"), item).children(parts.body);
    let root = Tag::new("qti-assessment-item")
        .with("xmlns", NAMESPACE)
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with("xsi:schemaLocation", format!("{NAMESPACE} https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"))
        .with("identifier", &*item.id)
        .with("title", &*item.title)
        .with("xml:lang", &*item.language)
        .with("adaptive", "false")
        .with("time-dependent", "false")
        .with("tool-name", "Socle")
        .children(parts.declarations)
        .children(outcomes(item))
        .child(body)
        .child(write_processing::rules(&item.interaction))
        .children(modal_feedback(item));
    Ok(Exported { file: root.document(), lost: parts.lost.into_iter().map(|what| loss_of(item, Code::DetailDropped, what)).collect() })
}

fn with_legal_names(item: &Item) -> Item {
    let mut item = item.clone();
    names::make_legal(&mut item.interaction);
    item
}

/// Declarations and body of an interaction, and what they cannot say.
struct Parts {
    declarations: Vec<Tag>,
    body: Vec<Tag>,
    lost: Vec<&'static str>,
}

fn parts(item: &Item) -> Option<Parts> {
    let mut lost = Vec::new();
    if let Interaction::HotText(x) = &item.interaction {
        return Some(assembled(item, hot_text(item, x), lost));
    }
    let interaction = match &item.interaction {
        Interaction::SingleChoice(x) => {
            let key: Vec<&str> = x.options.iter().filter(|o| o.correct).map(|o| o.id.as_str()).collect();
            (vec![response("RESPONSE", "single", "identifier", &key)], choice(item, &x.options, x.shuffle, "1"))
        }
        Interaction::MultipleChoice(x) => {
            let key: Vec<&str> = x.options.iter().filter(|o| o.correct).map(|o| o.id.as_str()).collect();
            let mapping = mapping(x.options.iter().map(|o| (o.id.clone(), if o.correct { "1" } else { "-1" })), "0");
            (vec![response("RESPONSE", "multiple", "identifier", &key).child(mapping)], choice(item, &x.options, x.shuffle, "0"))
        }
        Interaction::Ordering(x) => {
            let key: Vec<&str> = x.steps.iter().map(|s| s.id.as_str()).collect();
            // not in the right order, where the order is the question and nobody shuffles it
            let half = x.steps.len() / 2;
            let steps = x.steps[half..].iter().chain(&x.steps[..half]).map(|s| simple("qti-simple-choice", &s.id, &s.text));
            let interaction = block("qti-order-interaction").with("shuffle", "true").child(prompt(item)).children(steps);
            (vec![response("RESPONSE", "ordered", "identifier", &key)], vec![interaction])
        }
        Interaction::Matching(x) => {
            let pairs: Vec<String> = x.prompts.iter().map(|p| format!("{} {}", p.id, p.answer)).collect();
            let lines = x.prompts.iter().map(|Prompt { id, text, .. }| simple("qti-simple-associable-choice", id, text).with("match-max", "1"));
            let sets = match_sets(lines.collect(), &x.answers);
            let interaction = block("qti-match-interaction").with("shuffle", x.shuffle.to_string()).with("max-associations", x.prompts.len().to_string());
            (vec![paired(&pairs)], vec![interaction.child(prompt(item)).children(sets)])
        }
        Interaction::Categorise(x) => {
            let pairs: Vec<String> = x.elements.iter().map(|e| format!("{} {}", e.id, e.category)).collect();
            let lines = x.elements.iter().map(|e| simple("qti-simple-associable-choice", &e.id, &e.text).with("match-max", "1"));
            let sets = match_sets(lines.collect(), &x.categories);
            let interaction = block("qti-match-interaction").with("shuffle", "true").with("max-associations", x.elements.len().to_string());
            (vec![paired(&pairs)], vec![interaction.child(prompt(item)).children(sets)])
        }
        Interaction::Gaps(x) => {
            if x.gaps.iter().any(|g| g.options.is_empty()) {
                lost.push("typos");
            }
            gaps(item, x)
        }
        Interaction::ShortAnswer(x) => {
            if x.typos > 0 {
                lost.push("typos");
            }
            short_answer(x)
        }
        Interaction::Number(x) => number(x),
        // simulators: QTI has no interaction for them
        _ => return None,
    };
    Some(assembled(item, interaction, lost))
}

/// Situation and question around an interaction that has no prompt.
fn assembled(item: &Item, (declarations, inside): (Vec<Tag>, Vec<Tag>), lost: Vec<&'static str>) -> Parts {
    let is_asked = inside.iter().any(|t| t.holds("qti-prompt"));
    let mut body = Vec::new();
    if !item.situation.trim().is_empty() {
        body.push(Tag::new("div").with("class", "socle-situation").children(paragraphs(&item.situation).into_iter().map(p)));
    }
    if !is_asked {
        body.push(p(item.question.trim().to_owned()).with("class", "socle-question"));
    }
    body.extend(inside);
    Parts { declarations, body, lost }
}

fn p(text: String) -> Tag {
    Tag::new("p").text(text)
}

fn prompt(item: &Item) -> Tag {
    Tag::new("qti-prompt").text(item.question.trim())
}

fn block(name: &'static str) -> Tag {
    Tag::new(name).with("response-identifier", "RESPONSE")
}

fn simple(name: &'static str, id: &str, text: &str) -> Tag {
    Tag::new(name).with("identifier", id).text(text.trim())
}

fn choice(item: &Item, options: &[Opt], shuffle: bool, most: &'static str) -> Vec<Tag> {
    let option = |o: &Opt| {
        let said = (!o.feedback.trim().is_empty()).then(|| feedback_inside(&o.id, &o.feedback));
        simple("qti-simple-choice", &o.id, &o.text).children(said)
    };
    let interaction = block("qti-choice-interaction").with("shuffle", shuffle.to_string()).with("max-choices", most);
    vec![interaction.child(prompt(item)).children(options.iter().map(option))]
}

fn feedback_inside(id: &str, text: &str) -> Tag {
    Tag::new("qti-feedback-inline").with("outcome-identifier", "FEEDBACK").with("show-hide", "show").with("identifier", id).text(text.trim())
}

fn match_sets(lines: Vec<Tag>, answers: &[Text]) -> [Tag; 2] {
    let answers = answers.iter().map(|a| simple("qti-simple-associable-choice", &a.id, &a.text).with("match-max", "0"));
    [Tag::new("qti-simple-match-set").children(lines), Tag::new("qti-simple-match-set").children(answers)]
}

/// A response variable with what is right.
fn response(id: &str, cardinality: &'static str, base: &'static str, right: &[&str]) -> Tag {
    let values = right.iter().map(|v| Tag::new("qti-value").text(*v));
    Tag::new("qti-response-declaration")
        .with("identifier", id)
        .with("cardinality", cardinality)
        .with("base-type", base)
        .child(Tag::new("qti-correct-response").children(values))
}

fn paired(pairs: &[String]) -> Tag {
    let right: Vec<&str> = pairs.iter().map(String::as_str).collect();
    response("RESPONSE", "multiple", "directedPair", &right).child(mapping(pairs.iter().map(|p| (p.clone(), "1")), "0"))
}

fn mapping(entries: impl Iterator<Item = (String, &'static str)>, default: &'static str) -> Tag {
    let entry =
        |(key, worth): (String, &'static str)| Tag::new("qti-map-entry").with("map-key", key).with("mapped-value", worth).with("case-sensitive", "false");
    Tag::new("qti-mapping").with("default-value", default).children(entries.map(entry))
}

/// Paragraphs of words and elements; an empty line in the words begins another.
#[derive(Default)]
struct Flow {
    done: Vec<Tag>,
    open: Option<Tag>,
}

impl Flow {
    fn words(&mut self, words: &str) {
        for (n, part) in words.split("\n\n").enumerate() {
            if n > 0 {
                self.done.extend(self.open.take());
            }
            if !part.is_empty() {
                let open = self.open.take().unwrap_or_else(|| Tag::new("p"));
                self.open = Some(open.text(part));
            }
        }
    }

    fn element(&mut self, tag: Tag) {
        let open = self.open.take().unwrap_or_else(|| Tag::new("p"));
        self.open = Some(open.child(tag));
    }

    fn finish(mut self) -> Vec<Tag> {
        self.done.extend(self.open.take());
        self.done
    }
}

fn gaps(item: &Item, x: &Gaps) -> (Vec<Tag>, Vec<Tag>) {
    let declaration = |g: &domain::item::Gap| match &g.answer {
        Some(answer) => {
            let at = format!("o{}", g.options.iter().position(|o| o == answer).unwrap_or_default() + 1);
            response(&g.id, "single", "identifier", &[&at]).child(mapping(std::iter::once((at.clone(), "1")), "0"))
        }
        None => response(&g.id, "single", "string", &g.accept.first().map(String::as_str).into_iter().collect::<Vec<_>>())
            .child(mapping(g.accept.iter().map(|a| (a.clone(), "1")), "0")),
    };
    let mut flow = Flow::default();
    if let Task::Gaps { pieces } = present(item, &as_authored(&item.interaction)).task {
        for piece in pieces {
            let gap = |place: &str| x.gaps.get(place.parse::<usize>().unwrap_or(1) - 1).map(|g| g.id.clone()).unwrap_or_default();
            match piece {
                GapPiece::Text(words) => flow.words(&words),
                GapPiece::Typed { id } => flow.element(Tag::new("qti-text-entry-interaction").with("response-identifier", gap(&id))),
                GapPiece::Select { id, options } => {
                    let options = options.into_iter().map(|o| Tag::new("qti-inline-choice").with("identifier", format!("o{}", o.id)).text(o.text));
                    let list = Tag::new("qti-inline-choice-interaction").with("response-identifier", gap(&id)).with("shuffle", "true");
                    flow.element(list.children(options));
                }
            }
        }
    }
    (x.gaps.iter().map(declaration).collect(), flow.finish())
}

fn hot_text(item: &Item, x: &HotText) -> (Vec<Tag>, Vec<Tag>) {
    let mut flow = Flow::default();
    if let Task::HotText { pieces } = present(item, &as_authored(&item.interaction)).task {
        for piece in pieces {
            match piece {
                HotPiece::Text(words) => flow.words(&words),
                HotPiece::Spot(spot) => {
                    let id = x.spots.get(spot.id.parse::<usize>().unwrap_or(1) - 1).map(|s| s.id.clone()).unwrap_or_default();
                    flow.element(Tag::new("qti-hottext").with("identifier", id).text(spot.text));
                }
            }
        }
    }
    let key: Vec<&str> = x.spots.iter().filter(|s| s.correct).map(|s| s.id.as_str()).collect();
    let mapping = mapping(x.spots.iter().map(|s| (s.id.clone(), if s.correct { "1" } else { "-1" })), "0");
    let interaction = block("qti-hottext-interaction").with("max-choices", "0").child(prompt(item)).children(flow.finish());
    (vec![response("RESPONSE", "multiple", "identifier", &key).child(mapping)], vec![interaction])
}

fn short_answer(x: &ShortAnswer) -> (Vec<Tag>, Vec<Tag>) {
    let first: Vec<&str> = x.accept.first().map(String::as_str).into_iter().collect();
    let declaration = response("RESPONSE", "single", "string", &first).child(mapping(x.accept.iter().map(|a| (a.clone(), "1")), "0"));
    let entry = Tag::new("qti-text-entry-interaction")
        .with("response-identifier", "RESPONSE")
        .with("data-socle-typos", x.typos.to_string())
        .maybe("placeholder-text", x.placeholder.as_deref());
    (vec![declaration], vec![Tag::new("p").child(entry)])
}

fn number(x: &NumberEntry) -> (Vec<Tag>, Vec<Tag>) {
    let value = x.value.to_string();
    let mut declarations = vec![response("RESPONSE", "single", "float", &[&value])];
    let entry = Tag::new("qti-text-entry-interaction").with("response-identifier", "RESPONSE").with("data-socle-unit", &*x.unit);
    if let [unit] = x.units.as_slice() {
        let entry = entry.with("data-socle-factor", unit.factor.to_string());
        return (declarations, vec![Tag::new("p").child(entry).text(format!(" {}", unit.name))]);
    }
    let reference = x.units.iter().position(|u| u.name == x.unit).unwrap_or_default();
    declarations.push(response("UNIT", "single", "identifier", &[&format!("u{}", reference + 1)]));
    let units = x.units.iter().enumerate().map(|(i, unit)| {
        Tag::new("qti-inline-choice").with("identifier", format!("u{}", i + 1)).with("data-socle-factor", unit.factor.to_string()).text(&*unit.name)
    });
    let list = Tag::new("qti-inline-choice-interaction").with("response-identifier", "UNIT").with("shuffle", "false").children(units);
    (declarations, vec![Tag::new("p").child(entry).text(" ").child(list)])
}

fn outcomes(item: &Item) -> Vec<Tag> {
    let outcome = |id: &'static str, cardinality: &'static str, base: &'static str| {
        Tag::new("qti-outcome-declaration").with("identifier", id).with("cardinality", cardinality).with("base-type", base)
    };
    let value = |text: &'static str| Tag::new("qti-default-value").child(Tag::new("qti-value").text(text));
    let mut all = vec![
        outcome("SCORE", "single", "float").with("normal-minimum", "0").with("normal-maximum", item.interaction.points().to_string()).child(value("0")),
        outcome("FEEDBACK", "multiple", "identifier"),
    ];
    if matches!(item.interaction, Interaction::Ordering(_)) {
        all.push(outcome("PAIRS", "single", "float").child(value("0")));
    }
    if !item.explanation.trim().is_empty() {
        all.push(outcome("EXPLANATION", "single", "identifier").child(value("always")));
    }
    all
}

/// Feedback that stands outside of the choices: names as [`write_processing`] sets them.
fn modal_feedback(item: &Item) -> Vec<Tag> {
    let mut said: Vec<(String, &str)> = match &item.interaction {
        Interaction::Ordering(x) => vec![("wrong".to_owned(), x.feedback.as_str())],
        Interaction::Matching(x) => x.prompts.iter().map(|p| (p.id.clone(), p.feedback.as_str())).collect(),
        Interaction::Categorise(x) => x.elements.iter().map(|e| (e.id.clone(), e.feedback.as_str())).collect(),
        Interaction::Gaps(x) => x.gaps.iter().map(|g| (g.id.clone(), g.feedback.as_str())).collect(),
        Interaction::HotText(x) => x.spots.iter().map(|s| (s.id.clone(), s.feedback.as_str())).collect(),
        Interaction::ShortAnswer(x) => {
            let ideas = x.wrong.iter().enumerate().map(|(i, w)| (format!("wrong{}", i + 1), w.feedback.as_str()));
            std::iter::once(("wrong".to_owned(), x.feedback.as_str())).chain(ideas).collect()
        }
        Interaction::Number(x) => {
            let ideas = x.wrong.iter().enumerate().map(|(i, w)| (format!("wrong{}", i + 1), w.feedback.as_str()));
            std::iter::once(("wrong".to_owned(), x.feedback.as_str())).chain(ideas).collect()
        }
        _ => Vec::new(),
    };
    said.retain(|(_, text)| !text.trim().is_empty());
    let modal = |outcome: &'static str, id: &str, text: &str| {
        let content = Tag::new("qti-content-body").children(paragraphs(text).into_iter().map(p));
        Tag::new("qti-modal-feedback").with("outcome-identifier", outcome).with("show-hide", "show").with("identifier", id).child(content)
    };
    let mut all: Vec<Tag> = said.iter().map(|(id, text)| modal("FEEDBACK", id, text)).collect();
    if !item.explanation.trim().is_empty() {
        all.push(modal("EXPLANATION", "always", &item.explanation));
    }
    all
}
