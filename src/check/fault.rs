//! Which field an error of the platform is about, by the path in its words.
//!
//! Called by the send panel, the views of what was sent, and the command `send`.

use serde_json::Value;

use super::Diagnostic;
use crate::schema::Severity;
use crate::wire::{ApiError, Pointer, scalar};

/// Codes that are about the recipient.
const ABOUT_RECIPIENT: &[u32] = &[
    131_021, 131_026, 131_030, 131_045, 131_047, 131_049, 131_050, 131_051, 131_052, 130_403,
    130_472, 131_062, 1006, 1013, 470,
];

/// The place in the message that an error names, or that a diagnostic with its code names.
pub fn field_at_fault(
    error: &ApiError,
    payload: &Value,
    diagnostics: &[Diagnostic],
) -> Option<Pointer> {
    [error.details.as_deref(), Some(error.title.as_str())]
        .into_iter()
        .flatten()
        .find_map(|sentence| {
            bracketed(sentence, payload)
                .or_else(|| unexpected(sentence, payload))
                .or_else(|| of_component(sentence, payload))
                .or_else(|| named(sentence, payload))
        })
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
    existing(place, payload)
}

/// `Unexpected key "k" on param "interactive"`: the key itself.
fn unexpected(sentence: &str, payload: &Value) -> Option<Pointer> {
    let mut quoted = sentence.split_once("Unexpected key")?.1.split('"');
    let key = quoted.nth(1)?;
    let parent = quoted.nth(1)?;
    let above = parent
        .split(['.', '/'])
        .fold(Pointer::root(), |place, step| place.key(step));
    let place = above.key(key);
    place.get(payload).is_some().then_some(place)
}

/// `header: Format mismatch`, `buttons: Button at index 1 of type Url`: the component of a template.
fn of_component(sentence: &str, payload: &Value) -> Option<Pointer> {
    let components = Pointer::root().key("template").key("components");
    let listed = components.get(payload)?.as_array()?;
    let lower = sentence.to_ascii_lowercase();
    let (part, rest) = lower.split_once(':')?;
    let wanted = match part.rsplit(' ').next()? {
        "buttons" => "button",
        other => other,
    };
    if !["header", "body", "button"].contains(&wanted) {
        return None;
    }
    let index = rest
        .split_once("index ")
        .and_then(|(_, rest)| rest.split(|it: char| !it.is_ascii_digit()).next());
    let is_meant = |component: &Value| {
        let text = |key: &str| component.get(key).and_then(scalar::text_of);
        let is_kind = text("type").is_some_and(|kind| kind.eq_ignore_ascii_case(wanted));
        is_kind && (wanted != "button" || index.is_none_or(|index| text("index") == Some(index)))
    };
    let place = listed.iter().position(is_meant);
    Some(place.map_or_else(|| components.clone(), |place| components.index(place)))
}

/// Keys of every message, which can be at fault by being absent.
const ENVELOPE: &[&str] = &["messaging_product", "recipient_type", "to", "type"];

/// `The parameter to is required`, `Parameter 'text.body' is mandatory`, `template name (x) does not exist`.
fn named(sentence: &str, payload: &Value) -> Option<Pointer> {
    let is_about_name = sentence.to_ascii_lowercase().contains("template name");
    if is_about_name && payload.get("template").is_some() {
        return Some(Pointer::root().key("template").key("name"));
    }
    let mut words = sentence.split_whitespace();
    words.find(|word| {
        let plain = word.trim_matches(|it: char| !it.is_alphanumeric());
        plain.eq_ignore_ascii_case("parameter") || plain.eq_ignore_ascii_case("param")
    })?;
    let name = words
        .next()?
        .trim_matches(|it: char| !it.is_ascii_alphanumeric() && it != '_');
    let mut steps = name.split('.');
    let first = steps.next()?;
    let is_known = payload.get(first).is_some() || ENVELOPE.contains(&first);
    let whole = steps.fold(Pointer::root().key(first), |place, step| place.key(step));
    is_known
        .then_some(whole)
        .and_then(|place| existing(place, payload))
}

/// The place, or the nearest above it whose parent exists.
fn existing(place: Pointer, payload: &Value) -> Option<Pointer> {
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
        let found = field_at_fault(&error(100, sentence), &payload, &[]);
        assert_eq!(found.as_ref().map(Pointer::as_str), expected);
    }

    #[rstest]
    #[case::graph_required("(#100) The parameter to is required.", Some("/to"))]
    #[case::graph_type(
        "(#100) Param type must be one of {AUDIO, TEXT} - got \"x\".",
        Some("/type")
    )]
    #[case::client_dotted(
        "Parameter 'text.body' is mandatory for type 'text'",
        Some("/text/body")
    )]
    #[case::graph_key(
        "(#100) Unexpected key \"colour\" on param \"text\".",
        Some("/text/colour")
    )]
    #[case::template_path(
        "Param template['components'][1]['parameters'][0] is missing",
        Some("/template/components/1/parameters")
    )]
    #[case::header(
        "header: Format mismatch, expected IMAGE",
        Some("/template/components/0")
    )]
    #[case::body(
        "body: number of localizable_params (2) does not match",
        Some("/template/components/1")
    )]
    #[case::button(
        "buttons: Button at index 1 of type Url requires a parameter",
        Some("/template/components/3")
    )]
    #[case::name(
        "Template name (tea_time) does not exist in en",
        Some("/template/name")
    )]
    #[case::wrapped(
        "Invalid payload ({\"message\": \"(#100) Param text['body'] must be a string\"})",
        Some("/text/body")
    )]
    #[case::a_word_only("An unknown error occurred; the parameter store is down", None)]
    fn the_words_of_all_platforms_lead_to_the_field(
        #[case] sentence: &str,
        #[case] expected: Option<&str>,
    ) {
        let components = json!([{"type": "header"}, {"type": "BODY", "parameters": []},
            {"type": "button", "index": "0"}, {"type": "button", "index": "1"}]);
        let payload = json!({"type": "template", "text": {"body": 1, "colour": "red"},
            "template": {"name": "tea_time", "components": components}});
        let as_title = ApiError {
            details: None,
            title: sentence.to_owned(),
            ..error(999, "")
        };
        for error in [error(999, sentence), as_title] {
            let found = field_at_fault(&error, &payload, &[]);
            assert_eq!(found.as_ref().map(Pointer::as_str), expected);
        }
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
        let found = field_at_fault(&error(131_009, "too long"), &json!({}), &[diagnostic]);
        assert_eq!(found, Some(Pointer::parse("/interactive/action/button")));
        let found = field_at_fault(&error(131_026, "undeliverable"), &json!({}), &[]);
        assert_eq!(found, Some(Pointer::parse("/to")));
    }
}
