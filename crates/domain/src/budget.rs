//! What it takes to train those who need it: hours, and what they cost. Plain arithmetic on what is known and on what the reader enters; nothing
//! is assumed of prices.

/// A number that is not known exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Lower end.
    pub low: f64,
    /// Expected.
    pub middle: f64,
    /// Upper end.
    pub high: f64,
}

impl Range {
    /// A number that is known.
    pub const fn exactly(value: f64) -> Self {
        Self { low: value, middle: value, high: value }
    }

    /// Each end, changed alike by something that grows with it.
    #[must_use]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { low: f(self.low), middle: f(self.middle), high: f(self.high) }
    }

    /// Both together, ends with ends: what they are is not assumed to be independent.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, middle: self.middle + other.middle, high: self.high + other.high }
    }
}

/// One subject to train people in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject {
    /// How many people need it.
    pub people: Range,
    /// Hours that it takes each of them.
    pub hours: f64,
}

/// What the reader says of costs, in euros.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// An hour of somebody who is away from work, replaced or paid.
    pub hour_away: f64,
    /// An hour of a trainer with a group, everything included.
    pub hour_taught: f64,
    /// People in a group, at least 1.
    pub group: f64,
}

/// What it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    /// Hours away from work, of everybody together.
    pub hours: Range,
    /// Hours that trainers teach: whole groups.
    pub taught: Range,
    /// Cost of the hours away, euros.
    pub away: Range,
    /// Cost of teaching, euros.
    pub teaching: Range,
}

impl Budget {
    /// Nothing.
    pub const NOTHING: Self = Self { hours: Range::exactly(0.0), taught: Range::exactly(0.0), away: Range::exactly(0.0), teaching: Range::exactly(0.0) };

    /// Euros in all.
    pub const fn total(&self) -> Range {
        self.away.plus(self.teaching)
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            hours: self.hours.plus(other.hours),
            taught: self.taught.plus(other.taught),
            away: self.away.plus(other.away),
            teaching: self.teaching.plus(other.teaching),
        }
    }
}

/// What one subject takes.
pub fn budget(subject: Subject, costs: Costs) -> Budget {
    let hours = subject.people.map(|people| people * subject.hours);
    let taught = subject.people.map(|people| (people / costs.group.max(1.0)).ceil() * subject.hours);
    Budget { hours, taught, away: hours.map(|hours| hours * costs.hour_away), teaching: taught.map(|hours| hours * costs.hour_taught) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_whole_and_hours_away_are_everybodys() {
        let subject = Subject { people: Range { low: 20.0, middle: 31.0, high: 42.0 }, hours: 5.0 };
        let found = budget(subject, Costs { hour_away: 30.0, hour_taught: 200.0, group: 15.0 });
        assert_eq!(found.hours, Range { low: 100.0, middle: 155.0, high: 210.0 });
        assert_eq!(found.taught, Range { low: 10.0, middle: 15.0, high: 15.0 }, "two groups of fifteen, then three");
        assert_eq!(found.total(), Range { low: 5_000.0, middle: 7_650.0, high: 9_300.0 });
        assert_eq!(found.plus(Budget::NOTHING), found);
    }

    #[test]
    fn nobody_costs_nothing() {
        let costs = Costs { hour_away: 30.0, hour_taught: 200.0, group: 0.0 };
        assert_eq!(budget(Subject { people: Range::exactly(0.0), hours: 6.0 }, costs).total(), Range::exactly(0.0));
    }
}
