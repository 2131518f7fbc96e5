//! The draft's notes: typed in a window of their own, kept in the draft's one history.

use super::App;
use super::layers::Layer;
use crate::message::Caret;
use crate::tui::keys::{Context, Key};
use crate::tui::msg::Action;
use crate::tui::overlays::Notes;
use crate::tui::widgets::Tone;

impl App {
    pub(super) fn edit_notes(&mut self) {
        let notes = Notes::new(&self.desk.draft().notes);
        self.push_layer(Layer::Notes(notes));
    }

    /// Takes the notes over as they are typed, so that nothing is lost however they are left.
    pub(super) fn keep_notes(&mut self) {
        let now = self.now_ms();
        if let Some(Layer::Notes(notes)) = self.layers.last() {
            let caret = Caret {
                before: self.desk.draft().notes.len().min(notes.caret()),
                after: notes.caret(),
            };
            self.desk.editor.set_notes(notes.text(), caret, now);
        }
    }

    /// Undo, copy and their like while the notes are open; false for every other key.
    pub(super) fn notes_key(&mut self, key: Key) -> bool {
        if !matches!(self.layers.last(), Some(Layer::Notes(_))) {
            return false;
        }
        let contexts = [Context::Text, Context::Everywhere];
        match self.keymap.action(key, &contexts) {
            Some(Action::Undo) => self.undo_notes(),
            Some(Action::Redo) => self.redo_notes(),
            Some(action @ (Action::Copy | Action::Cut | Action::Paste | Action::SelectAll)) => {
                self.edit_open_notes(action);
            }
            _ => return false,
        }
        true
    }

    /// Takes the last step back, if it is one of the notes: what is not seen must not change.
    fn undo_notes(&mut self) {
        if self.desk.editor.would_undo_notes() {
            let undone = self.desk.editor.undo();
            self.show_notes(undone.and_then(|undone| undone.caret));
        } else {
            self.say(Tone::Warning, "Nothing to undo in the notes.");
        }
    }

    fn redo_notes(&mut self) {
        if self.desk.editor.would_redo_notes() {
            let redone = self.desk.editor.redo();
            self.show_notes(redone.and_then(|redone| redone.caret));
        } else {
            self.say(Tone::Warning, "Nothing to redo in the notes.");
        }
    }

    fn show_notes(&mut self, caret: Option<usize>) {
        let text = self.desk.draft().notes.clone();
        if let Some(Layer::Notes(notes)) = self.layers.last_mut() {
            notes.replace(&text, caret.unwrap_or(text.len()));
        }
    }

    fn edit_open_notes(&mut self, action: Action) {
        let clipboard = self.clipboard.clone();
        let Some(Layer::Notes(notes)) = self.layers.last_mut() else {
            return;
        };
        let copied = match action {
            Action::Copy => notes.selected().map(str::to_owned),
            Action::Cut => notes.cut(),
            Action::Paste => {
                notes.on_paste(&clipboard);
                None
            }
            _ => {
                notes.select_all();
                None
            }
        };
        if let Some(copied) = copied {
            self.copy_out(copied);
        }
        self.keep_notes();
    }
}
