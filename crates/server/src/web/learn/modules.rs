//! `/progresser/modules`: the modules there are, and those for patients and for trainers.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::language::Language;
use domain::learning::module::{Audience, Module, Step};
use formats::table::Csv;
use serde::Deserialize;

use super::path::learner;
use super::{module, step};
use crate::app::App;
use crate::render::Lang;
use crate::service::learn::shelf::{self, Order, Progress, Search, Shelved};
use crate::web::account::trade_groups;
use crate::web::form::Asked;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::taken::{CSV, file};
use crate::web::view::learn::modules::{AudiencePage, ModuleCard, ModuleFilter, ModulesPage};
use crate::web::view::profile_form::Choice;
use crate::web::visit::Visit;

/// Columns of the list as a file.
const COLUMNS: [&str; 12] = ["title", "promise", "domain", "objective", "minutes", "audience", "trades", "questions", "cards", "source", "url", "address"];
/// Modules on a page.
const PAGE: usize = 20;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/progresser/modules", get(show))
        .route("/progresser/modules.csv", get(export))
        .route("/progresser/modules/{id}", get(module::show).post(module::begin))
        .route("/progresser/modules/{id}/{n}", get(step::show).post(step::act))
        .route("/progresser/modules/{id}/fin", get(module::end))
        .route("/progresser/modules/{id}/recommencer", post(module::begin_again))
        .route("/progresser/modules/{id}/imprimer", get(module::print))
        .route("/progresser/patients", get(patients))
        .route("/progresser/formateurs", get(trainers))
}

/// What the list is narrowed to and how it is ordered.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Narrow {
    #[serde(default)]
    q: String,
    #[serde(default)]
    domaine: String,
    #[serde(default)]
    objectif: String,
    #[serde(default)]
    minutes: String,
    #[serde(default)]
    metier: String,
    #[serde(default)]
    public: String,
    #[serde(default)]
    etat: String,
    #[serde(default)]
    ordre: String,
    #[serde(default)]
    page: String,
}

/// The word of an audience.
pub(super) const fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Professionals => "professionals",
        Audience::Patients => "patients",
        Audience::Trainers => "trainers",
    }
}

impl Narrow {
    fn search(&self) -> Search {
        let audience = [Audience::Professionals, Audience::Patients, Audience::Trainers].into_iter().find(|a| audience_word(*a) == self.public);
        Search {
            words: self.q.chars().filter(|c| !c.is_control()).take(200).collect(),
            domain: self.domaine.clone(),
            objective: self.objectif.clone(),
            minutes: self.minutes.parse().unwrap_or_default(),
            trade: self.metier.clone(),
            audience,
            progress: if ["new", "open", "done"].contains(&self.etat.as_str()) { self.etat.clone() } else { String::new() },
        }
    }

    fn order(&self) -> (Order, &'static str) {
        match self.ordre.as_str() {
            "duree" => (Order::Shortest, "duree"),
            "titre" => (Order::Title, "titre"),
            _ => (Order::Domain, "domaine"),
        }
    }

    /// The same list on another page.
    fn path(&self, page: usize) -> String {
        self.at("/progresser/modules", page)
    }

    /// The same list at another address.
    fn at(&self, address: &str, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let chosen = [
            ("q", &self.q),
            ("domaine", &self.domaine),
            ("objectif", &self.objectif),
            ("minutes", &self.minutes),
            ("metier", &self.metier),
            ("public", &self.public),
            ("etat", &self.etat),
            ("ordre", &self.ordre),
        ];
        for (name, value) in chosen.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { address.to_owned() } else { format!("{address}?{query}") }
    }
}

/// A module as lists show it.
pub(in crate::web) fn card(visit: &Visit, shelved: &Shelved<'_>) -> ModuleCard {
    let edition = visit.app.editions.current().edition;
    let module = shelved.module;
    let (step, done_at) = match shelved.progress {
        Progress::Open(step) => (step + 1, None),
        Progress::Done(at) | Progress::Changed(at) => (1, Some(at)),
        Progress::New => (1, None),
    };
    ModuleCard {
        id: module.id.clone(),
        title: module.title.clone(),
        promise: module.promise.clone(),
        minutes: module.minutes,
        domain: shelf::domain_of(&edition.framework, module).map(|domain| names::short(domain, visit.lang)).unwrap_or_default(),
        content_lang: Language::of(&module.language).code(),
        progress: shelved.progress.word(),
        step,
        steps: module.steps.len() as u32,
        done_at,
        has_film: module.steps.iter().any(|step| matches!(step, Step::Video(_))),
    }
}

/// The module of this name.
pub(super) fn module_of<'a>(visit: &'a Visit, id: &str) -> Result<&'a Module, PageError> {
    visit.app.library.module(id).ok_or_else(|| PageError::new(visit, domain::refusal::Refusal::NotFound))
}

/// `GET /progresser/modules`
async fn show(visit: Visit, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let done = shelf::done(&visit.app, learner(&visit).as_ref()).await.or_page(&visit)?;
    let (order, order_word) = narrow.order();
    let search = narrow.search();
    let found = shelf::looked_for(&visit.app, &done, &search, order);
    let pages = found.len().div_ceil(PAGE).max(1);
    let page = narrow.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
    let everything = shelf::looked_for(&visit.app, &done, &Search { progress: "open".into(), ..Search::default() }, Order::Domain);
    let framework = &visit.app.editions.current().edition.framework;
    let is_deep = search.minutes > 0 || !search.trade.is_empty() || search.audience.is_some() || !search.progress.is_empty() || order != Order::Domain;
    let is_narrow = search != Search::default();
    let view = ModulesPage {
        domains: framework.domains.iter().map(|d| Choice { id: d.slug.clone(), name: names::short(d, visit.lang) }).collect(),
        trades: trade_groups(&visit),
        modules: found.iter().skip((page - 1) * PAGE).take(PAGE).map(|shelved| card(&visit, shelved)).collect(),
        found: found.len() as u32,
        total: visit.app.library.modules.len() as u32,
        // said apart on the whole list only: whoever looks for something has asked for that
        under_way: if is_narrow || page > 1 { Vec::new() } else { everything.iter().map(|shelved| card(&visit, shelved)).collect() },
        previous: (page > 1).then(|| narrow.path(page - 1)),
        next: (page < pages).then(|| narrow.path(page + 1)),
        page: page as u32,
        pages: pages as u32,
        export: narrow.at("/progresser/modules.csv", 1),
        canonical: format!("{}/progresser/modules", visit.app.config.base_url),
        filter: ModuleFilter {
            words: search.words,
            domain: search.domain,
            minutes: search.minutes,
            trade: search.trade,
            audience: search.audience.map(audience_word).unwrap_or_default().to_owned(),
            progress: search.progress,
            order: order_word,
            is_narrow,
            is_deep,
        },
    };
    visit.public_page(&view)
}

/// `GET /progresser/modules.csv`: the modules that are looked for, all of them.
async fn export(visit: Visit, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let done = shelf::done(&visit.app, learner(&visit).as_ref()).await.or_page(&visit)?;
    let edition = visit.app.editions.current().edition;
    let trades: BTreeMap<String, String> = trade_groups(&visit).into_iter().flat_map(|group| group.trades).map(|trade| (trade.id, trade.name)).collect();
    let heads = COLUMNS.map(|name| visit.say(&format!("module-column-{name}")));
    let mut table = Csv::new(&heads);
    for Shelved { module, .. } in shelf::looked_for(&visit.app, &done, &narrow.search(), narrow.order().0) {
        let trade = |id: &String| if id == "tous" { visit.say("module-every-trade") } else { trades.get(id).unwrap_or(id).clone() };
        table.words(&[
            module.title.clone(),
            module.promise.clone(),
            shelf::domain_of(&edition.framework, module).map(|domain| names::short(domain, visit.lang)).unwrap_or_default(),
            module.objective.clone(),
            module.minutes.to_string(),
            visit.say(&format!("module-audience-{}", audience_word(module.audience))),
            module.trades.iter().map(trade).collect::<Vec<_>>().join(", "),
            module.items().count().to_string(),
            module.cards().count().to_string(),
            format!("{}, {}, {}", module.source.title, module.source.publisher, module.source.date),
            module.source.url.clone().unwrap_or_default(),
            format!("{}/progresser/modules/{}", visit.app.config.base_url, module.id),
        ]);
    }
    Ok(file(CSV, if visit.lang == Lang::Fr { "socle-modules.csv" } else { "socle-modules-en.csv" }, table.finish()))
}

/// `GET /progresser/patients`
async fn patients(visit: Visit) -> Result<Response, PageError> {
    for_audience(&visit, Audience::Patients, "/progresser/patients").await
}

/// `GET /progresser/formateurs`
async fn trainers(visit: Visit) -> Result<Response, PageError> {
    for_audience(&visit, Audience::Trainers, "/progresser/formateurs").await
}

async fn for_audience(visit: &Visit, audience: Audience, path: &str) -> Result<Response, PageError> {
    let done = shelf::done(&visit.app, learner(visit).as_ref()).await.or_page(visit)?;
    let search = Search { audience: Some(audience), ..Search::default() };
    let ordered = in_order(shelf::looked_for(&visit.app, &done, &search, Order::Domain));
    let first = ordered.iter().find(|s| !matches!(s.progress, Progress::Done(_)));
    let view = AudiencePage {
        audience: audience_word(audience),
        minutes: ordered.iter().map(|s| s.module.minutes).sum(),
        go_on: first.map(|shelved| format!("/progresser/modules/{}", shelved.module.id)),
        is_begun: ordered.iter().any(|s| s.progress != Progress::New),
        modules: ordered.iter().map(|shelved| card(visit, shelved)).collect(),
        canonical: format!("{}{path}", visit.app.config.base_url),
    };
    visit.public_page(&view)
}

/// Modules so that each comes after those that are better done before it; else as they were.
fn in_order(mut rest: Vec<Shelved<'_>>) -> Vec<Shelved<'_>> {
    let mut ordered: Vec<Shelved<'_>> = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let waits = |shelved: &Shelved<'_>| shelved.module.after.iter().any(|before| rest.iter().any(|other| other.module.id == *before));
        let next = rest.iter().position(|shelved| !waits(shelved)).unwrap_or(0);
        ordered.push(rest.remove(next));
    }
    ordered
}
