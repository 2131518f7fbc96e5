//! Filling the form in.

use serde_json::json;

use crate::common::driver::Driver;

#[test]
fn the_cursor_stands_on_what_is_chosen_too() {
    let mut driver = Driver::on_example(120, 40, "reply-buttons");
    driver.click("none ▾").keys("esc");
    let at = driver.cursor().expect("the cursor is shown");
    let buffer = driver.buffer();
    let from_there = (at.x..at.x + 4).map(|x| buffer[(x, at.y)].symbol());
    assert_eq!(from_there.collect::<String>(), "none");
}

#[test]
fn the_composer_opens_on_the_content_of_an_example() {
    let mut driver = Driver::new(160, 45);
    driver
        .see("List message")
        .see("sandbox · cloud")
        .see("Header text")
        .see("menu");
}

#[test]
fn typing_changes_the_payload_and_the_phone() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("ctrl-u").types("Good *morning*");
    assert_eq!(driver.payload()["text"]["body"], json!("Good *morning*"));
    driver.see("Good morning");
}

#[test]
fn a_broken_limit_is_told_at_the_field_and_goes_when_it_is_mended() {
    let mut driver = Driver::new(120, 40);
    driver.keys("ctrl-f").types("See the menu").keys("enter");
    driver.types("See all that we can brew");
    driver.see("24 / 20").see("list button has 24 characters");
    driver.see("1 error blocks");
    driver.keys("ctrl-u").types("See the menu");
    assert!(
        !driver.shows("characters; the limit"),
        "{}",
        driver.screen()
    );
}

#[test]
fn undo_and_redo_go_over_all_panes_and_bring_the_focus_back() {
    let mut driver = Driver::new(160, 45);
    let before = driver.payload();
    driver.keys("end").types("!");
    driver
        .keys("ctrl-f")
        .types("Open daily")
        .keys("enter end")
        .types("!");
    driver
        .keys("ctrl-f")
        .types("See the menu")
        .keys("enter end")
        .types("!");
    let after = driver.payload();
    driver.keys("alt-3 ctrl-z");
    let focused = driver.payload();
    assert_eq!(
        focused["interactive"]["action"]["button"],
        json!("See the menu")
    );
    driver.types("?");
    assert_eq!(
        driver.payload()["interactive"]["action"]["button"],
        json!("See the menu?")
    );
    driver.keys("ctrl-z ctrl-z ctrl-z");
    assert_eq!(driver.payload(), before);
    driver.keys("ctrl-y ctrl-y");
    assert_ne!(driver.payload(), before);
    assert_eq!(
        after["interactive"]["footer"],
        driver.payload()["interactive"]["footer"]
    );
}

#[test]
fn a_paste_is_one_step_and_keeps_its_lines() {
    let mut driver = Driver::on_example(80, 24, "text");
    let before = driver.payload();
    driver.keys("ctrl-u").paste("one\rtwo\r\nthree");
    assert_eq!(driver.payload()["text"]["body"], json!("one\ntwo\nthree"));
    driver.keys("ctrl-z");
    assert_eq!(driver.payload(), before);
}

#[test]
fn rows_are_added_duplicated_moved_and_removed_in_place() {
    let mut driver = Driver::new(160, 45);
    let rows = |driver: &Driver| {
        let rows = driver.payload()["interactive"]["action"]["sections"][0]["rows"].clone();
        let rows = rows.as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["id"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let first = rows(&driver);
    driver.keys("ctrl-f").types("Masala chai").keys("enter");
    driver.keys("alt-up");
    let moved = rows(&driver);
    assert_eq!(moved[0], first[1]);
    driver.types("!");
    assert_eq!(
        driver.payload()["interactive"]["action"]["sections"][0]["rows"][0]["title"],
        json!("Masala chai!"),
        "the focus went along"
    );
    driver.keys("ctrl-d");
    assert_eq!(rows(&driver).len(), first.len() + 1);
    driver.keys("f8 f8");
    assert_eq!(rows(&driver).len(), first.len() - 1);
    driver.keys("f7");
    assert_eq!(rows(&driver).len(), first.len());
}

#[test]
fn at_the_limit_an_action_says_why_not() {
    let mut driver = Driver::on_example(120, 40, "reply-buttons");
    driver.keys("ctrl-f").types("reply").keys("enter");
    for _ in 0..4 {
        driver.keys("f7");
    }
    driver.see("the limit is 3");
}

#[test]
fn switching_the_kind_and_back_keeps_what_was_typed() {
    let mut driver = Driver::new(160, 45);
    let before = driver.payload();
    driver.keys("ctrl-k").types("reply buttons").keys("enter");
    assert_eq!(
        driver.payload()["interactive"]["type"],
        json!("button"),
        "{}",
        driver.screen()
    );
    driver.keys("ctrl-k").types("list message").keys("enter");
    assert_eq!(driver.payload(), before);
}

#[test]
fn the_header_type_is_chosen_from_a_picker_or_turned_in_place() {
    let mut driver = Driver::on_example(120, 40, "reply-buttons-text");
    driver.keys("shift-tab");
    driver.keys("f4");
    driver.see("Image");
    driver.types("image").keys("enter");
    assert_eq!(
        driver.payload()["interactive"]["header"]["type"],
        json!("image")
    );
    driver.keys("left");
    assert_eq!(
        driver.payload()["interactive"]["header"]["type"],
        json!("text")
    );
}

#[test]
fn the_focused_field_stays_in_sight_when_the_api_changes() {
    let mut driver = Driver::new(160, 45);
    driver.keys("ctrl-t down down enter").see("on-premises");
    driver.see("▎Today at the Copper Kettle");
}

#[test]
fn the_search_goes_on_and_back_and_says_when_it_goes_round() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("ctrl-a").types("tea, more tea, and tea again");
    driver.keys("f3").see("Words in any text");
    driver.types("tea").keys("enter").see("1 of 3 · F3 goes on");
    let first = driver.cursor();
    driver
        .keys("f3")
        .see("2 of 3")
        .keys("shift-f3")
        .see("1 of 3");
    assert_eq!(driver.cursor(), first);
    driver.keys("shift-f3").see("3 of 3 · from the end again");
    driver.keys("f3").see("1 of 3 · from the top again");
    assert_eq!(driver.cursor(), first);
}

#[test]
fn the_search_begins_at_the_focused_field() {
    let mut driver = Driver::new(120, 40);
    driver
        .keys("ctrl-f")
        .types("scones")
        .keys("enter")
        .see("1 of 1");
    driver
        .keys("ctrl-f")
        .types("milk")
        .keys("enter")
        .see("1 of 2");
    driver
        .keys("ctrl-f")
        .types("latte")
        .keys("enter")
        .see("1 of 1");
    driver
        .keys("ctrl-f")
        .types("milk")
        .keys("enter")
        .see("2 of 2");
}

#[test]
fn a_long_row_title_is_seen_around_the_caret_on_a_narrow_screen() {
    let mut driver = Driver::new(60, 24);
    let title = "First flush of the year from the hills around Uji";
    driver
        .keys("ctrl-f")
        .types("Matcha latte")
        .keys("enter ctrl-a")
        .paste(title);
    driver
        .see("ls around Uji")
        .keys("home")
        .see("▎First flush of th…");
    assert!(!driver.shows("around Uji"), "{}", driver.screen());
}

#[test]
fn a_text_far_over_its_limit_is_seen_at_the_caret() {
    let mut driver = Driver::on_example(120, 40, "text");
    let lines: Vec<String> = (0..9_000).map(|line| format!("line {line}")).collect();
    driver.keys("ctrl-u").paste(&lines.join("\n"));
    driver.types("!").see("line 8999!");
}

#[test]
fn the_cursor_of_a_new_row_stands_where_something_is_missing() {
    let mut driver = Driver::new(160, 45);
    driver.click("+ row").types("Sencha");
    let row = &driver.payload()["interactive"]["action"]["sections"][0]["rows"][3];
    assert_eq!(row["title"], json!("Sencha"));
    assert_eq!(row["id"], json!("row-4"));
}
