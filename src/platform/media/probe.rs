//! What a server says of a file that a message names by its address.

use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode, Url};

use super::fetch::{told_length, told_type};
use crate::platform::account::Trust;
use crate::platform::client::{Client, SendError, SendOptions, reason_without_account};
use crate::wire::{MediaFile, known_type};

/// So many redirects are followed.
const REDIRECTS: usize = 5;

/// What was found at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The addresses that were asked, the first as it was given. Foreign text: make it visible.
    pub addresses: Vec<String>,
    /// The status of the last answer.
    pub status: u16,
    /// The type that the server tells. Foreign text: make it visible.
    pub kind: Option<String>,
    /// The size that it tells.
    pub bytes: Option<u64>,
}

/// An address at which nothing was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProbeError {
    /// It is none.
    #[error("expected an address such as https://img.example.com/lamp.jpg")]
    NoAddress,
    /// No answer came.
    #[error("{}", super::trouble(.0))]
    Network(#[from] SendError),
}

impl Probe {
    /// Whether the file can be had.
    pub const fn is_reachable(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// What is known of the file, for the rules that are about files. Of a type that is not known to them
    /// nothing is.
    pub fn file(&self) -> Option<MediaFile> {
        let kind = known_type(self.kind.as_deref()?);
        kind.map(|kind| MediaFile {
            kind: Some(kind),
            bytes: self.bytes.unwrap_or_default(),
            ..MediaFile::default()
        })
    }

    /// What speaks against the address, beside the file's type and size. Each is a sentence, with foreign text in it: make it visible.
    pub fn concerns(&self) -> Vec<String> {
        let first = self.addresses.first().map_or("", String::as_str);
        let mut concerns = Vec::new();
        if !self.is_reachable() {
            concerns.push(format!(
                "the server answers with status {}: WhatsApp cannot fetch the file",
                self.status
            ));
        }
        if !first.starts_with("https://") {
            concerns.push(
                "the address is not https://: the Cloud API fetches by HTTPS with a valid certificate"
                    .to_owned(),
            );
        }
        if let Some(more @ 1..) = self.addresses.len().checked_sub(1) {
            let words = if more == 1 {
                "one redirect leads".to_owned()
            } else {
                format!("{more} redirects lead")
            };
            concerns.push(format!(
                "{words} to the file: name its last address in the message"
            ));
        }
        match &self.kind {
            _ if !self.is_reachable() => {}
            None => concerns.push(
                "the server tells no Content-Type: WhatsApp takes the type of the file from it"
                    .to_owned(),
            ),
            Some(kind) if known_type(kind).is_none() => concerns.push(format!(
                "the server tells the type {kind}: WhatsApp goes by it, and no message sends such files"
            )),
            Some(_) => {}
        }
        concerns
    }
}

/// Asks a server for the head of a file, following redirects; no secret goes with it.
///
/// # Errors
/// When the address is none, or no answer came.
pub async fn probe(
    client: &Client,
    address: &str,
    options: &SendOptions,
) -> Result<Probe, ProbeError> {
    tokio::select! {
        biased;
        () = options.cancel.cancelled() => Err(SendError::Cancelled.into()),
        probe = follow(client, address) => probe,
        () = tokio::time::sleep(options.timeout) => Err(SendError::Timeout(options.timeout).into()),
    }
}

async fn follow(client: &Client, address: &str) -> Result<Probe, ProbeError> {
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https");
    let parsed = Url::parse(address).ok().filter(is_web);
    let mut url = parsed.ok_or(ProbeError::NoAddress)?;
    let mut addresses = vec![address.to_owned()];
    loop {
        let response = head(client, &url).await?;
        let next = response.headers().get(LOCATION);
        let next = next.and_then(|next| url.join(next.to_str().ok()?).ok());
        let next = next.filter(|next| is_web(next) && response.status().is_redirection());
        match next {
            Some(next) if addresses.len() <= REDIRECTS => {
                addresses.push(next.to_string());
                url = next;
            }
            _ => {
                return Ok(Probe {
                    addresses,
                    status: response.status().as_u16(),
                    kind: told_type(response.headers()),
                    bytes: told_length(response.headers()),
                });
            }
        }
    }
}

/// The head of an answer. Where a server does not give heads alone, of one whose body is not read.
async fn head(client: &Client, url: &Url) -> Result<reqwest::Response, SendError> {
    let response = ask(client, Method::HEAD, url).await?;
    let refuses_heads = matches!(
        response.status(),
        StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::NOT_IMPLEMENTED
            | StatusCode::FORBIDDEN
            | StatusCode::NOT_FOUND
    );
    if refuses_heads {
        ask(client, Method::GET, url).await
    } else {
        Ok(response)
    }
}

async fn ask(client: &Client, method: Method, url: &Url) -> Result<reqwest::Response, SendError> {
    let client = client.for_address(url.as_str(), &Trust::System)?;
    let response = client.request(method, url.clone()).send().await;
    response.map_err(|error| reason_without_account(url.as_str(), &error))
}
