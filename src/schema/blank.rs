//! New values: what "add" inserts and what a new message begins with.

use serde_json::{Map, Value, json};

use super::field::{At, Field, Initial, Loose, Presence, Shape};
use super::kind::Kind;
use super::lookup::{is_required, is_unwanted};
use super::rule::Test;
use crate::wire::Dialect;

/// A new message of a kind, in the envelope of the dialect, with everything empty that must be there.
pub fn skeleton(kind: &'static Kind, dialect: Dialect) -> Value {
    let mut payload = blank(kind.root, dialect);
    let (outer, inner) = kind.name.split_once('.').unwrap_or((kind.name, ""));
    if let Some(found) = payload.get_mut("type") {
        *found = json!(outer);
    }
    if let Some(found) = payload
        .get_mut(outer)
        .and_then(|content| content.get_mut("type"))
    {
        *found = json!(inner);
    }
    payload
}

/// A new value of a field: its required members, empty, and what is always the same in it.
pub fn blank(field: &'static Field, dialect: Dialect) -> Value {
    element(field, dialect, &[])
}

/// What an object begins with that has these fields: the members of a case, say.
pub(crate) fn members(fields: &'static [Field], dialect: Dialect) -> Map<String, Value> {
    let mut object = Map::new();
    fill(fields, dialect, &[], &mut object);
    object
}

/// A new element of a list beside those that are there, so that it gets a number or an id of its own.
pub fn element(field: &'static Field, dialect: Dialect, siblings: &[Value]) -> Value {
    let tags = match field.at {
        At::Item(tags) | At::Items(tags) => tags,
        _ => &[],
    };
    match field.shape {
        Shape::Group(fields) | Shape::OneOf(fields) => {
            let mut object = tagged(tags);
            fill(fields, dialect, siblings, &mut object);
            Value::Object(object)
        }
        Shape::Variant {
            tag,
            default,
            cases,
            ..
        } => {
            let mut object = tagged(tags);
            let case = cases
                .iter()
                .find(|case| Some(case.value) == default)
                .or_else(|| cases.iter().find(|case| case.dialects.contains(&dialect)));
            if let Some(case) = case {
                object.insert(tag.to_owned(), json!(case.value));
                fill(case.fields, dialect, siblings, &mut object);
            }
            Value::Object(object)
        }
        Shape::List(element) => least_elements(field, element, dialect),
        Shape::Tagged(_) => Value::Array(Vec::new()),
        Shape::Flag => json!(false),
        Shape::Json => Value::Object(Map::new()),
        Shape::Text { .. } | Shape::Number | Shape::Choice(_) | Shape::Kinds(_) => {
            initial(field, siblings)
        }
    }
}

fn tagged(tags: &[(&str, &str)]) -> Map<String, Value> {
    tags.iter()
        .map(|(tag, value)| ((*tag).to_owned(), json!(value)))
        .collect()
}

/// Puts the members into a new object that it cannot be without.
fn fill(
    fields: &'static [Field],
    dialect: Dialect,
    siblings: &[Value],
    object: &mut Map<String, Value>,
) {
    for field in fields {
        match (field.at, field.shape) {
            (At::Here, Shape::Group(inner)) => fill(inner, dialect, siblings, object),
            (At::Here, Shape::OneOf(inner)) => {
                fill_first(inner, dialect, siblings, object);
            }
            (At::Key(key), _) if begins_with(field, dialect) => {
                object.insert(key.to_owned(), element(field, dialect, siblings));
            }
            _ => {}
        }
    }
}

/// Puts the first of several members in.
fn fill_first(
    fields: &'static [Field],
    dialect: Dialect,
    siblings: &[Value],
    object: &mut Map<String, Value>,
) {
    let first = fields.first().and_then(|first| Some((first, first.key()?)));
    if let Some((first, key)) = first {
        object.insert(key.to_owned(), element(first, dialect, siblings));
    }
}

/// Whether a new object has the field.
fn begins_with(field: &Field, dialect: Dialect) -> bool {
    !is_unwanted(field, dialect)
        && (field.presence == Presence::Essential
            || field.initial != Initial::Nothing
            || is_required(field, dialect)
            || matches!(field.shape, Shape::Kinds(_)))
}

fn least_elements(field: &Field, inner: &'static Field, dialect: Dialect) -> Value {
    let least = field.rules.iter().find_map(|rule| match rule.test {
        Test::MinItems(least) => Some(least),
        _ => None,
    });
    let mut elements = Vec::new();
    for _ in 0..least.unwrap_or(0) {
        elements.push(element(inner, dialect, &elements));
    }
    Value::Array(elements)
}

fn initial(field: &Field, siblings: &[Value]) -> Value {
    let is_number = matches!((field.shape, field.loose), (Shape::Number, Loose::No));
    match field.initial {
        Initial::Nothing | Initial::Blank => json!(""),
        Initial::Text(text) if is_number => {
            text.parse().map_or_else(|_| json!(text), Value::Number)
        }
        Initial::Text(text) => json!(text),
        Initial::Position if is_number => json!(siblings.len()),
        Initial::Position => json!(siblings.len().to_string()),
        Initial::Numbered(stem) => json!(numbered(field, stem, siblings)),
    }
}

/// The stem with the first number, from the position on, that no element before it has.
fn numbered(field: &Field, stem: &str, siblings: &[Value]) -> String {
    let is_taken = |text: &str| {
        siblings
            .iter()
            .any(|sibling| field.key().is_some_and(|key| holds(sibling, key, text)))
    };
    let mut number = siblings.len().saturating_add(1);
    loop {
        let text = format!("{stem}{number}");
        if !is_taken(&text) {
            return text;
        }
        number = number.saturating_add(1);
    }
}

/// Whether an object, or an object in it, has this text in that member.
fn holds(value: &Value, key: &str, text: &str) -> bool {
    value.as_object().is_some_and(|object| {
        object
            .iter()
            .any(|(name, inner)| (name == key && inner == text) || holds(inner, key, text))
    })
}
