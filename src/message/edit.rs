//! The one primitive by which a payload changes, so that every change can be undone.

use serde_json::Value;

use crate::wire::Pointer;

/// Replaces what stands at a pointer: `before` must be there, `after` is there afterwards.
///
/// `None` is absence, of a member or of the last element of an array. A new member of an object is
/// put at `place`, so that undoing a removal restores the order of keys as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The place; its parent exists.
    pub pointer: Pointer,
    /// What stood there.
    pub before: Option<Value>,
    /// What stands there afterwards.
    pub after: Option<Value>,
    /// The position of the member among the keys of its object; the end when none.
    pub place: Option<usize>,
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            pointer: self.pointer,
            before: self.after,
            after: self.before,
            place: self.place,
        }
    }
}

/// An edit that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Nothing stands where the edit's parent should be, or it is no container.
    #[error("{0} is no place in this message: its parent is neither an object nor an array")]
    NoParent(Pointer),
    /// A list has no such element.
    #[error("{0} has no element {1}")]
    NoElement(Pointer, usize),
}
