//! Who the grown people are and when they come. All of it follows from one key: the same key gives the same people.

use domain::account::{ANONYMOUS_LIFE, KEY_LIFE, LOGIN_LIFE, MAIL_LIFE};
use domain::blueprint::SECOND;
use formats::content::{Named, People};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use psychometrics::random::Random;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::service::{Failure, Result};

const DAY: i64 = 24 * 3600 * SECOND;
/// Days of the past that are filled.
const DAYS: i64 = 3 * 365;
/// Share of the people who gave an address.
const NAMED: f64 = 0.62;
/// Share of students among people. The national target: 70,000 students and 100,000 professionals a year.
const STUDENTS: f64 = 70.0 / 170.0;
/// Share of the people with an address whose sessions are taken through another program, by the API.
const PROGRAMS: f64 = 0.08;
/// How often people with an address come: once, twice, three times.
const VISITS: [f64; 3] = [70.0, 21.0, 9.0];

/// January to December. Students begin in September; those who work come when they are trained, hardly in August.
const STUDENT_MONTHS: [f64; 12] = [11.0, 8.0, 7.0, 5.0, 4.0, 2.0, 1.0, 1.0, 30.0, 18.0, 9.0, 4.0];
const WORKING_MONTHS: [f64; 12] = [9.0, 8.0, 10.0, 8.0, 8.0, 9.0, 5.0, 3.0, 10.0, 11.0, 11.0, 8.0];
/// Monday to Sunday.
const WEEKDAYS: [f64; 7] = [1.0, 1.1, 1.0, 1.1, 0.9, 0.25, 0.2];
/// Midnight to midnight, Paris: office hours, an evening, and those on night duty.
const HOURS: [f64; 24] = [0.4, 0.3, 0.3, 0.3, 0.3, 0.4, 0.8, 2.0, 6.0, 10.0, 11.0, 9.0, 5.0, 8.0, 10.0, 9.0, 8.0, 6.0, 4.0, 3.0, 4.0, 4.0, 2.0, 1.0];

/// Orders of magnitude of the trades in France, in thousands, for a crowd that looks like one. Whoever is not named counts 5.
const TRADES: [(&str, f64); 12] = [
    ("infirmier", 640.0),
    ("aide-soignant", 400.0),
    ("aide-domicile", 230.0),
    ("medecin", 230.0),
    ("masseur-kinesitherapeute", 100.0),
    ("secretaire-medicale", 100.0),
    ("educateur-specialise", 90.0),
    ("pharmacien", 74.0),
    ("accompagnant-aes", 70.0),
    ("chirurgien-dentiste", 45.0),
    ("sage-femme", 24.0),
    ("cadre-sante", 20.0),
];
const STUDENT_TRADES: [(&str, f64); 3] = [("etudiant-medical", 35.0), ("etudiant-paramedical", 50.0), ("etudiant-social", 15.0)];
/// Inhabitants in millions; whoever is not named counts 5.
const REGIONS: [(&str, f64); 18] = [
    ("11", 12.4),
    ("84", 8.2),
    ("75", 6.1),
    ("76", 6.1),
    ("32", 6.0),
    ("44", 5.6),
    ("93", 5.2),
    ("52", 3.9),
    ("53", 3.4),
    ("28", 3.3),
    ("27", 2.8),
    ("24", 2.6),
    ("04", 0.9),
    ("01", 0.4),
    ("02", 0.35),
    ("94", 0.35),
    ("03", 0.3),
    ("06", 0.3),
];

/// Things drawn in proportion to their weights.
#[derive(Debug)]
struct Lot<T> {
    things: Vec<(f64, T)>,
    sum: f64,
}

impl<T> Lot<T> {
    fn new(weighted: impl Iterator<Item = (f64, T)>) -> Self {
        let mut sum = 0.0;
        let things = weighted
            .map(|(weight, thing)| {
                (
                    {
                        sum += weight;
                        sum
                    },
                    thing,
                )
            })
            .collect();
        Self { things, sum }
    }

    fn draw(&self, random: &mut Random) -> Option<&T> {
        let at = random.uniform() * self.sum;
        self.things.get(self.things.partition_point(|(below, _)| *below <= at)).map(|(_, thing)| thing)
    }
}

/// A lot of the names of a list.
fn names(list: &[Named], weights: &[(&str, f64)], only: impl Fn(&str) -> bool) -> Lot<String> {
    let weight = |id: &str| weights.iter().find(|(known, _)| *known == id).map_or(5.0, |(_, weight)| *weight);
    Lot::new(list.iter().filter(|n| only(&n.id)).map(|n| (weight(&n.id), n.id.clone())))
}

/// When people come: days with their hours.
#[derive(Debug)]
struct Rhythm {
    days: Lot<i64>,
    hours: Lot<i64>,
}

impl Rhythm {
    /// Over so many days before `until`, more and more of them.
    fn new(until: i64, days: i64, months: &[f64; 12]) -> Result<Self> {
        let paris = TimeZone::get("Europe/Paris").map_err(|e| Failure::Broken(e.to_string()))?;
        let last = jiff::Timestamp::from_microsecond(until).map_err(|e| Failure::Broken(e.to_string()))?.to_zoned(paris.clone()).date();
        let begins = |date: Date| date.to_zoned(paris.clone()).map(|z| z.timestamp().as_microsecond());
        let mut weighted = Vec::new();
        for back in (1..=days).rev() {
            let date = last.checked_sub(jiff::Span::new().days(back)).map_err(|e| Failure::Broken(e.to_string()))?;
            let growth = 1.0 + 2.0 * (DAYS - back) as f64 / DAYS as f64;
            let month = months[usize::from(date.month().unsigned_abs() - 1)];
            let weekday = WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())];
            weighted.push((growth * month * weekday, begins(date).map_err(|e| Failure::Broken(e.to_string()))?));
        }
        Ok(Self { days: Lot::new(weighted.into_iter()), hours: Lot::new(HOURS.iter().zip(0..).map(|(weight, hour)| (*weight, hour * 3600 * SECOND))) })
    }

    fn draw(&self, random: &mut Random) -> i64 {
        let (day, hour) = (self.days.draw(random), self.hours.draw(random));
        day.copied().unwrap_or_default() + hour.copied().unwrap_or_default() + random.below(3600 * SECOND.unsigned_abs()).cast_signed()
    }
}

/// One of them.
#[derive(Debug)]
pub(super) struct Somebody {
    /// Whether they gave an address.
    pub(super) named: bool,
    /// Whether they come by the API, through another program.
    pub(super) by_program: bool,
    /// What they said of themselves.
    pub(super) trade: Option<String>,
    pub(super) setting: Option<String>,
    pub(super) region: Option<String>,
    /// When they begin a session, in order; at least once.
    pub(super) visits: Vec<i64>,
}

/// Everybody.
#[derive(Debug)]
pub(super) struct Crowd {
    key: u64,
    until: i64,
    trades: Lot<String>,
    students: Lot<String>,
    settings: Lot<String>,
    regions: Lot<String>,
    student_year: Rhythm,
    working_year: Rhythm,
    /// People without an address are forgotten after a year: they come in the last eleven months.
    last_student_year: Rhythm,
    last_working_year: Rhythm,
}

impl Crowd {
    /// Those of a key, before a time.
    pub(super) fn new(key: u64, until: i64, lists: &People) -> Result<Self> {
        let is_student = |id: &str| id.starts_with("etudiant-");
        let recent = ANONYMOUS_LIFE / DAY - 30;
        Ok(Self {
            key,
            until,
            trades: names(&lists.trades, &TRADES, |id| !is_student(id)),
            students: names(&lists.trades, &STUDENT_TRADES, is_student),
            settings: names(&lists.settings, &[], |_| true),
            regions: names(&lists.regions, &REGIONS, |_| true),
            student_year: Rhythm::new(until, DAYS, &STUDENT_MONTHS)?,
            working_year: Rhythm::new(until, DAYS, &WORKING_MONTHS)?,
            last_student_year: Rhythm::new(until, recent, &STUDENT_MONTHS)?,
            last_working_year: Rhythm::new(until, recent, &WORKING_MONTHS)?,
        })
    }

    /// The generator of what is drawn for somebody: one stream for each use.
    pub(super) fn random(&self, number: u64, of: Use) -> Random {
        Random::new(self.key, (number << 8) | of as u64)
    }

    /// Somebody, by their number.
    pub(super) fn somebody(&self, number: u64) -> Somebody {
        let mut random = self.random(number, Use::Person);
        let named = random.uniform() < NAMED;
        let is_student = random.uniform() < STUDENTS;
        let says = random.uniform() < 0.85;
        let rhythm = match (named, is_student) {
            (true, true) => &self.student_year,
            (true, false) => &self.working_year,
            (false, true) => &self.last_student_year,
            (false, false) => &self.last_working_year,
        };
        let mut visits = vec![rhythm.draw(&mut random)];
        if named {
            let times = Lot::new(VISITS.iter().copied().zip(1..)).draw(&mut random).copied().unwrap_or(1);
            for _ in 1..times {
                let next = visits[visits.len() - 1] + (20 + random.below(300).cast_signed()) * DAY;
                // who would come after today has not come yet
                if next < self.until - DAY {
                    visits.push(next);
                }
            }
        }
        let trades = if is_student { &self.students } else { &self.trades };
        let mut said = |lot: &Lot<String>| lot.draw(&mut random).filter(|_| says).cloned();
        let (trade, setting, region) = (said(trades), said(&self.settings), said(&self.regions));
        Somebody { named, by_program: named && random.uniform() < PROGRAMS, trade, setting, region, visits }
    }

    /// An identifier of that time, which says that it is one of ours.
    pub(super) fn id(&self, at: i64, number: u64, of: Use) -> Uuid {
        let mut random = self.random(number, of);
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&random.next_u64().to_le_bytes());
        let id = uuid::Builder::from_unix_timestamp_millis((at / 1000).unsigned_abs(), &bytes).into_uuid();
        let mut bytes = id.into_bytes();
        let mark = mark_of(&bytes);
        bytes[12..].copy_from_slice(&mark);
        Uuid::from_bytes(bytes)
    }

    /// Whether a login of that time still serves.
    pub(super) fn serves(&self, last_used: i64) -> bool {
        last_used > self.until - LOGIN_LIFE
    }

    /// Whether a mail of that time is still in the outbox.
    pub(super) fn keeps_mail(&self, sent: i64) -> bool {
        sent > self.until - MAIL_LIFE
    }

    /// Whether an idempotency key of that time is still known.
    pub(super) fn keeps_key(&self, used: i64) -> bool {
        used > self.until - KEY_LIFE
    }

    /// An address at which nobody reads (RFC 2606).
    pub(super) fn email(&self, number: u64) -> String {
        format!("personne.{number}@{:016x}.socle.test", self.key)
    }
}

/// What is drawn for a person, each from its own stream.
#[derive(Debug, Clone, Copy)]
pub(super) enum Use {
    /// Who they are and when they come.
    Person = 0,
    /// Their identifier.
    Id = 1,
    /// What hangs on them.
    Around = 2,
    /// Who they are in an organisation, and their sittings there.
    Learner = 3,
    /// What an organisation is made of.
    Institution = 4,
    /// The session of their first visit; those of the next follow.
    Session = 16,
    Second = 17,
    Third = 18,
}

impl Use {
    /// The session of a visit.
    pub(super) fn session(visit: usize) -> Self {
        [Self::Session, Self::Second, Self::Third][visit.min(2)]
    }
}

/// Whether an identifier is of somebody who was grown: its last bytes are a sum of the others. One in four thousand million of other
/// people's would pass for one.
pub(super) fn is_grown(id: Uuid) -> bool {
    let bytes = id.into_bytes();
    bytes[12..] == mark_of(&bytes)
}

fn mark_of(bytes: &[u8; 16]) -> [u8; 4] {
    let digest = Sha256::new().chain_update(b"socle demo grow").chain_update(&bytes[..12]).finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}
