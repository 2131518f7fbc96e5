//! The rules that look at more than one value, each broken once and kept once.

mod commerce;
mod definition;
mod messages;
mod parts;

use bluetick::check::{Context, Diagnostic, Spent, SpentMedia, Window, check_payload};
use bluetick::schema::Severity;
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use serde_json::{Value, json};

const CLOUD: Dialect = Dialect::Cloud;
const ON_PREMISES: Dialect = Dialect::OnPremises;

fn envelope(dialect: Dialect, kind: &str, content: Value) -> Value {
    let mut payload = json!({"to": "15550100123", "type": kind});
    if dialect != ON_PREMISES {
        payload["messaging_product"] = json!("whatsapp");
    }
    payload[kind] = content;
    payload
}

fn text(body: &str) -> Value {
    envelope(CLOUD, "text", json!({"body": body}))
}

fn list(sections: Value) -> Value {
    let mut content = json!({"type": "list", "body": {"text": "Which lamp?"}});
    content["action"] = json!({"button": "Choose"});
    content["action"]["sections"] = sections;
    envelope(CLOUD, "interactive", content)
}

fn send(dialect: Dialect, components: Value) -> Value {
    let mut template = json!({"name": "lamp", "language": {"code": "en"}});
    if dialect == ON_PREMISES {
        template["namespace"] = json!("3c1f0a72");
        template["language"]["policy"] = json!("deterministic");
    }
    template["components"] = components;
    envelope(dialect, "template", template)
}

fn body(parameter: Value) -> Value {
    let mut component = json!({"type": "body"});
    component["parameters"] = Value::Array(vec![parameter]);
    Value::Array(vec![component])
}

fn date(fields: Value) -> Value {
    let mut parameter = json!({"type": "date_time"});
    parameter["date_time"] = fields;
    body(parameter)
}

fn told(found: &[Diagnostic]) -> Vec<(&str, &str)> {
    found
        .iter()
        .map(|one| (one.rule.as_str(), one.pointer.as_str()))
        .filter(|(rule, _)| *rule != "on-premises-sunset")
        .collect()
}

fn run(payload: &Value, dialect: Dialect) -> Vec<Diagnostic> {
    check_payload(payload, Some(dialect), None, &Context::default())
}

#[rstest]
#[case::one_untitled_section(json!([{"rows": [{"id": "a", "title": "A"}]}]), vec![("list-section-title-required-newest", "/interactive/action/sections/0/title")])]
#[case::two_sections_of_which_one_has_no_title(
    json!([{"title": "One", "rows": [{"id": "a", "title": "A"}]}, {"rows": [{"id": "b", "title": "A"}]}]),
    vec![("list-section-title-required-multi", "/interactive/action/sections/1/title")]
)]
#[case::one_id_in_two_sections(
    json!([{"title": "One", "rows": [{"id": "a", "title": "A"}]}, {"title": "Two", "rows": [{"id": "a", "title": "A"}]}]),
    vec![("list-row-id-unique", "/interactive/action/sections/1/rows/0/id")]
)]
#[case::a_section_without_rows(json!([{"title": "One", "rows": []}]), vec![("list-rows-min", "/interactive/action/sections/0/rows")])]
#[case::markup_in_a_title(
    json!([{"title": "One", "rows": [{"id": "a", "title": "*A*"}]}]),
    vec![("list-row-title-markdown", "/interactive/action/sections/0/rows/0/title")]
)]
fn lists(#[case] sections: Value, #[case] expected: Vec<(&str, &str)>) {
    assert_eq!(told(&run(&list(sections), CLOUD)), expected);
}

#[rstest]
#[case("two marks * and _ alone", vec![])]
#[case("snake_case_name", vec![])]
#[case("it is *bold*", vec!["interactive-header-markdown"])]
#[case("one\ntwo", vec!["interactive-header-newline"])]
fn headers_are_one_plain_line(#[case] header: &str, #[case] expected: Vec<&str>) {
    let mut payload = list(json!([{"title": "One", "rows": [{"id": "a", "title": "A"}]}]));
    payload["interactive"]["header"] = json!({"type": "text", "text": header});
    let found = run(&payload, CLOUD);
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, expected);
}

#[rstest]
#[case("🎉", true)]
#[case("👩🏽‍🚀", true)]
#[case("🇩🇪", true)]
#[case("", true)]
#[case("🎉🎉", false)]
#[case("ok", false)]
#[case("\\uD83D\\uDC4D", false)]
fn a_reaction_is_one_emoji(#[case] emoji: &str, #[case] is_good: bool) {
    let payload = envelope(
        CLOUD,
        "reaction",
        json!({"message_id": "wamid.A", "emoji": emoji}),
    );
    let errors = run(&payload, CLOUD)
        .into_iter()
        .filter(|one| one.severity == Severity::Error)
        .count();
    assert_eq!(errors == 0, is_good);
}

#[rstest]
#[case("see https://lamp.example.com/a", CLOUD, vec![])]
#[case("see lamp.example.com", CLOUD, vec![("text-preview-url-scheme", "/text/body")])]
#[case("see http://192.0.2.1/a", Dialect::Dialog360, vec![("text-preview-url-host", "/text/body")])]
#[case("see http://192.0.2.1/a", CLOUD, vec![])]
fn previews_need_an_address(
    #[case] words: &str,
    #[case] dialect: Dialect,
    #[case] expected: Vec<(&str, &str)>,
) {
    let mut payload = text(words);
    payload["text"]["preview_url"] = json!(true);
    assert_eq!(told(&run(&payload, dialect)), expected);
}

#[rstest]
#[case(json!({"fallback_value": "23rd Nov 2019", "day_of_month": "20", "month": "9", "year": "2019"}), vec!["send-date-time-mismatch"])]
#[case::a_time_stamp_of_that_day(json!({"fallback_value": "23rd Nov 2019", "timestamp": 1_574_503_200}), vec![])]
#[case::that_day_in_the_far_east(json!({"fallback_value": "24 November", "timestamp": "1574503200"}), vec![])]
#[case::that_day_in_the_far_west(json!({"fallback_value": "22 November", "timestamp": "1574503200"}), vec![])]
#[case::a_time_stamp_of_another_day(json!({"fallback_value": "20 November", "timestamp": "1574503200"}), vec!["send-date-time-mismatch"])]
#[case(json!({"fallback_value": "29th July 2019, 8:00am", "day_of_month": "29", "month": 7, "year": "2019", "minute": "00"}), vec![])]
#[case(json!({"fallback_value": "soon", "day_of_month": 3}), vec![])]
#[case(json!({"fallback_value": "soon", "day_of_month": 3, "timestamp": 1_795_276_800}), vec!["send-date-time-on-premises-one-form"])]
#[case(json!({"fallback_value": "soon", "day_of_month": 32, "month": "13", "hour": 24, "minute": -1}), vec![
    "send-date-time-day-of-month", "send-date-time-month", "send-date-time-hour", "send-date-time-minute"
])]
#[case(json!({"fallback_value": "soon", "day_of_week": 8}), vec!["send-date-time-day-of-week"])]
#[case(json!({"fallback_value": "soon", "day_of_week": 7}), vec![])]
fn on_premises_dates(#[case] fields: Value, #[case] expected: Vec<&str>) {
    let payload = send(ON_PREMISES, date(fields));
    let found = run(&payload, ON_PREMISES);
    let rules: Vec<&str> = told(&found).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, expected);
}

#[test]
fn the_cloud_shows_a_fallback_alone() {
    let payload = send(
        CLOUD,
        date(json!({"fallback_value": "3 May", "day_of_month": 3})),
    );
    let pointer = "/template/components/0/parameters/0/date_time";
    assert_eq!(
        told(&run(&payload, CLOUD)),
        [("send-date-time-cloud-fallback", pointer)]
    );
}

#[rstest]
#[case("$100.99", 100_990, true)]
#[case("$25.00", 30_000, false)]
fn amounts_tell_what_their_fallback_tells(
    #[case] fallback: &str,
    #[case] amount: i64,
    #[case] agree: bool,
) {
    let currency = json!({"fallback_value": fallback, "code": "USD", "amount_1000": amount});
    let payload = send(
        CLOUD,
        body(json!({"type": "currency", "currency": currency})),
    );
    assert_eq!(told(&run(&payload, CLOUD)).is_empty(), agree);
}

#[rstest]
#[case(json!({"type": "text", "paramter_name": "a", "text": "x"}), "unknown-key", Some("did you mean \"parameter_name\"?"))]
#[case(json!({"type": "TEXT", "text": "x"}), "send-parameter-type-case", Some("write \"text\""))]
#[case(json!({"type": "txt", "text": "x"}), "send-parameter-type", Some("did you mean \"text\"?"))]
#[case(json!({"text": "x"}), "send-parameter-type", Some("write \"text\", \"currency\" or \"date_time\""))]
#[case(json!({"type": "text", "text": 7}), "wrong-type", Some("put it in quotation marks"))]
#[case(json!({"type": "text", "text": "a\nb"}), "send-text-newline", None)]
#[case(json!({"type": "text", "text": "a     b"}), "send-text-spaces", None)]
#[case(json!(null), "wrong-type", Some("remove it"))]
fn parameters(#[case] parameter: Value, #[case] rule: &str, #[case] help: Option<&str>) {
    let found = run(&send(CLOUD, body(parameter)), CLOUD);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].rule.as_str(), found[0].help.as_deref()),
        (rule, help)
    );
}

#[rstest]
#[case::index_as_number(json!(0), 0)]
#[case::index_as_text(json!("0"), 0)]
#[case::no_number(json!("first"), 1)]
fn numbers_may_be_texts_where_both_are_documented(#[case] index: Value, #[case] errors: usize) {
    let button = json!([{"type": "button", "sub_type": "QUICK_REPLY", "index": index,
        "parameters": [{"type": "payload", "payload": "yes"}]}]);
    assert_eq!(run(&send(CLOUD, button), CLOUD).len(), errors);
}

#[test]
fn a_recipient_as_a_number_is_a_warning() {
    let mut payload = text("Hi");
    payload["to"] = json!(15_550_100_123_u64);
    let found = run(&payload, CLOUD);
    assert_eq!(told(&found), [("number-or-text", "/to")]);
    assert_eq!(found[0].severity, Severity::Warning);
}

#[test]
fn facts_from_outside_wake_their_rules() {
    let now = "2026-11-20T10:00:00Z".parse().unwrap();
    let context = Context {
        now: Some(now),
        window: Some(Window::Open { until: now }),
        own_number: Some("15550100123".to_owned()),
        ..Context::default()
    };
    let found = check_payload(&text("Hi"), Some(CLOUD), None, &context);
    assert_eq!(told(&found), [("window-24h", ""), ("self-send", "/to")]);
    assert_eq!(found[0].prediction, Some(Code::new(131_047)));
    let template = send(CLOUD, json!([]));
    let found = check_payload(&template, Some(CLOUD), None, &context);
    assert_eq!(told(&found), [("self-send", "/to")]);
}

#[test]
fn what_only_one_api_refuses_is_a_warning_while_the_api_is_unclear() {
    let mut payload =
        list(json!([{"title": "One", "rows": [{"id": "a", "title": "A".repeat(25)}]}]));
    payload["interactive"]["body"]["text"] = json!("a".repeat(2000));
    payload
        .as_object_mut()
        .unwrap()
        .shift_remove("messaging_product");
    let found = check_payload(&payload, None, None, &Context::default());
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.severity, one.rule.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Severity::Error, "list-row-title-length"),
            (Severity::Warning, "list-body-length-on-premises"),
            (Severity::Warning, "api-unclear"),
        ]
    );
    assert!(found[1].message.starts_with("for the On-Premises API: "));
    assert!(found[2].help.as_deref().unwrap().starts_with("pass --api"));
}
