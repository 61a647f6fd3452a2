//! Days of learning: those of Paris, whatever the hour of the server.

use domain::date::Day;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

fn in_paris(now: i64) -> Zoned {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    Timestamp::from_microsecond(now).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(paris)
}

/// The day in Paris of a moment in microseconds UTC.
pub fn today(now: i64) -> Day {
    let date = in_paris(now).date();
    let parts = (i32::from(date.year()), u8::try_from(date.month()).unwrap_or(1), u8::try_from(date.day()).unwrap_or(1));
    Day::of_calendar(parts.0, parts.1, parts.2).unwrap_or_else(|| Day::of(now))
}

/// The minute of the day in Paris, from 0 to 1439.
pub fn minute(now: i64) -> i64 {
    let at = in_paris(now);
    i64::from(at.hour()) * 60 + i64::from(at.minute())
}

/// The day of the week in Paris, from 0 for Monday to 6.
pub fn weekday(now: i64) -> u32 {
    u32::try_from(in_paris(now).weekday().to_monday_zero_offset()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_paris_in_winter_and_in_summer() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a moment").as_microsecond();
        let day = |text: &str| Day::parse(text).expect("a day");
        assert_eq!(today(at("2026-11-22T22:59:59Z")), day("2026-11-22"));
        assert_eq!(today(at("2026-11-22T23:00:00Z")), day("2026-11-23"));
        assert_eq!(today(at("2026-07-01T21:59:59Z")), day("2026-07-01"));
        assert_eq!(today(at("2026-07-01T22:00:00Z")), day("2026-07-02"));
        assert_eq!((minute(at("2026-11-22T17:30:00Z")), weekday(at("2026-11-22T17:30:00Z"))), (18 * 60 + 30, 6));
        assert_eq!(weekday(at("2026-11-22T23:30:00Z")), 0, "a Monday has begun");
    }
}
