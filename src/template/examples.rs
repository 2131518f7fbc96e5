//! The form of a definition: a row for the example of each variable, in place of the lists that hold them.

use serde_json::{Map, Value, json};

use super::definition::HeaderFormat;
use super::placeholder::{Parameter, parameters};
use crate::schema::{Address, EXAMPLE_VALUE, Role, Row};

/// What an example's row says while it is empty.
const HINT: &str = "a value as it may look";

/// A definition with a place for the example of each variable that has none.
pub(super) fn with_places(definition: &Value) -> Value {
    let mut completed = definition.clone();
    if let Some(components) = list_in(&mut completed, "components") {
        components.iter_mut().for_each(complete_component);
    }
    completed
}

fn list_in<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Vec<Value>> {
    value.get_mut(key)?.as_array_mut()
}

fn complete_component(component: &mut Value) {
    match text_at(component, "type").to_ascii_uppercase().as_str() {
        "HEADER" => complete_header(component),
        "BODY" => complete_text(component, "body_text"),
        "BUTTONS" => {
            let buttons = list_in(component, "buttons");
            buttons.into_iter().flatten().for_each(complete_button);
        }
        "CAROUSEL" => {
            for card in list_in(component, "cards").into_iter().flatten() {
                let components = list_in(card, "components");
                components
                    .into_iter()
                    .flatten()
                    .for_each(complete_component);
            }
        }
        _ => {}
    }
}

fn complete_header(component: &mut Value) {
    use HeaderFormat::{Document, Gif, Image, Video};
    match HeaderFormat::of(component) {
        HeaderFormat::Text => complete_text(component, "header_text"),
        Image | Video | Document | Gif => {
            if let Some(example) = example_of(component) {
                let handles = example.entry("header_handle").or_insert_with(|| json!([]));
                extend(handles, 1);
            }
        }
        _ => {}
    }
}

/// The examples of a component, made where there are none; none where something else stands there.
fn example_of(component: &mut Value) -> Option<&mut Map<String, Value>> {
    let members = component.as_object_mut()?;
    let example = members.entry("example").or_insert_with(|| json!({}));
    example.as_object_mut()
}

fn complete_text(component: &mut Value, key: &str) {
    let variables = parameters(&text_at(component, "text"));
    if variables.is_empty() {
        return;
    }
    let Some(example) = example_of(component) else {
        return;
    };
    if !is_named(&variables) {
        let blank = if key == "body_text" {
            json!([[]])
        } else {
            json!([])
        };
        let values = example.entry(key).or_insert(blank);
        let values = match values.get_mut(0) {
            Some(Value::Array(_)) => values.get_mut(0),
            _ => Some(values),
        };
        let wanted = variables.iter().filter_map(place_of).max();
        if let Some(values) = values {
            extend(values, wanted.map_or(0, |place| place + 1));
        }
        return;
    }
    let entries = example.entry(format!("{key}_named_params"));
    if let Value::Array(entries) = entries.or_insert_with(|| json!([])) {
        for variable in &variables {
            if !entries.iter().any(|entry| is_about(entry, variable)) {
                entries.push(json!({"param_name": variable.name, "example": ""}));
            }
        }
    }
}

fn complete_button(button: &mut Value) {
    let has_variable = !parameters(&text_at(button, "url")).is_empty();
    let blank = if is_of(button, "URL") && has_variable {
        json!([""])
    } else if is_of(button, "COPY_CODE") {
        json!("")
    } else {
        return;
    };
    if let Some(members) = button.as_object_mut() {
        members.entry("example").or_insert(blank);
    }
}

fn is_of(button: &Value, sort: &str) -> bool {
    text_at(button, "type").eq_ignore_ascii_case(sort)
}

/// Lengthens a list of texts.
fn extend(values: &mut Value, length: usize) {
    if let Value::Array(values) = values {
        while values.len() < length {
            values.push(json!(""));
        }
    }
}

fn is_named(variables: &[Parameter]) -> bool {
    variables
        .iter()
        .any(|variable| place_of(variable).is_none())
}

/// Where the example of a numbered variable stands among the others.
fn place_of(variable: &Parameter) -> Option<usize> {
    variable.name.parse::<usize>().ok()?.checked_sub(1)
}

fn is_about(entry: &Value, variable: &Parameter) -> bool {
    text_at(entry, "param_name") == variable.name
}

fn text_at(value: &Value, key: &str) -> String {
    let text = value.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// The rows of a definition's form with those of its examples: `rows` are those of the definition
/// with all places ([`with_places`]). What has another shape than the usual ones keeps its own rows.
pub(super) fn with_example_rows(rows: Vec<Row>, completed: &Value) -> Vec<Row> {
    let mut found = Vec::with_capacity(rows.len());
    let mut replaced: Option<Address> = None;
    for row in rows {
        if replaced
            .as_ref()
            .is_some_and(|list| list.contains(&row.address))
        {
            continue;
        }
        match example_rows(&row, completed) {
            Some(examples) => {
                replaced = Some(row.address.clone());
                found.extend(examples);
            }
            None => found.push(row),
        }
    }
    found
}

/// The rows that stand for a row that holds examples; none where it is another, or must be shown as it is.
fn example_rows(row: &Row, completed: &Value) -> Option<Vec<Row>> {
    let key = row.field.key()?;
    let Some(holder) = holder_of(row, key, completed) else {
        // of a text that is not there yet
        let is_of_text = key.starts_with("header_text") || key.starts_with("body_text");
        return is_of_text.then(Vec::new);
    };
    let value = row.address.resolve(completed);
    let value = value.and_then(|pointer| pointer.get(completed));
    match (key, &row.role) {
        ("header_text" | "body_text", Role::Value) => by_number(row, holder, value),
        ("header_text_named_params" | "body_text_named_params", Role::List { .. }) => {
            by_name(row, holder, value)
        }
        ("header_handle", Role::Value) if is_one_text(value) => {
            let format = text_at(holder, "format").to_ascii_lowercase();
            let label = format!("Sample of the {format}");
            let hint = "the handle that the platform gave for the uploaded sample";
            Some(vec![row_at(row, row.address.index(0), label, hint)])
        }
        ("example", Role::Value) if is_of(holder, "URL") || is_of(holder, "COPY_CODE") => {
            of_button(row, holder, value)
        }
        _ => None,
    }
}

/// Whether a value is a list of one text.
fn is_one_text(value: Option<&Value>) -> bool {
    let list = value.and_then(Value::as_array);
    list.is_some_and(|list| matches!(list.as_slice(), [Value::String(_)]))
}

/// The component or button that examples belong to.
fn holder_of<'a>(row: &Row, key: &str, completed: &'a Value) -> Option<&'a Value> {
    let (around, _) = row.address.split_last()?;
    let holder = if key == "example" {
        around
    } else {
        around.split_last()?.0
    };
    holder.resolve(completed)?.get(completed)
}

/// The examples of numbered variables, where the list has one text for each.
fn by_number(row: &Row, holder: &Value, value: Option<&Value>) -> Option<Vec<Row>> {
    let variables = parameters(&text_at(holder, "text"));
    let Some(value) = value else {
        return Some(Vec::new());
    };
    let (list, values) = match value.get(0) {
        Some(Value::Array(inner)) if value.get(1).is_none() => (row.address.index(0), inner),
        _ => (row.address.clone(), value.as_array()?),
    };
    let wanted = variables.iter().filter_map(place_of).max();
    let is_usual = !is_named(&variables)
        && wanted.map_or(0, |place| place + 1) == values.len()
        && values.iter().all(Value::is_string);
    is_usual.then(|| {
        let at = |variable| Some((variable, list.index(place_of(variable)?)));
        let places = variables.iter().filter_map(at);
        places
            .map(|(variable, address)| of_variable(row, address, variable))
            .collect()
    })
}

/// The examples of named variables, where each entry is about one.
fn by_name(row: &Row, holder: &Value, value: Option<&Value>) -> Option<Vec<Row>> {
    let variables = parameters(&text_at(holder, "text"));
    let Some(value) = value else {
        return Some(Vec::new());
    };
    let entries = value.as_array()?;
    let is_usual = entries.iter().all(|entry| {
        let is_text = entry.get("example").is_none_or(Value::is_string);
        is_text && variables.iter().any(|variable| is_about(entry, variable))
    });
    let is_usual = is_usual && entries.len() == variables.len() && is_named(&variables);
    is_usual.then(|| {
        let at = |variable: &Parameter| {
            let place = entries.iter().position(|entry| is_about(entry, variable))?;
            let address = row.address.index(place).key("example");
            Some(of_variable(row, address, variable))
        };
        variables.iter().filter_map(at).collect()
    })
}

/// The example of a button's address or code; none is offered where the address has no variable.
fn of_button(row: &Row, holder: &Value, value: Option<&Value>) -> Option<Vec<Row>> {
    let address = match value {
        None => return Some(Vec::new()),
        Some(Value::String(_)) => row.address.clone(),
        Some(_) if is_one_text(value) => row.address.index(0),
        Some(_) => return None,
    };
    let (label, hint) = if is_of(holder, "URL") {
        (
            "Example of the address",
            "the whole address as it looks with a value",
        )
    } else {
        ("Example of the code", "SPRING20")
    };
    Some(vec![row_at(row, address, label.to_owned(), hint)])
}

fn of_variable(row: &Row, address: Address, variable: &Parameter) -> Row {
    let label = format!("Example of {{{{{}}}}}", variable.name);
    row_at(row, address, label, HINT)
}

/// A row for one text in place of another row.
fn row_at(row: &Row, address: Address, label: String, hint: &str) -> Row {
    Row {
        address,
        field: &EXAMPLE_VALUE,
        label,
        example: Some(hint.to_owned()),
        role: Role::Value,
        ..row.clone()
    }
}

#[cfg(test)]
mod tests;
