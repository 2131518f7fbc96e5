//! Whatever is pressed at whatever size: no panic, and the focus stays on something that exists.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use serde_json::json;

use bluetick::tui::msg::{News, Timer};

use crate::common::driver::Driver;

const ID: &str = "wamid.p";

#[derive(Debug, Clone)]
pub(super) enum Step {
    Key(KeyCode, KeyModifiers),
    Paste(String),
    Click(u16, u16),
    Drag(u16, u16),
    Wheel(u16, u16, bool),
    Resize(u16, u16),
    Timer(Timer),
    Webhook,
}

fn key_code() -> impl Strategy<Value = KeyCode> {
    prop_oneof![
        4 => proptest::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => prop_oneof!["👍🏽", "é", "ع", "中"].prop_map(|text: String| KeyCode::Char(text.chars().next().unwrap())),
        3 => (1u8..=12).prop_map(KeyCode::F),
        6 => proptest::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Backspace, KeyCode::Delete,
            KeyCode::Insert, KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right,
            KeyCode::Home, KeyCode::End, KeyCode::PageUp, KeyCode::PageDown,
        ]),
    ]
}

fn modifiers() -> impl Strategy<Value = KeyModifiers> {
    prop_oneof![
        6 => Just(KeyModifiers::NONE),
        2 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::SHIFT),
        1 => Just(KeyModifiers::ALT),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        20 => (key_code(), modifiers()).prop_map(|(code, modifiers)| Step::Key(code, modifiers)),
        2 => ".{0,30}".prop_map(Step::Paste),
        4 => (0u16..200, 0u16..60).prop_map(|(x, y)| Step::Click(x, y)),
        1 => (0u16..200, 0u16..60).prop_map(|(x, y)| Step::Drag(x, y)),
        1 => (0u16..200, 0u16..60, any::<bool>()).prop_map(|(x, y, up)| Step::Wheel(x, y, up)),
        2 => (1u16..200, 1u16..60).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => proptest::sample::select(vec![Timer::Autosave, Timer::Toast, Timer::Elapsed, Timer::Again, Timer::Minute])
            .prop_map(Step::Timer),
        1 => Just(Step::Webhook),
    ]
}

pub(super) fn take(driver: &mut Driver, step: &Step) {
    let mouse = |kind, x, y| {
        News::Input(Event::Mouse(MouseEvent {
            kind,
            column: x,
            row: y,
            modifiers: KeyModifiers::NONE,
        }))
    };
    match step {
        Step::Key(code, modifiers) => {
            let key = Event::Key(KeyEvent::new(*code, *modifiers));
            driver.news(News::Input(key));
        }
        Step::Paste(text) => {
            driver.paste(text);
        }
        Step::Click(x, y) => {
            driver.news(mouse(MouseEventKind::Down(MouseButton::Left), *x, *y));
        }
        Step::Drag(x, y) => {
            driver.news(mouse(MouseEventKind::Drag(MouseButton::Left), *x, *y));
        }
        Step::Wheel(x, y, up) => {
            let kind = if *up {
                MouseEventKind::ScrollUp
            } else {
                MouseEventKind::ScrollDown
            };
            driver.news(mouse(kind, *x, *y));
        }
        Step::Resize(width, height) => {
            driver.resize(*width, *height);
        }
        Step::Timer(timer) => {
            driver.timer(*timer);
        }
        Step::Webhook => {
            driver.webhook(
                &json!({"messages": [{"from": "15550100123", "id": "wamid.q",
                "timestamp": "1795171330", "type": "text", "context": {"id": ID},
                "text": {"body": "\u{1b}[2J\u{202e}hello"}}]}),
            );
        }
    }
}

/// Whether something stands on the screen that a terminal would take for an order.
pub(super) fn has_raw(buffer: &Buffer) -> bool {
    let cells = buffer.content().iter();
    let mut symbols = cells.flat_map(|cell| cell.symbol().chars());
    symbols.any(|one| one.is_control() || one == '\u{202e}')
}

fn example() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        bluetick::files::EXAMPLES
            .iter()
            .map(|example| example.name)
            .collect::<Vec<_>>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_events_at_random_sizes_never_panic(
        name in example(),
        (width, height) in (1u16..200, 1u16..60),
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut driver = Driver::on_example(width, height, name);
        for step in &steps {
            take(&mut driver, step);
            let buffer = driver.buffer();
            prop_assert!(!has_raw(&buffer), "a raw control character is on the screen");
            if let Some(cursor) = driver.cursor() {
                prop_assert!(buffer.area.contains(cursor), "{cursor:?} in {:?}", buffer.area);
            }
        }
        prop_assert!(driver.app.has_valid_focus());
    }

    #[test]
    fn undoing_everything_gives_the_draft_back(
        name in example(),
        steps in proptest::collection::vec((key_code(), modifiers()), 1..40),
    ) {
        let mut driver = Driver::on_example(160, 45, name);
        let before = driver.draft().to_text();
        for (code, modifiers) in steps {
            // Another draft would be another history.
            let opens = matches!(code, KeyCode::Enter | KeyCode::Char('\n'));
            if !opens {
                take(&mut driver, &Step::Key(code, modifiers));
            }
        }
        for _ in 0..3 {
            driver.keys("esc");
        }
        for _ in 0..80 {
            driver.keys("ctrl-z");
        }
        prop_assert_eq!(driver.draft().to_text(), before);
    }
}
