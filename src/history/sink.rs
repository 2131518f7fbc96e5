//! The sink of a receiver: a webhook is kept before it is acknowledged.

use super::History;
use super::error::HistoryError;
use super::record::EntryId;
use super::webhooks::Webhook;
use crate::webhook::{Received, Sink, SinkError};

/// Keeps what a receiver takes in.
#[derive(Debug, Clone)]
pub struct Keeper {
    history: History,
    accounts: Vec<(String, String)>,
}

impl Keeper {
    pub(super) const fn new(history: History, accounts: Vec<(String, String)>) -> Self {
        Self { history, accounts }
    }

    /// The account whose webhooks come to this path; the path itself when nobody said.
    pub fn account<'a>(&'a self, path: &'a str) -> &'a str {
        let mut accounts = self.accounts.iter();
        accounts
            .find(|(known, _)| known == path)
            .map_or(path, |(_, account)| account)
    }

    /// Keeps a webhook with an entry for each of its events, and gives their numbers once that is
    /// committed.
    ///
    /// # Errors
    /// When it could not be kept.
    pub async fn keep(&self, received: Received) -> Result<Vec<EntryId>, HistoryError> {
        let account = self.account(&received.path).to_owned();
        let webhook = Webhook::new(account, received);
        self.history
            .write(move |connection| webhook.insert(connection))
            .await
    }
}

impl Sink for Keeper {
    async fn store(&self, received: Received) -> Result<(), SinkError> {
        self.keep(received)
            .await
            .map(drop)
            .map_err(|error| SinkError(error.to_string()))
    }
}
