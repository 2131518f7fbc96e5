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

fn bound(definition: &Definition, components: &Value) -> (Value, Vec<String>) {
    let bound = bind(definition, &send(components)).unwrap();
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

#[test]
fn the_longest_values_fill_the_text_to_its_limit() {
    let definition = definition(&json!([
        {"type": "HEADER", "format": "TEXT", "text": "Lamp {{1}}"},
        {"type": "BODY", "text": "Hi {{1}}, order {{2}} of {{1}}.", "example": {"body_text": [["Lena", "8841"]]}}
    ]));
    let filled = with_longest(&definition, &plainest_send(&definition)).unwrap();
    let filled = fill(&definition, &filled);
    let length = filled.body.chars().count();
    assert!((1000..=1024).contains(&length), "{length}");
    assert!(filled.body.starts_with("Hi Lena Lena "));
}
