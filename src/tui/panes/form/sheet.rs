//! The form as lines of segments: the one source of what is drawn where and of what a click hits.
//!
//! Made anew after each change of the draft, the width or the focus; drawing and the mouse then only
//! look up a window of it. Knows no colours and no buffer.

use serde_json::Value;

use super::Note;
use crate::check::Diagnostic;
use crate::schema::Row;
use crate::tui::desk::findings::Findings;
use crate::tui::desk::outline::Block;
use crate::tui::theme::{Glyphs, Role};
use crate::tui::widgets::TextField;
use crate::wire::Dialect;

/// Everything that the form shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The lines from the top of the form, however many fit the screen.
    pub lines: Vec<SheetLine>,
    /// The first line of each block, by the block's number.
    pub starts: Vec<usize>,
    /// Where the text that is edited stands.
    pub live: Option<LivePlace>,
}

/// Where the text that is edited stands on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LivePlace {
    /// Its first line.
    pub line: usize,
    /// Its column.
    pub column: u16,
    /// How wide it is.
    pub width: u16,
    /// How many lines it has.
    pub height: u16,
}

/// One line of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SheetLine {
    /// What stands on it, left to right.
    pub segments: Vec<Segment>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// Where it begins.
    pub column: u16,
    /// How wide it is.
    pub width: u16,
    /// What is drawn.
    pub paint: Paint,
    /// What a click on it is about.
    pub hot: Option<Hot>,
}

/// What a segment draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Paint {
    /// A text, already cut to the width.
    Text(String, Role),
    /// A line of a row's text, wrapped by the text widget.
    Value {
        /// The row.
        row: usize,
        /// The line of its text.
        line: usize,
    },
}

/// What a click is about; numbers are places in the form's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hot {
    /// A row: it takes the focus. `line` is the line of its value.
    Row {
        /// The row.
        row: usize,
        /// The line of its value that was hit.
        line: usize,
    },
    /// The "add" of a list.
    Add(usize),
}

/// What the sheet is made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The form's rows.
    pub rows: &'a [Row],
    /// Their blocks.
    pub blocks: &'a [Block],
    /// The message.
    pub payload: &'a Value,
    /// All diagnostics.
    pub diagnostics: &'a [Diagnostic],
    /// Where they stand.
    pub findings: &'a Findings,
    /// What stands beside them.
    pub notes: &'a [Note],
    /// The dialect whose limits are counted.
    pub dialect: Dialect,
    /// How wide the form is.
    pub width: u16,
    /// The focused row.
    pub focus: Option<usize>,
    /// The field in which the focused row is being edited; none when nothing is edited.
    pub live: Option<&'a TextField>,
    /// The characters of bars and signs.
    pub glyphs: &'static Glyphs,
}

impl Sheet {
    /// Lays out the form.
    pub(super) fn new(source: &Source<'_>) -> Self {
        let mut sheet = Self::default();
        for number in source.findings.whole.iter().copied() {
            source.diagnostic(number, 0, None, &mut sheet.lines);
        }
        if !sheet.lines.is_empty() {
            sheet.lines.push(SheetLine::default());
        }
        for (number, block) in source.blocks.iter().enumerate() {
            if number > 0 && source.gap_before(number) {
                sheet.lines.push(SheetLine::default());
            }
            sheet.starts.push(sheet.lines.len());
            source.block(block, &mut sheet.lines);
        }
        sheet.live = source
            .live
            .and(source.focus)
            .and_then(|row| sheet.text_of(row));
        sheet
    }

    /// What stands at a place of the sheet.
    pub(super) fn hit(&self, line: usize, column: u16) -> Option<Hot> {
        let segments = &self.lines.get(line)?.segments;
        segments
            .iter()
            .find(|segment| {
                (segment.column..segment.column.saturating_add(segment.width)).contains(&column)
            })
            .and_then(|segment| segment.hot)
            .or_else(|| segments.iter().find_map(|segment| segment.hot))
    }

    /// The first and the last line of a row.
    pub(super) fn extent(&self, row: usize) -> Option<(usize, usize)> {
        let shows = |line: &SheetLine| {
            line.segments.iter().any(|segment| {
                matches!(segment.hot, Some(Hot::Row { row: shown, .. } | Hot::Add(shown)) if shown == row)
            })
        };
        let first = self.lines.iter().position(shows)?;
        let last = self.lines.iter().rposition(shows)?;
        Some((first, last))
    }

    /// The line and the column of what stands in a row that is not typed: behind its label.
    pub(super) fn value_of(&self, row: usize) -> Option<(usize, u16)> {
        let (line, _) = self.extent(row)?;
        let is_its = |segment: &&Segment| matches!(segment.hot, Some(Hot::Row { row: shown, .. } | Hot::Add(shown)) if shown == row);
        let segments = self.lines.get(line)?.segments.iter().rev();
        let last = segments.into_iter().find(is_its)?;
        Some((line, last.column))
    }

    /// Where the text of a row stands.
    pub(super) fn text_of(&self, wanted: usize) -> Option<LivePlace> {
        let is_text = |segment: &&Segment, number: usize| {
            segment.paint
                == Paint::Value {
                    row: wanted,
                    line: number,
                }
        };
        let (line, first) = self.lines.iter().enumerate().find_map(|(number, line)| {
            let segment = line.segments.iter().find(|segment| is_text(segment, 0))?;
            Some((number, segment))
        })?;
        let height = self
            .lines
            .iter()
            .skip(line)
            .enumerate()
            .take_while(|(number, line)| {
                line.segments
                    .iter()
                    .any(|segment| is_text(&segment, *number))
            })
            .count();
        Some(LivePlace {
            line,
            column: first.column,
            width: first.width,
            height: u16::try_from(height).unwrap_or(u16::MAX),
        })
    }
}

/// A row as what a click is about.
pub(super) const fn row_of(row: usize) -> Hot {
    Hot::Row { row, line: 0 }
}

/// A line of a row's value as what a click is about.
pub(super) const fn hot(row: usize, line: usize) -> Hot {
    Hot::Row { row, line }
}
