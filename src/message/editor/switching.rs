//! Choosing another case or kind: what belonged to the old one is parked, what was parked comes back.

use serde_json::{Map, Value, json};

use super::Editor;
use crate::message::transaction::place_in;
use crate::message::walk::field_at;
use crate::schema::{
    self, Address, At, Case, Field, Kind, Role, Row, Rule, Shape, Test, When, blank, case_of,
    key_order, member, skeleton,
};
use crate::wire::{Dialect, Pointer};

impl Editor {
    /// Chooses what the object of a row is: a header's type, `id` or `link`, a button's or parameter's type.
    ///
    /// An empty choice takes an object away that may be absent. What was typed under the old choice comes back with it.
    pub fn switch_case(&mut self, row: &Row, choice: &str) {
        match row.role {
            Role::Case {
                tag,
                cases,
                current,
            } => {
                let Some((object, _)) = row.address.split_last() else {
                    return;
                };
                let old = current.and_then(|index| cases.get(index));
                self.switch_variant(&object, row.field, tag, old, choice);
            }
            Role::OneOf { fields, .. } => self.switch_member(&row.address, fields, choice),
            _ => {}
        }
    }

    fn switch_variant(
        &mut self,
        address: &Address,
        field: &'static Field,
        tag: &'static str,
        old: Option<&'static Case>,
        choice: &str,
    ) {
        let Shape::Variant { cases, .. } = field.shape else {
            return;
        };
        if choice.is_empty() && !matches!(field.at, At::Key(_) | At::Item(_)) {
            return;
        }
        let present = self.value(address).and_then(Value::as_object);
        let mut kept = present.cloned().unwrap_or_default();
        let said = kept.get(tag).and_then(Value::as_str).map(str::to_owned);
        if said.as_deref() == Some(choice) {
            return;
        }
        if let Some(said) = old.map(|old| old.value).or(said.as_deref()) {
            let moved = take(&mut kept, |key| match old {
                Some(old) => member(old.fields, key).is_some(),
                None => key == said,
            });
            self.parked.park(address, said, moved);
        }
        if choice.is_empty() {
            self.step(address, None, None, |change| change.remove(address));
            return;
        }
        let new = cases.iter().find(|case| case.value == choice);
        let parked = self.parked.restore(address, choice);
        let order = key_order(self.draft.document.kind(), address);
        self.step(address, None, None, |change| {
            let members = parked.unwrap_or_else(|| {
                new.map(|case| schema::members(case.fields, change.dialect()))
                    .unwrap_or_default()
            });
            place(&order, &mut kept, tag, json!(choice));
            for (key, value) in members {
                place(&order, &mut kept, &key, value);
            }
            change.set(address, Value::Object(kept));
        });
    }

    fn switch_member(&mut self, address: &Address, fields: &'static [Field], choice: &str) {
        let mut object = self
            .value(address)
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        let others = || {
            let keys = fields.iter().filter_map(Field::key);
            keys.filter(|key| *key != choice)
        };
        let at = others().find_map(|other| object.keys().position(|key| key == other));
        for other in others() {
            if let Some(value) = object.shift_remove(other) {
                let moved = Map::from_iter([(other.to_owned(), value)]);
                self.parked.park(address, other, moved);
            }
        }
        let Some(field) = fields.iter().find(|field| field.key() == Some(choice)) else {
            return;
        };
        let neighbours = self.neighbours(address);
        let order = key_order(self.draft.document.kind(), address);
        let parked = self.parked.restore(address, choice);
        self.step(address, None, None, |change| {
            follow(neighbours, choice, &order, &mut object, change.dialect());
            if !object.contains_key(choice) {
                let value = parked
                    .and_then(|mut members| members.shift_remove(choice))
                    .unwrap_or_else(|| blank(field, change.dialect()));
                let place = at.unwrap_or(0).min(object.len());
                object.shift_insert(place, choice.to_owned(), value);
            }
            change.set(address, Value::Object(object));
        });
    }

    /// The fields of the object at an address.
    fn neighbours(&self, address: &Address) -> &'static [Field] {
        let payload = self.draft.document.payload();
        let root = schema::root_of(self.draft.document.kind(), payload);
        match field_at(root, payload, address).map(|found| found.field.shape) {
            Some(Shape::Group(fields)) => fields,
            _ => &[],
        }
    }

    /// Makes the message one of another kind. The envelope stays; what the kinds share is carried over the first time.
    pub fn switch_kind(&mut self, kind: &'static Kind) {
        let old = self.draft.document.kind();
        if old == Some(kind) {
            return;
        }
        let dialect = self.draft.dialect().unwrap_or(Dialect::Cloud);
        let Value::Object(mut kept) = self.draft.document.payload().clone() else {
            let payload = skeleton(kind, dialect);
            return self.replace_payload(payload);
        };
        let root = Address::root();
        let said = kept.get("type").and_then(Value::as_str).map(str::to_owned);
        let old_order = key_order(old, &root);
        let order = key_order(Some(kind), &root);
        let moved = take(&mut kept, |key| {
            let is_content = key == "interactive" || Some(key) == said.as_deref();
            is_content || (old_order.contains(&key) && !order.contains(&key))
        });
        let new = self
            .parked
            .restore(&root, kind.name)
            .unwrap_or_else(|| first_time(kind, dialect, moved.clone()));
        let old_name = old.map(|old| old.name).or(said.as_deref());
        self.parked.park(&root, old_name.unwrap_or_default(), moved);
        if order.contains(&"type") {
            place(&order, &mut kept, "type", json!(outer_type(kind)));
        }
        for (key, value) in new {
            // what both kinds have is the envelope's, which stays
            let is_shared = old_order.contains(&key.as_str()) && key != outer_type(kind);
            if !is_shared {
                place(&order, &mut kept, &key, value);
            }
        }
        self.replace_payload(Value::Object(kept));
    }
}

/// Puts in what must stand beside the chosen member, and takes away what must not.
fn follow(
    neighbours: &'static [Field],
    choice: &str,
    order: &[&str],
    object: &mut Map<String, Value>,
    dialect: Dialect,
) {
    let is_beside = |rule: &&Rule| {
        matches!(rule.when, When::Has(path) if path == choice) && rule.dialects.contains(&dialect)
    };
    for field in neighbours {
        let Some(key) = field.key() else { continue };
        for rule in field.rules.iter().filter(is_beside) {
            match rule.test {
                Test::Forbidden => drop(object.shift_remove(key)),
                Test::Required if !object.contains_key(key) => {
                    place(order, object, key, blank(field, dialect));
                }
                _ => {}
            }
        }
    }
}

/// The content of a new message of a kind, with the texts that the old one had in the same role.
fn first_time(
    kind: &'static Kind,
    dialect: Dialect,
    old: Map<String, Value>,
) -> Map<String, Value> {
    let Value::Object(mut new) = skeleton(kind, dialect) else {
        return Map::new();
    };
    let outer = outer_type(kind);
    let is_bare = !new.contains_key("type"); // all of its members stand in the payload itself
    let mut content = Value::Object(take(&mut new, |key| key == outer || is_bare));
    let old = Value::Object(old);
    let bodies = ["/interactive/body/text", "/text/body"];
    let body = bodies.iter().find_map(|place| old.pointer(place));
    if let Some(body) = body.filter(|body| body.is_string()) {
        for place in bodies {
            if let Some(text) = content.pointer_mut(place) {
                *text = body.clone();
            }
        }
    }
    carry_frame(kind, &old, &mut content);
    match content {
        Value::Object(content) => content,
        _ => Map::new(),
    }
}

/// Takes header and footer of an interactive message over into one of another type that has them.
fn carry_frame(kind: &'static Kind, old: &Value, content: &mut Value) {
    let address = Address::root().key("interactive");
    let order = key_order(Some(kind), &address);
    let Some(Value::Object(frame)) = content.get_mut("interactive") else {
        return;
    };
    for key in ["header", "footer"] {
        let pointer = Pointer::root().key("interactive").key(key);
        if let Some(part) = pointer.get(old)
            && is_allowed(kind, &address.key(key), part)
        {
            place(&order, frame, key, part.clone());
        }
    }
}

/// The message type of a kind: what stands before the dot of its name.
fn outer_type(kind: &'static Kind) -> &'static str {
    kind.name.split('.').next().unwrap_or_default()
}

/// Whether the kind takes a header of this type, or such a footer.
fn is_allowed(kind: &'static Kind, address: &Address, part: &Value) -> bool {
    let found = field_at(kind.root, &Value::Null, address);
    match (found.map(|found| found.field), part.as_object()) {
        (Some(field), Some(object)) if matches!(field.shape, Shape::Variant { .. }) => {
            case_of(field, object).is_some()
        }
        (found, _) => found.is_some(),
    }
}

/// Takes the members out of an object that a test names; the others keep their order.
fn take(object: &mut Map<String, Value>, is_taken: impl Fn(&str) -> bool) -> Map<String, Value> {
    let keys: Vec<String> = object.keys().filter(|key| is_taken(key)).cloned().collect();
    keys.into_iter()
        .filter_map(|key| object.shift_remove(&key).map(|value| (key, value)))
        .collect()
}

/// Puts a member at its place in the order of the schema, or in the place of the one that is there.
fn place(order: &[&str], object: &mut Map<String, Value>, key: &str, value: Value) {
    if let Some(present) = object.get_mut(key) {
        *present = value;
    } else {
        let place = place_in(order, object, key);
        object.shift_insert(place, key.to_owned(), value);
    }
}
