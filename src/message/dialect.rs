//! Which of the three APIs a payload was written for, read off the payload itself.

use serde_json::Value;

use crate::wire::{Dialect, member_of};

/// The dialect that the payload shows; none when it shows none. 360dialog is never guessed, since
/// its bodies are those of the Cloud API.
pub fn dialect_of(payload: &Value) -> Option<Dialect> {
    if member_of(payload, "messaging_product").is_some() {
        return Some(Dialect::Cloud);
    }
    let retired_type = payload.get("type").and_then(Value::as_str) == Some("hsm");
    let retired_keys = payload.get("preview_url").is_some()
        || payload.get("namespace").is_some()
        || ["template", "hsm"]
            .iter()
            .filter_map(|key| payload.get(key))
            .any(|inner| inner.get("namespace").is_some());
    (retired_type || retired_keys || names_provider(payload)).then_some(Dialect::OnPremises)
}

/// Whether a media object somewhere names the provider that its link is fetched from.
fn names_provider(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            (members.contains_key("provider") && members.contains_key("link"))
                || members.values().any(names_provider)
        }
        Value::Array(elements) => elements.iter().any(names_provider),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::product(json!({"messaging_product": "whatsapp"}), Some(Dialect::Cloud))]
    #[case::product_wins(json!({"messaging_product": "whatsapp", "preview_url": true}), Some(Dialect::Cloud))]
    #[case::namespace(json!({"type": "template", "template": {"namespace": "x"}}), Some(Dialect::OnPremises))]
    #[case::preview_url(json!({"type": "text", "preview_url": true}), Some(Dialect::OnPremises))]
    #[case::hsm(json!({"type": "hsm"}), Some(Dialect::OnPremises))]
    #[case::provider(
        json!({"type": "image", "image": {"link": "https://img.example.com/a.png", "provider": {"name": "a"}}}),
        Some(Dialect::OnPremises)
    )]
    #[case::someone_elses_provider(json!({"type": "interactive", "interactive": {"data": {"provider": "x"}}}), None)]
    #[case::unclear(json!({"to": "15550100123", "type": "text", "text": {"body": "Hi"}}), None)]
    fn a_payload_shows_its_dialect(#[case] payload: Value, #[case] expected: Option<Dialect>) {
        assert_eq!(dialect_of(&payload), expected);
    }
}
