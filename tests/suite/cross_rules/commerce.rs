//! Carousels, whose cards must be alike, and orders, whose sums must be right.

use bluetick::check::{Context, check_payload};
use bluetick::schema::Severity;
use jiff::Timestamp;
use rstest::rstest;
use serde_json::{Value, json};

use super::{CLOUD, envelope, run, told};

fn link(label: &str) -> Value {
    json!({"name": "cta_url", "parameters": {"display_text": label, "url": "https://shop.example.com/a"}})
}

fn replies(count: usize) -> Value {
    let reply = |number: usize| {
        json!({"type": "quick_reply",
            "quick_reply": {"id": format!("reply-{number}"), "title": "I like it"}})
    };
    json!({"buttons": (0..count).map(reply).collect::<Vec<_>>()})
}

fn card(index: usize, header: &str, action: &Value) -> Value {
    let mut medium = json!({"type": header});
    medium[header] = json!({"id": "1479537139650973"});
    json!({"card_index": index, "type": "cta_url", "header": medium, "action": action})
}

fn product(index: usize, catalog: &str) -> Value {
    json!({"card_index": index, "type": "product",
        "action": {"product_retailer_id": "lamp-w38", "catalog_id": catalog}})
}

fn carousel(cards: &[Value]) -> Value {
    let content =
        json!({"type": "carousel", "body": {"text": "Two lamps"}, "action": {"cards": cards}});
    envelope(CLOUD, "interactive", content)
}

#[rstest]
#[case::alike([card(0, "image", &link("Buy")), card(1, "image", &link("Look"))], vec![])]
#[case::replies_alike([card(0, "image", &replies(2)), card(1, "image", &replies(2))], vec![])]
#[case::products_alike([product(0, "194836987003835"), product(1, "194836987003835")], vec![])]
#[case::a_picture_and_a_video([card(0, "image", &link("Buy")), card(1, "video", &link("Buy"))],
    vec![("carousel-cards-same-header", "/1/header/type")])]
#[case::a_link_and_replies([card(0, "image", &link("Buy")), card(1, "image", &replies(1))],
    vec![("carousel-cards-same-buttons", "/1/action")])]
#[case::more_replies([card(0, "image", &replies(1)), card(1, "image", &replies(2))],
    vec![("carousel-cards-same-buttons", "/1/action")])]
#[case::a_link_and_a_product([card(0, "image", &link("Buy")), product(1, "194836987003835")],
    vec![("carousel-cards-same-buttons", "/1/action")])]
#[case::two_catalogs([product(0, "194836987003835"), product(1, "194836987003836")],
    vec![("carousel-product-same-catalog", "/1/action/catalog_id")])]
#[case::one_number_twice([product(1, "194836987003835"), product(1, "194836987003835")],
    vec![("carousel-card-index-unique", "/1/card_index")])]
fn cards_are_alike(#[case] cards: [Value; 2], #[case] expected: Vec<(&str, &str)>) {
    let found = run(&carousel(&cards), CLOUD);
    let place = "/interactive/action/cards";
    let expected: Vec<(&str, String)> = expected
        .into_iter()
        .map(|(rule, inside)| (rule, format!("{place}{inside}")))
        .collect();
    let found: Vec<(&str, String)> = told(&found)
        .into_iter()
        .map(|(rule, pointer)| (rule, pointer.to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[rstest]
#[case("one\ntwo\nthree", true)]
#[case("one\ntwo\nthree\nfour", false)]
fn a_cards_text_has_three_lines(#[case] text: &str, #[case] is_good: bool) {
    let mut first = card(0, "image", &link("Buy"));
    first["body"] = json!({"text": text});
    let payload = carousel(&[first, card(1, "image", &link("Buy"))]);
    let found = run(&payload, CLOUD);
    let expected = [(
        "carousel-card-body-lines",
        "/interactive/action/cards/0/body/text",
    )];
    let expected = if is_good { &[][..] } else { &expected[..] };
    assert_eq!(told(&found), expected);
}

fn amount(value: i64) -> Value {
    json!({"value": value, "offset": 100})
}

/// Two lamps of 89.00 and one of 47.00 on sale: 225.00, with shipping of 15.00 and 10.00 off.
fn order() -> Value {
    let content = json!({
        "type": "order_details", "body": {"text": "Your order"},
        "action": {"name": "review_and_pay", "parameters": {
            "reference_id": "order-8841", "type": "physical-goods", "currency": "BRL",
            "total_amount": amount(23_000),
            "order": {
                "status": "pending",
                "items": [
                    {"retailer_id": "w38", "name": "Walnut 38", "amount": amount(8900), "quantity": 2},
                    {"retailer_id": "c20", "name": "Clay 20", "amount": amount(5200),
                        "sale_amount": amount(4700), "quantity": 1},
                ],
                "subtotal": amount(22_500), "tax": amount(0),
                "shipping": amount(1500), "discount": amount(1000),
            },
        }},
    });
    envelope(CLOUD, "interactive", content)
}

#[rstest]
#[case::right("/order/subtotal/value", json!(22_500), vec![])]
#[case::one_cent_more("/order/subtotal/value", json!(22_501), vec!["order-total", "order-subtotal"])]
#[case::wrong_total("/total_amount/value", json!(22_500), vec!["order-total"])]
#[case::dearer_on_sale("/order/items/1/sale_amount/value", json!(5200), vec!["order-item-sale-amount", "order-subtotal"])]
#[case::more_pieces("/order/items/0/quantity", json!(3), vec!["order-subtotal"])]
#[case::no_pieces("/order/items/0/quantity", json!(0), vec!["order-item-quantity", "order-subtotal"])]
#[case::other_offset("/order/tax/offset", json!(1000), vec!["order-amount-offset"])]
#[case::no_order("/order", Value::Null, vec!["wrong-type"])]
#[case::huge("/order/items/0/quantity", json!(i64::MAX), vec![])]
#[case::odd_number("/reference_id", json!("order 8841"), vec!["order-reference-id-pattern"])]
fn sums_are_right(#[case] place: &str, #[case] value: Value, #[case] expected: Vec<&str>) {
    let mut payload = order();
    let pointer = format!("/interactive/action/parameters{place}");
    *payload.pointer_mut(&pointer).unwrap() = value;
    let found = run(&payload, CLOUD);
    let mut rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    rules.sort_unstable();
    let mut expected = expected;
    expected.sort_unstable();
    assert_eq!(rules, expected, "{found:#?}");
}

#[test]
fn an_order_can_be_left_out() {
    let mut payload = order();
    let parameters = &mut payload["interactive"]["action"]["parameters"];
    parameters.as_object_mut().unwrap().shift_remove("order");
    assert_eq!(told(&run(&payload, CLOUD)), []);
}

#[rstest]
#[case::ten_with_pictures(10, true, true)]
#[case::eleven_with_pictures(11, true, false)]
#[case::eleven_of_a_catalog(11, false, true)]
fn pictures_of_ones_own_limit_the_items(
    #[case] count: i64,
    #[case] has_picture: bool,
    #[case] is_good: bool,
) {
    let mut item = json!({"name": "Walnut 38", "amount": amount(100), "quantity": 1});
    if has_picture {
        item["image"] = json!({"link": "https://img.example.com/w38.jpg"});
    }
    let mut payload = order();
    let parameters = &mut payload["interactive"]["action"]["parameters"];
    parameters["order"]["items"] = json!(vec![item; usize::try_from(count).unwrap()]);
    parameters["order"]["subtotal"] = amount(count * 100);
    parameters["total_amount"] = amount(count * 100 + 500);
    let found = run(&payload, CLOUD);
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    let expected = if is_good {
        &[][..]
    } else {
        &["order-items-max-with-image"][..]
    };
    assert_eq!(rules, expected);
}

#[rstest]
#[case(299, false)]
#[case(300, true)]
fn an_order_can_be_paid_for_five_minutes(#[case] ahead: i64, #[case] is_good: bool) {
    let now = Timestamp::from_second(1_795_161_600).unwrap();
    let mut payload = order();
    let order = &mut payload["interactive"]["action"]["parameters"]["order"];
    let moment = (now.as_second() + ahead).to_string();
    order["expiration"] = json!({"timestamp": moment, "description": "Until then"});
    let context = Context {
        now: Some(now),
        sending: true,
        ..Context::default()
    };
    let found = check_payload(&payload, Some(CLOUD), None, &context);
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    let rules: Vec<&str> = errors.map(|one| one.rule.as_str()).collect();
    let expected = if is_good {
        &[][..]
    } else {
        &["order-expiration-min"][..]
    };
    assert_eq!(rules, expected);
    let read = Context {
        sending: false,
        ..context
    };
    let found = check_payload(&payload, Some(CLOUD), None, &read);
    assert!(found.iter().all(|one| one.severity == Severity::Warning));
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, expected, "a warning until it is sent");
    assert_eq!(told(&run(&payload, CLOUD)), [], "nothing without a clock");
}

#[rstest]
#[case("https://shop.example.com/sale", vec![])]
#[case("http://10.0.0.7/sale", vec!["cta-url-url-ip"])]
#[case("https://[2001:db8::1]/sale", vec!["cta-url-url-ip"])]
#[case("shop.example.com/sale", vec!["cta-url-url-scheme"])]
fn a_link_buttons_address_has_a_scheme_and_a_name(#[case] url: &str, #[case] expected: Vec<&str>) {
    let parameters = json!({"display_text": "Look", "url": url});
    let content = json!({"type": "cta_url", "body": {"text": "Lamps"},
        "action": {"name": "cta_url", "parameters": parameters}});
    let payload = envelope(CLOUD, "interactive", content);
    let found = run(&payload, CLOUD);
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, expected);
}
