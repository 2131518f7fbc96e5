//! `bluetick convert`: from API to API and back, with every change told.

use serde_json::{Value, json};

use crate::common::Machine;
use crate::limits::facts;

#[test]
fn the_payload_goes_to_stdout_and_the_changes_beside_it() {
    let machine = Machine::new();
    let ran = machine.run(&["convert", "--to", "on-premises", "menu"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.json().get("messaging_product").is_none());
    assert!(
        ran.stderr.contains("none: /messaging_product: left out"),
        "{}",
        ran.stderr
    );
}

#[test]
fn as_json_both_are_one_object() {
    let machine = Machine::new();
    let payload = json!({"to": "15550100123", "type": "text", "preview_url": true, "text": {"body": "https://shop.example.com"}});
    let file = machine.write("old.json", payload.to_string());
    let file = file.to_str().unwrap();
    let there = machine
        .run(&["convert", "--to", "cloud", "--format", "json", file])
        .json();
    assert_eq!(
        there["changes"],
        json!([
            {"pointer": "/messaging_product", "what": "added: the Cloud API wants it in every request", "loss": "none"},
            {"pointer": "/text/preview_url", "what": "moved from the top into text", "loss": "none"}
        ])
    );
    let cloud = machine.write("new.json", there["payload"].to_string());
    let checked = machine.run(&["check", cloud.to_str().unwrap()]);
    assert_eq!(checked.code, 0, "{checked:?}");
    let back = machine.run(&[
        "convert",
        "--to",
        "on-premises",
        "--format",
        "json",
        cloud.to_str().unwrap(),
    ]);
    assert_eq!(back.json()["payload"], payload);
    let nothing = machine.run(&["convert", "--to", "cloud", cloud.to_str().unwrap()]);
    assert!(nothing.stderr.contains("nothing to change"), "{nothing:?}");
    let unknown = machine.run(&["convert", "--to", "somewhere", file]);
    assert_eq!(unknown.code, 2);
}

/// The collection lies beside the checkout on the machines where this program is developed.
#[test]
fn payloads_of_other_people_survive_where_nothing_is_lost() {
    let Some(manifest) = facts("corpus/manifest.json") else {
        return;
    };
    let mut lossless = 0;
    for file in manifest["files"].as_array().unwrap() {
        if file["kind"] != "outbound" || file["expected"] != "valid" {
            continue;
        }
        let payload = facts(&format!("corpus/{}", file["file"].as_str().unwrap())).unwrap();
        for (from, to) in [
            ("cloud", "on-premises"),
            ("on-premises", "cloud"),
            ("cloud", "360dialog"),
        ] {
            let from = from.parse().unwrap();
            let to = to.parse().unwrap();
            if bluetick::message::dialect_of(&payload).is_some_and(|shown| shown != from) {
                continue;
            }
            let there = bluetick::message::convert(&payload, Some(from), to);
            let back = bluetick::message::convert(&there.payload, Some(to), from);
            let changes: Vec<Value> = there
                .changes
                .iter()
                .chain(&back.changes)
                .map(|change| json!(change))
                .collect();
            if changes.iter().all(|change| change["loss"] == "none") {
                // what a language's policy is spelt like has no meaning for the Cloud API, nor have capitals
                let plain = |value: &Value| {
                    value
                        .to_string()
                        .to_lowercase()
                        .replace("\"policy\":\"deterministic\",", "")
                        .replace(",\"policy\":\"deterministic\"", "")
                        .len()
                };
                let shown = |payload: &Value| payload.get("messaging_product").is_none();
                if shown(&back.payload) == shown(&payload) {
                    assert_eq!(plain(&back.payload), plain(&payload), "{file}");
                    lossless += 1;
                }
            }
        }
    }
    assert!(lossless > 100, "{lossless}");
}
