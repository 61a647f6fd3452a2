//! The mails: a link, and why it came; and how one becomes a row of the outbox.

use domain::glossary::{Glossary, Term};
use minijinja::HtmlEscape;
use serde::Serialize;
use store::mails::NewMail;
use uuid::Uuid;

use crate::app::App;
use crate::render::{Lang, Letter, Mail, Texts};
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::service::workshop::Change;
use crate::service::{Failure, Result};
#[cfg(test)]
use crate::web::view::Rendered;

/// Where a page of a mail tells its acronyms.
const TERMS: &str = "<!-- terms -->";

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

/// What became of an offer that an organisation proposed, or that its check ends soon.
#[derive(Debug, Clone, Serialize)]
pub struct OfferMail {
    /// `checked`, `sent-back`, `refused`, `withdrawn`, `reopened` or `ending`.
    pub what: &'static str,
    /// Its title.
    pub title: String,
    /// What the team says of it; may be empty.
    pub note: String,
    /// Until when a check holds, microseconds UTC.
    pub until: Option<i64>,
    /// Where the organisation finds it.
    pub link: String,
}

impl Mail for OfferMail {
    const NAME: &'static str = "offer";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let of = |what, note: &str, until| Self {
            what,
            title: "DU Santé numérique".into(),
            note: note.into(),
            until,
            link: "https://socle.example/pilotage/0199c0de/formations/0199c0df".into(),
        };
        let until = Some(1_795_305_600_000_000);
        vec![
            ("checked", of("checked", "", until)),
            ("sent-back", of("sent-back", "Le prix de la page est 1 700 €.", None)),
            ("refused", of("refused", "Cette formation ne concerne pas le numérique.", None)),
            ("withdrawn", of("withdrawn", "La page dit que la formation est supprimée.", None)),
            ("reopened", of("reopened", "", None)),
            ("ending", of("ending", "", until)),
        ]
    }
}

/// Writes a mail for the outbox.
///
/// # Errors
/// A template is broken.
pub fn letter<M: Mail>(app: &App, lang: Lang, mail: &M, recipient: &str) -> Result<NewMail> {
    let letter = app.renderer.mail(lang, mail).map_err(|e| Failure::Broken(e.to_string()))?;
    let letter = explained(letter, app.glossary(lang), app.renderer.texts(), lang);
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

/// A letter with its acronyms told at its foot. Not where they stand: they are often in a name that somebody gave, or in their words.
fn explained(letter: Letter, glossary: &Glossary, texts: &Texts, lang: Lang) -> Letter {
    let told = lines(glossary.unexplained(&letter.text), texts, lang);
    if told.is_empty() {
        return letter;
    }
    let heading = texts.text(lang, "terms-told", &[]);
    let marked: Vec<String> = told.iter().map(|line| HtmlEscape(line).to_string()).collect();
    let part = format!("<p style=\"font-size:14px\"><b>{}</b><br>{}</p>", HtmlEscape(&heading), marked.join("<br>"));
    Letter { text: format!("{}\n\n{heading}\n{}\n", letter.text.trim_end(), told.join("\n")), html: letter.html.replace(TERMS, &part), ..letter }
}

/// Acronyms with what each stands for, a line each.
pub(crate) fn lines(terms: Vec<&Term>, texts: &Texts, lang: Lang) -> Vec<String> {
    terms.into_iter().map(|term| texts.text(lang, "terms-line", &[("short", term.short.as_str().into()), ("long", term.long.as_str().into())])).collect()
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
    render::<OfferMail>(renderer, out)?;
    render::<crate::service::learn::reminders::ReminderMail>(renderer, out)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_tells_its_acronyms_at_its_foot_and_leaves_names_as_they_were_given() {
        let term = |short: &str, long: &str| Term { short: short.into(), long: long.into(), ..Term::default() };
        let glossary = Glossary::new(vec![term("EHPAD", "Établissement <d’hébergement>"), term("INS", "Identité nationale de santé")]);
        let texts = Texts::new().expect("the words");
        let of = |text: &str| Letter { subject: "EHPAD".into(), text: text.into(), html: format!("<p>x</p>{TERMS}") };
        let letter = explained(of("L’EHPAD Les Tilleuls vous invite.\n\nSocle\n"), &glossary, &texts, Lang::Fr);
        let plain = letter.text.replace('\u{202f}', " ").replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(plain, "L’EHPAD Les Tilleuls vous invite.\n\nSocle\n\nSigles\nEHPAD : Établissement <d’hébergement>\n");
        assert!(letter.html.contains("&lt;d’hébergement&gt;") && !letter.html.contains("terms"), "{}", letter.html);
        let bare = of("Rien à expliquer.");
        assert_eq!(explained(of("Rien à expliquer."), &glossary, &texts, Lang::Fr).text, bare.text);
    }
}
