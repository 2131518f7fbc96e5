//! What a click does where no field is.

use rstest::rstest;

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
