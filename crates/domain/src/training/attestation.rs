//! What an attestation says: what was recorded, and nothing else. It is frozen when it is made out; who signs it does so by hand.

use serde::{Deserialize, Serialize};

use super::{Ledger, Split};
use crate::framework::Framework;
use crate::refusal::Refusal;
use crate::text::fold;

/// An attestation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attested {
    /// Given names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// `YYYY-MM-DD`, where the organisation knows it.
    pub birth_date: Option<String>,
    /// The organisation, as it is called on that day.
    pub organisation: String,
    /// The cohort, where there is one.
    pub cohort: Option<String>,
    /// Title of the training in the text.
    pub training: String,
    /// The legal text.
    pub text: String,
    /// Its official number.
    pub nor: String,
    /// Domains in the order of the text.
    pub domains: Vec<AttestedDomain>,
    /// Minutes recorded in class.
    pub lessons: u32,
    /// Minutes recorded elsewhere.
    pub trainings: u32,
    /// Credits, in hundredths.
    pub ects: u32,
    /// First day on which something was recorded, in days since 1970-01-01.
    pub from: i64,
    /// Last such day.
    pub to: i64,
}

/// One domain of an attestation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttestedDomain {
    /// Code of the domain.
    pub code: String,
    /// Its name in the text.
    pub name: String,
    /// Minutes that the text requires.
    pub target: u32,
    /// Minutes recorded.
    pub minutes: u32,
}

/// Who it is about, and what was recorded of them.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Given names.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// `YYYY-MM-DD`.
    pub birth_date: Option<&'a str>,
    /// The organisation.
    pub organisation: &'a str,
    /// The cohort that rules, with its credits.
    pub cohort: Option<(&'a str, u32)>,
    /// The sums.
    pub ledger: &'a Ledger,
    /// Days on which something was recorded, with its minutes by domain.
    pub days: Vec<(i64, &'a Split)>,
}

/// Makes an attestation out.
///
/// # Errors
/// [`Refusal::HoursMissing`]: a domain does not have its hours.
pub fn attest(framework: &Framework, facts: &Facts<'_>) -> Result<Attested, Refusal> {
    let counting = |split: &Split| facts.ledger.domains.iter().any(|d| split.minutes(&d.code) > 0);
    let days = || facts.days.iter().filter(|(_, split)| counting(split)).map(|(day, _)| *day);
    let (Some(from), Some(to), true) = (days().min(), days().max(), facts.ledger.is_whole()) else {
        return Err(Refusal::HoursMissing);
    };
    let name = |code: &str| framework.domains.iter().find(|d| d.code == code).map(|d| d.name.clone()).unwrap_or_default();
    let sum = |of: fn(&super::DomainHours) -> u32| facts.ledger.domains.iter().map(of).sum();
    Ok(Attested {
        given_name: facts.given_name.to_owned(),
        family_name: facts.family_name.to_owned(),
        birth_date: facts.birth_date.map(str::to_owned),
        organisation: facts.organisation.to_owned(),
        cohort: facts.cohort.map(|(name, _)| name.to_owned()),
        training: framework.title.clone(),
        text: framework.text.clone(),
        nor: framework.nor.clone(),
        domains: facts
            .ledger
            .domains
            .iter()
            .map(|d| AttestedDomain { code: d.code.clone(), name: name(&d.code), target: d.target, minutes: d.done() })
            .collect(),
        lessons: sum(|d| d.lessons),
        trainings: sum(|d| d.trainings),
        ects: facts.ledger.credits(facts.cohort.map_or(0, |(_, ects)| ects)),
        from,
        to,
    })
}

impl Attested {
    /// Whether the paper in somebody's hands names this person: given and family name in either order, whatever case and accents. All of
    /// the name, so that nobody finds it out piece by piece.
    pub fn names(&self, typed: &str) -> bool {
        let plain = |text: &str| fold(text).replace(['-', '\''], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let (given, family, typed) = (plain(&self.given_name), plain(&self.family_name), plain(typed));
        !typed.is_empty() && (typed == format!("{given} {family}").trim() || typed == format!("{family} {given}").trim())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Source, Targets};
    use super::*;
    use crate::framework::{Domain, Standing};

    fn framework() -> Framework {
        let domain = |code: &str, hours| Domain {
            code: code.into(),
            slug: code.into(),
            name: format!("Domaine {code}"),
            short: code.into(),
            english: code.into(),
            tagline: String::new(),
            hours,
            status: Standing::Official,
            source: String::new(),
            hours_source: String::new(),
        };
        Framework {
            version: "1".into(),
            title: "La formation".into(),
            text: "Arrêté".into(),
            nor: "NOR".into(),
            url: String::new(),
            effective: String::new(),
            total_hours: 3,
            capacities_announced: 0,
            domains: vec![domain("1", 1), domain("2", 2)],
            competences: Vec::new(),
            objectives: Vec::new(),
        }
    }

    fn facts<'a>(ledger: &'a Ledger, days: Vec<(i64, &'a Split)>) -> Facts<'a> {
        Facts {
            given_name: "Anne-Marie", family_name: "D’Été", birth_date: None, organisation: "IFSI", cohort: Some(("Promotion 2026", 200)), ledger, days
        }
    }

    #[test]
    fn it_says_what_was_recorded_and_only_of_whoever_has_all_hours() {
        let framework = framework();
        let (first, second) = (Split::of([("1".into(), 60), ("2".into(), 100)]), Split::of([("2".into(), 30)]));
        let elsewhere = Split::of([("9".into(), 500)]);
        let entries = [
            Entry { source: Source::Lesson, split: &first, ects: 0 },
            Entry { source: Source::Training, split: &second, ects: 0 },
            Entry { source: Source::Training, split: &elsewhere, ects: 0 },
        ];
        let ledger = Ledger::of(&Targets::of(&framework), entries);
        let made = attest(&framework, &facts(&ledger, vec![(20, &second), (10, &first), (5, &elsewhere)])).expect("whole");
        assert_eq!((made.from, made.to), (10, 20), "a day that gave nothing of it is none of its days");
        assert_eq!((made.lessons, made.trainings, made.ects), (160, 30, 200));
        assert_eq!(made.domains[1], AttestedDomain { code: "2".into(), name: "Domaine 2".into(), target: 120, minutes: 130 });
        let part = Ledger::of(&Targets::of(&framework), entries.into_iter().take(1));
        assert_eq!(attest(&framework, &facts(&part, vec![(10, &first)])), Err(Refusal::HoursMissing));
        for typed in ["Anne-Marie D'Été", "D’ÉTÉ Anne Marie", " anne marie  d ete "] {
            assert!(made.names(typed), "{typed}");
        }
        for typed in ["", "Anne-Marie", "D’Été", "Marie D’Été", "Anne-Marie D’Été Anne", "-"] {
            assert!(!made.names(typed), "{typed}");
        }
    }
}
