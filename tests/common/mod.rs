//! What the journeys share: a person's machine in a temporary folder, and the built program on it.

pub(crate) mod driver;
pub(crate) mod memory;
pub(crate) mod platform;
pub(crate) mod secrets;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Output;

use bluetick::files::Places;
use tempfile::TempDir;

/// A machine of one's own: a project folder, and home and XDG folders beside it. Nothing is inherited
/// from the machine that the tests run on.
pub(crate) struct Machine {
    folder: TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// What it printed.
    pub(crate) stdout: String,
    /// What it said beside.
    pub(crate) stderr: String,
}

impl Machine {
    /// A fresh machine.
    pub(crate) fn new() -> Self {
        let machine = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir(machine.project()).unwrap();
        machine
    }

    /// The folder that commands run in.
    pub(crate) fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// Where the program keeps things on this machine.
    pub(crate) fn places(&self) -> Places {
        let own = |name: &str| self.folder.path().join(name).join("bluetick");
        Places {
            project: self.project(),
            config: own("config"),
            data: own("data"),
            state: own("state"),
        }
    }

    /// Writes a file of the project, and the folders that it needs.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.project().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The environment that programs see here.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let own = |name: &str| self.folder.path().join(name).display().to_string();
        vec![
            ("HOME", own("home")),
            ("XDG_CONFIG_HOME", own("config")),
            ("XDG_DATA_HOME", own("data")),
            ("XDG_STATE_HOME", own("state")),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TZ", "UTC".to_owned()),
        ]
    }

    /// The program, ready to be run in the project folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_bluetick"));
        command
            .env_clear()
            .envs(self.environment())
            .current_dir(self.project())
            .args(arguments);
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs the program in another folder.
    pub(crate) fn run_in(&self, folder: &Path, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        command.current_dir(folder).output().unwrap().into()
    }

    /// Runs the program on a terminal with these further variables; gives all that it wrote there.
    pub(crate) fn run_on_terminal(&self, arguments: &[&str], variables: &[(&str, &str)]) -> String {
        let terminal = portable_pty::native_pty_system()
            .openpty(portable_pty::PtySize {
                cols: 100,
                rows: 40,
                ..portable_pty::PtySize::default()
            })
            .unwrap();
        let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_bluetick"));
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        command.args(arguments);
        command.cwd(self.project());
        let mut reader = terminal.master.try_clone_reader().unwrap();
        let mut child = terminal.slave.spawn_command(command).unwrap();
        drop(terminal.slave);
        let mut written = Vec::new();
        // Once the program has ended, reading fails on some systems instead of giving nothing.
        let _ended = reader.read_to_end(&mut written);
        child.wait().unwrap();
        String::from_utf8(written).unwrap()
    }

    /// Runs the program with this on stdin.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: impl Into<Vec<u8>>) -> Ran {
        let mut command = self.command(arguments);
        command.write_stdin(stdin).output().unwrap().into()
    }
}

impl Ran {
    /// What was printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in {}{}", self.stdout, self.stderr))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
