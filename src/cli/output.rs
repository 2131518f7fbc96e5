//! What goes to stdout and stderr, and whether colours may.
//!
//! A reader that closes the pipe early ends the output, never the program with a panic. Text from
//! files and from the network is made visible by the caller before it comes here.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::{Exit, Failure};

/// Writes text to stdout as it is.
///
/// # Errors
/// When stdout takes nothing, for another reason than that its reader has gone.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(
            Exit::CannotWrite,
            format!("cannot write to stdout: {error}"),
        )),
        _ => Ok(()),
    }
}

/// Says on stderr what went wrong.
pub fn complain(failure: &Failure) {
    note(&failure.message);
}

/// Says something beside the result, on stderr.
pub fn note(message: &str) {
    // When even stderr is closed there is nobody left to tell.
    let _gone = writeln!(io::stderr().lock(), "bluetick: {message}");
}

/// Whether stdout takes colours: a terminal, and nobody asked for none.
pub fn has_colours() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
