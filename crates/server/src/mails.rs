//! The mails: a link, and why it came; and how one becomes a row of the outbox.

use serde::Serialize;

use store::mails::NewMail;
use uuid::Uuid;

use crate::app::App;
use crate::render::{Lang, Mail};
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::service::workshop::Change;
use crate::service::{Failure, Result};
#[cfg(test)]
use crate::web::view::Rendered;

/// A link to sign in.
#[derive(Debug, Clone, Serialize)]
pub struct SignInMail {
    /// The link.
    pub link: String,
    /// For how long it works.
    pub minutes: u32,
}

/// A link that attaches a result to an address.
#[derive(Debug, Clone, Serialize)]
pub struct KeepMail {
    /// The link.
    pub link: String,
    /// For how long it works.
    pub minutes: u32,
}

/// What was done to an account, told to its address: there is nothing to press, unless it was somebody else.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeMail {
    /// `password-set` or `address-changed`.
    what: &'static str,
    /// Where one signs in.
    link: String,
    /// Whom to write to when it was somebody else.
    contact: String,
}

/// What was answered to somebody who reported a question.
#[derive(Debug, Clone, Serialize)]
pub struct ReportAnswerMail {
    /// What they had chosen: `wrong`…
    pub kind: String,
    /// What they had written; may be empty.
    pub said: String,
    /// The answer.
    pub answer: String,
    /// Where they find their results.
    pub link: String,
}

impl Mail for ReportAnswerMail {
    const NAME: &'static str = "report-answer";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let said = |kind: &str, said: &str| Self {
            kind: kind.into(),
            said: said.into(),
            answer: "Vous avez raison : l’arrêté de 2026 a changé le délai.\nLa question est corrigée, merci.".into(),
            link: "https://socle.example/compte".into(),
        };
        vec![("outdated", said("outdated", "Le délai n’est plus de trois mois.")), ("short", said("display", ""))]
    }
}

impl NoticeMail {
    /// A password was set: devices are signed out.
    pub fn password_set(app: &App) -> Self {
        Self::of("password-set", app)
    }

    /// The account has another address from now on.
    pub fn address_changed(app: &App) -> Self {
        Self::of("address-changed", app)
    }

    fn of(what: &'static str, app: &App) -> Self {
        Self { what, link: format!("{}/connexion", app.config.base_url), contact: app.config.contact.clone() }
    }
}

impl Mail for NoticeMail {
    const NAME: &'static str = "notice";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        ["password-set", "address-changed"]
            .map(|what| (what, Self { what, link: "https://socle.example/connexion".into(), contact: "contact@socle.example".into() }))
            .to_vec()
    }
}

/// A role was given to somebody or taken back.
#[derive(Debug, Clone, Serialize)]
pub struct RoleMail {
    given: bool,
    /// Stable word of the role.
    role: &'static str,
    /// Where it opens a door.
    link: String,
    /// Whom to write to when it is not understood.
    contact: String,
}

impl RoleMail {
    /// Tells of this change.
    pub fn of(change: Change, app: &App) -> Self {
        let (given, role) = match change {
            Change::Give(role) => (true, role),
            Change::TakeBack(role) => (false, role),
        };
        Self { given, role: role.code(), link: format!("{}/atelier", app.config.base_url), contact: app.config.contact.clone() }
    }
}

impl Mail for RoleMail {
    const NAME: &'static str = "role";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let of = |given, role| Self { given, role, link: "https://socle.example/atelier".into(), contact: "contact@socle.example".into() };
        vec![("given", of(true, "reviewer")), ("author", of(true, "author")), ("taken-back", of(false, "administrator"))]
    }
}

/// What happened in the workshop since the last mail.
#[derive(Debug, Clone, Serialize)]
pub struct NewsMail {
    /// What is told, the same things together.
    news: Vec<Novelty>,
    /// How many more things there are.
    more: usize,
    /// Where it is read.
    link: String,
    /// Where one says that one wants no such mails.
    account: String,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Novelty {
    /// `approved`, `changes`, `remark` or `to-review`.
    pub what: &'static str,
    /// Title of the question.
    pub title: String,
    /// Its name.
    pub item: String,
}

impl NewsMail {
    /// Tells of this.
    pub fn of(news: Vec<Novelty>, more: usize, app: &App) -> Self {
        let base = &app.config.base_url;
        Self { news, more, link: format!("{base}/atelier"), account: format!("{base}/compte") }
    }
}

impl Mail for NewsMail {
    const NAME: &'static str = "news";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let news = |all: &[&'static str]| {
            all.iter().map(|what| Novelty { what, title: "Deux Marie Martin à l'accueil".into(), item: "donnees-identite-deux-dossiers".into() }).collect()
        };
        let of = |all: &[&'static str], more| Self {
            news: news(all),
            more,
            link: "https://socle.example/atelier".into(),
            account: "https://socle.example/compte".into(),
        };
        vec![("one", of(&["to-review"], 0)), ("many", of(&["approved", "changes", "remark", "to-review"], 3))]
    }
}

/// A post in an organisation, offered to an address.
#[derive(Debug, Clone, Serialize)]
pub struct InvitationMail {
    /// The link.
    link: String,
    /// Name of the organisation.
    organisation: String,
    /// Address of whoever invites.
    inviter: String,
    /// `manager`, `trainer`.
    post: &'static str,
    /// For how many days the link works.
    days: u32,
}

impl InvitationMail {
    /// Offers this post.
    pub fn of(app: &App, token: &str, organisation: &str, inviter: &str, post: domain::access::Post) -> Self {
        Self {
            link: format!("{}/invitations/{token}", app.config.base_url),
            organisation: organisation.to_owned(),
            inviter: inviter.to_owned(),
            post: post.code(),
            days: (domain::organisation::INVITATION_LIFE / (24 * 3600 * domain::blueprint::SECOND)) as u32,
        }
    }
}

impl Mail for InvitationMail {
    const NAME: &'static str = "invitation";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let of = |post| Self {
            link: "https://socle.example/invitations/Zr8m2kQv".into(),
            organisation: "EHPAD Les Tilleuls".into(),
            inviter: "camille.roux@ehpad-tilleuls.example".into(),
            post,
            days: 14,
        };
        vec![("manager", of("manager")), ("trainer", of("trainer"))]
    }
}

/// What a candidate is told of an exam: that they are convoked, that it changed, that it is called off, that they are expected no more.
#[derive(Debug, Clone, Serialize)]
pub struct ConvocationMail {
    /// `convoked`, `changed`, `cancelled` or `withdrawn`.
    pub what: &'static str,
    /// To whom.
    pub given_name: String,
    /// Who holds the exam.
    pub centre: String,
    /// Where.
    pub place: String,
    /// When, microseconds UTC.
    pub starts_at: i64,
    /// Number of the exam, as it is shown.
    pub number: String,
    /// Code of the candidate, as it is shown.
    pub code: String,
    /// Their own page.
    pub link: String,
}

impl Mail for ConvocationMail {
    const NAME: &'static str = "convocation";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let of = |what| Self {
            what,
            given_name: "Zoé".into(),
            centre: "IFSI du CHU de Rennes".into(),
            place: "Salle B12, 2 rue de l’Hôtel-Dieu, 35000 Rennes".into(),
            starts_at: 1_795_334_400_000_000,
            number: "BCD FGH".into(),
            code: "KMPX 3479".into(),
            link: "https://socle.example/certification/candidature/5f0c".into(),
        };
        ["convoked", "changed", "cancelled", "withdrawn"].map(|what| (what, of(what))).to_vec()
    }
}

/// That something was decided about an exam, and where it is read; nothing of the result stands in it.
#[derive(Debug, Clone, Serialize)]
pub struct ResultMail {
    /// `published`, `changed`, `appeal-upheld` or `appeal-dismissed`.
    pub what: &'static str,
    /// To whom.
    pub given_name: String,
    /// When the exam was, microseconds UTC.
    pub at: i64,
    /// Name of the centre.
    pub centre: String,
    /// Where it is read.
    pub link: String,
}

impl Mail for ResultMail {
    const NAME: &'static str = "exam-result";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let of = |what| Self {
            what,
            given_name: "Zoé".into(),
            at: 1_795_305_600_000_000,
            centre: "IFSI du Val".into(),
            link: "https://socle.example/certification/0199c0de".into(),
        };
        ["published", "changed", "appeal-upheld", "appeal-dismissed"].map(|what| (what, of(what))).to_vec()
    }
}

/// Writes a notice to somebody for the outbox, in the language of their account.
///
/// # Errors
/// A template is broken.
pub fn notice(app: &App, locale: &str, mail: &NoticeMail, person: Uuid, recipient: &str) -> Result<NewMail> {
    letter_to(app, locale, mail, person, recipient)
}

/// Writes a mail to somebody for the outbox, in the language of their account. It goes when they go.
///
/// # Errors
/// A template is broken.
pub fn letter_to<M: Mail>(app: &App, locale: &str, mail: &M, person: Uuid, recipient: &str) -> Result<NewMail> {
    let letter = letter(app, Lang::parse(locale).unwrap_or_default(), mail, recipient)?;
    Ok(NewMail { person_id: Some(person), ..letter })
}

impl Mail for SignInMail {
    const NAME: &'static str = "sign-in";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("link", Self { link: "https://socle.example/connexion/lien/Zr8m2kQv".into(), minutes: 30 })]
    }
}

impl Mail for KeepMail {
    const NAME: &'static str = "keep";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("link", Self { link: "https://socle.example/connexion/lien/Zr8m2kQv".into(), minutes: 30 })]
    }
}

/// Writes a mail for the outbox.
///
/// # Errors
/// A template is broken.
pub fn letter<M: Mail>(app: &App, lang: Lang, mail: &M, recipient: &str) -> Result<NewMail> {
    let letter = app.renderer.mail(lang, mail).map_err(|e| Failure::Broken(e.to_string()))?;
    let now = app.clock.now();
    Ok(NewMail {
        id: app.entropy.id(now),
        person_id: None,
        recipient: recipient.to_owned(),
        subject: letter.subject,
        body_text: letter.text,
        body_html: letter.html,
        next_at: now,
        created_at: now,
    })
}

#[cfg(test)]
pub(crate) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> std::result::Result<(), RenderError> {
    render::<SignInMail>(renderer, out)?;
    render::<KeepMail>(renderer, out)?;
    render::<ReportAnswerMail>(renderer, out)?;
    render::<NoticeMail>(renderer, out)?;
    render::<RoleMail>(renderer, out)?;
    render::<InvitationMail>(renderer, out)?;
    render::<NewsMail>(renderer, out)?;
    render::<ConvocationMail>(renderer, out)?;
    render::<ResultMail>(renderer, out)?;
    render::<crate::service::campaign::CampaignMail>(renderer, out)
}

#[cfg(test)]
fn render<M: Mail>(renderer: &Renderer, out: &mut Vec<Rendered>) -> std::result::Result<(), RenderError> {
    for (sample, mail) in M::samples() {
        for lang in Lang::ALL {
            let letter = renderer.mail(lang, &mail)?;
            out.push(Rendered { template: format!("mails/{}.txt", M::NAME), sample, lang, html: format!("{}\n\n{}", letter.subject, letter.text) });
            out.push(Rendered { template: format!("mails/{}.html", M::NAME), sample, lang, html: letter.html });
        }
    }
    Ok(())
}
