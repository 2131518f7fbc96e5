//! What goes to stdout and stderr, and whether colours may.
//!
//! A reader that closes the pipe early ends the output, never the program with a panic. Text from
//! files and from the network is made visible by the caller before it goes to stdout; what goes to
//! stderr is made visible here.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;

use super::{Exit, Failure};
use crate::text;
use crate::tui::theme::other_character_set;

/// Writes text to stdout as it is.
///
/// # Errors
/// When stdout takes nothing, for another reason than that its reader has gone.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    written.or_else(|error| unless_closed(&error))
}

/// Writes a value to stdout as JSON, pretty-printed. Control characters and those that turn the reading
/// direction are written as JSON escapes.
///
/// # Errors
/// As for [`print()`].
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot write JSON: {error}")))?;
    print(&format!("{}\n", escaped(&text)))
}

/// JSON text with what a terminal would act on, or would hide, as escapes. All of it stands in strings:
/// the text around them is plain.
pub fn escaped(json: &str) -> Cow<'_, str> {
    if matches!(text::visible_lines(json), Cow::Borrowed(_)) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        let mut buffer = [0; 4];
        let alone: &str = character.encode_utf8(&mut buffer);
        if text::visible_lines(alone) == alone {
            escaped.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _infallible = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    Cow::Owned(escaped)
}

/// What writing to stdout that failed means for the command; nothing when the reader has gone.
///
/// # Errors
/// When it failed for another reason.
pub fn unless_closed(error: &io::Error) -> Result<(), Failure> {
    if error.kind() == ErrorKind::BrokenPipe {
        Ok(())
    } else {
        Err(Failure::new(
            Exit::CannotWrite,
            format!("cannot write to stdout: {error}"),
        ))
    }
}

/// Says on stderr what went wrong.
pub fn complain(failure: &Failure) {
    note(&failure.message);
}

/// Says something beside the result, on stderr.
pub fn note(message: &str) {
    let message = text::visible_lines(message);
    // When even stderr is closed there is nobody left to tell.
    let _gone = writeln!(io::stderr().lock(), "bluetick: {message}");
}

/// Whether stdout takes colours: a terminal that knows escape sequences, and nobody asked for none.
pub fn has_colours() -> bool {
    io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|value| value != "dumb")
}

/// Whether stdout is a terminal whose locale names another character set than UTF-8.
pub fn is_plain_terminal() -> bool {
    let variable = |name: &str| std::env::var(name).ok();
    io::stdout().is_terminal() && other_character_set(&variable).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_json_reads_back_as_the_same_value() {
        let value =
            serde_json::json!({"a": "x\u{1b}[2J \u{202e}txt \u{9b}", "b": ["☕ ü", "\u{e0067}"]});
        let json = value.to_string();
        let text = escaped(&json);
        assert!(!text.chars().any(char::is_control), "{text}");
        assert!(!text.contains('\u{202e}'));
        assert!(text.contains("☕ ü"));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }
}
