//! From a key to the drawn frame, with the largest message on a large screen: 2 ms at most.

use bluetick::message::Draft;
use bluetick::tui::app::{App, Setup, draw, update};
use bluetick::tui::keys::Keymap;
use bluetick::tui::msg::{FileDone, Msg, News, Opened, Source};
use bluetick::tui::theme::{Borders, Depth, Theme};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::json;

use crate::bubble::largest_message;

/// The composer on the largest message.
fn composer(width: u16, height: u16) -> App {
    let mut payload = largest_message();
    if let Some(members) = payload.as_object_mut() {
        members.insert("messaging_product".to_owned(), "whatsapp".into());
        members.insert("to".to_owned(), "15550100123".into());
    }
    composer_on(Draft::of_payload("Largest", None, payload), (width, height))
}

/// A list with so many rows, each of them wrong.
fn crowded(count: usize) -> Draft {
    let rows: Vec<_> = (0..count)
        .map(|number| json!({"id": number.to_string(), "title": "A title of too many characters"}))
        .collect();
    let payload = json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "interactive",
        "interactive": {"type": "list", "body": {"text": "Which?"},
            "action": {"button": "Choose", "sections": [{"title": "All", "rows": rows}]}}});
    Draft::of_payload("Crowded", None, payload)
}

/// A template with ten cards, to be filled.
fn bound_carousel() -> Draft {
    let button = json!({"type": "URL", "text": "See it", "url": "https://lamps.example.com/{{1}}"});
    let card = json!({"components": [
        {"type": "HEADER", "format": "IMAGE"},
        {"type": "BODY", "text": "The {{1}} costs {{2}} until {{3}}, with its shade and two bulbs."},
        {"type": "BUTTONS", "buttons": [button, {"type": "QUICK_REPLY", "text": "Keep it for me"}]},
    ]});
    let definition = json!({"name": "lamps", "language": "en", "category": "MARKETING", "status": "APPROVED",
    "components": [
        {"type": "BODY", "text": "Dear {{1}}, these came in on {{2}}:"},
        {"type": "CAROUSEL", "cards": vec![card; 10]},
    ]});
    let payload = json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "template",
        "template": {"name": "lamps", "language": {"code": "en"}}});
    let mut draft = Draft::of_payload("Lamps", None, payload);
    draft.definition = Some(definition);
    draft
}

/// The composer on a draft.
fn composer_on(draft: Draft, size: (u16, u16)) -> App {
    let setup = Setup {
        now: Timestamp::UNIX_EPOCH,
        zone: TimeZone::UTC,
        theme: Theme::named("dark", Depth::True, Borders::Lines),
        keymap: Keymap::default(),
        locale: "en_US".to_owned(),
        mouse: true,
        bidi: bluetick::files::settings::Bidi::Logical,
        opened: FileDone::Opened(Box::new(Opened {
            source: Source::Example("largest".to_owned()),
            content: Ok(draft),
            stamp: None,
        })),
        settings_files: Default::default(),
        warnings: Vec::new(),
    };
    App::start(setup, size).0
}

/// Presses a key and draws.
fn press(app: &mut App, code: KeyCode, buffer: &mut Buffer) {
    let key = KeyEvent::new(code, KeyModifiers::NONE);
    let msg = Msg {
        at: Timestamp::UNIX_EPOCH,
        news: News::Input(Event::Key(key)),
    };
    black_box(update(app, msg));
    black_box(draw(app, buffer));
}

#[divan::bench(args = [(120, 40), (200, 60)])]
fn a_typed_character(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let mut app = composer(width, height);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    // From the header into the body of 4096 characters.
    press(&mut app, KeyCode::Tab, &mut buffer);
    let mut more = true;
    bencher.bench_local(|| {
        let code = if more {
            KeyCode::Char('x')
        } else {
            KeyCode::Backspace
        };
        more = !more;
        press(&mut app, code, &mut buffer);
    });
}

#[divan::bench]
fn the_next_field(bencher: Bencher<'_, '_>) {
    let mut app = composer(200, 60);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    bencher.bench_local(|| press(&mut app, KeyCode::Tab, &mut buffer));
}

#[divan::bench]
fn a_typed_character_in_a_bound_carousel(bencher: Bencher<'_, '_>) {
    let mut app = composer_on(bound_carousel(), (200, 60));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    let mut more = true;
    bencher.bench_local(|| {
        let code = if more {
            KeyCode::Char('5')
        } else {
            KeyCode::Backspace
        };
        more = !more;
        press(&mut app, code, &mut buffer);
    });
}

/// Rows a second must not fall from one number of them to the next.
#[divan::bench(args = [500, 5000], sample_count = 5, sample_size = 1)]
fn the_first_frame_of_wrong_rows(bencher: Bencher<'_, '_>, count: usize) {
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| crowded(count))
        .bench_values(|draft| {
            let app = composer_on(draft, (120, 40));
            let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
            black_box(draw(&app, &mut buffer));
        });
}

#[divan::bench]
fn the_first_frame(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let app = composer(200, 60);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        black_box(draw(&app, &mut buffer));
    });
}
