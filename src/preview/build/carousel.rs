//! The cards of a carousel.

use serde_json::Value;

use super::{commerce, header, items, text_at};
use crate::preview::bubble::{Bubble, Button, Part};
use crate::preview::line::Tap;

/// Appends the cards of an interactive carousel.
pub(super) fn cards(action: &Value, parts: &mut Vec<Part>) {
    for (number, card) in items(action, "cards").enumerate() {
        parts.push(Part::Card(Bubble {
            parts: parts_of(card, number),
        }));
    }
}

fn parts_of(card: &Value, number: usize) -> Vec<Part> {
    let action = card.get("action").unwrap_or(&Value::Null);
    if text_at(card, "/type").is_some_and(|kind| kind == "product") {
        return vec![
            commerce::product(action, "/product_retailer_id"),
            commerce::view("View", number),
        ];
    }
    let mut parts: Vec<Part> = card.get("header").and_then(header).into_iter().collect();
    if let Some(body) = text_at(card, "/body/text").filter(|body| !body.is_empty()) {
        parts.push(Part::Body(body.into()));
    }
    if let Some(label) = text_at(action, "/parameters/display_text") {
        parts.push(Part::Button(Button {
            icon: "↗",
            label: label.into(),
            tap: None,
        }));
    }
    for (place, button) in items(action, "buttons").enumerate() {
        parts.push(Part::Button(Button {
            icon: "↩",
            label: text_at(button, "/quick_reply/title")
                .unwrap_or_default()
                .into(),
            tap: Some(Tap::CardReply {
                card: number,
                button: place,
            }),
        }));
    }
    parts
}
