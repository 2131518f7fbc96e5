//! What the kinds of messages are called: stable dotted names without the word `message` before them.

use super::Content;

impl Content {
    /// The name: `text`, `interactive.list_reply`.
    pub(in crate::webhook::event) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Button { .. } => "button",
            Self::ButtonReply { .. } => "interactive.button_reply",
            Self::ListReply { .. } => "interactive.list_reply",
            Self::FlowReply { .. } => "interactive.nfm_reply",
            Self::CallPermission(_) => "interactive.call_permission_reply",
            Self::PaymentMethod { .. } => "interactive.payment_method",
            Self::Location { .. } => "location",
            Self::Reaction { .. } => "reaction",
            Self::Media(media) => media.kind.name(),
            Self::Contacts(_) => "contacts",
            Self::Order(_) => "order",
            Self::Call(_) => "call",
            Self::System(system) => system_kind(system.kind.as_deref().unwrap_or_default()),
            Self::Edit { .. } => "edit",
            Self::Revoke(_) => "revoke",
            Self::Unsupported { .. } => "unsupported",
            Self::Other(word) => match word.as_str() {
                "request_welcome" => "request_welcome",
                "media_placeholder" => "media_placeholder",
                "interactive" => "interactive",
                _ => "other",
            },
        }
    }
}

fn system_kind(word: &str) -> &'static str {
    match word {
        "user_changed_number" | "customer_changed_number" => "system.user_changed_number",
        "customer_identity_changed" | "user_identity_changed" => "system.user_identity_changed",
        "user_changed_user_id" => "system.user_changed_user_id",
        _ => "system",
    }
}
