//! What `send` prints.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::platform::{Account, Answer, Body, Request};
use crate::webhook::{Status, StatusEvent};
use crate::wire::{ApiError, MessageId};

/// The result of a send, in the order in which it is printed.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    id: Option<MessageId>,
    account: String,
    request: Value,
    answer: Option<Answered>,
    /// The statuses that came, in the order in which they did.
    pub(super) events: Vec<Reported>,
    /// How it ended; none when nothing was sent.
    pub(super) outcome: Option<Outcome>,
}

#[derive(Debug, Serialize)]
struct Answered {
    status: u16,
    body: Value,
}

/// A status that came.
#[derive(Debug, Serialize)]
pub(super) struct Reported {
    status: Status,
    timestamp: Option<String>,
    errors: Vec<ApiError>,
}

/// How a send ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// The platform has it.
    Accepted,
    /// It reached the device.
    Delivered,
    /// It was seen.
    Read,
    /// It was accepted and could not be delivered.
    Failed,
    /// The platform did not take it.
    Refused,
    /// What was waited for did not come in time.
    Timeout,
}

impl Outcome {
    /// How far a message came, as an outcome.
    pub(super) const fn of(status: Option<Status>) -> Self {
        match status {
            None | Some(Status::Warning | Status::Sent) => Self::Accepted,
            Some(Status::Delivered) => Self::Delivered,
            Some(Status::Read | Status::Played | Status::Deleted) => Self::Read,
            Some(Status::Failed) => Self::Failed,
        }
    }
}

impl Report {
    /// The report of a send that is about to happen.
    pub(super) fn new(account: &Account, request: &Request) -> Self {
        let headers: Map<String, Value> = request
            .headers
            .iter()
            .map(|header| (header.name().to_owned(), json!(header.shown_value())))
            .collect();
        Self {
            id: None,
            account: account.name.clone(),
            request: json!({
                "method": request.method.as_str(),
                "url": request.url,
                "headers": headers,
                "body": request.body,
            }),
            answer: None,
            events: Vec::new(),
            outcome: None,
        }
    }

    /// Why the message failed, as the webhooks say.
    pub(super) fn failures(&self) -> impl Iterator<Item = &ApiError> {
        self.events.iter().flat_map(|event| &event.errors)
    }

    /// Takes the answer in.
    pub(super) fn answer(&mut self, answer: &Answer) {
        self.id.clone_from(&answer.message_id);
        self.answer = Some(Answered {
            status: answer.status,
            body: match &answer.body {
                Body::Json(json) => json.clone(),
                Body::Text(text) => json!(text),
            },
        });
    }
}

impl From<&StatusEvent> for Reported {
    fn from(event: &StatusEvent) -> Self {
        Self {
            status: event.status,
            timestamp: event.timestamp.map(|at| at.to_string()),
            errors: event.errors.clone(),
        }
    }
}
