//! The request of a send: one value that is both shown and sent.

use secrecy::SecretString;
use serde_json::Value;

use super::account::Account;
use crate::wire::Dialect;

/// A request that posts one message.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method, always `POST`.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// The headers that matter.
    pub headers: Vec<Header>,
    /// The payload.
    pub body: Value,
}

/// One header of a request.
#[derive(Debug, Clone)]
pub enum Header {
    /// Name and value.
    Plain(&'static str, &'static str),
    /// Name, word before the secret (`Bearer `), and the secret.
    Secret(&'static str, &'static str, SecretString),
}

impl Header {
    /// The header's name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Plain(name, _) | Self::Secret(name, ..) => name,
        }
    }

    /// The value as it may be shown: `Bearer ********`.
    pub fn shown_value(&self) -> String {
        match self {
            Self::Plain(_, value) => (*value).to_owned(),
            Self::Secret(_, word, _) => format!("{word}********"),
        }
    }
}

impl Request {
    /// The request that sends `payload` through `account`.
    pub fn new(account: &Account, payload: &Value) -> Self {
        let base = account.base_url.trim_end_matches('/');
        let secret = account.secrets.access.clone();
        let (url, credentials) = match account.dialect {
            Dialect::Cloud => (
                format!(
                    "{base}/{}/messages",
                    account.phone_number_id.as_deref().unwrap_or_default()
                ),
                Header::Secret("Authorization", "Bearer ", secret),
            ),
            Dialect::Dialog360 => (
                format!("{base}/messages"),
                Header::Secret("D360-API-KEY", "", secret),
            ),
            Dialect::OnPremises => (
                format!("{base}/v1/messages"),
                Header::Secret("Authorization", "Bearer ", secret),
            ),
        };
        Self {
            method: "POST",
            url,
            headers: vec![
                credentials,
                Header::Plain("Content-Type", "application/json"),
            ],
            body: payload.clone(),
        }
    }

    /// The whole request as the panel shows it: first line, headers without secrets, pretty body.
    pub fn shown(&self) -> String {
        let headers = self.headers.iter().fold(String::new(), |text, header| {
            text + header.name() + ": " + &header.shown_value() + "\n"
        });
        format!("{} {}\n{headers}\n{:#}", self.method, self.url, self.body)
    }
}
