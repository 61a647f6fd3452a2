//! What a learner answers: drawn at random from what is shown, in the one format of answers.

use psychometrics::random::Random;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};

/// How often somebody does not know.
const DONT_KNOW: f64 = 0.05;
/// What is typed where words are asked for.
const WORDS: [&str; 6] = ["dossier médical partagé", "messagerie sécurisée", "rgpd", "mot de passe", "ins", "carte CPS"];

/// An entry that can be named.
#[derive(Debug, Deserialize)]
pub struct Named<'a> {
    id: &'a str,
}

/// A list to choose from, inside a text.
#[derive(Debug, Deserialize)]
pub struct Select<'a> {
    id: &'a str,
    #[serde(borrow)]
    options: Vec<Named<'a>>,
}

/// A piece of a text with gaps or passages.
#[derive(Debug, Deserialize)]
pub struct Piece<'a> {
    #[serde(default)]
    #[expect(dead_code, reason = "read to be passed over")]
    text: Option<IgnoredAny>,
    #[serde(borrow, default)]
    select: Option<Select<'a>>,
    #[serde(borrow, default)]
    typed: Option<Named<'a>>,
    #[serde(borrow, default)]
    spot: Option<Named<'a>>,
}

/// A task as the API shows it: its kind, and whichever lists that kind has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Task<'a> {
    kind: &'a str,
    #[serde(borrow)]
    options: Vec<Named<'a>>,
    #[serde(borrow)]
    steps: Vec<Named<'a>>,
    #[serde(borrow)]
    prompts: Vec<Named<'a>>,
    #[serde(borrow)]
    answers: Vec<Named<'a>>,
    #[serde(borrow)]
    categories: Vec<Named<'a>>,
    #[serde(borrow)]
    elements: Vec<Named<'a>>,
    #[serde(borrow)]
    units: Vec<Named<'a>>,
    #[serde(borrow)]
    pieces: Vec<Piece<'a>>,
    #[serde(borrow)]
    actions: Vec<&'a str>,
    #[serde(borrow)]
    messages: Vec<Named<'a>>,
    #[serde(borrow)]
    panels: Vec<Panel<'a>>,
}

/// A screen of a simulator.
#[derive(Debug, Deserialize)]
pub struct Panel<'a> {
    #[serde(borrow)]
    blocks: Vec<Block<'a>>,
}

/// A piece of a screen: what can be done in it, if anything.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Block<'a> {
    Choice {
        id: &'a str,
        #[serde(borrow)]
        options: Vec<Named<'a>>,
    },
    Switch {
        id: &'a str,
        on: bool,
    },
    Pick {
        id: &'a str,
        #[serde(borrow)]
        rows: Vec<Named<'a>>,
    },
    Entry {
        id: &'a str,
        form: &'a str,
    },
    Action {
        id: &'a str,
    },
    #[serde(other)]
    Read,
}

/// A response to the task, `null` now and then; nothing when the kind is not known here.
pub fn draw(task: &Task<'_>, random: &mut Random) -> Option<Value> {
    if doubts(random) {
        return Some(Value::Null);
    }
    Some(match task.kind {
        "single-choice" => json!({ "kind": task.kind, "choice": one(&task.options, random)?.id }),
        "multiple-choice" => json!({ "kind": task.kind, "choices": some(task.options.iter().map(|o| o.id), random) }),
        "ordering" => {
            let mut order: Vec<&str> = task.steps.iter().map(|s| s.id).collect();
            random.shuffle(&mut order);
            json!({ "kind": task.kind, "order": order })
        }
        "matching" => json!({ "kind": task.kind, "pairs": each(&task.prompts, &task.answers, random)? }),
        "categorise" => json!({ "kind": task.kind, "places": each(&task.elements, &task.categories, random)? }),
        "gaps" => {
            let mut gaps = Map::new();
            for piece in &task.pieces {
                if let Some(select) = &piece.select {
                    gaps.insert(select.id.to_owned(), one(&select.options, random)?.id.into());
                } else if let Some(typed) = &piece.typed {
                    gaps.insert(typed.id.to_owned(), words(random).into());
                }
            }
            json!({ "kind": task.kind, "gaps": gaps })
        }
        "short-answer" => json!({ "kind": task.kind, "text": words(random) }),
        "number" => json!({ "kind": task.kind, "value": number(random), "unit": one(&task.units, random)?.id }),
        "hot-text" => json!({ "kind": task.kind, "spots": some(task.pieces.iter().filter_map(|p| Some(p.spot.as_ref()?.id)), random) }),
        "mailbox" => {
            let mut actions = Map::new();
            for message in &task.messages {
                actions.insert(message.id.to_owned(), (*one(&task.actions, random)?).into());
            }
            json!({ "kind": task.kind, "actions": actions })
        }
        "simulator" => json!({ "kind": task.kind, "steps": steps(&task.panels, random)? }),
        _ => return None,
    })
}

/// Something done with most controls, in an order drawn by lot; at least one.
fn steps(panels: &[Panel<'_>], random: &mut Random) -> Option<Vec<Value>> {
    let mut steps = Vec::new();
    for block in panels.iter().flat_map(|panel| &panel.blocks) {
        let (on, value) = match block {
            Block::Choice { id, options } => (id, one(options, random)?.id.to_owned()),
            Block::Switch { id, on } => (id, if *on { "off" } else { "on" }.to_owned()),
            Block::Pick { id, rows } => (id, one(rows, random)?.id.to_owned()),
            Block::Entry { id, form: "number" } => (id, number(random)),
            Block::Entry { id, .. } => (id, words(random).to_owned()),
            Block::Action { id } => (id, "done".to_owned()),
            Block::Read => continue,
        };
        steps.push(json!({ "on": on, "value": value }));
    }
    random.shuffle(&mut steps);
    let kept = 1 + random.below(steps.len().max(1) as u64) as usize;
    steps.truncate(kept);
    Some(steps).filter(|steps| !steps.is_empty())
}

/// Whether this learner does not know, this time.
pub fn doubts(random: &mut Random) -> bool {
    random.uniform() < DONT_KNOW
}

/// Words typed.
pub fn words(random: &mut Random) -> &'static str {
    WORDS[random.below(WORDS.len() as u64) as usize]
}

/// A number typed.
pub fn number(random: &mut Random) -> String {
    random.below(200).to_string()
}

/// One of them; none of an empty list.
pub fn one<'l, T>(list: &'l [T], random: &mut Random) -> Option<&'l T> {
    (!list.is_empty()).then(|| &list[random.below(list.len() as u64) as usize])
}

/// Some of them, in their order, at least one.
pub fn some<'a>(names: impl Iterator<Item = &'a str>, random: &mut Random) -> Vec<&'a str> {
    let all: Vec<&str> = names.collect();
    let kept: Vec<&str> = all.iter().copied().filter(|_| random.uniform() < 0.5).collect();
    if kept.is_empty() { one(&all, random).copied().into_iter().collect() } else { kept }
}

fn each(lines: &[Named<'_>], choices: &[Named<'_>], random: &mut Random) -> Option<Map<String, Value>> {
    lines.iter().map(|line| Some((line.id.to_owned(), one(choices, random)?.id.into()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(task: &str) -> Value {
        let task: Task<'_> = serde_json::from_str(task).unwrap();
        (0..).find_map(|stream| draw(&task, &mut Random::new(1, stream)).filter(|v| !v.is_null())).unwrap()
    }

    #[test]
    fn every_kind_of_task_gets_a_whole_response() {
        let list = r#"[{"id":"1","text":"a \" b"},{"id":"2","text":"c"}]"#;
        assert!(drawn(&format!(r#"{{"kind":"single-choice","options":{list}}}"#))["choice"].is_string());
        assert!(!drawn(&format!(r#"{{"kind":"multiple-choice","options":{list}}}"#))["choices"].as_array().unwrap().is_empty());
        assert_eq!(drawn(&format!(r#"{{"kind":"ordering","steps":{list}}}"#))["order"].as_array().unwrap().len(), 2);
        assert_eq!(drawn(&format!(r#"{{"kind":"matching","prompts":{list},"answers":{list}}}"#))["pairs"].as_object().unwrap().len(), 2);
        assert_eq!(drawn(&format!(r#"{{"kind":"categorise","elements":{list},"categories":{list}}}"#))["places"].as_object().unwrap().len(), 2);
        let pieces = format!(r#"[{{"text":"x"}},{{"select":{{"id":"1","options":{list}}}}},{{"typed":{{"id":"2"}}}}]"#);
        assert_eq!(drawn(&format!(r#"{{"kind":"gaps","pieces":{pieces}}}"#))["gaps"].as_object().unwrap().len(), 2);
        assert!(drawn(r#"{"kind":"short-answer","placeholder":null}"#)["text"].is_string());
        assert!(drawn(&format!(r#"{{"kind":"number","units":{list}}}"#))["unit"].is_string());
        assert_eq!(drawn(r#"{"kind":"hot-text","pieces":[{"text":"x"},{"spot":{"id":"1","text":"y"}}]}"#)["spots"], json!(["1"]));
        let mail = format!(r#"{{"kind":"mailbox","owner":"x","actions":["keep","report"],"messages":{list}}}"#);
        assert_eq!(drawn(&mail)["actions"].as_object().unwrap().len(), 2);
        let blocks = format!(
            r#"[{{"type":"facts","title":null,"rows":[["a","b"]]}},{{"type":"choice","id":"1","label":"x","help":null,"options":{list},"initial":null}},{{"type":"action","id":"2","label":"y","help":null}}]"#
        );
        let tool = format!(r#"{{"kind":"simulator","skin":"chart","ordered":true,"turns":1,"panels":[{{"id":"1","title":"x","blocks":{blocks}}}]}}"#);
        assert!(!drawn(&tool)["steps"].as_array().unwrap().is_empty());
    }

    #[test]
    fn an_unknown_kind_is_said_to_be_unknown() {
        let task: Task<'_> = serde_json::from_str(r#"{"kind":"drawing"}"#).unwrap();
        assert!((0..50).any(|stream| draw(&task, &mut Random::new(1, stream)).is_none()));
    }
}
