//! Tells when a file or a folder is changed from outside, without asking again and again.

use std::fs;
use std::path::{Path, PathBuf};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::write::folder_of;

/// A watch on some files and folders; it ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Why nothing is watched.
#[derive(Debug, thiserror::Error)]
#[error("cannot watch {} for changes: {reason}", path.display())]
pub struct WatchError {
    /// What was to be watched.
    pub path: PathBuf,
    /// What the system says.
    pub reason: String,
}

/// Watches files, and folders for the files in them. `on_change` is called on a thread of the
/// watcher's own with the path as it was given, for a folder's file the folder.
///
/// A file is watched through its folder, since saving replaces it; it need not exist. What is called
/// may come several times for one change and for changes of one's own: compare stamps.
///
/// # Errors
/// When the system watches no more files, or a folder is missing.
pub fn watch(
    paths: &[PathBuf],
    on_change: impl Fn(&Path) + Send + 'static,
) -> Result<Watch, WatchError> {
    let targets: Vec<(PathBuf, PathBuf)> = paths
        .iter()
        .map(|path| (absolute(path), path.clone()))
        .collect();
    let folders = targets
        .iter()
        .map(|(path, _)| folder(path))
        .collect::<Vec<_>>();
    let failed = |path: &Path, error: &notify::Error| WatchError {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for (path, given) in &targets {
            if event.paths.iter().any(|changed| concerns(changed, path)) {
                on_change(given);
            }
        }
    })
    .map_err(|error| failed(Path::new("files"), &error))?;
    for folder in folders {
        watcher
            .watch(&folder, RecursiveMode::NonRecursive)
            .map_err(|error| failed(&folder, &error))?;
    }
    Ok(Watch { _watcher: watcher })
}

/// Whether a change of `changed` is one of the watched file or of a visible file in the watched folder.
fn concerns(changed: &Path, watched: &Path) -> bool {
    let is_hidden = changed
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    changed == watched || (!is_hidden && changed.parent() == Some(watched))
}

/// The folder to watch for a path.
fn folder(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.to_owned()
    } else {
        folder_of(path)
    }
}

/// The path as the system will report it: its folder without links, and the name.
fn absolute(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let folder = fs::canonicalize(folder_of(path)).unwrap_or_else(|_| folder_of(path));
    path.file_name()
        .map_or_else(|| folder.clone(), |name| folder.join(name))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;

    fn watching(paths: &[PathBuf]) -> (Watch, Receiver<PathBuf>) {
        let (sender, receiver) = channel();
        let watch = watch(paths, move |path| {
            let _test_over = sender.send(path.to_owned());
        })
        .unwrap();
        (watch, receiver)
    }

    #[test]
    fn a_file_replaced_by_another_program_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("menu.json");
        fs::write(&path, "old").unwrap();
        let (_watch, changes) = watching(std::slice::from_ref(&path));
        let new = folder.path().join("other.tmp");
        fs::write(&new, "new").unwrap();
        fs::rename(&new, &path).unwrap();
        assert_eq!(changes.recv_timeout(Duration::from_secs(10)).unwrap(), path);
    }

    #[test]
    fn a_new_file_in_a_folder_is_reported_as_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        let (_watch, changes) = watching(std::slice::from_ref(&path));
        fs::write(path.join("menu.json"), "{}").unwrap();
        assert_eq!(changes.recv_timeout(Duration::from_secs(10)).unwrap(), path);
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_it() {
        let path = PathBuf::from("/nowhere/at/all/menu.json");
        let error = watch(&[path], |_| {}).unwrap_err();
        assert!(error.to_string().contains("/nowhere/at/all"));
    }
}
