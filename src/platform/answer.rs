//! What a platform answers to a send.

use std::time::Duration;

use serde_json::Value;

use crate::wire::{ApiError, MessageId};

/// The answer to one request.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// From the start of the request to the last byte of the answer.
    pub elapsed: Duration,
    /// The body.
    pub body: Body,
    /// The id of the accepted message.
    pub message_id: Option<MessageId>,
    /// What went wrong.
    pub error: Option<ApiError>,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// JSON, keys in the platform's order.
    Json(Value),
    /// Anything else, as a broken gateway sends it.
    Text(String),
}

impl Answer {
    /// Reads an answer.
    pub fn read(status: u16, elapsed: Duration, body: &[u8]) -> Self {
        let body = serde_json::from_slice(body).map_or_else(
            |_| Body::Text(String::from_utf8_lossy(body).into_owned()),
            Body::Json,
        );
        let (message_id, error) = match &body {
            Body::Json(json) => (
                json.pointer("/messages/0/id")
                    .and_then(Value::as_str)
                    .map(MessageId::new),
                ApiError::of_answer(json, status),
            ),
            Body::Text(_) => (None, None),
        };
        Self {
            status,
            elapsed,
            body,
            message_id,
            error,
        }
    }

    /// Whether the platform took the message over. A success that cannot be read is none.
    pub const fn is_accepted(&self) -> bool {
        let is_success = self.status >= 200 && self.status < 300;
        is_success && self.error.is_none() && matches!(self.body, Body::Json(_))
    }
}
