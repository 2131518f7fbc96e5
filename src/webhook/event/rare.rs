//! News that come seldom, or of which little is known.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::webhook::part::{first_text, inner_text, moment, number, text};

/// A purchase or a lead that the platform found in a chat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AutomaticEvent {
    /// The message that it was found in.
    pub id: Option<String>,
    /// `Purchase` or `LeadSubmitted`.
    pub event_name: Option<String>,
    /// When.
    pub timestamp: Option<Timestamp>,
    /// The click on the advertisement that the chat came from.
    pub ctwa_clid: Option<String>,
    /// What it is worth.
    pub value: Option<f64>,
    /// What the worth is in.
    pub currency: Option<String>,
}

/// What 360dialog tells its partners of a client or a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartnerEvent {
    /// The event's id.
    pub id: Option<String>,
    /// What happened: `channel_running`.
    pub event: String,
    /// The channel, or whatever it is about.
    pub subject: Option<String>,
    /// The client.
    pub client_id: Option<String>,
    /// The status now.
    pub status: Option<String>,
    /// The channel's number.
    pub number: Option<String>,
}

/// A field of which no full sample is public; its value is drawn as it came.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RareEvent {
    /// What its kind is called.
    #[serde(skip)]
    kind: &'static str,
    /// The value.
    pub raw: Value,
}

/// The fields of which little is known, and what their kinds are called.
const RARE_FIELDS: &[(&str, &str)] = &[
    ("messaging_handovers", "handover"),
    ("standby", "standby"),
    ("tracking_events", "tracking"),
    ("consumer_profile", "consumer_profile"),
];

impl AutomaticEvent {
    pub(in crate::webhook) fn read(raw: &Value) -> Self {
        let worth = raw.get("custom_data").unwrap_or(&Value::Null);
        Self {
            id: text(raw, "id"),
            event_name: text(raw, "event_name"),
            timestamp: moment(raw, "timestamp"),
            ctwa_clid: text(raw, "ctwa_clid"),
            value: number(worth, "value"),
            currency: text(worth, "currency"),
        }
    }

    pub(super) fn summary(&self) -> String {
        let name = self.event_name.as_deref().unwrap_or("an event");
        match (self.value, &self.currency) {
            (Some(value), Some(currency)) => {
                format!("found in a chat: {name} ({value} {currency})")
            }
            _ => format!("found in a chat: {name}"),
        }
    }
}

impl PartnerEvent {
    /// Reads an event; none when it is not shaped as one.
    pub(in crate::webhook) fn read(body: &Value) -> Option<Self> {
        let event = body.get("event")?.as_str()?.to_owned();
        let inside = body.get("data").filter(|inside| inside.is_object())?;
        Some(Self {
            id: text(body, "id"),
            event,
            subject: first_text(inside, &["id", "name"]),
            client_id: text(inside, "client_id"),
            status: text(inside, "status"),
            number: inner_text(inside, "setup_info", "phone_number"),
        })
    }

    pub(super) fn summary(&self) -> String {
        let words = [&self.number, &self.subject, &self.status];
        let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
        format!(
            "360dialog: {} {}",
            self.event.replace('_', " "),
            words.join(" ")
        )
        .trim_end()
        .to_owned()
    }
}

impl RareEvent {
    /// The value of a field that is known by name; none of another.
    pub(in crate::webhook) fn read(field: &str, value: &Value) -> Option<Self> {
        let (_, kind) = RARE_FIELDS.iter().find(|(name, _)| *name == field)?;
        Some(Self {
            kind,
            raw: value.clone(),
        })
    }

    pub(super) const fn kind(&self) -> &'static str {
        self.kind
    }

    pub(super) fn summary(&self) -> String {
        format!("{}: {}", self.kind.replace('_', " "), self.raw)
    }
}
