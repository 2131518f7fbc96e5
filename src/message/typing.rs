//! Between the text that a field shows and the JSON value that it stands for.

use std::borrow::Cow;

use serde_json::{Number, Value};

use crate::schema::{Field, Shape};

/// The text that a field shows for its value.
pub(super) fn text_of<'a>(field: &Field, value: &'a Value) -> Cow<'a, str> {
    match value {
        Value::String(text) if matches!(field.shape, Shape::Json) && is_json(text) => {
            Cow::Owned(value.to_string())
        }
        Value::String(text) => Cow::Borrowed(text),
        Value::Object(_) | Value::Array(_) => Cow::Owned(format!("{value:#}")),
        Value::Null | Value::Bool(_) | Value::Number(_) => Cow::Owned(value.to_string()),
    }
}

/// The value that a field gets when `text` is typed over `present`.
///
/// A value keeps its JSON type as long as the text allows: a number stays a number, a text that holds
/// digits stays a text. What is not JSON yet is kept as a text.
pub(super) fn value_of(field: &Field, text: &str, present: Option<&Value>) -> Value {
    let typed = match (field.shape, present) {
        (Shape::Json, _) => serde_json::from_str(text).ok(),
        (Shape::Number, Some(Value::String(before))) if is_number(before) => None,
        (Shape::Number, _) | (_, Some(Value::Number(_))) => number_of(text),
        (Shape::Flag, Some(Value::String(before))) if is_flag(before) => None,
        (Shape::Flag, _) | (_, Some(Value::Bool(_))) => text.parse().ok().map(Value::Bool),
        (_, Some(Value::Object(_) | Value::Array(_))) => serde_json::from_str(text)
            .ok()
            .filter(|value: &Value| value.is_object() || value.is_array()),
        _ => None,
    };
    typed.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// The number that a text spells. One that would be shown in another spelling (`1e5` as `1e+5`) is none,
/// so that no sign appears under the caret.
fn number_of(text: &str) -> Option<Value> {
    let number = serde_json::from_str::<Number>(text).ok()?;
    (number.as_str() == text).then_some(Value::Number(number))
}

fn is_number(text: &str) -> bool {
    number_of(text).is_some()
}

fn is_flag(text: &str) -> bool {
    text.parse::<bool>().is_ok()
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::schema::At;

    const NUMBER: Field = Field::new(At::Key("n"), "number", Shape::Number);
    const FLAG: Field = Field::new(At::Key("f"), "flag", Shape::Flag);
    const JSON: Field = Field::new(At::Key("j"), "json", Shape::Json);
    const TEXT: Field = Field::text("t", "text");

    #[rstest]
    #[case::new_number(&NUMBER, "12", None, json!(12))]
    #[case::digits_kept(&NUMBER, "1.50", Some(json!(1)), "1.50".parse::<Number>().unwrap().into())]
    #[case::text_stays_text(&NUMBER, "71", Some(json!("7")), json!("71"))]
    #[case::unfinished(&NUMBER, "1.", Some(json!(1)), json!("1."))]
    #[case::finished(&NUMBER, "1.5", Some(json!("1.")), "1.5".parse::<Number>().unwrap().into())]
    #[case::exponent(&NUMBER, "1e5", Some(json!("1e")), json!("1e5"))]
    #[case::no_number(&NUMBER, "007", None, json!("007"))]
    #[case::number_in_a_text_field(&TEXT, "71", Some(json!(7)), json!(71))]
    #[case::digits_in_a_text_field(&TEXT, "71", Some(json!("7")), json!("71"))]
    #[case::new_text(&TEXT, "71", None, json!("71"))]
    #[case::object_in_a_text_field(&TEXT, "{\"a\":2}", Some(json!({"a": 1})), json!({"a": 2}))]
    #[case::flag(&FLAG, "true", None, json!(true))]
    #[case::flag_as_text(&FLAG, "false", Some(json!("true")), json!("false"))]
    #[case::no_flag(&FLAG, "tru", Some(json!(true)), json!("tru"))]
    #[case::json(&JSON, "{\"a\": [1]}", None, json!({"a": [1]}))]
    #[case::no_json_yet(&JSON, "{\"a\": [", Some(json!({})), json!("{\"a\": ["))]
    fn typing_keeps_the_json_type(
        #[case] field: &Field,
        #[case] text: &str,
        #[case] present: Option<Value>,
        #[case] expected: Value,
    ) {
        assert_eq!(value_of(field, text, present.as_ref()), expected);
    }

    #[rstest]
    #[case(json!("plain"))]
    #[case(json!("7"))]
    #[case(json!(7))]
    #[case(json!("{\"a\": ["))]
    #[case(json!({"a": [1, "x"]}))]
    #[case(json!(null))]
    fn what_a_json_field_shows_reads_back(#[case] value: Value) {
        assert_eq!(
            value_of(&JSON, &text_of(&JSON, &value), Some(&value)),
            value
        );
    }
}
