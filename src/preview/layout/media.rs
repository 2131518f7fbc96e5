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
        MediaKind::Gif => picture(media, "GIF", cells, options.edge),
        MediaKind::Document => document(media, cells, options.edge),
        MediaKind::Product => boxed(media, ("▦", "%"), cells, options),
        MediaKind::Order => boxed(media, ("¤", "$"), cells, options),
        MediaKind::Offer => boxed(media, ("◷", "!"), cells, options),
        MediaKind::Call => boxed(media, ("✆", "@"), cells, options),
        MediaKind::Location => place(media, cells, options),
        MediaKind::Audio | MediaKind::Voice => sound(media, cells, options.edge),
        MediaKind::Sticker => sticker(media, cells, options.edge),
        MediaKind::Contact => contact(media, cells, options.edge),
    }
}

/// Hills under a sun, or a film's play sign; the file's name below.
fn picture(media: &Media, kind: &str, cells: usize, edge: Edge) -> Vec<Placed> {
    let (sign, sign_row, column) = match media.kind {
        MediaKind::Video => ("▶", 1, cells / 2),
        MediaKind::Gif => ("↻", 1, cells / 2),
        _ => ("●", 0, cells.saturating_sub(6)),
    };
    let rows = (0..3).map(|row| {
        if edge == Edge::Ascii {
            return Row::default();
        }
        let hills = hills(row, cells);
        if row == sign_row {
            let strong = bold(Meaning::MediaTitle);
            hills
                .with_cell(column.saturating_sub(1), " ", strong)
                .with_cell(column + 1, " ", strong)
                .with_cell(column, sign, strong)
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
    let sign = if edge == Edge::Ascii { " # " } else { " ▤ " };
    let first = named(sign, &media.title, "no file given", cells);
    vec![first, beneath(&media.detail, cells)]
}

/// The card of a person: the picture's circle and the name, a word about the person below.
fn contact(media: &Media, cells: usize, edge: Edge) -> Vec<Placed> {
    let sign = if edge == Edge::Ascii { " @ " } else { " ☻ " };
    let mut rows = vec![named(sign, &media.title, "no name given", cells)];
    if !media.detail.is_empty() {
        rows.push(beneath(&media.detail, cells));
    }
    rows
}

/// A player: a slider for a sound file, a waveform for a voice message; the file's name below.
fn sound(media: &Media, cells: usize, edge: Edge) -> Vec<Placed> {
    const WAVE: [char; 12] = ['▂', '▅', '▃', '▇', '▄', '▆', '▂', '▃', '▇', '▅', '▂', '▁'];
    let is_voice = media.kind == MediaKind::Voice;
    let (play, knob, word) = match (edge, is_voice) {
        (Edge::Ascii, true) => (" > ", "o", "voice message"),
        (Edge::Ascii, false) => (" > ", "o", "audio"),
        (_, true) => (" ▶ ", "●", "voice message"),
        (_, false) => (" ♫ ▶ ", "●", "audio"),
    };
    let mut player = Row::of(play, bold(Meaning::MediaTitle));
    player.push(knob, bold(Meaning::MediaTitle));
    let room = cells.saturating_sub(player.width() + 1);
    let track: String = match (edge, is_voice) {
        (Edge::Ascii, true) => ".:|".chars().cycle().take(room).collect(),
        (Edge::Ascii, false) => "-".repeat(room),
        (_, true) => WAVE.into_iter().cycle().take(room).collect(),
        (_, false) => "━".repeat(room),
    };
    player.push(&track, ink(Meaning::Media));
    let name = visible(&media.title);
    let title = if name.is_empty() {
        format!("{word} (none given)")
    } else {
        format!("{word} · {name}")
    };
    let player = player.placed(cells, Align::Left, Meaning::Media);
    vec![(player, Align::Left), beneath(&title, cells)]
}

/// A picture that stands by itself: a patch with its name.
fn sticker(media: &Media, cells: usize, edge: Edge) -> Vec<Placed> {
    let face = if edge == Edge::Ascii {
        ":-)"
    } else {
        "◕ ‿ ◕"
    };
    let name = visible(&media.title);
    let name = if name.is_empty() {
        "(none given)".into()
    } else {
        name
    };
    let name = truncate(&name, cells).into_owned();
    [
        ("", Meaning::Media),
        (face, Meaning::Media),
        ("", Meaning::Media),
        (name.as_str(), Meaning::MediaTitle),
    ]
    .into_iter()
    .map(|(text, meaning)| {
        let row = Row::of(text, ink(meaning));
        (row.placed(cells, Align::Centre, meaning), Align::Left)
    })
    .collect()
}

/// A sign and a name, or what is said where there is none.
fn named(sign: &str, name: &str, none: &str, cells: usize) -> Placed {
    let name = visible(name);
    let name = if name.is_empty() { none.into() } else { name };
    let room = cells.saturating_sub(4);
    let mut row = Row::of(sign, bold(Meaning::MediaTitle));
    row.push(&truncate(&name, room), bold(Meaning::MediaTitle));
    let row = row.placed(cells, Align::Left, Meaning::MediaTitle);
    (row, Align::Left)
}

/// A smaller line below a name.
fn beneath(text: &str, cells: usize) -> Placed {
    let face = ink(Meaning::MediaTitle);
    let mut row = Row::of("   ", face);
    row.push(&truncate(&visible(text), cells.saturating_sub(4)), face);
    let row = row.placed(cells, Align::Left, Meaning::MediaTitle);
    (row, Align::Left)
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
    for detail in media.detail.lines() {
        rows.extend(plain(detail, room, face, options));
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
