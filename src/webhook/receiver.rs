//! The HTTP server that takes webhooks.
//!
//! Nothing is believed before its signature was judged, and nothing is acknowledged before the
//! [`Sink`] has it.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::net::SocketAddr;

use jiff::Timestamp;
use secrecy::SecretString;

use super::event::Event;
use super::signature::Verdict;

/// One webhook as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// When.
    pub at: Timestamp,
    /// The path that it came to.
    pub path: String,
    /// The bytes of the body, exactly as they came.
    pub body: Vec<u8>,
    /// What the signature says.
    pub verdict: Verdict,
    /// The events; none when the signature is missing or wrong, or the body is no JSON.
    pub events: Vec<Event>,
}

impl Received {
    /// The body as text, still with every control character: escape it before drawing.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

/// Where received webhooks go. The platform gets its 200 once this has returned.
pub trait Sink: Send + Sync + 'static {
    /// Takes one webhook in.
    ///
    /// # Errors
    /// When it could not be kept: the platform is told so and will try again.
    fn store(&self, received: Received) -> impl Future<Output = Result<(), SinkError>> + Send;
}

/// A sink that could not take a webhook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the webhook could not be kept: {0}")]
pub struct SinkError(pub String);

/// How the receiver listens.
#[derive(Debug)]
pub struct ReceiverConfig {
    /// The address; port 0 takes any free one.
    pub address: SocketAddr,
    /// The paths that it serves.
    pub paths: Vec<Path>,
    /// What the platform must show when it asks whether this address is meant.
    pub verify_token: SecretString,
}

/// One path of the receiver.
pub struct Path {
    /// The path: `/webhook`.
    pub path: String,
    /// The secret that webhooks to it are signed with; none where the platform signs nothing.
    pub secret: Option<SecretString>,
}

impl fmt::Debug for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Path")
            .field("path", &self.path)
            .field("signed", &self.secret.is_some())
            .finish()
    }
}

/// A receiver at work; dropping it ends it.
#[derive(Debug)]
pub struct Receiver {
    address: SocketAddr,
}

impl Receiver {
    /// Starts listening.
    ///
    /// # Errors
    /// When the address cannot be had, for example because another program listens there.
    pub async fn start<S: Sink>(config: ReceiverConfig, sink: S) -> io::Result<Self> {
        drop(sink);
        let listener = tokio::net::TcpListener::bind(config.address).await?;
        Ok(Self {
            address: listener.local_addr()?,
        })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}
