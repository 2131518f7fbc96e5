//! Writing direction of a paragraph, and its visual order for terminals that do not reorder.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::graphemes;

/// The side from which a paragraph is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// Latin, Greek, Chinese …
    #[default]
    LeftToRight,
    /// Hebrew, Arabic …
    RightToLeft,
}

/// The direction of a paragraph by its first strong character.
pub fn direction(paragraph: &str) -> Direction {
    if paragraph.is_ascii() {
        return Direction::LeftToRight;
    }
    match unicode_bidi::get_base_direction(paragraph) {
        unicode_bidi::Direction::Rtl => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

/// The graphemes of one row in the order in which they stand from left to right.
///
/// `base` is the direction of the paragraph that the row was cut from.
pub fn visual_order(row: &str, base: Direction) -> Vec<Range<usize>> {
    let base = match base {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let info = BidiInfo::new(row, Some(base));
    let graphemes: Vec<_> = graphemes(row)
        .map(|(offset, grapheme)| offset..offset + grapheme.len())
        .collect();
    let levels: Vec<_> = graphemes
        .iter()
        .map(|range| info.levels.get(range.start).copied().unwrap_or(base))
        .collect();
    BidiInfo::reorder_visual(&levels)
        .into_iter()
        .filter_map(|place| graphemes.get(place).cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("hello", Direction::LeftToRight)]
    #[case("שלום world", Direction::RightToLeft)]
    #[case("12 مرحبا", Direction::RightToLeft)]
    #[case("Tea (شاي)", Direction::LeftToRight)]
    #[case("", Direction::LeftToRight)]
    #[case("😀 12", Direction::LeftToRight)]
    fn the_first_strong_character_decides(#[case] text: &str, #[case] expected: Direction) {
        assert_eq!(direction(text), expected);
    }

    #[test]
    fn right_to_left_rows_are_turned() {
        let row = "אב 12 ab";
        let turned: String = visual_order(row, Direction::RightToLeft)
            .into_iter()
            .filter_map(|range| row.get(range))
            .collect();
        assert_eq!(turned, "ab 12 בא");
    }
}
