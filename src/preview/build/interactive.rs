//! Interactive messages: lists, reply buttons, location requests, flows.

use serde_json::Value;

use super::{header, text_at};
use crate::preview::bubble::{Button, Part, Sheet, SheetRow, SheetSection};
use crate::preview::line::Tap;

/// Appends the parts of the object `interactive`.
pub(super) fn build(content: &Value, parts: &mut Vec<Part>) {
    parts.extend(content.get("header").and_then(header));
    if let Some(body) = text_at(content, "/body/text").filter(|body| !body.is_empty()) {
        parts.push(Part::Body(body.into()));
    }
    if let Some(footer) = text_at(content, "/footer/text").filter(|footer| !footer.is_empty()) {
        parts.push(Part::Footer(footer));
    }
    let action = content.get("action").unwrap_or(&Value::Null);
    let kind = text_at(content, "/type").unwrap_or_default();
    match kind.to_ascii_lowercase().as_str() {
        "list" => list(action, parts),
        "button" => reply_buttons(action, parts),
        "location_request_message" => parts.push(Part::Button(Button {
            icon: "◎",
            label: "Send location".to_owned().into(),
            tap: Some(Tap::Location),
        })),
        "flow" => flow(action, parts),
        "cta_url" => parts.push(Part::Button(Button {
            icon: "↗",
            label: text_at(action, "/parameters/display_text")
                .unwrap_or_default()
                .into(),
            tap: None,
        })),
        kind => parts.push(Part::Note(if kind.is_empty() {
            "The interactive object has no type: only its texts are drawn.".to_owned()
        } else {
            format!("The rows of an interactive message of type {kind} are not drawn here.")
        })),
    }
}

fn list(action: &Value, parts: &mut Vec<Part>) {
    let label = text_at(action, "/button").unwrap_or_default();
    let sections = items(action, "sections")
        .enumerate()
        .map(|(section, value)| SheetSection {
            title: text_at(value, "/title").unwrap_or_default(),
            rows: items(value, "rows")
                .enumerate()
                .map(|(row, value)| SheetRow {
                    title: text_at(value, "/title").unwrap_or_default(),
                    description: text_at(value, "/description").unwrap_or_default(),
                    tap: Some(Tap::ListRow { section, row }),
                })
                .collect(),
        })
        .collect();
    parts.push(Part::Button(Button {
        icon: "≡",
        label: label.clone().into(),
        tap: Some(Tap::ListSheet),
    }));
    parts.push(Part::Sheet(Sheet {
        title: label,
        sections,
        has_choice: true,
    }));
}

fn reply_buttons(action: &Value, parts: &mut Vec<Part>) {
    for (place, button) in items(action, "buttons").enumerate() {
        parts.push(Part::Button(Button {
            icon: "↩",
            label: text_at(button, "/reply/title").unwrap_or_default().into(),
            tap: Some(Tap::ReplyButton(place)),
        }));
    }
}

fn flow(action: &Value, parts: &mut Vec<Part>) {
    parts.push(Part::Button(Button {
        icon: "▤",
        label: text_at(action, "/parameters/flow_cta")
            .unwrap_or_default()
            .into(),
        tap: Some(Tap::Flow),
    }));
    if text_at(action, "/parameters/mode").is_some_and(|mode| mode == "draft") {
        parts.push(Part::Note(
            "The flow is sent in draft mode: the phone warns that it is for testing.".to_owned(),
        ));
    }
}

fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}
