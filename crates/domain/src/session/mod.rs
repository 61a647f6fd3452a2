//! A session: one administration of a blueprint to one person.
//!
//! `decide(&State, Command, &Context) -> Vec<Event>` says what happens, [`State::apply`] makes it so. The state is about a
//! hundred bytes ([`State::to_bytes`]); the answers are an append-only log beside it, from which everything can be computed again.

mod clock;
mod estimate;
mod next_item;
mod pretest;
mod replay;
mod scope;
mod shadow;
mod stop;
mod stored;

pub use estimate::{certainty, posterior};
pub use next_item::{Choice, next_item};
pub use replay::{Difference, Logged, replay};
pub use scope::{Limits, Scope};
pub(crate) use shadow::fixed_form;
pub use stored::StoredStateError;

use std::cell::OnceCell;

use psychometrics::ability::Posterior;
use psychometrics::random::Random;
use serde::{Deserialize, Serialize};

use crate::bank::Edition;
use crate::blueprint::SECOND;
use crate::item::{Response, Score, Shown, score};
use crate::language::Language;
use crate::refusal::Refusal;

/// How a person takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// At a stretch.
    #[default]
    Whole,
    /// A few minutes at a time, between two shifts.
    Bites,
}

/// What is settled of a session before its first question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// How it is taken.
    pub pace: Pace,
    /// The language in which questions are wanted.
    pub language: Language,
    /// Items met in earlier sessions, drawn only when nothing else is left; never in an exam.
    pub avoid: Vec<u16>,
    /// What is assessed.
    pub scope: Scope,
    /// Time of an exam beyond that of its blueprint, in seconds: what somebody was granted before they begin.
    pub extra: u32,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A question is on the table.
    Open,
    /// The clock stands still.
    Paused,
    /// Over; its result is known.
    Finished,
}

impl Status {
    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Finished => "finished",
        }
    }
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Every domain known well enough.
    Precise,
    /// As many questions as the blueprint allows.
    Length,
    /// As much time as the blueprint allows.
    Time,
    /// Nothing left to ask.
    Exhausted,
    /// The person chose to.
    Asked,
    /// Whoever watches over the exam ended it.
    Stopped,
}

/// An answer as the measurement sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Place in the pool.
    pub item: u16,
    /// Points won, or [`Scored::ASIDE`].
    pub won: u8,
}

impl Scored {
    /// In the place of points: the question was set aside unanswered, because it could not be answered. It was met, and says nothing.
    pub const ASIDE: u8 = u8::MAX;

    /// Whether the question was set aside.
    pub const fn is_aside(&self) -> bool {
        self.won == Self::ASIDE
    }
}

/// The question on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// Place in the pool.
    pub item: u16,
    /// Order in which its lists are shown.
    pub shown: Shown,
    /// Since when the clock runs for it (microseconds UTC); `None` while paused.
    pub since: Option<i64>,
    /// Time it already had before a pause, in microseconds.
    pub spent: i64,
}

/// What is kept of a session between two requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Where it stands.
    pub status: Status,
    /// How it is taken.
    pub pace: Pace,
    /// The language in which questions are wanted.
    #[serde(default)]
    pub language: Language,
    /// Items met in earlier sessions, drawn only when nothing else is left; never in an exam.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoid: Vec<u16>,
    /// What is assessed.
    #[serde(default, skip_serializing_if = "Scope::is_whole")]
    pub scope: Scope,
    /// Time of an exam beyond that of its blueprint, in seconds: granted before, or given since.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub extra: u32,
    /// Answers in order, and questions that were set aside.
    pub answers: Vec<Scored>,
    /// The question on the table.
    pub current: Option<Current>,
    /// Time counted on questions, in microseconds.
    pub active: i64,
    /// The same since this bite began.
    pub bite: i64,
    /// Microseconds UTC.
    pub started_at: i64,
    /// Why it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<Ending>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_nought(seconds: &u32) -> bool {
    *seconds == 0
}

/// What may be asked of a session.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Answer question `seq` (from 1); `None` is "I don't know".
    Answer {
        /// Which question.
        seq: u32,
        /// The answer.
        response: Option<Response>,
    },
    /// Stop the clock.
    Pause,
    /// Let it run again.
    Resume,
    /// End here, with what is known.
    Finish,
    /// Of an exam: take question `seq` away unanswered, because it cannot be answered; another comes in its place.
    SetAside {
        /// Which question.
        seq: u32,
    },
    /// Of an exam: so much time more.
    Extend {
        /// In seconds.
        seconds: u32,
    },
    /// Of an exam: end here, for a reason that is not the person's.
    End {
        /// Why.
        ending: Ending,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A question was put.
    Put {
        /// Place in the pool.
        item: u16,
        /// Order of its lists.
        shown: Shown,
        /// Microseconds UTC.
        at: i64,
    },
    /// It was answered.
    Answered {
        /// Which question, from 1.
        seq: u32,
        /// Place in the pool.
        item: u16,
        /// The answer.
        response: Option<Response>,
        /// What it is worth.
        score: Score,
        /// Time counted, in microseconds.
        elapsed: i64,
    },
    /// It was set aside unanswered.
    SetAside {
        /// Which question, from 1.
        seq: u32,
        /// Place in the pool.
        item: u16,
        /// Time spent on it, in microseconds, which is not counted.
        spent: i64,
    },
    /// There is more time.
    Extended {
        /// In seconds.
        seconds: u32,
    },
    /// The clock was stopped.
    Paused {
        /// Time counted for the question on the table since it was put or resumed.
        spent: i64,
    },
    /// It runs again.
    Resumed {
        /// Microseconds UTC.
        at: i64,
    },
    /// The session is over.
    Finished {
        /// Why.
        ending: Ending,
    },
}

/// What a decision may look at besides the state.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Microseconds UTC.
    pub now: i64,
    /// Seed of the session.
    pub seed: u64,
    /// Frozen pool, blueprint and framework.
    pub edition: &'a Edition,
    /// How the next question is judged: adaptively, but for what a simulation compares it with.
    pub choice: Choice,
}

impl State {
    /// A new session with its first question.
    pub fn start(plan: Plan, context: &Context<'_>) -> Self {
        let mut state = Self::before_the_first_question(plan, context.now);
        let first = put_next(&state, None, context).unwrap_or(Event::Finished { ending: Ending::Exhausted });
        state.apply(first);
        state
    }

    pub(crate) fn before_the_first_question(plan: Plan, started_at: i64) -> Self {
        let Plan { pace, language, avoid, scope, extra } = plan;
        Self { status: Status::Open, pace, language, avoid, scope, extra, answers: Vec::new(), current: None, active: 0, bite: 0, started_at, ending: None }
    }

    /// What was settled before the first question, with what time was given since.
    pub fn plan(&self) -> Plan {
        Plan { pace: self.pace, language: self.language, avoid: self.avoid.clone(), scope: self.scope.clone(), extra: self.extra }
    }

    /// How many of the answers count.
    pub fn counted(&self, edition: &Edition) -> u32 {
        self.answers.iter().filter(|answer| edition.counts_answer(answer)).count() as u32
    }

    /// Number of the question on the table as the person counts: a question that was set aside has none.
    pub fn position(&self) -> u32 {
        self.answers.iter().filter(|answer| !answer.is_aside()).count() as u32 + 1
    }

    /// Number of the question on the table, from 1; one past the last answer when there is none.
    pub fn seq(&self) -> u32 {
        self.answers.len() as u32 + 1
    }

    /// Makes an event so.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Put { item, shown, at } => {
                let since = (self.status == Status::Open).then_some(at);
                self.current = Some(Current { item, shown, since, spent: 0 });
            }
            Event::Answered { item, score, elapsed, .. } => {
                self.answers.push(Scored { item, won: score.won });
                self.active += elapsed;
                self.bite += elapsed;
                self.current = None;
                self.status = Status::Open;
            }
            Event::SetAside { item, .. } => {
                self.answers.push(Scored { item, won: Scored::ASIDE });
                self.current = None;
            }
            Event::Extended { seconds } => self.extra = self.extra.saturating_add(seconds),
            Event::Paused { spent } => {
                self.status = Status::Paused;
                self.bite = 0;
                if let Some(current) = &mut self.current {
                    current.spent += spent;
                    current.since = None;
                }
            }
            Event::Resumed { at } => {
                self.status = Status::Open;
                if let Some(current) = &mut self.current {
                    current.since = Some(at);
                }
            }
            Event::Finished { ending } => {
                self.status = Status::Finished;
                self.ending = Some(ending);
                self.current = None;
            }
        }
    }
}

/// What a command leads to; the state is not changed.
///
/// # Errors
/// The rules say no: the session is over, the question is not the one on the table, the answer does not fit it. An exam that stands still takes
/// no answer; one whose time is over ends instead of taking it, so that nothing is [`Event::Answered`].
pub fn decide(state: &State, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if state.status == Status::Finished {
        return Err(match command {
            Command::Answer { seq, .. } | Command::SetAside { seq } if seq < state.seq() => Refusal::AlreadyAnswered,
            _ => Refusal::SessionClosed,
        });
    }
    match command {
        Command::Answer { seq, response } => {
            if seq < state.seq() {
                return Err(Refusal::AlreadyAnswered);
            }
            let current = state.current.as_ref().filter(|_| seq == state.seq()).ok_or(Refusal::OutOfOrder)?;
            if context.edition.blueprint.exam.is_some() {
                if state.status == Status::Paused {
                    return Err(Refusal::ExamPaused);
                }
                if state.is_overdue(context.edition, context.now) {
                    return Ok(vec![Event::Finished { ending: Ending::Time }]);
                }
            }
            let item = &context.edition.pool[usize::from(current.item)].item;
            let score = score(&item.interaction, &current.shown, response.as_ref())?;
            Ok(answered(state, current, response, score, context))
        }
        Command::Pause if state.status == Status::Paused => Ok(Vec::new()),
        Command::Pause => Ok(vec![Event::Paused { spent: state.current.as_ref().map_or(0, |c| since_put(c, context)) }]),
        Command::Resume if state.status == Status::Open => Ok(Vec::new()),
        Command::Resume => Ok(vec![Event::Resumed { at: context.now }]),
        Command::Finish => Ok(vec![Event::Finished { ending: Ending::Asked }]),
        Command::SetAside { seq } if seq < state.seq() => Err(Refusal::AlreadyAnswered),
        Command::SetAside { seq } => {
            let current = state.current.as_ref().filter(|_| seq == state.seq()).ok_or(Refusal::OutOfOrder)?;
            Ok(set_aside(state, current, context))
        }
        Command::Extend { seconds } => Ok(vec![Event::Extended { seconds }]),
        Command::End { ending } => Ok(vec![Event::Finished { ending }]),
    }
}

/// The time spent on a question that cannot be answered is given back, whoever pays for it.
fn set_aside(state: &State, current: &Current, context: &Context<'_>) -> Vec<Event> {
    let first = Event::SetAside { seq: state.seq(), item: current.item, spent: current.spent + since_put(current, context) };
    let mut after = state.clone();
    after.apply(first.clone());
    vec![first, put_next(&after, None, context).unwrap_or(Event::Finished { ending: Ending::Exhausted })]
}

/// The events that follow from a scored answer. Simulated people enter here, so that they meet the very rules of production.
pub fn answered(state: &State, current: &Current, response: Option<Response>, score: Score, context: &Context<'_>) -> Vec<Event> {
    let elapsed = (current.spent + since_put(current, context)).min(clock::longest_answer(context.edition));
    let mut events = vec![Event::Answered { seq: state.seq(), item: current.item, response, score, elapsed }];
    let mut after = state.clone();
    after.apply(events[0].clone());
    // one estimate serves to see whether enough is known and to choose what comes next
    let posterior = OnceCell::new();
    let known = || posterior.get_or_init(|| estimate::posterior(context.edition, &after.answers));
    if let Some(ending) = stop::ending(&after, context.edition, known) {
        events.push(Event::Finished { ending });
        return events;
    }
    let bite_is_over = after.pace == Pace::Bites && after.bite >= i64::from(context.edition.blueprint.stopping.bite_seconds) * SECOND;
    let posterior = posterior.into_inner();
    if bite_is_over {
        events.push(Event::Paused { spent: 0 });
        after.apply(events[1].clone());
    }
    events.push(put_next(&after, posterior.as_ref(), context).unwrap_or(Event::Finished { ending: Ending::Exhausted }));
    events
}

/// Time since the question was put or resumed, never negative, at most what one answer may count for.
fn since_put(current: &Current, context: &Context<'_>) -> i64 {
    current.since.map_or(0, |since| (context.now - since).clamp(0, clock::longest_answer(context.edition)))
}

fn put_next(state: &State, posterior: Option<&Posterior>, context: &Context<'_>) -> Option<Event> {
    let item = next_item::next_item_knowing(posterior, state, context.edition, context.seed, context.choice)?;
    let mut random = Random::new(context.seed, stream::SHOWN + u64::from(state.seq()));
    let shown = Shown::draw(&context.edition.pool[item].item.interaction, &mut random);
    Some(Event::Put { item: item as u16, shown, at: context.now })
}

/// Streams of the session's generator: one for each use, so that no use shifts another.
pub(crate) mod stream {
    /// To which sessions an item is admitted.
    pub(crate) const ADMISSION: u64 = 1;
    /// Which of the best items is put; the question's number among those that count is added, so that one tried out before it changes nothing.
    pub(crate) const CHOICE: u64 = 1 << 32;
    /// In which order lists are shown; the question's number is added.
    pub(crate) const SHOWN: u64 = 2 << 32;
    /// Whether a question is tried out, and which; the question's number is added.
    pub(crate) const PRETEST: u64 = 3 << 32;
}
