//! The workshop, where the bank is written: who may come in, and what stands around each of its pages.

mod bank;
mod calibration;
mod editor;
mod evidence;
mod form;
mod history;
mod import;
mod list;
mod publish;
mod reports;
mod review;
mod standing;
mod team;
mod trial;
mod words;
mod work;

pub(in crate::web) use words::sheet;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::access::{Authorised, EnterWorkshop, Member, Right, may};
use domain::refusal::Refusal;

use super::guard::PageError;
use super::named::Named;
use super::view::workshop::{ClosedPage, Entry, Frame, ItemHead};
use super::visit::Visit;
use crate::app::App;
use crate::service::Failure;
use crate::service::workshop::{Summary, summary};
use crate::web::sent::at_most;

/// Largest form taken, in bytes: the longest text that is kept, with each of its accents as six characters.
const LARGEST_TEXT: usize = 2 << 20;

/// Largest file taken, in bytes.
const LARGEST_FILE: usize = 16 << 20;

/// Pages of the workshop.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/atelier", get(list::show))
        .route("/atelier/signalements", get(reports::show))
        .route("/atelier/signalements.csv", get(reports::export))
        .route("/atelier/signalements/{id}", get(reports::one).post(reports::settle))
        .route("/atelier/banque", get(bank::show))
        .route("/atelier/banque/a-regarder", get(bank::look))
        .route("/atelier/questions/{id}/mesures", get(evidence::show))
        .route("/atelier/calibrage", get(calibration::show).post(calibration::begin))
        .route("/atelier/calibrage/{id}", get(calibration::one).post(calibration::decide))
        .route("/atelier/calibrage/{id}/questions.csv", get(calibration::export))
        .route("/atelier/exporter", get(list::export))
        .route("/atelier/equipe", get(team::show).post(team::add))
        .route("/atelier/equipe/{person}/{role}/retirer", get(team::ask).post(team::remove))
        .route("/atelier/questions/{id}/relecture", get(review::show).post(review::submit))
        .route("/atelier/questions/{id}/remarques", post(review::say))
        .route("/atelier/questions/{id}/remarques/{remark}", post(review::settle_remark))
        .route("/atelier/questions/{id}/historique", get(history::show))
        .route("/atelier/questions/{id}/historique/{number}/reprendre", post(history::go_back))
        .route("/atelier/questions/{id}/etat/{decision}", get(standing::ask).post(standing::submit))
        .route("/atelier/publier", get(publish::show).post(publish::submit))
        .route("/atelier/publier/{publication}/revenir", get(publish::ask_back).post(publish::back))
        .route("/atelier/nouvelle", get(editor::choose).post(editor::create))
        .route("/atelier/apercu", post(editor::fragment))
        .route("/atelier/questions/{id}", get(editor::show).post(editor::save))
        .route("/atelier/questions/{id}/essai", get(trial::show).post(trial::answer))
        .route("/atelier/questions/{id}/traduire", post(editor::translate))
        .route("/atelier/questions/{id}/dupliquer", post(editor::duplicate))
        .route("/atelier/questions/{id}/supprimer", get(editor::confirm_delete).post(editor::delete))
        .layer(DefaultBodyLimit::max(LARGEST_TEXT))
        .merge(Router::new().route("/atelier/importer", get(import::show).post(import::read)).layer(at_most(LARGEST_FILE)))
        .merge(Router::new().route("/atelier/importer/garder", post(import::keep)).layer(DefaultBodyLimit::max(LARGEST_FILE)))
}

/// Somebody who may come in.
#[derive(Debug)]
pub(in crate::web) struct Desk {
    /// The request.
    pub(in crate::web) visit: Visit,
    /// Who they are, with their roles.
    pub(in crate::web) member: Member,
    /// That they may.
    pub(in crate::web) proof: Authorised<EnterWorkshop>,
}

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        Self::of(Named::from_request_parts(parts, app).await?).map_err(|page| *page)
    }
}

impl Desk {
    /// Lets somebody in, or says whom to ask.
    pub(super) fn of(Named { visit, member }: Named) -> Result<Self, Box<Response>> {
        match may::<EnterWorkshop>(&visit.actor(), member.clone()) {
            Ok(proof) => Ok(Self { visit, member, proof }),
            Err(refusal) => Err(Box::new(closed(&visit, refusal).unwrap_or_else(IntoResponse::into_response))),
        }
    }

    /// Proof of another right of theirs.
    ///
    /// # Errors
    /// They do not have it: the page that says so.
    pub(in crate::web) fn may<R: Right<Object = Member>>(&self) -> Result<Authorised<R>, PageError> {
        may::<R>(&self.visit.actor(), self.member.clone()).map_err(|refusal| PageError::new(&self.visit, refusal))
    }

    /// Whether they have this right.
    pub(in crate::web) fn has<R: Right<Object = Member>>(&self) -> bool {
        R::holds(&self.visit.actor(), &self.member)
    }

    /// What stands around a page that is not about one item; `here` names the entry of the menu.
    pub(in crate::web) fn frame(&self, here: &str) -> Frame {
        let governs = self.has::<domain::access::GovernBank>();
        let grants = self.has::<domain::access::GrantRoles>();
        let all = [
            ("questions", "/atelier", true),
            ("reports", "/atelier/signalements", true),
            ("bank", "/atelier/banque", true),
            ("calibration", "/atelier/calibrage", true),
            ("publish", "/atelier/publier", governs),
            ("team", "/atelier/equipe", grants),
        ];
        let entries =
            all.into_iter().filter(|(_, _, shown)| *shown).map(|(name, path, _)| Entry { name, path: path.to_owned(), is_here: name == here }).collect();
        Frame { entries, item: None }
    }

    /// What stands around a page about one item; `here` names the tab: `text`, `try`, `review`, `history` or `measures`.
    ///
    /// # Errors
    /// There is no such item, or the store could not.
    pub(in crate::web) async fn item_frame(&self, item_id: &str, here: &str) -> Result<(Frame, Summary), PageError> {
        let found = summary(&self.visit.app, &self.proof, item_id).await;
        let item = found.and_then(|s| s.ok_or(Failure::Refused(Refusal::NotFound))).map_err(|e| PageError::new(&self.visit, e))?;
        Ok((Frame { item: Some(head(&item, here)), ..self.frame("questions") }, item))
    }
}

fn head(item: &Summary, here: &str) -> ItemHead {
    let path = format!("/atelier/questions/{}", item.item_id);
    let tabs = [("text", ""), ("try", "/essai"), ("review", "/relecture"), ("history", "/historique"), ("measures", "/mesures")];
    ItemHead {
        id: item.item_id.clone(),
        title: item.title.clone(),
        content_lang: item.language.clone(),
        stage: item.stage.map(domain::workshop::Stage::code),
        standing: item.standing.map(domain::workshop::Standing::code),
        tabs: tabs.into_iter().map(|(name, end)| Entry { name, path: format!("{path}{end}"), is_here: name == here }).collect(),
    }
}

fn closed(visit: &Visit, refusal: Refusal) -> Result<Response, PageError> {
    visit.refused(refusal, &ClosedPage { contact: visit.app.config.contact.clone() })
}
