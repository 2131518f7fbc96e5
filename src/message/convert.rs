//! Conversion of a payload from one API's form into another's, with a list of all that changes.
//!
//! What both APIs take stays untouched, whatever it is. Cloud API and 360dialog share their bodies, so
//! between them only what belongs to a number is told. Called by the command `convert`, by the editor
//! when the dialect of a draft changes, and by the composer's migration view. Pure.

mod media;
mod steps;
mod support;
mod way_back;

use serde::Serialize;
use serde_json::Value;

use crate::schema::{Address, key_order, kind_of};
use crate::wire::{Dialect, Pointer};

use super::dialect_of;
use super::transaction::place_in;

/// A payload in the form of another API.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// The payload.
    pub payload: Value,
    /// What changed, and what remains to be done.
    pub changes: Vec<Conversion>,
}

/// One thing that a conversion changed, or that somebody has to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conversion {
    /// The place: in the new payload where it is there, else in the old one.
    pub pointer: Pointer,
    /// What was done, or is to be done.
    pub what: String,
    /// What is lost with it.
    pub loss: Loss,
}

/// What a change loses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// Nothing: converting back restores it.
    None,
    /// Something that the other API cannot be told.
    Lossy,
    /// Somebody has to do something before it can be sent.
    ByHand,
}

impl Loss {
    /// The spelling that is printed: `none`, `lossy`, `by-hand`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Lossy => "lossy",
            Self::ByHand => "by-hand",
        }
    }
}

/// Converts a payload. Where it does not tell its API, and `from` does not, all that can differ is looked at.
///
/// Where no change is marked as lossy or to be done by hand, converting back gives the same payload.
pub fn convert(payload: &Value, from: Option<Dialect>, to: Dialect) -> Converted {
    let from = from.or_else(|| dialect_of(payload));
    let mut converted = steps(payload, from, to);
    if let Some(from) = from {
        way_back::tell(payload, from, to, &mut converted);
    }
    converted
}

/// Makes the changes, without a look at the way back.
fn steps(payload: &Value, from: Option<Dialect>, to: Dialect) -> Converted {
    let mut conversion = Steps {
        payload: payload.clone(),
        to,
        changes: Vec::new(),
    };
    if from != Some(to) && payload.is_object() {
        if from.is_none_or(|from| !from.shares_body_with(to)) {
            match to {
                Dialect::Cloud | Dialect::Dialog360 => conversion.for_cloud(),
                Dialect::OnPremises => conversion.for_on_premises(),
            }
            conversion.unsupported();
        }
        conversion.media_ids();
    }
    Converted {
        payload: conversion.payload,
        changes: conversion.changes,
    }
}

impl Converted {
    /// The conversion as seen from a part of the message: what is outside of it does not count.
    #[must_use]
    pub fn inside(self, part: &Pointer) -> Self {
        let changes = self.changes.into_iter().filter_map(|change| {
            let inner = change.pointer.as_str().strip_prefix(part.as_str())?;
            (inner.is_empty() || inner.starts_with('/')).then(|| Conversion {
                pointer: Pointer::parse(inner),
                ..change
            })
        });
        Self {
            changes: changes.collect(),
            payload: part.get(&self.payload).cloned().unwrap_or_default(),
        }
    }
}

/// A conversion under way.
struct Steps {
    payload: Value,
    to: Dialect,
    changes: Vec<Conversion>,
}

impl Steps {
    fn tell(&mut self, pointer: Pointer, what: impl Into<String>, loss: Loss) {
        self.changes.push(Conversion {
            pointer,
            what: what.into(),
            loss,
        });
    }

    fn get(&self, pointer: &Pointer) -> Option<&Value> {
        pointer.get(&self.payload)
    }

    /// Takes a member out.
    fn take(&mut self, pointer: &Pointer) -> Option<Value> {
        let parent = pointer.parent()?;
        let members = self.payload.pointer_mut(parent.as_str())?.as_object_mut()?;
        members.shift_remove(pointer.last()?.as_ref())
    }

    /// Puts a member at its place in the schema; what is there stays.
    fn put(&mut self, parent: &Pointer, key: &str, value: Value) {
        let order = key_order(kind_of(&self.payload), &Address::from(parent));
        if let Some(Value::Object(members)) = self.payload.pointer_mut(parent.as_str())
            && !members.contains_key(key)
        {
            let place = place_in(&order, members, key);
            members.shift_insert(place, key.to_owned(), value);
        }
    }

    /// All places in the payload, outermost first.
    fn places(&self) -> Vec<Pointer> {
        let mut found = vec![Pointer::root()];
        let mut next = 0;
        while let Some(here) = found.get(next).cloned() {
            next += 1;
            match here.get(&self.payload) {
                Some(Value::Object(members)) => {
                    found.extend(members.keys().map(|key| here.key(key)));
                }
                Some(Value::Array(elements)) => {
                    found.extend((0..elements.len()).map(|index| here.index(index)));
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
