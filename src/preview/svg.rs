//! Lines, or any grid of coloured cells, as one self-contained SVG picture.
//!
//! Each run of text is put at its cell, so that the columns stay whatever font the viewer has;
//! block and line characters are drawn as shapes, without the gaps that fonts leave.

mod shapes;
mod write;

use super::line::{Line, Meaning};
use super::palette::{Palette, Rgb};
use crate::text::{graphemes, width};

/// One cell of a screen: what stands in it and how.
///
/// A character that is two cells wide is followed by an empty cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a type face is four independent switches"
)]
pub struct Cell {
    /// The grapheme cluster; empty or a blank for none.
    pub text: String,
    /// The colour of the text.
    pub foreground: Rgb,
    /// The colour behind it.
    pub background: Rgb,
    /// Drawn bold.
    pub bold: bool,
    /// Drawn italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
}

/// Whether right-to-left words stand in the cells as they are read, or already turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Logical,
    Visual,
}

/// The lines as a picture on the chat's backdrop; lay them out with `Options::reorder`, since
/// nothing else turns the text of a picture.
pub fn draw(lines: &[Line], palette: Palette) -> String {
    let backdrop = Cell {
        background: palette.colours(Meaning::Backdrop).background,
        ..Cell::default()
    };
    let columns = lines.first().map_or(0, |line| cells(line, palette).len());
    let mut rows = vec![vec![backdrop.clone(); columns]];
    rows.extend(lines.iter().map(|line| cells(line, palette)));
    rows.push(vec![backdrop; columns]);
    write::picture(&rows, None, Order::Visual)
}

/// A whole screen as a picture, in a window that bears the title.
pub fn draw_cells(rows: &[Vec<Cell>], title: &str) -> String {
    write::picture(rows, Some(title), Order::Logical)
}

fn cells(line: &Line, palette: Palette) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for span in &line.spans {
        let colours = palette.colours(span.ink.meaning);
        for (_, grapheme) in graphemes(&span.text) {
            let cell = Cell {
                text: grapheme.to_owned(),
                foreground: colours.foreground,
                background: colours.background,
                bold: span.ink.bold,
                italic: span.ink.italic,
                underline: span.ink.underline,
                strike: span.ink.strike,
            };
            match width(grapheme) {
                0 => {
                    if let Some(last) = cells.last_mut() {
                        last.text.push_str(grapheme);
                    }
                }
                1 => cells.push(cell),
                _ => {
                    let rest = Cell {
                        text: String::new(),
                        ..cell.clone()
                    };
                    cells.push(cell);
                    cells.push(rest);
                }
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests;
