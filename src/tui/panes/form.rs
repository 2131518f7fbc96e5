//! The form: rows of the draft as fields, one of which has the focus and perhaps a live text.
//!
//! The pane keeps which row is focused (by its address, which survives edits elsewhere), the text
//! engine of that row, and the laid-out sheet. Edits go through the desk's editor at once, so that
//! counters, diagnostics and preview always speak of what is seen.

mod blocks;
mod cells;
mod focus;
mod line;
mod sheet;
mod value;
mod view;

use ratatui::layout::{Position, Rect};

use crate::message::Caret;
use crate::schema::{Address, Lines, Pane, Role, Row, Shape};
use crate::tui::desk::Desk;
use crate::tui::keys::Key;
use crate::tui::theme::{self, Glyphs};
use crate::tui::widgets::{TextField, TextOutcome};

pub use sheet::Hot;
use sheet::{Sheet, Source};

/// What the form keeps.
#[derive(Debug, Default)]
pub struct FormPane {
    focus: Option<Address>,
    live: Option<Live>,
    scroll: usize,
    notes: Vec<Note>,
    sheet: Sheet,
    made_for: Option<Made>,
    /// Whether the focus moved since the sheet was last brought into view.
    moved: bool,
}

/// A sentence below a field, beside what the checker finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The field.
    pub address: Address,
    /// What stands there.
    pub sentence: String,
    /// How it is drawn.
    pub role: theme::Role,
}

/// The text that is being edited.
#[derive(Debug)]
struct Live {
    address: Address,
    field: TextField,
    /// The draft's revision that the text was last compared with.
    revision: u64,
}

/// What the sheet was laid out for.
#[derive(Debug, Clone, PartialEq)]
struct Made {
    desk: u64,
    revision: u64,
    checked: usize,
    width: u16,
    focus: Option<Address>,
    live: Option<usize>,
    notes: Vec<Note>,
    ascii: bool,
}

/// The size and characters that the form is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// How wide the form is inside.
    pub width: u16,
    /// How high.
    pub height: u16,
    /// The characters of bars and signs.
    pub glyphs: &'static Glyphs,
}

impl FormPane {
    /// Whether a text is being edited, so that printable keys are typed.
    pub const fn is_typing(&self) -> bool {
        self.live.is_some()
    }

    /// The selected text of the field that is edited.
    pub fn selected(&self) -> Option<&str> {
        self.live.as_ref()?.field.selected()
    }

    /// A key for the field that is edited.
    pub fn on_key(&mut self, desk: &mut Desk, key: Key, now_ms: u64) -> TextOutcome {
        self.edit(desk, now_ms, |field| field.on_key(key))
    }

    /// A pasted text; true when a field took it.
    pub fn paste(&mut self, desk: &mut Desk, pasted: &str, now_ms: u64) -> bool {
        desk.editor.end_typing();
        let taken = self.edit(desk, now_ms, |field| field.paste(pasted));
        desk.editor.end_typing();
        taken == TextOutcome::Changed
    }

    /// Takes the selected text out of the field.
    pub fn cut(&mut self, desk: &mut Desk, now_ms: u64) -> Option<String> {
        let mut taken = None;
        desk.editor.end_typing();
        self.edit(desk, now_ms, |field| {
            taken = field.cut();
            TextOutcome::Changed
        });
        taken
    }

    /// Selects the whole field.
    pub fn select_all(&mut self) {
        if let Some(live) = &mut self.live {
            live.field.select_all();
        }
    }

    /// Selects bytes of the field, as the search does.
    pub fn select(&mut self, range: std::ops::Range<usize>) {
        if let Some(live) = &mut self.live {
            live.field.select(range);
        }
    }

    /// Puts the caret of the field.
    pub fn set_caret(&mut self, caret: usize) {
        if let Some(live) = &mut self.live {
            live.field.set_caret(caret);
        }
    }

    /// Lets the live text do something and writes what came of it into the draft.
    fn edit(
        &mut self,
        desk: &mut Desk,
        now_ms: u64,
        act: impl FnOnce(&mut TextField) -> TextOutcome,
    ) -> TextOutcome {
        let Some(live) = &mut self.live else {
            return TextOutcome::Ignored;
        };
        let before = live.field.caret();
        let outcome = act(&mut live.field);
        if outcome != TextOutcome::Changed {
            return outcome;
        }
        self.moved = true;
        let caret = Caret {
            before,
            after: live.field.caret(),
        };
        let row = desk
            .rows()
            .iter()
            .find(|row| row.address == live.address && is_text(row))
            .cloned();
        if let Some(row) = row {
            desk.editor.set_text(&row, live.field.text(), caret, now_ms);
            live.revision = desk.revision();
        }
        outcome
    }

    /// Says these sentences below their fields from now on.
    pub fn annotate(&mut self, notes: Vec<Note>) {
        self.notes = notes;
    }

    /// Brings focus, live text, sheet and scroll position up to date with the draft.
    pub fn refresh(&mut self, desk: &Desk, room: Room) {
        self.settle_focus(desk);
        self.sync_live(desk);
        let focus = self.focused(desk);
        let made = Made {
            desk: desk.id.0,
            revision: desk.revision(),
            checked: desk.diagnostics().len(),
            width: room.width,
            focus: self.focus.clone(),
            live: self.live.as_ref().map(|live| live.field.text().len()),
            notes: self.notes.clone(),
            ascii: room.glyphs.bar.is_ascii(),
        };
        if self.made_for.as_ref() != Some(&made) {
            self.lay_out(desk, focus, room);
            self.made_for = Some(made);
        }
        if let (Some(live), Some(place)) = (&mut self.live, self.sheet.live) {
            live.field.resize(place.width, place.height);
        }
        self.bring_into_view(desk, focus, usize::from(room.height));
    }

    fn lay_out(&mut self, desk: &Desk, focus: Option<usize>, room: Room) {
        let source = Source {
            rows: desk.rows(),
            blocks: desk.blocks(),
            payload: desk.draft().document.payload(),
            diagnostics: desk.diagnostics(),
            findings: desk.findings(),
            notes: &self.notes,
            dialect: desk.dialect(),
            width: room.width,
            focus,
            live: self.live.as_ref().map(|live| &live.field),
            glyphs: room.glyphs,
        };
        self.sheet = Sheet::new(&source);
    }

    /// Scrolls so far that the focused row is seen, with its label and its diagnostics.
    fn bring_into_view(&mut self, desk: &Desk, focus: Option<usize>, height: usize) {
        let lowest = self.sheet.lines.len().saturating_sub(height);
        if !self.moved {
            self.scroll = self.scroll.min(lowest);
            return;
        }
        self.moved = false;
        let Some(row) = focus else { return };
        let Some((first, last)) = self.sheet.extent(row) else {
            return;
        };
        let (first, last) = self.whole_block(desk, row, height).unwrap_or((first, last));
        let first = if Self::is_first_stop(desk, row) {
            0
        } else {
            first
        };
        if let Some(caret) = self.caret_line().filter(|_| last - first + 1 > height) {
            self.scroll = self
                .scroll
                .clamp((caret + 2).saturating_sub(height), caret.saturating_sub(1));
        } else if last >= self.scroll + height {
            self.scroll = last + 1 - height.min(last + 1);
        }
        if first < self.scroll && last - first < height {
            self.scroll = first;
        }
        self.scroll = self.scroll.min(lowest);
    }

    /// The lines of the block around a row, if they fit a window of so many.
    fn whole_block(&self, desk: &Desk, row: usize, height: usize) -> Option<(usize, usize)> {
        let block = desk
            .blocks()
            .iter()
            .position(|block| block.stops().contains(&row))?;
        let first = *self.sheet.starts.get(block)?;
        let next = self.sheet.starts.get(block + 1).copied();
        let last = next.unwrap_or(self.sheet.lines.len()).checked_sub(1)?;
        (first <= last && last - first < height).then_some((first, last))
    }

    /// The line of the sheet that the caret is on.
    fn caret_line(&self) -> Option<usize> {
        let place = self.sheet.live?;
        let area = Rect::new(0, 0, place.width, place.height);
        let caret = self.live.as_ref()?.field.cursor(area)?;
        Some(place.line + usize::from(caret.y))
    }

    /// Puts a pane's first field at the top of the window.
    pub fn show_from(&mut self, desk: &Desk, pane: Pane) {
        let block = desk.blocks().iter().position(|block| block.pane == pane);
        if let Some(start) = block.and_then(|block| self.sheet.starts.get(block)) {
            self.scroll = *start;
        }
    }

    /// Has the focused field brought into view with the next refresh.
    pub const fn show_focus(&mut self) {
        self.moved = true;
    }

    /// Scrolls by lines, as the wheel does; the focus stays.
    pub fn scroll_by(&mut self, by: isize, height: usize) {
        let lowest = self.sheet.lines.len().saturating_sub(height);
        self.scroll = self.scroll.saturating_add_signed(by).min(lowest);
    }

    /// What stands at a cell of the form, counted from its upper left corner.
    pub fn hit(&self, column: u16, line: u16) -> Option<Hot> {
        self.sheet.hit(self.scroll + usize::from(line), column)
    }

    /// The mouse went down on a line of the text that is edited.
    pub fn point_at(&mut self, column: u16, text_line: usize) {
        if let (Some(place), Some(live)) = (self.sheet.live, &mut self.live) {
            let line = u16::try_from(text_line).unwrap_or(u16::MAX);
            live.field.click(column.saturating_sub(place.column), line);
        }
    }

    /// The mouse was dragged over the text that is edited.
    pub fn drag(&mut self, column: u16, line: u16) {
        let Some(place) = self.sheet.live else {
            return;
        };
        let line = (self.scroll + usize::from(line)).saturating_sub(place.line);
        let line = u16::try_from(line).unwrap_or(u16::MAX);
        if let Some(live) = &mut self.live {
            live.field.drag(column.saturating_sub(place.column), line);
        }
    }

    /// Where the terminal's cursor belongs when the form is drawn in `area`: at the caret, or on what is chosen.
    pub fn cursor(&self, desk: &Desk, area: Rect) -> Option<Position> {
        let Some(place) = self.sheet.live else {
            let (line, column) = self.sheet.value_of(self.focused(desk)?)?;
            let y = u16::try_from(line.checked_sub(self.scroll)?).ok()?;
            let at = Position::new(area.x.saturating_add(column), area.y.saturating_add(y));
            return area.contains(at).then_some(at);
        };
        let text = Rect::new(0, 0, place.width, place.height);
        let caret = self.live.as_ref()?.field.cursor(text)?;
        let y = (place.line + usize::from(caret.y)).checked_sub(self.scroll)?;
        let y = u16::try_from(y).ok().filter(|y| *y < area.height)?;
        let x = area.x.saturating_add(place.column).saturating_add(caret.x);
        (x < area.right()).then_some(Position {
            x,
            y: area.y.saturating_add(y),
        })
    }

    /// Compares the live text with the draft after something else changed it.
    fn sync_live(&mut self, desk: &Desk) {
        let Some(row) = self.focused(desk).and_then(|row| desk.rows().get(row)) else {
            self.live = None;
            return;
        };
        if !is_text(row) || desk.is_read_only() {
            self.live = None;
            return;
        }
        let revision = desk.revision();
        match &mut self.live {
            Some(live) if live.address == row.address => {
                if live.revision != revision {
                    let text = desk.editor.text(row);
                    if text != live.field.text() {
                        let caret = live.field.caret();
                        live.field.set_text(&text);
                        live.field.set_caret(caret.min(text.len()));
                    }
                    live.revision = revision;
                }
            }
            _ => {
                self.live = Some(Live {
                    address: row.address.clone(),
                    field: TextField::new(&desk.editor.text(row), lines_of(row)),
                    revision,
                });
            }
        }
    }
}

/// Whether a row's value is typed.
pub(crate) fn is_text(row: &Row) -> bool {
    matches!(row.role, Role::Value)
        && matches!(
            row.field.shape,
            Shape::Text { .. } | Shape::Number | Shape::Json
        )
}

fn lines_of(row: &Row) -> Lines {
    match row.field.shape {
        Shape::Text { lines, .. } => lines,
        Shape::Json => Lines::Many,
        _ => Lines::One,
    }
}
