//! The rules about the parts that only some templates have: each example as it is, then spoilt in one place.

use bluetick::check::{Context, check_payload};
use bluetick::files::EXAMPLES;
use bluetick::message::Draft;
use bluetick::template::Definition;
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use serde_json::{Value, json};

use super::{CLOUD, ON_PREMISES, run, send, told};

/// A change of one place of a payload.
enum Change {
    Remove(&'static str),
    Set(&'static str, Value),
    /// The last element of a list once more.
    Again(&'static str),
}

fn spoilt(example: &str, change: Change) -> (Value, Definition) {
    let example = EXAMPLES.iter().find(|one| one.name == example).unwrap();
    let draft = Draft::parse(example.text).unwrap();
    let mut payload = draft.document.payload().clone();
    payload["to"] = json!("447700900123");
    match change {
        Change::Set(place, value) => *payload.pointer_mut(place).unwrap() = value,
        Change::Again(place) => {
            let list = payload.pointer_mut(place).unwrap().as_array_mut().unwrap();
            list.extend(list.last().cloned());
        }
        Change::Remove(place) => {
            let (holder, last) = place.rsplit_once('/').unwrap();
            match payload.pointer_mut(holder).unwrap() {
                Value::Array(elements) => drop(elements.remove(last.parse().unwrap())),
                Value::Object(members) => drop(members.shift_remove(last)),
                other => panic!("{place} stands in {other}"),
            }
        }
    }
    let definition = Definition::read(draft.definition.as_ref().unwrap()).unwrap();
    (payload, definition)
}

#[rstest]
#[case::a_card_too_few(
    "carousel-template",
    Change::Remove("/template/components/1/cards/2"),
    "send-carousel-count",
    "/template/components/1/cards",
    132_000
)]
#[case::no_cards(
    "carousel-template",
    Change::Remove("/template/components/1"),
    "send-carousel-count",
    "/template/components",
    132_000
)]
#[case::cards_of_no_carousel("coupon-template", Change::Set("/template/components/0", json!({"type": "carousel", "cards": []})),
    "send-carousel-count", "/template/components/0/cards", 132_000)]
#[case::one_product_card("product-carousel-template", Change::Set("/template/components/1/cards",
        json!([{"card_index": 0, "components": [{"type": "header", "parameters": [{"type": "product",
            "product": {"product_retailer_id": "rib-steel", "catalog_id": "483920175640211"}}]}]}])),
    "send-cards-min", "/template/components/1/cards", 131_009)]
#[case::a_number_twice("carousel-template", Change::Set("/template/components/1/cards/2/card_index", json!(0)),
    "send-card-index-unique", "/template/components/1/cards/2/card_index", 131_009)]
#[case::a_number_too_high("carousel-template", Change::Set("/template/components/1/cards/2/card_index", json!(10)),
    "send-card-index-range", "/template/components/1/cards/2/card_index", 131_009)]
#[case::a_card_without_picture(
    "carousel-template",
    Change::Remove("/template/components/1/cards/1/components/0"),
    "send-header-kind",
    "/template/components/1/cards/1/components",
    132_012
)]
#[case::a_video_among_pictures("carousel-template", Change::Set("/template/components/1/cards/1/components/0/parameters/0",
        json!({"type": "video", "video": {"id": "7"}})),
    "send-header-kind", "/template/components/1/cards/1/components/0/parameters/0/type", 132_012)]
#[case::a_card_without_its_value("carousel-template", Change::Set("/template/components/1/cards/0/components/1/parameters", json!([])),
    "send-body-count", "/template/components/1/cards/0/components/1/parameters", 132_000)]
#[case::a_card_that_says_too_much("carousel-template", Change::Set("/template/components/1/cards/0/components/1/parameters/0/text",
        json!("x".repeat(150))),
    "send-card-body-value-length", "/template/components/1/cards/0/components/1/parameters", 132_005)]
#[case::a_value_alone_too_long("carousel-template", Change::Set("/template/components/1/cards/0/components/1/parameters/0/text",
        json!("x".repeat(161))),
    "send-card-body-value-length", "/template/components/1/cards/0/components/1/parameters/0/text", 132_005)]
#[case::an_address_without_its_end(
    "carousel-template",
    Change::Remove("/template/components/1/cards/2/components/3"),
    "send-url-suffix-required",
    "/template/components/1/cards/2/components",
    131_008
)]
#[case::an_offer_without_end(
    "limited-time-offer-template",
    Change::Remove("/template/components/2"),
    "lto-expiration-required",
    "/template/components",
    131_008
)]
#[case::an_offer_with_an_empty_end("limited-time-offer-template",
    Change::Set("/template/components/2/parameters/0/limited_time_offer", json!({})),
    "lto-expiration-required", "/template/components/2/parameters/0/limited_time_offer/expiration_time_ms", 100)]
#[case::no_products(
    "product-list-template",
    Change::Remove("/template/components/2"),
    "send-products-required",
    "/template/components",
    131_008
)]
#[case::no_sections("product-list-template", Change::Set("/template/components/2/parameters/0/action/sections", json!([])),
    "mpm-sections-min", "/template/components/2/parameters/0/action/sections", 131_009)]
#[case::no_order(
    "order-template",
    Change::Remove("/template/components/2"),
    "send-order-required",
    "/template/components",
    131_008
)]
#[case::an_order_that_does_not_add_up("order-template",
    Change::Set("/template/components/2/parameters/0/action/order_details/total_amount/value", json!(236_001)),
    "order-total", "/template/components/2/parameters/0/action/order_details/total_amount/value", 131_009)]
#[case::no_status(
    "order-status-template",
    Change::Remove("/template/components/1"),
    "send-order-status-required",
    "/template/components",
    131_008
)]
#[case::no_product(
    "product-template",
    Change::Remove("/template/components/0/parameters/0/product/catalog_id"),
    "send-product-fields",
    "/template/components/0/parameters/0/product/catalog_id",
    100
)]
#[case::a_code_that_differs("one-time-code-template", Change::Set("/template/components/1/parameters/0/text", json!("730265")),
    "send-otp-twice", "/template/components/1/parameters/0/text", 131_009)]
#[case::no_code_in_the_button(
    "one-time-code-template",
    Change::Remove("/template/components/1"),
    "send-otp-twice",
    "/template/components",
    131_008
)]
#[case::two_ends_of_an_offer(
    "limited-time-offer-template",
    Change::Again("/template/components/2/parameters"),
    "send-parameter-count",
    "/template/components/2/parameters",
    132_000
)]
#[case::two_statuses(
    "order-status-template",
    Change::Again("/template/components/1/parameters"),
    "send-parameter-count",
    "/template/components/1/parameters",
    132_000
)]
#[case::two_orders(
    "order-template",
    Change::Again("/template/components/2/parameters"),
    "send-parameter-count",
    "/template/components/2/parameters",
    132_000
)]
#[case::two_choices_of_products(
    "product-list-template",
    Change::Again("/template/components/2/parameters"),
    "send-parameter-count",
    "/template/components/2/parameters",
    132_000
)]
#[case::two_tokens(
    "flow-template",
    Change::Again("/template/components/1/parameters"),
    "send-parameter-count",
    "/template/components/1/parameters",
    132_000
)]
#[case::two_payloads(
    "carousel-template",
    Change::Again("/template/components/1/cards/0/components/2/parameters"),
    "send-parameter-count",
    "/template/components/1/cards/0/components/2/parameters",
    132_000
)]
fn a_part_that_is_wrong_is_told(
    #[case] example: &str,
    #[case] change: Change,
    #[case] rule: &str,
    #[case] pointer: &str,
    #[case] code: u32,
) {
    let (payload, definition) = spoilt(example, change);
    let found = check_payload(
        &payload,
        Some(CLOUD),
        Some(&definition),
        &Context::default(),
    );
    let errors: Vec<_> = found
        .iter()
        .filter(|one| one.prediction.is_some())
        .map(|one| (one.rule.as_str(), one.pointer.as_str(), one.prediction))
        .collect();
    let expected = (rule, pointer, Some(Code::new(code)));
    assert!(errors.contains(&expected), "{found:#?}");
}

#[rstest]
#[case::more_products_than_defined("product-carousel-template", Change::Set("/template/name", json!("tools_restocked")))]
#[case::a_flow_without_its_button("flow-template", Change::Remove("/template/components/1"))]
#[case::a_catalog_without_its_picture("catalog-template", Change::Remove("/template/components/1"))]
#[case::a_call_without_its_payload("call-template", Change::Remove("/template/components/1"))]
#[case::a_quick_reply_without_its_payload(
    "carousel-template",
    Change::Remove("/template/components/1/cards/0/components/2")
)]
fn what_can_be_left_out_is_not_missed(#[case] example: &str, #[case] change: Change) {
    let (payload, definition) = spoilt(example, change);
    let found = check_payload(
        &payload,
        Some(CLOUD),
        Some(&definition),
        &Context::default(),
    );
    assert_eq!(told(&found), []);
}

fn offer(dialect: Dialect, end: &Value) -> Vec<(String, Value)> {
    let component = json!({"type": "limited_time_offer", "parameters": [{
        "type": "limited_time_offer", "limited_time_offer": {"expiration_time_ms": end}}]});
    let payload = send(dialect, json!([component]));
    let found = run(&payload, dialect);
    let told = told(&found).into_iter();
    told.map(|(rule, pointer)| (rule.to_owned(), json!(pointer)))
        .collect()
}

#[test]
fn an_offer_ends_at_a_number_of_milliseconds_and_on_the_cloud_only() {
    let end = "/template/components/0/parameters/0/limited_time_offer/expiration_time_ms";
    assert_eq!(offer(CLOUD, &json!(4_102_444_800_000_u64)), []);
    let seconds = ("lto-expiration-milliseconds".to_owned(), json!(end));
    assert_eq!(offer(CLOUD, &json!(4_102_444_800_u64)), [seconds]);
    let part = ("lto-expiration-whole".to_owned(), json!(end));
    assert!(offer(CLOUD, &json!(4_102_444_800_000.5)).contains(&part));
    let elsewhere = (
        "lto-360dialog-cloud-only".to_owned(),
        json!("/template/components/0"),
    );
    assert_eq!(
        offer(ON_PREMISES, &json!(4_102_444_800_000_u64)),
        [elsewhere]
    );
}

#[test]
fn a_part_that_the_definition_does_not_know_is_likely_not_meant() {
    let (payload, _) = spoilt(
        "order-status-template",
        Change::Set("/template/name", json!("x")),
    );
    let (_, definition) = spoilt("coupon-template", Change::Set("/template/name", json!("x")));
    let found = check_payload(
        &payload,
        Some(CLOUD),
        Some(&definition),
        &Context::default(),
    );
    assert!(told(&found).contains(&("send-part-defined", "/template/components/1")));
}
