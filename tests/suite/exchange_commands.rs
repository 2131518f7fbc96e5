//! `bluetick import` and `bluetick export`: in from anywhere, out to anywhere, the same payload.

use serde_json::Value;

use crate::common::Machine;

const COMMAND: &str = r#"curl -X POST https://graph.facebook.com/v26.0/15550100000/messages \
  -H 'Authorization: Bearer EAAsecret' \
  -d '{
  "messaging_product": "whatsapp",
  "to": "15550100123", # whom
  "type": "text"
  "text": { "body": "Tea's ready", },
}'
"#;

#[test]
fn a_command_becomes_a_draft_and_the_same_payload_again() {
    let machine = Machine::new();
    machine.write("sample.txt", COMMAND);
    let ran = machine.run(&["import", "sample.txt", "--out", "drafts/tea-time.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{ran:?}");
    for told in [
        "sample.txt:2: the header Authorization was left out",
        "sample.txt:5: the comment \"whom\" was left out",
        "sample.txt:7: a comma was missing before \"text\": {",
        "sample.txt:7: the comma before } was left out",
    ] {
        assert!(ran.stderr.contains(told), "{told} in {}", ran.stderr);
    }
    let text = std::fs::read_to_string(machine.project().join("drafts/tea-time.json")).unwrap();
    assert!(!text.contains("EAAsecret"));
    let draft: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(draft["name"], "tea-time");
    assert_eq!(draft["api"], "cloud");
    assert_eq!(draft["notes"], "Phone number id: 15550100000");
    let exported = machine.run(&["export", "--as", "json", "tea-time"]);
    assert_eq!(exported.json().to_string(), draft["message"].to_string());
    for (form, start) in [("curl", "curl -X POST"), ("http", "POST https://graph")] {
        let exported = machine.run(&["export", "--as", form, "tea-time"]);
        assert!(exported.stdout.starts_with(start), "{exported:?}");
        let back = machine.run_with(&["import", "-"], exported.stdout.as_str());
        assert_eq!(back.code, 0, "{back:?}");
        assert_eq!(back.json()["message"], draft["message"]);
        assert_eq!(back.json()["name"], "Imported");
    }
}

#[test]
fn nothing_is_overwritten_and_nothing_is_guessed() {
    let machine = Machine::new();
    machine.write("there.json", "{}");
    machine.write(
        "payload.json",
        r#"{"to": "15550100123", "type": "text", "text": {"body": "Hi"}}"#,
    );
    machine.write("part.json", r#"{"type": "text", "text": "Hi"}"#);
    let taken = machine.run(&["import", "payload.json", "--out", "there.json"]);
    assert_eq!(taken.code, 6, "{taken:?}");
    let empty = machine.run_with(&["import", "-"], "nothing here");
    assert_eq!((empty.code, empty.stdout.as_str()), (2, ""), "{empty:?}");
    let unclear = machine.run(&["export", "--as", "curl", "payload.json"]);
    assert_eq!(unclear.code, 2, "{unclear:?}");
    assert!(unclear.stderr.contains("--api"), "{}", unclear.stderr);
    let told = machine.run(&[
        "export",
        "--as",
        "curl",
        "payload.json",
        "--api",
        "on-premises",
    ]);
    assert!(
        told.stdout.contains("$WHATSAPP_HOST/v1/messages"),
        "{told:?}"
    );
    let part = machine.run(&["export", "--as", "http", "part.json"]);
    assert_eq!(part.code, 2, "{part:?}");
    let part = machine.run(&["export", "--as", "json", "part.json"]);
    assert_eq!(part.json()["text"], "Hi");
}
