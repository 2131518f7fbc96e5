//! Which field an error of the platform is about.

use serde_json::Value;

use crate::check::Diagnostic;
use crate::schema::Severity;
use crate::wire::{ApiError, Pointer};

/// Codes that are about the recipient.
const ABOUT_RECIPIENT: &[u32] = &[
    131_021, 131_026, 131_030, 131_045, 131_047, 131_049, 131_050, 131_051, 131_052, 130_403,
    130_472, 131_062, 1006, 1013, 470,
];

/// The place in the message that an error names, or that a diagnostic with its code names.
pub fn pointer(error: &ApiError, payload: &Value, diagnostics: &[Diagnostic]) -> Option<Pointer> {
    [error.details.as_deref(), Some(error.title.as_str())]
        .into_iter()
        .flatten()
        .find_map(|sentence| bracketed(sentence, payload))
        .or_else(|| predicted(error, diagnostics))
        .or_else(|| {
            ABOUT_RECIPIENT
                .contains(&error.code.code)
                .then(|| Pointer::root().key("to"))
        })
}

/// The first error whose rule foretold this code.
fn predicted(error: &ApiError, diagnostics: &[Diagnostic]) -> Option<Pointer> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .find(|diagnostic| {
            diagnostic
                .prediction
                .is_some_and(|code| code.code == error.code.code)
        })
        .map(|diagnostic| diagnostic.pointer.clone())
}

/// A path in the spelling of Meta's parser, `interactive['action']['sections'][0]`, as far as it exists.
fn bracketed(sentence: &str, payload: &Value) -> Option<Pointer> {
    let (before, after) = sentence.split_once("['").map(|(before, _)| {
        let start = before
            .rfind(|character: char| !(character.is_alphanumeric() || character == '_'))
            .map_or(0, |at| at + 1);
        (
            before.get(start..).unwrap_or_default(),
            sentence.get(before.len()..).unwrap_or_default(),
        )
    })?;
    let mut place = Pointer::root().key(before);
    let mut rest = after;
    while let Some(inner) = rest.strip_prefix('[') {
        let Some((step, after)) = inner.split_once(']') else {
            break;
        };
        let step = step.trim_matches('\'');
        place = match step.parse() {
            Ok(index) => place.index(index),
            Err(_) => place.key(step),
        };
        rest = after;
    }
    let mut nearest = Some(place);
    while let Some(place) = nearest {
        if !place.is_root()
            && (place.get(payload).is_some()
                || place
                    .parent()
                    .is_some_and(|parent| parent.get(payload).is_some_and(Value::is_object)))
        {
            return Some(place);
        }
        nearest = place.parent();
    }
    None
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::wire::Code;

    fn error(code: u32, details: &str) -> ApiError {
        ApiError {
            code: Code::new(code),
            title: "(#100) Invalid parameter".to_owned(),
            details: Some(details.to_owned()),
            trace_id: None,
        }
    }

    #[rstest]
    #[case(
        "The parameter interactive['action']['sections'][0]['rows'][0]['title'] is required.",
        Some("/interactive/action/sections/0/rows/0/title")
    )]
    #[case("Param text['body'] must be a string", Some("/text"))]
    #[case("Something went wrong", None)]
    fn the_place_is_read_from_the_sentence(#[case] sentence: &str, #[case] expected: Option<&str>) {
        let payload = json!({"interactive": {"action": {"sections": [{"rows": [{"id": "a"}]}]}}});
        let found = pointer(&error(100, sentence), &payload, &[]);
        assert_eq!(found.as_ref().map(Pointer::as_str), expected);
    }

    #[test]
    fn a_predicted_code_names_its_field_and_some_codes_the_recipient() {
        let diagnostic = Diagnostic {
            rule: "list-row-title-length".to_owned(),
            severity: Severity::Error,
            pointer: Pointer::parse("/interactive/action/button"),
            message: String::new(),
            help: None,
            prediction: Some(Code::new(131_009)),
            source: None,
        };
        let found = pointer(&error(131_009, "too long"), &json!({}), &[diagnostic]);
        assert_eq!(found, Some(Pointer::parse("/interactive/action/button")));
        let found = pointer(&error(131_026, "undeliverable"), &json!({}), &[]);
        assert_eq!(found, Some(Pointer::parse("/to")));
    }
}
