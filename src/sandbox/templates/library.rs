//! The templates that the account has, and what may become of them.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::super::clock::after;
use super::super::id::Ids;
use super::listing::written_down;
use crate::template::{Definition, DefinitionError};

/// How many templates an account has before it is verified, and how many the sandbox remembers.
pub(in super::super) const MOST: usize = 250;
/// So long the name of a deleted template stays blocked.
const BLOCKED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// An approved template can be edited once in so long.
const BETWEEN_EDITS: SignedDuration = SignedDuration::from_hours(24);
/// And so often in thirty days.
const EDITS: usize = 10;

/// A template of the account.
#[derive(Debug)]
pub(in super::super) struct Template {
    /// Its id.
    pub(in super::super) id: String,
    /// `APPROVED`, `PENDING`, `PAUSED`.
    pub(in super::super) status: String,
    /// Why it was rejected; `NONE` otherwise.
    pub(in super::super) reason: String,
    /// The definition, to hold sends against.
    pub(in super::super) definition: Definition,
    /// The definition as it came, as JSON text, which takes a fraction of the tree's memory.
    text: Box<str>,
    edits: Vec<Timestamp>,
}

impl Template {
    /// The template as Graph lists it.
    pub(in super::super) fn shown(&self) -> Value {
        let mut whole = match serde_json::from_str(&self.text) {
            Ok(Value::Object(members)) => members,
            _ => Map::new(),
        };
        if !whole.contains_key("parameter_format") {
            whole.insert("parameter_format".to_owned(), json!("POSITIONAL"));
        }
        written_down(&mut whole);
        whole.insert("category".to_owned(), json!(self.definition.category));
        whole.insert("status".to_owned(), json!(self.status));
        whole.insert("rejected_reason".to_owned(), json!(self.reason));
        whole.insert(
            "quality_score".to_owned(),
            json!({"score": "UNKNOWN", "date": 0}),
        );
        whole.insert("id".to_owned(), json!(self.id));
        Value::Object(whole)
    }

    /// Why it cannot be edited now, if it cannot: the subcode.
    pub(in super::super) fn edit_problem(&self, now: Timestamp) -> Option<u32> {
        match self.status.as_str() {
            "REJECTED" | "PAUSED" => None,
            "APPROVED" => {
                let since = |span: SignedDuration| {
                    let recent = self.edits.iter().filter(|edit| after(**edit, span) > now);
                    recent.count()
                };
                (since(BETWEEN_EDITS) > 0 || since(BLOCKED) >= EDITS).then_some(2_388_124)
            }
            _ => Some(2_388_039),
        }
    }
}

/// All templates.
#[derive(Debug)]
pub(in super::super) struct Library {
    templates: VecDeque<Template>,
    /// Names that were deleted, and until when they are blocked.
    blocked: Vec<(String, Timestamp)>,
}

impl Library {
    /// What a test account begins with.
    pub(in super::super) fn new(ids: &mut Ids) -> Self {
        let mut library = Self {
            templates: VecDeque::new(),
            blocked: Vec::new(),
        };
        let greeting = json!({
            "name": "hello_world",
            "language": "en_US",
            "category": "UTILITY",
            "components": [
                {"type": "HEADER", "format": "TEXT", "text": "Hello World"},
                {"type": "BODY", "text": "This is a test message from the pretend platform. It has no parameters."},
                {"type": "FOOTER", "text": "Sandbox"},
            ],
        });
        // It is a definition, so nothing is lost here.
        let _read = library.put(&greeting, "APPROVED", ids);
        library
    }

    /// Keeps a template in place of an older one of that name and language; gives its id.
    pub(in super::super) fn put(
        &mut self,
        value: &Value,
        status: &str,
        ids: &mut Ids,
    ) -> Result<String, DefinitionError> {
        let definition = Definition::read(value)?;
        let (name, language) = (definition.name.clone(), definition.language.clone());
        let is_same = |known: &Template| {
            known.definition.name == name && known.definition.language == language
        };
        let older = self.templates.iter().position(is_same);
        let older = older.and_then(|place| self.templates.remove(place));
        let id = older.map_or_else(|| format!("8{}", ids.digits(15)), |older| older.id);
        self.templates.push_back(Template {
            id: id.clone(),
            status: status.to_owned(),
            reason: "NONE".to_owned(),
            definition,
            text: value.to_string().into_boxed_str(),
            edits: Vec::new(),
        });
        if self.templates.len() > MOST {
            self.templates.pop_front();
        }
        Ok(id)
    }

    /// Puts other members into a template, which is thereby to be reviewed again.
    pub(in super::super) fn edit(
        &mut self,
        id: &str,
        members: Map<String, Value>,
        now: Timestamp,
    ) -> Result<(), DefinitionError> {
        let Some(template) = self.templates.iter_mut().find(|known| known.id == id) else {
            return Ok(());
        };
        let mut whole = serde_json::from_str(&template.text).unwrap_or_else(|_| Map::new());
        whole.extend(members);
        let whole = Value::Object(whole);
        template.definition = Definition::read(&whole)?;
        template.text = whole.to_string().into_boxed_str();
        template.edits.push(now);
        "PENDING".clone_into(&mut template.status);
        Ok(())
    }

    /// All of them, the newest first, as Graph lists them.
    pub(in super::super) fn iter(&self) -> impl Iterator<Item = &Template> {
        self.templates.iter().rev()
    }

    /// How many there are.
    pub(in super::super) fn len(&self) -> usize {
        self.templates.len()
    }

    /// The template of that id.
    pub(in super::super) fn get(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|known| known.id == id)
    }

    /// The template of that name and language.
    pub(in super::super) fn find(&self, name: &str, language: &str) -> Option<&Template> {
        let is_it = |known: &&Template| {
            known.definition.name == name && known.definition.language == language
        };
        self.templates.iter().find(is_it)
    }

    /// Reviews a template; tells what it is now.
    pub(in super::super) fn review(
        &mut self,
        id: &str,
        status: &str,
        reason: &str,
    ) -> Option<&Template> {
        let template = self.templates.iter_mut().find(|known| known.id == id)?;
        status.clone_into(&mut template.status);
        reason.clone_into(&mut template.reason);
        Some(template)
    }

    /// Deletes the templates of a name, or the one of an id; names that were approved are blocked. Tells
    /// whether there was any.
    pub(in super::super) fn remove(
        &mut self,
        name: Option<&str>,
        id: Option<&str>,
        now: Timestamp,
    ) -> bool {
        let is_meant = |template: &Template| {
            name.is_none_or(|name| template.definition.name == name)
                && id.is_none_or(|id| template.id == id)
        };
        let before = self.templates.len();
        let approved = self
            .templates
            .iter()
            .filter(|known| is_meant(known) && known.status == "APPROVED");
        let until = after(now, BLOCKED);
        let approved = approved.map(|known| (known.definition.name.clone(), until));
        self.blocked.extend(approved);
        self.templates.retain(|known| !is_meant(known));
        self.templates.len() < before
    }

    /// Whether a name was deleted not long ago.
    pub(in super::super) fn is_blocked(&self, name: &str, now: Timestamp) -> bool {
        let mut blocked = self.blocked.iter();
        blocked.any(|(known, until)| known == name && now < *until)
    }
}
