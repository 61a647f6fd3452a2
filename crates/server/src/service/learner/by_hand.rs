//! One learner, written by hand: read from a form, added, with every field that is wrong told at once.

use domain::access::{Authorised, ManageLearners};
use domain::organisation::{name, optional, searched, sort_name};
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::learners::{self, Learner};
use store::{StoreError, Tx, cohorts, units};
use uuid::Uuid;

use super::Happened;
use crate::app::App;
use crate::service::organisation::{Wrong, actor_of, organisation_of};
use crate::service::{Failure, Result};

/// What a form says of a learner, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Given names.
    pub given_name: String,
    /// The name they use.
    pub family_name: String,
    /// `YYYY-MM-DD`, or nothing.
    pub birth_date: String,
    /// Their address, or nothing.
    pub email: String,
    /// What the organisation calls them, or nothing.
    pub external_id: String,
    /// Code of a trade, or nothing.
    pub trade: String,
    /// School or component, or nothing.
    pub school: String,
    /// What they prepare, or nothing.
    pub diploma: String,
    /// Initial, continuing…, or nothing.
    pub regime: String,
    /// Identifier of a unit, or nothing.
    pub unit: String,
    /// Identifiers of cohorts.
    pub cohorts: Vec<String>,
    /// When they came, `YYYY-MM-DD`, or nothing.
    pub arrived_on: String,
}

/// The same, as it is kept.
#[derive(Debug, Clone)]
pub struct Sheet {
    given_name: String,
    family_name: String,
    birth_date: Option<String>,
    email: Option<String>,
    email_folded: Option<String>,
    external_id: Option<String>,
    trade: Option<String>,
    school: Option<String>,
    diploma: Option<String>,
    regime: Option<String>,
    unit: Option<Uuid>,
    pub(super) cohorts: Vec<Uuid>,
    arrived_on: Option<i64>,
}

/// A day as a browser sends it, in days since 1970-01-01; nothing typed is none.
///
/// # Errors
/// [`Refusal::DayInvalid`], also for a year that nobody means.
pub fn day(typed: &str) -> Result<Option<i64>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let date = typed.parse::<jiff::civil::Date>().ok().filter(|date| typed.len() == 10 && (1900..=2200).contains(&date.year())).ok_or(Refusal::DayInvalid)?;
    let days = date.since(jiff::civil::date(1970, 1, 1)).map_err(|_| Refusal::DayInvalid)?.get_days();
    Ok(Some(i64::from(days)))
}

impl Sheet {
    /// Reads what was typed; units and cohorts are looked at when it is written.
    ///
    /// # Errors
    /// Every field that is wrong, with why.
    pub fn read(app: &App, typed: &Typed) -> Result<Self, Wrong> {
        let mut wrong = Vec::new();
        let mut held = |field, refusal| wrong.push((field, refusal));
        let family_name = name(&typed.family_name).map_err(|r| held("family_name", r)).unwrap_or_default();
        let given_name = name(&typed.given_name).map_err(|r| held("given_name", r)).unwrap_or_default();
        let email = Some(typed.email.trim().to_owned()).filter(|email| !email.is_empty());
        let email_folded = match email.as_deref().map(fold_email) {
            Some(None) => {
                held("email", Refusal::EmailInvalid);
                None
            }
            folded => folded.flatten(),
        };
        let today = app.clock.now().div_euclid(86_400_000_000);
        let birth = day(&typed.birth_date).and_then(|born| if born.is_some_and(|born| born > today) { Err(Refusal::DayInvalid) } else { Ok(born) });
        let birth_date = birth.map_err(|r| held("birth_date", r)).unwrap_or_default().map(|_| typed.birth_date.trim().to_owned());
        let trade = match typed.trade.as_str() {
            "" => None,
            code if app.people.trades.iter().any(|trade| trade.id == code) => Some(code.to_owned()),
            _ => {
                held("trade", Refusal::ResponseUnknownOption);
                None
            }
        };
        let mut short = |field, typed: &str| optional(typed).map_err(|r| held(field, r)).unwrap_or_default();
        let external_id = short("external_id", &typed.external_id);
        let school = short("school", &typed.school);
        let diploma = short("diploma", &typed.diploma);
        let regime = short("regime", &typed.regime);
        let arrived_on = day(&typed.arrived_on).map_err(|r| held("arrived_on", r)).unwrap_or_default();
        let unit = match typed.unit.as_str() {
            "" => None,
            id => id.parse().map_err(|_| held("unit", Refusal::ResponseUnknownOption)).ok(),
        };
        let cohorts: Vec<Uuid> = typed.cohorts.iter().filter_map(|id| id.parse().ok()).collect();
        if cohorts.len() < typed.cohorts.len() {
            held("cohorts", Refusal::ResponseUnknownOption);
        }
        let sheet = Self { given_name, family_name, birth_date, email, email_folded, external_id, trade, school, diploma, regime, unit, cohorts, arrived_on };
        if wrong.is_empty() { Ok(sheet) } else { Err(wrong) }
    }

    /// Writes it over a row.
    pub(super) fn over(self, row: Learner) -> Learner {
        Learner {
            sort_name: sort_name(&self.family_name, &self.given_name),
            search: searched(&self.family_name, &self.given_name, &[self.email.as_deref(), self.external_id.as_deref()]),
            given_name: self.given_name,
            family_name: self.family_name,
            birth_date: self.birth_date,
            email: self.email,
            email_folded: self.email_folded,
            external_id: self.external_id,
            trade: self.trade,
            school: self.school,
            diploma: self.diploma,
            regime: self.regime,
            unit_id: self.unit,
            arrived_on: self.arrived_on,
            ..row
        }
    }

    /// Looks whether the organisation has its unit and its cohorts, of which other tabs may have taken some away. Returns the name of
    /// the unit.
    pub(super) async fn placed(&self, tx: &mut Tx<'_>, organisation: Uuid) -> Result<String> {
        for id in &self.cohorts {
            if cohorts::load(tx, *id).await?.is_none_or(|cohort| cohort.organisation_id != organisation) {
                return Err(Refusal::NotFound.into());
            }
        }
        match self.unit {
            None => Ok(String::new()),
            Some(id) => {
                let unit = units::load(tx, id).await?.filter(|unit| unit.organisation_id == organisation).ok_or(Refusal::NotFound)?;
                Ok(unit.name)
            }
        }
    }
}

/// Adds a learner. Returns their identifier.
///
/// # Errors
/// [`Refusal::LearnerNumberTaken`]; [`Refusal::NotFound`] for a unit or cohort that is not this organisation's.
pub async fn add(app: &App, proof: &Authorised<ManageLearners>, sheet: Sheet) -> Result<Uuid> {
    let (organisation, by, now) = (organisation_of(proof), actor_of(proof), app.clock.now());
    let id = app.entropy.id(now);
    let blank = Learner::blank(id, organisation, "hand", now);
    let arrived = Happened::Arrived.line(app, id, "", by);
    app.store
        .write(move |tx| {
            let (sheet, blank, arrived) = (sheet.clone(), blank.clone(), arrived.clone());
            Box::pin(async move {
                sheet.placed(tx, organisation).await?;
                let cohorts = sheet.cohorts.clone();
                learners::insert(tx, &sheet.over(blank)).await?;
                for cohort in cohorts {
                    cohorts::add(tx, cohort, id).await?;
                }
                learners::note(tx, &arrived).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
        .map_err(number_taken)?;
    Ok(id)
}

pub(super) fn number_taken(failure: Failure) -> Failure {
    let is_number = |error: &StoreError| error.is_conflict_on("learner", "external_id");
    match failure {
        Failure::Store(error) if is_number(&error) => Refusal::LearnerNumberTaken.into(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_browsers_send_it() {
        assert_eq!(day("1970-01-02"), Ok(Some(1)));
        assert_eq!(day(" 2026-11-22 "), Ok(Some(20_779)));
        assert_eq!(day("1969-12-31"), Ok(Some(-1)));
        assert_eq!(day(""), Ok(None));
        for wrong in ["2026-02-30", "22/11/2026", "2026-11", "20261122", "0026-11-22", "2026-11-22T00:00", "9999-01-01"] {
            assert_eq!(day(wrong), Err(Refusal::DayInvalid), "{wrong}");
        }
    }
}
