//! Lines of text in roles: what panes without fields are made of.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::draw;

/// A line of spans, left to right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Styled {
    spans: Vec<(Cow<'static, str>, Role)>,
    width: usize,
}

impl Styled {
    /// A line of one span.
    pub fn new(content: impl Into<Cow<'static, str>>, role: Role) -> Self {
        Self::default().then(content, role)
    }

    /// The line with one more span. The text must be free of control characters.
    #[must_use]
    pub fn then(mut self, content: impl Into<Cow<'static, str>>, role: Role) -> Self {
        let content = content.into();
        self.width += text::width(&content);
        self.spans.push((content, role));
        self
    }

    /// The line with a text from elsewhere, its control characters made visible.
    #[must_use]
    pub fn foreign(self, content: &str, role: Role) -> Self {
        let visible = text::visible(content).into_owned();
        self.then(visible, role)
    }

    /// The line followed by another.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.width += other.width;
        self.spans.extend(other.spans);
        self
    }

    /// The line filled up to a column; one blank at least where it is that long already.
    #[must_use]
    pub fn to_column(self, column: usize) -> Self {
        let missing = column.saturating_sub(self.width).max(1);
        self.then(" ".repeat(missing), Role::Text)
    }

    /// How many cells it takes.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Its text, for copying and for tests.
    pub fn content(&self) -> String {
        self.spans.iter().map(|(text, _)| text.as_ref()).collect()
    }

    /// Draws it on the first line of an area, cut with `…` where it is too long.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let mut column = area.x;
        for (content, role) in &self.spans {
            if column >= area.right() || area.height == 0 {
                return;
            }
            let at = (column, area.y);
            column = draw::fitted(buffer, at, area.right(), content, theme.style(*role));
        }
    }
}

/// Breaks a paragraph into styled lines of at most `cells` cells; control characters become visible.
pub fn paragraphs(content: &str, cells: u16, role: Role) -> Vec<Styled> {
    let visible = text::visible_lines(content);
    let cells = usize::from(cells.max(1));
    visible
        .split('\n')
        .flat_map(|paragraph| {
            text::wrap(paragraph, cells)
                .into_iter()
                .map(|range| {
                    // The blank at which a line breaks must not count as one cell too many.
                    let piece = paragraph.get(range).unwrap_or_default().trim_end();
                    Styled::new(piece.to_owned(), role)
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
