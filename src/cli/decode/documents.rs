//! The JSON documents of a text: one, several one after the other as in a log, or a list of them.

use serde_json::{Deserializer, Value};

use crate::cli::Failure;
use crate::cli::input::Input;
use crate::wire::Pointer;

/// One document with where it stands.
#[derive(Debug)]
pub(super) struct Document {
    /// The line that it begins on, where a text holds several.
    pub(super) line: Option<usize>,
    /// Its place in a list.
    pub(super) pointer: Pointer,
    /// What it holds.
    pub(super) body: Value,
}

/// Reads all documents of an input.
///
/// # Errors
/// When it holds none, or something that is no JSON; says where.
pub(super) fn of(input: &Input) -> Result<Vec<Document>, Failure> {
    let text = input.text.trim_start_matches('\u{feff}');
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    let mut found = Vec::new();
    loop {
        let begin = values.byte_offset();
        match values.next() {
            None => break,
            Some(Ok(body)) => found.push((begin, body)),
            Some(Err(error)) => {
                return Err(Failure::unusable(refusal(input, text, begin, &error)));
            }
        }
    }
    if found.is_empty() {
        return Err(Failure::unusable(format!(
            "{}: is empty; expected the body of a webhook, or an answer of an API, as JSON",
            input.name
        )));
    }
    let is_one = found.len() == 1;
    Ok(found
        .into_iter()
        .flat_map(|(begin, body)| {
            let line = (!is_one).then(|| line_of(text, begin));
            elements(line, body)
        })
        .collect())
}

/// The documents of one value: itself, those of a list, or the one that a string quotes.
fn elements(line: Option<usize>, body: Value) -> Vec<Document> {
    let at = |pointer, body| Document {
        line,
        pointer,
        body,
    };
    match body {
        Value::Array(elements) if elements.iter().any(Value::is_object) => {
            let places = elements.into_iter().enumerate();
            places
                .map(|(place, body)| at(Pointer::root().index(place), body))
                .collect()
        }
        Value::String(quoted) => {
            let body = serde_json::from_str(&quoted).unwrap_or(Value::String(quoted));
            vec![at(Pointer::root(), body)]
        }
        body => vec![at(Pointer::root(), body)],
    }
}

/// The line of the first character at or after a byte that is no white space.
fn line_of(text: &str, begin: usize) -> usize {
    let before = text.get(..begin).unwrap_or_default();
    let after = text.get(begin..).unwrap_or_default();
    let gap = after.len() - after.trim_start().len();
    let gap = after.get(..gap).unwrap_or_default();
    1 + before.matches('\n').count() + gap.matches('\n').count()
}

/// What is said of text that is no JSON: where, and what to do.
fn refusal(input: &Input, text: &str, begin: usize, error: &serde_json::Error) -> String {
    let (line, column) = if error.line() == 0 {
        (line_of(text, begin), 1)
    } else {
        (error.line(), error.column())
    };
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    format!(
        "{}:{line}:{column}: this is no JSON: {words}; give the body exactly as it came",
        input.name
    )
}
