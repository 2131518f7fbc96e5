//! The editor of a draft: everything that can be done to it, each as one step of undo.
//!
//! The composer holds one for the open draft. Time comes in as an argument; where a row stands on a
//! screen is not known here.

mod dialects;
mod lists;
#[cfg(test)]
mod properties;
mod switching;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::Draft;
use super::edit::Edit;
use super::history::{Caret, Change, History, Step, Typing, Undone};
use super::json::{MAX_DEPTH, depth};
use super::parked::Parked;
use super::transaction::Transaction;
use super::typing::{text_of, value_of};
use super::upload::UploadedFile;
use crate::schema::{Address, Role, Row, Step as Way};
use crate::wire::{Dialect, Pointer};

/// How the form of a draft is made: with or without the words of a template's definition.
pub type Form = fn(&Draft) -> Formed;

/// The form of a draft as it is now.
#[derive(Debug, Clone, Default)]
pub struct Formed {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// The payload with all that the form offers beyond it, empty; typing there takes new parts from this.
    pub complete: Option<Value>,
    /// What adding to some lists inserts, rather than an empty element.
    pub spare: Vec<(Address, Value)>,
}

/// A draft being edited, with its undo history and the rows of its form.
#[derive(Debug, Clone)]
pub struct Editor {
    draft: Draft,
    form: Form,
    formed: Formed,
    history: History,
    parked: Parked,
}

impl Editor {
    /// Starts editing; the draft counts as saved.
    pub fn new(draft: Draft, form: Form) -> Self {
        Self {
            formed: form(&draft),
            draft,
            form,
            history: History::new(),
            parked: Parked::default(),
        }
    }

    /// The draft as it is now.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The rows of the form, in order.
    pub fn rows(&self) -> &[Row] {
        &self.formed.rows
    }

    /// The text that a row shows for its value; empty where it has none.
    pub fn text(&self, row: &Row) -> String {
        self.value(&row.address)
            .map_or_else(String::new, |value| text_of(row.field, value).into_owned())
    }

    /// The value at an address.
    pub fn value(&self, address: &Address) -> Option<&Value> {
        let payload = self.draft.document.payload();
        address.resolve(payload)?.get(payload)
    }

    /// Whether the draft is of a newer version and therefore only shown.
    pub const fn is_read_only(&self) -> bool {
        self.draft.newer_version().is_some()
    }

    /// Whether there is something that is not saved.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// The present state was saved.
    pub fn mark_saved(&mut self) {
        self.history.mark_saved();
    }

    /// The present state is in no file: it was recovered, or its file is gone.
    pub fn mark_unsaved(&mut self) {
        self.history.mark_unsaved();
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to make again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Undone> {
        let undone = self.history.undo(&mut self.draft);
        self.refresh();
        undone
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&mut self) -> Option<Undone> {
        let redone = self.history.redo(&mut self.draft);
        self.refresh();
        redone
    }

    /// A number that no other state of this draft has: name, notes and payload.
    pub fn state(&self) -> u64 {
        self.history.state()
    }

    /// Whether the step that would be taken back is one of the notes.
    pub fn would_undo_notes(&self) -> bool {
        self.history.would_undo_notes()
    }

    /// Whether the step that would be made again is one of the notes.
    pub fn would_redo_notes(&self) -> bool {
        self.history.would_redo_notes()
    }

    /// The focus left the field: further typing is a step of its own.
    pub fn end_typing(&mut self) {
        self.history.seal();
    }

    /// Types: the row's text becomes `text`. Typing goes on as one step within a word or 800 ms; a paste is its own.
    pub fn set_text(&mut self, row: &Row, text: &str, caret: Caret, now_ms: u64) {
        let before = self.text(row);
        if before == text {
            return;
        }
        let typing = Typing::between(&before, text, caret, now_ms);
        let address = &row.address;
        self.step(address, Some(caret), typing, |change| {
            let is_known = change.field_at(address).is_some();
            if text.is_empty() && is_known {
                change.clear(address);
                return;
            }
            let present = address.resolve(change.payload());
            let present = present.and_then(|pointer| pointer.get(change.payload()));
            let typed = value_of(row.field, text, present);
            let fits = depth(&typed) + address.steps().len() <= MAX_DEPTH;
            let value = if fits { typed } else { Value::from(text) };
            change.set(address, value);
        });
    }

    /// Puts a value at an address, making what is missing on the way; one that is nested too deeply is left out.
    pub fn set_value(&mut self, address: &Address, value: Value) {
        let fits = depth(&value) + address.steps().len() <= MAX_DEPTH;
        if fits && self.value(address) != Some(&value) {
            self.step(address, None, None, |change| change.set(address, value));
        }
    }

    /// Empties a row: an optional value goes with all that is left empty around it, a required one stays as `""`.
    ///
    /// The row of a choice takes away what was chosen, where nothing may be chosen.
    pub fn clear(&mut self, row: &Row) {
        if let Role::Case { .. } | Role::OneOf { .. } = row.role {
            return self.switch_case(row, "");
        }
        if row.field.empty_means.is_some() && self.value(&row.address).is_some() {
            return self.set_value(&row.address, Value::from(""));
        }
        self.step(&row.address, None, None, |change| {
            change.clear(&row.address);
        });
    }

    /// Puts another payload in place of the whole.
    fn replace_payload(&mut self, payload: Value) {
        self.replace(payload, self.draft.api);
    }

    /// Puts the message of another draft in place of this one's, with its API; name, notes and definition stay.
    pub fn replace_message(&mut self, other: &Draft) {
        let payload = other.document.payload().clone();
        self.replace(payload, other.api.or(self.draft.api));
    }

    /// Puts a payload in place of the whole together with the definition that it goes by, or with none.
    pub fn bind(&mut self, payload: Value, definition: Option<Value>) {
        let before = self.draft.definition.clone();
        self.step(&Address::root(), None, None, |change| {
            if before != definition {
                change.change(Change::Definition(before, definition));
            }
            change.edit(Pointer::root(), Some(payload), None);
        });
    }

    fn replace(&mut self, payload: Value, api: Option<Dialect>) {
        let api_before = self.draft.api;
        self.step(&Address::root(), None, None, |change| {
            let before = change.payload().clone();
            change.change(Change::Payload(Edit {
                pointer: Pointer::root(),
                before: Some(before),
                after: Some(payload),
                place: None,
            }));
            if api != api_before {
                change.change(Change::Api(api_before, api));
            }
        });
    }

    /// Gives the draft a name.
    pub fn set_name(&mut self, name: &str) {
        let before = self.draft.name.clone();
        if before != name {
            self.step(&Address::root(), None, None, |change| {
                change.change(Change::Name(before, name.to_owned()));
            });
        }
    }

    /// Writes the notes.
    pub fn set_notes(&mut self, notes: &str, caret: Caret, now_ms: u64) {
        let before = self.draft.notes.clone();
        if before == notes {
            return;
        }
        let typing = Typing::between(&before, notes, caret, now_ms);
        self.step(&Address::root(), Some(caret), typing, |change| {
            change.change(Change::Notes(before, notes.to_owned()));
        });
    }

    /// Names an uploaded file in the media object at an address, in place of a link, and remembers what is
    /// known of the file: one step. A document without a name gets the file's.
    pub fn set_upload(&mut self, media: &Address, upload: &UploadedFile) {
        let before = self.draft.media.clone();
        let after = Some(self.draft.media_with(upload));
        let id = media.key("id");
        let name = media.key("filename");
        let is_document = matches!(media.steps().last(), Some(Way::Key(key)) if key == "document");
        let is_unnamed = self.value(&name).is_none_or(|name| name == "");
        self.step(&id, None, None, |change| {
            change.remove(&media.key("link"));
            change.set(&id, Value::from(upload.id.as_str()));
            if is_document && is_unnamed {
                change.set(&name, Value::from(upload.file.as_str()));
            }
            change.change(Change::Media(before, after));
        });
    }

    /// Makes changes as one step, unless the draft is only shown.
    fn step(
        &mut self,
        address: &Address,
        caret: Option<Caret>,
        typing: Option<Typing>,
        make: impl FnOnce(&mut Transaction<'_>),
    ) {
        if self.is_read_only() {
            return;
        }
        let mut transaction = Transaction::new(&mut self.draft, self.formed.complete.as_ref());
        make(&mut transaction);
        let changes = transaction.finish();
        if changes.is_empty() {
            return;
        }
        self.history.push(Step {
            changes,
            address: address.clone(),
            caret,
            typing,
        });
        self.refresh();
    }

    fn refresh(&mut self) {
        self.formed = (self.form)(&self.draft);
    }
}
