//! The sheet that a list or "See all options" opens.

use super::frame::{Frame, SHEET};
use super::row::{Align, Row, bold, ink};
use super::words::plain;
use crate::preview::bubble::{Edge, Options, Sheet, SheetRow, Side};
use crate::preview::line::{Ink, Line, Meaning, Tap};
use crate::text::{truncate, visible};

/// The lines of the open sheet.
pub(super) fn lines(sheet: &Sheet, total: usize, options: &Options) -> Vec<Line> {
    let frame = Frame::new(total, options.edge, SHEET, Side::Left);
    let mut lines = Vec::new();
    lines.extend(frame.top(false));
    lines.push(title(sheet, &frame, options));
    lines.extend(frame.hairline());
    for (place, section) in sheet.sections.iter().enumerate() {
        if place > 0 {
            lines.push(frame.row(Row::default(), Align::Left, None));
        }
        if !section.title.is_empty() {
            let rows = plain(
                &section.title,
                frame.content(),
                bold(Meaning::SheetTitle),
                options,
            );
            lines.extend(
                rows.into_iter()
                    .map(|(row, align)| frame.row(row, align, None)),
            );
        }
        for row in &section.rows {
            push_row(row, sheet, &frame, options, &mut lines);
        }
    }
    if sheet.has_choice {
        lines.extend(frame.hairline());
        let is_chosen = options
            .tapped
            .iter()
            .any(|tap| matches!(tap, Tap::ListRow { .. }));
        let send = if is_chosen {
            bold(Meaning::SheetButton)
        } else {
            ink(Meaning::SheetQuiet)
        };
        lines.push(frame.row(Row::of("Send", send), Align::Centre, None));
    }
    lines.extend(frame.bottom(None));
    lines
}

fn title(sheet: &Sheet, frame: &Frame, options: &Options) -> Line {
    let close = if options.edge == Edge::Ascii {
        "x"
    } else {
        "✕"
    };
    let room = frame.content().saturating_sub(2);
    let mut row = Row::of(
        &truncate(&visible(&sheet.title), room),
        bold(Meaning::Sheet),
    );
    row = row.placed(
        frame.content().saturating_sub(1),
        Align::Left,
        Meaning::Sheet,
    );
    row.push(close, ink(Meaning::SheetQuiet));
    frame.row(row, Align::Left, Some(Tap::ListSheet))
}

/// The circle by which a row is chosen, and the ink of its title.
fn circle_and_ink(row: &SheetRow, sheet: &Sheet, options: &Options) -> (Row, Ink) {
    let is_chosen = row
        .tap
        .as_ref()
        .is_some_and(|tap| options.tapped.contains(tap));
    let circle = match (sheet.has_choice, options.edge, is_chosen) {
        (false, ..) => "",
        (true, Edge::Ascii, false) => "( )",
        (true, Edge::Ascii, true) => "(*)",
        (true, _, false) => "○",
        (true, _, true) => "●",
    };
    if is_chosen && !sheet.has_choice {
        (Row::default(), ink(Meaning::SheetQuiet))
    } else if is_chosen {
        (
            Row::of(circle, bold(Meaning::SheetButton)),
            bold(Meaning::Sheet),
        )
    } else {
        (
            Row::of(circle, ink(Meaning::SheetQuiet)),
            ink(Meaning::Sheet),
        )
    }
}

/// A row: its title with the circle at the right, its description below.
fn push_row(
    row: &SheetRow,
    sheet: &Sheet,
    frame: &Frame,
    options: &Options,
    lines: &mut Vec<Line>,
) {
    let (circle, title) = circle_and_ink(row, sheet, options);
    let indent = 1;
    let room = frame
        .content()
        .saturating_sub(indent + circle.width() + 1)
        .max(1);
    let empty = row.title.is_empty();
    let shown = if empty { "…" } else { &row.title };
    for (number, (text, align)) in plain(shown, room, title, options).into_iter().enumerate() {
        let mut whole = Row::default();
        whole.blanks(indent, Meaning::Sheet);
        whole.append(text.placed(room, align, Meaning::Sheet));
        whole.blanks(1, Meaning::Sheet);
        if number == 0 {
            whole.append(circle.clone());
        }
        lines.push(frame.row(whole, Align::Left, row.tap.clone()));
    }
    if row.description.is_empty() {
        return;
    }
    for (text, align) in plain(&row.description, room, ink(Meaning::SheetQuiet), options) {
        let mut whole = Row::default();
        whole.blanks(indent, Meaning::Sheet);
        whole.append(text.placed(room, align, Meaning::Sheet));
        lines.push(frame.row(whole, Align::Left, row.tap.clone()));
    }
}
