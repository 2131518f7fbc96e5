//! Sends bound to their definitions.

use serde_json::json;

use super::*;

fn definition(format: &str, body: &str) -> Definition {
    Definition::read(&json!({
        "name": "t", "language": "en", "parameter_format": format, "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}"},
            {"type": "BODY", "text": body},
            {"type": "FOOTER", "text": "The shop"},
            {"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Yes"},
                {"type": "URL", "text": "Track", "url": "https://x.example.com/{{1}}"},
                {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "15550100177"}]}
        ]
    }))
    .unwrap()
}

fn send(components: &Value) -> Value {
    json!({"type": "template", "template": {"name": "t", "components": components}})
}

#[test]
fn a_type_in_capitals_is_that_type() {
    let button = json!([{"type": "BUTTON", "sub_type": "URL", "index": "1",
        "parameters": [{"type": "TEXT", "text": "8841"}]}]);
    let filled = fill(&definition("", "Hi."), &send(&button));
    let url = filled.buttons[1].url.as_deref();
    assert_eq!(url, Some("https://x.example.com/8841"));
}

#[test]
fn values_of_all_types_stand_in_the_text_with_their_places() {
    let definition = definition("", "Hi {{1}}: {{2}} on {{3}}.");
    let filled = fill(
        &definition,
        &send(&json!([
            {"type": "BODY", "parameters": [
                {"type": "text", "text": "Zoë"},
                {"type": "currency", "currency": {"fallback_value": "$5", "code": "USD", "amount_1000": 5000}},
                {"type": "date_time", "date_time": {"fallback_value": "Monday"}}]},
            {"type": "header", "parameters": [{"type": "text", "text": "8841"}]}
        ])),
    );
    assert_eq!(filled.body, "Hi Zoë: $5 on Monday.");
    let parts: Vec<_> = filled
        .slots
        .iter()
        .map(|slot| {
            (
                filled.body.get(slot.range.clone()).unwrap(),
                slot.pointer.as_ref().unwrap().as_str(),
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("Zoë", "/template/components/0/parameters/0/text"),
            (
                "$5",
                "/template/components/0/parameters/1/currency/fallback_value"
            ),
            (
                "Monday",
                "/template/components/0/parameters/2/date_time/fallback_value"
            ),
        ]
    );
    let Some(FilledHeader::Text { text, .. }) = &filled.header else {
        panic!("{:?}", filled.header)
    };
    assert_eq!(text, "Order 8841");
    assert_eq!(filled.footer.as_deref(), Some("The shop"));
}

#[test]
fn what_is_missing_stays_a_variable_and_values_are_not_expanded_again() {
    let definition = definition("", "{{1}}, {{2}}, {{3}}, {{1}}");
    let filled = fill(
        &definition,
        &send(
            &json!([{"type": "body", "parameters": [{"type": "text", "text": "{{2}}"}, {"type": "text", "text": ""}]}]),
        ),
    );
    assert_eq!(filled.body, "{{2}}, {{2}}, {{3}}, {{2}}");
    let told: Vec<_> = filled
        .slots
        .iter()
        .map(|slot| {
            (
                slot.parameter.as_str(),
                slot.is_filled,
                slot.pointer.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("1", true, true),
            ("2", false, true),
            ("3", false, false),
            ("1", true, true)
        ]
    );
}

#[test]
fn gaps_in_numbering_bind_in_rising_order() {
    let definition = definition("", "{{5}} after {{2}}");
    let filled = fill(
        &definition,
        &send(
            &json!([{"type": "body", "parameters": [{"type": "text", "text": "first"}, {"type": "text", "text": "second"}]}]),
        ),
    );
    assert_eq!(filled.body, "second after first");
}

#[test]
fn named_values_come_in_any_order() {
    let definition = definition("NAMED", "{{who}} ordered {{what}}");
    let filled = fill(
        &definition,
        &send(&json!([{"type": "body", "parameters": [
            {"type": "text", "parameter_name": "what", "text": "tea"},
            {"type": "text", "parameter_name": "who", "text": "Noor"}]}])),
    );
    assert_eq!(filled.body, "Noor ordered tea");
}

#[test]
fn buttons_take_what_the_send_has_for_their_index() {
    let definition = definition("", "x");
    let filled = fill(
        &definition,
        &send(&json!([
            {"type": "button", "sub_type": "URL", "index": 1, "parameters": [{"type": "text", "text": "PX44"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "yes-8841"}]}
        ])),
    );
    assert_eq!(filled.buttons[0].payload.as_deref(), Some("yes-8841"));
    assert_eq!(
        filled.buttons[1].url.as_deref(),
        Some("https://x.example.com/PX44")
    );
    assert_eq!(
        filled.buttons[2].phone_number.as_deref(),
        Some("15550100177")
    );
    assert_eq!(
        filled.buttons[1].pointer.as_ref().unwrap().as_str(),
        "/template/components/0"
    );
    let bare = fill(&definition, &send(&json!([])));
    assert_eq!(
        bare.buttons[1].url.as_deref(),
        Some("https://x.example.com/{{1}}")
    );
}

#[test]
fn a_media_header_points_at_its_file() {
    let definition =
        Definition::read(&json!({"components": [{"type": "HEADER", "format": "IMAGE"}]})).unwrap();
    let payload =
        send(&json!([{"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}]));
    let Some(FilledHeader::Media { pointer, .. }) = fill(&definition, &payload).header else {
        panic!("no media header")
    };
    assert_eq!(
        pointer.unwrap().as_str(),
        "/template/components/0/parameters/0/image"
    );
}

/// A definition of two like cards, and the components of cards that are sent for it.
fn cards(header: &str, sent: &Value) -> Vec<FilledCard> {
    let card = json!({"components": [
        {"type": "HEADER", "format": header},
        {"type": "BODY", "text": "For {{1}}"},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Keep"}, {"type": "URL", "text": "See", "url": "https://x.example.com/{{1}}"}]}
    ]});
    let definition = json!({"components": [{"type": "CAROUSEL", "cards": [card, card]}]});
    let payload = send(&json!([{"type": "carousel", "cards": sent}]));
    fill(&Definition::read(&definition).unwrap(), &payload).cards
}

#[test]
fn cards_take_the_values_of_their_own_components() {
    let cards = cards(
        "IMAGE",
        &json!([
            {"card_index": 1, "components": [{"type": "body", "parameters": [{"type": "text", "text": "$5"}]}]},
            {"card_index": "0", "components": [
                {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]},
                {"type": "button", "sub_type": "url", "index": 1, "parameters": [{"type": "text", "text": "moss"}]}
            ]}
        ]),
    );
    let [first, second] = cards.as_slice() else {
        panic!("{cards:?}")
    };
    let Some(FilledHeader::Media { pointer, .. }) = &first.header else {
        panic!("{:?}", first.header)
    };
    assert_eq!(
        pointer.as_ref().unwrap().as_str(),
        "/template/components/0/cards/1/components/0/parameters/0/image"
    );
    assert_eq!(first.body, "For {{1}}");
    assert_eq!(
        first.buttons[1].url.as_deref(),
        Some("https://x.example.com/moss")
    );
    assert_eq!(second.body, "For $5");
}

#[test]
fn product_cards_are_as_many_as_are_sent() {
    let sent = json!([{"components": []}, {"components": []}, {"components": []}]);
    assert_eq!(cards("PRODUCT", &sent).len(), 3);
    assert_eq!(cards("IMAGE", &sent).len(), 2);
    assert_eq!(cards("PRODUCT", &json!([])).len(), 2);
}
