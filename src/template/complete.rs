//! A send with everything that its definition demands: what is missing is there, empty or by example.

use serde_json::{Value, json};

use super::definition::{Button, ButtonKind, Definition, Header, HeaderFormat};
use super::placeholder::Parameter;
use super::send::{button_component, component, parameters_of};

/// What stands in the parts that are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Added {
    /// Nothing yet.
    Empty,
    /// The examples that the definition was reviewed with.
    Examples,
}

/// The payload with the values that it does not give taken from the definition's examples: what a
/// definition alone looks like.
pub fn exemplify(definition: &Definition, payload: &Value) -> Option<Value> {
    complete_with(definition, payload, Added::Examples)
}

/// The payload with the missing components and parameters; what is there keeps its place.
///
/// None where the payload holds no template that could be completed.
pub(super) fn complete(definition: &Definition, payload: &Value) -> Option<Value> {
    complete_with(definition, payload, Added::Empty)
}

fn complete_with(definition: &Definition, payload: &Value, added: Added) -> Option<Value> {
    let template = payload.get("template")?.as_object()?;
    let components = match template.get("components") {
        Some(Value::Array(components)) => components.clone(),
        None => Vec::new(),
        Some(_) => return None,
    };
    let mut completed = payload.clone();
    completed
        .get_mut("template")?
        .as_object_mut()?
        .insert("components".to_owned(), Value::Array(components));
    for (index, button) in definition.buttons.iter().enumerate() {
        if button_component(payload, index).is_none() {
            push(&mut completed, button_of(button, index, added));
        }
    }
    let wanted = definition
        .header
        .as_ref()
        .map(|header| header_of(header, definition, added));
    fill_up(
        &mut completed,
        "header",
        &wanted.unwrap_or_default(),
        definition,
    );
    let wanted = texts_of(&definition.body_parameters, definition, added);
    fill_up(&mut completed, "body", &wanted, definition);
    Some(completed)
}

fn push(payload: &mut Value, component: Option<Value>) {
    let components = payload.pointer_mut("/template/components");
    if let (Some(Value::Array(components)), Some(component)) = (components, component) {
        components.push(component);
    }
}

/// The component that a button cannot do without.
fn button_of(button: &Button, index: usize, added: Added) -> Option<Value> {
    let parameter = match button.kind {
        ButtonKind::Url => {
            let suffix = button.suffix.as_ref()?;
            json!({"type": "text", "text": value_of(suffix, added)})
        }
        ButtonKind::OneTimeCode => json!({"type": "text", "text": ""}),
        ButtonKind::CopyCode => json!({"type": "coupon_code", "coupon_code": ""}),
        ButtonKind::QuickReply
        | ButtonKind::PhoneNumber
        | ButtonKind::Flow
        | ButtonKind::Catalog
        | ButtonKind::MultiProduct
        | ButtonKind::SingleProduct
        | ButtonKind::VoiceCall
        | ButtonKind::OrderDetails
        | ButtonKind::ContactRequest
        | ButtonKind::Other(_) => return None,
    };
    let sub_type = if button.kind == ButtonKind::CopyCode {
        "copy_code"
    } else {
        "url"
    };
    Some(json!({
        "type": "button",
        "sub_type": sub_type,
        "index": index.to_string(),
        "parameters": [parameter],
    }))
}

fn header_of(header: &Header, definition: &Definition, added: Added) -> Vec<Value> {
    let file = |kind: &str| vec![json!({"type": kind, kind: {"link": ""}})];
    match header.format {
        HeaderFormat::Text => texts_of(&header.parameters, definition, added),
        HeaderFormat::Image => file("image"),
        HeaderFormat::Video => file("video"),
        HeaderFormat::Document => {
            vec![json!({"type": "document", "document": {"link": "", "filename": ""}})]
        }
        HeaderFormat::Location => vec![json!({
            "type": "location",
            "location": {"latitude": "", "longitude": "", "name": "", "address": ""},
        })],
        HeaderFormat::Gif => file("gif"),
        HeaderFormat::Product => vec![json!({
            "type": "product",
            "product": {"product_retailer_id": "", "catalog_id": ""},
        })],
        HeaderFormat::Other(_) => Vec::new(),
    }
}

fn texts_of(parameters: &[Parameter], definition: &Definition, added: Added) -> Vec<Value> {
    let blank = |parameter: &Parameter| {
        let text = value_of(parameter, added);
        if definition.is_named() {
            json!({"type": "text", "parameter_name": parameter.name, "text": text})
        } else {
            json!({"type": "text", "text": text})
        }
    };
    parameters.iter().map(blank).collect()
}

fn value_of(parameter: &Parameter, added: Added) -> &str {
    match added {
        Added::Empty => "",
        Added::Examples => parameter.example.as_deref().unwrap_or_default(),
    }
}

/// Gives a component the parameters that it lacks, and makes the component where it is missing.
fn fill_up(payload: &mut Value, kind: &str, wanted: &[Value], definition: &Definition) {
    let missing: Vec<Value> = match component(payload, kind) {
        None => wanted.to_vec(),
        Some((place, found)) => {
            let given: Vec<_> = parameters_of(&place, found)
                .map(|(_, given)| given)
                .collect();
            still_missing(&given, wanted, definition)
        }
    };
    if missing.is_empty() {
        return;
    }
    let place = component(payload, kind).map(|(place, _)| place);
    let Some(place) = place else {
        return push(payload, Some(json!({"type": kind, "parameters": missing})));
    };
    let found = payload
        .pointer_mut(place.as_str())
        .and_then(Value::as_object_mut);
    let parameters = found.map(|found| {
        found
            .entry("parameters")
            .or_insert_with(|| Value::Array(Vec::new()))
    });
    if let Some(Value::Array(parameters)) = parameters {
        parameters.extend(missing);
    }
}

fn still_missing(given: &[&Value], wanted: &[Value], definition: &Definition) -> Vec<Value> {
    let name_of = |parameter: &Value| parameter.get("parameter_name").cloned();
    if definition.is_named() && wanted.iter().any(|wanted| name_of(wanted).is_some()) {
        let is_given =
            |wanted: &&Value| given.iter().any(|given| name_of(given) == name_of(wanted));
        wanted
            .iter()
            .filter(|wanted| !is_given(wanted))
            .cloned()
            .collect()
    } else {
        wanted.iter().skip(given.len()).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn definition(named: bool) -> Definition {
        let body = if named {
            "{{who}} and {{what}}"
        } else {
            "{{1}} and {{2}}"
        };
        Definition::read(&json!({"components": [
            {"type": "HEADER", "format": "IMAGE"},
            {"type": "BODY", "text": body},
            {"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Yes"},
                {"type": "URL", "text": "See", "url": "https://x.example.com/{{1}}"}]}
        ]}))
        .unwrap()
    }

    fn send(components: &Value) -> Value {
        json!({"type": "template", "template": {"name": "t", "components": components}})
    }

    #[rstest]
    #[case::nothing_given(false, json!([]), json!([
        {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": ""}]},
        {"type": "header", "parameters": [{"type": "image", "image": {"link": ""}}]},
        {"type": "body", "parameters": [{"type": "text", "text": ""}, {"type": "text", "text": ""}]}
    ]))]
    #[case::some_given(false, json!([
        {"type": "BODY", "parameters": [{"type": "currency", "currency": {}}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]), json!([
        {"type": "BODY", "parameters": [{"type": "currency", "currency": {}}, {"type": "text", "text": ""}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]))]
    #[case::second_name_given(true, json!([
        {"type": "body", "parameters": [{"type": "text", "parameter_name": "what", "text": "tea"}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]), json!([
        {"type": "body", "parameters": [{"type": "text", "parameter_name": "what", "text": "tea"}, {"type": "text", "parameter_name": "who", "text": ""}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]))]
    fn what_is_missing_is_added_empty(
        #[case] named: bool,
        #[case] given: Value,
        #[case] expected: Value,
    ) {
        let completed = complete(&definition(named), &send(&given)).unwrap();
        assert_eq!(completed["template"]["components"], expected);
    }

    #[test]
    fn examples_stand_in_for_values_that_are_not_given() {
        let definition = Definition::read(&json!({"components": [
            {"type": "BODY", "text": "{{1}}: {{2}} or {{3}}", "example": {"body_text": [["Tea", "green"]]}},
            {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "See",
                "url": "https://x.example.com/{{1}}", "example": ["https://x.example.com/tea"]}]}
        ]}))
        .unwrap();
        let shown = exemplify(&definition, &send(&json!([]))).unwrap();
        let filled = super::super::fill(&definition, &shown);
        assert_eq!(filled.body, "Tea: green or {{3}}");
        assert_eq!(
            filled.buttons[0].url.as_deref(),
            Some("https://x.example.com/tea")
        );
    }

    #[rstest]
    #[case(json!({"type": "text"}))]
    #[case(json!({"template": 5}))]
    #[case(json!({"template": {"components": "no"}}))]
    fn what_is_no_send_is_left_alone(#[case] payload: Value) {
        assert_eq!(complete(&definition(false), &payload), None);
    }
}
