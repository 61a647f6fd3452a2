//! The mails: a link, and why it came; and how one becomes a row of the outbox.

use serde::Serialize;

use store::mails::NewMail;

use crate::app::App;
use crate::render::{Lang, Mail};
#[cfg(test)]
use crate::render::{RenderError, Renderer};
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
    render::<KeepMail>(renderer, out)
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
