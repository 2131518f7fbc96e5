//! Changes of one step: values put where the schema wants them, and taken away with what they leave empty.

use serde_json::{Map, Value, json};

use super::Draft;
use super::edit::Edit;
use super::history::Change;
use super::walk::{Found, field_at, tags_of};
use crate::schema::{
    Address, At, Field, Presence, Shape, Step, blank, carries, is_required, key_order, root_of,
};
use crate::wire::{Dialect, Pointer};

/// The changes made so far in one step.
pub(super) struct Transaction<'a> {
    draft: &'a mut Draft,
    complete: Option<&'a Value>,
    dialect: Dialect,
    changes: Vec<Change>,
}

impl<'a> Transaction<'a> {
    /// Begins a step; `complete` is what new parts are taken from where it has them.
    pub(super) fn new(draft: &'a mut Draft, complete: Option<&'a Value>) -> Self {
        let dialect = draft.dialect().unwrap_or(Dialect::Cloud);
        Self {
            draft,
            complete,
            dialect,
            changes: Vec::new(),
        }
    }

    /// What was changed, in order.
    pub(super) fn finish(self) -> Vec<Change> {
        self.changes
    }

    pub(super) const fn payload(&self) -> &Value {
        self.draft.document.payload()
    }

    pub(super) const fn dialect(&self) -> Dialect {
        self.dialect
    }

    pub(super) fn field_at(&self, address: &Address) -> Option<Found> {
        let root = root_of(self.draft.document.kind(), self.payload());
        field_at(root, self.payload(), address)
    }

    /// Makes any change.
    pub(super) fn change(&mut self, change: Change) {
        if change.apply(self.draft) {
            self.changes.push(change);
        }
    }

    /// Replaces, inserts or removes what stands at a pointer whose parent exists.
    pub(super) fn edit(&mut self, pointer: Pointer, after: Option<Value>, place: Option<usize>) {
        let edit = Edit::at(self.payload(), pointer, after, place);
        if edit.before != edit.after {
            self.change(Change::Payload(edit));
        }
    }

    /// Inserts an element, moving those from its index on.
    pub(super) fn insert(&mut self, list: &Pointer, index: usize, element: Value) {
        self.change(Change::Payload(Edit {
            pointer: list.index(index),
            before: None,
            after: Some(element),
            place: None,
        }));
    }

    /// Puts a value at an address, making what is missing on the way.
    pub(super) fn set(&mut self, address: &Address, value: Value) {
        // each round makes one missing step
        for _ in 0..=address.steps().len() {
            let (pointer, missing) = address.nearest(self.payload());
            let Some((step, rest)) = missing.split_first() else {
                self.edit(pointer, Some(value), None);
                return;
            };
            let depth = address.steps().len() - missing.len();
            let here = prefix(address, depth);
            let step = step.clone();
            if rest.is_empty() {
                self.put(&here, &pointer, &step, value);
                return;
            }
            let container =
                self.container(&prefix(address, depth + 1), &prefix(address, depth + 2));
            self.put(&here, &pointer, &step, container);
        }
    }

    /// What the form offers at an address.
    fn offered(&self, address: &Address) -> Option<Value> {
        let complete = self.complete?;
        address.resolve(complete)?.get(complete).cloned()
    }

    /// An empty value to hold what stands at `inner`, one step inside `outer`.
    fn container(&self, outer: &Address, inner: &Address) -> Value {
        if let Some(offered) = self.offered(outer) {
            return offered;
        }
        let is_list = !matches!(inner.steps().last(), Some(Step::Key(_)));
        let Some(found) = self.field_at(outer) else {
            return if is_list { json!([]) } else { json!({}) };
        };
        match found.field.shape {
            Shape::Variant { tag, .. } => {
                let case = self.field_at(inner).and_then(|inner| inner.case);
                case.map_or_else(|| json!({}), |case| json!({ tag: case.value }))
            }
            Shape::Group(_) => blank(found.field, self.dialect),
            _ if is_list => json!([]),
            _ => json!({}),
        }
    }

    /// Puts a value one step below a container that exists.
    fn put(&mut self, here: &Address, pointer: &Pointer, step: &Step, value: Value) {
        let container = pointer.get(self.payload());
        match step {
            Step::Key(key) => {
                let Some(Value::Object(members)) = container else {
                    let object = json!({ key.as_ref(): value });
                    return self.edit(pointer.clone(), Some(object), None);
                };
                let place = self.place_of(here, members, key);
                self.edit(pointer.key(key), Some(value), Some(place));
            }
            Step::Index(index) => self.put_element(here, pointer, *index, value),
            Step::Tagged(tags) => self.put_tagged(here, pointer, tags, value),
        }
    }

    fn put_element(&mut self, here: &Address, pointer: &Pointer, index: usize, value: Value) {
        if !pointer.get(self.payload()).is_some_and(Value::is_array) {
            self.edit(pointer.clone(), Some(json!([])), None);
        }
        let length = self.length(pointer);
        for missing in length..index {
            let place = here.index(missing);
            let filler = self.offered(&place).unwrap_or_else(|| {
                let element = self.field_at(&place);
                element.map_or(Value::Null, |found| blank(found.field, self.dialect))
            });
            self.insert(pointer, missing, filler);
        }
        self.insert(pointer, index, value);
    }

    fn length(&self, pointer: &Pointer) -> usize {
        let list = pointer.get(self.payload()).and_then(Value::as_array);
        list.map_or(0, Vec::len)
    }

    fn put_tagged(
        &mut self,
        here: &Address,
        pointer: &Pointer,
        tags: &'static [(&'static str, &'static str)],
        value: Value,
    ) {
        if !pointer.get(self.payload()).is_some_and(Value::is_array) {
            self.edit(pointer.clone(), Some(json!([])), None);
        }
        let index = self.tagged_place(here, pointer, tags);
        let mut element: Map<String, Value> = tags
            .iter()
            .map(|(tag, name)| ((*tag).to_owned(), json!(name)))
            .collect();
        if let Value::Object(members) = value {
            element.extend(members);
        }
        self.insert(pointer, index, Value::Object(element));
    }

    /// Where a new tagged element goes: before the first one that the schema names later.
    pub(super) fn tagged_place(
        &self,
        here: &Address,
        pointer: &Pointer,
        tags: &[(&str, &str)],
    ) -> usize {
        let parts: &[Field] = match self.field_at(here).map(|found| found.field.shape) {
            Some(Shape::Tagged(parts)) => parts,
            _ => &[],
        };
        let later = parts
            .iter()
            .skip_while(|part| tags_of(part) != Some(tags))
            .skip(1)
            .filter_map(tags_of);
        let later: Vec<_> = later.collect();
        let elements = pointer.get(self.payload()).and_then(Value::as_array);
        let elements = elements.map_or(&[][..], Vec::as_slice);
        elements
            .iter()
            .position(|element| later.iter().any(|tags| carries(element, tags)))
            .unwrap_or(elements.len())
    }

    /// Where a new member goes among those that are there: behind its nearest known predecessor.
    pub(super) fn place_of(
        &self,
        here: &Address,
        members: &Map<String, Value>,
        key: &str,
    ) -> usize {
        let order = key_order(self.draft.document.kind(), here);
        place_in(&order, members, key)
    }

    /// Takes a value away, as far as the schema lets it go.
    ///
    /// What must be there stays, empty; what is optional goes, and with it all that is left empty around it.
    pub(super) fn clear(&mut self, address: &Address) {
        let Some(pointer) = address.resolve(self.payload()) else {
            return;
        };
        let field = self.field_at(address).map(|found| found.field);
        match field {
            Some(field) if field.empty_means.is_some() => {
                self.edit(pointer, Some(json!("")), None);
            }
            Some(field) if self.is_kept(field) => match self.optional_owner(address) {
                Some(owner) => self.remove(&owner),
                None => self.edit(pointer, Some(self.emptied(field)), None),
            },
            _ => self.remove(address),
        }
    }

    /// Takes a value away, and all that is left empty around it.
    pub(super) fn remove(&mut self, address: &Address) {
        if let Some(pointer) = address.resolve(self.payload())
            && !pointer.is_root()
        {
            self.edit(pointer, None, None);
            self.prune(address);
        }
    }

    fn emptied(&self, field: &'static Field) -> Value {
        match field.shape {
            Shape::Group(_) | Shape::Variant { .. } | Shape::List(_) | Shape::Tagged(_) => {
                blank(field, self.dialect)
            }
            _ => json!(""),
        }
    }

    fn is_kept(&self, field: &Field) -> bool {
        field.presence == Presence::Essential || is_required(field, self.dialect)
    }

    /// The optional object around a required value that has nothing else in it: a footer around its text.
    fn optional_owner(&self, address: &Address) -> Option<Address> {
        let (owner, _) = address.split_last()?;
        let field = self.field_at(&owner)?.field;
        let is_optional = matches!((field.at, field.shape), (At::Key(_), Shape::Group(_)))
            && !self.is_kept(field);
        let members = owner
            .resolve(self.payload())?
            .get(self.payload())?
            .as_object()?;
        (is_optional && members.len() == 1).then_some(owner)
    }

    /// Removes the outermost container around an address that holds nothing any more and may go.
    fn prune(&mut self, address: &Address) {
        let mut may_go = None;
        let mut left = 0;
        let mut below = address.clone();
        while let Some((here, _)) = below.split_last() {
            let Some(pointer) = here.resolve(self.payload()) else {
                return;
            };
            let Some(field) = self.field_at(&here).map(|found| found.field) else {
                break;
            };
            let is_own = matches!(field.at, At::Element | At::Items(_) | At::Here);
            if is_own || self.content(&pointer, field) != left {
                break;
            }
            if !self.is_kept(field) {
                may_go = Some(pointer);
            }
            left = 1;
            below = here;
        }
        if let Some(pointer) = may_go {
            self.edit(pointer, None, None);
        }
    }

    /// How many elements or members a container has beside the tags by which it is known.
    fn content(&self, pointer: &Pointer, field: &Field) -> usize {
        match (pointer.get(self.payload()), field.at) {
            (Some(Value::Array(elements)), _) => elements.len(),
            (Some(Value::Object(members)), At::Item(tags)) => members
                .keys()
                .filter(|key| tags.iter().all(|(tag, _)| tag != key))
                .count(),
            (Some(Value::Object(members)), _) => members.len(),
            _ => usize::MAX,
        }
    }
}

/// The first steps of an address.
fn prefix(address: &Address, depth: usize) -> Address {
    address
        .steps()
        .iter()
        .take(depth)
        .fold(Address::root(), |here, step| here.step(step.clone()))
}

/// Where a new member goes, given the order of the schema.
pub(super) fn place_in(order: &[&str], members: &Map<String, Value>, key: &str) -> usize {
    let Some(rank) = order.iter().position(|known| *known == key) else {
        return members.len();
    };
    order
        .iter()
        .take(rank)
        .rev()
        .find_map(|before| members.keys().position(|present| present == before))
        .map_or(0, |position| position + 1)
}
