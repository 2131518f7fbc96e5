//! The end: clean terminals, exit codes, and unsaved work that survives.

use bluetick::tui::runtime::Clusters;
use bluetick::tui::runtime::terminal::{Modes, Screen};
use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::common::Machine;
use crate::pty::Terminal;

/// What undoes each mode that was taken.
const UNDONE: [&str; 5] = [
    "\x1b[?1049l",
    "\x1b[?2004l",
    "\x1b[?1004l",
    "\x1b[?1000l",
    "\x1b[?25h",
];

fn assert_clean(written: &str) {
    for undone in UNDONE {
        let last = written.rfind(undone);
        assert!(last.is_some(), "{undone:?} was not written");
    }
    let (_, after) = written.rsplit_once("\x1b[?1049l").unwrap();
    assert!(
        !after.contains("\x1b[?1049h"),
        "the screen was left for good"
    );
}

#[test]
fn quitting_gives_the_terminal_back_and_exits_with_0() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (100, 30), &[]);
    terminal.see("List message").send("\x11");
    let (code, written) = terminal.end();
    assert_eq!(code, 0);
    assert_clean(&written);
}

#[test]
fn unsaved_work_is_asked_about_saved_and_found_in_the_file() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (100, 30), &["text"]);
    terminal.see("Callback data").send("\x15Kept").see("▎Kept");
    terminal
        .send("\x13")
        .see("Save as")
        .send("\x15kept\r")
        .see("Saved kept.json");
    terminal
        .send("!")
        .see("▎Kept!")
        .send("\x11")
        .see("Unsaved changes");
    terminal.send("s");
    let (code, _) = terminal.end();
    assert_eq!(code, 0);
    let path = machine.places().new_drafts().join("kept.json");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("Kept!"), "{text}");
}

#[test]
fn sigterm_gives_the_terminal_back_and_keeps_the_work_for_the_next_start() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (100, 30), &["text"]);
    terminal
        .see("Callback data")
        .send("\x15Half a message")
        .see("▎Half a message");
    terminal.signal(Signal::TERM);
    let (_, written) = terminal.end();
    assert_clean(&written);
    let mut next = Terminal::composer(&machine, (100, 30), &[]);
    next.see("Recover").send("\r").see("▎Half a message");
}

#[test]
fn work_survives_kill_9() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (100, 30), &["text"]);
    terminal
        .see("Callback data")
        .send("\x15Half a message")
        .see("▎Half a message");
    // Kept within a second of the edit: the file is there, or the deadline passes.
    let folder = machine.places().state.join("recovery");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !holds_work(&folder) {
        assert!(
            std::time::Instant::now() < deadline,
            "nothing was kept aside"
        );
        std::thread::yield_now();
    }
    terminal.signal(Signal::KILL);
    terminal.end();
    let mut next = Terminal::composer(&machine, (100, 30), &[]);
    next.see("Recover").send("\r").see("▎Half a message");
}

fn holds_work(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| {
            // Not the temporary file that becomes it.
            let name = entry.file_name().to_string_lossy().into_owned();
            !name.starts_with('.') && entry.path().extension().is_some_and(|it| it == "json")
        })
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .any(|text| text.contains("Half a message"))
}

#[test]
fn it_stops_for_the_shell_and_comes_back() {
    let machine = Machine::new();
    let mut shell = CommandBuilder::new("/bin/sh");
    shell.arg("-i");
    let mut terminal = Terminal::start(&machine, (100, 30), shell);
    let program = env!("CARGO_BIN_EXE_bluetick");
    terminal.send(&format!("PS1='ready> '; set -m; {program} text\r"));
    terminal
        .see("Callback data")
        .send("\x15Kept in mind")
        .see("▎Kept in mind");
    terminal
        .send("\x1bOP")
        .see("type to filter")
        .send("suspend\r");
    terminal.see_no_more("Callback data").see("Stopped");
    // The next prompt differs from all that is on the screen: to see it means that the shell reads again.
    terminal.send("PS1='aga''in> '; fg\r").see("▎Kept in mind");
    terminal
        .send("\x11")
        .see("Unsaved changes")
        .send("d")
        .see("again>");
    terminal.send("exit\r");
    terminal.end();
}

/// Run by the test below in a terminal of its own; does nothing otherwise.
#[test]
fn takes_the_terminal_and_panics() {
    if std::env::var_os("BLUETICK_TEST_PANIC").is_none() {
        return;
    }
    let modes = Modes {
        mouse: true,
        keyboard: false,
    };
    let _screen = Screen::take(modes, Clusters::Whole).unwrap();
    panic!("on purpose");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let machine = Machine::new();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "ending::takes_the_terminal_and_panics",
        "--nocapture",
    ]);
    let mut terminal = Terminal::start_with(
        &machine,
        (100, 30),
        command,
        &[("BLUETICK_TEST_PANIC", "1")],
    );
    terminal.see("on purpose");
    let (_, written) = terminal.end();
    assert_clean(&written);
    let told = written.find("on purpose").unwrap();
    assert!(written.find("\x1b[?1049l").unwrap() < told);
}
