//! Signals from outside, and stopping for the shell.

use std::io;

use rustix::process::{Signal, getpgid, getsid, kill_current_process_group};
use tokio::signal::unix::{SignalKind, signal};

/// What a signal asks of the composer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// To keep unsaved work and end: SIGTERM, SIGHUP, SIGINT.
    End,
    /// To give the terminal to the shell: SIGTSTP.
    Suspend,
    /// To draw everything afresh: SIGCONT after a stop that could not be prepared.
    Continue,
}

/// The signals that the composer answers to.
#[derive(Debug)]
pub struct Signals {
    terminate: tokio::signal::unix::Signal,
    hangup: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    suspend: tokio::signal::unix::Signal,
    resume: tokio::signal::unix::Signal,
}

impl Signals {
    /// Begins to listen; needs a running tokio.
    ///
    /// # Errors
    ///
    /// When the system does not let signals be caught.
    pub fn listen() -> io::Result<Self> {
        let caught = |kind: Signal| signal(SignalKind::from_raw(kind.as_raw()));
        Ok(Self {
            terminate: caught(Signal::TERM)?,
            hangup: caught(Signal::HUP)?,
            interrupt: caught(Signal::INT)?,
            suspend: caught(Signal::TSTP)?,
            resume: caught(Signal::CONT)?,
        })
    }

    /// The next signal; safe to drop while it waits.
    pub async fn next(&mut self) -> Interruption {
        tokio::select! {
            biased;
            _ = self.terminate.recv() => Interruption::End,
            _ = self.hangup.recv() => Interruption::End,
            _ = self.interrupt.recv() => Interruption::End,
            _ = self.suspend.recv() => Interruption::Suspend,
            _ = self.resume.recv() => Interruption::Continue,
        }
    }
}

/// Whether a shell waits that could continue a stopped program.
///
/// # Errors
///
/// When the program was started without a shell: stopping would leave it stopped for ever.
pub(super) fn has_shell() -> io::Result<()> {
    // A shell with job control leads the session and runs its children in groups of their own.
    let shell = getsid(None).and_then(|leader| getpgid(Some(leader)));
    if shell.is_ok_and(|group| getpgid(None) != Ok(group)) {
        Ok(())
    } else {
        Err(io::Error::other(
            "no shell waits behind the composer that could continue it",
        ))
    }
}

/// Stops the whole job (a program that started this one stops too, so that the shell notices) and
/// returns when it goes on.
pub(super) fn stop() -> io::Result<()> {
    // SIGTSTP is caught by ourselves, so the stop that cannot be caught.
    Ok(kill_current_process_group(Signal::STOP)?)
}

#[cfg(test)]
mod tests {
    use rustix::process::{getpid, kill_process};

    use super::*;

    #[tokio::test]
    async fn signals_arrive_as_what_they_ask() {
        let mut signals = Signals::listen().unwrap();
        for (sent, asked) in [
            (Signal::TERM, Interruption::End),
            (Signal::HUP, Interruption::End),
            (Signal::TSTP, Interruption::Suspend),
            (Signal::CONT, Interruption::Continue),
        ] {
            kill_process(getpid(), sent).unwrap();
            assert_eq!(signals.next().await, asked);
        }
    }
}
