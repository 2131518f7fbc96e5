//! The program: parses the command line, hands over to the library, and ends with its exit code.

use std::process::ExitCode;

use bluetick::cli::{self, Cli};
use clap::Parser;

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(exit) => exit.into(),
        Err(failure) => {
            cli::complain(&failure);
            failure.exit.into()
        }
    }
}
