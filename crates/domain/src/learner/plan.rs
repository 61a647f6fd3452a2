//! What a list would change: whom each line speaks of, who is new, who is not named any more.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::Day;
use crate::text::fold;

use super::columns::Column;
use super::entry::{Entry, Fault, Notice, NoticeKind, Row, RowFault, told};
use super::identity::{Same, Signs, same};

/// People of one name that are compared with each other; beyond, only numbers, dates and addresses that are the same tell.
const NAMESAKES: usize = 64;

/// Somebody of the list, as the organisation knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The learner.
    pub id: u128,
    /// Given names.
    pub given_name: String,
    /// The name they use.
    pub family_name: String,
    /// By which they are listed.
    pub sort_name: String,
    /// Birth date.
    pub birth_date: Option<Day>,
    /// As it was typed.
    pub email: Option<String>,
    /// As it is compared.
    pub email_folded: Option<String>,
    /// Their number.
    pub number: Option<String>,
    /// The code of their trade.
    pub trade: Option<String>,
    /// School.
    pub school: Option<String>,
    /// Diploma.
    pub diploma: Option<String>,
    /// Regime.
    pub regime: Option<String>,
    /// Their unit.
    pub unit: Option<u128>,
    /// Their cohorts.
    pub cohorts: Vec<u128>,
    /// When they came.
    pub arrived_on: Option<Day>,
    /// When they left.
    pub left_on: Option<Day>,
}

/// What an organisation has already.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Its people.
    pub people: Vec<Known>,
    /// Its units by their folded names.
    pub units: BTreeMap<String, u128>,
    /// Its cohorts by their folded names.
    pub cohorts: BTreeMap<String, u128>,
}

/// Something that a line changes of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// A name.
    Name,
    /// The birth date.
    BirthDate,
    /// The address.
    Email,
    /// The number.
    Number,
    /// The trade.
    Trade,
    /// School, diploma or regime.
    Course,
    /// They are in another unit.
    Unit,
    /// They join a cohort.
    Cohort,
    /// When they came.
    ArrivedOn,
    /// They left.
    Left,
    /// They are back.
    Returned,
}

impl Changed {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::BirthDate,
        Self::Email,
        Self::Number,
        Self::Trade,
        Self::Course,
        Self::Unit,
        Self::Cohort,
        Self::ArrivedOn,
        Self::Left,
        Self::Returned,
    ];

    /// The stable word by which the texts name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::BirthDate => "birth-date",
            Self::Email => "email",
            Self::Number => "number",
            Self::Trade => "trade",
            Self::Course => "course",
            Self::Unit => "unit",
            Self::Cohort => "cohort",
            Self::ArrivedOn => "arrived-on",
            Self::Left => "left",
            Self::Returned => "returned",
        }
    }
}

/// What is done with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Somebody new.
    Add,
    /// Somebody known, by their place in the list, with what changes.
    Change(usize, Vec<Changed>),
    /// Somebody known of whom nothing changes.
    Keep(usize),
}

/// A line that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Who.
    pub entry: Entry,
    /// What is done.
    pub act: Act,
}

/// What becomes of those whom the file does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// Nothing.
    #[default]
    Stay,
    /// Those of the units and cohorts that the file names have left.
    LeaveHere,
    /// All of them have left.
    LeaveAll,
}

impl Absent {
    /// As they are offered.
    pub const ALL: [Self; 3] = [Self::Stay, Self::LeaveHere, Self::LeaveAll];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stay => "stay",
            Self::LeaveHere => "leave-here",
            Self::LeaveAll => "leave-all",
        }
    }

    /// The choice of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// What a file would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Lines that are taken, in their order.
    pub lines: Vec<Planned>,
    /// Cells at fault, in their order: their lines are not taken.
    pub faults: Vec<RowFault>,
    /// What is told of lines that are taken.
    pub notices: Vec<Notice>,
    /// Units that the file names and that there are none of yet.
    pub new_units: Vec<String>,
    /// Cohorts likewise.
    pub new_cohorts: Vec<String>,
    /// Who is in a unit or cohort that the file names, has not left, and is not named: places in the list.
    pub absent_here: Vec<usize>,
    /// Who has not left and is not named, wherever they are.
    pub absent: Vec<usize>,
}

impl Plan {
    /// Those whom the file does not name and who are to be noted as having left. Nobody while lines are refused: one of those may name them.
    pub fn leaving(&self, choice: Absent) -> &[usize] {
        match choice {
            _ if !self.faults.is_empty() => &[],
            Absent::Stay => &[],
            Absent::LeaveHere => &self.absent_here,
            Absent::LeaveAll => &self.absent,
        }
    }

    /// Lines that are refused.
    pub fn refused(&self) -> BTreeSet<u32> {
        self.faults.iter().map(|fault| fault.line).collect()
    }
}

/// Plans: every line finds the person it speaks of, or is new, or is refused.
pub fn plan(rows: Vec<Row>, lists: &Lists) -> Plan {
    let mut plan = Plan::default();
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        plan.notices.extend(row.notices);
        match row.entry {
            Ok(entry) => entries.push(entry),
            Err(faults) => plan.faults.extend(faults),
        }
    }
    let entries = apart(entries, &mut plan);
    let found = Finder::new(lists, &entries).find(&entries);
    let mut named = vec![false; lists.people.len()];
    for (entry, found) in entries.into_iter().zip(found) {
        let act = match found {
            Found::New => Act::Add,
            Found::Known(at) => {
                named[at] = true;
                let known = &lists.people[at];
                let changes = changes(&entry, known, lists);
                if let Some(was) = known.number.as_ref().filter(|_| changes.contains(&Changed::Number)) {
                    plan.notices.push(Notice { line: entry.line, kind: NoticeKind::NumberChanges, cell: was.clone() });
                }
                if changes.is_empty() { Act::Keep(at) } else { Act::Change(at, changes) }
            }
            Found::Refused(fault) => {
                plan.faults.push(fault);
                continue;
            }
        };
        plan.lines.push(Planned { entry, act });
    }
    plan.faults.sort_by_key(|fault| (fault.line, fault.column));
    plan.notices.sort_by_key(|notice| notice.line);
    plan.new_units = missing(plan.lines.iter().filter_map(|line| line.entry.unit.as_deref()), &lists.units);
    plan.new_cohorts = missing(plan.lines.iter().flat_map(|line| line.entry.cohorts.iter().map(String::as_str)), &lists.cohorts);
    absent(&mut plan, &named, lists);
    plan
}

/// Names that are not there yet, each once, as the first line writes it.
fn missing<'a>(names: impl Iterator<Item = &'a str>, there: &BTreeMap<String, u128>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| !there.contains_key(&fold(name)) && seen.insert(fold(name))).map(str::to_owned).collect()
}

fn absent(plan: &mut Plan, named: &[bool], lists: &Lists) {
    let here = |names: &BTreeMap<String, u128>, said: &mut dyn Iterator<Item = &str>| -> BTreeSet<u128> {
        said.filter_map(|name| names.get(&fold(name)).copied()).collect()
    };
    let units = here(&lists.units, &mut plan.lines.iter().filter_map(|line| line.entry.unit.as_deref()));
    let cohorts = here(&lists.cohorts, &mut plan.lines.iter().flat_map(|line| line.entry.cohorts.iter().map(String::as_str)));
    let gone = |at: &usize| !named[*at] && lists.people[*at].left_on.is_none();
    plan.absent = (0..lists.people.len()).filter(gone).collect();
    let is_here = |at: &&usize| {
        let known = &lists.people[**at];
        known.unit.is_some_and(|unit| units.contains(&unit)) || known.cohorts.iter().any(|cohort| cohorts.contains(cohort))
    };
    plan.absent_here = plan.absent.iter().filter(is_here).copied().collect();
}

fn signs(entry: &Entry) -> Signs<'_> {
    Signs { number: entry.number.as_deref(), birth_date: entry.birth_date, email: entry.email_folded.as_deref() }
}

fn refused(entry: &Entry, column: Column, why: Fault, other: Option<u32>) -> RowFault {
    let cell = match column {
        Column::Number => entry.number.clone().unwrap_or_default(),
        Column::Email => entry.email.clone().unwrap_or_default(),
        _ => format!("{} {}", entry.given_name, entry.family_name),
    };
    RowFault { line: entry.line, column, cell: told(&cell), why, other }
}

/// Takes out the lines that speak of somebody of whom an earlier line speaks.
fn apart(entries: Vec<Entry>, plan: &mut Plan) -> Vec<Entry> {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut by_number: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for entry in entries {
        let numbered = entry.number.as_ref().and_then(|number| by_number.get(number).copied());
        let namesake = || {
            let same_name = by_name.get(&entry.sort_name).map(Vec::as_slice).unwrap_or_default();
            same_name.iter().copied().take(NAMESAKES).find(|at| matches!(same(signs(&entry), signs(&kept[*at])), Same::Yes | Same::Perhaps))
        };
        let (column, why, at) = match (numbered, namesake()) {
            (Some(at), _) => (Column::Number, Fault::NumberTwice, at),
            (None, Some(at)) => (Column::FamilyName, Fault::PersonTwice, at),
            (None, None) => {
                if let Some(number) = &entry.number {
                    by_number.insert(number.clone(), kept.len());
                }
                by_name.entry(entry.sort_name.clone()).or_default().push(kept.len());
                kept.push(entry);
                continue;
            }
        };
        if entry.says_the_same(&kept[at]) {
            plan.notices.push(Notice { line: entry.line, kind: NoticeKind::Repeated, cell: kept[at].line.to_string() });
        } else {
            plan.faults.push(refused(&entry, column, why, Some(kept[at].line)));
        }
    }
    kept
}

/// Whom a line speaks of.
#[derive(Debug, Clone)]
enum Found {
    New,
    Known(usize),
    Refused(RowFault),
}

/// Finds the people of the lines in the list: what is sure first, so that what is only likely does not take it away.
struct Finder<'a> {
    people: &'a [Known],
    by_number: BTreeMap<&'a str, usize>,
    by_name: BTreeMap<&'a str, Vec<usize>>,
    /// Addresses that one person has, in the list and in the file.
    by_email: BTreeMap<&'a str, usize>,
}

impl<'a> Finder<'a> {
    fn new(lists: &'a Lists, entries: &[Entry]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut emails: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_number = BTreeMap::new();
        for (at, known) in lists.people.iter().enumerate() {
            by_name.entry(&known.sort_name).or_default().push(at);
            if let Some(email) = known.email_folded.as_deref() {
                emails.entry(email).or_default().push(at);
            }
            if let Some(number) = known.number.as_deref() {
                by_number.insert(number, at);
            }
        }
        let mut said: BTreeMap<&str, usize> = BTreeMap::new();
        for email in entries.iter().filter_map(|entry| entry.email_folded.as_deref()) {
            *said.entry(email).or_default() += 1;
        }
        let of_one = |(email, people): (&'a str, Vec<usize>)| (people.len() == 1 && said.get(email).is_none_or(|n| *n == 1)).then(|| (email, people[0]));
        Self { people: &lists.people, by_number, by_name, by_email: emails.into_iter().filter_map(of_one).collect() }
    }

    fn find(&self, entries: &[Entry]) -> Vec<Found> {
        let mut found: Vec<Option<Found>> = vec![None; entries.len()];
        let mut lines: BTreeMap<usize, u32> = BTreeMap::new();
        for look in [Self::numbered, Self::sure, Self::likely] {
            for (entry, found) in entries.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
                let Some(answer) = look(self, entry, &lines) else { continue };
                *found = Some(match answer {
                    Found::Known(at) => match lines.insert(at, entry.line) {
                        None => Found::Known(at),
                        Some(other) => {
                            lines.insert(at, other);
                            Found::Refused(refused(entry, Column::FamilyName, Fault::PersonTwice, Some(other)))
                        }
                    },
                    other => other,
                });
            }
        }
        found.into_iter().map(|found| found.unwrap_or(Found::New)).collect()
    }

    fn numbered(&self, entry: &Entry, _: &BTreeMap<usize, u32>) -> Option<Found> {
        let at = *self.by_number.get(entry.number.as_deref()?)?;
        let known = &self.people[at];
        let born = entry.birth_date.zip(known.birth_date).map(|(a, b)| a == b);
        let same_name = entry.sort_name == known.sort_name;
        let alike = same_name
            || born == Some(true)
            || fold(&entry.given_name) == fold(&known.given_name)
            || fold(&entry.family_name) == fold(&known.family_name)
            || (entry.email_folded.is_some() && entry.email_folded == known.email_folded);
        // a birth date that was mistyped is put right; a number that went to somebody else is not taken for it
        let is_same = if born == Some(false) { same_name } else { alike };
        Some(if is_same { Found::Known(at) } else { Found::Refused(refused(entry, Column::Number, Fault::NumberOfAnother, None)) })
    }

    fn namesakes(&self, entry: &Entry) -> impl Iterator<Item = (usize, Same)> {
        let people = self.by_name.get(entry.sort_name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let signs = signs(entry);
        people.iter().take(NAMESAKES).map(move |at| {
            let known = &self.people[*at];
            let known = Signs { number: known.number.as_deref(), birth_date: known.birth_date, email: known.email_folded.as_deref() };
            (*at, same(signs, known))
        })
    }

    fn sure(&self, entry: &Entry, _: &BTreeMap<usize, u32>) -> Option<Found> {
        let sure: Vec<usize> = self.namesakes(entry).filter(|(_, same)| *same == Same::Yes).map(|(at, _)| at).collect();
        match sure[..] {
            [at] => return Some(Found::Known(at)),
            [_, _, ..] => return Some(Found::Refused(refused(entry, Column::FamilyName, Fault::SeveralKnown, None))),
            [] => {}
        }
        // somebody who has married: another name, the same address
        let at = *self.by_email.get(entry.email_folded.as_deref()?)?;
        let known = &self.people[at];
        let contrary = entry.birth_date.zip(known.birth_date).is_some_and(|(a, b)| a != b)
            || entry.number.as_ref().zip(known.number.as_ref()).is_some_and(|(a, b)| a != b);
        let alike = fold(&entry.given_name) == fold(&known.given_name) || (entry.birth_date.is_some() && entry.birth_date == known.birth_date);
        (alike && !contrary).then_some(Found::Known(at))
    }

    fn likely(&self, entry: &Entry, taken: &BTreeMap<usize, u32>) -> Option<Found> {
        let free: Vec<(usize, Same)> = self.namesakes(entry).filter(|(at, same)| *same != Same::No && !taken.contains_key(at)).collect();
        match free[..] {
            [] => None,
            [(at, Same::Perhaps)] => Some(Found::Known(at)),
            [_] => Some(Found::Refused(refused(entry, Column::Email, Fault::PerhapsKnown, None))),
            _ => Some(Found::Refused(refused(entry, Column::FamilyName, Fault::SeveralKnown, None))),
        }
    }
}

/// What a line changes of somebody. What it does not say stays.
fn changes(entry: &Entry, known: &Known, lists: &Lists) -> Vec<Changed> {
    fn differs<T: PartialEq>(said: Option<&T>, known: Option<&T>) -> bool {
        said.is_some() && said != known
    }
    let course = differs(entry.school.as_ref(), known.school.as_ref())
        || differs(entry.diploma.as_ref(), known.diploma.as_ref())
        || differs(entry.regime.as_ref(), known.regime.as_ref());
    let unit = entry.unit.as_deref().is_some_and(|unit| known.unit.is_none() || lists.units.get(&fold(unit)).copied() != known.unit);
    let cohort = entry.cohorts.iter().any(|name| lists.cohorts.get(&fold(name)).is_none_or(|cohort| !known.cohorts.contains(cohort)));
    let all = [
        (Changed::Name, entry.given_name != known.given_name || entry.family_name != known.family_name),
        (Changed::BirthDate, differs(entry.birth_date.as_ref(), known.birth_date.as_ref())),
        (Changed::Email, differs(entry.email.as_ref(), known.email.as_ref())),
        (Changed::Number, differs(entry.number.as_ref(), known.number.as_ref())),
        (Changed::Trade, differs(entry.trade.as_ref(), known.trade.as_ref())),
        (Changed::Course, course),
        (Changed::Unit, unit),
        (Changed::Cohort, cohort),
        (Changed::ArrivedOn, differs(entry.arrived_on.as_ref(), known.arrived_on.as_ref())),
        (Changed::Left, entry.left_on.is_some() && entry.left_on != known.left_on),
        (Changed::Returned, entry.left_on.is_none() && known.left_on.is_some()),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
}

#[cfg(test)]
mod tests;
