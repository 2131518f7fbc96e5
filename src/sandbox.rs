//! The pretend platform and its pretend customers: a real HTTP server on loopback.
//!
//! It speaks the send endpoints of all three dialects, refuses what `check` calls an error with the
//! code predicted there, and posts webhooks, signed for the Cloud API. Its customers can be directed
//! ([`Action`]), in the program and over HTTP below `/_sandbox/`. Called by `link` and the command
//! `sandbox`. Knows no client and no screen.

mod access;
mod action;
mod admission;
mod answer;
mod call;
mod clock;
mod conditions;
mod control;
mod courier;
mod credentials;
mod delivery;
mod direct;
mod escape;
mod fate;
mod faults;
mod gate;
mod id;
mod judge;
mod media;
mod number;
mod orders;
mod path;
mod people;
mod rates;
mod refusal;
mod registration;
mod report;
mod routes;
mod samples;
mod sending;
mod state;
mod targets;
mod templates;
mod words;

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

pub use access::{Access, CloudAccess, Dialog360Access, OnPremisesAccess};
pub use action::{Action, ActionError};
pub use conditions::{Conditions, Habit, Oddity, Trouble};
pub use control::{CONTROLS, Control};
pub use courier::HandshakeError;
pub use direct::Deed;
pub use report::BUSINESS_NUMBER;

use crate::template::DefinitionError;
use crate::webhook::serve::{Limits, Server};
use crate::wire::{Dialect, MessageId};
use courier::Courier;
use id::Ids;
use state::{Shared, State};

/// How a sandbox runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens; port 0 takes any free one.
    pub address: SocketAddr,
    /// What ids and secrets come from; none for new ones each time.
    pub seed: Option<u64>,
    /// Whether unknown keys are refused, as Meta does.
    pub strict: bool,
    /// The gaps between the statuses of a message.
    pub pace: Pace,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            seed: None,
            strict: false,
            pace: Pace::LIFELIKE,
        }
    }
}

/// How long the platform waits before each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Before `sent`, and before `failed`.
    pub sent: Duration,
    /// From `sent` to `delivered`.
    pub delivered: Duration,
    /// From `delivered` to `read`.
    pub read: Duration,
}

impl Pace {
    /// Gaps that can be watched.
    pub const LIFELIKE: Self = Self {
        sent: Duration::from_millis(120),
        delivered: Duration::from_millis(350),
        read: Duration::from_millis(900),
    };
    /// No gaps: for tests and pipelines.
    pub const HURRIED: Self = Self {
        sent: Duration::ZERO,
        delivered: Duration::ZERO,
        read: Duration::ZERO,
    };
}

/// A sandbox at work; dropping it ends it.
#[derive(Debug)]
pub struct Sandbox {
    server: Server,
    shared: Arc<Shared>,
}

impl Sandbox {
    /// Starts the server.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn start(config: Config) -> io::Result<Self> {
        // The accounts name the port, so it must be known before the routes are made.
        let listener = Server::bind(config.address).await?;
        let mut ids = Ids::new(config.seed);
        let access = Access::invent(listener.local_addr()?, &mut ids);
        let state = State::new(ids, &access);
        let shared = Arc::new(Shared::new(
            access,
            &config,
            state,
            Courier::new(),
            CancellationToken::new(),
        ));
        let server = Server::run(listener, routes::router(&shared), Limits::default())?;
        Ok(Self { server, shared })
    }

    /// Addresses and secrets of the three accounts.
    pub fn access(&self) -> &Access {
        &self.shared.access
    }

    /// Where webhooks of `dialect` go from now on.
    pub fn set_webhook(&self, dialect: Dialect, url: &str) {
        self.shared.state().targets.set(dialect, url);
    }

    /// The customers whose 24-hour window is closed, as it changes; everybody else's is open.
    pub fn closed_windows(&self) -> watch::Receiver<BTreeSet<String>> {
        self.shared.state().closed_windows.subscribe()
    }

    /// Asks an address whether it is meant, as Meta does before it sends anything there.
    ///
    /// # Errors
    /// When the address is not reached, or answers anything but the challenge.
    pub async fn shake_hands(&self, url: &str) -> Result<(), HandshakeError> {
        let challenge = self.shared.state().ids.digits(10);
        self.shared
            .courier
            .shake_hands(url, &self.shared.access.cloud.verify_token, &challenge)
            .await
    }

    /// Lets the sandbox know a template: sends of it are held against the definition, and taps carry its labels.
    ///
    /// # Errors
    /// When the value is no definition.
    pub fn teach_template(&self, definition: &Value) -> Result<(), DefinitionError> {
        self.shared.teach(definition)
    }

    /// Lets a customer do something; it comes back as a webhook. The answer is the id of the customer's message.
    ///
    /// # Errors
    /// When the message is not known, or has nothing of the kind.
    pub fn act(&self, action: &Action) -> Result<MessageId, ActionError> {
        self.shared.act(action)
    }

    /// Ends it: requests under way are answered, webhooks that wait are dropped.
    pub async fn stop(&self) {
        self.shared.cancel.cancel();
        self.server.stop().await;
        self.shared.tasks.close();
        self.shared.tasks.wait().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.shared.cancel.cancel();
    }
}
