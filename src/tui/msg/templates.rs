//! What is done with the templates of an account, and what comes of it. Plain data.

use std::path::PathBuf;

use serde_json::Value;

use crate::files::library::Changed;
use crate::link::templates::{Done, Fetched, Pulled, Wanted};

/// What is done with the templates of an account.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplatesTask {
    /// Lists all of them.
    List,
    /// Fetches some into the library.
    Pull {
        /// Which.
        wanted: Wanted,
        /// What becomes of files that were changed here.
        changed: Changed,
    },
    /// Sends a definition in for review.
    Push {
        /// The definition, as its file or draft has it.
        definition: Value,
        /// Its file, from which samples are named.
        path: Option<PathBuf>,
    },
    /// Deletes a template.
    Delete {
        /// Its name.
        name: String,
        /// The language; all of them without it.
        language: Option<String>,
    },
    /// Takes what a review decided over into the library.
    TakeOver {
        /// The template's name.
        name: String,
        /// Its language.
        language: String,
    },
}

/// A definition that was sent in.
#[derive(Debug)]
pub struct Pushed {
    /// What was done.
    pub done: Done,
    /// The template as the account lists it now.
    pub listed: Option<Value>,
    /// Why the library's file does not say so.
    pub warning: Option<String>,
}

/// What comes of it; a sentence where it went wrong.
#[derive(Debug)]
pub enum TemplatesNews {
    /// More is fetched.
    Fetched(Fetched),
    /// The account's templates.
    Listed(Result<Vec<Value>, String>),
    /// What was fetched into the library, and why that is not all.
    Pulled(Box<Pulled>, Result<(), String>),
    /// A definition was sent in.
    Pushed(Result<Box<Pushed>, String>),
    /// A template was deleted.
    Deleted(Result<(), String>),
    /// What the account lists after a review.
    TakenOver(Result<Vec<Value>, String>),
}
