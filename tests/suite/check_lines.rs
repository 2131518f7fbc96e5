//! `check --ndjson` tells of a line what `check` tells of a file with the same text.

use rstest::rstest;
use serde_json::Value;

use crate::common::Machine;

#[rstest]
#[case::a_text(
    r#"{"messaging_product":"whatsapp","to":"15550100123","type":"text","text":{"body":"Hi"}}"#
)]
#[case::a_key_twice(r#"{"messaging_product":"whatsapp","to":"1","to":"15550100123","type":"text","text":{"body":"Hi"}}"#)]
#[case::a_key_twice_inside(r#"{"messaging_product":"whatsapp","to":"15550100123","type":"text","text":{"body":"a\"","bo\u0064y":"b"}}"#)]
#[case::a_mark(
    "\u{feff}{\"messaging_product\":\"whatsapp\",\"to\":\"15550100123\",\"type\":\"text\",\"text\":{\"body\":\"Hi\"}}"
)]
#[case::a_carriage_return(
    "{\"messaging_product\":\"whatsapp\",\"to\":\"\",\"type\":\"text\",\"text\":{\"body\":\"Hi\"}}\r"
)]
#[case::a_huge_number(
    r#"{"to":1e999999,"type":"text","text":{"body":123456789012345678901234567890}}"#
)]
#[case::a_null_character(r#"{"to":"\u0000","":{"":[]},"type":"text","text":{"body":"\u0000"}}"#)]
#[case::a_draft(r#"{"version":9,"message":{"type":"text","text":{"body":""}},"name":7}"#)]
#[case::a_draft_with_a_status(
    r#"{"status":"read","message":{"type":"text","text":{"body":"Hi"}}}"#
)]
#[case::a_definition(r#"{"name":"a","language":"en","to":"1","components":[]}"#)]
#[case::a_fragment(r#"{"type":"list","body":{"text":"x","text":"y"},"action":{"sections":[]}}"#)]
#[case::half_a_character(r#"{"to":"15550100123","type":"text","text":{"body":"\ud83d"}}"#)]
#[case::no_object("[1]")]
fn a_line_is_told_what_a_file_is_told(#[case] text: &str) {
    let machine = Machine::new();
    machine.write("one.json", text);
    let file = machine.run(&["check", "one.json", "--format", "json"]);
    let line = machine.run_with(&["check", "--ndjson", "-"], format!("{text}\n"));
    assert_eq!(line.code, file.code, "{line:?}");
    let file: Value = serde_json::from_str(&file.stdout).unwrap();
    let line: Value = serde_json::from_str(&line.stdout).unwrap();
    let file = &file["files"][0];
    for member in ["kind", "api"] {
        assert_eq!(line[member], file[member], "{line}");
    }
    let rules = |report: &Value| -> Vec<(Value, Value)> {
        let found = report["diagnostics"].as_array().unwrap().iter();
        found
            .map(|one| (one["rule"].clone(), one["pointer"].clone()))
            .collect()
    };
    assert_eq!(rules(&line), rules(file), "{line}");
}

#[test]
fn no_nesting_ends_the_stream() {
    let machine = Machine::new();
    let deep = |levels: usize| format!("{}{}\n", "[".repeat(levels), "]".repeat(levels));
    let object = |levels: usize| format!("{}1{}\n", "{\"a\":".repeat(levels), "}".repeat(levels));
    let lines = [
        deep(90),
        deep(110),
        deep(1_000_000),
        object(110),
        object(200_000),
    ]
    .concat();
    let ran = machine.run_with(&["check", "--ndjson", "-"], lines);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 5);
    for line in ran.stdout.lines() {
        let report: Value = serde_json::from_str(line).unwrap();
        assert_eq!(report["diagnostics"][0]["rule"], "not-json", "{line}");
    }
}
