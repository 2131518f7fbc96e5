//! Values without quotation marks: numbers, `true`, and placeholders such as `<NAME>` or `{{1}}`.

use serde_json::{Number, Value};

use super::{Reader, quoted};

impl Reader<'_> {
    /// Reads the bare value that begins here.
    pub(super) fn word(&mut self) -> Value {
        let at = self.scan.at;
        let rest = self.scan.rest();
        let end = end_of(rest);
        let raw = rest.get(..end).unwrap_or_default();
        self.scan.at += end;
        let word = raw.trim().trim_end_matches(';');
        match word {
            "" => {
                // something that opens no value: go over it, so that reading ends
                if end == 0 && !rest.starts_with([',', '}', ']', ')']) {
                    self.scan.bump();
                }
                self.note(at, "a value was missing; it is left empty".to_owned());
                Value::String(String::new())
            }
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "True" | "TRUE" => self.reworded(at, word, Value::Bool(true)),
            "False" | "FALSE" => self.reworded(at, word, Value::Bool(false)),
            "None" | "NULL" | "nil" | "undefined" => self.reworded(at, word, Value::Null),
            _ => self.number_or_text(at, word),
        }
    }

    fn reworded(&mut self, at: usize, word: &str, value: Value) -> Value {
        self.note(at, format!("{word} was read as {value}"));
        value
    }

    fn number_or_text(&mut self, at: usize, word: &str) -> Value {
        if let Ok(number) = serde_json::from_str::<Number>(word) {
            return Value::Number(number);
        }
        let what = format!("quotation marks were missing around {}", quoted(word));
        self.note(at, what);
        Value::String(word.to_owned())
    }
}

/// Where a bare value ends.
fn end_of(rest: &str) -> usize {
    for (opening, closing) in [("<", ">"), ("{{", "}}"), ("${", "}")] {
        if rest.starts_with(opening)
            && let Some(end) = rest.find(closing)
        {
            return end + closing.len();
        }
    }
    let mut before = ' ';
    for (at, character) in rest.char_indices() {
        let is_comment = before.is_whitespace()
            && (character == '#' || rest.get(at..).is_some_and(|rest| rest.starts_with("//")));
        if matches!(
            character,
            ',' | '{' | '}' | '[' | ']' | '"' | '“' | '|' | '\n'
        ) || is_comment
        {
            return at;
        }
        before = character;
    }
    rest.len()
}
