//! The README's picture is the composer's own screen, drawn by the program.
//!
//! Run the tests with `UPDATE_README=1` to have it drawn anew.

use std::path::Path;

use bluetick::check::{Context, check};
use bluetick::files::EXAMPLES;
use bluetick::files::drafts::list;
use bluetick::message::Draft;
use bluetick::preview::Rgb;
use bluetick::preview::svg::{Cell, draw_cells};
use bluetick::schema::Severity;
use bluetick::tui::msg::{FileDone, FileTask, Listing};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use serde_json::json;

use crate::common::Machine;
use crate::common::driver::Driver;

const MESSAGE: &str = "wamid.HBgLMTU1NTAxMDAxMjMVAgARGBI1";

#[test]
fn the_readme_shows_the_screen_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/composer.svg");
    let picture = draw_cells(&cells(&composer()), "bluetick");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, &picture).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == picture,
        "the README's picture is old: run the tests with UPDATE_README=1"
    );
}

/// A list that was sent and read, a row tapped, the answer come.
fn composer() -> Buffer {
    let mut driver = Driver::new(148, 42);
    if let Some(job) = driver.file_job(|task| matches!(task, FileTask::List)) {
        driver.resolve_file(job, FileDone::Listed(listings()));
    }
    driver.keys("f5").types("15550100123").keys("enter");
    driver.accept_send(MESSAGE);
    for (status, millis) in [("sent", 190), ("delivered", 590), ("read", 1800)] {
        driver.wait(millis).status(MESSAGE, status);
    }
    driver.wait(2200).webhook(&json!({"messages": [{
        "from": "15550100123", "id": "wamid.answer", "timestamp": "1795171331", "type": "interactive",
        "context": {"id": MESSAGE},
        "interactive": {"type": "list_reply", "list_reply": {
            "id": "matcha", "title": "Matcha latte", "description": "Whisked by hand, with oat milk"}}
    }]}));
    driver.buffer()
}

/// The examples, as the drafts panel lists them.
fn listings() -> Vec<Listing> {
    let machine = Machine::new();
    list(&machine.places())
        .into_iter()
        .map(|file| {
            let example = EXAMPLES.iter().find(|example| example.name == file.name);
            let draft = Draft::parse(example.unwrap().text).unwrap();
            let found = check(&draft, &Context::default());
            let of = |severity| found.iter().filter(|one| one.severity == severity).count();
            Listing {
                errors: of(Severity::Error),
                warnings: of(Severity::Warning),
                is_template: false,
                readable: true,
                file,
            }
        })
        .collect()
}

/// A screen's cells with their colours resolved.
fn cells(buffer: &Buffer) -> Vec<Vec<Cell>> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut row: Vec<Cell> = Vec::new();
            let mut hidden = 0;
            for x in area.left()..area.right() {
                let cell = buffer.cell((x, y)).unwrap();
                if hidden > 0 {
                    // The second cell of a wide character looks like its first.
                    hidden -= 1;
                    let first = row.last().cloned().unwrap_or_default();
                    row.push(Cell {
                        text: String::new(),
                        ..first
                    });
                } else {
                    hidden = bluetick::text::width(cell.symbol()).saturating_sub(1);
                    row.push(picture_cell(cell));
                }
            }
            row
        })
        .collect()
}

fn picture_cell(cell: &ratatui::buffer::Cell) -> Cell {
    let mut foreground = rgb(cell.fg, Rgb(0xe6, 0xea, 0xec));
    let mut background = rgb(cell.bg, Rgb(0x0f, 0x15, 0x18));
    let has = |modifier| cell.modifier.contains(modifier);
    if has(Modifier::REVERSED) {
        std::mem::swap(&mut foreground, &mut background);
    }
    Cell {
        text: cell.symbol().to_owned(),
        foreground,
        background,
        bold: has(Modifier::BOLD),
        italic: has(Modifier::ITALIC),
        underline: has(Modifier::UNDERLINED),
        strike: has(Modifier::CROSSED_OUT),
    }
}

/// The dark theme has true colours everywhere but for the terminal's own.
fn rgb(colour: Color, own: Rgb) -> Rgb {
    match colour {
        Color::Rgb(red, green, blue) => Rgb(red, green, blue),
        _ => own,
    }
}
