//! `bluetick accounts`: through whom messages can be sent, whether that works, and where webhooks go.

mod add;
mod list;
mod test;
mod webhook;

use clap::{Args, Subcommand};

use super::account::find;
use super::{Exit, Failure, output};
use crate::files::Places;
use crate::files::settings::remove_account;

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
