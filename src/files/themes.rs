//! Theme files: which there are, and the text of one. What a theme says is the composer's business.

use std::fs;
use std::path::{Path, PathBuf};

use super::places::Places;
use super::read::{ReadFileError, read};

/// The themes that come with the program: name and text, embedded from the folder `themes`.
pub const BUILT_IN: &[(&str, &str)] = &[];

/// A theme's text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// The file; none for a theme that comes with the program.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: String,
}

/// Why there is no such theme.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// Nothing of that name is there.
    #[error("no theme is called {name:?}; there are {}", known.join(", "))]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadFileError),
}

/// The theme of that name, or at that path: a path first, then the project's, the person's and the
/// built-in ones.
///
/// # Errors
/// When there is none, or it cannot be read.
pub fn find(places: &Places, wanted: &str) -> Result<ThemeFile, ThemeError> {
    let path = Path::new(wanted);
    if wanted.contains('/') || path.extension().is_some_and(|it| it == "toml") {
        return open(path);
    }
    let file = places
        .theme_folders()
        .into_iter()
        .map(|folder| folder.join(format!("{wanted}.toml")))
        .find(|path| path.is_file());
    if let Some(path) = file {
        return open(&path);
    }
    BUILT_IN
        .iter()
        .find(|(name, _)| *name == wanted)
        .map(|(_, text)| ThemeFile {
            path: None,
            text: (*text).to_owned(),
        })
        .ok_or_else(|| ThemeError::Unknown {
            name: wanted.to_owned(),
            known: names(places),
        })
}

/// The names of all themes, sorted, each once.
pub fn names(places: &Places) -> Vec<String> {
    let mut names: Vec<String> = BUILT_IN
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .chain(places.theme_folders().iter().flat_map(|it| in_folder(it)))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn open(path: &Path) -> Result<ThemeFile, ThemeError> {
    Ok(ThemeFile {
        text: read(path)?.text,
        path: Some(path.to_owned()),
    })
}

fn in_folder(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_found_by_path_and_by_name_and_the_project_wins() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let [project, personal] = places.theme_folders();
        fs::create_dir_all(&personal).unwrap();
        fs::write(personal.join("dusk.toml"), "mine").unwrap();
        assert_eq!(find(&places, "dusk").unwrap().text, "mine");
        fs::create_dir_all(&project).unwrap();
        fs::write(project.join("dusk.toml"), "ours").unwrap();
        assert_eq!(find(&places, "dusk").unwrap().text, "ours");
        let path = personal.join("dusk.toml");
        assert_eq!(find(&places, path.to_str().unwrap()).unwrap().text, "mine");
        assert!(names(&places).contains(&"dusk".to_owned()));
    }

    #[test]
    fn an_unknown_theme_names_those_that_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let error = find(&places, "no-such-theme").unwrap_err().to_string();
        assert!(error.contains("no-such-theme"), "{error}");
    }
}
