//! What was typed into a case or kind that is not chosen at the moment, kept for this run.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::schema::Address;

/// Members that were taken out, by the object they stood in and the choice they belonged to.
#[derive(Debug, Clone, Default)]
pub(super) struct Parked(HashMap<(Address, String), Map<String, Value>>);

impl Parked {
    /// Puts members away.
    pub(super) fn park(&mut self, object: &Address, choice: &str, members: Map<String, Value>) {
        self.0
            .insert((object.clone(), choice.to_ascii_lowercase()), members);
    }

    /// The members that were put away, if there are any.
    pub(super) fn restore(&mut self, object: &Address, choice: &str) -> Option<Map<String, Value>> {
        self.0
            .remove(&(object.clone(), choice.to_ascii_lowercase()))
    }

    /// Forgets what stood in elements of a list, whose numbers change.
    pub(super) fn forget_inside(&mut self, list: &Address) {
        self.0.retain(|(object, _), _| !list.contains(object));
    }
}
