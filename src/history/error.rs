//! What can go wrong with a history, told so that a person can act on it.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// A history that cannot be opened, read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// The folder takes no files.
    #[error(
        "the history {} cannot be made: {reason}; make its folder writable, or free some space", path.display()
    )]
    Folder {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A newer program has written the file.
    #[error(
        "the history {} is of version {found}, and this bluetick knows version {known}; use the newer bluetick, or move the file away",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: usize,
        /// Ours.
        known: usize,
    },
    /// Another program holds the file.
    #[error("the history is locked by another program; end that program, and try again")]
    Locked,
    /// There is no space left.
    #[error(
        "the history cannot grow: the disk is full; free some space, or run `bluetick history prune`"
    )]
    Full,
    /// The file may not be written.
    #[error("the history may not be written: {0}; make the file and its folder writable")]
    ReadOnly(String),
    /// The file is no history, or is broken.
    #[error("the history is damaged: {0}")]
    Damaged(String),
    /// The disk cannot be read from or written to.
    #[error("the history cannot be reached: {0}; look after the disk that it is on")]
    Device(String),
    /// What else `SQLite` says.
    #[error("the history failed: {0}")]
    Other(String),
    /// The history has been closed.
    #[error("the history is closed")]
    Closed,
}

impl From<rusqlite::Error> for HistoryError {
    fn from(error: rusqlite::Error) -> Self {
        let said = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly(said)
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(said),
            Some(ErrorCode::SystemIoFailure) => Self::Device(said),
            _ => Self::Other(said),
        }
    }
}
