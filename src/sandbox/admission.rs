//! Who may come in: tokens, keys, and the login of the On-Premises client.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::refusal::{Reason, Refusal};
use super::state::Shared;
use crate::webhook::signature;
use crate::wire::{Code, Dialect};

/// Lets in who has the dialect's token or key.
pub(super) fn admit(shared: &Shared, dialect: Dialect, headers: &HeaderMap) -> Result<(), Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = || text(AUTHORIZATION.as_str())?.strip_prefix("Bearer ");
    let is = |known: &str, given: Option<&str>| {
        given.is_some_and(|given| signature::is_same(&SecretString::from(known), given))
    };
    let access = &shared.access;
    match dialect {
        Dialect::Cloud if is(&access.cloud.token, bearer()) => Ok(()),
        Dialect::Cloud if text(AUTHORIZATION.as_str()).is_none() => Err(Refusal::new(
            Code::new(104),
            Reason::Sentence("(#104) A request to this resource needs an access token.".to_owned()),
        )
        .with_status(400)),
        Dialect::Cloud => Err(Refusal::new(
            Code::new(190),
            Reason::Sentence("The access token cannot be parsed.".to_owned()),
        )
        .with_status(401)),
        Dialect::Dialog360 if is(&access.dialog_360.api_key, text("d360-api-key")) => Ok(()),
        Dialect::Dialog360 => {
            Err(Refusal::new(Code::new(401), Reason::Gateway("Invalid api_key")).with_status(401))
        }
        Dialect::OnPremises if is(&access.on_premises.token, bearer()) => Ok(()),
        Dialect::OnPremises => Err(not_logged_in()),
    }
}

fn not_logged_in() -> Refusal {
    Refusal::new(
        Code::new(1005),
        Reason::Details("The credentials or the login token are not valid".to_owned()),
    )
    .with_status(401)
}

/// Gives out the token of the On-Premises account to who has its password.
pub(super) fn login(shared: &Shared, headers: &HeaderMap) -> Result<(StatusCode, Value), Refusal> {
    let access = &shared.access.on_premises;
    let wanted = SecretString::from(format!("{}:{}", access.user, access.password));
    let given = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Basic "))
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    if !given.is_some_and(|given| signature::is_same(&wanted, &given)) {
        return Err(not_logged_in());
    }
    // Tokens of the real client live for seven days.
    let week = jiff::SignedDuration::from_hours(7 * 24);
    let until = jiff::Timestamp::now()
        .checked_add(week)
        .unwrap_or(jiff::Timestamp::MAX);
    let until = until.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string();
    Ok((
        StatusCode::OK,
        json!({"users": [{"token": access.token, "expires_after": until}]}),
    ))
}
