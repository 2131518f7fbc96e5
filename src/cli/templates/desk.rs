//! An account whose templates are asked for: the link that is open while a command runs, and its exit codes.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::cli::account::Chosen;
use crate::cli::asking::{cancelled_by_interrupt, no_answer};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::settings::Settings;
use crate::link::templates::{AccountTemplates, Fetched, TemplatesError, Wanted};
use crate::link::{Link, LinkConfig, LinkEvent};
use crate::platform::Account;
use crate::sandbox::Pace;

/// A link to an account.
pub(super) struct Desk {
    link: Link,
    pub(super) account: Arc<Account>,
    pub(super) events: mpsc::Receiver<LinkEvent>,
    pub(super) cancel: CancellationToken,
}

impl Desk {
    /// Opens the account of that name; with the receiver, where webhooks are waited for.
    pub(super) async fn open(places: &Places, name: &str, waits: bool) -> Result<Self, Failure> {
        let chosen = Chosen::named(name, places)?;
        let live = chosen.live().cloned();
        let (settings, _) = Settings::load(places);
        let config = LinkConfig {
            pace: Pace::HURRIED, // nobody watches
            with_sandbox: live.is_none(),
            with_receiver: waits,
            accounts: live.iter().cloned().collect(),
            ..LinkConfig::default()
        };
        let config = match live {
            Some(_) => config.receiving(&settings),
            None => config,
        };
        let (sender, events) = mpsc::channel(256);
        let link = Link::open(config, sender)
            .await
            .map_err(|error| Failure::new(Exit::CannotWrite, error.to_string()))?;
        let account = link
            .account(&chosen.name())
            .ok_or_else(|| Failure::unusable(format!("there is no account {}", chosen.name())))?;
        Ok(Self {
            link,
            account,
            events,
            cancel: cancelled_by_interrupt(),
        })
    }

    /// Where webhooks come in.
    pub(super) fn webhook_address(&self) -> Option<String> {
        self.link.webhook_address(&self.account)
    }

    /// Ends it in order.
    pub(super) async fn close(self) {
        self.link.close().await;
    }

    /// The account's templates.
    pub(super) fn templates(&self) -> AccountTemplates<'_> {
        AccountTemplates {
            link: &self.link,
            account: &self.account,
            cancel: &self.cancel,
        }
    }

    /// All templates of the account that are meant. Progress is told where there are several pages.
    pub(super) async fn listed(&self, wanted: &Wanted) -> Result<Vec<Value>, Failure> {
        let mut found = Vec::new();
        let name = wanted.name.as_deref();
        let take = &mut |page: Vec<Value>, fetched| {
            found.extend(page.into_iter().filter(|one| wanted.takes_listed(one)));
            tell(fetched);
        };
        self.templates().pages(name, take).await?;
        Ok(found)
    }
}

/// Tells how far a listing is, while there is more to come.
pub(super) fn tell(fetched: Fetched) {
    if !fetched.is_last {
        let of_all = fetched.of_all;
        let of_all = of_all.map_or_else(String::new, |all| format!(" of {all}"));
        output::note(&format!("fetched {}{of_all} templates …", fetched.count));
    }
}

impl From<TemplatesError> for Failure {
    fn from(error: TemplatesError) -> Self {
        let exit = match &error {
            TemplatesError::Problem(_) => Exit::Unusable,
            TemplatesError::Sample(_) => Exit::Findings,
            TemplatesError::Library(_) => Exit::CannotWrite,
            TemplatesError::NoAnswer(error) => no_answer(error).exit,
            TemplatesError::Refused(_) => Exit::Refused,
        };
        Self::new(exit, error.to_string())
    }
}

/// Runs what talks to a platform.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot start: {error}")))?
        .block_on(work)
}
