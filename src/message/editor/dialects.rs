//! Making a draft one of another dialect.

use serde_json::{Map, Value, json};

use super::Editor;
use crate::message::convert::convert;
use crate::message::history::Change;
use crate::message::{FileShape, dialect_of};
use crate::schema::Address;
use crate::wire::{Dialect, Pointer};

/// The member of a template that only the On-Premises API knows.
const NAMESPACE: &str = "namespace";

impl Editor {
    /// Makes the draft one for `dialect`, as one step: the payload is converted.
    ///
    /// A bare payload stays one as long as it shows its dialect itself. The namespace that a template had
    /// comes back with the On-Premises API.
    pub fn set_dialect(&mut self, dialect: Dialect) {
        let before = self.draft.api;
        if before == Some(dialect) {
            return;
        }
        let is_draft = self.draft.shape() == FileShape::Draft;
        let template = Address::root().key("template");
        if let Some(namespace) = self.value(&template.key(NAMESPACE)).cloned() {
            let members = Map::from_iter([(NAMESPACE.to_owned(), namespace)]);
            self.parked.park(&template, NAMESPACE, members);
        }
        let document = &self.draft.document;
        let mut payload = convert(document.payload(), self.draft.dialect(), dialect).payload;
        if let Some(empty @ Value::String(_)) = payload.pointer_mut("/template/namespace")
            && *empty == json!("")
            && let Some(parked) = self.parked.restore(&template, NAMESPACE)
            && let Some(namespace) = parked.get(NAMESPACE)
        {
            *empty = namespace.clone();
        }
        self.step(&Address::root(), None, None, |change| {
            change.edit(Pointer::root(), Some(payload), None);
            if is_draft || dialect_of(change.payload()) != Some(dialect) {
                change.change(Change::Api(before, Some(dialect)));
            }
        });
    }
}
