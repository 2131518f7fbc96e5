//! Rules about how many elements there are, and that they differ.

use std::collections::HashMap;

use serde_json::Value;

use super::frame::{Frame, Step};
use super::near::quoted;
use super::spot::{Spot, Walk};
use crate::schema::{Path, Rule, exceeds};
use crate::wire::scalar::text_of;

/// At least so many elements, or members of an object.
pub(super) fn min_items(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, least: u32) {
    let count = match spot.value {
        Some(Value::Array(elements)) => elements.len(),
        Some(Value::Object(object)) => object.len(),
        _ => return,
    };
    if u32::try_from(count).is_ok_and(|count| count < least) {
        let title = spot.field.title;
        let message = match count {
            0 => format!("{title}: there are none; at least {least} needed"),
            _ => format!("{title}: there are {count}; at least {least} needed"),
        };
        walk.report(
            rule,
            spot.pointer(),
            message,
            "add one, or remove it".to_owned(),
        );
    }
}

/// At most so many elements.
pub(super) fn max_items(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u32) {
    let count = spot.value.and_then(Value::as_array).map_or(0, Vec::len);
    report_count(walk, spot, rule, (count, spot.field.title), most);
}

/// At most so many elements in the arrays at a path together.
pub(super) fn sum_max(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    path: Path,
    most: u32,
) {
    let Some(value) = spot.value else { return };
    let mut sum = 0;
    spot.holder
        .child(spot.step, value)
        .visit(path, &mut |frame| {
            sum += frame.value.as_array().map_or(0, Vec::len);
        });
    let word = path.rsplit('/').next().unwrap_or("elements");
    report_count(walk, spot, rule, (sum, word), most);
}

fn report_count(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    (count, word): (usize, &str),
    most: u32,
) {
    if exceeds(count, most) {
        let over = count.saturating_sub(usize::try_from(most).unwrap_or(0));
        let message = format!("there are {count} {word}; the limit is {most}");
        walk.report(rule, spot.pointer(), message, format!("remove {over}"));
    }
}

/// Values that stand at several places. Few are compared one with the other, many are looked up.
pub(super) fn unique(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    path: Path,
    holder: &'static str,
) {
    let Some(value) = spot.value else { return };
    let frame = spot.holder.child(spot.step, value);
    if !has_twins(&frame, path) {
        return;
    }
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut number = 0_usize;
    frame.visit(path, &mut |frame| {
        let Some(value) = text_of(frame.value).filter(|value| !value.is_empty()) else {
            return;
        };
        number += 1;
        let place = *first.entry(value.to_owned()).or_insert(number);
        if place != number {
            let name = match frame.step {
                Step::Key(key) => key,
                Step::Root | Step::Index(_) => "value",
            };
            let message = format!("{name} {} is used twice ({holder} {place})", quoted(value));
            let help = format!("give each {holder} its own {name}");
            walk.report(rule, frame.pointer(), message, help);
        }
    });
}

/// Whether two values at a path are equal; compares without allocating while they are few.
fn has_twins(frame: &Frame<'_>, path: Path) -> bool {
    const FEW: usize = 16;
    let mut hashes = [0_u64; FEW];
    let mut count = 0;
    let mut found = false;
    frame.visit(path, &mut |frame| {
        let Some(text) = text_of(frame.value) else {
            return;
        };
        let hash = mixed(text);
        found |= hashes.iter().take(count).any(|other| *other == hash);
        match hashes.get_mut(count) {
            Some(slot) => *slot = hash,
            None => found = true, // too many to tell here: they are looked up one by one
        }
        count += 1;
    });
    found
}

/// A number that equal texts share and others seldom do (FNV-1a).
fn mixed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
