//! What commands read: a file, a draft by its name, an example, or stdin as `-`.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::check::nearest;
use crate::files::{self, Example, Places, ReadFileError, drafts};
use crate::message::{Draft, ReadError};

/// Text that a command was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What it is called in reports: the path as it was given, `-` for stdin.
    pub name: String,
    /// The text.
    pub text: String,
}

impl Input {
    /// Reads a file, or stdin for `-`.
    ///
    /// # Errors
    /// When there is no text to be had from it.
    pub fn read(path: &Path) -> Result<Self, ReadFileError> {
        let text = if is_stdin(path) {
            files::read_stream(io::stdin().lock(), Path::new("stdin"))?
        } else {
            files::read(path)?.text
        };
        Ok(Self {
            name: path.display().to_string(),
            text,
        })
    }

    /// Reads what `wanted` means: stdin, a file, or a draft or example by name.
    ///
    /// # Errors
    /// When there is no such thing, or it gives no text.
    pub fn find(places: &Places, wanted: &Path) -> Result<Self, ReadFileError> {
        if is_stdin(wanted) {
            return Self::read(wanted);
        }
        match drafts::find(places, wanted)? {
            drafts::Found::File(path) => Self::read(&path),
            drafts::Found::Example(example) => Ok(Self::from(example)),
        }
    }

    /// Opens the text as a draft.
    ///
    /// # Errors
    /// When it is no JSON object; says where.
    pub fn draft(&self) -> Result<Draft, Failure> {
        Draft::parse(&self.text).map_err(|error| Failure::unusable(self.refusal(&error)))
    }

    /// What is said of text that cannot be opened: `menu.json:1:9: expected …`.
    pub fn refusal(&self, error: &ReadError) -> String {
        let ReadError {
            line,
            column,
            message,
            help,
        } = error;
        format!("{}:{line}:{column}: {message}; {help}", self.name)
    }
}

impl From<&Example> for Input {
    fn from(example: &Example) -> Self {
        Self {
            name: format!("{}.json", example.name),
            text: example.text.to_owned(),
        }
    }
}

impl From<ReadFileError> for Failure {
    fn from(error: ReadFileError) -> Self {
        Self::unusable(error.to_string())
    }
}

/// Finds a draft and opens it, for commands that need exactly one.
///
/// # Errors
/// When there is no such draft, or it cannot be opened.
pub fn open(places: &Places, wanted: &Path) -> Result<(Input, Draft), Failure> {
    let input =
        Input::find(places, wanted).map_err(|error| unknown(places, wanted, &error, &[]))?;
    let draft = input.draft()?;
    Ok((input, draft))
}

/// What is said of something that cannot be read; with the draft or command that was probably meant.
pub(super) fn unknown(
    places: &Places,
    wanted: &Path,
    error: &ReadFileError,
    commands: &[&str],
) -> Failure {
    let drafts = drafts::list(places);
    let names = drafts.iter().map(|draft| draft.name.as_str());
    let near = wanted
        .to_str()
        .filter(|_| matches!(error, ReadFileError::Unknown(_)))
        .and_then(|name| nearest(name, names.chain(commands.iter().copied())));
    let meant = match near {
        Some(near) if commands.contains(&near) => format!("; is `bluetick {near}` meant?"),
        Some(near) => format!("; is {near:?} meant?"),
        None => String::new(),
    };
    Failure::unusable(format!("{error}{meant}"))
}

/// The files that a list of files and folders means: of folders all `*.json` in them, however deep, by
/// name; left out are hidden ones, and pipes and devices, which might never end. What cannot be listed
/// comes back as the reason.
pub fn expand(paths: &[PathBuf]) -> Vec<Result<PathBuf, Failure>> {
    let mut found = Vec::new();
    for path in paths {
        if !is_stdin(path) && path.is_dir() {
            let before = found.len();
            walk(path, &mut found, &mut HashSet::new());
            if found.len() == before {
                found.push(Err(Failure::unusable(format!(
                    "{}: no *.json in this folder",
                    path.display()
                ))));
            }
        } else {
            found.push(Ok(path.clone()));
        }
    }
    found
}

/// Finds the files of a folder, unless it is one of those `seen`: links may lead back to where they stand.
fn walk(folder: &Path, found: &mut Vec<Result<PathBuf, Failure>>, seen: &mut HashSet<PathBuf>) {
    if folder
        .canonicalize()
        .is_ok_and(|canonical| !seen.insert(canonical))
    {
        return;
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Err(Failure::unusable(format!(
                "{}: cannot be listed: {error}",
                folder.display()
            ))));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_hidden {
            continue;
        }
        // What gives no metadata, such as a link to nothing, is reported when it is read.
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => walk(&path, found, seen),
            Ok(metadata) if !metadata.is_file() => {}
            _ if path.extension().is_some_and(|ending| ending == "json") => found.push(Ok(path)),
            _ => {}
        }
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_give_their_json_however_deep_and_nothing_hidden() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("a/b")).unwrap();
        std::fs::create_dir_all(root.join(".git")).unwrap();
        for file in [
            "z.json",
            "a/b/deep.json",
            "a/notes.txt",
            ".git/x.json",
            ".h.json",
        ] {
            std::fs::write(root.join(file), "{}").unwrap();
        }
        let found: Vec<PathBuf> = expand(&[root.to_owned()])
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(found, [root.join("a/b/deep.json"), root.join("z.json")]);
    }

    #[test]
    fn links_that_lead_back_and_what_is_no_file_are_passed_by() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::write(root.join("menu.json"), "{}").unwrap();
        for name in ["back", "back-again"] {
            std::os::unix::fs::symlink(root, root.join(name)).unwrap();
        }
        std::os::unix::fs::symlink(root.join("none"), root.join("gone.json")).unwrap();
        std::os::unix::fs::symlink("/dev/null", root.join("device.json")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.json")).unwrap();
        let found: Vec<PathBuf> = expand(&[root.to_owned()])
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(found, [root.join("gone.json"), root.join("menu.json")]);
    }

    #[test]
    fn a_folder_without_json_is_unusable() {
        let folder = tempfile::tempdir().unwrap();
        let found = expand(&[folder.path().to_owned()]);
        assert!(
            matches!(found.as_slice(), [Err(failure)] if failure.message.contains("no *.json"))
        );
    }

    #[test]
    fn text_that_is_no_json_is_refused_with_its_place() {
        let input = Input {
            name: "menu.json".to_owned(),
            text: "{\"type\":".to_owned(),
        };
        let failure = input.draft().unwrap_err();
        assert!(failure.message.starts_with("menu.json:1:"), "{failure}");
    }
}
