//! `bluetick convert`: from API to API and back, with every change told.

use bluetick::message::{Loss, convert, dialect_of};
use bluetick::wire::Dialect;
use serde_json::json;

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
        // a body that names no product is none for the Cloud API
        let from = dialect_of(&payload).unwrap_or(Dialect::OnPremises);
        for &to in Dialect::ALL {
            let there = convert(&payload, Some(from), to);
            let back = convert(&there.payload, Some(to), from);
            let mut changes = there.changes.iter().chain(&back.changes);
            if changes.all(|change| change.loss == Loss::None) {
                assert_eq!(back.payload, payload, "{file}");
                lossless += 1;
            }
        }
    }
    assert!(lossless > 20, "{lossless}");
}
