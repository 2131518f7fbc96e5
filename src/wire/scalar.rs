//! Texts, numbers and moments as platforms spell them: `"1795161601"` here, `1795161601` there.

use jiff::Timestamp;
use serde_json::Value;

/// The text of a string or a number; none for anything else.
pub fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.as_str()),
        _ => None,
    }
}

/// The number of a number or of a string that spells one.
pub fn number_of(value: &Value) -> Option<f64> {
    text_of(value)?
        .trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

/// The moment of Unix seconds, given as string or number.
pub fn moment_of(value: &Value) -> Option<Timestamp> {
    let seconds = text_of(value)?.trim().parse().ok()?;
    Timestamp::from_second(seconds).ok()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case(json!("1795161601"), Some(1_795_161_601))]
    #[case(json!(1_795_161_601), Some(1_795_161_601))]
    #[case(json!(" 7 "), Some(7))]
    #[case(json!("99999999999999999999"), None)]
    #[case(json!("soon"), None)]
    #[case(json!(1.5), None)]
    #[case(json!(null), None)]
    fn moments_are_read_from_strings_and_numbers(
        #[case] value: Value,
        #[case] seconds: Option<i64>,
    ) {
        assert_eq!(moment_of(&value).map(Timestamp::as_second), seconds);
    }

    #[rstest]
    #[case(json!("52.5163"), Some(52.5163))]
    #[case(json!(13.3777), Some(13.3777))]
    #[case(json!("NaN"), None)]
    #[case(json!("north"), None)]
    fn numbers_are_read_from_strings_and_numbers(
        #[case] value: Value,
        #[case] number: Option<f64>,
    ) {
        assert_eq!(number_of(&value), number);
    }
}
