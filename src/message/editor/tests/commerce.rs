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
fn cards_get_numbers_that_no_other_card_has() {
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
    assert_eq!(numbers(&editor), [0, 2, 1]);
    let first = row(&editor, &format!("{cards}/0"));
    editor.remove(&first);
    let list = row(&editor, cards);
    editor.add(&list);
    assert_eq!(numbers(&editor), [2, 1, 0]);
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
