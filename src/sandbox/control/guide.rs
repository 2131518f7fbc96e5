//! What can be controlled: one table, answered at the root of the control address and shown in the command's help.

use axum::Json;
use serde_json::{Value, json};

/// One control endpoint.
#[derive(Debug, Clone, Copy)]
pub struct Control {
    /// The method.
    pub method: &'static str,
    /// The path below the control address.
    pub path: &'static str,
    /// A body to post, as JSON.
    pub example: &'static str,
    /// What it does.
    pub doc: &'static str,
}

const fn post(path: &'static str, example: &'static str, doc: &'static str) -> Control {
    Control {
        method: "POST",
        path,
        example,
        doc,
    }
}

const fn look(path: &'static str, doc: &'static str) -> Control {
    Control {
        method: "GET",
        path,
        example: "",
        doc,
    }
}

/// All of them.
pub const CONTROLS: &[Control] = &[
    look("", "this list"),
    look("state", "messages, closed windows, webhook addresses"),
    post(
        "act",
        r#"{"do":"tap_reply_button","message_id":"wamid…","button":0}"#,
        "a customer answers a message: also tap_template_button, choose_row, send_location, complete_flow, tap_card_button, send_cart, send_address, share_contact, answer_call_request, call, react, reply",
    ),
    post(
        "act",
        r#"{"do":"write","api":"cloud","from":"15550100123","text":"Hello"}"#,
        "a customer acts unasked: also send_media (kind, caption, filename, voice, mime_type, base64), send_place, send_poll, call_business, stop_marketing, resume_marketing, change_number (to)",
    ),
    post(
        "say",
        r#"{"api":"cloud","from":"15550100123","text":"Hello"}"#,
        "short for write",
    ),
    look(
        "customers",
        "who is known: some without receipts, with the phone off, not on WhatsApp, without marketing, with a username, with the chat open, or blocking the business",
    ),
    post(
        "customers",
        r#"{"number":"15550100123","device":false}"#,
        "changes a customer: name, on_whatsapp, receipts, device, marketing, chat_open, blocks, username",
    ),
    post(
        "window",
        r#"{"customer":"15550100123","open":false}"#,
        "opens or closes a 24-hour window",
    ),
    post(
        "clock",
        r#"{"advance":"25h"}"#,
        "moves the clock that windows, tokens, files and templates go by; or {\"now\":\"2026-12-24T18:00:00Z\"}",
    ),
    post(
        "templates",
        r#"{"name":"receipt","language":"en","components":[]}"#,
        "a template that the account has: sends of it are held against it",
    ),
    post(
        "review",
        r#"{"name":"receipt","language":"en","status":"PAUSED"}"#,
        "gives a template a status (and reason), which the app is told",
    ),
    post(
        "number",
        r#"{"quality":"RED","can_send":"LIMITED"}"#,
        "also registered, throughput, recipients (the list of a test number)",
    ),
    post(
        "credentials",
        r#"{"do":"expire","api":"cloud"}"#,
        "also withdraw, restore, issue (permissions, expires_in), first_login",
    ),
    look("faults", "the faults that are to come"),
    post(
        "faults",
        r#"{"on":"send","code":130429,"times":2}"#,
        "one more; a list replaces all. on: any, send, media, templates, login; to, times (0: for ever), chance, delay_ms, break (before, after, halfway), code, subcode, status, body",
    ),
    post(
        "rates",
        r#"{"throughput":80,"pair":45,"management":200,"uploads":25}"#,
        "sets limits: messages a second, to one customer at once, calls of management an hour, files a second at 360dialog",
    ),
    post(
        "delivery",
        r#"{"duplicates":1,"signature":"wrong"}"#,
        "how webhooks come: delay_ms, duplicates, reorder (out of so many), batch, signature (good, wrong, truncated, missing), chance, retries_ms",
    ),
    post(
        "reset",
        "{}",
        "forgets all but accounts and webhook addresses",
    ),
];

/// The list, to read by program.
pub(in super::super) async fn guide() -> Json<Value> {
    let endpoints: Value = CONTROLS
        .iter()
        .map(|control| {
            let example: Value = serde_json::from_str(control.example).unwrap_or_default();
            json!({
                "method": control.method,
                "path": control.path,
                "body": example,
                "does": control.doc,
            })
        })
        .collect();
    Json(json!({
        "endpoints": endpoints,
        "bodies": "JSON with the header Content-Type: application/json",
        "recipients": "15550 and a six-digit code fail with it (15550131047); On-Premises 155500 and five digits (15550000470)",
    }))
}
