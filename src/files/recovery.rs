//! Unsaved work, kept so that a crash or a `kill -9` loses nothing.
//!
//! The composer's runtime begins a [`Session`], writes each draft with unsaved work into it within a
//! second of an edit, and forgets it when the draft is saved. At the next start [`Session::pending`]
//! lists what earlier runs left behind. A session holds a lock on a file of its own, which the system
//! lifts however the program ends; so a composer that still runs is never taken for a crashed one.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::places::Places;
use super::read::LARGEST;
use super::stamp::{Stamp, hash, stamp};
use super::write::{Existing, Readers, atomic, private_folder};

/// The unsaved work on one draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsaved {
    /// The draft's file; none for one that was never saved.
    pub path: Option<PathBuf>,
    /// The SHA-256 of the file as it was when the work began.
    pub base_hash: Option<String>,
    /// The draft as it would be saved.
    pub draft: String,
}

impl Unsaved {
    /// The work on the draft `text`, begun on a file in that state.
    pub fn new(path: Option<PathBuf>, base: Option<&Stamp>, draft: String) -> Self {
        Self {
            path,
            base_hash: base.map(|stamp| stamp.hash.clone()),
            draft,
        }
    }
}

/// Unsaved work that an earlier run left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The work.
    pub unsaved: Unsaved,
    /// How it stands to the draft's file of today.
    pub standing: Standing,
    /// The recovery file.
    file: PathBuf,
}

/// How recovered work stands to the file that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The file is as it was when the work began, or there was none.
    Current,
    /// The file was changed since; taking the work over would undo that.
    FileChanged,
    /// The file is gone.
    FileGone,
}

/// One running composer's recovery files.
#[derive(Debug)]
pub struct Session {
    folder: PathBuf,
    id: String,
    /// Held for as long as the session lives.
    _lock: File,
}

impl Session {
    /// Begins a session.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn begin(places: &Places) -> io::Result<Self> {
        let folder = places.state.join("recovery");
        private_folder(&folder)?;
        loop {
            let id = format!("{:012x}", fastrand::u64(..) >> 16);
            match locked(&folder, &id) {
                Ok(lock) => {
                    return Ok(Self {
                        folder,
                        id,
                        _lock: lock,
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Keeps the unsaved work on the draft that this run calls `draft`.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn keep(&self, draft: u64, unsaved: &Unsaved) -> io::Result<()> {
        private_folder(&self.folder)?;
        let text = serde_json::to_vec(unsaved)?;
        atomic(&self.file(draft), &text, Readers::Owner, Existing::Replace)
    }

    /// Forgets the unsaved work on a draft: it was saved, or its author let it go.
    ///
    /// # Errors
    /// When the recovery file is there and cannot be removed.
    pub fn forget(&self, draft: u64) -> io::Result<()> {
        remove(&self.file(draft))
    }

    /// What earlier runs left behind, by file name. Work that equals its file by now, files that are
    /// broken, and locks without work are cleared away.
    pub fn pending(&self) -> Vec<Pending> {
        let files = files_in(&self.folder);
        let mut pending = Vec::new();
        for file in &files {
            if session_of(file) == Some(&self.id) || !is_abandoned(file) {
                continue;
            }
            match file.extension().and_then(|it| it.to_str()) {
                Some("json") => match read(file) {
                    Found::Work(work) => pending.push(work),
                    Found::Nothing => discard_quietly(file),
                    Found::Unreadable => {}
                },
                Some("lock") if !has_work(file, &files) => discard_quietly(file),
                _ => {}
            }
        }
        pending
    }

    fn file(&self, draft: u64) -> PathBuf {
        self.folder.join(format!("{}-{draft}.json", self.id))
    }
}

impl Drop for Session {
    /// Clears the lock file away; unsaved work stays for the next run.
    fn drop(&mut self) {
        discard_quietly(&lock_path(&self.folder, &self.id));
    }
}

impl Pending {
    /// Removes the recovery file: the work was taken over, or its author does not want it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn discard(&self) -> io::Result<()> {
        remove(&self.file)
    }
}

/// The work that earlier runs left behind, as [`Session::pending`] will offer it. Nothing is cleared away.
pub fn waiting(places: &Places) -> Vec<Unsaved> {
    let files = files_in(&places.state.join("recovery")).into_iter();
    let drafts = files.filter(|file| file.extension().is_some_and(|it| it == "json"));
    let abandoned = drafts.filter(|file| is_abandoned(file));
    let found = abandoned.filter_map(|file| match read(&file) {
        Found::Work(pending) => Some(pending.unsaved),
        Found::Nothing | Found::Unreadable => None,
    });
    found.collect()
}

/// The files of a folder, by name; none of one that cannot be listed.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// Whether the run that a recovery file belongs to has ended.
fn is_abandoned(file: &Path) -> bool {
    // A name that begins with a dot is a lock in the making.
    let id = session_of(file).filter(|id| !id.is_empty());
    let Some((folder, id)) = file.parent().zip(id) else {
        return false;
    };
    match File::open(lock_path(folder, id)) {
        Ok(lock) => !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)),
        Err(_) => true,
    }
}

/// What a recovery file holds.
enum Found {
    /// Work that is nowhere else.
    Work(Pending),
    /// Nothing to recover: it is broken, or its draft was saved.
    Nothing,
    /// What cannot be told.
    Unreadable,
}

/// Reads a recovery file.
fn read(file: &Path) -> Found {
    // A draft in quotation marks takes more room than the draft; nothing of ours takes so much more.
    let metadata = fs::metadata(file).ok();
    let readable = metadata.filter(|metadata| metadata.len() <= 4 * LARGEST);
    let Some(text) = readable.and_then(|_| fs::read_to_string(file).ok()) else {
        return Found::Unreadable;
    };
    let Ok(unsaved) = serde_json::from_str::<Unsaved>(&text) else {
        return Found::Nothing;
    };
    let now = unsaved.path.as_deref().map(stamp);
    let standing = match now {
        None => Standing::Current,
        Some(None) => Standing::FileGone,
        Some(Some(now)) if now.hash == hash(unsaved.draft.as_bytes()) => return Found::Nothing,
        Some(Some(now)) if Some(&now.hash) == unsaved.base_hash.as_ref() => Standing::Current,
        Some(Some(_)) => Standing::FileChanged,
    };
    Found::Work(Pending {
        unsaved,
        standing,
        file: file.to_owned(),
    })
}

/// Makes the lock file of a new session. It gets its name only once it is locked, so that nobody finds it
/// unlocked and takes its session for one that ended.
fn locked(folder: &Path, id: &str) -> io::Result<File> {
    let unnamed = folder.join(format!(".{id}.lock"));
    let lock = File::options()
        .write(true)
        .create_new(true)
        .open(&unnamed)?;
    lock.lock()?;
    fs::rename(&unnamed, lock_path(folder, id))?;
    Ok(lock)
}

fn lock_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.lock"))
}

/// The session that a recovery file or a lock belongs to.
fn session_of(file: &Path) -> Option<&str> {
    file.file_name()?.to_str()?.split(['-', '.']).next()
}

fn has_work(lock: &Path, files: &[PathBuf]) -> bool {
    files
        .iter()
        .any(|file| file != lock && session_of(file) == session_of(lock))
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn discard_quietly(file: &Path) {
    // What cannot be removed is found again, and judged again, at the next start.
    let _later = remove(file);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        (folder, places)
    }

    fn unsaved(path: Option<&Path>, draft: &str) -> Unsaved {
        let base = path.and_then(stamp);
        Unsaved::new(path.map(Path::to_owned), base.as_ref(), draft.to_owned())
    }

    #[test]
    fn work_of_a_run_that_ended_is_offered_once() {
        let (_folder, places) = places();
        let crashed = Session::begin(&places).unwrap();
        crashed.keep(1, &unsaved(None, "half a menu")).unwrap();
        assert!(waiting(&places).is_empty(), "it still runs");
        drop(crashed);
        assert_eq!(waiting(&places)[0].draft, "half a menu");
        let next = Session::begin(&places).unwrap();
        let pending = next.pending();
        assert_eq!(pending.len(), 1);
        assert_eq!(pending[0].unsaved.draft, "half a menu");
        assert_eq!(pending[0].standing, Standing::Current);
        pending[0].discard().unwrap();
        assert!(next.pending().is_empty());
    }

    #[test]
    fn work_of_a_composer_that_still_runs_is_left_alone() {
        let (_folder, places) = places();
        let other = Session::begin(&places).unwrap();
        other.keep(1, &unsaved(None, "in the making")).unwrap();
        let next = Session::begin(&places).unwrap();
        next.keep(1, &unsaved(None, "mine")).unwrap();
        assert!(next.pending().is_empty());
        assert!(other.pending().is_empty());
    }

    #[test]
    fn saved_work_is_forgotten() {
        let (_folder, places) = places();
        let session = Session::begin(&places).unwrap();
        session.keep(1, &unsaved(None, "draft")).unwrap();
        session.forget(1).unwrap();
        session.forget(1).unwrap();
        drop(session);
        assert!(Session::begin(&places).unwrap().pending().is_empty());
    }

    #[test]
    fn work_is_judged_by_the_file_that_it_belongs_to() {
        let (folder, places) = places();
        let path = |name: &str| folder.path().join(name);
        for name in ["same", "changed", "gone", "saved"] {
            fs::write(path(name), "before").unwrap();
        }
        let session = Session::begin(&places).unwrap();
        for (number, name) in ["same", "changed", "gone", "saved"].into_iter().enumerate() {
            session
                .keep(number as u64, &unsaved(Some(&path(name)), "after"))
                .unwrap();
        }
        fs::write(path("changed"), "by somebody else").unwrap();
        fs::remove_file(path("gone")).unwrap();
        fs::write(path("saved"), "after").unwrap();
        drop(session);
        let standings: Vec<Standing> = Session::begin(&places)
            .unwrap()
            .pending()
            .iter()
            .map(|pending| pending.standing)
            .collect();
        assert_eq!(
            standings,
            [Standing::Current, Standing::FileChanged, Standing::FileGone]
        );
    }

    #[test]
    fn broken_recovery_files_are_cleared_away() {
        let (_folder, places) = places();
        let session = Session::begin(&places).unwrap();
        let broken = places.state.join("recovery/00ff-1.json");
        fs::write(&broken, "{\"path\": ").unwrap();
        assert!(waiting(&places).is_empty() && broken.exists());
        assert!(session.pending().is_empty());
        assert!(!broken.exists());
    }
}
