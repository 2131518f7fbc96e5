//! What became of a message of ours: statuses, and those of payments asked for in one.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::webhook::part::{errors, first_text, flag, moment, text};
use crate::wire::{ApiError, MessageId};

/// One status of one message of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusEvent {
    /// The message's id.
    pub id: MessageId,
    /// How far it came.
    pub status: Status,
    /// When, in whole seconds.
    pub timestamp: Option<Timestamp>,
    /// The recipient's number, else the business-scoped id, or the group's id; empty when none is named.
    pub recipient: String,
    /// The recipient's business-scoped id.
    pub recipient_user_id: Option<String>,
    /// The person of a group whom the status is about: number, else business-scoped id.
    pub participant: Option<String>,
    /// Whether the recipient is a group.
    pub is_group: bool,
    /// The business number that it was sent from, by id.
    pub phone_number_id: Option<String>,
    /// What the sender gave along to find it again.
    pub callback_data: Option<String>,
    /// What it costs.
    pub pricing: Option<Box<Pricing>>,
    /// The billed conversation that it belongs to, where the platform still names one.
    pub conversation: Option<Box<Billed>>,
    /// Why it failed, or what the platform remarks.
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

/// How a message is billed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pricing {
    /// What it is billed as: `utility`, `marketing_lite`.
    pub category: Option<String>,
    /// `PMP` by the message, `CBP` by the conversation as before July 2025.
    pub model: Option<String>,
    /// `regular`, `free_customer_service` or `free_entry_point`.
    pub tariff: Option<String>,
    /// Whether it costs anything, where the platform still says so.
    pub billable: Option<bool>,
}

/// The conversation by which a message is, or was, billed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Billed {
    /// Its id.
    pub id: Option<String>,
    /// What opened it: `utility`, `referral_conversion`.
    pub origin: Option<String>,
    /// When it ends; told with `sent` only.
    pub expires: Option<Timestamp>,
}

/// The platform's word for what opens a free entry point.
const FREE_ENTRY_POINT: &str = "referral_conversion";

/// A status that is no step of a message's way: of a payment, or under a word that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherStatus {
    /// What it is about: a message's id.
    pub id: Option<MessageId>,
    /// What has a status: `payment`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The platform's word.
    pub status: Option<String>,
    /// When.
    pub timestamp: Option<Timestamp>,
    /// The order that is paid.
    pub reference_id: Option<String>,
    /// Why it went wrong.
    pub errors: Vec<ApiError>,
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

    /// What the kind of its event is called.
    const fn kind(self) -> &'static str {
        match self {
            Self::Warning => "status.warning",
            Self::Sent => "status.sent",
            Self::Delivered => "status.delivered",
            Self::Read => "status.read",
            Self::Played => "status.played",
            Self::Deleted => "status.deleted",
            Self::Failed => "status.failed",
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

impl StatusEvent {
    /// Reads a status of a message; none when it is another's, or has no id or no known word.
    pub(in crate::webhook) fn read(raw: &Value, phone_number_id: Option<&str>) -> Option<Self> {
        let is_of_message = text(raw, "type").is_none_or(|kind| kind == "message");
        let status = Status::of_name(&text(raw, "status")?)?;
        let id = text(raw, "id").filter(|_| is_of_message)?;
        let recipient_user_id = text(raw, "recipient_user_id");
        Some(Self {
            id: MessageId::new(id),
            status,
            timestamp: moment(raw, "timestamp"),
            recipient: text(raw, "recipient_id")
                .or_else(|| recipient_user_id.clone())
                .unwrap_or_default(),
            recipient_user_id,
            participant: first_text(
                raw,
                &[
                    "recipient_participant_id",
                    "participant_recipient_id",
                    "recipient_participant_user_id",
                ],
            ),
            is_group: text(raw, "recipient_type").is_some_and(|kind| kind == "group"),
            phone_number_id: phone_number_id.map(str::to_owned),
            callback_data: text(raw, "biz_opaque_callback_data"),
            pricing: raw.get("pricing").and_then(Pricing::read).map(Box::new),
            conversation: raw.get("conversation").and_then(Billed::read).map(Box::new),
            errors: errors(raw, "errors"),
        })
    }

    pub(super) const fn kind(&self) -> &'static str {
        self.status.kind()
    }

    pub(super) fn summary(&self) -> String {
        let whom = self.participant.as_deref().unwrap_or(&self.recipient);
        let to = if whom.is_empty() {
            String::new()
        } else {
            format!(" to {whom}")
        };
        match self.errors.first() {
            Some(error) => format!("{}{to}: {} {}", self.status, error.code, error.title),
            None => format!("{}{to}", self.status),
        }
    }
}

impl Pricing {
    fn read(raw: &Value) -> Option<Self> {
        raw.is_object().then(|| Self {
            category: text(raw, "category"),
            model: text(raw, "pricing_model"),
            tariff: text(raw, "type"),
            billable: flag(raw, "billable"),
        })
    }
}

impl Billed {
    /// Until when messages cost nothing since the customer came through an advertisement or a page's button.
    /// What may be sent is not changed by it.
    pub fn free_until(&self) -> Option<Timestamp> {
        let is_entry = self.origin.as_deref() == Some(FREE_ENTRY_POINT);
        self.expires.filter(|_| is_entry)
    }

    fn read(raw: &Value) -> Option<Self> {
        raw.is_object().then(|| Self {
            id: text(raw, "id"),
            origin: raw.get("origin").and_then(|origin| text(origin, "type")),
            expires: moment(raw, "expiration_timestamp"),
        })
    }
}

impl OtherStatus {
    pub(in crate::webhook) fn read(raw: &Value) -> Self {
        Self {
            id: text(raw, "id").map(MessageId::new),
            kind: text(raw, "type"),
            status: text(raw, "status"),
            timestamp: moment(raw, "timestamp"),
            reference_id: raw
                .get("payment")
                .and_then(|payment| text(payment, "reference_id")),
            errors: errors(raw, "errors"),
        }
    }

    pub(super) fn kind(&self) -> &'static str {
        if self.kind.as_deref() == Some("payment") {
            "status.payment"
        } else {
            "status.other"
        }
    }

    pub(super) fn summary(&self) -> String {
        let status = self.status.as_deref().unwrap_or("no word");
        match (&self.kind, &self.reference_id) {
            (Some(kind), Some(reference)) => format!("{kind} {status} ({reference})"),
            (Some(kind), None) => format!("{kind} {status}"),
            (None, _) => format!("status {status}"),
        }
    }
}
