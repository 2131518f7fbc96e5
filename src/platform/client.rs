//! The HTTP client: sends a request once and reads the answer.

use std::error::Error;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::ExposeSecret;
use tokio_util::sync::CancellationToken;

use super::answer::Answer;
use super::request::{Header, Request};

/// How much of an answer is read; answers to a send have some hundred bytes.
const ANSWER_LIMIT: usize = 1024 * 1024;

/// A client for all accounts. Cheap to make: nothing is built before the first request.
#[derive(Debug, Default)]
pub struct Client {
    plain: OnceLock<reqwest::Client>,
    encrypted: OnceLock<reqwest::Client>,
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
        let client = self.for_address(&request.url)?;
        tokio::select! {
            biased;
            () = options.cancel.cancelled() => Err(SendError::Cancelled),
            answer = exchange(client, request) => answer.map_err(|error| failed(request, &error)),
            () = tokio::time::sleep(options.timeout) => Err(SendError::Timeout(options.timeout)),
        }
    }

    fn for_address(&self, url: &str) -> Result<&reqwest::Client, SendError> {
        let is_plain = url.starts_with("http://");
        let slot = if is_plain {
            &self.plain
        } else {
            &self.encrypted
        };
        if let Some(client) = slot.get() {
            return Ok(client);
        }
        let built = build(is_plain).map_err(|error| SendError::NoClient(no_client(&error)))?;
        Ok(slot.get_or_init(|| built))
    }
}

/// Builds a client that neither follows redirects nor repeats anything.
fn build(is_plain: bool) -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("bluetick/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        // A kept connection may be gone when it is used again, and whether the message went out is
        // then not known; and its clean-up would wake an idle program.
        .pool_max_idle_per_host(0);
    if is_plain {
        // Loopback and test clusters: no certificates, which a machine may lack, and no proxy.
        builder
            .tls_certs_only(std::iter::empty())
            .no_proxy()
            .build()
    } else {
        builder.build()
    }
}

fn no_client(error: &reqwest::Error) -> String {
    let cause = root_cause(error);
    if cause.contains("certificate") {
        format!("{cause}; install the system's CA certificates (package ca-certificates)")
    } else {
        cause
    }
}

async fn exchange(client: &reqwest::Client, request: &Request) -> reqwest::Result<Answer> {
    let started = Instant::now();
    let mut response = client
        .request(request.method.clone(), &request.url)
        .headers(headers(request))
        .body(request.body.to_string())
        .send()
        .await?;
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

fn failed(request: &Request, error: &reqwest::Error) -> SendError {
    let (url, reason) = (request.url.clone(), root_cause(error));
    // An address that is none fails before anything is tried.
    if error.is_connect() || error.is_builder() {
        SendError::NotReached { url, reason }
    } else {
        SendError::Broken { url, reason }
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
