//! Pages of the catalogue.

pub mod card;
pub mod compare;
pub mod coverage;
pub mod desk;
pub mod funding;
pub mod list;
pub mod offer;
pub mod ratings;

#[cfg(test)]
use super::{Rendered, render};
#[cfg(test)]
use crate::render::{RenderError, Renderer};

/// Renders the samples of every page of this folder.
#[cfg(test)]
pub(super) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<list::ListPage>(renderer, out)?;
    render::<offer::OfferPage>(renderer, out)?;
    render::<compare::ComparePage>(renderer, out)?;
    render::<funding::FundingPage>(renderer, out)?;
    render::<funding::ContactsPage>(renderer, out)?;
    render::<coverage::CoveragePage>(renderer, out)?;
    render::<ratings::RatePage>(renderer, out)?;
    render::<ratings::ReportRatingPage>(renderer, out)?;
    render::<desk::OfferFormPage>(renderer, out)?;
    render::<desk::ProposalsPage>(renderer, out)?;
    render::<desk::ProposalPage>(renderer, out)?;
    render::<desk::QueuePage>(renderer, out)?;
    render::<desk::OffersPage>(renderer, out)?;
    render::<desk::CasePage>(renderer, out)?;
    render::<desk::SignalPage>(renderer, out)?;
    render::<desk::RatingsPage>(renderer, out)?;
    render::<desk::ListsPage>(renderer, out)?;
    render::<desk::ListPage>(renderer, out)?;
    Ok(())
}
