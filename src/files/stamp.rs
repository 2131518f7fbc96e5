//! What a file was when it was read, so that a change from outside is noticed.

use std::fmt::Write as _;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The state of a file at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When it was last written, as far as the file system knows.
    pub modified: Option<SystemTime>,
    /// Its length in bytes.
    pub len: u64,
    /// The SHA-256 of its bytes, in hex.
    pub hash: String,
}

impl Stamp {
    /// The stamp of these bytes, written at that time.
    pub fn of(bytes: &[u8], modified: Option<SystemTime>) -> Self {
        Self {
            modified,
            len: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            hash: hash(bytes),
        }
    }

    /// Whether both stand for the same bytes, whenever they were written.
    pub fn same_content(&self, other: &Self) -> bool {
        self.len == other.len && self.hash == other.hash
    }
}

/// The stamp of the file as it is now; none when it cannot be read.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let bytes = std::fs::read(path).ok()?;
    let modified = std::fs::metadata(path).and_then(|it| it.modified()).ok();
    Some(Stamp::of(&bytes, modified))
}

/// The SHA-256 of bytes, in hex.
pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _infallible = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_written_later_are_the_same_content() {
        let first = Stamp::of(b"{}", None);
        let later = Stamp::of(b"{}", Some(SystemTime::UNIX_EPOCH));
        assert!(first.same_content(&later));
        assert!(!first.same_content(&Stamp::of(b"[]", None)));
    }

    #[test]
    fn a_missing_file_has_no_stamp() {
        assert_eq!(stamp(Path::new("/nowhere/at/all.json")), None);
    }
}
