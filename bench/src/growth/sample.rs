//! Some of the people of an installation, drawn from all of its years, each with a way in.

use psychometrics::random::Random;
use sha2::{Digest, Sha256};
use store::logins::{self, Login};
use store::shares::{self, Share};
use store::{Store, StoreError, bulk, people, sessions};
use uuid::Uuid;

/// Longest life of a login, microseconds.
const LIFE: i64 = 30 * 24 * 3600 * 1_000_000;

/// Somebody whose pages are opened.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Who.
    pub person: Uuid,
    /// Their address, folded.
    pub email: String,
    /// A finished session of theirs.
    pub session: Uuid,
    /// What their cookie says.
    pub token: String,
    /// A link to their result.
    pub share: String,
}

/// Draws people with an address and a finished session, and gives each a login and a share of their own.
pub async fn draw(store: &Store, count: usize, seed: u64, now: i64) -> Result<Vec<Sample>, String> {
    let mut random = Random::new(seed, 1);
    let mut samples: Vec<Sample> = Vec::with_capacity(count);
    let words = |e: StoreError| e.to_string();
    let first = store.read(|tx| Box::pin(bulk::people_after(tx, Uuid::nil(), 1))).await.map_err(words)?;
    let (from, to) = (milliseconds(first.first().copied().ok_or("the database has no people")?), now / 1000);
    for _ in 0..count * 400 {
        if samples.len() == count {
            break;
        }
        let at = from + (random.uniform() * (to - from) as f64) as i64;
        let place = uuid::Builder::from_unix_timestamp_millis(at.unsigned_abs(), &[0; 10]).into_uuid();
        let found = store
            .read(move |tx| {
                Box::pin(async move {
                    let Some(id) = bulk::people_after(tx, place, 1).await?.first().copied() else { return Ok(None) };
                    let email = people::by_id(tx, id).await?.and_then(|person| person.email_folded);
                    let session = sessions::list_of_person(tx, id, None, 10).await?.into_iter().find(|s| s.finished_at.is_some());
                    Ok::<_, StoreError>(email.zip(session).map(|(email, session)| (id, email, session.id)))
                })
            })
            .await
            .map_err(words)?;
        if let Some((person, email, session)) = found.filter(|(id, ..)| samples.iter().all(|s| s.person != *id)) {
            let mut word = || format!("{:016x}{:016x}", random.next_u64(), random.next_u64());
            let sample = Sample { person, email, session, token: word(), share: word() };
            let_in(store, &sample, now).await.map_err(words)?;
            samples.push(sample);
        }
    }
    if samples.is_empty() { Err("nobody with an address has a finished session".to_owned()) } else { Ok(samples) }
}

async fn let_in(store: &Store, sample: &Sample, now: i64) -> Result<(), StoreError> {
    let digest = |token: &str| Sha256::digest(token.as_bytes()).to_vec();
    let login = Login {
        token_hash: digest(&sample.token),
        person_id: sample.person,
        device: "bench growth".into(),
        created_at: now,
        last_used_at: now,
        expires_at: now + LIFE,
    };
    let share = Share {
        id: Uuid::now_v7(),
        session_id: sample.session,
        token_hash: digest(&sample.share),
        created_at: now,
        revoked_at: None,
        views: 0,
        last_viewed_at: None,
    };
    store
        .write(move |tx| {
            Box::pin(async move {
                logins::insert(tx, &login).await?;
                shares::insert(tx, &share).await
            })
        })
        .await
}

fn milliseconds(id: Uuid) -> i64 {
    (id.as_u128() >> 80) as i64
}
