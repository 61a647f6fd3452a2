//! Ledgers: what each learner has done, in what domain, and how they stand today.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Authorised, KeepHours};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::text::fold;
use domain::training::{Calendar, Entry, Ledger, Pace, Source, Split, Status, Targets};
use store::attestations::{self, Attestation};
use store::cohorts::{self, Cohort};
use store::lessons::{self, Lesson};
use store::trainings::{self, Rostered, Training};
use store::units::{self, Unit};
use uuid::Uuid;

use super::{organisation, read_split, small};
use crate::app::App;
use crate::service::{Failure, Result};

/// Minutes that the text requires, by domain.
pub fn targets(app: &App) -> Targets {
    Targets::of(&app.editions.current().edition.framework)
}

/// Everybody of an organisation with their hours.
#[derive(Debug, Clone)]
pub struct Registry {
    /// By name.
    pub rows: Vec<Ledgered>,
    /// Cohorts by name.
    pub cohorts: Vec<Cohort>,
    /// Units by name.
    pub units: Vec<Unit>,
    /// Trainings that wait to be settled.
    pub claimed: usize,
}

/// One learner with their hours.
#[derive(Debug, Clone)]
pub struct Ledgered {
    /// Who.
    pub learner: Rostered,
    /// Cohorts they are in.
    pub cohorts: Vec<Uuid>,
    /// The cohort by which they are judged.
    pub ruling: Option<Uuid>,
    /// The sums.
    pub ledger: Ledger,
    /// Credits, in hundredths.
    pub credits: u32,
    /// How they stand.
    pub pace: Pace,
    /// The number of the attestation that holds.
    pub attestation: Option<String>,
    /// Whether something was claimed that nobody has settled.
    pub waits: bool,
}

/// What is looked for in a registry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words of a name or number.
    pub words: String,
    /// In this cohort.
    pub cohort: Option<Uuid>,
    /// In this unit.
    pub unit: Option<Uuid>,
    /// A word of [`Pace::WORDS`]; empty for all.
    pub pace: String,
    /// Also those who left.
    pub with_left: bool,
}

/// In which order a registry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// Fewest hours first.
    Fewest,
    /// Most hours first.
    Most,
}

impl Order {
    /// All of them with their words.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Name, "nom"), (Self::Fewest, "moins"), (Self::Most, "plus")];

    /// The one of this word; by name for any other.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|(_, w)| *w == word).map_or(Self::Name, |(order, _)| order)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(order, _)| *order == self).map_or("nom", |(_, word)| word)
    }
}

struct Rows {
    roster: Vec<Rostered>,
    lessons: Vec<Lesson>,
    attended: Vec<(Uuid, Uuid, String, i64)>,
    trainings: Vec<Training>,
    memberships: Vec<(Uuid, Uuid)>,
    cohorts: Vec<Cohort>,
    units: Vec<Unit>,
    attestations: Vec<Attestation>,
}

/// The registry of an organisation: its rows are read once each, whatever is looked for.
///
/// # Errors
/// The store's.
pub async fn registry(app: &App, by: &Authorised<KeepHours>) -> Result<Registry> {
    let organisation = organisation(by.object());
    let rows = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                Ok::<_, Failure>(Rows {
                    roster: trainings::roster(tx, organisation, None).await?,
                    lessons: lessons::of_organisation(tx, organisation, i64::MAX).await?,
                    attended: lessons::attended(tx, organisation).await?,
                    trainings: trainings::of_organisation(tx, organisation).await?,
                    memberships: trainings::memberships(tx, organisation).await?,
                    cohorts: cohorts::of_organisation(tx, organisation).await?,
                    units: units::of_organisation(tx, organisation).await?,
                    attestations: attestations::of_organisation(tx, organisation).await?,
                })
            })
        })
        .await?;
    summed(rows, &targets(app), Day::of(app.clock.now()).number())
}

fn summed(rows: Rows, targets: &Targets, today: i64) -> Result<Registry> {
    let splits: BTreeMap<Uuid, (Split, u32)> = rows.lessons.iter().map(|l| Ok((l.id, (read_split(&l.split)?, small(l.ects))))).collect::<Result<_>>()?;
    let mut elsewhere = BTreeMap::<Uuid, Vec<(Split, u32)>>::new();
    let mut waits = BTreeSet::new();
    for training in &rows.trainings {
        match Status::parse(&training.status) {
            Some(Status::Accepted) => elsewhere.entry(training.learner_id).or_default().push((read_split(&training.split)?, small(training.ects))),
            Some(Status::Claimed) => {
                waits.insert(training.learner_id);
            }
            Some(Status::Refused) | None => {}
        }
    }
    let mut in_class = BTreeMap::<Uuid, Vec<Uuid>>::new();
    for (learner, lesson, ..) in &rows.attended {
        in_class.entry(*learner).or_default().push(*lesson);
    }
    let mut of_learner = BTreeMap::<Uuid, Vec<Uuid>>::new();
    for (learner, cohort) in &rows.memberships {
        of_learner.entry(*learner).or_default().push(*cohort);
    }
    let calendars: BTreeMap<Uuid, (Calendar, u32)> =
        rows.cohorts.iter().map(|c| (c.id, (Calendar { from: c.starts_on, to: c.ends_on }, small(c.ects)))).collect();
    let numbers: BTreeMap<Uuid, &str> =
        rows.attestations.iter().filter(|a| a.revoked_at.is_none()).filter_map(|a| Some((a.learner_id?, a.number.as_str()))).collect();
    let row = |learner: Rostered| {
        let lessons = in_class.get(&learner.id).into_iter().flatten().filter_map(|id| splits.get(id));
        let lessons = lessons.map(|(split, ects)| Entry { source: Source::Lesson, split, ects: *ects });
        let others = elsewhere.get(&learner.id).into_iter().flatten().map(|(split, ects)| Entry { source: Source::Training, split, ects: *ects });
        let ledger = Ledger::of(targets, lessons.chain(others));
        let cohorts = of_learner.get(&learner.id).cloned().unwrap_or_default();
        let known = cohorts.iter().filter_map(|id| Some((*id, calendars.get(id)?.0)));
        let ruling = Calendar::ruling(known, today);
        let calendar = ruling.map(|(_, calendar)| calendar).unwrap_or_default().since(learner.arrived_on);
        let of_cohort = ruling.and_then(|(id, _)| calendars.get(&id)).map_or(0, |(_, ects)| *ects);
        Ledgered {
            credits: ledger.credits(of_cohort),
            pace: ledger.pace(calendar, today),
            attestation: numbers.get(&learner.id).map(|n| (*n).to_owned()),
            waits: waits.contains(&learner.id),
            cohorts,
            ruling: ruling.map(|(id, _)| id),
            ledger,
            learner,
        }
    };
    let claimed = rows.trainings.iter().filter(|t| Status::parse(&t.status) == Some(Status::Claimed)).count();
    Ok(Registry { rows: rows.roster.into_iter().map(row).collect(), cohorts: rows.cohorts, units: rows.units, claimed })
}

/// The rows that are looked for, in an order. Of as many hours, by name.
pub fn narrowed(rows: Vec<Ledgered>, search: &Search, order: Order, today: i64) -> Vec<Ledgered> {
    let words = fold(&search.words);
    let fits = |row: &Ledgered| {
        words.split_whitespace().all(|word| row.learner.search.contains(word))
            && search.cohort.is_none_or(|cohort| row.cohorts.contains(&cohort))
            && search.unit.is_none_or(|unit| row.learner.unit_id == Some(unit))
            && (search.pace.is_empty() || row.pace.word() == search.pace)
            && (search.with_left || row.learner.left_on.is_none_or(|left| left >= today))
    };
    let mut found: Vec<Ledgered> = rows.into_iter().filter(fits).collect();
    match order {
        Order::Name => {}
        Order::Fewest => found.sort_by_key(|row| row.ledger.counted()),
        Order::Most => found.sort_by_key(|row| std::cmp::Reverse(row.ledger.counted())),
    }
    found
}

/// One learner of the organisation, with everything that their hours are made of.
#[derive(Debug, Clone)]
pub struct Learned {
    /// Their row of the registry.
    pub row: Ledgered,
    /// Cohorts that they are in.
    pub cohorts: Vec<Cohort>,
    /// Lessons they were at, the latest first: the lesson, how that is known, since when.
    pub lessons: Vec<(Lesson, String, i64)>,
    /// Trainings elsewhere, the latest first.
    pub trainings: Vec<Training>,
    /// Attestations, the latest first.
    pub attestations: Vec<Attestation>,
}

/// One learner of the organisation.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn learner(app: &App, by: &Authorised<KeepHours>, id: Uuid) -> Result<Learned> {
    learned(app, organisation(by.object()), id).await
}

/// The same, for whoever has proved that they may see it: somebody of the organisation, or the learner.
pub(super) async fn learned(app: &App, organisation: Uuid, id: Uuid) -> Result<Learned> {
    let (row, attended, of_organisation) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let learner = store::learners::load(tx, id).await?.filter(|l| l.organisation_id == organisation).ok_or(Refusal::NotFound)?;
                let mine = cohorts::of_learner(tx, id).await?;
                let attended = lessons::of_learner(tx, id).await?;
                let rostered = Rostered {
                    id,
                    person_id: learner.person_id,
                    given_name: learner.given_name,
                    family_name: learner.family_name,
                    external_id: learner.external_id,
                    unit_id: learner.unit_id,
                    arrived_on: learner.arrived_on,
                    left_on: learner.left_on,
                    search: learner.search,
                };
                let rows = Rows {
                    roster: vec![rostered],
                    lessons: lessons::of_organisation(tx, organisation, i64::MAX).await?,
                    attended: attended.iter().map(|(lesson, how, at)| (id, *lesson, how.clone(), *at)).collect(),
                    trainings: trainings::of_learner(tx, id).await?,
                    memberships: mine.iter().map(|cohort| (id, *cohort)).collect(),
                    cohorts: cohorts::of_organisation(tx, organisation).await?.into_iter().filter(|c| mine.contains(&c.id)).collect(),
                    units: Vec::new(),
                    attestations: attestations::of_learner(tx, id).await?,
                };
                let kept = (rows.lessons.clone(), rows.trainings.clone(), rows.attestations.clone());
                Ok::<_, Failure>((rows, attended, kept))
            })
        })
        .await?;
    let (all_lessons, trainings, attestations) = of_organisation;
    let registry = summed(row, &targets(app), Day::of(app.clock.now()).number())?;
    let how: BTreeMap<Uuid, (String, i64)> = attended.into_iter().map(|(lesson, how, at)| (lesson, (how, at))).collect();
    let lessons = all_lessons.into_iter().filter_map(|lesson| how.get(&lesson.id).map(|(how, at)| (lesson.clone(), how.clone(), *at))).collect();
    let row = registry.rows.into_iter().next().ok_or(Refusal::NotFound)?;
    Ok(Learned { row, cohorts: registry.cohorts, lessons, trainings, attestations })
}
