//! What leaves the catalogue as open data, the same for pages and the API.

use domain::catalogue::coverage::cells;
use domain::catalogue::offer::Offer;
use domain::catalogue::shelf::Entry;
use serde::Serialize;

use crate::app::App;

/// Under which licence the catalogue and its counts may be used again.
pub const LICENCE: &str = "Licence Ouverte / Open Licence 2.0 (Etalab)";

/// An offer with how sure it is.
#[derive(Debug, Clone, Serialize)]
pub struct OpenOffer {
    /// What is known of it.
    #[serde(flatten)]
    pub offer: Offer,
    /// `checked`, `to-be-checked`, `expired`: this says more than `status`.
    pub standing: &'static str,
    /// Day on which it was compared with its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<String>,
    /// Its page here.
    pub page: String,
}

impl OpenOffer {
    /// An offer as it leaves.
    pub fn of(app: &App, entry: &Entry) -> Self {
        Self {
            offer: entry.offer.clone(),
            standing: entry.standing.code(),
            checked_on: entry.checked_on.map(|day| day.to_string()),
            page: format!("{}/formations/{}", app.config.base_url, entry.offer.id),
        }
    }
}

/// Who is served, as data.
#[derive(Debug, Clone, Serialize)]
pub struct OpenCoverage {
    /// The day it holds for.
    pub date: String,
    /// How it may be used.
    pub licence: &'static str,
    /// What it is not.
    pub caveat: &'static str,
    /// One for each trade, domain and region, empty ones too.
    pub rows: Vec<OpenCell>,
}

/// What there is for a trade in a domain and a region.
#[derive(Debug, Clone, Serialize)]
pub struct OpenCell {
    /// A trade; `tous` counts what is for every trade.
    pub trade: String,
    /// A domain.
    pub domain: String,
    /// A region; `00` counts what is for the whole country or at a distance.
    pub region: String,
    /// Offers that are not over.
    pub offers: usize,
    /// With a diploma or a certification.
    pub diploma: usize,
    /// With known credits.
    pub ects: usize,
    /// With known hours.
    pub hours: usize,
    /// About digital health.
    pub specific: usize,
    /// Mandatory for somebody.
    pub mandatory: usize,
}

/// Who is served today.
pub fn open_coverage(app: &App) -> OpenCoverage {
    let shelf = app.shelf();
    let row = |cell: domain::catalogue::coverage::Cell| OpenCell {
        trade: cell.trade,
        domain: cell.domain,
        region: cell.region,
        offers: cell.count.offers,
        diploma: cell.count.diploma,
        ects: cell.count.ects,
        hours: cell.count.hours,
        specific: cell.count.specific,
        mandatory: cell.count.mandatory,
    };
    OpenCoverage {
        date: shelf.today().to_string(),
        licence: LICENCE,
        caveat: "Ce que le catalogue connaît n'est pas tout ce qui existe. Une formation est comptée pour chaque métier et chaque domaine qu'elle nomme.",
        rows: cells(&shelf).into_iter().map(row).collect(),
    }
}
