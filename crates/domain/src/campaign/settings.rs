//! What may be wrong with a campaign as somebody wants it.

use super::{Audience, Calendar, LONGEST_INTRO, LONGEST_TITLE, MOST_SITTINGS};

/// What is asked of a campaign, as far as it can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings<'a> {
    /// As people will see it.
    pub title: &'a str,
    /// What is said before they begin.
    pub intro: &'a str,
    /// For whom.
    pub audience: Audience,
    /// How many units and cohorts were chosen.
    pub groups: usize,
    /// How many competences were chosen; none for the whole framework.
    pub competences: usize,
    /// Whether only some competences are wanted.
    pub is_part: bool,
    /// How often one may take it.
    pub sittings: i64,
    /// When.
    pub calendar: Calendar,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Name of the field.
    pub field: &'static str,
    /// What: the locales say it, by `campaign-fault-…`.
    pub code: &'static str,
}

/// Everything that is wrong, in the order of the form.
pub fn faults(settings: &Settings<'_>, now: i64) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut hold = |holds: bool, field, code| {
        if !holds {
            faults.push(Fault { field, code });
        }
    };
    hold(!settings.title.trim().is_empty(), "title", "title-missing");
    hold(settings.title.chars().count() <= LONGEST_TITLE, "title", "title-long");
    hold(settings.audience != Audience::Groups || settings.groups > 0, "groups", "groups-missing");
    let (opens, closes) = (settings.calendar.opens_at.unwrap_or(now).max(now), settings.calendar.closes_at);
    hold(closes.is_none_or(|closes| closes > now), "closes", "closes-past");
    hold(closes.is_none_or(|closes| closes > opens || closes <= now), "closes", "closes-before-it-opens");
    hold(!settings.is_part || settings.competences > 0, "competences", "nothing-assessed");
    hold((1..=i64::from(MOST_SITTINGS)).contains(&settings.sittings), "sittings", "sittings");
    hold(settings.intro.chars().count() <= LONGEST_INTRO, "intro", "intro-long");
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Settings<'static> = Settings {
        title: "Accueil des nouveaux",
        intro: "",
        audience: Audience::Everybody,
        groups: 0,
        competences: 0,
        is_part: false,
        sittings: 1,
        calendar: Calendar { opens_at: None, closes_at: Some(20), closed_at: None },
    };

    #[test]
    fn each_fault_names_its_field() {
        assert_eq!(faults(&FINE, 10), []);
        let long = "a".repeat(LONGEST_INTRO + 1);
        let calendar = |opens_at, closes_at| Calendar { opens_at, closes_at, closed_at: None };
        for (wrong, field, code) in [
            (Settings { title: "  ", ..FINE }, "title", "title-missing"),
            (Settings { title: &long[..=LONGEST_TITLE], ..FINE }, "title", "title-long"),
            (Settings { intro: &long, ..FINE }, "intro", "intro-long"),
            (Settings { audience: Audience::Groups, ..FINE }, "groups", "groups-missing"),
            (Settings { is_part: true, ..FINE }, "competences", "nothing-assessed"),
            (Settings { sittings: 0, ..FINE }, "sittings", "sittings"),
            (Settings { sittings: 6, ..FINE }, "sittings", "sittings"),
            (Settings { calendar: calendar(None, Some(10)), ..FINE }, "closes", "closes-past"),
            (Settings { calendar: calendar(Some(30), Some(20)), ..FINE }, "closes", "closes-before-it-opens"),
        ] {
            assert_eq!(faults(&wrong, 10), [Fault { field, code }]);
        }
    }
}
