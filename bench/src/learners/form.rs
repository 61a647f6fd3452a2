//! The form of a question, read from its page as a browser does and filled in at random.

use std::collections::BTreeMap;

use psychometrics::random::Random;
use serde_json::{Value, json};

use super::response::{doubts, number, one, some, words};
use super::tool::{self, Field};

/// A form that was filled in: what to post, and the answer it stands for.
#[derive(Debug)]
pub struct Filled {
    /// The number of the question.
    pub seq: u32,
    /// The body, `application/x-www-form-urlencoded`.
    pub body: String,
    /// The answer, in the one format of answers.
    pub response: Value,
}

/// What can be filled in, in the order of the page.
#[derive(Debug)]
enum Control<'p> {
    /// Of these values one is chosen: radio buttons, a list.
    Choice(Vec<&'p str>),
    /// Of these values some are marked.
    Marks(Vec<&'p str>),
    /// Words are typed, or a number.
    Words { number: bool },
}

/// Reads the page of a question and answers it. Nothing when there is no such form on the page.
pub fn fill(page: &str, random: &mut Random) -> Option<Filled> {
    let start = page.find("<form class=\"answer\"")?;
    let form = &page[start..start + page[start..].find("</form>")?];
    let kind = form.split_once("class=\"task task-")?.1.split('"').next()?;
    let (mut seq, mut controls) = (None, Vec::<(&str, Control<'_>)>::new());
    let mut tools = Vec::<(&str, Field<'_>)>::new();
    let simulator = kind == "simulator";
    let mut list: Option<(&str, Vec<&str>)> = None;
    for tag in form.split('<').skip(1) {
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        match tag.split_whitespace().next()? {
            "input" => {
                let name = attribute(tag, "name")?;
                let checked = tag.ends_with(" checked");
                match attribute(tag, "type")? {
                    kind @ ("radio" | "checkbox") if simulator => tool::add(&mut tools, name, attribute(tag, "value")?, kind == "radio", checked),
                    "text" if simulator => tools.push((name, Field::Words { number: attribute(tag, "inputmode") == Some("decimal") })),
                    "hidden" => seq = attribute(tag, "value").and_then(|v| v.parse().ok()).or(seq),
                    "text" => controls.push((name, Control::Words { number: attribute(tag, "inputmode") == Some("decimal") })),
                    "radio" => add(&mut controls, name, attribute(tag, "value")?, false),
                    "checkbox" => add(&mut controls, name, attribute(tag, "value")?, true),
                    _ => return None,
                }
            }
            "select" if simulator => tools.push((attribute(tag, "name")?, Field::Turn)),
            "select" => list = Some((attribute(tag, "name")?, Vec::new())),
            "option" => {
                let value = attribute(tag, "value")?;
                if let Some((_, values)) = list.as_mut().filter(|_| !value.is_empty()) {
                    values.push(value);
                }
            }
            "/select" => controls.extend(list.take().map(|(name, values)| (name, Control::Choice(values)))),
            _ => {}
        }
    }
    let seq = seq?;
    if doubts(random) {
        return Some(Filled { seq, body: format!("seq={seq}&act=dont-know"), response: Value::Null });
    }
    let (fields, response) = if simulator {
        tool::play(&tools, random)?
    } else {
        let fields = complete(kind, &controls, random)?;
        let response = response(kind, &fields)?;
        (fields, response)
    };
    let mut body = format!("seq={seq}");
    for (name, value) in &fields {
        body.push('&');
        body.push_str(name);
        body.push('=');
        encode(value, &mut body);
    }
    body.push_str("&act=answer");
    Some(Filled { seq, body, response })
}

fn attribute<'p>(tag: &'p str, name: &str) -> Option<&'p str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        if before.ends_with(' ')
            && let Some(value) = after.strip_prefix("=\"")
        {
            return value.split('"').next();
        }
        rest = after;
    }
}

fn add<'p>(controls: &mut Vec<(&'p str, Control<'p>)>, name: &'p str, value: &'p str, marks: bool) {
    match controls.last_mut() {
        Some((last, Control::Choice(values) | Control::Marks(values))) if *last == name => values.push(value),
        _ if marks => controls.push((name, Control::Marks(vec![value]))),
        _ => controls.push((name, Control::Choice(vec![value]))),
    }
}

fn complete<'p>(kind: &str, controls: &[(&'p str, Control<'p>)], random: &mut Random) -> Option<Vec<(&'p str, String)>> {
    let mut fields = Vec::with_capacity(controls.len());
    // places in an order are each taken once
    let mut places: Vec<usize> = (1..=controls.len()).collect();
    random.shuffle(&mut places);
    for ((name, control), place) in controls.iter().zip(places) {
        match control {
            Control::Choice(_) if kind == "ordering" => fields.push((*name, place.to_string())),
            Control::Choice(values) => fields.push((*name, (*one(values, random)?).to_owned())),
            Control::Marks(values) => fields.extend(some(values.iter().copied(), random).into_iter().map(|v| (*name, v.to_owned()))),
            Control::Words { number: true } => fields.push((*name, number(random))),
            Control::Words { number: false } => fields.push((*name, words(random).to_owned())),
        }
    }
    Some(fields)
}

/// The answer that the fields stand for, as the product records it.
fn response(kind: &str, fields: &[(&str, String)]) -> Option<Value> {
    let one = |name: &str| fields.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
    let all = |name: &str| fields.iter().filter(|(n, _)| *n == name).map(|(_, v)| v.as_str()).collect::<Vec<_>>();
    let named = |prefix: &str| fields.iter().filter_map(|(n, v)| Some((n.strip_prefix(prefix)?, v.as_str()))).collect::<BTreeMap<_, _>>();
    Some(match kind {
        "single-choice" => json!({ "kind": kind, "choice": one("choice")? }),
        "multiple-choice" => json!({ "kind": kind, "choices": all("choices") }),
        "ordering" => {
            let mut order: Vec<(usize, &str)> = named("position-").into_iter().filter_map(|(id, place)| Some((place.parse().ok()?, id))).collect();
            order.sort_unstable();
            json!({ "kind": kind, "order": order.into_iter().map(|(_, id)| id).collect::<Vec<_>>() })
        }
        "matching" => json!({ "kind": kind, "pairs": named("pair-") }),
        "categorise" => json!({ "kind": kind, "places": named("place-") }),
        "gaps" => json!({ "kind": kind, "gaps": named("gap-") }),
        "short-answer" => json!({ "kind": kind, "text": one("text")? }),
        "number" => json!({ "kind": kind, "value": one("value")?, "unit": one("unit") }),
        "hot-text" => json!({ "kind": kind, "spots": all("spots") }),
        "mailbox" => json!({ "kind": kind, "actions": named("action-") }),
        _ => return None,
    })
}

fn encode(value: &str, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => into.push(char::from(byte)),
            b' ' => into.push('+'),
            _ => {
                into.push('%');
                into.push(char::from(HEX[usize::from(byte >> 4)]));
                into.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(kind: &str, inside: &str) -> Filled {
        let page = format!(
            "<form method=\"post\"><input type=\"hidden\" name=\"x\" value=\"9\"></form><form class=\"answer\" id=\"reponse\">\
             <input type=\"hidden\" name=\"seq\" value=\"7\"><fieldset class=\"task task-{kind}\">{inside}</fieldset></form>"
        );
        (0..).find_map(|stream| fill(&page, &mut Random::new(1, stream)).filter(|f| !f.response.is_null())).unwrap()
    }

    #[test]
    fn radio_buttons_get_one_value_and_boxes_some() {
        let boxes = |kind: &str, name: &str| {
            format!(
                "<input type=\"{kind}\" name=\"{name}\" value=\"1\" id=\"f\"><span>x</span><input type=\"{kind}\" name=\"{name}\" value=\"2\" aria-describedby=\"h\">"
            )
        };
        let single = filled("single-choice", &boxes("radio", "choice"));
        assert_eq!(single.seq, 7);
        assert!(single.body == "seq=7&choice=1&act=answer" || single.body == "seq=7&choice=2&act=answer");
        assert!(!filled("multiple-choice", &boxes("checkbox", "choices")).response["choices"].as_array().unwrap().is_empty());
        let places = format!("{}{}", boxes("radio", "place-1"), boxes("radio", "place-2"));
        assert_eq!(filled("categorise", &places).response["places"].as_object().unwrap().len(), 2);
    }

    #[test]
    fn an_order_takes_each_place_once() {
        let select = |id: &str| {
            format!("<select name=\"position-{id}\"><option value=\"\">-</option><option value=\"1\">1</option><option value=\"2\">2</option></select>")
        };
        let order = filled("ordering", &format!("{}{}", select("1"), select("2"))).response;
        let mut ids: Vec<String> = serde_json::from_value(order["order"].clone()).unwrap();
        ids.sort();
        assert_eq!(ids, ["1", "2"]);
    }

    #[test]
    fn a_simulator_gets_what_is_no_longer_as_it_was_found() {
        let inside = "<input type=\"radio\" name=\"do-1\" value=\"1\" checked><input type=\"radio\" name=\"do-1\" value=\"2\">\
                      <input type=\"checkbox\" role=\"switch\" name=\"do-2\" value=\"on\" checked><select name=\"do-3\"><option value=\"\">-</option></select>";
        for stream in 0..40 {
            let page = format!(
                "<form class=\"answer\"><input type=\"hidden\" name=\"seq\" value=\"7\"><fieldset class=\"task task-simulator\">{inside}</fieldset></form>"
            );
            let filled = fill(&page, &mut Random::new(1, stream)).unwrap();
            let steps = filled.response["steps"].as_array().cloned().unwrap_or_default();
            let says = |on: &str, value: &str| steps.contains(&json!({ "on": on, "value": value }));
            if !filled.response.is_null() {
                assert!(!steps.is_empty() && !says("1", "1") && !says("2", "on"));
                assert_eq!(filled.body.contains("do-1=2"), says("1", "2"));
                assert_eq!(!filled.body.contains("do-2=on"), says("2", "off"));
                assert_eq!(filled.body.contains("do-3=1"), says("3", "done"));
            }
        }
    }

    #[test]
    fn typed_words_travel_encoded() {
        let short = filled("short-answer", "<input class=\"input\" id=\"f-text\" name=\"text\" type=\"text\" value=\"\">");
        assert!(!short.body.contains(' ') && short.body.is_ascii());
        let number = filled("number", "<input name=\"value\" type=\"text\" inputmode=\"decimal\"><input type=\"radio\" name=\"unit\" value=\"1\">");
        assert!(number.response["value"].as_str().unwrap().parse::<u32>().is_ok());
        assert_eq!(number.response["unit"], "1");
    }
}
