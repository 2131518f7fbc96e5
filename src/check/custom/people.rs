//! Rules about the cards of people.

use serde_json::Value;

use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, is_empty};

/// The parts that a name can have beside the full name.
const PARTS: &[&str] = &["first_name", "last_name", "middle_name", "prefix", "suffix"];

/// A full name has one of its parts beside it.
pub(super) fn name_part(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let Some(Value::Object(name)) = spot.value else {
        return;
    };
    let is_given = |key: &str| name.get(key).is_some_and(|part| !is_empty(part));
    if is_given("formatted_name") && !PARTS.iter().any(|part| is_given(part)) {
        let message = "name has none of its parts beside the full name".to_owned();
        let help = "older versions want first_name or last_name as well".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}
