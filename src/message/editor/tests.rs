//! What an editor does to a draft, told by the payload before and after.

mod commerce;

use rstest::rstest;
use serde_json::json;

use super::*;
use crate::message::FileShape;
use crate::schema::{self, Role};
use crate::wire::Dialect;

fn form(draft: &Draft) -> Formed {
    let dialect = draft.dialect().unwrap_or(Dialect::Cloud);
    Formed {
        rows: schema::form(draft.document.kind(), draft.document.payload(), dialect),
        ..Formed::default()
    }
}

fn editor(payload: Value) -> Editor {
    Editor::new(Draft::of_payload("test", None, payload), form)
}

fn text_message() -> Editor {
    editor(json!({"messaging_product": "whatsapp", "to": "", "type": "text", "text": {"body": ""}}))
}

fn list_message() -> Editor {
    editor(json!({
        "messaging_product": "whatsapp", "to": "15550100123", "type": "interactive",
        "interactive": {
            "type": "list", "body": {"text": "Which tea?"},
            "action": {"button": "Choose", "sections": [{"rows": [
                {"id": "matcha", "title": "Matcha"},
                {"id": "chai", "title": "Chai", "x-price": 4.80}
            ]}]}
        }
    }))
}

/// The row whose address reads like this.
#[track_caller]
fn row(editor: &Editor, address: &str) -> Row {
    let addresses: Vec<_> = editor
        .rows()
        .iter()
        .map(|row| row.address.to_string())
        .collect();
    let found = editor
        .rows()
        .iter()
        .find(|row| row.address.to_string() == address);
    found
        .unwrap_or_else(|| panic!("{address} is none of {addresses:#?}"))
        .clone()
}

#[track_caller]
fn heading(editor: &Editor, address: &str) -> Row {
    let mut rows = editor.rows().iter();
    rows.find(|row| {
        row.address.to_string() == address
            && matches!(row.role, Role::Item { .. } | Role::List { .. })
    })
    .unwrap_or_else(|| panic!("{address} has no heading"))
    .clone()
}

fn at(editor: &Editor, pointer: &str) -> Option<Value> {
    editor.draft().document.payload().pointer(pointer).cloned()
}

/// Types a whole text at once, as a paste does.
#[track_caller]
fn put(editor: &mut Editor, address: &str, text: &str) {
    let row = row(editor, address);
    let before = editor.text(&row).len();
    let caret = Caret {
        before,
        after: text.len(),
    };
    editor.set_text(&row, text, caret, 0);
}

/// Types characters one after another at the end, `pause` milliseconds apart.
#[track_caller]
fn type_keys(editor: &mut Editor, address: &str, keys: &str, start: u64, pause: u64) {
    let row = row(editor, address);
    let mut now = start;
    for key in keys.chars() {
        let mut text = editor.text(&row);
        let before = text.len();
        text.push(key);
        let caret = Caret {
            before,
            after: text.len(),
        };
        editor.set_text(&row, &text, caret, now);
        now += pause;
    }
}

#[test]
fn typing_an_absent_field_makes_its_parents_in_their_place() {
    let mut editor = list_message();
    put(&mut editor, "/interactive/footer/text", "Open daily");
    let keys: Vec<_> = at(&editor, "/interactive")
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(keys, ["type", "body", "footer", "action"]);
    put(&mut editor, "/context/message_id", "wamid.X");
    assert_eq!(
        at(&editor, "/context"),
        Some(json!({"message_id": "wamid.X"}))
    );
}

#[test]
fn emptying_an_optional_field_takes_its_empty_parents_along() {
    let mut editor = list_message();
    let original = editor.draft().document.payload().to_string();
    put(&mut editor, "/interactive/footer/text", "Open daily");
    put(&mut editor, "/interactive/footer/text", "");
    assert_eq!(editor.draft().document.payload().to_string(), original);
    put(
        &mut editor,
        "/interactive/action/sections/0/rows/0/description",
        "Green",
    );
    put(
        &mut editor,
        "/interactive/action/sections/0/rows/0/description",
        "",
    );
    assert_eq!(editor.draft().document.payload().to_string(), original);
}

#[rstest]
#[case("/interactive/body/text")]
#[case("/interactive/action/button")]
#[case("/interactive/action/sections/0/rows/0/title")]
#[case("/interactive/action/sections/0/rows/0/id")]
fn emptying_a_required_field_keeps_it(#[case] address: &str) {
    let mut editor = list_message();
    put(&mut editor, address, "");
    assert_eq!(at(&editor, address), Some(json!("")));
}

#[test]
fn a_value_of_an_unexpected_type_can_be_edited_and_keeps_its_digits() {
    let mut editor = editor(
        json!({"messaging_product": "whatsapp", "to": 15_550_100_123_u64, "type": "text", "text": "hello", "x-trace": 1}),
    );
    put(&mut editor, "/to", "155501001234");
    assert_eq!(at(&editor, "/to"), Some(json!(155_501_001_234_u64)));
    put(&mut editor, "/x-trace", "");
    assert_eq!(
        at(&editor, "/x-trace"),
        Some(json!("")),
        "an unknown key stays while it is typed"
    );
    let trace = row(&editor, "/x-trace");
    editor.clear(&trace);
    assert_eq!(at(&editor, "/x-trace"), None);
    put(&mut editor, "/text", "hello there");
    assert_eq!(at(&editor, "/text"), Some(json!("hello there")));
}

#[test]
fn typing_a_word_is_one_step_and_the_next_word_another() {
    let mut editor = text_message();
    type_keys(&mut editor, "/text/body", "two words", 0, 1000);
    assert_eq!(editor.undo().unwrap().caret, Some(4));
    assert_eq!(at(&editor, "/text/body"), Some(json!("two ")));
    let undone = editor.undo().unwrap();
    assert_eq!(
        (undone.address.to_string().as_str(), undone.caret),
        ("/text/body", Some(0))
    );
    assert_eq!(at(&editor, "/text/body"), Some(json!("")));
    assert!(!editor.can_undo());
    assert_eq!(editor.redo().unwrap().caret, Some(4));
    assert_eq!(editor.redo().unwrap().caret, Some(9));
    assert_eq!(at(&editor, "/text/body"), Some(json!("two words")));
}

#[test]
fn quick_typing_is_one_step_over_words() {
    let mut editor = text_message();
    type_keys(&mut editor, "/text/body", "a b c", 0, 100);
    editor.undo();
    assert_eq!(at(&editor, "/text/body"), Some(json!("")));
}

#[test]
fn a_paste_a_jump_of_the_caret_or_another_field_ends_a_run() {
    let mut editor = text_message();
    type_keys(&mut editor, "/text/body", "ab", 0, 1);
    put(&mut editor, "/text/body", "ab pasted text");
    type_keys(&mut editor, "/text/body", "c", 3, 1);
    editor.undo();
    assert_eq!(at(&editor, "/text/body"), Some(json!("ab pasted text")));
    editor.undo();
    assert_eq!(at(&editor, "/text/body"), Some(json!("ab")));
    let body = row(&editor, "/text/body");
    editor.set_text(
        &body,
        "xab",
        Caret {
            before: 0,
            after: 1,
        },
        4,
    );
    editor.undo();
    assert_eq!(at(&editor, "/text/body"), Some(json!("ab")));
    editor.undo();
    assert_eq!(at(&editor, "/text/body"), Some(json!("")));
}

#[test]
fn saving_is_remembered_through_undo_and_redo() {
    let mut editor = text_message();
    assert!(!editor.is_dirty());
    type_keys(&mut editor, "/text/body", "a", 0, 1);
    editor.mark_saved();
    type_keys(&mut editor, "/text/body", "b", 2, 1);
    assert!(
        editor.is_dirty(),
        "typing does not join a step that was saved"
    );
    editor.undo();
    assert!(!editor.is_dirty());
    editor.undo();
    assert!(editor.is_dirty());
    editor.redo();
    assert!(!editor.is_dirty());
}

#[test]
fn history_is_bounded_and_keeps_the_newest_steps() {
    let mut editor = text_message();
    for number in 0..1500 {
        put(&mut editor, "/text/body", &format!("text number {number}"));
    }
    let mut steps = 0;
    while editor.undo().is_some() {
        steps += 1;
    }
    assert_eq!(steps, 1000);
    assert_eq!(at(&editor, "/text/body"), Some(json!("text number 499")));
}

#[test]
fn a_header_type_switched_and_back_has_its_old_text() {
    let mut editor = list_message();
    let header = row(&editor, "/interactive/header/type");
    editor.switch_case(&header, "text");
    put(&mut editor, "/interactive/header/text", "Tea");
    let written = at(&editor, "/interactive/header");
    assert_eq!(written, Some(json!({"type": "text", "text": "Tea"})));
    let header = row(&editor, "/interactive/header/type");
    editor.switch_case(&header, "image");
    assert_eq!(at(&editor, "/interactive/header/text"), None);
    assert_eq!(
        at(&editor, "/interactive/header/type"),
        Some(json!("image"))
    );
    let header = row(&editor, "/interactive/header/type");
    editor.switch_case(&header, "");
    assert_eq!(at(&editor, "/interactive/header"), None);
    let header = row(&editor, "/interactive/header/type");
    editor.switch_case(&header, "text");
    assert_eq!(at(&editor, "/interactive/header"), written);
    for _ in 0..3 {
        editor.undo();
    }
    assert_eq!(at(&editor, "/interactive/header"), written);
}

#[test]
fn a_kind_switched_and_back_is_as_it_was() {
    let mut editor = list_message();
    let original = editor.draft().document.payload().clone();
    editor.switch_kind(schema::kind("text").unwrap());
    assert_eq!(at(&editor, "/type"), Some(json!("text")));
    assert_eq!(
        at(&editor, "/text/body"),
        Some(json!("Which tea?")),
        "the body comes along"
    );
    assert_eq!(at(&editor, "/interactive"), None);
    assert_eq!(at(&editor, "/to"), Some(json!("15550100123")));
    put(&mut editor, "/text/body", "Another text");
    editor.switch_kind(schema::kind("interactive.list").unwrap());
    assert_eq!(
        editor.draft().document.payload().to_string(),
        original.to_string()
    );
    editor.switch_kind(schema::kind("text").unwrap());
    assert_eq!(at(&editor, "/text/body"), Some(json!("Another text")));
}

#[test]
fn an_unknown_kind_can_become_a_known_one() {
    let mut editor =
        editor(json!({"to": "15550100123", "type": "hologram", "hologram": {"beam": 1}, "x": 1}));
    editor.switch_kind(schema::kind("text").unwrap());
    assert_eq!(at(&editor, "/hologram"), None);
    assert_eq!(at(&editor, "/x"), Some(json!(1)));
    editor.undo();
    assert_eq!(at(&editor, "/hologram/beam"), Some(json!(1)));
}

#[test]
fn elements_are_added_duplicated_moved_and_removed() {
    let mut editor = list_message();
    let ids = |editor: &Editor| -> Vec<String> {
        let rows = at(editor, "/interactive/action/sections/0/rows").unwrap();
        let rows = rows.as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let list = heading(&editor, "/interactive/action/sections/0/rows");
    let added = editor.add(&list).unwrap();
    assert_eq!(added.to_string(), "/interactive/action/sections/0/rows/2");
    let first = heading(&editor, "/interactive/action/sections/0/rows/0");
    let copy = editor.duplicate(&first).unwrap();
    assert_eq!(copy.to_string(), "/interactive/action/sections/0/rows/1");
    assert_eq!(ids(&editor)[..3], ["matcha", "matcha-2", "chai"]);
    let copy = heading(&editor, "/interactive/action/sections/0/rows/1");
    assert_eq!(
        editor.move_item(&copy, 1).unwrap().to_string(),
        "/interactive/action/sections/0/rows/2"
    );
    assert_eq!(ids(&editor)[..3], ["matcha", "chai", "matcha-2"]);
    assert_eq!(editor.move_item(&first, -1), None);
    let fourth = heading(&editor, "/interactive/action/sections/0/rows/3");
    assert_eq!(
        editor.remove(&fourth).unwrap().to_string(),
        "/interactive/action/sections/0/rows/2"
    );
    assert_eq!(ids(&editor), ["matcha", "chai", "matcha-2"]);
    for _ in 0..4 {
        editor.undo();
    }
    assert_eq!(ids(&editor), ["matcha", "chai"]);
    assert_eq!(
        at(&editor, "/interactive/action/sections/0/rows/1/x-price"),
        Some(json!(4.80))
    );
}

#[test]
fn a_duplicated_section_has_rows_of_its_own() {
    let mut editor = list_message();
    let section = heading(&editor, "/interactive/action/sections/0");
    editor.duplicate(&section);
    assert_eq!(
        at(&editor, "/interactive/action/sections/1/rows/0/id"),
        Some(json!("matcha-2"))
    );
    assert_eq!(
        at(&editor, "/interactive/action/sections/1/rows/1/id"),
        Some(json!("chai-2"))
    );
    let rows = heading(&editor, "/interactive/action/sections/1/rows");
    editor.add(&rows);
    let rows = heading(&editor, "/interactive/action/sections/0/rows");
    editor.add(&rows);
    let new = |section: u8| {
        at(
            &editor,
            &format!("/interactive/action/sections/{section}/rows/2/id"),
        )
    };
    assert_ne!(new(0), new(1));
}

#[test]
fn a_dialect_change_adjusts_the_envelope_in_one_step() {
    let mut editor = editor(
        json!({"messaging_product": "whatsapp", "to": "", "type": "text", "text": {"preview_url": true, "body": "x"}}),
    );
    let original = editor.draft().document.payload().to_string();
    editor.set_dialect(Dialect::OnPremises);
    assert_eq!(editor.draft().api, Some(Dialect::OnPremises));
    assert_eq!(at(&editor, "/messaging_product"), None);
    assert_eq!(at(&editor, "/preview_url"), Some(json!(true)));
    assert_eq!(at(&editor, "/text"), Some(json!({"body": "x"})));
    editor.set_dialect(Dialect::Dialog360);
    assert_eq!(at(&editor, "/messaging_product"), Some(json!("whatsapp")));
    assert_eq!(at(&editor, "/text/preview_url"), Some(json!(true)));
    editor.undo();
    editor.undo();
    assert_eq!(editor.draft().document.payload().to_string(), original);
    assert_eq!(editor.draft().api, None);
}

#[test]
fn a_draft_of_a_newer_version_is_only_shown() {
    let draft = Draft::parse(
        r#"{"version": 9, "message": {"to": "", "type": "text", "text": {"body": "x"}}}"#,
    )
    .unwrap();
    let mut editor = Editor::new(draft, form);
    assert!(editor.is_read_only());
    put(&mut editor, "/text/body", "changed");
    editor.set_name("other");
    editor.switch_kind(schema::kind("interactive.list").unwrap());
    assert!(!editor.is_dirty());
    assert_eq!(at(&editor, "/text/body"), Some(json!("x")));
}

#[test]
fn name_and_notes_are_undone_with_the_rest() {
    let mut editor = text_message();
    editor.set_name("Tea");
    editor.set_notes(
        "later",
        Caret {
            before: 0,
            after: 5,
        },
        0,
    );
    put(&mut editor, "/text/body", "Hi");
    assert_eq!(editor.undo().unwrap().address.to_string(), "/text/body");
    editor.undo();
    editor.undo();
    assert_eq!(
        (editor.draft().name.as_str(), editor.draft().notes.as_str()),
        ("test", "")
    );
    assert!(!editor.is_dirty());
}

#[test]
fn a_bare_payload_stays_one_when_it_shows_its_new_dialect() {
    let text = r#"{"to": "1", "type": "template", "template": {"namespace": "x", "name": "t"}}"#;
    let mut editor = Editor::new(Draft::parse(text).unwrap(), form);
    editor.set_dialect(Dialect::Cloud);
    assert_eq!(editor.draft().shape(), FileShape::Payload);
    assert_eq!(editor.draft().dialect(), Some(Dialect::Cloud));
    editor.set_dialect(Dialect::Dialog360);
    assert_eq!(editor.draft().shape(), FileShape::Draft);
}

#[test]
fn what_is_nested_too_deeply_is_kept_as_text() {
    let mut editor = editor(json!({"to": "", "type": "hologram", "hologram": {}}));
    let deep = format!("{}{}", "[".repeat(110), "]".repeat(110));
    put(&mut editor, "/hologram", &deep);
    assert_eq!(at(&editor, "/hologram"), Some(json!(deep)));
    assert!(Draft::parse(&editor.draft().to_text()).is_ok());
}

#[test]
fn clearing_a_choice_takes_away_what_was_chosen() {
    let mut editor = list_message();
    let header = row(&editor, "/interactive/header/type");
    editor.switch_case(&header, "text");
    let header = row(&editor, "/interactive/header/type");
    editor.clear(&header);
    assert_eq!(at(&editor, "/interactive/header"), None);
    let empty = row(&editor, "/interactive/header/type");
    editor.clear(&empty);
    editor.undo();
    assert!(
        at(&editor, "/interactive/header").is_some(),
        "clearing nothing is no step"
    );
}

#[test]
fn a_namespace_survives_the_way_to_the_cloud_and_back() {
    let mut editor = editor(json!({
        "to": "", "type": "template",
        "template": {"namespace": "mine", "name": "t", "language": {"policy": "deterministic", "code": "en"}}
    }));
    let original = editor.draft().document.payload().to_string();
    editor.set_dialect(Dialect::Cloud);
    assert_eq!(at(&editor, "/template/namespace"), None);
    editor.set_dialect(Dialect::OnPremises);
    assert_eq!(editor.draft().document.payload().to_string(), original);
}

#[test]
fn interactive_messages_share_their_frame_when_first_switched() {
    let mut editor = list_message();
    let header = row(&editor, "/interactive/header/type");
    editor.switch_case(&header, "text");
    put(&mut editor, "/interactive/header/text", "Tea");
    put(&mut editor, "/interactive/footer/text", "Daily");
    editor.switch_kind(schema::kind("interactive.button").unwrap());
    let interactive = at(&editor, "/interactive").unwrap();
    assert_eq!(interactive["type"], "button");
    assert_eq!(
        interactive["header"],
        json!({"type": "text", "text": "Tea"})
    );
    assert_eq!(interactive["body"], json!({"text": "Which tea?"}));
    assert_eq!(interactive["footer"], json!({"text": "Daily"}));
    assert!(interactive["action"].get("sections").is_none());
    let header = row(&editor, "/interactive/header/type");
    editor.switch_case(&header, "video");
    editor.switch_kind(schema::kind("interactive.flow").unwrap());
    editor.switch_kind(schema::kind("interactive.location_request_message").unwrap());
    assert_eq!(
        at(&editor, "/interactive/body/text"),
        Some(json!("Which tea?"))
    );
    assert_eq!(
        at(&editor, "/interactive/action"),
        Some(json!({"name": "send_location"}))
    );
}

#[rstest]
fn every_kind_switched_to_every_other_and_back_is_as_it_was(
    #[values("cloud", "360dialog", "on-premises")] dialect: Dialect,
) {
    for one in schema::KINDS {
        for other in schema::KINDS {
            let mut editor = editor(schema::skeleton(one, dialect));
            let original = editor.draft().document.payload().to_string();
            editor.switch_kind(other);
            assert_eq!(editor.draft().document.kind(), Some(*other), "from {one:?}");
            editor.switch_kind(one);
            let back = editor.draft().document.payload().to_string();
            assert_eq!(back, original, "by way of {other:?}");
        }
    }
}
