//! Drafts: a document with its name, dialect, definition and notes, to and from text.

use serde_json::{Map, Value, json};

use super::dialect_of;
use super::document::Document;
use super::edit::{Edit, EditError};
use super::json::{self as text_of_json, MAX_DEPTH, ReadError};
use super::read_note::{DUPLICATE_KEY, ReadNote, notes, shown};
use super::shape::{FileShape, VERSION, shape_of};
use crate::schema::DEFINITION;
use crate::wire::{Dialect, Pointer};

/// The keys of a draft file, in the order in which new ones are put.
const KEYS: &[&str] = &[
    "$schema",
    "version",
    "name",
    "api",
    "message",
    "definition",
    "notes",
    "media",
];

/// A message being composed, with what the file says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The uploaded files that the message names by id, as the file has them; see [`Draft::uploads`].
    pub media: Option<Value>,
    shape: FileShape,
    file: Map<String, Value>,
    source: Option<Source>,
    read_notes: Vec<ReadNote>,
    newer: Option<u64>,
}

/// The text that a draft was read from, and its value in one line to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    text: String,
    value: String,
}

impl Draft {
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
            media: None,
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
    /// When the text is not JSON, is not an object, or is nested too deeply.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        let value = text_of_json::read(text)?;
        let compact = value.to_string();
        let Value::Object(file) = value else {
            return Err(no_object(text, &value));
        };
        let mut draft = Self::of_file(file);
        let around = usize::from(draft.shape == FileShape::Draft);
        text_of_json::check_depth(text, MAX_DEPTH + around)?;
        draft.source = Some(Source {
            text: text.to_owned(),
            value: compact,
        });
        draft.read_notes = notes(text, draft.shape, &draft.file, draft.newer);
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
                draft.definition = value_at(&file, "definition");
                draft.media = value_at(&file, "media");
                draft.newer = file
                    .get("version")
                    .and_then(Value::as_u64)
                    .filter(|version| *version > VERSION);
                draft.file = file;
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
            FileShape::Payload | FileShape::Definition | FileShape::Fragment => {
                self.api.is_some()
                    || self.definition.is_some()
                    || !self.notes.is_empty()
                    || self.media.is_some()
                    || !self.name.is_empty()
            }
        };
        if is_draft_only {
            FileShape::Draft
        } else {
            self.shape
        }
    }

    /// The dialect: what the draft says, else what the payload shows; none when that is unclear.
    ///
    /// A definition without a word about it is one of the Cloud API, where all of them are made.
    pub fn dialect(&self) -> Option<Dialect> {
        let of_definition = || self.is_definition().then_some(Dialect::Cloud);
        self.api
            .or_else(|| dialect_of(self.document.payload()))
            .or_else(of_definition)
    }

    /// Whether what is composed is a template definition, and no message.
    pub fn is_definition(&self) -> bool {
        self.document.kind() == Some(DEFINITION)
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
        let compact = value.to_string();
        let source = self.source.as_ref();
        let unchanged = source.filter(|source| source.value == compact);
        unchanged.map_or_else(|| format!("{value:#}\n"), |source| source.text.clone())
    }

    /// The JSON of the file.
    fn to_value(&self) -> Value {
        match self.shape() {
            FileShape::Draft => Value::Object(self.to_file()),
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
        if value_at(&file, "definition") != self.definition {
            put(&mut file, "definition", self.definition.clone());
        }
        if text_at(&file, "notes") != self.notes {
            put(&mut file, "notes", Some(json!(self.notes)));
        }
        if value_at(&file, "media") != self.media {
            put(&mut file, "media", self.media.clone());
        }
        file
    }

    /// Makes an edit of the payload. The first one gives up a text with duplicate keys.
    pub(super) fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.document.apply(edit)?;
        let told = self.read_notes.len();
        self.read_notes.retain(|note| note.rule != DUPLICATE_KEY);
        if self.read_notes.len() < told {
            self.source = None;
        }
        Ok(())
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

fn text_at(file: &Map<String, Value>, key: &str) -> String {
    file.get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn api_at(file: &Map<String, Value>) -> Option<Dialect> {
    file.get("api")?.as_str()?.parse().ok()
}

fn value_at(file: &Map<String, Value>, key: &str) -> Option<Value> {
    file.get(key).filter(|value| !value.is_null()).cloned()
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn edited(text: &str, pointer: &str, value: Value) -> Draft {
        let mut draft = Draft::parse(text).unwrap();
        let payload = draft.document.payload();
        let edit = Edit::at(payload, Pointer::parse(pointer), Some(value), None);
        draft.apply(&edit).unwrap();
        draft
    }

    #[rstest]
    #[case::draft(r#"{"$schema": "x", "version": 1, "mine": [1.50], "message": {"to": "7", "n": 1.50}, "api": "on_premises"}"#)]
    #[case::payload(r#"{"to": "15550100123", "type": "text", "text": {"body": "\u00e4"}}"#)]
    #[case::fragment(r#"{"type": "list", "action": {}, "z": 1, "a": 2}"#)]
    #[case::definition(
        r#"{"name": "a", "language": "en", "components": [], "id": 12345678901234567890123}"#
    )]
    #[case::odd(r#"{"name": 5, "message": {}, "api": 7, "definition": null}"#)]
    fn an_unedited_text_is_written_as_it_was(#[case] text: &str) {
        assert_eq!(Draft::parse(text).unwrap().to_text(), text);
    }

    #[test]
    fn an_edit_leaves_all_the_rest_of_the_file() {
        let text = r#"{"$schema":"x","mine":[1.50],"message":{"to":"7","n":1.50,"m":1e400},"notes":5,"api":"on_premises"}"#;
        let draft = edited(text, "/to", json!("8"));
        let written: Value = serde_json::from_str(&draft.to_text()).unwrap();
        assert_eq!(
            written.to_string(),
            text.replace("\"7\"", "\"8\"").replace("1e400", "1e+400")
        );
    }

    #[test]
    fn new_keys_of_the_file_take_their_place() {
        let mut draft = Draft::parse(r#"{"version": 1, "message": {}}"#).unwrap();
        draft.notes = "n".to_owned();
        draft.api = Some(Dialect::Dialog360);
        draft.name = "Tea".to_owned();
        let written: Value = serde_json::from_str(&draft.to_text()).unwrap();
        assert_eq!(
            written.to_string(),
            r#"{"version":1,"name":"Tea","api":"360dialog","message":{},"notes":"n"}"#
        );
    }

    #[test]
    fn a_payload_that_gets_notes_becomes_a_draft() {
        let mut draft = Draft::parse(r#"{"to": "", "type": "text"}"#).unwrap();
        assert_eq!(draft.shape(), FileShape::Payload);
        draft.notes = "ask Noor".to_owned();
        assert_eq!(draft.shape(), FileShape::Draft);
        let again = Draft::parse(&draft.to_text()).unwrap();
        assert_eq!(again.document.payload(), draft.document.payload());
        assert_eq!(again.notes, "ask Noor");
    }

    #[test]
    fn a_definition_is_composed_as_it_is_and_stays_one() {
        let text = r#"{"name": "tea", "language": "en", "components": []}"#;
        let draft = Draft::parse(text).unwrap();
        assert_eq!(draft.shape(), FileShape::Definition);
        assert!(draft.is_definition());
        assert_eq!(draft.dialect(), Some(Dialect::Cloud));
        let draft = edited(text, "/name", json!("coffee"));
        assert_eq!(draft.shape(), FileShape::Definition);
        assert_eq!(
            draft.to_text(),
            "{\n  \"name\": \"coffee\",\n  \"language\": \"en\",\n  \"components\": []\n}\n"
        );
    }

    #[test]
    fn a_duplicate_key_is_told_and_the_text_kept_until_an_edit() {
        let text =
            "{\"message\": {\"to\": \"1\",\n  \"to\": \"2\"}, \"name\": \"a\", \"name\": \"b\"}";
        let draft = Draft::parse(text).unwrap();
        let told: Vec<_> = draft
            .read_notes()
            .iter()
            .map(|note| (note.rule, note.pointer.as_str(), note.line, note.column))
            .collect();
        assert_eq!(
            told,
            [("duplicate-key", "/to", 2, 3), ("duplicate-key", "", 2, 28)]
        );
        assert_eq!(draft.to_text(), text);
        let draft = edited(text, "/to", json!("2"));
        assert_eq!(draft.read_notes(), []);
        assert!(!draft.to_text().contains("\"1\""));
    }

    #[test]
    fn many_duplicate_keys_are_counted_not_listed() {
        let text = format!("{{\"to\": \"1\", \"type\": 1{}}}", ", \"a\": 1".repeat(30));
        let draft = Draft::parse(&text).unwrap();
        let [.., last] = draft.read_notes() else {
            panic!("nothing told")
        };
        assert_eq!(draft.read_notes().len(), 20);
        assert!(
            last.message.ends_with("; and so do 9 more keys"),
            "{}",
            last.message
        );
    }

    #[rstest]
    #[case(
        r#"{"version": 2, "message": {}}"#,
        "draft-version",
        "this draft has version 2; expected at most 1"
    )]
    #[case(
        r#"{"api": "signal", "message": {}}"#,
        "draft-field",
        "\"signal\" is no API; expected cloud, 360dialog or on-premises"
    )]
    #[case(
        r#"{"name": 5, "message": {}}"#,
        "draft-field",
        "the draft's name is a number; expected a text"
    )]
    fn odd_draft_keys_are_told(#[case] text: &str, #[case] rule: &str, #[case] message: &str) {
        let draft = Draft::parse(text).unwrap();
        let [note] = draft.read_notes() else {
            panic!("{:?}", draft.read_notes())
        };
        assert_eq!((note.rule, note.message.as_str()), (rule, message));
        assert_eq!((note.line, note.column > 8), (1, true));
    }

    #[rstest]
    #[case("[]", "line 1, column 1: expected a JSON object, found an array")]
    #[case("\n 7", "line 2, column 2: expected a JSON object, found a number")]
    #[case(
        "{\"type\":\n",
        "line 1, column 9: expected a value, found the end of the text"
    )]
    fn what_is_no_object_is_refused(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(Draft::parse(text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_text_nested_too_deeply_is_refused_at_its_place() {
        let nested =
            |levels: usize| format!("{{\"x\": {}{}}}", "[".repeat(levels), "]".repeat(levels));
        assert!(Draft::parse(&nested(99)).is_ok());
        let error = Draft::parse(&nested(100)).unwrap_err();
        assert_eq!((error.line, error.column), (1, 106));
        let wrapped = format!("{{\"message\": {}}}", nested(99));
        assert!(Draft::parse(&wrapped).is_ok());
    }

    #[test]
    fn the_dialect_is_the_drafts_else_the_payloads() {
        let payload = json!({"type": "text", "preview_url": true});
        let said = Draft::of_payload("", Some(Dialect::Dialog360), payload.clone());
        assert_eq!(said.dialect(), Some(Dialect::Dialog360));
        let shown = Draft::of_payload("", None, payload);
        assert_eq!(shown.dialect(), Some(Dialect::OnPremises));
    }
}
