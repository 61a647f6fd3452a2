//! Answers to what is shown: by lot, by the key, as JSON and as a form.

use domain::access::Actor;
use std::collections::BTreeMap;

use domain::item::{Choice, Form, GapPiece, HotPiece, MailAction, PresentedBlock, PresentedSimulator, Response, SimulatorStep, Task, key_response};
use psychometrics::random::Random;
use server::service::assess::{OpenSession, open};
use uuid::Uuid;

use crate::harness::TestApp;

/// A complete answer to a task, drawn by lot.
pub fn by_lot(task: &Task, random: &mut Random) -> Response {
    let mut any = |list: &[Choice]| list[random.below(list.len() as u64) as usize].id.clone();
    match task {
        Task::SingleChoice { options } => Response::SingleChoice { choice: any(options) },
        Task::MultipleChoice { options } => Response::MultipleChoice { choices: vec![any(options)] },
        Task::Ordering { steps } => {
            let mut order: Vec<String> = steps.iter().map(|s| s.id.clone()).collect();
            random.shuffle(&mut order);
            Response::Ordering { order }
        }
        Task::Matching { prompts, answers } => Response::Matching { pairs: prompts.iter().map(|p| (p.id.clone(), any(answers))).collect() },
        Task::Categorise { categories, elements } => Response::Categorise { places: elements.iter().map(|e| (e.id.clone(), any(categories))).collect() },
        Task::Gaps { pieces } => {
            let fill = |piece: &GapPiece| match piece {
                GapPiece::Text(_) => None,
                GapPiece::Select { id, options } => Some((id.clone(), any(options))),
                GapPiece::Typed { id } => Some((id.clone(), "l’été".to_owned())),
            };
            Response::Gaps { gaps: pieces.iter().filter_map(fill).collect() }
        }
        Task::ShortAnswer { .. } => Response::ShortAnswer { text: "bof, « je crois »".into() },
        Task::Number { units } => Response::Number { value: "1 234,5".into(), unit: Some(any(units)) },
        Task::HotText { pieces } => {
            let spots: Vec<Choice> = pieces.iter().filter_map(|p| if let HotPiece::Spot(spot) = p { Some(spot.clone()) } else { None }).collect();
            Response::HotText { spots: vec![any(&spots)] }
        }
        Task::Simulator(simulator) => Response::Simulator { steps: simulator_by_lot(simulator, random) },
        Task::Mailbox { actions, messages, .. } => {
            Response::Mailbox { actions: messages.iter().map(|m| (m.id.clone(), actions[random.below(actions.len() as u64) as usize])).collect() }
        }
    }
}

/// Something done with each control, or left, in an order drawn by lot; something in any case.
fn simulator_by_lot(simulator: &PresentedSimulator, random: &mut Random) -> Vec<SimulatorStep> {
    let mut steps = Vec::new();
    for block in simulator.panels.iter().flat_map(|panel| &panel.blocks) {
        let mut below = |most: usize| random.below(most as u64) as usize;
        let (on, value) = match block {
            PresentedBlock::Choice { id, options, .. } => (id, options[below(options.len())].id.clone()),
            PresentedBlock::Switch { id, on, .. } => (id, if *on { "off" } else { "on" }.to_owned()),
            PresentedBlock::Pick(pick) => (&pick.id, pick.rows[below(pick.rows.len())].id.clone()),
            PresentedBlock::Entry { id, form: Form::Number, .. } => (id, below(200).to_string()),
            PresentedBlock::Entry { id, .. } => (id, "mot".to_owned()),
            PresentedBlock::Action { id, .. } => (id, "done".to_owned()),
            _ => continue,
        };
        steps.push(SimulatorStep { on: on.clone(), value });
    }
    random.shuffle(&mut steps);
    let kept = 1 + random.below(steps.len() as u64) as usize;
    steps.truncate(kept);
    steps
}

/// A simulator's form as a browser sends it: what stands in each field, with what the steps changed.
fn simulator_form(simulator: &PresentedSimulator, steps: &[SimulatorStep]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut turn = 0;
    let mut turns = BTreeMap::new();
    for step in steps.iter().filter(|s| s.value == "done") {
        turn += 1;
        turns.insert(step.on.clone(), turn);
    }
    for block in simulator.panels.iter().flat_map(|panel| &panel.blocks) {
        let left = |id: &str, found: &str| steps.iter().rev().find(|s| s.on == id).map_or_else(|| found.to_owned(), |s| s.value.clone());
        let (id, value) = match block {
            PresentedBlock::Choice { id, initial, .. } => (id, left(id, initial.as_deref().unwrap_or_default())),
            PresentedBlock::Switch { id, on, .. } => (id, Some(left(id, if *on { "on" } else { "off" })).filter(|v| v == "on").unwrap_or_default()),
            PresentedBlock::Entry { id, initial, .. } => (id, left(id, initial)),
            PresentedBlock::Pick(pick) => {
                let rows = left(&pick.id, &pick.initial.join(","));
                fields.extend(rows.split(',').filter(|row| !row.is_empty()).map(|row| (format!("do-{}", pick.id), row.to_owned())));
                continue;
            }
            PresentedBlock::Action { id, .. } if simulator.ordered => (id, turns.get(id).map(ToString::to_string).unwrap_or_default()),
            PresentedBlock::Action { id, .. } => (id, left(id, "")),
            _ => continue,
        };
        // an empty choice, switch or action sends nothing; an empty text or list of turns is sent
        fields.extend((!value.is_empty()).then(|| (format!("do-{id}"), value)));
    }
    fields
}

/// The same answer to this task as a form without JavaScript sends it.
pub fn as_form(task: &Task, response: &Response) -> Vec<(String, String)> {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    match response {
        Response::SingleChoice { choice } => vec![field("choice", choice)],
        Response::MultipleChoice { choices } => choices.iter().map(|c| field("choices", c)).collect(),
        Response::Ordering { order } => order.iter().enumerate().map(|(i, id)| (format!("position-{id}"), (i + 1).to_string())).collect(),
        Response::Matching { pairs } => pairs.iter().map(|(p, a)| (format!("pair-{p}"), a.clone())).collect(),
        Response::Categorise { places } => places.iter().map(|(e, c)| (format!("place-{e}"), c.clone())).collect(),
        Response::Gaps { gaps } => gaps.iter().map(|(g, t)| (format!("gap-{g}"), t.clone())).collect(),
        Response::ShortAnswer { text } => vec![field("text", text)],
        Response::Number { value, unit } => {
            let mut fields = vec![field("value", value)];
            fields.extend(unit.iter().map(|u| field("unit", u)));
            fields
        }
        Response::HotText { spots } => spots.iter().map(|s| field("spots", s)).collect(),
        Response::Simulator { steps } => match task {
            Task::Simulator(simulator) => simulator_form(simulator, steps),
            _ => Vec::new(),
        },
        Response::Mailbox { actions } => actions.iter().map(|(m, a)| (format!("action-{m}"), action(*a).to_owned())).collect(),
    }
}

fn action(action: MailAction) -> &'static str {
    match action {
        MailAction::Keep => "keep",
        MailAction::Report => "report",
        MailAction::Delete => "delete",
        MailAction::Verify => "verify",
        MailAction::Reply => "reply",
    }
}

/// A session as the program itself sees it.
pub async fn inside(app: &TestApp, session: &str) -> OpenSession {
    let id: Uuid = session.parse().expect("the name of a session");
    open(&app.app, &Actor::SessionToken(id.as_u128()), id).await.expect("the session opens")
}

/// The task on the table.
pub async fn task(app: &TestApp, session: &str) -> Task {
    inside(app, session).await.question().expect("a question").presentation.task
}

/// The right answer to the question on the table.
pub fn right_answer(session: &OpenSession) -> Response {
    let current = session.state.current.as_ref().expect("a question");
    key_response(&session.edition.pool[usize::from(current.item)].item.interaction, &current.shown)
}

/// The right answer to a question while learning.
pub fn key_of(put: &server::service::learn::question::Put) -> Response {
    key_response(&put.item().interaction, &put.shown)
}

/// A wrong answer where the task has one that is easy to give, else one by lot.
pub fn slip(session: &OpenSession, random: &mut Random) -> Response {
    let task = session.question().expect("a question").presentation.task;
    let key = right_answer(session);
    (0..20).map(|_| by_lot(&task, random)).find(|r| *r != key).unwrap_or(key)
}
