//! Pads: the draft's notes, kept in its one history, and the keys of every pad and prompt.

use super::App;
use super::layers::Layer;
use crate::message::Caret;
use crate::tui::keys::{Context, Key};
use crate::tui::msg::Action;
use crate::tui::overlays::Pad;
use crate::tui::widgets::Tone;

impl App {
    pub(super) fn edit_notes(&mut self) {
        let notes = Pad::notes(&self.desk.draft().notes);
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

    /// Undo, copy and their like while something is typed over the screen, and what has a pad read; false
    /// for every other key.
    pub(super) fn pad_key(&mut self, key: Key) -> bool {
        let (is_notes, is_import) = match self.layers.last() {
            Some(Layer::Notes(_)) => (true, false),
            Some(Layer::Import(_)) => (false, true),
            Some(Layer::Prompt(..)) => (false, false),
            _ => return false,
        };
        let contexts = [Context::Text, Context::Everywhere];
        match self.keymap.action(key, &contexts) {
            Some(Action::Undo) if is_notes => self.undo_notes(),
            Some(Action::Redo) if is_notes => self.redo_notes(),
            Some(Action::Save) if is_import => self.read_import(),
            Some(action @ (Action::Copy | Action::Cut | Action::Paste | Action::SelectAll)) => {
                self.edit_pad(action);
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

    fn edit_pad(&mut self, action: Action) {
        let field = match self.layers.last_mut() {
            Some(Layer::Notes(pad) | Layer::Import(pad)) => pad.field(),
            Some(Layer::Prompt(prompt, _)) => prompt.field(),
            _ => return,
        };
        let copied = match action {
            Action::Copy => field.selected().map(str::to_owned),
            Action::Cut => field.cut(),
            Action::Paste => {
                field.paste(&self.clipboard);
                None
            }
            _ => {
                field.select_all();
                None
            }
        };
        if let Some(copied) = copied {
            self.copy_out(copied);
        }
        self.keep_notes();
    }
}
