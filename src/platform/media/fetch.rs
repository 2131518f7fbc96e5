//! Fetching a file: its bytes piece by piece into whatever takes them.

use std::io;
use std::time::Instant;

use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};

use crate::platform::account::Account;
use crate::platform::answer::Answer;
use crate::platform::client::{Client, SendError, SendOptions, failed, outgoing, read_answer};
use crate::platform::request::Request;

/// What takes the bytes of a file.
pub type Sink<'a> = dyn FnMut(&[u8]) -> io::Result<()> + Send + 'a;

/// What came of fetching a file.
#[derive(Debug)]
pub enum Fetched {
    /// Its bytes, all of them handed on.
    File {
        /// The type that its server tells. Foreign text: make it visible.
        kind: Option<String>,
        /// How many bytes were handed on; where only the head was wanted, how many there are.
        bytes: Option<u64>,
    },
    /// An answer in its place, which refuses.
    Refused(Box<Answer>),
}

/// A fetch that did not end well.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No whole answer came.
    #[error(transparent)]
    Network(#[from] SendError),
    /// What takes the bytes does not.
    #[error("cannot be written: {0}")]
    Sink(io::Error),
}

impl Client {
    /// Fetches a file through an account, logged in where it has a user, and hands its bytes on. Without a
    /// `sink` the head of the answer is read only. A token that is no longer taken is renewed, once.
    ///
    /// # Errors
    /// When no whole file came, or its bytes are not taken; an answer that refuses is no error here.
    pub async fn fetch(
        &self,
        account: &Account,
        request: &Request,
        mut sink: Option<&mut Sink<'_>>,
        options: &SendOptions,
    ) -> Result<Fetched, FetchError> {
        let mut renewed = account.user.is_none();
        loop {
            let known = match self.known(account, request, options).await? {
                Ok(known) => known,
                Err(refusal) => return Ok(Fetched::Refused(refusal)),
            };
            let client = self.for_request(&known)?;
            let fetched = tokio::select! {
                biased;
                () = options.cancel.cancelled() => Err(SendError::Cancelled.into()),
                fetched = fetch(&client, &known, sink.as_deref_mut()) => fetched,
                () = tokio::time::sleep(options.timeout) => Err(SendError::Timeout(options.timeout).into()),
            };
            match fetched {
                // Of a file that is refused nothing was handed on.
                Ok(Fetched::Refused(answer)) if answer.status == 401 && !renewed => {
                    renewed = true;
                    self.forget_login(account).await;
                }
                other => return other,
            }
        }
    }
}

async fn fetch(
    client: &reqwest::Client,
    request: &Request,
    sink: Option<&mut Sink<'_>>,
) -> Result<Fetched, FetchError> {
    let broken = |error: reqwest::Error| FetchError::Network(failed(request, &error));
    let started = Instant::now();
    let mut response = outgoing(client, request)
        .await?
        .send()
        .await
        .map_err(broken)?;
    if !response.status().is_success() {
        let answer = read_answer(response, started).await.map_err(broken)?;
        return Ok(Fetched::Refused(Box::new(answer.without(&request.hidden))));
    }
    let kind = told_type(response.headers());
    let Some(sink) = sink else {
        let bytes = told_length(response.headers());
        return Ok(Fetched::File { kind, bytes });
    };
    let mut bytes = 0;
    while let Some(piece) = response.chunk().await.map_err(broken)? {
        sink(&piece).map_err(FetchError::Sink)?;
        bytes += u64::try_from(piece.len()).unwrap_or_default();
    }
    Ok(Fetched::File {
        kind,
        bytes: Some(bytes),
    })
}

/// The type that a server tells, without what stands behind it.
pub(super) fn told_type(headers: &HeaderMap) -> Option<String> {
    let told = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let bare = told.split(';').next().unwrap_or_default().trim();
    (!bare.is_empty()).then(|| bare.to_ascii_lowercase())
}

/// The size that a server tells.
pub(super) fn told_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
