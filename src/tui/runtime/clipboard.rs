//! Copying out of the composer: through the terminal, a program of the system, or a file.
//!
//! The terminal's own way (OSC 52) works over a remote shell but is never acknowledged, so it is
//! used only where it is known to be heard; what was done is always told.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// The file of the last resort, in the state folder.
pub(super) const FILE: &str = "clipboard.txt";

/// A way to copy, tried in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// The terminal's clipboard.
    Terminal,
    /// A program that reads the text from its input.
    Program(&'static [&'static str]),
    /// A file of this path.
    File(PathBuf),
}

impl fmt::Display for Way {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Terminal => write!(formatter, "copied through the terminal"),
            Self::Program(command) => {
                write!(formatter, "copied with {}", command.first().unwrap_or(&""))
            }
            Self::File(path) => write!(
                formatter,
                "no clipboard here; written to {}",
                path.display()
            ),
        }
    }
}

/// Programs that copy, each with the variable that tells that it can work.
const PROGRAMS: &[(&str, &[&str])] = &[
    ("TMUX", &["tmux", "load-buffer", "-w", "-"]),
    ("WAYLAND_DISPLAY", &["wl-copy"]),
    ("DISPLAY", &["xclip", "-selection", "clipboard"]),
    ("DISPLAY", &["xsel", "--clipboard", "--input"]),
    ("WSL_DISTRO_NAME", &["clip.exe"]),
    ("__CFBundleIdentifier", &["pbcopy"]),
];

/// The ways that can work in an environment, the best first; `file` is the last resort.
pub fn ways(variable: &dyn Fn(&str) -> Option<String>, file: &Path) -> Vec<Way> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let terminal = set("TERM").unwrap_or_default();
    // A multiplexer swallows the sequence, a console has no clipboard, and older terminals on VTE
    // and Apple's ignore it.
    let deaf = set("TMUX").is_some()
        || set("STY").is_some()
        || set("VTE_VERSION").is_some()
        || set("TERM_PROGRAM").is_some_and(|name| name == "Apple_Terminal")
        || ["", "dumb", "linux"].contains(&terminal.as_str());
    let heard = (!deaf).then_some(Way::Terminal);
    let programs = PROGRAMS
        .iter()
        .filter(|(needed, _)| set(needed).is_some())
        .map(|(_, command)| Way::Program(command));
    heard
        .into_iter()
        .chain(programs)
        .chain([Way::File(file.to_owned())])
        .collect()
}

/// Copies `text` by the first way that works and tells which it was. `terminal` writes to the
/// terminal.
///
/// # Errors
///
/// When not even the file could be written: the error of that.
pub fn copy(text: &str, ways: Vec<Way>, terminal: &mut impl Write) -> io::Result<Way> {
    let mut problem = io::Error::other("there is no way to copy from here");
    for way in ways {
        let tried = match &way {
            Way::Terminal => execute!(terminal, CopyToClipboard::to_clipboard_from(text)),
            Way::Program(command) => run(command, text),
            Way::File(path) => write(path, text),
        };
        match tried {
            Ok(()) => return Ok(way),
            Err(error) => problem = error,
        }
    }
    Err(problem)
}

/// Runs a program with the text as its input.
fn run(command: &[&str], text: &str) -> io::Result<()> {
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| io::Error::other("an empty command"))?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{program} ended with {status}")))
    }
}

/// Writes the text for its owner alone: there are numbers of people in it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        let mut private = fs::DirBuilder::new();
        private.recursive(true).mode(0o700).create(folder)?;
    }
    let mut file = fs::File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&[("TERM", "xterm-256color"), ("SSH_TTY", "/dev/pts/1")], &["terminal", "file"])]
    #[case(&[("TERM", "xterm-kitty"), ("WAYLAND_DISPLAY", "w")], &["terminal", "wl-copy", "file"])]
    #[case(&[("TERM", "tmux-256color"), ("TMUX", "/tmp/x")], &["tmux", "file"])]
    #[case(&[("TERM", "xterm"), ("VTE_VERSION", "7000"), ("DISPLAY", ":0")], &["xclip", "xsel", "file"])]
    #[case(&[("TERM", "linux")], &["file"])]
    fn the_environment_tells_the_ways(
        #[case] variables: &[(&str, &str)],
        #[case] expected: &[&str],
    ) {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let names: Vec<&str> = ways(&lookup, Path::new("clipboard.txt"))
            .iter()
            .map(|way| match way {
                Way::Terminal => "terminal",
                Way::Program(command) => command[0],
                Way::File(_) => "file",
            })
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_terminal_gets_the_text_encoded() {
        let mut bytes = Vec::new();
        let way = copy("tea", vec![Way::Terminal], &mut bytes).unwrap();
        assert_eq!(bytes, b"\x1b]52;c;dGVh\x1b\\");
        assert_eq!(way.to_string(), "copied through the terminal");
    }

    #[test]
    fn what_fails_is_passed_over_down_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state").join("clipboard.txt");
        let ways = vec![
            Way::Program(&["no-such-program-here"]),
            Way::Program(&["false"]),
            Way::File(path.clone()),
        ];
        let way = copy("tea", ways, &mut Vec::new()).unwrap();
        assert_eq!(way, Way::File(path.clone()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "tea");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(
            copy("tea", vec![Way::Program(&["cat"])], &mut Vec::new()).unwrap(),
            Way::Program(&["cat"])
        );
    }
}
