//! Drafts: a document with its name, dialect, definition and notes, to and from text.

use serde_json::{Map, Value, json};

use super::document::Document;
use super::json::{self as text_of_json, ReadError};
use super::shape::{FileShape, shape_of};
use super::{Edit, EditError, dialect_of};
use crate::schema::{Kind, Severity, skeleton};
use crate::wire::{Dialect, Pointer};

/// The version of the draft format that this program writes.
const VERSION: u64 = 1;

/// The keys of a draft file, in the order in which new ones are put.
const KEYS: &[&str] = &[
    "$schema",
    "version",
    "name",
    "api",
    "message",
    "definition",
    "notes",
];

/// The rule under which a key that stands twice is reported.
const DUPLICATE_KEY: &str = "duplicate-key";

/// A message being composed, with what the file says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What people call the draft; empty where the file does not say.
    pub name: String,
    /// The dialect that the draft says it is written for.
    pub api: Option<Dialect>,
    /// The payload.
    pub document: Document,
    /// The definition of the template that is sent, as its file has it.
    pub definition: Option<Value>,
    /// What the author wants to remember.
    pub notes: String,
    shape: FileShape,
    file: Map<String, Value>,
    source: Option<Source>,
    read_notes: Vec<ReadNote>,
    newer: Option<u64>,
}

/// Something to tell about the text that a draft was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNote {
    /// The id under which it is reported: `duplicate-key`, `draft-version`, `draft-field`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place in what the file writes (see [`Draft::place_in_file`]); the root where it concerns the draft around it.
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

/// The text that a draft was read from, and its value in one line to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    text: String,
    value: String,
}

impl Draft {
    /// A new draft of a kind, not in any file yet.
    pub fn new(name: &str, kind: &'static Kind, dialect: Dialect) -> Self {
        Self::of_payload(name, Some(dialect), skeleton(kind, dialect))
    }

    /// A new draft around a payload, not in any file yet.
    pub fn of_payload(name: &str, api: Option<Dialect>, payload: Value) -> Self {
        let mut file = Map::new();
        file.insert("version".to_owned(), json!(VERSION));
        file.insert("name".to_owned(), json!(""));
        Self {
            name: name.to_owned(),
            api,
            document: Document::new(payload),
            definition: None,
            notes: String::new(),
            shape: FileShape::Draft,
            file,
            source: None,
            read_notes: Vec::new(),
            newer: None,
        }
    }

    /// Opens the text of a draft, payload, definition or fragment.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or is not an object.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        let value = text_of_json::read(text)?;
        let compact = value.to_string();
        let Value::Object(file) = value else {
            return Err(no_object(text, &value));
        };
        let mut draft = Self::of_file(file);
        draft.source = Some(Source {
            text: text.to_owned(),
            value: compact,
        });
        draft.note_duplicates(text);
        draft.note_draft_fields(text);
        Ok(draft)
    }

    fn of_file(file: Map<String, Value>) -> Self {
        let (shape, place) = shape_of(&file);
        let mut draft = Self {
            shape,
            ..Self::of_payload("", None, Value::Null)
        };
        match (shape, place) {
            (FileShape::Draft, _) => {
                let message = file.get("message").cloned().unwrap_or(Value::Null);
                draft.document = Document::new(message);
                draft.name = text_at(&file, "name");
                draft.notes = text_at(&file, "notes");
                draft.api = api_at(&file);
                draft.definition = definition_at(&file);
                draft.newer = file
                    .get("version")
                    .and_then(Value::as_u64)
                    .filter(|version| *version > VERSION);
                draft.file = file;
            }
            (FileShape::Definition, _) => {
                draft.name = text_at(&file, "name");
                draft.document = Document::new(send_of(&file));
                draft.definition = Some(Value::Object(file));
            }
            (_, Some(place)) => {
                let (payload, pointer) = place.wrap(Value::Object(file));
                draft.document = Document::wrapped(payload, pointer);
            }
            (_, None) => draft.document = Document::new(Value::Object(file)),
        }
        draft
    }

    /// What the file is, and will be written as.
    pub fn shape(&self) -> FileShape {
        let is_draft_only = match self.shape {
            FileShape::Draft => true,
            FileShape::Payload | FileShape::Fragment => {
                self.api.is_some()
                    || self.definition.is_some()
                    || !self.notes.is_empty()
                    || !self.name.is_empty()
            }
            FileShape::Definition => self.is_changed_definition(),
        };
        if is_draft_only {
            FileShape::Draft
        } else {
            self.shape
        }
    }

    /// A definition file holds no send: one that was filled in is kept as a draft with the definition inside.
    fn is_changed_definition(&self) -> bool {
        let Some(Value::Object(file)) = &self.definition else {
            return true;
        };
        self.api.is_some()
            || !self.notes.is_empty()
            || self.name != text_at(file, "name")
            || *self.document.payload() != send_of(file)
    }

    /// The dialect: what the draft says, else what the payload shows; none when that is unclear.
    pub fn dialect(&self) -> Option<Dialect> {
        self.api.or_else(|| dialect_of(self.document.payload()))
    }

    /// The version of the draft format where it is newer than this program knows: such a draft is only shown.
    pub const fn newer_version(&self) -> Option<u64> {
        self.newer
    }

    /// What there is to tell about the text that the draft was read from.
    pub fn read_notes(&self) -> &[ReadNote] {
        &self.read_notes
    }

    /// Where a place of the written payload (for a fragment: of the fragment) stands in the file.
    pub fn place_in_file(&self, pointer: &Pointer) -> Pointer {
        match self.shape() {
            FileShape::Draft => Pointer::root().key("message").join(pointer),
            FileShape::Payload | FileShape::Definition | FileShape::Fragment => pointer.clone(),
        }
    }

    /// The text of the file: what was read where nothing was changed, else pretty-printed.
    pub fn to_text(&self) -> String {
        let value = self.to_value();
        let unchanged = self
            .source
            .as_ref()
            .filter(|source| source.value == value.to_string());
        unchanged.map_or_else(|| format!("{value:#}\n"), |source| source.text.clone())
    }

    /// The JSON of the file.
    fn to_value(&self) -> Value {
        match (self.shape(), &self.definition) {
            (FileShape::Draft, _) => Value::Object(self.to_file()),
            (FileShape::Definition, Some(definition)) => definition.clone(),
            _ => self.document.written().clone(),
        }
    }

    fn to_file(&self) -> Map<String, Value> {
        let mut file = self.file.clone();
        if text_at(&file, "name") != self.name {
            put(&mut file, "name", Some(json!(self.name)));
        }
        if api_at(&file) != self.api {
            put(&mut file, "api", self.api.map(|api| json!(api.name())));
        }
        put(&mut file, "message", Some(self.document.payload().clone()));
        if definition_at(&file) != self.definition {
            put(&mut file, "definition", self.definition.clone());
        }
        if text_at(&file, "notes") != self.notes {
            put(&mut file, "notes", Some(json!(self.notes)));
        }
        file
    }

    /// Makes an edit of the payload. The first one gives up a text with duplicate keys.
    pub(super) fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.document.apply(edit)?;
        let notes = self.read_notes.len();
        self.read_notes.retain(|note| note.rule != DUPLICATE_KEY);
        if self.read_notes.len() < notes {
            self.source = None;
        }
        Ok(())
    }

    fn note_duplicates(&mut self, text: &str) {
        let message = Pointer::root().key("message");
        for duplicate in text_of_json::duplicates(text) {
            let (line, column) = text_of_json::position(text, duplicate.at);
            let key = duplicate.pointer.last().unwrap_or_default().into_owned();
            let pointer = match self.shape {
                FileShape::Draft => duplicate
                    .pointer
                    .as_str()
                    .strip_prefix(message.as_str())
                    .map_or_else(Pointer::root, Pointer::parse),
                _ => duplicate.pointer,
            };
            self.read_notes.push(ReadNote {
                rule: DUPLICATE_KEY,
                severity: Severity::Warning,
                pointer,
                line,
                column,
                message: format!(
                    "the key {key:?} stands twice in one object; expected it once, and the last one counts"
                ),
                help: "remove one of the two; the first edit here keeps only the last",
            });
        }
    }

    fn note_draft_fields(&mut self, text: &str) {
        if self.shape != FileShape::Draft {
            return;
        }
        let mut notes = Vec::new();
        if let Some(version) = self.newer {
            notes.push((
                "version",
                "draft-version",
                format!("this draft has version {version}; expected at most {VERSION}"),
                "it is shown but cannot be changed here; use a newer bluetick",
            ));
        }
        for (key, expected) in [("name", "a text"), ("notes", "a text"), ("api", "a text")] {
            if let Some(value) = self.file.get(key).filter(|value| !value.is_string()) {
                notes.push((
                    key,
                    "draft-field",
                    format!("the draft's {key} is {}; expected {expected}", shown(value)),
                    "correct it in the file; it is kept as it is until then",
                ));
            }
        }
        if let Some(Value::String(api)) = self.file.get("api")
            && let Err(unknown) = api.parse::<Dialect>()
        {
            notes.push((
                "api",
                "draft-field",
                unknown.to_string(),
                "correct the draft's api; the payload tells the API until then",
            ));
        }
        for (key, rule, message, help) in notes {
            let place = text_of_json::span(text, &Pointer::root().key(key));
            let (line, column) = text_of_json::position(text, place.map_or(0, |range| range.start));
            self.read_notes.push(ReadNote {
                rule,
                severity: Severity::Warning,
                pointer: Pointer::root(),
                line,
                column,
                message,
                help,
            });
        }
    }
}

fn no_object(text: &str, value: &Value) -> ReadError {
    let blanks = text.len()
        - text
            .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
            .len();
    let (line, column) = text_of_json::position(text, blanks);
    ReadError {
        line,
        column,
        message: format!("expected a JSON object, found {}", shown(value)),
        help: "a message is an object in braces: { \"type\": … }",
    }
}

/// What a value is, in words.
fn shown(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn text_at(file: &Map<String, Value>, key: &str) -> String {
    file.get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn api_at(file: &Map<String, Value>) -> Option<Dialect> {
    file.get("api")?.as_str()?.parse().ok()
}

fn definition_at(file: &Map<String, Value>) -> Option<Value> {
    file.get("definition")
        .filter(|definition| !definition.is_null())
        .cloned()
}

/// The plainest send of a definition, for showing it.
fn send_of(definition: &Map<String, Value>) -> Value {
    json!({
        "messaging_product": "whatsapp",
        "to": "",
        "type": "template",
        "template": {
            "name": text_at(definition, "name"),
            "language": { "code": text_at(definition, "language") },
        },
    })
}

/// Sets or removes a key of the file; a new one is put at its place in [`KEYS`].
fn put(file: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    let Some(value) = value else {
        file.shift_remove(key);
        return;
    };
    if let Some(present) = file.get_mut(key) {
        *present = value;
        return;
    }
    let before = KEYS.iter().take_while(|known| **known != key);
    let place = before
        .filter_map(|known| file.keys().position(|present| present == known))
        .max()
        .map_or(0, |position| position + 1);
    file.shift_insert(place, key.to_owned(), value);
}
