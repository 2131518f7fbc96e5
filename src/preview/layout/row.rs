//! One row while it is put together: spans whose width is kept count of.

use crate::preview::line::{Ink, Line, Meaning, Span, Tap};
use crate::text::bidi::{self, Direction};
use crate::text::{graphemes, width};

/// Spans from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    spans: Vec<Span>,
    width: usize,
    tap: Option<Tap>,
}

/// Whether two texts written one after the other are as wide as each alone: no grapheme joins.
fn keeps_apart(before: &str, after: &str) -> bool {
    let is_simple = |character: Option<char>| {
        character.is_some_and(|character| {
            character.is_ascii() || matches!(character, '\u{2500}'..='\u{25ff}')
        })
    };
    is_simple(before.chars().next_back()) && is_simple(after.chars().next())
}

/// Where a row stands in the width that it is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

/// An ink of a meaning in the ordinary face.
pub(super) fn ink(meaning: Meaning) -> Ink {
    Ink {
        meaning,
        ..Ink::default()
    }
}

/// An ink of a meaning in bold.
pub(super) fn bold(meaning: Meaning) -> Ink {
    Ink {
        meaning,
        bold: true,
        ..Ink::default()
    }
}

impl Row {
    /// A row of one span; `text` is free of control characters.
    pub(super) fn of(text: &str, ink: Ink) -> Self {
        let mut row = Self::default();
        row.push(text, ink);
        row
    }

    /// Appends text, to the last span where that has the same ink.
    pub(super) fn push(&mut self, text: &str, ink: Ink) {
        if text.is_empty() {
            return;
        }
        self.width += width(text);
        match self.spans.last_mut() {
            Some(last) if last.ink == ink && keeps_apart(&last.text, text) => {
                last.text.push_str(text);
            }
            _ => self.spans.push(Span {
                text: text.to_owned(),
                ink,
            }),
        }
    }

    /// Appends one character many times.
    pub(super) fn fill(&mut self, character: char, times: usize, ink: Ink) {
        if times > 0 {
            self.push(&String::from(character).repeat(times), ink);
        }
    }

    /// Appends blanks.
    pub(super) fn blanks(&mut self, times: usize, meaning: Meaning) {
        self.fill(' ', times, ink(meaning));
    }

    /// Appends another row.
    pub(super) fn append(&mut self, other: Self) {
        self.width += other.width;
        self.spans.extend(other.spans);
        self.tap = other.tap.or(self.tap.take());
    }

    /// The row as one that can be tapped.
    pub(super) fn tapped(mut self, tap: Tap) -> Self {
        self.tap = Some(tap);
        self
    }

    /// The cells that the row takes.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// The words of the row.
    pub(super) fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// The row in exactly `cells` cells, filled up with blanks, cut where it is too long.
    pub(super) fn placed(mut self, cells: usize, align: Align, meaning: Meaning) -> Self {
        self.cut(cells);
        let free = cells.saturating_sub(self.width);
        let before = match align {
            Align::Left => 0,
            Align::Centre => free / 2,
            Align::Right => free,
        };
        let mut placed = Self::default();
        placed.blanks(before, meaning);
        placed.append(self);
        placed.blanks(free - before, meaning);
        placed
    }

    /// The row as a line of exactly `cells` cells.
    pub(super) fn into_line(self, cells: usize, tap: Option<Tap>) -> Line {
        let placed = self.placed(cells, Align::Left, Meaning::Backdrop);
        Line {
            spans: placed.spans,
            tap: tap.or(placed.tap),
        }
    }

    /// Drops what lies beyond `cells` cells.
    pub(super) fn cut(&mut self, cells: usize) {
        if self.width <= cells {
            return;
        }
        let mut kept = Self {
            tap: self.tap.take(),
            ..Self::default()
        };
        for span in std::mem::take(&mut self.spans) {
            for (_, grapheme) in graphemes(&span.text) {
                if kept.width + width(grapheme) > cells {
                    *self = kept;
                    return;
                }
                kept.push(grapheme, span.ink);
            }
        }
        *self = kept;
    }

    /// The row with the one cell at `column` replaced; its cells are all one wide.
    pub(super) fn with_cell(self, column: usize, text: &str, ink: Ink) -> Self {
        let mut changed = Self::default();
        for span in &self.spans {
            for (_, grapheme) in graphemes(&span.text) {
                if changed.width == column {
                    changed.push(text, ink);
                } else {
                    changed.push(grapheme, span.ink);
                }
            }
        }
        changed
    }

    /// The row with its graphemes in visual order, for drawings that do not turn them.
    pub(super) fn reordered(self, base: Direction) -> Self {
        let text = self.text();
        if text.is_ascii() {
            return self;
        }
        let mut ends = Vec::with_capacity(self.spans.len());
        let mut end = 0;
        for span in &self.spans {
            end += span.text.len();
            ends.push(end);
        }
        let mut turned = Self::default();
        for range in bidi::visual_order(&text, base) {
            let place = ends.partition_point(|&end| end <= range.start);
            if let (Some(span), Some(grapheme)) = (self.spans.get(place), text.get(range)) {
                turned.push(grapheme, span.ink);
            }
        }
        turned
    }
}
