//! A response worth so many points: what a simulated person sends when the model has drawn their score.

use domain::item::{Interaction, Response, Score, Shown, key_response, score};
use psychometrics::random::Random;

/// Of those who have nothing right, how many say so.
const SAYS_SO: f64 = 0.3;

/// A response to an item as shown whose score is as near to `won` as slips in the key can bring it; `None` is "I don't know".
pub(super) fn response_worth(interaction: &Interaction, shown: &Shown, won: u8, random: &mut Random) -> Option<Response> {
    if won == 0 && random.uniform() < SAYS_SO {
        return None;
    }
    let key = key_response(interaction, shown);
    let first = random.next_u64() as usize;
    let slips = (0..=parts(&key)).map(|slips| with_slips(interaction, shown, &key, slips, first));
    let distance = |response: &Response| score(interaction, shown, Some(response)).map(|Score { won: worth, .. }| worth.abs_diff(won)).ok();
    slips.filter_map(|response| Some((distance(&response)?, response))).min_by_key(|(distance, _)| *distance).map(|(_, response)| response)
}

/// In how many places a response can go wrong.
fn parts(key: &Response) -> usize {
    match key {
        Response::SingleChoice { .. } | Response::ShortAnswer { .. } | Response::Number { .. } => 1,
        Response::MultipleChoice { choices } => choices.len(),
        Response::Ordering { order } => order.len(),
        Response::Matching { pairs } => pairs.len(),
        Response::Categorise { places } => places.len(),
        Response::Gaps { gaps } => gaps.len(),
        Response::HotText { spots } => spots.len(),
        Response::Mailbox { actions } => actions.len(),
        Response::Simulator { steps } => steps.len(),
    }
}

/// The key with so many of its parts wrong, counted on from the part `first`.
fn with_slips(interaction: &Interaction, shown: &Shown, key: &Response, slips: usize, first: usize) -> Response {
    let length = parts(key).max(1);
    let is_wrong = |part: usize| (part + length - first % length) % length < slips;
    match (interaction, key) {
        _ if slips == 0 => key.clone(),
        (_, Response::SingleChoice { choice }) => Response::SingleChoice { choice: another(choice, shown.0.first().map_or(2, Vec::len)) },
        (Interaction::MultipleChoice(x), Response::MultipleChoice { choices }) => {
            Response::MultipleChoice { choices: marked(choices, x.options.len(), is_wrong) }
        }
        (Interaction::HotText(x), Response::HotText { spots }) => Response::HotText { spots: marked(spots, x.spots.len(), is_wrong) },
        (_, Response::Ordering { order }) => {
            let mut order = order.clone();
            // the nearer to the end of the slips, the more is upside down
            order[..slips].reverse();
            Response::Ordering { order }
        }
        (_, Response::Matching { pairs }) => {
            let answers = shown.0.first().map_or(2, Vec::len);
            let pairs = pairs.iter().enumerate().map(|(i, (line, answer))| (line.clone(), if is_wrong(i) { another(answer, answers) } else { answer.clone() }));
            Response::Matching { pairs: pairs.collect() }
        }
        (Interaction::Categorise(x), Response::Categorise { places }) => {
            let places =
                places.iter().enumerate().map(|(i, (e, at))| (e.clone(), if is_wrong(i) { another(at, x.categories.len()) } else { at.clone() })).collect();
            Response::Categorise { places }
        }
        (Interaction::Gaps(x), Response::Gaps { gaps }) => {
            let wrong = |name: &str, text: &str| {
                let offered = name.parse::<usize>().ok().and_then(|n| x.gaps.get(n.wrapping_sub(1))).map_or(0, |gap| gap.options.len());
                if offered > 1 { another(text, offered) } else { "je ne sais plus".to_owned() }
            };
            let gaps = gaps.iter().enumerate().map(|(i, (name, text))| (name.clone(), if is_wrong(i) { wrong(name, text) } else { text.clone() })).collect();
            Response::Gaps { gaps }
        }
        (_, Response::ShortAnswer { .. }) => Response::ShortAnswer { text: "je ne sais plus".into() },
        (_, Response::Number { value, unit }) => Response::Number { value: format!("{value}7"), unit: unit.clone() },
        (Interaction::Mailbox(x), Response::Mailbox { actions }) => {
            let wrong = |done| x.actions.iter().copied().find(|action| *action != done).unwrap_or(done);
            let actions = actions.iter().enumerate().map(|(i, (name, done))| (name.clone(), if is_wrong(i) { wrong(*done) } else { *done })).collect();
            Response::Mailbox { actions }
        }
        // left undone; nothing done at all is no answer, and another number of slips comes nearer
        (_, Response::Simulator { steps }) => {
            Response::Simulator { steps: steps.iter().enumerate().filter(|(i, _)| !is_wrong(*i)).map(|(_, step)| step.clone()).collect() }
        }
        _ => key.clone(),
    }
}

/// The name of the next entry in a list of so many, each named by its place from 1.
fn another(name: &str, of: usize) -> String {
    let place = name.parse::<usize>().unwrap_or(1);
    (place % of.max(1) + 1).to_string()
}

/// Some of the right ones left out; a wrong one instead where none would be left.
fn marked(right: &[String], of: usize, is_wrong: impl Fn(usize) -> bool) -> Vec<String> {
    let kept: Vec<String> = right.iter().enumerate().filter(|(i, _)| !is_wrong(*i)).map(|(_, name)| name.clone()).collect();
    if !kept.is_empty() {
        return kept;
    }
    let wrong = (1..=of).map(|n| n.to_string()).find(|name| !right.contains(name));
    wrong.or_else(|| right.first().cloned()).into_iter().collect()
}
