//! Reminders: one mail a day at the most, when something comes back, stopped with one click.

use domain::access::{Authorised, Learn};
use domain::blueprint::SECOND;
use domain::refusal::Refusal;
use serde::Serialize;
use store::learning_plans::{self, DueReminder, LearningPlan, Moment};
use store::{StoreError, leases, mails, people};
use uuid::Uuid;

use super::calendar::{minute, today, weekday};
use super::plan::{Plan, person_of};
use super::standing;
use crate::app::App;
use crate::mails::letter_to;
use crate::render::Mail;
use crate::secret::{Token, token_digest};
use crate::service::Result;

/// How long after its hour a reminder may still leave, in minutes: a server that was down does not wake anybody at night.
const LATE: i64 = 180;
/// People read at once.
const AT_ONCE: i64 = 50;
/// The name of the work, and how long a server has it without saying so again.
const LEASE: &str = "learning-reminders";
const HELD: i64 = 120 * SECOND;

/// When somebody wants to be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminders {
    /// Minute of the day in Paris.
    pub at: i64,
    /// Days of the week, a bit each, Monday first.
    pub days: i64,
}

impl Reminders {
    /// Every weekday at half past twelve.
    pub const USUAL: Self = Self { at: 12 * 60 + 30, days: 0b001_1111 };

    /// As a form says it: the hour as `12:30`, days as numbers from 0 for Monday.
    ///
    /// # Errors
    /// No day, or an hour that is none.
    pub fn read<'a>(hour: &str, days: impl Iterator<Item = &'a str>) -> Result<Self, Refusal> {
        let (hours, minutes) = hour.trim().split_once([':', 'h']).ok_or(Refusal::ReminderHour)?;
        let number = |text: &str, most: i64| text.parse::<i64>().ok().filter(|n| (0..=most).contains(n));
        let at = number(hours, 23).zip(number(minutes, 59)).map(|(h, m)| h * 60 + m).ok_or(Refusal::ReminderHour)?;
        let days = days.filter_map(|day| number(day, 6)).fold(0, |all, day| all | (1 << day));
        if days == 0 { Err(Refusal::ReminderDays) } else { Ok(Self { at, days }) }
    }
}

/// Where somebody's reminders stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// When; the usual hour where they never said.
    pub when: Reminders,
    /// Whether they are on.
    pub are_on: bool,
    /// Whether they were on, and stopped.
    pub were_on: bool,
}

impl Kept {
    fn of(plan: Option<&LearningPlan>) -> Self {
        let said = plan.and_then(|plan| Some(Reminders { at: plan.remind_at?, days: plan.remind_days }));
        let is_stopped = plan.is_some_and(|plan| plan.stopped_at.is_some());
        Self { when: said.unwrap_or(Reminders::USUAL), are_on: said.is_some() && !is_stopped, were_on: said.is_some() && is_stopped }
    }
}

/// Where the reminders of a person stand.
///
/// # Errors
/// The store's.
pub async fn of_person(app: &App, learner: &Authorised<Learn>) -> Result<Kept> {
    let person = person_of(learner);
    let plan = app.store.read_once(move |tx| Box::pin(learning_plans::load(tx, person))).await?;
    Ok(Kept::of(plan.as_ref()))
}

/// Whether they are on.
///
/// # Errors
/// The store's.
pub async fn are_on(app: &App, learner: &Authorised<Learn>) -> Result<bool> {
    Ok(of_person(app, learner).await?.are_on)
}

/// The token of somebody's link: the same in every mail, so that an older mail still stops; made from a secret that is not in the database.
fn token_of(app: &App, person: Uuid) -> Token {
    Token::derived(&[b"socle learning reminders", person.as_bytes(), &app.place_key.digest(&format!("learning reminders {person}"))])
}

/// Keeps when somebody wants to be reminded. An hour of today that is over begins tomorrow.
///
/// # Errors
/// [`Refusal::ReminderAddress`] without an address.
pub async fn set(app: &App, learner: &Authorised<Learn>, when: Reminders) -> Result<()> {
    let person = person_of(learner);
    let known = app.store.read_once(move |tx| Box::pin(people::by_id(tx, person))).await?;
    if known.is_none_or(|person| person.email.is_none()) {
        return Err(Refusal::ReminderAddress.into());
    }
    let (now, usual) = (app.clock.now(), Plan::default());
    let plan = LearningPlan {
        person_id: person,
        target: usual.target.as_str().into(),
        minutes: i64::from(usual.minutes),
        remind_at: Some(when.at),
        remind_days: when.days,
        stopped_at: None,
        reminded_on: (when.at <= minute(now)).then(|| today(now).number()),
        stop_hash: Some(token_of(app, person).digest()),
        created_at: now,
        updated_at: now,
    };
    app.store
        .write(move |tx| {
            let plan = plan.clone();
            Box::pin(async move { learning_plans::remind(tx, &plan).await })
        })
        .await?;
    Ok(())
}

/// Stops one's own reminders, at once: what waits in the outbox does not leave.
///
/// # Errors
/// The store's.
pub async fn stop(app: &App, learner: &Authorised<Learn>) -> Result<()> {
    stop_of(app, person_of(learner)).await
}

async fn stop_of(app: &App, person: Uuid) -> Result<()> {
    let now = app.clock.now();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                learning_plans::stop(tx, person, now).await?;
                mails::withdraw_stoppable(tx, person).await
            })
        })
        .await?;
    Ok(())
}

async fn plan_of_link(app: &App, token: &str) -> Result<LearningPlan> {
    let hash = token_digest(token);
    let plan = app
        .store
        .read_once(move |tx| {
            let hash = hash.clone();
            Box::pin(async move { learning_plans::by_stop_hash(tx, &hash).await })
        })
        .await?;
    Ok(plan.ok_or(Refusal::LinkExpired)?)
}

/// What the link of a mail leads to; looking changes nothing, since mail scanners look too.
///
/// # Errors
/// [`Refusal::LinkExpired`] for what is no link any more.
pub async fn look_at_link(app: &App, token: &str) -> Result<Kept> {
    Ok(Kept::of(Some(&plan_of_link(app, token).await?)))
}

/// Stops the reminders of whoever has the link, at once and without signing in.
///
/// # Errors
/// [`Refusal::LinkExpired`] for what is no link any more.
pub async fn stop_by_link(app: &App, token: &str) -> Result<()> {
    let plan = plan_of_link(app, token).await?;
    stop_of(app, plan.person_id).await
}

/// Takes that back.
///
/// # Errors
/// [`Refusal::LinkExpired`] for what is no link any more.
pub async fn resume_by_link(app: &App, token: &str) -> Result<()> {
    let (plan, now) = (plan_of_link(app, token).await?, app.clock.now());
    app.store.write(move |tx| Box::pin(learning_plans::resume(tx, plan.person_id, now))).await?;
    Ok(())
}

/// Writes the reminders that are due now into the outbox, unless another server does. Returns how many.
///
/// # Errors
/// The store's.
pub async fn send(app: &App, holder: Uuid) -> Result<usize> {
    let now = app.clock.now();
    let day = today(now).number();
    let moment = Moment { day, minute: minute(now), not_before: minute(now) - LATE, weekday: 1 << weekday(now) };
    let (mut sent, mut after) = (0, Uuid::nil());
    loop {
        let waiting = app.store.read_once(move |tx| Box::pin(learning_plans::due(tx, moment, after, AT_ONCE))).await?;
        let Some(last) = waiting.last() else { break };
        after = last.person_id;
        // a look costs nothing, a lease is written to disk
        if !app.store.write(move |tx| Box::pin(async move { leases::take(tx, LEASE, holder, now + HELD, now).await })).await? {
            break;
        }
        for due in &waiting {
            sent += usize::from(remind(app, due, day).await?);
        }
    }
    if sent > 0 {
        app.mail_waits.notify_one();
    }
    Ok(sent)
}

/// Puts the mail of one person out, in the transaction that notes it: a server that is killed in the middle, or a second one that does the same, sends
/// nobody two mails on a day.
async fn remind(app: &App, due: &DueReminder, day: i64) -> Result<bool> {
    let person = due.person_id;
    let cards = standing::due_of(app, person).await?;
    if cards == 0 {
        return Ok(false);
    }
    let base = &app.config.base_url;
    let token = token_of(app, person);
    let (stop, digest) = (format!("{base}/rappels/{}", token.as_str()), token.digest());
    let mail = ReminderMail { cards, link: format!("{base}/progresser/revoir"), settings: format!("{base}/progresser/rappels"), stop: stop.clone() };
    let letter = letter_to(app, &due.locale, &mail, person, &due.email)?;
    let is_put = app
        .store
        .write(move |tx| {
            let (letter, stop, digest) = (letter.clone(), stop.clone(), digest.clone());
            Box::pin(async move {
                if !learning_plans::reminded(tx, person, day, &digest).await? {
                    return Ok(false);
                }
                // one of yesterday that still waits, because mail does not leave, is not sent beside it
                mails::withdraw_stoppable(tx, person).await?;
                mails::enqueue(tx, &letter).await?;
                mails::make_stoppable(tx, letter.id, &stop).await?;
                Ok::<_, StoreError>(true)
            })
        })
        .await?;
    Ok(is_put)
}

/// « Something comes back today. »
#[derive(Debug, Clone, Serialize)]
pub struct ReminderMail {
    /// How many cards and questions.
    pub cards: u32,
    /// Where they are.
    pub link: String,
    /// Where hour and days are changed.
    pub settings: String,
    /// Where it stops with one click.
    pub stop: String,
}

impl Mail for ReminderMail {
    const NAME: &'static str = "learning-reminder";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let of = |cards| Self {
            cards,
            link: "https://socle.example/progresser/revoir".into(),
            settings: "https://socle.example/progresser/rappels".into(),
            stop: "https://socle.example/rappels/Zr8m2kQv".into(),
        };
        vec![("one", of(1)), ("many", of(12))]
    }
}
