//! Pages of learning.

pub mod claim;
pub mod glossary;
pub mod growth;
pub mod module;
pub mod modules;
pub mod offline;
pub mod path;
pub mod practice;
pub mod prose;
pub mod question;
pub mod reminders;
pub mod step;
pub mod video;

#[cfg(test)]
use super::{Rendered, render};
#[cfg(test)]
use crate::render::{RenderError, Renderer};

/// Renders the samples of every page of this folder.
#[cfg(test)]
pub(super) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<glossary::GlossaryPage>(renderer, out)?;
    render::<path::PathPage>(renderer, out)?;
    render::<modules::ModulesPage>(renderer, out)?;
    render::<modules::AudiencePage>(renderer, out)?;
    render::<module::ModulePage>(renderer, out)?;
    render::<module::ModuleEndPage>(renderer, out)?;
    render::<module::ModulePrintPage>(renderer, out)?;
    render::<step::StepPage>(renderer, out)?;
    render::<practice::PracticePage>(renderer, out)?;
    render::<practice::RoundPage>(renderer, out)?;
    render::<practice::RoundEndPage>(renderer, out)?;
    render::<claim::ClaimPage>(renderer, out)?;
    render::<reminders::RemindersPage>(renderer, out)?;
    render::<reminders::StopPage>(renderer, out)?;
    render::<growth::GrowthPage>(renderer, out)?;
    render::<offline::KeptPage>(renderer, out)?;
    Ok(())
}
