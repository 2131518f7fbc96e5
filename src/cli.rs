//! The command line: what can be typed after `bluetick`, one file a command.
//!
//! `main` parses into [`Cli`] and calls [`Cli::run`]; each command takes its arguments and gives an
//! [`Exit`] or a [`Failure`]. Results go to stdout through [`output`], troubles to stderr. Knows
//! the rooms above, and nothing of the composer but how to start it.

mod account;
pub mod accounts;
mod asking;
pub mod check;
pub mod completions;
pub mod convert;
pub mod decode;
pub mod doctor;
pub mod drafts;
pub mod exit;
pub mod explain;
pub mod export;
pub mod history;
pub mod import;
pub mod input;
mod layout;
pub mod listen;
pub mod man;
pub mod media;
mod options;
pub mod output;
pub mod preview;
pub mod rules;
pub mod sandbox;
pub mod schema;
pub mod send;
mod serving;
pub mod shelf;
pub mod templates;
pub mod windows;

use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, Parser, Subcommand};

pub use exit::{Exit, Failure};
pub use output::complain;

use crate::files::{self, Places};
use crate::tui::RunError;

/// Compose, preview, check and send WhatsApp Business messages.
///
/// Without a command the composer opens, on DRAFT if one is given. It needs no account: an embedded
/// sandbox answers.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit codes: 0 done, 1 the check says error, 2 unusable input, 3 the API refused, \
                  4 not reached, 5 accepted but failed or late, 6 cannot write or start, 130 interrupted."
)]
pub struct Cli {
    /// The draft to open: a file, or the name of a draft or an example
    draft: Option<PathBuf>,
    /// The theme: a file, or the name of one (see the folder `themes`)
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// What to do instead of opening the composer.
    #[command(subcommand)]
    command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Say what the platform would refuse, in files, folders or stdin
    Check(check::Arguments),
    /// Draw a message as the customer sees it
    Preview(preview::Arguments),
    /// Send a message and wait for what becomes of it
    Send(send::Arguments),
    /// List, add, remove and test the accounts that messages go through
    Accounts(accounts::Arguments),
    /// Receive webhooks: keep, print and pass them on
    Listen(listen::Arguments),
    /// List, show, export, post again or forget what was sent and received
    History(history::Arguments),
    /// List, fetch, send in, compare and check template definitions
    Templates(templates::Arguments),
    /// Upload, look at, fetch and delete files; look at what is behind a link
    Media(media::Arguments),
    /// Run the pretend platform alone, for other programs to talk to
    Sandbox(sandbox::Arguments),
    /// List drafts, or make one
    Drafts(drafts::Arguments),
    /// Make a draft of a payload, a curl command or a sample from a page
    Import(import::Arguments),
    /// Write a message as JSON, as a curl command or as an HTTP request
    Export(export::Arguments),
    /// Convert a message for another API, and say what changed
    Convert(convert::Arguments),
    /// Say what webhooks, answers and errors of the platform tell
    Decode(decode::Arguments),
    /// Explain an error code of the platform, or a rule
    Explain(explain::Arguments),
    /// List everything that is checked, and what is not
    Rules(rules::Arguments),
    /// Print a JSON Schema of the draft file, for editors
    Schema,
    /// Print what a shell needs to complete commands and options
    Completions(completions::Arguments),
    /// Print or write the manual, a page a command
    Man(man::Arguments),
    /// Check what works on this terminal and through these accounts
    Doctor(doctor::Arguments),
}

impl Cli {
    /// Does what was asked for.
    ///
    /// # Errors
    /// What ended the command early, with its exit code.
    pub fn run(self) -> Result<Exit, Failure> {
        let places = Places::discover();
        match self.command {
            None => compose(self.draft.as_deref(), self.theme, &places),
            Some(Command::Check(arguments)) => check::run(&arguments, &places),
            Some(Command::Preview(arguments)) => preview::run(&arguments, &places),
            Some(Command::Send(arguments)) => send::run(&arguments, &places),
            Some(Command::Accounts(arguments)) => accounts::run(&arguments, &places),
            Some(Command::Listen(arguments)) => listen::run(&arguments, &places),
            Some(Command::History(arguments)) => history::run(&arguments, &places),
            Some(Command::Templates(arguments)) => templates::run(&arguments, &places),
            Some(Command::Media(arguments)) => media::run(&arguments, &places),
            Some(Command::Sandbox(arguments)) => sandbox::run(&arguments),
            Some(Command::Drafts(arguments)) => drafts::run(&arguments, &places),
            Some(Command::Import(arguments)) => import::run(&arguments),
            Some(Command::Export(arguments)) => export::run(&arguments, &places),
            Some(Command::Convert(arguments)) => convert::run(&arguments, &places),
            Some(Command::Decode(arguments)) => decode::run(&arguments),
            Some(Command::Explain(arguments)) => explain::run(&arguments),
            Some(Command::Rules(arguments)) => rules::run(&arguments),
            Some(Command::Schema) => schema::run(),
            Some(Command::Completions(arguments)) => completions::run(&arguments),
            Some(Command::Man(arguments)) => man::run(&arguments),
            Some(Command::Doctor(arguments)) => doctor::run(&arguments, &places),
        }
    }
}

/// Opens the composer.
fn compose(draft: Option<&Path>, theme: Option<String>, places: &Places) -> Result<Exit, Failure> {
    if let Some(failure) = unknown(draft, places) {
        return Err(failure);
    }
    match crate::tui::run(draft, theme, places) {
        Ok(()) => Ok(Exit::Done),
        Err(RunError::Unusable(sentence)) => Err(Failure::unusable(sentence)),
        Err(RunError::Terminal(error)) => {
            Err(Failure::new(Exit::CannotWrite, format!("{error:#}")))
        }
    }
}

/// What is said where the draft to open is none, nor a file: perhaps a command is meant.
fn unknown(wanted: Option<&Path>, places: &Places) -> Option<Failure> {
    let wanted = wanted?;
    let error = files::drafts::find(places, wanted).err()?;
    let program = Cli::command();
    let commands: Vec<&str> = program
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    Some(input::unknown(places, wanted, &error, &commands))
}
