//! What is kept of a send and of its answer, and how far a message can come.

use jiff::Timestamp;
use serde_json::Value;

use crate::webhook::Status;
use crate::wire::{Code, Dialect, MessageId};

/// The number of one entry. Later entries have greater ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct EntryId(pub i64);

/// A request that is about to go out.
#[derive(Debug, Clone, PartialEq)]
pub struct SendRecord {
    /// When.
    pub at: Timestamp,
    /// The account's name.
    pub account: String,
    /// The API that it speaks.
    pub dialect: Dialect,
    /// The kind of message: `interactive.list`.
    pub kind: String,
    /// The HTTP method.
    pub method: String,
    /// The address.
    pub url: String,
    /// The headers as they may be shown: without secrets.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub payload: Value,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerRecord {
    /// The platform answered.
    Answered {
        /// When.
        at: Timestamp,
        /// From the start of the request to the last byte of the answer.
        elapsed: std::time::Duration,
        /// The HTTP status.
        status: u16,
        /// The body as it came, as far as it was read.
        body: String,
        /// The id of the message, when it was accepted.
        message: Option<MessageId>,
        /// Why it was refused.
        error: Option<Code>,
    },
    /// No answer came.
    Unanswered {
        /// When that was clear.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

/// How far a send came. A later one wins over an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// No answer came, or none yet.
    Unanswered,
    /// The platform did not take it.
    Refused,
    /// The platform has it.
    Accepted,
    /// It reached the device.
    Delivered,
    /// It was seen.
    Read,
    /// It was accepted and could not be delivered.
    Failed,
}

impl Outcome {
    /// All outcomes; the place of each is the number that is kept for it.
    pub const ALL: &'static [Self] = &[
        Self::Unanswered,
        Self::Refused,
        Self::Accepted,
        Self::Delivered,
        Self::Read,
        Self::Failed,
    ];

    /// Its name, as it is printed and asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }

    /// The outcome of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|outcome| outcome.name() == name)
    }

    /// The number that is kept for it.
    pub(super) const fn number(self) -> i64 {
        self as i64
    }

    /// The outcome of a number that was kept.
    pub(super) fn of_number(number: i64) -> Self {
        let mut all = Self::ALL.iter().copied();
        all.find(|outcome| outcome.number() == number)
            .unwrap_or(Self::Unanswered)
    }

    /// How far a message has come that has this status.
    pub const fn of_status(status: Status) -> Self {
        match status {
            Status::Warning | Status::Sent => Self::Accepted,
            Status::Delivered => Self::Delivered,
            Status::Read | Status::Played | Status::Deleted => Self::Read,
            Status::Failed => Self::Failed,
        }
    }
}
