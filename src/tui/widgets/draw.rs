//! Drawing text into a buffer, cluster by cluster, with the widths that the whole program uses.
//!
//! Everything on the screen goes through here: nothing writes outside the buffer, control
//! characters are shown instead of sent, and where the library counts a cluster differently the
//! cell is told its width, so that no neighbour is lost.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::preview::Line;
use crate::text;
use crate::tui::theme::Theme;

/// Draws a line of the phone in the colours of the theme `phone`.
pub fn phone_line(buffer: &mut Buffer, row: Rect, drawn: &Line, phone: &Theme) {
    let mut column = row.x;
    for span in &drawn.spans {
        let at = (column, row.y);
        column = line(buffer, at, row.right(), &span.text, phone.bubble(span.ink));
    }
}

/// Draws one grapheme cluster with its upper left cell at `x`, `y` if it fits left of `limit`.
///
/// Returns the cells it takes, drawn or not.
pub(crate) fn cluster(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    limit: u16,
    cluster: &str,
    style: Style,
) -> u16 {
    let width = u16::try_from(text::width(cluster)).unwrap_or(u16::MAX);
    let end = x.saturating_add(width);
    if width == 0 || end > limit.min(buffer.area.right()) {
        return width;
    }
    uncover(buffer, x, y);
    let Some(cell) = buffer.cell_mut((x, y)) else {
        return width;
    };
    cell.set_symbol(cluster).set_style(style);
    if cluster.cell_width() != width
        && let Some(width) = NonZeroU16::new(width)
    {
        cell.set_diff_option(CellDiffOption::ForcedWidth(width));
    }
    // Terminals may split a cluster of several code points over its cells: a second cell unlike a
    // blank makes the diff wipe it when the cluster goes.
    let hidden = if cluster.chars().nth(1).is_some() {
        ""
    } else {
        " "
    };
    for column in x.saturating_add(1)..end {
        if let Some(cell) = buffer.cell_mut((column, y)) {
            cell.reset();
            cell.set_symbol(hidden);
        }
    }
    width
}

/// Blanks a wide cluster to the left that reaches into the cell, as its second half is drawn over.
fn uncover(buffer: &mut Buffer, x: u16, y: u16) {
    if let Some(left) = x.checked_sub(1).and_then(|left| buffer.cell_mut((left, y)))
        && left.cell_width() > 1
    {
        left.set_symbol(" ").set_diff_option(CellDiffOption::None);
    }
}

/// Draws a text on one line from `x`, `y`, at most to the column before `limit`; returns the column
/// after it. What does not fit is cut off.
pub fn line(buffer: &mut Buffer, (x, y): (u16, u16), limit: u16, line: &str, style: Style) -> u16 {
    let shown = text::visible(line);
    let mut column = x;
    for (_, part) in text::graphemes(&shown) {
        let next = column.saturating_add(cluster(buffer, (column, y), limit, part, style));
        if next > limit {
            break;
        }
        column = next;
    }
    column
}

/// Draws a text that ends with `…` where it does not fit; returns the column after it.
pub fn fitted(buffer: &mut Buffer, at: (u16, u16), limit: u16, text: &str, style: Style) -> u16 {
    let room = usize::from(limit.saturating_sub(at.0));
    let shown = text::visible(text);
    line(buffer, at, limit, &text::truncate(&shown, room), style)
}

/// Draws a text so that it ends before `limit`, not farther left than `from`; returns the column
/// where it begins.
pub fn right(
    buffer: &mut Buffer,
    (from, y): (u16, u16),
    limit: u16,
    text: &str,
    style: Style,
) -> u16 {
    let width = u16::try_from(text::width(text)).unwrap_or(u16::MAX);
    let x = limit.saturating_sub(width).max(from);
    fitted(buffer, (x, y), limit, text, style);
    x
}

/// Makes an area blank in a style. Of its type face only what a blank shows is kept: the rest would
/// stick to whatever is drawn there next.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    let style = Style {
        add_modifier: style.add_modifier & (Modifier::REVERSED | Modifier::UNDERLINED),
        ..style
    };
    for y in area.top()..area.bottom() {
        uncover(buffer, area.left(), y);
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Block characters that shapes are filled with: alone, without their colours, they are only noise.
const BLOCKS: &[&str] = &["▀", "▄", "█", "▌", "▐", "▖", "▗", "▘", "▝"];

/// Lets an area fade behind what is drawn over it: only its text and lines stay.
pub fn dim(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                if BLOCKS.contains(&cell.symbol()) {
                    cell.set_symbol(" ");
                }
                cell.set_style(Style::reset().patch(style));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Stylize as _;
    use ratatui::text::Line;

    use super::*;

    #[test]
    fn what_does_not_fit_is_left_out_and_never_split() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        assert_eq!(line(&mut buffer, (0, 0), 6, "Tee茶茶", Style::new()), 5);
        assert_eq!(buffer, Buffer::with_lines(["Tee茶 "]));
        fitted(&mut buffer, (0, 0), 6, "sencha first", Style::new());
        assert_eq!(buffer, Buffer::with_lines(["sench…"]));
        fill(&mut buffer, Rect::new(0, 0, 9, 9), Style::new());
        assert_eq!(right(&mut buffer, (0, 0), 6, "9/60", Style::new()), 2);
        assert_eq!(buffer, Buffer::with_lines(["  9/60"]));
    }

    #[test]
    fn outside_the_buffer_nothing_happens() {
        let mut buffer = Buffer::empty(Rect::new(2, 2, 3, 1));
        line(&mut buffer, (0, 0), 60, "away", Style::new());
        line(&mut buffer, (4, 2), 60, "茶", Style::new());
        fill(&mut buffer, Rect::new(0, 0, 90, 90), Style::new());
        assert_eq!(buffer, Buffer::empty(Rect::new(2, 2, 3, 1)));
    }

    #[test]
    fn controls_are_shown_and_styles_cover_wide_cells() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        line(&mut buffer, (0, 0), 6, "a\u{1b}茶b", Style::new().bold());
        let expected = Line::from(vec!["a␛茶b".bold(), " ".into()]);
        assert_eq!(buffer, Buffer::with_lines([expected]));
    }

    #[test]
    fn what_fades_keeps_its_text_and_loses_its_shapes() {
        let mut buffer = Buffer::with_lines(["▄▄ Tea│".bold().reversed()]);
        let area = buffer.area;
        dim(&mut buffer, area, Style::new().dim());
        let expected = Style::reset().patch(Style::new().dim());
        let mut faded = Buffer::with_lines(["   Tea│"]);
        faded.set_style(area, expected);
        assert_eq!(buffer, faded);
    }

    #[test]
    fn half_a_wide_cluster_never_stays() {
        let mut buffer = Buffer::with_lines(["茶茶"]);
        fill(&mut buffer, Rect::new(1, 0, 1, 1), Style::new());
        line(&mut buffer, (3, 0), 4, "|", Style::new());
        assert_eq!(buffer, Buffer::with_lines(["   |"]));
    }

    #[test]
    fn every_cell_of_a_cluster_is_wiped_when_it_goes() {
        let area = Rect::new(0, 0, 6, 1);
        let (mut before, after) = (Buffer::empty(area), Buffer::empty(area));
        line(&mut before, (0, 0), 6, "स्ते❤️", Style::new());
        let wiped: Vec<u16> = before.diff(&after).iter().map(|(x, ..)| *x).collect();
        let width = u16::try_from(text::width("स्ते❤️")).unwrap();
        assert_eq!(wiped, (0..width).collect::<Vec<_>>());
    }

    #[test]
    fn a_cluster_that_the_library_measures_otherwise_keeps_its_neighbour() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let before = buffer.clone();
        line(&mut buffer, (0, 0), 8, "स्त्रीx", Style::new());
        let drawn: Vec<u16> = before.diff(&buffer).iter().map(|(x, ..)| *x).collect();
        let width = u16::try_from(text::width("स्त्री")).unwrap();
        assert!(drawn.contains(&width), "{drawn:?}");
    }
}
