//! The quick way to read a payload of which there is nothing to tell, for streams of them.
//!
//! What [`Draft::parse`](super::Draft::parse) would have to note (a key that stands twice, another shape,
//! too deep a nesting) is only noticed here: whoever reads that way then asks there what it is.

use serde_json::Value;

use super::json::MAX_DEPTH;
use super::shape::{FileShape, shape_of};

/// The payload that a text is, where it is a whole one with no key twice; none for everything else.
pub fn plain_payload(text: &str) -> Option<Value> {
    let payload: Value = serde_json::from_str(text).ok()?;
    let is_whole = shape_of(payload.as_object()?).0 == FileShape::Payload;
    let is_plain = is_whole && texts_in(&payload, MAX_DEPTH) == Some(texts_written(text));
    is_plain.then_some(payload)
}

/// How many texts a value holds, keys among them; none if it is nested more than so many levels deep.
fn texts_in(value: &Value, levels: usize) -> Option<usize> {
    match value {
        Value::String(_) => Some(1),
        Value::Array(elements) => {
            let levels = levels.checked_sub(1)?;
            elements
                .iter()
                .try_fold(0, |sum, inner| Some(sum + texts_in(inner, levels)?))
        }
        Value::Object(members) => {
            let levels = levels.checked_sub(1)?;
            members.values().try_fold(members.len(), |sum, inner| {
                Some(sum + texts_in(inner, levels)?)
            })
        }
        _ => Some(0),
    }
}

/// How many texts stand in JSON, keys among them. Those of a key that stands twice are more than the value
/// that is read still has.
fn texts_written(text: &str) -> usize {
    let mut marks = text.bytes().filter(|byte| *byte == b'"').count();
    let mut rest = text;
    while let Some((_, escape)) = rest.split_once('\\') {
        marks -= usize::from(escape.starts_with('"'));
        rest = escape.get(1..).unwrap_or_default();
    }
    marks / 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::message::Draft;
    use crate::message::json::duplicates;

    #[rstest]
    #[case::plain(
        r#"{"to": "1", "type": "text", "text": {"body": "say \"hi\" \\"}}"#,
        true
    )]
    #[case::twice(
        r#"{"to": "1", "type": "text", "text": {"body": "a", "body": "b"}}"#,
        false
    )]
    #[case::twice_with_escapes(r#"{"to": "1", "type": "a", "type": "\u0022\u0022"}"#, false)]
    #[case::twice_in_two_spellings(r#"{"to": "1", "type": "a", "\u0074ype": 1}"#, false)]
    #[case::a_draft(r#"{"message": {}}"#, false)]
    #[case::a_fragment(r#"{"type": "text", "text": "x"}"#, false)]
    #[case::a_list("[]", false)]
    #[case::no_json(r#"{"to": "1", "type"}"#, false)]
    fn only_what_needs_no_note_is_read(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(plain_payload(text).is_some(), expected);
    }

    #[rstest]
    #[case(99, true)]
    #[case(100, false)]
    fn what_a_draft_may_not_nest_is_not_read(#[case] levels: usize, #[case] expected: bool) {
        let text = format!(
            r#"{{"to":"1","type":{}{}}}"#,
            "[".repeat(levels),
            "]".repeat(levels)
        );
        assert_eq!(plain_payload(&text).is_some(), expected);
        assert_eq!(Draft::parse(&text).is_ok(), expected);
    }

    proptest! {
        #[test]
        fn a_key_that_stands_twice_is_noticed(
            texts in prop::collection::vec(r#"a|b|\\"|\\\\|\\u0022|\\u0061|x"#, 8),
        ) {
            let text = match texts.as_slice() {
                [a, b, c, d, e, f, g, h] => format!(
                    r#"{{"to":"{a}","type":"text","{b}":{{"{c}":"{d}","{e}":["{f}"],"{g}":1}},"{h}":null}}"#
                ),
                _ => String::new(),
            };
            prop_assert_eq!(plain_payload(&text).is_some(), duplicates(&text).is_empty());
        }
    }
}
