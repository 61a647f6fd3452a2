//! What anybody may check: a certificate by its number, its two signed forms and the hosted one, the list of what was revoked, the keys.

use domain::access::Actor;
use domain::refusal::Refusal;
use domain::training::read_attestation_number;
use formats::credential::{ENTRIES, KeyShown, Recipient, assertion, badge_class, did_document, issuer_profile, key_set, revoked_assertion, status_list};
use serde_json::Value;
use store::certificates::{self, Certificate};

use super::certificates::{Body, LEVELS, Words, body_of, level_of, signer};
use super::keys;
use crate::app::App;
use crate::render::Lang;
use crate::service::account::attempt;
use crate::service::{Failure, Result};

/// For how many minutes a list of what was revoked may be kept.
const KEPT_MINUTES: i64 = 15;
/// Days of birth that may be tried from one place in a quarter of an hour.
const DAYS_PER_PLACE: i64 = 20;
/// Days of birth that may be tried for one certificate in a quarter of an hour, wherever from: twenty thousand tries would take months.
const DAYS_PER_NUMBER: i64 = 8;

/// A certificate with what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The row.
    pub row: Certificate,
    /// What it says.
    pub body: Body,
}

/// In which state a certificate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Holds,
    /// Its time is over.
    Over,
    /// It was revoked.
    Revoked,
}

impl Known {
    /// Its state at a moment, microseconds UTC.
    pub fn state(&self, now: i64) -> State {
        if self.row.revoked_at.is_some() {
            State::Revoked
        } else if self.row.valid_until.is_some_and(|until| until <= now) {
            State::Over
        } else {
            State::Holds
        }
    }
}

/// The certificate of a number, for whoever holds the number.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn certificate(app: &App, number: &str) -> Result<Known> {
    let number = read_attestation_number(number).ok_or(Refusal::NotFound)?;
    let row = app
        .store
        .read_once(move |tx| {
            let number = number.clone();
            Box::pin(async move { certificates::by_number(tx, &number).await })
        })
        .await?;
    let row = row.ok_or(Refusal::NotFound)?;
    Ok(Known { body: body_of(&row)?, row })
}

/// The whole certificate, with day of birth and domains: for its own person.
///
/// # Errors
/// [`Refusal::NotFound`], also for somebody else's.
pub async fn of_person(app: &App, actor: &Actor, number: &str) -> Result<Known> {
    let known = certificate(app, number).await?;
    let is_theirs = matches!(actor, Actor::Person(id) if known.row.person_id.is_some_and(|p| p.as_u128() == *id));
    if is_theirs { Ok(known) } else { Err(Refusal::NotFound.into()) }
}

/// The same for whoever knows the number and the day of birth: what stands on paper. Tries are counted by place and by certificate.
///
/// # Errors
/// [`Refusal::TooManyAttempts`], [`Refusal::NotFound`], [`Refusal::DayInvalid`]: it is another day.
pub async fn with_birth_date(app: &App, number: &str, birth_date: &str, place: &str) -> Result<Known> {
    attempt(app, "certificate-day", place, DAYS_PER_PLACE).await?;
    let known = certificate(app, number).await?;
    attempt(app, "certificate-day-of", &known.row.number, DAYS_PER_NUMBER).await?;
    if known.row.birth_date == birth_date.trim() { Ok(known) } else { Err(Refusal::DayInvalid.into()) }
}

/// The hosted assertion of Open Badges 2.0, and whether it was revoked. Its holder is named by a digest alone.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn hosted(app: &App, number: &str) -> Result<(Value, bool)> {
    let known = certificate(app, number).await?;
    let words = Words::of(app);
    let id = format!("{}/certificats/{}-2.0.json", words.issuer().url, known.row.number);
    if let Some(why) = &known.row.revoked_reason {
        let reason = app.renderer.texts().text(Lang::Fr, &format!("certificate-revoked-{why}"), &[]);
        return Ok((revoked_assertion(&id, &reason), true));
    }
    let badge = words.badge(level_of(&known.row), Some((&known.row, &known.body)));
    let recipient = Recipient { kind: "name", identity: badge.holder.clone(), salt: known.row.number.clone() };
    Ok((assertion(&badge, &id, &class_address(&words, level_of(&known.row)), &recipient), false))
}

fn class_address(words: &Words, level: usize) -> String {
    format!("{}/certificats/niveaux/{}-2.0.json", words.issuer().url, LEVELS[level])
}

fn level(name: &str) -> Result<usize> {
    LEVELS.iter().position(|level| *level == name).ok_or_else(|| Refusal::NotFound.into())
}

/// The class of a level for Open Badges 2.0.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn class(app: &App, name: &str) -> Result<Value> {
    let level = level(name)?;
    let words = Words::of(app);
    let issuer = format!("{}/certificats/emetteur-2.0.json", words.issuer().url);
    Ok(badge_class(&words.badge(level, None), &class_address(&words, level), &issuer))
}

/// The issuer for Open Badges 2.0.
pub fn hosted_issuer(app: &App) -> Value {
    let words = Words::of(app);
    let url = &words.issuer().url;
    issuer_profile(&format!("{url}/certificats/emetteur-2.0.json"), &app.config.publisher, url, Some(&app.config.contact))
}

/// Title and meaning of a level, and how it is earned, in a language.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn level_words(app: &App, name: &str, lang: Lang) -> Result<(String, String, String)> {
    let name = LEVELS[level(name)?];
    let say = |key: String| app.renderer.texts().text(lang, &key, &[]);
    Ok((say(format!("certificate-title-{name}")), say(format!("certificate-means-{name}")), say("certificate-criteria".into())))
}

/// The list of what was revoked, signed anew: by whoever asks, with whatever key signs now.
///
/// # Errors
/// [`Refusal::NotFound`]: no such list was begun.
pub async fn list(app: &App, number: i64) -> Result<Value> {
    let from = number.checked_sub(1).and_then(|n| n.checked_mul(i64::from(ENTRIES))).filter(|from| *from >= 0).ok_or(Refusal::NotFound)?;
    let to = from + i64::from(ENTRIES);
    let (last, places) = app
        .store
        .read(move |tx| Box::pin(async move { Ok::<_, Failure>((certificates::last_place(tx).await?, certificates::revoked_places(tx, from, to).await?)) }))
        .await?;
    if last.is_none_or(|last| last < from) {
        return Err(Refusal::NotFound.into());
    }
    let signer = signer(app).await?;
    let words = signer.words();
    let revoked = places.into_iter().filter_map(|place| u32::try_from(place - from).ok());
    signer.sign(&status_list(words.issuer(), &words.list(number), revoked, signer.now(), KEPT_MINUTES))
}

/// The document of the issuer: its name and every key.
///
/// # Errors
/// The store's.
pub async fn document(app: &App) -> Result<Value> {
    let keys: Vec<KeyShown> = keys::shown(app).await?;
    Ok(did_document(Words::of(app).issuer(), &keys))
}

/// The same keys as a set of JSON web keys.
///
/// # Errors
/// The store's.
pub async fn web_keys(app: &App) -> Result<Value> {
    Ok(key_set(Words::of(app).issuer(), &keys::shown(app).await?))
}
