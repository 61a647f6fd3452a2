//! The kit: mails to send, posters to hang up, a guide to hand over.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::SAMPLE_NOW;
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/{organisation}/kit`
#[derive(Debug, Clone, Serialize)]
pub struct KitPage {
    /// What stands around.
    pub frame: Frame,
    /// Campaigns that run, to choose from.
    pub campaigns: Vec<KitCampaign>,
    /// The one that mails and posters speak of; without one they speak of the page where one types a code.
    pub chosen: Option<KitCampaign>,
    /// The mails, written.
    pub mails: Vec<KitMail>,
}

/// A campaign to tell people of.
#[derive(Debug, Clone, Serialize)]
pub struct KitCampaign {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its code.
    pub code: String,
    /// When it ends, microseconds UTC.
    pub ends_at: Option<i64>,
}

/// A mail to send.
#[derive(Debug, Clone, Serialize)]
pub struct KitMail {
    /// The texts `kit-mail-…` name it.
    pub name: &'static str,
    /// Its subject.
    pub subject: String,
    /// Its body, whose lines end where they stand.
    pub body: String,
}

/// `GET /pilotage/{organisation}/kit/affiche`: a sheet of paper.
#[derive(Debug, Clone, Serialize)]
pub struct PosterPage {
    /// What stands around on the screen.
    pub frame: Frame,
    /// The campaign; without one, the page where one types a code.
    pub campaign: Option<KitCampaign>,
    /// The address, as people type it.
    pub address: String,
    /// The same as a QR code.
    pub qr_svg: String,
}

/// `GET /pilotage/{organisation}/kit/guide`: two sheets of paper.
#[derive(Debug, Clone, Serialize)]
pub struct GuidePage {
    /// What stands around on the screen.
    pub frame: Frame,
}

fn sample_campaign() -> KitCampaign {
    KitCampaign { id: "0199c0de".into(), title: "Étudiants de deuxième année".into(), code: "BCDF-GHJK".into(), ends_at: Some(SAMPLE_NOW) }
}

impl Page for KitPage {
    const TEMPLATE: &'static str = "pages/steer/kit.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let mails = ["announce", "remind", "thank", "team"].map(|name| KitMail {
            name,
            subject: "Où en êtes-vous avec le numérique en santé ?".into(),
            body: "Bonjour,\n\nVingt minutes suffisent.\n\nhttps://socle.example/campagne/BCDF-GHJK".into(),
        });
        let full = Self { frame: sample_frame("kit"), campaigns: vec![sample_campaign()], chosen: Some(sample_campaign()), mails: mails.into() };
        let none = Self { campaigns: Vec::new(), chosen: None, ..full.clone() };
        vec![("full", full), ("none", none)]
    }
}

impl Page for PosterPage {
    const TEMPLATE: &'static str = "pages/steer/poster.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let qr_svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 21 21\"><path d=\"M0 0h7v7H0z\"/></svg>".to_owned();
        let campaign = Self { frame: sample_frame("kit"), campaign: Some(sample_campaign()), address: "socle.example/rejoindre".into(), qr_svg };
        let undated = Self { campaign: Some(KitCampaign { ends_at: None, ..sample_campaign() }), ..campaign.clone() };
        vec![("campaign", campaign.clone()), ("undated", undated), ("any", Self { campaign: None, ..campaign })]
    }
}

impl Page for GuidePage {
    const TEMPLATE: &'static str = "pages/steer/guide.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("guide", Self { frame: sample_frame("kit") })]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<KitPage>(renderer, out)?;
    render::<PosterPage>(renderer, out)?;
    render::<GuidePage>(renderer, out)
}
