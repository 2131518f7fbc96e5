//! Definitions without a fault, one of each sort that has rules of its own.

use serde_json::{Value, json};

/// A text header, a body with variables, a footer and buttons.
pub(super) fn plain() -> Value {
    json!({"name": "lamp_ready", "language": "en", "category": "UTILITY", "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Lamp {{1}} is ready",
            "example": {"header_text": ["W38"]}},
        {"type": "BODY", "text": "Hi {{1}}, your lamp is repaired. Come by before {{2}}, please.",
            "example": {"body_text": [["Lena", "Friday"]]}},
        {"type": "FOOTER", "text": "Lumen Workshop"},
        {"type": "BUTTONS", "buttons": [
            {"type": "URL", "text": "See repair", "url": "https://lamp.example.com/r/{{1}}",
                "example": ["https://lamp.example.com/r/8841"]},
            {"type": "PHONE_NUMBER", "text": "Call the workshop", "phone_number": "15550100177"}]}]})
}

/// As the retired API had them.
pub(super) fn on_premises() -> Value {
    let mut definition = plain();
    definition["components"][3]["buttons"] =
        json!([{"type": "QUICK_REPLY", "text": "I will come"}]);
    definition
}

/// A one-time code that is handed to an app.
pub(super) fn code() -> Value {
    json!({"name": "lamp_login", "language": "en", "category": "AUTHENTICATION", "components": [
        {"type": "BODY", "add_security_recommendation": true},
        {"type": "FOOTER", "code_expiration_minutes": 5},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "ONE_TAP", "text": "Copy code",
            "autofill_text": "Fill in", "supported_apps": [
                {"package_name": "com.example.lamp", "signature_hash": "K8a/AINcGX7"}]}]}]})
}

/// An offer with a code that ends.
pub(super) fn offer() -> Value {
    json!({"name": "lamp_weekend", "language": "en", "category": "MARKETING", "components": [
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::aW52ZW50ZWQ="]}},
        {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Ends tonight", "has_expiration": true}},
        {"type": "BODY", "text": "All lamps of walnut cost a quarter less."},
        {"type": "BUTTONS", "buttons": [
            {"type": "COPY_CODE", "example": "LAMP25"},
            {"type": "URL", "text": "Shop now", "url": "https://lamp.example.com/walnut"}]}]})
}

fn card(format: &str, buttons: &Value) -> Value {
    let mut header = json!({"type": "HEADER", "format": format});
    if format != "PRODUCT" {
        header["example"] = json!({"header_handle": ["4::aW52ZW50ZWQ="]});
    }
    json!({"components": [header, {"type": "BODY", "text": "Walnut, oiled"},
        {"type": "BUTTONS", "buttons": buttons}]})
}

fn carousel(card: &Value) -> Value {
    json!({"name": "lamp_cards", "language": "en", "category": "MARKETING", "components": [
        {"type": "BODY", "text": "Two lamps for a desk of your size."},
        {"type": "CAROUSEL", "cards": [card, card]}]})
}

/// Cards with pictures.
pub(super) fn cards() -> Value {
    let buttons = json!([{"type": "QUICK_REPLY", "text": "Tell me more"}]);
    carousel(&card("IMAGE", &buttons))
}

/// Cards with products.
pub(super) fn product_cards() -> Value {
    let buttons = json!([{"type": "SPM", "text": "View"}]);
    carousel(&card("PRODUCT", &buttons))
}

/// One product.
pub(super) fn product() -> Value {
    json!({"name": "lamp_product", "language": "en", "category": "MARKETING", "components": [
        {"type": "HEADER", "format": "PRODUCT"},
        {"type": "BODY", "text": "The walnut lamp is back."},
        {"type": "FOOTER", "text": "Lumen Workshop"},
        {"type": "BUTTONS", "buttons": [{"type": "SPM", "text": "View"}]}]})
}

/// An order with a button to buy.
pub(super) fn order() -> Value {
    json!({"name": "lamp_checkout", "language": "en", "category": "MARKETING", "components": [
        {"type": "BODY", "text": "Your lamp waits in the cart."},
        {"type": "BUTTONS", "buttons": [{"type": "ORDER_DETAILS", "text": "Buy now"}]}]})
}

/// The question whether one may call.
pub(super) fn call_request() -> Value {
    json!({"name": "lamp_call", "language": "en", "category": "UTILITY", "components": [
        {"type": "BODY", "text": "May we call you about your repair?"},
        {"type": "CALL_PERMISSION_REQUEST"}]})
}
