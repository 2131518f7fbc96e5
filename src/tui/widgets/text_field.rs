//! Editing a text: caret, selection, soft wrap, by grapheme cluster.
//!
//! A [`TextField`] is the state of the one text that is edited; a [`TextView`] draws it, or any
//! text that looks the same unedited. The text area of the library holds text, caret and selection;
//! rows, widths, steps and drawing are ours, because the library counts code points. It keeps no
//! history: every change is an edit of the document's one history.

mod keys;
mod layout;
mod marks;
mod reach;
mod steps;
mod view;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};
use tui_textarea::TextArea;

pub use marks::{Mark, chips, markup};
pub use view::{TextView, height};

use crate::schema::Lines;
use layout::{Layout, Lean, Row};

/// What became of a key that a field was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOutcome {
    /// The field has no use for it: somebody else may.
    Ignored,
    /// The caret or the selection moved.
    Moved,
    /// The text changed.
    Changed,
}

/// A text under edit, with its caret and selection.
#[derive(Debug, Clone)]
pub struct TextField {
    /// Text, caret and selection.
    area: TextArea<'static>,
    /// The text once more in one piece, with `\n` between its lines.
    text: String,
    lines: Lines,
    /// The rows of the text at the width for which they were asked last.
    rows: RefCell<Option<(u16, Arc<[Row]>)>>,
    size: (u16, u16),
    scroll: usize,
    /// The first byte that is seen where the text has to do with a single row.
    left: usize,
    lean: Lean,
    /// The column that vertical moves aim at.
    goal: Option<usize>,
}

impl TextField {
    /// A field that holds `text`, with its caret at the end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let mut field = Self {
            area: TextArea::default(),
            text: String::new(),
            lines,
            rows: RefCell::new(None),
            size: (80, 1),
            scroll: 0,
            left: 0,
            lean: Lean::Next,
            goal: None,
        };
        field.set_text(text);
        field
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text has one line or several.
    pub const fn lines(&self) -> Lines {
        self.lines
    }

    /// Replaces the text, as undo and pickers do; the caret goes to the end.
    pub fn set_text(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.rows.take();
        self.area = area_of(text.split('\n').map(ToOwned::to_owned).collect());
        self.place_caret(text.len(), Select::Nothing);
    }

    /// The caret as a byte of the text; always between two grapheme clusters.
    pub fn caret(&self) -> usize {
        let (line, column) = {
            let cursor = self.area.cursor();
            (cursor.0, cursor.1)
        };
        self.byte(line, column)
    }

    /// Puts the caret at a byte of the text, or at the cluster boundary after it; nothing is
    /// selected then.
    pub fn set_caret(&mut self, offset: usize) {
        self.place_caret(steps::at_or_after(&self.text, offset), Select::Nothing);
    }

    /// The selected bytes; none when nothing is selected.
    pub fn selection(&self) -> Option<Range<usize>> {
        let ((from_line, from_column), (to_line, to_column)) = self.area.selection_range()?;
        let range = self.byte(from_line, from_column)..self.byte(to_line, to_column);
        (!range.is_empty()).then_some(range)
    }

    /// The selected text, to be copied.
    pub fn selected(&self) -> Option<&str> {
        self.text.get(self.selection()?)
    }

    /// Selects bytes of the text, with the caret behind them.
    pub fn select(&mut self, range: Range<usize>) {
        self.place_caret(
            steps::at_or_before(&self.text, range.start),
            Select::Nothing,
        );
        self.place_caret(steps::at_or_after(&self.text, range.end), Select::Extend);
    }

    /// Selects the whole text.
    pub fn select_all(&mut self) {
        self.select(0..self.text.len());
    }

    /// Removes the selected text and returns it.
    pub fn cut(&mut self) -> Option<String> {
        let cut = self.selected()?.to_owned();
        let range = self.selection()?;
        self.delete(range);
        Some(cut)
    }

    /// Inserts text from outside at the caret, in place of the selection. Line breaks become `\n`,
    /// or blanks in a field of one line; other control characters are dropped.
    pub fn paste(&mut self, pasted: &str) -> TextOutcome {
        self.insert(&steps::clean(pasted, self.lines))
    }

    /// The rows that the text takes when it is drawn `width` cells wide.
    pub fn height(&self, width: u16) -> u16 {
        u16::try_from(self.layout_at(width).rows().len()).unwrap_or(u16::MAX)
    }

    /// Tells the field the size it is drawn at, for vertical moves and scrolling.
    pub fn resize(&mut self, width: u16, height: u16) {
        if self.size != (width, height) {
            self.size = (width, height);
            self.follow();
        }
    }

    /// The mouse went down at a cell, counted from the upper left corner of the drawn text.
    pub fn click(&mut self, column: u16, row: u16) {
        self.point(column, row, Select::Nothing);
    }

    /// The mouse was dragged to a cell.
    pub fn drag(&mut self, column: u16, row: u16) {
        self.point(column, row, Select::Extend);
    }

    /// Where the terminal's cursor belongs when the text is drawn in `area`.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let layout = self.layout_in(area.width, area.height);
        let (row, column) = layout.place(self.caret(), self.lean);
        let row = row.checked_sub(self.top(&layout, area.height))?;
        let offset = |cells: usize, room: u16| {
            u16::try_from(cells)
                .unwrap_or(u16::MAX)
                .min(room.saturating_sub(1))
        };
        Some(Position {
            x: area.x.saturating_add(offset(column, area.width)),
            y: area.y.saturating_add(offset(row, area.height)),
        })
    }

    /// The first row that is drawn in `height` rows: the scroll position, moved so far that the
    /// caret is seen.
    fn top(&self, layout: &Layout<'_>, height: u16) -> usize {
        let (row, _) = layout.place(self.caret(), self.lean);
        let height = usize::from(height.max(1));
        let lowest = layout.rows().len().saturating_sub(height);
        self.scroll
            .min(lowest)
            .clamp((row + 1).saturating_sub(height), row)
    }

    /// The rows that keys go by: a text of one line in a single row has but that one.
    fn layout(&self) -> Layout<'_> {
        if self.is_strip(self.size.1) {
            Layout::unbroken(&self.text, self.size.0)
        } else {
            self.layout_at(self.size.0)
        }
    }

    /// The layout for a drawing of that size.
    fn layout_in(&self, width: u16, height: u16) -> Layout<'_> {
        if self.is_strip(height) {
            Layout::strip(&self.text, width, self.left, self.caret())
        } else {
            self.layout_at(width)
        }
    }

    /// Whether the text moves sideways under a window of one row, instead of being broken.
    fn is_strip(&self, height: u16) -> bool {
        self.lines == Lines::One && height <= 1
    }

    /// The layout for a drawing of `width` cells; made once while text and width stay.
    fn layout_at(&self, width: u16) -> Layout<'_> {
        let known = self.rows.borrow().clone();
        if let Some((_, rows)) = known.filter(|(made_for, _)| *made_for == width) {
            return Layout::of_rows(&self.text, width, rows);
        }
        let layout = Layout::new(&self.text, width);
        self.rows.replace(Some((width, layout.share_rows())));
        layout
    }

    /// Scrolls so far that the caret is seen.
    fn follow(&mut self) {
        let layout = self.layout_in(self.size.0, self.size.1);
        let top = self.top(&layout, self.size.1);
        let left = layout.rows().get(top).map_or(0, |row| row.range.start);
        (self.scroll, self.left) = (top, left);
    }

    fn point(&mut self, column: u16, row: u16, select: Select) {
        let layout = self.layout_in(self.size.0, self.size.1);
        let row = self.top(&layout, self.size.1) + usize::from(row);
        let (offset, lean) = layout.offset(row, usize::from(column));
        self.place_caret(offset, select);
        self.lean = lean;
        self.follow();
    }

    /// Puts the caret at a boundary; forgets leaning and the column of vertical moves.
    fn place_caret(&mut self, offset: usize, select: Select) {
        match select {
            Select::Nothing => self.area.cancel_selection(),
            Select::Extend if self.area.is_selecting() => {}
            Select::Extend => self.area.start_selection(),
        }
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.matches('\n').count();
        let column = before.chars().rev().take_while(|c| *c != '\n').count();
        reach::put(&mut self.area, line, column);
        self.lean = Lean::Next;
        self.goal = None;
        self.follow();
    }

    /// Inserts clean text in place of the selection.
    fn insert(&mut self, inserted: &str) -> TextOutcome {
        if let Some(range) = self.selection() {
            self.delete(range);
        } else if inserted.is_empty() {
            return TextOutcome::Ignored;
        }
        self.area.cancel_selection();
        let end = self.caret() + inserted.len();
        self.area.insert_str(inserted);
        self.changed(end)
    }

    /// Deletes bytes between two boundaries.
    fn delete(&mut self, range: Range<usize>) -> TextOutcome {
        let characters = self
            .text
            .get(range.clone())
            .map_or(0, |deleted| deleted.chars().count());
        if characters == 0 {
            return TextOutcome::Ignored;
        }
        self.place_caret(range.start, Select::Nothing);
        self.area.delete_str(characters);
        self.changed(range.start)
    }

    /// Takes a changed text over. What was inserted or has closed ranks may form a cluster with its
    /// neighbour: the caret goes behind that.
    fn changed(&mut self, caret: usize) -> TextOutcome {
        self.text = self.area.lines().join("\n");
        self.rows.take();
        self.place_caret(steps::at_or_after(&self.text, caret), Select::Nothing);
        TextOutcome::Changed
    }

    /// The byte of a line and a character of it.
    fn byte(&self, line: usize, column: usize) -> usize {
        let lines = self.area.lines();
        let before: usize = lines.iter().take(line).map(|line| line.len() + 1).sum();
        let inside: usize = lines.get(line).map_or(0, |line| {
            line.chars().take(column).map(char::len_utf8).sum()
        });
        before + inside
    }
}

/// The library's area with these lines; it keeps no history of its own.
fn area_of(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_max_histories(0);
    area
}

/// Whether a move of the caret selects what it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Select {
    Nothing,
    Extend,
}

#[cfg(test)]
mod tests;
