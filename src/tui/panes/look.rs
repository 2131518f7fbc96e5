//! What the full-screen views are drawn with, and the frame that they share: a list beside its details.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::styled::{Styled, paragraphs};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Panel, draw, split_left, split_top};

/// What a view depends on beside its own content.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The theme of the screen.
    pub theme: &'a Theme,
    /// The theme of the phone.
    pub phone: &'a Theme,
    /// Where the user's clock stands.
    pub zone: &'a TimeZone,
    /// The moment.
    pub now: Timestamp,
}

/// Where list and details stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// The list with its frame; empty where only the details fit.
    pub list: Rect,
    /// The details with their frame; empty where only the list fits.
    pub detail: Rect,
    /// Whether the two have frames.
    pub is_framed: bool,
}

/// From this width on the list stands beside its details.
const BESIDE: u16 = 140;
/// From this size on both are seen.
const BOTH: (u16, u16) = (90, 18);

impl Split {
    /// Divides an area; `wide_list` is what the list takes where it stands beside its details.
    pub fn new(area: Rect, wide_list: u16, is_in_detail: bool) -> Self {
        let nothing = Rect {
            width: 0,
            height: 0,
            ..area
        };
        if area.width < BOTH.0 || area.height < BOTH.1 {
            let (list, detail) = if is_in_detail {
                (nothing, area)
            } else {
                (area, nothing)
            };
            return Self {
                list,
                detail,
                is_framed: false,
            };
        }
        let (list, detail) = if area.width >= BESIDE {
            split_left(area, wide_list)
        } else {
            split_top(area, area.height * 2 / 5)
        };
        Self {
            list,
            detail,
            is_framed: true,
        }
    }

    /// List and details side by side.
    pub fn beside(area: Rect, list: u16) -> Self {
        let (list, detail) = split_left(area, list);
        Self {
            list,
            detail,
            is_framed: true,
        }
    }

    /// The inside of the list.
    pub fn list_inside(&self) -> Rect {
        self.inside(self.list)
    }

    /// The inside of the details.
    pub fn detail_inside(&self) -> Rect {
        self.inside(self.detail)
    }

    fn inside(&self, area: Rect) -> Rect {
        if self.is_framed {
            Panel::inner(area)
        } else {
            // A line for the title, which has no frame to stand on.
            let title = area.height.min(1);
            Rect {
                x: area.x + area.width.min(1),
                y: area.y + title,
                width: area.width.saturating_sub(2),
                height: area.height - title,
            }
        }
    }
}

impl Look<'_> {
    /// A moment of our own on the user's clock; of another day with the day.
    pub fn moment(&self, at: Timestamp) -> String {
        self.on_the_clock(at, "%H:%M:%S%.3f")
    }

    /// The same of a moment that the platform told, which is a whole second.
    pub fn second(&self, at: Timestamp) -> String {
        self.on_the_clock(at, "%H:%M:%S")
    }

    /// The same to the minute.
    pub fn minute(&self, at: Timestamp) -> String {
        self.on_the_clock(at, "%H:%M")
    }

    fn on_the_clock(&self, at: Timestamp, today: &str) -> String {
        let (then, now) = (
            at.to_zoned(self.zone.clone()),
            self.now.to_zoned(self.zone.clone()),
        );
        let format = if then.date() == now.date() {
            today
        } else {
            "%d %b %H:%M"
        };
        then.strftime(format).to_string()
    }

    /// The frame around a part, or the line above it where there is none.
    pub fn frame(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        (title, state, role): (&str, &str, Role),
        (is_framed, is_focused): (bool, bool),
    ) {
        if is_framed {
            let mut panel = Panel::new(title, self.theme).focused(is_focused);
            if !state.is_empty() {
                panel = panel.state(vec![Span::styled(state.to_owned(), self.style(role))]);
            }
            panel.render(area, buffer);
        } else if !area.is_empty() {
            let line = Styled::new(" ", Role::Text)
                .then(title.to_owned(), Role::TitleFocused)
                .then("  ", Role::Text)
                .then(state.to_owned(), role);
            line.draw(area, buffer, self.theme);
        }
    }

    /// A style of the screen.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Draws lines from the first one that is to be seen.
    pub fn lines(&self, area: Rect, buffer: &mut Buffer, lines: &[Styled], top: usize) {
        for (row, line) in area.rows().zip(lines.iter().skip(top)) {
            line.draw(row, buffer, self.theme);
        }
    }

    /// Draws the rows of a list, the highlighted one marked.
    pub fn rows(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        rows: impl Iterator<Item = (bool, Styled)>,
        is_focused: bool,
    ) {
        for (place, (is_marked, line)) in area.rows().zip(rows) {
            if is_marked {
                let role = if is_focused {
                    Role::Cursor
                } else {
                    Role::Selection
                };
                draw::fill(buffer, place, self.style(role));
                // In one style: colours of their own would be holes in the bar.
                let marked = format!("{} {}", self.theme.glyphs().cursor, line.content());
                let at = (place.x, place.y);
                draw::fitted(buffer, at, place.right(), &marked, self.style(role));
            } else {
                let indented = Styled::new("  ", Role::Text).join(line);
                indented.draw(place, buffer, self.theme);
            }
        }
    }

    /// Draws a sentence in place of something that is empty.
    pub fn sentence(&self, area: Rect, buffer: &mut Buffer, sentence: &str, role: Role) {
        let lines = paragraphs(sentence, area.width, role);
        self.lines(area, buffer, &lines, 0);
    }
}

/// `name   value` with the value wrapped beneath itself.
pub fn named(name: &'static str, value: &str, width: u16, role: Role) -> Vec<Styled> {
    const COLUMN: u16 = 11;
    let pieces = paragraphs(value, width.saturating_sub(COLUMN).max(8), role);
    let mut lines = Vec::new();
    for (number, piece) in pieces.into_iter().enumerate() {
        let label = if number == 0 { name } else { "" };
        lines.push(
            Styled::new(label, Role::Dim)
                .to_column(usize::from(COLUMN))
                .join(piece),
        );
    }
    lines
}
