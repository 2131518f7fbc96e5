//! What customers do of their own accord: write, send files, call, stop marketing, change their number.

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::super::media;
use super::super::people::{Change, digits_of};
use super::super::report::{CALLS, PREFERENCES, Said};
use super::super::state::Shared;
use super::{Action, ActionError};
use crate::wire::Dialect;

/// Small files that are what they say: type, ending and bytes in base64.
const FILES: &[(&str, &str, &str)] = &[
    (
        "image",
        "image/png",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    ),
    (
        "sticker",
        "image/webp",
        "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
    ),
    (
        "audio",
        "audio/ogg",
        "T2dnUwACAAAAAAAAAAABAAAAAAAAAAAAAAABE09wdXNIZWFkAQE4AYC7AAAAAAA=",
    ),
    (
        "video",
        "video/mp4",
        "AAAAGGZ0eXBtcDQyAAAAAG1wNDJpc29tAAAACG1kYXQ=",
    ),
    (
        "document",
        "application/pdf",
        "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbXS9Db3VudCAwPj5lbmRvYmoKdHJhaWxlcjw8L1Jvb3QgMSAwIFI+PgolJUVPRgo=",
    ),
];

impl Action {
    /// Who does this of their own accord, and by which API; none where it answers a message.
    pub(super) fn actor(&self) -> Option<(Dialect, String)> {
        match self {
            Self::Write { api, from, .. }
            | Self::SendMedia { api, from, .. }
            | Self::SendPlace { api, from }
            | Self::SendPoll { api, from }
            | Self::CallBusiness { api, from }
            | Self::StopMarketing { api, from }
            | Self::ResumeMarketing { api, from }
            | Self::ChangeNumber { api, from, .. } => Some((*api, digits_of(from))),
            _ => None,
        }
    }

    /// What the customer says thereby.
    pub(super) fn own(&self, shared: &Shared, number: &str) -> Result<Said, ActionError> {
        let mut quoted = None;
        let (kind, content) = match self {
            Self::Write { text, reply_to, .. } => {
                quoted.clone_from(reply_to);
                ("text", json!({"body": text}))
            }
            Self::SendMedia { .. } => self.file(shared)?,
            Self::SendPlace { .. } => (
                "location",
                json!({
                    "latitude": 52.5163,
                    "longitude": 13.3777,
                    "name": "Tea House",
                    "address": "12 Orchard Row, Springfield",
                }),
            ),
            Self::SendPoll { .. } => ("unsupported", json!({"type": "poll_creation"})),
            Self::CallBusiness { .. } => (CALLS, json!({})),
            Self::StopMarketing { api, .. } => preference(shared, (*api, number), false)?,
            Self::ResumeMarketing { api, .. } => preference(shared, (*api, number), true)?,
            Self::ChangeNumber { to, .. } => ("system", moved(shared, number, &digits_of(to))),
            _ => return Err(ActionError::NothingThere("deed of one's own".to_owned())),
        };
        Ok(Said {
            kind,
            content,
            context: quoted,
        })
    }

    /// A file, which is kept so that it can be fetched.
    fn file(&self, shared: &Shared) -> Result<(&'static str, Value), ActionError> {
        let Self::SendMedia {
            api,
            kind,
            caption,
            filename,
            voice,
            mime_type,
            base64,
            ..
        } = self
        else {
            return Err(ActionError::NothingThere("file".to_owned()));
        };
        let sample = FILES.iter().find(|(known, ..)| known == kind);
        let &(kind, usual, sample) = sample.ok_or_else(|| {
            ActionError::NothingThere(format!(
                "kind of file {kind}; expected image, video, audio, document or sticker"
            ))
        })?;
        let encoded = base64.as_deref().unwrap_or(sample);
        let bytes = STANDARD.decode(encoded).map_err(|_| {
            ActionError::NothingThere("file in base64 that could be read".to_owned())
        })?;
        let mime_type = mime_type.as_deref().unwrap_or(usual);
        let file = media::keep(shared, *api, mime_type, Bytes::from(bytes), true);
        let mut content = Map::new();
        let words = [("caption", caption), ("filename", filename)];
        for (key, word) in words {
            if let Some(word) = word {
                content.insert(key.to_owned(), json!(word));
            }
        }
        let shown = if *voice {
            "audio/ogg; codecs=opus"
        } else {
            mime_type
        };
        content.insert("mime_type".to_owned(), json!(shown));
        content.insert("sha256".to_owned(), json!(file.base64_hash()));
        content.insert("id".to_owned(), json!(file.id));
        if *api != Dialect::OnPremises {
            content.insert("url".to_owned(), json!(media::fresh_address(shared, &file)));
            if *voice {
                content.insert("voice".to_owned(), json!(true));
            }
        }
        if kind == "sticker" {
            content.insert("animated".to_owned(), json!(false));
        }
        let is_voice = *voice && *api == Dialect::OnPremises;
        let kind = if is_voice { "voice" } else { kind };
        Ok((kind, Value::Object(content)))
    }
}

/// Whether marketing is welcome from now on. On-Premises clients are told nothing of it.
fn preference(
    shared: &Shared,
    (api, number): (Dialect, &str),
    welcome: bool,
) -> Result<(&'static str, Value), ActionError> {
    let change = Change {
        marketing: Some(welcome),
        ..Change::default()
    };
    shared.state().people.change(number, change);
    if api == Dialect::OnPremises {
        return Err(ActionError::TellsNothing("stop or resume".to_owned()));
    }
    let (value, detail) = if welcome {
        ("resume", "User asked to resume marketing messages")
    } else {
        ("stop", "User asked to stop marketing messages")
    };
    let content = json!({"detail": detail, "category": "marketing_messages", "value": value});
    Ok((PREFERENCES, content))
}

fn moved(shared: &Shared, from: &str, to: &str) -> Value {
    let name = shared.state().people.of(from).name;
    json!({
        "type": "user_changed_number",
        "wa_id": to,
        "body": format!("User {name} changed from {from} to {to}"),
    })
}
