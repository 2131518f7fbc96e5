//! The rules that bind a send to the definition of its template.

use bluetick::check::{Context, Diagnostic, check_payload};
use bluetick::template::Definition;
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use serde_json::{Value, json};

use super::{CLOUD, ON_PREMISES, body, send, told};

fn bound(definition: &Value, payload: &Value, dialect: Dialect) -> Vec<Diagnostic> {
    let definition = Definition::read(definition).unwrap();
    check_payload(
        payload,
        Some(dialect),
        Some(&definition),
        &Context::default(),
    )
}

fn defined(components: Value) -> Value {
    let mut definition = json!({"name": "lamp", "language": "en", "category": "UTILITY"});
    definition["components"] = components;
    definition
}

fn words(text: &str) -> Value {
    json!({"type": "text", "text": text})
}

#[rstest]
#[case::too_few("Hi {{1}}, {{2}}.", vec![words("Lena")], vec![("send-body-count", "/template/components/0/parameters")])]
#[case::too_many("Hi.", vec![words("Lena")], vec![("send-body-count", "/template/components/0/parameters")])]
#[case::right("Hi {{1}}, {{2}}.", vec![words("Lena"), words("8841")], vec![])]
#[case::twice_the_same("{{1}} {{1}}", vec![words("Lena")], vec![])]
fn bodies_have_as_many_values_as_variables(
    #[case] wording: &str,
    #[case] given: Vec<Value>,
    #[case] expected: Vec<(&str, &str)>,
) {
    let payload = send(CLOUD, json!([{"type": "body", "parameters": given}]));
    let definition = defined(json!([{"type": "BODY", "text": wording}]));
    assert_eq!(told(&bound(&definition, &payload, CLOUD)), expected);
}

#[rstest]
#[case::none_for_an_image(json!([]), "IMAGE", "/template/components")]
#[case::another_kind(
    json!([{"type": "header", "parameters": [{"type": "image", "image": {"id": "7"}}]}]), "VIDEO", "/template/components/0/parameters/0/type"
)]
fn headers_are_of_the_defined_kind(
    #[case] components: Value,
    #[case] format: &str,
    #[case] pointer: &str,
) {
    let definition = defined(
        json!([{"type": "HEADER", "format": format, "text": "Lamps"}, {"type": "BODY", "text": "Hi."}]),
    );
    let found = bound(&definition, &send(CLOUD, components), CLOUD);
    assert_eq!(told(&found), [("send-header-kind", pointer)]);
    assert_eq!(found[0].prediction, Some(Code::new(132_012)));
}

#[rstest]
#[case::a_value_for_fixed_words("Lamps", vec![words("A")], &["send-parameter-count"])]
#[case::none_for_a_variable("Lamps {{1}}", vec![], &["send-parameter-count"])]
#[case::two_for_a_variable("Lamps {{1}}", vec![words("A"), words("B")], &["send-header-count"])]
#[case::right("Lamps {{1}}", vec![words("A")], &[])]
#[case::an_amount("Lamps {{1}}", vec![json!({"type": "currency", "currency":
    {"fallback_value": "€89.00", "code": "EUR", "amount_1000": 89000}})], &[])]
fn text_headers_have_as_many_values_as_variables(
    #[case] wording: &str,
    #[case] given: Vec<Value>,
    #[case] expected: &[&str],
) {
    let definition = defined(
        json!([{"type": "HEADER", "format": "TEXT", "text": wording},
        {"type": "BODY", "text": "Hi."}]),
    );
    let payload = send(CLOUD, json!([{"type": "header", "parameters": given}]));
    let found = bound(&definition, &payload, CLOUD);
    let rules: Vec<_> = found.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, expected);
    for one in found {
        assert_eq!(one.prediction, Some(Code::new(132_000)), "{one:?}");
    }
}

fn url_button(index: u32) -> Value {
    json!({"type": "button", "sub_type": "url", "index": index, "parameters": [words("8841")]})
}

#[rstest]
#[case::missing(json!([]), vec![("send-url-suffix-required", "/template/components")])]
#[case::given(json!([url_button(1)]), vec![])]
#[case::at_a_fixed_address(
    json!([url_button(1), url_button(0)]), vec![("send-url-suffix-required", "/template/components/1")]
)]
#[case::beyond_the_last(
    json!([url_button(1), url_button(4)]), vec![("send-button-defined", "/template/components/1/index")]
)]
fn addresses_with_a_variable_get_a_value(
    #[case] components: Value,
    #[case] expected: Vec<(&str, &str)>,
) {
    let definition = defined(
        json!([{"type": "BODY", "text": "Hi."}, {"type": "BUTTONS", "buttons": [
            {"type": "URL", "text": "Shop", "url": "https://lamp.example.com"},
            {"type": "URL", "text": "Track", "url": "https://lamp.example.com/{{1}}"},
        ]}]),
    );
    assert_eq!(
        told(&bound(&definition, &send(CLOUD, components), CLOUD)),
        expected
    );
}

fn named(name: &str) -> Value {
    json!({"type": "text", "parameter_name": name, "text": "8841"})
}

#[rstest]
#[case::by_name("Ticket {{ticket_id}}", named("ticket_id"), None)]
#[case::misspelt(
    "Ticket {{ticket_id}}",
    named("tiket_id"),
    Some("did you mean \"ticket_id\"?")
)]
#[case::without_a_name(
    "Ticket {{ticket_id}}",
    words("8841"),
    Some("add \"parameter_name\": ticket_id")
)]
#[case::a_name_for_a_number("Ticket {{1}}", named("ticket_id"), Some("remove it"))]
fn values_go_by_name_or_by_number(
    #[case] wording: &str,
    #[case] given: Value,
    #[case] help: Option<&str>,
) {
    let definition = defined(json!([{"type": "BODY", "text": wording}]));
    let found = bound(&definition, &send(CLOUD, body(given)), CLOUD);
    let helps: Vec<_> = found.iter().filter_map(|one| one.help.as_deref()).collect();
    assert_eq!(helps, help.into_iter().collect::<Vec<_>>());
}

fn button(kind: &str) -> Value {
    json!({"type": kind, "text": "Go", "url": "https://lamp.example.com", "phone_number": "+15550100199"})
}

#[rstest]
#[case(&["QUICK_REPLY", "QUICK_REPLY", "QUICK_REPLY"], &[])]
#[case(&["QUICK_REPLY", "QUICK_REPLY", "QUICK_REPLY", "QUICK_REPLY"], &["tpl-buttons-on-premises-quick-reply-max"])]
#[case(&["URL", "PHONE_NUMBER"], &[])]
#[case(&["URL", "URL"], &["tpl-buttons-on-premises-url-max"])]
#[case(&["PHONE_NUMBER", "PHONE_NUMBER"], &["tpl-buttons-on-premises-phone-max"])]
#[case(&["URL", "URL", "PHONE_NUMBER"], &["tpl-buttons-on-premises-cta-max", "tpl-buttons-on-premises-url-max"])]
#[case(&["QUICK_REPLY", "URL"], &["tpl-buttons-on-premises-no-mix"])]
fn on_premises_buttons(#[case] buttons: &[&str], #[case] expected: &[&str]) {
    let buttons: Vec<Value> = buttons.iter().map(|kind| button(kind)).collect();
    let definition =
        defined(json!([{"type": "BODY", "text": "Hi."}, {"type": "BUTTONS", "buttons": buttons}]));
    let found = bound(&definition, &send(ON_PREMISES, json!([])), ON_PREMISES);
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, expected);
    assert_eq!(
        told(&bound(&definition, &send(CLOUD, json!([])), CLOUD)),
        []
    );
}

#[rstest]
#[case("408172", "408172", &[])]
#[case("408172", "408173", &["send-otp-twice"])]
#[case("4081724081724081", "4081724081724081", &["send-otp-length"])]
#[case("🎉", "🎉", &["send-otp-content", "send-url-suffix-encoding"])]
fn one_time_codes(#[case] code: &str, #[case] again: &str, #[case] expected: &[&str]) {
    let mut definition = defined(
        json!([{"type": "BODY", "add_security_recommendation": true},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]),
    );
    definition["category"] = json!("AUTHENTICATION");
    let payload = send(
        CLOUD,
        json!([
            {"type": "body", "parameters": [words(code)]},
            {"type": "button", "sub_type": "url", "index": "0", "parameters": [words(again)]},
        ]),
    );
    let found = bound(&definition, &payload, CLOUD);
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, expected);
}

#[test]
fn categories_limit_who_can_be_reached() {
    let definition = |category: &str| {
        let mut definition = defined(json!([{"type": "BODY", "text": "Hi."},
            {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE", "text": "Copy"}]}]));
        definition["category"] = json!(category);
        definition["status"] = json!("PAUSED");
        definition
    };
    let mut payload = send(CLOUD, json!([]));
    assert_eq!(
        told(&bound(&definition("MARKETING"), &payload, CLOUD)),
        [
            ("tpl-status-sendable", "/template/name"),
            ("send-coupon-required", "/template/components"),
            ("send-marketing-usa", "/to"),
        ]
    );
    payload.as_object_mut().unwrap().shift_remove("to");
    payload["recipient"] = json!("US.13491208655302741918");
    payload["recipient_type"] = json!("group");
    let found = bound(&definition("AUTHENTICATION"), &payload, CLOUD);
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    assert!(rules.contains(&"bsuid-auth-template"), "{rules:?}");
    assert!(rules.contains(&"send-group-authentication"), "{rules:?}");
}

#[rstest]
#[case::fits("BODY", 1024, None)]
#[case::one_too_many("BODY", 1025, Some(("send-body-value-length", "shorten the values by 1")))]
#[case::header_fits("HEADER", 60, None)]
#[case::header_does_not("HEADER", 63, Some(("send-header-value-length", "shorten the values by 3")))]
fn the_filled_text_is_what_has_a_length(
    #[case] part: &str,
    #[case] length: usize,
    #[case] expected: Option<(&str, &str)>,
) {
    let fixed = "é".repeat(length - 2 * 20);
    let definition = defined(
        json!([{"type": part, "format": "TEXT", "text": format!("{fixed}{{{{1}}}}{{{{2}}}}{{{{3}}}}")}]),
    );
    let value = words(&"ü".repeat(20));
    let kind = part.to_lowercase();
    let components = json!([{"type": kind, "parameters": [value, value, words("")]}]);
    let found = bound(&definition, &send(CLOUD, components), CLOUD);
    let found: Vec<_> = found
        .iter()
        .filter(|one| one.rule.ends_with("value-length"))
        .map(|one| (one.rule.as_str(), one.help.as_deref().unwrap()))
        .collect();
    assert_eq!(found, Vec::from_iter(expected));
}

#[test]
fn a_value_that_is_too_long_alone_is_told_once() {
    let definition = defined(json!([{"type": "BODY", "text": "Hi {{1}}."}]));
    let payload = send(CLOUD, body(words(&"a".repeat(1025))));
    let pointer = "/template/components/0/parameters/0/text";
    assert_eq!(
        told(&bound(&definition, &payload, CLOUD)),
        [("send-body-value-length", pointer)]
    );
}

#[rstest]
#[case("PENDING", 132_001)]
#[case("PAUSED", 132_015)]
#[case("DISABLED", 132_016)]
fn what_cannot_be_sent_now_predicts_its_own_code(#[case] status: &str, #[case] code: u32) {
    let mut definition = defined(json!([{"type": "BODY", "text": "Hi."}]));
    definition["status"] = json!(status);
    let found = bound(&definition, &send(CLOUD, json!([])), CLOUD);
    assert_eq!(told(&found), [("tpl-status-sendable", "/template/name")]);
    assert_eq!(found[0].prediction, Some(Code::new(code)));
}

/// What is told of a send in English, where the library knows these languages.
fn in_languages(definition: Option<&Value>, languages: &[Value]) -> Vec<Diagnostic> {
    let read = |value: &Value| Definition::read(value).unwrap();
    let context = Context {
        now: Some("2026-11-20T12:00:00Z".parse().unwrap()),
        translations: languages.iter().map(read).collect(),
        ..Context::default()
    };
    let payload = send(CLOUD, body(words("Lena")));
    check_payload(
        &payload,
        Some(CLOUD),
        definition.map(read).as_ref(),
        &context,
    )
}

fn in_language(language: &str, text: &str) -> Value {
    let mut definition = defined(json!([{"type": "BODY", "text": text}]));
    definition["language"] = json!(language);
    definition
}

#[test]
fn a_language_that_the_library_lacks_or_that_lacks_a_slot_is_told() {
    let payload = send(CLOUD, json!([]));
    let name = payload["template"]["name"].as_str().unwrap();
    let sent = payload["template"]["language"]["code"].as_str().unwrap();
    let named = |mut definition: Value| {
        definition["name"] = json!(name);
        definition
    };
    let (en, de) = (
        named(in_language(sent, "Hi {{1}}.")),
        named(in_language("de", "Hallo.")),
    );
    let place = "/template/language/code";
    assert_eq!(
        told(&in_languages(Some(&en), std::slice::from_ref(&en))),
        []
    );
    let found = in_languages(Some(&en), &[en.clone(), de.clone()]);
    assert_eq!(told(&found), [("send-language-slots", place)]);
    assert_eq!(found[0].message, "in \"de\" the template has no body.1");
    let found = in_languages(None, std::slice::from_ref(&de));
    assert_eq!(told(&found), [("send-language-known", place)]);
    assert_eq!(found[0].prediction, Some(Code::new(132_001)));
    let found = in_languages(Some(&named(in_language("de", "Hallo {{1}}."))), &[]);
    assert_eq!(told(&found), [("send-definition-other", place)]);
}

#[test]
fn a_definition_that_was_fetched_long_ago_is_told() {
    let payload = send(CLOUD, json!([]));
    let mut definition = in_language(
        payload["template"]["language"]["code"].as_str().unwrap(),
        "Hi {{1}}.",
    );
    definition["name"] = payload["template"]["name"].clone();
    definition["_fetched"] = json!({"at": "2026-11-01T12:00:00Z", "account": "main"});
    assert_eq!(told(&in_languages(Some(&definition), &[])), []);
    definition["_fetched"]["at"] = json!("2026-10-01T12:00:00Z");
    let found = in_languages(Some(&definition), &[]);
    assert_eq!(told(&found), [("send-definition-stale", "/template/name")]);
    assert!(
        found[0].message.contains("50 days ago"),
        "{}",
        found[0].message
    );
}
