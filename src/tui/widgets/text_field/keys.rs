//! What keys do in a text.

use crossterm::event::{KeyCode, KeyModifiers};

use super::layout::Row;
use super::{Lean, Select, TextField, TextOutcome, steps};
use crate::schema::Lines;
use crate::tui::keys::Key;

impl TextField {
    /// Takes a key: types it, moves, selects or deletes.
    pub fn on_key(&mut self, key: Key) -> TextOutcome {
        if let Some(character) = key.typed() {
            return self.insert(character.encode_utf8(&mut [0; 4]));
        }
        let modifiers = key.modifiers();
        if modifiers.contains(KeyModifiers::ALT) {
            return TextOutcome::Ignored;
        }
        let select = if modifiers.contains(KeyModifiers::SHIFT) {
            Select::Extend
        } else {
            Select::Nothing
        };
        let control = modifiers.contains(KeyModifiers::CONTROL);
        match (key.code(), control) {
            (KeyCode::Enter, false) => self.enter(),
            (KeyCode::Esc, false) => self.drop_selection(),
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => self.delete_before(),
            (KeyCode::Delete, false) => self.delete_after(),
            (KeyCode::Backspace | KeyCode::Char('w'), true) => {
                self.delete_to(steps::word_before(self.text(), self.caret()))
            }
            (KeyCode::Delete, true) => self.delete_to(steps::word_after(self.text(), self.caret())),
            (code, control) => self.step(code, control, select),
        }
    }

    /// The keys that move the caret.
    fn step(&mut self, code: KeyCode, control: bool, select: Select) -> TextOutcome {
        let caret = self.caret();
        let selection = self.selection().filter(|_| select == Select::Nothing);
        match (code, control) {
            (KeyCode::Left, false) => {
                let before = steps::previous(self.text(), caret);
                self.go(selection.map_or(before, |range| range.start), select)
            }
            (KeyCode::Right, false) => {
                let after = steps::next(self.text(), caret);
                self.go(selection.map_or(after, |range| range.end), select)
            }
            (KeyCode::Left, true) => self.go(steps::word_before(self.text(), caret), select),
            (KeyCode::Right, true) => self.go(steps::word_after(self.text(), caret), select),
            (KeyCode::Home, true) => self.go(0, select),
            (KeyCode::End, true) => self.go(self.text().len(), select),
            (KeyCode::Home, false) => self.home(select),
            (KeyCode::End, false) => self.end(select),
            (KeyCode::Up, false) => self.vertical(-1, select),
            (KeyCode::Down, false) => self.vertical(1, select),
            (KeyCode::PageUp, false) => self.vertical(-self.page(), select),
            (KeyCode::PageDown, false) => self.vertical(self.page(), select),
            _ => TextOutcome::Ignored,
        }
    }

    fn enter(&mut self) -> TextOutcome {
        match self.lines() {
            Lines::One => TextOutcome::Ignored,
            Lines::Many => self.insert("\n"),
        }
    }

    fn drop_selection(&mut self) -> TextOutcome {
        if self.selection().is_none() {
            return TextOutcome::Ignored;
        }
        self.go(self.caret(), Select::Nothing)
    }

    fn delete_before(&mut self) -> TextOutcome {
        self.delete_to(steps::previous(self.text(), self.caret()))
    }

    fn delete_after(&mut self) -> TextOutcome {
        self.delete_to(steps::next(self.text(), self.caret()))
    }

    /// Deletes the selection, or else what lies between the caret and a boundary.
    ///
    /// A key that finds nothing to delete is still the text's: it must not reach the row around it.
    fn delete_to(&mut self, boundary: usize) -> TextOutcome {
        let caret = self.caret();
        let range = self
            .selection()
            .unwrap_or(caret.min(boundary)..caret.max(boundary));
        match self.delete(range) {
            TextOutcome::Ignored => TextOutcome::Moved,
            outcome => outcome,
        }
    }

    fn go(&mut self, offset: usize, select: Select) -> TextOutcome {
        self.place_caret(offset, select);
        TextOutcome::Moved
    }

    fn home(&mut self, select: Select) -> TextOutcome {
        let layout = self.layout();
        let (row, _) = layout.place(self.caret(), self.lean);
        let start = layout.rows().get(row).map_or(0, |row| row.range.start);
        self.go(start, select)
    }

    fn end(&mut self, select: Select) -> TextOutcome {
        let layout = self.layout();
        let (row, _) = layout.place(self.caret(), self.lean);
        let (offset, lean) = layout.rows().get(row).map_or((0, Lean::Next), Row::end);
        self.place_caret(offset, select);
        self.lean = lean;
        TextOutcome::Moved
    }

    fn page(&self) -> isize {
        isize::try_from(self.size.1.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// Moves by rows and keeps the column; leaves the key to others on the first and last row.
    fn vertical(&mut self, by: isize, select: Select) -> TextOutcome {
        let layout = self.layout();
        let (row, column) = layout.place(self.caret(), self.lean);
        let last = layout.rows().len().saturating_sub(1);
        let target = row.saturating_add_signed(by).min(last);
        if target == row {
            return if select == Select::Extend {
                self.go(if by < 0 { 0 } else { self.text().len() }, select)
            } else {
                TextOutcome::Ignored
            };
        }
        let goal = self.goal.unwrap_or(column);
        let (offset, lean) = layout.offset(target, goal);
        self.place_caret(offset, select);
        self.lean = lean;
        self.goal = Some(goal);
        self.follow();
        TextOutcome::Moved
    }
}
