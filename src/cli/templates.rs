//! `bluetick templates`: definitions as files.

use clap::{Args, Subcommand};

use super::{Exit, Failure, check};

/// What `templates` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What is done.
    #[command(subcommand)]
    action: Action,
}

/// What is done with definitions.
#[derive(Debug, Subcommand)]
enum Action {
    /// Say what the platform, or its reviewers, would refuse
    Check(check::DefinitionArguments),
}

/// Does it.
///
/// # Errors
/// What ended the command early, with its exit code.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::Check(arguments) => check::run_definitions(arguments),
    }
}
