//! From the rules' words to the views': levels, standings, names in the visitor's language.

use domain::framework::{Domain, Framework, Standing as Wording};
use domain::profile as rules;
use formats::content::Named;

use super::view::{Certainty, Level, Status, result as view};
use crate::render::Lang;
use crate::service::assess::Standing;

pub(super) fn level(level: rules::Level) -> Level {
    match level {
        rules::Level::Decouverte => Level::Decouverte,
        rules::Level::Socle => Level::Socle,
        rules::Level::Avance => Level::Avance,
        rules::Level::Expert => Level::Expert,
    }
}

pub(super) fn status(standing: Wording) -> Status {
    match standing {
        Wording::Official => Status::Official,
        Wording::Secondary => Status::Secondary,
        Wording::Working => Status::Working,
    }
}

pub(super) fn evidence(evidence: rules::Evidence) -> view::Evidence {
    match evidence {
        rules::Evidence::Held => view::Evidence::Held,
        rules::Evidence::NotHeld => view::Evidence::NotHeld,
        rules::Evidence::NotEnough => view::Evidence::NotEnough,
    }
}

pub(super) fn step_kind(kind: rules::StepKind) -> view::StepKind {
    match kind {
        rules::StepKind::BuildBase => view::StepKind::BuildBase,
        rules::StepKind::Consolidate => view::StepKind::Consolidate,
        rules::StepKind::Confirm => view::StepKind::Confirm,
        rules::StepKind::PassOn => view::StepKind::PassOn,
        rules::StepKind::Stretch => view::StepKind::Stretch,
    }
}

/// Short name of a domain.
pub(crate) fn short(domain: &Domain, lang: Lang) -> String {
    match lang {
        Lang::Fr => domain.short.clone(),
        Lang::En => domain.english.clone(),
    }
}

/// How sure we are, per domain that is assessed.
pub(super) fn certainty(framework: &Framework, standing: &Standing, lang: Lang) -> Vec<Certainty> {
    let domains = framework.domains.iter().zip(&standing.certainty).zip(&standing.assessed).filter(|(_, is_assessed)| **is_assessed);
    domains.map(|((d, share), _)| Certainty { slug: d.slug.clone(), name: short(d, lang), share: *share }).collect()
}

/// Name of a trade, a setting or a region.
pub(super) fn named(entry: &Named, lang: Lang) -> String {
    match (lang, &entry.english) {
        (Lang::En, Some(english)) => english.clone(),
        _ => entry.name.clone(),
    }
}

/// Minutes of activity, from microseconds; a minute that was begun counts.
pub(crate) fn minutes(active: i64) -> u32 {
    u32::try_from(active.max(0).div_euclid(60_000_000) + i64::from(active.rem_euclid(60_000_000) > 0)).unwrap_or(u32::MAX)
}
