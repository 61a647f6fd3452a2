//! An offer with its life: read from its row, moved on by one act, kept with what happened.
//!
//! A row is changed only as it was read: of two people who act at once, the second is told and nothing of the first is lost.

use domain::catalogue::check::{self, Fault, References, faults};
use domain::catalogue::columns::{Cells, Names, read};
use domain::catalogue::lifecycle::{self, Act as Deed, Party, Shown, Stage};
use domain::catalogue::offer::{Offer, Status};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::text::fold;
use store::audit::Line;
use store::mails::NewMail;
use store::offers::{self, Event};
use store::{Tx, audit, mails};
use uuid::Uuid;

use crate::app::App;
use crate::service::{Failure, Result};

/// Things that happened to an offer and are shown.
const EVENTS: i64 = 200;

/// An offer with its life.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// Its row as it was read.
    pub row: offers::Offer,
    /// Where the text at work stands.
    pub stage: Stage,
    /// The text at work.
    pub text: Offer,
    /// What the public sees.
    pub shown: Option<Offer>,
}

impl Dossier {
    pub(super) fn of(row: offers::Offer) -> Result<Self> {
        let unknown = |word: &str| Failure::Broken(format!("offer {}: {word}", row.slug));
        let status = Stage::parse(&row.status).ok_or_else(|| unknown(&row.status))?;
        let body: Offer = serde_json::from_str(&row.body)?;
        let is_public = matches!(status, Stage::ToBeChecked | Stage::Checked);
        let (stage, text) = match (&row.work, &row.work_status) {
            (Some(work), Some(word)) if is_public => (Stage::parse(word).ok_or_else(|| unknown(word))?, serde_json::from_str(work)?),
            _ => (status, body.clone()),
        };
        Ok(Self { stage, text, shown: is_public.then_some(body), row })
    }

    /// The day on which what is shown was last checked.
    pub fn checked_on(&self) -> Option<Day> {
        self.row.checked_on.map(Day::numbered)
    }

    /// The day until which that holds.
    pub fn expires_on(&self) -> Option<Day> {
        self.row.expires_on.map(Day::numbered)
    }

    /// Its row after what it became.
    fn written(&self) -> Result<offers::Offer> {
        let mut row = self.row.clone();
        let text = serde_json::to_string(&self.text)?;
        (row.body, row.work, row.work_status, row.status) = match &self.shown {
            Some(shown) if matches!(self.stage, Stage::Draft | Stage::Proposed | Stage::Refused) => {
                let status = if shown.status == Status::Checked { Stage::Checked } else { Stage::ToBeChecked };
                (serde_json::to_string(shown)?, Some(text), Some(self.stage.code().to_owned()), status.code().to_owned())
            }
            Some(shown) => (serde_json::to_string(shown)?, None, None, self.stage.code().to_owned()),
            None => (text, None, None, self.stage.code().to_owned()),
        };
        let told = self.told();
        row.title.clone_from(&told.title);
        row.search = search(told);
        Ok(row)
    }

    /// What others than its organisation may read of it: where a change is a draft, or was refused, what the public sees.
    pub(super) fn told(&self) -> &Offer {
        self.shown.as_ref().filter(|_| matches!(self.stage, Stage::Draft | Stage::Refused)).unwrap_or(&self.text)
    }

    /// Whether anybody else than its organisation may know of it.
    pub(super) fn is_private(&self) -> bool {
        self.stage == Stage::Draft && self.shown.is_none()
    }
}

/// What a search in lists looks through.
pub(super) fn search(offer: &Offer) -> String {
    format!("{} | {} | {}", key(offer), fold(offer.place.as_deref().unwrap_or_default()), offer.id)
}

/// By what two offers are taken for the same: title and organisation, folded.
pub(super) fn key(offer: &Offer) -> String {
    format!("{} | {}", fold(&offer.title), fold(&offer.organisation))
}

/// What is done with an offer.
#[derive(Debug, Clone)]
pub(super) struct Done<'a> {
    pub(super) deed: Deed,
    pub(super) by: Party,
    pub(super) person: Option<Uuid>,
    /// What is said of it.
    pub(super) note: &'a str,
    /// Its new text.
    pub(super) text: Option<Offer>,
}

/// What an act makes of an offer, and the line of its history.
///
/// # Errors
/// It is not the moment for this act.
pub(super) fn moved(app: &App, before: &Dossier, done: &Done<'_>) -> Result<(Dossier, Event)> {
    let now = app.clock.now();
    let today = Day::of(now);
    let step = lifecycle::step(before.stage, before.shown.is_some(), done.deed, done.by)?;
    let mut after = before.clone();
    after.stage = step.stage;
    if let Some(text) = &done.text {
        // its name in addresses never changes: people have linked to it
        after.text = Offer { id: before.row.slug.clone(), ..text.clone() };
    }
    let is_checked = step.stage == Stage::Checked;
    if is_checked {
        after.text.source.checked = today.month().to_string();
        after.text.source.review_by = None;
    }
    match step.shown {
        Shown::Stays => {}
        Shown::Replaced => {
            after.text.status = if is_checked { Status::Checked } else { Status::ToBeChecked };
            after.shown = Some(after.text.clone());
            after.row.checked_on = is_checked.then(|| today.number());
            after.row.expires_on = is_checked.then(|| lifecycle::expires(today).number());
        }
        Shown::Removed => {
            after.shown = None;
            (after.row.checked_on, after.row.expires_on) = (None, None);
        }
    }
    if done.by == Party::Team {
        (after.row.settled_by, after.row.settled_at) = (done.person, Some(now));
    }
    if matches!(done.deed, Deed::SentBack | Deed::Refused | Deed::Withdrawn | Deed::Checked) {
        done.note.clone_into(&mut after.row.note);
    }
    after.row.revision += 1;
    after.row.updated_at = now.max(before.row.updated_at + 1);
    after.row = after.written()?;
    let event = Event {
        id: app.entropy.id(now),
        offer_id: after.row.id,
        revision: after.row.revision,
        act: done.deed.code().to_owned(),
        body: serde_json::to_string(&after.text)?,
        note: done.note.to_owned(),
        person_id: done.person,
        at: now,
    };
    Ok((after, event))
}

/// Keeps what became of an offer, with its history, a line of the audit log, and the mails that tell of it.
///
/// # Errors
/// [`Refusal::OfferStage`] when somebody was first.
pub(super) async fn keep(app: &App, before: &Dossier, after: &Dossier, event: Event, noted: Option<Line>, letters: Vec<NewMail>) -> Result<()> {
    let (row, seen, has_letters) = (after.row.clone(), before.row.revision, !letters.is_empty());
    app.store
        .write(move |tx| {
            let (row, event, noted, letters) = (row.clone(), event.clone(), noted.clone(), letters.clone());
            Box::pin(async move {
                if !offers::save(tx, &row, seen).await? {
                    return Err(Refusal::OfferStage.into());
                }
                written(tx, &event, noted.as_ref(), &letters).await
            })
        })
        .await?;
    if has_letters {
        app.mail_waits.notify_one();
    }
    if before.shown != after.shown {
        super::refresh(app).await?;
    }
    Ok(())
}

async fn written(tx: &mut Tx<'_>, event: &Event, noted: Option<&Line>, letters: &[NewMail]) -> Result<()> {
    offers::insert_event(tx, event).await?;
    if let Some(noted) = noted {
        audit::add(tx, noted).await?;
    }
    for letter in letters {
        mails::enqueue(tx, letter).await?;
    }
    Ok(())
}

/// A new offer, and the first line of its history.
pub(super) struct New {
    pub(super) id: Uuid,
    pub(super) organisation: Option<Uuid>,
    pub(super) origin: &'static str,
    pub(super) stage: Stage,
    pub(super) text: Offer,
    pub(super) person: Option<Uuid>,
    pub(super) deed: Deed,
}

/// The rows of a new offer.
///
/// # Errors
/// Its text cannot be written.
pub(super) fn begun(app: &App, new: &New) -> Result<(Dossier, Event)> {
    let now = app.clock.now();
    let body = serde_json::to_string(&new.text)?;
    let row = offers::Offer {
        id: new.id,
        slug: new.text.id.clone(),
        organisation_id: new.organisation,
        title: new.text.title.clone(),
        search: search(&new.text),
        body: body.clone(),
        work: None,
        work_status: None,
        origin: new.origin.to_owned(),
        status: new.stage.code().to_owned(),
        checked_on: None,
        expires_on: None,
        warned_for: None,
        note: String::new(),
        revision: 1,
        made_by: new.person,
        made_at: now,
        settled_by: None,
        settled_at: None,
        updated_at: now,
    };
    let event = Event {
        id: app.entropy.id(now),
        offer_id: new.id,
        revision: 1,
        act: new.deed.code().to_owned(),
        body,
        note: String::new(),
        person_id: new.person,
        at: now,
    };
    Ok((Dossier::of(row)?, event))
}

/// What happened to an offer, the last first.
pub(super) async fn history(app: &App, offer: Uuid) -> Result<Vec<Event>> {
    Ok(app.store.read(move |tx| Box::pin(offers::events(tx, offer, EVENTS))).await?)
}

/// Whose hands are in the text at work: those who made or changed it since it was last checked. `events` come the last first.
pub(super) fn hands(events: &[Event]) -> Vec<u128> {
    let since = events.iter().take_while(|event| event.act != Deed::Checked.code());
    let writes = |event: &&Event| matches!(Deed::parse(&event.act), Some(Deed::Made | Deed::Imported | Deed::Changed | Deed::Proposed | Deed::Reopened));
    since.filter(writes).filter_map(|event| event.person_id).map(|person| person.as_u128()).collect()
}

/// The words by which trades, regions and domains are known, folded.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    trades: Vec<(String, Vec<String>)>,
    regions: Vec<(String, Vec<String>)>,
    domains: Vec<(String, Vec<String>)>,
    trade_codes: Vec<String>,
    region_codes: Vec<String>,
}

impl Vocabulary {
    /// That of today's content.
    pub fn of(app: &App) -> Self {
        let edition = app.editions.current();
        let named = |list: &[formats::content::Named]| list.iter().map(|one| (one.id.clone(), vec![fold(&one.name)])).collect::<Vec<_>>();
        let framework = &edition.edition.framework;
        Self {
            trades: named(&app.people.trades),
            regions: named(&app.people.regions),
            domains: framework.domains.iter().map(|d| (d.slug.clone(), vec![fold(&d.name), fold(&d.short)])).collect(),
            trade_codes: app.people.trades.iter().map(|one| one.id.clone()).collect(),
            region_codes: app.people.regions.iter().map(|one| one.id.clone()).collect(),
        }
    }

    /// Reads an offer from cells, with everything that is wrong with it.
    pub fn read(&self, app: &App, cells: &Cells) -> (Offer, Vec<Fault>) {
        let names = Names { trades: &self.trades, regions: &self.regions, domains: &self.domains };
        let (offer, mut found) = read(cells, names, Day::of(app.clock.now()));
        let unread: Vec<_> = found.iter().map(|fault| fault.column).collect();
        found.extend(self.faults(app, &offer).into_iter().filter(|fault| !unread.contains(&fault.column)));
        found.sort_by_key(|fault| fault.column);
        (offer, found)
    }

    /// Everything that is wrong with an offer.
    pub fn faults(&self, app: &App, offer: &Offer) -> Vec<Fault> {
        let edition = app.editions.current();
        let references = References { framework: &edition.edition.framework, trades: &self.trade_codes, regions: &self.region_codes };
        faults(offer, &references)
    }
}

/// A name in addresses that no offer has: that of its words, or with the first number that is free.
pub(super) async fn free_slug(app: &App, wanted: &str) -> Result<String> {
    let taken = app.store.read(|tx| Box::pin(offers::titles(tx))).await?;
    let is_taken = |slug: &str| taken.iter().any(|(known, _)| known == slug) || app.library.offers.iter().any(|offer| offer.id == slug);
    Ok(number_until_free(wanted, 1, is_taken).0)
}

/// The first name that is free, and its number: that of these words, which is the first, or with a number behind. Numbers below `from` are taken.
pub(super) fn number_until_free(wanted: &str, from: u32, is_taken: impl Fn(&str) -> bool) -> (String, u32) {
    let base = if check::is_slug(wanted) { wanted } else { "formation" };
    let short: String = base.chars().take(check::SLUG - 6).collect();
    let short = short.trim_end_matches('-');
    let numbered = |number: u32| if number == 1 { base.to_owned() } else { format!("{short}-{number}") };
    let mut number = from;
    while is_taken(&numbered(number)) {
        number += 1;
    }
    (numbered(number), number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_numbered_until_it_is_free() {
        let taken = ["du", "du-2"];
        let is_taken = |slug: &str| taken.contains(&slug);
        assert_eq!(number_until_free("du", 1, is_taken), ("du-3".into(), 3));
        assert_eq!(number_until_free("du", 7, is_taken), ("du-7".into(), 7));
        assert_eq!(number_until_free("diu", 1, is_taken), ("diu".into(), 1));
        assert_eq!(number_until_free("«»", 1, is_taken).0, "formation");
        let long = "a".repeat(check::SLUG);
        assert!(check::is_slug(&number_until_free(&long, 1, |slug| slug == long).0));
    }

    #[test]
    fn who_wrote_since_the_last_check_has_a_hand_in_it() {
        let event = |act: &str, person: u128| Event {
            id: Uuid::nil(),
            offer_id: Uuid::nil(),
            revision: 1,
            act: act.into(),
            body: String::new(),
            note: String::new(),
            person_id: Some(Uuid::from_u128(person)),
            at: 0,
        };
        let events = [event("changed", 4), event("sent-back", 3), event("proposed", 2), event("checked", 9), event("made", 1)];
        assert_eq!(hands(&events), [4, 2]);
    }
}
