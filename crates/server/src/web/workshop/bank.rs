//! The bank at a glance, and what its answers say should be looked at.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use axum::response::Response;
use domain::access::WriteItems;
use domain::date::Day;
use domain::evidence::look_at;
use domain::framework::Framework;
use domain::workshop::Standing;

use super::Desk;
use super::evidence::finding;
use crate::service::bank::of_bank;
use crate::service::content::{CURVE, Counted, Coverage, CurrentEdition, INFORMATION, NOTICE, PER_DOMAIN, PER_OBJECTIVE, coverage};
use crate::service::workshop::{Summary, bank};
use crate::web::form::Asked;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::workshop::bank::{BankDomain, BankObjective, BankPage, Counts, DueSource, Thin};
use crate::web::view::workshop::evidence::{LookAtPage, LookAtRow};
use crate::web::visit::Visit;

/// Thin objectives that are named at the top; the map shows all.
const NAMED: usize = 8;
/// Sources that are named.
const SOURCES: usize = 20;
/// Findings on a page.
const FINDINGS: usize = 50;
/// The middles of the bands of difficulty.
const MIDDLES: [&str; 5] = ["-2", "-1", "0", "1", "2"];

/// `GET /atelier/banque`
pub(super) async fn show(desk: Desk) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let current = visit.app.editions.current();
    let items = bank(&visit.app, &desk.proof).await.or_page(visit)?;
    let found = look_at(&of_bank(&visit.app.store, &current).await.or_page(visit)?);
    let today = Day::of(visit.app.clock.now());
    let framework = &current.edition.framework;
    let counted: Vec<Counted<'_>> = current.edition.pool.iter().map(|p| Counted { item: &p.item, parameters: p.parameters.clone() }).collect();
    let covered = coverage(&counted, framework, today);
    let thin_objectives = covered.objectives.iter().filter(|o| o.items < PER_OBJECTIVE).count();
    let mut looked: Vec<&str> = found.iter().map(|f| f.id.as_str()).collect();
    looked.sort_unstable();
    looked.dedup();
    let page = BankPage {
        frame: desk.frame("bank"),
        items: covered.items,
        simulators: covered.simulators,
        reviewed: covered.reviewed,
        needs: (PER_DOMAIN, PER_OBJECTIVE, INFORMATION),
        thin: thin(visit, framework, &covered),
        more_thin: thin_objectives.saturating_sub(NAMED),
        domains: domains(visit, framework, &covered),
        counts: counts(visit, &covered, &items),
        due: due(&current, today),
        to_look_at: looked.len(),
        may_write: desk.has::<WriteItems>(),
    };
    visit.page(&page)
}

/// Where a question for this objective is begun, in the band that has the fewest, the middle first.
fn path(objective: &str, bands: &[usize; 5]) -> String {
    let band = [2, 1, 3, 0, 4].into_iter().min_by_key(|band| bands[*band]).unwrap_or(2);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("objective", objective).append_pair("difficulty", MIDDLES[band]).finish();
    format!("/atelier/nouvelle?{query}")
}

fn thin(visit: &Visit, framework: &Framework, covered: &Coverage) -> Vec<Thin> {
    let named = || covered.domains.iter().zip(&framework.domains).map(|(d, domain)| (d, names::short(domain, visit.lang)));
    let few = named().filter(|(d, _)| d.items < PER_DOMAIN).map(|(d, name)| Thin::Domain { name, items: d.items });
    let little = named().flat_map(|(d, name)| {
        let parts = [("low", &d.information[..2]), ("middle", &d.information[2..3]), ("high", &d.information[3..])];
        parts.into_iter().filter_map(move |(whom, values)| {
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            (least < INFORMATION).then(|| Thin::Information { name: name.clone(), whom, least })
        })
    });
    let mut objectives: Vec<_> = covered.objectives.iter().filter(|o| o.items < PER_OBJECTIVE).collect();
    objectives.sort_by_key(|o| o.items);
    let objectives = objectives.into_iter().take(NAMED).map(|o| Thin::Objective {
        code: o.code.clone(),
        text: o.text.clone(),
        items: o.items,
        path: path(&o.code, &o.bands),
    });
    few.chain(little).chain(objectives).collect()
}

fn domains(visit: &Visit, framework: &Framework, covered: &Coverage) -> Vec<BankDomain> {
    let rows = covered.domains.iter().zip(&framework.domains).enumerate();
    rows.map(|(place, (d, domain))| BankDomain {
        slug: d.slug.clone(),
        name: names::short(domain, visit.lang),
        items: d.items,
        simulators: d.simulators,
        bands: d.bands,
        information: d.information,
        curve: CURVE.into_iter().zip(d.curve).collect(),
        objectives: covered
            .objectives
            .iter()
            .filter(|o| framework.place_of(&o.code).is_some_and(|p| p.domain == place))
            .map(|o| BankObjective {
                code: o.code.clone(),
                text: o.text.clone(),
                items: o.items,
                cells: o.bands.iter().map(|n| (*n, (*n).min(4))).collect(),
                is_thin: o.items < PER_OBJECTIVE,
                path: path(&o.code, &o.bands),
            })
            .collect(),
    })
    .collect()
}

fn counts(visit: &Visit, covered: &Coverage, items: &[Summary]) -> Vec<Counts> {
    let people = &visit.app.people;
    let named = |list: &[formats::content::Named], id: &str| {
        list.iter().find(|entry| entry.id == id).map_or_else(|| visit.say("bank-everybody"), |entry| names::named(entry, visit.lang))
    };
    let mut standings: BTreeMap<String, usize> = BTreeMap::new();
    for standing in items.iter().filter_map(|item| item.standing) {
        *standings.entry(Standing::code(standing).to_owned()).or_default() += 1;
    }
    let table = |name, rows: &BTreeMap<String, usize>, say: &dyn Fn(&str) -> String| {
        let mut rows: Vec<(String, usize)> = rows.iter().map(|(id, count)| (say(id), *count)).collect();
        rows.sort_by_key(|(_, count)| Reverse(*count));
        Counts { name, most: rows.first().map_or(1, |(_, count)| (*count).max(1)), rows }
    };
    vec![
        table("kinds", &covered.kinds, &str::to_owned),
        table("trades", &covered.trades, &|id| named(&people.trades, id)),
        table("settings", &covered.settings, &|id| named(&people.settings, id)),
        table("languages", &covered.languages, &str::to_owned),
        table("standings", &standings, &str::to_owned),
    ]
}

/// Items of the edition whose source ends soon or has ended, the first first.
fn due(current: &CurrentEdition, today: Day) -> Vec<DueSource> {
    let mut due: Vec<(Day, DueSource)> = current
        .edition
        .pool
        .iter()
        .filter_map(|pooled| {
            let item = &pooled.item;
            let last = item.source.review_by().filter(|last| *last <= today.plus(NOTICE))?;
            let has_expired = item.source.has_expired(today);
            let row = DueSource { id: item.id.clone(), title: item.title.clone(), content_lang: item.language.clone(), last: last.to_string(), has_expired };
            Some((last, row))
        })
        .collect();
    due.sort_by_key(|(last, _)| *last);
    due.into_iter().map(|(_, row)| row).take(SOURCES).collect()
}

/// Which page of the list.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct PageNumber {
    #[serde(default)]
    page: usize,
}

/// `GET /atelier/banque/a-regarder`
pub(super) async fn look(desk: Desk, Asked(asked): Asked<PageNumber>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let current = visit.app.editions.current();
    let all = of_bank(&visit.app.store, &current).await.or_page(visit)?;
    let found = look_at(&all);
    let pages = found.len().div_ceil(FINDINGS).max(1);
    let page = asked.page.clamp(1, pages);
    let rows = found.iter().skip((page - 1) * FINDINGS).take(FINDINGS).map(|f| {
        let pooled = &current.edition.pool[f.item];
        LookAtRow {
            id: f.id.clone(),
            title: pooled.item.title.clone(),
            content_lang: pooled.item.language.clone(),
            answers: all[f.item].answers,
            finding: finding(visit, &all[f.item], f),
        }
    });
    let page =
        LookAtPage { frame: desk.frame("bank"), rows: rows.collect(), judged: all.iter().filter(|e| e.is_judged()).count(), items: all.len(), page, pages };
    visit.page(&page)
}
