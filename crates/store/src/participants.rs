//! Participants: the learners of a campaign, those it is for and those who took part, with how far each has come.

use crate::rosters::After;
use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

/// Learners whom a campaign ($2) of an organisation ($1) with this audience ($3) is for, and who have not left.
macro_rules! is_for {
    () => {
        "l.left_on IS NULL AND ($3 = 'everybody' OR ($3 = 'groups' AND (
            l.unit_id IN (SELECT target_id FROM campaign_audience WHERE campaign_id = $2 AND kind = 'unit')
            OR l.id IN (SELECT cohort_learner.learner_id FROM campaign_audience JOIN cohort_learner ON cohort_learner.cohort_id = campaign_audience.target_id
                WHERE campaign_audience.campaign_id = $2 AND campaign_audience.kind = 'cohort'))))"
    };
}

/// These and those who took part, with how far they have come.
macro_rules! participants {
    () => {
        concat!(
            "FROM learner l LEFT JOIN (SELECT learner_id, COUNT(*) AS sittings, MIN(began_at) AS began_at, MAX(finished_at) AS finished_at, MAX(shared_at) AS shared_at
                FROM participation WHERE campaign_id = $2 AND learner_id IS NOT NULL GROUP BY learner_id) p ON p.learner_id = l.id
             WHERE l.organisation_id = $1 AND (p.learner_id IS NOT NULL OR (",
            is_for!(),
            "))"
        )
    };
}

/// Narrowed: by how far ($4), by unit ($5), by words ($6).
macro_rules! narrowed {
    () => {
        concat!(
            participants!(),
            " AND ($4 = '' OR ($4 = 'finished' AND p.finished_at IS NOT NULL) OR ($4 = 'begun' AND p.learner_id IS NOT NULL AND p.finished_at IS NULL)
                OR ($4 = 'not-begun' AND p.learner_id IS NULL) OR ($4 = 'not-finished' AND p.finished_at IS NULL) OR ($4 = 'shared' AND p.shared_at IS NOT NULL))
             AND (l.unit_id = $5 OR $5 IS NULL) AND ($6 = '' OR l.search LIKE $6 ESCAPE '!')"
        )
    };
}

statements! {
    LIST = concat!("SELECT l.id, l.given_name, l.family_name, l.external_id, l.trade, l.unit_id, l.left_on, l.email IS NOT NULL, COALESCE(p.sittings, 0), p.began_at, p.finished_at, p.shared_at ",
        narrowed!(), " ORDER BY CASE WHEN $7 = 'name' THEN 0 WHEN p.learner_id IS NULL THEN 0 WHEN p.finished_at IS NULL THEN 1 ELSE 2 END,
            CASE WHEN $7 = 'name' THEN 0 ELSE COALESCE(p.finished_at, p.began_at, 0) END, l.sort_name, l.id LIMIT $8 OFFSET $9");
    COUNT = concat!("SELECT COUNT(*) ", narrowed!());
    BY_UNIT = concat!("SELECT l.unit_id, COUNT(*), COUNT(p.learner_id), COUNT(p.finished_at) ", participants!(), " GROUP BY l.unit_id");
    // whom a mail of this kind ($4) waits for: an address, not finished, none in the last days ($5), and never asked for none
    TO_REMIND = concat!("SELECT l.id, l.given_name, l.email, l.sort_name, l.token_hash FROM learner l WHERE l.organisation_id = $1 AND l.email IS NOT NULL AND ", is_for!(), "
        AND (l.sort_name, l.id) > ($6, $7)
        AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.campaign_id = $2 AND r.learner_id = l.id AND (r.kind = $4 OR r.at > $5))
        AND NOT EXISTS (SELECT 1 FROM reminder s WHERE s.learner_id = l.id AND s.kind = 'stopped')
        AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.learner_id = l.id AND p.campaign_id = $2 AND p.finished_at IS NOT NULL)
        ORDER BY l.sort_name, l.id LIMIT $8");
    IS_FOR = concat!("SELECT CAST(1 AS BIGINT) FROM learner l WHERE l.organisation_id = $1 AND l.id = $4 AND ", is_for!());
    // a part of them by name, whatever their number: each part costs the same
    ROLL = concat!("SELECT l.id, l.given_name, l.family_name, l.external_id, l.trade, l.unit_id, l.left_on, l.has_address, COUNT(p.id), MIN(p.began_at), MAX(p.finished_at),
            MAX(p.shared_at), l.sort_name
        FROM (SELECT id, given_name, family_name, external_id, trade, unit_id, left_on, email IS NOT NULL AS has_address, sort_name FROM learner l
            WHERE l.organisation_id = $1 AND (l.sort_name, l.id) > ($4, $5)
                AND (EXISTS (SELECT 1 FROM participation took WHERE took.learner_id = l.id AND took.campaign_id = $2) OR (", is_for!(), "))
            ORDER BY l.sort_name, l.id LIMIT $6) l
        LEFT JOIN participation p ON p.learner_id = l.id AND p.campaign_id = $2
        GROUP BY l.id, l.given_name, l.family_name, l.external_id, l.trade, l.unit_id, l.left_on, l.has_address, l.sort_name ORDER BY l.sort_name, l.id");
    // whoever says when they were born is looked for among those born then
    BORN_ON = "SELECT id FROM learner WHERE organisation_id = $1 AND birth_date = $2 AND left_on IS NULL ORDER BY sort_name, id LIMIT 100";
}

/// Which campaign, for its statements.
#[derive(Debug, Clone)]
pub struct Of {
    /// The organisation.
    pub organisation: Uuid,
    /// Its campaign.
    pub campaign: Uuid,
    /// The campaign's audience, in the domain's word.
    pub audience: String,
}

impl Of {
    fn args<const N: usize>(&self, more: [Value; N]) -> Vec<Value> {
        let mut args = vec![self.organisation.into(), self.campaign.into(), self.audience.as_str().into()];
        args.extend(more);
        args
    }
}

/// Which participants, in which order.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `finished`, `begun`, `not-begun`, `not-finished`, `shared`; empty for all.
    pub progress: String,
    /// Of this unit only.
    pub unit: Option<Uuid>,
    /// A pattern for `LIKE`, escaped with `!`; empty for all.
    pub pattern: String,
    /// By name; otherwise by how far they have come.
    pub by_name: bool,
}

/// A learner of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The learner.
    pub learner_id: Uuid,
    /// Given names.
    pub given_name: String,
    /// The name they use.
    pub family_name: String,
    /// What the organisation calls them.
    pub external_id: Option<String>,
    /// The trade's code.
    pub trade: Option<String>,
    /// Their unit now.
    pub unit_id: Option<Uuid>,
    /// When they left, in days since 1970-01-01.
    pub left_on: Option<i64>,
    /// Whether mails reach them.
    pub has_address: bool,
    /// How often they began.
    pub sittings: i64,
    /// When they first began, microseconds UTC.
    pub began_at: Option<i64>,
    /// When they last finished, microseconds UTC.
    pub finished_at: Option<i64>,
    /// Since when they show a result to the organisation, microseconds UTC.
    pub shared_at: Option<i64>,
}

/// How far the learners of a unit have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The unit; none for those who are in none.
    pub unit_id: Option<Uuid>,
    /// For how many it is, or who took part.
    pub expected: i64,
    /// How many of them began.
    pub began: i64,
    /// How many of these finished.
    pub finished: i64,
}

/// Somebody to whom a mail is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRemind {
    /// The learner.
    pub learner_id: Uuid,
    /// Given names.
    pub given_name: String,
    /// Their address.
    pub email: String,
    /// By which they are listed.
    pub sort_name: String,
    /// The hash of the token in their personal link, if they have one.
    pub token_hash: Option<Vec<u8>>,
}

fn read(row: &Row<'_>) -> Result<Participant> {
    Ok(Participant {
        learner_id: row.get(0)?,
        given_name: row.get(1)?,
        family_name: row.get(2)?,
        external_id: row.get(3)?,
        trade: row.get(4)?,
        unit_id: row.get(5)?,
        left_on: row.get(6)?,
        has_address: row.get(7)?,
        sittings: row.get(8)?,
        began_at: row.get(9)?,
        finished_at: row.get(10)?,
        shared_at: row.get(11)?,
    })
}

fn narrow(filter: &Filter) -> [Value; 3] {
    [filter.progress.as_str().into(), filter.unit.into(), filter.pattern.as_str().into()]
}

/// Participants of a campaign, so many after so many.
pub async fn list(tx: &mut Tx<'_>, of: &Of, filter: &Filter, limit: i64, offset: i64) -> Result<Vec<Participant>> {
    let [progress, unit, pattern] = narrow(filter);
    let order = if filter.by_name { "name" } else { "progress" };
    tx.all(LIST, &of.args([progress, unit, pattern, order.into(), limit.into(), offset.into()]), read).await
}

/// How many there are.
pub async fn count(tx: &mut Tx<'_>, of: &Of, filter: &Filter) -> Result<i64> {
    tx.one(COUNT, &of.args(narrow(filter)), |row| row.get(0)).await
}

/// How far they have come, for each unit they are in now.
pub async fn by_unit(tx: &mut Tx<'_>, of: &Of) -> Result<Vec<Progress>> {
    tx.all(BY_UNIT, &of.args([]), |row| Ok(Progress { unit_id: row.get(0)?, expected: row.get(1)?, began: row.get(2)?, finished: row.get(3)? })).await
}

/// Those to whom a mail of this kind is due and who had none since `quiet_since` (microseconds UTC), by name behind `after`, so many at the most.
pub async fn to_remind(tx: &mut Tx<'_>, of: &Of, kind: &str, quiet_since: i64, after: (&str, Uuid), limit: i64) -> Result<Vec<ToRemind>> {
    let args = of.args([kind.into(), quiet_since.into(), after.0.into(), after.1.into(), limit.into()]);
    tx.all(TO_REMIND, &args, |row| {
        Ok(ToRemind { learner_id: row.get(0)?, given_name: row.get(1)?, email: row.get(2)?, sort_name: row.get(3)?, token_hash: row.get(4)? })
    })
    .await
}

/// Whether a campaign is for this learner.
pub async fn is_for(tx: &mut Tx<'_>, of: &Of, learner: Uuid) -> Result<bool> {
    Ok(tx.optional(IS_FOR, &of.args([learner.into()]), |_| Ok(())).await?.is_some())
}

/// Learners of an organisation who were born on this day (`YYYY-MM-DD`) and have not left, a hundred at the most.
pub async fn born_on(tx: &mut Tx<'_>, organisation: Uuid, birth_date: &str) -> Result<Vec<Uuid>> {
    tx.all(BORN_ON, &[organisation.into(), birth_date.into()], |row| row.get(0)).await
}

/// At most `limit` participants by name, behind this name and this learner; and the name by which the last of them is listed.
pub async fn roll(tx: &mut Tx<'_>, of: &Of, after: &After, limit: i64) -> Result<(Vec<Participant>, Option<After>)> {
    let args = of.args([after.sort_name.as_str().into(), after.id.into(), limit.into()]);
    let rows = tx.all(ROLL, &args, |row| Ok((read(row)?, row.get::<String>(12)?))).await?;
    let last = rows.last().map(|(participant, sort_name)| After { sort_name: sort_name.clone(), id: participant.learner_id });
    Ok((rows.into_iter().map(|(participant, _)| participant).collect(), last))
}
