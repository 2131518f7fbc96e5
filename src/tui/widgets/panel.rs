//! The frame around a pane: a thin border, its title left, its state right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Block, Widget};

use super::draw;
use crate::text;
use crate::tui::theme::{Role, Theme};

/// A panel's frame.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    theme: &'a Theme,
    title: &'a str,
    state: Vec<Span<'a>>,
    focused: bool,
    surface: Role,
}

impl<'a> Panel<'a> {
    /// A frame with a title.
    pub const fn new(title: &'a str, theme: &'a Theme) -> Self {
        Self {
            theme,
            title,
            state: Vec::new(),
            focused: false,
            surface: Role::Text,
        }
    }

    /// What stands at the right end of the title line.
    #[must_use]
    pub fn state(mut self, state: Vec<Span<'a>>) -> Self {
        self.state = state;
        self
    }

    /// Whether the panel has the focus.
    #[must_use]
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// The panel on the surface of overlays, which covers what lies behind.
    #[must_use]
    pub const fn raised(mut self) -> Self {
        self.surface = Role::Raised;
        self
    }

    /// The area inside the frame and its padding of one column.
    pub fn inner(area: Rect) -> Rect {
        area.inner(Margin::new(2, 1))
    }

    fn draw_title(&self, area: Rect, buffer: &mut Buffer) {
        let (left, right) = (area.x.saturating_add(2), area.right().saturating_sub(2));
        if left >= right {
            return;
        }
        let role = if self.focused {
            Role::TitleFocused
        } else {
            Role::Title
        };
        let style = self.surface().patch(self.theme.style(role));
        let title = format!(
            " {} ",
            text::truncate(
                &text::visible(self.title),
                usize::from(right - left).saturating_sub(2)
            )
        );
        let end = draw::line(buffer, (left, area.y), right, &title, style);
        self.draw_state(area.y, (end.saturating_add(1), right), buffer);
    }

    /// Draws the state if it fits whole: half a number would be a wrong one.
    fn draw_state(&self, y: u16, (from, to): (u16, u16), buffer: &mut Buffer) {
        let width: usize = self
            .state
            .iter()
            .map(|span| text::width(&span.content))
            .sum();
        let Some(start) = u16::try_from(width + 2)
            .ok()
            .and_then(|width| to.checked_sub(width))
            .filter(|start| width > 0 && *start >= from)
        else {
            return;
        };
        let surface = self.surface();
        let mut x = draw::line(buffer, (start, y), to, " ", surface);
        for span in &self.state {
            x = draw::line(buffer, (x, y), to, &span.content, surface.patch(span.style));
        }
        draw::line(buffer, (x, y), to, " ", surface);
    }

    fn surface(&self) -> Style {
        self.theme.style(self.surface)
    }
}

impl Widget for &Panel<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        draw::fill(buffer, area, self.surface());
        let role = if self.focused {
            Role::BorderFocused
        } else {
            Role::Border
        };
        Block::bordered()
            .border_set(self.theme.glyphs().border)
            .border_style(self.surface().patch(self.theme.style(role)))
            .render(area, buffer);
        if !area.is_empty() {
            self.draw_title(area, buffer);
        }
    }
}

impl Widget for Panel<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Widget::render(&self, area, buffer);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::tui::theme::{Borders, Depth};

    fn lines(panel: &Panel<'_>, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        panel.render(area, &mut buffer);
        (0..height)
            .map(|y| {
                (0..width)
                    .map(|x| buffer[(x, y)].symbol().to_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn title_stands_left_and_state_right() {
        let theme = Theme::default();
        let panel = Panel::new("Drafts", &theme).state(vec!["✗ 2".into(), "  ▲ 1".into()]);
        assert_eq!(
            lines(&panel, 28, 3),
            [
                "╭─ Drafts ────── ✗ 2  ▲ 1 ─╮",
                "│                          │",
                "╰──────────────────────────╯"
            ]
        );
        assert_eq!(
            lines(&panel, 16, 2),
            ["╭─ Drafts ─────╮", "╰──────────────╯"]
        );
        assert_eq!(lines(&panel, 9, 2), ["╭─ Dr… ─╮", "╰───────╯"]);
        assert_eq!(lines(&panel, 1, 1), ["╭"]);
    }

    #[test]
    fn ascii_borders_and_focus_without_colour() {
        let theme = Theme::named("terminal", Depth::Monochrome, Borders::Ascii);
        let panel = Panel::new("Form", &theme).focused(true);
        assert_eq!(lines(&panel, 12, 2), ["+- Form ---+", "+----------+"]);
        let area = Rect::new(0, 0, 12, 2);
        let mut buffer = Buffer::empty(area);
        panel.render(area, &mut buffer);
        assert!(buffer[(0, 0)].modifier.contains(Modifier::BOLD));
        assert!(buffer[(3, 0)].modifier.contains(Modifier::REVERSED));
    }
}
