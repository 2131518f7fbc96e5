//! The views over histories of well-formed and odd webhooks: no panic at any size, nothing foreign raw.

use bluetick::webhook::Reason;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::history::composer;
use super::properties::{Step, has_raw, step, take};
use crate::common::memory::{MARA, Memory, TEA_HOUSE, accepted};

/// What may have happened.
#[derive(Debug, Clone)]
enum Past {
    Sent(String, Option<u8>),
    Refused(String),
    Status(u8, &'static str, Value),
    Wrote(Value),
    Came(Value),
    Forged(Value),
}

const KINDS: &[&str] = &[
    "text",
    "image",
    "voice",
    "document",
    "sticker",
    "location",
    "contacts",
    "button",
    "interactive",
    "order",
    "reaction",
    "system",
    "edit",
    "revoke",
    "unsupported",
    "request_welcome",
    "tea",
];

/// Keys under which the readers of webhooks look.
const KEYS: &[&str] = &[
    "body",
    "id",
    "caption",
    "filename",
    "title",
    "description",
    "payload",
    "type",
    "list_reply",
    "button_reply",
    "nfm_reply",
    "response_json",
    "emoji",
    "message_id",
    "original_message_id",
    "message",
    "text",
    "latitude",
    "longitude",
    "name",
    "address",
    "url",
    "product_items",
    "quantity",
    "item_price",
    "currency",
    "errors",
    "code",
    "details",
    "formatted_name",
    "phones",
    "phone",
    "wa_id",
    "new_wa_id",
    "referral",
    "conversation",
    "pricing",
];

/// Words of strangers: orders to a terminal, turned, wide, joined, empty and long ones.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => ".{0,24}",
        1 => Just(String::new()),
        2 => Just("\u{1b}[2J\u{1b}]0;gone\u{7}\u{202e}eht\u{9b}31m\r\n\tred\0".to_owned()),
        1 => Just("👩‍👩‍👧‍👦 中文 مرحبا".repeat(9)),
        1 => Just("x".repeat(3000)),
        1 => Just("*bold* _it_ ```c``` https://example.com/a\u{200b}b".to_owned()),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words().prop_map(Value::from),
    ];
    let key = prop_oneof![
        5 => proptest::sample::select(KEYS).prop_map(str::to_owned),
        1 => words(),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A message of a customer: of a kind that there is, with what belongs to it or anything at all.
fn message() -> impl Strategy<Value = Value> {
    let part = prop_oneof![
        2 => words().prop_map(|words| json!({"body": words, "caption": words, "id": "7", "payload": words,
            "text": words, "message_id": "wamid.1", "emoji": words, "original_message_id": "wamid.1"})),
        1 => any_value(),
    ];
    let known = proptest::sample::select(KINDS);
    (known, part, 0..6_u8, any::<bool>(), words()).prop_map(|(kind, part, id, quotes, strange)| {
        let mut message = json!({"id": format!("wamid.in{id}"), "type": kind, kind: part});
        if quotes {
            message["context"] = json!({"id": format!("wamid.{id}"), "from": strange});
        }
        if id == 5 {
            message["from"] = json!(strange);
            message["timestamp"] = json!(strange);
        }
        message
    })
}

fn past() -> impl Strategy<Value = Past> {
    let status = proptest::sample::select(vec![
        "sent",
        "delivered",
        "read",
        "played",
        "failed",
        "deleted",
        "warning",
        "melted",
    ]);
    prop_oneof![
        3 => (words(), proptest::option::of(0..6_u8)).prop_map(|(words, id)| Past::Sent(words, id)),
        1 => words().prop_map(Past::Refused),
        3 => (0..6_u8, status, any_value()).prop_map(|(id, status, errors)| Past::Status(id, status, errors)),
        4 => message().prop_map(Past::Wrote),
        2 => any_value().prop_map(Past::Came),
        1 => any_value().prop_map(Past::Forged),
    ]
}

fn keep(memory: &Memory, number: usize, past: &Past) {
    let at = format!("2026-11-20T10:{number:02}:01.250Z");
    let payload = |words: &str| json!({"messaging_product": "whatsapp", "to": MARA, "type": "text", "text": {"body": words}});
    match past {
        Past::Sent(words, Some(id)) => {
            // An id is given once.
            let id = format!(
                "wamid.{id}{}",
                if number > 5 {
                    number.to_string()
                } else {
                    String::new()
                }
            );
            memory.sent(&at, &payload(words), 200, &accepted(&id));
        }
        Past::Sent(words, None) => {
            memory.sent(&at, &payload(words), 200, &json!({"odd": words}));
        }
        Past::Refused(words) => {
            let body =
                json!({"error": {"code": 100, "message": words, "error_data": {"details": words}}});
            memory.sent(&at, &payload(words), 400, &body);
        }
        Past::Status(id, status, errors) => {
            memory.status(&at, &format!("wamid.{id}"), status, errors);
        }
        Past::Wrote(message) => memory.wrote(&at, message),
        Past::Came(value) => memory.came(&at, value),
        Past::Forged(value) => memory.forged(&at, value, Reason::OtherSecret),
    }
}

/// Keys that do something in a view, or anything else.
fn deed() -> impl Strategy<Value = Step> {
    use crossterm::event::{KeyCode, KeyModifiers};
    let known = proptest::sample::select(vec![
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Tab,
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Char('5'),
        KeyCode::Char('6'),
        KeyCode::Char('7'),
        KeyCode::Char('q'),
        KeyCode::Char('e'),
        KeyCode::Char('w'),
        KeyCode::Char('r'),
        KeyCode::Char('k'),
    ]);
    prop_oneof![
        3 => known.prop_map(|code| Step::Key(code, KeyModifiers::NONE)),
        2 => step(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn views_of_any_history_never_panic_and_never_show_it_raw(
        past in proptest::collection::vec(past(), 0..24),
        (width, height) in (1u16..200, 1u16..60),
        view in proptest::sample::select(vec!["ctrl-w", "ctrl-w 6", "ctrl-w 7", "ctrl-w 7 tab"]),
        steps in proptest::collection::vec(deed(), 0..24),
    ) {
        let memory = Memory::of(TEA_HOUSE);
        for (number, past) in past.iter().enumerate() {
            keep(&memory, number, past);
        }
        let mut driver = composer(width, height);
        driver.keys(view).recall(&memory);
        prop_assert!(!has_raw(&driver.buffer()), "a raw control character is on the screen");
        for step in &steps {
            take(&mut driver, step);
            driver.recall(&memory);
            prop_assert!(!has_raw(&driver.buffer()), "a raw control character is on the screen");
        }
        prop_assert!(driver.app.has_valid_focus());
    }
}
