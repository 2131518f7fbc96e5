//! The rows that a text takes at a width, and where each of its bytes stands on them.
//!
//! Drawing, caret, mouse and vertical moves all read this one table, so they cannot disagree.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::text;

/// Which row a caret belongs to when it stands where one row ends and the next begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lean {
    /// The row that begins there.
    #[default]
    Next,
    /// The row that ends there.
    Previous,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its bytes in the text, without the line break.
    pub(super) range: Range<usize>,
    /// Whether its line goes on in the next row.
    pub(super) goes_on: bool,
}

impl Row {
    /// The byte at the end of the row, and how a caret leans to stand there.
    pub(super) const fn end(&self) -> (usize, Lean) {
        if self.goes_on {
            (self.range.end, Lean::Previous)
        } else {
            (self.range.end, Lean::Next)
        }
    }
}

/// So many cells are seen beside the caret where the text goes on in a window of one row.
const MARGIN: usize = 4;

/// A text laid out in rows. One column is kept for the caret behind a full row.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    text: &'a str,
    columns: usize,
    rows: Arc<[Row]>,
}

impl<'a> Layout<'a> {
    /// Lays out `text` for a drawing of `width` cells.
    pub(super) fn new(text: &'a str, width: u16) -> Self {
        let columns = usize::from(width.saturating_sub(1)).max(1);
        let mut rows = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let first = rows.len();
            for range in text::wrap(line, columns) {
                push_fitting(&mut rows, line, start, range, columns);
            }
            if let Some(last) = rows.get_mut(first..).and_then(<[Row]>::last_mut) {
                last.goes_on = false;
            }
            start += line.len() + 1;
        }
        Self::of_rows(text, width, rows.into())
    }

    /// `text` in one row, however long.
    pub(super) fn unbroken(text: &'a str, width: u16) -> Self {
        let row = Row {
            range: 0..text.len(),
            goes_on: false,
        };
        Self {
            columns: usize::MAX,
            ..Self::of_rows(text, width, Arc::new([row]))
        }
    }

    /// `text` for a window of one row, which shows the caret and a little around it: the row that is seen, and
    /// what stands before and after it as rows of their own. `left` is the first byte that was seen before.
    pub(super) fn strip(text: &'a str, width: u16, left: usize, caret: usize) -> Self {
        let columns = usize::from(width.saturating_sub(1)).max(1);
        let mut column = 0;
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (offset, cluster) in text::graphemes(text) {
            places.push((offset, column));
            column += cells(cluster);
        }
        places.push((text.len(), column));
        let column_of = |offset: usize| {
            let after = places.partition_point(|(place, _)| *place <= offset);
            places
                .get(after.saturating_sub(1))
                .map_or(0, |(_, column)| *column)
        };
        let margin = MARGIN.min(columns / 4);
        let (seen, at) = (column_of(left), column_of(caret));
        let wanted = seen
            .max((at + margin).saturating_sub(columns))
            .min(at.saturating_sub(margin))
            .min(column.saturating_sub(columns));
        let first = places.partition_point(|(_, column)| *column < wanted);
        let (from, start) = places.get(first).copied().unwrap_or_default();
        let (from, start) = if from > caret {
            (caret, at)
        } else {
            (from, start)
        };
        let after = places.partition_point(|(_, column)| *column <= start + columns);
        let to = places
            .get(after.saturating_sub(1))
            .map_or(text.len(), |(offset, _)| *offset)
            .max(caret);
        let pieces = [0..from, from..to, to..text.len()];
        let rows = pieces
            .into_iter()
            .enumerate()
            .filter(|(number, range)| *number == 1 || !range.is_empty())
            .map(|(_, range)| Row {
                goes_on: range.end < text.len(),
                range,
            });
        Self::of_rows(text, width, rows.collect())
    }

    /// The layout of `text` whose rows for that width are known.
    pub(super) fn of_rows(text: &'a str, width: u16, rows: Arc<[Row]>) -> Self {
        Self {
            text,
            columns: usize::from(width.saturating_sub(1)).max(1),
            rows,
        }
    }

    /// The rows, to be kept for the next time.
    pub(super) fn share_rows(&self) -> Arc<[Row]> {
        Arc::clone(&self.rows)
    }

    /// The rows from top to bottom; never none.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The clusters of a row with their bytes in the text.
    pub(super) fn clusters(&self, row: &Row) -> impl Iterator<Item = (usize, &'a str)> {
        let start = row.range.start;
        text::graphemes(self.text.get(row.range.clone()).unwrap_or_default())
            .map(move |(offset, cluster)| (start + offset, cluster))
    }

    /// The row and the column of a byte of the text.
    pub(super) fn place(&self, offset: usize, lean: Lean) -> (usize, usize) {
        let after = self.rows.partition_point(|row| row.range.start <= offset);
        let mut index = after.saturating_sub(1);
        if lean == Lean::Previous
            && let Some(previous) = index.checked_sub(1)
            && self
                .rows
                .get(previous)
                .is_some_and(|row| row.goes_on && row.range.end == offset)
        {
            index = previous;
        }
        let column = self.rows.get(index).map_or(0, |row| {
            self.clusters(row)
                .take_while(|(start, _)| *start < offset)
                .map(|(_, cluster)| cells(cluster))
                .sum()
        });
        (index, column.min(self.columns))
    }

    /// The byte at a row and column, and which of two rows it belongs to.
    pub(super) fn offset(&self, row: usize, column: usize) -> (usize, Lean) {
        let Some(row) = self.rows.get(row).or(self.rows.last()) else {
            return (0, Lean::Next);
        };
        let mut reached = 0;
        for (start, cluster) in self.clusters(row) {
            let next = reached + cells(cluster);
            if next > column {
                return (start, Lean::Next);
            }
            reached = next;
        }
        row.end()
    }
}

/// Adds a row, broken further where shown control characters make it wider than was measured.
fn push_fitting(
    rows: &mut Vec<Row>,
    line: &str,
    start: usize,
    range: Range<usize>,
    columns: usize,
) {
    let content = line.get(range.clone()).unwrap_or_default();
    let mut from = range.start;
    if !content.is_ascii() || content.bytes().any(|byte| byte.is_ascii_control()) {
        let mut used = 0;
        for (offset, cluster) in text::graphemes(content) {
            let wide = cells(cluster);
            let place = range.start + offset;
            if used + wide > columns && used > 0 && cluster != " " {
                rows.push(Row {
                    range: start + from..start + place,
                    goes_on: true,
                });
                from = place;
                used = 0;
            }
            used += wide;
        }
    }
    rows.push(Row {
        range: start + from..start + range.end,
        goes_on: true,
    });
}

/// What is drawn for a cluster: itself, or visible escapes for what may not reach a terminal.
pub(super) fn shown(cluster: &str) -> Cow<'_, str> {
    text::visible(cluster)
}

/// The cells that a cluster takes as it is drawn.
pub(super) fn cells(cluster: &str) -> usize {
    text::width(&shown(cluster))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn rows(text: &str, width: u16) -> Vec<&str> {
        let layout = Layout::new(text, width);
        layout
            .rows()
            .iter()
            .map(|row| text.get(row.range.clone()).unwrap())
            .collect()
    }

    #[rstest]
    #[case("", 9, &[""])]
    #[case("which tea may we bring", 11, &["which tea ", "may we ", "bring"])]
    #[case("a\n\nb", 9, &["a", "", "b"])]
    #[case("茶茶茶", 5, &["茶茶", "茶"])]
    #[case("❤️❤️❤️", 5, &["❤️❤️", "❤️"])]
    #[case("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 5, &["👨‍👩‍👧‍👦👨‍👩‍👧‍👦"])]
    #[case("\u{202e}ab", 6, &["\u{202e}", "ab"])]
    #[case("abc", 0, &["a", "b", "c"])]
    fn rows_break_between_clusters(#[case] text: &str, #[case] width: u16, #[case] out: &[&str]) {
        assert_eq!(rows(text, width), out);
    }

    #[test]
    fn a_full_row_leaves_a_column_for_the_caret() {
        let layout = Layout::new("abcd", 5);
        assert_eq!(layout.rows().len(), 1);
        assert_eq!(layout.place(4, Lean::Next), (0, 4));
    }

    #[test]
    fn the_end_of_a_row_and_the_start_of_the_next_are_told_apart() {
        let layout = Layout::new("abcdef", 4);
        assert_eq!(layout.place(3, Lean::Next), (1, 0));
        assert_eq!(layout.place(3, Lean::Previous), (0, 3));
        assert_eq!(layout.offset(0, 9), (3, Lean::Previous));
        assert_eq!(layout.offset(1, 0), (3, Lean::Next));
    }

    #[test]
    fn a_click_on_either_half_of_a_wide_cluster_is_before_it() {
        let layout = Layout::new("茶b", 9);
        assert_eq!(layout.offset(0, 1), (0, Lean::Next));
        assert_eq!(layout.offset(0, 2), (3, Lean::Next));
        assert_eq!(layout.offset(7, 9), (4, Lean::Next));
    }

    proptest! {
        #[test]
        fn every_byte_is_on_one_row_and_every_place_leads_back(
            text in "[a-c \n茶❤️👍🏽🇩🇪\u{301}\u{200d}\u{1b}]{0,40}",
            width in 0_u16..14,
        ) {
            let layout = Layout::new(&text, width);
            let mut joined = String::new();
            for (index, row) in layout.rows().iter().enumerate() {
                joined.push_str(text.get(row.range.clone()).unwrap());
                if !row.goes_on && index + 1 < layout.rows().len() {
                    joined.push('\n');
                }
            }
            prop_assert_eq!(&joined, &text);
            for (offset, _) in text::graphemes(&text) {
                let (row, column) = layout.place(offset, Lean::Next);
                prop_assert!(column <= layout.columns);
                if column < layout.columns && layout.rows()[row].range.contains(&offset) {
                    // Clusters of no width share their column with the next.
                    let (back, lean) = layout.offset(row, column);
                    prop_assert!(back <= offset || layout.place(back, lean) == (row, column));
                }
            }
        }
    }
}
