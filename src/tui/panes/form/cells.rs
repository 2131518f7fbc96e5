//! Compact elements: several fields as cells of one line.

use super::line::Line;
use super::sheet::{SheetLine, Source, row_of};
use super::value::{chosen, value_text};
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
        let index = self.index_of(item);
        let mut line = Line::new(self.width);
        line.left(indent, &format!("{index:>3}"), Role::Dim, row_of(item));
        self.cells(cells, indent + CELLS_FROM, &mut line);
        lines.push(line.done());
        for cell in cells {
            self.diagnostics(*cell, indent + CELLS_FROM, lines);
        }
        let focused = self
            .focus
            .is_some_and(|row| row == item || cells.contains(&row) || more.contains(&row));
        for cell in more {
            let present = self
                .rows
                .get(*cell)
                .is_some_and(|row| !value_text(row, self.payload).is_empty());
            if focused || present || !self.findings.of(*cell).is_empty() {
                let mut line = Line::new(self.width);
                self.cells(&[*cell], indent + CELLS_FROM, &mut line);
                lines.push(line.done());
                self.diagnostics(*cell, indent + CELLS_FROM, lines);
            }
        }
        self.diagnostics(item, indent + CELLS_FROM, lines);
    }

    /// Cells side by side with the counter of the focused or the last of them at the right.
    pub(super) fn cells(&self, cells: &[usize], from: u16, line: &mut Line) {
        let counted = cells
            .iter()
            .copied()
            .find(|cell| self.focus == Some(*cell))
            .or_else(|| cells.last().copied());
        if let Some((number, row)) = counted.and_then(|cell| Some((cell, self.rows.get(cell)?))) {
            let named = self.focus == Some(number) && cells.len() > 1;
            if let Some((count, role)) = self.count(row) {
                let count = if named {
                    format!("{}  {count}", row.field.title)
                } else {
                    count
                };
                line.right(&count, role, row_of(number));
            }
        }
        let room = line.room(from).saturating_sub(1);
        let mut column = from;
        for (cell, width) in cells.iter().zip(self.shares(cells, room)) {
            self.cell(*cell, column, width, line);
            column += width + 1;
        }
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

    fn cell(&self, number: usize, column: u16, width: u16, line: &mut Line) {
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
            (row.field.title.to_owned(), role)
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
