//! A question of the bank while learning, between its form and its view.

use domain::item::Response;
use domain::language::Language;
use domain::refusal::Refusal;

use crate::service::learn::question::{Given, Put};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::result::corrected_item;
use crate::web::view::FieldError;
use crate::web::view::item::Question;
use crate::web::view::learn::question::LearnQuestion;
use crate::web::visit::Visit;

/// The form; after a refusal, with what was typed and what is wrong with it.
pub(in crate::web) fn asked(visit: &Visit, put: &Put, action: String, typed: Option<&Fields>, refusal: Option<Refusal>) -> Result<LearnQuestion, PageError> {
    let asked = Question {
        typed: typed.map(|fields| fields.0.clone()).unwrap_or_default(),
        errors: refusal.map(|refusal| FieldError::new("", visit.say(&format!("refusal-{}", refusal.code())))).into_iter().collect(),
        ..Question::new(put.presentation()).or_page(visit)?
    };
    Ok(LearnQuestion { action, seed: put.seed.to_string(), hidden: Vec::new(), asked, corrected: None, is_try: false, again: None })
}

/// What was right.
pub(in crate::web) fn corrected(visit: &Visit, put: &Put, given: &Given) -> LearnQuestion {
    let item = put.item();
    LearnQuestion {
        action: String::new(),
        seed: put.seed.to_string(),
        hidden: Vec::new(),
        asked: Question { content_lang: Language::of(&item.language).code(), ..Question::default() },
        corrected: Some(corrected_item(visit, item, names::short(put.domain(), visit.lang), &put.reviewed(given))),
        is_try: false,
        again: None,
    }
}

/// The order in which the form was shown; none from a form that does not say.
pub(in crate::web) fn seed_of(fields: &Fields) -> Option<i64> {
    fields.one("seed").parse().ok()
}

/// The answer of a form; none is "I don't know".
///
/// # Errors
/// Nothing was filled in, or not all of it.
pub(in crate::web) fn response_of(fields: &Fields, put: &Put) -> Result<Option<Response>, Refusal> {
    if fields.one("act") == "dont-know" { Ok(None) } else { fields.answer(&put.presentation().task).map(Some) }
}
