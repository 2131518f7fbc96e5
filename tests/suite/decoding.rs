//! Webhooks and answers of every kind, told apart. The samples stand one a line in `decoding`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bluetick::platform::read_reply;
use bluetick::webhook::{Reported, read_reported};
use rstest::rstest;
use serde_json::{Value, json};

use crate::common::Machine;

/// The samples of a file: what kinds of items each has, and the body.
fn samples(text: &str) -> impl Iterator<Item = (Vec<String>, Value)> {
    text.lines().map(|line| {
        let sample: Value = serde_json::from_str(line).unwrap();
        let kinds = sample["kinds"].as_array().unwrap().iter();
        let kinds = kinds.map(|kind| kind.as_str().unwrap().to_owned());
        (kinds.collect(), sample["body"].clone())
    })
}

const WEBHOOKS: &str = include_str!("decoding/webhooks.ndjson");

#[test]
fn every_type_of_webhook_has_its_kind() {
    for (kinds, body) in samples(WEBHOOKS) {
        let found = read_reported(&body);
        let found: Vec<_> = found.iter().map(|one| one.event.kind()).collect();
        assert_eq!(found, kinds, "{body}");
    }
}

#[test]
fn every_kind_says_something_of_its_own() {
    let mut lines = String::new();
    let mut seen = BTreeSet::new();
    for (_, body) in samples(WEBHOOKS) {
        for one in read_reported(&body) {
            let summary = one.event.summary();
            if seen.insert((one.event.kind().into_owned(), summary.clone())) {
                writeln!(lines, "{:<42} {summary}", one.event.kind()).unwrap();
            }
        }
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn every_answer_and_error_has_its_kind() {
    for (kinds, body) in samples(include_str!("decoding/answers.ndjson")) {
        let replies = read_reply(&body);
        let found: Vec<_> = replies.iter().map(|reply| reply.kind).collect();
        assert_eq!(found, kinds, "{body}");
        for reply in replies {
            assert!(reply.pointer.get(&body).is_some(), "{body}");
            assert!(!format!("{reply:?}").contains("very-secret"), "{body}");
            assert_eq!(reply.kind == "error", reply.error.is_some(), "{body}");
        }
    }
}

#[test]
fn no_webhook_is_taken_for_an_answer() {
    for (kinds, body) in samples(WEBHOOKS) {
        let is_cut_out = body.get("entry").is_none() && body.get("field").is_none();
        // A list of errors alone may be either; it is explained in the same way.
        if is_cut_out && kinds != ["empty"] {
            assert_eq!(read_reply(&body), [], "{body}");
        }
    }
}

#[test]
fn a_failed_status_is_decoded_with_its_explanation_and_place() {
    let machine = Machine::new();
    let body = r#"{"entry": [{"id": "1209", "changes": [{"field": "messages", "value": {"statuses": [{"id": "wamid.out",
        "status": "failed", "timestamp": "1795161642", "recipient_id": "15550100123",
        "errors": [{"code": 131047, "title": "Re-engagement message"}]}]}}]}]}"#;
    let ran = machine.run_with(&["decode", "--format", "json", "-"], body);
    assert_eq!(ran.code, 0, "{ran:?}");
    insta::assert_snapshot!("failed_status_json", ran.stdout);
    let ran = machine.run_with(&["decode", "-"], body);
    assert_eq!(ran.code, 0, "{ran:?}");
    insta::assert_snapshot!("failed_status", ran.stdout);
}

#[test]
fn several_documents_of_a_log_are_told_apart_by_line() {
    let machine = Machine::new();
    let log = "{\"success\":true}\n\n[{\"id\":\"9\"}, {\"error\":{\"message\":\"no\",\"code\":190}}]\n\
               \"{\\\"success\\\":true}\"\n";
    let ran = machine.run_with(&["decode", "--format", "json", "-"], log);
    assert_eq!(ran.code, 0, "{ran:?}");
    let items = ran.json()["items"].as_array().unwrap().clone();
    let places = items
        .iter()
        .map(|item| format!("{} {} {}", item["line"], item["pointer"], item["kind"]));
    assert_eq!(
        places.collect::<Vec<_>>(),
        [
            r#"1 "" "answer.success""#,
            r#"3 "/0" "answer.media_uploaded""#,
            r#"3 "/1/error" "error""#,
            r#"4 "" "answer.success""#,
        ]
    );
    assert_eq!(items[2]["errors"][0]["explanation"]["retryable"], false);
}

#[rstest]
#[case::empty("", "stdin:1:1: ", "is empty")]
#[case::cut_off("{\"entry\": [", ":1:11: ", "no JSON")]
#[case::second_document("{}\n{\"a\" 1}", ":2:6: ", "no JSON")]
#[case::a_page("<html>", ":1:1: ", "no JSON")]
#[case::control_characters("\u{1b}[2J{", ":1:1: ", "no JSON")]
fn what_is_no_json_is_refused_with_its_place(
    #[case] text: &str,
    #[case] place: &str,
    #[case] reason: &str,
) {
    let machine = Machine::new();
    let ran = machine.run_with(&["decode", "-"], text);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains(reason), "{ran:?}");
    assert!(text.is_empty() || ran.stderr.contains(place), "{ran:?}");
    assert!(!ran.stderr.contains('\u{1b}'), "{ran:?}");
}

#[test]
fn deep_nesting_is_refused_and_foreign_text_is_harmless() {
    let machine = Machine::new();
    let deep = "[".repeat(100_000);
    let ran = machine.run_with(&["decode", "-"], deep);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    let nasty = json!({"messages": [{"id": "1", "from": "\u{1b}[2J", "type": "text", "text": {"body": "\u{1b}]0;x\u{7}\u{202e}"}},
        {"id": "2", "from": "2", "type": "\u{9b}31m", "k\u{1b}": 1}], "x\u{1b}": "\u{1b}"});
    for format in ["human", "json"] {
        let ran = machine.run_with(&["decode", "--format", format, "-"], nasty.to_string());
        assert_eq!(ran.code, 0, "{ran:?}");
        let harmful = |it: char| (it.is_control() && it != '\n') || it == '\u{202e}';
        assert!(!ran.stdout.chars().any(harmful), "{ran:?}");
    }
}

#[test]
fn one_bad_file_does_not_hide_the_others() {
    let machine = Machine::new();
    std::fs::write(machine.project().join("good.json"), "{\"success\":true}").unwrap();
    let ran = machine.run(&["decode", "--format", "json", "none.json", "good.json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(ran.json()["items"][0]["file"], "good.json");
}

#[test]
fn other_peoples_webhooks_and_answers_are_known() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(manifest) = std::fs::read(root.join("manifest.json")) else {
        println!("skipped: no corpus of other people's payloads at hand");
        return;
    };
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let kinds = ["webhook", "webhook_part", "error", "response"];
    for entry in manifest["files"].as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        if !kinds.iter().any(|kind| entry["kind"] == *kind) || entry["expected"] == "invalid" {
            continue;
        }
        let body: Value = serde_json::from_slice(&std::fs::read(root.join(file)).unwrap()).unwrap();
        let is_known = |one: &Reported| one.event.kind() != "unknown";
        let is_answer = !read_reply(&body).is_empty();
        assert!(
            is_answer || read_reported(&body).iter().all(is_known),
            "{file}"
        );
    }
}
