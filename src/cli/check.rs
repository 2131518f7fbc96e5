//! `bluetick check`: says what the platform would refuse.

use std::path::PathBuf;

use clap::Args;

use super::{Exit, Failure};

/// What `check` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files, folders (all *.json in them), or `-` for stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Checks.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    Err(Failure::unusable(format!(
        "cannot check {} inputs",
        arguments.paths.len()
    )))
}
