//! What the platform would say against a file, before anything of it leaves.

use serde_json::json;

use super::{Context, Diagnostic, check_payload};
use crate::wire::{Dialect, MediaFile, Pointer};

/// The messages that send a file.
pub const FILE_KINDS: [&str; 5] = ["image", "video", "audio", "document", "sticker"];

/// The kind of message that a file is for, where nobody says.
pub fn sent_as(file: &MediaFile) -> &'static str {
    let kind = file.kind.unwrap_or_default();
    match kind.split('/').next().unwrap_or_default() {
        "image" if kind == "image/webp" => "sticker",
        "image" => "image",
        "video" => "video",
        "audio" => "audio",
        _ => "document",
    }
}

/// Holds a file against all rules of files, as a message of that kind would send it. A wrong size, type or
/// codec is refused later and elsewhere: by webhook, or by the phone.
pub fn preflight(file: &MediaFile, kind: &str, dialect: Dialect) -> Vec<Diagnostic> {
    let media = match kind {
        "document" => json!({"id": "0", "filename": "file"}),
        _ => json!({"id": "0"}),
    };
    let payload =
        json!({"messaging_product": "whatsapp", "to": "15550100123", "type": kind, kind: media});
    let context = Context {
        file: Some(file.clone()),
        ..Context::default()
    };
    let mut found = check_payload(&payload, Some(dialect), None, &context);
    found.retain(|diagnostic| Pointer::root().key(kind).contains(&diagnostic.pointer));
    found
}
