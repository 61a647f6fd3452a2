//! The answer that wins everything, as a person would give it for what was shown. Content checks hold every item to it;
//! the demonstration plays with it.

use std::collections::BTreeMap;

use super::{Gap, Interaction, Response, Shown};

/// The right answer of an item, for this display.
pub fn key_response(interaction: &Interaction, shown: &Shown) -> Response {
    let named = |i: usize| (i + 1).to_string();
    // the displayed name of an authored index
    let at = |list: usize, authored: usize| shown.order(list).position(|i| i == authored).map(named).unwrap_or_default();
    match interaction {
        Interaction::SingleChoice(x) => Response::SingleChoice { choice: x.options.iter().position(|o| o.correct).map(|i| at(0, i)).unwrap_or_default() },
        Interaction::MultipleChoice(x) => {
            Response::MultipleChoice { choices: x.options.iter().enumerate().filter(|(_, o)| o.correct).map(|(i, _)| at(0, i)).collect() }
        }
        Interaction::Ordering(x) => Response::Ordering { order: (0..x.steps.len()).map(|i| at(0, i)).collect() },
        Interaction::Matching(x) => {
            let answer = |name: &str| x.answers.iter().position(|a| a.id == name).map(|i| at(0, i)).unwrap_or_default();
            Response::Matching { pairs: x.prompts.iter().enumerate().map(|(i, p)| (named(i), answer(&p.answer))).collect() }
        }
        Interaction::Categorise(x) => {
            let category = |name: &str| x.categories.iter().position(|c| c.id == name).map(named).unwrap_or_default();
            let places = shown.order(0).enumerate().map(|(i, e)| (named(i), category(&x.elements[e].category)));
            Response::Categorise { places: places.collect() }
        }
        Interaction::Gaps(x) => {
            let fill = |i: usize, gap: &Gap| match &gap.answer {
                Some(answer) => gap.options.iter().position(|o| o == answer).map(|o| at(i, o)).unwrap_or_default(),
                None => gap.accept.first().cloned().unwrap_or_default(),
            };
            let gaps: BTreeMap<String, String> = x.gaps.iter().enumerate().map(|(i, gap)| (named(i), fill(i, gap))).collect();
            Response::Gaps { gaps }
        }
        Interaction::ShortAnswer(x) => Response::ShortAnswer { text: x.accept.first().cloned().unwrap_or_default() },
        Interaction::Number(x) => Response::Number { value: x.value.to_string(), unit: x.units.iter().position(|u| u.name == x.unit).map(named) },
        Interaction::HotText(x) => Response::HotText { spots: x.spots.iter().enumerate().filter(|(_, s)| s.correct).map(|(i, _)| named(i)).collect() },
        Interaction::Mailbox(x) => {
            let action = |m: &super::Message| m.expect.first().or(x.actions.first()).copied().unwrap_or(super::MailAction::Keep);
            Response::Mailbox { actions: x.messages.iter().enumerate().map(|(i, m)| (named(i), action(m))).collect() }
        }
        Interaction::Simulator(x) => Response::Simulator { steps: super::simulator::key_steps(x, shown) },
    }
}
