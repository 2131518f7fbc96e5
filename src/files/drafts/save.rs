//! Writing drafts: save, save as, rename, duplicate.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::files::names::file_stem;
use crate::files::places::Places;
use crate::files::read::read;
use crate::files::stamp::{Stamp, stamp};
use crate::files::write::{Existing, Readers, atomic, folder_of};
use crate::message::VERSION;

/// What the file that is saved to must be at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Not there: a draft saved for the first time.
    New,
    /// As it was when it was read or last written.
    Unchanged(Stamp),
    /// Whatever it is: the person was asked and said so.
    Anything,
}

/// Why a draft was not written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Something else wrote the file since it was read; saving needs a word from the person.
    #[error("{}: changed outside since it was opened", .0.display())]
    ChangedOutside(PathBuf),
    /// A file is there already.
    #[error("{}: a file of this name is already there; choose another name", .0.display())]
    Exists(PathBuf),
    /// The file's permissions forbid it.
    #[error("{}: the file is read-only; save under another name or change its permissions", .0.display())]
    ReadOnly(PathBuf),
    /// The file on disk was written by a newer version of this program.
    #[error(
        "{}: written by a newer version of bluetick (format {version}; this one knows {VERSION}); \
         save under another name", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version that it names.
        version: u64,
    },
    /// The system refuses.
    #[error("{}: cannot be written: {error}", path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl SaveError {
    pub(super) fn system(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists(path.to_owned()),
            _ => Self::System {
                path: path.to_owned(),
                error,
            },
        }
    }
}

/// Writes a draft whole or not at all; missing folders are made.
///
/// # Errors
/// When the file is not what was expected, is read-only or of a newer version, or the system refuses.
pub fn save(path: &Path, text: &str, expected: &Expected) -> Result<Stamp, SaveError> {
    let folder = folder_of(path);
    fs::create_dir_all(&folder).map_err(|error| SaveError::System {
        path: folder.clone(),
        error,
    })?;
    refuse_protected(path)?;
    let existing = match expected {
        Expected::New => Existing::Keep,
        Expected::Anything => Existing::Replace,
        Expected::Unchanged(known) => match stamp(path) {
            Some(now) if !now.same_content(known) => {
                return Err(SaveError::ChangedOutside(path.to_owned()));
            }
            // A file that was removed outside is simply written again.
            _ => Existing::Replace,
        },
    };
    atomic(path, text.as_bytes(), Readers::Umask, existing)
        .map_err(|error| SaveError::system(path, error))?;
    let modified = fs::metadata(path).and_then(|it| it.modified()).ok();
    Ok(Stamp::of(text.as_bytes(), modified))
}

/// A rename would replace read-only and newer files alike, so both are looked for first.
fn refuse_protected(path: &Path) -> Result<(), SaveError> {
    let Ok(metadata) = fs::metadata(path) else {
        return Ok(());
    };
    if metadata.permissions().readonly() {
        return Err(SaveError::ReadOnly(path.to_owned()));
    }
    match version(path) {
        Some(version) if version > VERSION => Err(SaveError::Newer {
            path: path.to_owned(),
            version,
        }),
        _ => Ok(()),
    }
}

/// The format version that the draft on disk names; none where it is no draft.
fn version(path: &Path) -> Option<u64> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u64,
        #[serde(rename = "message")]
        _message: serde::de::IgnoredAny,
    }
    let text = read(path).ok()?.text;
    serde_json::from_str::<Versioned>(&text)
        .ok()
        .map(|it| it.version)
}

/// A path for a new draft of that title that no file has yet: `menu.json`, else `menu-2.json`.
pub fn free_path(places: &Places, title: &str) -> PathBuf {
    free_in(&places.new_drafts(), title)
}

fn free_in(folder: &Path, title: &str) -> PathBuf {
    let stem = file_stem(title);
    let first = folder.join(format!("{stem}.json"));
    std::iter::once(first.clone())
        .chain((2..1000).map(|number| folder.join(format!("{stem}-{number}.json"))))
        .find(|path| fs::symlink_metadata(path).is_err())
        .unwrap_or(first)
}

/// Gives a draft's file the name that its new title makes, in the folder where it stands.
///
/// # Errors
/// When a file of that name is there, or the system refuses.
pub fn rename(path: &Path, title: &str) -> Result<PathBuf, SaveError> {
    let new = folder_of(path).join(format!("{}.json", file_stem(title)));
    if new == path {
        return Ok(new);
    }
    if fs::symlink_metadata(&new).is_ok() {
        return Err(SaveError::Exists(new));
    }
    fs::rename(path, &new).map_err(|error| SaveError::system(path, error))?;
    Ok(new)
}

/// Writes a copy of a draft beside it, or among the new drafts when it has no file, under the name
/// that its title makes.
///
/// # Errors
/// When the system refuses.
pub fn duplicate(
    places: &Places,
    original: Option<&Path>,
    title: &str,
    text: &str,
) -> Result<(PathBuf, Stamp), SaveError> {
    let folder = original.map_or_else(|| places.new_drafts(), folder_of);
    let path = free_in(&folder, title);
    let stamp = save(&path, text, &Expected::New)?;
    Ok((path, stamp))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, PathBuf, Stamp) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("menu.json");
        fs::write(&path, text).unwrap();
        let stamp = stamp(&path).unwrap();
        (folder, path, stamp)
    }

    #[test]
    fn a_file_changed_outside_is_not_overwritten_unless_forced() {
        let (_folder, path, known) = file("{}");
        fs::write(&path, r#"{"from": "outside"}"#).unwrap();
        let refused = save(&path, "mine", &Expected::Unchanged(known));
        assert!(matches!(refused, Err(SaveError::ChangedOutside(_))));
        let stamp = save(&path, "mine", &Expected::Anything).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        save(&path, "again", &Expected::Unchanged(stamp)).unwrap();
    }

    #[test]
    fn a_file_touched_without_a_change_is_saved() {
        let (_folder, path, known) = file("{}");
        fs::write(&path, "{}").unwrap();
        save(&path, "mine", &Expected::Unchanged(known)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn a_file_removed_outside_is_written_again() {
        let (_folder, path, known) = file("{}");
        fs::remove_file(&path).unwrap();
        save(&path, "mine", &Expected::Unchanged(known)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn read_only_and_newer_files_are_refused() {
        let (_folder, path, _) = file(r#"{"version": 2, "message": {}}"#);
        let refused = save(&path, "mine", &Expected::Anything);
        assert!(matches!(refused, Err(SaveError::Newer { version: 2, .. })));
        fs::write(&path, "{}").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let refused = save(&path, "mine", &Expected::Anything);
        assert!(matches!(refused, Err(SaveError::ReadOnly(_))));
    }

    #[test]
    fn a_first_save_does_not_replace_a_stranger_and_makes_its_folder() {
        let (folder, path, _) = file("{}");
        assert!(matches!(
            save(&path, "mine", &Expected::New),
            Err(SaveError::Exists(_))
        ));
        save(&folder.path().join("new/deep.json"), "mine", &Expected::New).unwrap();
    }

    #[test]
    fn renaming_and_duplicating_never_replace_a_file() {
        let (folder, path, _) = file("{}");
        let places = Places::inside(folder.path().to_owned());
        let (copy, _) = duplicate(&places, Some(&path), "Menu", "{}").unwrap();
        assert!(copy.ends_with("menu-2.json"));
        assert!(matches!(rename(&copy, "Menu"), Err(SaveError::Exists(_))));
        let moved = rename(&copy, "Tea menu").unwrap();
        assert!(moved.ends_with("tea-menu.json") && moved.exists() && !copy.exists());
    }
}
