//! The order of diagnostics: errors first, then as the payload has its values.

use serde_json::Value;

use super::diagnostic::Diagnostic;
use crate::wire::Pointer;

/// Sorts what was found; what stands at one place keeps its order.
pub(super) fn sort(found: &mut [Diagnostic], payload: &Value) {
    if found.len() > 1 {
        let mut places = Places {
            payload,
            way: Vec::new(),
        };
        found.sort_by_cached_key(|diagnostic| {
            let place = places.of(&diagnostic.pointer);
            (std::cmp::Reverse(diagnostic.severity), place)
        });
    }
}

/// The places of values, in the order in which a payload has them.
struct Places<'a> {
    payload: &'a Value,
    /// The way to the last: one that follows shares most of it, and members are found one by one.
    way: Vec<(String, usize, Option<&'a Value>)>,
}

impl Places<'_> {
    /// The positions of the members and elements on the way; what is absent comes last.
    fn of(&mut self, pointer: &Pointer) -> Vec<usize> {
        let mut is_shared = true;
        let mut length = 0;
        for (depth, step) in pointer.steps().enumerate() {
            is_shared &= self
                .way
                .get(depth)
                .is_some_and(|(known, ..)| *known == step);
            if !is_shared {
                self.way.truncate(depth);
                let value = self.way.last().map_or(Some(self.payload), |last| last.2);
                let (index, inner) = found(value, &step);
                self.way.push((step.into_owned(), index, inner));
            }
            length = depth + 1;
        }
        self.way.iter().take(length).map(|step| step.1).collect()
    }
}

/// The position of a member or element in a value, and what stands there.
fn found<'a>(value: Option<&'a Value>, step: &str) -> (usize, Option<&'a Value>) {
    let found = match value {
        Some(Value::Object(object)) => object
            .iter()
            .enumerate()
            .find_map(|(index, (key, inner))| (key == step).then_some((index, inner))),
        Some(Value::Array(elements)) => step
            .parse::<usize>()
            .ok()
            .and_then(|index| elements.get(index).map(|inner| (index, inner))),
        _ => None,
    };
    found.map_or((usize::MAX, None), |(index, inner)| (index, Some(inner)))
}
