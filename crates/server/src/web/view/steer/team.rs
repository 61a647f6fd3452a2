//! The team of an organisation: who is of it, who is invited, how one leaves, and the page of an invitation.

use serde::Serialize;

use super::settings::sample_tabs;
use super::{Entry, Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::{FieldError, SAMPLE_NOW};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/{organisation}/reglages/equipe`
#[derive(Debug, Clone, Serialize)]
pub struct TeamPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// Everybody of the team, the oldest first.
    pub members: Vec<MemberRow>,
    /// Invitations that nobody has settled.
    pub offers: Vec<OfferRow>,
    /// Whether who looks says who is of the team.
    pub may_govern: bool,
    /// Whether who looks is of this very team, and not of a group's above.
    pub is_member: bool,
    /// Address typed, after a refusal.
    pub typed_email: String,
    /// Post chosen, after a refusal.
    pub typed_post: String,
    /// Fields: `email`.
    pub errors: Vec<FieldError>,
}

/// Somebody of the team.
#[derive(Debug, Clone, Serialize)]
pub struct MemberRow {
    /// Identifier of the person.
    pub id: String,
    /// Their address.
    pub email: String,
    /// `manager`, `trainer`.
    pub post: String,
    /// Since when, microseconds UTC.
    pub since: i64,
    /// Whether it is who looks.
    pub is_me: bool,
}

/// Somebody who is invited.
#[derive(Debug, Clone, Serialize)]
pub struct OfferRow {
    /// Identifier of the invitation.
    pub id: String,
    /// To which address.
    pub email: String,
    /// `manager`, `trainer`.
    pub post: String,
    /// Until when, microseconds UTC.
    pub until: i64,
    /// Whether it is too old.
    pub is_over: bool,
}

/// `GET /pilotage/{organisation}/reglages/equipe/{person}/retirer` and `…/quitter`: somebody goes after a question.
#[derive(Debug, Clone, Serialize)]
pub struct GoPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// Their address.
    pub email: String,
    /// Whether it is who looks.
    pub is_me: bool,
    /// What they made that stays.
    pub made: Made,
    /// Whether the memo says anything yet.
    pub has_memo: bool,
    /// Where the answer goes.
    pub action: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// What somebody made that stays with the organisation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Made {
    /// Campaigns.
    pub campaigns: i64,
    /// Those among them that run.
    pub running: i64,
    /// Sessions in class.
    pub lessons: i64,
    /// Keys for programs.
    pub keys: i64,
    /// Invitations that wait.
    pub invitations: i64,
}

/// `GET /invitations/{name}`
#[derive(Debug, Clone, Serialize)]
pub struct InvitationPage {
    /// What names it: the token of the mail, or its identifier.
    pub name: String,
    /// Name of the organisation.
    pub organisation: String,
    /// `manager`, `trainer`.
    pub post: String,
    /// The address it was sent to.
    pub email: String,
    /// Until when, microseconds UTC.
    pub until: i64,
    /// `open`, `over`, `sign-in` or `another`.
    pub state: &'static str,
    /// Where one signs in to come back.
    pub sign_in: String,
    /// The address of whoever looks.
    pub me: Option<String>,
}

impl Page for TeamPage {
    const TEMPLATE: &'static str = "pages/steer/team.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let member = |id: &str, email: &str, post: &str, is_me| MemberRow { id: id.into(), email: email.into(), post: post.into(), since: SAMPLE_NOW, is_me };
        let offer = |email: &str, post: &str, is_over| OfferRow { id: "7".into(), email: email.into(), post: post.into(), until: SAMPLE_NOW, is_over };
        let full = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("team"),
            members: vec![
                member("1", "camille.roux@ehpad-tilleuls.example", "manager", true),
                member("2", "un.nom.tout.a.fait.interminable@etablissement-de-sante.example", "trainer", false),
                member("3", "leo.petit@ehpad-tilleuls.example", "manager", false),
            ],
            offers: vec![offer("awa.diop@ehpad-tilleuls.example", "trainer", false), offer("zoe@ehpad-tilleuls.example", "manager", true)],
            may_govern: true,
            is_member: true,
            typed_email: String::new(),
            typed_post: String::new(),
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("email", "Cette personne fait déjà partie de l’équipe.")];
        let refused = Self { typed_email: "leo.petit@ehpad-tilleuls.example".into(), typed_post: "manager".into(), errors, offers: Vec::new(), ..full.clone() };
        let trainer = Self { may_govern: false, offers: Vec::new(), ..full.clone() };
        let above = Self { is_member: false, members: full.members[1..].to_vec(), offers: Vec::new(), ..full.clone() };
        let nobody = Self { members: Vec::new(), offers: Vec::new(), ..above.clone() };
        vec![("full", full), ("refused", refused), ("trainer", trainer), ("above", above), ("nobody", nobody)]
    }
}

impl Page for GoPage {
    const TEMPLATE: &'static str = "pages/steer/go.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let other = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("team"),
            email: "leo.petit@ehpad-tilleuls.example".into(),
            is_me: false,
            made: Made { campaigns: 4, running: 1, lessons: 12, keys: 1, invitations: 1 },
            has_memo: true,
            action: "/pilotage/0199c0de/reglages/equipe/2/retirer".into(),
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("", "C’est la dernière personne responsable.")];
        let me = Self { is_me: true, has_memo: false, ..other.clone() };
        let last = Self { made: Made::default(), errors, ..me.clone() };
        vec![("other", other), ("me", me), ("last", last)]
    }
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "pages/steer/invitation.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let sample = |post: &str, state| Self {
            name: "Zr8m2kQv".into(),
            organisation: "EHPAD Les Tilleuls".into(),
            post: post.into(),
            email: "awa.diop@ehpad-tilleuls.example".into(),
            until: SAMPLE_NOW,
            state,
            sign_in: "/connexion?back=%2Finvitations%2FZr8m2kQv".into(),
            me: (state != "sign-in").then(|| "awa@ailleurs.example".into()),
        };
        vec![
            ("open", sample("trainer", "open")),
            ("over", sample("manager", "over")),
            ("sign-in", sample("manager", "sign-in")),
            ("another", sample("trainer", "another")),
        ]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<TeamPage>(renderer, out)?;
    render::<GoPage>(renderer, out)?;
    render::<InvitationPage>(renderer, out)
}
