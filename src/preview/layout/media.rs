//! Placeholders for pictures, films, files and maps, since cells cannot show them.

use super::row::{Align, Row, bold, ink};
use super::words::{Placed, plain};
use crate::preview::bubble::{Edge, Media, MediaKind, Options};
use crate::preview::line::Meaning;
use crate::text::{truncate, visible};

/// The rows of a placeholder.
pub(super) fn rows(media: &Media, cells: usize, options: &Options) -> Vec<Placed> {
    match media.kind {
        MediaKind::Image => picture(media, "image", cells, options.edge),
        MediaKind::Video => picture(media, "video", cells, options.edge),
        MediaKind::Document => document(media, cells, options.edge),
        MediaKind::Product => boxed(media, ("▦", "%"), cells, options),
        MediaKind::Order => boxed(media, ("¤", "$"), cells, options),
        MediaKind::Call => boxed(media, ("✆", "@"), cells, options),
        MediaKind::Location => place(media, cells, options),
    }
}

/// Hills under a sun, or a film's play sign; the file's name below.
fn picture(media: &Media, kind: &str, cells: usize, edge: Edge) -> Vec<Placed> {
    let (sign, sign_row, column) = match media.kind {
        MediaKind::Video => ("▶", 1, cells / 2),
        _ => ("●", 0, cells.saturating_sub(6)),
    };
    let rows = (0..3).map(|row| {
        if edge == Edge::Ascii {
            return Row::default();
        }
        let hills = hills(row, cells);
        if row == sign_row {
            hills.with_cell(column, sign, bold(Meaning::MediaTitle))
        } else {
            hills
        }
    });
    let name = visible(&media.title);
    let title = match edge {
        _ if name.is_empty() => format!("{kind} (none given)"),
        Edge::Ascii => format!("{kind}: {name}"),
        Edge::Blocks | Edge::Lines => format!("{kind} · {name}"),
    };
    let caption = Row::of(&truncate(&title, cells), ink(Meaning::MediaTitle));
    let mut placed: Vec<Placed> = rows
        .map(|row| (row.placed(cells, Align::Left, Meaning::Media), Align::Left))
        .collect();
    let caption = caption.placed(cells, Align::Centre, Meaning::MediaTitle);
    placed.push((caption, Align::Left));
    placed
}

/// The silhouette of two hills, `row` counted from the top of three.
fn hills(row: usize, cells: usize) -> Row {
    const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let peak = |column: usize, at: usize, height: usize, steps: usize| {
        height.saturating_sub(column.abs_diff(at) * 8 / steps.max(1))
    };
    let line: String = (0..cells)
        .map(|column| {
            let height = peak(column, cells / 4, 15, cells / 7)
                .max(peak(column, cells * 3 / 5, 21, cells / 8))
                .max(peak(column, cells * 9 / 10, 11, cells / 5));
            let above = height.saturating_sub((2 - row.min(2)) * 8).min(8);
            EIGHTHS.get(above).copied().unwrap_or(' ')
        })
        .collect();
    Row::of(&line, ink(Meaning::Media))
}

/// A file: its sign and name, its type below.
fn document(media: &Media, cells: usize, edge: Edge) -> Vec<Placed> {
    let name = visible(&media.title);
    let name = if name.is_empty() {
        "no file given".into()
    } else {
        name
    };
    let sign = if edge == Edge::Ascii { " # " } else { " ▤ " };
    let room = cells.saturating_sub(4);
    let mut first = Row::of(sign, bold(Meaning::MediaTitle));
    first.push(&truncate(&name, room), bold(Meaning::MediaTitle));
    let face = ink(Meaning::MediaTitle);
    let mut second = Row::of("   ", face);
    second.push(&truncate(&visible(&media.detail), room), face);
    [first, second]
        .into_iter()
        .map(|row| {
            (
                row.placed(cells, Align::Left, Meaning::MediaTitle),
                Align::Left,
            )
        })
        .collect()
}

/// A product, an order or a question: its sign and title, what is known of it below.
fn boxed(
    media: &Media,
    (sign, ascii_sign): (&str, &str),
    cells: usize,
    options: &Options,
) -> Vec<Placed> {
    let title = match media.title.as_str() {
        "" => "no product given",
        title => title,
    };
    let sign = match options.edge {
        Edge::Ascii => ascii_sign,
        Edge::Blocks | Edge::Lines => sign,
    };
    let (strong, face) = (bold(Meaning::MediaTitle), ink(Meaning::MediaTitle));
    let room = cells.saturating_sub(4).max(1);
    let mut rows = plain(title, room, strong, options);
    if !media.detail.is_empty() {
        rows.extend(plain(&media.detail, room, face, options));
    }
    rows.into_iter()
        .enumerate()
        .map(|(number, (row, align))| {
            let sign = if number == 0 { sign } else { " " };
            let mut whole = Row::of(&format!(" {sign} "), strong);
            whole.append(row.placed(room, align, Meaning::MediaTitle));
            let whole = whole.placed(cells, Align::Left, Meaning::MediaTitle);
            (whole, Align::Left)
        })
        .collect()
}

/// A map with a pin, then the place's name and address.
fn place(media: &Media, cells: usize, options: &Options) -> Vec<Placed> {
    let mut rows: Vec<Placed> = (0..3)
        .map(|row| {
            let streets = Row::of(&streets(row, cells, options.edge), ink(Meaning::Media));
            let row = match (row, options.edge) {
                (1, Edge::Ascii) => streets.with_cell(cells / 2, "X", bold(Meaning::MediaTitle)),
                (1, _) => streets.with_cell(cells / 2, "◉", bold(Meaning::MediaTitle)),
                _ => streets,
            };
            (row, Align::Left)
        })
        .collect();
    if media.title.is_empty() && media.detail.is_empty() {
        rows.extend(plain("no place given", cells, ink(Meaning::Quiet), options));
    }
    if !media.title.is_empty() {
        rows.extend(plain(&media.title, cells, bold(Meaning::Text), options));
    }
    if !media.detail.is_empty() {
        rows.extend(plain(&media.detail, cells, ink(Meaning::Quiet), options));
    }
    rows
}

/// A row of a street map.
fn streets(row: usize, cells: usize, edge: Edge) -> String {
    (0..cells)
        .map(|column| {
            let is_crossing = column % 9 == (4 + row) % 9;
            match (edge, row, is_crossing) {
                (Edge::Ascii, 1, true) => '+',
                (Edge::Ascii, 1, false) => '-',
                (Edge::Ascii, _, true) => '|',
                (_, 1, _) => '━',
                (_, _, true) => '╲',
                _ => ' ',
            }
        })
        .collect()
}
