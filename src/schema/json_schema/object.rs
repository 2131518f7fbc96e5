//! What stands inside objects and arrays.

use serde_json::{Map, Value, json};

use super::{also, always, filled, value};
use crate::schema::field::{At, Case, Field, Presence, Shape};
use crate::schema::rule::Test;
use crate::wire::Dialect;

/// Adds what the members or elements of a value must be.
pub(super) fn inside(schema: &mut Map<String, Value>, field: &'static Field, dialect: Dialect) {
    match field.shape {
        Shape::Group(fields) | Shape::OneOf(fields) => members(schema, fields, dialect),
        Shape::List(element) => {
            schema.insert("items".to_owned(), value(element, dialect));
        }
        Shape::Variant {
            tag,
            fold_case,
            default,
            cases,
        } => {
            if always(field, dialect).any(|rule| matches!(rule.test, Test::Listed)) {
                let taken = cases.iter().filter(|case| case.dialects.contains(&dialect));
                let taken: Vec<Value> = taken.map(|case| tag_is(case.value, fold_case)).collect();
                one_of_tags(schema, tag, default.is_some(), &taken);
            }
            // of an element it is the tag that a rule requires
            if field.at == At::Element && is_required(field, dialect) {
                also(
                    schema,
                    json!({"required": [tag], "properties": {tag: filled()}}),
                );
            }
            for case in cases {
                let condition = is_case(tag, case, fold_case, default);
                let mut then = Map::new();
                members(&mut then, case.fields, dialect);
                also(schema, json!({"if": condition, "then": then}));
            }
        }
        Shape::Tagged(parts) => {
            let items = elements(field, parts, dialect);
            schema.insert("items".to_owned(), items);
        }
        _ => {}
    }
}

/// Adds the members that an object can have, and those that it must have.
fn members(schema: &mut Map<String, Value>, fields: &'static [Field], dialect: Dialect) {
    for field in fields {
        match (field.at, field.shape) {
            (At::Key(key), _) => {
                entry(schema, "properties", json!({}), |properties| {
                    if let Value::Object(properties) = properties {
                        properties.insert(key.to_owned(), value(field, dialect));
                    }
                });
                if must_be_there(field, dialect) {
                    entry(schema, "required", json!([]), |required| {
                        if let Value::Array(required) = required {
                            required.push(json!(key));
                        }
                    });
                }
            }
            (At::Here, Shape::Group(inner)) => members(schema, inner, dialect),
            (At::Here, Shape::OneOf(inner)) => {
                members(schema, inner, dialect);
                if always(field, dialect).any(|rule| matches!(rule.test, Test::ExactlyOne)) {
                    exactly_one(schema, inner);
                }
            }
            _ => {}
        }
    }
}

fn entry(
    schema: &mut Map<String, Value>,
    key: &str,
    empty: Value,
    change: impl FnOnce(&mut Value),
) {
    change(schema.entry(key).or_insert(empty));
}

/// Exactly one of the members is there, with something in it.
fn exactly_one(schema: &mut Map<String, Value>, fields: &'static [Field]) {
    let keys = fields.iter().filter_map(Field::key);
    let one: Vec<Value> = keys.clone().map(|key| json!({"required": [key]})).collect();
    let texts: Map<String, Value> = keys.map(|key| (key.to_owned(), filled())).collect();
    also(schema, json!({"oneOf": one, "properties": texts}));
}

/// Whether an object is wrong without the member.
fn must_be_there(field: &'static Field, dialect: Dialect) -> bool {
    is_required(field, dialect)
        || (field.presence == Presence::Essential && needs_something(field, dialect))
}

fn is_required(field: &'static Field, dialect: Dialect) -> bool {
    always(field, dialect).any(|rule| matches!(rule.test, Test::Required | Test::ExactlyOne))
}

/// Whether something inside a group is required.
fn needs_something(field: &'static Field, dialect: Dialect) -> bool {
    let (Shape::Group(inner) | Shape::OneOf(inner)) = field.shape else {
        return false;
    };
    inner.iter().any(|inner| {
        let is_inside = inner.presence == Presence::Essential || inner.at == At::Here;
        is_required(inner, dialect) || (is_inside && needs_something(inner, dialect))
    })
}

/// What a tag is that means this case.
fn tag_is(wanted: &str, fold_case: bool) -> Value {
    if fold_case {
        json!({"type": "string", "pattern": caseless(wanted)})
    } else {
        json!({"const": wanted})
    }
}

fn one_of_tags(schema: &mut Map<String, Value>, tag: &str, has_default: bool, taken: &[Value]) {
    let mut demand = json!({"properties": {tag: {"anyOf": taken}}});
    if !has_default && let Value::Object(demand) = &mut demand {
        demand.insert("required".to_owned(), json!([tag]));
    }
    also(schema, demand);
}

fn is_case(tag: &str, case: &Case, fold_case: bool, default: Option<&str>) -> Value {
    let properties = json!({tag: tag_is(case.value, fold_case)});
    if default == Some(case.value) {
        json!({"properties": properties})
    } else {
        json!({"properties": properties, "required": [tag]})
    }
}

/// The elements of an array that are told apart by tags.
fn elements(field: &'static Field, parts: &'static [Field], dialect: Dialect) -> Value {
    let mut items = Map::new();
    items.insert("type".to_owned(), json!("object"));
    let carries = |part: &Field| {
        let (At::Item(tags) | At::Items(tags)) = part.at else {
            return json!(true);
        };
        let properties: Map<String, Value> = tags
            .iter()
            .map(|(tag, wanted)| ((*tag).to_owned(), tag_is(wanted, true)))
            .collect();
        let keys: Vec<&str> = tags.iter().map(|(tag, _)| *tag).collect();
        json!({"properties": properties, "required": keys})
    };
    if always(field, dialect).any(|rule| matches!(rule.test, Test::Listed)) {
        let known = parts.iter().filter(|part| part.dialects.contains(&dialect));
        let known: Vec<Value> = known.map(carries).collect();
        also(&mut items, json!({ "anyOf": known }));
    }
    for part in parts {
        also(
            &mut items,
            json!({"if": carries(part), "then": value(part, dialect)}),
        );
    }
    Value::Object(items)
}

/// An expression for a word in any case.
fn caseless(word: &str) -> String {
    let letters = word.chars().map(|letter| {
        if letter.is_ascii_alphabetic() {
            format!(
                "[{}{}]",
                letter.to_ascii_lowercase(),
                letter.to_ascii_uppercase()
            )
        } else {
            letter.to_string()
        }
    });
    format!("^{}$", letters.collect::<String>())
}
