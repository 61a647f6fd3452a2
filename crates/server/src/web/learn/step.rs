//! The steps of a module, one a page. Anybody may read them; what is to be remembered is sent, and begins a run.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::language::Language;
use domain::learning::module::{Example, Module, Move, Passage, Step};
use domain::refusal::Refusal;
use serde::Deserialize;
use store::module_runs::ModuleRun;

use super::films::film;
use super::module::where_to;
use super::modules::module_of;
use super::path::{learner, someone};
use super::question;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::learn::memory::grade_of;
use crate::service::learn::question as bank;
use crate::service::learn::run::{self, Deed, LONGEST_GESTURE, Traces};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::learn::prose::blocks;
use crate::web::view::learn::question::LearnQuestion;
use crate::web::view::learn::step::{CardView, CardsView, MoveView, PassageView, StepPage, StepView};
use crate::web::visit::{Visit, go_with};

/// What of a step is to be seen.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Look {
    /// A question that was answered is asked again, for nothing.
    #[serde(default)]
    essai: String,
    /// One card of several, from 1.
    #[serde(default)]
    carte: String,
}

pub(super) fn passage(passage: &Passage) -> PassageView {
    PassageView { title: passage.title.clone(), text: blocks(&passage.text) }
}

pub(super) fn move_view(step: &Move) -> MoveView {
    MoveView { does: step.does.clone(), because: step.because.clone() }
}

/// A step and where its reader is.
struct Table<'a> {
    visit: &'a Visit,
    module: &'a Module,
    /// From 0.
    at: usize,
    run: Option<ModuleRun>,
    traces: Traces,
}

/// What was sent and refused, to be shown again as it was.
#[derive(Default)]
struct Typed<'a> {
    fields: Option<&'a Fields>,
    refusal: Option<Refusal>,
}

impl<'a> Table<'a> {
    async fn lay(visit: &'a Visit, id: &str, n: &str) -> Result<Self, PageError> {
        let module = module_of(visit, id)?;
        let at = n.parse::<usize>().ok().filter(|n| (1..=module.steps.len()).contains(n)).ok_or_else(|| PageError::new(visit, Refusal::NotFound))? - 1;
        let learner = learner(visit);
        let run = match &learner {
            Some(learner) => run::current(&visit.app, learner, &module.id).await.or_page(visit)?,
            None => None,
        };
        // the steps of an older text are not these: whoever sends something begins again
        let run = run.filter(|run| run.version == i64::from(module.version));
        let traces = match learner.as_ref().zip(run.as_ref()) {
            Some((learner, run)) => run::traces(&visit.app, learner, run).await.or_page(visit)?,
            None => Traces::default(),
        };
        Ok(Self { visit, module, at, run, traces })
    }

    fn step(&self) -> &'a Step {
        &self.module.steps[self.at]
    }

    fn path(&self) -> String {
        format!("/progresser/modules/{}/{}", self.module.id, self.at + 1)
    }

    fn is_over(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.finished_at.is_some())
    }

    fn is_done(&self) -> bool {
        self.is_over() || self.run.as_ref().is_some_and(|run| run.step > self.at as i64)
    }

    /// The seed by which a question is shown: that of the run, or 0 to whoever has none.
    fn seed(&self) -> i64 {
        self.run.as_ref().map_or(0, |run| run.seed)
    }

    /// Minutes from here to the end, at the pace that the whole announces.
    fn minutes_left(&self) -> u32 {
        let (steps, left) = (self.module.steps.len() as u32, (self.module.steps.len() - self.at) as u32);
        (self.module.minutes * left).div_ceil(steps).max(1)
    }

    fn page(&self, step: StepView, errors: Vec<FieldError>) -> StepPage {
        StepPage {
            id: self.module.id.clone(),
            version: self.module.version,
            title: self.module.title.clone(),
            content_lang: Language::of(&self.module.language).code(),
            number: self.at as u32 + 1,
            steps: self.module.steps.len() as u32,
            minutes_left: self.minutes_left(),
            step,
            is_done: self.is_done(),
            run: self.run.as_ref().map(|run| run.id.to_string()),
            errors,
        }
    }

    fn view(&self, look: &Look, typed: &Typed<'_>) -> Result<StepView, PageError> {
        Ok(match self.step() {
            Step::Situation(text) => StepView::Situation(passage(text)),
            Step::Lesson(text) => StepView::Lesson(passage(text)),
            Step::Diagram(diagram) => StepView::Diagram { diagram: serde_json::to_value(diagram).or_page(self.visit)? },
            Step::Example(Example { title, text, moves }) => {
                StepView::Example { passage: PassageView { title: title.clone(), text: blocks(text) }, moves: moves.iter().map(move_view).collect() }
            }
            Step::Video(video) => StepView::Video { film: Box::new(film(&self.visit.app, self.visit.lang, self.module, video)) },
            Step::Question(asked) => StepView::Question { lead: asked.lead.clone(), asked: self.question(&asked.item, look, typed)?.map(Box::new) },
            Step::Cards(cards) => StepView::Cards(self.cards(&cards.cards, look)),
            Step::Summary(summary) => StepView::Summary { points: summary.points.iter().map(|point| point.text.clone()).collect() },
            Step::Practice(practice) => {
                let kept = self.run.as_ref().and_then(|run| run.gesture.clone());
                let typed = typed.fields.map(|fields| fields.one("gesture").to_owned());
                StepView::Practice {
                    text: blocks(&practice.text),
                    gesture: typed.or(kept).unwrap_or_else(|| if self.is_over() { String::new() } else { practice.gesture.clone() }),
                    is_kept: self.is_over(),
                    longest: LONGEST_GESTURE,
                }
            }
        })
    }

    fn question(&self, item: &str, look: &Look, typed: &Typed<'_>) -> Result<Option<LearnQuestion>, PageError> {
        let seed = typed.fields.and_then(question::seed_of).unwrap_or_else(|| self.seed());
        let Some(put) = bank::put(&self.visit.app, item, seed, self.at as i64) else { return Ok(None) };
        let given = self.traces.answer(self.at, &put).or_page(self.visit)?;
        let is_try = look.essai == "1" && given.is_some();
        Ok(Some(match given {
            Some(given) if !is_try && typed.refusal.is_none() => {
                let again = Some(format!("{}?essai=1#etape", self.path()));
                LearnQuestion { again, ..question::corrected(self.visit, &put, &given) }
            }
            _ => LearnQuestion { is_try, ..question::asked(self.visit, &put, self.path(), typed.fields, typed.refusal)? },
        }))
    }

    fn cards(&self, cards: &[domain::learning::module::Card], look: &Look) -> CardsView {
        let grades = self.traces.grades(self.at, cards.len());
        let asked = look.carte.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| grades.get(*n).is_some_and(Option::is_none));
        let current = asked.or_else(|| grades.iter().position(Option::is_none));
        let view = |(card, grade): (&domain::learning::module::Card, Option<String>)| CardView { front: card.front.clone(), back: card.back.clone(), grade };
        CardsView { cards: cards.iter().zip(grades).map(view).collect(), current: current.map(|n| n as u32) }
    }
}

/// `GET /progresser/modules/{id}/{n}`
pub(super) async fn show(visit: Visit, Path((id, n)): Path<(String, String)>, Asked(look): Asked<Look>) -> Result<Response, PageError> {
    let table = Table::lay(&visit, &id, &n).await?;
    let page = table.page(table.view(&look, &Typed::default())?, Vec::new());
    visit.page(&page)
}

/// `POST /progresser/modules/{id}/{n}`
pub(super) async fn act(visit: Visit, Path((id, n)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let table = Table::lay(&visit, &id, &n).await?;
    if fields.one("act") == "try" {
        return try_again(&table, &fields);
    }
    // nobody is made a learner for a form that says nothing
    let deed = match deed(&table, &fields) {
        Ok(deed) => deed,
        Err(refusal) => return refused(&table, &fields, refusal),
    };
    let was_over = table.is_over();
    let (learner, cookies) = someone(&visit).await?;
    let run = match &table.run {
        Some(run) => run.clone(),
        None => run::begin(&visit.app, &learner, table.module, None).await.or_page(&visit)?,
    };
    match run::act(&visit.app, &learner, table.module, run.id, table.at, deed).await {
        Ok(done) => Ok(go_with(&after(&table, &fields, &done.run, was_over), cookies)),
        Err(Failure::Refused(refusal)) if refusal.is_of_the_answer() || refusal == Refusal::TextTooLong => refused(&table, &fields, refusal),
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

fn deed(table: &Table<'_>, fields: &Fields) -> Result<Deed, Refusal> {
    Ok(match (fields.one("act"), table.step()) {
        ("answer" | "dont-know", Step::Question(asked)) => {
            let seed = question::seed_of(fields).unwrap_or_else(|| table.seed());
            let put = bank::put(&table.visit.app, &asked.item, seed, table.at as i64).ok_or(Refusal::NotFound)?;
            let response = question::response_of(fields, &put)?;
            put.judge(response.clone(), 0)?;
            Deed::Answer { response, seed }
        }
        ("grade", Step::Cards(_)) => {
            let card = fields.one("card").parse().map_err(|_| Refusal::Malformed)?;
            let grade = grade_of(fields.one("grade")).ok_or(Refusal::Malformed)?;
            Deed::Grade { card, grade }
        }
        ("finish", Step::Practice(_)) => Deed::Finish { gesture: Some(fields.one("gesture").to_owned()) },
        ("continue", _) => Deed::Read,
        _ => return Err(Refusal::Malformed),
    })
}

/// Where one goes after a deed.
fn after(table: &Table<'_>, fields: &Fields, run: &ModuleRun, was_over: bool) -> String {
    let next = |at: usize| format!("/progresser/modules/{}/{}#etape", table.module.id, at + 1);
    let end = || format!("/progresser/modules/{}/fin", table.module.id);
    match fields.one("act") {
        "answer" | "dont-know" => format!("{}#corrige", table.path()),
        "grade" => format!("{}#etape", table.path()),
        "finish" if run.finished_at.is_some() => end(),
        // whoever reads again what is over goes from page to page
        _ if was_over && table.at + 1 < table.module.steps.len() => next(table.at + 1),
        _ if was_over => end(),
        _ if run.step > table.at as i64 => next(table.at + 1),
        _ => where_to(table.module, run.step),
    }
}

/// The form again, as it was typed, with what is wrong.
fn refused(table: &Table<'_>, fields: &Fields, refusal: Refusal) -> Result<Response, PageError> {
    let is_gesture = matches!(table.step(), Step::Practice(_)) && refusal == Refusal::TextTooLong;
    if !is_gesture && !refusal.is_of_the_answer() {
        return Err(PageError::new(table.visit, refusal));
    }
    let look = Look { essai: if fields.one("act") == "try" { "1".into() } else { String::new() }, ..Look::default() };
    let errors = if is_gesture {
        let longest = ("longest", (LONGEST_GESTURE as u32).into());
        vec![FieldError::new("gesture", table.visit.say_with("module-gesture-long", &[longest]))]
    } else {
        Vec::new()
    };
    let view = table.view(&look, &Typed { fields: Some(fields), refusal: (!is_gesture).then_some(refusal) })?;
    let mut response = table.visit.page(&table.page(view, errors))?;
    refuse(&mut response, refusal, None);
    Ok(response)
}

/// A question tried again: judged, shown, and forgotten.
fn try_again(table: &Table<'_>, fields: &Fields) -> Result<Response, PageError> {
    let visit = table.visit;
    let Step::Question(asked) = table.step() else { return Err(PageError::new(visit, Refusal::Malformed)) };
    let seed = question::seed_of(fields).unwrap_or_else(|| table.seed());
    let put = bank::put(&visit.app, &asked.item, seed, table.at as i64).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    // what is right is said to whoever has answered once, and to nobody else
    if table.traces.answer(table.at, &put).or_page(visit)?.is_none() {
        return Ok(Redirect::to(&format!("{}#etape", table.path())).into_response());
    }
    let given = match question::response_of(fields, &put).and_then(|response| put.judge(response, visit.app.clock.now())) {
        Ok(given) => given,
        Err(refusal) => return refused(table, fields, refusal),
    };
    let again = Some(format!("{}?essai=1#etape", table.path()));
    let asked_view = LearnQuestion { is_try: true, again, ..question::corrected(visit, &put, &given) };
    let view = StepView::Question { lead: asked.lead.clone(), asked: Some(Box::new(asked_view)) };
    visit.page(&table.page(view, Vec::new()))
}
