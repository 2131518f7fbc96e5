//! `bluetick drafts`: lists drafts, makes a new one.

use clap::{Args, Subcommand};

use super::{Exit, Failure, output};
use crate::files::{Places, drafts};

/// What `drafts` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// List or make.
    #[command(subcommand)]
    command: Command,
}

/// What can be done with drafts.
#[derive(Debug, Subcommand)]
enum Command {
    /// List the drafts of this project, your own ones, and the examples
    List,
}

/// Lists or makes.
///
/// # Errors
/// When a draft cannot be made or stdout cannot be written.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    match arguments.command {
        Command::List => {
            for draft in drafts::list(places) {
                output::print(&format!("{}\n", draft.name))?;
            }
        }
    }
    Ok(Exit::Done)
}
