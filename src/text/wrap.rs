//! Soft wrapping of one paragraph.

use std::ops::Range;

use super::{graphemes, width};

/// The rows of one paragraph of at most `cells` cells each, as byte ranges that cover the text.
///
/// Rows break after blanks, after a hyphen in a word, and around ideographs; a word longer than a
/// row breaks between graphemes. Blanks at a break stay at the end of their row and may hang over
/// its width: a drawing drops them. A grapheme wider than `cells` gets a row of its own. An empty
/// text has one empty row.
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut rows = Rows::new(cells.max(1));
    let mut previous = "";
    for (offset, grapheme) in graphemes(text) {
        if !previous.is_empty() && is_break(previous, grapheme) {
            rows.may_break_at(offset);
        }
        rows.add(offset, grapheme);
        previous = grapheme;
    }
    rows.finish(text.len())
}

/// The state of a wrap in progress.
struct Rows {
    cells: usize,
    done: Vec<Range<usize>>,
    /// Where the current row begins.
    start: usize,
    /// Cells used by the current row, hanging blanks included.
    used: usize,
    /// The last place to break in the current row, and the cells used before it.
    candidate: Option<(usize, usize)>,
}

impl Rows {
    const fn new(cells: usize) -> Self {
        Self {
            cells,
            done: Vec::new(),
            start: 0,
            used: 0,
            candidate: None,
        }
    }

    const fn may_break_at(&mut self, offset: usize) {
        self.candidate = Some((offset, self.used));
    }

    fn add(&mut self, offset: usize, grapheme: &str) {
        let wide = width(grapheme);
        if self.used + wide > self.cells && !is_blank(grapheme) {
            match self.candidate.take() {
                Some((place, before)) if place > self.start => {
                    self.break_at(place, self.used - before);
                }
                _ => {}
            }
            // The rest of the word alone may still be too long: break inside it.
            if self.used + wide > self.cells && offset > self.start {
                self.break_at(offset, 0);
            }
        }
        self.used += wide;
    }

    fn break_at(&mut self, place: usize, used: usize) {
        self.done.push(self.start..place);
        self.start = place;
        self.used = used;
        self.candidate = None;
    }

    fn finish(mut self, end: usize) -> Vec<Range<usize>> {
        self.done.push(self.start..end);
        self.done
    }
}

/// Whether a row may end between the two graphemes.
fn is_break(before: &str, after: &str) -> bool {
    if is_blank(after) {
        return false;
    }
    if is_blank(before) {
        return true;
    }
    if before == "-" {
        return after.chars().next().is_some_and(char::is_alphabetic);
    }
    (is_ideograph(before) || is_ideograph(after)) && !clings(before, after)
}

/// Blanks at which a row may end; no-break spaces are none.
fn is_blank(grapheme: &str) -> bool {
    grapheme.chars().all(|character| {
        character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}')
    })
}

/// Scripts written without blanks, whose characters may stand at either end of a row.
fn is_ideograph(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(|first| {
        matches!(u32::from(first), 0x2e80..=0x303e | 0x3041..=0x33ff | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff01..=0xff60 | 0x20000..=0x3fffd)
    })
}

/// Closing punctuation does not begin a row, opening punctuation does not end one.
fn clings(before: &str, after: &str) -> bool {
    const CLOSING: &str = ",.;:!?)]}%、。，．：；！？）」』】〕〉》ー々ゝゞ…";
    const OPENING: &str = "([{（「『【〔〈《";
    CLOSING.contains(after) || OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn rows(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells)
            .into_iter()
            .map(|row| text.get(row).unwrap())
            .collect()
    }

    #[rstest]
    #[case::fits("one two", 7, &["one two"])]
    #[case::breaks_after_the_blank("one two", 6, &["one ", "two"])]
    #[case::blanks_hang("one   two", 3, &["one   ", "two"])]
    #[case::long_word("Donaudampfschiff", 6, &["Donaud", "ampfsc", "hiff"])]
    #[case::long_word_after_short("an extraordinary", 6, &["an ", "extrao", "rdinar", "y"])]
    #[case::hyphen("twenty-three", 8, &["twenty-", "three"])]
    #[case::minus_before_digits_stays("at -12 now", 5, &["at ", "-12 ", "now"])]
    #[case::ideographs("今日はお茶です。", 6, &["今日は", "お茶で", "す。"])]
    #[case::no_break_space("10\u{a0}km far", 5, &["10\u{a0}km ", "far"])]
    #[case::families_stay_whole("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, &["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"])]
    #[case::too_wide("茶茶", 1, &["茶", "茶"])]
    #[case::empty("", 5, &[""])]
    fn paragraphs_break_between_words(
        #[case] text: &str,
        #[case] cells: usize,
        #[case] expected: &[&str],
    ) {
        assert_eq!(rows(text, cells), expected);
    }

    proptest! {
        #[test]
        fn rows_cover_the_text_and_fit(text in "[a-z茶é❤👨‍👩‍👧 -]{0,60}|.{0,60}", cells in 1usize..24) {
            let ranges = wrap(&text, cells);
            let mut end = 0;
            for range in &ranges {
                prop_assert_eq!(range.start, end);
                end = range.end;
                let row = text.get(range.clone()).unwrap();
                let trimmed = row.trim_end_matches(|last: char| is_blank(last.encode_utf8(&mut [0; 4])));
                prop_assert!(width(trimmed) <= cells.max(2), "{row:?} does not fit {cells}");
                prop_assert!(!row.is_empty() || text.is_empty());
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
