//! From parts to lines of a width.

use super::bubble::{Bubble, Options, Part};
use super::line::{Ink, Line, Meaning, Span};
use crate::text;

/// The lines of a bubble, each exactly `width` cells wide (at least one).
pub fn layout(bubble: &Bubble, width: u16, _options: &Options) -> Vec<Line> {
    let width = usize::from(width.max(1));
    let mut lines = Vec::new();
    for part in &bubble.parts {
        if let Part::Body(filled) = part {
            for row in text::wrap(&filled.text, width) {
                let row = text::visible(filled.text.get(row).unwrap_or_default().trim_end());
                let mut row = text::truncate(&row, width).into_owned();
                row.extend(std::iter::repeat_n(
                    ' ',
                    width.saturating_sub(text::width(&row)),
                ));
                let ink = Ink {
                    meaning: Meaning::Text,
                    ..Ink::default()
                };
                lines.push(Line {
                    spans: vec![Span { text: row, ink }],
                    tap: None,
                });
            }
        }
    }
    lines
}
