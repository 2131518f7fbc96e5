//! The way back, tried out: what would not come back as it was is told as lost.

use std::collections::HashSet;

use serde_json::Value;

use super::{Conversion, Converted, Loss, steps};
use crate::wire::{Dialect, Pointer};

/// Tells of every place that would differ after converting back, unless it is told of already.
pub(super) fn tell(payload: &Value, from: Dialect, to: Dialect, converted: &mut Converted) {
    let back = steps(&converted.payload, Some(to), from);
    for place in differences(payload, &back.payload) {
        let here = converted
            .changes
            .iter_mut()
            .find(|told| told.pointer == place && told.loss == Loss::None);
        if let Some(told) = here {
            told.loss = Loss::Lossy;
            continue;
        }
        let concerns =
            |told: &Conversion| told.pointer.contains(&place) || place.contains(&told.pointer);
        let mut told = converted.changes.iter().chain(&back.changes);
        if told.any(|told| told.loss != Loss::None && concerns(told)) {
            continue;
        }
        let what = match (place.get(payload), place.get(&back.payload)) {
            (None, _) => "converting back adds it",
            (_, None) => "converting back leaves it out",
            _ => "converting back writes it differently",
        };
        converted.changes.push(Conversion {
            pointer: place,
            what: what.to_owned(),
            loss: Loss::Lossy,
        });
    }
}

/// The innermost places at which two documents differ; the order of members does not count.
fn differences(one: &Value, other: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    compare(one, other, &Pointer::root(), &mut found);
    found
}

fn compare(one: &Value, other: &Value, here: &Pointer, found: &mut Vec<Pointer>) {
    match (one, other) {
        (Value::Object(left), Value::Object(right)) => {
            let mut seen = HashSet::new();
            for key in left.keys().chain(right.keys()) {
                if !seen.insert(key) {
                    continue;
                }
                match (left.get(key), right.get(key)) {
                    (Some(left), Some(right)) => compare(left, right, &here.key(key), found),
                    _ => found.push(here.key(key)),
                }
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare(left, right, &here.index(index), found);
            }
        }
        _ if one != other => found.push(here.clone()),
        _ => {}
    }
}
