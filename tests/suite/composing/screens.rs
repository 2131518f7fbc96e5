//! Pictures of the screen as text, at the sizes of each layout.

use bluetick::tui::msg::Source;
use bluetick::tui::theme::{Borders, Depth, Theme};
use ratatui::style::Modifier;
use rstest::rstest;
use serde_json::json;

use crate::common::driver::{Driver, opened, rows};

const ID: &str = "wamid.HBgLMTU1NTAxMDAxMjMVAgARGBI1";

fn snapshot(name: &str, driver: &Driver) {
    insta::assert_snapshot!(name, driver.screen());
}

#[rstest]
#[case(40, 12)]
#[case(80, 24)]
#[case(120, 40)]
#[case(160, 45)]
fn the_first_screen(#[case] width: u16, #[case] height: u16) {
    let driver = Driver::new(width, height);
    snapshot(&format!("first_{width}x{height}"), &driver);
}

#[test]
fn a_screen_that_is_too_small_says_how_big_it_must_be() {
    let driver = Driver::new(39, 12);
    insta::assert_snapshot!(driver.screen().trim(), @"bluetick needs 40 × 12; this is 39 × 12");
}

#[rstest]
#[case("product-shipment")]
#[case("reply-buttons")]
#[case("flow")]
#[case("reaction")]
#[case("location-request")]
#[case("named-parameters")]
#[case("carousel")]
#[case("carousel-replies")]
#[case("order")]
#[case("address-request")]
fn each_kind(#[case] name: &str) {
    let driver = Driver::on_example(120, 40, name);
    snapshot(&format!("kind_{name}"), &driver);
}

#[rstest]
#[case("palette", "f1")]
#[case("new", "ctrl-n")]
#[case("kinds", "ctrl-k")]
#[case("dialects", "ctrl-t")]
#[case("emoji", "ctrl-e")]
#[case("find", "ctrl-f")]
#[case("save_as", "ctrl-s")]
#[case("send_to", "f5")]
fn each_overlay(#[case] name: &str, #[case] keys: &str) {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut driver = Driver::new(width, height);
        driver.keys(keys);
        snapshot(&format!("overlay_{name}_{width}x{height}"), &driver);
    }
}

#[rstest]
#[case("life")]
#[case("request")]
#[case("answer")]
#[case("events")]
#[case("problems")]
fn each_tab_of_the_send_panel(#[case] tab: &str) {
    let mut driver = Driver::new(120, 40);
    driver.keys("ctrl-f").types("See the menu").keys("enter");
    driver.types("See everything that we brew");
    driver.keys("f5 enter s").resolve_send(
        400,
        &json!({"error": {"message": "(#131009) Parameter value is not valid", "type": "OAuthException",
            "code": 131_009, "error_data": {"messaging_product": "whatsapp", "details": "Button label is too long"},
            "fbtrace_id": "Az8or2yhqkZfEZ"}}),
    );
    driver.status("wamid.other", "sent");
    driver.keys("alt-3");
    let turns = ["life", "request", "answer", "events", "problems"];
    for _ in 0..turns.iter().position(|turn| *turn == tab).unwrap() {
        driver.keys("right");
    }
    snapshot(&format!("send_{tab}"), &driver);
}

#[test]
fn the_narrow_layout_shows_one_region_at_a_time() {
    for (region, keys) in [("preview", "alt-2"), ("send", "alt-3"), ("drafts", "alt-4")] {
        let mut driver = Driver::new(60, 24);
        driver.keys("f5 enter").accept_send(ID);
        driver.wait(300).status(ID, "sent");
        driver.keys(keys);
        snapshot(&format!("narrow_{region}"), &driver);
    }
}

#[test]
fn without_colours_focus_and_severity_are_still_told() {
    let theme = Theme::named("dark", Depth::Monochrome, Borders::Ascii);
    let text = bluetick::files::EXAMPLES
        .iter()
        .find(|example| example.name == "menu")
        .unwrap()
        .text;
    let opened = opened(Source::Example("menu".to_owned()), text);
    let mut driver = Driver::with_theme(100, 30, opened, theme);
    driver.keys("ctrl-f").types("See the menu").keys("enter");
    driver.types("See everything that we brew");
    let buffer = driver.buffer();
    let screen = rows(&buffer).join("\n");
    assert!(
        screen.is_ascii() || !screen.contains(['╭', '▎', '✗', '▲']),
        "{screen}"
    );
    assert!(
        buffer
            .content()
            .iter()
            .all(|cell| cell.fg == ratatui::style::Color::Reset
                && cell.bg == ratatui::style::Color::Reset),
    );
    assert!(buffer.content().iter().any(|cell| {
        cell.modifier
            .intersects(Modifier::BOLD | Modifier::REVERSED)
    }));
    insta::assert_snapshot!("monochrome_ascii", screen);
}

#[test]
fn right_to_left_text_is_turned_where_the_terminal_does_not_turn_it() {
    let text = json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": "",
        "type": "text", "text": {"body": "שלום עולם"}})
    .to_string();
    let turned = |driver: &Driver| driver.shows("םלוע םולש");
    let logical = Driver::with_settings(100, 30, &text, |_| {});
    assert!(!turned(&logical), "{}", logical.screen());
    let visual = Driver::with_settings(100, 30, &text, |setup| {
        setup.bidi = bluetick::files::settings::Bidi::Visual;
    });
    assert!(turned(&visual), "{}", visual.screen());
}

#[test]
fn the_customers_answer_has_a_fill_of_its_own() {
    let mut driver = Driver::on_example(160, 45, "reply-buttons");
    driver.keys("f5 enter").accept_send(ID);
    driver.webhook(&json!({"messages": [{
        "from": "15550100123", "id": "wamid.reply", "timestamp": "1795171330", "type": "interactive",
        "context": {"id": ID},
        "interactive": {"type": "button_reply", "button_reply": {"id": "slot-yes", "title": "Well yes"}}
    }]}));
    let buffer = driver.buffer();
    let fill = |text: &str| {
        let (y, row) = rows(&buffer)
            .into_iter()
            .enumerate()
            .find(|(_, row)| row.contains(text))
            .unwrap_or_else(|| panic!("{text}"));
        let x = bluetick::text::width(row.split_once(text).unwrap().0);
        buffer[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())].bg
    };
    assert_ne!(fill("Well yes  "), fill("Another day"));
}

#[test]
fn hints_and_notices_are_spelled_out_where_only_ascii_is_drawn() {
    let theme = Theme::named("dark", Depth::True, Borders::Ascii);
    let text = r#"{"to": "15550100123", "type": "text", "text": {"body": "Tea"}}"#;
    let begun = opened(Source::File("tea.json".into()), text);
    let mut driver = Driver::with_theme(120, 30, begun, theme);
    driver
        .keys("f1")
        .see("Up/Down move")
        .types("move the row up");
    driver.see("Alt-Up").keys("esc");
    driver
        .keys("ctrl-f")
        .types("tea")
        .keys("enter")
        .see("1 of 1");
    driver.keys("ctrl-k").see("Up/Down move");
}
