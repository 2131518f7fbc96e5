//! What the schema says that the other API does not know: members go, whole parts are told.

use serde_json::{Map, Value};

use super::{Loss, Steps};
use crate::message::walk::tags_of;
use crate::schema::{Field, Shape, carries, case_of, kind_of, member, root_of};
use crate::wire::{Dialect, Pointer};

/// Something that an API does not know.
struct Unknown {
    pointer: Pointer,
    is_member: bool,
    what: String,
}

/// Members that say what the message is about: they stay, for somebody to replace them.
const STAYING: &[&str] = &["recipient", "flow_name"];

impl Steps {
    pub(super) fn unsupported(&mut self) {
        let kind = kind_of(&self.payload);
        let api = self.to.title();
        if let Some(kind) = kind.filter(|kind| !kind.dialects.contains(&self.to)) {
            let title = kind.title.to_lowercase();
            let what = format!("the {api} has no such message ({title}); choose another kind");
            self.tell(Pointer::root().key("type"), what, Loss::ByHand);
        }
        let mut search = Search {
            to: self.to,
            found: Vec::new(),
        };
        let root = root_of(kind, &self.payload);
        search.value(root, &self.payload, &Pointer::root());
        for unknown in search.found {
            self.settle(unknown);
        }
    }

    fn settle(&mut self, unknown: Unknown) {
        let Unknown {
            pointer,
            is_member,
            what,
        } = unknown;
        let api = self.to.title();
        let key = pointer.last().unwrap_or_default().into_owned();
        if !is_member {
            let what = format!("the {api} knows no {what}; replace it");
            return self.tell(pointer, what, Loss::ByHand);
        }
        if STAYING.contains(&key.as_str()) {
            let what = format!("the {api} knows no {what}; put in what it takes instead");
            return self.tell(pointer, what, Loss::ByHand);
        }
        self.take(&pointer);
        let what = format!("left out: the {api} knows no {what}");
        self.tell(pointer, what, Loss::Lossy);
    }
}

struct Search {
    to: Dialect,
    found: Vec<Unknown>,
}

impl Search {
    fn add(&mut self, pointer: Pointer, is_member: bool, what: impl Into<String>) {
        self.found.push(Unknown {
            pointer,
            is_member,
            what: what.into(),
        });
    }

    fn value(&mut self, field: &'static Field, value: &Value, here: &Pointer) {
        match (field.shape, value) {
            (Shape::Group(fields) | Shape::OneOf(fields), Value::Object(members)) => {
                self.members(fields, members, here);
            }
            (Shape::Variant { tag, .. }, Value::Object(members)) => {
                let Some(case) = case_of(field, members) else {
                    return;
                };
                if case.dialects.contains(&self.to) {
                    self.members(case.fields, members, here);
                } else {
                    self.add(here.key(tag), false, case.value);
                }
            }
            (Shape::Choice(options) | Shape::Kinds(options), Value::String(chosen)) => {
                let option = options.iter().find(|option| option.value == chosen);
                let is_unknown = option.is_some_and(|option| !option.dialects.contains(&self.to));
                // another kind is told as a whole
                if is_unknown && matches!(field.shape, Shape::Choice(_)) {
                    self.add(here.clone(), false, chosen);
                }
            }
            (Shape::List(element), Value::Array(elements)) => {
                for (index, inner) in elements.iter().enumerate() {
                    self.value(element, inner, &here.index(index));
                }
            }
            (Shape::Tagged(parts), Value::Array(elements)) => {
                for (index, inner) in elements.iter().enumerate() {
                    self.part(parts, inner, &here.index(index));
                }
            }
            _ => {}
        }
    }

    fn members(&mut self, fields: &'static [Field], members: &Map<String, Value>, here: &Pointer) {
        for (key, inner) in members {
            let Some(field) = member(fields, key) else {
                continue;
            };
            let place = here.key(key);
            // the Cloud API takes the parts of a date, and makes no use of them
            if key == "date_time" && self.to != Dialect::OnPremises {
                continue;
            }
            if field.dialects.contains(&self.to) {
                self.value(field, inner, &place);
            } else {
                self.add(place, true, field.title);
            }
        }
    }

    fn part(&mut self, parts: &'static [Field], element: &Value, here: &Pointer) {
        let is_this =
            |part: &&'static Field| tags_of(part).is_some_and(|tags| carries(element, tags));
        let Some(part) = parts.iter().find(is_this) else {
            return;
        };
        if part.dialects.contains(&self.to) {
            self.value(part, element, here);
        } else {
            self.add(here.clone(), false, part.title);
        }
    }
}
