//! `bluetick accounts`: through whom messages can be sent, whether that works, and where webhooks go.

mod add;
mod list;
mod test;
mod webhook;

use clap::{Args, Subcommand, ValueEnum};

use super::{Exit, Failure, output};
use crate::check::explain_text;
use crate::files::Places;
use crate::files::settings::{AccountSettings, Settings, remove_account};
use crate::platform::{Account, Answer};
use crate::wire::Dialect;

/// What `accounts` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What is done with them.
    #[command(subcommand)]
    command: Command,
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
enum Command {
    /// List the accounts, and whether their secrets are there
    List(list::Arguments),
    /// Write an account into the settings; secrets stay where they are
    Add(Box<add::Arguments>),
    /// Take an account out of the settings
    Remove {
        /// The account
        name: String,
    },
    /// Ask the platform about an account; nothing is sent to anybody
    Test(test::Arguments),
    /// Show where webhooks go, or tell the platform
    Webhook(webhook::Arguments),
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// Does what was asked for.
///
/// # Errors
/// When there is no such account, or it cannot be used.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::List(arguments) => list::run(arguments, places),
        Command::Add(arguments) => add::run(arguments, places),
        Command::Remove { name } => remove(name, places),
        Command::Test(arguments) => test::run(arguments, places),
        Command::Webhook(arguments) => webhook::run(arguments, places),
    }
}

/// Where an account of the settings comes from, and what is said of it beside.
///
/// # Errors
/// When there is none of that name; says which there are, and what was wrong with the settings.
pub(super) fn find(places: &Places, name: &str) -> Result<AccountSettings, Failure> {
    let (settings, warnings) = Settings::load(places);
    for warning in warnings
        .iter()
        .filter(|warning| warning.message.starts_with(&format!("accounts.{name}")))
    {
        output::note(&warning.to_string());
    }
    let names: Vec<&str> = settings
        .accounts
        .iter()
        .map(|account| account.name.as_str())
        .chain(SANDBOX)
        .collect();
    let known = settings
        .accounts
        .iter()
        .find(|account| account.name == name);
    known.cloned().ok_or_else(|| {
        Failure::unusable(format!(
            "there is no account {name:?}; expected one of {}",
            names.join(", ")
        ))
    })
}

/// An account of the settings, ready to be used.
///
/// # Errors
/// As for [`find`], and when a secret is not to be had.
pub(super) fn load(places: &Places, name: &str) -> Result<Account, Failure> {
    let settings = find(places, name)?;
    Account::load(&settings).map_err(|error| Failure::unusable(error.to_string()))
}

/// The accounts that are always there.
const SANDBOX: [&str; 3] = ["sandbox-cloud", "sandbox-360dialog", "sandbox-on-premises"];

fn remove(name: &str, places: &Places) -> Result<Exit, Failure> {
    let account = find(places, name)?;
    remove_account(&account.file, name)
        .map_err(|error| Failure::new(Exit::CannotWrite, error.to_string()))?;
    output::note(&format!(
        "removed {name} from {}; its secrets are where they were",
        account.file.display()
    ));
    Ok(Exit::Done)
}

/// The failure of a request that the platform refused, in plain words.
pub(super) fn refused(dialect: Dialect, answer: &Answer) -> Failure {
    let sentence = match &answer.error {
        Some(error) => {
            let said = error.said();
            let words = explain_text(dialect, error.code, Some(answer.status), said);
            format!(
                "refused with {}: {said} {} {}",
                error.code, words.meaning, words.remedy
            )
        }
        None if answer.status == 413 => {
            "the platform takes no request of this size (status 413)".to_owned()
        }
        None => format!(
            "the platform answered with status {} and nothing that can be read",
            answer.status
        ),
    };
    Failure::new(Exit::Refused, sentence)
}

/// A runtime for the commands that talk to a platform.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot start: {error}")))
}
