//! Steps through a text by cluster and by word, and the cleaning of pasted text.

use unicode_segmentation::UnicodeSegmentation;

use crate::schema::Lines;
use crate::text;

/// The cluster boundary at or after a byte.
pub(super) fn at_or_after(content: &str, offset: usize) -> usize {
    boundaries(content)
        .find(|boundary| *boundary >= offset)
        .unwrap_or(content.len())
}

/// The cluster boundary at or before a byte.
pub(super) fn at_or_before(content: &str, offset: usize) -> usize {
    boundaries(content)
        .take_while(|boundary| *boundary <= offset)
        .last()
        .unwrap_or(0)
}

/// The boundary one cluster before a boundary.
pub(super) fn previous(content: &str, offset: usize) -> usize {
    let before = content.get(..offset).unwrap_or_default();
    // The clusters of what stands before a boundary are those of the whole text.
    text::graphemes(before)
        .next_back()
        .map_or(0, |(start, _)| start)
}

/// The boundary one cluster after a boundary.
pub(super) fn next(content: &str, offset: usize) -> usize {
    let after = content.get(offset..).unwrap_or_default();
    text::graphemes(after)
        .next()
        .map_or(content.len(), |(_, cluster)| offset + cluster.len())
}

/// The start of the word before a byte.
pub(super) fn word_before(content: &str, offset: usize) -> usize {
    let before = content.get(..offset).unwrap_or_default();
    let start = before
        .split_word_bound_indices()
        .rev()
        .find(|(_, word)| !is_blank(word))
        .map_or(0, |(start, _)| start);
    at_or_before(content, start)
}

/// The end of the word after a byte.
pub(super) fn word_after(content: &str, offset: usize) -> usize {
    let after = content.get(offset..).unwrap_or_default();
    let end = after
        .split_word_bound_indices()
        .find(|(_, word)| !is_blank(word))
        .map_or(content.len(), |(start, word)| offset + start + word.len());
    at_or_after(content, end)
}

/// Text from outside as a field takes it: breaks as `\n` (blanks in a field of one line), other
/// control characters dropped.
pub(super) fn clean(pasted: &str, lines: Lines) -> String {
    let broken = pasted.replace("\r\n", "\n").replace('\r', "\n");
    broken
        .chars()
        .filter_map(|character| match (character, lines) {
            ('\n', Lines::Many) => Some('\n'),
            ('\n', Lines::One) | ('\t', _) => Some(' '),
            (other, _) => (!other.is_control()).then_some(other),
        })
        .collect()
}

fn boundaries(content: &str) -> impl Iterator<Item = usize> {
    text::graphemes(content)
        .map(|(start, _)| start)
        .chain([content.len()])
}

fn is_blank(word: &str) -> bool {
    word.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("one\r\ntwo\rthree\u{7}", Lines::Many, "one\ntwo\nthree")]
    #[case("one\r\ntwo\rthree\u{1b}[31m", Lines::One, "one two three[31m")]
    #[case("a\tb", Lines::Many, "a b")]
    #[case("👨‍👩‍👧 \u{200f}ok", Lines::One, "👨‍👩‍👧 \u{200f}ok")]
    fn pasted_text_is_cleaned(#[case] pasted: &str, #[case] lines: Lines, #[case] clean: &str) {
        assert_eq!(super::clean(pasted, lines), clean);
    }

    #[rstest]
    #[case("two words", 0, 3)]
    #[case("two words", 3, 9)]
    #[case("two  ", 3, 5)]
    #[case("नमस्ते जी", 0, 18)]
    fn words_end_where_readers_see_it(#[case] text: &str, #[case] from: usize, #[case] to: usize) {
        assert_eq!(word_after(text, from), to);
    }

    #[rstest]
    #[case("two words", 9, 4)]
    #[case("two words", 4, 0)]
    #[case("  two", 2, 0)]
    fn words_begin_where_readers_see_it(
        #[case] text: &str,
        #[case] from: usize,
        #[case] to: usize,
    ) {
        assert_eq!(word_before(text, from), to);
    }
}
