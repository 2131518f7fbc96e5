//! How a call goes on. That a customer calls is a message, for it opens the window as one does.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::webhook::part::{first_text, list, moment, number, text, texts};

/// One step of a call: connected, ended, recorded, or how far it came.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CallEvent {
    /// The call's id.
    pub id: Option<String>,
    /// The step in small letters: `connect`, `terminate`, `ringing`.
    pub event: String,
    /// Who calls.
    pub from: Option<String>,
    /// Who is called.
    pub to: Option<String>,
    /// `USER_INITIATED` or `BUSINESS_INITIATED`.
    pub direction: Option<String>,
    /// How it ended.
    pub status: Option<String>,
    /// When.
    pub timestamp: Option<Timestamp>,
    /// How long it took, in seconds.
    pub duration: Option<f64>,
    /// What the business gave along.
    pub callback_data: Option<String>,
}

impl CallEvent {
    /// Reads an element of `calls`.
    pub(in crate::webhook) fn read(raw: &Value) -> Self {
        Self::of(raw, text(raw, "event"), ending(raw))
    }

    /// Reads a status of a call; none when it is no call's.
    pub(in crate::webhook) fn read_status(raw: &Value) -> Option<Self> {
        let is_call = text(raw, "type").is_some_and(|kind| kind == "call");
        is_call.then(|| Self::of(raw, text(raw, "status"), None))
    }

    /// Whether an element of `calls` says that a customer calls.
    pub(in crate::webhook) fn is_incoming(raw: &Value) -> bool {
        let says = |key: &str, word: &str| raw.get(key).and_then(Value::as_str) == Some(word);
        says("event", "connect") && says("direction", "USER_INITIATED")
    }

    fn of(raw: &Value, event: Option<String>, status: Option<String>) -> Self {
        Self {
            id: text(raw, "id"),
            event: event.unwrap_or_default().to_lowercase(),
            from: first_text(raw, &["from", "from_user_id"]),
            to: first_text(
                raw,
                &["to", "to_user_id", "recipient_id", "recipient_user_id"],
            ),
            direction: text(raw, "direction"),
            status,
            timestamp: moment(raw, "timestamp"),
            duration: number(raw, "duration"),
            callback_data: text(raw, "biz_opaque_callback_data"),
        }
    }

    pub(super) fn kind(&self) -> &'static str {
        match self.event.as_str() {
            "connect" => "call.connect",
            "terminate" => "call.terminate",
            "ringing" => "call.ringing",
            "accepted" => "call.accepted",
            "rejected" => "call.rejected",
            "call_recording_available" => "call.recording",
            "call_transcription_available" => "call.transcription",
            _ => "call.other",
        }
    }

    pub(super) fn summary(&self) -> String {
        let whom = self.from.as_deref().or(self.to.as_deref());
        let with = whom.map_or_else(String::new, |whom| format!(" ({whom})"));
        let ending = self.status.as_deref().unwrap_or_default();
        let length = self
            .duration
            .map_or_else(String::new, |seconds| format!(" after {seconds} s"));
        format!("call {}{with} {ending}{length}", self.event)
            .trim_end()
            .to_owned()
    }
}

/// How a call ended: a word, in some samples a list of them.
fn ending(raw: &Value) -> Option<String> {
    text(raw, "status").or_else(|| {
        let words = texts(raw, "status");
        (list(raw, "status").count() > 0).then(|| words.join(", "))
    })
}
