//! Block and line characters as shapes that meet their neighbours without a gap.

/// The width of a cell in pixels: the usual advance of a monospace font of 15 pixels.
pub(super) const CELL_WIDTH: usize = 9;
/// The height of a cell in pixels.
pub(super) const CELL_HEIGHT: usize = 19;

/// What a character is drawn as: rectangles or strokes in a cell of one by one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// Left, top, width and height of a filled part, as shares of the cell.
    Part([f32; 4]),
    /// A filled path in pixels from the cell's upper left corner.
    Filled(&'static str),
    /// A path in pixels from the cell's upper left corner.
    Stroke {
        /// The commands of the path.
        path: &'static str,
        /// The width of the stroke.
        thickness: f32,
    },
}

/// The shape of a character; none for those that are drawn as text.
pub(super) fn shape(text: &str) -> Option<Shape> {
    let mut characters = text.chars();
    let character = characters.next()?;
    if characters.next().is_some() {
        return None;
    }
    part(character)
        .map(Shape::Part)
        .or_else(|| corner(character).map(Shape::Filled))
        .or_else(|| stroke(character))
}

fn part(character: char) -> Option<[f32; 4]> {
    Some(match character {
        '▀' => [0.0, 0.0, 1.0, 0.5],
        '▄' => [0.0, 0.5, 1.0, 0.5],
        '█' => [0.0, 0.0, 1.0, 1.0],
        '▌' => [0.0, 0.0, 0.5, 1.0],
        '▎' => [0.0, 0.0, 0.25, 1.0],
        '▐' => [0.5, 0.0, 0.5, 1.0],
        '▁' => lower(1.0),
        '▂' => lower(2.0),
        '▃' => lower(3.0),
        '▅' => lower(5.0),
        '▆' => lower(6.0),
        '▇' => lower(7.0),
        _ => return None,
    })
}

fn lower(eighths: f32) -> [f32; 4] {
    [0.0, 1.0 - eighths / 8.0, 1.0, eighths / 8.0]
}

/// A quarter of a cell, which only ever is a corner of a bubble: round, from the middle of the cell to
/// the full width of the row above or below.
const fn corner(character: char) -> Option<&'static str> {
    const { assert!(CELL_WIDTH == 9 && CELL_HEIGHT == 19) };
    Some(match character {
        '▗' => "M0 19Q0 9.5 9 9.5V19Z",
        '▖' => "M9 19Q9 9.5 0 9.5V19Z",
        '▝' => "M0 0Q0 9.5 9 9.5V0Z",
        '▘' => "M9 0Q9 9.5 0 9.5V0Z",
        _ => return None,
    })
}

/// An upper corner as the tail of a bubble.
pub(super) fn tail(text: &str) -> Option<&'static str> {
    match text {
        "▗" => Some("M0 9.5H9V19Z"),
        "▖" => Some("M0 9.5H9L0 19Z"),
        _ => None,
    }
}

/// Paths for a cell of 9 by 19 pixels, with the middle at 4.5 and 9.5.
fn stroke(character: char) -> Option<Shape> {
    const { assert!(CELL_WIDTH == 9 && CELL_HEIGHT == 19) };
    let (path, thickness) = match character {
        '─' => ("M0 9.5H9", 1.0),
        '━' => ("M0 9.5H9", 2.0),
        '│' => ("M4.5 0V19", 1.0),
        '┃' => ("M4.5 0V19", 2.0),
        '╭' => ("M4.5 19V14Q4.5 9.5 9 9.5", 1.0),
        '╮' => ("M4.5 19V14Q4.5 9.5 0 9.5", 1.0),
        '╰' => ("M4.5 0V5Q4.5 9.5 9 9.5", 1.0),
        '╯' => ("M4.5 0V5Q4.5 9.5 0 9.5", 1.0),
        '┌' => ("M4.5 19V9.5H9", 1.0),
        '┐' => ("M4.5 19V9.5H0", 1.0),
        '└' => ("M4.5 0V9.5H9", 1.0),
        '┘' => ("M4.5 0V9.5H0", 1.0),
        '├' => ("M4.5 0V19M4.5 9.5H9", 1.0),
        '┤' => ("M4.5 0V19M4.5 9.5H0", 1.0),
        '┬' => ("M0 9.5H9M4.5 9.5V19", 1.0),
        '┴' => ("M0 9.5H9M4.5 9.5V0", 1.0),
        '┼' => ("M0 9.5H9M4.5 0V19", 1.0),
        '╲' => ("M0 0L9 19", 1.5),
        '╱' => ("M9 0L0 19", 1.5),
        _ => return None,
    };
    Some(Shape::Stroke { path, thickness })
}
