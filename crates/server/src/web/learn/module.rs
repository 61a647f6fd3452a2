//! A module: its first page, its end, and the whole of it on paper.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Authorised, Learn};
use domain::item::Review;
use domain::learning::module::{Audience, Module, Step};

use super::films::film;
use super::modules::{audience_word, card, module_of};
use super::path::{card as next_card, learner, someone};
use super::question;
use super::step::{move_view, passage};
use crate::service::catalogue::ratings::Kind;
use crate::service::learn::shelf::{self, Progress, Shelved};
use crate::service::learn::{calendar, hours, memory, path, question as bank, run};
use crate::web::catalogue::ratings;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::result::in_words;
use crate::web::view::corrected::Source;
use crate::web::view::learn::module::{ComingBack, ModuleEndPage, ModulePage, ModulePrintPage, PrintedStep};
use crate::web::view::learn::prose::blocks;
use crate::web::view::learn::step::{CardView, PassageView};
use crate::web::visit::{Visit, go_with};

fn source(visit: &Visit, module: &Module) -> Source {
    let source = &module.source;
    Source {
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        date: in_words(visit, &source.date),
        url: source.url.clone(),
        checked: in_words(visit, &source.checked),
    }
}

fn address(visit: &Visit, module: &Module) -> String {
    format!("{}/progresser/modules/{}", visit.app.config.base_url, module.id)
}

/// `GET /progresser/modules/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let module = module_of(&visit, &id)?;
    let learner = learner(&visit);
    let done = shelf::done(&visit.app, learner.as_ref()).await.or_page(&visit)?;
    let shelved = |module| Shelved { module, progress: done.of(module) };
    let before = module.after.iter().filter_map(|id| visit.app.library.module(id)).map(shelved);
    let before = before.filter(|s| !matches!(s.progress, Progress::Done(_) | Progress::Changed(_)));
    let gesture = match &learner {
        Some(learner) => run::current(&visit.app, learner, &module.id).await.or_page(&visit)?.and_then(|run| run.gesture),
        None => None,
    };
    let framework = &visit.app.editions.current().edition.framework;
    let page = ModulePage {
        card: card(&visit, &shelved(module)),
        version: module.version,
        audience: audience_word(module.audience),
        objective: shelf::objective_text(framework, &module.objective).filter(|_| module.audience == Audience::Professionals),
        is_reviewed: module.review == Review::Reviewed,
        source: source(&visit, module),
        before: before.map(|shelved| card(&visit, &shelved)).collect(),
        kinds: module.steps.iter().map(Step::kind).collect(),
        questions: module.items().count() as u32,
        cards: module.cards().count() as u32,
        gesture,
        ratings: ratings::part(&visit, Kind::Module, &module.id).await?,
        canonical: address(&visit, module),
        keep: super::offline::keep(&visit, module),
    };
    visit.public_page(&page)
}

/// Where somebody goes on.
pub(super) fn where_to(module: &Module, step: i64) -> String {
    let step = usize::try_from(step).unwrap_or_default().min(module.steps.len().saturating_sub(1));
    format!("/progresser/modules/{}/{}#etape", module.id, step + 1)
}

/// `POST /progresser/modules/{id}`: begins, or goes on where one was.
pub(super) async fn begin(visit: Visit, Path(id): Path<String>, _: Fields) -> Result<Response, PageError> {
    let module = module_of(&visit, &id)?;
    let (learner, cookies) = someone(&visit).await?;
    let run = run::begin(&visit.app, &learner, module, None).await.or_page(&visit)?;
    Ok(go_with(&where_to(module, run.step), cookies))
}

/// `POST /progresser/modules/{id}/recommencer`
pub(super) async fn begin_again(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let module = module_of(&visit, &id)?;
    let (learner, cookies) = someone(&visit).await?;
    let run = run::begin_again(&visit.app, &learner, module).await.or_page(&visit)?;
    Ok(go_with(&where_to(module, run.step), cookies))
}

/// `GET /progresser/modules/{id}/fin`: what was done; to whoever is not at the end, where they are.
pub(super) async fn end(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let module = module_of(&visit, &id)?;
    let intro = || Redirect::to(&format!("/progresser/modules/{}", module.id)).into_response();
    let Some(learner) = learner(&visit) else { return Ok(intro()) };
    let Some(run) = run::current(&visit.app, &learner, &module.id).await.or_page(&visit)? else { return Ok(intro()) };
    if run.finished_at.is_none() {
        return Ok(Redirect::to(&where_to(module, run.step)).into_response());
    }
    let done = shelf::done(&visit.app, Some(&learner)).await.or_page(&visit)?;
    let (answered, right) = run::traces(&visit.app, &learner, &run).await.or_page(&visit)?.score();
    let page = ModuleEndPage {
        card: card(&visit, &Shelved { module, progress: done.of(module) }),
        audience: audience_word(module.audience),
        answered,
        right,
        gesture: run.gesture,
        coming_back: coming_back(&visit, &learner, module).await?,
        next: path::next(&visit.app, &learner, Some(&module.id)).await.or_page(&visit)?.map(|advice| next_card(&visit, &advice.next, advice.is_measured)),
        is_learner: hours::is_learner(&visit.app, &learner).await.or_page(&visit)?,
        ratings: ratings::part(&visit, Kind::Module, &module.id).await?,
        is_anonymous: visit.email().is_none(),
    };
    visit.page(&page)
}

/// The cards of a module by the day on which they come back, the nearest first.
async fn coming_back(visit: &Visit, learner: &Authorised<Learn>, module: &Module) -> Result<Vec<ComingBack>, PageError> {
    let today = calendar::today(visit.app.clock.now());
    let mut by_day = BTreeMap::<i64, u32>::new();
    for (_, day) in memory::coming_back(&visit.app, learner, module).await.or_page(visit)? {
        *by_day.entry(day.number().max(today.number())).or_default() += 1;
    }
    let row = |(day, cards): (i64, u32)| ComingBack { at: domain::date::Day::numbered(day).begins(), days: day - today.number(), cards };
    Ok(by_day.into_iter().map(row).collect())
}

/// `GET /progresser/modules/{id}/imprimer`
pub(super) async fn print(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let module = module_of(&visit, &id)?;
    let page = ModulePrintPage {
        card: card(&visit, &Shelved { module, progress: Progress::New }),
        version: module.version,
        is_reviewed: module.review == Review::Reviewed,
        source: source(&visit, module),
        steps: module.steps.iter().enumerate().filter_map(|(at, step)| printed(&visit, module, at, step).transpose()).collect::<Result<_, _>>()?,
        address: address(&visit, module),
    };
    visit.public_page(&page)
}

/// A step on paper; none for a question that today's bank does not ask any more.
fn printed(visit: &Visit, module: &Module, at: usize, step: &Step) -> Result<Option<PrintedStep>, PageError> {
    Ok(Some(match step {
        Step::Situation(text) | Step::Lesson(text) => PrintedStep::Passage(passage(text)),
        Step::Diagram(diagram) => PrintedStep::Diagram { diagram: serde_json::to_value(diagram).or_page(visit)? },
        Step::Example(example) => PrintedStep::Example {
            passage: PassageView { title: example.title.clone(), text: blocks(&example.text) },
            moves: example.moves.iter().map(move_view).collect(),
        },
        Step::Video(video) => PrintedStep::Video { film: Box::new(film(&visit.app, visit.lang, module, video).printed()) },
        Step::Question(asked) => {
            let Some(put) = bank::put(&visit.app, &asked.item, 0, at as i64) else { return Ok(None) };
            PrintedStep::Question { lead: asked.lead.clone(), asked: Box::new(question::asked(visit, &put, String::new(), None, None)?) }
        }
        Step::Cards(cards) => {
            let view = |card: &domain::learning::module::Card| CardView { front: card.front.clone(), back: card.back.clone(), grade: None };
            PrintedStep::Cards { cards: cards.cards.iter().map(view).collect() }
        }
        Step::Summary(summary) => PrintedStep::Summary { points: summary.points.iter().map(|point| point.text.clone()).collect() },
        Step::Practice(practice) => PrintedStep::Practice { text: blocks(&practice.text), gesture: practice.gesture.clone() },
    }))
}
