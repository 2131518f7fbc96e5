//! The kinds of messages that can be composed.

use std::fmt;

use serde_json::Value;

use super::field::Field;
use super::{definition, kinds};
use crate::wire::{Dialect, member_of};

/// A kind of message: everything that form, checker and preview need to know of it.
#[derive(Clone, Copy)]
pub struct Kind {
    /// The name: the message type, and for interactive messages theirs behind a dot: `interactive.list`.
    pub name: &'static str,
    /// What the picker says: `List message`.
    pub title: &'static str,
    /// What it is for, in one or two sentences.
    pub doc: &'static str,
    /// The dialects that take it.
    pub dialects: &'static [Dialect],
    /// The whole payload.
    pub root: &'static Field,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Kind({})", self.name)
    }
}

/// All kinds, in the order in which they are offered.
pub static KINDS: &[&Kind] = &[
    &kinds::text::TEXT,
    &kinds::template::TEMPLATE,
    &kinds::image::IMAGE,
    &kinds::video::VIDEO,
    &kinds::audio::AUDIO,
    &kinds::document::DOCUMENT,
    &kinds::sticker::STICKER,
    &kinds::location::LOCATION,
    &kinds::contacts::CONTACTS,
    &kinds::list::LIST,
    &kinds::button::BUTTON,
    &kinds::location_request::LOCATION_REQUEST,
    &kinds::flow::FLOW,
    &kinds::cta_url::CTA_URL,
    &kinds::carousel::CAROUSEL,
    &kinds::product::PRODUCT,
    &kinds::product_list::PRODUCT_LIST,
    &kinds::catalog_message::CATALOG_MESSAGE,
    &kinds::address_message::ADDRESS_MESSAGE,
    &kinds::request_contact_info::REQUEST_CONTACT_INFO,
    &kinds::voice_call::VOICE_CALL,
    &kinds::call_permission_request::CALL_PERMISSION_REQUEST,
    &kinds::order_details::ORDER_DETAILS,
    &kinds::order_status::ORDER_STATUS,
    &kinds::reaction::REACTION,
    &kinds::pin::PIN,
    &kinds::read::READ,
];

/// The kind that is written to be reviewed and not to be sent: a template definition.
pub static DEFINITION: &Kind = &definition::DEFINITION;

/// The kind of that name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    all_kinds().find(|kind| kind.name == name)
}

/// The kinds of messages and the definition.
pub(super) fn all_kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().copied().chain([DEFINITION])
}

/// The kind of a payload; none for one that we do not know.
pub fn kind_of(payload: &Value) -> Option<&'static Kind> {
    let Some(message_type) = member_of(payload, "type") else {
        let has = |key: &str| member_of(payload, key).is_some();
        if is_definition(payload) {
            return Some(DEFINITION);
        }
        return match (has("text"), has("status") || has("message_id")) {
            (_, true) => kind("read"),
            (true, false) => kind("text"),
            (false, false) => None,
        };
    };
    match message_type.as_str()? {
        "interactive" => {
            let content = member_of(payload, "interactive")?;
            let which = member_of(content, "type")?.as_str()?;
            KINDS
                .iter()
                .copied()
                .find(|kind| kind.name.strip_prefix("interactive.") == Some(which))
        }
        "read" => None, // the kind without a type
        name if name.contains('.') => None,
        name => kind(name),
    }
}

/// Whether an object is a template definition, or the part of one that an edit sends.
fn is_definition(value: &Value) -> bool {
    let is_absent_or_text = |key: &str| member_of(value, key).is_none_or(Value::is_string);
    member_of(value, "components").is_some_and(Value::is_array)
        && is_absent_or_text("name")
        && is_absent_or_text("language")
}

/// The schema of a payload: that of its kind, or what is known of all messages.
pub(crate) fn root_of(kind: Option<&'static Kind>, payload: &Value) -> &'static Field {
    if let Some(kind) = kind {
        return kind.root;
    }
    let is_interactive = member_of(payload, "type").is_some_and(|found| found == "interactive");
    if is_interactive && member_of(payload, "interactive").is_some() {
        &kinds::other::INTERACTIVE
    } else {
        &kinds::other::OTHER
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case(json!({"type": "text"}), Some("text"))]
    #[case(json!({"text": {"body": "Hi"}}), Some("text"))]
    #[case(json!({"type": "interactive", "interactive": {"type": "list"}}), Some("interactive.list"))]
    #[case(json!({"type": "interactive", "interactive": {"type": "LIST"}}), None)]
    #[case(json!({"type": "interactive.list"}), None)]
    #[case(json!({"type": "interactive"}), None)]
    #[case(json!({"type": "sticker"}), Some("sticker"))]
    #[case(json!({"status": "read", "message_id": "wamid.x"}), Some("read"))]
    #[case(json!({"type": "read"}), None)]
    #[case(json!({"type": "hsm"}), None)]
    #[case(json!({"name": "a", "language": "en", "status": "PAUSED", "components": []}), Some("template_definition"))]
    #[case(json!({"components": [{"type": "BODY", "text": "Hi"}]}), Some("template_definition"))]
    #[case(json!({"name": "a", "language": {"code": "en"}, "components": []}), None)]
    #[case(json!({"type": 7}), None)]
    #[case(json!([]), None)]
    #[case(json!(null), None)]
    fn a_payload_tells_its_kind(#[case] payload: Value, #[case] expected: Option<&str>) {
        assert_eq!(kind_of(&payload).map(|kind| kind.name), expected);
    }

    #[test]
    fn names_are_unique_and_found() {
        for &one in KINDS {
            assert_eq!(kind(one.name), Some(one));
        }
    }
}
