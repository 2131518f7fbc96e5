//! News of customers that are no messages: what they want, who they are now, and past chats.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::inbound::Inbound;
use crate::webhook::part::{errors, first_text, inner_text, list, moment, number, text};
use crate::wire::ApiError;

/// A customer wants no more marketing, or wants it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preference {
    /// The customer's number, else the business-scoped id.
    pub from: Option<String>,
    /// What it is about: `marketing_messages`.
    pub category: Option<String>,
    /// `stop` or `resume`.
    pub value: Option<String>,
    /// The platform's sentence.
    pub detail: Option<String>,
    /// When.
    pub timestamp: Option<Timestamp>,
}

/// A customer has another business-scoped id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdChange {
    /// The customer's number.
    pub from: Option<String>,
    /// The id before.
    pub previous: Option<String>,
    /// The id now.
    pub current: Option<String>,
    /// When.
    pub timestamp: Option<Timestamp>,
}

/// The phone's own address book was changed, at a number shared with the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SyncedContact {
    /// `add`, also for a change, or `remove`.
    pub action: Option<String>,
    /// The contact's number.
    pub number: Option<String>,
    /// The contact's name.
    pub name: Option<String>,
    /// When.
    pub timestamp: Option<Timestamp>,
}

/// A part of the chats from before a number was shared with the app.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PastChats {
    /// Which of the three spans of time.
    pub phase: Option<f64>,
    /// Its place among the parts.
    pub chunk_order: Option<f64>,
    /// Per cent that have come.
    pub progress: Option<f64>,
    /// The messages, both ways.
    pub messages: Vec<PastMessage>,
    /// Why there are none.
    pub errors: Vec<ApiError>,
}

/// One message of a past chat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PastMessage {
    /// The customer with whom the chat is.
    pub thread: Option<String>,
    /// How far it came: `READ`.
    pub status: Option<String>,
    /// The message.
    #[serde(flatten)]
    pub message: Inbound,
}

impl Preference {
    pub(in crate::webhook) fn read(raw: &Value) -> Self {
        Self {
            from: first_text(raw, &["wa_id", "user_id"]),
            category: text(raw, "category"),
            value: text(raw, "value"),
            detail: text(raw, "detail"),
            timestamp: moment(raw, "timestamp"),
        }
    }

    pub(super) fn summary(&self) -> String {
        let who = self.from.as_deref().unwrap_or("a customer");
        let what = self.category.as_deref().unwrap_or("messages");
        let what = what.replace('_', " ");
        match self.value.as_deref() {
            Some("stop") => format!("{who} wants no more {what}"),
            Some("resume") => format!("{who} wants {what} again"),
            _ => format!("{who} has a preference on {what}"),
        }
    }
}

impl IdChange {
    pub(in crate::webhook) fn read(raw: &Value) -> Self {
        Self {
            from: text(raw, "wa_id"),
            previous: inner_text(raw, "user_id", "previous"),
            current: inner_text(raw, "user_id", "current"),
            timestamp: moment(raw, "timestamp"),
        }
    }

    pub(super) fn summary(&self) -> String {
        let who = self.from.as_deref().or(self.previous.as_deref());
        format!(
            "{} has the id {} now",
            who.unwrap_or("a customer"),
            self.current.as_deref().unwrap_or("?")
        )
    }
}

impl SyncedContact {
    pub(in crate::webhook) fn read(raw: &Value) -> Self {
        let contact = raw.get("contact").unwrap_or(&Value::Null);
        Self {
            action: text(raw, "action"),
            number: first_text(contact, &["phone_number", "user_id"]),
            name: first_text(contact, &["full_name", "first_name", "username"]),
            timestamp: raw
                .get("metadata")
                .and_then(|metadata| moment(metadata, "timestamp")),
        }
    }

    pub(super) fn summary(&self) -> String {
        let who = self.name.as_deref().or(self.number.as_deref());
        let action = self.action.as_deref().unwrap_or("change");
        format!("the phone's contacts: {action} {}", who.unwrap_or("?"))
    }
}

impl PastChats {
    pub(in crate::webhook) fn read(raw: &Value, phone_number_id: Option<&str>) -> Self {
        let metadata = raw.get("metadata").unwrap_or(&Value::Null);
        let messages = list(raw, "threads")
            .flat_map(|thread| {
                list(thread, "messages").filter_map(|message| {
                    Some(PastMessage {
                        thread: text(thread, "id"),
                        status: inner_text(message, "history_context", "status"),
                        message: Inbound::read(message, &[], 0, phone_number_id)?,
                    })
                })
            })
            .collect();
        Self {
            phase: number(metadata, "phase"),
            chunk_order: number(metadata, "chunk_order"),
            progress: number(metadata, "progress"),
            messages,
            errors: errors(raw, "errors"),
        }
    }

    pub(super) const fn kind(&self) -> &'static str {
        if self.errors.is_empty() {
            "history.chunk"
        } else {
            "history.declined"
        }
    }

    pub(super) fn summary(&self) -> String {
        if let Some(error) = self.errors.first() {
            return format!("past chats: {} {}", error.code, error.title);
        }
        let progress = self.progress.unwrap_or_default();
        let messages = self.messages.len();
        format!("past chats: {messages} messages, {progress} % in all")
    }
}
