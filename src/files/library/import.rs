//! Finding definitions in what came by other ways: single ones, drafts, pages of accounts, lines of any.

use serde_json::{Deserializer, Value};

use crate::schema::{DEFINITION, kind_of};
use crate::text;

/// What a text held.
#[derive(Debug, Default)]
pub struct Imported {
    /// The definitions, as they stood there.
    pub definitions: Vec<Value>,
    /// What was no definition, each with its place.
    pub warnings: Vec<String>,
}

/// The members in which accounts list definitions, and a draft keeps its own.
const LISTS: [&str; 2] = ["data", "waba_templates"];

/// The definitions in a text: one, a draft's own, a page of Cloud's or 360dialog's, an array of them, or
/// several of these one after the other, as lines or pages fetched in a row.
pub fn definitions_in(text: &str) -> Imported {
    let mut found = Imported::default();
    for (number, value) in (1..).zip(Deserializer::from_str(text).into_iter::<Value>()) {
        match value {
            Ok(value) => found.take(&value, &format!("value {number}")),
            Err(error) => found.warnings.push(format!(
                "not JSON from line {}, column {} on: {error}",
                error.line(),
                error.column()
            )),
        }
    }
    if found.definitions.is_empty() && found.warnings.is_empty() {
        found.warnings.push("nothing in it".to_owned());
    }
    found
}

impl Imported {
    fn take(&mut self, value: &Value, place: &str) {
        let list = LISTS.iter().find_map(|key| value.get(*key)?.as_array());
        if let Some(entries) = value.as_array().or(list) {
            for (number, entry) in (1..).zip(entries) {
                self.take_one(entry, &format!("{place}, entry {number}"));
            }
        } else {
            self.take_one(value, place);
        }
    }

    fn take_one(&mut self, value: &Value, place: &str) {
        let own = value.get("definition").filter(|own| own.is_object());
        let in_draft = value.get("message").filter(|it| is_definition(it));
        let whole = Some(value).filter(|it| is_definition(it));
        if let Some(definition) = own.or(in_draft).or(whole) {
            self.definitions.push(definition.clone());
            return;
        }
        let name = value.get("name").and_then(Value::as_str);
        let name = name.map_or_else(String::new, |name| format!(" ({})", text::visible(name)));
        self.warnings.push(format!(
            "{place}{name}: expected a template definition, an object with name, language and components"
        ));
    }
}

fn is_definition(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some_and(Value::is_string);
    kind_of(value) == Some(DEFINITION) && has("name") && has("language")
}
