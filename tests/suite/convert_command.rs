//! `bluetick convert`: from API to API and back, with every change told.

use bluetick::files::EXAMPLES;
use bluetick::message::{Draft, Loss, convert};
use bluetick::wire::Dialect;
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

/// The way there and back to every other API: how many were without a loss.
fn lossless_ways(name: &str, payload: &Value, from: Dialect) -> usize {
    let is_lossless = |&&to: &&Dialect| {
        let there = convert(payload, Some(from), to);
        let back = convert(&there.payload, Some(to), from);
        let mut changes = there.changes.iter().chain(&back.changes);
        let is_lossless = there.changes.iter().all(|change| change.loss == Loss::None);
        if changes.all(|change| change.loss == Loss::None) {
            assert_eq!(&back.payload, payload, "{name} {from} to {to}");
        }
        is_lossless
    };
    Dialect::ALL.iter().filter(is_lossless).count()
}

#[test]
fn examples_survive_where_nothing_is_lost() {
    let mut lossless = 0;
    for example in EXAMPLES {
        let draft = Draft::parse(example.text).unwrap();
        let payload = draft.document.payload();
        lossless += lossless_ways(example.name, payload, draft.dialect().unwrap());
    }
    assert!(lossless > EXAMPLES.len(), "{lossless}");
}

#[test]
fn the_trip_reminder_comes_back_but_for_its_namespace() {
    let machine = Machine::new();
    let convert = |to: &str, file: &str| {
        let arguments = ["convert", "--to", to, "--format", "json", file];
        machine.run(&arguments).json()
    };
    let lost = |converted: &Value| {
        let changes = converted["changes"].as_array().unwrap().iter();
        let lost = changes.filter(|change| change["loss"] != "none");
        lost.map(|change| format!("{} {}", change["loss"], change["pointer"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    let before = machine.run(&["export", "--as", "json", "trip-reminder"]);
    let there = convert("cloud", "trip-reminder");
    assert_eq!(lost(&there), ["lossy /template/namespace"]);
    let cloud = machine.write("cloud.json", there["payload"].to_string());
    let back = convert("on-premises", cloud.to_str().unwrap());
    assert_eq!(lost(&back), ["by-hand /template/namespace"]);
    let mut expected = before.json();
    expected["template"]["namespace"] = json!("");
    assert_eq!(back["payload"], expected);
}

/// The collection lies beside the checkout on the machines where this program is developed.
#[test]
fn payloads_of_other_people_survive_where_nothing_is_lost() {
    let Some(manifest) = facts("corpus/manifest.json") else {
        return;
    };
    let mut lossless = 0;
    for file in manifest["files"].as_array().unwrap() {
        if file["kind"] != "outbound" && file["kind"] != "fragment" {
            continue;
        }
        let name = file["file"].as_str().unwrap();
        let text = facts(&format!("corpus/{name}")).unwrap().to_string();
        let draft = Draft::parse(&text).unwrap();
        let payload = draft.document.payload();
        for &from in Dialect::ALL {
            lossless += lossless_ways(name, payload, from);
        }
    }
    assert!(lossless > 1000, "{lossless}");
}
