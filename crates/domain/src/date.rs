//! Days and months of the calendar, for rules that speak of dates: pure arithmetic, no clock.

use std::fmt;

const MICROSECONDS_A_DAY: i64 = 86_400_000_000;

/// A month of a year, from 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// Reads `YYYY-MM`; a day behind it is read over. `None` for anything else.
    ///
    /// ```
    /// use domain::date::Month;
    /// assert_eq!(Month::parse("2026-11").map(|m| m.to_string()), Some("2026-11".to_owned()));
    /// assert_eq!(Month::parse("2026"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| parts.next().filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))?.parse::<i32>().ok();
        let (year, month) = (number(4)?, number(2)?);
        let day = parts.next().map(str::parse::<u8>);
        let fits = (1..=12).contains(&month) && day.is_none_or(|d| d.is_ok_and(|d| (1..=31).contains(&d))) && parts.next().is_none();
        fits.then_some(Self { year, month: month as u8 })
    }

    /// So many months later.
    #[must_use]
    pub const fn plus(self, months: u16) -> Self {
        let since_0 = self.year * 12 + self.month as i32 - 1 + months as i32;
        Self { year: since_0.div_euclid(12), month: (since_0.rem_euclid(12) + 1) as u8 }
    }

    /// Its first day.
    pub const fn first_day(self) -> Day {
        Day(days_before(self.year, self.month))
    }

    /// Its last day: the 28th to the 31st.
    pub const fn last_day(self) -> Day {
        let next = self.plus(1);
        Day(days_before(next.year, next.month) - 1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A day, from midnight to midnight UTC. What is dated to a month need not know in which time zone it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// The day in which a moment falls, given in microseconds UTC.
    pub const fn of(microseconds: i64) -> Self {
        Self(microseconds.div_euclid(MICROSECONDS_A_DAY))
    }

    /// The day of this number, counted from 1970-01-01, which is 0.
    pub const fn numbered(number: i64) -> Self {
        Self(number)
    }

    /// Its number, counted from 1970-01-01, which is 0.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// The day of a calendar: `None` where the month has no such day, or there is no such month. Years from 1 to 9999.
    ///
    /// ```
    /// use domain::date::Day;
    /// assert_eq!(Day::of_calendar(2028, 2, 29).map(|d| d.to_string()), Some("2028-02-29".to_owned()));
    /// assert_eq!(Day::of_calendar(2027, 2, 29), None);
    /// ```
    pub const fn of_calendar(year: i32, month: u8, day: u8) -> Option<Self> {
        if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 {
            return None;
        }
        let begins = days_before(year, month);
        let found = Self(begins + day as i64 - 1);
        if found.0 <= (Month { year, month }).last_day().0 { Some(found) } else { None }
    }

    /// Reads `YYYY-MM-DD`, a day that exists. `None` for anything else.
    ///
    /// ```
    /// use domain::date::Day;
    /// assert_eq!(Day::parse("2026-11-22").map(Day::number), Some(20_779));
    /// assert_eq!(Day::parse("2026-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let month = Month::parse(text).filter(|_| text.len() == 10)?;
        let day: i64 = text.get(8..)?.parse().ok()?;
        let found = Self(month.first_day().0 + day - 1);
        (day >= 1 && found <= month.last_day()).then_some(found)
    }

    /// So many days later.
    #[must_use]
    pub const fn plus(self, days: u16) -> Self {
        Self(self.0 + days as i64)
    }

    /// Its first microsecond, UTC.
    pub const fn begins(self) -> i64 {
        self.0 * MICROSECONDS_A_DAY
    }

    /// Its month.
    pub const fn month(self) -> Month {
        // the inverse of `days_before`, after the same source
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let since_march = (5 * of_year + 2) / 153;
        let month = if since_march < 10 { since_march + 3 } else { since_march - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Month { year: year as i32, month: month as u8 }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = self.month();
        write!(f, "{month}-{:02}", self.0 - month.first_day().0 + 1)
    }
}

/// Reads a day or a month: its first day and its last, of a day the same. `None` for anything else.
///
/// ```
/// use domain::date::span;
/// let says = |text| span(text).map(|(first, last)| format!("{first} {last}"));
/// assert_eq!(says("2028-02").as_deref(), Some("2028-02-01 2028-02-29"));
/// assert_eq!(says("2028-02-03").as_deref(), Some("2028-02-03 2028-02-03"));
/// assert_eq!(says("2028-02-30"), None);
/// ```
pub fn span(text: &str) -> Option<(Day, Day)> {
    match Day::parse(text) {
        Some(day) => Some((day, day)),
        None => Month::parse(text).filter(|_| text.len() == 7).map(|month| (month.first_day(), month.last_day())),
    }
}

/// Days from 1970-01-01 to the first of a month, in the calendar of Gregory: H. Hinnant, chrono-Compatible Low-Level Date
/// Algorithms (2013), `days_from_civil`. Years begin in March there, so that the leap day is the last.
const fn days_before(year: i32, month: u8) -> i64 {
    let year = year as i64 - if month <= 2 { 1 } else { 0 };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let since_march = (month as i64 + 9) % 12;
    let of_year = (153 * since_march + 2) / 5;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written() {
        for (text, month) in [("2026-11", Some("2026-11")), ("2026-11-03", Some("2026-11")), ("0001-01", Some("0001-01"))] {
            assert_eq!(Month::parse(text).map(|m| m.to_string()).as_deref(), month);
        }
        for text in ["", "2026", "2026-13", "2026-00", "2026-1", "26-11", "2026-11-32", "2026-11-03-04", "+026-11", "2026-xx", "２０２６-11"] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let ends = [
            ("2026-11", "2026-11-30"),
            ("2027-02", "2027-02-28"),
            ("2028-02", "2028-02-29"),
            ("2100-02", "2100-02-28"),
            ("2000-02", "2000-02-29"),
            ("2026-12", "2026-12-31"),
        ];
        for (month, day) in ends {
            assert_eq!(Month::parse(month).expect("a month").last_day().to_string(), day);
        }
        assert_eq!(Month::parse("2026-11").expect("a month").plus(12).to_string(), "2027-11");
        assert_eq!(Month::parse("2026-11").expect("a month").plus(2).to_string(), "2027-01");
    }

    #[test]
    fn every_day_of_eight_centuries_has_its_month_and_follows_the_day_before() {
        assert_eq!(Day::of(0).to_string(), "1970-01-01");
        assert_eq!(Day::of(-1).to_string(), "1969-12-31");
        // 2026-11-22T00:00:00Z, by `date -u -d 2026-11-22 +%s`
        assert_eq!(Day::of(1_795_305_600_000_000).to_string(), "2026-11-22");
        assert_eq!(Day::of(1_795_305_600_000_000).begins(), 1_795_305_600_000_000);
        let (mut month, mut day_of_month) = (Month { year: 1600, month: 1 }, 1);
        let mut day = Day(days_before(1600, 1));
        while month.year < 2400 {
            assert_eq!(day.to_string(), format!("{month}-{day_of_month:02}"));
            (month, day_of_month) = if day == month.last_day() { (month.plus(1), 1) } else { (month, day_of_month + 1) };
            day = day.plus(1);
        }
    }
}
