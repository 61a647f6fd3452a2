//! The work of the team: what waits, comparing with the source, deciding, correcting.

use domain::access::{Authorised, ReferenceOffers};
use domain::catalogue::check::Fault;
use domain::catalogue::columns::Cells;
use domain::catalogue::lifecycle::{self, Act as Deed, Party, Stage, WARNED_BEFORE};
use domain::catalogue::offer::Offer;
use domain::date::Day;
use domain::refusal::Refusal;
use domain::text::fold;
use store::link_checks::{self, LinkCheck};
use store::mails::NewMail;
use store::offer_signals::{self, OfferSignal};
use store::offers::{self, Event, Head};
use store::{people, ratings};
use uuid::Uuid;

use super::dossier::{Done, Dossier, New, Vocabulary, begun, hands, history, keep, moved};
use super::propose::Written;
use crate::app::App;
use crate::mails::{OfferMail, letter_to};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Offers of each kind that the first page shows.
const FIRST: i64 = 20;
/// Offers on a page of the list.
pub const PAGE: i64 = 50;
/// Signals and links that are shown.
const SHOWN: i64 = 100;
/// Signs of what is said of an offer.
const LONGEST: usize = 2_000;

/// What waits for the team, each with how many there are.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Sent by organisations, those that wait longest first.
    pub proposed: (Vec<Head>, i64),
    /// Changed or imported by the team: a second person is to check them.
    pub to_check: (Vec<Head>, i64),
    /// Their check ends soon or has ended.
    pub ending: (Vec<Head>, i64),
    /// What readers say is wrong.
    pub signals: (Vec<OfferSignal>, i64),
    /// Ratings that wait or were reported.
    pub ratings: i64,
    /// Addresses that fail.
    pub links: Vec<LinkCheck>,
    /// Offers that came with the program and nobody here has looked at.
    pub shipped: usize,
}

/// What waits.
///
/// # Errors
/// The store's.
pub async fn queue(app: &App, _: &Authorised<ReferenceOffers>) -> Result<Queue> {
    let by = Day::of(app.clock.now()).plus(WARNED_BEFORE).number();
    let all = app.library.offers.len();
    app.store
        .read(move |tx| {
            Box::pin(async move {
                Ok::<_, Failure>(Queue {
                    proposed: offers::waiting(tx, Stage::Proposed.code(), FIRST).await?,
                    to_check: offers::waiting(tx, Stage::ToBeChecked.code(), FIRST).await?,
                    ending: offers::ending(tx, by, FIRST).await?,
                    signals: offer_signals::open(tx, SHOWN).await?,
                    ratings: ratings::waiting(tx, 1).await?.1 + ratings::reported(tx, 1).await?.1,
                    links: link_checks::failing(tx, SHOWN).await?,
                    shipped: all.saturating_sub(offers::taken_over(tx).await?.len()),
                })
            })
        })
        .await
}

/// A page of every offer that has a row here: in which these words stand, of this status where it is not empty. And how many there are.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, _: &Authorised<ReferenceOffers>, words: &str, status: &str, page: i64) -> Result<(Vec<Head>, i64)> {
    let (words, status) = (fold(words), status.to_owned());
    app.store
        .read(move |tx| {
            let (words, status) = (words.clone(), status.clone());
            Box::pin(async move { Ok::<_, Failure>(offers::list(tx, &words, &status, (page - 1) * PAGE, PAGE).await?) })
        })
        .await
}

/// Offers that came with the program, in which these words stand, and that nobody here has taken over.
///
/// # Errors
/// The store's.
pub async fn shipped<'a>(app: &'a App, _: &Authorised<ReferenceOffers>, words: &str) -> Result<Vec<&'a Offer>> {
    let taken = app.store.read(|tx| Box::pin(offers::taken_over(tx))).await?;
    let words = fold(words);
    let fits = |offer: &&Offer| !taken.contains(&offer.id) && (words.is_empty() || super::dossier::search(offer).contains(&words));
    Ok(app.library.offers.iter().filter(fits).collect())
}

/// Every offer of the catalogue as it is shown, by name: what an export holds and an import reads back.
///
/// # Errors
/// The store's.
pub async fn everything(app: &App, _: &Authorised<ReferenceOffers>) -> Result<Vec<Offer>> {
    let taken: std::collections::BTreeSet<String> = app.store.read(|tx| Box::pin(offers::titles(tx))).await?.into_iter().map(|(slug, _)| slug).collect();
    let mut all: Vec<Offer> = app.library.offers.iter().filter(|offer| !taken.contains(&offer.id)).cloned().collect();
    let mut after = String::new();
    loop {
        let from = after.clone();
        let page = app
            .store
            .read(move |tx| {
                let from = from.clone();
                Box::pin(async move { offers::bodies(tx, &from, 500).await })
            })
            .await?;
        let Some((last, _)) = page.last() else { break };
        after.clone_from(last);
        for (_, body) in &page {
            all.push(serde_json::from_str(body)?);
        }
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(all)
}

/// An offer as the team looks at it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its life; of an offer that came with the program and was never touched, what it would begin with (revision 0).
    pub dossier: Dossier,
    /// What happened to it, the last first.
    pub events: Vec<Event>,
    /// What is wrong with its text.
    pub faults: Vec<Fault>,
    /// What readers say of it.
    pub signals: Vec<OfferSignal>,
    /// What was found at its address.
    pub link: Option<LinkCheck>,
    /// Whether whoever looks has a hand in its text, and cannot check it.
    pub is_own: bool,
}

/// One of them, by its name in addresses.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn case(app: &App, by: &Authorised<ReferenceOffers>, slug: &str) -> Result<Case> {
    let mut case = whole_case(app, by, slug).await?;
    if case.dossier.stage == Stage::Draft {
        // the change that its organisation writes is nobody else's until it is sent
        case.dossier.text = case.dossier.told().clone();
        case.faults = Vocabulary::of(app).faults(app, &case.dossier.text);
        let drafted = case.events.iter().take_while(|event| event.act == Deed::Changed.code()).count();
        case.events.drain(..drafted);
    }
    Ok(case)
}

async fn whole_case(app: &App, by: &Authorised<ReferenceOffers>, slug: &str) -> Result<Case> {
    let name = slug.to_owned();
    let (row, signals, link) = app
        .store
        .read(move |tx| {
            let slug = name.clone();
            Box::pin(async move {
                Ok::<_, Failure>((offers::by_slug(tx, &slug).await?, offer_signals::of_slug(tx, &slug, SHOWN).await?, link_checks::of(tx, &slug).await?))
            })
        })
        .await?;
    let (dossier, events) = match row {
        Some(row) => {
            let events = history(app, row.id).await?;
            (Dossier::of(row)?, events)
        }
        None => (untouched(app, slug)?, Vec::new()),
    };
    if dossier.is_private() {
        return Err(Refusal::NotFound.into());
    }
    let is_own = lifecycle::may_check(by.object().person, &hands(&events)).is_err();
    let faults = Vocabulary::of(app).faults(app, &dossier.text);
    Ok(Case { dossier, events, faults, signals, link, is_own })
}

/// An offer of the program as it would be taken over.
fn untouched(app: &App, slug: &str) -> Result<Dossier> {
    let offer = app.library.offers.iter().find(|offer| offer.id == slug).ok_or(Refusal::NotFound)?;
    let new = New {
        id: app.entropy.id(app.clock.now()),
        organisation: None,
        origin: "shipped",
        stage: Stage::ToBeChecked,
        text: offer.clone(),
        person: None,
        deed: Deed::Made,
    };
    let (mut dossier, _) = begun(app, &new)?;
    dossier.row.revision = 0;
    Ok(dossier)
}

/// What the team does with an offer.
#[derive(Debug, Clone)]
pub enum Decision {
    /// It says what its source says.
    Check,
    /// Its organisation is to mend it: these words say what.
    SendBack(String),
    /// It has no place here: these words say why.
    Refuse(String),
    /// It leaves the catalogue.
    Withdraw(String),
    /// It comes back, to be checked.
    Reopen,
}

/// Decides. `seen` is the revision that was read, 0 for an untouched offer of the program.
///
/// # Errors
/// [`Refusal::OfferOwnText`], [`Refusal::OfferFaulty`], [`Refusal::ReasonMissing`], [`Refusal::OfferStage`].
pub async fn decide(app: &App, by: &Authorised<ReferenceOffers>, slug: &str, seen: i64, decision: &Decision, origin: &Origin<'_>) -> Result<()> {
    let case = seen_case(app, by, slug, seen).await?;
    let person = by.object().person;
    let (deed, act, note) = match decision {
        Decision::Check => (Deed::Checked, Act::OfferChecked, ""),
        Decision::SendBack(words) => (Deed::SentBack, Act::OfferTurnedDown, words.trim()),
        Decision::Refuse(words) => (Deed::Refused, Act::OfferTurnedDown, words.trim()),
        Decision::Withdraw(words) => (Deed::Withdrawn, Act::OfferWithdrawn, words.trim()),
        Decision::Reopen => (Deed::Reopened, Act::OfferReopened, ""),
    };
    if deed == Deed::Checked {
        lifecycle::may_check(person, &hands(&case.events))?;
    }
    // what comes back is shown at once: it is no more a draft with holes than what was checked
    if matches!(deed, Deed::Checked | Deed::Reopened) && !case.faults.is_empty() {
        return Err(Refusal::OfferFaulty.into());
    }
    if matches!(decision, Decision::SendBack(_) | Decision::Refuse(_) | Decision::Withdraw(_)) && note.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    if note.chars().count() > LONGEST {
        return Err(Refusal::TextTooLong.into());
    }
    let done = Done { deed, by: Party::Team, person: Some(Uuid::from_u128(person)), note, text: None };
    let (after, event) = moved(app, &case.dossier, &done)?;
    let letters = told(app, &case, &after, deed, note).await?;
    write(app, by, &case, &after, event, act, letters, origin).await
}

/// Corrects a text: what is shown is corrected at once, and waits for a second person.
///
/// # Errors
/// [`Refusal::OfferStage`].
pub async fn change(app: &App, by: &Authorised<ReferenceOffers>, slug: &str, seen: i64, cells: &Cells, origin: &Origin<'_>) -> Result<Written> {
    let case = seen_case(app, by, slug, seen).await?;
    let (text, faults) = Vocabulary::of(app).read(app, cells);
    let faults: Vec<Fault> = faults.into_iter().filter(|fault| fault.code != "offer-slug").collect();
    if !faults.is_empty() {
        return Ok(Written::Wrong(faults));
    }
    let done = Done { deed: Deed::Changed, by: Party::Team, person: Some(Uuid::from_u128(by.object().person)), note: "", text: Some(text) };
    let (after, event) = moved(app, &case.dossier, &done)?;
    let id = after.row.id;
    write(app, by, &case, &after, event, Act::OfferChanged, Vec::new(), origin).await?;
    Ok(Written::Kept(id))
}

async fn seen_case(app: &App, by: &Authorised<ReferenceOffers>, slug: &str, seen: i64) -> Result<Case> {
    let case = whole_case(app, by, slug).await?;
    if case.dossier.row.revision == seen { Ok(case) } else { Err(Refusal::OfferStage.into()) }
}

#[expect(clippy::too_many_arguments, reason = "everything that one transaction writes")]
async fn write(
    app: &App,
    by: &Authorised<ReferenceOffers>,
    case: &Case,
    after: &Dossier,
    event: Event,
    act: Act,
    letters: Vec<NewMail>,
    origin: &Origin<'_>,
) -> Result<()> {
    let noted = line(app, act, By::Referencer, Some(Uuid::from_u128(by.object().person)), Some(after.row.slug.clone()), origin);
    if case.dossier.row.revision > 0 {
        return keep(app, &case.dossier, after, event, Some(noted), letters).await;
    }
    // taken over from the program: two who do so at once meet at its name
    let row = after.row.clone();
    let taken: Result<(), store::StoreError> = app
        .store
        .write(move |tx| {
            let (row, event, noted) = (row.clone(), event.clone(), noted.clone());
            Box::pin(async move {
                offers::insert(tx, &row).await?;
                offers::insert_event(tx, &event).await?;
                store::audit::add(tx, &noted).await
            })
        })
        .await;
    match taken {
        Ok(()) => super::refresh(app).await,
        Err(store::StoreError::Conflict { .. }) => Err(Refusal::OfferStage.into()),
        Err(error) => Err(error.into()),
    }
}

/// The mail that tells whoever sent it what was answered.
async fn told(app: &App, case: &Case, after: &Dossier, deed: Deed, note: &str) -> Result<Vec<NewMail>> {
    let Some(organisation) = after.row.organisation_id else { return Ok(Vec::new()) };
    let sent = case.events.iter().find(|event| event.act == Deed::Proposed.code()).and_then(|event| event.person_id);
    let Some(person) = sent.or(case.dossier.row.made_by) else { return Ok(Vec::new()) };
    let Some(person) = app.store.read(move |tx| Box::pin(people::by_id(tx, person))).await? else { return Ok(Vec::new()) };
    let Some(email) = person.email.clone() else { return Ok(Vec::new()) };
    let mail = OfferMail {
        what: deed.code(),
        title: after.text.title.clone(),
        note: note.to_owned(),
        until: after.expires_on().map(Day::begins),
        link: format!("{}/pilotage/{organisation}/formations/{}", app.config.base_url, after.row.id),
    };
    Ok(vec![letter_to(app, &person.locale, &mail, person.id, &email)?])
}
