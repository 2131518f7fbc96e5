//! A short notice over the lower right corner, which the application takes away after a while.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::draw;
use crate::text;
use crate::tui::theme::{Role, Theme};

/// What kind of news a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done as asked.
    Good,
    /// Neutral.
    Plain,
    /// Done, but look.
    Warning,
    /// Not done.
    Error,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What kind of news it is.
    pub tone: Tone,
    /// The news, in one sentence.
    pub text: String,
}

/// The widest notice.
const WIDEST: u16 = 60;
/// The most rows of a notice.
const TALLEST: usize = 4;

impl Toast {
    /// A notice.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
        }
    }

    /// The view of the notice over the lower right corner of what it is drawn in.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> ToastView<'a> {
        ToastView { toast: self, theme }
    }
}

/// The drawing of a notice.
#[derive(Debug, Clone)]
pub struct ToastView<'a> {
    toast: &'a Toast,
    theme: &'a Theme,
}

impl Widget for ToastView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let glyphs = self.theme.glyphs();
        let (sign, role) = match self.toast.tone {
            Tone::Good => (glyphs.good, Role::Good),
            Tone::Plain => ("", Role::Info),
            Tone::Warning => (glyphs.warning, Role::Warning),
            Tone::Error => (glyphs.error, Role::Error),
        };
        // A bar and a blank left, the sign and a blank, a blank right.
        let indent = 2 + if sign.is_empty() { 0 } else { 2 };
        let shown = glyphs
            .spelled(&text::visible(&self.toast.text))
            .into_owned();
        let room = usize::from(area.width.min(WIDEST)).saturating_sub(indent + 1);
        if room == 0 || area.height == 0 {
            return;
        }
        let rows: Vec<_> = text::wrap(&shown, room).into_iter().take(TALLEST).collect();
        let content = rows
            .iter()
            .filter_map(|row| shown.get(row.clone()))
            .map(|row| text::width(row.trim_end()))
            .max()
            .unwrap_or(0)
            .min(room);
        let width = u16::try_from(content + indent + 1).unwrap_or(area.width);
        let height = u16::try_from(rows.len()).unwrap_or(1).min(area.height);
        let frame = Rect::new(area.right() - width, area.bottom() - height, width, height);
        let raised = self.theme.style(Role::Raised);
        draw::fill(buffer, frame, raised);
        for ((y, row), first) in (frame.top()..frame.bottom())
            .zip(rows)
            .zip([true].into_iter().chain(std::iter::repeat(false)))
        {
            let style = raised.patch(self.theme.style(role));
            draw::line(buffer, (frame.x, y), frame.right(), glyphs.bar, style);
            if first {
                draw::line(buffer, (frame.x + 2, y), frame.right(), sign, style);
            }
            let row = shown.get(row).unwrap_or_default().trim_end();
            let x = frame.x.saturating_add(u16::try_from(indent).unwrap_or(0));
            draw::fitted(buffer, (x, y), frame.right(), row, raised);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(toast: &Toast, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        toast.view(&Theme::default()).render(area, &mut buffer);
        (0..height)
            .map(|y| {
                (0..width)
                    .map(|x| buffer[(x, y)].symbol().to_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn notices_stand_in_the_lower_right_corner() {
        let toast = Toast::new(Tone::Good, "saved menu.json");
        assert_eq!(
            lines(&toast, 24, 2),
            ["                        ", "    ▎ ✓ saved menu.json "]
        );
    }

    #[test]
    fn long_notices_wrap_and_small_screens_get_what_fits() {
        let toast = Toast::new(Tone::Error, "the file was changed outside");
        assert_eq!(
            lines(&toast, 20, 3),
            [
                "                    ",
                "▎ ✗ the file was    ",
                "▎   changed outside "
            ]
        );
        assert_eq!(lines(&toast, 3, 1), ["   "]);
    }
}
