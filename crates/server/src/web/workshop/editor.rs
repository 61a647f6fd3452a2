//! Writing a question. Whatever is pressed, what was typed comes back; only « save » keeps it, and never over another's text.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::WriteItems;
use domain::refusal::Refusal;
use domain::workshop::{Change, Stage};
use formats::sheet::{KINDS, Kind, NoForm};
use serde::Deserialize;

use super::Desk;
use super::form::{blank, form_view};
use super::work::Work;
use crate::service::Failure;
use crate::service::workshop::{self, OpenText, Save};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::named::{Named, sign_in};
use crate::web::view::FieldError;
use crate::web::view::workshop::{ConflictView, DeletePage, EditorPage, FragmentPage, Frame, MayDo, NewPage, NoFormView, ResendPage};
use crate::web::visit::Visit;

/// Kinds that are written as a text.
const TEXT_KINDS: [&str; 3] = ["hot-text", "mailbox", "simulator"];
/// The order in which a preview shows its lists: always the same, so that nothing jumps while somebody types.
const ORDER: u64 = 1;

/// What a new question is to be about.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    objective: String,
    #[serde(default)]
    difficulty: String,
}

/// Where a text is shown as it is.
#[derive(Debug, Default, Deserialize)]
pub(super) struct View {
    #[serde(default)]
    vue: String,
}

/// What is on the desk, and what is known of it.
struct Draft {
    work: Work,
    open: Option<OpenText>,
    base: i64,
    note: String,
    change: String,
    errors: Vec<FieldError>,
    no_form: Option<NoForm>,
    conflict: Option<ConflictView>,
    is_checked: bool,
}

impl Draft {
    fn of(work: Work, open: Option<OpenText>) -> Self {
        let base = open.as_ref().map_or(0, |o| o.summary.revision);
        Self { work, open, base, note: String::new(), change: String::new(), errors: Vec::new(), no_form: None, conflict: None, is_checked: false }
    }

    fn sent(fields: &Fields, open: Option<OpenText>) -> Result<Self, Refusal> {
        let mut draft = Self::of(Work::sent(fields)?, open);
        if let Some(open) = &draft.open {
            draft.work.name(&open.summary.item_id);
        }
        draft.base = fields.one("base").parse().unwrap_or(draft.base);
        fields.one("note").clone_into(&mut draft.note);
        fields.one("change").clone_into(&mut draft.change);
        Ok(draft)
    }

    fn refused(mut self, visit: &Visit, refusal: Refusal) -> Self {
        self.errors.push(visit.fault("", refusal));
        self.is_checked = true;
        self
    }
}

/// Somebody who may come in, or a page that keeps what they sent until they are signed in again.
fn desk_of(visit: Visit, fields: &Fields) -> Result<Desk, Box<Response>> {
    match Named::of(visit) {
        Ok(named) => Desk::of(named),
        Err(visit) => Err(Box::new(resend(&visit, fields).unwrap_or_else(IntoResponse::into_response))),
    }
}

fn resend(visit: &Visit, fields: &Fields) -> Result<Response, PageError> {
    let fields = fields.0.iter().flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone()))).collect();
    visit.refused(Refusal::Unauthorised, &ResendPage { action: visit.path.clone(), sign_in: sign_in("/atelier"), fields })
}

fn query_of(wanted: &Wanted) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in [("objective", &wanted.objective), ("difficulty", &wanted.difficulty)] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    query.finish()
}

/// `GET /atelier/nouvelle`: which kind, then an empty desk.
pub(super) async fn choose(desk: Desk, Asked(wanted): Asked<Wanted>) -> Result<Response, PageError> {
    desk.may::<WriteItems>()?;
    let visit = &desk.visit;
    let work = match Kind::of(&wanted.kind) {
        Some(kind) => Work::Form(blank(kind, &wanted.objective, &wanted.difficulty, visit.lang.code())),
        None if TEXT_KINDS.contains(&wanted.kind.as_str()) => Work::Text(example(visit, &wanted)),
        None => {
            let kinds = KINDS.iter().map(|k| k.name).collect();
            return visit.page(&NewPage { frame: desk.frame("questions"), kinds, text_kinds: TEXT_KINDS.to_vec(), query: query_of(&wanted) });
        }
    };
    visit.page(&page(&desk, Draft::of(work, None), None).await?)
}

/// A kind without a form is begun from a question of the bank, to be changed word by word.
fn example(visit: &Visit, wanted: &Wanted) -> String {
    let shipped = workshop::shipped(&visit.app);
    let text = shipped.values().find(|s| s.item.interaction.kind() == wanted.kind).map(|s| s.text.clone()).unwrap_or_default();
    let text = formats::sheet::named(&formats::sheet::versioned(&text, 1), "");
    if wanted.objective.is_empty() { text } else { formats::sheet::with_line(&text, "objective", &format!("{:?}", wanted.objective)) }
}

/// `POST /atelier/nouvelle`
pub(super) async fn create(visit: Visit, fields: Fields) -> Result<Response, Response> {
    let desk = desk_of(visit, &fields).map_err(|page| *page)?;
    created(&desk, &fields).await.map_err(IntoResponse::into_response)
}

async fn created(desk: &Desk, fields: &Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let draft = Draft::sent(fields, None).or_page(visit)?;
    let act = fields.one("act");
    if !matches!(act, "save" | "try") {
        return visit.page(&page(desk, turned(draft, act), None).await?);
    }
    let by = desk.may::<WriteItems>()?;
    let body = draft.work.body();
    let head = formats::sheet::head(&body).unwrap_or_default();
    let name = if head.title.trim().is_empty() { head.kind } else { head.title };
    match workshop::begin(&visit.app, &by, &name, &body, &draft.note).await {
        Ok(id) => Ok(visit.go_and_say(&place(&id, act, &draft.work), "notice-saved")),
        Err(Failure::Refused(refusal)) => refused_page(desk, draft.refused(visit, refusal), None, refusal).await,
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

fn place(id: &str, act: &str, work: &Work) -> String {
    match (act, work) {
        ("try", _) => format!("/atelier/questions/{id}/essai"),
        (_, Work::Text(text)) if formats::sheet::Sheet::read(text).is_ok() => format!("/atelier/questions/{id}?vue=texte"),
        _ => format!("/atelier/questions/{id}"),
    }
}

/// `GET /atelier/questions/{id}`
pub(super) async fn show(desk: Desk, Path(id): Path<String>, Asked(view): Asked<View>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let open = workshop::open_text(&visit.app, &desk.proof, &id).await.or_page(visit)?;
    let (work, no_form) = Work::of(open.body.clone(), view.vue == "texte");
    let mut draft = Draft::of(work, Some(open));
    (draft.no_form, draft.is_checked) = (no_form, true);
    visit.page(&page(&desk, draft, Some(&id)).await?)
}

/// `POST /atelier/questions/{id}`
pub(super) async fn save(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, Response> {
    let desk = desk_of(visit, &fields).map_err(|page| *page)?;
    saved(&desk, &id, &fields).await.map_err(IntoResponse::into_response)
}

async fn saved(desk: &Desk, id: &str, fields: &Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let open = workshop::open_text(&visit.app, &desk.proof, id).await.or_page(visit)?;
    let act = fields.one("act");
    if act == "withdraw" {
        let by = desk.may::<WriteItems>()?;
        workshop::withdraw(&visit.app, &by, id, fields.one("base").parse().unwrap_or_default()).await.or_page(visit)?;
        return Ok(visit.go_and_say(&format!("/atelier/questions/{id}"), "notice-withdrawn"));
    }
    let draft = Draft::sent(fields, Some(open)).or_page(visit)?;
    if !matches!(act, "save" | "try" | "submit") {
        return visit.page(&page(desk, turned(draft, act), Some(id)).await?);
    }
    let by = desk.may::<WriteItems>()?;
    let change = Change::parse(&draft.change).filter(|c| *c != Change::First).unwrap_or(Change::Substance);
    let save = Save { item_id: id.to_owned(), base: draft.base, body: draft.work.body(), change, note: draft.note.clone() };
    let kept = match workshop::save(&visit.app, &by, save).await {
        Ok(number) if act == "submit" => workshop::submit(&visit.app, &desk.proof, &by, id, number).await.map(|()| number).map_err(|e| (e, number)),
        other => other.map_err(|e| (e, draft.base)),
    };
    match kept {
        Ok(_) if act == "submit" => Ok(visit.go_and_say(&format!("/atelier/questions/{id}"), "notice-submitted")),
        Ok(_) => Ok(visit.go_and_say(&place(id, act, &draft.work), "notice-saved")),
        Err((Failure::Refused(Refusal::TextChanged), _)) => {
            let draft = with_conflict(desk, draft.refused(visit, Refusal::TextChanged), id).await?;
            refused_page(desk, draft, Some(id), Refusal::TextChanged).await
        }
        Err((Failure::Refused(refusal @ (Refusal::TooLarge | Refusal::TextHasDefects | Refusal::WrongStage)), number)) => {
            let mut draft = draft.refused(visit, refusal);
            draft.base = number;
            refused_page(desk, draft, Some(id), refusal).await
        }
        Err((failure, _)) => Err(PageError::new(visit, failure)),
    }
}

async fn refused_page(desk: &Desk, draft: Draft, id: Option<&str>, refusal: Refusal) -> Result<Response, PageError> {
    desk.visit.refused(refusal, &page(desk, draft, id).await?)
}

/// Puts the text that was saved meanwhile beside the one that was not kept: saving again puts it on top, knowingly.
async fn with_conflict(desk: &Desk, mut draft: Draft, id: &str) -> Result<Draft, PageError> {
    let visit = &desk.visit;
    let open = workshop::open_text(&visit.app, &desk.proof, id).await.or_page(visit)?;
    draft.base = open.summary.revision;
    draft.conflict =
        Some(ConflictView { revision: draft.base, body: open.body.clone(), mine: draft.work.body(), at: open.summary.updated_at.unwrap_or_default() });
    draft.open = Some(open);
    Ok(draft)
}

/// A button that keeps nothing: the other view, one entry more or less, or just a look.
fn turned(mut draft: Draft, act: &str) -> Draft {
    let parts: Vec<&str> = act.split(':').collect();
    let at = parts.get(2).and_then(|n| n.parse::<usize>().ok()).unwrap_or(usize::MAX);
    match (&mut draft.work, parts.as_slice()) {
        (Work::Form(sheet), ["add", list]) => sheet.add_row(list),
        (Work::Form(sheet), ["remove", list, _]) => sheet.remove_row(list, at),
        (Work::Form(sheet), ["up", list, _]) => sheet.raise_row(list, at),
        (Work::Form(sheet), ["text"]) => draft.work = Work::Text(sheet.write()),
        (Work::Text(text), ["form"]) => (draft.work, draft.no_form) = Work::of(text.clone(), false),
        _ => draft.is_checked = true,
    }
    draft
}

async fn page(desk: &Desk, draft: Draft, id: Option<&str>) -> Result<EditorPage, PageError> {
    let visit = &desk.visit;
    let frame: Frame = match id {
        Some(id) => desk.item_frame(id, "text").await?.0,
        None => desk.frame("questions"),
    };
    let writes = desk.has::<WriteItems>();
    let findings = if draft.is_checked { examined(desk, &draft.work, id).await? } else { Vec::new() };
    let stage = draft.open.as_ref().and_then(|o| o.summary.stage);
    let was_met = draft.open.as_ref().is_some_and(|o| o.was_approved || o.summary.standing.is_some());
    let deletes = match (&draft.open, desk.may::<WriteItems>()) {
        (Some(open), Ok(by)) => workshop::may_delete(&by, open),
        _ => false,
    };
    let may = MayDo {
        write: writes,
        submit: writes && id.is_some() && stage != Some(Stage::Review),
        withdraw: writes && stage == Some(Stage::Review),
        delete: deletes,
    };
    let change = match (was_met && writes, Change::parse(&draft.change)) {
        (false, _) => String::new(),
        (true, Some(Change::Wording)) => "wording".to_owned(),
        (true, _) => "substance".to_owned(),
    };
    let no_form = draft.no_form.map(|why| match why {
        NoForm::Kind => NoFormView { line: 0, name: String::new() },
        NoForm::NoPlace { line, name } => NoFormView { line, name },
        NoForm::Unreadable(unreadable) => NoFormView { line: unreadable.line, name: unreadable.message },
    });
    let (form, text) = match &draft.work {
        Work::Form(sheet) => (Some(form_view(visit, sheet)), None),
        Work::Text(text) => (None, Some(text.clone())),
    };
    Ok(EditorPage {
        frame,
        action: id.map_or_else(|| "/atelier/nouvelle".to_owned(), |id| format!("/atelier/questions/{id}")),
        is_new: id.is_none(),
        base: draft.base,
        kind: draft.work.kind(),
        form,
        text,
        no_form,
        errors: draft.errors,
        findings,
        was_checked: draft.is_checked,
        flaws: if draft.is_checked { draft.work.flaws(visit) } else { Vec::new() },
        conflict: draft.conflict,
        note: draft.note,
        change,
        stage: stage.map(Stage::code),
        may,
        preview: draft.work.preview(ORDER),
    })
}

async fn examined(desk: &Desk, work: &Work, id: Option<&str>) -> Result<Vec<FieldError>, PageError> {
    let visit = &desk.visit;
    let known = workshop::bank(&visit.app, &desk.proof).await.or_page(visit)?;
    Ok(work.examine(visit, id, |name| known.iter().any(|s| s.item_id == name)))
}

/// `POST /atelier/apercu`: the preview of what is typed, for the script that keeps it up to date. Nothing is kept.
pub(super) async fn fragment(desk: Desk, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let work = Work::sent(&fields).or_page(visit)?;
    let id = Some(fields.one("item")).filter(|id| !id.is_empty());
    let mut work = work;
    if let Some(id) = id {
        work.name(id);
    }
    let findings = examined(&desk, &work, id).await?;
    visit.page(&FragmentPage { preview: work.preview(ORDER), findings, flaws: work.flaws(visit) })
}

/// `POST /atelier/questions/{id}/traduire`: a copy in the other language that says whose translation it is, to be rewritten.
pub(super) async fn translate(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let by = desk.may::<WriteItems>()?;
    let open = workshop::open_text(&visit.app, &desk.proof, &id).await.or_page(visit)?;
    let other = if open.summary.language == "fr" { "en" } else { "fr" };
    let original = formats::content::item(&open.body).map_or_else(|_| id.clone(), |item| item.original().to_owned());
    let body = formats::sheet::with_line(&formats::sheet::versioned(&open.body, 1), "language", &format!("\"{other}\""));
    let body = formats::sheet::with_line(&body, "translates", &format!("\"{original}\""));
    let copy = workshop::begin(&visit.app, &by, &format!("{original}-{other}"), &body, "").await.or_page(visit)?;
    Ok(visit.go_and_say(&format!("/atelier/questions/{copy}"), "notice-copied"))
}

/// `POST /atelier/questions/{id}/dupliquer`
pub(super) async fn duplicate(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let by = desk.may::<WriteItems>()?;
    let open = workshop::open_text(&visit.app, &desk.proof, &id).await.or_page(visit)?;
    let title = visit.say_with("editor-said-copy-of", &[("title", open.summary.title.as_str().into())]);
    let body = formats::sheet::with_line(&formats::sheet::versioned(&open.body, 1), "title", &serde_json::to_string(&title).or_page(visit)?);
    let copy = workshop::begin(&visit.app, &by, &format!("{id}-copie"), &body, "").await.or_page(visit)?;
    Ok(visit.go_and_say(&format!("/atelier/questions/{copy}"), "notice-copied"))
}

/// `GET /atelier/questions/{id}/supprimer`
pub(super) async fn confirm_delete(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let by = desk.may::<WriteItems>()?;
    let open = workshop::open_text(&visit.app, &desk.proof, &id).await.or_page(visit)?;
    if !workshop::may_delete(&by, &open) {
        return Ok(Redirect::to(&format!("/atelier/questions/{id}")).into_response());
    }
    let (frame, _) = desk.item_frame(&id, "text").await?;
    visit.page(&DeletePage { frame, title: open.summary.title, base: open.summary.revision, id })
}

/// `POST /atelier/questions/{id}/supprimer`
pub(super) async fn delete(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let by = desk.may::<WriteItems>()?;
    let number = fields.one("base").parse().unwrap_or_default();
    workshop::delete(&visit.app, &desk.proof, &by, &id, number).await.or_page(visit)?;
    Ok(visit.go_and_say("/atelier", "notice-deleted"))
}
