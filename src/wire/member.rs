//! Looking up members of JSON objects: those of messages are few, and hashing a key takes longer than looking.

use serde_json::{Map, Value};

/// The most members among which looking one by one is faster.
const FEW: usize = 12;

/// The member of an object.
pub fn member<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    if object.len() > FEW {
        return object.get(key);
    }
    object
        .iter()
        .find_map(|(name, value)| (name == key).then_some(value))
}

/// The member of a value, if that is an object.
pub fn member_of<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    member(value.as_object()?, key)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::few(3)]
    #[case::many(40)]
    fn a_member_is_found_among_few_and_many(#[case] count: usize) {
        let object: Map<String, Value> = (0..count)
            .map(|number| (format!("key{number}"), json!(number)))
            .collect();
        assert_eq!(member(&object, "key2"), Some(&json!(2)));
        assert_eq!(member(&object, "none"), None);
        assert_eq!(member_of(&Value::Object(object), "key1"), Some(&json!(1)));
        assert_eq!(member_of(&json!([1]), "key1"), None);
    }
}
