//! `--set SLOT=VALUE`: puts a value into a parameter that a template send already has.

use serde_json::{Value, json};

use crate::template::{component, parameters_of};
use crate::wire::Pointer;

/// Sets one slot: `1=Mara` and `order_id=B7` in the body, `header.1=…` in the header.
pub(super) fn set(payload: &mut Value, assignment: &str) -> Result<(), String> {
    let (slot, value) = assignment
        .split_once('=')
        .ok_or("expected SLOT=VALUE, such as 1=Mara")?;
    let (part, name) = match slot.split_once('.') {
        Some((part @ ("header" | "body"), name)) => (part, name),
        _ => ("body", slot),
    };
    let (place, found) =
        component(payload, part).ok_or_else(|| format!("the message has no template {part}"))?;
    let parameters: Vec<(String, Pointer)> = parameters_of(&place, found)
        .enumerate()
        .map(|(index, (pointer, parameter))| {
            (name_of(parameter, index), text_of(parameter, &pointer))
        })
        .collect();
    let target = parameters.iter().find(|(known, _)| known == name);
    let Some((_, pointer)) = target else {
        let names: Vec<&str> = parameters.iter().map(|(name, _)| name.as_str()).collect();
        return Err(format!(
            "the template's {part} has no parameter {name:?}; it has {}",
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            }
        ));
    };
    let parent = pointer.parent().unwrap_or_default();
    let members = payload
        .pointer_mut(parent.as_str())
        .and_then(Value::as_object_mut)
        .ok_or_else(|| format!("{parent} is no object"))?;
    let key = pointer.last().unwrap_or_default().into_owned();
    members.insert(key, json!(value));
    Ok(())
}

/// The name of a parameter, or its number.
fn name_of(parameter: &Value, index: usize) -> String {
    parameter
        .get("parameter_name")
        .and_then(Value::as_str)
        .map_or_else(|| (index + 1).to_string(), ToOwned::to_owned)
}

/// Where the words of a parameter stand: money and dates show their fallback.
fn text_of(parameter: &Value, place: &Pointer) -> Pointer {
    match parameter.get("type").and_then(Value::as_str) {
        Some(kind @ ("currency" | "date_time")) => place.key(kind).key("fallback_value"),
        Some(kind @ ("image" | "video" | "document")) => place.key(kind).key("link"),
        _ => place.key("text"),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn payload() -> Value {
        json!({"template": {"components": [
            {"type": "HEADER", "parameters": [{"type": "text", "text": "old"}]},
            {"type": "body", "parameters": [
                {"type": "text", "text": "old"},
                {"type": "currency", "currency": {"fallback_value": "old", "code": "EUR", "amount_1000": 1}},
                {"type": "text", "parameter_name": "order_id", "text": "old"},
            ]},
        ]}})
    }

    #[rstest]
    #[case("1=new=er", "/template/components/1/parameters/0/text", "new=er")]
    #[case(
        "body.2=€5",
        "/template/components/1/parameters/1/currency/fallback_value",
        "€5"
    )]
    #[case("order_id=", "/template/components/1/parameters/2/text", "")]
    #[case("header.1=top", "/template/components/0/parameters/0/text", "top")]
    fn a_slot_takes_its_value(#[case] assignment: &str, #[case] place: &str, #[case] value: &str) {
        let mut payload = payload();
        set(&mut payload, assignment).unwrap();
        assert_eq!(payload.pointer(place), Some(&json!(value)));
    }

    #[rstest]
    #[case("1", "expected SLOT=VALUE")]
    #[case("9=x", "it has 1, 2, order_id")]
    #[case("header.2=x", "it has 1")]
    fn a_slot_that_is_not_there_is_refused_with_those_that_are(
        #[case] assignment: &str,
        #[case] words: &str,
    ) {
        let problem = set(&mut payload(), assignment).unwrap_err();
        assert!(problem.contains(words), "{problem}");
    }
}
