//! The mail about a campaign.

use serde::Serialize;

use crate::render::Mail;

/// A mail about a campaign: that it is open, still open, about to end.
#[derive(Debug, Clone, Serialize)]
pub struct CampaignMail {
    /// `invitation`, `reminder` or `last`.
    pub what: &'static str,
    /// To whom.
    pub given_name: String,
    /// Who offers it.
    pub organisation: String,
    /// What it is called.
    pub title: String,
    /// Whether nobody is asked who they are.
    pub is_anonymous: bool,
    /// Until when, microseconds UTC.
    pub closes_at: Option<i64>,
    /// Where it begins.
    pub link: String,
    /// Where one says that one wants no such mails.
    pub stop: String,
}

impl Mail for CampaignMail {
    const NAME: &'static str = "campaign";

    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)> {
        let of = |what, is_anonymous, closes_at| Self {
            what,
            given_name: "Zoé".into(),
            organisation: "EHPAD Les Tilleuls".into(),
            title: "Accueil des nouveaux arrivants".into(),
            is_anonymous,
            closes_at,
            link: "https://socle.example/rejoindre/lien/Zr8m2kQv".into(),
            stop: "https://socle.example/rejoindre/lien/Zr8m2kQv/mails".into(),
        };
        let end = Some(1_795_305_600_000_000);
        vec![("invitation", of("invitation", false, end)), ("reminder", of("reminder", true, None)), ("last", of("last", false, end))]
    }
}
