use rstest::rstest;
use serde_json::json;

use super::*;
use crate::wire::Dialect;

fn payload(text: &str) -> Value {
    let imported = import(text, "Sample").unwrap_or_else(|error| panic!("{error} in {text}"));
    imported.draft.document.written().clone()
}

fn told(text: &str) -> Vec<String> {
    let repairs = import(text, "Sample").unwrap().repairs;
    repairs
        .iter()
        .map(|repair| format!("{}: {}", repair.line, repair.what))
        .collect()
}

#[rstest]
#[case::hash_comment("{\"to\": \"1\" # who\n}", json!({"to": "1"}))]
#[case::slashes("{\"to\": \"1\", // who\n\"a\": \"http://b\"}", json!({"to": "1", "a": "http://b"}))]
#[case::block("{/* x */\"to\": \"1\"}", json!({"to": "1"}))]
#[case::trailing_commas("{\"a\": [1, 2,], \"b\": 15,}", json!({"a": [1, 2], "b": 15}))]
#[case::missing_commas("{\"a\": [1, \"2\" 3] \"b\": {} \"c\": \"d\"}", json!({"a": [1, "2", 3], "b": {}, "c": "d"}))]
#[case::double_comma("{\"a\": 1,, \"b\": 2}", json!({"a": 1, "b": 2}))]
#[case::curly("{“to”: “it is \"so\" here”}", json!({"to": "it is \"so\" here"}))]
#[case::single("{'to': 'say \"x\"'}", json!({"to": "say \"x\""}))]
#[case::template_strings("{to: `1`, a: `it's ${name}\nhere`,}", json!({"to": "1", "a": "it's ${name}\nhere"}))]
#[case::grave_and_apostrophe("{`to': `1'}", json!({"to": "1"}))]
#[case::unquoted("{to: 15550100123, type: text, a: <NAME>, b: {{1}}, c: ${X}, d: $Y}",
    json!({"to": 15_550_100_123_u64, "type": "text", "a": "<NAME>", "b": "{{1}}", "c": "${X}", "d": "$Y"}))]
#[case::python("{'a': True, 'b': None, 'c': False}", json!({"a": true, "b": null, "c": false}))]
#[case::leading_plus("{\"to\": +15550100123, \"n\": 007}", json!({"to": "+15550100123", "n": "007"}))]
#[case::dots("{\"a\": [{\"b\": 1}, ...], ...}", json!({"a": [{"b": 1}]}))]
#[case::dots_between("{\"a\": [1, ..., 2, { ... }]}", json!({"a": [1, 2]}))]
#[case::dots_for_a_value("{\"a\": ..., \"b\": …}", json!({"a": "", "b": ""}))]
#[case::bars("{\"type\": \"image\" | \"video\" | ..., \"a\": 1}", json!({"type": "image", "a": 1}))]
#[case::alternatives("{\"id\": \"7\",\n#OR\n\"link\": \"x\",\n\"b\": 1}", json!({"id": "7", "b": 1}))]
#[case::unclosed("{\"a\": [{\"b\": 1}", json!({"a": [{"b": 1}]}))]
#[case::mismatched("{\"a\": [{\"b\": 1]}", json!({"a": [{"b": 1}]}))]
#[case::array_unclosed("{\"a\": [{\"b\": 1}, \"c\": 2}", json!({"a": [{"b": 1}, {"c": 2}]}))]
#[case::stray("{\"a\": {\"b\": [1]}}]}}", json!({"a": {"b": [1]}}))]
#[case::braceless("\"header\": {\"type\": \"text\"},\n\"body\": {}", json!({"header": {"type": "text"}, "body": {}}))]
#[case::one_member("Example: \"header\": {\"type\": \"text\"}", json!({"header": {"type": "text"}}))]
#[case::braceless_element("{\"parameters\": [\"type\": \"text\", \"text\": \"x\"]}",
    json!({"parameters": [{"type": "text", "text": "x"}]}))]
#[case::prose("Send this:\n\n```json\n{\"a\": 1,}\n```\nThat is all.", json!({"a": 1}))]
#[case::code("const payload = {a: 'b'};", json!({"a": "b"}))]
#[case::flattened("{ \"a\": 1, # one \"b\": { # two \"c\": 2 } # end }", json!({"a": 1, "b": {"c": 2}}))]
#[case::raw_line_break("{\"a\": \"one\ntwo\"}", json!({"a": "one\ntwo"}))]
#[case::unended("{\"a\": \"one,\n\"b\": \"two\"}", json!({"a": "one", "b": "two"}))]
#[case::odd_escapes("{\"a\": \"it\\'s \\d \\u00e4 \\ud83d\\ude00\",}", json!({"a": "it's \\d ä 😀"}))]
#[case::no_value("{\"a\": , \"b\": 1}", json!({"a": "", "b": 1}))]
#[case::as_text("\"{\\\"a\\\": 1}\"", json!({"a": 1}))]
fn samples_are_read_as_they_were_meant(#[case] text: &str, #[case] expected: Value) {
    assert_eq!(payload(text).to_string(), expected.to_string());
    assert!(!told(text).is_empty(), "nothing was told of {text}");
}

#[test]
fn every_repair_is_told_with_its_line() {
    let text = "{\n  \"to\": \"15550100123\" # whom\n  'type': \"text\",\n  \"text\": { body: \"Hi\", },\n  ...\n}";
    insta::assert_snapshot!(told(text).join("\n"), @r#"
    2: the comment "whom" was left out
    3: a comma was missing before 'type': "text",
    3: ' was read as a quotation mark
    4: quotation marks were missing around "body"
    4: the comma before } was left out
    5: the dots stand for something that is not there; they were left out
    "#);
}

#[test]
fn strict_json_is_taken_as_it_is() {
    let text = r#"{"to":"15550100123","type":"text","text":{"body":"1.50"},"n":1.50,"e":1E5}"#;
    let imported = import(text, "Greeting").unwrap();
    assert_eq!(imported.repairs, []);
    assert_eq!(imported.draft.name, "Greeting");
    assert_eq!(imported.draft.shape(), FileShape::Draft);
    let written: Value = serde_json::from_str(text).unwrap();
    assert_eq!(payload(text).to_string(), written.to_string());
}

#[test]
fn what_stands_twice_is_told() {
    let found = told("{\"to\": \"1\",\n\"to\": \"2\", \"type\": \"text\"}");
    assert_eq!(found, ["2: \"to\" stands twice; the first was left out"]);
    let found = told("{\"to\": \"1\",\n\"to\": \"2\",}");
    assert!(
        found[0].contains("\"to\" stands there already"),
        "{found:?}"
    );
}

#[rstest]
#[case::fragment(
    "{\"type\": \"list\", \"action\": {}, \"body\": {\"text\": \"x\"}}",
    FileShape::Fragment
)]
#[case::definition(
    "{\"name\": \"a\", \"language\": \"en\", \"components\": []}",
    FileShape::Definition
)]
#[case::draft(
    "{\"version\": 1, \"name\": \"Mine\", \"message\": {\"type\": \"text\"}}",
    FileShape::Draft
)]
fn other_files_stay_what_they_are(#[case] text: &str, #[case] shape: FileShape) {
    let imported = import(text, "Other").unwrap();
    assert_eq!(imported.draft.shape(), shape);
    assert_eq!(imported.draft.to_text(), text);
}

const SENT: &str = r#"{"messaging_product": "whatsapp", "to": "15550100123", "type": "text", "text": {"body": "It's tea time"}}"#;

#[rstest]
#[case::cloud(
    &format!("curl -i -X POST 'https://graph.facebook.com/v26.0/15550100000/messages' \\\n  -H 'Authorization: Bearer abc' \\\n  -H 'Content-Type: application/json' \\\n  -d '{}'", SENT.replace('\'', "'\\''")),
    Some(Dialect::Cloud), "Phone number id: 15550100000"
)]
#[case::careless_apostrophe(
    &format!("$ curl https://graph.facebook.com/v26.0/PHONE/messages -d '{SENT}'"),
    Some(Dialect::Cloud), ""
)]
#[case::gateway(
    &format!("curl --request POST --url https://waba-v2.360dialog.io/messages --header 'D360-API-KEY: abc' --json \"{}\"", SENT.replace('"', "\\\"")),
    Some(Dialect::Dialog360), ""
)]
#[case::attached(
    &format!("curl -XPOST -H'D360-API-KEY: abc' https://hooks.example.com/m --data-raw='{}'", SENT.replace('\'', "'\\''")),
    Some(Dialect::Dialog360), ""
)]
#[case::form(
    "curl https://graph.facebook.com/v26.0/15550100000/messages -d messaging_product=whatsapp -d to=15550100123 -d 'type=text&text=%7B%22body%22:%22It%27s+tea+time%22}'",
    Some(Dialect::Cloud),
    "Phone number id: 15550100000"
)]
#[case::form_with_loose_json(
    "curl https://graph.facebook.com/v26.0/15550100000/messages -d messaging_product=whatsapp -d to=15550100123 -d type=text -d \"text={\\\"body\\\":\\\"It's tea time\\\"}\"",
    Some(Dialect::Cloud),
    "Phone number id: 15550100000"
)]
#[case::power_shell(
    &format!("curl.exe -X POST `\n  https://waba-v2.360dialog.io/messages `\n  -H \"D360-API-KEY: abc\" `\n  -d '{}'", SENT.replace('\'', "''")),
    Some(Dialect::Dialog360), ""
)]
#[case::request(
    &format!("### Greeting\n@token = x\nPOST https://graph.facebook.com/v26.0/15550100000/messages HTTP/1.1\nAuthorization: Bearer abc\nContent-Type: application/json\n\n{SENT}\n\n###\n"),
    Some(Dialect::Cloud), "Phone number id: 15550100000"
)]
fn commands_and_requests_tell_api_and_number(
    #[case] text: &str,
    #[case] api: Option<Dialect>,
    #[case] notes: &str,
) {
    let imported = import(text, "Greeting").unwrap();
    let expected: Value = serde_json::from_str(SENT).unwrap();
    let draft = &imported.draft;
    assert_eq!(draft.document.payload().to_string(), expected.to_string());
    assert_eq!(draft.api, api);
    assert_eq!(draft.notes, notes);
    assert!(!draft.to_text().contains("abc"));
    assert!(!format!("{:?}", imported.repairs).contains("abc"));
}

#[test]
fn lines_inside_a_command_are_those_of_the_text() {
    let text = "curl https://graph.facebook.com/v26.0/15550100000/messages \\\n-d '{\n  \"to\": \"1\",\n  type: \"text\",\n}'\necho done";
    insta::assert_snapshot!(told(text).join("\n"), @r#"
    4: quotation marks were missing around "type"
    4: the comma before } was left out
    6: all that follows the command was left out: echo done
    "#);
}

#[test]
fn a_form_loses_nothing_untold() {
    let text = "curl https://graph.facebook.com/v26.0/1/messages -d 'text={\"body\": \"salt & pepper\"}' -d 'to=1&odd'";
    assert_eq!(
        payload(text),
        json!({"text": {"body": "salt & pepper"}, "to": "1"})
    );
    let told = told(text).join("\n");
    assert!(
        told.contains("\"odd\" has no value and was left out"),
        "{told}"
    );
}

#[test]
fn json_that_speaks_of_an_assignment_is_no_form() {
    let text =
        r#"curl https://graph.facebook.com/v26.0/1/messages -d '{"text": {"body": "a={b}"}}'"#;
    assert_eq!(payload(text), json!({"text": {"body": "a={b}"}}));
}

#[test]
fn an_on_premises_request_on_one_line_is_read() {
    let text = "POST /v1/messages {  \"to\": \"*whom*\",  \"type\": \"template\",  \"template\": {  \"namespace\": \"ns\",  \"components\": [  {  \"type\" : \"body\",  \"parameters\": [  {  ...  # Any others  }  ]  # end body  },  # several types,  # not all  {  \"type\": \"button\", #OR  \"index\": 1  }  ]  }  }";
    let expected = json!({"to": "*whom*", "type": "template", "template": {"namespace": "ns",
        "components": [{"type": "body", "parameters": []}, {"type": "button"}]}});
    assert_eq!(payload(text).to_string(), expected.to_string());
    assert_eq!(
        import(text, "x").unwrap().draft.api,
        Some(Dialect::OnPremises)
    );
}

#[rstest]
#[case::nothing("")]
#[case::prose("no message here")]
#[case::array("[1, 2]")]
#[case::no_data("curl https://graph.facebook.com/v26.0/1/messages")]
#[case::file("curl https://graph.facebook.com/v26.0/1/messages -d @body.json")]
fn what_holds_no_message_is_refused(#[case] text: &str) {
    let error = import(text, "x").unwrap_err();
    assert!(
        !error.message.is_empty() && !error.help.is_empty(),
        "{error:?}"
    );
}

#[test]
fn a_text_nested_without_end_is_refused() {
    assert!(import(&"{\"a\":[".repeat(5_000), "x").is_err());
    assert!(import(&"[{a:".repeat(5_000), "x").is_err());
}

/// How long this takes is measured by a bench; here what is told grows no faster than the text.
#[rstest]
#[case::comma_twice("\"a\": 1,,\n")]
#[case::opening_mark_alone("“x\n")]
#[case::comment("# c\n")]
#[case::mark_alone("\"\n")]
#[case::bracket_alone("[\n")]
#[case::words("'a' | 'b'\n")]
fn a_hundred_times_the_text_has_a_hundred_times_the_repairs(#[case] line: &str) {
    let repairs = |count| {
        let text = format!("{{\n{}", line.repeat(count));
        import(&text, "x").map_or(0, |imported| imported.repairs.len())
    };
    let (few, many) = (repairs(100), repairs(10_000));
    assert!(many <= few * 101, "{few}, then {many}");
}

/// The shared facts stand beside the checkout on the machines where this program is developed.
#[test]
fn the_samples_of_the_founding_pages_import() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/founding");
    let Ok(pages) = std::fs::read_dir(folder) else {
        println!("skipped: the founding pages are not beside this checkout");
        return;
    };
    let mut samples = 0;
    for page in pages {
        let text = std::fs::read_to_string(page.unwrap().path()).unwrap();
        for sample in text.split("\n\n").filter(|sample| sample.contains('{')) {
            let imported =
                import(sample, "Sample").unwrap_or_else(|error| panic!("{error}: {sample}"));
            let members = imported.draft.document.written().as_object().unwrap();
            assert!(!members.is_empty(), "{sample}");
            samples += 1;
        }
    }
    assert!(samples > 20, "{samples}");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in r#"[{}\[\]",:'a1# /.|<\\\n-]{0,60}"#) {
        let _ended = import(&text, "x");
    }

    #[test]
    fn any_mangled_payload_keeps_its_texts(cut in 1_usize..200) {
        let text: String = SENT.chars().enumerate().filter(|(at, _)| *at != cut).map(|(_, it)| it).collect();
        let imported = import(&text, "x").unwrap();
        proptest::prop_assert!(imported.draft.to_text().contains("15550100123") || cut < 60);
    }
}
