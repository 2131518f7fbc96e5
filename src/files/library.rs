//! The library: template definitions as files, `templates/NAME.LANGUAGE.json`.
//!
//! Each file is exactly what an account lists, plus when and from where it was fetched. The project's
//! folder wins over the person's. Called by the commands and the composer's picker; knows no account
//! and no network: what `templates pull` fetched is handed to [`keep()`].

mod entry;
mod import;
mod keep;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub use entry::{Entry, ReadEntryError};
pub use import::{Imported, definitions_in};
pub use keep::{Changed, KeepError, Kept, Outcome, keep, note_review, settle};

use crate::files::places::Places;

/// The definitions that there are, and the files that gave none.
#[derive(Debug, Default)]
pub struct Library {
    /// The definitions by name and language.
    pub entries: Vec<Entry>,
    /// What is wrong with files that are none, each with the file's name.
    pub warnings: Vec<String>,
}

impl Library {
    /// Reads the whole library.
    pub fn open(places: &Places) -> Self {
        Self::read(places, |_| true)
    }

    /// Reads the files that are named as all languages of one template are.
    pub fn of_name(places: &Places, name: &str) -> Self {
        let beginning = format!("{}.", stem(name));
        let mut library = Self::read(places, |file| file.starts_with(&beginning));
        library
            .entries
            .retain(|entry| entry.definition.name == name);
        library
    }

    fn read(places: &Places, is_wanted: impl Fn(&str) -> bool) -> Self {
        let mut library = Self::default();
        let mut known = BTreeSet::new();
        for folder in distinct(places.template_folders()) {
            let mut in_folder = BTreeSet::new();
            for path in files_of(&folder, &is_wanted) {
                match Entry::read(&path) {
                    Err(error) => library.warnings.push(error.to_string()),
                    Ok(entry) => library.take(entry, &known, &mut in_folder),
                }
            }
            known.extend(in_folder);
        }
        library
            .entries
            .sort_by(|one, other| one.key().cmp(&other.key()));
        library
    }

    /// Takes an entry unless a folder that wins has it; of two in one folder the first counts.
    fn take(
        &mut self,
        entry: Entry,
        known: &BTreeSet<(String, String)>,
        in_folder: &mut BTreeSet<(String, String)>,
    ) {
        let (name, language) = entry.key();
        let key = (name.to_owned(), language.to_owned());
        if known.contains(&key) {
            return;
        }
        if in_folder.contains(&key) {
            self.warnings.push(format!(
                "{}: another file here is the same template in the same language, and is used; remove one",
                entry.path.display()
            ));
            return;
        }
        in_folder.insert(key);
        self.entries.push(entry);
    }

    /// The definition of a template in a language.
    pub fn find(&self, name: &str, language: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.key() == (name, language))
    }
}

/// The names that files of the library bear, without reading any.
#[derive(Debug)]
pub struct Named(BTreeSet<String>);

impl Named {
    /// Those in the folders of these places.
    pub fn in_folders(places: &Places) -> Self {
        let folders = distinct(places.template_folders());
        let files = folders
            .iter()
            .flat_map(|folder| files_of(folder, &|_| true));
        let beginning = |path: PathBuf| {
            let name = path.file_name()?.to_str()?;
            name.split('.').next().map(str::to_owned)
        };
        Self(files.filter_map(beginning).collect())
    }

    /// Whether a file may be of the template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&stem(name))
    }
}

/// The folders, each once: the project may be the data folder.
fn distinct([first, second]: [PathBuf; 2]) -> Vec<PathBuf> {
    if first == second {
        vec![first]
    } else {
        vec![first, second]
    }
}

/// The visible `*.json` of a folder, by name; none of one that cannot be listed.
fn files_of(folder: &Path, is_wanted: &impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let is_definition = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        path.extension().is_some_and(|ending| ending == "json")
            && name.is_some_and(|name| !name.starts_with('.') && is_wanted(&name))
            && path.is_file()
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths.filter(is_definition).collect();
    paths.sort();
    paths
}

/// How much of a name stands in a file's name; names may have 512 characters, file names fewer.
const LONGEST: usize = 150;

/// A name or language as part of a file's name: what is not of the platform's signs becomes a hyphen, so
/// that no name can reach another folder.
fn stem(part: &str) -> String {
    let plain = |sign: char| {
        if sign.is_ascii_alphanumeric() || sign == '_' {
            sign
        } else {
            '-'
        }
    };
    part.chars().map(plain).take(LONGEST).collect()
}

/// The name of the file of a definition: `lamp_ready.en_US.json`.
fn file_name(name: &str, language: &str) -> String {
    format!("{}.{}.json", stem(name), stem(language))
}
