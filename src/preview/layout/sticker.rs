//! A sticker: a picture on the chat itself, its time in a pill below.

use super::frame::{Frame, pill};
use super::row::Row;
use super::{media, push_bubble, time};
use crate::preview::bubble::{Bubble, Media, MediaKind, Options, Part, Side, Ticks};
use crate::preview::line::{Line, Meaning};

/// A sticker is never wider than this.
const MOST: usize = 20;
/// Nor narrower, where there is room.
const LEAST: usize = 12;

/// The sticker of a message, if it is one.
pub(super) fn of(bubble: &Bubble) -> Option<&Media> {
    bubble.parts.iter().find_map(|part| match part {
        Part::Media(media) if media.kind == MediaKind::Sticker => Some(media),
        _ => None,
    })
}

/// Appends a sticker, which has no bubble; what it answers has one above it.
pub(super) fn push(
    bubble: &Bubble,
    sticker: &Media,
    widest: Frame,
    (total, options): (usize, &Options),
    lines: &mut Vec<Line>,
) {
    let quoted = bubble
        .parts
        .iter()
        .filter(|part| matches!(part, Part::Quoted { .. }));
    let above = Bubble {
        parts: quoted.cloned().collect(),
    };
    let silent = Options {
        time: String::new(),
        ticks: Ticks::None,
        reaction: None,
        ..options.clone()
    };
    push_bubble(&above, (widest, true), &silent, lines);
    let cells = (total / 3).clamp(LEAST, MOST).min(total);
    let free = total.saturating_sub(cells);
    let margin = match options.side {
        Side::Left => free.min(2),
        Side::Right => free.saturating_sub(2),
    };
    let mut push = |content: Row| {
        let mut row = Row::default();
        row.blanks(margin, Meaning::Backdrop);
        row.append(content);
        lines.push(row.into_line(total, None));
    };
    for (row, _) in media::rows(sticker, cells, options) {
        push(row);
    }
    let time = time(options).text();
    if !time.is_empty() {
        push(pill(&time, options.edge));
    }
    if let Some(emoji) = &options.reaction {
        push(pill(emoji, options.edge));
    }
}
