//! A large organisation, made in a minute: thousands of learners in units and trades, and two campaigns, this year's and last year's.
//!
//! As in [`super::grow`], some hundred sessions are played by the engine of production and repeated with other people at other times: each
//! replays exactly. What results are made of is worked out by the job of every day, from the same rows as that of a true organisation.

use std::sync::Arc;

use domain::blueprint::SECOND;
use domain::text::fold;
use formats::content::People;
use psychometrics::random::Random;
use psychometrics::simulation::Population;
use sha2::{Digest, Sha256};
use store::campaigns::{self, Campaign};
use store::learners::{self, Learner};
use store::members::{self, Member};
use store::organisations::{self, Organisation};
use store::participations::{self, Participation};
use store::people::{self, Person, Profile};
use store::units::{self, Unit};
use store::{Store, StoreError, answers, results, sessions};
use uuid::Uuid;

use super::population::{Crowd, Use};
use super::templates::{Life, Lived, Template};
use crate::service::content::CurrentEdition;
use crate::service::{Failure, Result};

const DAY: i64 = 24 * 3600 * SECOND;
/// People in one transaction, with both their sittings: some four megabytes.
const AT_ONCE: u32 = 250;
/// A campaign lasts so many days.
const LASTS: i64 = 60;
/// Share of the learners who never begin.
const ABSENT: f64 = 0.08;

const SERVICES: [&str; 20] = [
    "Urgences",
    "Cardiologie",
    "Pneumologie",
    "Gériatrie",
    "Pédiatrie",
    "Maternité",
    "Chirurgie",
    "Bloc opératoire",
    "Réanimation",
    "Oncologie",
    "Neurologie",
    "Psychiatrie",
    "Radiologie",
    "Laboratoire",
    "Pharmacie",
    "Rééducation",
    "Néphrologie",
    "Hospitalisation à domicile",
    "Accueil et secrétariats",
    "Direction des soins",
];
const SITES: [&str; 3] = ["site nord", "site sud", "site du port"];
const GIVEN: [&str; 30] = [
    "Aïcha",
    "Alain",
    "Anne",
    "Aurélie",
    "Bruno",
    "Camille",
    "Chloé",
    "David",
    "Élodie",
    "Émile",
    "Fatou",
    "François",
    "Hélène",
    "Inès",
    "Jean",
    "Julie",
    "Karim",
    "Laurent",
    "Léa",
    "Louis",
    "Lucie",
    "Manon",
    "Marie",
    "Mehdi",
    "Nadia",
    "Nicolas",
    "Paul",
    "Sophie",
    "Thomas",
    "Zoé",
];
const FAMILY: [&str; 40] = [
    "André",
    "Aubert",
    "Baptiste",
    "Barre",
    "Benali",
    "Bernard",
    "Blanc",
    "Bonnet",
    "Boyer",
    "Chevalier",
    "Clément",
    "Colin",
    "David",
    "Diallo",
    "Dubois",
    "Dupont",
    "Durand",
    "Fabre",
    "Faure",
    "Fontaine",
    "Garcia",
    "Gauthier",
    "Girard",
    "Guérin",
    "Henry",
    "Lambert",
    "Laurent",
    "Lefèvre",
    "Leroy",
    "Marchand",
    "Martin",
    "Mercier",
    "Michel",
    "Morel",
    "Nguyen",
    "Perrin",
    "Petit",
    "Robert",
    "Roux",
    "Traoré",
];

/// What is asked for. The same words give the same organisation.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// How many learners.
    pub people: u32,
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// The day after this year's campaign closed; microseconds UTC.
    pub until: i64,
    /// How many different sessions are played, to be repeated.
    pub distinct: u64,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founded {
    /// The organisation.
    pub organisation: Uuid,
    /// Who manages it.
    pub manager: Uuid,
    /// Last year's campaign, then this year's.
    pub campaigns: [Uuid; 2],
    /// Sittings written, finished or not.
    pub participations: u64,
    /// Answers written.
    pub answers: u64,
}

/// Makes one. `progress` is told after each group of people, how many are written.
///
/// # Errors
/// It is there already ([`StoreError::Conflict`]), or the store could not; what was written before stays.
pub async fn found(store: &Store, edition: &CurrentEdition, lists: &People, found: &Found, progress: impl Fn(u32)) -> Result<Founded> {
    let plan = {
        let (edition, lists, found) = (edition.clone(), lists.clone(), *found);
        let planned = tokio::task::spawn_blocking(move || Plan::new(&edition, &lists, &found)).await;
        Arc::new(planned.map_err(|e| Failure::Broken(e.to_string()))??)
    };
    let frame = Arc::clone(&plan);
    store.write(move |tx| Box::pin(async move { frame.begin(tx).await })).await?;
    let (mut participations, mut answers) = (0, 0);
    for first in (0..plan.found.people).step_by(AT_ONCE as usize) {
        let last = (first + AT_ONCE).min(plan.found.people);
        let making = Arc::clone(&plan);
        let made = tokio::task::spawn_blocking(move || making.rows(first..last)).await;
        let rows = made.map_err(|e| Failure::Broken(e.to_string()))?;
        participations += rows.participations.len() as u64;
        answers += rows.answers.len() as u64;
        store.write_unrepeated(move |tx| Box::pin(async move { rows.write(tx).await })).await?;
        progress(last);
    }
    Ok(Founded {
        organisation: plan.organisation.id,
        manager: plan.manager.id,
        campaigns: [plan.campaigns[0].id, plan.campaigns[1].id],
        participations,
        answers,
    })
}

/// Everything that does not depend on which learner it is.
struct Plan {
    found: Found,
    key: u64,
    crowd: Crowd,
    templates: Vec<Template>,
    edition: Uuid,
    kind: String,
    organisation: Organisation,
    manager: Person,
    units: Vec<Unit>,
    campaigns: [Campaign; 2],
}

/// What one transaction writes.
#[derive(Default)]
struct Rows {
    people: Vec<Person>,
    learners: Vec<Learner>,
    sessions: Vec<sessions::Session>,
    answers: Vec<answers::Answer>,
    results: Vec<results::SessionResult>,
    participations: Vec<Participation>,
}

impl Rows {
    async fn write(self, tx: &mut store::Tx<'_>) -> Result<(), StoreError> {
        people::insert_all(tx, &self.people).await?;
        learners::insert_all(tx, &self.learners).await?;
        sessions::insert_all(tx, &self.sessions).await?;
        answers::append_all(tx, &self.answers).await?;
        results::insert_all(tx, &self.results).await?;
        participations::insert_all(tx, &self.participations).await.map(drop)
    }
}

impl Plan {
    fn new(edition: &CurrentEdition, lists: &People, found: &Found) -> Result<Self> {
        let parts = [u64::from(found.people), found.seed, found.until.unsigned_abs(), found.distinct].map(u64::to_le_bytes);
        let digest = Sha256::new().chain_update(b"institution").chain_update(parts.as_flattened()).chain_update(&edition.digest).finalize();
        let key = u64::from_le_bytes([digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7]]);
        let crowd = Crowd::new(key, found.until, lists)?;
        let population = Population::new(&edition.edition.prior).map_err(|e| Failure::Broken(e.to_string()))?;
        let templates = (0..found.distinct.max(1)).map(|number| Template::play(&edition.edition, &population, key, number)).collect::<Result<Vec<_>>>()?;
        let began = found.until - 500 * DAY;
        let id = |number: u64| crowd.id(began, number, Use::Institution);
        let name = format!("Centre hospitalier d’essai ({} personnes)", found.people);
        let organisation =
            Organisation { kind: "hospital".into(), search: fold(&name), name, region: Some("93".into()), is_sample: 1, ..Organisation::blank(id(0), began) };
        let email = crowd.email(u64::MAX);
        let manager = somebody(id(1), began, Some(email));
        let services = SITES.iter().flat_map(|site| SERVICES.iter().map(move |service| format!("{service}, {site}")));
        let units = services.zip(100..).map(|(name, number)| unit(id(number), organisation.id, name, began)).collect();
        let last_year = campaign(id(10), &organisation, "Bilan de l’an dernier", found.until - 365 * DAY, None, key);
        let this_year = campaign(id(11), &organisation, "Bilan de cette année", found.until, Some(last_year.id), key.rotate_left(32));
        Ok(Self {
            found: *found,
            key,
            templates,
            edition: edition.id,
            kind: edition.edition.blueprint.id.clone(),
            organisation,
            manager,
            units,
            campaigns: [last_year, this_year],
            crowd,
        })
    }

    async fn begin(&self, tx: &mut store::Tx<'_>) -> Result<(), StoreError> {
        people::insert(tx, &self.manager).await?;
        organisations::insert(tx, &self.organisation).await?;
        let member = Member { organisation_id: self.organisation.id, person_id: self.manager.id, role: "manager".into(), since: self.organisation.created_at };
        members::insert(tx, &member).await?;
        units::insert_all(tx, &self.units).await?;
        campaigns::insert_all(tx, &self.campaigns).await.map(drop)
    }

    fn rows(&self, numbers: std::ops::Range<u32>) -> Rows {
        let mut rows = Rows::default();
        for number in numbers {
            self.learner(u64::from(number), &mut rows);
        }
        rows
    }

    /// A learner and their sittings. Some units are ten times as large as others, as in a hospital.
    fn learner(&self, number: u64, rows: &mut Rows) {
        let mut random = self.crowd.random(number, Use::Learner);
        let began = self.organisation.created_at;
        let (given, family) = (GIVEN[random.below(GIVEN.len() as u64) as usize], FAMILY[random.below(FAMILY.len() as u64) as usize]);
        let place = (random.uniform() * random.uniform() * self.units.len() as f64) as usize;
        let unit = self.units[place.min(self.units.len() - 1)].id;
        let trade = self.crowd.somebody(number).trade.unwrap_or_else(|| "infirmier".to_owned());
        let person = somebody(self.crowd.id(began, number, Use::Id), began, Some(self.crowd.email(number)));
        let sort_name = fold(&format!("{family} {given}"));
        let external = format!("{:016x}-{number}", self.key);
        rows.learners.push(Learner {
            person_id: Some(person.id),
            given_name: given.into(),
            family_name: family.into(),
            email: person.email.clone(),
            email_folded: person.email_folded.clone(),
            search: format!("{sort_name} {external}"),
            external_id: Some(external),
            trade: Some(trade.clone()),
            unit_id: Some(unit),
            sort_name,
            ..Learner::blank(self.crowd.id(began, number, Use::Learner), self.organisation.id, "sample", began)
        });
        let learner = rows.learners[rows.learners.len() - 1].id;
        for (campaign, time) in self.campaigns.iter().zip(0..) {
            if random.uniform() < ABSENT {
                continue;
            }
            let sitting = Sitting { number, time, learner, person: person.id, unit, trade: &trade };
            self.sitting(campaign, &sitting, &mut random, rows);
        }
        rows.people.push(person);
    }

    fn sitting(&self, campaign: &Campaign, who: &Sitting<'_>, random: &mut Random, rows: &mut Rows) {
        let template = &self.templates[random.below(self.templates.len() as u64) as usize];
        let opens = campaign.opens_at.unwrap_or_default();
        let at = opens + random.below((LASTS - 2).unsigned_abs()).cast_signed() * DAY + random.below(8 * 3600).cast_signed() * SECOND + 7 * 3600 * SECOND;
        let session = self.crowd.id(at, who.number, Use::session(who.time));
        let life = Life { session, person: who.person, edition: self.edition, at, program: None };
        let Lived { session: row, answers, result } = template.lived(&self.kind, &life);
        rows.participations.push(Participation {
            learner_id: Some(who.learner),
            person_id: Some(who.person),
            session_id: Some(session),
            unit_id: Some(who.unit),
            trade: Some(who.trade.to_owned()),
            finished_at: row.finished_at,
            ..Participation::blank(self.crowd.id(at, who.number | ((who.time as u64) << 40), Use::Learner), campaign.id, at)
        });
        rows.sessions.push(row);
        rows.answers.extend(answers);
        rows.results.extend(result);
    }
}

/// Who takes a campaign.
struct Sitting<'p> {
    number: u64,
    /// Which of their sittings, from 0.
    time: usize,
    learner: Uuid,
    person: Uuid,
    unit: Uuid,
    trade: &'p str,
}

fn somebody(id: Uuid, at: i64, email: Option<String>) -> Person {
    Person {
        id,
        email_folded: email.clone(),
        email_verified_at: email.is_some().then_some(at),
        email,
        password_hash: None,
        profile: Profile::default(),
        locale: "fr".into(),
        created_at: at,
        last_seen_at: at,
        roles: String::new(),
    }
}

fn unit(id: Uuid, organisation_id: Uuid, name: String, created_at: i64) -> Unit {
    Unit { id, organisation_id, name_folded: fold(&name), name, created_at }
}

/// One that was closed on that day.
fn campaign(id: Uuid, organisation: &Organisation, title: &str, until: i64, previous_id: Option<Uuid>, key: u64) -> Campaign {
    let (opens, closes) = (until - (LASTS + 1) * DAY, until - DAY);
    Campaign {
        code: format!("ESSAI{key:016X}"),
        title: title.into(),
        search: fold(title),
        target: "socle".into(),
        audience: "everybody".into(),
        opens_at: Some(opens),
        closes_at: Some(closes),
        previous_id,
        ..Campaign::blank(id, organisation.id, opens)
    }
}
