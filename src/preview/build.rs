//! From a payload to the parts of its bubble.
//!
//! Reads leniently: a part that is missing or of the wrong type is left out or shown as it is
//! written, never refused. What the phone shows becomes parts; what only the author should know
//! becomes notes.

mod carousel;
mod commerce;
mod interactive;
mod localised;
mod special;
mod template;

use serde_json::Value;

use super::bubble::{Bubble, Filled, Fold, Media, MediaKind, Options, Part};
use crate::schema::{DEFINITION, kind_of};
use crate::template::{Definition, exemplify, plainest_send};
use crate::text::markup;
use crate::wire::Dialect;

/// The bubble of a message; what is not known is shown as far as it can be read.
///
/// `definition` is that of a template send, where it is known. `options` gives the locale.
pub fn bubble(
    payload: &Value,
    dialect: Option<Dialect>,
    definition: Option<&Definition>,
    options: &Options,
) -> Bubble {
    if kind_of(payload) == Some(DEFINITION) {
        return of_definition(payload, dialect, options);
    }
    let mut parts = Vec::new();
    let kind = kind(payload);
    let content = payload.get(kind).unwrap_or(&Value::Null);
    let kind = kind.to_ascii_lowercase();
    if let Some(id) = text_at(payload, "/context/message_id")
        && kind != "reaction"
    {
        parts.push(Part::Quoted {
            name: "In reply to".to_owned(),
            excerpt: id,
        });
    }
    match kind.as_str() {
        "text" => text(payload, content, dialect, &mut parts),
        "template" => template::build(payload, dialect, definition, options, &mut parts),
        "interactive" => interactive::build(content, &options.locale, &mut parts),
        "reaction" => reaction(content, &mut parts),
        "image" | "video" | "document" | "location" | "audio" | "sticker" => {
            media_message(&kind, content, &mut parts);
        }
        "contacts" => special::contacts(content, &mut parts),
        "pin" => special::pin(content, &mut parts),
        "read" => special::receipt(payload, &mut parts),
        _ => unknown(&kind, content, &mut parts),
    }
    Bubble { parts }
}

/// The bubble of a definition alone: a send of it, with the values that it gives as examples.
fn of_definition(value: &Value, dialect: Option<Dialect>, options: &Options) -> Bubble {
    let Ok(definition) = Definition::read(value) else {
        return Bubble { parts: Vec::new() };
    };
    let send = plainest_send(&definition);
    let send = exemplify(&definition, &send).unwrap_or(send);
    let mut bubble = bubble(&send, dialect, Some(&definition), options);
    let note = "A definition alone: the values are the examples that it holds.";
    bubble.parts.push(Part::Note(note.to_owned()));
    bubble
}

/// The `type`, or what the members of the payload tell where it is missing.
fn kind(payload: &Value) -> &str {
    const KNOWN: [&str; 4] = ["interactive", "template", "reaction", "text"];
    match payload.get("type").and_then(Value::as_str) {
        Some(kind) => kind,
        None if payload.get("status").is_some() => "read",
        None => KNOWN
            .into_iter()
            .find(|kind| payload.get(kind).is_some())
            .unwrap_or_default(),
    }
}

fn text(payload: &Value, content: &Value, dialect: Option<Dialect>, parts: &mut Vec<Part>) {
    let body = text_at(content, "/body").unwrap_or_default();
    let flag = match dialect {
        Some(Dialect::OnPremises) => payload.get("preview_url"),
        _ => content.get("preview_url"),
    };
    let is_wanted = flag.is_some_and(|flag| flag == &Value::Bool(true) || flag == "true");
    if is_wanted && let Some(host) = first_host(&body) {
        parts.push(Part::LinkPreview(host));
    }
    parts.push(Part::Body(Filled {
        fold: (body.chars().count() > LONG_TEXT).then_some(Fold::Characters(LONG_TEXT)),
        ..body.into()
    }));
}

/// After about so many characters phones cut a plain text.
const LONG_TEXT: usize = 700;

/// The host of the first address that begins with `http`, the only one a preview is made of.
fn first_host(body: &str) -> Option<String> {
    let blocks = markup::parse(body);
    let mut links = blocks.iter().flat_map(|block| &block.runs);
    let address = links
        .by_ref()
        .filter(|run| run.style.link)
        .filter_map(|run| body.get(run.range.clone()))
        .find_map(|link| link.split_once("://").map(|(_, address)| address))?;
    let host = address.split(['/', '?', '#']).next()?;
    Some(host.trim_start_matches("www.").to_owned())
}

fn reaction(content: &Value, parts: &mut Vec<Part>) {
    let id = text_at(content, "/message_id").unwrap_or_default();
    parts.push(Part::Quoted {
        name: "The message".to_owned(),
        excerpt: if id.is_empty() { "…".to_owned() } else { id },
    });
    match text_at(content, "/emoji") {
        Some(emoji) if !emoji.is_empty() => parts.push(Part::Reaction(emoji)),
        _ => parts.push(Part::Note(
            "An empty emoji takes an earlier reaction away.".to_owned(),
        )),
    }
}

fn media_message(kind: &str, content: &Value, parts: &mut Vec<Part>) {
    parts.extend(media(kind, content).map(Part::Media));
    if let Some(caption) = text_at(content, "/caption").filter(|caption| !caption.is_empty()) {
        parts.push(Part::Body(caption.into()));
    }
}

/// A message of a kind that has no bubble here: all of its values, and a word about that.
fn unknown(kind: &str, content: &Value, parts: &mut Vec<Part>) {
    let mut values = Vec::new();
    flatten("", content, &mut values);
    if !values.is_empty() {
        parts.push(Part::Values(values));
    }
    parts.push(Part::Note(if kind.is_empty() {
        "The payload has no type, so there is no bubble to draw.".to_owned()
    } else {
        format!(
            "How the phone draws a message of type {kind} is not known here: these are its values."
        )
    }));
}

/// Lists all plain values below `value` with their paths.
fn flatten(path: &str, value: &Value, values: &mut Vec<(String, String)>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                flatten(&below(key), member, values);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&below(&index.to_string()), item, values);
            }
        }
        Value::Null if path.is_empty() => {}
        plain => values.push((path.to_owned(), shown(plain))),
    }
}

/// The placeholder for the media object of that type; none for a type that is no medium.
fn media(kind: &str, object: &Value) -> Option<Media> {
    let kind = match kind.to_ascii_lowercase().as_str() {
        "image" => MediaKind::Image,
        "video" => MediaKind::Video,
        "gif" => MediaKind::Gif,
        "product" => MediaKind::Product,
        "document" => MediaKind::Document,
        "location" => MediaKind::Location,
        "audio" if object.get("voice") == Some(&Value::Bool(true)) => MediaKind::Voice,
        "audio" => MediaKind::Audio,
        "sticker" => MediaKind::Sticker,
        _ => return None,
    };
    if kind == MediaKind::Product {
        return Some(commerce::product_box(object, "/product_retailer_id"));
    }
    if kind == MediaKind::Location {
        let place = |key| text_at(object, key).unwrap_or_default();
        let name = place("/name");
        let detail = match (place("/address"), place("/latitude"), place("/longitude")) {
            // the phone shows an address only below a name
            (address, ..) if !address.is_empty() && !name.is_empty() => address,
            (_, latitude, longitude) if !latitude.is_empty() => format!("{latitude}, {longitude}"),
            _ => String::new(),
        };
        return Some(Media {
            kind,
            title: name,
            detail,
        });
    }
    let title = ["/filename", "/link", "/id"]
        .into_iter()
        .find_map(|key| text_at(object, key).filter(|text| !text.is_empty()))
        .map(|name| file_name(&name).to_owned())
        .unwrap_or_default();
    let detail = match kind {
        MediaKind::Document => document_type(&title),
        _ => String::new(),
    };
    Some(Media {
        kind,
        title,
        detail,
    })
}

/// `PDF document` for a name that ends with `.pdf`.
fn document_type(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, ending)) if (1..=4).contains(&ending.len()) => {
            format!("{} document", ending.to_uppercase())
        }
        _ => "document".to_owned(),
    }
}

/// The last step of an address, without its query; other texts as they are.
fn file_name(name: &str) -> &str {
    let Some((_, address)) = name.split_once("://") else {
        return name;
    };
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(path)
}

/// A text header, or a medium by the header's `type` and its object of the same name.
fn header(header: &Value) -> Option<Part> {
    const TYPES: [&str; 7] = [
        "text", "image", "video", "document", "location", "gif", "product",
    ];
    let kind = header
        .get("type")
        .and_then(Value::as_str)
        .or_else(|| TYPES.into_iter().find(|kind| header.get(kind).is_some()))?;
    if kind.eq_ignore_ascii_case("text") {
        return text_at(header, "/text")
            .filter(|text| !text.is_empty())
            .map(|text| Part::Header(text.into()));
    }
    let object = header.get(kind).unwrap_or(&Value::Null);
    match media(kind, object) {
        Some(media) => Some(Part::Media(media)),
        None => Some(Part::Header(Filled::slot(kind.to_owned()))),
    }
}

/// The elements of an array; none where it is no array.
fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The text at a place; numbers and flags as they are written, since samples have both.
fn text_at(value: &Value, pointer: &str) -> Option<String> {
    match value.pointer(pointer)? {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        plain => Some(shown(plain)),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn parts(payload: &Value) -> Vec<Part> {
        bubble(payload, None, None, &Options::default()).parts
    }

    #[rstest]
    #[case("https://media.example.com/a/van.png?size=1", "van.png")]
    #[case("https://media.example.com/", "media.example.com")]
    #[case("1013859600285441", "1013859600285441")]
    #[case("delivery note.pdf", "delivery note.pdf")]
    fn media_are_named_by_the_last_step(#[case] name: &str, #[case] expected: &str) {
        assert_eq!(file_name(name), expected);
    }

    #[rstest]
    #[case("see https://www.example.com/a?b", Some("example.com"))]
    #[case(
        "see www.example.com, then http://b.example.com",
        Some("b.example.com")
    )]
    #[case("no address", None)]
    fn a_preview_is_made_of_the_first_full_address(
        #[case] body: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(first_host(body).as_deref(), expected);
    }

    #[rstest]
    #[case::cloud(None, json!({"type": "text", "text": {"body": "http://a.example.com", "preview_url": true}}), true)]
    #[case::not_wanted(None, json!({"type": "text", "text": {"body": "http://a.example.com"}}), false)]
    #[case::on_premises(Some(Dialect::OnPremises), json!({"type": "text", "preview_url": true, "text": {"body": "http://a.example.com"}}), true)]
    #[case::other_place(None, json!({"type": "text", "preview_url": true, "text": {"body": "http://a.example.com"}}), false)]
    fn link_previews_follow_the_dialects_flag(
        #[case] dialect: Option<Dialect>,
        #[case] payload: Value,
        #[case] is_shown: bool,
    ) {
        let parts = bubble(&payload, dialect, None, &Options::default()).parts;
        let is_preview = |part: &Part| matches!(part, Part::LinkPreview(_));
        assert_eq!(parts.iter().any(is_preview), is_shown);
    }

    #[test]
    fn a_missing_type_is_told_by_the_members() {
        let parts = parts(&json!({"text": {"body": "hi"}}));
        assert_eq!(parts, [Part::Body("hi".to_owned().into())]);
    }

    #[test]
    fn wrong_types_are_shown_or_left_out() {
        let parts = parts(&json!({"type": "interactive", "interactive": {
            "type": "button", "header": [], "body": {"text": 7}, "footer": {"text": {}},
            "action": {"buttons": [{"reply": {"title": true}}, 3]}
        }}));
        assert_eq!(parts.first(), Some(&Part::Body("7".to_owned().into())));
        let labels: Vec<_> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Button(button) => Some(button.label.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(labels, ["true", ""]);
    }

    #[rstest]
    #[case::not_an_object(json!([1, 2]))]
    #[case::text(json!("hi"))]
    #[case::empty(json!({}))]
    #[case::null_type(json!({"type": null}))]
    fn any_json_has_a_bubble(#[case] payload: Value) {
        assert!(matches!(parts(&payload).last(), Some(Part::Note(_))));
    }
}
