//! Afterwards: is every acknowledged answer in the database, once, as it was sent, and nothing that was never sent?

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use store::{Options, Store, StoreError, answers, maintenance, results, sessions};
use uuid::Uuid;

use super::ledger::{Session, digest};

/// How long a database may take to be there.
const PATIENCE: Duration = Duration::from_mins(5);
/// Sessions looked at in one transaction.
const AT_ONCE: usize = 200;

/// What was found. Sound when everything after `open` is zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Sessions looked at.
    pub sessions: u64,
    /// Answers acknowledged.
    pub acknowledged: u64,
    /// Answers found.
    pub found: u64,
    /// Found, sent, never acknowledged: the reply was lost, not the answer.
    pub open: u64,
    /// Acknowledged and not found.
    pub lost: u64,
    /// Found with another response or key than was sent.
    pub altered: u64,
    /// Found with a key that another answer has too.
    pub doubled: u64,
    /// Found and never sent.
    pub invented: u64,
    /// Sessions whose state is not where their answers are, or whose result is not there.
    pub torn: u64,
    /// What the engine says of its own files.
    pub damage: Vec<String>,
}

impl Verdict {
    /// Whether everything is as it must be.
    pub fn is_sound(&self) -> bool {
        self.lost + self.altered + self.doubled + self.invented + self.torn == 0 && self.damage.is_empty()
    }

    /// Adds what another look found.
    pub fn add(&mut self, other: Self) {
        self.sessions += other.sessions;
        self.acknowledged += other.acknowledged;
        self.found += other.found;
        self.open += other.open;
        self.lost += other.lost;
        self.altered += other.altered;
        self.doubled += other.doubled;
        self.invented += other.invented;
        self.torn += other.torn;
        self.damage.extend(other.damage);
    }
}

/// A session as the database has it.
struct Kept {
    row: Option<sessions::Session>,
    answers: Vec<answers::Answer>,
    result: bool,
}

/// Opens a database to look at it, beside its server or not.
pub async fn open(database: &str) -> Result<Store, String> {
    // what is looked for is an answer, not a slow machine
    let options = Options { patience: PATIENCE, outage: PATIENCE, ..Options::default() };
    let store = if database.starts_with("postgres") { Store::open_with(database, &options).await } else { Store::open_sqlite_reader(database).await };
    store.map_err(|e| e.to_string())
}

/// How many answers the database holds.
pub async fn count(store: &Store) -> Result<u64, String> {
    let counts = store.read(|tx| Box::pin(maintenance::counts(tx))).await.map_err(|e: StoreError| e.to_string())?;
    counts.iter().find(|(table, _)| *table == "answer").map(|(_, rows)| rows.unsigned_abs()).ok_or_else(|| "the database has no answers".to_owned())
}

/// Looks at some sessions. The server may run, and may have gone on: more answers than were noted are no fault then, as
/// long as they were sent later (`later`).
pub async fn sessions(store: &Store, known: &[(u128, Session)], later: bool) -> Result<Verdict, String> {
    let mut verdict = Verdict::default();
    let mut keys = BTreeSet::new();
    for group in known.chunks(AT_ONCE) {
        let ids: Vec<Uuid> = group.iter().map(|(id, _)| Uuid::from_u128(*id)).collect();
        let kept = store.read(move |tx| {
            Box::pin(async move {
                let mut kept = Vec::with_capacity(ids.len());
                for id in ids {
                    let row = sessions::load(tx, id).await?;
                    kept.push(Kept { row, answers: answers::all_of(tx, id).await?, result: results::of_session(tx, id).await?.is_some() });
                }
                Ok::<_, StoreError>(kept)
            })
        });
        let kept = kept.await.map_err(|e| e.to_string())?;
        for ((_, session), kept) in group.iter().zip(kept) {
            judge(session, &kept, later, &mut keys, &mut verdict);
        }
    }
    Ok(verdict)
}

/// Looks at everything. `before` is how many answers there were before the first was sent.
pub async fn everything(store: &Store, known: &[(u128, Session)], before: u64) -> Result<Verdict, String> {
    let mut verdict = sessions(store, known, false).await?;
    // an answer in a session that nobody here began
    verdict.invented += count(store).await?.saturating_sub(before).saturating_sub(verdict.found);
    if let maintenance::Integrity::Damaged(what) = store.read(|tx| Box::pin(maintenance::integrity(tx))).await.map_err(|e: StoreError| e.to_string())? {
        verdict.damage = what;
    }
    Ok(verdict)
}

fn judge(session: &Session, kept: &Kept, later: bool, keys: &mut BTreeSet<u128>, verdict: &mut Verdict) {
    verdict.sessions += 1;
    for sent in session.answers.iter().filter(|sent| sent.acknowledged) {
        verdict.acknowledged += 1;
        verdict.lost += u64::from(!kept.answers.iter().any(|row| row.seq == i64::from(sent.seq)));
    }
    for (place, row) in kept.answers.iter().enumerate() {
        let Some(sent) = session.answers.iter().find(|sent| i64::from(sent.seq) == row.seq) else {
            verdict.invented += u64::from(!later);
            continue;
        };
        verdict.found += 1;
        verdict.open += u64::from(!sent.acknowledged);
        let response = row.response.as_deref().map_or(Ok(Value::Null), serde_json::from_str);
        let key = row.idempotency_key.as_deref().and_then(|key| u128::from_str_radix(key, 16).ok());
        verdict.altered += u64::from(response.map_or(true, |response| digest(&response) != sent.response) || key != sent.key);
        verdict.doubled += u64::from(key.is_some_and(|key| !keys.insert(key)));
        // the log has no hole
        verdict.torn += u64::from(row.seq != place as i64 + 1);
    }
    // one snapshot: the state is exactly where the log is
    let whole = kept.row.as_ref().is_some_and(|row| row.seq == kept.answers.len() as i64 + 1 && row.finished_at.is_some() == kept.result);
    let over = !session.finished || kept.result;
    verdict.torn += u64::from(!whole || !over);
}

#[cfg(test)]
mod tests {
    use super::super::ledger::Ledger;
    use super::*;

    fn row(seq: i64, key: u128) -> answers::Answer {
        answers::Answer {
            session_id: Uuid::from_u128(1),
            seq,
            item_id: "x".into(),
            item_hash: Vec::new(),
            parameters: String::new(),
            shown: String::new(),
            response: None,
            category: 0,
            categories: 2,
            elapsed: 0,
            at: 0,
            idempotency_key: Some(format!("{key:032x}")),
        }
    }

    fn judged(session: &Session, rows: Vec<answers::Answer>, state: i64, later: bool) -> Verdict {
        let row = sessions::Session {
            id: Uuid::from_u128(1),
            person_id: None,
            kind: String::new(),
            edition_id: Uuid::nil(),
            seed: 0,
            token_hash: None,
            seq: state,
            status: String::new(),
            state: Vec::new(),
            started_at: 0,
            updated_at: 0,
            finished_at: None,
        };
        let mut verdict = Verdict::default();
        judge(session, &Kept { row: Some(row), answers: rows, result: false }, later, &mut BTreeSet::new(), &mut verdict);
        verdict
    }

    #[test]
    fn what_is_lost_altered_doubled_invented_or_torn_is_found() {
        let mut ledger = Ledger::default();
        for seq in 1..=2_u32 {
            ledger.send(1, seq, &Value::Null, Some(u128::from(seq)));
            ledger.acknowledge(1, false);
        }
        ledger.send(1, 3, &Value::Null, Some(3));
        let session = &ledger.sessions[&1];
        let sound = judged(session, vec![row(1, 1), row(2, 2)], 3, false);
        assert!(sound.is_sound() && sound.acknowledged == 2 && sound.open == 0);
        let open = judged(session, vec![row(1, 1), row(2, 2), row(3, 3)], 4, false);
        assert!(open.is_sound() && open.open == 1);
        assert_eq!(judged(session, vec![row(1, 1)], 2, false).lost, 1);
        assert_eq!(judged(session, vec![row(1, 1), row(2, 9)], 3, false).altered, 1);
        let mut other = row(2, 2);
        other.response = Some("{}".into());
        assert_eq!(judged(session, vec![row(1, 1), other], 3, false).altered, 1);
        assert_eq!(judged(session, vec![row(1, 1), row(2, 1)], 3, false).doubled, 1);
        let four = || vec![row(1, 1), row(2, 2), row(3, 3), row(4, 4)];
        assert_eq!(judged(session, four(), 5, false).invented, 1);
        assert!(judged(session, four(), 5, true).is_sound());
        assert_eq!(judged(session, vec![row(1, 1), row(2, 2)], 2, false).torn, 1);
    }
}
