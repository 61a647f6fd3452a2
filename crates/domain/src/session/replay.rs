//! Playing a session again from its log.

use psychometrics::random::Random;

use super::{Choice, Plan, Scored, State, next_item, stream};
use crate::bank::Edition;
use crate::item::{Response, Shown, score};

/// A line of the answer log.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// Number of the question, from 1.
    pub seq: u32,
    /// Name of the item.
    pub item: String,
    /// Order of its lists.
    pub shown: Shown,
    /// The answer.
    pub response: Option<Response>,
    /// Points it was given, or [`Scored::ASIDE`].
    pub won: u8,
    /// Time counted, in microseconds.
    pub elapsed: i64,
}

/// Where a replay does not give what was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Number of the question.
    pub seq: u32,
    /// What differs: `item`, `shown`, `won` or `refused`.
    pub what: &'static str,
    /// What was recorded.
    pub recorded: String,
    /// What comes out now.
    pub recomputed: String,
}

/// Plays a log again: every choice, every order, every score. Gives the answers as recomputed and what differs.
///
/// The plan and the moment of the start (microseconds UTC) are those of the session.
pub fn replay(edition: &Edition, seed: u64, plan: Plan, started_at: i64, log: &[Logged]) -> (Vec<Scored>, Vec<Difference>) {
    let mut differences = Vec::new();
    let mut state = State::before_the_first_question(plan, started_at);
    for line in log {
        let mut differs = |what, recorded: &dyn std::fmt::Debug, recomputed: &dyn std::fmt::Debug| {
            differences.push(Difference { seq: line.seq, what, recorded: format!("{recorded:?}"), recomputed: format!("{recomputed:?}") });
        };
        let chosen = next_item(&state, edition, seed, Choice::Adaptive).map(|i| edition.pool[i].item.id.clone());
        if chosen.as_ref() != Some(&line.item) {
            differs("item", &line.item, &chosen);
        }
        let Some(place) = edition.place(&line.item) else {
            differs("item", &line.item, &"not in this edition");
            continue;
        };
        let interaction = &edition.pool[place].item.interaction;
        let shown = Shown::draw(interaction, &mut Random::new(seed, stream::SHOWN + u64::from(state.seq())));
        if shown != line.shown {
            differs("shown", &line.shown, &shown);
        }
        if line.won == Scored::ASIDE {
            state.answers.push(Scored { item: place as u16, won: Scored::ASIDE });
            continue;
        }
        match score(interaction, &line.shown, line.response.as_ref()) {
            Ok(score) => {
                if score.won != line.won {
                    differs("won", &line.won, &score.won);
                }
                state.answers.push(Scored { item: place as u16, won: score.won });
            }
            Err(refusal) => differs("refused", &line.won, &refusal.code()),
        }
        state.active += line.elapsed;
    }
    (state.answers, differences)
}
