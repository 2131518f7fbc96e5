//! WhatsApp's text markup: which parts of a text are bold, italic, struck through, code, links.
//!
//! Called by the preview and by the form's body field; ranges are bytes of the source, so that
//! both the formatted text (runs) and the marks (the gaps between runs) can be drawn.

mod inline;
mod links;

use std::ops::Range;

/// One source line with the mark that it begins with and its formatted runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the line is: its mark is not part of the runs.
    pub mark: Mark,
    /// The whole line in the source, without its line break.
    pub range: Range<usize>,
    /// What is shown, in order; the bytes between runs are marks that vanish.
    pub runs: Vec<Run>,
}

/// What a line is by the mark at its start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// Ordinary text.
    #[default]
    None,
    /// `* item` or `- item`.
    Bullet,
    /// `1. item`; the number stands at the start of the block's range.
    Number,
    /// `> text`.
    Quote,
}

/// A stretch of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The bytes of the source.
    pub range: Range<usize>,
    /// How it is drawn.
    pub style: Style,
}

/// The style of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "marks nest: these are independent switches"
)]
pub struct Style {
    /// Between stars.
    pub bold: bool,
    /// Between underscores.
    pub italic: bool,
    /// Between tildes.
    pub strike: bool,
    /// Between backticks, one or three.
    pub code: bool,
    /// An address that can be tapped.
    pub link: bool,
}

const FENCE: &str = "```";

/// Reads the markup of `text`: one block a line.
///
/// Nothing is an error: what forms no mark is literal. `\r\n` counts as one line break.
pub fn parse(text: &str) -> Vec<Block> {
    let fences = fences(text);
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let end = start + line.strip_suffix('\r').unwrap_or(line).len();
            let range = start..end;
            start += line.len() + 1;
            block(text, range, &fences)
        })
        .collect()
}

/// A monospace block: with its fences, and without them.
struct Fenced {
    outer: Range<usize>,
    inner: Range<usize>,
}

/// The monospace blocks, which may span lines and in which nothing is interpreted.
fn fences(text: &str) -> Vec<Fenced> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = find(text, FENCE, from) {
        let inner = open + FENCE.len();
        let Some(close) = find(text, FENCE, inner) else {
            break;
        };
        let is_empty = slice(text, inner..close).trim().is_empty();
        // Of four backticks the last three close: the content may end with one.
        from = close + FENCE.len();
        if is_empty {
            from = inner;
        } else {
            found.push(Fenced {
                outer: open..from,
                inner: inner..close,
            });
        }
    }
    found
}

fn block(text: &str, range: Range<usize>, fences: &[Fenced]) -> Block {
    // They are in order: those that end before this line are of no concern.
    let first = fences.partition_point(|fence| fence.outer.end <= range.start);
    let fences = fences.get(first..).unwrap_or_default();
    let is_fenced = fences
        .first()
        .is_some_and(|fence| fence.outer.contains(&range.start));
    let (mark, mut at) = if is_fenced {
        (Mark::None, range.start)
    } else {
        line_mark(text, &range)
    };
    let mut runs = Vec::new();
    let inside = fences
        .iter()
        .take_while(|fence| fence.outer.start < range.end);
    for fence in inside {
        inline::parse(text, at..fence.outer.start.max(at), &mut runs);
        let code = fence.inner.start.max(range.start)..fence.inner.end.min(range.end);
        if code.start < code.end {
            runs.push(Run {
                range: code,
                style: Style {
                    code: true,
                    ..Style::default()
                },
            });
        }
        at = fence.outer.end.min(range.end);
    }
    inline::parse(text, at..range.end, &mut runs);
    Block { mark, range, runs }
}

/// The mark at the start of a line, and where its content begins.
fn line_mark(text: &str, range: &Range<usize>) -> (Mark, usize) {
    let line = slice(text, range.clone());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (mark, length) = match line.as_bytes() {
        [b'*' | b'-', b' ', ..] => (Mark::Bullet, 2),
        [b'>', b' ', ..] => (Mark::Quote, 2),
        _ if digits > 0 && slice(line, digits..line.len()).starts_with(". ") => {
            (Mark::Number, digits + 2)
        }
        _ => return (Mark::None, range.start),
    };
    if slice(line, length..line.len()).trim().is_empty() {
        return (Mark::None, range.start);
    }
    (mark, range.start + length)
}

fn find(text: &str, needle: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find(needle).map(|place| from + place)
}

/// The bytes of a range that is known to lie on character boundaries.
fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests;
