//! `bluetick check`, as people and programs use it.

use serde_json::{Value, json};

use crate::common::Machine;

/// A list message with so many rows.
fn list(rows: usize) -> Value {
    let rows: Vec<Value> = (1..=rows)
        .map(|number| json!({"id": format!("tea-{number}"), "title": format!("Tea {number}")}))
        .collect();
    json!({
        "messaging_product": "whatsapp",
        "to": "15550100123",
        "type": "interactive",
        "interactive": {
            "type": "list",
            "body": {"text": "Which tea may we bring you?"},
            "action": {"button": "Choose", "sections": [{"title": "Green", "rows": rows}]},
        },
    })
}

/// Eleven rows, one title of 25 characters, two equal ids.
fn broken_list() -> Value {
    let mut list = list(11);
    let rows = &mut list["interactive"]["action"]["sections"][0]["rows"];
    rows[3]["title"] = json!("Genmaicha with toast rice");
    rows[7]["id"] = json!("tea-2");
    list
}

/// The folder that the repository lies in.
fn repository() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_examples_have_no_errors() {
    let machine = Machine::new();
    let ran = machine.run_in(repository(), &["check", "drafts"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("no errors"), "{}", ran.stdout);
}

#[test]
fn three_broken_rules_are_three_errors_at_their_places() {
    let machine = Machine::new();
    machine.write("menu.json", broken_list().to_string());
    let ran = machine.run(&["check", "menu.json", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let report = ran.json();
    let found: Vec<(&str, &str)> = report["files"][0]["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["severity"] == "error")
        .map(|it| {
            (
                it["rule"].as_str().unwrap(),
                it["pointer"].as_str().unwrap(),
            )
        })
        .collect();
    let rows = "/interactive/action/sections";
    assert_eq!(
        found,
        [
            ("list-rows-total", rows),
            ("list-row-title-length", &format!("{rows}/0/rows/3/title")),
            ("list-row-id-unique", &format!("{rows}/0/rows/7/id")),
        ]
    );
    assert_eq!(report["files"][0]["shape"], "payload");
    assert_eq!(report["files"][0]["api"], "cloud");
    assert_eq!(report["files"][0]["kind"], "interactive.list");
    assert_eq!(
        report["summary"],
        json!({"files": 1, "errors": 3, "warnings": 0})
    );
}

#[test]
fn people_see_the_line_and_what_to_do() {
    let machine = Machine::new();
    machine.write("menu.json", format!("{:#}", broken_list()));
    let ran = machine.run(&["check", "menu.json"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn a_fine_message_has_nothing_to_say_and_ends_well() {
    let machine = Machine::new();
    let ran = machine.run_with(&["check", "-"], list(10).to_string());
    assert_eq!(ran.stdout, "1 file: no errors, no warnings\n");
    assert_eq!(ran.code, 0);
}

#[test]
fn the_worst_of_several_inputs_counts() {
    let machine = Machine::new();
    machine.write("folder/fine.json", list(3).to_string());
    machine.write("folder/deep/broken.json", broken_list().to_string());
    machine.write("folder/not.json", "{\"type\":");
    let code = |arguments: &[&str]| machine.run(arguments).code;
    assert_eq!(code(&["check", "folder/fine.json"]), 0);
    assert_eq!(code(&["check", "folder/fine.json", "folder/deep"]), 1);
    assert_eq!(code(&["check", "folder"]), 2);
    let ran = machine.run(&["check", "folder", "--format", "json"]);
    let paths: Vec<Value> = ran.json()["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].clone())
        .collect();
    assert_eq!(
        paths,
        [
            "folder/deep/broken.json",
            "folder/fine.json",
            "folder/not.json"
        ]
    );
}

#[test]
fn json_that_breaks_off_names_line_and_column() {
    let machine = Machine::new();
    let ran = machine.run_with(&["check", "-"], "{\"type\":");
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("stdin:1:9"), "{}", ran.stdout);
}

#[test]
fn the_api_can_be_told() {
    let machine = Machine::new();
    let mut payload = list(3);
    payload
        .as_object_mut()
        .unwrap()
        .shift_remove("messaging_product");
    machine.write("menu.json", payload.to_string());
    let api = |arguments: &[&str]| {
        let ran = machine.run(&[&["check", "menu.json", "--format", "json"], arguments].concat());
        ran.json()["files"][0]["api"].clone()
    };
    assert_eq!(api(&[]), Value::Null);
    assert_eq!(api(&["--api", "on-premises"]), "on-premises");
    assert_eq!(api(&["--api", "360dialog"]), "360dialog");
}

#[test]
fn a_send_is_held_against_the_definition_that_is_told() {
    let machine = Machine::new();
    let definition = json!({
        "name": "trip",
        "language": "en",
        "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Hello {{1}}, we leave for {{2}}."}],
    });
    machine.write("definition.json", definition.to_string());
    machine.write(
        "draft.json",
        json!({"message": {}, "definition": definition}).to_string(),
    );
    let body = json!({"type": "body", "parameters": [{"type": "text", "text": "Ada"}]});
    let send = json!({
        "messaging_product": "whatsapp",
        "to": "15550100123",
        "type": "template",
        "template": {"name": "trip", "language": {"code": "en"}, "components": [body]},
    });
    machine.write("send.json", send.to_string());
    assert_eq!(machine.run(&["check", "send.json"]).code, 0);
    for definition in ["definition.json", "draft.json"] {
        let ran = machine.run(&["check", "send.json", "--definition", definition]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.stdout.contains("132000"), "{}", ran.stdout);
    }
    let ran = machine.run(&["check", "send.json", "--definition", "send.json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.stderr.contains("expected a template definition"),
        "{}",
        ran.stderr
    );
}

#[test]
fn every_shape_of_file_is_told_apart() {
    let machine = Machine::new();
    machine.write("draft.json", json!({"message": list(2)}).to_string());
    machine.write("payload.json", list(2).to_string());
    machine.write("fragment.json", list(2)["interactive"].to_string());
    let definition = json!({"name": "trip", "language": "en", "components": []});
    machine.write("definition.json", definition.to_string());
    for shape in ["draft", "payload", "fragment", "definition"] {
        let file = format!("{shape}.json");
        let report = machine.run(&["check", &file, "--format", "json"]).json();
        assert_eq!(report["files"][0]["shape"], shape);
    }
}

#[test]
fn an_empty_recipient_is_fine_in_a_draft_and_wrong_in_a_payload_whatever_the_api() {
    let machine = Machine::new();
    let mut payload = list(3);
    payload["to"] = json!("");
    machine.write("payload.json", payload.to_string());
    machine.write(
        "draft.json",
        json!({"version": 1, "message": payload}).to_string(),
    );
    for api in [[].as_slice(), &["--api", "cloud"]] {
        let code = |file| machine.run(&[&["check", file], api].concat()).code;
        assert_eq!(code("payload.json"), 1);
        assert_eq!(code("draft.json"), 0);
    }
}

#[test]
fn each_line_is_a_report_of_its_own() {
    let machine = Machine::new();
    let lines = format!("{}\n\n{{\"type\":\n{}\n", list(3), broken_list());
    let ran = machine.run_with(&["check", "--ndjson", "-"], lines);
    assert_eq!(ran.code, 2);
    let reports: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let lines: Vec<&Value> = reports.iter().map(|report| &report["line"]).collect();
    assert_eq!(lines, [1, 3, 4]);
    assert_eq!(reports[0]["diagnostics"], json!([]));
    assert_eq!(reports[1]["diagnostics"][0]["rule"], "not-json");
    assert_eq!(reports[2]["kind"], "interactive.list");
    assert_eq!(reports[2]["diagnostics"].as_array().unwrap().len(), 3);
}

#[test]
fn lines_that_cannot_be_read_do_not_keep_others_from_being_checked() {
    let machine = Machine::new();
    machine.write("lines", format!("{}\n", list(3)));
    machine.write("folder/menu.json", "{}");
    let ran = machine.run(&["check", "--ndjson", "none", "folder", "lines"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");
    assert!(ran.stderr.contains("none: no such file"), "{ran:?}");
    assert!(ran.stderr.contains("folder: this is a folder"), "{ran:?}");
}

#[test]
fn colours_are_for_terminals_and_for_those_who_want_them() {
    let machine = Machine::new();
    machine.write("menu.json", broken_list().to_string());
    let check = ["check", "menu.json"];
    assert!(!machine.run(&check).stdout.contains('\u{1b}'));
    assert!(machine.run_on_terminal(&check, &[]).contains("\u{1b}["));
    let plain = machine.run_on_terminal(&check, &[("NO_COLOR", "1")]);
    assert!(
        plain.contains("list-rows-total") && !plain.contains('\u{1b}'),
        "{plain}"
    );
    let dumb = machine.run_on_terminal(&check, &[("TERM", "dumb")]);
    assert!(!dumb.contains('\u{1b}'), "{dumb}");
}

#[test]
fn the_file_behind_a_link_is_checked_as_well() {
    let machine = Machine::new();
    let image = json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "image",
        "image": {"link": "https://media.example.com/lamp.png"}});
    machine.write("lamp.json", image.to_string());
    assert_eq!(machine.run(&["check", "lamp.json"]).code, 0);
    machine.write("lamp.png", "%PDF-1.7, in truth");
    let ran = machine.run(&["check", "lamp.json", "--media", "lamp.png"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("image-mime"), "{}", ran.stdout);
    let ran = machine.run(&["check", "lamp.json", "--media", "none.png"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("none.png"), "{}", ran.stderr);
}
