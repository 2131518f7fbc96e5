//! From an address to the schema's field there, with a look at the payload where cases differ.

use serde_json::Value;

use crate::schema::{Address, At, Case, Field, Shape, Step, carries, case_of};

/// A field found on the way of an address.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The field.
    pub(super) field: &'static Field,
    /// The case of the variant around it that has this field.
    pub(super) case: Option<&'static Case>,
}

/// The field at an address of a payload; none where the schema knows nothing.
pub(super) fn field_at(root: &'static Field, payload: &Value, address: &Address) -> Option<Found> {
    let mut found = Found {
        field: root,
        case: None,
    };
    let mut value = Some(payload);
    for step in address.steps() {
        found = inside(found.field, value, step)?;
        value = value.and_then(|value| below(value, step));
    }
    Some(found)
}

/// The value one step down.
fn below<'a>(value: &'a Value, step: &Step) -> Option<&'a Value> {
    match step {
        Step::Key(key) => value.get(key.as_ref()),
        Step::Index(index) => value.get(index),
        Step::Tagged(tags) => value
            .as_array()?
            .iter()
            .find(|element| carries(element, tags)),
    }
}

fn inside(field: &'static Field, value: Option<&Value>, step: &Step) -> Option<Found> {
    match (field.shape, step) {
        (Shape::Group(fields) | Shape::OneOf(fields), Step::Key(_)) => among(fields, value, step),
        (Shape::Variant { cases, .. }, Step::Key(_)) => {
            let current = value
                .and_then(Value::as_object)
                .and_then(|object| case_of(field, object));
            current
                .into_iter()
                .chain(cases)
                .find_map(|case| in_case(case, value, step))
        }
        (Shape::List(element), Step::Index(_)) => Some(plain(element)),
        (Shape::Tagged(parts), Step::Tagged(wanted)) => parts
            .iter()
            .find(|part| tags_of(part) == Some(wanted))
            .map(plain),
        (Shape::Tagged(parts), Step::Index(index)) => {
            let element = value?.get(index)?;
            parts
                .iter()
                .find(|part| tags_of(part).is_some_and(|tags| carries(element, tags)))
                .map(plain)
        }
        _ => None,
    }
}

const fn plain(field: &'static Field) -> Found {
    Found { field, case: None }
}

fn in_case(case: &'static Case, value: Option<&Value>, step: &Step) -> Option<Found> {
    among(case.fields, value, step).map(|found| Found {
        case: Some(case),
        ..found
    })
}

fn among(fields: &'static [Field], value: Option<&Value>, step: &Step) -> Option<Found> {
    let Step::Key(wanted) = step else {
        return None;
    };
    fields.iter().find_map(|field| match field.at {
        At::Key(key) if key == wanted => Some(plain(field)),
        At::Here => inside(field, value, step),
        _ => None,
    })
}

/// The tags by which an element of a tagged array is known.
pub(super) const fn tags_of(
    field: &'static Field,
) -> Option<&'static [(&'static str, &'static str)]> {
    match field.at {
        At::Item(tags) | At::Items(tags) => Some(tags),
        _ => None,
    }
}
