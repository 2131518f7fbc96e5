//! Widths in terminal cells, counts as the platform makes them, and cutting between graphemes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells that `text` takes on a terminal.
///
/// The width is summed over grapheme clusters, each measured as a whole: a family emoji joined of
/// seven code points takes two cells, a combining mark none.
///
/// ```
/// assert_eq!(bluetick::text::width("Tee 茶 ❤️"), 9);
/// ```
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The cells of one grapheme cluster.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.is_ascii() {
        return grapheme.len().min(1);
    }
    // A terminal cell is one or two wide; a stack of marks on a letter never makes it wider.
    grapheme.width().min(2)
}

/// The grapheme clusters of `text`, each with its byte offset.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The length of a text in the two units in which platforms count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Unicode code points.
    pub code_points: usize,
    /// UTF-16 code units: what JavaScript and Java call the length.
    pub utf16: usize,
}

/// Counts `text`.
pub fn count(text: &str) -> Count {
    if text.is_ascii() {
        return Count {
            code_points: text.len(),
            utf16: text.len(),
        };
    }
    let mut count = Count {
        code_points: 0,
        utf16: 0,
    };
    for character in text.chars() {
        count.code_points += 1;
        count.utf16 += character.len_utf16();
    }
    count
}

/// `text` cut to at most `cells` cells; where something was cut off it ends with `…`.
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    let mut used = 0;
    let mut kept = 0; // bytes that still leave a cell for the ellipsis
    for (offset, grapheme) in graphemes(text) {
        if used < cells {
            kept = offset;
        }
        used += grapheme_width(grapheme);
        if used > cells {
            let head = text.get(..kept).unwrap_or_default();
            return Cow::Owned(if cells == 0 {
                String::new()
            } else {
                format!("{head}…")
            });
        }
    }
    Cow::Borrowed(text)
}

/// A number of bytes as people read it.
///
/// ```
/// assert_eq!(bluetick::text::size(5 * 1024 * 1024), "5.0 MB");
/// assert_eq!(bluetick::text::size(512 * 1024), "512 KB");
/// assert_eq!(bluetick::text::size(7), "7 bytes");
/// ```
pub fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    match bytes {
        0..KILO => format!("{bytes} bytes"),
        KILO..MEGA => format!("{} KB", bytes.div_ceil(KILO)),
        _ => {
            let tenths = (bytes * 10).div_ceil(MEGA);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::ascii("menu", 4)]
    #[case::ideographs("茶道", 4)]
    #[case::family("👨‍👩‍👧‍👦", 2)]
    #[case::emoji_by_variation_selector("❤️", 2)]
    #[case::keycap("1️⃣", 2)]
    #[case::flag("🇩🇪", 2)]
    #[case::skin_tone("👍🏽", 2)]
    #[case::combining_marks("e\u{301}\u{302}", 1)]
    #[case::hebrew("שלום", 4)]
    #[case::empty("", 0)]
    fn widths_are_those_of_whole_graphemes(#[case] text: &str, #[case] cells: usize) {
        assert_eq!(width(text), cells);
    }

    #[rstest]
    #[case("menu", 4, 4)]
    #[case("Grüße", 5, 5)]
    #[case("😀", 1, 2)]
    #[case("👨‍👩‍👧‍👦", 7, 11)]
    fn counts_differ_above_the_basic_plane(
        #[case] text: &str,
        #[case] code_points: usize,
        #[case] utf16: usize,
    ) {
        assert_eq!(count(text), Count { code_points, utf16 });
    }

    #[rstest]
    #[case("Sencha", 6, "Sencha")]
    #[case("Sencha", 5, "Senc…")]
    #[case("Sencha", 1, "…")]
    #[case("Sencha", 0, "")]
    #[case::half_a_wide_character_does_not_fit("茶茶茶", 4, "茶…")]
    #[case::a_wide_character_fills_the_row("茶茶", 4, "茶茶")]
    #[case::families_stay_whole("ab👨‍👩‍👧‍👦cd", 4, "ab…")]
    fn cut_text_ends_with_an_ellipsis(#[case] text: &str, #[case] cells: usize, #[case] cut: &str) {
        assert_eq!(truncate(text, cells), cut);
    }

    proptest! {
        #[test]
        fn cut_text_never_exceeds_its_cells(text in ".*", cells in 0usize..20) {
            let cut = truncate(&text, cells);
            prop_assert!(width(&cut) <= cells, "{cut:?} is wider than {cells}");
            if width(&text) <= cells {
                prop_assert_eq!(cut, text.as_str());
            }
        }
    }
}
