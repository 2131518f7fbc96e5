//! The drawing of a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::filter::Found;
use super::{Item, List, Row};
use crate::text;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{draw, scrollbar};

/// The most cells that are kept for notes; a longer one takes them from its own row.
const MOST_NOTE: u16 = 10;

/// The view of a list.
#[derive(Debug, Clone)]
pub struct ListView<'a> {
    list: &'a List,
    theme: &'a Theme,
    surface: Style,
    focused: bool,
    empty: &'a str,
}

impl<'a> ListView<'a> {
    /// The view of a list that has the focus.
    pub fn new(list: &'a List, theme: &'a Theme) -> Self {
        Self {
            list,
            theme,
            surface: theme.style(Role::Text),
            focused: true,
            empty: "",
        }
    }

    /// What the list lies on.
    #[must_use]
    pub const fn surface(mut self, surface: Style) -> Self {
        self.surface = surface;
        self
    }

    /// Whether the list has the focus; without it the highlighted row is only marked.
    #[must_use]
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// What stands there when nothing matches.
    #[must_use]
    pub const fn empty(mut self, empty: &'a str) -> Self {
        self.empty = empty;
        self
    }

    fn style(&self, role: Role) -> Style {
        self.surface.patch(self.theme.style(role))
    }

    /// The column where details begin: behind the longest label, at most at half the width.
    fn detail_column(&self, area: Rect) -> u16 {
        let longest = self
            .list
            .found
            .iter()
            .filter_map(|found| self.list.items.get(found.item))
            .filter(|item| !item.detail.is_empty() || item.disabled.is_some())
            .map(|item| text::width(&item.label))
            .max()
            .unwrap_or(0);
        let behind = u16::try_from(longest).unwrap_or(u16::MAX).saturating_add(4);
        area.x.saturating_add(behind.min(area.width / 2))
    }

    /// The cells that are kept for notes at the right end, so that details end in one column.
    fn note_cells(&self) -> u16 {
        let widest = self
            .list
            .found
            .iter()
            .filter_map(|found| self.list.items.get(found.item))
            .map(|item| text::width(&self.theme.glyphs().spelled(&item.note)))
            .max()
            .unwrap_or(0);
        u16::try_from(widest).map_or(MOST_NOTE, |cells| cells.min(MOST_NOTE))
    }

    fn draw_item(
        &self,
        buffer: &mut Buffer,
        line: Rect,
        (details, notes): (u16, u16),
        found: &Found,
        item: &Item,
    ) {
        let inks = self.inks(self.list.selected() == Some(found.item), item);
        if let Some(sign) = inks.sign {
            draw::fill(buffer, line, inks.base);
            draw::line(buffer, (line.x, line.y), line.right(), sign, inks.base);
        }
        let at = (line.x.saturating_add(2), line.y);
        let limit = if item.note.is_empty() {
            line.right()
        } else {
            let kept = line.right().saturating_sub(notes + 2);
            let note = self.theme.glyphs().spelled(&item.note);
            draw::right(buffer, at, line.right(), &note, inks.note)
                .saturating_sub(2)
                .min(kept)
        };
        let rest = item.disabled.as_deref().unwrap_or(&item.detail);
        let label_limit = if rest.is_empty() {
            limit
        } else {
            details.min(limit).saturating_sub(1)
        };
        Self::draw_label(buffer, at, label_limit, (&item.label, found), &inks);
        draw::fitted(buffer, (details, line.y), limit, rest, inks.rest);
    }

    /// The styles of a row. On the highlighted one everything has its one pair of colours, because
    /// others may not be seen on its background.
    fn inks(&self, selected: bool, item: &Item) -> Inks {
        let matched = self.theme.style(Role::Match);
        let sign = selected.then_some(self.theme.glyphs().cursor);
        if selected && self.focused {
            let base = self.style(Role::Cursor);
            return Inks {
                sign,
                base,
                label: base,
                matched: base.add_modifier(matched.add_modifier),
                rest: base,
                note: base,
            };
        }
        let (label, rest) = if item.disabled.is_some() {
            (self.style(Role::Disabled), self.style(Role::Warning))
        } else {
            (self.surface, self.style(Role::Dim))
        };
        Inks {
            sign,
            base: self.surface,
            label,
            matched: label.patch(matched),
            rest,
            note: self.style(Role::Dim),
        }
    }

    /// Draws a label with the matched clusters marked.
    fn draw_label(
        buffer: &mut Buffer,
        (mut x, y): (u16, u16),
        limit: u16,
        (label, found): (&str, &Found),
        inks: &Inks,
    ) {
        let room = usize::from(limit.saturating_sub(x));
        let shown = text::visible(label);
        for (index, (_, cluster)) in text::graphemes(&text::truncate(&shown, room)).enumerate() {
            let matched = u32::try_from(index).is_ok_and(|index| found.matched.contains(&index));
            let style = if matched { inks.matched } else { inks.label };
            x = x.saturating_add(draw::cluster(buffer, (x, y), limit, cluster, style));
        }
    }
}

/// The styles of one row.
struct Inks {
    sign: Option<&'static str>,
    base: Style,
    label: Style,
    matched: Style,
    rest: Style,
    note: Style,
}

impl Widget for &ListView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        if self.list.is_empty() {
            let style = self.style(Role::Dim);
            draw::fitted(buffer, (area.x, area.y), area.right(), self.empty, style);
            return;
        }
        let rows = self.list.rows();
        let top = self.list.top(area.height);
        let overflows = rows.len() > usize::from(area.height) && area.width > 2;
        let body = Rect {
            width: area.width - if overflows { 2 } else { 0 },
            ..area
        };
        let columns = (self.detail_column(body), self.note_cells());
        for (y, row) in (body.top()..body.bottom()).zip(rows.iter().skip(top)) {
            let line = Rect::new(body.x, y, body.width, 1);
            match row {
                Row::Heading(heading) => {
                    let style = self.style(Role::Title);
                    draw::fitted(buffer, (line.x, y), line.right(), heading, style);
                }
                Row::Item(place) => {
                    let found = self.list.found.get(*place);
                    let item = found.and_then(|found| self.list.items.get(found.item));
                    if let (Some(found), Some(item)) = (found, item) {
                        self.draw_item(buffer, line, columns, found, item);
                    }
                }
            }
        }
        let bar = Rect::new(area.right() - 1, area.y, 1, area.height);
        scrollbar(buffer, bar, (top, rows.len()), self.theme, self.surface);
    }
}

impl Widget for ListView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Widget::render(&self, area, buffer);
    }
}
