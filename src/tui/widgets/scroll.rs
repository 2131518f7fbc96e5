//! Scrolling: a position that follows the highlighted row, and the bar that shows it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw;
use crate::tui::theme::{Role, Theme};

/// The first row that is shown of something taller than its area.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    offset: usize,
}

impl Scroll {
    /// The first row shown when `total` rows are seen through `height`.
    pub fn top(self, height: u16, total: usize) -> usize {
        self.offset.min(total.saturating_sub(usize::from(height)))
    }

    /// The first row shown when the rows `wanted` must be seen: the least move that shows them,
    /// their beginning where they are taller than the area.
    pub fn showing(self, wanted: std::ops::Range<usize>, height: u16, total: usize) -> usize {
        let top = self.top(height, total);
        let lowest = wanted.end.saturating_sub(usize::from(height));
        top.max(lowest).min(wanted.start)
    }

    /// Goes to a first row.
    pub const fn set(&mut self, top: usize) {
        self.offset = top;
    }
}

/// Draws a scroll bar in the first column of `area` if not everything fits.
pub fn scrollbar(
    buffer: &mut Buffer,
    area: Rect,
    (top, total): (usize, usize),
    theme: &Theme,
    surface: Style,
) {
    let height = usize::from(area.height);
    if total <= height || area.is_empty() {
        return;
    }
    let thumb = (height * height / total).max(1);
    let travel = height - thumb;
    let hidden = total - height;
    let start = (top.min(hidden) * travel).div_ceil(hidden);
    let [track, handle] = theme.glyphs().scroll;
    for (row, y) in (area.top()..area.bottom()).enumerate() {
        let (glyph, role) = if (start..start + thumb).contains(&row) {
            (handle, Role::Dim)
        } else {
            (track, Role::Border)
        };
        let style = surface.patch(theme.style(role));
        draw::line(buffer, (area.x, y), area.right(), glyph, style);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(0, 3..4, 0)]
    #[case(0, 7..8, 3)]
    #[case(9, 2..4, 2)]
    #[case(2, 3..20, 3)]
    fn the_least_move_shows_what_is_wanted(
        #[case] offset: usize,
        #[case] wanted: std::ops::Range<usize>,
        #[case] top: usize,
    ) {
        let mut scroll = Scroll::default();
        scroll.set(offset);
        assert_eq!(scroll.showing(wanted, 5, 20), top);
    }

    #[test]
    fn the_thumb_touches_both_ends() {
        let theme = Theme::default();
        let area = Rect::new(0, 0, 1, 4);
        let bar = |top: usize| -> String {
            let mut buffer = Buffer::empty(area);
            scrollbar(&mut buffer, area, (top, 12), &theme, Style::new());
            (0..4).map(|y| buffer[(0, y)].symbol().to_owned()).collect()
        };
        assert_eq!(bar(0), "┃│││");
        assert_eq!(bar(4), "││┃│");
        assert_eq!(bar(8), "│││┃");
    }
}
