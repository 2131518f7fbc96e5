//! The request of a send: one value that is both shown and sent.

use reqwest::Method;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::account::{Account, Trust};
use super::answer::HIDDEN;
use super::media::Attachment;
use crate::files::settings::Host;
use crate::schema::kind_of;
use crate::text::percent::encoded;
use crate::wire::Dialect;

/// One request to a platform.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method: `POST` for a message, but for a read receipt of the On-Premises API `PUT`.
    pub method: Method,
    /// The address.
    pub url: String,
    /// The headers that matter.
    pub headers: Vec<Header>,
    /// The payload; null where nothing is posted.
    pub body: Value,
    /// A member that the body gets on its way only, since nobody may see it.
    pub(super) secret: Option<(&'static str, SecretString)>,
    /// What must not be kept of an answer, should the platform repeat it there.
    pub(super) hidden: Vec<SecretString>,
    /// The file whose bytes are posted.
    pub(super) file: Option<Attachment>,
    /// Which certificates are trusted.
    pub(super) trust: Trust,
    /// Whether the host may have a certificate of its own making.
    pub(super) may_have_own_ca: bool,
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

/// Whether a message is marked as read at its own path, as On-Premises clients have it.
const fn marks_by_put(account: &Account) -> bool {
    matches!(account.dialect, Dialect::OnPremises) || matches!(account.host, Host::FirstGeneration)
}

/// The last step of a path.
const fn endpoint(way: &Way<'_>) -> &'static str {
    match way {
        Way::Marketing => "marketing_messages",
        Way::Message | Way::Receipt(_) => "messages",
    }
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
            Self::Secret(_, word, _) => format!("{word}{HIDDEN}"),
        }
    }
}

impl Request {
    /// The request that sends `payload` through `account`.
    pub fn new(account: &Account, payload: &Value) -> Self {
        let way = way_of(payload);
        if let (true, Way::Receipt(id)) = (marks_by_put(account), &way) {
            let path = format!("/v1/messages/{}", encoded(id));
            return Self::to(account, Method::PUT, &path, json!({"status": "read"}));
        }
        let path = match (account.dialect, account.host, way) {
            (Dialect::OnPremises, ..) => "/v1/messages".to_owned(),
            (Dialect::Dialog360, Host::FirstGeneration | Host::Sandbox, _) => {
                "/v1/messages".to_owned()
            }
            (Dialect::Dialog360, _, way) => format!("/{}", endpoint(&way)),
            (Dialect::Cloud, _, way) => {
                let number = account.phone_number_id.as_deref().unwrap_or_default();
                format!("/{number}/{}", endpoint(&way))
            }
        };
        Self::to(account, Method::POST, &path, payload.clone())
    }

    /// A request to a path of the account's API.
    pub(super) fn to(account: &Account, method: Method, path: &str, body: Value) -> Self {
        let secrets = &account.secrets;
        let secret = secrets.access.clone();
        let others = [&secrets.app_secret, &secrets.verify_token];
        let hidden = others.into_iter().flatten().chain([&secret]).cloned();
        let hidden = hidden.collect();
        let credentials = match account.dialect {
            Dialect::Cloud | Dialect::OnPremises => {
                Header::Secret("Authorization", "Bearer ", secret)
            }
            Dialect::Dialog360 => Header::Secret("D360-API-KEY", "", secret),
        };
        let mut headers = vec![credentials];
        if !body.is_null() {
            headers.push(Header::Plain("Content-Type", "application/json"));
        }
        Self {
            method,
            url: format!("{}{path}", account.base_url.trim_end_matches('/')),
            headers,
            body,
            secret: None,
            hidden,
            file: None,
            trust: account.trust.clone(),
            may_have_own_ca: account.dialect == Dialect::OnPremises,
        }
    }

    /// A request for what stands at an address that is not the account's: no secret goes with it.
    pub(crate) fn to_anybody(account: &Account, address: &str) -> Self {
        let mut request = Self::to(account, Method::GET, "", Value::Null);
        request.headers.clear();
        address.clone_into(&mut request.url);
        request.trust = Trust::System;
        request
    }

    /// The request with other credentials: what a login gave, or what a login needs.
    #[must_use]
    pub(super) fn with_credentials(mut self, word: &'static str, secret: SecretString) -> Self {
        self.hidden.push(secret.clone());
        if let Some(header) = self.headers.first_mut() {
            *header = Header::Secret("Authorization", word, secret);
        }
        self
    }

    /// The bytes that are posted.
    pub(super) fn posted(&self) -> Option<String> {
        if self.body.is_null() {
            return None;
        }
        let mut body = self.body.clone();
        if let (Some((key, secret)), Some(members)) = (&self.secret, body.as_object_mut()) {
            members.insert((*key).to_owned(), json!(secret.expose_secret()));
        }
        Some(body.to_string())
    }

    /// The whole request as the panel shows it: first line, headers without secrets, pretty body.
    pub fn shown(&self) -> String {
        let headers = self.headers.iter().fold(String::new(), |text, header| {
            text + header.name() + ": " + &header.shown_value() + "\n"
        });
        let body = match &self.file {
            Some(file) => file.shown(),
            None if self.body.is_null() => String::new(),
            None => format!("\n{:#}", self.body),
        };
        format!("{} {}\n{headers}{body}", self.method, self.url)
    }
}
