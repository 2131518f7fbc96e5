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
            {"type": "greeting"}
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
    assert_eq!(definition.other_components, ["GREETING"]);
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

#[test]
fn a_carousel_has_cards_with_pieces_of_their_own() {
    let definition = Definition::read(&json!({"name": "news", "language": "en", "category": "MARKETING", "components": [
        {"type": "BODY", "text": "Two pots"},
        {"type": "carousel", "cards": [{"components": [
            {"type": "header", "format": "image"},
            {"type": "body", "text": "For {{1}}", "example": {"body_text": [["€28.00"]]}},
            {"type": "buttons", "buttons": [{"type": "quick_reply", "text": "Keep it"}, {"type": "spm"}]}
        ]}, 7]}
    ]}))
    .unwrap();
    let [card, odd] = definition.cards.as_slice() else {
        panic!("{:?}", definition.cards)
    };
    assert_eq!(card.header.as_ref().unwrap().format, HeaderFormat::Image);
    assert_eq!(examples(&card.body_parameters), [("1", Some("€28.00"))]);
    let labels: Vec<_> = card
        .buttons
        .iter()
        .map(|button| button.text.as_str())
        .collect();
    assert_eq!(labels, ["Keep it", "View"]);
    assert_eq!(*odd, Card::default());
    assert_eq!(definition.other_components, [""; 0]);
}

#[rstest]
#[case::plain(json!({"type": "OTP", "otp_type": "COPY_CODE"}), OneTime::CopyCode, "Copy code")]
#[case::named(json!({"type": "otp", "otp_type": "copy_code", "text": "Take it"}), OneTime::CopyCode, "Take it")]
#[case::one_tap(json!({"type": "OTP", "otp_type": "ONE_TAP", "text": "Copy code", "autofill_text": "Fill in"}), OneTime::OneTap, "Fill in")]
#[case::one_tap_unnamed(json!({"type": "OTP", "otp_type": "one_tap", "text": "Copy code"}), OneTime::OneTap, "Autofill")]
#[case::zero_tap(json!({"type": "OTP", "otp_type": "ZERO_TAP"}), OneTime::ZeroTap, "Copy code")]
#[case::given_back(json!({"type": "URL", "text": "Copy code", "url": "https://www.whatsapp.com/otp/code/?otp_type=ONE_TAP&code=otp{{1}}"}), OneTime::OneTap, "Autofill")]
fn a_one_time_code_is_told_from_an_address(
    #[case] button: Value,
    #[case] one_time: OneTime,
    #[case] label: &str,
) {
    let definition = Definition::read(&json!({"category": "authentication", "components": [
        {"type": "BODY", "add_security_recommendation": true},
        {"type": "FOOTER", "code_expiration_minutes": 5},
        {"type": "BUTTONS", "buttons": [button]}
    ]}))
    .unwrap();
    let button = &definition.buttons[0];
    assert_eq!(button.kind, ButtonKind::OneTimeCode);
    assert_eq!(
        (button.one_time, button.text.as_str()),
        (Some(one_time), label)
    );
    assert_eq!((&button.url, &button.suffix), (&None, &None));
    assert_eq!(
        definition.body,
        "*{{1}}* is your verification code. For your security, do not share this code."
    );
    assert_eq!(definition.body_parameters.len(), 1);
    assert_eq!(
        definition.footer.as_deref(),
        Some("This code expires in 5 minutes.")
    );
}

#[test]
fn the_words_of_a_code_that_the_account_tells_are_kept() {
    let definition = Definition::read(&json!({"category": "AUTHENTICATION", "components": [
        {"type": "BODY", "text": "{{1}} ist dein Code."}
    ]}))
    .unwrap();
    assert_eq!(definition.body, "{{1}} ist dein Code.");
    assert!(!definition.has_fixed_body);
}

#[test]
fn offers_calls_and_orders_are_told() {
    let definition = Definition::read(&json!({"sub_category": "order_status", "components": [
        {"type": "limited_time_offer", "limited_time_offer": {"text": "Half price", "has_expiration": true}},
        {"type": "call_permission_request"},
        {"type": "tap_target_configuration"}
    ]}))
    .unwrap();
    let offer = Offer {
        text: "Half price".to_owned(),
        has_expiration: true,
    };
    assert_eq!(definition.offer, Some(offer));
    assert!(definition.asks_to_call && definition.tells_order_status);
    assert_eq!(definition.other_components, [""; 0]);
}
