//! How decoded items are written, for programs and for people.

use serde_json::{Map, Value, json};

use super::item::Item;
use crate::check::Explanation;
use crate::cli::layout::Sheet;
use crate::text;
use crate::wire::ApiError;

/// The items as one object.
pub(super) fn json(items: &[Item]) -> Value {
    let items: Vec<Value> = items.iter().map(object).collect();
    json!({ "items": items })
}

fn object(item: &Item) -> Value {
    let mut object = Map::new();
    object.insert("kind".to_owned(), json!(item.kind));
    object.insert("summary".to_owned(), json!(item.summary));
    object.insert("file".to_owned(), json!(item.file));
    if let Some(line) = item.line {
        object.insert("line".to_owned(), json!(line));
    }
    object.insert("pointer".to_owned(), json!(item.pointer));
    object.extend(item.facts.clone());
    if !item.errors.is_empty() {
        let errors: Vec<Value> = item
            .errors
            .iter()
            .map(|(error, it)| fault(error, it))
            .collect();
        object.insert("errors".to_owned(), json!(errors));
    }
    Value::Object(object)
}

fn fault(error: &ApiError, explanation: &Explanation) -> Value {
    let mut fault = json!(error);
    let explanation = json!({
        "title": explanation.title,
        "meaning": explanation.meaning,
        "remedy": explanation.remedy,
        "retryable": explanation.retryable,
        "source": explanation.source,
    });
    if let Value::Object(members) = &mut fault {
        members.insert("explanation".to_owned(), explanation);
    }
    fault
}

/// The items as sheets.
pub(super) fn human(items: &[Item]) -> String {
    let sheets: Vec<String> = items.iter().map(sheet).collect();
    sheets.join("\n")
}

fn sheet(item: &Item) -> String {
    let line = item
        .line
        .map_or_else(String::new, |line| format!(":{line}"));
    let place = format!("{}{line} {}", item.file, item.pointer);
    let mut sheet = Sheet::new(&item.kind, &text::visible(place.trim_end()));
    if !item.summary.is_empty() {
        sheet.line("", &text::visible_lines(&item.summary));
    }
    for (key, value) in &item.facts {
        fact(&mut sheet, key, value);
    }
    for (error, explanation) in &item.errors {
        sheet.line(
            "Error",
            &text::visible(&format!("{} {}", error.code, error.title)),
        );
        if let Some(details) = &error.details {
            sheet.line("", &text::visible(details));
        }
        sheet.line("What happened", explanation.meaning);
        sheet.line("What to do", explanation.remedy);
        sheet.line("Send again?", explanation.retry());
    }
    sheet.text()
}

/// Adds a row for a scalar, and rows with a longer name for what is inside an object.
fn fact(sheet: &mut Sheet, name: &str, value: &Value) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                fact(sheet, &format!("{name}.{key}"), value);
            }
        }
        Value::Array(elements) if elements.iter().any(Value::is_object) => {
            for (place, value) in elements.iter().enumerate() {
                fact(sheet, &format!("{name}.{place}"), value);
            }
        }
        Value::Array(elements) => {
            let words: Vec<String> = elements.iter().map(shown).collect();
            sheet.line(&text::visible(name), &words.join(", "));
        }
        other => sheet.line(&text::visible(name), &shown(other)),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(words) => text::visible_lines(words).into_owned(),
        other => text::visible_lines(&other.to_string()).into_owned(),
    }
}
