//! The variables in a definition's texts: `{{1}}` and `{{order_id}}`.

use std::ops::Range;

/// A variable of one text of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name without braces: `1`, `order_id`.
    pub name: String,
    /// The example value that the definition was reviewed with.
    pub example: Option<String>,
}

/// The variables of a text in the order in which they stand, with the bytes that each takes up, braces included.
///
/// Braces are exactly two and hold a word without blanks; anything else is plain text.
pub fn placeholders(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find("{{")) {
        let start = from + open;
        let inner = text.get(start + 2..).unwrap_or_default();
        match inner.find("}}") {
            Some(length) if inner.get(..length).is_some_and(is_name) => {
                let end = start + 2 + length + 2;
                found.push((start..end, inner.get(..length).unwrap_or_default()));
                from = end;
            }
            _ => from = start + 1,
        }
    }
    found
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// The parameters that a text asks for: numbered ones in rising order, named ones as they stand; each once.
pub(super) fn parameters(text: &str) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    for (_, name) in placeholders(text) {
        if !found.iter().any(|parameter| parameter.name == name) {
            found.push(Parameter {
                name: name.to_owned(),
                example: None,
            });
        }
    }
    let numbers: Option<Vec<u32>> = found
        .iter()
        .map(|parameter| parameter.name.parse().ok())
        .collect();
    if numbers.is_some() {
        found.sort_by_key(|parameter| parameter.name.parse::<u32>().unwrap_or(u32::MAX));
    }
    found
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::numbered("Hi {{1}}, {{2}}!", &["1", "2"])]
    #[case::rising_whatever_the_order("{{2}} {{10}} {{1}}", &["1", "2", "10"])]
    #[case::gaps("{{1}} {{3}}", &["1", "3"])]
    #[case::twice_counts_once("{{1}} and {{1}}", &["1"])]
    #[case::named("{{order_id}} for {{first_name}}", &["order_id", "first_name"])]
    #[case::blanks_are_text("{{ 1 }} {1} {{}} {{1}", &[])]
    #[case::third_brace("{{{1}}}", &["1"])]
    fn a_text_asks_for_parameters(#[case] text: &str, #[case] expected: &[&str]) {
        let names: Vec<_> = parameters(text)
            .into_iter()
            .map(|found| found.name)
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn places_include_the_braces() {
        assert_eq!(placeholders("ä{{1}}b"), [(2..7, "1")]);
    }
}
