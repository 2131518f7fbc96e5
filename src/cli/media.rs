//! `bluetick media`: files at a platform, and what would be said against one before it gets there.

mod desk;
mod download;
mod info;
mod upload;

use clap::{Args, Subcommand};

use super::asking::runtime;
use super::{Exit, Failure, output};
use crate::files::Places;
use crate::platform::media;
use desk::{Desk, Whose};

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
