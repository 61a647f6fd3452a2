//! The results of a campaign as a report on paper.

use axum::extract::Path;
use axum::response::Response;
use domain::access::ReadResults;
use domain::campaign::{Audience, Calendar};
use domain::framework::Framework;
use domain::item::Review;
use domain::session::Scope;
use domain::steering::{Picture, Whom, needs};

use super::rows::{self, Names};
use super::{Named, Office, place, standing};
use crate::pdf::{Footer, Note, Paragraph, report_pdf};
use crate::render::Words;
use crate::service::campaign::{self, Board};
use crate::service::steering::{self, CampaignResults, QuestionResult};
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::steer::hours::printed;
use crate::web::steer::joining::assessed;
use crate::web::view::steer::report::{Groups, Report};

/// Needs that are named.
const NEEDS: usize = 4;
/// Units, and trades, in a table: those with the most people.
const GROUPS: usize = 10;
/// Questions that are named.
const QUESTIONS: usize = 8;

/// `GET …/campagnes/{campaign}/resultats.pdf`
pub(super) async fn print(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (visit, proof, id) = (&office.visit, office.may::<ReadResults>()?, named.id(&office)?);
    let found = steering::of_campaign(&visit.app.store, &proof, id).await.or_page(visit)?;
    let (_, questions, asked) = steering::questions(&visit.app, &proof, id, 0, QUESTIONS).await.or_page(visit)?;
    let board = campaign::board(&visit.app, &office.proof, id).await.or_page(visit)?;
    let report = report(&office, &found, &board, questions, asked);
    let reviewed = visit.app.editions.current().edition.pool.iter().all(|pooled| pooled.item.review == Review::Reviewed);
    let code = found.campaign.code.to_lowercase();
    let footer = Footer { unreviewed: if reviewed { String::new() } else { visit.say("pdf-unreviewed") }, ..printed::footer(visit, &code, String::new()) };
    let words = Words { texts: visit.app.renderer.texts(), lang: visit.lang };
    let mut document = report.document(words, printed::made_on(visit), footer);
    let paragraphs: Vec<Paragraph> = crate::web::printed::terms(visit, &document).into_iter().map(|text| Paragraph { text }).collect();
    if !paragraphs.is_empty() {
        document.notes.push(Note { heading: visit.say("terms-told"), paragraphs });
    }
    printed::made(visit, &format!("socle-rapport-{code}.pdf"), move || report_pdf(&document)).await
}

fn report(office: &Office, found: &CampaignResults, board: &Board, questions: Vec<QuestionResult>, asked: usize) -> Report {
    let (visit, campaign) = (&office.visit, &found.campaign);
    let current = visit.app.editions.current();
    let (framework, interval) = (&current.edition.framework, current.edition.blueprint.reporting.interval);
    let path = place(office, campaign, "all").path;
    let names = Names { visit, units: &found.units, path: &path, framework, interval };
    let picture = found.of(&Whom::Everybody).map(|sums| Picture::of(sums, framework));
    let wanted = needs(&found.groups, framework, found.target, interval);
    let audience = Audience::parse(&campaign.audience).unwrap_or_default();
    let calendar = Calendar { opens_at: campaign.opens_at, closes_at: campaign.closes_at, closed_at: campaign.closed_at };
    Report {
        organisation: office.organisation.name.clone(),
        is_sample: office.organisation.is_sample != 0,
        title: campaign.title.clone(),
        assessed: assessed(visit, framework, &Scope::of(framework, domain::campaign::codes(&campaign.competences))),
        audience: audience.code(),
        groups: named_groups(board),
        is_anonymous: campaign.is_anonymous != 0,
        opens_at: campaign.opens_at,
        ends_at: calendar.ends_at(),
        expected: (audience != Audience::Open).then_some(board.expected),
        began: board.began,
        finished: board.finished,
        standing: standing(office, found),
        people: picture.as_ref().map_or(0, |picture| picture.people),
        target: names::level(found.target),
        interval,
        domains: picture.as_ref().map(|picture| names.domains(picture, found.target)).unwrap_or_default(),
        needs: names.needs(&wanted, NEEDS),
        changes: names.changes(found, &Whom::Everybody),
        columns: framework.domains.iter().map(|domain| names::short(domain, visit.lang)).collect(),
        units: groups(&names, found, framework, |whom| matches!(whom, Whom::Unit(_))),
        trades: groups(&names, found, framework, |whom| matches!(whom, Whom::Trade(_))),
        questions: questions.into_iter().map(|question| rows::question(visit, framework, question)).collect(),
        asked,
        method: format!("{}/methode", visit.app.config.base_url),
    }
}

/// The units and cohorts that the campaign is for, by name.
fn named_groups(board: &Board) -> Vec<String> {
    let units = board.all_units.iter().filter(|unit| board.units.contains(&unit.id)).map(|unit| unit.name.clone());
    let cohorts = board.all_cohorts.iter().filter(|cohort| board.cohorts.contains(&cohort.id)).map(|cohort| cohort.name.clone());
    units.chain(cohorts).collect()
}

/// Everybody and the largest of these groups, by name; nothing where none of them is shown.
fn groups(names: &Names<'_>, found: &CampaignResults, framework: &Framework, is_one: impl Fn(&Whom) -> bool) -> Groups {
    let row = |group: &domain::steering::Group| names.group(&group.whom, &group.sums, found.target);
    let mut parts: Vec<_> = found.groups.iter().filter(|group| is_one(&group.whom)).map(row).collect();
    let everybody = found.groups.iter().filter(|group| group.whom == Whom::Everybody).map(row);
    if parts.is_empty() {
        return Groups::default();
    }
    let told: i64 = parts.iter().map(|row| row.people).sum();
    rows::sort(&mut parts, "people", framework.domains.len());
    let more = parts.len().saturating_sub(GROUPS);
    parts.truncate(GROUPS);
    rows::sort(&mut parts, "name", framework.domains.len());
    let rows: Vec<_> = everybody.chain(parts).collect();
    let unsaid = rows.first().map_or(0, |all| all.people - told);
    Groups { rows, more, unsaid }
}
