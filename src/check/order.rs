//! The order of diagnostics: errors first, then as the payload has its values.

use serde_json::Value;

use super::diagnostic::Diagnostic;
use crate::wire::Pointer;

/// Sorts what was found; what stands at one place keeps its order.
pub(super) fn sort(found: &mut [Diagnostic], payload: &Value) {
    if found.len() > 1 {
        found.sort_by_cached_key(|diagnostic| {
            let place = place_of(&diagnostic.pointer, payload);
            (std::cmp::Reverse(diagnostic.severity), place)
        });
    }
}

/// The positions of the members and elements on the way; what is absent comes last.
fn place_of(pointer: &Pointer, payload: &Value) -> Vec<usize> {
    let mut place = Vec::new();
    let mut value = Some(payload);
    for step in pointer.steps() {
        let found = match value {
            Some(Value::Object(object)) => object
                .iter()
                .enumerate()
                .find_map(|(index, (key, inner))| (*key == step).then_some((index, inner))),
            Some(Value::Array(elements)) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| elements.get(index).map(|inner| (index, inner))),
            _ => None,
        };
        place.push(found.map_or(usize::MAX, |(index, _)| index));
        value = found.map(|(_, inner)| inner);
    }
    place
}
