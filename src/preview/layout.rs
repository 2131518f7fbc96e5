//! From parts to lines of a width.

mod frame;
mod media;
mod row;
mod sheet;
mod sticker;
mod words;

use frame::{BUBBLE, Frame, pill, quoted};
use row::{Align, Row, ink};
use words::{Placed, body, header, label, plain};

use super::bubble::{Bubble, Button, Edge, Options, Part, Side, Ticks};
use super::line::{Line, Meaning};
use crate::text::{visible, width};

/// Cards are no wider than this inside, so that they look like cards.
const MOST_CARD: usize = 36;
/// The least cells between the last words and the time.
const TIME_GAP: usize = 2;

/// The lines of a bubble, each exactly `width` cells wide (at least one).
///
/// ```
/// use bluetick::preview::{Options, bubble, layout, text};
///
/// let payload = serde_json::json!({"type": "text", "text": {"body": "Your tea is *ready*."}});
/// let options = Options::default();
/// let lines = layout(&bubble(&payload, None, None, &options), 40, &options);
/// assert!(text::draw(&lines).contains("│ Your tea is ready. │"));
/// ```
pub fn layout(bubble: &Bubble, width: u16, options: &Options) -> Vec<Line> {
    let total = usize::from(width.max(1));
    let mut lines = Vec::new();
    if !options.day.is_empty() {
        let day = pill(&options.day, options.edge).placed(total, Align::Centre, Meaning::Backdrop);
        lines.push(day.into_line(total, None));
    }
    let first = lines.len();
    let widest = Frame::new(total, options.edge, BUBBLE, options.side);
    match sticker::of(bubble) {
        Some(found) => sticker::push(bubble, found, widest, (total, options), &mut lines),
        None if bubble.parts.iter().any(is_card) => {
            let as_wide_as_cards = widest.narrowed(MOST_CARD);
            push_bubble(bubble, (as_wide_as_cards, true), options, &mut lines);
        }
        None => push_bubble(bubble, (widest, true), options, &mut lines),
    }
    push_cards(bubble, widest, options, &mut lines);
    if options.side == Side::Right {
        let spans = lines.iter_mut().skip(first);
        for span in spans.flat_map(|line| &mut line.spans) {
            span.ink.meaning = span.ink.meaning.on_own();
        }
    }
    for part in &bubble.parts {
        if let Part::Sheet(sheet) = part
            && options.sheet_open
        {
            lines.push(Row::default().into_line(total, None));
            lines.extend(sheet::lines(sheet, total, options));
        }
    }
    let notes = bubble.parts.iter().filter_map(|part| match part {
        Part::Note(note) => Some(note),
        _ => None,
    });
    for (number, note) in notes.enumerate() {
        if number == 0 {
            lines.push(Row::default().into_line(total, None));
        }
        push_note(note, total, options, &mut lines);
    }
    lines
}

/// Appends the cards one under the other: bubbles without time and tail.
fn push_cards(bubble: &Bubble, widest: Frame, options: &Options, lines: &mut Vec<Line>) {
    let options = Options {
        time: String::new(),
        ticks: Ticks::None,
        reaction: None,
        ..options.clone()
    };
    for part in &bubble.parts {
        if let Part::Card(card) = part {
            let frame = widest.narrowed(MOST_CARD);
            push_bubble(card, (frame, false), &options, lines);
        }
    }
}

/// Appends the shape with everything in it.
fn push_bubble(
    bubble: &Bubble,
    (widest, has_tail): (Frame, bool),
    options: &Options,
    lines: &mut Vec<Line>,
) {
    let reacting = bubble.parts.iter().find_map(|part| match part {
        Part::Reaction(emoji) => Some(emoji),
        _ => None,
    });
    let mut rows = rows_in(bubble, widest.content(), options);
    let buttons: Vec<&Button> = bubble.parts.iter().filter_map(as_button).collect();
    if rows.is_empty() && buttons.is_empty() {
        return;
    }
    let time = match reacting {
        Some(_) => Row::default(),
        None => time(options),
    };
    // On the last row of text if it fits, else on a row of its own.
    let last = rows
        .last()
        .filter(|(_, align)| ends_with_text(bubble) && *align == Align::Left);
    let beside = last.map(|(row, _)| row.width() + TIME_GAP + time.width());
    let beside = beside.filter(|&needed| time.width() > 0 && needed <= widest.content());
    if beside.is_none() && time.width() > 0 {
        rows.push((time.clone(), Align::Right));
    }
    let needed = rows.iter().map(|(row, _)| row.width()).chain(beside).max();
    let frame = if is_fixed(bubble) {
        widest
    } else {
        widest.narrowed(needed.unwrap_or(0))
    };
    if beside.is_some()
        && let Some((row, _)) = rows.last_mut()
    {
        let room = frame.content().saturating_sub(time.width());
        *row = std::mem::take(row).placed(room, Align::Left, Meaning::Text);
        row.append(time);
    }
    lines.extend(frame.top(has_tail));
    for (row, align) in rows {
        lines.push(frame.row(row, align, None));
    }
    for button in buttons {
        lines.extend(frame.hairline());
        push_button(button, &frame, options, lines);
    }
    let reaction = reacting.or(options.reaction.as_ref());
    lines.extend(frame.bottom(reaction.map(String::as_str)));
}

/// The rows of all parts above the buttons.
fn rows_in(bubble: &Bubble, cells: usize, options: &Options) -> Vec<Placed> {
    let mut rows = Vec::new();
    let mut was_box = false;
    for part in bubble.parts.iter().filter(|part| is_framed(part)) {
        let wants_air = was_box || is_box(part);
        if wants_air && !rows.is_empty() {
            rows.push((Row::default(), Align::Left));
        }
        was_box = is_box(part);
        rows.extend(rows_of(part, cells, options));
    }
    rows
}

/// Whether the last of the parts above the buttons is text, beside which the time can stand.
fn ends_with_text(bubble: &Bubble) -> bool {
    let last = bubble.parts.iter().rfind(|part| is_framed(part));
    matches!(
        last,
        Some(Part::Body(_) | Part::Footer(_) | Part::Header(_))
    )
}

/// Whether a part stands above the buttons, inside the shape.
const fn is_framed(part: &Part) -> bool {
    !matches!(
        part,
        Part::Button(_) | Part::Sheet(_) | Part::Card(_) | Part::Reaction(_) | Part::Note(_)
    )
}

const fn is_card(part: &Part) -> bool {
    matches!(part, Part::Card(_))
}

const fn as_button(part: &Part) -> Option<&Button> {
    match part {
        Part::Button(button) => Some(button),
        _ => None,
    }
}

/// Whether a part is a surface of its own, which wants some air around it.
const fn is_box(part: &Part) -> bool {
    matches!(
        part,
        Part::Quoted { .. } | Part::LinkPreview(_) | Part::Media(_)
    )
}

/// Whether the bubble takes its full width whatever its texts are: with media, boxes, buttons or cards.
fn is_fixed(bubble: &Bubble) -> bool {
    bubble.parts.iter().any(|part| {
        matches!(
            part,
            Part::Media(_)
                | Part::Button(_)
                | Part::LinkPreview(_)
                | Part::Quoted { .. }
                | Part::Values(_)
                | Part::Card(_)
        )
    })
}

fn rows_of(part: &Part, cells: usize, options: &Options) -> Vec<Placed> {
    match part {
        Part::Quoted { name, excerpt } => left(quoted(name, excerpt, cells, options.edge)),
        Part::LinkPreview(host) => left(quoted(
            host,
            "title and picture of the page",
            cells,
            options.edge,
        )),
        Part::Header(text) => header(text, cells, options),
        Part::Media(media) => media::rows(media, cells, options),
        Part::Body(text) => body(text, cells, options),
        Part::Footer(text) => plain(text, cells, ink(Meaning::Quiet), options),
        Part::Values(values) => values_rows(values, cells, options),
        Part::Button(_) | Part::Sheet(_) | Part::Card(_) | Part::Reaction(_) | Part::Note(_) => {
            Vec::new()
        }
    }
}

fn left(rows: Vec<Row>) -> Vec<Placed> {
    rows.into_iter().map(|row| (row, Align::Left)).collect()
}

/// Names in a column, values beside them.
fn values_rows(values: &[(String, String)], cells: usize, options: &Options) -> Vec<Placed> {
    let column = values
        .iter()
        .map(|(name, _)| width(&visible(name)))
        .max()
        .unwrap_or(0)
        .min(cells / 2);
    let room = cells.saturating_sub(column + 2).max(1);
    let mut rows = Vec::new();
    for (name, value) in values {
        let mut names = plain(name, column, ink(Meaning::Slot), options).into_iter();
        let mut texts = plain(value, room, ink(Meaning::Text), options).into_iter();
        loop {
            let (name, text) = (names.next(), texts.next());
            if name.is_none() && text.is_none() {
                break;
            }
            let (name, _) = name.unwrap_or_default();
            let (text, align) = text.unwrap_or_default();
            let mut row = name.placed(column + 2, Align::Left, Meaning::Text);
            row.append(text.placed(room, align, Meaning::Text));
            rows.push((row, Align::Left));
        }
    }
    rows
}

/// Time and ticks.
fn time(options: &Options) -> Row {
    let mut time = Row::of(&visible(&options.time), ink(Meaning::Quiet));
    let (sign, word, meaning) = match options.ticks {
        Ticks::None => ("", "", Meaning::Ticks),
        Ticks::Waiting => ("◷", "waiting", Meaning::Ticks),
        Ticks::Sent => ("✓", "sent", Meaning::Ticks),
        Ticks::Delivered => ("✓✓", "delivered", Meaning::Ticks),
        Ticks::Read => ("✓✓", "read", Meaning::TicksRead),
        Ticks::Failed => ("✗ not delivered", "not delivered", Meaning::Failed),
    };
    let sign = match options.edge {
        Edge::Ascii => word,
        Edge::Blocks | Edge::Lines => sign,
    };
    if !options.time.is_empty() && !sign.is_empty() {
        time.push(" ", ink(Meaning::Quiet));
    }
    time.push(sign, ink(meaning));
    time
}

fn push_button(button: &Button, frame: &Frame, options: &Options, lines: &mut Vec<Line>) {
    let is_used = button
        .tap
        .as_ref()
        .is_some_and(|tap| options.tapped.contains(tap));
    let meaning = if is_used {
        Meaning::ButtonUsed
    } else {
        Meaning::Button
    };
    let sign = match options.edge {
        Edge::Ascii => String::new(),
        Edge::Blocks | Edge::Lines if button.icon.is_empty() => String::new(),
        Edge::Blocks | Edge::Lines => format!("{}  ", button.icon),
    };
    let room = frame.content().saturating_sub(width(&sign)).max(1);
    for (number, (text, _)) in label(&button.label, room, ink(meaning), options)
        .into_iter()
        .enumerate()
    {
        let mut row = Row::default();
        if number == 0 && frame.content() > width(&sign) {
            row.push(&sign, ink(meaning));
        }
        row.append(text);
        lines.push(frame.row(row, Align::Centre, button.tap.clone()));
    }
}

/// A word for the author, below what the phone shows.
fn push_note(note: &str, total: usize, options: &Options, lines: &mut Vec<Line>) {
    let (sign, indent) = match options.edge {
        _ if total < 8 => ("", 0),
        Edge::Ascii => ("  * ", 4),
        Edge::Blocks | Edge::Lines => ("  ✎ ", 4),
    };
    let room = total.saturating_sub(indent * 2).max(1);
    let meaning = ink(Meaning::Note);
    for (number, (text, align)) in plain(note, room, meaning, options).into_iter().enumerate() {
        let mut row = Row::of(if number == 0 { sign } else { "" }, meaning);
        row = row.placed(indent, Align::Left, Meaning::Note);
        row.append(text.placed(room, align, Meaning::Note));
        lines.push(row.into_line(total, None));
    }
}
