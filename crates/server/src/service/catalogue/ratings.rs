//! Ratings of modules and offers: given by those who followed them, read before their words are shown.

use std::collections::BTreeMap;

use domain::access::{Authorised, Learn, ReferenceOffers};
use domain::catalogue::rating::{self, FEWEST, Given, LONGEST, Mean, Standing, mean};
use domain::date::Day;
use domain::refusal::Refusal;
use store::ratings::{self, Rating, Settled};
use store::{audit, module_runs};
use uuid::Uuid;

pub use domain::catalogue::rating::Kind;

use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Ratings whose words are shown at once.
const SHOWN: i64 = 50;
/// Ratings that the team is shown at once.
const WAITING: i64 = 100;

/// What everybody sees of the ratings of something, and what somebody said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The mean, from three ratings on.
    pub mean: Option<Mean>,
    /// How many there are.
    pub count: i64,
    /// Those with words, the newest first.
    pub words: Vec<Rating>,
    /// What whoever looks said.
    pub own: Option<Rating>,
    /// Whether they may say something.
    pub leave: Leave,
}

/// Whether somebody may rate something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// They may.
    Yes,
    /// They have not done the module to its end.
    NotFinished,
    /// Whoever rates an offer has an address: otherwise one person would be many.
    NoAddress,
}

/// Whoever looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Who, if they are known.
    pub person: Option<Uuid>,
    /// Whether they proved an address.
    pub has_address: bool,
}

/// What is shown of the ratings of something.
///
/// # Errors
/// The store's.
pub async fn look(app: &App, kind: Kind, subject: &str, reader: Reader) -> Result<Picture> {
    let name = subject.to_owned();
    app.store
        .read(move |tx| {
            let subject = name.clone();
            Box::pin(async move {
                let (sum, count) = ratings::total(tx, kind.code(), &subject).await?;
                let words = ratings::words(tx, kind.code(), &subject, SHOWN).await?;
                let (own, leave) = match (kind, reader.person) {
                    (Kind::Offer, Some(person)) if reader.has_address => (ratings::of_person_on(tx, person, kind.code(), &subject).await?, Leave::Yes),
                    (Kind::Offer, _) => (None, Leave::NoAddress),
                    (Kind::Module, Some(person)) if module_runs::has_finished(tx, person, &subject).await? => {
                        (ratings::of_person_on(tx, person, kind.code(), &subject).await?, Leave::Yes)
                    }
                    (Kind::Module, _) => (None, Leave::NotFinished),
                };
                Ok::<_, Failure>(Picture { mean: mean(sum, count), count, words, own, leave })
            })
        })
        .await
}

/// The mean of everything of a kind that has enough ratings, by its name.
///
/// # Errors
/// The store's.
pub async fn means(app: &App, kind: Kind) -> Result<BTreeMap<String, Mean>> {
    let rows = app.store.read(move |tx| Box::pin(ratings::means(tx, kind.code(), FEWEST))).await?;
    Ok(rows.into_iter().map(|(subject, mean, count)| (subject, Mean { mean, count })).collect())
}

/// What something is called, if it exists and everybody may see it.
pub fn title(app: &App, kind: Kind, subject: &str) -> Option<String> {
    match kind {
        Kind::Module => app.library.module(subject).map(|module| module.title.clone()),
        // what is on the shelf, and not its row: that may hold a title which nobody checked
        Kind::Offer => app.shelf().get(subject).map(|entry| entry.offer.title.clone()),
    }
}

/// Gives a rating, or another one in its place. Says where it stands: words wait to be read.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::RatingNotFollowed`] for a module that was not finished.
pub async fn give(app: &App, by: &Authorised<Learn>, kind: Kind, subject: &str, given: &Given) -> Result<Standing> {
    title(app, kind, subject).ok_or(Refusal::NotFound)?;
    let (now, person) = (app.clock.now(), Uuid::from_u128(*by.object()));
    let standing = Standing::of_words(&given.text);
    let row = Rating {
        id: app.entropy.id(now),
        kind: kind.code().to_owned(),
        subject: subject.to_owned(),
        person_id: person,
        stars: i64::from(given.stars),
        text: given.text.clone(),
        followed_on: given.followed_on.clone(),
        status: standing.code().to_owned(),
        note: String::new(),
        report: String::new(),
        reported_at: None,
        settled_by: None,
        settled_at: None,
        created_at: now,
        updated_at: now,
    };
    let standing = app
        .store
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move {
                if kind == Kind::Module && !module_runs::has_finished(tx, person, &row.subject).await? {
                    return Err(Refusal::RatingNotFollowed.into());
                }
                // the same words again need not be read again
                let before = ratings::of_person_on(tx, person, &row.kind, &row.subject).await?;
                let same = before.is_some_and(|b| b.text == row.text && b.status == Standing::Shown.code());
                let row = if same { Rating { status: Standing::Shown.code().to_owned(), ..row } } else { row };
                ratings::give(tx, &row).await?;
                Standing::parse(&row.status).ok_or(Failure::Broken(row.status))
            })
        })
        .await?;
    shown_anew(app, kind).await?;
    Ok(standing)
}

/// Takes back what somebody said.
///
/// # Errors
/// The store's.
pub async fn take_back(app: &App, by: &Authorised<Learn>, kind: Kind, subject: &str) -> Result<()> {
    let (person, subject) = (Uuid::from_u128(*by.object()), subject.to_owned());
    app.store
        .write(move |tx| {
            let subject = subject.clone();
            Box::pin(async move { ratings::take_back(tx, person, kind.code(), &subject).await })
        })
        .await?;
    shown_anew(app, kind).await
}

/// The shelf tells the means of offers.
async fn shown_anew(app: &App, kind: Kind) -> Result<()> {
    if kind == Kind::Offer { super::refresh(app).await } else { Ok(()) }
}

/// Notes that a reader finds shown words out of place: the team reads them again. They stay until then: a report is no decision.
///
/// # Errors
/// [`Refusal::TextTooLong`]; [`Refusal::NotFound`] when there are no such words.
pub async fn report(app: &App, id: Uuid, why: &str) -> Result<()> {
    let (why, now) = (why.trim().to_owned(), app.clock.now());
    if why.chars().count() > LONGEST {
        return Err(Refusal::TextTooLong.into());
    }
    app.store
        .write(move |tx| {
            let why = why.clone();
            Box::pin(async move {
                ratings::load(tx, id).await?.filter(|r| r.status == Standing::Shown.code() && !r.text.is_empty()).ok_or(Refusal::NotFound)?;
                // reported twice, it is read once
                ratings::report(tx, id, &why, now).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// What the team reads: words that wait, and words that somebody reported; each with how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRead {
    /// Words that wait, the oldest first.
    pub waiting: Vec<Rating>,
    /// How many wait.
    pub waiting_count: i64,
    /// Words that were reported, the oldest first.
    pub reported: Vec<Rating>,
    /// How many were reported.
    pub reported_count: i64,
}

/// What is to be read.
///
/// # Errors
/// The store's.
pub async fn to_read(app: &App, _: &Authorised<ReferenceOffers>) -> Result<ToRead> {
    app.store
        .read(|tx| {
            Box::pin(async move {
                let (waiting, waiting_count) = ratings::waiting(tx, WAITING).await?;
                let (reported, reported_count) = ratings::reported(tx, WAITING).await?;
                Ok::<_, Failure>(ToRead { waiting, waiting_count, reported, reported_count })
            })
        })
        .await
}

/// What the team says of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The rating.
    pub id: Uuid,
    /// When it was changed last, as it was read.
    pub seen: i64,
    /// Whether everybody may see it.
    pub is_shown: bool,
    /// Why not, as its author reads it.
    pub why: String,
}

/// Says whether words are shown.
///
/// # Errors
/// [`Refusal::RatingOwn`], [`Refusal::ReasonMissing`], [`Refusal::TextTooLong`]; [`Refusal::RecordChanged`] when somebody was first, or its author changed it.
pub async fn settle(app: &App, by: &Authorised<ReferenceOffers>, reading: &Reading, origin: &Origin<'_>) -> Result<()> {
    let (person, now, why) = (Uuid::from_u128(by.object().person), app.clock.now(), reading.why.trim().to_owned());
    if !reading.is_shown && why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    if why.chars().count() > LONGEST {
        return Err(Refusal::TextTooLong.into());
    }
    let act = if reading.is_shown { Act::RatingShown } else { Act::RatingRefused };
    let noted = line(app, act, By::Referencer, Some(person), Some(reading.id.to_string()), origin);
    let (id, seen, status) = (reading.id, reading.seen, if reading.is_shown { Standing::Shown } else { Standing::Refused });
    app.store
        .write(move |tx| {
            let (why, noted) = (why.clone(), noted.clone());
            Box::pin(async move {
                let row = ratings::load(tx, id).await?.ok_or(Refusal::NotFound)?;
                if row.person_id == person {
                    return Err(Refusal::RatingOwn.into());
                }
                let note = if status == Standing::Refused { why.as_str() } else { "" };
                if !ratings::settle(tx, &Settled { id, seen, status: status.code(), note, by: person, at: now }).await? {
                    return Err(Refusal::RecordChanged.into());
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    super::refresh(app).await
}

/// Reads what was typed.
///
/// # Errors
/// As [`rating::given`].
pub fn typed(app: &App, kind: Kind, stars: &str, text: &str, month: &str) -> Result<Given, Vec<(&'static str, Refusal)>> {
    rating::given(kind, stars, text, month, Day::of(app.clock.now()).month())
}
