//! `bluetick send`: sends a message and waits for what becomes of it.

use clap::Args;

use super::{Exit, Failure};
use crate::files::Places;

/// What `send` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The draft or payload to send; `-` for stdin
    file: String,
}

/// Sends.
///
/// # Errors
/// Unusable input, or an API that refuses or is not reached.
pub fn run(arguments: &Arguments, _places: &Places) -> Result<Exit, Failure> {
    Err(Failure::new(
        Exit::NotReached,
        format!("cannot send {}: no account can be reached", arguments.file),
    ))
}
