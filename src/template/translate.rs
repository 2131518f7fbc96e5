//! The same send in another language of its template: what composer and `preview --languages` show.

use serde_json::Value;

use super::bind::bind;
use super::definition::Definition;
use super::slots::slots;

/// A send in another language of its template.
#[derive(Debug, Clone, PartialEq)]
pub struct Translated {
    /// The message, its values in the slots that this language has.
    pub payload: Value,
    /// What does not go over: values without a slot, slots that the other language does not have.
    pub notes: Vec<String>,
}

/// A send of `from` as one of `definition`, another language of the same template.
pub fn translate(definition: &Definition, from: &Definition, payload: &Value) -> Translated {
    let Some(bound) = bind(definition, Some(from), payload) else {
        return Translated {
            payload: payload.clone(),
            notes: Vec::new(),
        };
    };
    let (here, there) = (slots(definition), slots(from));
    let more = here.iter().filter(|slot| !there.contains(slot)).count();
    let over = bound.left_over.len();
    let mut notes = Vec::new();
    match over {
        0 => {}
        1 => notes.push("no slot for 1 value".to_owned()),
        _ => notes.push(format!("no slot for {over} values")),
    }
    match more {
        0 => {}
        1 => notes.push("1 slot of its own".to_owned()),
        _ => notes.push(format!("{more} slots of its own")),
    }
    Translated {
        payload: bound.payload,
        notes,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::template::{fill, plainest_send, with_examples};

    fn definition(language: &str, body: &str, examples: &[&str]) -> Definition {
        let body = json!({"type": "BODY", "text": body, "example": {"body_text": [examples]}});
        let value = json!({"name": "lamp", "language": language, "components": [body]});
        Definition::read(&value).unwrap()
    }

    #[test]
    fn values_go_over_and_what_does_not_is_told() {
        let english = definition("en", "Hi {{1}}, lamp {{2}}.", &["Lena", "8841"]);
        let send = with_examples(&english, &plainest_send(&english)).unwrap();
        let german = definition("de", "Hallo {{1}}!", &[]);
        let translated = translate(&german, &english, &send);
        assert_eq!(fill(&german, &translated.payload).body, "Hallo Lena!");
        assert_eq!(translated.notes, ["no slot for 1 value"]);
        let french = definition("fr", "Bonjour {{1}}, {{2}}, {{3}} et {{4}}.", &[]);
        let translated = translate(&french, &english, &send);
        assert_eq!(
            fill(&french, &translated.payload).body,
            "Bonjour Lena, 8841, {{3}} et {{4}}."
        );
        assert_eq!(translated.notes, ["2 slots of its own"]);
        let named = definition("es", "Hola {{name}}, {{ticket}}.", &[]);
        let translated = translate(&named, &english, &send);
        assert_eq!(fill(&named, &translated.payload).body, "Hola Lena, 8841.");
    }
}
