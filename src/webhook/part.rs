//! Leniently reading the members of a webhook's objects: a number may be a string and the reverse, a
//! list may be an object of numbered members, and whatever is missing or of another kind is none.

use jiff::Timestamp;
use serde_json::Value;

use crate::wire::scalar::{moment_of, number_of, text_of};
use crate::wire::{ApiError, Code};

/// The text of a member; none when it is absent, empty or no scalar.
pub(super) fn text(object: &Value, key: &str) -> Option<String> {
    object
        .get(key)
        .and_then(text_of)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// The text of the first of several members that has one: names change over the years.
pub(super) fn first_text(object: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| text(object, key))
}

/// The text of a member of a member.
pub(super) fn inner_text(object: &Value, outer: &str, inner: &str) -> Option<String> {
    text(object.get(outer)?, inner)
}

/// The number of a member.
pub(super) fn number(object: &Value, key: &str) -> Option<f64> {
    object.get(key).and_then(number_of)
}

/// The moment of a member, given in Unix seconds.
pub(super) fn moment(object: &Value, key: &str) -> Option<Timestamp> {
    object.get(key).and_then(moment_of)
}

/// Whether a member is true, also as a string.
pub(super) fn flag(object: &Value, key: &str) -> Option<bool> {
    match object.get(key)? {
        Value::Bool(flag) => Some(*flag),
        Value::String(word) if word.eq_ignore_ascii_case("true") => Some(true),
        Value::String(word) if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// The elements of a member that is a list, each with its step in a pointer.
pub(super) fn steps<'a>(object: &'a Value, key: &str) -> Vec<(String, &'a Value)> {
    match object.get(key) {
        Some(Value::Array(elements)) => elements
            .iter()
            .enumerate()
            .map(|(place, element)| (place.to_string(), element))
            .collect(),
        Some(Value::Object(members)) if members.keys().all(|key| is_place(key)) => members
            .iter()
            .map(|(key, element)| (key.clone(), element))
            .collect(),
        _ => Vec::new(),
    }
}

/// The elements of a member that is a list.
pub(super) fn list<'a>(object: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    steps(object, key).into_iter().map(|(_, element)| element)
}

/// The texts of a member that is a list of them.
pub(super) fn texts(object: &Value, key: &str) -> Vec<String> {
    list(object, key)
        .filter_map(text_of)
        .map(str::to_owned)
        .collect()
}

/// The error objects of a member.
pub(super) fn errors(object: &Value, key: &str) -> Vec<ApiError> {
    list(object, key)
        .map(|error| ApiError::of_object(error, Code::new(0)))
        .collect()
}

/// Whether a member is there and not null.
pub(super) fn has(object: &Value, key: &str) -> bool {
    object.get(key).is_some_and(|value| !value.is_null())
}

fn is_place(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}
