//! The two mails: a link, and why it came.

use serde::Serialize;

use crate::render::Mail;
#[cfg(test)]
use crate::render::{Lang, RenderError, Renderer};
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

#[cfg(test)]
pub(crate) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<SignInMail>(renderer, out)?;
    render::<KeepMail>(renderer, out)
}

#[cfg(test)]
fn render<M: Mail>(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    for (sample, mail) in M::samples() {
        for lang in Lang::ALL {
            let letter = renderer.mail(lang, &mail)?;
            out.push(Rendered { template: format!("mails/{}.txt", M::NAME), sample, lang, html: format!("{}\n\n{}", letter.subject, letter.text) });
            out.push(Rendered { template: format!("mails/{}.html", M::NAME), sample, lang, html: letter.html });
        }
    }
    Ok(())
}
