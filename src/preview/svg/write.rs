//! Writes the picture: backgrounds first, then shapes and text.

use std::fmt::Write as _;

use super::shapes::{CELL_HEIGHT, CELL_WIDTH, Shape, shape, tail};
use super::{Cell, Order};
use crate::preview::palette::Rgb;
use crate::text::bidi::{Direction, direction};
use crate::text::{visible, width};

const FONT_SIZE: usize = 15;
/// From a cell's top to the line on which letters stand.
const BASELINE: usize = 14;
/// Around the cells.
const PADDING: usize = 10;
/// The height of a window's title bar.
const BAR: usize = 34;
const FONTS: &str = "ui-monospace,'SF Mono','Cascadia Mono','JetBrains Mono',Menlo,Consolas,\
    'DejaVu Sans Mono','Liberation Mono',monospace";

/// The picture of rows of cells, in a window where there is a title.
pub(super) fn picture(rows: &[Vec<Cell>], title: Option<&str>, order: Order) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let top = if title.is_some() { BAR } else { PADDING };
    let (inner_width, inner_height) = (columns * CELL_WIDTH, rows.len() * CELL_HEIGHT);
    let (full_width, full_height) = (inner_width + 2 * PADDING, top + inner_height + PADDING);
    let background = rows
        .iter()
        .flatten()
        .next()
        .map_or(Rgb::default(), |cell| cell.background);

    let mut svg = Writer::default();
    svg.line(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{full_width}\" height=\"{full_height}\" \
         viewBox=\"0 0 {full_width} {full_height}\" font-family=\"{FONTS}\" \
         font-size=\"{FONT_SIZE}\" xml:space=\"preserve\" style=\"white-space:pre\">"
    ));
    svg.line(&format!(
        "<rect width=\"{full_width}\" height=\"{full_height}\" rx=\"10\" fill=\"{}\"/>",
        hex(background)
    ));
    if let Some(title) = title {
        svg.window(title, full_width);
    }
    svg.line(&format!("<g transform=\"translate({PADDING} {top})\">"));
    svg.line("<g shape-rendering=\"crispEdges\">");
    for (row, cells) in rows.iter().enumerate() {
        svg.backgrounds(row, cells, background);
    }
    for (row, cells) in rows.iter().enumerate() {
        svg.parts(row, cells);
    }
    svg.line("</g>");
    for (row, cells) in rows.iter().enumerate() {
        svg.corners(row, cells, rows.get(row + 1));
        svg.strokes(row, cells);
        svg.words(row, cells, order);
    }
    svg.line("</g>");
    svg.line("</svg>");
    svg.text
}

#[derive(Default)]
struct Writer {
    text: String,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Three dots and a title.
    fn window(&mut self, title: &str, full_width: usize) {
        for (x, colour) in [(20, "#ff5f57"), (40, "#febc2e"), (60, "#28c840")] {
            self.line(&format!(
                "<circle cx=\"{x}\" cy=\"17\" r=\"6\" fill=\"{colour}\"/>"
            ));
        }
        self.line(&format!(
            "<text x=\"{}\" y=\"22\" text-anchor=\"middle\" font-size=\"13\" fill=\"#8c9aa2\">{}</text>",
            full_width / 2,
            escape(&visible(title))
        ));
    }

    /// Runs of one background, where that is not the picture's own.
    fn backgrounds(&mut self, row: usize, cells: &[Cell], own: Rgb) {
        for (column, run) in runs(cells, |before, after| before.background == after.background) {
            let Some(colour) = run.first().map(|cell| cell.background) else {
                continue;
            };
            if colour != own {
                let (x, y) = place(row, column);
                self.line(&format!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{CELL_HEIGHT}\" fill=\"{}\"/>",
                    run.len() * CELL_WIDTH,
                    hex(colour)
                ));
            }
        }
    }

    /// Runs of one block character.
    fn parts(&mut self, row: usize, cells: &[Cell]) {
        for (column, run) in runs(cells, same_shape) {
            let Some(first) = run.first() else { continue };
            let Some(Shape::Part([left, top, share, height])) = shape(&first.text) else {
                continue;
            };
            let (x, y) = place(row, column);
            // Whole cells join into one rectangle; parts of a cell stay apart.
            let is_wide = share >= 1.0;
            let times = if is_wide { 1 } else { run.len() };
            for number in 0..times {
                let width = if is_wide {
                    pixels(run.len() * CELL_WIDTH)
                } else {
                    share * 9.0
                };
                self.line(&format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"{}\"/>",
                    pixels(x + number * CELL_WIDTH) + left * 9.0,
                    pixels(y) + top * 19.0,
                    height * 19.0,
                    hex(first.foreground)
                ));
            }
        }
    }

    /// Round corners; where there is nothing of the bubble below an upper one it is the tail.
    fn corners(&mut self, row: usize, cells: &[Cell], below: Option<&Vec<Cell>>) {
        for (column, cell) in cells.iter().enumerate() {
            if let Some(Shape::Filled(corner)) = shape(&cell.text) {
                let (x, y) = place(row, column);
                let under = below.and_then(|row| row.get(column));
                let is_free = under.is_some_and(|under| under.background != cell.foreground);
                let path = tail(&cell.text).filter(|_| is_free).unwrap_or(corner);
                self.line(&format!(
                    "<path transform=\"translate({x} {y})\" d=\"{path}\" fill=\"{}\"/>",
                    hex(cell.foreground)
                ));
            }
        }
    }

    /// Line characters; a run of horizontal ones is one line.
    fn strokes(&mut self, row: usize, cells: &[Cell]) {
        for (column, run) in runs(cells, same_shape) {
            let Some(first) = run.first() else { continue };
            let Some(Shape::Stroke { path, thickness }) = shape(&first.text) else {
                continue;
            };
            let is_line = matches!(first.text.as_str(), "─" | "━");
            let long = format!("M0 9.5H{}", run.len() * CELL_WIDTH);
            let times = if is_line { 1 } else { run.len() };
            for number in 0..times {
                let (x, y) = place(row, column + number);
                self.line(&format!(
                    "<path transform=\"translate({x} {y})\" d=\"{}\" fill=\"none\" stroke=\"{}\" \
                     stroke-width=\"{thickness}\"/>",
                    if is_line { &long } else { path },
                    hex(first.foreground)
                ));
            }
        }
    }

    /// Everything else, in pieces that are put at their cells.
    fn words(&mut self, row: usize, cells: &[Cell], order: Order) {
        for (column, run) in runs(cells, same_ink) {
            let Some(first) = run.first() else { continue };
            for piece in pieces(run, order) {
                self.piece(row, column + piece.column, &piece, first);
            }
        }
    }

    fn piece(&mut self, row: usize, column: usize, piece: &Piece, ink: &Cell) {
        let (x, y) = place(row, column);
        let y = y + BASELINE;
        let extent = piece.cells * CELL_WIDTH;
        let mut face = String::new();
        if ink.bold {
            face.push_str(" font-weight=\"bold\"");
        }
        if ink.italic {
            face.push_str(" font-style=\"italic\"");
        }
        let decoration = match (ink.underline, ink.strike) {
            (true, true) => " text-decoration=\"underline line-through\"",
            (true, false) => " text-decoration=\"underline\"",
            (false, true) => " text-decoration=\"line-through\"",
            (false, false) => "",
        };
        let position = match piece.fit {
            Fit::Spaced if piece.cells > 1 => format!("x=\"{x}\" textLength=\"{extent}\""),
            Fit::Spaced => format!("x=\"{x}\""),
            Fit::Stretched => {
                format!("x=\"{x}\" textLength=\"{extent}\" lengthAdjust=\"spacingAndGlyphs\"")
            }
            Fit::Centred => format!("x=\"{}\" text-anchor=\"middle\"", x + extent / 2),
        };
        self.line(&format!(
            "<text {position} y=\"{y}\" fill=\"{}\"{face}{decoration}>{}</text>",
            hex(ink.foreground),
            escape(&piece.text)
        ));
    }
}

/// How a piece of text fills its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// One character a cell.
    Spaced,
    /// As a whole: letters that join.
    Stretched,
    /// A wide or unusual character in the middle of its cells.
    Centred,
}

/// Text that is written at once.
struct Piece {
    column: usize,
    cells: usize,
    text: String,
    fit: Fit,
}

/// Splits a run of one ink: words of plain letters, right-to-left words, single other characters.
fn pieces(run: &[Cell], order: Order) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut can_grow = false;
    for (column, cell) in run.iter().enumerate() {
        let text = cell.text.as_str();
        if text.trim().is_empty() || shape(text).is_some() {
            can_grow = can_grow && text == " ";
            continue;
        }
        let fit = fit(text);
        let last = pieces.last_mut().filter(|last| {
            let gap = column - (last.column + last.cells);
            can_grow && last.fit == fit && fit != Fit::Centred && gap <= 1
        });
        let text = visible(text);
        match last {
            Some(last) => {
                let blank = if column > last.column + last.cells {
                    " "
                } else {
                    ""
                };
                if fit == Fit::Stretched && order == Order::Visual {
                    last.text = format!("{text}{blank}{}", last.text);
                } else {
                    last.text.push_str(blank);
                    last.text.push_str(&text);
                }
                last.cells = column + 1 - last.column;
            }
            None => pieces.push(Piece {
                column,
                cells: width(&text).max(1),
                text: text.into_owned(),
                fit,
            }),
        }
        can_grow = true;
    }
    pieces
}

fn fit(text: &str) -> Fit {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        _ if direction(text) == Direction::RightToLeft => Fit::Stretched,
        (Some('\u{20}'..='\u{24f}'), None) => Fit::Spaced,
        _ => Fit::Centred,
    }
}

/// Neighbours that are drawn alike, with the column where each run begins.
fn runs<'a>(
    cells: &'a [Cell],
    is_same: impl Fn(&Cell, &Cell) -> bool + 'a,
) -> impl Iterator<Item = (usize, &'a [Cell])> {
    let mut column = 0;
    cells.chunk_by(is_same).map(move |run| {
        let start = column;
        column += run.len();
        (start, run)
    })
}

fn same_shape(before: &Cell, after: &Cell) -> bool {
    before.text == after.text && before.foreground == after.foreground
}

fn same_ink(before: &Cell, after: &Cell) -> bool {
    let ink = |cell: &Cell| {
        (
            cell.foreground,
            [cell.bold, cell.italic, cell.underline, cell.strike],
        )
    };
    ink(before) == ink(after)
}

const fn place(row: usize, column: usize) -> (usize, usize) {
    (column * CELL_WIDTH, row * CELL_HEIGHT)
}

/// A whole number of pixels as a fraction; pictures stay far below where that would round.
fn pixels(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::MAX, f32::from)
}

fn hex(Rgb(red, green, blue): Rgb) -> String {
    let mut hex = String::with_capacity(7);
    write!(hex, "#{red:02x}{green:02x}{blue:02x}").unwrap_or_default();
    hex
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
