//! What a refusal says: the checker's findings in the platform's manner of speaking.

use serde_json::Value;

use crate::check::Diagnostic;
use crate::schema::{Test, rules};
use crate::wire::Pointer;

/// The field and what is wrong with it.
pub(super) fn details(diagnostic: &Diagnostic) -> String {
    if diagnostic.pointer.is_root() {
        diagnostic.message.clone()
    } else {
        format!("{}: {}", bracketed(&diagnostic.pointer), diagnostic.message)
    }
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
    let mut limits = rules()
        .filter(|(_, _, rule)| rule.id == diagnostic.rule)
        .filter_map(|(_, _, rule)| match rule.test {
            Test::MaxLen(limit) => Some(limit),
            _ => None,
        });
    match limits.next() {
        Some(limit) => format!("Param {path} must be at most {limit} characters long."),
        None => format!("Param {path} is not valid: {}.", diagnostic.message),
    }
}

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
