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
    /// The header as it may be shown: `Authorization: Bearer ********`.
    pub fn shown(&self) -> String {
        match self {
            Self::Plain(name, value) => format!("{name}: {value}"),
            Self::Secret(name, word, _) => format!("{name}: {word}********"),
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
        let mut text = format!("{} {}\n", self.method, self.url);
        for header in &self.headers {
            text.push_str(&header.shown());
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&format!("{:#}", self.body));
        text
    }
}
