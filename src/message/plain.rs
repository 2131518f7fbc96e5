//! The quick way to read a payload of which there is nothing to tell, for streams of them.
//!
//! What [`Draft::parse`](super::Draft::parse) would have to note (a key that stands twice, another shape,
//! too deep a nesting) ends the reading here: whoever reads that way then asks there what it is.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::json::MAX_DEPTH;
use super::shape::{FileShape, shape_of};

/// The key under which `serde_json` hands over the digits of a number that no machine word holds.
const NUMBER: &str = "$serde_json::private::Number";

/// The payload that a text is, where it is a whole one with no key twice; none for everything else.
pub fn plain_payload(text: &str) -> Option<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let plain = Plain { levels: MAX_DEPTH };
    let payload = plain.deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    let is_whole = shape_of(payload.as_object()?).0 == FileShape::Payload;
    is_whole.then_some(payload)
}

/// Reads a value as `serde_json` does, and breaks off where there is something to tell.
struct Plain {
    /// So many levels may still be nested in it.
    levels: usize,
}

impl Plain {
    /// What reads a value inside this one.
    fn inner<E: Error>(&self) -> Result<Self, E> {
        let levels = self.levels.checked_sub(1);
        let levels = levels.ok_or_else(|| E::custom("nested too deeply"))?;
        Ok(Self { levels })
    }
}

impl<'de> DeserializeSeed<'de> for Plain {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Plain {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value with no key twice")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element_seed(self.inner()?)? {
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if members.is_empty() && key == NUMBER {
                let digits: String = map.next_value()?;
                return digits.parse().map(Value::Number).map_err(Error::custom);
            }
            let value = map.next_value_seed(self.inner()?)?;
            if members.insert(key, value).is_some() {
                return Err(Error::custom("a key stands twice"));
            }
        }
        Ok(Value::Object(members))
    }
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
    #[case(r#"{"to": "1", "type": "text", "a": [1, -2.50, 1e400, 12345678901234567890123, 0, -0, -7, true, null, []]}"#)]
    #[case(r#"{"to": "1", "type": "text", "b": {"$serde_json::private::Number": "7"}, "c": {}, "d": "\u00e9\n"}"#)]
    fn values_are_those_of_the_usual_way(#[case] text: &str) {
        let usual: Value = serde_json::from_str(text).unwrap();
        let plain = plain_payload(text).unwrap();
        assert_eq!(plain, usual);
        assert_eq!(plain.to_string(), usual.to_string());
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
