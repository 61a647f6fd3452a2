//! `socle audit`

use std::process::ExitCode;

use clap::Args;
use domain::text::fold_email;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::audit::Line;
use store::{Store, people};
use uuid::Uuid;

use super::options::Options;
use super::{Outcome, Voice};
use crate::clock::Clock;
use crate::secret::hex;
use crate::service::audit::{Act, Search, read};

/// Read the audit log: sign-ins, failed sign-ins, passwords, shares, exports, erasures, and what administrators did. Beside a
/// running server; changes nothing.
#[derive(Debug, Args)]
pub(super) struct Audit {
    /// From this day on (`2026-11-22`, at midnight UTC), this moment (`2026-11-22T08:00:00Z`), or so long ago (`90m`, `12h`, `7d`).
    #[arg(long, default_value = "7d")]
    since: String,
    /// About this account only: its address, or its identifier.
    #[arg(long)]
    person: Option<String>,
    /// Of this kind only.
    #[arg(long, value_parser = kinds())]
    kind: Option<String>,
    /// As CSV, with times in full.
    #[arg(long)]
    csv: bool,
}

fn kinds() -> clap::builder::PossibleValuesParser {
    Act::ALL.iter().map(|act| act.code()).collect::<Vec<_>>().into()
}

impl Audit {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let since = moment(&self.since, Clock::System.now()).ok_or_else(|| voice.say("cli-audit-since", &[("since", self.since.as_str().into())]))?;
        let store = options.reader().await?;
        let person = match &self.person {
            None => None,
            Some(named) => Some(person(&store, named).await?.ok_or_else(|| voice.say("cli-audit-nobody", &[]))?),
        };
        let search = Search { since, person, kind: self.kind };
        let mut table = csv::Writer::from_writer(Vec::new());
        let mut lines = 0_i64;
        if self.csv {
            table.write_record(["at", "kind", "actor", "person", "object", "place"]).map_err(|e| e.to_string())?;
        }
        read(&store, &search, |line| {
            lines += 1;
            if self.csv {
                // into memory: it cannot fail
                let _ = table.write_record(fields(line));
            } else {
                let [at, kind, actor, person, object, place] = fields(line);
                println!("{at:<27}  {kind:<19}  {actor:<13}  {person:<36}  {place:<8}  {object}", place = &place[..place.len().min(8)]);
            }
        })
        .await
        .map_err(|e| e.to_string())?;
        store.close().await.map_err(|e| e.to_string())?;
        if self.csv {
            let bytes = table.into_inner().map_err(|e| e.to_string())?;
            print!("{}", String::from_utf8_lossy(&bytes));
        } else {
            eprintln!("{}", voice.say("cli-audit-lines", &[("lines", lines.into())]));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn fields(line: &Line) -> [String; 6] {
    let at = Timestamp::from_microsecond(line.at).map(|at| at.to_string()).unwrap_or_default();
    let person = line.person_id.map(|id| id.to_string()).unwrap_or_default();
    let place = line.place.as_deref().map(hex).unwrap_or_default();
    [at, line.kind.clone(), line.actor.clone(), person, line.object.clone().unwrap_or_default(), place]
}

/// A day, a moment or a distance from now, as microseconds UTC.
fn moment(text: &str, now: i64) -> Option<i64> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.as_microsecond());
    }
    if let Ok(day) = text.parse::<Date>() {
        return day.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp().as_microsecond());
    }
    let unit = match text.chars().last()? {
        'm' => 60,
        'h' => 3600,
        'd' => 24 * 3600,
        _ => return None,
    };
    let count: i64 = text[..text.len() - 1].parse().ok().filter(|count| (0..=100_000).contains(count))?;
    Some(now - count * unit * 1_000_000)
}

async fn person(store: &Store, named: &str) -> Result<Option<Uuid>, String> {
    if let Ok(id) = named.parse::<Uuid>() {
        return Ok(Some(id));
    }
    let Some(folded) = fold_email(named) else { return Ok(None) };
    let found = store.read(move |tx| Box::pin(async move { people::by_email_folded(tx, &folded).await })).await;
    found.map(|person| person.map(|p| p.id)).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_a_moment_and_a_distance_are_understood_and_nothing_else() {
        let now = 1_795_000_000_000_000;
        assert_eq!(moment("2026-11-22", now), Some(1_795_305_600_000_000));
        assert_eq!(moment("2026-11-22T08:00:00Z", now), Some(1_795_334_400_000_000));
        assert_eq!(moment("2026-11-22T09:00:00+01:00", now), moment("2026-11-22T08:00:00Z", now));
        assert_eq!(moment("7d", now), Some(now - 7 * 86_400_000_000));
        assert_eq!(moment("90m", now), Some(now - 5_400_000_000));
        for wrong in ["", "d", "yesterday", "-3d", "7é", "99999999999d", "2026-13-01"] {
            assert_eq!(moment(wrong, now), None, "{wrong}");
        }
    }
}
