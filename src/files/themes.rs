//! Theme files of project and person: which there are, and the text of one.
//!
//! What a theme says, and the themes that come with the program, are the composer's business.

use std::fs;
use std::path::{Path, PathBuf};

use super::places::Places;
use super::read::{ReadFileError, read};

/// A theme's text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Why there is no such theme.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// Neither the project nor the person has a theme of that name.
    #[error("no theme file is called {name:?}; looked in {} and {}", .folders[0].display(), .folders[1].display())]
    Unknown {
        /// What was asked for.
        name: String,
        /// Where it was looked for.
        folders: [PathBuf; 2],
    },
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadFileError),
}

/// The theme at that path, or the project's or the person's of that name.
///
/// # Errors
/// When there is none, or it cannot be read.
pub fn find(places: &Places, wanted: &str) -> Result<ThemeFile, ThemeError> {
    let path = Path::new(wanted);
    if wanted.contains('/') || path.extension().is_some_and(|it| it == "toml") {
        return open(path);
    }
    let folders = places.theme_folders();
    let file = folders
        .iter()
        .map(|folder| folder.join(format!("{wanted}.toml")))
        .find(|path| path.is_file());
    match file {
        Some(path) => open(&path),
        None => Err(ThemeError::Unknown {
            name: wanted.to_owned(),
            folders,
        }),
    }
}

/// The names of the project's and the person's themes, sorted, each once.
pub fn names(places: &Places) -> Vec<String> {
    let mut names: Vec<String> = places
        .theme_folders()
        .iter()
        .flat_map(|folder| in_folder(folder))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn open(path: &Path) -> Result<ThemeFile, ThemeError> {
    Ok(ThemeFile {
        text: read(path)?.text,
        path: path.to_owned(),
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
    fn an_unknown_theme_says_where_it_was_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let error = find(&places, "no-such-theme").unwrap_err().to_string();
        assert!(
            error.contains("no-such-theme") && error.contains("themes"),
            "{error}"
        );
    }
}
