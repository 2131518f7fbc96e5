//! What a platform says against a new template, with the subcodes of its own for that.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::super::refusal::Refusal;
use super::library::{Library, MOST};
use crate::template::Sample;
use crate::wire::Dialect;

/// The subcodes, and the title of each.
const TITLES: &[(u32, &str)] = &[
    (2_388_019, "Message template limit exceeded"),
    (2_388_023, "Message template language is being deleted"),
    (2_388_024, "Content in this language already exists"),
    (2_388_039, "Message template status can't be changed"),
    (2_388_040, "Character limit exceeded"),
    (
        2_388_043,
        "Message template components are missing expected fields",
    ),
    (
        2_388_044,
        "Invalid parameter in message template components",
    ),
    (2_388_046, "Message template name format is incorrect"),
    (2_388_047, "Message header format is incorrect"),
    (2_388_060, "Button format is incorrect"),
    (2_388_072, "Message body format is incorrect"),
    (2_388_073, "Message footer format is incorrect"),
    (2_388_124, "Active message template edited too often"),
    (2_388_155, "The name belongs to a sample template"),
    (
        2_388_299,
        "Message template has leading or trailing parameters",
    ),
];

/// A refusal with a subcode, and words for the user.
pub(super) fn refuse(subcode: u32, text: impl Into<String>) -> Refusal {
    let title = TITLES.iter().find(|(known, _)| *known == subcode);
    let title = title.map_or("Invalid parameter", |(_, title)| title);
    Refusal::for_user(subcode, title, text.into())
}

/// The longest name, body and the rest, by the pages on templates.
const NAME: usize = 512;
const BODY: usize = 1024;
const LINE: usize = 60;
const LABEL: usize = 25;

/// Holds a new template against what the account has and what templates are.
pub(super) fn judge(
    members: &Map<String, Value>,
    library: &Library,
    (dialect, now): (Dialect, Timestamp),
) -> Result<(), Refusal> {
    let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or_default();
    for key in ["name", "language", "category"] {
        if text(key).is_empty() {
            let sentence = format!("(#100) The parameter {key} is required.");
            return Err(Refusal::sentence(100, sentence));
        }
    }
    let name = text("name");
    let is_plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    if name.chars().count() > NAME || !name.chars().all(is_plain) {
        return Err(refuse(
            2_388_046,
            "A name has small letters, digits and underscores only.",
        ));
    }
    let categories = ["UTILITY", "MARKETING", "AUTHENTICATION"];
    if !categories.contains(&text("category").to_ascii_uppercase().as_str()) {
        let taken = categories.join(", ");
        let sentence = format!(
            "(#100) Param category must be one of {{{taken}}} - got \"{}\".",
            text("category")
        );
        return Err(Refusal::sentence(100, sentence));
    }
    if name == "hello_world" {
        return Err(refuse(2_388_155, "Choose another name."));
    }
    if library.find(name, text("language")).is_some() {
        return Err(refuse(
            2_388_024,
            "There is a template of this name in this language already.",
        ));
    }
    if library.is_blocked(name, now) {
        return Err(refuse(
            2_388_023,
            "A template of this name was deleted; the name is free again 30 days later.",
        ));
    }
    if library.len() >= MOST {
        let text = format!("The account has {MOST} templates, which is all it may have.");
        return Err(refuse(2_388_019, text));
    }
    components(members, text("category"), dialect)
}

/// Holds the components against what templates are.
pub(super) fn components(
    members: &Map<String, Value>,
    category: &str,
    dialect: Dialect,
) -> Result<(), Refusal> {
    let Some(components) = members.get("components").and_then(Value::as_array) else {
        let sentence = "(#100) The parameter components is required.";
        return Err(Refusal::sentence(100, sentence));
    };
    let mut has_body = false;
    for component in components {
        let kind = component.get("type").and_then(Value::as_str);
        let text = component.get("text").and_then(Value::as_str);
        match kind.unwrap_or_default().to_ascii_uppercase().as_str() {
            "BODY" => {
                has_body = true;
                if !category.eq_ignore_ascii_case("AUTHENTICATION") {
                    body(component, text.unwrap_or_default())?;
                }
            }
            "HEADER" => header(component, text, dialect)?,
            "CAROUSEL" => cards(component, dialect)?,
            "FOOTER" => footer(text.unwrap_or_default())?,
            "BUTTONS" => buttons(component)?,
            _ => {}
        }
    }
    if has_body {
        Ok(())
    } else {
        Err(refuse(2_388_043, "There must be a component of type BODY."))
    }
}

/// The names or numbers between braces.
fn variables(text: &str) -> usize {
    text.matches("{{").count()
}

fn body(component: &Value, text: &str) -> Result<(), Refusal> {
    if text.is_empty() {
        return Err(refuse(2_388_043, "The body has no text."));
    }
    if text.chars().count() > BODY {
        let text = format!("The body has more than {BODY} characters.");
        return Err(refuse(2_388_040, text));
    }
    if text.contains("\n\n\n") || text.matches("{{").count() != text.matches("}}").count() {
        return Err(refuse(
            2_388_072,
            "The body has too many empty lines, or braces that do not match.",
        ));
    }
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        return Err(refuse(
            2_388_299,
            "No variable may stand at the beginning or at the end.",
        ));
    }
    let example = component.get("example");
    let has_example = example.is_some_and(Value::is_object);
    if (variables(text) > 0) != has_example {
        return Err(refuse(
            2_388_043,
            "Variables need examples, and a text without variables has none.",
        ));
    }
    Ok(())
}

/// The headers of cards, which have files with samples as well.
fn cards(component: &Value, dialect: Dialect) -> Result<(), Refusal> {
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned();
    let cards = list(component, "cards").into_iter().flatten();
    for part in cards.filter_map(|card| list(&card, "components")).flatten() {
        let kind = part.get("type").and_then(Value::as_str);
        if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("HEADER")) {
            header(&part, part.get("text").and_then(Value::as_str), dialect)?;
        }
    }
    Ok(())
}

/// The sample of a file: a handle; 360dialog takes addresses as well.
fn sample(component: &Value, dialect: Dialect) -> Result<(), Refusal> {
    let sample = component.pointer("/example/header_handle/0");
    let Some(sample) = sample.and_then(Value::as_str) else {
        let text = "A header with a file needs a sample of it.";
        return Err(refuse(2_388_043, text));
    };
    match Sample::of(sample) {
        Sample::Handle(_) => Ok(()),
        Sample::Address(_) if dialect == Dialect::Dialog360 => Ok(()),
        Sample::Address(_) | Sample::File(_) => {
            let text = "The sample of a header is the handle of an upload, and nothing else.";
            Err(refuse(2_388_044, text))
        }
    }
}

fn header(component: &Value, text: Option<&str>, dialect: Dialect) -> Result<(), Refusal> {
    let format = component.get("format").and_then(Value::as_str);
    let is_text = format.unwrap_or("TEXT").eq_ignore_ascii_case("TEXT");
    if !is_text {
        let is_place = format.is_some_and(|format| {
            ["LOCATION", "PRODUCT"].contains(&format.to_ascii_uppercase().as_str())
        });
        return if is_place {
            Ok(())
        } else {
            sample(component, dialect)
        };
    }
    let text = text.unwrap_or_default();
    if text.chars().count() > LINE {
        let text = format!("The header has more than {LINE} characters.");
        return Err(refuse(2_388_040, text));
    }
    if text.is_empty() || text.contains(['\n', '*', '_', '~', '`']) || variables(text) > 1 {
        return Err(refuse(
            2_388_047,
            "A header has one line, no formatting and one variable at most.",
        ));
    }
    if variables(text) > 0 && component.get("example").is_none() {
        return Err(refuse(2_388_043, "The header's variable needs an example."));
    }
    Ok(())
}

fn footer(text: &str) -> Result<(), Refusal> {
    if text.chars().count() > LINE {
        let text = format!("The footer has more than {LINE} characters.");
        return Err(refuse(2_388_040, text));
    }
    if variables(text) > 0 || text.contains('\n') {
        return Err(refuse(2_388_073, "A footer has one line and no variables."));
    }
    Ok(())
}

fn buttons(component: &Value) -> Result<(), Refusal> {
    let buttons = component.get("buttons").and_then(Value::as_array);
    for button in buttons.into_iter().flatten() {
        let label = button.get("text").and_then(Value::as_str);
        let label = label.unwrap_or_default();
        if label.chars().count() > LABEL {
            let text = format!("A button's label has more than {LABEL} characters.");
            return Err(refuse(2_388_040, text));
        }
        if variables(label) > 0 || label.contains('\n') {
            return Err(refuse(
                2_388_060,
                "A button's label has one line and no variables.",
            ));
        }
        let url = button.get("url").and_then(Value::as_str);
        if url.is_some_and(|url| variables(url) > 0) && button.get("example").is_none() {
            return Err(refuse(
                2_388_043,
                "The variable of an address needs an example.",
            ));
        }
    }
    Ok(())
}
