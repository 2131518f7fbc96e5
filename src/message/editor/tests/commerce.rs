//! Cards and amounts: what the editor keeps in step.

use super::*;

#[test]
fn the_name_of_a_cards_action_comes_and_goes_with_its_link_button() {
    let carousel = schema::kind("interactive.carousel").unwrap();
    let mut editor = editor(schema::skeleton(carousel, Dialect::Cloud));
    let action = "/interactive/action/cards/0/action";
    put(
        &mut editor,
        &format!("{action}/parameters/url"),
        "https://shop.example.com",
    );
    let before = at(&editor, action).unwrap();
    assert_eq!(before["name"], "cta_url");
    let choice = row(&editor, action);
    editor.switch_case(&choice, "buttons");
    let replies = at(&editor, action).unwrap();
    assert_eq!(replies.get("name"), None);
    assert_eq!(replies["buttons"][0]["type"], "quick_reply");
    let choice = row(&editor, action);
    editor.switch_case(&choice, "parameters");
    assert_eq!(at(&editor, action), Some(before));
    editor.undo();
    assert_eq!(at(&editor, action), Some(replies));
}

#[test]
fn cards_are_numbered_as_they_stand() {
    let carousel = schema::kind("interactive.carousel").unwrap();
    let mut editor = editor(schema::skeleton(carousel, Dialect::Cloud));
    let cards = "/interactive/action/cards";
    let first = row(&editor, &format!("{cards}/0"));
    editor.duplicate(&first);
    let numbers = |editor: &Editor| -> Vec<Value> {
        let cards = at(editor, cards).unwrap();
        let cards = cards.as_array().unwrap().iter();
        cards.map(|card| card["card_index"].clone()).collect()
    };
    assert_eq!(numbers(&editor), [0, 1, 2]);
    let first = row(&editor, &format!("{cards}/0"));
    editor.remove(&first);
    assert_eq!(numbers(&editor), [0, 1]);
    let list = row(&editor, cards);
    editor.add(&list);
    assert_eq!(numbers(&editor), [0, 1, 2]);
}

#[test]
fn a_card_that_is_moved_takes_the_number_of_its_new_place() {
    let template = schema::kind("template").unwrap();
    let mut payload = schema::skeleton(template, Dialect::Cloud);
    let card = |number: usize, reply: &str| {
        json!({"card_index": number, "components": [{"type": "button", "sub_type": "quick_reply",
            "index": "0", "parameters": [{"type": "payload", "payload": reply}]}]})
    };
    payload["template"]["components"] =
        json!([{"type": "carousel", "cards": [card(0, "moss"), card(1, "sand")]}]);
    let mut editor = editor(payload.clone());
    let cards = "/template/components/0/cards";
    let tagged = "/template/components/type=carousel/cards";
    let second = row(&editor, &format!("{tagged}/1"));
    let moved = editor.move_item(&second, -1).unwrap();
    assert_eq!(
        moved.to_string(),
        format!("{tagged}/0"),
        "a row of the form"
    );
    assert_eq!(
        at(&editor, cards),
        Some(json!([card(0, "sand"), card(1, "moss")]))
    );
    editor.undo();
    assert_eq!(editor.draft().document.payload(), &payload);
}

#[test]
fn cards_that_stand_in_an_order_of_their_own_keep_their_numbers() {
    let carousel = schema::kind("interactive.carousel").unwrap();
    let mut payload = schema::skeleton(carousel, Dialect::Cloud);
    payload["interactive"]["action"]["cards"][0]["card_index"] = json!(1);
    payload["interactive"]["action"]["cards"][1]["card_index"] = json!(0);
    let mut editor = editor(payload);
    let cards = "/interactive/action/cards";
    let list = row(&editor, cards);
    editor.add(&list);
    let first = row(&editor, &format!("{cards}/0"));
    editor.move_item(&first, 1);
    let found = at(&editor, cards).unwrap();
    let numbers: Vec<_> = found.as_array().unwrap().iter().collect();
    let numbers: Vec<_> = numbers.iter().map(|card| &card["card_index"]).collect();
    assert_eq!(numbers, [&json!(0), &json!(1), &json!(2)]);
}

#[test]
fn an_amount_that_is_typed_says_that_it_is_in_hundredths() {
    let order = schema::kind("interactive.order_details").unwrap();
    let mut editor = editor(schema::skeleton(order, Dialect::Cloud));
    let shipping = "/interactive/action/parameters/order/shipping";
    put(&mut editor, &format!("{shipping}/value"), "1500");
    assert_eq!(
        at(&editor, shipping),
        Some(json!({"value": 1500, "offset": 100}))
    );
}
