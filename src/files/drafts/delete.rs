//! Deleting a draft so that it can be taken back: it is moved to the trash in the state folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::save::SaveError;
use crate::files::places::Places;
use crate::files::write::{Existing, Readers, atomic, private_folder};

/// How many deleted drafts the trash keeps.
const KEPT: usize = 50;

/// A draft that was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// Where it stood.
    pub path: PathBuf,
    /// Where it stands in the trash.
    trash: PathBuf,
}

/// Moves a draft's file to the trash.
///
/// # Errors
/// When the system refuses; the file stays then.
pub fn delete(places: &Places, path: &Path) -> Result<Deleted, SaveError> {
    let folder = places.state.join("trash");
    private_folder(&folder).map_err(|error| SaveError::system(&folder, error))?;
    let trash = free_name(&folder, path);
    move_file(path, &trash).map_err(|error| SaveError::system(path, error))?;
    forget_oldest(&folder);
    Ok(Deleted {
        path: path.to_owned(),
        trash,
    })
}

impl Deleted {
    /// Puts the draft back where it stood.
    ///
    /// # Errors
    /// When another file stands there by now, or the system refuses.
    pub fn restore(&self) -> Result<PathBuf, SaveError> {
        if fs::symlink_metadata(&self.path).is_ok() {
            return Err(SaveError::Exists(self.path.clone()));
        }
        move_file(&self.trash, &self.path).map_err(|error| SaveError::system(&self.path, error))?;
        Ok(self.path.clone())
    }
}

/// A name in the trash that sorts by the number of its deletion: `000007-menu.json`.
fn free_name(folder: &Path, path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map_or_else(|| "draft.json".into(), |name| name.to_string_lossy());
    let next = entries(folder)
        .last()
        .and_then(|last| last.file_name()?.to_str()?.split('-').next()?.parse().ok())
        .map_or(1, |last: u64| last.saturating_add(1));
    folder.join(format!("{next:06}-{name}"))
}

/// A rename, or where the trash is on another disk a copy and a removal.
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            atomic(to, &fs::read(from)?, Readers::Owner, Existing::Keep)?;
            fs::remove_file(from)
        }
        other => other,
    }
}

fn forget_oldest(folder: &Path) {
    let entries = entries(folder);
    let surplus = entries.len().saturating_sub(KEPT);
    for path in entries.into_iter().take(surplus) {
        // What cannot be removed now is tried again at the next deletion.
        let _later = fs::remove_file(path);
    }
}

/// The files of the trash, oldest first.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deleted_draft_comes_back_with_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let path = folder.path().join("menu.json");
        fs::write(&path, "first").unwrap();
        let first = delete(&places, &path).unwrap();
        fs::write(&path, "second").unwrap();
        let second = delete(&places, &path).unwrap();
        assert!(!path.exists());
        second.restore().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        assert!(matches!(first.restore(), Err(SaveError::Exists(_))));
    }

    #[test]
    fn the_trash_keeps_only_the_latest() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let path = folder.path().join("menu.json");
        for number in 0..KEPT + 3 {
            fs::write(&path, number.to_string()).unwrap();
            delete(&places, &path).unwrap();
        }
        let kept = entries(&places.state.join("trash"));
        assert_eq!(kept.len(), KEPT);
        assert_eq!(fs::read_to_string(&kept[0]).unwrap(), "3");
    }
}
