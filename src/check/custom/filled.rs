//! Rules about the words that the customer reads: those of the definition with the values in.

use serde_json::Value;

use super::definition::Send;
use crate::check::spot::Walk;
use crate::template::{Slot, fill_text};
use crate::text;
use crate::wire::scalar::text_of;

/// A filled text is at most so long. A value that is too long alone is told where it stands.
pub(super) fn length(walk: &mut Walk<'_>, send: &Send<'_>, part: &str, most: u32) {
    let limit = usize::try_from(most).unwrap_or(usize::MAX);
    if reach(send, part, send.given(part)) <= limit {
        return;
    }
    let Some((filled, slots)) = fill_text(send.definition, send.payload, part) else {
        return;
    };
    let length_of = |slot: &Slot| {
        let words = filled.get(slot.range.clone()).unwrap_or_default();
        text::count(words).code_points
    };
    let (given, open): (Vec<&Slot>, Vec<&Slot>) = slots.iter().partition(|slot| slot.is_filled);
    let open: usize = open.into_iter().map(length_of).sum();
    let length = text::count(&filled).code_points.saturating_sub(open);
    let is_filled = !given.is_empty();
    if is_filled && length > limit && given.into_iter().all(|slot| length_of(slot) <= limit) {
        let message =
            format!("the {part} with its values has {length} characters; the limit is {most}");
        let over = length.saturating_sub(limit);
        let help = format!("shorten the values by {over}");
        walk.report(send.rule, send.place_of(part), message, help);
    }
}

/// More bytes than these the filled text cannot have, which spares most sends the filling.
fn reach(send: &Send<'_>, part: &str, values: &[Value]) -> usize {
    let header = send.definition.header.as_ref();
    let text = match part {
        "body" => send.definition.body.as_str(),
        _ => header.map_or("", |header| &header.text),
    };
    let bytes: usize = values.iter().map(bytes_in).sum();
    let variables = text.bytes().filter(|byte| *byte == b'{').count() / 2;
    text.len() + variables * bytes
}

fn bytes_in(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.values().map(bytes_in).sum(),
        Value::Array(elements) => elements.iter().map(bytes_in).sum(),
        other => text_of(other).map_or(0, str::len),
    }
}
