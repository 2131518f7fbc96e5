//! Bodies of every shape to typed events. Lenient on purpose: nothing here can fail.

use serde_json::{Map, Value};

use super::event::{Content, Event, Inbound, MediaKind, Status, StatusEvent};
use crate::wire::scalar::{moment_of, number_of, text_of};
use crate::wire::{ApiError, Code, MessageId};

/// The events of a webhook body: Meta's envelope, the bare shape of On-Premises clients, or a
/// change or value object cut out of an envelope.
///
/// What is not understood comes whole as [`Event::Unknown`], so every object yields at least one
/// event and nothing is lost.
pub fn read_events(body: &Value) -> Vec<Event> {
    let mut events = Vec::new();
    match body.get("entry").and_then(Value::as_array) {
        Some(entries) => {
            for entry in entries {
                match entry.get("changes").and_then(Value::as_array) {
                    Some(changes) => changes
                        .iter()
                        .for_each(|change| read_change(change, &mut events)),
                    None => events.push(Event::Unknown(entry.clone())),
                }
            }
        }
        None => read_change(body, &mut events),
    }
    if events.is_empty() {
        events.push(Event::Unknown(body.clone()));
    }
    events
}

/// A change (`field` and `value`), or a value that stands alone.
fn read_change(change: &Value, events: &mut Vec<Event>) {
    let value = match change.get("value") {
        Some(value @ Value::Object(_)) => value,
        _ => change,
    };
    let before = events.len();
    let contacts = value
        .get("contacts")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    for (place, message) in list(value, "messages").enumerate() {
        events.push(read_message(message, contacts, place));
    }
    for status in list(value, "statuses") {
        events.push(read_status(status));
    }
    for error in list(value, "errors") {
        events.push(Event::Problem(read_error(error)));
    }
    if events.len() == before {
        events.push(Event::Unknown(change.clone()));
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn read_error(error: &Value) -> ApiError {
    ApiError::of_object(error, Code::new(0))
}

fn read_status(raw: &Value) -> Event {
    let status = raw
        .get("status")
        .and_then(Value::as_str)
        .and_then(Status::of_name);
    let (Some(id), Some(status)) = (text(raw, "id"), status) else {
        return Event::Unknown(raw.clone());
    };
    Event::Status(StatusEvent {
        id: MessageId::new(id),
        status,
        timestamp: raw.get("timestamp").and_then(moment_of),
        recipient: text(raw, "recipient_id")
            .or_else(|| text(raw, "recipient_user_id"))
            .unwrap_or_default(),
        errors: list(raw, "errors").map(read_error).collect(),
    })
}

fn read_message(raw: &Value, contacts: &[Value], place: usize) -> Event {
    let (Some(id), Value::Object(members)) = (text(raw, "id"), raw) else {
        return Event::Unknown(raw.clone());
    };
    let from = text(raw, "from")
        .or_else(|| text(raw, "from_user_id"))
        .unwrap_or_default();
    let contact = contacts
        .iter()
        .find(|contact| {
            let is_from = |key| text(contact, key).is_some_and(|known| known == from);
            is_from("wa_id") || is_from("user_id")
        })
        .or_else(|| contacts.get(place));
    Event::Message(Inbound {
        id: MessageId::new(id),
        name: contact
            .and_then(|contact| contact.get("profile"))
            .and_then(|profile| text(profile, "name")),
        from,
        timestamp: raw.get("timestamp").and_then(moment_of),
        context_id: raw
            .get("context")
            .and_then(|context| text(context, "id"))
            .map(MessageId::new),
        content: read_content(members),
        raw: raw.clone(),
    })
}

fn read_content(message: &Map<String, Value>) -> Content {
    let kind = message
        .get("type")
        .and_then(Value::as_str)
        .or_else(|| content_key(message))
        .unwrap_or("unknown");
    let part = message.get(kind).unwrap_or(&Value::Null);
    let known = match kind {
        "text" => text(part, "body").map(Content::Text),
        "button" => read_button(part),
        "interactive" => read_interactive(part),
        "location" => read_location(part),
        "reaction" => read_reaction(part),
        "contacts" => part.as_array().map(|cards| {
            Content::Contacts(
                cards
                    .iter()
                    .filter_map(|card| text(card.get("name")?, "formatted_name"))
                    .collect(),
            )
        }),
        "order" => Some(Content::Order {
            products: list(part, "product_items").count(),
        }),
        "unsupported" | "unknown" => Some(Content::Unsupported(
            message
                .get("errors")
                .and_then(|errors| errors.get(0))
                .map(read_error),
        )),
        _ => media_kind(kind, part).map(|kind| Content::Media {
            kind,
            caption: text(part, "caption"),
            file_name: text(part, "filename"),
        }),
    };
    known.unwrap_or_else(|| Content::Other(kind.to_owned()))
}

/// The content's key in a message without `type`, as some old clients sent it.
fn content_key(message: &Map<String, Value>) -> Option<&'static str> {
    [
        "text",
        "button",
        "interactive",
        "location",
        "reaction",
        "contacts",
        "order",
        "image",
        "video",
        "audio",
        "voice",
        "sticker",
        "document",
    ]
    .into_iter()
    .find(|key| message.contains_key(*key))
}

fn read_button(part: &Value) -> Option<Content> {
    let label = text(part, "text").or_else(|| text(part, "payload"))?;
    Some(Content::Button {
        payload: text(part, "payload").unwrap_or_else(|| label.clone()),
        text: label,
    })
}

fn read_interactive(part: &Value) -> Option<Content> {
    let kind = part.get("type").and_then(Value::as_str)?;
    let reply = part.get(kind)?;
    match kind {
        "button_reply" => Some(Content::ButtonReply {
            id: text(reply, "id")?,
            title: text(reply, "title").unwrap_or_default(),
        }),
        "list_reply" => Some(Content::ListReply {
            id: text(reply, "id")?,
            title: text(reply, "title").unwrap_or_default(),
            description: text(reply, "description"),
        }),
        "nfm_reply" => Some(Content::FlowReply {
            name: text(reply, "name").unwrap_or_else(|| "flow".to_owned()),
            body: text(reply, "body").unwrap_or_default(),
            response: match reply.get("response_json") {
                Some(Value::String(inner)) => {
                    serde_json::from_str(inner).unwrap_or_else(|_| Value::String(inner.clone()))
                }
                other => other.cloned().unwrap_or(Value::Null),
            },
        }),
        other => Some(Content::Other(other.to_owned())),
    }
}

fn read_location(part: &Value) -> Option<Content> {
    Some(Content::Location {
        latitude: part.get("latitude").and_then(number_of)?,
        longitude: part.get("longitude").and_then(number_of)?,
        name: text(part, "name"),
        address: text(part, "address"),
    })
}

fn read_reaction(part: &Value) -> Option<Content> {
    Some(Content::Reaction {
        message_id: MessageId::new(text(part, "message_id")?),
        emoji: text(part, "emoji").filter(|emoji| !emoji.is_empty()),
    })
}

fn media_kind(kind: &str, part: &Value) -> Option<MediaKind> {
    Some(match kind {
        "image" => MediaKind::Image,
        "video" => MediaKind::Video,
        "audio" if part.get("voice") == Some(&Value::Bool(true)) => MediaKind::Voice,
        "audio" => MediaKind::Audio,
        "voice" => MediaKind::Voice,
        "sticker" => MediaKind::Sticker,
        "document" => MediaKind::Document,
        _ => return None,
    })
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(text_of)
}
