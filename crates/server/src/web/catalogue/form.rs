//! The form of an offer: its fields are the columns of a list, so that a form, a file and an export say the same.

use std::collections::BTreeMap;

use domain::catalogue::check::Fault;
use domain::catalogue::columns::{Cells, Column, cell};
use domain::catalogue::offer::{COUNTRY, Diploma, EVERYBODY, Funding, Modality, Offer, OrganisationKind, Pace, Scope};

use crate::render::Lang;
use crate::web::form::Fields;
use crate::web::view::FieldError;
use crate::web::view::catalogue::desk::{Choice, OfferForm};
use crate::web::visit::Visit;

/// What was typed, by column.
pub(super) fn typed(fields: &Fields) -> Cells {
    let filled = |column: &Column| {
        let values = fields.0.get(column.code())?;
        let text = values.iter().map(String::as_str).filter(|value| !value.trim().is_empty()).collect::<Vec<_>>().join(", ");
        Some((*column, text)).filter(|(_, text)| !text.is_empty())
    };
    Column::ALL.iter().filter(|column| !matches!(column, Column::Id | Column::Status)).filter_map(filled).collect()
}

/// What the form of an offer holds.
pub(super) fn cells_of(offer: &Offer) -> Cells {
    let word = |column: Column| match column {
        Column::OrganisationKind => offer.organisation_kind.code().to_owned(),
        Column::Diploma => offer.diploma.code().to_owned(),
        Column::Modality => offer.modality.map(Modality::code).unwrap_or_default().to_owned(),
        Column::Pace => offer.pace.map(Pace::code).unwrap_or_default().to_owned(),
        Column::Scope => offer.scope.code().to_owned(),
        Column::Funding => offer.funding.iter().map(|one| one.code()).collect::<Vec<_>>().join(", "),
        other => cell(offer, other),
    };
    Column::ALL.iter().map(|column| (*column, word(*column))).collect()
}

/// The form with what was typed.
pub(super) fn form(visit: &Visit, cells: &Cells) -> OfferForm {
    let cell = |column: Column| cells.get(&column).map_or("", String::as_str);
    let chosen = |column: Column| cell(column).split(',').map(str::trim).collect::<Vec<_>>();
    let words = |column: Column, list: Vec<&'static str>| {
        let chosen = chosen(column);
        list.into_iter().map(|value| Choice { value: value.to_owned(), name: String::new(), is_chosen: chosen.contains(&value) }).collect::<Vec<_>>()
    };
    let named = |column: Column, first: Option<&str>, list: Vec<(String, String)>| {
        let chosen = chosen(column);
        let all = first.map(|value| (value.to_owned(), String::new())).into_iter().chain(list);
        all.map(|(value, name)| Choice { is_chosen: chosen.contains(&value.as_str()), value, name }).collect::<Vec<_>>()
    };
    let people = &visit.app.people;
    let of = |list: &[formats::content::Named]| {
        list.iter()
            .map(|one| (one.id.clone(), if visit.lang == Lang::En { one.english.clone() } else { None }.unwrap_or_else(|| one.name.clone())))
            .collect::<Vec<_>>()
    };
    let edition = visit.app.editions.current();
    let domains =
        edition.edition.framework.domains.iter().map(|d| (d.slug.clone(), if visit.lang == Lang::En { d.english.clone() } else { d.short.clone() })).collect();
    let choices = BTreeMap::from([
        ("organisation_kind", words(Column::OrganisationKind, OrganisationKind::ALL.iter().map(|one| one.code()).collect())),
        ("diploma", words(Column::Diploma, Diploma::ALL.iter().map(|one| one.code()).collect())),
        ("modality", words(Column::Modality, Modality::ALL.iter().map(|one| one.code()).collect())),
        ("pace", words(Column::Pace, Pace::ALL.iter().map(|one| one.code()).collect())),
        ("scope", words(Column::Scope, Scope::ALL.iter().map(|one| one.code()).collect())),
        ("funding", words(Column::Funding, Funding::ALL.iter().map(|one| one.code()).collect())),
        ("language", words(Column::Language, vec!["fr", "en"])),
        ("trades", named(Column::Trades, Some(EVERYBODY), of(&people.trades))),
        ("mandatory_for", named(Column::MandatoryFor, None, of(&people.trades))),
        ("domains", named(Column::Domains, None, domains)),
        ("region", named(Column::Region, Some(COUNTRY), of(&people.regions))),
    ]);
    OfferForm { values: Column::ALL.iter().map(|column| (column.code(), cell(*column).to_owned())).collect(), choices }
}

/// The sentence of a fault.
pub(super) fn sentence(visit: &Visit, code: &str, detail: &str) -> String {
    visit.say_with(&format!("check-{code}"), &[("detail", detail.into())])
}

/// Faults as errors of the form's fields.
pub(super) fn errors(visit: &Visit, faults: &[Fault]) -> Vec<FieldError> {
    faults.iter().map(|fault| FieldError::new(fault.column.code(), sentence(visit, fault.code, &fault.detail))).collect()
}
