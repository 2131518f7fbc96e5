//! What a file is: a draft, a whole payload, a definition, or a part of a payload.

use serde_json::{Map, Value, json};

use crate::wire::{Pointer, member};

/// The version of the draft format that this program writes.
pub const VERSION: u64 = 1;

/// The four things that are accepted wherever a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileShape {
    /// Our own format around a payload.
    Draft,
    /// The exact body that would be posted.
    Payload,
    /// A template definition.
    Definition,
    /// An interactive, template, component or parameter object without the message around it.
    Fragment,
}

impl FileShape {
    /// The spelling that is printed: `draft`, `payload`, `definition`, `fragment`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Payload => "payload",
            Self::Definition => "definition",
            Self::Fragment => "fragment",
        }
    }
}

/// The components that a send can have, as opposed to those of a definition.
const SEND_COMPONENTS: &[&str] = &[
    "header",
    "body",
    "button",
    "carousel",
    "limited_time_offer",
    "order_status",
    "tap_target_configuration",
];

/// The parameters that stand in a header component.
const HEADER_PARAMETERS: &[&str] = &["image", "video", "document", "gif", "location", "product"];

/// The parameters that stand in a body component.
const BODY_PARAMETERS: &[&str] = &["text", "currency", "date_time"];

/// Tells what an object is; for a fragment also the place in a message where it belongs.
pub(super) fn shape_of(file: &Map<String, Value>) -> (FileShape, Option<Place>) {
    let has = |key: &str| member(file, key).is_some();
    let text = |key: &str| member(file, key).and_then(Value::as_str);
    if member(file, "message").is_some_and(Value::is_object)
        && !has("type")
        && !has("to")
        && !has("messaging_product")
    {
        return (FileShape::Draft, None);
    }
    if has("components") && text("name").is_some() && text("language").is_some() {
        return (FileShape::Definition, None);
    }
    let addressed = has("to") || has("recipient") || has("messaging_product");
    if (has("type") && addressed) || has("status") {
        return (FileShape::Payload, None);
    }
    match place_of(file) {
        Some(place) => (FileShape::Fragment, Some(place)),
        None => (FileShape::Payload, None),
    }
}

/// Where a fragment belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Interactive,
    Template,
    Component,
    Parameter(&'static str),
}

fn place_of(file: &Map<String, Value>) -> Option<Place> {
    let has = |key: &str| file.contains_key(key);
    let kind = file.get("type").and_then(Value::as_str);
    if has("name") && file.get("language").is_some_and(Value::is_object) {
        return Some(Place::Template);
    }
    let kind = kind?;
    let folded = kind.to_ascii_lowercase();
    if SEND_COMPONENTS.contains(&folded.as_str())
        && (has("parameters") || has("sub_type") || has("cards"))
    {
        return Some(Place::Component);
    }
    if has("action")
        || file
            .get("body")
            .is_some_and(|body| body.get("text").is_some())
    {
        return Some(Place::Interactive);
    }
    parameter_place(file, kind)
}

/// A message of type text holds an object `text`, a parameter of type text a string.
fn parameter_place(file: &Map<String, Value>, kind: &str) -> Option<Place> {
    let value = file.get(kind)?;
    if kind == "text" && !value.is_string() {
        return None;
    }
    if BODY_PARAMETERS.contains(&kind) {
        return Some(Place::Parameter("body"));
    }
    if HEADER_PARAMETERS.contains(&kind) {
        return Some(Place::Parameter("header"));
    }
    matches!(kind, "payload" | "action" | "coupon_code").then_some(Place::Parameter("button"))
}

impl Place {
    /// The message around a fragment, and where in it the fragment stands.
    pub(super) fn wrap(self, fragment: Value) -> (Value, Pointer) {
        let components =
            |component: Value| json!({"type": "template", "template": {"components": [component]}});
        let component = Pointer::parse("/template/components/0");
        match self {
            Self::Interactive => (
                json!({"type": "interactive", "interactive": fragment}),
                Pointer::parse("/interactive"),
            ),
            Self::Template => (
                json!({"type": "template", "template": fragment}),
                Pointer::parse("/template"),
            ),
            Self::Component => (components(fragment), component),
            Self::Parameter(kind) => (
                components(json!({"type": kind, "parameters": [fragment]})),
                component.key("parameters").index(0),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::draft(json!({"message": {}}), FileShape::Draft)]
    #[case::payload_with_a_key_message(json!({"message": {}, "to": "", "type": "text"}), FileShape::Payload)]
    #[case::message_of_wrong_type(json!({"message": "hello"}), FileShape::Payload)]
    #[case::payload(json!({"to": "1", "type": "text"}), FileShape::Payload)]
    #[case::typeless(json!({"messaging_product": "whatsapp", "to": "1", "text": {"body": "x"}}), FileShape::Payload)]
    #[case::bsuid(json!({"recipient": "US.1", "type": "text"}), FileShape::Payload)]
    #[case::read_receipt(json!({"status": "read", "message_id": "wamid.x"}), FileShape::Payload)]
    #[case::unaddressed(json!({"type": "text", "text": {"body": "x"}}), FileShape::Payload)]
    #[case::definition(json!({"name": "a", "language": "en", "components": []}), FileShape::Definition)]
    #[case::stored_definition(
        json!({"name": "a", "language": "en", "status": "APPROVED", "components": []}),
        FileShape::Definition
    )]
    #[case::anything(json!({"hello": 1}), FileShape::Payload)]
    #[case::nothing(json!({}), FileShape::Payload)]
    fn files_are_told_apart(#[case] file: Value, #[case] expected: FileShape) {
        assert_eq!(shape_of(file.as_object().unwrap()).0, expected);
    }

    #[rstest]
    #[case(json!({"type": "list", "body": {"text": "x"}, "action": {}}), "/interactive")]
    #[case(json!({"name": "a", "language": {"code": "en"}}), "/template")]
    #[case(json!({"type": "HEADER", "parameters": []}), "/template/components/0")]
    #[case(json!({"type": "button", "sub_type": "url"}), "/template/components/0")]
    #[case(json!({"type": "date_time", "date_time": {}}), "/template/components/0/parameters/0")]
    #[case(json!({"type": "text", "text": "x"}), "/template/components/0/parameters/0")]
    fn fragments_know_their_place(#[case] file: Value, #[case] expected: &str) {
        let (shape, place) = shape_of(file.as_object().unwrap());
        assert_eq!(shape, FileShape::Fragment);
        let (payload, pointer) = place.unwrap().wrap(file.clone());
        assert_eq!(pointer.as_str(), expected);
        assert_eq!(pointer.get(&payload), Some(&file));
    }
}
