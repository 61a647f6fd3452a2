//! People who answer: right, at random, or with whatever comes.

use domain::bank::Edition;
use domain::item::{BodyPiece, Choice as Entry, Form, GapPiece, HotPiece, Presentation, PresentedBlock, PresentedSimulator, Response, SimulatorStep, Task};
use domain::session::{Choice, Command, Context, Event, Pace, Plan, State, decide};
use psychometrics::random::Random;

/// A complete answer to a task, drawn by lot.
pub fn by_lot(task: &Task, random: &mut Random) -> Response {
    let mut any = |list: &[Entry]| list[random.below(list.len() as u64) as usize].id.clone();
    match task {
        Task::SingleChoice { options } => Response::SingleChoice { choice: any(options) },
        Task::MultipleChoice { options } => Response::MultipleChoice { choices: vec![any(options), any(options)] },
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
                GapPiece::Typed { id } => Some((id.clone(), "mot".to_owned())),
            };
            Response::Gaps { gaps: pieces.iter().filter_map(fill).collect() }
        }
        Task::ShortAnswer { .. } => Response::ShortAnswer { text: "une réponse".into() },
        Task::Number { units } => {
            let unit = Some(any(units));
            Response::Number { value: random.below(2000).to_string(), unit }
        }
        Task::HotText { pieces } => {
            let spots: Vec<Entry> = pieces.iter().filter_map(|p| if let HotPiece::Spot(spot) = p { Some(spot.clone()) } else { None }).collect();
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

/// Every text that a presentation shows.
pub fn texts(presentation: &Presentation) -> Vec<&str> {
    let mut all: Vec<&str> = presentation.situation.iter().map(String::as_str).collect();
    all.push(&presentation.question);
    match &presentation.task {
        Task::SingleChoice { options } | Task::MultipleChoice { options } => all.extend(options.iter().map(|o| o.text.as_str())),
        Task::Ordering { steps } => all.extend(steps.iter().map(|s| s.text.as_str())),
        Task::Matching { prompts, answers } => all.extend(prompts.iter().chain(answers).map(|p| p.text.as_str())),
        Task::Categorise { categories, elements } => all.extend(categories.iter().chain(elements).map(|p| p.text.as_str())),
        Task::Gaps { pieces } => {
            for piece in pieces {
                match piece {
                    GapPiece::Text(words) => all.push(words),
                    GapPiece::Select { options, .. } => all.extend(options.iter().map(|o| o.text.as_str())),
                    GapPiece::Typed { .. } => {}
                }
            }
        }
        Task::ShortAnswer { placeholder } => all.extend(placeholder.as_deref()),
        Task::Number { units } => all.extend(units.iter().map(|u| u.text.as_str())),
        Task::HotText { pieces } => all.extend(pieces.iter().map(|p| match p {
            HotPiece::Text(words) => words.as_str(),
            HotPiece::Spot(spot) => spot.text.as_str(),
        })),
        Task::Simulator(x) => {
            all.extend([x.title.as_str(), &x.owner]);
            all.extend(x.panels.iter().map(|panel| panel.title.as_str()));
            for block in x.panels.iter().flat_map(|panel| &panel.blocks) {
                match block {
                    PresentedBlock::Text { text, .. } | PresentedBlock::Notice { text, .. } => all.extend(text.iter().map(String::as_str)),
                    PresentedBlock::Choice { label, options, .. } => all.extend(options.iter().map(|o| o.text.as_str()).chain([label.as_str()])),
                    PresentedBlock::Switch { label, .. } | PresentedBlock::Entry { label, .. } | PresentedBlock::Action { label, .. } => all.push(label),
                    PresentedBlock::Pick(pick) => all.push(&pick.label),
                    _ => {}
                }
            }
        }
        Task::Mailbox { owner, messages, .. } => {
            all.push(owner);
            for message in messages {
                all.extend([message.from.as_str(), &message.address, &message.date, &message.subject]);
                all.extend(message.body.iter().flatten().map(|piece| match piece {
                    BodyPiece::Text(words) => words.as_str(),
                    BodyPiece::Link { text, .. } => text.as_str(),
                }));
            }
        }
    }
    all
}

/// A person in front of a session, with a clock of their own.
pub struct Sitting<'a> {
    pub edition: &'a Edition,
    pub state: State,
    pub seed: u64,
    pub now: i64,
}

impl<'a> Sitting<'a> {
    pub fn begin(edition: &'a Edition, seed: u64, pace: Pace, now: i64) -> Self {
        Self::planned(edition, seed, Plan { pace, ..Plan::default() }, now)
    }

    pub fn planned(edition: &'a Edition, seed: u64, plan: Plan, now: i64) -> Self {
        let state = State::start(plan, &Context { now, seed, edition, choice: Choice::Adaptive });
        Self { edition, state, seed, now }
    }

    pub fn context(&self) -> Context<'a> {
        Context { now: self.now, seed: self.seed, edition: self.edition, choice: Choice::Adaptive }
    }

    /// Carries a command out.
    pub fn does(&mut self, command: Command) -> Vec<Event> {
        let events = decide(&self.state, command, &self.context()).expect("the rules agree");
        for event in events.clone() {
            self.state.apply(event);
        }
        events
    }

    /// Answers the question on the table after so many microseconds.
    pub fn answers_after(&mut self, microseconds: i64, response: Option<Response>) -> Vec<Event> {
        self.now += microseconds;
        let seq = self.state.seq();
        self.does(Command::Answer { seq, response })
    }
}
