//! Messages that are neither text nor file: cards of people, pins, receipts.

use serde_json::Value;

use super::text_at;
use crate::preview::bubble::{Button, Media, MediaKind, Part, Sheet, SheetRow, SheetSection};
use crate::preview::line::Tap;
use crate::text::truncate;

/// So much of a message's id is enough to tell it.
const MOST_OF_ID: usize = 24;

/// One card with what can be done about it, or the first of several and the rest on a sheet.
pub(super) fn contacts(content: &Value, parts: &mut Vec<Part>) {
    let cards = content.as_array().map_or(&[][..], Vec::as_slice);
    let Some(first) = cards.first() else {
        parts.push(card(String::new(), String::new()));
        return;
    };
    match cards.len().saturating_sub(1) {
        0 => {
            parts.push(card(name_of(first), detail_of(first)));
            for label in rows_of(first) {
                parts.push(row(label, None));
            }
        }
        others => {
            let word = if others == 1 { "contact" } else { "contacts" };
            let title = format!("{} and {others} other {word}", name_of(first));
            parts.push(card(title, String::new()));
            parts.push(row("View all", Some(Tap::ListSheet)));
            parts.push(Part::Sheet(all(cards)));
        }
    }
}

fn card(title: String, detail: String) -> Part {
    Part::Media(Media {
        kind: MediaKind::Contact,
        title,
        detail,
    })
}

fn row(label: &str, tap: Option<Tap>) -> Part {
    Part::Button(Button {
        icon: "",
        label: label.to_owned().into(),
        tap,
    })
}

/// All cards, as the phone lists them.
fn all(cards: &[Value]) -> Sheet {
    let rows = cards.iter().map(|card| SheetRow {
        title: name_of(card),
        description: detail_of(card),
        tap: None,
    });
    Sheet {
        title: "Contacts".to_owned(),
        sections: vec![SheetSection {
            title: String::new(),
            rows: rows.collect(),
        }],
        has_choice: false,
    }
}

fn name_of(card: &Value) -> String {
    text_at(card, "/name/formatted_name").unwrap_or_default()
}

/// What is said below the name: where the person works, or the first number.
fn detail_of(card: &Value) -> String {
    ["/org/company", "/phones/0/phone", "/emails/0/email"]
        .into_iter()
        .filter_map(|place| text_at(card, place))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// Who is known to be on WhatsApp can be written to; others can be invited.
fn rows_of(card: &Value) -> &'static [&'static str] {
    let phones = card.get("phones").and_then(Value::as_array);
    let is_known = |phone: &Value| text_at(phone, "/wa_id").is_some_and(|id| !id.is_empty());
    match phones {
        Some(phones) if phones.iter().any(is_known) => &["Message", "Save contact"],
        _ => &["Invite to WhatsApp"],
    }
}

/// The bar below the chat's title.
pub(super) fn pin(content: &Value, parts: &mut Vec<Part>) {
    let id = text_at(content, "/message_id").unwrap_or_default();
    let is_unpin = text_at(content, "/type").is_some_and(|what| what == "unpin");
    parts.push(Part::Quoted {
        name: if is_unpin {
            "No longer pinned"
        } else {
            "Pinned"
        }
        .to_owned(),
        excerpt: if id.is_empty() { "…".to_owned() } else { id },
    });
    let days = text_at(content, "/expiration_days").unwrap_or_default();
    parts.push(Part::Note(match (is_unpin, days.as_str()) {
        (true, _) => "The bar below the group's title goes away.".to_owned(),
        (false, "") => "A bar below the group's title shows the message.".to_owned(),
        (false, "1") => "A bar below the group's title shows the message for a day.".to_owned(),
        (false, days) => {
            format!("A bar below the group's title shows the message for {days} days.")
        }
    }));
}

/// What the customer sees of a receipt: nothing but ticks; and of a typing indicator: three dots.
pub(super) fn receipt(payload: &Value, parts: &mut Vec<Part>) {
    if payload.get("typing_indicator").is_some() {
        parts.push(Part::Body("●  ●  ●".to_owned().into()));
        parts.push(Part::Note(
            "The dots stay until the next message, for 25 seconds at most.".to_owned(),
        ));
    }
    let id = text_at(payload, "/message_id").filter(|id| !id.is_empty());
    let what = id.map_or_else(
        || "The customer's message".to_owned(),
        |id| format!("Message {}", truncate(&id, MOST_OF_ID)),
    );
    parts.push(Part::Note(format!(
        "{what} and all before it get two blue ticks on the customer's phone; no message is sent."
    )));
}
