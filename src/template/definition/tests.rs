//! Definitions in all their spellings.

use rstest::rstest;
use serde_json::json;

use super::*;

fn examples(parameters: &[Parameter]) -> Vec<(&str, Option<&str>)> {
    parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.example.as_deref()))
        .collect()
}

#[test]
fn letter_case_does_not_matter() {
    let definition = Definition::read(&json!({
        "name": "tea", "language": "en", "category": "utility", "parameter_format": "named",
        "components": [
            {"type": "buttons", "buttons": [{"type": "quick_reply", "text": "Yes"}, {"type": "Phone_Number", "text": "Call", "phone_number": "15550100177"}]},
            {"type": "Body", "text": "Hi {{name}}"},
            {"type": "header", "format": "location"},
            {"type": "carousel", "cards": []}
        ]
    }))
    .unwrap();
    assert_eq!(definition.category, "UTILITY");
    assert!(definition.is_named());
    assert_eq!(definition.header.unwrap().format, HeaderFormat::Location);
    assert_eq!(definition.body, "Hi {{name}}");
    let kinds: Vec<_> = definition
        .buttons
        .iter()
        .map(|button| &button.kind)
        .collect();
    assert_eq!(kinds, [&ButtonKind::QuickReply, &ButtonKind::PhoneNumber]);
    assert_eq!(definition.other_components, ["CAROUSEL"]);
}

#[rstest]
#[case::nested(json!({"body_text": [["Lena", "8841"]]}))]
#[case::flat(json!({"body_text": ["Lena", "8841"]}))]
fn numbered_examples_are_read_in_both_shapes(#[case] example: Value) {
    let definition = Definition::read(&json!({"components": [
        {"type": "BODY", "text": "{{2}} for {{1}}", "example": example}
    ]}))
    .unwrap();
    assert_eq!(
        examples(&definition.body_parameters),
        [("1", Some("Lena")), ("2", Some("8841"))]
    );
    assert!(!definition.is_named());
}

#[test]
fn named_examples_are_found_by_name() {
    let definition = Definition::read(&json!({"components": [
        {"type": "HEADER", "format": "TEXT", "text": "For {{who}}", "example": {"header_text_named_params": [{"param_name": "who", "example": "Lena"}]}},
        {"type": "BODY", "text": "{{b}} and {{a}}", "example": {"body_text_named_params": [
            {"param_name": "a", "example": "1"}, {"param_name": "b", "example": 2}]}}
    ]}))
    .unwrap();
    assert_eq!(
        examples(&definition.header.clone().unwrap().parameters),
        [("who", Some("Lena"))]
    );
    assert_eq!(
        examples(&definition.body_parameters),
        [("b", None), ("a", Some("1"))]
    );
    assert!(definition.is_named(), "names alone make it named");
}

#[rstest]
#[case::array(json!(["https://shop.example.com/o/8841"]))]
#[case::text(json!("https://shop.example.com/o/8841"))]
#[case::suffix_alone(json!(["8841"]))]
fn a_url_example_gives_the_suffix(#[case] example: Value) {
    let definition = Definition::read(&json!({"components": [{"type": "BUTTONS", "buttons": [
        {"type": "URL", "text": "See", "url": "https://shop.example.com/o/{{1}}", "example": example},
        {"type": "URL", "text": "Home", "url": "https://shop.example.com"}
    ]}]}))
    .unwrap();
    let suffix = definition.buttons[0].suffix.as_ref().unwrap();
    assert_eq!(suffix.example.as_deref(), Some("8841"));
    assert_eq!(definition.buttons[1].suffix, None);
}

#[rstest]
#[case(json!([]), "expected a template definition (an object with name, language and components), found an array")]
#[case(json!({"name": "x"}), "the definition's components are absent; expected an array of objects with a type each")]
#[case(json!({"components": {}}), "the definition's components are an object; expected an array of objects with a type each")]
fn what_is_no_definition_says_why(#[case] value: Value, #[case] expected: &str) {
    assert_eq!(Definition::read(&value).unwrap_err().to_string(), expected);
}

#[test]
fn odd_components_do_not_matter() {
    let definition = Definition::read(&json!({"name": 5, "components": [7, null, {"type": "BODY", "text": 3}, {"type": "BUTTONS", "buttons": "no"}]})).unwrap();
    assert_eq!(definition.body, "");
    assert_eq!(definition.buttons, []);
}
