//! Texts and examples of a definition, in whichever shape they were written.

use serde_json::Value;

use crate::schema::{DEFINITION, kind_of};
use crate::template::placeholder::{Parameter, parameters};
use crate::wire::Pointer;

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

/// The definitions of a page as an account lists them, each with its place: Cloud's `data`, 360dialog's
/// `waba_templates`. None where the value is no such page.
pub fn listed(value: &Value) -> Option<Vec<(Pointer, &Value)>> {
    let (key, entries) = ["data", "waba_templates"]
        .into_iter()
        .find_map(|key| Some((key, value.get(key)?.as_array()?)))?;
    let is_definition = |entry: &Value| kind_of(entry) == Some(DEFINITION);
    entries.iter().all(is_definition).then(|| {
        let list = Pointer::root().key(key);
        let places = (0..).map(|index| list.index(index));
        places.zip(entries).collect()
    })
}

/// The variables of a header or body component of a definition, with their examples.
pub fn variables_of(component: &Value) -> Vec<Parameter> {
    let is_header = text(component, "type").eq_ignore_ascii_case("header");
    let key = if is_header {
        "header_text"
    } else {
        "body_text"
    };
    with_examples(&text(component, "text"), component, key)
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

/// The text that a value is, or the first of the list that it is.
pub fn first_text(value: Option<&Value>) -> Option<String> {
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
