//! The budget of a campaign.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;

/// `GET /pilotage/{organisation}/campagnes/{campaign}/budget`
#[derive(Debug, Clone, Serialize)]
pub struct BudgetPage {
    /// What stands around.
    pub frame: Frame,
    /// Address of the results.
    pub back: String,
    /// Title of the campaign.
    pub campaign: String,
    /// Word of the level to reach.
    pub target: &'static str,
    /// Results on which the shares rest.
    pub results: i64,
    /// How many people it is counted for.
    pub people: f64,
    /// People in a group.
    pub group: f64,
    /// Euros for an hour away from work, if it was entered.
    pub hour_away: Option<f64>,
    /// Euros for an hour taught, if it was entered.
    pub hour_taught: Option<f64>,
    /// Domains; none while no result is shown.
    pub subjects: Vec<SubjectRow>,
    /// Hours away, all domains.
    pub away: RangeView,
    /// Hours taught, all domains.
    pub taught: RangeView,
    /// Euros, once a cost was entered.
    pub cost: Option<RangeView>,
}

/// A domain.
#[derive(Debug, Clone, Serialize)]
pub struct SubjectRow {
    /// Its short name.
    pub name: String,
    /// Name of the field of its hours.
    pub field: String,
    /// Hours that it takes somebody.
    pub hours: f64,
    /// Share of those who are not yet at the level.
    pub share: f64,
    /// Lower end of its interval.
    pub share_low: f64,
    /// Upper end.
    pub share_high: f64,
    /// People to train.
    pub people: RangeView,
    /// Hours away.
    pub away: RangeView,
    /// Hours taught.
    pub taught: RangeView,
}

/// A number that is not known exactly, rounded.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct RangeView {
    /// Lower end.
    pub low: f64,
    /// Expected.
    pub middle: f64,
    /// Upper end.
    pub high: f64,
}

impl Page for BudgetPage {
    const TEMPLATE: &'static str = "pages/steer/budget.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let range = |low, middle, high| RangeView { low, middle, high };
        let subject = |name: &str, slug: &str, share: f64, people: RangeView| SubjectRow {
            name: name.into(),
            field: format!("heures-{slug}"),
            hours: 5.0,
            share,
            share_low: share - 0.07,
            share_high: share + 0.07,
            people,
            away: range(people.low * 5.0, people.middle * 5.0, people.high * 5.0),
            taught: range(25.0, 30.0, 35.0),
        };
        let full = Self {
            frame: sample_frame("results"),
            back: "/pilotage/0199c0de/campagnes/0199beef/resultats".into(),
            campaign: "Après l’exercice cyber".into(),
            target: "socle",
            results: 120,
            people: 163.0,
            group: 12.0,
            hour_away: Some(31.5),
            hour_taught: Some(180.0),
            subjects: vec![
                subject("Cybersécurité", "cybersecurite", 0.62, range(90.0, 101.0, 112.0)),
                subject("Télésanté", "telesante", 0.41, range(55.0, 67.0, 78.0)),
            ],
            away: range(725.0, 840.0, 950.0),
            taught: range(50.0, 60.0, 70.0),
            cost: Some(range(31_838.0, 37_260.0, 42_525.0)),
        };
        let without = Self { hour_away: None, hour_taught: None, cost: None, target: "avance", ..full.clone() };
        let expert = Self { target: "expert", ..full.clone() };
        let empty = Self { results: 0, subjects: Vec::new(), ..without.clone() };
        vec![("full", full), ("without-costs", without), ("expert", expert), ("empty", empty)]
    }
}
