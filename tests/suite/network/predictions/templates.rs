//! Template sends of kinds that no example shows: codes, coupons, calls, and definitions that cannot be sent.

use bluetick::wire::Dialect;
use serde_json::{Value, json};

use super::Subject;
use crate::network::{CUSTOMER, message};

/// These sends with their definitions.
pub(super) fn subjects() -> Vec<Subject> {
    let mut subjects = vec![
        one_time_code(),
        coupon(Dialect::Cloud),
        coupon(Dialect::OnPremises),
        call(),
        withdrawn(),
        date(),
        tap_target(),
        product_cards(),
    ];
    subjects.extend(crowded());
    subjects
}

fn subject(
    dialect: Dialect,
    category: &str,
    components: &Value,
    defined: &Value,
    status: &str,
) -> Subject {
    let mut template =
        json!({"name": "invented", "language": {"code": "en"}, "components": components});
    if dialect == Dialect::OnPremises {
        template["namespace"] = json!("invented_namespace");
        template["language"]["policy"] = json!("deterministic");
    }
    Subject {
        dialect,
        payload: message(dialect, CUSTOMER, "template", &template),
        definition: Some(
            json!({"name": "invented", "language": "en", "category": category,
            "status": status, "components": defined}),
        ),
    }
}

fn body(text: &str) -> Value {
    json!({"type": "body", "parameters": [{"type": "text", "text": text}]})
}

fn one_time_code() -> Subject {
    subject(
        Dialect::Cloud,
        "AUTHENTICATION",
        &json!([body("48213"), {"type": "button", "sub_type": "url", "index": "0",
            "parameters": [{"type": "text", "text": "48213"}]}]),
        &json!([{"type": "BODY", "text": "{{1}} is your code"},
            {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Copy"}]}]),
        "APPROVED",
    )
}

fn coupon(dialect: Dialect) -> Subject {
    subject(
        dialect,
        "MARKETING",
        &json!([{"type": "button", "sub_type": "copy_code", "index": "0",
            "parameters": [{"type": "coupon_code", "coupon_code": "AUTUMN25"}]}]),
        &json!([{"type": "BODY", "text": "A quarter off"},
            {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE", "example": "AUTUMN25"}]}]),
        "APPROVED",
    )
}

fn call() -> Subject {
    subject(
        Dialect::Cloud,
        "UTILITY",
        &json!([{"type": "button", "sub_type": "voice_call", "index": "0", "parameters": [
            {"type": "ttl_minutes", "ttl_minutes": 240}, {"type": "payload", "payload": "ticket-1"}]}]),
        &json!([{"type": "BODY", "text": "Call us"},
            {"type": "BUTTONS", "buttons": [{"type": "VOICE_CALL", "text": "Call"}]}]),
        "APPROVED",
    )
}

/// As many cards as there must be; of products any number more can be sent.
fn product_cards() -> Subject {
    let card = |number: usize, product: &str| {
        json!({"card_index": number, "components": [{"type": "header", "parameters": [{"type": "product",
            "product": {"product_retailer_id": product, "catalog_id": "194836987003835"}}]}]})
    };
    let defined = json!({"components": [{"type": "HEADER", "format": "PRODUCT"},
        {"type": "BUTTONS", "buttons": [{"type": "SPM", "text": "View"}]}]});
    subject(
        Dialect::Cloud,
        "MARKETING",
        &json!([{"type": "carousel", "cards": [card(0, "lamp-w38"), card(1, "lamp-o38")]}]),
        &json!([{"type": "BODY", "text": "New lamps"}, {"type": "CAROUSEL", "cards": [defined, defined]}]),
        "APPROVED",
    )
}

fn tap_target() -> Subject {
    subject(
        Dialect::Cloud,
        "MARKETING",
        &json!([{"type": "header", "parameters": [{"type": "image", "image": {"id": "1479537139650973"}}]},
            {"type": "tap_target_configuration", "parameters": [{"type": "tap_target_configuration",
                "tap_target_configuration": [{"url": "https://shop.example.com/w38", "title": "The lamp"}]}]}]),
        &json!([{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "New this week"}]),
        "APPROVED",
    )
}

fn withdrawn() -> Subject {
    subject(
        Dialect::Cloud,
        "UTILITY",
        &json!([body("x")]),
        &json!([{"type": "BODY", "text": "Hello {{1}}"}]),
        "REJECTED",
    )
}

fn date() -> Subject {
    subject(
        Dialect::OnPremises,
        "UTILITY",
        &json!([{"type": "body", "parameters": [{"type": "date_time", "date_time": {
            "fallback_value": "20 September 2026", "year": 2026, "month": 9, "day_of_month": 20,
            "timestamp": 1_790_000_000}}]}]),
        &json!([{"type": "BODY", "text": "See you on {{1}}"}]),
        "APPROVED",
    )
}

/// Definitions with more buttons than the retired API draws.
fn crowded() -> impl Iterator<Item = Subject> {
    let (reply, call, page) = (
        json!({"type": "QUICK_REPLY", "text": "Yes"}),
        json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "15550100199"}),
        json!({"type": "URL", "text": "Open", "url": "https://shop.example.com"}),
    );
    [
        json!([reply, reply, reply, reply]),
        json!([call, page, page]),
        json!([call, call]),
        json!([page, page]),
        json!([reply, page]),
    ]
    .into_iter()
    .map(|buttons| {
        subject(
            Dialect::OnPremises,
            "UTILITY",
            &json!([]),
            &json!([{"type": "BODY", "text": "Well?"}, {"type": "BUTTONS", "buttons": buttons}]),
            "APPROVED",
        )
    })
}
