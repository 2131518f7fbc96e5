//! `--set SLOT=VALUE`: puts a value into a slot of a template send, which is made where the definition has it.

mod place;

use serde_json::{Value, json};

use crate::template::{Definition, complete_all, settable};
use place::Slot;

/// Sets one slot: `1=Mara` and `order_id=B7` in the body, `header=https://…`, `button.0=…`,
/// `card.1.body.1=…`, `code=408172`.
///
/// What the send does not have yet is made as the definition has it, with nothing else.
pub(super) fn set(
    payload: &mut Value,
    assignment: &str,
    definition: Option<&Definition>,
) -> Result<(), String> {
    let (slot, value) = assignment
        .split_once('=')
        .ok_or("expected SLOT=VALUE, such as 1=Mara")?;
    if slot == "code" {
        set_one(payload, "body.1", value, definition)?;
        return set_one(payload, "button.0", value, definition);
    }
    set_one(payload, slot, value, definition)
}

fn set_one(
    payload: &mut Value,
    slot: &str,
    value: &str,
    definition: Option<&Definition>,
) -> Result<(), String> {
    let slot = Slot::parse(slot)?;
    let problem = match slot.find(payload) {
        Ok(found) => return found.put(payload, value),
        Err(problem) => problem,
    };
    let Some(mut completed) = definition.and_then(|definition| complete_all(definition, payload))
    else {
        return Err(problem);
    };
    let names = || {
        let slots = definition.map(settable).unwrap_or_default();
        match slots.as_slice() {
            [] => "the template has no slots".to_owned(),
            slots => format!("the template's slots are {}", slots.join(", ")),
        }
    };
    slot.complete_call(&mut completed, payload);
    let found = slot.find(&completed);
    let found = found.map_err(|problem| format!("{problem}; {}", names()))?;
    found.put(&mut completed, value)?;
    let made = found.pointer.as_str().to_owned();
    prune(payload, &mut completed, "", &made);
    *payload = completed;
    Ok(())
}

/// Takes out again what completing put in, but for what leads to the slot that was set.
///
/// Elements that were there keep their places, and what was put in stands behind them.
fn prune(before: &Value, after: &mut Value, here: &str, made: &str) {
    match after {
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                let there = format!("{here}/{key}");
                if let Some(old) = before.get(key) {
                    prune(old, member, &there, made);
                } else if leads(&there, made) && is_list(key) {
                    prune(&json!([]), member, &there, made);
                }
            }
        }
        Value::Array(elements) => {
            let kept = before.as_array().map_or(0, Vec::len);
            let is_named = |element: &Value| element.get("parameter_name").is_some();
            let last = (0..elements.len())
                .rev()
                .find(|index| leads(&format!("{here}/{index}"), made));
            let mut index = 0;
            // Parameters without a name are counted, so those before the slot stay, empty; so do cards.
            let in_order = here.ends_with("/parameters") || here.ends_with("/cards");
            elements.retain_mut(|element| {
                let there = format!("{here}/{index}");
                let is_made = leads(&there, made);
                let leads_on = in_order
                    && !is_named(element)
                    && (last.is_some_and(|last| index < last)
                        || (here.ends_with("/cards") && last.is_some()));
                let keeps = index < kept || is_made || leads_on;
                if keeps {
                    let old = before.get(index).cloned().unwrap_or_else(|| bare(element));
                    prune(&old, element, &there, made);
                }
                index += 1;
                keeps
            });
        }
        _ => {}
    }
}

/// An element as if its lists were empty: nothing in them was there before.
fn bare(element: &Value) -> Value {
    let Some(members) = element.as_object() else {
        return Value::Null;
    };
    let members = members.iter().map(|(key, member)| {
        let member = if is_list(key) {
            json!([])
        } else {
            member.clone()
        };
        (key.clone(), member)
    });
    Value::Object(members.collect())
}

/// Whether a member is a list that completing fills.
fn is_list(key: &str) -> bool {
    matches!(key, "components" | "cards" | "parameters")
}

/// Whether a place is the one that was set, or holds it.
fn leads(place: &str, made: &str) -> bool {
    made.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests;
