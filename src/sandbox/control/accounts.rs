//! Control of the accounts: their tokens and keys, and the clock that these and windows go by.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::clock::after;
use super::super::credentials::Permission;
use super::super::number::{QUALITIES, SENDING, THROUGHPUTS};
use super::super::people::digits_of;
use super::super::state::Shared;
use super::{Wanted, refuse};
use crate::wire::Dialect;

/// What becomes of an account's tokens; of 360dialog, its key.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Credentials {
    /// A new one is given out.
    Issue {
        api: Dialect,
        /// Meta's names of permissions; all where none are named.
        #[serde(default)]
        permissions: Vec<String>,
        /// Its life in seconds; without an end where none is told.
        expires_in: Option<u32>,
    },
    /// They end as their time would.
    Expire { api: Dialect },
    /// They are taken back.
    Withdraw { api: Dialect },
    /// They are good again.
    Restore { api: Dialect },
    /// The On-Premises client is put back to before its first login.
    FirstLogin,
}

/// Gives tokens out and ends them.
pub(super) async fn credentials(
    State(shared): State<Arc<Shared>>,
    Wanted(wanted): Wanted<Credentials>,
) -> Response {
    let now = shared.clock.now();
    let mut state = shared.state();
    let state = &mut *state;
    let known = &mut state.credentials;
    match wanted {
        Credentials::Issue {
            api,
            permissions,
            expires_in,
        } => {
            let Some(permissions) = read_permissions(&permissions) else {
                let [one, other] = Permission::ALL.map(Permission::name);
                let text = format!("permissions: expected {one} or {other}");
                return refuse(StatusCode::BAD_REQUEST, &text);
            };
            let until =
                expires_in.map(|seconds| after(now, SignedDuration::from_secs(seconds.into())));
            let token = known.issue(api, permissions, until, &mut state.ids);
            return Json(json!({"token": token})).into_response();
        }
        Credentials::Expire { api } => known.expire(api, now),
        Credentials::Withdraw { api } => known.withdraw(api),
        Credentials::Restore { api } => known.restore(api),
        Credentials::FirstLogin => known.forget_password(),
    }
    Json(json!({"success": true})).into_response()
}

fn read_permissions(names: &[String]) -> Option<Vec<Permission>> {
    if names.is_empty() {
        return Some(Permission::ALL.to_vec());
    }
    let read = |name: &String| Permission::ALL.into_iter().find(|one| one.name() == name);
    names.iter().map(read).collect()
}

/// How the clock is moved.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Moved {
    /// By so much: `"25h"`, `"-10m"`, or seconds.
    Advance(Value),
    /// To this moment: `"2026-12-24T18:00:00Z"`.
    Now(Timestamp),
}

/// Moves the clock.
pub(super) async fn clock(
    State(shared): State<Arc<Shared>>,
    Wanted(moved): Wanted<Moved>,
) -> Response {
    let by = match moved {
        Moved::Now(moment) => Some(moment.duration_since(shared.clock.now())),
        Moved::Advance(by) => span(&by),
    };
    let Some(by) = by else {
        return refuse(
            StatusCode::BAD_REQUEST,
            "advance: expected seconds, or a span such as \"25h\" or \"90m\"",
        );
    };
    shared.clock.move_by(by);
    shared.state().close_windows(shared.clock.now());
    Json(json!({"now": shared.clock.now().to_string()})).into_response()
}

fn span(by: &Value) -> Option<SignedDuration> {
    match by {
        Value::Number(seconds) => seconds.as_i64().map(SignedDuration::from_secs),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// What is different about the number.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Changed {
    registered: Option<bool>,
    quality: Option<String>,
    throughput: Option<String>,
    can_send: Option<String>,
    /// The only recipients, as those of a test number; an empty list for all.
    recipients: Option<Vec<String>>,
}

impl Changed {
    /// The first word that the platform does not use.
    fn problem(&self) -> Option<String> {
        let told = [
            ("quality", &self.quality, QUALITIES),
            ("throughput", &self.throughput, THROUGHPUTS),
            ("can_send", &self.can_send, SENDING),
        ];
        told.into_iter().find_map(|(name, word, known)| {
            let word = word.as_deref().filter(|word| !known.contains(word))?;
            let known = known.join(", ");
            Some(format!("{name}: expected one of {known}; got {word:?}"))
        })
    }
}

/// Changes how the number stands.
pub(super) async fn number(
    State(shared): State<Arc<Shared>>,
    Wanted(changed): Wanted<Changed>,
) -> Response {
    if let Some(problem) = changed.problem() {
        return refuse(StatusCode::BAD_REQUEST, &problem);
    }
    let mut state = shared.state();
    let number = &mut state.number;
    if let Some(is_registered) = changed.registered {
        number.is_registered = is_registered;
    }
    if let Some(recipients) = changed.recipients {
        let list: BTreeSet<String> = recipients.iter().map(|one| digits_of(one)).collect();
        number.test_list = (!list.is_empty()).then_some(list);
    }
    for (slot, word) in [
        (&mut number.quality, changed.quality),
        (&mut number.throughput, changed.throughput),
        (&mut number.can_send, changed.can_send),
    ] {
        if let Some(word) = word {
            *slot = word;
        }
    }
    Json(json!({"success": true})).into_response()
}

/// What a review says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Review {
    name: String,
    language: String,
    status: String,
    reason: Option<String>,
}

/// Gives a template another status, which the app is told.
pub(super) async fn review(
    State(shared): State<Arc<Shared>>,
    Wanted(review): Wanted<Review>,
) -> Response {
    let found = {
        let state = shared.state();
        let found = state.library.find(&review.name, &review.language);
        found.map(|template| template.id.clone())
    };
    let Some(id) = found else {
        let text = format!(
            "there is no template {} in {}",
            review.name, review.language
        );
        return refuse(StatusCode::NOT_FOUND, &text);
    };
    let status = review.status.to_ascii_uppercase();
    let reason = review.reason.as_deref().unwrap_or("NONE");
    shared.decide(&id, &status, reason).await;
    Json(json!({"success": true})).into_response()
}
