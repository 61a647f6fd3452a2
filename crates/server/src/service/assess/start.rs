//! Starting a session.

use domain::language::Language;
use domain::refusal::Refusal;
use domain::session::{Choice, Context, Pace, Plan, Scope, State};
use store::idempotency::{self, Remembered};
use store::{StoreError, answers, people, sessions};
use uuid::Uuid;

use crate::app::App;
use crate::secret::Token;
use crate::service::content::CurrentEdition;
use crate::service::{Failure, Result};

/// Items met within this time are drawn only when nothing else is left: a year.
const FORGET: i64 = 365 * 24 * 3600 * domain::blueprint::SECOND;

/// The kind of a session that is a sitting of a campaign.
pub const CAMPAIGN: &str = "campaign";

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Start {
    /// Whose session it will be; nobody's when only its token opens it.
    pub person: Option<Uuid>,
    /// `positioning`.
    pub kind: String,
    /// How it is taken.
    pub pace: Pace,
    /// The language in which questions are wanted.
    pub language: Language,
    /// For the API: whether a token is wanted that opens this session and nothing else.
    pub bearer: bool,
    /// For retries: scope and key, and the digest of what was asked.
    pub once: Option<(Vec<u8>, String, Vec<u8>)>,
}

/// A session that was started.
#[derive(Debug, Clone)]
pub struct Started {
    /// Its name.
    pub session: Uuid,
    /// Its token, where one was wanted; a retry gets the same.
    pub token: Option<Token>,
    /// Whether it was there already: the request came twice.
    pub again: bool,
}

/// Starts a session with its first question.
///
/// # Errors
/// The kind is unknown, or the idempotency key served for another request.
pub async fn start(app: &App, start: Start) -> Result<Started> {
    if start.kind != app.editions.current().edition.blueprint.id {
        return Err(Refusal::KindUnknown.into());
    }
    let wanted = Wanted { person: start.person, kind: &start.kind, pace: start.pace, language: start.language, competences: Vec::new() };
    let mut row = drawn(app, wanted).await?;
    let (id, seed, now) = (row.id, row.seed, row.started_at);
    let once = start.once;
    let key = once.as_ref().map(|(_, key, _)| key.clone());
    let token = start.bearer.then(|| session_token(id, seed, key.as_deref(), app));
    row.token_hash = token.as_ref().map(Token::digest);
    let bearer = start.bearer;
    let remembered = once.map(|(scope, key, request_hash)| Remembered { scope, key, request_hash, session_id: id, created_at: now });
    let before = match begin(app, row.clone(), remembered.clone()).await {
        // another request with this key was faster: what it began is there now
        Err(Failure::Store(StoreError::Conflict { .. })) if remembered.is_some() => begin(app, row, remembered).await?,
        other => other?,
    };
    Ok(if let Some(before) = before {
        let token = bearer.then(|| session_token(before.id, before.seed, before.key.as_deref(), app));
        Started { session: before.id, token, again: true }
    } else {
        app.metrics.sessions_begun.inc();
        Started { session: id, token, again: false }
    })
}

/// A session as it is wanted.
#[derive(Debug, Clone)]
pub(in crate::service) struct Wanted<'a> {
    /// Whose it will be.
    pub(in crate::service) person: Option<Uuid>,
    /// What it is for: [`CAMPAIGN`], or the name of the blueprint.
    pub(in crate::service) kind: &'a str,
    /// How it is taken.
    pub(in crate::service) pace: Pace,
    /// The language in which questions are wanted.
    pub(in crate::service) language: Language,
    /// Codes of the competences that are assessed; none for all.
    pub(in crate::service) competences: Vec<String>,
}

/// A session with its first question on the table, not written yet.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn drawn(app: &App, wanted: Wanted<'_>) -> Result<sessions::Session> {
    let current = app.editions.current();
    let now = app.clock.now();
    let avoid = match wanted.person {
        None => Vec::new(),
        Some(person) => {
            let met = app.store.read(move |tx| Box::pin(answers::items_of_person(tx, person, now - FORGET))).await?;
            let places = met.iter().filter_map(|item| current.edition.place(item));
            current.edition.with_translations(places).into_iter().map(|place| place as u16).collect()
        }
    };
    let scope = Scope::of(&current.edition.framework, wanted.competences.iter().map(String::as_str));
    let plan = Plan { pace: wanted.pace, language: wanted.language, avoid, scope, extra: 0 };
    Ok(first(app, &current, plan, wanted.kind, wanted.person).0)
}

/// The row of a new session with its first question, and its state.
pub(in crate::service) fn first(app: &App, current: &CurrentEdition, plan: Plan, kind: &str, person_id: Option<Uuid>) -> (sessions::Session, State) {
    let now = app.clock.now();
    let seed = i64::from_le_bytes(app.entropy.bytes());
    let state = State::start(plan, &Context { now, seed: seed.cast_unsigned(), edition: &current.edition, choice: Choice::Adaptive });
    let row = sessions::Session {
        id: app.entropy.id(now),
        person_id,
        kind: kind.to_owned(),
        edition_id: current.id,
        seed,
        token_hash: None,
        seq: 1,
        status: state.status.as_str().to_owned(),
        state: state.to_bytes(),
        started_at: now,
        updated_at: now,
        finished_at: None,
    };
    (row, state)
}

/// A session that the same request began before.
struct Before {
    id: Uuid,
    seed: i64,
    key: Option<String>,
}

/// Writes the session, or gives the one that the same request began before.
async fn begin(app: &App, row: sessions::Session, once: Option<Remembered>) -> Result<Option<Before>> {
    app.store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(once) = once {
                    if let Some(before) = idempotency::find(tx, &once.scope, &once.key).await? {
                        if before.request_hash != once.request_hash {
                            return Err(Refusal::IdempotencyReused.into());
                        }
                        let session = sessions::load(tx, before.session_id).await?.ok_or(Refusal::SessionNotFound)?;
                        return Ok(Some(Before { id: session.id, seed: session.seed, key: Some(before.key) }));
                    }
                    sessions::insert(tx, &row).await?;
                    let first = idempotency::remember(tx, &once).await?;
                    return if first { Ok(None) } else { Err(StoreError::Conflict { what: "idempotency(scope, key)".into() }.into()) };
                }
                if let Some(person) = row.person_id.filter(|_| row.token_hash.is_none()) {
                    // a double click on a page: the second waits here for the first, and goes on with what it began
                    people::touch(tx, person, row.started_at).await?;
                    // one of a campaign is another thing: it assesses what the campaign says, and is shown where that says
                    if let Some(open) = sessions::open_of_person(tx, person).await?.iter().find(|open| open.kind == row.kind) {
                        return Ok(Some(Before { id: open.id, seed: row.seed, key: None }));
                    }
                }
                sessions::insert(tx, &row).await?;
                Ok::<_, Failure>(None)
            })
        })
        .await
}

/// The token of a session. A start that can be retried must give the same one twice though we keep only its digest: it
/// is derived from the client's key and the session's seed, 64 random bits that never leave the store.
fn session_token(id: Uuid, seed: i64, key: Option<&str>, app: &App) -> Token {
    match key {
        Some(key) => Token::derived(&[b"socle session token", id.as_bytes(), &seed.to_le_bytes(), key.as_bytes()]),
        None => Token::draw(&app.entropy),
    }
}
