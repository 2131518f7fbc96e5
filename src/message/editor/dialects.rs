//! Making a draft one of another dialect: the envelope is adjusted, the content stays.

use serde_json::{Map, Value, json};

use super::Editor;
use crate::message::history::Change;
use crate::message::transaction::Transaction;
use crate::message::{FileShape, dialect_of};
use crate::schema::Address;
use crate::wire::Dialect;

/// The member of a template that only the On-Premises API knows.
const NAMESPACE: &str = "namespace";

impl Editor {
    /// Makes the draft one for `dialect`, as one step: the keys that only one side knows come, go or move.
    ///
    /// A bare payload stays one as long as it shows its dialect itself.
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
        let namespace = match dialect {
            Dialect::OnPremises => self.parked.restore(&template, NAMESPACE),
            Dialect::Cloud | Dialect::Dialog360 => None,
        };
        let namespace = namespace.and_then(|mut members| members.shift_remove(NAMESPACE));
        self.step(&Address::root(), None, None, |change| {
            match dialect {
                Dialect::Cloud | Dialect::Dialog360 => to_cloud(change),
                Dialect::OnPremises => to_on_premises(change, namespace),
            }
            if is_draft || dialect_of(change.payload()) != Some(dialect) {
                change.change(Change::Api(before, Some(dialect)));
            }
        });
    }
}

fn to_cloud(change: &mut Transaction<'_>) {
    let root = Address::root();
    if !is_there(change, &root.key("messaging_product")) {
        change.set_first("messaging_product", json!("whatsapp"));
    }
    change.remove(&root.key("template").key(NAMESPACE));
    relocate(
        change,
        &root.key("preview_url"),
        &root.key("text").key("preview_url"),
    );
}

/// `namespace` is the one that the template had before it became one for the Cloud API.
fn to_on_premises(change: &mut Transaction<'_>, namespace: Option<Value>) {
    let root = Address::root();
    change.remove(&root.key("messaging_product"));
    relocate(
        change,
        &root.key("text").key("preview_url"),
        &root.key("preview_url"),
    );
    let template = root.key("template");
    if is_there(change, &template) {
        let language = template.key("language");
        for (address, value) in [
            (
                template.key(NAMESPACE),
                namespace.unwrap_or_else(|| json!("")),
            ),
            (language.key("policy"), json!("deterministic")),
        ] {
            if !is_there(change, &address) {
                change.set(&address, value);
            }
        }
    }
}

fn is_there(change: &Transaction<'_>, address: &Address) -> bool {
    address.resolve(change.payload()).is_some()
}

/// Moves a value to where the other dialect has it.
fn relocate(change: &mut Transaction<'_>, from: &Address, to: &Address) {
    let value: Option<Value> = from
        .resolve(change.payload())
        .and_then(|pointer| pointer.get(change.payload()).cloned());
    if let Some(value) = value {
        change.remove(from);
        change.set(to, value);
    }
}
