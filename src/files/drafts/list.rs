//! Which drafts there are, and which one a name means.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Deserialize;

use crate::files::examples::{EXAMPLES, Example, example};
use crate::files::places::Places;
use crate::files::read::{LARGEST, ReadFileError};

/// Where a draft comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The folder `drafts` of the project.
    Project,
    /// The person's data folder.
    Personal,
    /// Embedded in the program; saving asks for a place.
    Example,
}

/// One draft that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    /// What it is called: the file's name without ending.
    pub name: String,
    /// What its author called it; the name where the file does not say.
    pub title: String,
    /// The file; none for an example.
    pub path: Option<PathBuf>,
    /// Where it comes from.
    pub origin: Origin,
    /// When it was last written.
    pub modified: Option<SystemTime>,
}

/// What a name or path on the command line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file; need not exist when a path was given.
    File(PathBuf),
    /// An example of that name.
    Example(&'static Example),
}

/// All drafts by origin and name. An example is hidden by a draft of the same name.
pub fn list(places: &Places) -> Vec<DraftFile> {
    let mut drafts = folder(&places.project_drafts(), Origin::Project);
    if places.personal_drafts() != places.project_drafts() {
        drafts.extend(folder(&places.personal_drafts(), Origin::Personal));
    }
    let examples: Vec<DraftFile> = EXAMPLES
        .iter()
        .filter(|example| drafts.iter().all(|draft| draft.name != example.name))
        .map(|example| DraftFile {
            name: example.name.to_owned(),
            title: title(example.text).unwrap_or_else(|| example.name.to_owned()),
            path: None,
            origin: Origin::Example,
            modified: None,
        })
        .collect();
    drafts.extend(examples);
    drafts
}

/// What `wanted` means: a path that exists, else a draft by its name, else an example, else a path.
///
/// # Errors
/// When it looks like a name and there is no such draft.
pub fn find(places: &Places, wanted: &Path) -> Result<Found, ReadFileError> {
    if wanted.exists() {
        return Ok(Found::File(wanted.to_owned()));
    }
    let is_name = wanted.components().count() == 1;
    let name = wanted.to_str().filter(|_| is_name);
    let Some(name) = name else {
        return Err(ReadFileError::Missing(wanted.to_owned()));
    };
    let stem = name.strip_suffix(".json").unwrap_or(name);
    [places.project_drafts(), places.personal_drafts()]
        .into_iter()
        .map(|folder| folder.join(format!("{stem}.json")))
        .find(|path| path.is_file())
        .map(Found::File)
        .or_else(|| example(name).map(Found::Example))
        .ok_or_else(|| ReadFileError::Unknown(wanted.to_owned()))
}

/// The drafts of one folder, by name; a folder that cannot be read has none.
fn folder(path: &Path, origin: Origin) -> Vec<DraftFile> {
    let Ok(entries) = fs::read_dir(path) else {
        return Vec::new();
    };
    let mut drafts: Vec<DraftFile> = entries
        .flatten()
        .filter_map(|entry| draft_file(entry.path(), origin))
        .collect();
    drafts.sort_by(|one, other| one.name.cmp(&other.name));
    drafts
}

fn draft_file(path: PathBuf, origin: Origin) -> Option<DraftFile> {
    if path.extension()? != "json" {
        return None;
    }
    let name = path.file_stem()?.to_string_lossy().into_owned();
    if name.starts_with('.') {
        return None;
    }
    let metadata = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let title = if metadata.len() <= LARGEST {
        fs::read_to_string(&path).ok().and_then(|text| title(&text))
    } else {
        None
    };
    Some(DraftFile {
        title: title.unwrap_or_else(|| name.clone()),
        name,
        path: Some(path),
        origin,
        modified: metadata.modified().ok(),
    })
}

/// What a draft's author called it.
fn title(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
        #[serde(rename = "message")]
        _message: serde::de::IgnoredAny,
    }
    serde_json::from_str::<Named>(text)
        .ok()
        .map(|named| named.name)
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        fs::create_dir_all(places.project_drafts()).unwrap();
        fs::create_dir_all(places.personal_drafts()).unwrap();
        (folder, places)
    }

    #[test]
    fn drafts_are_listed_by_name_and_called_by_their_title() {
        let (_folder, places) = places();
        let drafts = places.project_drafts();
        fs::write(
            drafts.join("b.json"),
            r#"{"name": "Second", "message": {}}"#,
        )
        .unwrap();
        fs::write(drafts.join("a.json"), "{broken").unwrap();
        fs::write(drafts.join("notes.txt"), "").unwrap();
        let found = list(&places);
        let titles: Vec<&str> = found
            .iter()
            .filter(|draft| draft.origin == Origin::Project)
            .map(|draft| draft.title.as_str())
            .collect();
        assert_eq!(titles, ["a", "Second"]);
    }

    #[test]
    fn the_project_wins_over_the_person() {
        let (_folder, places) = places();
        let mine = places.personal_drafts().join("menu.json");
        let ours = places.project_drafts().join("menu.json");
        fs::write(&mine, "{}").unwrap();
        assert_eq!(find(&places, Path::new("menu")).unwrap(), Found::File(mine));
        fs::write(&ours, "{}").unwrap();
        assert_eq!(find(&places, Path::new("menu")).unwrap(), Found::File(ours));
    }

    #[test]
    fn what_is_nowhere_is_missing() {
        let (_folder, places) = places();
        assert!(find(&places, Path::new("no-such-draft")).is_err());
        assert!(find(&places, Path::new("some/where.json")).is_err());
    }
}
