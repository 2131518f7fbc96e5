//! The form of template sends, and what typing into its rows makes of the payload.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::message::{Caret, Editor};

fn definition(format: &str) -> Value {
    let body = if format == "NAMED" {
        "Hi {{first_name}}, order *{{order_id}}* is on its way."
    } else {
        "Hi {{1}}, order *{{2}}* is on its way."
    };
    json!({
        "name": "shipped", "language": "en", "parameter_format": format, "components": [
            {"type": "HEADER", "format": "IMAGE"},
            {"type": "BODY", "text": body, "example": {"body_text": [["Noor", "8841"]]}},
            {"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Stop"},
                {"type": "URL", "text": "Track", "url": "https://track.example.com/{{1}}", "example": ["https://track.example.com/PX44"]},
                {"type": "URL", "text": "Shop", "url": "https://shop.example.com/{{1}}"}]}
        ]
    })
}

fn draft(format: &str, components: &Value) -> Draft {
    let mut draft = Draft::of_payload(
        "",
        Some(Dialect::Cloud),
        json!({
            "messaging_product": "whatsapp", "to": "", "type": "template",
            "template": {"name": "shipped", "language": {"code": "en"}, "components": components}
        }),
    );
    draft.definition = Some(definition(format));
    draft
}

/// Depth, mark (`+` where the value is absent), address behind the components, label and example.
fn drawn(draft: &Draft) -> String {
    let rows = form(draft).rows;
    let lines: Vec<String> = rows
        .iter()
        .filter(|row| row.address.to_string().contains("components"))
        .map(|row| {
            let mark = if row.present { ' ' } else { '+' };
            let role = format!("{:?}", row.role);
            let role = role.split([' ', '{']).next().unwrap_or_default();
            let address = row.address.to_string().replace("/template/components", "");
            let example = row.example.clone().unwrap_or_default();
            let indent = "  ".repeat(row.depth.into());
            format!(
                "{mark}{indent}{} | {role} | {address} | {example}",
                row.label
            )
        })
        .collect();
    lines.join("\n")
}

#[track_caller]
fn put(editor: &mut Editor, label: &str, text: &str) {
    let labels: Vec<_> = editor.rows().iter().map(|row| row.label.clone()).collect();
    let row = editor.rows().iter().find(|row| row.label == label);
    let row = row
        .unwrap_or_else(|| panic!("{label} is none of {labels:#?}"))
        .clone();
    let caret = Caret {
        before: 0,
        after: text.len(),
    };
    editor.set_text(&row, text, caret, 0);
}

fn components(editor: &Editor) -> Value {
    editor.draft().document.payload()["template"]["components"].clone()
}

#[test]
fn slots_have_rows_whether_they_are_filled_or_not() {
    let draft = draft(
        "",
        &json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}]}]),
    );
    insta::assert_snapshot!(drawn(&draft));
}

#[test]
fn typing_into_a_missing_slot_makes_all_that_the_component_needs() {
    let mut editor = Editor::new(draft("NAMED", &json!([])), form);
    put(
        &mut editor,
        "Hi {{first_name}}, order {{order_id}} is on …",
        "8841",
    );
    assert_eq!(
        components(&editor),
        json!([{"type": "body", "parameters": [
            {"type": "text", "parameter_name": "first_name", "text": ""},
            {"type": "text", "parameter_name": "order_id", "text": "8841"}]}])
    );
    put(&mut editor, "Link", "https://img.example.com/a.png");
    put(&mut editor, "https://shop.example.com/…", "spring");
    assert_eq!(
        components(&editor),
        json!([
            {"type": "header", "parameters": [{"type": "image", "image": {"link": "https://img.example.com/a.png"}}]},
            {"type": "body", "parameters": [
                {"type": "text", "parameter_name": "first_name", "text": ""},
                {"type": "text", "parameter_name": "order_id", "text": "8841"}]},
            {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": ""}]},
            {"type": "button", "sub_type": "url", "index": "2", "parameters": [{"type": "text", "text": "spring"}]}
        ])
    );
    for _ in 0..3 {
        editor.undo();
    }
    assert_eq!(components(&editor), json!([]));
}

#[test]
fn a_slot_can_be_money_and_text_again() {
    let mut editor = Editor::new(
        draft(
            "",
            &json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}]}]),
        ),
        form,
    );
    let case = |editor: &Editor| {
        let mut rows = editor.rows().iter();
        let address = "/template/components/type=body/parameters/0/type";
        rows.find(|row| row.address.to_string() == address)
            .unwrap()
            .clone()
    };
    let row = case(&editor);
    editor.switch_case(&row, "currency");
    let money = components(&editor)[0]["parameters"][0].clone();
    assert_eq!(money["type"], "currency");
    assert!(
        money["currency"].is_object() && money.get("text").is_none(),
        "{money}"
    );
    let row = case(&editor);
    editor.switch_case(&row, "text");
    assert_eq!(
        components(&editor)[0]["parameters"],
        json!([{"type": "text", "text": "Noor"}])
    );
}

#[test]
fn a_missing_slot_can_be_made_money_at_once() {
    let mut editor = Editor::new(draft("", &json!([])), form);
    let rows = editor.rows();
    let address = "/template/components/type=body/parameters/1/type";
    let row = rows
        .iter()
        .find(|row| row.address.to_string() == address)
        .unwrap()
        .clone();
    editor.switch_case(&row, "currency");
    let parameters = components(&editor)[0]["parameters"].clone();
    assert_eq!(parameters[0], json!({"type": "text", "text": ""}));
    assert_eq!(parameters[1]["type"], "currency");
}

#[test]
fn removing_the_last_parameter_removes_its_component() {
    let mut editor = Editor::new(
        draft(
            "",
            &json!([{"type": "body", "parameters": [{"type": "text", "text": "Noor"}]}]),
        ),
        form,
    );
    let rows = editor.rows();
    let item = rows
        .iter()
        .find(|row| row.present && matches!(row.role, Role::Item { .. }))
        .unwrap()
        .clone();
    editor.remove(&item);
    assert_eq!(
        editor.draft().document.payload()["template"].get("components"),
        None
    );
}

#[test]
fn a_broken_definition_or_another_kind_leaves_the_plain_form() {
    let mut draft = draft("", &json!([]));
    draft.definition = Some(json!({"name": "x"}));
    assert!(form(&draft).complete.is_none());
    let mut text = Draft::of_payload("", None, json!({"type": "text", "text": {"body": "x"}}));
    text.definition = Some(definition(""));
    assert!(form(&text).complete.is_none());
}

/// A send of nothing yet, with the definition of an example.
fn unfilled(example: &str) -> Draft {
    let example = EXAMPLES.iter().find(|(name, _)| *name == example);
    let mut draft = Draft::parse(example.unwrap().1).unwrap();
    let mut payload = draft.document.payload().clone();
    payload["template"]["components"] = json!([]);
    let definition = draft.definition.take();
    draft = Draft::of_payload("", Some(Dialect::Cloud), payload);
    draft.definition = definition;
    draft
}

const EXAMPLES: &[(&str, &str)] = &[
    (
        "carousel",
        include_str!("../../../drafts/carousel-template.json"),
    ),
    (
        "product carousel",
        include_str!("../../../drafts/product-carousel-template.json"),
    ),
    (
        "offer",
        include_str!("../../../drafts/limited-time-offer-template.json"),
    ),
    (
        "products",
        include_str!("../../../drafts/product-list-template.json"),
    ),
    ("flow", include_str!("../../../drafts/flow-template.json")),
    (
        "catalog",
        include_str!("../../../drafts/catalog-template.json"),
    ),
    (
        "product",
        include_str!("../../../drafts/product-template.json"),
    ),
    (
        "code",
        include_str!("../../../drafts/one-time-code-template.json"),
    ),
    ("call", include_str!("../../../drafts/call-template.json")),
    ("order", include_str!("../../../drafts/order-template.json")),
    (
        "order status",
        include_str!("../../../drafts/order-status-template.json"),
    ),
];

#[test]
fn each_sort_of_template_offers_what_its_definition_asks_for() {
    for (name, _) in EXAMPLES {
        insta::assert_snapshot!(name.replace(' ', "_"), drawn(&unfilled(name)));
    }
}

#[test]
fn a_card_that_is_typed_into_comes_with_all_before_it() {
    let mut editor = Editor::new(unfilled("carousel"), form);
    let address =
        "/template/components/type=carousel/cards/1/components/type=body/parameters/0/text";
    let row = editor
        .rows()
        .iter()
        .find(|row| row.address.to_string() == address)
        .unwrap()
        .clone();
    editor.set_text(
        &row,
        "€9.00",
        Caret {
            before: 0,
            after: 5,
        },
        0,
    );
    let components = components(&editor);
    let cards = components[0]["cards"].as_array().unwrap();
    assert_eq!(cards.len(), 3, "{components:#}");
    assert_eq!(cards[1]["card_index"], 1);
    assert_eq!(cards[1]["components"][2]["parameters"][0]["text"], "€9.00");
    editor.undo();
    assert_eq!(self::components(&editor), json!([]));
}

#[test]
fn adding_gives_the_next_button_and_card_that_the_definition_has() {
    let mut editor = Editor::new(unfilled("call"), form);
    let list = |editor: &Editor, address: &str| {
        let mut rows = editor.rows().iter();
        let row = rows.find(|row| row.address.to_string() == address);
        row.cloned().unwrap()
    };
    let most = |row: &Row| match row.role {
        Role::List { max, .. } => max,
        _ => None,
    };
    let buttons = list(&editor, "/template/components");
    assert_eq!(most(&buttons), Some(1));
    editor.add(&buttons).unwrap();
    assert_eq!(components(&editor)[0]["sub_type"], "voice_call");
    assert_eq!(most(&list(&editor, "/template/components")), Some(1));

    let mut editor = Editor::new(unfilled("product carousel"), form);
    let place = "/template/components/type=carousel/cards";
    for number in 0..3 {
        let cards = list(&editor, place);
        assert_eq!(most(&cards), Some(10));
        editor.add(&cards).unwrap();
        let card = &components(&editor)[0]["cards"][number];
        assert_eq!(card["card_index"], number);
        assert_eq!(card["components"][0]["parameters"][0]["type"], "product");
    }

    let mut editor = Editor::new(unfilled("carousel"), form);
    for _ in 0..3 {
        editor.add(&list(&editor, place)).unwrap();
    }
    assert_eq!(most(&list(&editor, place)), Some(3));
    assert_eq!(components(&editor)[0]["cards"][2]["card_index"], 2);
}

proptest! {
    #[test]
    fn typing_in_any_row_is_shown_in_that_row_and_can_be_taken_back(
        named in any::<bool>(),
        given in 0_usize..3,
        typed in prop::collection::vec((any::<usize>(), "[f-z0-9]{1,4}"), 1..8),
    ) {
        let body = json!({"type": "body", "parameters": [{"type": "text", "parameter_name": "order_id", "text": "1"}]});
        let button = json!({"type": "button", "sub_type": "url", "index": 2, "parameters": [{"type": "text", "text": "x"}]});
        let components = vec![json!([]), json!([body]), json!([button, body])].swap_remove(given);
        let draft = draft(if named { "NAMED" } else { "" }, &components);
        let original = draft.document.payload().to_string();
        let mut editor = Editor::new(draft, form);
        for (number, text) in typed {
            let rows: Vec<_> = editor.rows().iter().filter(|row| matches!(row.role, Role::Value)).collect();
            let row = rows[number % rows.len()].clone();
            let caret = Caret { before: 0, after: text.len() };
            editor.set_text(&row, &text, caret, 0);
            let shown = editor.rows().iter().find(|shown| shown.address == row.address);
            prop_assert!(shown.is_some_and(|shown| shown.present), "{} went away", row.address);
            prop_assert_eq!(editor.text(&row), text);
        }
        while editor.undo().is_some() {}
        prop_assert_eq!(editor.draft().document.payload().to_string(), original);
    }
}

#[test]
fn an_empty_list_that_the_definition_has_nothing_for_is_shown_only_where_the_send_has_it() {
    let lists = |components: Value| {
        let mut draft = draft("NAMED", &components);
        draft.definition = Some(json!({"name": "shipped", "language": "en", "components": [
            {"type": "BODY", "text": "On its way."}]}));
        let rows = form(&draft).rows.into_iter();
        let lists = rows.filter(|row| matches!(row.role, Role::List { .. }));
        lists.map(|row| row.label).collect::<Vec<_>>()
    };
    assert!(lists(json!([])).is_empty());
    let sent = json!([{"type": "header", "parameters": []}]);
    assert_eq!(lists(sent), ["Header parameters"]);
}
