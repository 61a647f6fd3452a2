//! A rehearsal: an organisation of invented people, so that a trainer can try everything before the true ones come.
//!
//! Its results are played by the engine of production and measured as true ones are, and shown by the same rules of privacy. Nobody's
//! session stands behind them: what was invented is in no statistic of the bank, has no address that a mail could reach, and is gone
//! with its organisation.

use domain::access::{Actor, Post};
use domain::bank::Edition;
use domain::blueprint::SECOND;
use domain::campaign::Code;
use domain::date::Day;
use domain::organisation::{searched, sort_name};
use domain::refusal::Refusal;
use domain::steering::Measure;
use domain::text::fold;
use psychometrics::random::Random;
use psychometrics::simulation::Population;
use store::campaigns::{self, Campaign};
use store::cohorts::{self, Cohort};
use store::learners::{self, Learner};
use store::members::{self, Member};
use store::organisations::{self, Organisation};
use store::participations::{self, Participation};
use store::units::{self, Unit};
use store::{StoreError, Tx, audit};
use uuid::Uuid;

use super::templates::{Life, Template};
use crate::app::App;
use crate::service::account::{own_account, person_of};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::bank::lines;
use crate::service::{Failure, Result};

const DAY: i64 = 24 * 3600 * SECOND;
/// Invented people: enough for groups that may be shown, few enough for every list to be read.
const PEOPLE: usize = 64;
/// Different sessions that are played; each is met by two or three people.
const PLAYED: u64 = 32;
/// In which unit somebody is: the share of each.
const UNITS: [f64; 3] = [0.42, 0.34, 0.24];
/// Their trades, in the list of the program, and the share of each.
const TRADES: [(&str, f64); 2] = [("infirmier", 0.55), ("aide-soignant", 0.45)];
/// Of those who are asked, how many have begun: the campaign that is over, the one that is open.
const BEGUN: [f64; 2] = [0.92, 0.35];

/// What is said in a rehearsal, in somebody's language.
#[derive(Debug, Clone)]
pub struct Script {
    /// The name of the organisation.
    pub organisation: String,
    /// Three units.
    pub units: [String; 3],
    /// The cohort.
    pub cohort: String,
    /// The campaign that is over, then the one that is open.
    pub campaigns: [String; 2],
    /// Given names.
    pub given_names: Vec<String>,
    /// Family names that nobody takes for somebody's.
    pub family_names: Vec<String>,
}

/// The rehearsal of somebody, if they have one: its organisation and its name.
///
/// # Errors
/// Nobody with an address is signed in.
pub async fn rehearsal(app: &App, actor: &Actor) -> Result<Option<(Uuid, String)>> {
    let person = person_of(&own_account(actor)?);
    Ok(app.store.read(move |tx| Box::pin(of_person(tx, person))).await?)
}

async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Option<(Uuid, String)>, StoreError> {
    for post in organisations::of_person(tx, person).await?.into_iter().filter(|post| post.is_sample != 0) {
        if organisations::load(tx, post.id).await?.is_some_and(|organisation| organisation.created_by == Some(person)) {
            return Ok(Some((post.id, post.name)));
        }
    }
    Ok(None)
}

/// Makes the rehearsal of somebody; the one that they have is kept.
///
/// # Errors
/// Nobody with an address is signed in, or too much to do at once.
pub async fn rehearse(app: &App, actor: &Actor, script: Script, origin: &Origin<'_>) -> Result<Uuid> {
    let person = person_of(&own_account(actor)?);
    if let Some((id, _)) = rehearsal(app, actor).await? {
        return Ok(id);
    }
    let pass = app.gates.exports.enter().await?;
    let now = app.clock.now();
    let cast = Cast { now, seed: u64::from_le_bytes(app.entropy.bytes()), person, script };
    let edition = app.editions.current();
    let stage = tokio::task::spawn_blocking(move || {
        let stage = cast.stage(&edition.edition, edition.id, &edition.edition.blueprint.id);
        drop(pass);
        stage
    });
    let stage = stage.await.map_err(|e| Failure::Broken(e.to_string()))??;
    let id = stage.organisation.id;
    let line = line(app, Act::OrganisationMade, By::Organisation, Some(person), Some(id.to_string()), origin);
    app.store
        .write_unrepeated(move |tx| {
            Box::pin(async move {
                // of two that come at once, the second finds the first
                organisations::lock_groups(tx).await?;
                if let Some((there, _)) = of_person(tx, person).await? {
                    return Ok(there);
                }
                stage.write(tx).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(id)
            })
        })
        .await
}

/// Erases the rehearsal of somebody with all that is in it.
///
/// # Errors
/// [`Refusal::NotFound`] when they have none.
pub async fn end_rehearsal(app: &App, actor: &Actor, origin: &Origin<'_>) -> Result<()> {
    let person = person_of(&own_account(actor)?);
    let (id, _) = rehearsal(app, actor).await?.ok_or(Refusal::NotFound)?;
    let line = line(app, Act::OrganisationClosed, By::Organisation, Some(person), Some(id.to_string()), origin);
    let erased = app.store.write(move |tx| {
        let line = line.clone();
        Box::pin(async move {
            let erased = organisations::delete(tx, id).await?;
            if erased {
                audit::add(tx, &line).await?;
            }
            Ok::<_, Failure>(erased)
        })
    });
    if erased.await? { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// What everything follows from.
struct Cast {
    now: i64,
    seed: u64,
    person: Uuid,
    script: Script,
}

/// Every row.
struct Stage {
    organisation: Organisation,
    member: Member,
    units: Vec<Unit>,
    cohort: Cohort,
    learners: Vec<Learner>,
    campaigns: Vec<Campaign>,
    participations: Vec<Participation>,
}

impl Stage {
    async fn write(self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        organisations::insert(tx, &self.organisation).await?;
        members::insert(tx, &self.member).await?;
        units::insert_all(tx, &self.units).await?;
        cohorts::insert(tx, &self.cohort).await?;
        learners::insert_all(tx, &self.learners).await?;
        for learner in &self.learners {
            cohorts::add(tx, self.cohort.id, learner.id).await?;
        }
        for campaign in &self.campaigns {
            campaigns::insert(tx, campaign).await?;
        }
        participations::insert_all(tx, &self.participations).await.map(drop)
    }
}

/// An identifier of that time.
fn id(at: i64, random: &mut Random) -> Uuid {
    let mut bytes = [0; 10];
    for chunk in bytes.chunks_mut(8) {
        let drawn = random.next_u64().to_le_bytes();
        chunk.copy_from_slice(&drawn[..chunk.len()]);
    }
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at / 1000).unwrap_or_default(), &bytes).into_uuid()
}

/// Which of these shares somebody falls into.
fn drawn(shares: &[f64], random: &mut Random) -> usize {
    let (at, mut sum) = (random.uniform(), 0.0);
    let below = |share: &&f64| {
        sum += **share;
        sum <= at
    };
    shares.iter().take_while(below).count().min(shares.len() - 1)
}

impl Cast {
    /// Everything, from the seed.
    fn stage(&self, edition: &Edition, edition_id: Uuid, kind: &str) -> Result<Stage> {
        let mut random = Random::new(self.seed, 0);
        let measures = self.measures(edition, edition_id, kind)?;
        let organisation = self.organisation(&mut random);
        let unit = |name: &String| Unit {
            id: id(self.now, &mut random),
            organisation_id: organisation.id,
            name: name.clone(),
            name_folded: fold(name),
            created_at: self.now,
        };
        let units: Vec<Unit> = self.script.units.iter().map(unit).collect();
        let today = Day::of(self.now).number();
        let cohort = Cohort {
            id: id(self.now, &mut random),
            organisation_id: organisation.id,
            name: self.script.cohort.clone(),
            name_folded: fold(&self.script.cohort),
            starts_on: Some(today - 80),
            ends_on: Some(today + 200),
            ects: 0,
            created_at: self.now,
        };
        let learners: Vec<Learner> = (0..PEOPLE).map(|number| self.learner(number, &organisation, &units, &mut random)).collect();
        let over = self.campaign(0, &organisation, None, &mut random);
        let campaigns = vec![over.clone(), self.campaign(1, &organisation, Some(over.id), &mut random)];
        let mut participations = Vec::new();
        for (campaign, begun) in campaigns.iter().zip(BEGUN) {
            for learner in &learners {
                if random.uniform() < begun {
                    participations.push(self.sitting(campaign, learner, &measures, &mut random));
                }
            }
        }
        let member = Member { organisation_id: organisation.id, person_id: self.person, role: Post::Manager.code().to_owned(), since: self.now };
        Ok(Stage { organisation, member, units, cohort, learners, campaigns, participations })
    }

    /// What played sessions add to the sums of a campaign; nothing of those that were left before their end.
    fn measures(&self, edition: &Edition, edition_id: Uuid, kind: &str) -> Result<Vec<Option<Vec<u8>>>> {
        let population = Population::new(&edition.prior).map_err(|e| Failure::Broken(e.to_string()))?;
        let life = Life { session: Uuid::nil(), person: self.person, edition: edition_id, at: self.now, program: None };
        let measure = |number: u64| -> Result<Option<Vec<u8>>> {
            let lived = Template::play(edition, &population, self.seed, number)?.lived(kind, &life);
            let Some(result) = lived.result else { return Ok(None) };
            let log = lines(edition, &lived.answers).map_err(Failure::Broken)?;
            Ok(Some(Measure::of(&serde_json::from_str(&result.body)?, edition, &log, &[]).to_bytes()))
        };
        (0..PLAYED).map(measure).collect()
    }

    fn organisation(&self, random: &mut Random) -> Organisation {
        let name = self.script.organisation.clone();
        Organisation {
            id: id(self.now, random),
            parent_id: None,
            kind: "hospital".to_owned(),
            search: fold(&name),
            name,
            finess: None,
            siret: None,
            region: None,
            memo: String::new(),
            is_sample: 1,
            created_by: Some(self.person),
            created_at: self.now,
        }
    }

    fn learner(&self, number: usize, organisation: &Organisation, units: &[Unit], random: &mut Random) -> Learner {
        let Script { given_names, family_names, .. } = &self.script;
        // each pair once, as long as there are pairs
        let given_name = given_names.get(number % given_names.len().max(1)).cloned().unwrap_or_default();
        let family_name = family_names.get((number / given_names.len().max(1) + number) % family_names.len().max(1)).cloned().unwrap_or_default();
        let external_id = format!("R{:03}", number + 1);
        let unit = drawn(&UNITS, random).min(units.len() - 1);
        Learner {
            id: id(self.now, random),
            organisation_id: organisation.id,
            person_id: None,
            sort_name: sort_name(&family_name, &given_name),
            search: searched(&family_name, &given_name, &[Some(&external_id)]),
            given_name,
            family_name,
            birth_date: None,
            // no mail can leave for somebody who is not
            email: None,
            email_folded: None,
            external_id: Some(external_id),
            trade: Some(TRADES[drawn(&TRADES.map(|(_, share)| share), random)].0.to_owned()),
            school: None,
            diploma: None,
            regime: None,
            unit_id: Some(units[unit].id),
            source: "sample".to_owned(),
            token_hash: None,
            arrived_on: Some(Day::of(self.now).number() - 80),
            left_on: None,
            created_at: self.now,
            updated_at: self.now,
        }
    }

    /// The campaign that is over, or the one that is open.
    fn campaign(&self, which: usize, organisation: &Organisation, previous_id: Option<Uuid>, random: &mut Random) -> Campaign {
        let title = self.script.campaigns[which].clone();
        let (opens, closes) = [(-70, -20), (-6, 15)][which];
        let at = self.now + opens * DAY;
        Campaign {
            id: id(at, random),
            organisation_id: organisation.id,
            code: Code::numbered(random.next_u64()).as_str().to_owned(),
            search: fold(&title),
            title,
            intro: String::new(),
            template: String::new(),
            competences: String::new(),
            target: "socle".to_owned(),
            is_anonymous: 0,
            audience: "everybody".to_owned(),
            sittings: 1,
            reminds: 0,
            opens_at: Some(at),
            closes_at: Some(self.now + closes * DAY),
            closed_at: None,
            releases: 0,
            previous_id,
            created_by: Some(self.person),
            created_at: at,
            updated_at: at,
        }
    }

    fn sitting(&self, campaign: &Campaign, learner: &Learner, measures: &[Option<Vec<u8>>], random: &mut Random) -> Participation {
        let opens = campaign.opens_at.unwrap_or(self.now);
        let days = (campaign.closes_at.unwrap_or(self.now).min(self.now) - opens) / DAY;
        let began_at = opens + random.below(days.max(2).unsigned_abs() - 1).cast_signed() * DAY + random.below(10 * 3600).cast_signed() * SECOND;
        let measure = measures.get(random.below(measures.len() as u64) as usize).cloned().flatten();
        let finished_at = measure.is_some().then_some(began_at + 30 * 60 * SECOND);
        Participation {
            id: id(began_at, random),
            campaign_id: campaign.id,
            learner_id: Some(learner.id),
            person_id: None,
            session_id: None,
            sitting: 1,
            unit_id: learner.unit_id,
            trade: learner.trade.clone(),
            began_at,
            finished_at,
            measured_at: finished_at,
            measure,
            release_number: None,
            released_unit: None,
            released_trade: None,
            shared_at: None,
            shared_first_at: None,
        }
    }
}
