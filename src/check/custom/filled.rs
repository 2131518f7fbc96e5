//! Rules about the words that the customer reads: those of the definition with the values in.

use serde_json::Value;

use super::definition::Send;
use crate::check::spot::Walk;
use crate::template::{Piece, Slot};
use crate::text;
use crate::wire::scalar::text_of;

/// A filled text is at most so long. A value that is too long alone is told where it stands.
pub(super) fn length(walk: &mut Walk<'_>, send: &Send<'_>, part: &str, most: u32) {
    if let Some(whole) = send.pieces().next() {
        length_in(walk, send, &whole, (part, most));
    }
}

/// The text of each card is at most so long.
pub(super) fn card_length(walk: &mut Walk<'_>, send: &Send<'_>, most: u32) {
    for card in send.pieces().skip(1) {
        length_in(walk, send, &card, ("body", most));
    }
}

fn length_in(walk: &mut Walk<'_>, send: &Send<'_>, piece: &Piece<'_>, (part, most): (&str, u32)) {
    let limit = usize::try_from(most).unwrap_or(usize::MAX);
    if reach(piece, part, send.given(piece, part)) <= limit {
        return;
    }
    let Some((filled, slots)) = piece.filled(send.payload, part) else {
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
        walk.report(send.rule, send.place_of(piece, part), message, help);
    }
}

/// More bytes than these the filled text cannot have, which spares most sends the filling.
fn reach(piece: &Piece<'_>, part: &str, values: &[Value]) -> usize {
    let text = match part {
        "body" => piece.body,
        _ => piece.header.map_or("", |header| &header.text),
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
