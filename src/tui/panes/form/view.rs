//! The drawing of the form: the window of the sheet that fits the panel.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::sheet::Paint;
use super::value::{hint, value_text};
use super::{FormPane, is_text};
use crate::schema::{Markup, Shape};
use crate::tui::desk::Desk;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::text_field::{chips, markup};
use crate::tui::widgets::{Mark, TextView, draw};

impl FormPane {
    /// Draws the form; what is focused stands out only while the form has the focus.
    pub fn draw(&self, desk: &Desk, area: Rect, buffer: &mut Buffer, theme: &Theme, focused: bool) {
        let area = area.intersection(buffer.area);
        let mut texts = BTreeSet::new();
        let window = self.sheet.lines.iter().enumerate().skip(self.scroll);
        for (row, (number, line)) in area.rows().zip(window) {
            for segment in &line.segments {
                let x = row.x.saturating_add(segment.column);
                let limit = x.saturating_add(segment.width).min(row.right());
                match &segment.paint {
                    Paint::Text(text, role) => {
                        let style = theme.style(if focused { *role } else { resting(*role) });
                        draw::fitted(buffer, (x, row.y), limit, text, style);
                    }
                    Paint::Value { row, line } => {
                        texts.insert((*row, number - line, segment.column));
                    }
                }
            }
        }
        for (row, first, column) in texts {
            self.draw_text(desk, row, (first, column), area, buffer, theme);
        }
        self.draw_scroll_marks(area, buffer, theme);
    }

    /// Draws what the window shows of a wrapped text, whose first line may lie above it.
    fn draw_text(
        &self,
        desk: &Desk,
        row: usize,
        (first, column): (usize, u16),
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
    ) {
        let Some(text) = self.sheet.text_of(row) else {
            return;
        };
        let above = self.scroll.saturating_sub(first);
        let below = u16::try_from(first.saturating_sub(self.scroll)).unwrap_or(u16::MAX);
        let left = u16::try_from(usize::from(text.height).saturating_sub(above)).unwrap_or(0);
        let seen = left.min(area.height.saturating_sub(below));
        let part = Rect::new(0, 0, text.width, seen);
        let mut scratch = Buffer::empty(part);
        self.render_text(desk, row, (above, text.height), &mut scratch, theme);
        for y in 0..part.height {
            for x in 0..part.width {
                let place = (
                    area.x.saturating_add(column).saturating_add(x),
                    area.y.saturating_add(below).saturating_add(y),
                );
                if place.0 >= area.right() {
                    break;
                }
                if let (Some(from), Some(to)) = (scratch.cell((x, y)), buffer.cell_mut(place)) {
                    *to = from.clone();
                }
            }
        }
    }

    /// Draws the rows of a text below the first `above` of all its `height`.
    fn render_text(
        &self,
        desk: &Desk,
        number: usize,
        (above, height): (usize, u16),
        buffer: &mut Buffer,
        theme: &Theme,
    ) {
        let area = buffer.area;
        let Some(row) = desk.rows().get(number) else {
            return;
        };
        draw::fill(buffer, area, theme.style(Role::Text));
        let live = self
            .live
            .as_ref()
            .filter(|live| live.address == row.address && is_text(row));
        let text = match live {
            Some(live) => live.field.text().to_owned(),
            None => value_text(row, desk.draft().document.payload()),
        };
        let marks = marks_of(row.field.shape, &text, theme);
        let hint = hint(row);
        let view = match live {
            Some(live) => TextView::edited(&live.field, theme),
            None => TextView::new(&text, theme),
        };
        view.placeholder(&hint)
            .marks(&marks)
            .part(above, height)
            .render(area, buffer);
    }

    /// Says at the edge that there is more above or below.
    fn draw_scroll_marks(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let [above, below] = theme.glyphs().more;
        let style = theme.style(Role::Dim);
        // On the panel's border, where there is one.
        let x = area.right().saturating_add(1);
        if self.scroll > 0 {
            draw::line(buffer, (x, area.y), x.saturating_add(1), above, style);
        }
        if self.sheet.lines.len() > self.scroll + usize::from(area.height) {
            let y = area.bottom().saturating_sub(1);
            draw::line(buffer, (x, y), x.saturating_add(1), below, style);
        }
    }
}

/// How a role looks while the form does not have the focus.
const fn resting(role: Role) -> Role {
    match role {
        Role::TitleFocused => Role::Dim,
        Role::BarFocused => Role::Bar,
        Role::Cursor => Role::Accent,
        other => other,
    }
}

fn marks_of(shape: Shape, text: &str, theme: &Theme) -> Vec<Mark> {
    match shape {
        Shape::Text {
            markup: Markup::Drawn,
            ..
        } => {
            let mut marks = markup(text, theme);
            marks.extend(chips(text, theme));
            marks
        }
        Shape::Text { .. } => chips(text, theme),
        _ => Vec::new(),
    }
}
