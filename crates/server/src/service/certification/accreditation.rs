//! Accreditation: what a centre says of itself and asks, and what the certifier answers.

use domain::access::{Authorised, EnterOrganisation, GovernCertification, GovernOrganisation};
use domain::certification::{Accreditation as Standing, codes};
use domain::date::Day;
use domain::organisation::{LONGEST_MEMO, optional};
use domain::refusal::Refusal;
use domain::text::fold_email;
use serde::{Deserialize, Serialize};
use store::accreditations::{self, Accreditation, Asked};
use store::{Tx, audit};
use uuid::Uuid;

use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

/// Centres that are listed at once.
const LISTED: i64 = 2_000;
/// For how long an accreditation can be given, in days: longer is a typing error.
const LONGEST: i64 = 6 * 366;

/// What a centre says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who answers for the exams there.
    pub lead: String,
    /// Rooms and machines, in words.
    pub rooms: String,
    /// How candidates who need something else are received, in words.
    pub access: String,
}

/// What a centre asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// What it says of itself.
    pub statement: Statement,
    /// Address to write to.
    pub contact: String,
    /// Whether it keeps to the rules of exams.
    pub commits: bool,
}

/// An accreditation as pages look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its row.
    pub row: Accreditation,
    /// Where it stands.
    pub standing: Standing,
    /// What the centre says.
    pub statement: Statement,
}

impl Known {
    fn of(row: Accreditation) -> Result<Self> {
        let standing = Standing::parse(&row.status).ok_or_else(|| Failure::Broken(format!("accreditation {}", row.status)))?;
        Ok(Self { standing, statement: serde_json::from_str(&row.statement)?, row })
    }

    /// Whether exams may be held on a day.
    pub fn holds(&self, on: Day) -> bool {
        self.standing.holds(self.row.until, on)
    }

    /// Whether the centre may ask now: when the certifier has said no, has not said anything, or the end has come.
    pub fn may_ask(&self, today: Day) -> bool {
        match self.standing {
            Standing::Asked | Standing::Refused => true,
            Standing::Granted => !self.holds(today),
            Standing::Suspended => false,
        }
    }
}

/// The accreditation of an organisation, if it ever asked for one.
///
/// # Errors
/// The store's.
pub async fn of(app: &App, by: &Authorised<EnterOrganisation>) -> Result<Option<Known>> {
    let organisation = organisation_of(by);
    let row = app.store.read_once(move |tx| Box::pin(accreditations::of_organisation(tx, organisation))).await?;
    row.map(Known::of).transpose()
}

/// Whether an organisation may hold an exam on a day.
///
/// # Errors
/// [`Refusal::CentreNotAccredited`].
pub(super) async fn hold_to_accredited(tx: &mut Tx<'_>, organisation: Uuid, on: Day) -> Result<()> {
    let row = accreditations::of_organisation(tx, organisation).await?;
    let holds = row.map(Known::of).transpose()?.is_some_and(|known| known.holds(on));
    if holds { Ok(()) } else { Err(Refusal::CentreNotAccredited.into()) }
}

/// What is wrong with a request, each with its field.
pub fn faults(request: &Request) -> Vec<(&'static str, Refusal)> {
    let mut found = Vec::new();
    let words = |text: &str| text.chars().count() <= LONGEST_MEMO;
    if let Err(refusal) = domain::organisation::name(&request.statement.lead) {
        found.push(("responsable", refusal));
    }
    if fold_email(&request.contact).is_none() {
        found.push(("contact", Refusal::EmailInvalid));
    }
    for (field, text, is_needed) in [("salles", &request.statement.rooms, true), ("accueil", &request.statement.access, false)] {
        if is_needed && text.trim().is_empty() {
            found.push((field, Refusal::ReasonMissing));
        } else if !words(text) {
            found.push((field, Refusal::TextTooLong));
        }
    }
    if !request.commits {
        found.push(("engagement", Refusal::ResponseMissing));
    }
    found
}

/// Asks the certifier, or says again what was asked.
///
/// # Errors
/// The first of [`faults`]; [`Refusal::RecordChanged`] when there is nothing to ask now.
pub async fn ask(app: &App, by: &Authorised<GovernOrganisation>, request: &Request, origin: &Origin<'_>) -> Result<()> {
    if let Some((_, refusal)) = faults(request).first() {
        return Err((*refusal).into());
    }
    let (organisation, now) = (organisation_of(by), app.clock.now());
    let statement = Statement { lead: optional(&request.statement.lead)?.unwrap_or_default(), ..request.statement.clone() };
    let row = Accreditation {
        id: app.entropy.id(now),
        organisation_id: organisation,
        status: Standing::Asked.code().to_owned(),
        number: None,
        statement: serde_json::to_string(&statement)?,
        contact: request.contact.trim().to_owned(),
        note: String::new(),
        until: None,
        asked_by: actor_of(by),
        asked_at: now,
        decided_by: None,
        decided_at: None,
    };
    let noted = line(app, Act::AccreditationAsked, By::Organisation, actor_of(by), Some(organisation.to_string()), origin);
    app.store
        .write(move |tx| {
            let (row, noted) = (row.clone(), noted.clone());
            Box::pin(async move {
                let there = accreditations::of_organisation(tx, organisation).await?.map(Known::of).transpose()?;
                if there.is_some_and(|known| !known.may_ask(Day::of(now))) {
                    return Err(Refusal::RecordChanged.into());
                }
                accreditations::ask(tx, &row).await?;
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// A centre in the certifier's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// What it asked, and what was answered.
    pub known: Known,
    /// Its name.
    pub name: String,
    /// What kind it is of.
    pub kind: String,
    /// Code of its region.
    pub region: Option<String>,
    /// Its FINESS number.
    pub finess: Option<String>,
}

fn centre(asked: Asked) -> Result<Centre> {
    Ok(Centre { known: Known::of(asked.accreditation)?, name: asked.name, kind: asked.kind, region: asked.region, finess: asked.finess })
}

/// Every organisation that asked, the last first.
///
/// # Errors
/// The store's.
pub async fn all(app: &App, _: &Authorised<GovernCertification>) -> Result<Vec<Centre>> {
    let rows = app.store.read_once(move |tx| Box::pin(accreditations::all(tx, LISTED))).await?;
    rows.into_iter().map(centre).collect()
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn one(app: &App, by: &Authorised<GovernCertification>, id: Uuid) -> Result<Centre> {
    Ok(all(app, by).await?.into_iter().find(|centre| centre.known.row.id == id).ok_or(Refusal::NotFound)?)
}

/// What the certifier says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Granted, refused or suspended.
    pub standing: Standing,
    /// The last day, where it is granted.
    pub until: Option<Day>,
    /// Why, as the centre reads it.
    pub note: String,
}

impl Answer {
    /// What is wrong with it, with its field.
    pub fn fault(&self, today: Day) -> Option<(&'static str, Refusal)> {
        let granted = self.standing == Standing::Granted;
        let ahead = self.until.map(|day| day.number() - today.number());
        if granted && !ahead.is_some_and(|days| (1..=LONGEST).contains(&days)) {
            Some(("jusqu", Refusal::DayInvalid))
        } else if !granted && self.note.trim().is_empty() {
            Some(("motif", Refusal::ReasonMissing))
        } else if self.note.chars().count() > LONGEST_MEMO {
            Some(("motif", Refusal::TextTooLong))
        } else {
            None
        }
    }
}

/// Says it. `seen` is the accreditation as it was read.
///
/// # Errors
/// What is wrong with the answer; [`Refusal::RecordChanged`] when somebody was first.
pub async fn answer(app: &App, by: &Authorised<GovernCertification>, seen: &Accreditation, answer: &Answer, origin: &Origin<'_>) -> Result<()> {
    let now = app.clock.now();
    if let Some((_, refusal)) = answer.fault(Day::of(now)) {
        return Err(refusal.into());
    }
    let person = Uuid::from_u128(by.object().person);
    let (act, until) = match answer.standing {
        Standing::Granted => (Act::CentreAccredited, answer.until.map(Day::number)),
        Standing::Refused => (Act::CentreRefused, None),
        Standing::Suspended => (Act::CentreSuspended, seen.until),
        Standing::Asked => return Err(Refusal::Malformed.into()),
    };
    let decided = Accreditation {
        status: answer.standing.code().to_owned(),
        number: (answer.standing == Standing::Granted).then(|| format!("C-{}", codes::exam_number(app.entropy.bytes()))),
        note: answer.note.trim().to_owned(),
        until,
        decided_by: Some(person),
        decided_at: Some(now),
        ..seen.clone()
    };
    let noted = line(app, act, By::Certifier, Some(person), Some(seen.organisation_id.to_string()), origin);
    let seen = seen.clone();
    app.store
        .write(move |tx| {
            let (seen, decided, noted) = (seen.clone(), decided.clone(), noted.clone());
            Box::pin(async move {
                if !accreditations::decide(tx, &seen, &decided).await? {
                    return Err(Refusal::RecordChanged.into());
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}
