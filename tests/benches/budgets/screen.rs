//! From a key to the drawn frame, with the largest message on a large screen: 2 ms at most.

use bluetick::message::Draft;
use bluetick::tui::app::{App, Setup, draw, update};
use bluetick::tui::keys::Keymap;
use bluetick::tui::msg::{FileDone, Msg, News, Opened, Source};
use bluetick::tui::theme::{Borders, Depth, Theme};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::bubble::largest_message;

/// The composer on the largest message.
fn composer(width: u16, height: u16) -> App {
    let mut payload = largest_message();
    if let Some(members) = payload.as_object_mut() {
        members.insert("messaging_product".to_owned(), "whatsapp".into());
        members.insert("to".to_owned(), "15550100123".into());
    }
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
            content: Ok(Draft::of_payload("Largest", None, payload)),
            stamp: None,
        })),
        settings_files: Default::default(),
        warnings: Vec::new(),
    };
    App::start(setup, (width, height)).0
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
fn the_first_frame(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let app = composer(200, 60);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        black_box(draw(&app, &mut buffer));
    });
}
