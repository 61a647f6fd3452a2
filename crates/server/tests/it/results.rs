//! Results of campaigns: every sitting once, whoever releases it and whenever a server is killed, and nothing about fewer than ten people.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, ReadResults, Seat, may};
use domain::privacy::{Detail, SMALLEST};
use domain::profile::Profile;
use domain::steering::{Asked, AskedSums, LevelSums, Measure, Sums, Whom};
use psychometrics::random::Random;
use server::service::Failure;
use server::service::demo::Grow;
use server::service::steering::{keeps_the_others_hidden, measure_waiting, of_campaign, release, release_waiting, waits};
use store::campaigns::{self, Campaign};
use store::organisations::{self, Organisation};
use store::participations::{self, Participation};
use store::units::{self, Unit};
use store::{StoreError, people, releases, results, tally};
use uuid::Uuid;

use crate::growth::{CROWD, grown, sessions_of_all};
use crate::harness::{NOW, TestApp};
use crate::privacy_oracle::told_apart;

const MINUTE: i64 = 60_000_000;

/// An organisation with two units and a campaign that is open.
pub struct Hospital {
    pub organisation: Uuid,
    pub units: Vec<Uuid>,
    pub campaign: Uuid,
}

impl Hospital {
    pub async fn found(app: &TestApp) -> Self {
        let id = || app.app.entropy.id(NOW);
        let (organisation, campaign, units) = (id(), id(), vec![id(), id(), id()]);
        let rows = organisation_rows(organisation, &units, campaign);
        app.app
            .store
            .write(move |tx| {
                let (organisation, units, campaign) = rows.clone();
                Box::pin(async move {
                    organisations::insert(tx, &organisation).await?;
                    units::insert_all(tx, &units).await?;
                    campaigns::insert(tx, &campaign).await
                })
            })
            .await
            .expect("founded");
        Self { organisation, units, campaign }
    }

    pub async fn seated(&self, app: &TestApp, participations: Vec<Participation>) {
        let insert = app.app.store.write(move |tx| {
            let rows = participations.clone();
            Box::pin(async move { participations::insert_all(tx, &rows).await })
        });
        insert.await.expect("they took part");
    }

    pub fn sitting(&self, app: &TestApp, person: Option<Uuid>, session: Option<Uuid>, unit: Option<usize>, trade: Option<&str>) -> Participation {
        Participation {
            person_id: person,
            session_id: session,
            unit_id: unit.map(|unit| self.units[unit]),
            trade: trade.map(str::to_owned),
            finished_at: Some(NOW),
            ..Participation::blank(app.app.entropy.id(NOW), self.campaign, NOW - MINUTE)
        }
    }
}

fn organisation_rows(organisation: Uuid, units: &[Uuid], campaign: Uuid) -> (Organisation, Vec<Unit>, Campaign) {
    let unit =
        |(n, id): (usize, &Uuid)| Unit { id: *id, organisation_id: organisation, name: format!("Unité {n}"), name_folded: n.to_string(), created_at: NOW };
    let row = Organisation { kind: "hospital".into(), name: "CH d’essai".into(), ..Organisation::blank(organisation, NOW) };
    let campaign = Campaign {
        code: campaign.to_string(),
        title: "Arrivées de novembre".into(),
        target: "socle".into(),
        audience: "everybody".into(),
        opens_at: Some(NOW - 10 * MINUTE),
        ..Campaign::blank(campaign, organisation, NOW)
    };
    (row, units.iter().enumerate().map(unit).collect(), campaign)
}

/// Sittings of everybody who finished a session, by turns in three units.
pub async fn everybody_takes_part(app: &TestApp, hospital: &Hospital) -> usize {
    grown(app, &Grow { also: true, ..CROWD }).await;
    let mut met = BTreeSet::new();
    let sessions: Vec<_> = sessions_of_all(app).await.into_values().map(|(session, _)| session).collect();
    let finished = sessions.into_iter().filter(|s| s.finished_at.is_some() && s.person_id.is_some_and(|person| met.insert(person)));
    let sitting =
        |(n, s): (usize, store::sessions::Session)| hospital.sitting(app, s.person_id, Some(s.id), Some(n % 3), Some(["infirmier", "medecin"][n % 2]));
    let rows: Vec<Participation> = finished.enumerate().map(sitting).collect();
    let count = rows.len();
    hospital.seated(app, rows).await;
    count
}

pub async fn measure_all(app: &TestApp) {
    while measure_waiting(&app.app.store, &app.app.editions, NOW).await.expect("measured") > 0 {}
}

async fn tallies(app: &TestApp, campaign: Uuid) -> BTreeMap<(String, String), Sums> {
    let rows = app.app.store.read(move |tx| Box::pin(tally::of_campaign(tx, campaign))).await.expect("read");
    rows.into_iter().map(|row| ((row.dimension, row.value), Sums::from_bytes(&row.sums).expect("sums"))).collect()
}

async fn participations(app: &TestApp, campaign: Uuid) -> Vec<Participation> {
    let all = app.app.store.read(move |tx| {
        Box::pin(async move {
            let ids = tx.all("SELECT id FROM participation WHERE campaign_id = $1 ORDER BY id", &[campaign.into()], |row| row.get(0)).await?;
            let mut all = Vec::new();
            for id in ids {
                all.extend(participations::load(tx, id).await?);
            }
            Ok::<_, StoreError>(all)
        })
    });
    all.await.expect("read")
}

on_both! {
    async fn what_is_shown_is_the_sum_of_what_sessions_say(app) {
        let hospital = Hospital::found(app).await;
        let count = everybody_takes_part(app, &hospital).await;
        assert!(count >= 40, "{count} people");
        assert!(waits(&app.app.store).await.expect("asked"));
        measure_all(app).await;
        assert!(!waits(&app.app.store).await.expect("asked"));
        let released = release(&app.app.store, hospital.campaign, Detail::Lost, NOW).await.expect("released");
        assert_eq!(released.people, count);
        let shown = tallies(app, hospital.campaign).await;
        let edition = app.app.editions.current().edition;
        let mut expected = Sums::default();
        for row in participations(app, hospital.campaign).await {
            let session = row.session_id.expect("a session");
            let body = app.app.store.read(move |tx| Box::pin(results::of_session(tx, session))).await.expect("read").expect("a result").body;
            let profile: Profile = serde_json::from_str(&body).expect("a profile");
            expected.add(&Sums::of(&profile, &edition, &[]));
            assert_eq!((row.release_number, row.measure), (Some(1), None), "it is counted, and what was counted is gone");
        }
        assert_eq!(shown[&("all".to_owned(), String::new())], expected);
        for dimension in ["unit", "trade"] {
            let mut together = Sums::default();
            shown.iter().filter(|((d, _), _)| d == dimension).for_each(|(_, sums)| together.add(sums));
            assert_eq!(together, expected, "units and trades add up to everybody");
        }
        let again = release(&app.app.store, hospital.campaign, Detail::Lost, NOW).await.expect("nothing waits");
        assert_eq!((again.people, tallies(app, hospital.campaign).await), (0, shown), "and nothing twice");
    }
}

on_both! {
    async fn servers_that_release_at_once_count_everybody_once(app) {
        let hospital = Hospital::found(app).await;
        let count = everybody_takes_part(app, &hospital).await;
        let (store, editions) = (&app.app.store, &app.app.editions);
        let server = async || {
            for _ in 0..20 {
                measure_waiting(store, editions, NOW).await.expect("measured");
                match release(store, hospital.campaign, Detail::Lost, NOW).await {
                    Ok(_) => {}
                    Err(Failure::Store(error)) if error.is_conflict() => {}
                    Err(error) => panic!("{error}"),
                }
            }
        };
        tokio::join!(server(), server(), server());
        let rows = participations(app, hospital.campaign).await;
        let released = rows.iter().filter(|row| row.release_number.is_some()).count() as i64;
        let shown = tallies(app, hospital.campaign).await;
        assert_eq!(shown[&("all".to_owned(), String::new())].people, released);
        assert!(count as i64 - released < i64::from(SMALLEST));
        let log = app.app.store.read(move |tx| Box::pin(releases::log(tx, hospital.campaign))).await.expect("read");
        assert_eq!(log.iter().map(|past| past.people).sum::<i64>(), released);
    }
}

on_both! {
    async fn a_release_that_does_not_come_to_its_end_did_not_happen(app) {
        let hospital = Hospital::found(app).await;
        let count = everybody_takes_part(app, &hospital).await;
        measure_all(app).await;
        let rows = participations(app, hospital.campaign).await;
        let people: Vec<releases::Released> =
            rows.iter().map(|row| releases::Released { id: row.id, unit: String::new(), trade: String::new(), is_known: false }).collect();
        let campaign = hospital.campaign;
        // killed in the middle: everything that it wrote goes with it
        let killed: Result<(), StoreError> = app.app.store.write(move |tx| {
            let people = people.clone();
            Box::pin(async move {
                releases::release(tx, campaign, 0, &people, &[], NOW).await?;
                Err(StoreError::Conflict { what: "killed".into() })
            })
        }).await;
        assert!(killed.is_err());
        assert_eq!(participations(app, campaign).await, rows);
        // somebody shows their result between the plan and its transaction: it is worked out anew
        let stale: Vec<releases::Released> =
            rows.iter().map(|row| releases::Released { id: row.id, unit: String::new(), trade: String::new(), is_known: true }).collect();
        let refused = app.app.store.write(move |tx| {
            let stale = stale.clone();
            Box::pin(async move { releases::release(tx, campaign, 0, &stale, &[], NOW).await })
        }).await;
        assert!(refused.expect_err("they are not known").is_conflict());
        assert_eq!(release(&app.app.store, campaign, Detail::Lost, NOW).await.expect("released").people, count);
    }
}

on_both! {
    async fn a_result_whose_session_is_gone_does_not_hold_the_others_up(app) {
        let hospital = Hospital::found(app).await;
        let count = everybody_takes_part(app, &hospital).await;
        let gone = participations(app, hospital.campaign).await[0].person_id.expect("somebody's");
        app.app.store.write(move |tx| Box::pin(async move { people::delete(tx, gone).await.map(drop) })).await.expect("erased");
        measure_all(app).await;
        assert_eq!(release(&app.app.store, hospital.campaign, Detail::Lost, NOW).await.expect("released").people, count - 1);
    }
}

on_both! {
    async fn an_open_campaign_keeps_details_and_a_closed_one_shows_the_rest(app) {
        let hospital = Hospital::found(app).await;
        let sitting = |unit, n: usize| {
            let measure = Some(one(n).to_bytes());
            Participation { measure, measured_at: Some(NOW), ..hospital.sitting(app, None, None, Some(unit), Some("infirmier")) }
        };
        hospital.seated(app, (0..12).map(|n| sitting(0, n)).chain((12..18).map(|n| sitting(1, n))).collect()).await;
        assert_eq!(release_waiting(&app.app.store, NOW).await.expect("released"), 12);
        assert_eq!(release_waiting(&app.app.store, NOW).await.expect("released"), 0, "six wait");
        hospital.seated(app, (18..23).map(|n| sitting(2, n)).collect()).await;
        assert_eq!(release_waiting(&app.app.store, NOW).await.expect("released"), 0, "eleven of two units wait");
        app.app.store.write(|tx| Box::pin(async move { tx.execute("UPDATE campaign SET closed_at = 1", &[]).await })).await.expect("closed");
        assert_eq!(release_waiting(&app.app.store, NOW).await.expect("released"), 11, "told without their units");
        let shown = tallies(app, hospital.campaign).await;
        let of = |dimension: &str, value: &str| shown.get(&(dimension.to_owned(), value.to_owned())).map(|sums| sums.people);
        assert_eq!((of("all", ""), of("trade", "infirmier"), of("unit", "")), (Some(23), Some(23), Some(11)));
        let proof = may::<ReadResults>(&Actor::OrganisationKey(hospital.organisation.as_u128()), Seat { organisation: hospital.organisation.as_u128(), person: None, post: None });
        let results = of_campaign(&app.app.store, &proof.expect("a right"), hospital.campaign).await.expect("read");
        assert_eq!((results.counts.finished, results.counts.released, results.releases.len()), (23, 23, 2));
        assert!(results.of(&Whom::Unit(hospital.units[0].to_string())).is_some() && results.of(&Whom::Unit(hospital.units[1].to_string())).is_none());
    }
}

/// A measure that says whose it is: sums of them name everybody in them.
fn one(person: usize) -> Measure {
    let name = format!("p{person:03}");
    let domains = [(name.clone(), LevelSums { people: 1, levels: [1_000_000, 0, 0, 0], ..LevelSums::default() })].into();
    let asked = |question: usize| Asked {
        hash: vec![question as u8],
        item: format!("q{question}"),
        sums: AskedSums { answers: 1, classes: [(name.clone(), 1)].into(), ..AskedSums::default() },
    };
    Measure { sums: Sums { people: 1, domains, ..Sums::default() }, asked: vec![asked(person % 3), asked(3 + person % 2)] }
}

fn weights<'a>(names: impl Iterator<Item = &'a String>, people: usize) -> Vec<i64> {
    let mut weights = vec![0; people];
    for name in names {
        weights[name[1..].parse::<usize>().expect("a number")] += 1;
    }
    weights
}

/// Everything that anybody has seen of a campaign, step by step.
#[derive(Default)]
struct Seen {
    groups: BTreeSet<Vec<usize>>,
    questions: BTreeMap<Vec<u8>, BTreeSet<Vec<usize>>>,
}

impl Seen {
    async fn look(&mut self, app: &TestApp, campaign: Uuid, people: usize) {
        let set = |weights: Vec<i64>| weights.iter().enumerate().filter(|(_, w)| **w > 0).map(|(i, _)| i).collect::<Vec<_>>();
        for sums in tallies(app, campaign).await.into_values() {
            assert!(sums.domains.values().all(|d| d.people == 1), "everybody is counted once");
            self.groups.insert(set(weights(sums.domains.keys(), people)));
        }
        for question in app.app.store.read(move |tx| Box::pin(tally::questions(tx, campaign))).await.expect("read") {
            let sums = AskedSums::from_bytes(&question.shown_sums).expect("sums");
            assert!(sums.classes.values().all(|count| *count == 1), "everybody is counted once");
            self.questions.entry(question.item_hash).or_default().insert(set(weights(sums.classes.keys(), people)));
        }
    }

    fn hold(&self, known: &[bool]) {
        let rows = |sets: &BTreeSet<Vec<usize>>| -> Vec<Vec<i64>> {
            sets.iter().map(|set| (0..known.len()).map(|person| i64::from(set.contains(&person))).collect()).collect()
        };
        assert_eq!(told_apart(&rows(&self.groups), known, SMALLEST as usize), None, "of these groups: {:?}", self.groups);
        for sets in self.questions.values() {
            // nobody ever shows their single answers
            assert_eq!(told_apart(&rows(sets), &vec![false; known.len()], SMALLEST as usize), None);
        }
    }
}

on_both! {
    async fn no_sequence_of_looks_reveals_a_group_under_ten(app) {
        for seed in 0..8 {
            let mut random = Random::new(seed, 77);
            let hospital = Hospital::found(app).await;
            let mut known: Vec<bool> = Vec::new();
            let mut who: Vec<(Uuid, Uuid)> = Vec::new();
            let mut seen = Seen::default();
            for _ in 0..10 {
                match random.below(6) {
                    0..=2 => {
                        let mut rows = Vec::new();
                        let (unit, trade) = (random.below(3) as usize, ["infirmier", "medecin"][random.below(2) as usize]);
                        for _ in 0..2 + random.below(11) {
                            let person = stranger(app).await;
                            let shows = random.uniform() < 0.1;
                            let sitting = hospital.sitting(app, Some(person), None, (unit < 2).then_some(unit), (random.uniform() < 0.8).then_some(trade));
                            rows.push(Participation {
                                measure: Some(one(who.len()).to_bytes()),
                                measured_at: Some(NOW),
                                shared_first_at: shows.then_some(NOW),
                                ..sitting
                            });
                            known.push(shows);
                            who.push((rows[rows.len() - 1].id, person));
                        }
                        hospital.seated(app, rows).await;
                    }
                    3 => drop(release(&app.app.store, hospital.campaign, Detail::Kept, NOW).await.expect("released")),
                    4 => drop(release(&app.app.store, hospital.campaign, Detail::Lost, NOW).await.expect("released")),
                    _ => {
                        for _ in 0..3.min(who.len()) {
                            let one = random.below(who.len() as u64) as usize;
                            known[one] |= shows(app, &hospital, who[one]).await;
                        }
                    }
                }
                seen.look(app, hospital.campaign, known.len()).await;
                seen.hold(&known);
            }
            // whoever could read everything to its end
            release(&app.app.store, hospital.campaign, Detail::Lost, NOW).await.expect("released");
            seen.look(app, hospital.campaign, known.len()).await;
            seen.hold(&known);
            assert!(seen.groups.len() > 1 || known.len() < SMALLEST as usize, "something was seen of {} people", known.len());
        }
    }
}

async fn stranger(app: &TestApp) -> Uuid {
    let id = app.app.entropy.id(NOW);
    let person = people::Person {
        id,
        email: None,
        email_folded: None,
        email_verified_at: None,
        password_hash: None,
        profile: people::Profile::default(),
        locale: "fr".to_owned(),
        created_at: NOW,
        last_seen_at: NOW,
        roles: String::new(),
    };
    app.app.store.write(move |tx| Box::pin(async move { people::insert(tx, &person).await })).await.expect("somebody");
    id
}

/// Whether this person may show their result, and does.
async fn shows(app: &TestApp, hospital: &Hospital, (participation, person): (Uuid, Uuid)) -> bool {
    let campaign = hospital.campaign;
    let shown = app.app.store.write(move |tx| {
        Box::pin(async move {
            campaigns::hold(tx, campaign).await?;
            let row = participations::load(tx, participation).await?.expect("there");
            let may = keeps_the_others_hidden(tx, &row).await?;
            if may {
                participations::share(tx, participation, person, NOW).await?;
            }
            Ok::<_, Failure>(may)
        })
    });
    shown.await.expect("asked")
}

on_both! {
    async fn of_two_who_show_theirs_at_once_only_as_many_do_as_leaves_ten(app) {
        let hospital = Hospital::found(app).await;
        let mut rows = Vec::new();
        for n in 0..11 {
            let sitting = hospital.sitting(app, Some(stranger(app).await), None, Some(0), Some("infirmier"));
            rows.push(Participation { measure: Some(one(n).to_bytes()), measured_at: Some(NOW), ..sitting });
        }
        let who: Vec<(Uuid, Uuid)> = rows.iter().map(|row| (row.id, row.person_id.expect("somebody"))).collect();
        hospital.seated(app, rows).await;
        assert_eq!(release(&app.app.store, hospital.campaign, Detail::Kept, NOW).await.expect("released").people, 11);
        let both = tokio::join!(shows(app, &hospital, who[0]), shows(app, &hospital, who[1]));
        assert_eq!(i32::from(both.0) + i32::from(both.1), 1, "eleven people cover one of them");
        let first = if both.0 { who[0] } else { who[1] };
        assert!(shows(app, &hospital, first).await, "who has shown theirs may again");
        assert!(!shows(app, &hospital, who[5]).await);
    }
}
