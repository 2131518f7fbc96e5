//! Bold, italic, strikethrough and inline code within one line.

use std::ops::Range;

use super::{Run, Style, links, slice};
use crate::text::graphemes;

/// Appends the runs of a stretch of one line.
pub(super) fn parse(text: &str, range: Range<usize>, runs: &mut Vec<Run>) {
    if range.is_empty() {
        return;
    }
    let opaque = opaque(text, &range);
    let marks = marks(text, &range, &opaque);
    let mut writer = Writer { opaque, runs };
    pairs(text, &marks, range, Style::default(), &mut writer);
}

/// A part in which no marks are read: an address or inline code.
struct Opaque {
    outer: Range<usize>,
    /// Without the backticks.
    inner: Range<usize>,
    is_code: bool,
}

/// A star, underscore or tilde that may open or close a pair.
struct Mark {
    place: usize,
    character: char,
    can_open: bool,
    can_close: bool,
}

/// Finds inline code and addresses, in order.
fn opaque(text: &str, range: &Range<usize>) -> Vec<Opaque> {
    let mut found = Vec::new();
    let ticks: Vec<_> = candidates(text, range, |character| character == '`');
    let mut ticks = ticks.iter().peekable();
    let mut at = range.start;
    while let Some(open) = ticks.next() {
        if !open.can_open {
            continue;
        }
        let content = content_of(text, open);
        let close = ticks.clone().find(|close| closes(open, content, close));
        let Some(close) = close else { break };
        push_links(text, at..open.place, &mut found);
        at = close.place + 1;
        found.push(Opaque {
            outer: open.place..at,
            inner: open.place + 1..close.place,
            is_code: true,
        });
        while ticks.next_if(|tick| tick.place < at).is_some() {}
    }
    push_links(text, at..range.end, &mut found);
    found
}

fn push_links(text: &str, range: Range<usize>, found: &mut Vec<Opaque>) {
    found.extend(links::find(text, range).map(|link| Opaque {
        outer: link.clone(),
        inner: link,
        is_code: false,
    }));
}

/// The marks of pairs outside of addresses and code.
fn marks(text: &str, range: &Range<usize>, opaque: &[Opaque]) -> Vec<Mark> {
    let mut marks = candidates(text, range, |character| {
        matches!(character, '*' | '_' | '~')
    });
    let mut opaque = opaque.iter().peekable();
    marks.retain(|mark| {
        while opaque
            .next_if(|part| part.outer.end <= mark.place)
            .is_some()
        {}
        opaque
            .peek()
            .is_none_or(|part| mark.place < part.outer.start)
    });
    marks
}

/// All characters of a stretch that may be marks, judged by their neighbours on the line.
fn candidates(text: &str, range: &Range<usize>, is_mark: impl Fn(char) -> bool) -> Vec<Mark> {
    let line = slice(text, range.clone());
    let mut found = Vec::new();
    let mut before = slice(text, 0..range.start).chars().next_back();
    if before == Some('\n') {
        before = None;
    }
    let mut characters = line.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        if is_mark(character) && is_whole(slice(line, offset..line.len())) {
            let after = characters.peek().map(|&(_, after)| after);
            found.push(Mark {
                place: range.start + offset,
                character,
                can_open: before.is_none_or(|before| !before.is_alphanumeric())
                    && after.is_some_and(|after| !after.is_whitespace()),
                can_close: before.is_some_and(|before| !before.is_whitespace())
                    && after.is_none_or(|after| !after.is_alphanumeric()),
            });
        }
        before = Some(character);
    }
    found
}

/// Whether the mark that begins `rest` carries no combining character of its own.
fn is_whole(rest: &str) -> bool {
    rest.as_bytes().get(1).is_none_or(u8::is_ascii)
        || graphemes(rest).nth(1).is_some_and(|(place, _)| place == 1)
}

/// Writes a stretch: the first mark that has a partner wins, its inside is read in the same way.
fn pairs(text: &str, marks: &[Mark], range: Range<usize>, style: Style, writer: &mut Writer<'_>) {
    let mut at = range.start;
    let mut first = 0;
    let mut hopeless = String::new(); // marks of which no closing one follows
    while let Some(open) = marks.get(first) {
        first += 1;
        if !open.can_open || hopeless.contains(open.character) {
            continue;
        }
        let content = content_of(text, open);
        let partner = marks
            .iter()
            .enumerate()
            .skip(first)
            .find(|(_, close)| closes(open, content, close));
        let Some((place, close)) = partner else {
            hopeless.push(open.character);
            continue;
        };
        writer.write(at..open.place, style);
        let inside = marks.get(first..place).unwrap_or_default();
        let content = open.place + 1..close.place;
        pairs(text, inside, content, with(style, open.character), writer);
        at = close.place + 1;
        first = place + 1;
    }
    writer.write(at..range.end, style);
}

/// Whether a mark ends what another one began, whose content is first seen at `content`.
fn closes(open: &Mark, content: usize, close: &Mark) -> bool {
    close.character == open.character && close.can_close && close.place > content
}

/// Where the first character stands behind a mark that is not the mark again.
fn content_of(text: &str, open: &Mark) -> usize {
    let rest = slice(text, open.place..text.len());
    open.place + rest.len() - rest.trim_start_matches(open.character).len()
}

const fn with(mut style: Style, mark: char) -> Style {
    match mark {
        '*' => style.bold = true,
        '_' => style.italic = true,
        _ => style.strike = true,
    }
    style
}

/// Splits what is written at addresses and code.
struct Writer<'a> {
    opaque: Vec<Opaque>,
    runs: &'a mut Vec<Run>,
}

impl Writer<'_> {
    fn write(&mut self, range: Range<usize>, style: Style) {
        let mut at = range.start;
        let first = self.opaque.partition_point(|part| part.outer.start < at);
        for part in self.opaque.iter().skip(first) {
            if part.outer.start >= range.end {
                break;
            }
            push(self.runs, at..part.outer.start, style);
            let style = Style {
                code: part.is_code,
                link: !part.is_code,
                ..style
            };
            push(self.runs, part.inner.clone(), style);
            at = part.outer.end;
        }
        push(self.runs, at..range.end, style);
    }
}

fn push(runs: &mut Vec<Run>, range: Range<usize>, style: Style) {
    if range.start < range.end {
        runs.push(Run { range, style });
    }
}
