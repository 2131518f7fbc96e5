//! The request of a send: one value that is both shown and sent.

use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::account::Account;
use crate::schema::kind_of;
use crate::wire::Dialect;

/// A request that posts one message.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method: `POST`, but for a read receipt of the On-Premises API `PUT`.
    pub method: Method,
    /// The address.
    pub url: String,
    /// The headers that matter.
    pub headers: Vec<Header>,
    /// The payload.
    pub body: Value,
}

/// Which endpoint a payload is for.
enum Way<'a> {
    /// A message.
    Message,
    /// A template by the way of marketing messages.
    Marketing,
    /// A read receipt for the message of that id.
    Receipt(&'a str),
}

fn way_of(payload: &Value) -> Way<'_> {
    if kind_of(payload).is_some_and(|kind| kind.name == "read") {
        let id = payload.get("message_id").and_then(Value::as_str);
        return Way::Receipt(id.unwrap_or_default());
    }
    let is_there = |key: &str| payload.get(key).is_some_and(|value| !value.is_null());
    if ["product_policy", "message_activity_sharing"]
        .into_iter()
        .any(is_there)
    {
        Way::Marketing
    } else {
        Way::Message
    }
}

/// An id as one step of a path: what is not plain is percent-encoded.
fn path_step(id: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~=".contains(&byte);
    id.bytes()
        .map(|byte| match byte {
            plain if is_plain(plain) => char::from(plain).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
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
        let way = way_of(payload);
        let secret = account.secrets.access.clone();
        let (method, url, body) = match (account.dialect, way) {
            (Dialect::OnPremises, Way::Receipt(id)) => {
                let id = path_step(id);
                (
                    Method::PUT,
                    format!("{base}/v1/messages/{id}"),
                    json!({"status": "read"}),
                )
            }
            (Dialect::OnPremises, _) => {
                (Method::POST, format!("{base}/v1/messages"), payload.clone())
            }
            (dialect, way) => {
                let end = if matches!(way, Way::Marketing) {
                    "marketing_messages"
                } else {
                    "messages"
                };
                let number = account.phone_number_id.as_deref();
                let url = match (dialect, number) {
                    (Dialect::Cloud, number) => {
                        format!("{base}/{}/{end}", number.unwrap_or_default())
                    }
                    _ => format!("{base}/{end}"),
                };
                (Method::POST, url, payload.clone())
            }
        };
        let credentials = match account.dialect {
            Dialect::Cloud | Dialect::OnPremises => {
                Header::Secret("Authorization", "Bearer ", secret)
            }
            Dialect::Dialog360 => Header::Secret("D360-API-KEY", "", secret),
        };
        Self {
            method,
            url,
            headers: vec![
                credentials,
                Header::Plain("Content-Type", "application/json"),
            ],
            body,
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
