//! The HTTP client: sends a request once and reads the answer.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::Certificate;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::ExposeSecret;
use tokio_util::sync::CancellationToken;

use super::account::Trust;
use super::answer::Answer;
use super::login::Sessions;
use super::request::{Header, Request};
use crate::wire::http::Channel;

/// How much of an answer is read; answers to a send have some hundred bytes.
const ANSWER_LIMIT: usize = 1024 * 1024;

/// A client for all accounts. Cheap to make: nothing is built before the first request.
#[derive(Debug, Default)]
pub struct Client {
    /// One for each way to trust, and one for addresses without encryption.
    built: Mutex<HashMap<Way, reqwest::Client>>,
    /// Who is logged in at On-Premises clients.
    pub(super) sessions: Sessions,
}

/// What a client is built for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Way {
    /// Loopback and test clusters without encryption.
    Plain,
    /// Encrypted, with these certificates.
    Encrypted(Trust),
}

/// How long a send may take, and the way to end it.
#[derive(Debug, Clone)]
pub struct SendOptions {
    /// When to give up.
    pub timeout: Duration,
    /// Cancelled to give up at once.
    pub cancel: CancellationToken,
}

impl Default for SendOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            cancel: CancellationToken::new(),
        }
    }
}

/// A send that brought no answer. None of these is tried again: the message may have gone out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Nothing came in time.
    #[error("no answer within {0:?}; whether the message went out is not known")]
    Timeout(Duration),
    /// The user gave up.
    #[error("cancelled; whether the message went out is not known")]
    Cancelled,
    /// No connection: the message did not go out.
    #[error("{url} was not reached: {reason}")]
    NotReached {
        /// The address.
        url: String,
        /// What the network says.
        reason: String,
    },
    /// A connection that broke before the answer was complete.
    #[error("the connection to {url} broke: {reason}; whether the message went out is not known")]
    Broken {
        /// The address.
        url: String,
        /// What the network says.
        reason: String,
    },
    /// The file that was to be uploaded cannot be read.
    #[error("the file cannot be read: {0}; nothing went out")]
    File(String),
    /// The client could not be built.
    #[error("the HTTP client cannot start: {0}")]
    NoClient(String),
}

impl Client {
    /// A client that has done nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends a request, once.
    ///
    /// # Errors
    /// When no answer came; an answer that refuses is no error here.
    pub async fn send(
        &self,
        request: &Request,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        let client = self.for_request(request)?;
        tokio::select! {
            biased;
            () = options.cancel.cancelled() => Err(SendError::Cancelled),
            answer = exchange(&client, request) => answer,
            () = tokio::time::sleep(options.timeout) => Err(SendError::Timeout(options.timeout)),
        }
    }

    /// Posts a webhook, once, as a platform does: the bytes as they are, and the signature with them.
    ///
    /// # Errors
    /// When no answer came; an answer that refuses is no error here.
    pub async fn post_webhook(
        &self,
        url: &str,
        body: &[u8],
        signature: Option<(&str, String)>,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        let started = Instant::now();
        let client = self.for_address(url, &Trust::System)?;
        let mut posted = client
            .post(url)
            .header("Content-Type", "application/json")
            .body(body.to_vec());
        if let Some((name, value)) = signature {
            posted = posted.header(name, value);
        }
        let exchange = async { read_answer(posted.send().await?, started).await };
        tokio::select! {
            biased;
            () = options.cancel.cancelled() => Err(SendError::Cancelled),
            answer = exchange => answer.map_err(|error| reason_without_account(url, &error)),
            () = tokio::time::sleep(options.timeout) => Err(SendError::Timeout(options.timeout)),
        }
    }

    pub(super) fn for_request(&self, request: &Request) -> Result<reqwest::Client, SendError> {
        self.for_address(&request.url, &request.trust)
    }

    pub(super) fn for_address(
        &self,
        url: &str,
        trust: &Trust,
    ) -> Result<reqwest::Client, SendError> {
        let way = match Channel::of(url) {
            Channel::Plain => Way::Plain,
            Channel::Encrypted => Way::Encrypted(trust.clone()),
        };
        // A panic elsewhere leaves the map whole: every change is one call.
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = built.get(&way) {
            return Ok(client.clone());
        }
        let client = build(&way)?;
        built.insert(way, client.clone());
        Ok(client)
    }
}

/// Builds a client.
fn build(way: &Way) -> Result<reqwest::Client, SendError> {
    let channel = match way {
        Way::Plain => Channel::Plain,
        Way::Encrypted(_) => Channel::Encrypted,
    };
    let builder = channel
        .client()
        .user_agent(concat!("bluetick/", env!("CARGO_PKG_VERSION")));
    let builder = match way {
        Way::Plain | Way::Encrypted(Trust::System) => builder,
        Way::Encrypted(Trust::File(path)) => builder.tls_certs_only(certificates(path)?),
        Way::Encrypted(Trust::Any) => builder
            .tls_certs_only(std::iter::empty())
            .tls_danger_accept_invalid_certs(true),
    };
    builder
        .build()
        .map_err(|error| SendError::NoClient(no_client(&error)))
}

/// Whether certificates can be loaded as an account trusts them: the system's, or those of its own file.
///
/// # Errors
/// When no encrypted connection could be begun; says what to do.
pub fn check_trust(trust: &Trust) -> Result<(), SendError> {
    build(&Way::Encrypted(trust.clone())).map(drop)
}

/// The certificates of a file.
fn certificates(path: &Path) -> Result<Vec<Certificate>, SendError> {
    let unusable =
        |reason: String| SendError::NoClient(format!("ca_file {}: {reason}", path.display()));
    let pem = std::fs::read(path).map_err(|error| unusable(error.kind().to_string()))?;
    let read = Certificate::from_pem_bundle(&pem).unwrap_or_default();
    if read.is_empty() {
        return Err(unusable(
            "expected certificates as PEM, which begin with -----BEGIN CERTIFICATE-----".to_owned(),
        ));
    }
    Ok(read)
}

fn no_client(error: &reqwest::Error) -> String {
    let cause = root_cause(error);
    if cause.to_lowercase().contains("certificate") {
        format!("{cause}; install the system's CA certificates (package ca-certificates)")
    } else {
        cause
    }
}

async fn exchange(client: &reqwest::Client, request: &Request) -> Result<Answer, SendError> {
    let started = Instant::now();
    let sent = outgoing(client, request).await?;
    let answer = async { read_answer(sent.send().await?, started).await };
    match answer.await {
        Ok(answer) => Ok(answer.without(&request.hidden)),
        Err(error) => Err(failed(request, &error)),
    }
}

/// A request as it is handed to the network.
pub(super) async fn outgoing(
    client: &reqwest::Client,
    request: &Request,
) -> Result<reqwest::RequestBuilder, SendError> {
    let sent = client
        .request(request.method.clone(), &request.url)
        .headers(headers(request));
    match (&request.file, request.posted()) {
        (Some(file), _) => file
            .attach(sent)
            .await
            .map_err(|error| SendError::File(error.to_string())),
        (None, Some(body)) => Ok(sent.body(body)),
        (None, None) => Ok(sent),
    }
}

pub(super) async fn read_answer(
    mut response: reqwest::Response,
    started: Instant,
) -> reqwest::Result<Answer> {
    let status = response.status().as_u16();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        let room = ANSWER_LIMIT.saturating_sub(body.len());
        body.extend(chunk.into_iter().take(room));
        if body.len() >= ANSWER_LIMIT {
            break;
        }
    }
    Ok(Answer::read(status, started.elapsed(), &body))
}

pub(super) fn failed(request: &Request, error: &reqwest::Error) -> SendError {
    no_answer(&request.url, error, reason(request, error))
}

/// Why no answer came from an address that is no account's.
pub(super) fn reason_without_account(url: &str, error: &reqwest::Error) -> SendError {
    no_answer(url, error, root_cause(error))
}

fn no_answer(url: &str, error: &reqwest::Error, reason: String) -> SendError {
    let url = url.to_owned();
    // An address that is none fails before anything is tried.
    if error.is_connect() || error.is_builder() {
        SendError::NotReached { url, reason }
    } else {
        SendError::Broken { url, reason }
    }
}

/// What the network says, and what to do where it is about certificates.
fn reason(request: &Request, error: &reqwest::Error) -> String {
    let cause = root_cause(error);
    if !cause.to_lowercase().contains("certificate") {
        return cause;
    }
    format!("{cause}: {}", advice(&cause, request))
}

/// What to do about a certificate that is refused for this cause.
fn advice(cause: &str, request: &Request) -> String {
    if cause.contains("not valid for name") || cause.contains("NotValidForName") {
        return "base_url must name the host as the certificate does".to_owned();
    }
    if cause.contains("xpired") {
        return "have the server's certificate renewed, and look at this machine's clock"
            .to_owned();
    }
    match &request.trust {
        Trust::System if request.may_have_own_ca => {
            "an On-Premises client signs its own: name the file of its CA with ca_file, or trust any with verify = false"
                .to_owned()
        }
        Trust::System => {
            "something between here and the platform opens connections, or the system's CA certificates (package \
             ca-certificates) are old"
                .to_owned()
        }
        Trust::File(_) if cause.contains("CaUsedAsEndEntity") => {
            "the server's certificate is its own CA, which cannot be verified: give the server one that a CA has \
             signed and name that CA with ca_file, or trust any with verify = false"
                .to_owned()
        }
        Trust::File(path) => format!(
            "another CA than that of ca_file {} has signed it: put the certificate of the right one there",
            path.display()
        ),
        Trust::Any => "the server's certificate cannot be read".to_owned(),
    }
}

fn headers(request: &Request) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for header in &request.headers {
        let (name, value) = match header {
            Header::Plain(name, value) => (name, HeaderValue::from_str(value)),
            Header::Secret(name, word, secret) => {
                let text = format!("{word}{}", secret.expose_secret());
                let mut value = HeaderValue::from_str(&text);
                if let Ok(value) = &mut value {
                    value.set_sensitive(true);
                }
                (name, value)
            }
        };
        // A secret with a line break in it cannot be sent; without it the platform answers 401.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(*name), value) {
            headers.insert(name, value);
        }
    }
    headers
}

/// What lies at the bottom of an error: `Connection refused (os error 111)`.
fn root_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
