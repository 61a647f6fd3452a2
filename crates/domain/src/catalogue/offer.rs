//! A training offer: what is known of it, and nothing that is not.

use serde::{Deserialize, Serialize};

use crate::item::Source;
use crate::words::words;

/// The region that stands for the whole country.
pub const COUNTRY: &str = "00";
/// The trade that stands for all.
pub const EVERYBODY: &str = "tous";

words! {
    /// Who gives it.
    OrganisationKind {
        /// A university or a school of higher education.
        University => "university",
        /// A public body.
        PublicBody => "public-body",
        /// An association.
        Association => "association",
        /// A hospital or another place of care.
        Hospital => "hospital",
        /// A company.
        Company => "company",
        /// Anybody else.
        Other => "other",
    }

    /// What one holds at its end.
    Diploma {
        /// No diploma.
        None => "none",
        /// Diplôme d'université.
        Du => "du",
        /// Diplôme interuniversitaire.
        Diu => "diu",
        /// Licence professionnelle.
        LicencePro => "licence-pro",
        /// Master, or an engineer's degree.
        Master => "master",
        /// A certification of the national registers, or of a body.
        Certification => "certification",
        /// An Open Badge.
        OpenBadge => "open-badge",
    }

    /// Where it is followed.
    Modality {
        /// From anywhere.
        Online => "online",
        /// In a room.
        Classroom => "classroom",
        /// Both.
        Mixed => "mixed",
    }

    /// When it is followed.
    Pace {
        /// Whenever one likes.
        Selfpaced => "self",
        /// On its days.
        Dated => "dated",
    }

    /// Who may pay for it.
    Funding {
        /// It costs nothing.
        Free => "free",
        /// Développement professionnel continu, through the ANDPC.
        Dpc => "dpc",
        /// The ANFH, for the public hospital service.
        Anfh => "anfh",
        /// An OPCO, for employees of the private sector.
        Opco => "opco",
        /// The compte personnel de formation.
        Cpf => "cpf",
        /// It is a part of a university's course.
        University => "university",
    }

    /// What it is about.
    Scope {
        /// General computing.
        Generic => "generic",
        /// Digital health.
        Specific => "specific",
    }

    /// How sure it is.
    Status {
        /// Read in a public source, not confirmed by anybody.
        ToBeChecked => "to-be-checked",
        /// Compared with its source by the referencing team, on the day it says.
        Checked => "checked",
    }
}

/// A training offer. What its source does not say is absent, never guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Its name in addresses: small letters, digits and hyphens.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who gives it.
    pub organisation: String,
    /// What they are.
    pub organisation_kind: OrganisationKind,
    /// Their SIRET number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siret: Option<String>,
    /// Their number as a training body (NDA).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nda: Option<String>,
    /// Whether they are certified Qualiopi.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualiopi: Option<bool>,
    /// Number of the action at the ANDPC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpc_number: Option<String>,
    /// What one holds at its end.
    pub diploma: Diploma,
    /// Credits, in ECTS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ects: Option<f64>,
    /// Hours of training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
    /// Where it is followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// When it is followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    /// Town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Code of the region, `00` for the whole country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Price in euros, 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// Who may pay for it.
    pub funding: Vec<Funding>,
    /// Trades it is for, or `tous`.
    pub trades: Vec<String>,
    /// Whether students may follow it.
    pub students: bool,
    /// Slugs of the domains that it covers.
    pub domains: Vec<String>,
    /// Codes of the objectives that it covers, where that is known.
    pub objectives: Vec<String>,
    /// General computing, or digital health.
    pub scope: Scope,
    /// Trades for which a text makes it mandatory.
    pub mandatory_for: Vec<String>,
    /// Its first day or month, `YYYY-MM-DD` or `YYYY-MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    /// Its last day or month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// `fr` or `en`.
    pub language: String,
    /// What it says of its accessibility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessibility: Option<String>,
    /// Its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// One or two sentences, ours.
    pub summary: String,
    /// How sure it is.
    pub status: Status,
    /// Where it was read.
    pub source: Source,
}

impl Offer {
    /// Whether it is for somebody of this trade.
    pub fn is_for(&self, trade: &str) -> bool {
        self.trades.iter().any(|t| t == trade || t == EVERYBODY)
    }

    /// Its own page, or the page where it was read.
    pub fn link(&self) -> Option<&str> {
        self.url.as_deref().or(self.source.url.as_deref())
    }
}
