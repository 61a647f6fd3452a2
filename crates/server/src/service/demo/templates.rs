//! Sessions played from end to end by the engine of production, to be repeated with other people at other times.

use domain::bank::Edition;
use domain::blueprint::SECOND;
use domain::item::Response;
use domain::profile::profile;
use domain::session::{Choice, Command, Context, Ending, Event, Plan, State, Status, decide};
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_response};
use store::answers::Answer;
use store::results::SessionResult;
use store::sessions::Session;
use uuid::Uuid;

use super::responses::response_worth;
use crate::service::{Failure, Result};

/// Streams of the generator: one for each session played.
const PLAYED: u64 = 1 << 41;
/// Share of the sessions that are left before their end.
const LEFT: f64 = 0.15;
/// The first of these is the time from one question to the next that a person takes, as a share of the author's; the second its spread.
const HASTE: (f64, f64) = (0.62, 0.3);

/// An answer of a played session, as the log holds it but for the session's name and the time.
#[derive(Debug)]
struct Line {
    item_id: String,
    item_hash: Vec<u8>,
    parameters: String,
    shown: String,
    response: Option<String>,
    category: i64,
    categories: i64,
    elapsed: i64,
    /// Since the session began.
    after: i64,
}

/// A played session.
#[derive(Debug)]
pub(super) struct Template {
    seed: i64,
    /// As begun at the time 0.
    state: State,
    lines: Vec<Line>,
    result: Option<String>,
}

/// A session of somebody, whole.
#[derive(Debug)]
pub(super) struct Lived {
    pub(super) session: Session,
    pub(super) answers: Vec<Answer>,
    pub(super) result: Option<SessionResult>,
}

/// Who lives a session, and when.
#[derive(Debug, Clone)]
pub(super) struct Life {
    pub(super) session: Uuid,
    pub(super) person: Uuid,
    pub(super) edition: Uuid,
    pub(super) at: i64,
    /// The digest of a token and a word for the keys of the answers: for those who come by a program.
    pub(super) program: Option<(Vec<u8>, String)>,
}

impl Template {
    /// Plays one: abilities drawn from the prior, each score from the model of production, each answer decided by its rules.
    pub(super) fn play(edition: &Edition, population: &Population, seed: u64, number: u64) -> Result<Self> {
        let mut random = Random::new(seed, PLAYED + number);
        let truth = population.draw_person(&mut random);
        let own = random.next_u64();
        let stops_after = if random.uniform() < LEFT { 1 + random.below(12) as usize } else { usize::MAX };
        let mut now = 0;
        let context = |now| Context { now, seed: own, edition, choice: Choice::Adaptive };
        let mut state = State::start(Plan::default(), &context(now));
        let mut lines = Vec::new();
        while let Some(current) = state.current.clone().filter(|_| lines.len() < stops_after) {
            let pooled = &edition.pool[usize::from(current.item)];
            let won = draw_response(&pooled.parameters.model(), truth[pooled.domain], &mut random) as u8;
            let response = response_worth(&pooled.item.interaction, &current.shown, won, &mut random);
            let share = (HASTE.0 + HASTE.1 * random.normal()).clamp(0.15, 3.0);
            now += (f64::from(pooled.item.time) * share * SECOND as f64) as i64;
            let command = Command::Answer { seq: state.seq(), response };
            for event in decide(&state, command, &context(now)).map_err(Failure::Refused)? {
                if let Event::Answered { item, response, score, elapsed, .. } = &event {
                    let pooled = &edition.pool[usize::from(*item)];
                    lines.push(Line {
                        item_id: pooled.item.id.clone(),
                        item_hash: pooled.hash.clone(),
                        parameters: serde_json::to_string(&pooled.parameters)?,
                        shown: serde_json::to_string(&current.shown)?,
                        response: response.as_ref().map(serde_json::to_string::<Response>).transpose()?,
                        category: i64::from(score.won),
                        categories: i64::from(score.points) + 1,
                        elapsed: *elapsed,
                        after: now,
                    });
                }
                state.apply(event);
            }
        }
        let result = match state.status {
            Status::Finished => Some(serde_json::to_string(&profile(edition, &state.answers, state.active, state.ending.unwrap_or(Ending::Asked)))?),
            Status::Open | Status::Paused => None,
        };
        Ok(Self { seed: own.cast_signed(), state, lines, result })
    }

    /// From its beginning to its last answer, in microseconds.
    pub(super) fn lasts(&self) -> i64 {
        self.lines.last().map_or(0, |line| line.after)
    }

    /// The same session, lived by somebody.
    pub(super) fn lived(&self, kind: &str, life: &Life) -> Lived {
        let mut state = self.state.clone();
        // the start in the state stays that of the play: it says which sources were fresh, and so which questions come when it is played again
        if let Some(since) = state.current.as_mut().and_then(|current| current.since.as_mut()) {
            *since += life.at;
        }
        let ends = life.at + self.lasts();
        let key = |seq: usize| life.program.as_ref().map(|(_, word)| format!("{word}-{seq:02}"));
        let answers = self.lines.iter().enumerate().map(|(i, line)| Answer {
            session_id: life.session,
            seq: i as i64 + 1,
            item_id: line.item_id.clone(),
            item_hash: line.item_hash.clone(),
            parameters: line.parameters.clone(),
            shown: line.shown.clone(),
            response: line.response.clone(),
            category: line.category,
            categories: line.categories,
            elapsed: line.elapsed,
            at: life.at + line.after,
            idempotency_key: key(i + 1),
        });
        Lived {
            answers: answers.collect(),
            result: self.result.as_ref().map(|body| SessionResult { session_id: life.session, body: body.clone(), at: ends }),
            session: Session {
                id: life.session,
                person_id: Some(life.person),
                kind: kind.to_owned(),
                edition_id: life.edition,
                seed: self.seed,
                token_hash: life.program.as_ref().map(|(digest, _)| digest.clone()),
                seq: i64::from(state.seq()),
                status: state.status.as_str().to_owned(),
                state: state.to_bytes(),
                started_at: life.at,
                updated_at: ends,
                finished_at: self.result.is_some().then_some(ends),
            },
        }
    }
}
