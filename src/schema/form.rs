//! The rows of the form: what the schema knows and what the payload has, in one list.

mod row;
mod rows;

use serde_json::Value;

pub use self::row::{Role, Row};

use self::row::UNKNOWN;
use self::rows::{Place, Rows};

use super::field::Shape;
use super::kind::{Kind, root_of};
use crate::wire::Dialect;

/// The rows of a payload's form, in their order.
///
/// All of the payload can be seen and edited in them: members that the schema does not know and
/// values of an unexpected type are rows of JSON. What is absent but offered has a row as well. A
/// value that cannot be another (the messaging product) has none while it is right.
pub fn form(kind: Option<&'static Kind>, payload: &Value, dialect: Dialect) -> Vec<Row> {
    let mut rows = Rows {
        payload,
        dialect,
        found: Vec::new(),
    };
    let place = Place::root();
    let root = root_of(kind, payload);
    match (payload, root.shape) {
        (Value::Object(_), Shape::Group(fields)) => rows.object(fields, &place, Some(payload), &[]),
        _ => rows.value(&UNKNOWN, &place, Role::Value),
    }
    rows.found
}
