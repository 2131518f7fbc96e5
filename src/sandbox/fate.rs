//! What becomes of an accepted message: the statuses that follow, or the failure.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::people::{Person, user_id_of};
use super::report::{self, Chat, Journey};
use super::state::{Shared, State};
use crate::check::explain;
use crate::webhook::Status;
use crate::wire::{Code, Dialect};

/// What becomes of an accepted message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// These statuses, in order.
    Steps(&'static [Status]),
    /// `sent`, and the rest once the phone is on.
    Waits,
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
/// Without receipts nobody learns that it was read.
const DELIVERED: Fate = Fate::Steps(&[Status::Sent, Status::Delivered]);
/// In an open chat a message is read as it comes, and its delivery goes without saying.
const AT_ONCE: Fate = Fate::Steps(&[Status::Sent, Status::Read]);
/// What is left once a phone is on.
const LATER: Fate = Fate::Steps(&[Status::Delivered, Status::Read]);
const ONLY_SENT: Fate = Fate::Steps(&[Status::Sent]);

impl Fate {
    /// What becomes of this payload to that customer, as things stand.
    pub(super) fn of(
        state: &State,
        now: Timestamp,
        chat: &Chat,
        payload: &Value,
        category: &str,
    ) -> Self {
        let (dialect, customer) = (chat.dialect, chat.customer.as_str());
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
        let person = state.people.of(customer);
        let is_marketing = category.starts_with("marketing");
        let failure = match dialect {
            _ if !person.on_whatsapp => Some(if dialect == Dialect::OnPremises {
                1013
            } else {
                131_026
            }),
            Dialect::OnPremises if is_marketing && !person.marketing => Some(1026),
            _ if is_marketing && !person.marketing => Some(131_050),
            _ => None,
        };
        if let Some(code) = failure {
            return Self::Fails(Code::new(code));
        }
        let is_voice = payload.pointer("/audio/voice") == Some(&json!(true));
        match person {
            Person { blocks: true, .. } => ONLY_SENT,
            Person { device: false, .. } => Self::Waits,
            Person {
                receipts: false, ..
            } => DELIVERED,
            Person {
                chat_open: true, ..
            } => AT_ONCE,
            _ if is_voice => HEARD,
            _ => SEEN,
        }
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

/// How many messages wait for phones.
const WAITING: usize = 2000;

/// A message that waits for a phone to be on.
#[derive(Debug)]
pub(super) struct Waiting(Journey);

impl Waiting {
    /// Whether it waits for this customer.
    pub(super) fn is_for(&self, number: &str) -> bool {
        self.0.chat.customer == number
            || self.0.chat.user_id.as_deref() == Some(&user_id_of(number))
    }

    /// The phone is on.
    pub(super) fn go_on(self, shared: &Arc<Shared>) {
        let epoch = shared.state().epoch.clone();
        self.0.begin(LATER, shared, epoch);
    }
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
                    Fate::Waits => {
                        self.report(Status::Sent, None, &shared).await;
                        self.wait(&shared);
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

    /// Waits for the phone, which may be on by now.
    fn wait(&self, shared: &Arc<Shared>) {
        let is_on = {
            let mut state = shared.state();
            let is_on = state.people.of(&self.chat.customer).device;
            if !is_on && state.waiting.len() < WAITING {
                state.waiting.push(Waiting(self.clone()));
            }
            is_on
        };
        if is_on {
            Waiting(self.clone()).go_on(shared);
        }
    }

    async fn report(&self, status: Status, failure: Option<Code>, shared: &Arc<Shared>) {
        tokio::time::sleep(gap(shared, status)).await;
        shared.state().note(&self.id, status);
        let body = report::status(&shared.access, shared.clock.now(), self, status, failure);
        // A client that was told not to does not tell when it sends.
        let is_silent = status == Status::Sent
            && self.chat.dialect == Dialect::OnPremises
            && shared.state().client_settings.get("sent_status") == Some(&json!(false));
        if !is_silent {
            shared.deliver(self.chat.dialect, body).await;
        }
    }
}

const fn gap(shared: &Shared, status: Status) -> Duration {
    match status {
        Status::Delivered => shared.pace.delivered,
        Status::Read | Status::Played => shared.pace.read,
        _ => shared.pace.sent,
    }
}
