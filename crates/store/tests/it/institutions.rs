//! Two rows in every table of institutions, made from the description of the tables: one says everything, one only what must be said.

use crate::harness::hash;
use std::collections::BTreeSet;
use store::copy::{Kind, TABLES, Table};
use store::{Engine, Result, Tx, Value};
use uuid::Uuid;

/// The first of these tables, and the last.
const FIRST: &str = "organisation";
const LAST: &str = "attestation";

/// The tables, those first that others refer to.
pub fn tables() -> &'static [Table] {
    let place = |name| TABLES.iter().position(|table| table.name == name).unwrap();
    &TABLES[place(FIRST)..=place(LAST)]
}

/// Fills each of [`tables`]. What names a person names one of these, what names a session this one.
pub async fn fill(tx: &mut Tx<'_>, people: [Uuid; 2], session: Uuid) -> Result<()> {
    let optional = optional_columns(tx).await?;
    for table in tables() {
        // the bare row first: the full one may refer to it
        for is_full in [false, true] {
            let value = |(column, kind): &(&str, Kind)| match optional.contains(&(table.name.to_owned(), (*column).to_owned())) && !is_full {
                true => Value::Null,
                false => value(table.name, column, *kind, is_full, people, session),
            };
            let values: Vec<Value> = table.columns.iter().map(value).collect();
            tx.execute(insert(table), &values).await?;
        }
    }
    Ok(())
}

fn value(table: &str, column: &str, kind: Kind, is_full: bool, people: [Uuid; 2], session: Uuid) -> Value {
    let row = usize::from(!is_full);
    match kind {
        Kind::Id => Value::Id(match column {
            "id" => id(table, is_full),
            // made before its parent, and named before it
            "parent_id" => id("organisation", false),
            "previous_id" => id("campaign", false),
            "session_id" => session,
            "person_id" => people[row],
            _ if column.ends_with("_by") => people[row],
            _ => id(column.trim_end_matches("_id"), is_full),
        }),
        Kind::Text => format!("Été \u{1F469} '\";\r\n=1 {table} {column} {row}").as_str().into(),
        Kind::Blob => Value::Blob([&hash(table)[..], &[0, 255, u8::from(is_full)]].concat()),
        Kind::Int => Value::Int(if is_full { i64::MIN } else { i64::MAX }),
        Kind::Bool => Value::Bool(is_full),
        Kind::Real => Value::Real(1e-308),
    }
}

/// The name of a row: that of the full one comes before that of the bare one.
pub fn id(table: &str, is_full: bool) -> Uuid {
    let mut bytes = [if is_full { 1 } else { 0xff }; 16];
    for (byte, letter) in bytes[1..].iter_mut().zip(table.bytes()) {
        *byte = letter;
    }
    Uuid::from_bytes(bytes)
}

/// An organisation of which only this is said.
pub fn organisation(id: Uuid, parent_id: Option<Uuid>) -> store::organisations::Organisation {
    store::organisations::Organisation {
        id,
        parent_id,
        kind: "hospital".into(),
        name: "Hôpital".into(),
        search: "hopital".into(),
        finess: None,
        siret: None,
        region: None,
        memo: String::new(),
        is_sample: 0,
        created_by: None,
        created_at: crate::harness::NOW,
    }
}

fn insert(table: &Table) -> &'static str {
    let columns: Vec<String> = table.columns.iter().map(|(column, _)| format!("\"{column}\"")).collect();
    let numbers: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), numbers.join(", ")).leak()
}

async fn optional_columns(tx: &mut Tx<'_>) -> Result<BTreeSet<(String, String)>> {
    let sql = match tx.engine() {
        Engine::Sqlite => "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.\"notnull\" = 0",
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema() AND is_nullable = 'YES'"
        }
    };
    Ok(tx.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?))).await?.into_iter().collect())
}
