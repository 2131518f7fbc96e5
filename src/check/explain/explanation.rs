//! What is said of an error code; the tables beside it are made of these.

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

impl Explanation {
    /// Whether sending the same again can help, in a sentence.
    pub const fn retry(&self) -> &'static str {
        if self.retryable {
            "Sending the same again later can help."
        } else {
            "Sending the same again will not help."
        }
    }
}
