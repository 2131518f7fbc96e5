//! What a refusal says: the checker's findings in the platform's manner of speaking.

use serde_json::Value;

use crate::check::Diagnostic;
use crate::schema::{Shape, Test, rules};
use crate::template::{Component, Definition};
use crate::wire::Pointer;

/// The field and what is wrong with it.
pub(super) fn details(diagnostic: &Diagnostic) -> String {
    if diagnostic.pointer.is_root() {
        diagnostic.message.clone()
    } else {
        format!("{}: {}", bracketed(&diagnostic.pointer), diagnostic.message)
    }
}

/// What is said of a body with too few or too many values.
pub(super) fn miscounted(
    diagnostic: &Diagnostic,
    payload: &Value,
    definition: Option<&Definition>,
) -> Option<String> {
    let wanted = definition?.body_parameters.len();
    let body = Component::of_type(payload, "body");
    let given = body.and_then(|body| body.parameters()).map_or(0, Vec::len);
    // Of a card's body the platform's words are not known.
    (diagnostic.rule == "send-body-count" && given != wanted).then(|| {
        format!(
            "body: number of localizable_params ({given}) does not match the expected number of params ({wanted})"
        )
    })
}

/// What Graph's parser says: a few fixed patterns with the field in bracket notation.
pub(super) fn sentence(diagnostic: &Diagnostic, payload: &Value) -> String {
    if diagnostic.pointer.is_root() {
        return format!("{}.", diagnostic.message);
    }
    let path = bracketed(&diagnostic.pointer);
    let value = diagnostic.pointer.get(payload);
    match value {
        None | Some(Value::Null) => return format!("The parameter {path} is required."),
        Some(Value::String(text)) if text.is_empty() => {
            return format!("The parameter {path} is required.");
        }
        Some(_) => {}
    }
    if let Some(wanted) = wanted_type(diagnostic) {
        return format!("Param {path} must be {wanted}.");
    }
    let limits = rules().filter(|(_, _, rule)| rule.id == diagnostic.rule);
    let mut patterns = limits.filter_map(|(_, field, rule)| match (rule.test, field.shape) {
        (Test::MaxLen(limit), _) => Some(format!("must be at most {limit} characters long.")),
        (Test::Listed, Shape::Choice(options) | Shape::Kinds(options)) => {
            let taken = options.iter().map(|option| option.value.to_uppercase());
            let taken: Vec<String> = taken.collect();
            let value = value.map(ToString::to_string).unwrap_or_default();
            Some(format!(
                "must be one of {{{}}} - got {value}.",
                taken.join(", ")
            ))
        }
        _ => None,
    });
    match patterns.next() {
        Some(pattern) => format!("Param {path} {pattern}"),
        None => format!("Param {path} is not valid: {}.", diagnostic.message),
    }
}

/// The JSON type that is wanted, in Graph's words, where a value of another one came.
fn wanted_type(diagnostic: &Diagnostic) -> Option<&'static str> {
    if diagnostic.rule != "wrong-type" {
        return None;
    }
    let (_, wanted) = diagnostic.message.split_once(" must be ")?;
    TYPES
        .iter()
        .find_map(|(ours, graphs)| wanted.starts_with(ours).then_some(*graphs))
}

/// The checker's names of JSON types, and Graph's.
const TYPES: &[(&str, &str)] = &[
    ("a text", "a string"),
    ("a number", "an integer"),
    ("true or false", "a boolean"),
    ("an array", "an array"),
    ("an object", "a JSON object"),
];

/// A pointer as Graph writes it: `interactive['action']['sections'][0]['title']`.
pub(super) fn bracketed(pointer: &Pointer) -> String {
    let mut text = String::new();
    for step in pointer.steps() {
        if text.is_empty() {
            text.push_str(&step);
        } else if step.bytes().all(|byte| byte.is_ascii_digit()) {
            text = text + "[" + &step + "]";
        } else {
            text = text + "['" + &step + "']";
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_in_brackets() {
        let pointer = Pointer::parse("/interactive/action/sections/0/title");
        assert_eq!(
            bracketed(&pointer),
            "interactive['action']['sections'][0]['title']"
        );
        assert_eq!(bracketed(&Pointer::parse("/to")), "to");
    }
}
