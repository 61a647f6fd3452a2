//! Forms: read whole, kept as typed, and turned into an answer of the question they belong to.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::item::{MailAction, Response as Answer, Task};
use domain::refusal::Refusal;
use std::sync::Arc;

use super::guard::refused;
use crate::app::App;
use crate::http::language;

/// The fields of a form, each with all its values, in the order they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(pub(super) BTreeMap<String, Vec<String>>);

impl Fields {
    /// The first value of a field; empty when it did not come.
    pub(super) fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|v| v.first()).map_or("", String::as_str)
    }

    /// Fields `prefix-{id}` that are filled, by id.
    fn named(&self, prefix: &str) -> BTreeMap<String, String> {
        self.0
            .iter()
            .filter_map(|(name, values)| Some((name.strip_prefix(prefix)?.to_owned(), values.first().filter(|v| !v.trim().is_empty())?.clone())))
            .collect()
    }

    /// The answer that the form holds, in the one format of answers.
    ///
    /// # Errors
    /// Nothing was filled in, or not all of it.
    pub(super) fn answer(&self, task: &Task) -> Result<Answer, Refusal> {
        let some = |map: BTreeMap<String, String>| if map.is_empty() { Err(Refusal::ResponseMissing) } else { Ok(map) };
        let all = |name: &str| self.0.get(name).cloned().unwrap_or_default();
        Ok(match task {
            Task::SingleChoice { .. } => Answer::SingleChoice { choice: self.one("choice").to_owned() },
            Task::MultipleChoice { .. } => Answer::MultipleChoice { choices: all("choices") },
            Task::Ordering { steps } => {
                let positions = some(self.named("position-"))?;
                let mut order: Vec<(usize, String)> = Vec::new();
                for (id, position) in positions {
                    order.push((position.parse().map_err(|_| Refusal::ResponseUnknownOption)?, id));
                }
                order.sort();
                let distinct = order.windows(2).all(|pair| pair[0].0 != pair[1].0);
                if order.len() != steps.len() || !distinct {
                    return Err(Refusal::ResponseIncomplete);
                }
                Answer::Ordering { order: order.into_iter().map(|(_, id)| id).collect() }
            }
            Task::Matching { .. } => Answer::Matching { pairs: some(self.named("pair-"))? },
            Task::Categorise { .. } => Answer::Categorise { places: some(self.named("place-"))? },
            Task::Gaps { .. } => Answer::Gaps { gaps: some(self.named("gap-"))? },
            Task::ShortAnswer { .. } => Answer::ShortAnswer { text: self.one("text").to_owned() },
            Task::Number { .. } => Answer::Number { value: self.one("value").to_owned(), unit: Some(self.one("unit").to_owned()).filter(|u| !u.is_empty()) },
            Task::HotText { .. } => Answer::HotText { spots: all("spots") },
            Task::Mailbox { .. } => {
                let mut actions = BTreeMap::new();
                for (id, action) in some(self.named("action-"))? {
                    let action = match action.as_str() {
                        "keep" => MailAction::Keep,
                        "report" => MailAction::Report,
                        "delete" => MailAction::Delete,
                        "verify" => MailAction::Verify,
                        "reply" => MailAction::Reply,
                        _ => return Err(Refusal::ResponseUnknownOption),
                    };
                    actions.insert(id, action);
                }
                Answer::Mailbox { actions }
            }
            Task::Simulator(simulator) => Answer::Simulator { steps: super::steps::of(simulator, self)? },
        })
    }
}

/// The query of a page: what it says, or nothing when it cannot be read. A mangled link still leads somewhere.
#[derive(Debug)]
pub(super) struct Asked<T>(pub(super) T);

impl<T: serde::de::DeserializeOwned + Default> FromRequestParts<Arc<App>> for Asked<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Self::Rejection> {
        Ok(Self(Query::try_from_uri(&parts.uri).map(|Query(query)| query).unwrap_or_default()))
    }
}

impl FromRequest<Arc<App>> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (lang, uri) = (language(request.headers()), request.uri().clone());
        match axum::Form::<Vec<(String, String)>>::from_request(request, app).await {
            Ok(axum::Form(pairs)) => {
                let mut fields = BTreeMap::<String, Vec<String>>::new();
                for (name, value) in pairs {
                    fields.entry(name).or_default().push(value);
                }
                Ok(Self(fields))
            }
            Err(rejection) => {
                let too_large = rejection.into_response().status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
                Err(refused(app, lang, uri.path(), if too_large { Refusal::TooLarge } else { Refusal::Malformed }, None))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::item::Choice;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs {
            fields.entry((*name).to_owned()).or_default().push((*value).to_owned());
        }
        Fields(fields)
    }

    #[test]
    fn a_form_without_javascript_gives_the_answer_of_the_api() {
        let steps: Vec<Choice> = ["1", "2", "3"].map(|id| Choice { id: id.into(), text: String::new() }).into();
        let task = Task::Ordering { steps };
        let typed = fields(&[("position-1", "3"), ("position-2", "1"), ("position-3", "2")]);
        assert_eq!(typed.answer(&task), Ok(Answer::Ordering { order: vec!["2".into(), "3".into(), "1".into()] }));
        let twice = fields(&[("position-1", "1"), ("position-2", "1"), ("position-3", "2")]);
        assert_eq!(twice.answer(&task), Err(Refusal::ResponseIncomplete));
        assert_eq!(fields(&[]).answer(&task), Err(Refusal::ResponseMissing));
        let task = Task::MultipleChoice { options: Vec::new() };
        let typed = fields(&[("choices", "1"), ("choices", "3"), ("seq", "4")]);
        assert_eq!(typed.answer(&task), Ok(Answer::MultipleChoice { choices: vec!["1".into(), "3".into()] }));
    }
}
