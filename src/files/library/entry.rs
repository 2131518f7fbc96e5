//! One definition of the library.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::files::read::{ReadFileError, read};
use crate::files::stamp::{Stamp, hash};
use crate::message::{Draft, ReadError};
use crate::template::{Definition, DefinitionError, Fetched, as_listed};

/// A definition with its file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// What the file holds, with when and from where it was fetched.
    pub value: Value,
    /// The definition.
    pub definition: Definition,
    /// When and from where it was fetched, where the file tells.
    pub fetched: Option<Fetched>,
    pub(super) stamp: Stamp,
}

/// Why a file gave no definition.
#[derive(Debug, thiserror::Error)]
pub enum ReadEntryError {
    /// It gave no text.
    #[error(transparent)]
    Unreadable(#[from] ReadFileError),
    /// It is no JSON object.
    #[error("{}:{}:{}: {}; {}", path.display(), error.line, error.column, error.message, error.help)]
    NotJson {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        error: ReadError,
    },
    /// It is no definition.
    #[error("{}: {error}", path.display())]
    NoDefinition {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: DefinitionError,
    },
    /// It does not say what it is called.
    #[error("{}: the definition has no {missing}, by which it is found; add it", path.display())]
    Unnamed {
        /// The file.
        path: PathBuf,
        /// `name` or `language`.
        missing: &'static str,
    },
}

impl Entry {
    /// Reads a file: a definition, or a draft that is one.
    ///
    /// # Errors
    /// When it is no definition with a name and a language.
    pub fn read(path: &Path) -> Result<Self, ReadEntryError> {
        let file = read(path)?;
        let draft = Draft::parse(&file.text).map_err(|error| ReadEntryError::NotJson {
            path: path.to_owned(),
            error,
        })?;
        let value = draft.document.written().clone();
        let definition =
            Definition::read(&value).map_err(|error| ReadEntryError::NoDefinition {
                path: path.to_owned(),
                error,
            })?;
        if let Some(missing) = missing_key(&definition) {
            return Err(ReadEntryError::Unnamed {
                path: path.to_owned(),
                missing,
            });
        }
        Ok(Self {
            path: path.to_owned(),
            fetched: Fetched::of(&value),
            value,
            definition,
            stamp: file.stamp,
        })
    }

    /// Name and language, by which it is found.
    pub fn key(&self) -> (&str, &str) {
        (&self.definition.name, &self.definition.language)
    }

    /// `GREEN`, `YELLOW`, `RED` where the account told it; empty otherwise.
    pub fn quality(&self) -> &str {
        let score = self.value.pointer("/quality_score/score");
        let score = score.or_else(|| self.value.get("quality_score"));
        score.and_then(Value::as_str).unwrap_or_default()
    }

    /// Why it was rejected, where the account told it; empty otherwise.
    pub fn reason(&self) -> &str {
        let reason = self.value.get("rejected_reason").and_then(Value::as_str);
        reason
            .filter(|reason| !reason.eq_ignore_ascii_case("NONE"))
            .unwrap_or_default()
    }

    /// Whether the file was changed since it was fetched, or was never fetched.
    pub fn is_changed(&self) -> bool {
        let fetched = self.fetched.as_ref();
        let hash = fetched.and_then(|fetched| fetched.hash.as_deref());
        hash != Some(hash_of(&self.value).as_str())
    }
}

/// What a definition lacks to be found by.
pub(super) fn missing_key(definition: &Definition) -> Option<&'static str> {
    if definition.name.is_empty() {
        Some("name")
    } else if definition.language.is_empty() {
        Some("language")
    } else {
        None
    }
}

/// What tells whether a definition is still the one that came.
pub(super) fn hash_of(definition: &Value) -> String {
    hash(as_listed(definition).to_string().as_bytes())
}
