//! Replacing files whole, and the folders and permissions that go with it.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Who may read a file that is made new. A file that is replaced keeps its permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// Whoever the umask lets.
    Umask,
    /// Only the person: 0600.
    Owner,
}

/// Whether a file that is already there may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// It is replaced.
    Replace,
    /// The write fails with `AlreadyExists`.
    Keep,
}

/// Writes a file whole or not at all: a temporary file beside it, fsync, rename.
///
/// A symbolic link stays one; its target is replaced.
pub(super) fn atomic(
    path: &Path,
    bytes: &[u8],
    readers: Readers,
    existing: Existing,
) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&path);
    let permissions = match (fs::metadata(&path), readers) {
        (Ok(metadata), _) => metadata.permissions(),
        (Err(_), Readers::Umask) => Permissions::from_mode(0o666),
        (Err(_), Readers::Owner) => Permissions::from_mode(0o600),
    };
    let replaces = path.exists();
    let mut file = tempfile::Builder::new()
        .prefix(".bluetick-")
        .suffix(".tmp")
        .permissions(permissions.clone())
        .tempfile_in(&folder)
        .map_err(|error| io::Error::from(error.kind()))?; // the file's odd name helps nobody
    file.write_all(bytes)?;
    if replaces {
        // The umask took bits away when the temporary file was made.
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    match existing {
        Existing::Replace => file.persist(&path),
        Existing::Keep => file.persist_noclobber(&path),
    }
    .map_err(|error| error.error)?;
    sync_folder(&folder);
    Ok(())
}

/// Makes a folder and those above it, private where they are made new.
pub(super) fn private_folder(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

/// The folder that a file stands in.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Brings a rename to the disk. Some file systems cannot; the file itself is safe by then.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _unsupported = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_replaced_file_keeps_its_permissions_and_leaves_no_rubbish() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("menu.json");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o664)).unwrap();
        atomic(&path, b"new", Readers::Owner, Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(mode(&path), 0o664);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_private_file_is_made_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recipients.json");
        atomic(&path, b"[]", Readers::Owner, Existing::Replace).unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_file_that_must_be_new_does_not_replace_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("menu.json");
        fs::write(&path, "old").unwrap();
        let error = atomic(&path, b"new", Readers::Umask, Existing::Keep).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target.json");
        let link = folder.path().join("link.json");
        fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        atomic(&link, b"new", Readers::Umask, Existing::Replace).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }
}
