//! Rules about the buttons of what is sent directly: links and replies in one list.

use serde_json::Value;

use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, exceeds};

/// At most so many buttons call to action.
pub(super) fn calls_max(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u32) {
    let count = buttons(spot).filter(|button| is_call(button)).count();
    if exceeds(count, most) {
        let over = count.saturating_sub(usize::try_from(most).unwrap_or(0));
        let message = format!("there are {count} link buttons; the limit is {most}");
        walk.report(rule, spot.pointer(), message, format!("remove {over}"));
    }
}

/// What calls to action stands before the replies.
pub(super) fn calls_first(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let reply = buttons(spot).position(|button| !is_call(button));
    let late = buttons(spot)
        .enumerate()
        .filter(|(_, button)| is_call(button))
        .map(|(place, _)| place)
        .find(|place| reply.is_some_and(|reply| reply < *place));
    if let Some(place) = late {
        let message = format!("button {} is a link after a reply", place.saturating_add(1));
        let help = "move the links to the front".to_owned();
        walk.report(rule, spot.pointer().index(place), message, help);
    }
}

fn buttons<'a>(spot: &Spot<'a>) -> impl Iterator<Item = &'a Value> {
    spot.value.and_then(Value::as_array).into_iter().flatten()
}

fn is_call(button: &Value) -> bool {
    button.get("type").is_some_and(|kind| kind == "cta_url")
}
