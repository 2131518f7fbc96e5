//! The form of a draft: the schema's rows, in the words of the definition where the draft has one.

use std::collections::HashMap;

use serde_json::Value;

use super::complete::complete;
use super::definition::{Definition, HeaderFormat};
use super::words::words_at;
use crate::message::{Draft, Formed};
use crate::schema::{self, Address, Kind, Role, Row, Step};
use crate::wire::Dialect;

/// The members of a parameter that the definition's example stands for.
const VALUE_KEYS: &[&str] = &["text", "fallback_value", "payload", "coupon_code"];

/// The form of a draft; what an [`Editor`](crate::message::Editor) is given to make it.
///
/// With a definition, its slots have its words and examples, and those without a value have rows all the same.
pub fn form(draft: &Draft) -> Formed {
    let dialect = draft.dialect().unwrap_or(Dialect::Cloud);
    let (kind, payload) = (draft.document.kind(), draft.document.payload());
    let definition = draft.definition.as_ref().filter(|_| is_template(kind));
    let definition = definition.and_then(|definition| Definition::read(definition).ok());
    let completed = definition
        .as_ref()
        .and_then(|definition| complete(definition, payload));
    let (Some(definition), Some(completed)) = (definition, completed) else {
        return Formed {
            rows: schema::form(kind, payload, dialect),
            complete: None,
        };
    };
    let present = schema::form(kind, payload, dialect);
    let roles: HashMap<&Address, &Role> = present
        .iter()
        .map(|row| (&row.address, &row.role))
        .collect();
    let mut rows = schema::form(kind, &completed, dialect);
    for row in &mut rows {
        word(row, &definition, &completed);
        ground(row, payload, &roles);
        bound(row, &definition);
    }
    if !definition.is_named() {
        rows.retain(|row| row.present || row.field.key() != Some("parameter_name"));
    }
    Formed {
        rows,
        complete: Some(completed),
    }
}

fn is_template(kind: Option<&'static Kind>) -> bool {
    kind.is_some_and(|kind| kind.name == "template")
}

/// Gives a row of a slot the definition's words.
fn word(row: &mut Row, definition: &Definition, completed: &Value) {
    let Some(words) = words_at(definition, completed, &row.pointer) else {
        return;
    };
    if matches!(row.role, Role::Item { .. }) {
        row.label = words.heading.unwrap_or(std::mem::take(&mut row.label));
    } else if row.field.key().is_some_and(|key| VALUE_KEYS.contains(&key)) {
        row.label = words.label;
        row.example = words.example.or(row.example.take());
    }
}

/// Lets the list of a component's parameters grow no longer than the definition has variables.
fn bound(row: &mut Row, definition: &Definition) {
    let [.., Step::Tagged(tags), Step::Key(key)] = row.address.steps() else {
        return;
    };
    let most = match tags {
        [("type", "body")] => definition.body_parameters.len(),
        [("type", "header")] => match &definition.header {
            Some(header) if header.format == HeaderFormat::Text => header.parameters.len(),
            Some(_) => 1,
            None => 0,
        },
        _ => return,
    };
    if let Role::List { max, .. } = &mut row.role
        && key == "parameters"
    {
        *max = u32::try_from(most).ok();
    }
}

/// Makes a row of the completed payload one of the payload itself.
fn ground(row: &mut Row, payload: &Value, roles: &HashMap<&Address, &Role>) {
    let (pointer, missing) = row.address.nearest(payload);
    row.present = missing.is_empty();
    row.pointer = pointer;
    match (&row.role, roles.get(&row.address)) {
        (_, Some(&role)) if row.present => row.role = role.clone(),
        (Role::Item { .. }, _) => row.role = Role::Group,
        (Role::List { max, .. }, _) => row.role = Role::List { len: 0, max: *max },
        _ => {}
    }
}

#[cfg(test)]
mod tests;
