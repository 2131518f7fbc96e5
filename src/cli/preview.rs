//! `bluetick preview`: draws a message as the customer sees it.

use clap::Args;

use super::{Exit, Failure};
use crate::files::Places;

/// What `preview` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The draft or payload to draw; `-` for stdin
    file: String,
}

/// Draws.
///
/// # Errors
/// Unusable input.
pub fn run(arguments: &Arguments, _places: &Places) -> Result<Exit, Failure> {
    Err(Failure::unusable(format!("cannot draw {}", arguments.file)))
}
