//! `bluetick templates`: definitions as files, and those of an account.

mod delete;
mod desk;
mod diff;
mod import;
mod kept;
mod list;
mod pull;
mod push;
mod review;
mod show;

use clap::{Args, Subcommand};

use super::options::Format;
use super::{Exit, Failure, check};
use crate::files::Places;
use crate::link::templates::Wanted;

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
    /// List the library's templates, or those of an account
    List(list::Arguments),
    /// Show a template of the library: its words, and the slots that a send fills
    Show(show::Arguments),
    /// Take definitions into the library: single ones, drafts, pages of an account, lines
    Import(import::Arguments),
    /// Fetch an account's templates into the library
    Pull(pull::Arguments),
    /// Send a template of the library in for review: a new one, or an edit
    Push(push::Arguments),
    /// Delete a template of an account, in one language or all
    Delete(delete::Arguments),
    /// Say what differs between the library and an account
    Diff(diff::Arguments),
    /// Say what the platform, or its reviewers, would refuse
    Check(check::DefinitionArguments),
}

/// Does it.
///
/// # Errors
/// What ended the command early, with its exit code.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::List(arguments) => list::run(arguments, places),
        Action::Show(arguments) => show::run(arguments, places),
        Action::Import(arguments) => import::run(arguments, places),
        Action::Pull(arguments) => pull::run(arguments, places),
        Action::Push(arguments) => push::run(arguments, places),
        Action::Delete(arguments) => delete::run(arguments, places),
        Action::Diff(arguments) => diff::run(arguments, places),
        Action::Check(arguments) => check::run_definitions(arguments),
    }
}

/// Which templates of an account, or of the library, are meant.
#[derive(Debug, Args)]
struct Which {
    /// The template; all of them without it
    name: Option<String>,
    /// The language, such as `en_US`; all of them without it
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

impl Which {
    fn wanted(&self) -> Wanted {
        Wanted {
            name: self.name.clone(),
            language: self.language.clone(),
        }
    }
}
