//! Two versions of one definition side by side: which words, buttons and slots differ.

use serde_json::Value;

use super::creatable::as_sent_in;
use super::definition::Definition;
use super::slots::slots;

/// A part that is not the same in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which: `body`, `button 1`, `slots`.
    pub part: String,
    /// What the first has; none where it has no such part.
    pub here: Option<String>,
    /// What the second has.
    pub there: Option<String>,
}

/// A template of which the library has one version, and an account another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// Only the library has it.
    OnlyHere,
    /// Only the account has it.
    OnlyThere,
    /// Both have the same.
    Same,
    /// These parts differ.
    Different(Vec<Difference>),
}

/// Holds the library's version against the account's.
pub fn compared(here: Option<&Value>, there: Option<&Value>) -> Compared {
    match (here, there) {
        (Some(here), Some(there)) => match differences(here, there) {
            differences if differences.is_empty() => Compared::Same,
            differences => Compared::Different(differences),
        },
        (Some(_), None) => Compared::OnlyHere,
        (None, _) => Compared::OnlyThere,
    }
}

/// What differs, in the order of the parts. What only an account gives is not compared, nor samples of files,
/// whose addresses are new each time.
pub fn differences(here: &Value, there: &Value) -> Vec<Difference> {
    let (here, there) = (parts(here), parts(there));
    let mut names: Vec<&String> = here.iter().map(|(part, _)| part).collect();
    for (part, _) in &there {
        if !names.contains(&part) {
            names.push(part);
        }
    }
    let text = |parts: &[(String, String)], wanted: &str| {
        let found = parts.iter().find(|(part, _)| part == wanted);
        found.map(|(_, text)| text.clone())
    };
    let all = names.into_iter().map(|part| Difference {
        part: part.clone(),
        here: text(&here, part),
        there: text(&there, part),
    });
    all.filter(|one| one.here != one.there).collect()
}

/// The parts of a definition, each as one text.
fn parts(definition: &Value) -> Vec<(String, String)> {
    let sent = as_sent_in(definition);
    let mut found = Vec::new();
    for (key, value) in sent.as_object().into_iter().flatten() {
        match key.as_str() {
            "components" | "name" | "language" => {}
            // What is not said is so.
            "parameter_format" if is_word(value, "POSITIONAL") => {}
            _ => found.push((key.clone(), plain(value))),
        }
    }
    found.sort();
    in_components(&mut found, "", &sent);
    if let Ok(read) = Definition::read(&sent) {
        found.push(("slots".to_owned(), slots(&read).join(", ")));
    }
    found
}

fn in_components(found: &mut Vec<(String, String)>, before: &str, holder: &Value) {
    for component in list(holder, "components") {
        let kind = component.get("type").and_then(Value::as_str);
        let kind = kind.unwrap_or("?").to_ascii_lowercase();
        let name = format!("{before}{kind}");
        match kind.as_str() {
            "buttons" => {
                for (index, button) in list(component, "buttons").enumerate() {
                    found.push((format!("{before}button {index}"), described(button, "type")));
                }
            }
            "carousel" => {
                for (index, card) in list(component, "cards").enumerate() {
                    in_components(found, &format!("{before}card {index} "), card);
                }
            }
            _ => found.push((name, described(component, "format"))),
        }
    }
}

/// A component or button in one text: its sort, its words, then what else it has.
fn described(component: &Value, sort: &str) -> String {
    let text = |key: &str| component.get(key).and_then(Value::as_str);
    let sort_of = text(sort).filter(|sort| !sort.eq_ignore_ascii_case("TEXT"));
    let mut words: Vec<String> = Vec::new();
    words.extend(sort_of.map(str::to_ascii_uppercase));
    words.extend(
        ["text", "url", "phone_number"]
            .into_iter()
            .filter_map(text)
            .map(str::to_owned),
    );
    let known = ["type", "format", "text", "url", "phone_number", "example"];
    for (key, value) in component.as_object().into_iter().flatten() {
        if !known.contains(&key.as_str()) {
            words.push(format!("{key}: {}", plain(value)));
        }
    }
    words.join(" ")
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn is_word(value: &Value, word: &str) -> bool {
    value
        .as_str()
        .is_some_and(|said| said.eq_ignore_ascii_case(word))
}

fn list<'a>(holder: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    let list = holder.get(key).and_then(Value::as_array);
    list.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_buttons_and_slots_that_differ_are_told_and_nothing_else() {
        let here = json!({"name": "lamp", "language": "en", "category": "UTILITY", "_fetched": {},
            "components": [
                {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["https://a"]}},
                {"type": "BODY", "text": "Hi {{1}}, your lamp is ready."},
                {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}]}]});
        let mut there = json!({"id": "7", "status": "APPROVED", "name": "lamp", "language": "en",
            "category": "UTILITY", "parameter_format": "POSITIONAL", "components": [
                {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["https://b"]}},
                {"type": "BODY", "text": "Hi {{1}}, your lamp is ready."},
                {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}]}]});
        assert_eq!(differences(&here, &there), []);
        there["components"][1]["text"] = json!("Hi {{1}}, lamp {{2}} is ready.");
        there["components"][2]["buttons"][0]["text"] = json!("No");
        let found = differences(&here, &there);
        let parts: Vec<_> = found.iter().map(|one| one.part.as_str()).collect();
        assert_eq!(parts, ["body", "button 0", "slots"]);
        assert_eq!(
            found[2].there.as_deref(),
            Some("header (image), body.1, body.2")
        );
    }
}
