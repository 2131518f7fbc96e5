//! Rules about the cards of a definition.

use serde_json::Value;

use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, carries};

/// Over cards a body alone.
pub(super) fn below_body(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if spot.value.is_none() {
        return;
    }
    let components = spot.holder.value.as_array();
    for (index, component) in components.into_iter().flatten().enumerate() {
        let found = ["HEADER", "FOOTER", "BUTTONS"]
            .into_iter()
            .find(|kind| carries(component, &[("type", kind)]));
        if let Some(kind) = found {
            let message = format!("a component {kind} stands beside cards");
            let pointer = spot.holder.pointer().index(index);
            walk.report(
                rule,
                pointer,
                message,
                "remove it, or put it on the cards".to_owned(),
            );
        }
    }
}

/// Cards with the same components, header and buttons.
pub(super) fn alike(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let cards = spot.value.and_then(Value::as_array);
    let mut cards = cards.into_iter().flatten().enumerate();
    let Some((_, first)) = cards.next() else {
        return;
    };
    let first = make_of(first);
    let odd = cards
        .map(|(index, card)| (index, make_of(card)))
        .find(|(_, make)| *make != first);
    if let Some((index, make)) = odd {
        let message = format!("this card has {make}; the first has {first}");
        let help = "give all cards the same components, header and buttons".to_owned();
        walk.report(rule, spot.pointer().index(index), message, help);
    }
}

/// What a card is made of: `HEADER IMAGE, BODY, BUTTONS URL QUICK_REPLY`.
fn make_of(card: &Value) -> String {
    let text = |value: &Value, key: &str| {
        let found = value.get(key).and_then(Value::as_str);
        found.unwrap_or_default().to_ascii_uppercase()
    };
    let components = card.get("components").and_then(Value::as_array);
    let mut parts: Vec<String> = components
        .into_iter()
        .flatten()
        .map(|component| {
            let mut words = vec![text(component, "type"), text(component, "format")];
            let buttons = component.get("buttons").and_then(Value::as_array);
            words.extend(
                buttons
                    .into_iter()
                    .flatten()
                    .map(|button| text(button, "type")),
            );
            words.retain(|word| !word.is_empty());
            words.join(" ")
        })
        .collect();
    parts.sort();
    if parts.is_empty() {
        return "nothing".to_owned();
    }
    parts.join(", ")
}

/// So many cards where they show products.
pub(super) fn of_products(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, count: u32) {
    let cards = spot.value.and_then(Value::as_array);
    let shows_product = |card: &Value| {
        let components = card.get("components").and_then(Value::as_array);
        components
            .into_iter()
            .flatten()
            .any(|component| carries(component, &[("type", "HEADER"), ("format", "PRODUCT")]))
    };
    let found = cards.map_or(0, Vec::len);
    let is_other = usize::try_from(count).is_ok_and(|count| found != count);
    if is_other && found > 0 && cards.is_some_and(|cards| cards.iter().all(shows_product)) {
        let message = format!("there are {found} cards with products; a definition has {count}");
        let help = "a send may have up to 10 of them".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}
