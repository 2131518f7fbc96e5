//! Compact elements: several fields as cells of one line.

use super::line::Line;
use super::sheet::{SheetLine, Source, row_of};
use super::value::{chosen, hint, value_text};
use crate::schema::Row;
use crate::text;
use crate::tui::theme::Role;

/// The column of the first cell of a compact element, after its number.
const CELLS_FROM: u16 = 4;

impl Source<'_> {
    /// An element with its fields as cells.
    pub(super) fn item(
        &self,
        item: usize,
        cells: &[usize],
        more: &[usize],
        indent: u16,
        lines: &mut Vec<SheetLine>,
    ) {
        let from = indent + CELLS_FROM.max(self.mark_width(item) + 2);
        let mut line = Line::new(self.width);
        line.left(
            indent,
            &format!("{:>3}", self.mark(item)),
            Role::Dim,
            row_of(item),
        );
        let untold = self.cells(cells, from, &mut line);
        lines.push(line.done());
        if let Some(words) = untold {
            // no room beside the value: what stands around its slot gets a line of its own
            let mut line = Line::new(self.width);
            let room = usize::from(line.room(from + 1));
            let words = text::truncate(words, room.saturating_sub(1));
            line.left(from + 1, &words, Role::Dim, row_of(item));
            lines.push(line.done());
        }
        for cell in cells {
            self.diagnostics(*cell, from, lines);
        }
        let focused = self
            .focus
            .is_some_and(|row| row == item || cells.contains(&row) || more.contains(&row));
        if focused {
            self.labelled(more, from, lines);
        } else {
            self.summary(more, from, lines);
        }
        self.diagnostics(item, from, lines);
    }

    /// What stands before an element: the name that its heading gives a slot, else its number.
    fn mark(&self, item: usize) -> String {
        match self.rows.get(item) {
            Some(row) if row.label.starts_with("{{") => row.label.clone(),
            _ => self.index_of(item).to_string(),
        }
    }

    fn mark_width(&self, item: usize) -> u16 {
        u16::try_from(text::width(&self.mark(item))).unwrap_or(0)
    }

    /// Further fields of the element at work, each on a line of its own behind its label.
    fn labelled(&self, more: &[usize], from: u16, lines: &mut Vec<SheetLine>) {
        let widest = more
            .iter()
            .filter_map(|cell| self.rows.get(*cell))
            .map(|row| text::width(row.field.title))
            .max()
            .unwrap_or(0);
        let label_width = u16::try_from(widest).unwrap_or(0).min(self.width / 3);
        for cell in more {
            let Some(row) = self.rows.get(*cell) else {
                continue;
            };
            let mut line = Line::new(self.width);
            if let Some((count, role)) = self.count(row) {
                line.right(&count, role, row_of(*cell));
            }
            let title = text::truncate(row.field.title, usize::from(label_width));
            line.left(from + 1, &title, self.label_role(*cell), row_of(*cell));
            let column = from + label_width + 2;
            let room = line.room(column).saturating_sub(1);
            self.cell(*cell, (column, room), &hint(row), &mut line);
            lines.push(line.done());
            self.diagnostics(*cell, from, lines);
        }
    }

    /// Further fields of another element: a single one as it is, several in one line.
    fn summary(&self, more: &[usize], from: u16, lines: &mut Vec<SheetLine>) {
        let present: Vec<(usize, &Row)> = more
            .iter()
            .filter_map(|cell| Some((*cell, self.rows.get(*cell)?)))
            .filter(|(_, row)| !value_text(row, self.payload).is_empty())
            .collect();
        let Some((first, only)) = present.first() else {
            for cell in more {
                self.diagnostics(*cell, from, lines);
            }
            return;
        };
        let mut line = Line::new(self.width);
        let told = if present.len() == 1 && more.len() == 1 {
            if let Some((count, role)) = self.count(only) {
                line.right(&count, role, row_of(*first));
            }
            self.shown(only).0
        } else {
            let told: Vec<String> = present
                .iter()
                .map(|(_, row)| format!("{} {}", row.field.title, self.shown(row).0))
                .collect();
            told.join(" · ")
        };
        line.left(from + 1, &told, Role::Dim, row_of(*first));
        lines.push(line.done());
        for cell in more {
            self.diagnostics(*cell, from, lines);
        }
    }

    /// Cells side by side with the counter of the focused or the last of them at the right.
    ///
    /// Gives the words around the slot of the focused one, where they have no room there.
    pub(super) fn cells(&self, cells: &[usize], from: u16, line: &mut Line) -> Option<&str> {
        let mut untold = None;
        let counted = cells
            .iter()
            .copied()
            .find(|cell| self.focus == Some(*cell))
            .or_else(|| cells.last().copied());
        if let Some((number, row)) = counted.and_then(|cell| Some((cell, self.rows.get(cell)?))) {
            if let Some((count, role)) = self.count(row) {
                line.right(&count, role, row_of(number));
            }
            // What the field is called, or what stands around its slot in the template.
            let is_slot = row.label.contains("{{");
            if self.focus == Some(number) && (cells.len() > 1 || is_slot) {
                let name = if is_slot {
                    row.label.as_str()
                } else {
                    row.field.title
                };
                if text::width(name) + 24 < usize::from(line.room(from)) {
                    line.right(name, Role::Dim, row_of(number));
                } else if is_slot {
                    untold = Some(name);
                }
            }
        }
        let room = line.room(from).saturating_sub(1);
        let mut column = from;
        for (cell, width) in cells.iter().zip(self.shares(cells, room)) {
            let title = self.rows.get(*cell).map_or("", |row| row.field.title);
            self.cell(*cell, (column, width), title, line);
            column += width + 1;
        }
        untold
    }

    /// How wide each cell is: selectors as wide as they say, an id a quarter, the last the rest.
    fn shares(&self, cells: &[usize], room: u16) -> Vec<u16> {
        let gaps = u16::try_from(cells.len().saturating_sub(1)).unwrap_or(0);
        let room = room.saturating_sub(gaps);
        let mut left = room;
        let last = cells.len().saturating_sub(1);
        cells
            .iter()
            .enumerate()
            .map(|(place, cell)| {
                let width = if place == last {
                    left
                } else {
                    self.narrow_cell(*cell).min(left)
                };
                left -= width;
                width
            })
            .collect()
    }

    fn narrow_cell(&self, cell: usize) -> u16 {
        let Some(row) = self.rows.get(cell) else {
            return 0;
        };
        match chosen(row, self.payload) {
            Some(choice) => u16::try_from(text::width(&choice) + 3).unwrap_or(self.width),
            None => (self.width / 5).max(9),
        }
    }

    fn cell(&self, number: usize, (column, width): (u16, u16), placeholder: &str, line: &mut Line) {
        let Some(row) = self.rows.get(number).filter(|_| width > 1) else {
            return;
        };
        let focused = self.focus == Some(number);
        let bar = if focused || !self.findings.of(number).is_empty() {
            self.glyphs.bar
        } else {
            " "
        };
        line.left(column, bar, self.bar_role(number), row_of(number));
        let (from, inner) = (column + 1, width - 1);
        if self.is_live(number) && !self.text(number, row).is_empty() {
            line.value(from, inner, 0, number);
            return;
        }
        let (shown, role) = self.shown(row);
        let (shown, role) = if role == Role::Placeholder {
            (placeholder.to_owned(), role)
        } else {
            (shown, role)
        };
        let cut = text::truncate(&shown, usize::from(inner));
        if self.is_live(number) {
            line.value(from, inner, 0, number);
        } else {
            line.fill(from, inner, &cut, role, row_of(number));
        }
    }
}
