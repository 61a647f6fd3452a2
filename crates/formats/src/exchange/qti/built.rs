//! An interaction on its way in: ours, with the way from our responses to those of QTI.

use std::collections::BTreeMap;

use domain::item::{Interaction, Response};

use super::value::Value;

/// What an answer of ours is outside: values of response variables.
pub(super) type Outside<'a> = Box<dyn Fn(&Response) -> BTreeMap<String, Value> + 'a>;

/// An interaction of ours, the answers worth playing, and how each would have been given outside.
pub(super) struct Built<'a> {
    pub(super) interaction: Interaction,
    pub(super) plays: Vec<Response>,
    pub(super) outside: Outside<'a>,
    /// Feedback written inside the choices themselves, by their place.
    pub(super) inline: Vec<String>,
}

/// What a place of ours names outside: `"1"` is the first.
pub(super) fn at<'n>(names: &'n [String], place: &str) -> Option<&'n String> {
    names.get(place.parse::<usize>().ok()?.checked_sub(1)?)
}

/// The place of an index: `"1"` for 0.
pub(super) fn place(index: usize) -> String {
    (index + 1).to_string()
}

/// Responses of one variable.
pub(super) fn one(id: &str, value: Value) -> BTreeMap<String, Value> {
    BTreeMap::from([(id.to_owned(), value.or_null())])
}
