//! What the palette begins with.

use rstest::rstest;

use crate::common::driver::Driver;

/// The headings of the palette that are on the screen, from the top.
fn headings(driver: &Driver) -> Vec<&'static str> {
    let known = [
        "Used last",
        "Form",
        "Text",
        "Preview",
        "Sending",
        "Problems",
        "Drafts",
        "History",
    ];
    let screen = driver.screen();
    let lines = screen.lines().filter_map(|line| {
        let inside = line.split(['│', '┃']).map(str::trim);
        let mut found = inside.filter_map(|part| known.into_iter().find(|title| *title == part));
        found.next()
    });
    lines.collect()
}

#[rstest]
#[case("alt-1", "Form")]
#[case("alt-2", "Preview")]
#[case("alt-3", "Sending")]
#[case("alt-4", "Drafts")]
#[case("ctrl-w", "History")]
fn it_begins_with_what_the_focused_place_is_about(#[case] place: &str, #[case] first: &str) {
    let mut driver = Driver::new(160, 45);
    driver.keys(place).keys("f1");
    assert_eq!(
        headings(&driver).first(),
        Some(&first),
        "{}",
        driver.screen()
    );
    assert!(!driver.shows("Leaves the composer"), "{}", driver.screen());
}

#[test]
fn what_was_used_last_stands_first_and_runs_with_one_key() {
    let mut driver = Driver::new(160, 45);
    let phone = |driver: &Driver| driver.shows("phone · light");
    driver.keys("f1").types("light or dark phone").keys("enter");
    assert!(phone(&driver));
    driver.keys("f1").see("Used last").keys("enter");
    assert!(!phone(&driver), "{}", driver.screen());
}

#[test]
fn to_quit_is_the_last_that_it_offers() {
    let mut driver = Driver::new(160, 45);
    driver.keys("f1 up").see("Leaves the composer");
}
