//! Lists of offers: read from a file, looked at. How they are taken over: `take_over`.
//!
//! The file is read once; its rows wait with what was found wrong with each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::access::{Authorised, ProposeOffers, ReferenceOffers};
use domain::catalogue::check::Fault;
use domain::catalogue::columns::{Cells, Column};
use domain::catalogue::lifecycle::{self, Act as Deed, Party};
use domain::catalogue::offer::{Offer, Status};
use domain::refusal::Refusal;
use formats::table::{self, NotTable, Table};
use serde::{Deserialize, Serialize};
use store::offer_imports::{self, OfferImport};
use store::offers;
use uuid::Uuid;

use super::dossier::{Dossier, Vocabulary, key};
use crate::app::App;
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

/// For how long a list is kept, microseconds.
pub const KEPT: i64 = 30 * 86_400_000_000;
/// Rows of a list.
pub const ROWS: usize = 10_000;
/// Lists that are shown.
const LATEST: i64 = 20;
/// Lines at the top of a file among which the heads are looked for.
const HEADS: usize = 20;

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    pub(super) organisation: Option<Uuid>,
    pub(super) person: Option<Uuid>,
}

impl Owner {
    /// The team's.
    pub fn team(by: &Authorised<ReferenceOffers>) -> Self {
        Self { organisation: None, person: Some(Uuid::from_u128(by.object().person)) }
    }

    /// An organisation's.
    pub fn organisation(by: &Authorised<ProposeOffers>) -> Self {
        Self { organisation: Some(organisation_of(by)), person: actor_of(by) }
    }

    /// Whose side it acts on.
    pub(super) const fn party(&self) -> Party {
        if self.organisation.is_some() { Party::Organisation } else { Party::Team }
    }
}

/// Where a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It was read, and waits for a word.
    Read,
    /// Its offers are being written: so many rows of so many.
    Running(usize, usize),
    /// It was stopped after so many rows of so many.
    Stopped(usize, usize),
    /// It was taken over.
    Done,
}

impl State {
    /// As it is stored.
    pub(super) fn stored(self) -> String {
        match self {
            Self::Read => "read".to_owned(),
            Self::Running(done, all) => format!("running {done}/{all}"),
            Self::Stopped(done, all) => format!("stopped {done}/{all}"),
            Self::Done => "done".to_owned(),
        }
    }

    /// From how it is stored.
    pub fn of(stored: &str) -> Self {
        let (word, rest) = stored.split_once(' ').unwrap_or((stored, "0/0"));
        let (done, all) = rest.split_once('/').and_then(|(done, all)| Some((done.parse().ok()?, all.parse().ok()?))).unwrap_or_default();
        match word {
            "running" => Self::Running(done, all),
            "stopped" => Self::Stopped(done, all),
            "done" => Self::Done,
            _ => Self::Read,
        }
    }

    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Running(..) => "running",
            Self::Stopped(..) => "stopped",
            Self::Done => "done",
        }
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is added.
    New,
    /// It changes an offer of this name.
    Changed,
    /// It is there as it is.
    Same,
    /// An offer of this title and organisation is there under another name, or stands higher in the file.
    Twice,
    /// An offer of somebody else has this name.
    Elsewhere,
    /// It would change an offer that cannot be changed now: it waits for the team, was refused, or was taken out.
    Closed,
    /// Something is wrong with it.
    Faulty,
}

impl Verdict {
    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Twice => "twice",
            Self::Elsewhere => "elsewhere",
            Self::Closed => "closed",
            Self::Faulty => "faulty",
        }
    }

    /// Whether it is written.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::New | Self::Changed)
    }

    /// Whether somebody has to mend it.
    pub const fn is_refused(self) -> bool {
        matches!(self, Self::Twice | Self::Elsewhere | Self::Closed | Self::Faulty)
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListRow {
    /// Its line in the file, from 1.
    pub line: u32,
    /// The cells as they came, by the words of their columns.
    pub cells: BTreeMap<String, String>,
    /// The offer that was read.
    pub offer: Offer,
    /// What is wrong: column, code, detail.
    pub faults: Vec<(String, String, String)>,
    /// What becomes of it.
    pub verdict: Verdict,
    /// The offer that it meets.
    pub meets: Option<String>,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Its identifier.
    pub id: Uuid,
    /// Name of the file.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// Its rows.
    pub rows: Vec<ListRow>,
    /// Heads of the file that are no column of an offer.
    pub unknown: Vec<String>,
}

/// As it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) rows: Vec<ListRow>,
    pub(super) unknown: Vec<String>,
}

impl Kept {
    /// Reads what is kept: megabytes, not among those who answer.
    pub(super) async fn read(stored: String) -> Result<Self> {
        aside(move || Ok(serde_json::from_str(&stored)?)).await
    }
}

/// Does what takes long on a thread of its own.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::Broken(error.to_string()))?
}

impl List {
    /// How many rows have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
    }
}

/// Why a file is no list of offers.
#[derive(Debug)]
pub enum NotList {
    /// It is no table.
    Table(NotTable),
    /// It lacks the columns.
    Columns,
    /// It has more than [`ROWS`] rows.
    TooLong,
}

/// Keeps a file that was sent in, and says what would become of each row. Nothing is written into the catalogue.
///
/// # Errors
/// The store's.
pub async fn receive(app: &Arc<App>, owner: Owner, name: &str, bytes: Vec<u8>) -> Result<Result<Uuid, NotList>> {
    let known = Known::load(app, owner).await?;
    let reader = Arc::clone(app);
    let rows = match aside(move || read(&reader, &known, &bytes)).await? {
        Ok(rows) => rows,
        Err(why) => return Ok(Err(why)),
    };
    let now = app.clock.now();
    let import = OfferImport {
        id: app.entropy.id(now),
        organisation_id: owner.organisation,
        name: name.to_owned(),
        rows,
        status: State::Read.stored(),
        made_by: owner.person,
        made_at: now,
        done_at: None,
    };
    let id = import.id;
    app.store
        .write(move |tx| {
            let import = import.clone();
            Box::pin(async move { offer_imports::insert(tx, &import).await })
        })
        .await?;
    Ok(Ok(id))
}

/// The rows of a file, judged, as they are kept.
fn read(app: &App, known: &Known, bytes: &[u8]) -> Result<Result<String, NotList>> {
    let table = match table::read(bytes, None) {
        Ok(table) => table,
        Err(why) => return Ok(Err(NotList::Table(why))),
    };
    let Some((heads_at, columns, unknown)) = heads(&table) else { return Ok(Err(NotList::Columns)) };
    let lines = &table.lines[heads_at + 1..];
    if lines.len() > ROWS {
        return Ok(Err(NotList::TooLong));
    }
    let vocabulary = Vocabulary::of(app);
    let mut rows: Vec<ListRow> = Vec::new();
    for line in lines {
        let cell = |(place, column): &(usize, Column)| Some((*column, Some(line.cell(*place)).filter(|cell| !cell.is_empty())?.to_owned()));
        let cells: Cells = columns.iter().filter_map(cell).collect();
        if !cells.is_empty() {
            rows.push(row(app, &vocabulary, line.number, &cells));
        }
    }
    judge(known, &mut rows);
    Ok(Ok(serde_json::to_string(&Kept { rows, unknown })?))
}

/// The line of the heads, the column that stands at each place, and the heads that name none.
type Heads = (usize, Vec<(usize, Column)>, Vec<String>);

fn heads(table: &Table) -> Option<Heads> {
    for (at, line) in table.lines.iter().take(HEADS).enumerate() {
        let mut columns: Vec<(usize, Column)> = Vec::new();
        let mut unknown = Vec::new();
        for (place, head) in line.cells().enumerate() {
            match Column::recognise(head) {
                Some(column) if columns.iter().all(|(_, taken)| *taken != column) => columns.push((place, column)),
                _ if head.is_empty() => {}
                _ => unknown.push(head.to_owned()),
            }
        }
        let has = |wanted| columns.iter().any(|(_, column)| *column == wanted);
        if has(Column::Title) && has(Column::Organisation) {
            return Some((at, columns, unknown));
        }
    }
    None
}

fn row(app: &App, vocabulary: &Vocabulary, line: u32, cells: &Cells) -> ListRow {
    let (mut offer, faults) = vocabulary.read(app, cells);
    offer.status = Status::ToBeChecked;
    // a name that was made from too few words is made again when it is written
    let is_named = cells.contains_key(&Column::Id);
    let faults: Vec<Fault> = faults.into_iter().filter(|fault| fault.column != Column::Id || is_named).collect();
    ListRow {
        line,
        cells: cells.iter().map(|(column, cell)| (column.code().to_owned(), cell.clone())).collect(),
        verdict: if faults.is_empty() { Verdict::New } else { Verdict::Faulty },
        faults: faults.into_iter().map(|f| (f.column.code().to_owned(), f.code.to_owned(), f.detail)).collect(),
        offer,
        meets: None,
    }
}

/// What is in the catalogue already, as far as whoever sends a list may know of it.
pub(super) struct Known {
    /// By name.
    by_slug: BTreeMap<String, Met>,
    /// By title and organisation.
    by_key: BTreeMap<String, String>,
}

/// An offer that a row may meet.
struct Met {
    /// What they may read of it: nothing of a draft of somebody else.
    text: Option<Offer>,
    /// Whether it is theirs to change.
    is_theirs: bool,
    /// Whether it can be changed now.
    is_open: bool,
}

impl Known {
    pub(super) async fn load(app: &App, owner: Owner) -> Result<Self> {
        let is_team = owner.party() == Party::Team;
        let shipped = |offer: &Offer| (offer.id.clone(), Met { text: Some(offer.clone()), is_theirs: is_team, is_open: true });
        let mut by_slug: BTreeMap<String, Met> = app.library.offers.iter().map(shipped).collect();
        let mut after = String::new();
        loop {
            let from = after.clone();
            let rows = app
                .store
                .read(move |tx| {
                    let from = from.clone();
                    Box::pin(async move { offers::everything(tx, &from, 500).await })
                })
                .await?;
            let Some(last) = rows.last() else { break };
            after.clone_from(&last.slug);
            for row in rows {
                by_slug.insert(row.slug.clone(), Met::of(Dossier::of(row)?, owner));
            }
        }
        let by_key = by_slug.iter().filter_map(|(slug, met)| Some((key(met.text.as_ref()?), slug.clone()))).collect();
        Ok(Self { by_slug, by_key })
    }

    /// Every name that is taken.
    pub(super) fn names(&self) -> BTreeSet<String> {
        self.by_slug.keys().cloned().collect()
    }
}

impl Met {
    fn of(dossier: Dossier, owner: Owner) -> Self {
        let is_own = owner.organisation.is_some() && owner.organisation == dossier.row.organisation_id;
        let is_theirs = is_own || owner.party() == Party::Team && !dossier.is_private();
        let is_open = is_theirs && lifecycle::step(dossier.stage, dossier.shown.is_some(), Deed::Changed, owner.party()).is_ok();
        let text = match owner.party() {
            Party::Organisation if is_own => Some(dossier.text),
            Party::Organisation => dossier.shown,
            Party::Team => (!dossier.is_private()).then(|| dossier.told().clone()),
        };
        Self { text, is_theirs, is_open }
    }

    /// What becomes of a row that bears its name.
    fn verdict(&self, row: &Offer) -> Verdict {
        match &self.text {
            Some(text) if is_same(text, row) => Verdict::Same,
            _ if !self.is_theirs => Verdict::Elsewhere,
            _ if self.is_open => Verdict::Changed,
            _ => Verdict::Closed,
        }
    }
}

/// Says what becomes of each row.
pub(super) fn judge(known: &Known, rows: &mut [ListRow]) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for row in rows.iter_mut().filter(|row| row.verdict != Verdict::Faulty) {
        let (key, named) = (key(&row.offer), row.cells.contains_key(Column::Id.code()));
        let there = known.by_slug.get(&row.offer.id).filter(|_| named);
        let by_key = known.by_key.get(&key);
        let higher = seen.get(&key).or_else(|| seen.get(&row.offer.id).filter(|_| named));
        (row.verdict, row.meets) = match (higher, there, by_key) {
            (Some(line), _, _) => (Verdict::Twice, Some(line.clone())),
            (None, Some(met), _) => (met.verdict(&row.offer), Some(row.offer.id.clone())),
            (None, None, Some(slug)) => {
                let same = |met: &Met| met.text.as_ref().is_some_and(|offer| is_same(offer, &Offer { id: slug.clone(), ..row.offer.clone() }));
                (if known.by_slug.get(slug).is_some_and(same) { Verdict::Same } else { Verdict::Twice }, Some(slug.clone()))
            }
            (None, None, None) => (Verdict::New, None),
        };
        seen.insert(key, format!("{}", row.line));
        if named {
            seen.insert(row.offer.id.clone(), format!("{}", row.line));
        }
    }
}

/// Whether a list says nothing new: how sure an offer is, and when its source was read, are the team's to say.
fn is_same(one: &Offer, other: &Offer) -> bool {
    let bare = |offer: &Offer| {
        let mut bare = offer.clone();
        bare.status = Status::ToBeChecked;
        bare.source.checked = String::new();
        bare.source.review_by = None;
        bare
    };
    bare(one) == bare(other)
}

/// The last lists.
///
/// # Errors
/// The store's.
pub async fn latest(app: &App, owner: Owner) -> Result<Vec<offer_imports::Head>> {
    Ok(app.store.read(move |tx| Box::pin(offer_imports::latest(tx, owner.organisation, LATEST))).await?)
}

/// Where one of them stands, and its name, without its rows.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn state(app: &App, owner: Owner, id: Uuid) -> Result<(State, String)> {
    let head = app.store.read(move |tx| Box::pin(offer_imports::head(tx, id, owner.organisation))).await?;
    let (_, name, status, ..) = head.ok_or(Refusal::NotFound)?;
    Ok((State::of(&status), name))
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn load(app: &App, owner: Owner, id: Uuid) -> Result<List> {
    let row = app.store.read(move |tx| Box::pin(offer_imports::load(tx, id))).await?;
    let row = row.filter(|row| row.organisation_id == owner.organisation).ok_or(Refusal::NotFound)?;
    let (state, kept) = (State::of(&row.status), Kept::read(row.rows).await?);
    Ok(List { id, name: row.name, state, rows: kept.rows, unknown: kept.unknown })
}

/// Throws one away.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::ImportRunning`] while it is being taken over.
pub async fn give_up(app: &App, owner: Owner, id: Uuid) -> Result<()> {
    state(app, owner, id).await?;
    let gone = app.store.write(move |tx| Box::pin(offer_imports::delete(tx, id))).await?;
    if gone { Ok(()) } else { Err(Refusal::ImportRunning.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_list_stands_is_stored_and_read_back() {
        for state in [State::Read, State::Running(200, 10_000), State::Stopped(0, 3), State::Done] {
            assert_eq!(State::of(&state.stored()), state);
        }
        assert_eq!(State::of("running"), State::Running(0, 0));
    }
}
