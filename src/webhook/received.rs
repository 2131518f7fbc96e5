//! One webhook as it came: what the receiver hands on and the history keeps.

use std::borrow::Cow;

use axum::http::HeaderMap;
use jiff::Timestamp;

use super::event::Event;
use super::signature::{Reason, Verdict};

/// One webhook as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// When.
    pub at: Timestamp,
    /// The path that it came to.
    pub path: String,
    /// The headers in their order, names in small letters; what may be a secret is [`REDACTED`].
    pub headers: Vec<(String, String)>,
    /// The bytes of the body, exactly as they came.
    pub body: Vec<u8>,
    /// What the signature says.
    pub verdict: Verdict,
    /// Why the signature is missing or wrong, as far as that can be told.
    pub reason: Option<Reason>,
    /// The events; none when the signature is missing or wrong, or the body is no JSON.
    pub events: Vec<Event>,
}

/// What stands in place of a header's value that may be a secret.
const REDACTED: &str = "[redacted]";

/// What the name of a header has in it whose value may be a secret: a receiver's address is often
/// guarded by a header that its owner thought up.
const SECRET_NAMES: &[&str] = &[
    "auth",
    "cookie",
    "credential",
    "key",
    "password",
    "secret",
    "session",
    "token",
];

impl Received {
    /// The body as text, still with every control character: escape it before drawing.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

/// The headers of a request as they may be kept.
pub(super) fn headers_of(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let name = name.as_str();
            let is_secret = SECRET_NAMES.iter().any(|word| name.contains(word));
            let value = if is_secret {
                REDACTED.into()
            } else {
                String::from_utf8_lossy(value.as_bytes())
            };
            (name.to_owned(), value.into_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("authorization", "Bearer sesame", REDACTED)]
    #[case("cookie", "id=sesame", REDACTED)]
    #[case("d360-api-key", "sesame", REDACTED)]
    #[case("x-hook-token", "sesame", REDACTED)]
    #[case("x-hub-signature-256", "sha256=00", "sha256=00")]
    #[case("user-agent", "caf\u{e9}", "caf\u{e9}")]
    fn a_header_is_kept_unless_it_may_be_a_secret(
        #[case] name: &'static str,
        #[case] value: &str,
        #[case] kept: &str,
    ) {
        let mut headers = HeaderMap::new();
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        );
        assert_eq!(headers_of(&headers), [(name.to_owned(), kept.to_owned())]);
    }
}
