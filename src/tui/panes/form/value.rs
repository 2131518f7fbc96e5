//! What a row's value says, as text, and how full it is.

use serde_json::Value;

use crate::schema::{Limit, Role, Row, Shape};
use crate::text;

/// The text of the row's value: what is typed into its field.
pub(super) fn value_text(row: &Row, payload: &Value) -> String {
    if !row.present {
        return String::new();
    }
    match row.pointer.get(payload) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) if matches!(row.field.shape, Shape::Json) => {
            serde_json::to_string_pretty(other).unwrap_or_default()
        }
        Some(other) => other.to_string(),
    }
}

/// What an empty field says: what emptiness means, else an example.
pub(super) fn hint(row: &Row) -> String {
    match (row.field.empty_means, &row.example) {
        (Some(meaning), _) => format!("empty {meaning}"),
        (None, Some(example)) => format!("e.g. {example}"),
        (None, None) => String::new(),
    }
}

/// What a row with a few possible values has chosen, as its picker says it; none for other rows.
pub(super) fn chosen(row: &Row, payload: &Value) -> Option<String> {
    let stands = || value_text(row, payload);
    match (&row.role, &row.field.shape) {
        (Role::Case { cases, current, .. }, _) => {
            let title = current
                .and_then(|place| cases.get(place))
                .map(|case| case.title);
            Some(title.unwrap_or("none").to_owned())
        }
        (Role::OneOf { fields, current }, _) => {
            let title = current
                .and_then(|place| fields.get(place))
                .map(|field| field.title);
            Some(title.unwrap_or("none").to_owned())
        }
        (Role::Value | Role::Kind, Shape::Choice(options) | Shape::Kinds(options)) => {
            let value = stands();
            let known = options
                .iter()
                .find(|option| option.value.eq_ignore_ascii_case(&value));
            Some(match known {
                Some(option) => option.title.to_owned(),
                None if value.is_empty() => "choose".to_owned(),
                None => text::visible(&value).into_owned(),
            })
        }
        (Role::Value, Shape::Flag) => Some(match stands().as_str() {
            "true" => "yes".to_owned(),
            "false" => "no".to_owned(),
            "" => "not said".to_owned(),
            other => text::visible(other).into_owned(),
        }),
        _ => None,
    }
}

/// How near a value is to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fill {
    /// Under four fifths.
    Low,
    /// From four fifths.
    High,
    /// At the limit.
    Full,
    /// Above it.
    Over,
}

/// The counter of a text: `9 / 60`, or `12 · 19 / 20` where the two counts differ.
pub(super) fn counter(value: &str, limit: Limit) -> Option<(String, Fill)> {
    let most = limit.error.or(limit.warning)?;
    let count = text::count(value);
    let label = if count.code_points == count.utf16 {
        format!("{} / {most}", count.code_points)
    } else {
        format!("{} · {} / {most}", count.code_points, count.utf16)
    };
    Some((label, fill(count.code_points, most)))
}

/// How near `count` is to `most`.
pub(super) const fn fill(count: usize, most: u32) -> Fill {
    let most = most as usize;
    if count > most {
        Fill::Over
    } else if count == most {
        Fill::Full
    } else if count * 5 >= most * 4 {
        Fill::High
    } else {
        Fill::Low
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(0, Fill::Low)]
    #[case(15, Fill::Low)]
    #[case(16, Fill::High)]
    #[case(19, Fill::High)]
    #[case(20, Fill::Full)]
    #[case(21, Fill::Over)]
    fn the_counter_warns_before_the_limit(#[case] count: usize, #[case] expected: Fill) {
        assert_eq!(fill(count, 20), expected);
    }

    #[test]
    fn both_counts_are_shown_only_when_they_differ() {
        let limit = Limit {
            error: Some(20),
            warning: None,
        };
        assert_eq!(
            counter("plain", limit),
            Some(("5 / 20".to_owned(), Fill::Low))
        );
        assert_eq!(
            counter("👍🏽", limit).map(|(label, _)| label),
            Some("2 · 4 / 20".to_owned())
        );
    }
}
