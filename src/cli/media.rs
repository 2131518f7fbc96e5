//! `bluetick media`: files at a platform, and what would be said against one before it gets there.

mod download;
mod info;
mod upload;

use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use tokio::sync::mpsc;

use super::accounts::{load, refused, runtime};
use super::send::{cancelled_by_interrupt, no_answer};
use super::{Exit, Failure, output};
use crate::files::Places;
use crate::link::{Link, LinkConfig};
use crate::platform::media::{self, keeps_media};
use crate::platform::{Account, Answer, Request, SendError, SendOptions};
use crate::wire::Dialect;

/// What `media` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What is done.
    #[command(subcommand)]
    command: Command,
}

/// What can be done with files.
#[derive(Debug, Subcommand)]
enum Command {
    /// Look into a file, and upload it if the platform takes it
    Upload(upload::Arguments),
    /// Tell what is known of an uploaded or received file, or of the file behind a link
    Info(info::Arguments),
    /// Fetch an uploaded or received file
    Download(download::Arguments),
    /// Delete a file from the platform
    Delete {
        /// Its id
        id: String,
        /// Whose it is.
        #[command(flatten)]
        whose: Whose,
    },
}

/// Through whom.
#[derive(Debug, Args)]
struct Whose {
    /// The account: one of the settings (see `bluetick accounts`), or of the sandbox, which forgets its files
    /// when the command ends
    #[arg(long, value_name = "NAME", default_value = "sandbox-cloud")]
    account: String,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// Does what was asked for.
///
/// # Errors
/// When the file cannot be used, or the platform refuses or is not reached.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let runtime = runtime()?;
    runtime.block_on(async {
        match &arguments.command {
            Command::Upload(arguments) => upload::run(arguments, places).await,
            Command::Info(arguments) => info::run(arguments, places).await,
            Command::Download(arguments) => download::run(arguments, places).await,
            Command::Delete { id, whose } => delete(id, whose, places).await,
        }
    })
}

async fn delete(id: &str, whose: &Whose, places: &Places) -> Result<Exit, Failure> {
    let desk = Desk::open(whose, places).await?;
    desk.ask(&media::delete(&desk.account, id)).await?;
    output::note(&format!("deleted {id} from {}", desk.account.name));
    desk.close().await;
    Ok(Exit::Done)
}

/// An open link and the account on it.
struct Desk {
    link: Link,
    account: Arc<Account>,
    options: SendOptions,
}

impl Desk {
    /// Opens the link for an account.
    ///
    /// # Errors
    /// When there is no such account, or it keeps no files.
    async fn open(whose: &Whose, places: &Places) -> Result<Self, Failure> {
        let sandbox = Dialect::ALL
            .iter()
            .find(|dialect| format!("sandbox-{dialect}") == whose.account);
        let accounts = match sandbox {
            Some(_) => Vec::new(),
            None => vec![load(places, &whose.account)?],
        };
        let config = LinkConfig {
            accounts,
            with_sandbox: sandbox.is_some(),
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
    async fn ask(&self, request: &Request) -> Result<Answer, Failure> {
        self.ask_within(request, self.options.timeout).await
    }

    async fn ask_within(&self, request: &Request, timeout: Duration) -> Result<Answer, Failure> {
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

    async fn close(&self) {
        self.link.close().await;
    }
}

/// A request about a file that brought no answer.
fn not_reached(error: &SendError) -> Failure {
    Failure::new(no_answer(error).exit, media::trouble(error))
}
