//! Delivering webhooks: escaped and signed as Meta does, or late, twice, in another order, together, and signed
//! wrongly, as one asks for.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::conditions::Oddity;
use super::escape::escaped;
use super::faults::likelihood;
use super::state::Shared;
use super::targets::Target;
use crate::webhook::signature;
use crate::wire::Dialect;

/// What waits for company goes out after so long without any.
const PATIENCE: Duration = Duration::from_millis(400);
/// The most that waits for company.
const MOST: usize = 1000;

/// How a signature is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Signed {
    /// Made with the app's secret.
    #[default]
    Good,
    /// Made with another one.
    Wrong,
    /// Cut off.
    Truncated,
    /// Not there.
    Missing,
}

/// How webhooks are delivered; by default as they should be.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Manner {
    /// How long each is held back.
    delay_ms: u64,
    /// How many more times each is posted.
    duplicates: u32,
    /// Out of so many that come one after the other, the order is changed.
    reorder: usize,
    /// So many that come one after the other go in one body.
    batch: usize,
    /// How they are signed.
    signature: Signed,
    /// How likely a webhook is to be treated so, from 0 to 1; always where nothing is said.
    #[serde(deserialize_with = "likelihood")]
    chance: Option<f64>,
    /// The pauses before each further attempt.
    retries_ms: Option<Vec<u64>>,
}

/// How long what is late is held back.
const LATE_MS: u64 = 3_000;
/// Out of so many the order is changed, or so many come together.
const FEW: usize = 3;

impl Manner {
    /// Whether webhooks come in this odd way.
    pub(super) fn has(&self, oddity: Oddity) -> bool {
        match oddity {
            Oddity::Twice => self.duplicates > 0,
            Oddity::Late => self.delay_ms > 0,
            Oddity::Disordered => self.reorder > 1,
            Oddity::Together => self.batch > 1,
            Oddity::WronglySigned => self.signature == Signed::Wrong,
            Oddity::CutSignature => self.signature == Signed::Truncated,
            Oddity::Unsigned => self.signature == Signed::Missing,
        }
    }

    /// Lets webhooks come in this odd way, or as they should.
    pub(super) fn set(&mut self, oddity: Oddity, on: bool) {
        let few = if on { FEW } else { 0 };
        match oddity {
            Oddity::Twice => self.duplicates = u32::from(on),
            Oddity::Late => self.delay_ms = if on { LATE_MS } else { 0 },
            Oddity::Disordered => self.reorder = few,
            Oddity::Together => self.batch = few,
            _ if !on => self.signature = Signed::Good,
            Oddity::WronglySigned => self.signature = Signed::Wrong,
            Oddity::CutSignature => self.signature = Signed::Truncated,
            Oddity::Unsigned => self.signature = Signed::Missing,
        }
    }
}

/// The manner, and what waits for company.
#[derive(Debug, Default)]
pub(super) struct Delivery {
    /// How webhooks are delivered.
    pub(super) manner: Manner,
    waiting: HashMap<Dialect, Vec<Value>>,
}

impl Shared {
    /// Posts a webhook to where those of `dialect` go, if anywhere.
    pub(super) async fn deliver(self: &Arc<Self>, dialect: Dialect, body: Value) {
        let (manner, is_held) = {
            let mut state = self.state();
            let state = &mut *state;
            let mut manner = state.delivery.manner.clone();
            if manner
                .chance
                .is_some_and(|chance| !state.ids.is_likely(chance))
            {
                manner = Manner {
                    retries_ms: manner.retries_ms,
                    ..Manner::default()
                };
            }
            let group = manner.reorder.max(manner.batch);
            (manner, group > 1)
        };
        if manner.delay_ms > 0 {
            tokio::time::sleep(Duration::from_millis(manner.delay_ms)).await;
        }
        if is_held {
            self.hold(dialect, body, manner);
        } else {
            self.post(dialect, &body, &manner).await;
        }
    }

    /// Keeps a webhook until enough are together, or nothing more comes.
    fn hold(self: &Arc<Self>, dialect: Dialect, body: Value, manner: Manner) {
        let wanted = manner.reorder.max(manner.batch).min(MOST);
        let is_full = {
            let mut state = self.state();
            let waiting = state.delivery.waiting.entry(dialect).or_default();
            waiting.push(body);
            waiting.len() >= wanted
        };
        let shared = Arc::clone(self);
        let epoch = self.state().epoch.clone();
        self.tasks.spawn(async move {
            let released = async {
                if !is_full {
                    tokio::time::sleep(PATIENCE).await;
                }
                shared.release(dialect, &manner).await;
            };
            tokio::select! {
                () = epoch.cancelled() => {}
                () = shared.cancel.cancelled() => {}
                () = released => {}
            }
        });
    }

    /// Posts what waits.
    async fn release(self: &Arc<Self>, dialect: Dialect, manner: &Manner) {
        let mut waiting = {
            let mut state = self.state();
            let state = &mut *state;
            let mut waiting = state.delivery.waiting.remove(&dialect).unwrap_or_default();
            if manner.reorder > 1 && waiting.len() > 1 {
                state.ids.disorder(&mut waiting);
            }
            waiting
        };
        if manner.batch > 1 {
            waiting = together(waiting);
        }
        for body in &waiting {
            self.post(dialect, body, manner).await;
        }
    }

    async fn post(&self, dialect: Dialect, body: &Value, manner: &Manner) {
        let field = body.pointer("/entry/0/changes/0/field");
        let field = field.and_then(Value::as_str).unwrap_or("messages");
        let Some(target) = self.state().targets.of(dialect, field).cloned() else {
            return;
        };
        let (body, signed) = self.sealed(dialect, body, manner.signature);
        for _ in 0..=manner.duplicates {
            self.carry(&target, &body, signed.as_deref(), manner).await;
        }
    }

    async fn carry(&self, target: &Target, body: &str, signed: Option<&str>, manner: &Manner) {
        let pauses = manner.retries_ms.as_ref().map(|pauses| {
            let pauses = pauses.iter();
            pauses.map(|pause| Duration::from_millis(*pause)).collect()
        });
        let pauses: Option<Vec<Duration>> = pauses;
        let taken = self
            .courier
            .post(target, body, signed, pauses.as_deref())
            .await;
        if !taken {
            self.state().undelivered += 1;
        }
    }

    /// The bytes as they go out, and their signature where the platform signs.
    fn sealed(&self, dialect: Dialect, body: &Value, signed: Signed) -> (String, Option<String>) {
        match dialect {
            Dialect::Dialog360 => (escaped(body), None),
            Dialect::OnPremises => (body.to_string(), None),
            Dialect::Cloud => {
                let body = escaped(body);
                let secret = match signed {
                    Signed::Wrong => "another secret".to_owned(),
                    Signed::Good | Signed::Truncated | Signed::Missing => {
                        self.access.cloud.app_secret.clone()
                    }
                };
                let mut header = signature::sign(&SecretString::from(secret), body.as_bytes());
                if signed == Signed::Truncated {
                    header.truncate(header.len() / 2);
                }
                (body, Some(header).filter(|_| signed != Signed::Missing))
            }
        }
    }
}

/// Several bodies as one: of envelopes the changes, of bare ones the statuses and messages.
fn together(bodies: Vec<Value>) -> Vec<Value> {
    let mut bodies = bodies.into_iter();
    let Some(mut first) = bodies.next() else {
        return Vec::new();
    };
    for mut next in bodies {
        for path in ["/entry/0/changes", "/contacts", "/statuses", "/messages"] {
            let more = next.pointer_mut(path).and_then(Value::as_array_mut);
            let Some(more) = more.map(std::mem::take) else {
                continue;
            };
            if let Some(all) = first.pointer_mut(path).and_then(Value::as_array_mut) {
                all.extend(more);
            } else if let Some(members) = first.as_object_mut() {
                members.insert(path.trim_start_matches('/').to_owned(), Value::Array(more));
            }
        }
    }
    vec![first]
}
