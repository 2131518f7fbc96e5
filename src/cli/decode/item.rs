//! One item of what was decoded: an event of a webhook, or what an answer tells.

use serde_json::{Map, Value, json};

use super::documents::Document;
use crate::check::{Explanation, explain_text};
use crate::platform::{Reply, dialect_of_code, read_reply};
use crate::webhook::{Event, Reported, read_reported};
use crate::wire::{ApiError, Dialect, Pointer};

/// One item.
#[derive(Debug)]
pub(super) struct Item {
    /// The file that it is from.
    pub(super) file: String,
    /// The line that its document begins on, where a file holds several.
    pub(super) line: Option<usize>,
    /// Where it stands in the file.
    pub(super) pointer: Pointer,
    /// What it is.
    pub(super) kind: String,
    /// The same in a sentence.
    pub(super) summary: String,
    /// What is known of it.
    pub(super) facts: Map<String, Value>,
    /// What went wrong, with what it means.
    pub(super) errors: Vec<(ApiError, Explanation)>,
}

impl Item {
    /// The items of a document; at least one.
    pub(super) fn all(file: &str, document: &Document, api: Option<Dialect>) -> Vec<Self> {
        let new = |pointer: &Pointer| Self {
            file: file.to_owned(),
            line: document.line,
            pointer: document.pointer.join(pointer),
            kind: String::new(),
            summary: String::new(),
            facts: Map::new(),
            errors: Vec::new(),
        };
        if !is_envelope(&document.body) {
            let replies = read_reply(&document.body);
            if !replies.is_empty() {
                let replies = replies.into_iter();
                return replies
                    .map(|reply| new(&reply.pointer).answered(reply, api))
                    .collect();
            }
        }
        let reported = read_reported(&document.body).into_iter();
        reported
            .map(|reported| new(&reported.pointer).reported(reported, api))
            .collect()
    }

    fn answered(self, reply: Reply, api: Option<Dialect>) -> Self {
        let summary = reply.summary();
        let dialect = api.or(reply.dialect);
        let mut facts = reply.facts;
        if let Some(dialect) = dialect {
            facts.insert("api".to_owned(), json!(dialect));
        }
        let errors = reply.error.into_iter();
        Self {
            kind: reply.kind.to_owned(),
            summary,
            facts,
            errors: errors
                .map(|error| explained(dialect.unwrap_or(Dialect::Cloud), error))
                .collect(),
            ..self
        }
    }

    fn reported(self, reported: Reported, api: Option<Dialect>) -> Self {
        let mut facts = Map::new();
        let surroundings = [
            ("account_id", reported.account_id.map(Value::from)),
            ("field", reported.field.map(Value::from)),
            ("reported_at", reported.at.map(|at| json!(at))),
        ];
        for (key, value) in surroundings {
            if let Some(value) = value {
                facts.insert(key.to_owned(), value);
            }
        }
        match &reported.event {
            Event::Unknown(raw) => {
                facts.insert("raw".to_owned(), raw.clone());
            }
            event => facts.extend(fields(event)),
        }
        let has_number = facts.contains_key("phone_number_id") || facts.contains_key("field");
        let errors = errors_of(&reported.event).into_iter().map(|error| {
            let dialect = api.unwrap_or_else(|| dialect_of_code(error.code, has_number));
            explained(dialect, error)
        });
        Self {
            kind: reported.event.kind().into_owned(),
            summary: reported.event.summary(),
            errors: errors.collect(),
            facts,
            ..self
        }
    }
}

/// Whether a body is certainly a webhook's, whatever else it looks like.
fn is_envelope(body: &Value) -> bool {
    ["entry", "changes", "field"]
        .iter()
        .any(|key| body.get(key).is_some())
}

fn explained(dialect: Dialect, error: ApiError) -> (ApiError, Explanation) {
    let text = format!(
        "{} {}",
        error.title,
        error.details.as_deref().unwrap_or_default()
    );
    let explanation = explain_text(dialect, error.code, None, &text);
    (error, explanation)
}

/// The typed fields of an event that say anything.
fn fields(event: &Event) -> Map<String, Value> {
    // Only a map with keys that are no strings could not be written, and there is none.
    let mut value = serde_json::to_value(event).unwrap_or_default();
    shorten(&mut value);
    match value {
        Value::Object(mut members) => {
            members.shift_remove("errors");
            members
        }
        _ => Map::new(),
    }
}

/// Takes out what says nothing: null, empty lists, and no group where there is none.
fn shorten(value: &mut Value) {
    let says_nothing = |key: &str, value: &Value| match value {
        Value::Null => true,
        Value::Array(elements) => elements.is_empty(),
        Value::Bool(flag) => !flag && key == "is_group",
        _ => false,
    };
    match value {
        Value::Object(members) => {
            members.retain(|key, value| !says_nothing(key, value));
            members.values_mut().for_each(shorten);
        }
        Value::Array(elements) => elements.iter_mut().for_each(shorten),
        _ => {}
    }
}

fn errors_of(event: &Event) -> Vec<ApiError> {
    match event {
        Event::Status(status) => status.errors.clone(),
        Event::OtherStatus(status) => status.errors.clone(),
        Event::Message(inbound) | Event::Echo(inbound) => inbound.errors.clone(),
        Event::Group(group) => group.errors.clone(),
        Event::PastChats(past) => past.errors.clone(),
        Event::Problem(error) => vec![error.clone()],
        _ => Vec::new(),
    }
}
