//! How a command ends: the exit codes that all of them share, and what is said when one fails.

use std::process::ExitCode;

/// The exit codes, the same for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// Done: 0.
    Done,
    /// The check says error, or sending was refused before anything left: 1.
    Findings,
    /// The command line or the input cannot be used: 2.
    Unusable,
    /// The API refused: 3.
    Refused,
    /// The API was not reached: 4.
    NotReached,
    /// Accepted, but failed or not there in time: 5.
    NotDelivered,
    /// Nothing could be written or started: 6.
    CannotWrite,
    /// Interrupted: 130.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
            Self::Refused => 3,
            Self::NotReached => 4,
            Self::NotDelivered => 5,
            Self::CannotWrite => 6,
            Self::Interrupted => 130,
        }
    }

    /// The worse of two inputs' outcomes: unusable before findings before done.
    #[must_use]
    pub const fn worst(self, other: Self) -> Self {
        if other.code() > self.code() {
            other
        } else {
            self
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command ended early.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What is said on stderr: the place, what was expected, what came, what to do.
    pub message: String,
}

impl Failure {
    /// A failure with its exit code and its words.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
        }
    }

    /// Input that cannot be used.
    pub fn unusable(message: impl Into<String>) -> Self {
        Self::new(Exit::Unusable, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_several_inputs_is_unusable_then_findings() {
        assert_eq!(Exit::Done.worst(Exit::Findings), Exit::Findings);
        assert_eq!(Exit::Unusable.worst(Exit::Findings), Exit::Unusable);
        assert_eq!(Exit::Done.worst(Exit::Done), Exit::Done);
    }
}
