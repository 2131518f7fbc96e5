//! The payload as a tree: what will be posted, with nothing lost.

use serde_json::Value;

use super::edit::{Edit, EditError};
use crate::schema::{self, Kind};
use crate::wire::Pointer;

/// A payload that is being edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    payload: Value,
    fragment: Option<Pointer>,
    revision: u64,
}

impl Document {
    /// The document of a whole payload.
    pub const fn new(payload: Value) -> Self {
        Self {
            payload,
            fragment: None,
            revision: 0,
        }
    }

    /// The document of a part of a payload, which stands at `place` of the message wrapped around it.
    pub(super) const fn wrapped(payload: Value, place: Pointer) -> Self {
        Self {
            payload,
            fragment: Some(place),
            revision: 0,
        }
    }

    /// The payload, in the wrapping message where the file holds only a part of one.
    pub const fn payload(&self) -> &Value {
        &self.payload
    }

    /// The kind of the message; none for one that this program does not know.
    pub fn kind(&self) -> Option<&'static Kind> {
        schema::kind_of(&self.payload)
    }

    /// Where in [`Self::payload`] the fragment sits that the file holds; none for a whole payload.
    pub const fn fragment(&self) -> Option<&Pointer> {
        self.fragment.as_ref()
    }

    /// A number that grows with every change, so that derived things know when they are old.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What goes into a file: the payload, or the fragment without its wrapping.
    pub fn written(&self) -> &Value {
        self.fragment
            .as_ref()
            .and_then(|place| place.get(&self.payload))
            .unwrap_or(&self.payload)
    }

    /// What stands beside the payload has changed, so that derived things are old.
    pub(super) const fn touch(&mut self) {
        self.revision += 1;
    }

    /// Makes an edit.
    pub(super) fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        edit.apply(&mut self.payload)?;
        self.revision += 1;
        Ok(())
    }
}
