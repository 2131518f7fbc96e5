//! JSON bytes as Meta writes them: ASCII only, slashes escaped.

use std::fmt::Write as _;

use serde_json::Value;

/// The JSON of `value` with `\u` escapes for everything beyond ASCII and `\/` for slashes.
///
/// Signatures are made over these bytes, so a receiver that re-serialises before it verifies fails
/// here as it would in production.
pub(super) fn escaped(value: &Value) -> String {
    let plain = value.to_string();
    let mut text = String::with_capacity(plain.len() + plain.len() / 8);
    for character in plain.chars() {
        match character {
            // Outside strings JSON has no slash.
            '/' => text.push_str("\\/"),
            character if character.is_ascii() => text.push(character),
            character => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn accents_emoji_and_slashes_are_escaped() {
        assert_eq!(
            escaped(&json!({"a": "ä/👍"})),
            r#"{"a":"\u00e4\/\ud83d\udc4d"}"#
        );
    }

    proptest! {
        #[test]
        fn escaping_changes_the_bytes_and_not_the_value(text in ".*") {
            let value = json!({"text": text});
            let escaped = escaped(&value);
            prop_assert!(escaped.is_ascii());
            prop_assert_eq!(serde_json::from_str::<Value>(&escaped).unwrap(), value);
        }
    }
}
