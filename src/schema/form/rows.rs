//! Gathers the rows: walks schema and payload together.

use serde_json::{Map, Value};

use super::row::{Role, Row, UNKNOWN};
use crate::schema::address::{Address, Step, carries};
use crate::schema::condition::{Path, When, holds_in};
use crate::schema::field::{At, Case, Field, Initial, Pane, Presence, Shape};
use crate::schema::lookup::{case_of, is_unwanted, member, most};
use crate::schema::rule::Test;
use crate::text::capitalised;
use crate::wire::Dialect;

/// A place in the payload, and where the form shows it.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) address: Address,
    pub(super) pane: Pane,
    pub(super) depth: u8,
    room: Option<Room>,
}

/// How many elements the lists of one name can still get, where they share a limit.
#[derive(Clone, Copy)]
struct Room {
    key: &'static str,
    left: u32,
}

impl Place {
    /// The payload itself.
    pub(super) const fn root() -> Self {
        Self {
            address: Address::root(),
            pane: Pane::Envelope,
            depth: 0,
            room: None,
        }
    }

    fn at(&self, address: Address) -> Self {
        Self {
            address,
            ..self.clone()
        }
    }

    fn key(&self, key: &'static str) -> Self {
        self.at(self.address.key(key))
    }

    fn index(&self, index: usize) -> Self {
        self.at(self.address.index(index))
    }

    /// In the field's pane; what lies in a card stays with the card.
    fn in_pane_of(mut self, field: &Field) -> Self {
        if field.pane != Pane::Inherit && self.pane != Pane::Cards {
            self.pane = field.pane;
        }
        self
    }

    fn deeper(mut self) -> Self {
        self.depth = self.depth.saturating_add(1);
        self
    }
}

/// The rows of one payload, as they are gathered.
pub(super) struct Rows<'a> {
    pub(super) payload: &'a Value,
    pub(super) dialect: Dialect,
    pub(super) found: Vec<Row>,
}

impl Rows<'_> {
    /// One row.
    fn push(&mut self, field: &'static Field, place: &Place, label: String, role: Role) {
        let (pointer, missing) = place.address.nearest(self.payload);
        let present = missing.is_empty();
        self.found.push(Row {
            pointer,
            present,
            field,
            pane: place.pane,
            label,
            example: (!field.example.is_empty()).then(|| field.example.to_owned()),
            depth: place.depth,
            role,
            address: place.address.clone(),
        });
    }

    /// A row that edits a value, under the field's own title.
    pub(super) fn value(&mut self, field: &'static Field, place: &Place, role: Role) {
        self.push(field, place, capitalised(field.title), role);
    }

    /// A value that is shown as JSON because the schema does not know it or expects another type.
    fn json(&mut self, place: &Place, label: String) {
        self.push(&UNKNOWN, place, label, Role::Value);
    }

    /// The fields of an object and what else it has; `tags` are members that need no row.
    pub(super) fn object(
        &mut self,
        fields: &'static [Field],
        place: &Place,
        value: Option<&Value>,
        tags: &[(&str, &str)],
    ) {
        self.fields(fields, place, value);
        let Some(object) = value.and_then(Value::as_object) else {
            return;
        };
        for key in object.keys() {
            let is_tag = tags.iter().any(|(tag, _)| tag == key);
            if !is_tag && member(fields, key).is_none() {
                self.json(&place.at(place.address.key(key.clone())), key.clone());
            }
        }
    }

    fn fields(&mut self, fields: &'static [Field], place: &Place, value: Option<&Value>) {
        for field in fields {
            match field.at {
                At::Here => self.here(field, place, value),
                At::Key(key) => {
                    self.field(
                        field,
                        &place.key(key),
                        value.and_then(|value| value.get(key)),
                    );
                }
                At::Element | At::Item(_) | At::Items(_) => {}
            }
        }
    }

    /// A field that stands in the same object as its neighbours.
    fn here(&mut self, field: &'static Field, place: &Place, value: Option<&Value>) {
        let place = place.clone().in_pane_of(field);
        match field.shape {
            Shape::Group(fields) => self.fields(fields, &place, value),
            Shape::OneOf(fields) => self.one_of(field, fields, &place, value),
            _ => {}
        }
    }

    /// Whether the form leaves a field out while it is absent.
    fn is_hidden(&self, field: &Field) -> bool {
        let is_offered = match field.presence {
            Presence::Rare => false,
            Presence::If(when) => holds_in(when, self.payload),
            Presence::Offered | Presence::Essential => true,
        };
        !is_offered || is_unwanted(field, self.dialect)
    }

    /// A field with a place of its own.
    fn field(&mut self, field: &'static Field, place: &Place, value: Option<&Value>) {
        let hidden = self.is_hidden(field);
        if value.is_none() && hidden
            || value.is_some_and(|value| is_settled(field, value, self.dialect))
        {
            return;
        }
        let place = place.clone().in_pane_of(field);
        if value.is_some_and(|value| !fits(field.shape, value)) {
            return self.json(&place, capitalised(field.title));
        }
        self.shape(field, &place, value);
    }

    fn shape(&mut self, field: &'static Field, place: &Place, value: Option<&Value>) {
        match field.shape {
            Shape::Group(fields) if field.heading => {
                self.value(field, place, Role::Group);
                self.object(fields, &place.clone().deeper(), value, &[]);
            }
            Shape::Group(fields) => self.object(fields, place, value, &[]),
            Shape::List(element) => self.list(field, element, place, value),
            Shape::Tagged(parts) => self.tagged(parts, place, value),
            Shape::Variant { .. } => {
                self.variant(field, place, value);
                let object = value.and_then(Value::as_object);
                self.unknown_in_variant(field, place, object);
            }
            Shape::Kinds(_) => self.value(field, place, Role::Kind),
            Shape::OneOf(_)
            | Shape::Text { .. }
            | Shape::Number
            | Shape::Flag
            | Shape::Choice(_)
            | Shape::Json => self.value(field, place, Role::Value),
        }
    }

    fn one_of(
        &mut self,
        field: &'static Field,
        fields: &'static [Field],
        place: &Place,
        value: Option<&Value>,
    ) {
        let is_there = |field: &Field| {
            let found = field.key().and_then(|key| value?.get(key));
            found.is_some()
        };
        let current = fields.iter().position(is_there);
        self.value(field, place, Role::OneOf { fields, current });
        for (index, field) in fields.iter().enumerate() {
            let offered = current.is_none() && index == 0;
            let Some(key) = field.key().filter(|_| offered || is_there(field)) else {
                continue;
            };
            self.field(
                field,
                &place.key(key),
                value.and_then(|value| value.get(key)),
            );
        }
    }

    fn variant(&mut self, field: &'static Field, place: &Place, value: Option<&Value>) {
        let Shape::Variant { tag, cases, .. } = field.shape else {
            return;
        };
        let case = value
            .and_then(Value::as_object)
            .and_then(|object| case_of(field, object));
        let current = case.and_then(|case| cases.iter().position(|one| one.value == case.value));
        let role = Role::Case {
            tag,
            cases,
            current,
        };
        let label = match field.at {
            At::Key(_) | At::Item(_) => capitalised(field.title),
            _ => "Type".to_owned(), // the element's own heading says of what
        };
        if field.at != At::Element || !self.is_alone(cases, current) {
            self.push(field, &place.key(tag), label, role);
        }
        if let Some(case) = case {
            self.fields(case.fields, place, value);
        }
    }

    /// Whether the case of an element is the only one that it can be in this payload.
    fn is_alone(&self, cases: &'static [Case], current: Option<usize>) -> bool {
        let mut offered = cases.iter().enumerate().filter(|(_, case)| {
            case.dialects.contains(&self.dialect) && holds_in(case.when, self.payload)
        });
        let first = offered.next().map(|(place, _)| place);
        let is_narrowed = cases.iter().any(|case| case.when != When::Always);
        is_narrowed && offered.next().is_none() && first.is_some() && first == current
    }

    fn unknown_in_variant(
        &mut self,
        field: &'static Field,
        place: &Place,
        object: Option<&Map<String, Value>>,
    ) {
        let (Some(object), Shape::Variant { tag, .. }) = (object, field.shape) else {
            return;
        };
        let tags = match field.at {
            At::Item(tags) | At::Items(tags) => tags,
            _ => &[],
        };
        let fields = case_of(field, object).map_or(&[][..], |case| case.fields);
        for key in object.keys() {
            let is_tag = key == tag || tags.iter().any(|(tag, _)| tag == key);
            if !is_tag && member(fields, key).is_none() {
                self.json(&place.at(place.address.key(key.clone())), key.clone());
            }
        }
    }

    fn list(
        &mut self,
        field: &'static Field,
        element: &'static Field,
        place: &Place,
        value: Option<&Value>,
    ) {
        let elements = value
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let role = Role::List {
            len: elements.len(),
            max: most(field, self.dialect, self.payload)
                .or_else(|| shared_most(field, place, elements.len())),
        };
        self.value(field, place, role);
        let mut inside = place.clone().in_pane_of(element).deeper();
        inside.room = value.and_then(|value| room_in(field, value, self.dialect));
        for (index, value) in elements.iter().enumerate() {
            let place = inside.index(index);
            self.element(element, &place, value, index, elements.len());
        }
    }

    /// One element of a list, with its heading.
    fn element(
        &mut self,
        element: &'static Field,
        place: &Place,
        value: &Value,
        index: usize,
        len: usize,
    ) {
        let label = format!("{} {}", capitalised(element.title), index.saturating_add(1));
        if !fits(element.shape, value) {
            return self.json(place, label);
        }
        self.push(element, place, label, Role::Item { index, len });
        self.shape(element, &place.clone().deeper(), Some(value));
    }

    /// An array whose elements are told apart by tags.
    fn tagged(&mut self, parts: &'static [Field], place: &Place, value: Option<&Value>) {
        let elements = value
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let mut known = vec![false; elements.len()];
        for part in parts {
            match part.at {
                At::Item(tags) => {
                    let found = elements.iter().position(|element| carries(element, tags));
                    if let Some(mark) = found.and_then(|index| known.get_mut(index)) {
                        *mark = true;
                    }
                    self.item(
                        part,
                        tags,
                        place,
                        found.and_then(|index| elements.get(index)),
                    );
                }
                At::Items(tags) => {
                    for (mark, element) in known.iter_mut().zip(elements) {
                        *mark |= carries(element, tags);
                    }
                    self.items(part, tags, place, elements);
                }
                At::Here | At::Key(_) | At::Element => {}
            }
        }
        for (index, _) in known.iter().enumerate().filter(|(_, known)| !**known) {
            let label = format!("Other component {}", index.saturating_add(1));
            self.json(&place.index(index), label);
        }
    }

    fn item(
        &mut self,
        part: &'static Field,
        tags: &'static [(&'static str, &'static str)],
        place: &Place,
        value: Option<&Value>,
    ) {
        if value.is_none() && self.is_hidden(part) {
            return;
        }
        let place = place.at(place.address.step(Step::Tagged(tags)));
        let place = place.in_pane_of(part);
        match part.shape {
            Shape::Group(fields) => self.object(fields, &place, value, tags),
            Shape::Variant { .. } => self.shape(part, &place, value),
            _ => {}
        }
    }

    fn items(
        &mut self,
        part: &'static Field,
        tags: &[(&str, &str)],
        place: &Place,
        elements: &[Value],
    ) {
        let place = place.clone().in_pane_of(part);
        let found: Vec<(usize, &Value)> = elements
            .iter()
            .enumerate()
            .filter(|(_, element)| carries(element, tags))
            .collect();
        let role = Role::List {
            len: found.len(),
            max: most(part, self.dialect, self.payload),
        };
        self.push(part, &place, format!("{}s", capitalised(part.title)), role);
        let inside = place.deeper();
        for (number, (index, value)) in found.iter().enumerate() {
            let place = inside.index(*index);
            self.element(part, &place, value, number, found.len());
        }
    }
}

/// How long a list may grow that shares its limit with others.
fn shared_most(field: &Field, place: &Place, len: usize) -> Option<u32> {
    let room = place.room.filter(|room| field.key() == Some(room.key))?;
    u32::try_from(len).ok()?.checked_add(room.left)
}

/// What a list's own limit leaves to the lists inside it.
fn room_in(field: &Field, value: &Value, dialect: Dialect) -> Option<Room> {
    field.rules.iter().find_map(|rule| match rule.test {
        Test::SumMax(path, most) if rule.dialects.contains(&dialect) => Some(Room {
            key: path.rsplit('/').next()?,
            left: most.saturating_sub(elements_at(value, path)),
        }),
        _ => None,
    })
}

/// How many elements the arrays at a path have together.
fn elements_at(value: &Value, path: Path) -> u32 {
    if path.is_empty() {
        let count = value.as_array().map_or(0, Vec::len);
        return u32::try_from(count).unwrap_or(u32::MAX);
    }
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    match (step, value) {
        ("*", Value::Array(elements)) => elements
            .iter()
            .map(|element| elements_at(element, rest))
            .fold(0, u32::saturating_add),
        (key, Value::Object(object)) => object.get(key).map_or(0, |inner| elements_at(inner, rest)),
        _ => 0,
    }
}

/// Whether a value is the only one that its field can have: nothing to choose, so nothing to show.
fn is_settled(field: &Field, value: &Value, dialect: Dialect) -> bool {
    let Shape::Choice([only]) = field.shape else {
        return false;
    };
    // what is only there when somebody wants it is shown, so that it can be taken away again
    let is_given = field.initial != Initial::Nothing || field.presence == Presence::Rare;
    is_given
        && only.value == value
        && only.dialects.contains(&dialect)
        && !is_unwanted(field, dialect)
}

/// Whether a value can be edited as what the schema says it is.
fn fits(shape: Shape, value: &Value) -> bool {
    match shape {
        Shape::Group(_) | Shape::Variant { .. } | Shape::OneOf(_) => value.is_object(),
        Shape::List(_) | Shape::Tagged(_) => value.is_array(),
        Shape::Text { .. } | Shape::Choice(_) | Shape::Kinds(_) => value.is_string(),
        Shape::Number => value.is_number() || value.is_string(),
        Shape::Flag => value.is_boolean(),
        Shape::Json => true,
    }
}
