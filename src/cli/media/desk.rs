//! Where `media` asks: an open link, the account on it, and what is said when no answer comes.

use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::sync::mpsc;

use crate::cli::account::Chosen;
use crate::cli::asking::{cancelled_by_interrupt, no_answer, refused};
use crate::cli::{Exit, Failure};
use crate::files::Places;
use crate::link::{Link, LinkConfig};
use crate::platform::media::{self, keeps_media};
use crate::platform::{Account, Answer, Request, SendError, SendOptions};

/// Through whom.
#[derive(Debug, Args)]
pub(super) struct Whose {
    /// The account: one of the settings (see `bluetick accounts`), or of the sandbox, which forgets its files
    /// when the command ends
    #[arg(long, value_name = "NAME", default_value = "sandbox-cloud")]
    pub(super) account: String,
}

/// An open link and the account on it.
pub(super) struct Desk {
    pub(super) link: Link,
    pub(super) account: Arc<Account>,
    pub(super) options: SendOptions,
}

impl Desk {
    /// Opens the link for an account.
    ///
    /// # Errors
    /// When there is no such account, or it keeps no files.
    pub(super) async fn open(whose: &Whose, places: &Places) -> Result<Self, Failure> {
        let live = Chosen::named(&whose.account, places)?.live().cloned();
        let config = LinkConfig {
            with_sandbox: live.is_none(),
            accounts: live.into_iter().collect(),
            with_receiver: false,
            ..LinkConfig::default()
        };
        // Nobody listens: without a receiver no webhooks come.
        let (events, _) = mpsc::channel(1);
        let link = Link::open(config, events)
            .await
            .map_err(|error| Failure::new(Exit::CannotWrite, error.to_string()))?;
        let account = link
            .account(&whose.account)
            .ok_or_else(|| Failure::unusable(format!("there is no account {}", whose.account)))?;
        keeps_media(&account).map_err(|error| Failure::unusable(error.to_string()))?;
        let options = SendOptions {
            cancel: cancelled_by_interrupt(),
            ..SendOptions::default()
        };
        Ok(Self {
            link,
            account,
            options,
        })
    }

    /// Asks the platform; a refusal is a failure with its explanation.
    pub(super) async fn ask(&self, request: &Request) -> Result<Answer, Failure> {
        self.ask_within(request, self.options.timeout).await
    }

    /// The same with a time-out of its own.
    pub(super) async fn ask_within(
        &self,
        request: &Request,
        timeout: Duration,
    ) -> Result<Answer, Failure> {
        let options = SendOptions {
            timeout,
            ..self.options.clone()
        };
        let client = self.link.client();
        let answer = client
            .perform(&self.account, request, &options)
            .await
            .map_err(|error| not_reached(&error))?;
        if answer.is_accepted() {
            Ok(answer)
        } else {
            Err(refused(self.account.dialect, &answer))
        }
    }

    /// Closes the link.
    pub(super) async fn close(&self) {
        self.link.close().await;
    }
}

/// A request about a file that brought no answer.
pub(super) fn not_reached(error: &SendError) -> Failure {
    Failure::new(no_answer(error).exit, media::trouble(error))
}
