//! The name that was probably meant.

use crate::text;

/// The candidate that differs least from a misspelt name; none that differs too much.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = match name.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, left out, replaced or swapped, whatever their case.
fn distance(left: &str, right: &str) -> usize {
    let letters = |text: &str| -> Vec<char> { text.to_lowercase().chars().take(64).collect() };
    let (left, right) = (letters(left), letters(right));
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX);
            let replaced = at(&above, column) + usize::from(letter != other);
            let mut cost = replaced
                .min(at(&above, column + 1) + 1)
                .min(at(&current, column) + 1);
            let is_swap = row > 0
                && column > 0
                && left.get(row - 1) == Some(other)
                && right.get(column - 1) == Some(letter);
            if is_swap {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            current.push(cost);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(usize::MAX)
}

/// A foreign text in quotation marks: shortened, and with nothing in it that would move a terminal.
pub(super) fn quoted(foreign: &str) -> String {
    format!("\"{}\"", text::truncate(&text::visible(foreign), 40))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("paramter_name", Some("parameter_name"))]
    #[case("parameter_nmae", Some("parameter_name"))]
    #[case("Titel", Some("title"))]
    #[case("TEXT", Some("text"))]
    #[case("ids", None)]
    #[case("templateId", None)]
    #[case("", None)]
    fn the_nearest_name_is_offered(#[case] name: &str, #[case] expected: Option<&str>) {
        let candidates = ["type", "text", "title", "parameter_name", "description"];
        assert_eq!(nearest(name, candidates), expected);
    }
}
