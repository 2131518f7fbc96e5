//! Webhooks and answers that other people wrote: none of them may stop us.

use std::path::{Path, PathBuf};

use bluetick::platform::Answer;
use bluetick::webhook::{Event, read_events};
use serde_json::Value;

/// All files of these kinds, or none where the corpus is not at hand.
fn files(kinds: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !root.is_dir() {
        println!("skipped: no corpus of other people's payloads at hand");
        return Vec::new();
    }
    let mut files = Vec::new();
    for kind in kinds {
        for group in std::fs::read_dir(root.join(kind)).unwrap() {
            for file in std::fs::read_dir(group.unwrap().path()).unwrap() {
                files.push(file.unwrap().path());
            }
        }
    }
    files.sort();
    files
}

fn json(path: &Path) -> Value {
    let bytes = std::fs::read(path).unwrap();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Whether a message or a status somewhere in a body has an id; some tests of others leave it out.
fn names_a_message(body: &Value) -> bool {
    match body {
        Value::Object(members) => members.iter().any(|(key, value)| {
            let is_list = key == "messages" || key == "statuses";
            (is_list && value.pointer("/0/id").is_some()) || names_a_message(value)
        }),
        Value::Array(elements) => elements.iter().any(names_a_message),
        _ => false,
    }
}

#[test]
fn every_webhook_is_read() {
    let mut unknown = Vec::new();
    for path in files(&["webhook", "webhook_part"]) {
        let events = read_events(&json(&path));
        assert!(!events.is_empty(), "{}", path.display());
        let is_ours = path.to_string_lossy().contains("/messages_")
            || ["sent", "delivered", "read", "failed", "played"]
                .iter()
                .any(|status| {
                    path.to_string_lossy()
                        .contains(&format!("/statuses_{status}/"))
                });
        let is_ours = is_ours && names_a_message(&json(&path));
        if is_ours
            && events
                .iter()
                .all(|event| matches!(event, Event::Unknown(_)))
        {
            unknown.push(path);
        }
    }
    assert!(unknown.is_empty(), "not understood: {unknown:#?}");
}

#[test]
fn every_answer_is_read_and_only_errors_are_errors() {
    for path in files(&["error"]) {
        let bytes = std::fs::read(&path).unwrap();
        let answer = Answer::read(400, std::time::Duration::ZERO, &bytes);
        assert!(answer.error.is_some(), "{}", path.display());
    }
    for path in files(&["response"]) {
        let bytes = std::fs::read(&path).unwrap();
        let answer = Answer::read(200, std::time::Duration::ZERO, &bytes);
        assert_eq!(answer.error, None, "{}", path.display());
        if path.to_string_lossy().contains("/response/send/") {
            assert!(answer.message_id.is_some(), "{}", path.display());
        }
    }
}
