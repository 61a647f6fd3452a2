//! A whole installation from one database into another, whichever engine either has, and the proof that it arrived.
//!
//! Everything is read from one snapshot of the source, which may be served meanwhile, and written in one transaction of the target: it
//! holds all of it or nothing. Then the target is read back, and each table's rows and digest are compared with those of the snapshot.

use crate::engine::{Pipe, PipeEnd, pipe};
use crate::{Result, Row, Store, StoreError, Tx, Value, dialect};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

/// Rows read at once.
const CHUNK: i64 = 500;
/// Chunks that wait to be written.
const WAITING: usize = 4;

/// What a column holds, on both engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An identifier: `UUID`, or 16 bytes.
    Id,
    /// Bytes.
    Blob,
    /// A text.
    Text,
    /// An integer of 64 bits.
    Int,
    /// A boolean.
    Bool,
    /// A number.
    Real,
}

/// A table as it is copied.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// How many of the first columns are its key.
    pub key: usize,
    /// Its columns, those of the key first.
    pub columns: &'static [(&'static str, Kind)],
}

macro_rules! tables {
    ($($name:literal ($key:literal) { $($column:literal $kind:ident),+ $(,)? })+) => {
        &[$(Table { name: $name, key: $key, columns: &[$(($column, Kind::$kind)),+] }),+]
    };
}

/// Every table, those first that others refer to. A test holds this list to the schema of both engines.
pub const TABLES: &[Table] = tables! {
    "person" (1) {
        "id" Id, "email" Text, "email_folded" Text, "email_verified_at" Int, "password_hash" Text, "trade" Text, "setting" Text, "region" Text,
        "asked_at" Int, "locale" Text, "created_at" Int, "last_seen_at" Int, "roles" Text,
    }
    "login" (1) { "token_hash" Blob, "person_id" Id, "device" Text, "created_at" Int, "last_used_at" Int, "expires_at" Int }
    "mail_link" (1) { "token_hash" Blob, "person_id" Id, "purpose" Text, "email" Text, "created_at" Int, "expires_at" Int, "used_at" Int }
    "throttle" (2) { "key" Blob, "window" Int, "hits" Int }
    "framework_import" (1) { "version" Text, "body" Text, "imported_at" Int }
    "item_version" (1) { "hash" Blob, "item_id" Text, "version" Int, "body" Text, "added_at" Int }
    "edition" (1) { "id" Id, "hash" Blob, "body" Text, "created_at" Int }
    "session" (1) {
        "id" Id, "person_id" Id, "kind" Text, "edition_id" Id, "seed" Int, "token_hash" Blob, "seq" Int, "status" Text, "state" Blob,
        "started_at" Int, "updated_at" Int, "finished_at" Int, "folded_at" Int,
    }
    "answer" (2) {
        "session_id" Id, "seq" Int, "item_id" Text, "item_hash" Blob, "parameters" Text, "shown" Text, "response" Text, "category" Int,
        "categories" Int, "elapsed" Int, "at" Int, "idempotency_key" Text,
    }
    "result" (1) { "session_id" Id, "body" Text, "at" Int }
    "share" (1) { "id" Id, "session_id" Id, "token_hash" Blob, "created_at" Int, "revoked_at" Int, "views" Int, "last_viewed_at" Int }
    "mail" (1) {
        "id" Id, "person_id" Id, "recipient" Text, "subject" Text, "body_text" Text, "body_html" Text, "status" Text, "attempts" Int,
        "next_at" Int, "claimed_until" Int, "error" Text, "created_at" Int, "sent_at" Int, "unsubscribe" Text,
    }
    "audit" (1) { "id" Id, "at" Int, "kind" Text, "actor" Text, "person_id" Id, "object" Text, "place" Blob }
    "evidence" (4) {
        "item_hash" Blob, "kind" Text, "value" Text, "bin" Int, "answers" Int, "not_known" Int, "full_marks" Int, "points" Int, "squares" Int,
        "ability" Int, "ability_squares" Int, "ability_points" Int, "variance" Int, "time_spent" Int, "log_time" Int, "log_time_squares" Int,
    }
    "evidence_choice" (2) { "item_hash" Blob, "class" Text, "answers" Int, "ability" Int }
    "lease" (1) { "name" Text, "holder" Id, "expires_at" Int }
    "workshop_item" (1) {
        "item_id" Text, "stage" Text, "revision" Int, "title" Text, "objective" Text, "kind" Text, "language" Text, "search" Text, "author_id" Id,
        "created_at" Int, "updated_at" Int,
    }
    "workshop_revision" (2) { "item_id" Text, "revision" Int, "body" Text, "change" Text, "note" Text, "author_id" Id, "at" Int }
    "workshop_review" (1) { "id" Id, "item_id" Text, "revision" Int, "reviewer_id" Id, "verdict" Text, "note" Text, "at" Int }
    "workshop_remark" (1) {
        "id" Id, "item_id" Text, "revision" Int, "author_id" Id, "body" Text, "at" Int, "resolved_at" Int, "resolved_by" Id,
    }
    "standing" (1) { "item_id" Text, "standing" Text, "before" Text, "revision" Int, "note" Text, "decided_by" Id, "at" Int }
    "report" (1) {
        "id" Id, "item_id" Text, "item_hash" Blob, "person_id" Id, "kind" Text, "body" Text, "search" Text, "language" Text, "wants_answer" Int, "status" Text,
        "at" Int, "answer" Text, "answered_at" Int, "answered_by" Id,
    }
    "publication" (1) { "id" Id, "number" Int, "at" Int, "body" Text, "note" Text, "published_by" Id }
    "calibration" (1) {
        "id" Id, "status" Text, "progress" Int, "body" Text, "note" Text, "started_by" Id, "started_at" Int, "alive_at" Int, "decided_by" Id,
        "decided_at" Int, "publication_id" Id,
    }
    "workshop_mail" (1) { "person_id" Id, "wanted" Int, "news_since" Int, "sent_at" Int, "due_at" Int }
    "organisation" (1) {
        "id" Id, "parent_id" Id, "kind" Text, "name" Text, "search" Text, "finess" Text, "siret" Text, "region" Text, "memo" Text,
        "is_sample" Int, "created_by" Id, "created_at" Int,
    }
    "member" (2) {
        "organisation_id" Id, "person_id" Id, "role" Text, "since" Int,
    }
    "invitation" (1) {
        "id" Id, "organisation_id" Id, "email" Text, "email_folded" Text, "role" Text, "token_hash" Blob, "invited_by" Id,
        "created_at" Int, "expires_at" Int, "settled_at" Int, "outcome" Text,
    }
    "organisation_key" (1) {
        "id" Id, "organisation_id" Id, "name" Text, "token_hash" Blob, "created_by" Id, "created_at" Int, "last_used_at" Int,
        "revoked_at" Int,
    }
    "unit" (1) {
        "id" Id, "organisation_id" Id, "name" Text, "name_folded" Text, "created_at" Int,
    }
    "cohort" (1) {
        "id" Id, "organisation_id" Id, "name" Text, "name_folded" Text, "starts_on" Int, "ends_on" Int, "ects" Int, "created_at" Int,
    }
    "learner" (1) {
        "id" Id, "organisation_id" Id, "person_id" Id, "given_name" Text, "family_name" Text, "birth_date" Text, "email" Text,
        "email_folded" Text, "external_id" Text, "trade" Text, "school" Text, "diploma" Text, "regime" Text, "unit_id" Id,
        "sort_name" Text, "search" Text, "source" Text, "token_hash" Blob, "arrived_on" Int, "left_on" Int, "created_at" Int,
        "updated_at" Int,
    }
    "learner_change" (1) {
        "id" Id, "learner_id" Id, "kind" Text, "detail" Text, "changed_by" Id, "at" Int,
    }
    "cohort_learner" (2) {
        "cohort_id" Id, "learner_id" Id,
    }
    "import" (1) {
        "id" Id, "organisation_id" Id, "started_by" Id, "name" Text, "body" Blob, "mapping" Text, "status" Text, "line_count" Int,
        "progress" Int, "report" Text, "created_at" Int, "alive_at" Int, "settled_at" Int,
    }
    "campaign" (1) {
        "id" Id, "organisation_id" Id, "code" Text, "title" Text, "search" Text, "intro" Text, "template" Text, "competences" Text,
        "target" Text, "is_anonymous" Int, "audience" Text, "sittings" Int, "reminds" Int, "opens_at" Int, "closes_at" Int,
        "closed_at" Int, "releases" Int, "previous_id" Id, "created_by" Id, "created_at" Int, "updated_at" Int,
    }
    "campaign_audience" (3) {
        "campaign_id" Id, "kind" Text, "target_id" Id,
    }
    "participation" (1) {
        "id" Id, "campaign_id" Id, "learner_id" Id, "person_id" Id, "session_id" Id, "sitting" Int, "unit_id" Id, "trade" Text,
        "began_at" Int, "finished_at" Int, "measure" Blob, "measured_at" Int, "release_number" Int, "released_unit" Text,
        "released_trade" Text, "shared_at" Int, "shared_first_at" Int,
    }
    "reminder" (3) {
        "campaign_id" Id, "learner_id" Id, "kind" Text, "at" Int,
    }
    "release_cell" (4) {
        "campaign_id" Id, "number" Int, "unit" Text, "trade" Text, "people" Int, "known" Int, "at" Int,
    }
    "tally" (3) {
        "campaign_id" Id, "dimension" Text, "value" Text, "people" Int, "sums" Blob,
    }
    "tally_item" (2) {
        "campaign_id" Id, "item_hash" Blob, "item_id" Text, "shown" Int, "shown_sums" Blob, "held" Int, "held_sums" Blob,
    }
    "lesson" (1) {
        "id" Id, "organisation_id" Id, "cohort_id" Id, "title" Text, "search" Text, "starts_at" Int, "minutes" Int, "split" Text,
        "ects" Int, "place" Text, "trainer" Text, "code" Text, "code_until" Int, "closed_at" Int, "created_by" Id, "created_at" Int,
        "updated_at" Int,
    }
    "lesson_attendance" (2) {
        "lesson_id" Id, "learner_id" Id, "how" Text, "recorded_by" Id, "at" Int,
    }
    "training" (1) {
        "id" Id, "learner_id" Id, "kind" Text, "title" Text, "provider" Text, "split" Text, "ects" Int, "done_on" Int, "proof" Text,
        "status" Text, "note" Text, "recorded_by" Id, "recorded_at" Int, "settled_by" Id, "settled_at" Int,
    }
    "attestation" (1) {
        "id" Id, "organisation_id" Id, "learner_id" Id, "number" Text, "body" Text, "issued_by" Id, "issued_at" Int, "revoked_at" Int,
    }
    "idempotency" (2) { "scope" Blob, "key" Text, "request_hash" Blob, "session_id" Id, "created_at" Int }
    "accreditation" (1) {
        "id" Id, "organisation_id" Id, "status" Text, "number" Text, "statement" Text, "contact" Text, "note" Text, "until" Int,
        "asked_by" Id, "asked_at" Int, "decided_by" Id, "decided_at" Int,
    }
    "room" (1) {
        "id" Id, "organisation_id" Id, "name" Text, "name_folded" Text, "address" Text, "seats" Int, "is_step_free" Int, "note" Text,
        "created_at" Int, "closed_at" Int,
    }
    "exam" (1) {
        "id" Id, "organisation_id" Id, "room_id" Id, "number" Text, "centre_name" Text, "place" Text, "search" Text, "starts_at" Int,
        "seats" Int, "status" Text, "start_code" Text, "watch_hash" Blob, "note" Text, "revision" Int, "created_by" Id, "created_at" Int,
        "updated_at" Int, "opened_at" Int, "finished_at" Int, "finalised_at" Int, "decided_at" Int, "published_at" Int,
    }
    "candidate" (1) {
        "id" Id, "exam_id" Id, "person_id" Id, "learner_id" Id, "code" Text, "token_hash" Blob, "family_name" Text, "given_name" Text,
        "usual_name" Text, "birth_date" Text, "civil" Text, "email" Text, "email_folded" Text, "external_id" Text, "language" Text,
        "sort_name" Text, "search" Text, "status" Text, "convoked_at" Int, "convoked_revision" Int, "confirmed_at" Int,
        "checked_in_at" Int, "checked_by" Id, "document" Text, "created_by" Id, "created_at" Int, "updated_at" Int,
    }
    "accommodation" (1) {
        "candidate_id" Id, "extra_percent" Int, "needs" Text, "document" Text, "granted_by" Id, "granted_at" Int,
    }
    "invigilator" (1) {
        "id" Id, "exam_id" Id, "person_id" Id, "name" Text, "token_hash" Blob, "since" Int, "seen_at" Int, "left_at" Int,
    }
    "sitting" (1) {
        "id" Id, "exam_id" Id, "candidate_id" Id, "session_id" Id, "number" Int, "status" Text, "device_hash" Blob, "device" Text,
        "next_device_hash" Blob, "next_device" Text, "next_asked_at" Int, "revision" Int, "created_at" Int, "started_at" Int, "ends_at" Int,
        "ended_at" Int, "ending" Text, "seen_at" Int, "away_since" Int,
    }
    "sitting_event" (1) {
        "id" Id, "sitting_id" Id, "kind" Text, "detail" Text, "invigilator_id" Id, "at" Int,
    }
    "exam_alert" (1) {
        "id" Id, "sitting_id" Id, "seq" Int, "item_id" Text, "item_hash" Blob, "kind" Text, "body" Text, "status" Text, "raised_at" Int,
        "settled_at" Int, "invigilator_id" Id,
    }
    "exam_report" (1) {
        "id" Id, "exam_id" Id, "sitting_id" Id, "kind" Text, "status" Text, "category" Text, "body" Text, "happened_at" Int, "author" Text,
        "outcome" Text, "revision" Int, "created_at" Int, "filed_at" Int, "settled_by" Id, "settled_at" Int,
    }
    "proposal" (1) {
        "id" Id, "kind" Text, "subject" Text, "body" Text, "reason" Text, "status" Text, "proposed_by" Id, "proposed_at" Int,
        "settled_by" Id, "settled_at" Int, "note" Text,
    }
    "standard_study" (1) {
        "id" Id, "title" Text, "method" Text, "status" Text, "round" Int, "items" Text, "settings" Text, "result" Text, "created_by" Id,
        "created_at" Int, "updated_at" Int, "closed_at" Int,
    }
    "study_judge" (1) {
        "id" Id, "study_id" Id, "person_id" Id, "name" Text, "finished_round" Int, "since" Int,
    }
    "study_rating" (4) {
        "judge_id" Id, "round" Int, "cut" Int, "item_id" Text, "value" Int, "at" Int,
    }
    "certification_rule" (1) {
        "id" Id, "number" Int, "body" Text, "study_id" Id, "proposal_id" Id, "adopted_at" Int,
    }
    "decision" (1) {
        "id" Id, "sitting_id" Id, "number" Int, "kind" Text, "outcome" Text, "level" Int, "body" Text, "reason" Text, "proposal_id" Id,
        "decided_by" Id, "at" Int,
    }
    "neutralisation" (1) {
        "id" Id, "exam_id" Id, "item_id" Text, "reason" Text, "proposal_id" Id, "at" Int,
    }
    "appeal" (1) {
        "id" Id, "sitting_id" Id, "person_id" Id, "body" Text, "status" Text, "at" Int, "outcome" Text, "answer" Text, "answered_by" Id,
        "answered_at" Int,
    }
    "signing_key" (1) {
        "id" Id, "public" Blob, "secret" Blob, "created_at" Int, "retired_at" Int,
    }
    "certificate" (1) {
        "id" Id, "number" Text, "sitting_id" Id, "person_id" Id, "family_name" Text, "given_name" Text, "birth_date" Text, "search" Text,
        "level" Int, "body" Text, "issued_at" Int, "valid_until" Int, "status_index" Int, "key_id" Id, "credential" Text, "jwt" Text,
        "revoked_at" Int, "revoked_reason" Text, "cpf_waits" Int,
    }
    "cpf_batch" (1) {
        "id" Id, "number" Int, "status" Text, "body" Text, "report" Text, "prepared_by" Id, "prepared_at" Int, "sent_by" Id, "sent_at" Int,
        "processed_at" Int,
    }
    "cpf_row" (1) {
        "id" Id, "batch_id" Id, "certificate_id" Id, "reference" Text, "status" Text, "reason" Text,
    }
    "learning_plan" (1) {
        "person_id" Id, "target" Text, "minutes" Int, "remind_at" Int, "remind_days" Int, "stopped_at" Int, "reminded_on" Int, "stop_hash" Blob,
        "created_at" Int, "updated_at" Int,
    }
    "module_run" (1) {
        "id" Id, "person_id" Id, "module_id" Text, "version" Int, "step" Int, "seed" Int, "gesture" Text, "started_at" Int,
        "updated_at" Int, "finished_at" Int,
    }
    "claim" (1) {
        "id" Id, "person_id" Id, "objective" Text, "questions" Text, "seed" Int, "status" Text, "made_at" Int, "settled_at" Int,
    }
    "practice_round" (1) {
        "id" Id, "person_id" Id, "subjects" Text, "place" Int, "seed" Int, "started_at" Int, "finished_at" Int,
    }
    "practice_answer" (2) {
        "source_id" Id, "place" Int, "person_id" Id, "source" Text, "item_id" Text, "parameters" Text, "shown" Text, "response" Text,
        "won" Int, "points" Int, "met" Int, "at" Int,
    }
    "memory" (2) {
        "person_id" Id, "subject" Text, "schedule" Text, "seen" Int, "due" Int, "updated_at" Int,
    }
    "memory_recall" (2) {
        "source_id" Id, "place" Int, "person_id" Id, "subject" Text, "grade" Text, "at" Int,
    }
    "rating" (1) {
        "id" Id, "kind" Text, "subject" Text, "person_id" Id, "stars" Int, "text" Text, "followed_on" Text, "status" Text, "note" Text,
        "report" Text, "reported_at" Int, "settled_by" Id, "settled_at" Int, "created_at" Int, "updated_at" Int,
    }
    "offer" (1) {
        "id" Id, "slug" Text, "organisation_id" Id, "title" Text, "search" Text, "body" Text, "work" Text, "work_status" Text, "origin" Text, "status" Text,
        "checked_on" Int, "expires_on" Int, "warned_for" Int, "note" Text, "revision" Int, "made_by" Id, "made_at" Int, "settled_by" Id,
        "settled_at" Int, "updated_at" Int,
    }
    "offer_event" (1) {
        "id" Id, "offer_id" Id, "revision" Int, "act" Text, "body" Text, "note" Text, "person_id" Id, "at" Int,
    }
    "offer_import" (1) {
        "id" Id, "organisation_id" Id, "name" Text, "rows" Text, "status" Text, "made_by" Id, "made_at" Int, "done_at" Int,
    }
    "link_check" (1) {
        "slug" Text, "url" Text, "outcome" Text, "status" Int, "moved_to" Text, "failures" Int, "failing_since" Int, "checked_at" Int, "next_at" Int,
    }
    "offer_signal" (1) {
        "id" Id, "slug" Text, "reason" Text, "text" Text, "person_id" Id, "status" Text, "note" Text, "at" Int, "settled_by" Id,
        "settled_at" Int,
    }
};

/// The statements of a table, made from its description once.
struct Statements {
    table: &'static Table,
    count: &'static str,
    is_empty: &'static str,
    first: &'static str,
    next: &'static str,
    clear: &'static str,
    insert: &'static str,
}

static STATEMENTS: LazyLock<Vec<Statements>> = LazyLock::new(|| TABLES.iter().map(statements).collect());

fn statements(table: &'static Table) -> Statements {
    let quoted: Vec<String> = table.columns.iter().map(|(column, _)| format!("\"{column}\"")).collect();
    let (all, key) = (quoted.join(", "), quoted[..table.key].join(", "));
    let numbers = |from: usize, count: usize| (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let name = table.name;
    Statements {
        table,
        count: format!("SELECT COUNT(*) FROM {name}").leak(),
        is_empty: format!("SELECT COUNT(*) FROM (SELECT 1 FROM {name} LIMIT 1) AS one").leak(),
        first: format!("SELECT {all} FROM {name} ORDER BY {key} LIMIT $1").leak(),
        next: format!("SELECT {all} FROM {name} WHERE ({key}) > ({}) ORDER BY {key} LIMIT $1", numbers(2, table.key)).leak(),
        clear: format!("DELETE FROM {name}").leak(),
        insert: format!("INSERT INTO {name} ({all}) VALUES ({})", numbers(1, quoted.len())).leak(),
    }
}

/// For each table, the statement that counts its rows.
pub(crate) fn counts() -> impl Iterator<Item = (&'static str, &'static str)> {
    STATEMENTS.iter().map(|of| (of.table.name, of.count))
}

/// Why a copy was not made, or is not to be trusted. The target is as it was before, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// It was asked to stop.
    Cancelled,
    /// The target holds rows already.
    NotEmpty {
        /// In this table.
        table: &'static str,
    },
    /// A value that the other engine cannot hold, or that is not what its column holds.
    Unfit {
        /// In this table.
        table: &'static str,
        /// In this column.
        column: &'static str,
        /// The row of this key: numbers, texts, and bytes in hexadecimal.
        key: String,
        /// What is wrong with it.
        why: String,
    },
    /// Everything is on the target's disk, and could not be compared.
    NotVerified {
        /// Why not.
        why: String,
    },
    /// Everything is on the target's disk, and what was read back is not what was sent.
    Differs {
        /// In this table.
        table: &'static str,
        /// As it was sent.
        sent: Content,
        /// As it was found.
        found: Content,
    },
    /// One of the databases could not.
    Store(StoreError),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("asked to stop"),
            Self::NotEmpty { table } => write!(f, "the target holds rows already, in {table}"),
            Self::Unfit { table, column, key, why } => write!(f, "{table}.{column} of row {key}: {why}"),
            Self::NotVerified { why } => write!(f, "not compared: {why}"),
            Self::Differs { table, sent, found } => write!(f, "{table}: {sent} were sent, {found} were found"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Stopped {}

/// How many rows a table holds, and which: the same rows have the same digest, in whatever order an engine gives them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Content {
    /// Rows.
    pub rows: u64,
    /// The sum of the SHA-256 of each row, in 256 bits.
    pub digest: [u64; 4],
}

impl Content {
    fn add(&mut self, row: &[Value]) {
        let mut hasher = Sha256::new();
        for value in row {
            hash(value, &mut hasher);
        }
        self.rows += 1;
        let mut carry = false;
        for (sum, word) in self.digest.iter_mut().zip(hasher.finalize().chunks_exact(8)) {
            let word = word.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
            let (once, over) = sum.overflowing_add(word);
            let (twice, again) = once.overflowing_add(u64::from(carry));
            (*sum, carry) = (twice, over || again);
        }
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows of digest {:016x}", self.rows, self.digest[3])
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A value as bytes that no other value has.
fn hash(value: &Value, into: &mut Sha256) {
    let mut sized = |kind: u8, bytes: &[u8]| {
        into.update([kind]);
        into.update((bytes.len() as u64).to_be_bytes());
        into.update(bytes);
    };
    match value {
        Value::Null => sized(0, &[]),
        Value::Bool(x) => sized(1, &[u8::from(*x)]),
        Value::Int(x) => sized(2, &x.to_be_bytes()),
        Value::Real(x) => sized(3, &x.to_bits().to_be_bytes()),
        Value::Text(x) => sized(4, x.as_bytes()),
        Value::Blob(x) => sized(5, x),
        Value::Id(x) => sized(6, x.as_bytes()),
    }
}

/// How a copy is made, and what it says meanwhile.
#[derive(Clone)]
pub struct Copying {
    /// Whether what the target holds goes; in the same transaction.
    pub replace: bool,
    /// Set it to stop.
    pub cancelled: Arc<AtomicBool>,
    /// Told now and then.
    pub tell: Arc<dyn Fn(Told) + Send + Sync>,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Rows in the snapshot of the source.
    Begins(u64),
    /// So many more rows were read, of this table.
    Copied(&'static str, u64),
    /// All of it is on the target's disk; so many rows are read back.
    Verifies(u64),
    /// So many more rows were read back.
    Verified(&'static str, u64),
}

/// A copy that is on the target's disk, and was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// What each table holds, on both sides.
    pub tables: Vec<(&'static str, Content)>,
    /// Tables of the source that have changed since the snapshot, and how many more rows they hold now: it was written to meanwhile.
    pub changed: Vec<(&'static str, i64)>,
}

/// Copies everything that `source` holds into `target`, whose schema is there, reads it back, and looks at the source again.
///
/// # Errors
/// [`Stopped`].
pub async fn copy(source: &Store, target: &Store, copying: &Copying) -> Result<Copied, Stopped> {
    let (sender, receiver) = pipe(WAITING);
    let reading = source.read_unrepeated({
        let copying = copying.clone();
        move |tx| Box::pin(async move { send(tx, &sender, &copying).await })
    });
    let replace = copying.replace;
    let writing = target.write_unrepeated(move |tx| Box::pin(async move { receive(tx, receiver, replace).await }));
    let sent = match futures_util::future::join(reading, writing).await {
        (Ok(sent), Ok(())) => sent,
        // who stopped first has the reason; the other one found the pipe broken
        (Err(reason), Ok(()) | Err(Stopped::Cancelled)) | (_, Err(reason)) => return Err(reason),
    };
    (copying.tell)(Told::Verifies(sent.iter().map(|content| content.rows).sum::<u64>() * 2));
    let found = contents(target, copying).await.map_err(not_verified)?;
    for ((table, sent), found) in TABLES.iter().zip(&sent).zip(&found) {
        if sent != found {
            return Err(Stopped::Differs { table: table.name, sent: *sent, found: *found });
        }
    }
    let now = contents(source, copying).await.map_err(not_verified)?;
    let changed = TABLES.iter().zip(&sent).zip(&now).filter(|((_, sent), now)| sent != now);
    let changed = changed.map(|((table, sent), now)| (table.name, now.rows.cast_signed() - sent.rows.cast_signed())).collect();
    Ok(Copied { tables: TABLES.iter().map(|table| table.name).zip(sent).collect(), changed })
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` takes")]
fn not_verified(stopped: Stopped) -> Stopped {
    Stopped::NotVerified { why: stopped.to_string() }
}

type Rows = (usize, Vec<Vec<Value>>);

/// Reads the snapshot of the source into the pipe. An empty chunk at the end says that it was all.
async fn send(tx: &mut Tx<'_>, sender: &Pipe<Rows>, copying: &Copying) -> Result<Vec<Content>, Stopped> {
    let mut total = 0;
    for statements in &*STATEMENTS {
        total += tx.one(statements.count, &[], |row| row.get::<i64>(0)).await?.unsigned_abs();
    }
    (copying.tell)(Told::Begins(total));
    let mut contents = vec![Content::default(); TABLES.len()];
    for (place, statements) in STATEMENTS.iter().enumerate() {
        let mut after = None;
        loop {
            let rows = chunk(tx, statements, &mut after, copying).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                contents[place].add(row);
            }
            (copying.tell)(Told::Copied(statements.table.name, rows.len() as u64));
            if !sender.send(tx.engine(), (place, rows)).await {
                return Err(Stopped::Cancelled);
            }
        }
    }
    if sender.send(tx.engine(), (TABLES.len(), Vec::new())).await { Ok(contents) } else { Err(Stopped::Cancelled) }
}

/// Writes what comes out of the pipe. A pipe that breaks before it said that it was all leaves nothing.
async fn receive(tx: &mut Tx<'_>, mut receiver: PipeEnd<Rows>, replace: bool) -> Result<(), Stopped> {
    if replace {
        for statements in STATEMENTS.iter().rev() {
            tx.execute(statements.clear, &[]).await?;
        }
    }
    for statements in &*STATEMENTS {
        if tx.one(statements.is_empty, &[], |row| row.get::<i64>(0)).await? != 0 {
            return Err(Stopped::NotEmpty { table: statements.table.name });
        }
    }
    // a group may have been made after its hospitals
    dialect::references_later(tx).await?;
    while let Some((place, rows)) = receiver.receive(tx.engine()).await {
        match STATEMENTS.get(place) {
            Some(statements) => drop(tx.load(statements.insert, rows.into_iter()).await?),
            None => return Ok(()),
        }
    }
    Err(Stopped::Cancelled)
}

/// What each table holds, on one snapshot.
async fn contents(store: &Store, copying: &Copying) -> Result<Vec<Content>, Stopped> {
    let copying = copying.clone();
    let reading = store.read(move |tx| {
        Box::pin(async move {
            let mut contents = vec![Content::default(); TABLES.len()];
            for (content, statements) in contents.iter_mut().zip(&*STATEMENTS) {
                let mut after = None;
                loop {
                    let rows = chunk(tx, statements, &mut after, &copying).await?;
                    if rows.is_empty() {
                        break;
                    }
                    for row in &rows {
                        content.add(row);
                    }
                    (copying.tell)(Told::Verified(statements.table.name, rows.len() as u64));
                }
            }
            Ok::<_, Stopped>(contents)
        })
    });
    reading.await
}

/// The rows after this key, and which key is theirs.
async fn chunk(tx: &mut Tx<'_>, statements: &Statements, after: &mut Option<Vec<Value>>, copying: &Copying) -> Result<Vec<Vec<Value>>, Stopped> {
    if copying.cancelled.load(Ordering::Relaxed) {
        return Err(Stopped::Cancelled);
    }
    let table = statements.table;
    let mut args = vec![Value::Int(CHUNK)];
    let sql = match &after {
        None => statements.first,
        Some(key) => {
            args.extend_from_slice(key);
            statements.next
        }
    };
    let mut unfit = None;
    let rows = tx.all(sql, &args, |row| read(row, table, &mut unfit)).await;
    let rows = rows.map_err(|error| unfit.unwrap_or(Stopped::Store(error)))?;
    if let Some(last) = rows.last() {
        *after = Some(last[..table.key].to_vec());
    }
    Ok(rows)
}

/// A row, or which of its values is unfit.
fn read(row: &Row<'_>, table: &'static Table, unfit: &mut Option<Stopped>) -> Result<Vec<Value>> {
    let mut values = Vec::with_capacity(table.columns.len());
    for (place, (column, kind)) in table.columns.iter().enumerate() {
        let value = match kind {
            Kind::Id => row.get::<Option<uuid::Uuid>>(place).map(Value::from),
            Kind::Blob => row.get::<Option<Vec<u8>>>(place).map(Value::from),
            Kind::Text => row.get::<Option<String>>(place).map(Value::from),
            Kind::Int => row.get::<Option<i64>>(place).map(Value::from),
            Kind::Bool => row.get::<Option<bool>>(place).map(Value::from),
            Kind::Real => row.get::<Option<f64>>(place).map(Value::from),
        };
        match value.and_then(|value| value.check().map(|()| value)) {
            Ok(value) => values.push(value),
            Err(error) => {
                let key = values.iter().take(table.key).map(in_words).collect::<Vec<_>>().join(", ");
                *unfit = Some(Stopped::Unfit { table: table.name, column, key, why: error.to_string() });
                return Err(error);
            }
        }
    }
    Ok(values)
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Bool(x) => x.to_string(),
        Value::Int(x) => x.to_string(),
        Value::Real(x) => x.to_string(),
        Value::Text(x) => x.clone(),
        Value::Blob(x) => x.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")),
        Value::Id(x) => x.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(rows: &[&[Value]]) -> Content {
        let mut content = Content::default();
        for row in rows {
            content.add(row);
        }
        content
    }

    #[test]
    fn the_digest_does_not_look_at_the_order_of_rows_and_looks_at_everything_else() {
        let (a, b): ([Value; 2], [Value; 2]) = (["a".into(), 1_i64.into()], ["b".into(), Value::Null]);
        assert_eq!(content(&[&a, &b]), content(&[&b, &a]));
        assert_ne!(content(&[&a, &a]), content(&[&b, &b]));
        assert_ne!(content(&[&a]), content(&[&a, &a]));
        assert_ne!(content(&[&["ab".into(), "".into()]]), content(&[&["a".into(), "b".into()]]));
        assert_ne!(content(&[&["a".into()]]), content(&[&[Value::Blob(b"a".to_vec())]]));
        assert_ne!(content(&[&[Value::Null]]), content(&[&["".into()]]));
    }
}
