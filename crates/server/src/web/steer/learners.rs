//! The people of an organisation: the list, and adding one by hand.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::access::{Authorised, ManageLearners};
use serde::Deserialize;
use store::learners::{Filter, Learner};
use uuid::Uuid;

use super::Office;
use super::organisation::errors;
use super::settings::{DAY, told};
use crate::app::App;
use crate::service::learner::{self, Sheet, Sort, Typed};
use crate::service::organisation;
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::FieldError;
use crate::web::view::profile_form::{Choice, TradeGroup};
use crate::web::view::steer::learners::{LearnerFilter, LearnerForm, LearnerRow, LearnersPage, NewLearnerPage};
use crate::web::visit::Visit;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/pilotage/{organisation}/personnes", get(show)).route("/pilotage/{organisation}/personnes/ajouter", get(ask).post(add))
}

/// What the list is narrowed to and how it is ordered.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Narrow {
    #[serde(default)]
    q: String,
    #[serde(default)]
    service: String,
    #[serde(default)]
    promotion: String,
    #[serde(default)]
    metier: String,
    #[serde(default)]
    etat: String,
    #[serde(default)]
    ordre: String,
    #[serde(default)]
    apres: String,
}

impl Narrow {
    /// Who is listed; those who are there come first.
    fn presence(&self) -> &'static str {
        match self.etat.as_str() {
            "left" => "left",
            "all" => "all",
            _ => "here",
        }
    }

    fn sort(&self) -> (&'static str, Sort) {
        match self.ordre.as_str() {
            "backwards" => ("backwards", Sort::Backwards),
            "newest" => ("newest", Sort::Newest),
            _ => ("name", Sort::Name),
        }
    }

    pub(super) fn filter(&self) -> Filter {
        Filter {
            words: self.q.chars().filter(|c| !c.is_control()).take(200).collect(),
            // what names nothing finds nobody, rather than everybody
            unit: (!self.service.is_empty()).then(|| self.service.parse().unwrap_or(Uuid::nil())),
            cohort: (!self.promotion.is_empty()).then(|| self.promotion.parse().unwrap_or(Uuid::nil())),
            trade: self.metier.chars().filter(|c| !c.is_control()).collect(),
            presence: if self.presence() == "all" { "" } else { self.presence() },
        }
    }

    fn is_narrow(&self) -> bool {
        [&self.q, &self.service, &self.promotion, &self.metier].iter().any(|typed| !typed.trim().is_empty())
    }

    /// What it asks for, from another place on.
    fn query(&self, after: Option<Uuid>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let chosen = [
            ("q", &self.q),
            ("service", &self.service),
            ("promotion", &self.promotion),
            ("metier", &self.metier),
            ("etat", &self.etat),
            ("ordre", &self.ordre),
        ];
        for (name, value) in chosen.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        if let Some(after) = after {
            query.append_pair("apres", &after.to_string());
        }
        query.finish()
    }

    /// The same list from another place on.
    fn path(&self, office: &Office, after: Option<Uuid>) -> String {
        let (path, query) = (office.path("/personnes"), self.query(after));
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }
}

/// Trades to choose from, by family.
pub(super) fn trades(visit: &Visit) -> Vec<TradeGroup> {
    let mut groups: Vec<TradeGroup> = Vec::new();
    for trade in &visit.app.people.trades {
        let family = trade.family.clone().unwrap_or_default();
        let choice = Choice { id: trade.id.clone(), name: names::named(trade, visit.lang) };
        match groups.iter_mut().find(|group| group.family == family) {
            Some(group) => group.trades.push(choice),
            None => groups.push(TradeGroup { family, trades: vec![choice] }),
        }
    }
    groups
}

/// A trade in words.
pub(super) fn trade_name(visit: &Visit, code: Option<&str>) -> Option<String> {
    let trade = visit.app.people.trades.iter().find(|trade| Some(trade.id.as_str()) == code)?;
    Some(names::named(trade, visit.lang))
}

/// Units and cohorts to choose from, by name.
pub(super) async fn groups(office: &Office, proof: &Authorised<ManageLearners>) -> Result<(Vec<Choice>, Vec<Choice>), PageError> {
    let visit = &office.visit;
    let units = organisation::units(&visit.app, proof).await.or_page(visit)?;
    let cohorts = organisation::cohorts(&visit.app, proof).await.or_page(visit)?;
    Ok((
        units.into_iter().map(|entry| Choice { id: entry.unit.id.to_string(), name: entry.unit.name }).collect(),
        cohorts.into_iter().map(|entry| Choice { id: entry.cohort.id.to_string(), name: entry.cohort.name }).collect(),
    ))
}

/// `GET /pilotage/{organisation}/personnes`
pub(super) async fn show(office: Office, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let (sort_name, sort) = narrow.sort();
    let after = narrow.apres.parse().ok();
    let listed = learner::list(&visit.app, &proof, narrow.filter(), sort, after).await.or_page(visit)?;
    let (units, cohorts) = groups(&office, &proof).await?;
    let unit_name = |id: Option<Uuid>| units.iter().find(|unit| id.is_some_and(|id| unit.id == id.to_string())).map(|unit| unit.name.clone());
    let row = |learner: &Learner| LearnerRow {
        path: office.path(&format!("/personnes/{}", learner.id)),
        family_name: learner.family_name.clone(),
        given_name: learner.given_name.clone(),
        external_id: learner.external_id.clone(),
        trade: trade_name(visit, learner.trade.as_deref()),
        unit: unit_name(learner.unit_id),
        is_linked: learner.person_id.is_some(),
        left_at: learner.left_on.map(|day| day * DAY),
    };
    let page = LearnersPage {
        frame: office.frame("people"),
        rows: listed.learners.iter().map(row).collect(),
        found: listed.found,
        total: listed.total,
        filter: LearnerFilter {
            words: narrow.q.clone(),
            unit: narrow.service.clone(),
            cohort: narrow.promotion.clone(),
            trade: narrow.metier.clone(),
            presence: narrow.presence(),
            sort: sort_name,
            is_narrow: narrow.is_narrow(),
        },
        units,
        cohorts,
        trades: trades(visit),
        next: listed.next.map(|next| narrow.path(&office, Some(next))),
        first: after.map(|_: Uuid| narrow.path(&office, None)),
        query: narrow.query(None),
    };
    visit.page(&page)
}

/// What a form says of a learner.
pub(super) fn typed(fields: &Fields) -> Typed {
    let one = |name| fields.one(name).to_owned();
    Typed {
        given_name: one("given_name"),
        family_name: one("family_name"),
        birth_date: one("birth_date"),
        email: one("email"),
        external_id: one("external_id"),
        trade: one("trade"),
        school: one("school"),
        diploma: one("diploma"),
        regime: one("regime"),
        unit: one("unit"),
        cohorts: fields.0.get("cohorts").cloned().unwrap_or_default(),
        arrived_on: one("arrived_on"),
    }
}

/// The form, with what was typed in it.
pub(super) async fn form(office: &Office, proof: &Authorised<ManageLearners>, typed: Typed) -> Result<LearnerForm, PageError> {
    let (all_units, all_cohorts) = groups(office, proof).await?;
    Ok(LearnerForm {
        family_name: typed.family_name,
        given_name: typed.given_name,
        birth_date: typed.birth_date,
        email: typed.email,
        external_id: typed.external_id,
        trade: typed.trade,
        school: typed.school,
        diploma: typed.diploma,
        regime: typed.regime,
        unit: typed.unit,
        cohorts: typed.cohorts,
        arrived_on: typed.arrived_on,
        all_units,
        all_cohorts,
        all_trades: trades(&office.visit),
    })
}

/// `GET /pilotage/{organisation}/personnes/ajouter`
pub(super) async fn ask(office: Office) -> Result<Response, PageError> {
    let page = new_page(&office, Typed::default(), Vec::new()).await?;
    office.visit.page(&page)
}

async fn new_page(office: &Office, typed: Typed, errors: Vec<FieldError>) -> Result<NewLearnerPage, PageError> {
    let proof = office.may::<ManageLearners>()?;
    Ok(NewLearnerPage { frame: office.frame("people"), form: form(office, &proof, typed).await?, errors })
}

/// `POST /pilotage/{organisation}/personnes/ajouter`
pub(super) async fn add(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let typed = typed(&fields);
    let added = match Sheet::read(&visit.app, &typed) {
        Err(wrong) => Err(wrong),
        Ok(sheet) => told(learner::add(&visit.app, &proof, sheet).await).or_page(visit)?,
    };
    match added {
        Ok(_) if fields.one("act") == "another" => Ok(visit.go_and_say(&office.path("/personnes/ajouter"), "notice-learner-added")),
        Ok(_) => Ok(visit.go_and_say(&office.path("/personnes?ordre=newest"), "notice-learner-added")),
        Err(wrong) => {
            let (refusal, errors) = errors(visit, &wrong);
            visit.refused(refusal, &new_page(&office, typed, errors).await?)
        }
    }
}
