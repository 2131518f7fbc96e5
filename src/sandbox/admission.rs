//! Who may come in: tokens, keys, and login and logout of the On-Premises client.

use std::collections::HashMap;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::call::{Answered, Call, done};
use super::credentials::{Permission, Standing};
use super::gate::{Gate, KEY};
use super::refusal::{Reason, Refusal};
use super::state::Shared;
use crate::wire::{Code, Dialect};

/// Lets in who has the dialect's token, or the key of 360dialog's host, and the permission.
pub(super) fn admit(
    shared: &Shared,
    (dialect, gate): (Dialect, Option<Gate>),
    headers: &HeaderMap,
    query: &HashMap<String, String>,
    permission: Permission,
) -> Result<(), Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // An On-Premises client of the first generation stands behind 360dialog's key.
    let dialect = if gate.is_some() {
        Dialect::Dialog360
    } else {
        dialect
    };
    let shown = match dialect {
        Dialect::Dialog360 => text(KEY),
        Dialect::OnPremises => bearer(headers),
        Dialect::Cloud => bearer(headers).or(query.get("access_token").map(String::as_str)),
    };
    if dialect == Dialect::Cloud && shown.is_none() && text(AUTHORIZATION.as_str()).is_none() {
        let sentence = "(#104) A request to this resource needs an access token.";
        return Err(Refusal::sentence(104, sentence).with_status(400));
    }
    let now = shared.clock.now();
    let standing = shared
        .state()
        .credentials
        .standing(dialect, shown.unwrap_or_default(), now);
    match (standing, dialect) {
        (Standing::Good(permissions), _) if permissions.contains(&permission) => Ok(()),
        (Standing::Good(_), _) => Err(not_permitted(permission)),
        (_, Dialect::Dialog360) => Err(Refusal::gateway(401, "Invalid api_key")),
        (_, Dialect::OnPremises) => Err(not_logged_in()),
        (standing, Dialect::Cloud) => Err(no_token(&standing)),
    }
}

fn no_token(standing: &Standing) -> Refusal {
    let (code, sentence) = match standing {
        Standing::Expired(until) => (
            Code::with_subcode(190, 463),
            format!("The access token is not valid any more: its session ended on {until}."),
        ),
        Standing::Withdrawn => (
            Code::with_subcode(190, 467),
            "The access token is not valid any more: it was withdrawn.".to_owned(),
        ),
        Standing::Good(_) | Standing::Unknown => (
            Code::new(190),
            "The access token cannot be parsed.".to_owned(),
        ),
    };
    Refusal::new(code, Reason::Sentence(sentence)).with_status(401)
}

fn not_permitted(permission: Permission) -> Refusal {
    let code = match permission {
        Permission::Messaging => 10,
        Permission::Management => 200,
    };
    let name = permission.name();
    Refusal::sentence(
        code,
        format!("(#{code}) The token lacks the permission {name}."),
    )
    .with_status(403)
}

/// The token of the header; Graph takes the word of its uploads everywhere.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let shown = headers.get(AUTHORIZATION)?.to_str().ok()?;
    shown
        .strip_prefix("Bearer ")
        .or_else(|| shown.strip_prefix("OAuth "))
}

fn not_logged_in() -> Refusal {
    Refusal::new(
        Code::new(1005),
        Reason::Details("The credentials or the login token are not valid".to_owned()),
    )
    .with_status(401)
}

/// Gives a token of the On-Premises account to who has its password. The first login sets a new one.
pub(super) fn login(call: &Call) -> Answered {
    let (user, password) = basic(&call.headers).ok_or_else(not_logged_in)?;
    let now = call.shared.clock.now();
    let mut state = call.shared.state();
    let state = &mut *state;
    if user != call.shared.access.on_premises.user || !state.credentials.is_password(&password) {
        return Err(not_logged_in());
    }
    let new = call.members();
    let new = new.get("new_password").and_then(|new| new.as_str());
    match new.filter(|new| !new.is_empty()) {
        Some(new) => state.credentials.set_password(new),
        None if state.credentials.wants_new_password() => {
            let details = "The first login must set a password: add new_password to the body";
            return Err(
                Refusal::new(Code::new(1024), Reason::Details(details.to_owned())).with_status(403),
            );
        }
        None => {}
    }
    let (token, until) = state.credentials.log_in(now, &mut state.ids);
    let until = until.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string();
    done(json!({"users": [{"token": token, "expires_after": until}]}))
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let shown = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let encoded = shown.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

/// Ends the token that is shown.
pub(super) fn logout(call: &Call) -> Answered {
    let shown = bearer(&call.headers).unwrap_or_default();
    call.shared.state().credentials.log_out(shown);
    done(json!({}))
}
