//! One finding of the checker.

use serde::{Deserialize, Serialize};

use crate::message::ReadNote;
use crate::schema::Severity;
use crate::wire::{Code, Pointer};

/// One broken rule at one place; what `check --format json` prints and what the form shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule's id; those of the platform's limits are the ids of the schema.
    pub rule: String,
    /// Error or warning.
    pub severity: Severity,
    /// The place in the payload (a fragment: in itself; a definition: in it).
    pub pointer: Pointer,
    /// What is wrong, with the figures: `row title has 27 characters; the limit is 24`.
    pub message: String,
    /// What to do: `shorten it by 3`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub help: Option<String>,
    /// What the API would answer.
    #[serde(rename = "predicts", skip_serializing_if = "Option::is_none", default)]
    pub prediction: Option<Prediction>,
    /// The page that states the rule.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
}

/// The error that the API would answer.
pub type Prediction = Code;

impl From<&ReadNote> for Diagnostic {
    fn from(note: &ReadNote) -> Self {
        Self {
            rule: note.rule.to_owned(),
            severity: note.severity,
            pointer: note.pointer.clone(),
            message: note.message.clone(),
            help: Some(note.help.to_owned()),
            prediction: None,
            source: None,
        }
    }
}
