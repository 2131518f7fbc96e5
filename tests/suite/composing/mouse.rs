//! What a click does where no field is.

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::Position;
use rstest::rstest;
use serde_json::json;

use crate::common::driver::Driver;

#[rstest]
#[case("F1 actions", "type to filter")]
#[case("F5 send", "Send to")]
fn the_keys_of_the_first_line_can_be_clicked(#[case] text: &str, #[case] expected: &str) {
    for (width, height) in [(100, 30), (160, 45)] {
        let mut driver = Driver::new(width, height);
        driver.click(text).see(expected);
    }
}

#[test]
fn the_count_of_errors_at_the_bottom_leads_to_them() {
    let mut driver = Driver::new(100, 30);
    driver.keys("ctrl-n").types("list message").keys("enter");
    driver.click("errors block").see("list button is empty");
}

#[test]
fn the_account_keeps_clear_of_the_keys() {
    for width in 90..130 {
        let driver = Driver::on_example(width, 30, "reply-buttons-360dialog");
        let screen = driver.screen();
        let first = screen.lines().next().unwrap_or_default();
        assert!(first.contains("  F1 actions  F5 send"), "{first}");
    }
}

#[test]
fn a_choice_is_opened_and_made_with_one_click_each() {
    let mut driver = Driver::on_example(120, 40, "reply-buttons");
    driver.click("none ▾").see("Image").click("Image");
    assert_eq!(
        driver.payload()["interactive"]["header"]["type"],
        json!("image"),
        "{}",
        driver.screen()
    );
    driver.click("Image ▾").see("Video");
    driver.mouse(
        MouseEventKind::Down(MouseButton::Left),
        Position::new(0, 39),
    );
    assert!(!driver.shows("Video"), "{}", driver.screen());
    assert_eq!(
        driver.payload()["interactive"]["header"]["type"],
        json!("image")
    );
}
