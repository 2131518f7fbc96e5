//! JSON types: whether a value has the one that its field takes, and what to say where not.

use serde_json::Value;

use super::near::quoted;
use super::spot::Spot;
use crate::schema::{Field, Loose, Shape};

/// How a value's JSON type suits a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// As documented.
    Good,
    /// A number for a text or the other way round, which was seen to be taken.
    Neighbour,
    /// The field does not take it.
    Wrong,
}

/// How a value's JSON type suits a field.
pub(super) fn fit(field: &Field, value: &Value) -> Fit {
    let fits = |is_good: bool| if is_good { Fit::Good } else { Fit::Wrong };
    match (field.shape, value) {
        (Shape::Group(_) | Shape::Variant { .. } | Shape::OneOf(_), _) => fits(value.is_object()),
        (Shape::List(_) | Shape::Tagged(_), _) => fits(value.is_array()),
        (Shape::Flag, _) => fits(value.is_boolean()),
        (Shape::Json, _)
        | (Shape::Text { .. } | Shape::Choice(_) | Shape::Kinds(_), Value::String(_))
        | (Shape::Number, Value::Number(_)) => Fit::Good,
        (Shape::Text { .. } | Shape::Choice(_), Value::Number(_)) => match field.loose {
            Loose::No => Fit::Wrong,
            Loose::Seen => Fit::Neighbour,
            Loose::Both => Fit::Good,
        },
        // an empty number is the business of the rule that requires it
        (Shape::Number, Value::String(text)) if text.trim().is_empty() => Fit::Good,
        (Shape::Number, Value::String(text)) => match (text.parse::<f64>(), field.loose) {
            (Ok(number), Loose::Both) if number.is_finite() => Fit::Good,
            (Ok(number), _) if number.is_finite() => Fit::Neighbour,
            _ => Fit::Wrong,
        },
        _ => Fit::Wrong,
    }
}

/// `row title must be a text, not a number`; milder where the other type was seen to be taken.
pub(super) fn type_message(spot: &Spot<'_>, value: &Value, fit: Fit) -> String {
    let expected = match spot.field.shape {
        Shape::Group(_) | Shape::Variant { .. } | Shape::OneOf(_) => "an object",
        Shape::List(_) | Shape::Tagged(_) => "an array",
        Shape::Flag => "true or false",
        Shape::Number => "a number",
        Shape::Text { .. } | Shape::Choice(_) | Shape::Kinds(_) | Shape::Json => "a text",
    };
    let found = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(_) => "a number".to_owned(),
        Value::String(text) => format!("the text {}", quoted(text)),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    let title = spot.field.title;
    match fit {
        Fit::Neighbour => format!("{title} is {found}; documented is {expected}"),
        Fit::Good | Fit::Wrong => format!("{title} must be {expected}, not {found}"),
    }
}

/// What to do about a value of the wrong type.
pub(super) fn type_help(spot: &Spot<'_>, value: &Value) -> Option<String> {
    match (spot.field.shape, value) {
        (Shape::Text { .. } | Shape::Choice(_), Value::Number(_) | Value::Bool(_)) => {
            Some("put it in quotation marks".to_owned())
        }
        (Shape::Number, Value::String(text)) if text.parse::<f64>().is_ok() => {
            Some("write it without quotation marks".to_owned())
        }
        (Shape::Flag, Value::String(text)) if text == "true" || text == "false" => {
            Some("write it without quotation marks".to_owned())
        }
        (_, Value::Null) => Some("remove it".to_owned()),
        _ => None,
    }
}
