//! Writing definitions into the library, and never over what somebody changed without saying so.

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::Value;

use super::entry::{Entry, hash_of, missing_key};
use super::{Library, file_name};
use crate::files::drafts::{Expected, SaveError, save};
use crate::files::places::Places;
use crate::template::{Definition, DefinitionError, Fetched, Source, as_listed};

/// What is done with a file that somebody changed since it was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is left as it is, and told.
    Keep,
    /// It is replaced: the person said so.
    Replace,
}

/// What became of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The library did not have it.
    New,
    /// The library has the same; only the time is new.
    Same,
    /// The library had an older one.
    Updated,
    /// The file was changed here, and is left as it is.
    LeftAsChanged,
}

/// A definition that was kept, or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The template's name.
    pub name: String,
    /// The language.
    pub language: String,
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
}

/// Why a definition was not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// It is none.
    #[error(transparent)]
    NoDefinition(#[from] DefinitionError),
    /// It does not say what it is called.
    #[error("a definition has no {0}, by which it is found")]
    Unnamed(&'static str),
    /// The file was not written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Keeps what came from an account or a file.
///
/// # Errors
/// When it is no definition with a name and a language, or cannot be written.
pub fn keep(
    places: &Places,
    definition: &Value,
    (source, now): (&Source, Timestamp),
    changed: Changed,
) -> Result<Kept, KeepError> {
    let read = Definition::read(definition)?;
    if let Some(missing) = missing_key(&read) {
        return Err(KeepError::Unnamed(missing));
    }
    let library = Library::of_name(places, &read.name);
    let known = library.find(&read.name, &read.language);
    let path = known.map_or_else(
        || {
            let file = file_name(&read.name, &read.language);
            places.new_templates().join(file)
        },
        |known| known.path.clone(),
    );
    let outcome = match known {
        // Whatever else has that name, a broken file perhaps, is not of our making.
        None if path.exists() && changed == Changed::Keep => Outcome::LeftAsChanged,
        None => Outcome::New,
        Some(known) if as_listed(&known.value) == as_listed(definition) => Outcome::Same,
        Some(known) if known.is_changed() && changed == Changed::Keep => Outcome::LeftAsChanged,
        Some(_) => Outcome::Updated,
    };
    if outcome != Outcome::LeftAsChanged {
        let fetched = Fetched {
            at: Some(now),
            source: Some(source.clone()),
            hash: Some(hash_of(definition)),
        };
        let expected = known.map_or(Expected::Anything, |known| {
            Expected::Unchanged(known.stamp.clone())
        });
        let text = format!("{:#}\n", fetched.put_into(definition));
        save(&path, &text, &expected)?;
    }
    Ok(Kept {
        name: read.name,
        language: read.language,
        path,
        outcome,
    })
}

/// Writes into an entry's file what the account has made of it, after it was sent in from here.
///
/// # Errors
/// When the file was changed meanwhile, or cannot be written.
pub fn settle(
    entry: &Entry,
    listed: &Value,
    (source, now): (&Source, Timestamp),
) -> Result<(), SaveError> {
    let fetched = Fetched {
        at: Some(now),
        source: Some(source.clone()),
        hash: Some(hash_of(listed)),
    };
    let text = format!("{:#}\n", fetched.put_into(listed));
    save(
        &entry.path,
        &text,
        &Expected::Unchanged(entry.stamp.clone()),
    )?;
    Ok(())
}

/// Writes what a review decided into the file of an entry that was changed here, and leaves the rest of it.
///
/// # Errors
/// When the file was changed meanwhile, or cannot be written.
pub fn note_review(entry: &Entry, listed: &Value) -> Result<(), SaveError> {
    let mut noted = entry.value.clone();
    let mut is_new = false;
    if let Some(members) = noted.as_object_mut() {
        for key in ["id", "status", "rejected_reason", "quality_score"] {
            if let Some(value) = listed.get(key)
                && members.get(key) != Some(value)
            {
                members.insert(key.to_owned(), value.clone());
                is_new = true;
            }
        }
    }
    if !is_new {
        return Ok(());
    }
    let text = format!("{noted:#}\n");
    let expected = Expected::Unchanged(entry.stamp.clone());
    save(&entry.path, &text, &expected).map(drop)
}
