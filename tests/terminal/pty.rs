//! A pseudo-terminal with a program in it, and the screen that it draws.
//!
//! Nothing here sleeps: whoever waits is woken by output, and gives up at a deadline with the screen
//! as the reason.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::Parser;

use crate::common::Machine;

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(40);

/// A program in a terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    shared: Arc<Shared>,
    size: (u16, u16),
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parser: Parser,
    /// Everything that the program wrote.
    written: Vec<u8>,
    ended: bool,
}

impl Terminal {
    /// The composer on a machine.
    pub(crate) fn composer(machine: &Machine, size: (u16, u16), arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bluetick"));
        command.args(arguments);
        Self::start(machine, size, command)
    }

    /// Any program on a machine, with an environment of its own.
    pub(crate) fn start(machine: &Machine, size: (u16, u16), command: CommandBuilder) -> Self {
        Self::start_with(machine, size, command, &[])
    }

    /// The same with more in its environment.
    pub(crate) fn start_with(
        machine: &Machine,
        (columns, rows): (u16, u16),
        mut command: CommandBuilder,
        more: &[(&str, &str)],
    ) -> Self {
        command.cwd(machine.project());
        command.env_clear();
        for (name, value) in machine.environment() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        for (name, value) in more {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(size_of(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                parser: Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0),
                written: Vec::new(),
                ended: false,
            }),
            changed: Condvar::new(),
        });
        let reader = pair.master.try_clone_reader().unwrap();
        std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || read(reader, &shared)
        });
        Self {
            child,
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            shared,
            size: (columns, rows),
        }
    }

    /// Sends bytes as the keyboard would.
    pub(crate) fn send(&mut self, bytes: &str) -> &mut Self {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) -> &mut Self {
        self.wait_for(text, |screen| screen.contains(text))
    }

    /// Waits until the screen no longer shows a text.
    #[track_caller]
    pub(crate) fn see_no_more(&mut self, text: &str) -> &mut Self {
        self.wait_for(text, |screen| !screen.contains(text))
    }

    #[track_caller]
    fn wait_for(&mut self, what: &str, is_there: impl Fn(&str) -> bool) -> &mut Self {
        let deadline = Instant::now() + DEADLINE;
        let mut state = self
            .shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        while !is_there(&state.parser.screen().contents()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !state.ended,
                "waited for {what:?} (program ended: {}):\n{}",
                state.ended,
                state.parser.screen().contents()
            );
            state = self.shared.changed.wait_timeout(state, left).unwrap().0;
        }
        drop(state);
        self
    }

    /// Another size of the terminal.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.size = (columns, rows);
        let mut state = self
            .shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state
            .parser
            .screen_mut()
            .set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        drop(state);
        self.master.resize(size_of(columns, rows)).unwrap();
        self
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&mut self, signal: rustix::process::Signal) -> &mut Self {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        let process = rustix::process::Pid::from_raw(id).unwrap();
        rustix::process::kill_process(process, signal).unwrap();
        self
    }

    /// Waits for the end; gives the exit code and everything that was written.
    pub(crate) fn end(mut self) -> (u32, String) {
        let deadline = Instant::now() + DEADLINE;
        let mut state = self
            .shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        while !state.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "the program does not end:\n{}",
                state.parser.screen().contents()
            );
            state = self.shared.changed.wait_timeout(state, left).unwrap().0;
        }
        let written = String::from_utf8_lossy(&state.written).into_owned();
        drop(state);
        (self.child.wait().unwrap().exit_code(), written)
    }

    /// The rows of the screen.
    pub(crate) fn rows(&self) -> Vec<String> {
        let state = self
            .shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state.parser.screen().rows(0, self.size.0).collect()
    }

    /// Runs something on the screen as it is now.
    pub(crate) fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(
            self.shared
                .state
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .parser
                .screen(),
        )
    }
}

impl Drop for Terminal {
    /// A failed test leaves no program behind.
    fn drop(&mut self) {
        let _ended = self.child.kill();
    }
}

fn read(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let mut bytes = [0; 8192];
    loop {
        let count = reader.read(&mut bytes).unwrap_or(0);
        let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        if count == 0 {
            state.ended = true;
        } else {
            let read = &bytes[..count];
            state.parser.process(read);
            state.written.extend_from_slice(read);
        }
        drop(state);
        shared.changed.notify_all();
        if count == 0 {
            return;
        }
    }
}

const fn size_of(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}
