//! What a platform answers to a send.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use crate::wire::{ApiError, MessageId};

/// What stands in place of a secret.
pub(super) const HIDDEN: &str = "********";
/// Shorter secrets stand in other words by chance.
const SHORTEST_HIDDEN: usize = 6;

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
        Self::of(status, elapsed, body)
    }

    fn of(status: u16, elapsed: Duration, body: Body) -> Self {
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

    /// The answer without secrets: platforms and what stands before them repeat what they refuse.
    #[must_use]
    pub(super) fn without(self, secrets: &[SecretString]) -> Self {
        let mut body = self.body;
        for secret in secrets {
            let secret = secret.expose_secret();
            if secret.len() >= SHORTEST_HIDDEN {
                for written in written(secret) {
                    match &mut body {
                        Body::Json(json) => hide(json, &written),
                        Body::Text(text) => *text = text.replace(&written, HIDDEN),
                    }
                }
            }
        }
        Self::of(self.status, self.elapsed, body)
    }

    /// Whether the platform took the message over. A success that cannot be read is none.
    pub const fn is_accepted(&self) -> bool {
        let is_success = self.status >= 200 && self.status < 300;
        is_success && self.error.is_none() && matches!(self.body, Body::Json(_))
    }
}

/// How a secret stands in a text, and in JSON that is quoted in one, which may write `/` as `\/`.
fn written(secret: &str) -> [String; 3] {
    let quoted = Value::from(secret).to_string();
    let inside = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let quoted = inside.unwrap_or(secret).to_owned();
    let slashes = quoted.replace('/', "\\/");
    [secret.to_owned(), quoted, slashes]
}

/// Takes a secret out of every text of a value.
fn hide(value: &mut Value, secret: &str) {
    match value {
        Value::String(text) if text.contains(secret) => *text = text.replace(secret, HIDDEN),
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, secret)),
        Value::Object(members) => members.values_mut().for_each(|member| hide(member, secret)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::json(r#"{"error": {"message": "Malformed access token EAA\/s3cret", "code": 190}}"#)]
    #[case::wrapped(
        r#"{"meta": {"http_code": 401, "details": ["EAA\u002fs3cret", {"key": "EAA/s3cret"}]}}"#
    )]
    #[case::quoted(r#"{"error": "{\"token\": \"EAA\\/s3cret\"}"}"#)]
    #[case::no_json("<p>EAA/s3cret is nobody's</p>")]
    fn what_repeats_a_secret_is_kept_without_it(#[case] body: &str) {
        let answer = Answer::read(401, Duration::ZERO, body.as_bytes());
        let answer = answer.without(&[SecretString::from("EAA/s3cret")]);
        let said = format!("{answer:?}");
        assert!(!said.contains("s3cret"), "{said}");
        assert!(said.contains(HIDDEN), "{said}");
    }
}
