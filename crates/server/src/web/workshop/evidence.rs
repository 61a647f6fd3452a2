//! What the answers say of one question.

use axum::extract::Path;
use axum::response::Response;
use domain::evidence::{EtsClass, Finding, GroupEvidence, GroupKind, ItemEvidence, SMALLEST_GROUP, look_at};
use formats::content::Named;

use super::Desk;
use crate::service::bank::of_bank;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::workshop::evidence::{ChoiceRow, CurveRow, FindingLine, FittedRow, GroupRow, Measures, MeasuresPage, MonthRow};
use crate::web::visit::Visit;

/// `GET /atelier/questions/{id}/mesures`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let (frame, item) = desk.item_frame(&id, "measures").await?;
    let current = visit.app.editions.current();
    // the whole bank, since what is called striking depends on how many were looked at
    let evidence = match current.edition.place(&id) {
        Some(place) => {
            let all = of_bank(&visit.app.store, &current).await.or_page(visit)?;
            let findings = look_at(&all).iter().filter(|f| f.item == place).map(|f| finding(visit, &all[place], f)).collect();
            Some(measures(visit, &all[place], current.edition.pool[place].item.difficulty, findings))
        }
        None => None,
    };
    visit.page(&MeasuresPage { frame, evidence, open_reports: item.open_reports, id })
}

/// A finding in words: an option by its text, a group by its name.
pub(super) fn finding(visit: &Visit, evidence: &ItemEvidence, found: &Finding) -> FindingLine {
    let about = found.about.as_ref().map(|about| match found.kind {
        Some(GroupKind::Trade) => visit.say(&format!("family-{about}")),
        Some(GroupKind::Setting) => setting(visit, about),
        None => evidence.choices.iter().find(|c| c.class == *about).map_or_else(|| about.clone(), |c| c.label.clone()),
    });
    FindingLine { reason: found.reason.code(), about }
}

fn setting(visit: &Visit, id: &str) -> String {
    let found: Option<&Named> = visit.app.people.settings.iter().find(|entry| entry.id == id);
    found.map_or_else(|| id.to_owned(), |entry| names::named(entry, visit.lang))
}

fn measures(visit: &Visit, evidence: &ItemEvidence, author: f64, findings: Vec<FindingLine>) -> Measures {
    let shown = evidence.answers >= SMALLEST_GROUP;
    Measures {
        answers: evidence.answers,
        enough: ItemEvidence::ENOUGH,
        smallest: SMALLEST_GROUP,
        findings,
        score: shown.then_some([evidence.score.value, evidence.score.low, evidence.score.high]),
        unknown: shown.then_some(evidence.unknown.value),
        curve: evidence
            .curve
            .iter()
            .filter(|p| p.answers >= SMALLEST_GROUP)
            .map(|p| CurveRow {
                ability: p.ability,
                answers: p.answers,
                observed: p.observed,
                low: p.low,
                high: p.high,
                believed: p.believed,
                fitted: p.fitted,
            })
            .collect(),
        fitted: evidence.fitted.map(|f| FittedRow {
            author,
            difficulty: f.believed_difficulty,
            now: f.difficulty.zip(f.difficulty_error).map(|(value, error)| [value, error]),
            slope: f.believed_slope,
            slope_now: [f.slope, f.slope_error],
        }),
        choices: if shown { choices(evidence) } else { Vec::new() },
        months: evidence
            .months
            .iter()
            .filter(|m| m.answers >= SMALLEST_GROUP)
            .map(|m| MonthRow { month: m.month.clone(), answers: m.answers, shift: m.shift, low: m.shift - 1.96 * m.error, high: m.shift + 1.96 * m.error })
            .collect(),
        groups: evidence.groups.iter().filter(|g| g.answers >= SMALLEST_GROUP).map(|g| group(visit, g)).collect(),
        seconds: evidence.timing.map(|t| [t.typical, t.slow, t.author]),
    }
}

/// Options: how many chose one is said of ten people and more.
fn choices(evidence: &ItemEvidence) -> Vec<ChoiceRow> {
    let row = |c: &domain::evidence::ChoiceEvidence| {
        let shown = c.answers == 0 || c.answers >= SMALLEST_GROUP;
        ChoiceRow {
            label: c.label.clone(),
            is_key: c.is_key,
            answers: shown.then_some(c.answers),
            share: shown.then_some(c.share.value),
            ability: c.ability.filter(|_| c.answers >= SMALLEST_GROUP),
        }
    };
    evidence.choices.iter().map(row).collect()
}

fn group(visit: &Visit, group: &GroupEvidence) -> GroupRow {
    let is_trade = group.kind == GroupKind::Trade;
    GroupRow {
        kind: if is_trade { "trade" } else { "setting" },
        name: if is_trade { String::new() } else { setting(visit, &group.group) },
        family: is_trade.then(|| group.group.clone()),
        answers: group.answers,
        side: if group.delta < 0.0 { "harder" } else { "easier" },
        delta: group.delta,
        error: group.error,
        class: match group.class {
            EtsClass::A => "A",
            EtsClass::B => "B",
            EtsClass::C => "C",
        },
    }
}
