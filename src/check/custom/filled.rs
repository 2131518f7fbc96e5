//! Rules about the words that the customer reads: those of the definition with the values in.

use super::definition::Send;
use crate::check::walk::Walk;
use crate::template::{Slot, fill_text};
use crate::text;

/// A filled text is at most so long. A value that is too long alone is told where it stands.
pub(super) fn length(walk: &mut Walk<'_>, send: &Send<'_>, part: &str, most: u32) {
    let Some((filled, slots)) = fill_text(send.definition, send.payload, part) else {
        return;
    };
    let limit = usize::try_from(most).unwrap_or(usize::MAX);
    if filled.len() <= limit || !slots.iter().any(|slot| slot.is_filled) {
        return;
    }
    let length_of = |slot: &Slot| {
        let words = filled.get(slot.range.clone()).unwrap_or_default();
        text::count(words).code_points
    };
    let (given, open): (Vec<&Slot>, Vec<&Slot>) = slots.iter().partition(|slot| slot.is_filled);
    let open: usize = open.into_iter().map(length_of).sum();
    let length = text::count(&filled).code_points.saturating_sub(open);
    if length > limit && given.into_iter().all(|slot| length_of(slot) <= limit) {
        let (place, _) = send.given(part);
        let message =
            format!("the {part} with its values has {length} characters; the limit is {most}");
        let over = length.saturating_sub(limit);
        let help = format!("shorten the values by {over}");
        walk.report(send.rule, place, message, help);
    }
}
