//! Carries webhooks to where they go, and tries again when they are refused.

use std::sync::OnceLock;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::targets::Target;
use crate::webhook::signature;
use crate::wire::http::Channel;

/// The pauses before each further attempt; Meta's seven days, compressed.
const RETRIES: &[Duration] = &[
    Duration::from_millis(50),
    Duration::from_millis(250),
    Duration::from_secs(1),
];
/// How long one attempt may take.
const ATTEMPT: Duration = Duration::from_secs(5);
/// How many webhooks are posted at once.
const AT_ONCE: usize = 32;
/// How many are on their way or wait for it; what comes on top is given up.
const WAITING: usize = 10_000;

/// A webhook address that did not prove that it is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// Nobody answered.
    #[error("{url} was not reached to verify it")]
    NotReached {
        /// The address.
        url: String,
    },
    /// The answer is not the challenge.
    #[error(
        "{url} answered the verification with status {status} and not with the challenge alone"
    )]
    NotTheChallenge {
        /// The address.
        url: String,
        /// What it answered.
        status: u16,
    },
}

/// Posts webhooks; its HTTP client is built for the first one.
#[derive(Debug)]
pub(super) struct Courier {
    plain: OnceLock<reqwest::Client>,
    encrypted: OnceLock<reqwest::Client>,
    turns: Semaphore,
    places: Semaphore,
}

impl Courier {
    pub(super) fn new() -> Self {
        Self {
            plain: OnceLock::new(),
            encrypted: OnceLock::new(),
            turns: Semaphore::new(AT_ONCE),
            places: Semaphore::new(WAITING),
        }
    }

    /// Asks `url` whether it is meant.
    pub(super) async fn shake_hands(
        &self,
        url: &str,
        verify_token: &str,
        challenge: &str,
    ) -> Result<(), HandshakeError> {
        let not_reached = || HandshakeError::NotReached {
            url: url.to_owned(),
        };
        let response = self
            .client(url)
            .ok_or_else(not_reached)?
            .get(url)
            .query(&[
                ("hub.mode", "subscribe"),
                ("hub.challenge", challenge),
                ("hub.verify_token", verify_token),
            ])
            .timeout(ATTEMPT)
            .send()
            .await
            .map_err(|_| not_reached())?;
        let status = response.status().as_u16();
        let body = response.text().await.map_err(|_| not_reached())?;
        if status == 200 && body == challenge {
            Ok(())
        } else {
            Err(HandshakeError::NotTheChallenge {
                url: url.to_owned(),
                status,
            })
        }
    }

    /// Posts a body until it is taken or given up; tells which.
    pub(super) async fn post(
        &self,
        target: &Target,
        body: &str,
        signed: Option<&str>,
        pauses: Option<&[Duration]>,
    ) -> bool {
        let Ok(_place) = self.places.try_acquire() else {
            return false;
        };
        // The semaphore is never closed, so a turn always comes.
        let _turn = self.turns.acquire().await;
        let Some(client) = self.client(&target.url) else {
            return false;
        };
        let mut pauses = pauses.unwrap_or(RETRIES).iter();
        loop {
            let mut request = client
                .post(&target.url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "facebookexternalua")
                .timeout(ATTEMPT)
                .body(body.to_owned());
            for (name, value) in &target.headers {
                request = request.header(name, value);
            }
            if let Some(signature) = signed {
                request = request.header(signature::HEADER, signature);
            }
            match request.send().await {
                Ok(response) if response.status() == 200 => return true,
                _ => match pauses.next() {
                    Some(pause) => tokio::time::sleep(*pause).await,
                    None => return false,
                },
            }
        }
    }

    fn client(&self, url: &str) -> Option<&reqwest::Client> {
        let channel = Channel::of(url);
        let slot = match channel {
            Channel::Plain => &self.plain,
            Channel::Encrypted => &self.encrypted,
        };
        if let Some(client) = slot.get() {
            return Some(client);
        }
        let built = channel.client().build().ok();
        built.map(|client| slot.get_or_init(|| client))
    }
}
