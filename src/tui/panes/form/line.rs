//! Builds one line of the form from its two ends.

use super::sheet::{Hot, Paint, Segment, SheetLine};
use crate::text;
use crate::tui::theme::Role;

/// A line under construction.
pub(super) struct Line {
    width: u16,
    /// Where what is right-aligned begins.
    right_edge: u16,
    segments: Vec<Segment>,
}

impl Line {
    /// An empty line.
    pub(super) const fn new(width: u16) -> Self {
        Self {
            width,
            right_edge: width,
            segments: Vec::new(),
        }
    }

    /// Puts a text at a column, cut where the line's right part begins; returns the column after it.
    pub(super) fn left(
        &mut self,
        column: u16,
        content: &str,
        role: Role,
        hot: impl Into<Option<Hot>>,
    ) -> u16 {
        let room = self.right_edge.saturating_sub(column);
        let shown = text::truncate(content, usize::from(room));
        let width = u16::try_from(text::width(&shown)).unwrap_or(room);
        if width > 0 {
            self.push(column, width, Paint::Text(shown.into_owned(), role), hot);
        }
        column.saturating_add(width)
    }

    /// Puts a text over `width` columns, all of which belong to it.
    pub(super) fn fill(
        &mut self,
        column: u16,
        width: u16,
        content: &str,
        role: Role,
        hot: impl Into<Option<Hot>>,
    ) {
        let width = width.min(self.right_edge.saturating_sub(column));
        if width > 0 {
            self.push(column, width, Paint::Text(content.to_owned(), role), hot);
        }
    }

    /// Puts a text at the right end, before what stands there already; left out where it does not fit.
    pub(super) fn right(&mut self, content: &str, role: Role, hot: impl Into<Option<Hot>>) {
        let width = u16::try_from(text::width(content)).unwrap_or(u16::MAX);
        let Some(column) = self.right_edge.checked_sub(width) else {
            return;
        };
        self.push(column, width, Paint::Text(content.to_owned(), role), hot);
        self.right_edge = column.saturating_sub(2);
    }

    /// A line of a row's text, drawn by the text widget.
    pub(super) fn value(&mut self, column: u16, width: u16, line: usize, row: usize) {
        let width = width.min(self.right_edge.saturating_sub(column));
        self.push(
            column,
            width,
            Paint::Value { row, line },
            Hot::Row { row, line },
        );
    }

    /// How many columns are free from a column on.
    pub(super) const fn room(&self, column: u16) -> u16 {
        self.right_edge.saturating_sub(column)
    }

    /// The finished line.
    pub(super) fn done(mut self) -> SheetLine {
        self.segments
            .retain(|segment| segment.column < self.width && segment.width > 0);
        SheetLine {
            segments: self.segments,
        }
    }

    fn push(&mut self, column: u16, width: u16, paint: Paint, hot: impl Into<Option<Hot>>) {
        self.segments.push(Segment {
            column,
            width,
            paint,
            hot: hot.into(),
        });
    }
}
