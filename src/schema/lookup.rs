//! Questions to the schema that need no payload, or only a look at one object of it.

use serde_json::{Map, Value};

use super::address::{Address, Step};
use super::condition::{When, holds_in};
use super::field::{At, Case, Field, Shape};
use super::kind::{Kind, all_kinds, root_of};
use super::kinds;
use super::rule::{Rule, Severity, Test};
use crate::wire::{self, Dialect};

/// How long a text may be in one dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// More characters than these are refused.
    pub error: Option<u32>,
    /// More characters than these are likely not meant, or refused by some.
    pub warning: Option<u32>,
}

/// The limits of a text field, for its counter: the tightest of each severity that hold in this payload.
pub fn limit(field: &Field, dialect: Dialect, payload: &Value) -> Option<Limit> {
    let tightest = |severity| {
        let lengths = field.rules.iter().filter(|rule| rule.severity == severity);
        lengths
            .filter(|rule| rule.dialects.contains(&dialect) && holds_in(rule.when, payload))
            .filter_map(|rule| match rule.test {
                Test::MaxLen(length) => Some(length),
                _ => None,
            })
            .min()
    };
    let limit = Limit {
        error: tightest(Severity::Error),
        warning: tightest(Severity::Warning),
    };
    (limit.error.is_some() || limit.warning.is_some()).then_some(limit)
}

/// The most elements that a list may have in this payload.
pub(super) fn most(field: &Field, dialect: Dialect, payload: &Value) -> Option<u32> {
    field
        .rules
        .iter()
        .filter(|rule| rule.severity == Severity::Error && rule.dialects.contains(&dialect))
        .filter(|rule| rule.when.is_of_payload() && holds_in(rule.when, payload))
        .filter_map(|rule| match rule.test {
            Test::MaxItems(most) => Some(most),
            _ => None,
        })
        .min()
}

/// Whether the dialect never takes the field.
pub(super) fn is_unwanted(field: &Field, dialect: Dialect) -> bool {
    !field.dialects.contains(&dialect)
        || field.rules.iter().any(|rule| {
            matches!((rule.test, rule.when), (Test::Forbidden, When::Always))
                && rule.dialects.contains(&dialect)
        })
}

/// Whether an object of the dialect is wrong without the field.
pub(crate) fn is_required(field: &Field, dialect: Dialect) -> bool {
    field.rules.iter().any(|rule| {
        matches!((rule.test, rule.when), (Test::Required, When::Always))
            && rule.severity == Severity::Error
            && rule.dialects.contains(&dialect)
    })
}

/// The field that the member `key` of an object is.
pub(crate) fn member(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    fields
        .iter()
        .find_map(|field| match (field.at, field.shape) {
            (At::Key(name), _) => (name == key).then_some(field),
            (At::Here, Shape::Group(inner) | Shape::OneOf(inner)) => member(inner, key),
            _ => None,
        })
}

/// The case of a variant that an object is.
pub(crate) fn case_of(
    variant: &'static Field,
    object: &Map<String, Value>,
) -> Option<&'static Case> {
    let Shape::Variant {
        tag,
        fold_case,
        default,
        cases,
    } = variant.shape
    else {
        return None;
    };
    let found = match wire::member(object, tag) {
        Some(value) => value.as_str()?,
        None => default?,
    };
    cases
        .iter()
        .find(|case| case.value == found || (fold_case && case.value.eq_ignore_ascii_case(found)))
}

/// The members that the object at an address can have, in the order of the schema.
pub fn key_order(kind: Option<&'static Kind>, address: &Address) -> Vec<&'static str> {
    let root = root_of(kind, &Value::Null);
    let mut at = vec![root];
    for step in address.steps() {
        at = at.iter().flat_map(|field| inside(field, step)).collect();
    }
    let mut keys = Vec::new();
    for field in at {
        collect_keys(field, &mut keys);
    }
    keys
}

/// The fields that one step below a field can lead to: several where a variant has several cases.
fn inside(field: &'static Field, step: &Step) -> Vec<&'static Field> {
    let mut found = Vec::new();
    match (field.shape, step) {
        (Shape::Group(fields) | Shape::OneOf(fields), Step::Key(_)) => {
            keyed(fields, step, &mut found);
        }
        (Shape::Variant { cases, .. }, Step::Key(_)) => {
            for case in cases {
                keyed(case.fields, step, &mut found);
            }
        }
        (Shape::List(element), Step::Index(_)) => found.push(element),
        (Shape::Tagged(parts), Step::Tagged(wanted)) => {
            found.extend(parts.iter().filter(|part| match part.at {
                At::Item(tags) | At::Items(tags) => tags == *wanted,
                _ => false,
            }));
        }
        (Shape::Tagged(parts), Step::Index(_)) => found.extend(parts),
        _ => {}
    }
    found
}

fn keyed(fields: &'static [Field], step: &Step, found: &mut Vec<&'static Field>) {
    let Step::Key(key) = step else { return };
    for field in fields {
        match field.at {
            At::Key(name) if name == key => found.push(field),
            At::Here => found.extend(inside(field, step)),
            _ => {}
        }
    }
}

fn collect_keys(field: &'static Field, keys: &mut Vec<&'static str>) {
    let mut push = |key| {
        if !keys.contains(&key) {
            keys.push(key);
        }
    };
    if let At::Item(tags) | At::Items(tags) = field.at {
        for (tag, _) in tags {
            push(tag);
        }
    }
    let lists: Vec<&'static [Field]> = match field.shape {
        Shape::Group(fields) | Shape::OneOf(fields) => vec![fields],
        Shape::Variant { tag, cases, .. } => {
            push(tag);
            cases.iter().map(|case| case.fields).collect()
        }
        _ => Vec::new(),
    };
    for inner in lists.into_iter().flatten() {
        match inner.at {
            At::Key(key) if !keys.contains(&key) => keys.push(key),
            At::Here => collect_keys(inner, keys),
            _ => {}
        }
    }
}

/// Every rule with the field that carries it and the kind that the field belongs to.
///
/// The rules of messages whose kind we do not know come last, under no kind.
pub fn rules() -> impl Iterator<Item = (Option<&'static Kind>, &'static Field, &'static Rule)> {
    let known = all_kinds().map(|kind| (Some(kind), kind.root));
    let unknown = kinds::other::ROOTS.iter().map(|root| (None, *root));
    known.chain(unknown).flat_map(|(kind, root)| {
        let mut fields = Vec::new();
        collect_fields(root, &mut fields);
        fields
            .into_iter()
            .flat_map(move |field| field.rules.iter().map(move |rule| (kind, field, rule)))
    })
}

/// A field and all fields inside it.
fn collect_fields(field: &'static Field, fields: &mut Vec<&'static Field>) {
    fields.push(field);
    let lists: Vec<&'static [Field]> = match field.shape {
        Shape::Group(inner) | Shape::OneOf(inner) | Shape::Tagged(inner) => vec![inner],
        Shape::Variant { cases, .. } => cases.iter().map(|case| case.fields).collect(),
        Shape::List(element) => return collect_fields(element, fields),
        _ => return,
    };
    for inner in lists.into_iter().flatten() {
        collect_fields(inner, fields);
    }
}
