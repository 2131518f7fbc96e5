//! Find in a draft: every text of the payload that contains some words.

use std::ops::Range;

use serde_json::Value;

use super::Draft;
use crate::wire::Pointer;

/// One place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text or number, in the payload.
    pub pointer: Pointer,
    /// The bytes of it that are the words.
    pub range: Range<usize>,
}

/// Where `words` stand in the payload, in the order of the payload, whatever their case.
pub fn find(draft: &Draft, words: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let folded: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    if !folded.is_empty() {
        walk(
            draft.document.payload(),
            &Pointer::root(),
            &folded,
            &mut found,
        );
    }
    found
}

fn walk(value: &Value, here: &Pointer, words: &[char], found: &mut Vec<Found>) {
    match value {
        Value::Object(members) => {
            for (key, inner) in members {
                walk(inner, &here.key(key), words, found);
            }
        }
        Value::Array(elements) => {
            for (index, inner) in elements.iter().enumerate() {
                walk(inner, &here.index(index), words, found);
            }
        }
        Value::String(text) => search(text, here, words, found),
        Value::Number(number) => search(&number.to_string(), here, words, found),
        Value::Null | Value::Bool(_) => {}
    }
}

fn search(text: &str, here: &Pointer, words: &[char], found: &mut Vec<Found>) {
    let mut next_free = 0;
    for (start, _) in text.char_indices() {
        if start < next_free {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        if let Some(length) = prefix_length(rest, words) {
            next_free = start + length;
            found.push(Found {
                pointer: here.clone(),
                range: start..next_free,
            });
        }
    }
}

/// How many bytes of `text` are the folded `words`, if it begins with them.
fn prefix_length(text: &str, words: &[char]) -> Option<usize> {
    let mut wanted = words.iter();
    for (start, character) in text.char_indices() {
        for folded in character.to_lowercase() {
            if wanted.next() != Some(&folded) {
                return None;
            }
        }
        if wanted.as_slice().is_empty() {
            return Some(start + character.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let payload = json!({
            "to": "15550100123",
            "text": {"body": "Tea, ÄTHER and tea"},
            "more": [{"n": 100}]
        });
        let draft = Draft::of_payload("", None, payload);
        let places = |words: &str| -> Vec<(String, Range<usize>)> {
            find(&draft, words)
                .into_iter()
                .map(|found| (found.pointer.as_str().to_owned(), found.range))
                .collect()
        };
        assert_eq!(
            places("TEA"),
            [
                ("/text/body".to_owned(), 0..3),
                ("/text/body".to_owned(), 16..19)
            ]
        );
        assert_eq!(places("äther"), [("/text/body".to_owned(), 5..11)]);
        assert_eq!(
            places("100"),
            [("/to".to_owned(), 5..8), ("/more/0/n".to_owned(), 0..3)]
        );
        assert_eq!(places(""), []);
    }
}
