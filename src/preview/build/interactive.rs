//! Interactive messages: their texts, and the rows that each kind has below them.

use serde_json::Value;

use super::{carousel, commerce, header, items, text_at};
use crate::preview::bubble::{Button, Media, MediaKind, Part, Sheet, SheetRow, SheetSection};
use crate::preview::line::Tap;

/// Appends the parts of the object `interactive`; `locale` is that in which amounts are written.
pub(super) fn build(content: &Value, locale: &str, parts: &mut Vec<Part>) {
    let action = content.get("action").unwrap_or(&Value::Null);
    let kind = text_at(content, "/type").unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    match kind.as_str() {
        "product" => parts.push(commerce::product(action, "/product_retailer_id")),
        "product_list" => parts.extend(commerce::first_product(action)),
        "catalog_message" => {
            let lender = text_at(action, "/parameters/thumbnail_product_retailer_id");
            parts.push(commerce::catalog(lender));
        }
        _ => {}
    }
    parts.extend(content.get("header").and_then(header));
    let parameters = action.get("parameters").unwrap_or(&Value::Null);
    match kind.as_str() {
        "order_details" => parts.push(commerce::order(parameters, locale)),
        "order_status" => parts.push(commerce::order_status(parameters)),
        _ => {}
    }
    if let Some(body) = text_at(content, "/body/text").filter(|body| !body.is_empty()) {
        parts.push(Part::Body(body.into()));
    }
    if let Some(footer) = text_at(content, "/footer/text").filter(|footer| !footer.is_empty()) {
        parts.push(Part::Footer(footer));
    }
    rows(&kind, action, parts);
}

/// Appends what can be tapped under the texts.
fn rows(kind: &str, action: &Value, parts: &mut Vec<Part>) {
    match kind {
        "list" => list(action, parts),
        "button" => reply_buttons(action, parts),
        "location_request_message" => parts.push(fixed("◎", "Send location", Tap::Location)),
        "address_message" => parts.push(fixed("▤", "Provide address", Tap::Address)),
        "request_contact_info" => parts.push(fixed("▤", "Share Contact Info", Tap::Contact)),
        "call_permission_request" => {
            parts.push(call_question());
            parts.extend(call_answers());
        }
        "flow" => flow(action, parts),
        "cta_url" => parts.push(Part::Button(Button {
            icon: "↗",
            label: text_at(action, "/parameters/display_text")
                .unwrap_or_default()
                .into(),
            tap: None,
        })),
        "voice_call" => {
            let label = text_at(action, "/parameters/display_text")
                .filter(|label| !label.is_empty())
                .unwrap_or_else(|| "Call Now".to_owned());
            parts.push(fixed("✆", &label, Tap::Call));
        }
        "product" => parts.push(commerce::view("View", 0)),
        "product_list" => commerce::products(action, parts),
        "catalog_message" => parts.push(commerce::view("View catalog", 0)),
        "carousel" => carousel::cards(action, parts),
        "order_details" => parts.push(commerce::review("Review and pay")),
        "order_status" => parts.push(commerce::review("View order details")),
        kind => parts.push(Part::Note(if kind.is_empty() {
            "The interactive object has no type: only its texts are drawn.".to_owned()
        } else {
            format!("The rows of an interactive message of type {kind} are not drawn here.")
        })),
    }
}

/// A row whose words are the phone's.
fn fixed(icon: &'static str, label: &str, tap: Tap) -> Part {
    Part::Button(Button {
        icon,
        label: label.to_owned().into(),
        tap: Some(tap),
    })
}

/// The phone's own question whether the business may call.
pub(super) fn call_question() -> Part {
    Part::Media(Media {
        kind: MediaKind::Call,
        title: "Would like to call you".to_owned(),
        detail: "You choose whether they may".to_owned(),
    })
}

/// The answers that it offers.
pub(super) fn call_answers() -> [Part; 2] {
    [
        fixed("✓", "Allow calls", Tap::CallPermission(true)),
        fixed("✕", "Don't allow", Tap::CallPermission(false)),
    ]
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
        let is_link = text_at(button, "/type").is_some_and(|kind| kind == "cta_url");
        parts.push(Part::Button(if is_link {
            Button {
                icon: "↗",
                label: text_at(button, "/cta_url/display_text")
                    .unwrap_or_default()
                    .into(),
                tap: None,
            }
        } else {
            Button {
                icon: "↩",
                label: text_at(button, "/reply/title").unwrap_or_default().into(),
                tap: Some(Tap::ReplyButton(place)),
            }
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
