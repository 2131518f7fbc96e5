//! What of a send stays when its definition changes, and what a new one looks like.

use rstest::rstest;
use serde_json::json;

use super::*;
use crate::template::{fill, plainest_send, with_examples, with_longest};

fn definition(components: &Value) -> Definition {
    let value = json!({"name": "shipped", "language": "de", "components": components});
    Definition::read(&value).unwrap()
}

fn send(components: &Value) -> Value {
    json!({"to": "15550100123", "type": "template", "template":
        {"name": "old", "language": {"policy": "deterministic", "code": "en"}, "components": components}})
}

/// The components of a send that was made for one definition and is bound to another, and what was told.
fn rebound(before: &Value, after: &Value, given: &Value) -> (Value, Vec<String>, Vec<String>) {
    let (before, after) = (definition(before), definition(after));
    let bound = bind(&after, Some(&before), &send(given)).unwrap();
    let moved = bound.moved.iter();
    let moved = moved.map(|one| format!("{} -> {}: {}", one.from, one.to, one.value));
    let left = bound.left_over.iter();
    let left = left.map(|left| format!("{}: {}", left.place, left.value));
    let components = bound.payload["template"].get("components").cloned();
    (
        components.unwrap_or_default(),
        moved.collect(),
        left.collect(),
    )
}

fn body(parameters: &Value) -> Value {
    json!([{"type": "body", "parameters": parameters}])
}

/// A body with its examples, in the order of its variables.
fn wording(text: &str, examples: &[&str]) -> Value {
    let named: Vec<Value> = crate::template::placeholder::parameters(text)
        .iter()
        .zip(examples)
        .map(|(one, example)| json!({"param_name": one.name, "example": example}))
        .collect();
    json!([{"type": "BODY", "text": text, "example":
        {"body_text": [examples], "body_text_named_params": named}}])
}

fn text(text: &str) -> Value {
    json!({"type": "text", "text": text})
}

fn named(name: &str, text: &str) -> Value {
    json!({"type": "text", "parameter_name": name, "text": text})
}

#[rstest]
#[case::numbers_become_names_in_their_order(
    wording("Hi {{1}}, order {{2}}.", &[]), wording("Order {{order_id}} of {{name}}!", &[]),
    json!([text("Noor"), text("8841")]), json!([named("order_id", "Noor"), named("name", "8841")]),
    &["body {{1}} -> {{order_id}}: Noor", "body {{2}} -> {{name}}: 8841"], &[]
)]
#[case::by_their_examples(
    wording("Hi {{1}}, order {{2}}.", &["Lena", "B7"]), wording("Order {{order_id}} of {{name}}!", &["B7", "Lena"]),
    json!([text("Noor"), text("8841")]), json!([named("name", "Noor"), named("order_id", "8841")]),
    &["body {{1}} -> {{name}}: Noor", "body {{2}} -> {{order_id}}: 8841"], &[]
)]
#[case::by_the_same_words(
    wording("{{2}} for {{1}}.", &[]), wording("{{tea}} for {{name}}.", &[]),
    json!([text("Noor"), text("Oolong")]), json!([named("name", "Noor"), named("tea", "Oolong")]),
    &["body {{1}} -> {{name}}: Noor", "body {{2}} -> {{tea}}: Oolong"], &[]
)]
#[case::names_become_numbers(
    wording("Hi {{name}}, order {{id}}.", &["Lena", "B7"]), wording("Order {{1}} of {{2}}.", &["B7", "Lena"]),
    json!([named("id", "8841"), named("name", "Noor")]), json!([text("8841"), text("Noor")]),
    &["body {{id}} -> {{1}}: 8841", "body {{name}} -> {{2}}: Noor"], &[]
)]
#[case::a_name_changed(
    wording("Hi {{name}}, order {{id}}.", &[]), wording("Hello {{first_name}}, your order {{id}}.", &[]),
    json!([named("name", "Noor"), named("id", "8841")]), json!([named("first_name", "Noor"), named("id", "8841")]),
    &["body {{name}} -> {{first_name}}: Noor"], &[]
)]
#[case::two_names_changed_nobody_knows_how(
    wording("Hi {{a}}, order {{b}}.", &[]), wording("Hello {{c}}, your order {{d}}.", &[]),
    json!([named("a", "Noor"), named("b", "8841")]), json!([named("c", ""), named("d", "")]),
    &[], &["body {{a}}: Noor", "body {{b}}: 8841"]
)]
#[case::fewer_names_than_numbers(
    wording("Hi {{1}}, order {{2}}.", &[]), wording("Order {{id}}.", &[]),
    json!([text("Noor"), text("8841")]), json!([named("id", "")]),
    &[], &["body {{1}}: Noor", "body {{2}}: 8841"]
)]
#[case::a_number_whose_place_only_its_example_shows(
    wording("Hi {{name}}.", &["Lena"]), wording("Order {{1}} of {{2}}.", &["B7", "Lena"]),
    json!([named("name", "Noor")]), json!([text(""), text("Noor")]),
    &["body {{name}} -> {{2}}: Noor"], &[]
)]
#[case::money_moves_too(
    wording("Pay {{1}}.", &[]), wording("Pay {{sum}}.", &[]),
    json!([{"type": "currency", "currency": {"fallback_value": "€5", "code": "EUR", "amount_1000": 5000}}]),
    json!([{"type": "currency", "currency": {"fallback_value": "€5", "code": "EUR", "amount_1000": 5000}, "parameter_name": "sum"}]),
    &["body {{1}} -> {{sum}}: fallback_value €5, code EUR, amount_1000 5000"], &[]
)]
fn values_follow_their_variables(
    #[case] before: Value,
    #[case] after: Value,
    #[case] given: Value,
    #[case] expected: Value,
    #[case] moved: &[&str],
    #[case] left: &[&str],
) {
    let (components, told, left_over) = rebound(&before, &after, &body(&given));
    assert_eq!(components, body(&expected));
    assert_eq!(told, moved);
    assert_eq!(left_over, left);
}

fn reply(text: &str) -> Value {
    json!({"type": "QUICK_REPLY", "text": text})
}

fn address(text: &str, url: &str) -> Value {
    json!({"type": "URL", "text": text, "url": url})
}

fn payload(index: &Value, payload: &str) -> Value {
    json!({"type": "button", "sub_type": "quick_reply", "index": index,
        "parameters": [{"type": "payload", "payload": payload}]})
}

fn suffix(index: &str, value: &str) -> Value {
    json!({"type": "button", "sub_type": "url", "index": index, "parameters": [text(value)]})
}

const SHOP: &str = "https://shop.example.com/{{1}}";
const TRACK: &str = "https://track.example.com/{{1}}";

#[rstest]
#[case::the_same_label_elsewhere(
    vec![reply("Yes"), reply("No")], vec![reply("No"), reply("Yes")],
    vec![payload(&json!("0"), "y"), payload(&json!(1), "n")],
    vec![payload(&json!("1"), "y"), payload(&json!(0), "n")],
    &["button 1 -> button 2: y", "button 2 -> button 1: n"], &[]
)]
#[case::the_same_address_in_another_language(
    vec![address("Shop", SHOP), address("Track", TRACK)], vec![address("Verfolgen", TRACK), address("Laden", SHOP)],
    vec![suffix("0", "w38"), suffix("1", "8841")],
    vec![suffix("1", "w38"), suffix("0", "8841")],
    &["button 1 -> button 2: w38", "button 2 -> button 1: 8841"], &[]
)]
#[case::other_labels_at_the_same_place(
    vec![reply("Yes"), reply("No")], vec![reply("Ja"), reply("Nein")],
    vec![payload(&json!("0"), "y"), payload(&json!("1"), "n")],
    vec![payload(&json!("0"), "y"), payload(&json!("1"), "n")],
    &[], &[]
)]
#[case::the_only_one_that_takes_it(
    vec![address("Shop", SHOP)], vec![reply("Stop"), address("Track", TRACK)],
    vec![suffix("0", "w38")], vec![suffix("1", "w38")],
    &["button 1 -> button 2: w38"], &[]
)]
#[case::one_button_gone(
    vec![reply("Yes"), reply("No")], vec![reply("No")],
    vec![payload(&json!("0"), "y"), payload(&json!("1"), "n")],
    vec![payload(&json!("0"), "n")],
    &["button 2 -> button 1: n"], &["button 1: y"]
)]
fn values_follow_their_buttons(
    #[case] before: Vec<Value>,
    #[case] after: Vec<Value>,
    #[case] given: Vec<Value>,
    #[case] expected: Vec<Value>,
    #[case] moved: &[&str],
    #[case] left: &[&str],
) {
    let with = |buttons: &[Value]| json!([{"type": "BODY", "text": "Hi."}, {"type": "BUTTONS", "buttons": buttons}]);
    let (components, told, left_over) = rebound(&with(&before), &with(&after), &json!(given));
    assert_eq!(components, json!(expected));
    assert_eq!(told, moved);
    assert_eq!(left_over, left);
}

#[rstest]
#[case::a_place(json!([{"type": "header", "parameters": [{"type": "location", "location":
    {"latitude": "47.3", "longitude": "8.5", "name": "Studio", "address": ""}}]}]),
    "header: latitude 47.3, longitude 8.5, name Studio")]
#[case::no_list(json!([{"type": "body", "parameters": "Noor"}]), "body: Noor")]
#[case::no_cards(json!([{"type": "carousel", "cards": "w38"}]), "carousel: w38")]
#[case::no_components(json!({"body": "Noor"}), "components: Noor")]
#[case::of_no_sort(json!(["Noor"]), ": Noor")]
fn nothing_that_was_typed_is_lost(#[case] given: Value, #[case] told: &str) {
    let after = definition(
        &json!([{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Hi."}]),
    );
    let (_, left) = bound(&after, &given);
    assert_eq!(left, [told]);
}

#[test]
fn an_on_premises_send_gets_namespace_and_policy() {
    let value = json!({"name": "lamp", "language": "en", "namespace": "3c1f_invented",
        "components": [{"type": "BODY", "text": "Hi {{1}}."}]});
    let definition = Definition::read(&value).unwrap();
    let retired =
        json!({"to": "15550100123", "type": "template", "template": {"namespace": "", "name": ""}});
    let bound = bind(&definition, None, &retired).unwrap().payload;
    assert_eq!(bound["template"]["namespace"], "3c1f_invented");
    assert_eq!(
        bound["template"]["language"],
        json!({"policy": "deterministic", "code": "en"})
    );
    let cloud = bind(&definition, None, &plainest_send(&definition))
        .unwrap()
        .payload;
    assert_eq!(cloud["template"].get("namespace"), None);
    assert_eq!(cloud["template"]["language"], json!({"code": "en"}));
}

fn bound(definition: &Definition, components: &Value) -> (Value, Vec<String>) {
    let bound = bind(definition, None, &send(components)).unwrap();
    assert_eq!(bound.payload["to"], json!("15550100123"));
    let left = bound.left_over.iter();
    let left = left.map(|left| format!("{}: {}", left.place, left.value));
    (bound.payload["template"].clone(), left.collect())
}

#[test]
fn a_new_send_has_an_empty_slot_for_each_value() {
    let definition = definition(&json!([
        {"type": "HEADER", "format": "IMAGE"},
        {"type": "BODY", "text": "Hi {{1}}, order {{2}}."},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "Stop"},
            {"type": "URL", "text": "See", "url": "https://x.example.com/{{1}}"},
            {"type": "FLOW", "text": "Rate", "flow_id": "1"}]}
    ]));
    let (template, left) = bound(&definition, &json!([]));
    assert!(left.is_empty());
    assert_eq!(template["name"], json!("shipped"));
    assert_eq!(
        template["language"],
        json!({"policy": "deterministic", "code": "de"})
    );
    let sorts: Vec<_> = template["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|component| {
            (
                &component["type"],
                component["parameters"].as_array().unwrap().len(),
            )
        })
        .collect();
    assert_eq!(
        sorts,
        [
            (&json!("button"), 1),
            (&json!("header"), 1),
            (&json!("body"), 2)
        ]
    );
}

#[rstest]
#[case::fewer(
    json!([{"type": "BODY", "text": "Hi {{1}}."}]),
    json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}, {"type": "text", "text": "8841"}]}]),
    json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}]}]), &["body {{2}}: 8841"]
)]
#[case::more(
    json!([{"type": "BODY", "text": "Hi {{1}}, order {{2}}."}]),
    json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}]}]),
    json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}, {"type": "text", "text": ""}]}]), &[]
)]
#[case::other_names(
    json!([{"type": "BODY", "text": "Hi {{name}}."}]),
    json!([{"type": "body", "parameters": [{"type": "text", "parameter_name": "id", "text": "8841"}, {"type": "text", "parameter_name": "name", "text": "Noor"}]}]),
    json!([{"type": "body", "parameters": [{"type": "text", "parameter_name": "name", "text": "Noor"}]}]), &["body {{id}}: 8841"]
)]
#[case::another_file(
    json!([{"type": "HEADER", "format": "VIDEO"}, {"type": "BODY", "text": "Hi."}]),
    json!([{"type": "header", "parameters": [{"type": "image", "image": {"link": "https://x.example.com/a.png"}}]}]),
    json!([{"type": "header", "parameters": [{"type": "video", "video": {"link": ""}}]}]), &["header: https://x.example.com/a.png"]
)]
#[case::another_button(
    json!([{"type": "BODY", "text": "Hi."}, {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Stop"}]}]),
    json!([{"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "abc"}]}]),
    Value::Null, &["button 1: abc"]
)]
#[case::the_same_button(
    json!([{"type": "BODY", "text": "Hi."}, {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Stop"}]}]),
    json!([{"type": "button", "sub_type": "QUICK_REPLY", "index": 0, "parameters": [{"type": "payload", "payload": "s"}]}]),
    json!([{"type": "button", "sub_type": "QUICK_REPLY", "index": 0, "parameters": [{"type": "payload", "payload": "s"}]}]), &[]
)]
#[case::no_cards_any_more(
    json!([{"type": "BODY", "text": "Hi."}]),
    json!([{"type": "carousel", "cards": [{"card_index": 0, "components": [{"type": "body", "parameters": [{"type": "text", "text": "89 EUR"}]}]}]}]),
    Value::Null, &["card 1 body {{1}}: 89 EUR"]
)]
#[case::empty_values_are_nothing(
    json!([{"type": "BODY", "text": "Hi."}]),
    json!([{"type": "body", "parameters": [{"type": "text", "text": ""}]}]), Value::Null, &[]
)]
fn values_stay_where_they_have_a_slot(
    #[case] components: Value,
    #[case] given: Value,
    #[case] expected: Value,
    #[case] left_over: &[&str],
) {
    let (template, left) = bound(&definition(&components), &given);
    assert_eq!(
        template.get("components").unwrap_or(&Value::Null),
        &expected
    );
    assert_eq!(left, left_over);
}

#[test]
fn examples_go_into_empty_slots_only() {
    let definition = definition(&json!([
        {"type": "BODY", "text": "Hi {{1}}, order {{2}}.", "example": {"body_text": [["Lena", "8841"]]}},
        {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE", "example": "TEA20"}]}
    ]));
    let given = send(&json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}]}]));
    let filled = with_examples(&definition, &given).unwrap();
    assert_eq!(fill(&definition, &filled).body, "Hi Noor, order 8841.");
    assert_eq!(
        fill(&definition, &filled).buttons[0].coupon_code.as_deref(),
        Some("TEA20")
    );
    assert_eq!(with_examples(&definition, &filled), None);
}

#[rstest]
#[case::a_header(json!([{"type": "HEADER", "format": "TEXT", "text": "Lamp {{1}}"}, {"type": "BODY", "text": "Hi."}]), "/header", 60)]
#[case::a_body(json!([{"type": "BODY", "text": "Hi {{1}}, order {{2}} of {{1}}.", "example": {"body_text": [["Lena", "8841"]]}}]), "/body", 1024)]
#[case::an_offer(json!([{"type": "BODY", "text": "Hi {{1}}."}, {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Now"}}]), "/body", 600)]
#[case::a_product(json!([{"type": "HEADER", "format": "PRODUCT"}, {"type": "BODY", "text": "Hi {{1}}."}]), "/body", 160)]
#[case::a_card(json!([{"type": "BODY", "text": "Hi."}, {"type": "CAROUSEL", "cards": [{"components": [{"type": "BODY", "text": "For {{1}}."}]}]}]), "/card", 160)]
#[case::an_address(json!([{"type": "BODY", "text": "Hi."}, {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "See", "url": SHOP}]}]), "/url", 2000)]
#[case::a_coupon(json!([{"type": "BODY", "text": "Hi."}, {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE", "example": "LAMP"}]}]), "/code", 20)]
#[case::the_coupon_of_an_offer(json!([{"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Now"}},
    {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE", "example": "LAMP"}]}]), "/code", 15)]
fn the_longest_values_fill_each_part_to_its_limit(
    #[case] components: Value,
    #[case] part: &str,
    #[case] most: usize,
) {
    let definition = definition(&components);
    let filled = with_longest(&definition, &plainest_send(&definition)).unwrap();
    let filled = fill(&definition, &filled);
    let button = |at: fn(&crate::template::FilledButton) -> &Option<String>| {
        filled.buttons.first().and_then(|button| at(button).clone())
    };
    let text = match part {
        "/header" => match filled.header {
            Some(crate::template::FilledHeader::Text { text, .. }) => text,
            other => panic!("{other:?}"),
        },
        "/body" => filled.body,
        "/card" => filled.cards[0].body.clone(),
        "/url" => button(|button| &button.url).unwrap(),
        _ => button(|button| &button.coupon_code).unwrap(),
    };
    let length = text.chars().count();
    // the room is shared by all variables, and no value ends with a blank
    assert!((most - 8..=most).contains(&length), "{length}: {text}");
    assert!(!text.contains("{{"), "{text}");
}

#[test]
fn the_longest_one_time_code_is_the_same_in_body_and_button() {
    let code = json!({"name": "lamp", "language": "en", "category": "AUTHENTICATION", "components": [
        {"type": "BODY"}, {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]});
    let definition = Definition::read(&code).unwrap();
    let filled = with_longest(&definition, &plainest_send(&definition)).unwrap();
    let parameter =
        |number: usize| filled["template"]["components"][number]["parameters"][0]["text"].clone();
    assert_eq!(parameter(0), parameter(1));
    assert_eq!(parameter(0).as_str().map(str::len), Some(15));
}
