use rstest::rstest;

use super::*;
use crate::template::plainest_send;

fn payload() -> Value {
    json!({"template": {"components": [
        {"type": "HEADER", "parameters": [{"type": "text", "text": "old"}]},
        {"type": "body", "parameters": [
            {"type": "text", "text": "old"},
            {"type": "currency", "currency": {"fallback_value": "old", "code": "EUR", "amount_1000": 1}},
            {"type": "text", "parameter_name": "order_id", "text": "old"},
        ]},
    ]}})
}

#[rstest]
#[case("1=new=er", "/template/components/1/parameters/0/text", "new=er")]
#[case(
    "body.2=€5",
    "/template/components/1/parameters/1/currency/fallback_value",
    "€5"
)]
#[case("order_id=", "/template/components/1/parameters/2/text", "")]
#[case("header.1=top", "/template/components/0/parameters/0/text", "top")]
fn a_slot_takes_its_value(#[case] assignment: &str, #[case] place: &str, #[case] value: &str) {
    let mut payload = payload();
    set(&mut payload, assignment, None).unwrap();
    assert_eq!(payload.pointer(place), Some(&json!(value)));
}

#[rstest]
#[case("1", "expected SLOT=VALUE")]
#[case("9=x", "it has 1, 2, order_id")]
#[case("header.2=x", "it has 1")]
fn a_slot_that_is_not_there_is_refused_with_those_that_are(
    #[case] assignment: &str,
    #[case] words: &str,
) {
    let problem = set(&mut payload(), assignment, None).unwrap_err();
    assert!(problem.contains(words), "{problem}");
}

/// A definition with a slot of every kind.
fn definition() -> Definition {
    let url = json!({"type": "URL", "text": "Track", "url": "https://lamp.example.com/{{1}}"});
    Definition::read(&json!({"name": "lamp", "language": "en", "category": "MARKETING", "components": [
        {"type": "HEADER", "format": "IMAGE"},
        {"type": "BODY", "text": "Hi {{1}}, {{2}} and {{3}}."},
        {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Now", "has_expiration": true}},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "Yes"}, url.clone(), {"type": "COPY_CODE", "example": "LAMP"},
            {"type": "FLOW", "text": "Book"}, {"type": "CATALOG", "text": "View catalog"},
            {"type": "MPM", "text": "View items"}, {"type": "VOICE_CALL", "text": "Call"},
        ]},
        {"type": "CAROUSEL", "cards": [
            {"components": [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Card {{1}}"},
                {"type": "BUTTONS", "buttons": [url.clone()]}]},
            {"components": [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Card {{1}}"},
                {"type": "BUTTONS", "buttons": [url]}]},
        ]},
    ]}))
    .unwrap()
}

/// The components of a send of which nothing but these slots is set.
fn made(definition: &Definition, assignments: &[&str]) -> Value {
    let mut payload =
        json!({"type": "template", "template": {"name": "lamp", "language": {"code": "en"}}});
    for assignment in assignments {
        set(&mut payload, assignment, Some(definition)).unwrap();
    }
    payload["template"]["components"].clone()
}

fn text(text: &str) -> Value {
    json!({"type": "text", "text": text})
}

#[rstest]
#[case("header=https://img.example.com/a.jpg", json!([{"type": "header", "parameters": [
    {"type": "image", "image": {"link": "https://img.example.com/a.jpg"}}]}]))]
#[case("header=1479537139650973", json!([{"type": "header", "parameters": [
    {"type": "image", "image": {"id": "1479537139650973"}}]}]))]
#[case("1=Lena", json!([{"type": "body", "parameters": [text("Lena")]}]))]
#[case("body.2=Lena", json!([{"type": "body", "parameters": [text(""), text("Lena")]}]))]
#[case("button.1=8841", json!([{"type": "button", "sub_type": "url", "index": "1", "parameters": [text("8841")]}]))]
#[case("button.2=LAMP25", json!([{"type": "button", "sub_type": "copy_code", "index": "2", "parameters": [
    {"type": "coupon_code", "coupon_code": "LAMP25"}]}]))]
#[case("offer=1795276800000", json!([{"type": "limited_time_offer", "parameters": [
    {"type": "limited_time_offer", "limited_time_offer": {"expiration_time_ms": 1_795_276_800_000_i64}}]}]))]
#[case("card.1.body.1=Oak", json!([{"type": "carousel", "cards": [
    {"card_index": 0, "components": []},
    {"card_index": 1, "components": [{"type": "body", "parameters": [text("Oak")]}]}]}]))]
#[case("card.0.button.0=w38", json!([{"type": "carousel", "cards": [
    {"card_index": 0, "components": [{"type": "button", "sub_type": "url", "index": "0", "parameters": [text("w38")]}]},
    {"card_index": 1, "components": []}]}]))]
fn a_slot_of_the_definition_is_made_and_nothing_else(
    #[case] assignment: &str,
    #[case] components: Value,
) {
    assert_eq!(made(&definition(), &[assignment]), components);
}

#[test]
fn slots_are_made_one_after_the_other() {
    let components = made(&definition(), &["3=c", "1=a", "header=7", "button.1=x"]);
    let body = &components[0]["parameters"];
    assert_eq!(body, &json!([text("a"), text(""), text("c")]));
    assert_eq!(components.as_array().unwrap().len(), 3);
}

#[rstest]
#[case("button.0=come", "/payload", json!("come"))]
#[case("button.3.flow_token=t", "/action/flow_token", json!("t"))]
#[case("button.3.flow_action_data={\"a\": 1}", "/action/flow_action_data", json!({"a": 1}))]
#[case("button.4.thumbnail_product_retailer_id=w38", "/action/thumbnail_product_retailer_id", json!("w38"))]
#[case("button.5.sections=[]", "/action/sections", json!([]))]
#[case("button.6.ttl_minutes=240", "/ttl_minutes", json!(240))]
#[case("button.6.payload=t", "/payload", json!("t"))]
fn buttons_take_what_is_theirs(
    #[case] assignment: &str,
    #[case] place: &str,
    #[case] value: Value,
) {
    let components = made(&definition(), &[assignment]);
    assert_eq!(components.as_array().unwrap().len(), 1, "{components}");
    let parameters = components[0]["parameters"].as_array().unwrap();
    let found = parameters.iter().find_map(|one| one.pointer(place));
    assert_eq!(found, Some(&value), "{components}");
}

#[test]
fn places_products_and_codes_have_their_members() {
    let definition = |header: &str| {
        Definition::read(&json!({"components": [{"type": "HEADER", "format": header},
            {"type": "BODY", "text": "Hi {{who}}"}]}))
        .unwrap()
    };
    let place = made(
        &definition("LOCATION"),
        &["header.latitude=47.3", "header.name=Studio"],
    );
    assert_eq!(place[0]["parameters"][0]["location"]["latitude"], "47.3");
    assert_eq!(place[0]["parameters"][0]["location"]["name"], "Studio");
    let product = made(&definition("PRODUCT"), &["header.catalog_id=7", "who=Lena"]);
    assert_eq!(product[0]["parameters"][0]["product"]["catalog_id"], "7");
    assert_eq!(product[1]["parameters"][0]["parameter_name"], "who");
    let code = Definition::read(
        &json!({"category": "AUTHENTICATION", "components": [{"type": "BODY"},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]}),
    )
    .unwrap();
    let code = made(&code, &["code=408172"]);
    assert_eq!(code[0]["parameters"][0]["text"], "408172");
    assert_eq!(code[1]["parameters"][0]["text"], "408172");
}

#[test]
fn a_call_has_its_minutes_and_its_payload() {
    for assignments in [
        ["button.6.ttl_minutes=240", "button.6.payload=t"],
        ["button.6.payload=t", "button.6.ttl_minutes=240"],
    ] {
        let components = made(&definition(), &assignments);
        let parameters = components[0]["parameters"].as_array().unwrap();
        assert_eq!(parameters.len(), 2, "{components}");
        assert!(parameters.contains(&json!({"type": "ttl_minutes", "ttl_minutes": 240})));
        assert!(parameters.contains(&json!({"type": "payload", "payload": "t"})));
    }
}

#[test]
fn every_slot_that_is_named_can_be_set() {
    let mut count = 0;
    for example in crate::files::EXAMPLES {
        let draft = crate::message::Draft::parse(example.text).unwrap();
        let Some(definition) = &draft.definition else {
            continue;
        };
        let definition = Definition::read(definition).unwrap();
        for slot in crate::template::settable(&definition) {
            let mut payload = plainest_send(&definition);
            let before = payload.clone();
            let told = set(&mut payload, &format!("{slot}=7"), Some(&definition));
            assert_eq!(told, Ok(()), "{}: {slot}", example.name);
            assert_ne!(payload, before, "{}: {slot}", example.name);
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[rstest]
#[case(
    "body.9=x",
    "the template's slots are header, body.1, body.2, body.3, button.0, button.1, button.2, button.3.flow_token"
)]
#[case("body.name=x", "it has 1, 2, 3")]
#[case("tea=x", "card.1.body.1, card.1.button.0")]
#[case("order_status=x", "the message has no order_status")]
#[case("body.9=x", "it has 1, 2, 3")]
#[case("button.9=x", "no value for button 9")]
#[case("button.x=1", "counted from 0")]
#[case("card.7.body.1=x", "2 cards")]
#[case("button.3=x", "which part of the action")]
fn what_the_definition_does_not_have_is_refused(#[case] assignment: &str, #[case] words: &str) {
    let mut payload = json!({"type": "template", "template": {"name": "lamp"}});
    let problem = set(&mut payload, assignment, Some(&definition())).unwrap_err();
    assert!(problem.contains(words), "{problem}");
}
