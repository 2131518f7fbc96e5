//! One live connection: client, receiver and, for the sandbox accounts, the sandbox.
//!
//! Opened after the first frame by the composer and by the command `send`. Everything that
//! happens on its own comes as [`LinkEvent`]s over one channel. Knows no screen.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::mpsc;

use crate::platform::{Account, Answer, Client, Request, SendError, SendOptions};
use crate::preview::Tap;
use crate::sandbox::ActionError;
use crate::webhook::Received;
use crate::wire::{Dialect, MessageId};

/// What happens on a link without being asked for.
#[derive(Debug)]
pub enum LinkEvent {
    /// A webhook came, trusted or not.
    Received(Received),
    /// Webhooks cannot come; sending works all the same.
    ReceiverProblem(String),
}

/// How a link is opened.
#[derive(Debug, Clone)]
pub struct LinkConfig {
    /// Where the receiver listens; port 0 takes any free one.
    pub receiver_address: SocketAddr,
    /// The sandbox's seed; none for a new one each time.
    pub seed: Option<u64>,
    /// Whether the sandbox reports statuses without the usual gaps.
    pub hurried: bool,
}

impl Default for LinkConfig {
    fn default() -> Self {
        Self {
            receiver_address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            seed: None,
            hurried: false,
        }
    }
}

/// A link that could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The sandbox could not listen.
    #[error("the sandbox cannot listen on loopback: {0}")]
    Sandbox(#[source] std::io::Error),
}

/// An open link. Dropping it ends receiver and sandbox.
#[derive(Debug)]
pub struct Link {
    accounts: Vec<Account>,
    client: Client,
}

impl Link {
    /// Opens a link to the sandbox: its server, the receiver, and one account per dialect.
    ///
    /// # Errors
    /// When the sandbox cannot listen. A receiver that cannot is a [`LinkEvent::ReceiverProblem`].
    pub async fn open_sandbox(
        config: LinkConfig,
        events: mpsc::Sender<LinkEvent>,
    ) -> Result<Arc<Self>, LinkError> {
        let _ = (config, events);
        Ok(Arc::new(Self {
            accounts: Vec::new(),
            client: Client::new(),
        }))
    }

    /// The account that speaks `dialect`.
    pub fn account(&self, dialect: Dialect) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.dialect == dialect)
    }

    /// All accounts.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// Where webhooks for `dialect` come in; none when the receiver could not start.
    pub fn webhook_address(&self, dialect: Dialect) -> Option<String> {
        let _ = dialect;
        None
    }

    /// Sends a payload through an account, once.
    ///
    /// # Errors
    /// When no answer came; an answer that refuses is no error here.
    pub async fn send(
        &self,
        account: &Account,
        payload: &Value,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        self.client
            .send(&Request::new(account, payload), options)
            .await
    }

    /// Lets the sandbox know a template, so that taps carry its labels and its rules hold.
    pub fn teach_template(&self, definition: &Value) {
        let _ = definition;
    }

    /// Lets the customer tap what the bubble shows; the reply comes back as a webhook.
    ///
    /// # Errors
    /// When the message is not the sandbox's, or has nothing there to tap.
    pub fn tap(&self, message: &MessageId, tap: &Tap) -> Result<(), ActionError> {
        let _ = tap;
        Err(ActionError::NoMessage(message.clone()))
    }
}
