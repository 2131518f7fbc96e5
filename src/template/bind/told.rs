//! A value in words, with nothing left out: what is told of one that has no slot can be typed again.

use serde_json::Value;

use crate::wire::scalar::text_of;

/// The members that say what a value is, not what it holds.
const FRAME: [&str; 4] = ["type", "sub_type", "index", "parameter_name"];

/// The only text or number of a value, else all of them with their names; empty where nothing was typed.
pub(super) fn value_of(parameter: &Value) -> String {
    let mut found = Vec::new();
    if !collect(parameter, "", &mut found) {
        return parameter.to_string();
    }
    found.retain(|(_, value)| !value.is_empty());
    match found.as_slice() {
        [(_, only)] => only.clone(),
        several => {
            let named = several.iter().map(|(key, value)| format!("{key} {value}"));
            named.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Collects the texts and numbers in a value; says whether they tell all of it.
fn collect(value: &Value, key: &str, found: &mut Vec<(String, String)>) -> bool {
    match value {
        Value::Null => true,
        Value::Object(members) => members
            .iter()
            .filter(|(key, _)| !FRAME.contains(&key.as_str()))
            .all(|(key, member)| collect(member, key, found)),
        Value::Array(elements) => match elements.as_slice() {
            [] => true,
            // one parameter of a component
            [only] => collect(only, key, found),
            _ => false,
        },
        scalar => {
            let text = text_of(scalar).map_or_else(|| scalar.to_string(), str::to_owned);
            found.push((key.to_owned(), text));
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case(json!({"type": "text", "text": "Noor"}), "Noor")]
    #[case(json!({"type": "image", "image": {"link": ""}}), "")]
    #[case(json!({"type": "location", "location": {"latitude": "47.3", "longitude": 8, "name": "Studio", "address": ""}}),
        "latitude 47.3, longitude 8, name Studio")]
    #[case(json!({"type": "currency", "currency": {"fallback_value": "€89", "code": "EUR", "amount_1000": 89000}}),
        "fallback_value €89, code EUR, amount_1000 89000")]
    #[case(json!({"type": "button", "index": "0", "parameters": [{"type": "payload", "payload": "yes"}]}), "yes")]
    #[case(json!({"sections": [{"a": 1}, {"a": 2}]}), r#"{"sections":[{"a":1},{"a":2}]}"#)]
    #[case(json!("loose"), "loose")]
    fn a_value_is_told_whole(#[case] parameter: Value, #[case] expected: &str) {
        assert_eq!(value_of(&parameter), expected);
    }
}
