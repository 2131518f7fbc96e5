//! What becomes of an accepted message: the statuses that follow, or the failure.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::report::{self, Journey};
use super::state::{Shared, State};
use crate::check::explain;
use crate::webhook::Status;
use crate::wire::{Code, Dialect};

/// What becomes of an accepted message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// These statuses, in order.
    Steps(&'static [Status]),
    /// A failure, without `sent` before it.
    Fails(Code),
}

const SEEN: Fate = Fate::Steps(&[Status::Sent, Status::Delivered, Status::Read]);
const HEARD: Fate = Fate::Steps(&[
    Status::Sent,
    Status::Delivered,
    Status::Read,
    Status::Played,
]);
const ONLY_SENT: Fate = Fate::Steps(&[Status::Sent]);

impl Fate {
    /// What becomes of this payload to that customer, as things stand.
    pub(super) fn of(
        state: &State,
        now: Timestamp,
        dialect: Dialect,
        customer: &str,
        payload: &Value,
    ) -> Self {
        if dialect != Dialect::OnPremises && state.number.blocked.contains(customer) {
            return Self::Fails(Code::new(130_403));
        }
        if let Some(code) = provoked(dialect, customer) {
            return Self::Fails(code);
        }
        let kind = payload
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or("text");
        if kind != "template" && kind != "hsm" && !state.is_window_open(customer, now) {
            return Self::Fails(Code::new(match dialect {
                Dialect::OnPremises => 470,
                Dialect::Cloud | Dialect::Dialog360 => 131_047,
            }));
        }
        if kind == "reaction" {
            return if can_be_reacted_to(state, payload) {
                ONLY_SENT
            } else {
                Self::Fails(Code::new(match dialect {
                    Dialect::OnPremises => 1009,
                    Dialect::Cloud | Dialect::Dialog360 => 131_009,
                }))
            };
        }
        if names_unreachable(payload) {
            return Self::Fails(Code::new(match dialect {
                Dialect::OnPremises => 1006,
                Dialect::Cloud | Dialect::Dialog360 => 131_053,
            }));
        }
        if payload.pointer("/audio/voice") == Some(&json!(true)) {
            return HEARD;
        }
        SEEN
    }
}

/// Whether a file is to be fetched from a host of the top-level domain that never exists (RFC 2606).
fn names_unreachable(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(key, value)| {
            let host = value
                .as_str()
                .filter(|_| key == "link")
                .and_then(|link| link.split_once("://")?.1.split(['/', '?', '#', ':']).next());
            host.is_some_and(|host| host.ends_with(".invalid")) || names_unreachable(value)
        }),
        Value::Array(elements) => elements.iter().any(names_unreachable),
        _ => false,
    }
}

/// The failure that a recipient's number asks for: `15550131047`, On-Premises `15550000470`.
fn provoked(dialect: Dialect, customer: &str) -> Option<Code> {
    let digits = match dialect {
        Dialect::Cloud | Dialect::Dialog360 => customer.strip_prefix("15550")?,
        Dialect::OnPremises => customer.strip_prefix("155500")?,
    };
    let code = Code::new(digits.parse().ok()?);
    let is_long_enough = digits.len() == if dialect == Dialect::OnPremises { 5 } else { 6 };
    let is_known = !explain(dialect, code, None).source.is_empty();
    (is_long_enough && is_known).then_some(code)
}

/// A reaction needs a message that is known and is no reaction itself.
fn can_be_reacted_to(state: &State, payload: &Value) -> bool {
    let id = payload
        .pointer("/reaction/message_id")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let is_reaction = |message: &Value| message.get("type") == Some(&json!("reaction"));
    state
        .message(id)
        .is_some_and(|message| !is_reaction(&message.payload()))
        || state.has_inbound(id)
}

impl Journey {
    /// Lets fate take its course: waits, reports, until the end of the message or of the sandbox.
    pub(super) fn begin(self, fate: Fate, shared: &Arc<Shared>, epoch: CancellationToken) {
        let shared = Arc::clone(shared);
        shared.tasks.clone().spawn(async move {
            let course = async {
                match fate {
                    Fate::Steps(steps) => {
                        for &status in steps {
                            self.report(status, None, &shared).await;
                        }
                    }
                    Fate::Fails(code) => self.report(Status::Failed, Some(code), &shared).await,
                }
            };
            tokio::select! {
                () = epoch.cancelled() => {}
                () = shared.cancel.cancelled() => {}
                () = course => {}
            }
        });
    }

    async fn report(&self, status: Status, failure: Option<Code>, shared: &Shared) {
        tokio::time::sleep(gap(shared, status)).await;
        shared.state().note(&self.id, status);
        let body = report::status(&shared.access, shared.clock.now(), self, status, failure);
        shared.deliver(self.chat.dialect, &body).await;
    }
}

const fn gap(shared: &Shared, status: Status) -> Duration {
    match status {
        Status::Delivered => shared.pace.delivered,
        Status::Read | Status::Played => shared.pace.read,
        _ => shared.pace.sent,
    }
}
