//! The typed events, for reading only: what is sent back anywhere is the raw body.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::{ApiError, MessageId};

/// One thing that a webhook reports.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A message of ours came further, or failed.
    Status(StatusEvent),
    /// A customer wrote, tapped or reacted.
    Message(Box<Inbound>),
    /// The platform reports a problem that concerns no single message.
    Problem(ApiError),
    /// Anything else, whole.
    Unknown(Value),
}

/// One status of one message of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusEvent {
    /// The message's id.
    pub id: MessageId,
    /// How far it came.
    pub status: Status,
    /// When, in whole seconds.
    pub timestamp: Option<Timestamp>,
    /// The recipient's number, or the group's id; empty when the webhook names none.
    pub recipient: String,
    /// Why it failed.
    pub errors: Vec<ApiError>,
}

/// How far a message came. The order is that of progress, so that the greater one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The platform has a remark; the message goes on.
    Warning,
    /// The platform took it over.
    Sent,
    /// It reached the device.
    Delivered,
    /// It was seen.
    Read,
    /// A voice message was listened to.
    Played,
    /// The customer deleted it.
    Deleted,
    /// It could not be delivered; final.
    Failed,
}

impl Status {
    /// All statuses, in order of progress.
    pub const ALL: &'static [Self] = &[
        Self::Warning,
        Self::Sent,
        Self::Delivered,
        Self::Read,
        Self::Played,
        Self::Deleted,
        Self::Failed,
    ];

    /// The platform's word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
            Self::Deleted => "deleted",
            Self::Failed => "failed",
        }
    }

    /// The status of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|status| status.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A message from a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Inbound {
    /// The message's id.
    pub id: MessageId,
    /// The customer's number, or the business-scoped id of a person with a username; empty when none.
    pub from: String,
    /// The name in the customer's profile.
    pub name: Option<String>,
    /// When it was written, in whole seconds.
    pub timestamp: Option<Timestamp>,
    /// The message that it answers.
    pub context_id: Option<MessageId>,
    /// What was written or done.
    pub content: Content,
    /// The message object as it came.
    pub raw: Value,
}

/// What a customer wrote or did.
#[derive(Debug, Clone, PartialEq)]
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
    },
    /// Reacted to a message, or took the reaction back.
    Reaction {
        /// The message reacted to.
        message_id: MessageId,
        /// The emoji; none when taken back.
        emoji: Option<String>,
    },
    /// Sent a file.
    Media {
        /// What kind of file.
        kind: MediaKind,
        /// The words beneath it.
        caption: Option<String>,
        /// A document's name.
        file_name: Option<String>,
    },
    /// Sent contact cards; their names.
    Contacts(Vec<String>),
    /// Sent a cart; the number of different products.
    Order {
        /// How many different products it holds.
        products: usize,
    },
    /// Answered whether the business may call.
    CallPermission {
        /// Whether it may.
        allowed: bool,
    },
    /// Called the business; the payload of the button that was tapped for it.
    Call(Option<String>),
    /// Sent something that the platform cannot pass on; what it says about it.
    Unsupported(Option<ApiError>),
    /// Something of a type that has no case here; the type.
    Other(String),
}

/// The kinds of files that a customer can send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// What was done, in one line, with the customer's own text as it came: escape it before drawing.
    pub fn summary(&self) -> String {
        match self {
            Self::Text(body) => body.clone(),
            Self::Button { text, .. } => format!("tapped {text}"),
            Self::ButtonReply { title, .. } => format!("tapped {title}"),
            Self::ListReply { title, .. } => format!("chose {title}"),
            Self::FlowReply { name, .. } if name == "flow" => "completed the flow".to_owned(),
            Self::FlowReply { name, .. } => format!("completed {name}"),
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
            Self::Media {
                kind,
                caption,
                file_name,
            } => match caption.as_ref().or(file_name.as_ref()) {
                Some(words) => format!("sent a file ({}): {words}", kind.name()),
                None => format!("sent a file ({})", kind.name()),
            },
            Self::Contacts(names) => format!("sent contacts: {}", names.join(", ")),
            Self::Order { products: 1 } => "sent a cart of one product".to_owned(),
            Self::Order { products } => format!("sent a cart of {products} products"),
            Self::CallPermission { allowed: true } => "allowed calls".to_owned(),
            Self::CallPermission { allowed: false } => "declined calls".to_owned(),
            Self::Call(Some(payload)) => format!("calls ({payload})"),
            Self::Call(None) => "calls".to_owned(),
            Self::Unsupported(Some(error)) => {
                format!("sent something unsupported: {}", error.title)
            }
            Self::Unsupported(None) => "sent something unsupported".to_owned(),
            Self::Other(kind) => format!("sent {kind}"),
        }
    }
}
