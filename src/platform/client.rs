//! The HTTP client: sends a request once and reads the answer.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::answer::Answer;
use super::request::Request;

/// A client for all accounts. Cheap to make: nothing is built before the first request.
#[derive(Debug, Default)]
pub struct Client {}

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
    #[error("no answer within {} s; whether the message went out is not known", .0.as_secs())]
    Timeout(Duration),
    /// The user gave up.
    #[error("cancelled; whether the message went out is not known")]
    Cancelled,
    /// No connection, or one that broke.
    #[error("{url} was not reached: {reason}")]
    NotReached {
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

    /// Sends a request.
    ///
    /// # Errors
    /// When no answer came; an answer that refuses is no error here.
    pub async fn send(
        &self,
        request: &Request,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        let _ = options;
        Err(SendError::NotReached {
            url: request.url.clone(),
            reason: "this client does not send yet".to_owned(),
        })
    }
}
