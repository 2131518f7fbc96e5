//! The counter at a field's label: how long the text is and how long it may be.

use crate::schema::Limit;
use crate::text;
use crate::tui::theme::Role;

/// The counter of a text under its limits: `23/24`, with its severity as a role.
///
/// Two numbers (`12·19/20`: code points, UTF-16 units) only when they differ. Dim below 80 %,
/// ordinary from there, a warning at the limit, an error above it.
pub fn counter(value: &str, limit: Limit) -> (String, Role) {
    let count = text::count(value);
    let length = if count.code_points == count.utf16 {
        count.code_points.to_string()
    } else {
        format!("{}·{}", count.code_points, count.utf16)
    };
    let shown = limit.error.or(limit.warning);
    let label = shown.map_or_else(|| length.clone(), |limit| format!("{length}/{limit}"));
    let reaches = |limit: Option<u32>, length: usize| {
        limit.is_some_and(|limit| length >= usize::try_from(limit).unwrap_or(usize::MAX))
    };
    let exceeds = |limit: Option<u32>, length: usize| {
        limit.is_some_and(|limit| length > usize::try_from(limit).unwrap_or(usize::MAX))
    };
    // Sources count in either unit; what only the larger number exceeds is not certain to fail.
    let longest = count.utf16;
    let role = if exceeds(limit.error, count.code_points) {
        Role::Error
    } else if reaches(limit.error, longest) || exceeds(limit.warning, longest) {
        Role::Warning
    } else if shown.is_some_and(|limit| longest * 5 >= usize::try_from(limit).unwrap_or(0) * 4) {
        Role::Text
    } else {
        Role::Dim
    };
    (label, role)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(18, Some(24), None, "18/24", Role::Dim)]
    #[case(20, Some(24), None, "20/24", Role::Text)]
    #[case(23, Some(24), None, "23/24", Role::Text)]
    #[case(24, Some(24), None, "24/24", Role::Warning)]
    #[case(25, Some(24), None, "25/24", Role::Error)]
    #[case(21, Some(60), Some(20), "21/60", Role::Warning)]
    #[case(20, Some(60), Some(20), "20/60", Role::Dim)]
    #[case(25, None, Some(20), "25/20", Role::Warning)]
    fn the_role_follows_the_length(
        #[case] length: usize,
        #[case] error: Option<u32>,
        #[case] warning: Option<u32>,
        #[case] label: &str,
        #[case] role: Role,
    ) {
        let text = "x".repeat(length);
        let limit = Limit { error, warning };
        assert_eq!(counter(&text, limit), (label.to_owned(), role));
    }

    #[test]
    fn both_units_are_shown_where_they_differ() {
        let limit = Limit {
            error: Some(20),
            warning: None,
        };
        assert_eq!(counter("Tea 🍵", limit), ("5·6/20".to_owned(), Role::Dim));
    }
}
