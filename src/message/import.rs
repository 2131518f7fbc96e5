//! Lenient reading: a payload, a `curl` command, an HTTP request or a sample from a page becomes a draft.
//!
//! What is strict JSON is taken as it is. Anything else is read as its author most likely meant it, and
//! every repair is told with its line; so is everything that could not be kept. Tokens are never kept.
//! Called by the command `import` and by the composer's import. Knows no file and no network.

mod comment;
mod curl;
mod endpoint;
mod http;
mod lenient;
mod words;

use serde_json::Value;

use super::draft::Draft;
use super::json::{self, ReadError};
use super::{FileShape, dialect_of};
use crate::text;
use endpoint::Endpoint;

/// A draft that was read from foreign text.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The draft.
    pub draft: Draft,
    /// What was repaired or left out, by line.
    pub repairs: Vec<Repair>,
}

/// Something that was read otherwise than it stands, or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The line in the text, from 1.
    pub line: usize,
    /// What was done: `a comma was missing before "to"`.
    pub what: String,
}

/// The cells of what is shown of a text that was left out.
const LONGEST: usize = 160;

/// Where a request goes, and the text of its body with the byte at which that begins.
struct Request {
    endpoint: Endpoint,
    body: Body,
}

/// The body of a request.
enum Body {
    /// Text that begins on this line of the whole.
    Json { line: usize, text: String },
    /// The fields of a form.
    Fields(Value),
}

/// Reads foreign text as a draft of that name.
///
/// # Errors
/// When there is no message in the text.
pub fn import(foreign: &str, name: &str) -> Result<Imported, ReadError> {
    let foreign = json::without_mark(foreign);
    let mut repairs = Vec::new();
    let request = curl::read(foreign, &mut repairs)
        .or_else(|| http::read(foreign, &mut repairs))
        .transpose()?;
    let mut imported = match request {
        None => read_text(foreign, 1, repairs)?,
        Some(Request { endpoint, body }) => {
            let mut imported = match body {
                Body::Json { line, text } => read_text(&text, line, repairs)?,
                Body::Fields(fields) => Imported {
                    draft: Draft::parse(&format!("{fields:#}\n"))?,
                    repairs,
                },
            };
            address(&mut imported.draft, &endpoint);
            imported
        }
    };
    complete(&mut imported.draft, name);
    imported.repairs.sort_by_key(|repair| repair.line);
    Ok(imported)
}

/// Reads the text of a message, which begins on that line of the whole.
fn read_text(foreign: &str, line: usize, mut repairs: Vec<Repair>) -> Result<Imported, ReadError> {
    match json::read(foreign) {
        Ok(Value::String(inner)) if inner.contains('{') => {
            repairs.push(Repair {
                line,
                what: "the message stood inside a text; read the text".to_owned(),
            });
            read_text(&inner, line, repairs)
        }
        Ok(_) => {
            let draft = Draft::parse(foreign).map_err(|error| shifted(error, line))?;
            repairs.extend(duplicates(foreign, line));
            Ok(Imported { draft, repairs })
        }
        Err(strict) => {
            let read = lenient::read(foreign, &strict).map_err(|error| shifted(error, line))?;
            repairs.extend(read.repairs.into_iter().map(|repair| Repair {
                line: repair.line + line - 1,
                ..repair
            }));
            let draft = Draft::parse(&format!("{:#}\n", read.value))
                .map_err(|error| shifted(error, line))?;
            Ok(Imported { draft, repairs })
        }
    }
}

/// Keys that stand twice: the draft keeps the last.
fn duplicates(foreign: &str, line: usize) -> Vec<Repair> {
    let found = json::duplicates(foreign).into_iter();
    found
        .map(|duplicate| {
            let key = duplicate.pointer.last().unwrap_or_default().into_owned();
            Repair {
                line: json::position(foreign, duplicate.at).0 + line - 1,
                what: format!("{} stands twice; the first was left out", quoted(&key)),
            }
        })
        .collect()
}

fn shifted(error: ReadError, line: usize) -> ReadError {
    ReadError {
        line: error.line + line - 1,
        ..error
    }
}

/// Writes down where the request went.
fn address(draft: &mut Draft, endpoint: &Endpoint) {
    if draft.shape() != FileShape::Payload {
        return;
    }
    draft.api = endpoint.dialect(draft.document.payload());
    if let Some(id) = &endpoint.phone_number_id {
        draft.notes = format!("Phone number id: {id}");
    }
}

/// Makes a draft of a payload; parts of messages, definitions and drafts stay what they are.
fn complete(draft: &mut Draft, name: &str) {
    if draft.shape() == FileShape::Payload || (draft.api.is_some() && draft.name.is_empty()) {
        let api = draft.api.or_else(|| dialect_of(draft.document.payload()));
        let notes = std::mem::take(&mut draft.notes);
        *draft = Draft::of_payload(name, api, draft.document.payload().clone());
        draft.notes = notes;
    }
}

/// A foreign text in quotation marks.
fn quoted(foreign: &str) -> String {
    format!("\"{}\"", shown(foreign))
}

/// A foreign text on one line, shortened, with nothing in it that would move a terminal.
fn shown(foreign: &str) -> String {
    let words: Vec<&str> = foreign.split_whitespace().collect();
    let line = words.join(" ");
    text::truncate(&text::visible(&line), LONGEST).into_owned()
}

#[cfg(test)]
mod tests;
