//! What a file was when it was read, so that a change from outside is noticed.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
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
    let mut file = File::open(path).ok()?;
    let modified = file.metadata().and_then(|it| it.modified()).ok();
    // Piece by piece: whatever lies there now may be of any size.
    let mut digest = Sha256::new();
    let mut piece = [0; 16 * 1024];
    let mut len = 0;
    loop {
        let read = file.read(&mut piece).ok()?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        digest.update(bytes);
        len += u64::try_from(read).unwrap_or(u64::MAX);
    }
    Some(Stamp {
        modified,
        len,
        hash: hexadecimal(&digest.finalize()),
    })
}

/// The SHA-256 of bytes, in hex.
pub(super) fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    digest
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
    fn a_file_is_stamped_as_its_bytes_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.json");
        for size in [0, 1, 16 * 1024, 50_000] {
            let bytes = vec![b'x'; size];
            std::fs::write(&path, &bytes).unwrap();
            assert!(stamp(&path).unwrap().same_content(&Stamp::of(&bytes, None)));
        }
    }

    #[test]
    fn a_missing_file_has_no_stamp() {
        assert_eq!(stamp(Path::new("/nowhere/at/all.json")), None);
    }
}
