//! What one keeps: results, address, password, devices; and how to take it away or erase it.

use serde::Serialize;

use super::{FieldError, Level, Page, SAMPLE_NOW};

/// `GET /compte`
#[derive(Debug, Clone, Serialize)]
pub struct AccountPage {
    /// Positionings, latest first, one page of them.
    pub sessions: Vec<AccountSession>,
    /// Address of the page of later ones.
    pub newer: Option<String>,
    /// Address of the page of earlier ones.
    pub older: Option<String>,
    /// Address kept, if any.
    pub email: Option<String>,
    /// An address that waits for its link to be followed.
    pub email_pending: Option<String>,
    /// True when a password is set.
    pub has_password: bool,
    /// Devices signed in, this one first.
    pub devices: Vec<Device>,
    /// Trade, in words.
    pub trade: Option<String>,
    /// Setting, in words.
    pub setting: Option<String>,
    /// Region, in words.
    pub region: Option<String>,
    /// Whether mails of the workshop are wanted; `None` for whoever has nothing to do with it.
    pub workshop_mails: Option<bool>,
    /// Address typed, after a refusal.
    pub typed_email: String,
    /// Fields: `email`, `current`, `password`.
    pub errors: Vec<FieldError>,
}

/// A positioning in the list.
#[derive(Debug, Clone, Serialize)]
pub struct AccountSession {
    /// Identifier.
    pub id: String,
    /// When it began.
    pub started_at: i64,
    /// When it ended; `None` while under way.
    pub finished_at: Option<i64>,
    /// Questions answered.
    pub answered: u32,
    /// Level per domain, in the order of the framework; empty while under way.
    pub levels: Vec<DomainLevel>,
}

/// Level in a domain.
#[derive(Debug, Clone, Serialize)]
pub struct DomainLevel {
    /// Short name.
    pub name: String,
    /// Level.
    pub level: Level,
}

/// A device signed in.
#[derive(Debug, Clone, Serialize)]
pub struct Device {
    /// Identifier, for `/compte/appareils/{id}/deconnecter`.
    pub id: String,
    /// "Firefox, Android", as the browser says it.
    pub name: String,
    /// Last seen.
    pub seen_at: i64,
    /// True for the one in use.
    pub current: bool,
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "pages/account.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            sessions: Vec::new(),
            newer: None,
            older: None,
            email: None,
            email_pending: None,
            has_password: false,
            devices: vec![Device { id: "d1".into(), name: "Firefox, Android".into(), seen_at: SAMPLE_NOW, current: true }],
            trade: None,
            setting: None,
            region: None,
            workshop_mails: None,
            typed_email: String::new(),
            errors: Vec::new(),
        };
        let levels = ["Données de santé", "Cybersécurité", "Communication", "Outils numériques", "Télésanté"]
            .into_iter()
            .zip([Level::Avance, Level::Decouverte, Level::Socle, Level::Socle, Level::Expert])
            .map(|(name, level)| DomainLevel { name: name.into(), level })
            .collect();
        let done = AccountSession {
            id: "0199beef".into(),
            started_at: SAMPLE_NOW - 2_600_000_000_000,
            finished_at: Some(SAMPLE_NOW - 2_598_000_000_000),
            answered: 22,
            levels,
        };
        let full = Self {
            sessions: vec![
                AccountSession { id: "0199c0de".into(), started_at: SAMPLE_NOW, finished_at: None, answered: 7, levels: Vec::new() },
                done.clone(),
                AccountSession { id: "0199cafe".into(), answered: 19, ..done },
            ],
            older: Some("/compte?avant=0199cafe".into()),
            newer: Some("/compte".into()),
            email: Some("camille.roux@ehpad-tilleuls.example".into()),
            has_password: true,
            devices: vec![
                Device { id: "d1".into(), name: "Firefox, Android".into(), seen_at: SAMPLE_NOW, current: true },
                Device { id: "d2".into(), name: "Chrome, Windows".into(), seen_at: SAMPLE_NOW - 200_000_000_000, current: false },
            ],
            trade: Some("Infirmier, infirmière".into()),
            setting: Some("EHPAD ou résidence pour personnes âgées".into()),
            region: Some("Bretagne".into()),
            workshop_mails: Some(true),
            ..empty.clone()
        };
        let errors = vec![
            FieldError::new("email", "« camille » n'est pas une adresse e-mail complète."),
            FieldError::new("password", "Ce mot de passe est trop court. Prenez au moins douze caractères."),
        ];
        let refused =
            Self { email_pending: Some("c.roux@boite.example".into()), typed_email: "camille".into(), errors, workshop_mails: Some(false), ..full.clone() };
        vec![("anonymous", empty), ("full", full), ("refused", refused)]
    }
}

/// `GET /compte/effacer`
#[derive(Debug, Clone, Serialize)]
pub struct ErasePage {
    /// Positionings that will go.
    pub sessions: u32,
    /// Links that will stop.
    pub shares: u32,
    /// What is wrong: field `word`.
    pub errors: Vec<FieldError>,
}

impl Page for ErasePage {
    const TEMPLATE: &'static str = "pages/erase.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let error = FieldError::new("word", "Le mot ne correspond pas. Écrivez EFFACER, en majuscules ou en minuscules.");
        vec![("some", Self { sessions: 3, shares: 1, errors: Vec::new() }), ("refused", Self { sessions: 1, shares: 0, errors: vec![error] })]
    }
}

/// `GET /compte/autre-appareil`
#[derive(Debug, Clone, Serialize)]
pub struct OtherDevicePage {
    /// The link, once it is made; `None` offers to make it (POST to the same address).
    pub link: Option<String>,
    /// The same as a QR code: a whole `<svg>` element, made by us.
    pub qr_svg: String,
    /// Until when it works.
    pub expires_at: i64,
}

impl Page for OtherDevicePage {
    const TEMPLATE: &'static str = "pages/other-device.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let dots = (0..441_u32).filter(|i| (i * i + i / 21 * 7) % 5 < 2).fold(String::new(), |dots, i| dots + &format!("M{} {}h1v1h-1z", i % 21, i / 21));
        vec![
            ("offer", Self { link: None, qr_svg: String::new(), expires_at: 0 }),
            (
                "made",
                Self {
                    link: Some("https://socle.example/appareil/Zr8m2kQvT4uYxA1c9LwE0pHs".into()),
                    qr_svg: format!("<svg viewBox=\"0 0 21 21\" shape-rendering=\"crispEdges\"><path fill=\"#000\" d=\"{dots}\"/></svg>"),
                    expires_at: SAMPLE_NOW + 1_800_000_000,
                },
            ),
        ]
    }
}
