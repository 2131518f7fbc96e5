//! The rows of examples in a definition's form, and what typing into them writes.

use rstest::rstest;
use serde_json::{Value, json};

use super::super::form;
use crate::message::{Caret, Draft, Editor};
use crate::schema::Row;

fn editor(components: &Value) -> Editor {
    let definition = json!({"name": "shipped", "language": "en", "category": "UTILITY", "components": components});
    Editor::new(Draft::of_payload("", None, definition), form)
}

fn row(editor: &Editor, label: &str) -> Row {
    let found = editor.rows().iter().find(|row| row.label == label);
    found.unwrap_or_else(|| panic!("no {label}")).clone()
}

fn typed(editor: &mut Editor, label: &str, text: &str) {
    let row = row(editor, label);
    let caret = Caret {
        before: 0,
        after: text.len(),
    };
    editor.set_text(&row, text, caret, 0);
}

#[rstest]
#[case::numbered(
    json!({"type": "BODY", "text": "Hi {{1}}, order {{2}} is here."}), "Example of {{2}}",
    json!({"body_text": [["", "x"]]})
)]
#[case::one_of_two_given(
    json!({"type": "BODY", "text": "Hi {{1}}, order {{2}} is here.", "example": {"body_text": [["Lena"]]}}), "Example of {{2}}",
    json!({"body_text": [["Lena", "x"]]})
)]
#[case::flat_list(
    json!({"type": "BODY", "text": "Hi {{1}}, order {{2}} is here.", "example": {"body_text": ["Lena", "2"]}}), "Example of {{2}}",
    json!({"body_text": ["Lena", "x"]})
)]
#[case::named(
    json!({"type": "BODY", "text": "Hi {{name}}, order {{id}} is here.", "example": {"body_text_named_params": [{"param_name": "id", "example": "2"}]}}),
    "Example of {{name}}",
    json!({"body_text_named_params": [{"param_name": "id", "example": "2"}, {"param_name": "name", "example": "x"}]})
)]
#[case::header(json!({"type": "HEADER", "format": "TEXT", "text": "Lamp {{1}}"}), "Example of {{1}}", json!({"header_text": ["x"]}))]
#[case::file(json!({"type": "HEADER", "format": "IMAGE"}), "Sample of the image", json!({"header_handle": ["x"]}))]
fn an_example_is_typed_into_a_row_of_its_variable(
    #[case] component: Value,
    #[case] label: &str,
    #[case] expected: Value,
) {
    let before = component.clone();
    let mut editor = editor(&json!([component]));
    typed(&mut editor, label, "x");
    let payload = editor.draft().document.payload();
    assert_eq!(payload["components"][0]["example"], expected);
    assert_eq!(editor.text(&row(&editor, label)), "x");
    editor.undo();
    assert_eq!(editor.draft().document.payload()["components"][0], before);
}

#[rstest]
#[case::address(json!({"type": "URL", "text": "See", "url": "https://x.example.com/{{1}}"}), "Example of the address", json!(["x"]))]
#[case::address_as_text(json!({"type": "URL", "text": "See", "url": "https://x.example.com/{{1}}", "example": "y"}), "Example of the address", json!("x"))]
#[case::code(json!({"type": "COPY_CODE"}), "Example of the code", json!("x"))]
fn the_example_of_a_button_is_a_text(
    #[case] button: Value,
    #[case] label: &str,
    #[case] expected: Value,
) {
    let mut editor = editor(&json!([{"type": "BUTTONS", "buttons": [button]}]));
    typed(&mut editor, label, "x");
    let payload = editor.draft().document.payload();
    assert_eq!(payload["components"][0]["buttons"][0]["example"], expected);
}

#[test]
fn clearing_an_example_leaves_the_others_at_their_variables() {
    let mut editor = editor(&json!([
        {"type": "BODY", "text": "Hi {{1}}, order {{2}} is here.", "example": {"body_text": [["Lena", "2"]]}}
    ]));
    let first = row(&editor, "Example of {{1}}");
    editor.clear(&first);
    let payload = editor.draft().document.payload();
    assert_eq!(
        payload["components"][0]["example"],
        json!({"body_text": [["", "2"]]})
    );
}

#[rstest]
#[case::no_variable(json!({"type": "BODY", "text": "Hi."}), &[])]
#[case::too_many(json!({"type": "BODY", "text": "Hi {{1}}.", "example": {"body_text": [["a", "b"]]}}), &["Examples by number"])]
#[case::of_an_unknown_name(
    json!({"type": "BODY", "text": "Hi {{name}}.", "example": {"body_text_named_params": [{"param_name": "id", "example": "2"}]}}),
    &["Examples by name"]
)]
#[case::no_texts(json!({"type": "BODY", "text": "Hi {{1}}.", "example": {"body_text": [[5]]}}), &["Examples by number"])]
fn what_is_no_usual_example_keeps_its_own_row(#[case] component: Value, #[case] expected: &[&str]) {
    let editor = editor(&json!([component]));
    let labels = editor.rows().iter().map(|row| row.label.as_str());
    let found: Vec<_> = labels
        .filter(|label| label.starts_with("Examples"))
        .collect();
    assert_eq!(found, expected);
}
