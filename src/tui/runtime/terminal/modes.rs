//! The modes that a terminal is put into, and their undoing.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicU8, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
    EnableFocusChange, EnableMouseCapture, KeyboardEnhancementFlags, PopKeyboardEnhancementFlags,
    PushKeyboardEnhancementFlags,
};
use crossterm::queue;
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

/// What is wanted beside raw mode, the alternate screen, bracketed paste and focus events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modes {
    /// Clicks, drags and the wheel.
    pub mouse: bool,
    /// Unambiguous keys, where the terminal has them: see [`speaks_kitty`].
    pub keyboard: bool,
}

const RAW: u8 = 1;
const SCREEN: u8 = 2;
const MOUSE: u8 = 4;
const KEYBOARD: u8 = 8;

/// What is taken at this moment. There is one terminal, so there is one of these.
static TAKEN: AtomicU8 = AtomicU8::new(0);

/// Whether the terminal is known to have kitty's keyboard protocol, by its environment: asking it
/// would hold up the first frame, and some terminals print what they do not know.
pub fn speaks_kitty(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).unwrap_or_default();
    let multiplexed = !set("TMUX").is_empty() || !set("STY").is_empty();
    let terminal = set("TERM");
    let program = set("TERM_PROGRAM");
    !multiplexed
        && (["kitty", "ghostty", "foot", "alacritty"]
            .iter()
            .any(|name| terminal.contains(name))
            || ["ghostty", "WezTerm", "rio"].contains(&program.as_str()))
}

/// Whether the terminal is taken.
pub(super) fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst) != 0
}

/// Puts the terminal into the modes.
pub(super) fn take(modes: Modes) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.fetch_or(RAW, Ordering::SeqCst);
    // From here on everything is undone whatever fails.
    let mut wanted = RAW | SCREEN;
    TAKEN.fetch_or(SCREEN, Ordering::SeqCst);
    let mut output = io::stdout();
    queue!(
        output,
        EnterAlternateScreen,
        DisableLineWrap,
        EnableBracketedPaste,
        EnableFocusChange
    )?;
    if modes.mouse {
        wanted |= MOUSE;
        queue!(output, EnableMouseCapture)?;
    }
    if modes.keyboard {
        wanted |= KEYBOARD;
        let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
        queue!(output, PushKeyboardEnhancementFlags(flags))?;
    }
    TAKEN.store(wanted, Ordering::SeqCst);
    output.flush()
}

/// Turns mouse capture on or off while the terminal is taken.
pub(super) fn set_mouse(mouse: bool) -> io::Result<()> {
    let mut output = io::stdout();
    if mouse {
        TAKEN.fetch_or(MOUSE, Ordering::SeqCst);
        queue!(output, EnableMouseCapture)?;
    } else {
        TAKEN.fetch_and(!MOUSE, Ordering::SeqCst);
        queue!(output, DisableMouseCapture)?;
    }
    output.flush()
}

/// Undoes every mode that is in force; the second time it does nothing.
pub(super) fn give_back() -> io::Result<()> {
    let taken = TAKEN.swap(0, Ordering::SeqCst);
    let written = undo(taken, &mut io::stdout());
    let cooked = if taken & RAW == 0 {
        Ok(())
    } else {
        disable_raw_mode()
    };
    written.and(cooked)
}

/// Writes what undoes the modes, the last taken first. The keyboard belongs to the alternate
/// screen, so it goes before it.
fn undo(taken: u8, output: &mut impl io::Write) -> io::Result<()> {
    if taken & KEYBOARD != 0 {
        queue!(output, PopKeyboardEnhancementFlags)?;
    }
    if taken & MOUSE != 0 {
        queue!(output, DisableMouseCapture)?;
    }
    if taken & SCREEN != 0 {
        queue!(
            output,
            DisableFocusChange,
            DisableBracketedPaste,
            EnableLineWrap,
            LeaveAlternateScreen,
            Show
        )?;
    }
    output.flush()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn undone(taken: u8) -> String {
        let mut bytes = Vec::new();
        undo(taken, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn everything_that_was_taken_is_undone() {
        let all = undone(RAW | SCREEN | MOUSE | KEYBOARD);
        for code in [
            "[<1u", "[?1006l", "[?1000l", "[?1004l", "[?2004l", "[?7h", "[?1049l", "[?25h",
        ] {
            assert!(all.contains(code), "{code} in {all:?}");
        }
        let order = |code: &str| all.find(code).unwrap();
        assert!(
            order("[<1u") < order("[?1049l"),
            "the keyboard goes with its screen"
        );
    }

    #[test]
    fn what_was_not_taken_is_left_alone() {
        assert_eq!(undone(0), "");
        assert!(!undone(SCREEN).contains("[?1000l"));
        assert!(!undone(SCREEN | MOUSE).contains("[<1u"));
    }

    #[rstest]
    #[case(&[("TERM", "xterm-kitty")], true)]
    #[case(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], true)]
    #[case(&[("TERM", "xterm-256color")], false)]
    #[case(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/t")], false)]
    #[case(&[("TERM", "linux")], false)]
    fn the_keyboard_protocol_is_used_where_it_is_known(
        #[case] variables: &[(&str, &str)],
        #[case] expected: bool,
    ) {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(speaks_kitty(&lookup), expected);
    }
}
