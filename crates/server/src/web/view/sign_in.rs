//! Coming back: by a link sent to one's address, or by a password.

use serde::Serialize;

use super::{FieldError, Page};

/// `GET /connexion`
#[derive(Debug, Clone, Serialize)]
pub struct SignInPage {
    /// Where to go afterwards.
    pub back: String,
    /// Address typed.
    pub typed_email: String,
    /// Opens the part with the password.
    pub with_password: bool,
    /// Fields: `email`, `password`; empty for both.
    pub errors: Vec<FieldError>,
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "pages/sign-in.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { back: "/compte".into(), typed_email: String::new(), with_password: false, errors: Vec::new() };
        let wrong = Self {
            typed_email: "camille.roux@ehpad-tilleuls.example".into(),
            with_password: true,
            errors: vec![FieldError::new("password", "L'adresse et le mot de passe ne vont pas ensemble. Réessayez, ou recevez un lien par e-mail.")],
            ..empty.clone()
        };
        let bad = Self {
            typed_email: "camille".into(),
            errors: vec![FieldError::new("email", "« camille » n'est pas une adresse e-mail complète.")],
            ..empty.clone()
        };
        vec![("empty", empty), ("wrong", wrong), ("bad", bad)]
    }
}

/// `GET /connexion/envoye`: the same whether or not the address is known.
#[derive(Debug, Clone, Serialize)]
pub struct SentPage {
    /// Address typed.
    pub email: String,
    /// For how long the link works.
    pub minutes: u32,
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "pages/sign-in-sent.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("sent", Self { email: "camille.roux@ehpad-tilleuls.example".into(), minutes: 30 })]
    }
}

/// `GET /connexion/lien/{token}` and `GET /appareil/{token}`: a button, so that a mail scanner that opens the link does
/// not use it up.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmPage {
    /// Where the button posts to.
    pub action: String,
    /// What it does.
    pub purpose: LinkPurpose,
    /// Address of the account it opens, where it has one.
    pub email: Option<String>,
    /// Whether what was done here without an account goes into that account.
    pub joins: bool,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// Sign in.
    SignIn,
    /// Keep a result under this address.
    Keep,
    /// Go on, on this device.
    Device,
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "pages/sign-in-confirm.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let sign_in = Self {
            action: "/connexion/lien/Zr8m2kQv".into(),
            purpose: LinkPurpose::SignIn,
            email: Some("camille.roux@ehpad-tilleuls.example".into()),
            joins: false,
        };
        vec![
            ("sign-in", sign_in.clone()),
            ("keep", Self { purpose: LinkPurpose::Keep, ..sign_in.clone() }),
            ("device", Self { purpose: LinkPurpose::Device, email: None, ..sign_in.clone() }),
            ("joins", Self { joins: true, ..sign_in }),
        ]
    }
}

/// A link that was used, or is too old.
#[derive(Debug, Clone, Serialize)]
pub struct ExpiredPage {}

impl Page for ExpiredPage {
    const TEMPLATE: &'static str = "pages/sign-in-expired.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("expired", Self {})]
    }
}
