//! Message objects to [`Content`]. What is not as expected becomes [`Content::Other`].

use serde_json::{Map, Value};

use super::{CallPermission, Card, Content, Item, Media, MediaKind, Order, System};
use crate::webhook::part::{first_text, flag, inner_text, list, moment, number, text};
use crate::wire::scalar::number_of;
use crate::wire::{ApiError, Code, MessageId};

/// The keys that hold a content, for messages without `type`, as some old clients sent them.
const CONTENT_KEYS: &[&str] = &[
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
    "system",
    "edit",
    "revoke",
];

impl Content {
    /// Reads what a message object holds.
    pub(in crate::webhook) fn read(message: &Map<String, Value>) -> Self {
        let kind = message
            .get("type")
            .and_then(Value::as_str)
            .or_else(|| {
                let mut keys = CONTENT_KEYS.iter().copied();
                keys.find(|key| message.contains_key(*key))
            })
            .unwrap_or("unknown");
        let part = message.get(kind).unwrap_or(&Value::Null);
        let known = match kind {
            "text" => text(part, "body").map(Self::Text),
            "button" => button(part),
            "interactive" => interactive(part),
            "location" => location(part),
            "reaction" => reaction(part),
            "contacts" => part
                .as_array()
                .map(|cards| Self::Contacts(cards.iter().filter_map(Card::read).collect())),
            "order" => Some(Self::Order(Order::read(part))),
            "system" => Some(Self::System(Box::new(System::read(part)))),
            "edit" => edit(part),
            "revoke" => original(part).map(Self::Revoke),
            "unsupported" | "unknown" => Some(unsupported(message, part)),
            _ => Media::read(kind, part).map(|media| Self::Media(Box::new(media))),
        };
        known.unwrap_or_else(|| Self::Other(kind.to_owned()))
    }
}

fn button(part: &Value) -> Option<Content> {
    let label = first_text(part, &["text", "payload"])?;
    Some(Content::Button {
        payload: text(part, "payload").unwrap_or_else(|| label.clone()),
        text: label,
    })
}

fn interactive(part: &Value) -> Option<Content> {
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
            response: filled_in(reply),
        }),
        "call_permission_reply" => call_permission(reply),
        "payment_method" => Some(Content::PaymentMethod {
            method: text(reply, "payment_method")?,
            reference_id: text(reply, "reference_id"),
        }),
        other => Some(Content::Other(other.to_owned())),
    }
}

/// What was filled into a flow: JSON within a string.
fn filled_in(reply: &Value) -> Value {
    match reply.get("response_json") {
        Some(Value::String(inner)) => {
            serde_json::from_str(inner).unwrap_or_else(|_| Value::String(inner.clone()))
        }
        other => other.cloned().unwrap_or(Value::Null),
    }
}

fn call_permission(reply: &Value) -> Option<Content> {
    let response = text(reply, "response")?;
    (response == "accept" || response == "reject").then(|| {
        Content::CallPermission(CallPermission {
            allowed: response == "accept",
            expires: moment(reply, "expiration_timestamp"),
            permanent: flag(reply, "is_permanent"),
            source: text(reply, "response_source"),
        })
    })
}

fn location(part: &Value) -> Option<Content> {
    Some(Content::Location {
        latitude: part.get("latitude").and_then(number_of)?,
        longitude: part.get("longitude").and_then(number_of)?,
        name: text(part, "name"),
        address: text(part, "address"),
        url: text(part, "url"),
    })
}

fn reaction(part: &Value) -> Option<Content> {
    Some(Content::Reaction {
        message_id: MessageId::new(text(part, "message_id")?),
        emoji: text(part, "emoji"),
    })
}

fn original(part: &Value) -> Option<MessageId> {
    text(part, "original_message_id").map(MessageId::new)
}

/// An edit holds a message; one within that again is not looked into.
fn edit(part: &Value) -> Option<Content> {
    let message = part.get("message")?.as_object()?;
    let is_edit = message.get("type").and_then(Value::as_str) == Some("edit");
    Some(Content::Edit {
        original_message_id: original(part)?,
        content: Box::new(if is_edit || message.contains_key("edit") {
            Content::Other("edit".to_owned())
        } else {
            Content::read(message)
        }),
    })
}

fn unsupported(message: &Map<String, Value>, part: &Value) -> Content {
    let error = message.get("errors").and_then(|errors| errors.get(0));
    Content::Unsupported {
        cause: text(part, "type"),
        error: error.map(|error| ApiError::of_object(error, Code::new(0))),
    }
}

impl Media {
    fn read(kind: &str, part: &Value) -> Option<Self> {
        let kind = match kind {
            "image" => MediaKind::Image,
            "video" => MediaKind::Video,
            "audio" if flag(part, "voice") == Some(true) => MediaKind::Voice,
            "audio" => MediaKind::Audio,
            "voice" => MediaKind::Voice,
            "sticker" => MediaKind::Sticker,
            "document" => MediaKind::Document,
            _ => return None,
        };
        Some(Self {
            kind,
            id: text(part, "id"),
            mime_type: text(part, "mime_type"),
            sha256: text(part, "sha256"),
            url: text(part, "url"),
            caption: text(part, "caption"),
            file_name: text(part, "filename"),
            animated: flag(part, "animated"),
        })
    }
}

impl Card {
    /// Reads a card; none when it shows no name.
    fn read(raw: &Value) -> Option<Self> {
        let all = |list_key: &str, key: &str| {
            list(raw, list_key)
                .filter_map(|entry| text(entry, key))
                .collect()
        };
        Some(Self {
            name: inner_text(raw, "name", "formatted_name")?,
            phones: all("phones", "phone"),
            emails: all("emails", "email"),
            company: inner_text(raw, "org", "company"),
            origin: text(raw, "origin"),
        })
    }
}

impl Order {
    fn read(part: &Value) -> Self {
        Self {
            catalog_id: text(part, "catalog_id"),
            note: text(part, "text"),
            items: list(part, "product_items")
                .map(|item| Item {
                    product_retailer_id: text(item, "product_retailer_id"),
                    quantity: number(item, "quantity"),
                    price: number(item, "item_price"),
                    currency: text(item, "currency"),
                })
                .collect(),
        }
    }
}

impl System {
    fn read(part: &Value) -> Self {
        Self {
            kind: text(part, "type"),
            body: text(part, "body"),
            new_number: first_text(part, &["wa_id", "new_wa_id"]),
            new_user_id: text(part, "user_id"),
            previous_user_id: text(part, "previous_user_id"),
        }
    }
}
