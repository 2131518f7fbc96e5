//! What a message from a customer holds, by its type.

mod kinds;
mod read;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::wire::{ApiError, MessageId};

/// What a customer wrote or did.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Typed text.
    Text(String),
    /// Tapped a quick reply of a template.
    Button {
        /// The label.
        text: String,
        /// The payload that the sender set, or the label.
        payload: String,
    },
    /// Tapped a reply button.
    ButtonReply {
        /// The button's id.
        id: String,
        /// The button's title.
        title: String,
    },
    /// Chose a row of a list.
    ListReply {
        /// The row's id.
        id: String,
        /// The row's title.
        title: String,
        /// The row's description.
        description: Option<String>,
    },
    /// Completed a flow, or another native form.
    FlowReply {
        /// `flow`, `address_message` or a newer feature's name.
        name: String,
        /// What the chat shows.
        body: String,
        /// What was filled in: JSON in a string on the wire, read here; a string when it is no JSON.
        response: Value,
    },
    /// Chose how to pay.
    PaymentMethod {
        /// The way: `offsite_card_pay`.
        method: String,
        /// The order that is paid.
        reference_id: Option<String>,
    },
    /// Sent a place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// The chosen place's name.
        name: Option<String>,
        /// The chosen place's address.
        address: Option<String>,
        /// The chosen place's page.
        url: Option<String>,
    },
    /// Reacted to a message, or took the reaction back.
    Reaction {
        /// The message reacted to.
        message_id: MessageId,
        /// The emoji; none when taken back.
        emoji: Option<String>,
    },
    /// Sent a file.
    Media(Box<Media>),
    /// Sent contact cards.
    Contacts(Vec<Card>),
    /// Sent a cart.
    Order(Order),
    /// Answered whether the business may call.
    CallPermission(CallPermission),
    /// Called the business; the payload of the button that was tapped for it.
    Call(Option<String>),
    /// The platform tells of a change of the customer: of number, id or device.
    System(Box<System>),
    /// Changed a message that was sent before.
    Edit {
        /// The message that was changed.
        original_message_id: MessageId,
        /// What it says now.
        content: Box<Self>,
    },
    /// Deleted a message that was sent before; which one.
    Revoke(MessageId),
    /// Sent something that the platform cannot pass on.
    Unsupported {
        /// What it was: `poll_creation`.
        cause: Option<String>,
        /// What the platform says about it.
        error: Option<ApiError>,
    },
    /// Something of a type that has no case here; the type.
    Other(String),
}

/// A file that a customer sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Media {
    /// What kind of file.
    pub kind: MediaKind,
    /// By which it is fetched, for seven days.
    pub id: Option<String>,
    /// Its type.
    pub mime_type: Option<String>,
    /// The hash of its bytes.
    pub sha256: Option<String>,
    /// Where it can be fetched for five minutes, with the account's token.
    pub url: Option<String>,
    /// The words beneath it.
    pub caption: Option<String>,
    /// A document's name.
    pub file_name: Option<String>,
    /// Whether a sticker moves.
    pub animated: Option<bool>,
}

/// The kinds of files that a customer can send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A sound file.
    Audio,
    /// A voice message.
    Voice,
    /// A sticker.
    Sticker,
    /// Any other file.
    Document,
}

/// One contact card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The name as it is shown.
    pub name: String,
    /// The numbers as they were typed.
    pub phones: Vec<String>,
    /// The mail addresses.
    pub emails: Vec<String>,
    /// The company.
    pub company: Option<String>,
    /// `contact_request` when it answers one, else `other`.
    pub origin: Option<String>,
}

/// A cart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Order {
    /// The catalog that the products are in.
    pub catalog_id: Option<String>,
    /// What the customer noted.
    pub note: Option<String>,
    /// The different products.
    pub items: Vec<Item>,
}

/// One product of a cart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// The product's number in the catalog.
    pub product_retailer_id: Option<String>,
    /// How many.
    pub quantity: Option<f64>,
    /// The price of one.
    pub price: Option<f64>,
    /// What the price is in.
    pub currency: Option<String>,
}

/// Whether the business may call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CallPermission {
    /// Whether it may.
    pub allowed: bool,
    /// Until when.
    pub expires: Option<Timestamp>,
    /// Whether for good.
    pub permanent: Option<bool>,
    /// `user_action`, or `automatic` when it came of a call.
    pub source: Option<String>,
}

/// A change of the customer that the platform tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct System {
    /// What changed: `user_changed_number`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The sentence that the chat shows.
    pub body: Option<String>,
    /// The number from now on.
    pub new_number: Option<String>,
    /// The business-scoped id from now on.
    pub new_user_id: Option<String>,
    /// The business-scoped id before.
    pub previous_user_id: Option<String>,
}

impl MediaKind {
    /// The platform's word for it, which for a voice message is On-Premises' one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Voice => "voice",
            Self::Sticker => "sticker",
            Self::Document => "document",
        }
    }
}

impl Content {
    /// Whether it opens, or opens anew, the window in which the business may answer freely.
    pub fn opens_window(&self) -> bool {
        match self {
            Self::System(_) | Self::Edit { .. } | Self::Revoke(_) | Self::Unsupported { .. } => {
                false
            }
            Self::Other(kind) => kind != "request_welcome",
            _ => true,
        }
    }

    /// What was done, in one line, with the customer's own text as it came: escape it before drawing.
    pub fn summary(&self) -> String {
        match self {
            Self::Text(body) => body.clone(),
            Self::Button { text, .. } => format!("tapped {text}"),
            Self::ButtonReply { title, .. } => format!("tapped {title}"),
            Self::ListReply { title, .. } => format!("chose {title}"),
            Self::FlowReply { name, .. } if name == "flow" => "completed the flow".to_owned(),
            Self::FlowReply { name, .. } => format!("completed {name}"),
            Self::PaymentMethod { method, .. } => format!("pays by {method}"),
            Self::Location {
                latitude,
                longitude,
                name,
                ..
            } => match name {
                Some(name) => format!("sent the location {name} ({latitude}, {longitude})"),
                None => format!("sent the location {latitude}, {longitude}"),
            },
            Self::Reaction {
                emoji: Some(emoji), ..
            } => format!("reacted {emoji}"),
            Self::Reaction { emoji: None, .. } => "took the reaction back".to_owned(),
            Self::Media(media) => match media.caption.as_ref().or(media.file_name.as_ref()) {
                Some(words) => format!("sent a file ({}): {words}", media.kind.name()),
                None => format!("sent a file ({})", media.kind.name()),
            },
            Self::Contacts(cards) => {
                let names: Vec<&str> = cards.iter().map(|card| card.name.as_str()).collect();
                format!("sent contacts: {}", names.join(", "))
            }
            Self::Order(order) => match order.items.len() {
                1 => "sent a cart of one product".to_owned(),
                products => format!("sent a cart of {products} products"),
            },
            Self::CallPermission(answer) if answer.allowed => "allowed calls".to_owned(),
            Self::CallPermission(_) => "declined calls".to_owned(),
            Self::Call(Some(payload)) => format!("calls ({payload})"),
            Self::Call(None) => "calls".to_owned(),
            Self::System(system) => system.summary(),
            Self::Edit { content, .. } => format!("edited: {}", content.summary()),
            Self::Revoke(_) => "deleted a message".to_owned(),
            Self::Unsupported { cause, error } => {
                let why = cause
                    .as_deref()
                    .or(error.as_ref().map(|it| it.title.as_str()));
                match why {
                    Some(why) => format!("sent something unsupported: {why}"),
                    None => "sent something unsupported".to_owned(),
                }
            }
            Self::Other(kind) => format!("sent {kind}"),
        }
    }
}

impl System {
    fn summary(&self) -> String {
        match (&self.body, &self.new_number, &self.new_user_id) {
            (Some(body), ..) => body.clone(),
            (None, Some(number), _) => format!("has a new number: {number}"),
            (None, None, Some(id)) => format!("has a new id: {id}"),
            (None, None, None) => format!("changed ({})", self.kind.as_deref().unwrap_or("?")),
        }
    }
}
