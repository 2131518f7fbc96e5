//! Texts and examples of a definition, in whichever shape they were written.

use serde_json::Value;

use crate::template::placeholder::{Parameter, parameters};

/// The parameters of a component's text with the examples that stand under `key`, in either shape.
pub(super) fn with_examples(wording: &str, component: &Value, key: &str) -> Vec<Parameter> {
    let example = component.get("example");
    let named = example.and_then(|example| example.get(format!("{key}_named_params")));
    let numbered = texts(example.and_then(|example| example.get(key)));
    let mut found = parameters(wording);
    for (index, parameter) in found.iter_mut().enumerate() {
        let by_name = named
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .find(|entry| text(entry, "param_name") == parameter.name)
            .and_then(|entry| first_text(entry.get("example")));
        let number = parameter.name.parse::<usize>().ok();
        let place = number.map_or(index, |number| number.saturating_sub(1));
        parameter.example = by_name.or_else(|| numbered.get(place).cloned());
    }
    found
}

/// A text, an array of texts, or an array whose first element is such an array.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => match many.first() {
            Some(Value::Array(_)) => texts(many.first()),
            _ => many
                .iter()
                .map(|each| {
                    each.as_str()
                        .map_or_else(|| each.to_string(), str::to_owned)
                })
                .collect(),
        },
        _ => Vec::new(),
    }
}

pub(super) fn first_text(value: Option<&Value>) -> Option<String> {
    texts(value).into_iter().next()
}

pub(super) fn text(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

pub(super) fn shown(value: Option<&Value>) -> &'static str {
    match value {
        None => "absent",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a text",
        Some(Value::Array(_)) => "an array",
        Some(Value::Object(_)) => "an object",
    }
}
