//! What there is to tell about the text of a file that could be opened all the same.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::json::{Duplicate, duplicates, position, spans};
use super::shape::{FileShape, VERSION};
use crate::schema::Severity;
use crate::wire::{Dialect, Pointer};

/// The rule under which a key that stands twice is reported.
pub(super) const DUPLICATE_KEY: &str = "duplicate-key";

/// Something to tell about the text that a draft was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNote {
    /// The id under which it is reported: `duplicate-key`, `draft-version`, `draft-field`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place in what the file writes (see [`Draft::place_in_file`](super::Draft::place_in_file)); the root where
    /// it concerns the draft around it.
    pub pointer: Pointer,
    /// The line in the text, from 1.
    pub line: usize,
    /// The column in the text, in characters from 1.
    pub column: usize,
    /// What was expected and what came.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// All there is to tell about a text of that shape.
pub(super) fn notes(
    text: &str,
    shape: FileShape,
    file: &Map<String, Value>,
    newer: Option<u64>,
) -> Vec<ReadNote> {
    let mut found = duplicate_notes(text, shape);
    if shape == FileShape::Draft {
        found.extend(newer.map(|version| version_note(text, version)));
        found.extend(field_notes(text, file));
    }
    found
}

/// So many keys that stand twice are told one by one.
const MOST_DUPLICATES: usize = 20;

fn duplicate_notes(text: &str, shape: FileShape) -> Vec<ReadNote> {
    let found = duplicates(text);
    let more = found.len().saturating_sub(MOST_DUPLICATES);
    let told = found.into_iter().take(MOST_DUPLICATES);
    let mut notes: Vec<ReadNote> = told.map(|one| duplicate_note(text, shape, &one)).collect();
    if let Some(last) = notes.last_mut().filter(|_| more > 0) {
        last.message = format!("{}; and so do {more} more keys", last.message);
    }
    notes
}

fn duplicate_note(text: &str, shape: FileShape, duplicate: &Duplicate) -> ReadNote {
    let message = Pointer::root().key("message");
    let (line, column) = position(text, duplicate.at);
    let key = duplicate.pointer.last().unwrap_or_default();
    let pointer = match shape {
        FileShape::Draft if message.contains(&duplicate.pointer) => {
            let inner = duplicate.pointer.as_str().strip_prefix(message.as_str());
            Pointer::parse(inner.unwrap_or_default())
        }
        FileShape::Draft => Pointer::root(),
        _ => duplicate.pointer.clone(),
    };
    ReadNote {
        rule: DUPLICATE_KEY,
        severity: Severity::Warning,
        pointer,
        line,
        column,
        message: format!(
            "the key {key:?} stands twice in one object; expected it once, and the last one counts"
        ),
        help: "remove one of the two; the first edit here keeps only the last",
    }
}

fn version_note(text: &str, version: u64) -> ReadNote {
    about_key(
        text,
        "version",
        "draft-version",
        format!("this draft has version {version}; expected at most {VERSION}"),
        "it is shown but cannot be changed here; use a newer bluetick",
    )
}

fn field_notes(text: &str, file: &Map<String, Value>) -> Vec<ReadNote> {
    let wrong = ["name", "api", "notes"].iter().filter_map(|key| {
        let value = file.get(*key).filter(|value| !value.is_string())?;
        Some(about_key(
            text,
            key,
            "draft-field",
            format!("the draft's {key} is {}; expected a text", shown(value)),
            "correct it in the file; it is kept as it is until then",
        ))
    });
    let unknown = file.get("api").and_then(Value::as_str).and_then(|api| {
        let unknown = api.parse::<Dialect>().err()?;
        Some(about_key(
            text,
            "api",
            "draft-field",
            unknown.to_string(),
            "correct the draft's api; the payload tells the API until then",
        ))
    });
    wrong.chain(unknown).collect()
}

/// A note about a key of the draft file.
fn about_key(
    text: &str,
    key: &str,
    rule: &'static str,
    message: String,
    help: &'static str,
) -> ReadNote {
    let place = Pointer::root().key(key);
    let found = spans(text, &BTreeSet::from([place.clone()]));
    let (line, column) = position(text, found.get(&place).map_or(0, |range| range.start));
    ReadNote {
        rule,
        severity: Severity::Warning,
        pointer: Pointer::root(),
        line,
        column,
        message,
        help,
    }
}

/// What a value is, in words.
pub(super) const fn shown(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
