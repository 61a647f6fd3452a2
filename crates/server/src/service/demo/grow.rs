//! A large installation, made in minutes: people over three years with everything that hangs on them.
//!
//! A few thousand sessions are played by the engine of production, from the first question to the profile; the multitude repeats them
//! with other names at other times. Each repeated session is whole: `socle replay` finds it exact, and the statistics of the bank are
//! those of the sessions played. Everything follows from the key of the crowd, in the order of time, as years of use would have
//! written it; so what was interrupted goes on where it stood.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::blueprint::SECOND;
use formats::content::People;
use psychometrics::simulation::Population;
use sha2::{Digest, Sha256};
use store::idempotency::{self, Remembered};
use store::logins::{self, Login};
use store::mails::{self, NewMail};
use store::people::{self, Person, Profile};
use store::shares::{self, Share};
use store::{Store, StoreError, answers, bulk, results, sessions};
use uuid::Uuid;

use super::population::{Crowd, Somebody, Use, is_grown};
use super::templates::{Life, Lived, Template};
use crate::secret::digest;
use crate::service::content::CurrentEdition;
use crate::service::{Failure, Result};

/// Visits in one transaction: some four megabytes.
const AT_ONCE: usize = 500;
/// As many identifiers are looked at in one go.
const PAGE: i64 = 20_000;
/// Share of the results that their people show to somebody.
const SHARED: f64 = 0.12;

/// What is asked for. The same words give the same people.
#[derive(Debug, Clone, Copy)]
pub struct Grow {
    /// How many people.
    pub people: u64,
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// Nobody comes after this time; microseconds UTC.
    pub until: i64,
    /// How many different sessions are played, to be repeated.
    pub distinct: u64,
    /// Whether the database may hold other people.
    pub also: bool,
}

/// How far it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Visits written, those of an earlier run included.
    pub visits: u64,
    /// Visits in all.
    pub of: u64,
    /// Answers written by this run.
    pub answers: u64,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grown {
    /// Where it ended: before the last visit when it was told to stop.
    pub progress: Progress,
    /// Visits that an earlier run had written.
    pub before: u64,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// People, or sessions, that were not grown.
    Others,
    /// The use case's, or the store's.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Grows. `progress` is told after each group of visits; `stop` ends it there.
///
/// # Errors
/// The database holds people who were not grown, or the store could not; what was written before stays.
pub async fn grow(
    store: &Store,
    edition: &CurrentEdition,
    lists: &People,
    grow: &Grow,
    stop: &AtomicBool,
    progress: impl Fn(Progress),
) -> Result<Grown, Refused> {
    if !grow.also && holds_others(store).await? {
        return Err(Refused::Others);
    }
    let years = {
        let (edition, lists, grow) = (edition.clone(), lists.clone(), *grow);
        Arc::new(blocking(move || Years::plan(&edition, &lists, &grow)).await?)
    };
    let groups = years.visits.len().div_ceil(AT_ONCE);
    let before = first_missing(store, &years, groups).await?;
    let written = |groups: usize| (groups * AT_ONCE).min(years.visits.len()) as u64;
    let mut at = Progress { visits: written(before), of: years.visits.len() as u64, answers: 0 };
    progress(at);
    let prepare = |group: usize| {
        let years = Arc::clone(&years);
        tokio::task::spawn_blocking(move || years.group(group))
    };
    let mut next = (before < groups).then(|| prepare(before));
    for group in before..groups {
        let Some(prepared) = next.take() else { break };
        let rows = prepared.await.map_err(|e| Failure::Broken(e.to_string()))?;
        if stop.load(Ordering::SeqCst) {
            break;
        }
        // the next group is made while this one is written
        next = (group + 1 < groups).then(|| prepare(group + 1));
        at.answers += rows.answers.len() as u64;
        write(store, rows).await?;
        at.visits = written(group + 1);
        progress(at);
    }
    Ok(Grown { progress: at, before: written(before) })
}

/// Whether somebody is there who was not grown.
async fn holds_others(store: &Store) -> Result<bool> {
    if store.read(|tx| Box::pin(bulk::has_unowned_session(tx))).await? {
        return Ok(true);
    }
    let mut after = Uuid::nil();
    loop {
        let ids = store.read(move |tx| Box::pin(bulk::people_after(tx, after, PAGE))).await?;
        if ids.iter().any(|id| !is_grown(*id)) {
            return Ok(true);
        }
        match ids.last() {
            Some(last) if ids.len() as i64 == PAGE => after = *last,
            _ => return Ok(false),
        }
    }
}

/// Somebody comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Visit {
    at: i64,
    person: u32,
    /// Which of theirs, from 0.
    time: u32,
}

/// Everything that will happen.
struct Years {
    crowd: Crowd,
    templates: Vec<Template>,
    edition: Uuid,
    kind: String,
    /// In the order of time.
    visits: Vec<Visit>,
}

/// What one transaction writes.
#[derive(Default)]
struct Rows {
    people: Vec<Person>,
    logins: Vec<Login>,
    mails: Vec<NewMail>,
    sessions: Vec<sessions::Session>,
    answers: Vec<answers::Answer>,
    results: Vec<results::SessionResult>,
    shares: Vec<Share>,
    keys: Vec<Remembered>,
}

impl Years {
    fn plan(edition: &CurrentEdition, lists: &People, grow: &Grow) -> Result<Self> {
        let key = key_of(edition, grow);
        let crowd = Crowd::new(key, grow.until, lists)?;
        let population = Population::new(&edition.edition.prior).map_err(|e| Failure::Broken(e.to_string()))?;
        let templates = (0..grow.distinct.max(1)).map(|number| Template::play(&edition.edition, &population, key, number)).collect::<Result<Vec<_>>>()?;
        let people = u32::try_from(grow.people).map_err(|e| Failure::Broken(e.to_string()))?;
        let mut visits = Vec::with_capacity(people as usize + people as usize / 4);
        for person in 0..people {
            let times = crowd.somebody(u64::from(person)).visits;
            visits.extend(times.into_iter().zip(0..).map(|(at, time)| Visit { at, person, time }));
        }
        visits.sort_unstable();
        Ok(Self { crowd, templates, edition: edition.id, kind: edition.edition.blueprint.id.clone(), visits })
    }

    fn of_group(&self, group: usize) -> &[Visit] {
        &self.visits[group * AT_ONCE..((group + 1) * AT_ONCE).min(self.visits.len())]
    }

    fn group(&self, group: usize) -> Rows {
        let mut rows = Rows::default();
        for visit in self.of_group(group) {
            self.visit(*visit, &mut rows);
        }
        rows
    }

    fn person_id(&self, number: u64, somebody: &Somebody) -> Uuid {
        self.crowd.id(somebody.visits[0], number, Use::Id)
    }

    fn session_id(&self, visit: Visit) -> Uuid {
        self.crowd.id(visit.at, u64::from(visit.person), Use::session(visit.time as usize))
    }

    fn visit(&self, visit: Visit, rows: &mut Rows) {
        let number = u64::from(visit.person);
        let somebody = self.crowd.somebody(number);
        let person = self.person_id(number, &somebody);
        let session = self.session_id(visit);
        let mut random = self.crowd.random(number | (u64::from(visit.time) << 40), Use::Around);
        if visit.time == 0 {
            self.arrive(number, person, &somebody, rows);
        }
        let template = &self.templates[random.below(self.templates.len() as u64) as usize];
        let program = somebody.by_program.then(|| (digest(session.as_bytes()), format!("{:016x}", random.next_u64())));
        let life = Life { session, person, edition: self.edition, at: visit.at, program };
        let Lived { session: row, answers, result } = template.lived(&self.kind, &life);
        if result.is_some() && somebody.named && random.uniform() < SHARED {
            let at = row.updated_at + 60 * SECOND;
            rows.shares.push(Share {
                id: self.crowd.id(at, number | (u64::from(visit.time) << 40), Use::Around),
                session_id: session,
                token_hash: digest(&[session.as_bytes().as_slice(), b"shared"].concat()),
                created_at: at,
                revoked_at: (random.uniform() < 0.1).then_some(at + 3600 * SECOND),
                views: random.below(6).cast_signed(),
                last_viewed_at: None,
            });
        }
        if let Some((_, word)) = life.program.filter(|_| self.crowd.keeps_key(visit.at)) {
            let scope = digest(person.as_bytes());
            rows.keys.push(Remembered { scope, key: word, request_hash: digest(b"start"), session_id: session, created_at: visit.at });
        }
        rows.sessions.push(row);
        rows.answers.extend(answers);
        rows.results.extend(result);
    }

    /// What is written when somebody comes for the first time: they, their devices, the mail of their sign-in link.
    fn arrive(&self, number: u64, id: Uuid, somebody: &Somebody, rows: &mut Rows) {
        let mut random = self.crowd.random(number, Use::Around);
        let first = somebody.visits[0];
        let last = somebody.visits.last().copied().unwrap_or(first);
        let email = somebody.named.then(|| self.crowd.email(number));
        let profile = Profile {
            trade: somebody.trade.clone(),
            setting: somebody.setting.clone(),
            region: somebody.region.clone(),
            asked_at: somebody.trade.is_some().then_some(first + 1800 * SECOND),
        };
        if let Some(email) = email.clone().filter(|_| self.crowd.keeps_mail(first)) {
            rows.mails.push(NewMail {
                id: self.crowd.id(first, number | (3 << 40), Use::Around),
                person_id: Some(id),
                recipient: email,
                subject: "Votre lien de connexion à Socle".into(),
                body_text: "Bonjour, voici le lien que vous avez demandé. Il sert une fois, pendant une demi-heure.".repeat(4),
                body_html: "<p>Bonjour, voici le lien que vous avez demandé. Il sert une fois, pendant une demi-heure.</p>".repeat(12),
                next_at: first,
                created_at: first,
            });
        }
        let devices = if random.uniform() < 0.2 { 2 } else { 1 };
        for device in (0..devices).filter(|_| self.crowd.serves(last)) {
            rows.logins.push(Login {
                token_hash: digest(&[id.as_bytes().as_slice(), &[device]].concat()),
                person_id: id,
                device: ["Firefox, Windows", "Chrome, Android"][usize::from(device % 2)].into(),
                created_at: last,
                last_used_at: last,
                expires_at: last + domain::account::LOGIN_LIFE,
            });
        }
        rows.people.push(Person {
            id,
            email_folded: email.clone(),
            email_verified_at: email.is_some().then_some(first + 600 * SECOND),
            password_hash: (somebody.named && random.uniform() < 0.3).then(|| no_password(id)),
            email,
            profile,
            locale: if random.uniform() < 0.97 { "fr" } else { "en" }.into(),
            created_at: first,
            last_seen_at: last,
            roles: String::new(),
        });
    }
}

/// The name of a crowd: what makes it, and nothing else.
fn key_of(edition: &CurrentEdition, grow: &Grow) -> u64 {
    let parts = [grow.people, grow.seed, grow.until.unsigned_abs(), grow.distinct].map(u64::to_le_bytes);
    let digest = Sha256::new().chain_update(parts.as_flattened()).chain_update(&edition.digest).finalize();
    u64::from_le_bytes([digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7]])
}

/// The hash of a password that nobody knows, in the size of a true one.
fn no_password(id: Uuid) -> String {
    use base64::Engine as _;
    let code = |bytes: &[u8]| base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes);
    format!("$argon2id$v=19$m=19456,t=2,p=1${}${}", code(id.as_bytes()), code(&digest(id.as_bytes())))
}

/// The first group that an earlier run did not write. Groups are written in order, each whole.
async fn first_missing(store: &Store, years: &Arc<Years>, groups: usize) -> Result<usize> {
    let (mut low, mut high) = (0, groups);
    while low < high {
        let middle = usize::midpoint(low, high);
        if is_written(store, years, middle).await? { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

/// Whether anything of a group is there. People without an address do not count: a server forgets them in time.
async fn is_written(store: &Store, years: &Arc<Years>, group: usize) -> Result<bool> {
    let years = Arc::clone(years);
    store
        .read(move |tx| {
            Box::pin(async move {
                for visit in years.of_group(group) {
                    let number = u64::from(visit.person);
                    let somebody = years.crowd.somebody(number);
                    let is_there = if visit.time > 0 {
                        sessions::load(tx, years.session_id(*visit)).await?.is_some()
                    } else {
                        somebody.named && people::by_id(tx, years.person_id(number, &somebody)).await?.is_some()
                    };
                    if is_there {
                        return Ok(true);
                    }
                }
                Ok::<_, Failure>(false)
            })
        })
        .await
}

async fn write(store: &Store, rows: Rows) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                people::insert_all(tx, &rows.people).await?;
                logins::insert_all(tx, &rows.logins).await?;
                mails::insert_sent_all(tx, &rows.mails).await?;
                sessions::insert_all(tx, &rows.sessions).await?;
                answers::append_all(tx, &rows.answers).await?;
                results::insert_all(tx, &rows.results).await?;
                shares::insert_all(tx, &rows.shares).await?;
                idempotency::remember_all(tx, &rows.keys).await?;
                Ok(())
            })
        })
        .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Failure::Broken(e.to_string()))?
}
