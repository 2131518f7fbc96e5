//! What becomes of a message when its API changes: the changes, and both payloads side by side.

use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use serde_json::Value;

use super::Outcome;
use super::frame::{self, Geometry};
use crate::message::{Converted, Loss};
use crate::text;
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, draw};

/// Payloads with more lines than these are shown without looking for what is the same in both.
const MOST_COMPARED: usize = 600;

/// A conversion that waits for a word.
#[derive(Debug, Clone)]
pub struct Migration {
    title: String,
    /// What changes, and what is lost by it.
    changes: Vec<(Loss, String)>,
    /// The two payloads, below the changes.
    payloads: Vec<Row>,
    top: usize,
}

/// One row of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// A change, or a further row of one.
    Change(Loss, String),
    /// Nothing.
    Blank,
    /// The headings of the two payloads.
    Heads(String, String),
    /// A line that both have.
    Same(String),
    /// A line that only one of them has, or another in each.
    Differs(Option<String>, Option<String>),
}

/// The cells of what a change loses, before its sentence.
const LOSS: usize = 10;

impl Migration {
    /// The view of a conversion; the names are those of the two APIs.
    pub fn new((from, to): (&str, &str), before: &Value, converted: &Converted) -> Self {
        let changes = converted
            .changes
            .iter()
            .map(|change| (change.loss, format!("{} {}", change.pointer, change.what)))
            .collect();
        let mut payloads = vec![Row::Blank, Row::Heads(from.to_owned(), to.to_owned())];
        payloads.extend(beside(
            &format!("{before:#}"),
            &format!("{:#}", converted.payload),
        ));
        Self {
            title: format!("{from} → {to}"),
            changes,
            payloads,
            top: 0,
        }
    }

    /// The rows at the width that a screen has for them.
    fn rows(&self, screen: Rect) -> Vec<Row> {
        let body = frame::geometry(screen, frame::WIDEST, 1).body;
        let room = usize::from(body.width).saturating_sub(LOSS).max(1);
        let mut rows = Vec::new();
        for (loss, sentence) in &self.changes {
            for (number, row) in text::wrap(sentence, room).into_iter().enumerate() {
                let label = if number == 0 { loss.name() } else { "" };
                let words = sentence.get(row).unwrap_or_default().trim_end();
                rows.push(Row::Change(*loss, format!("{label:LOSS$}{words}")));
            }
        }
        rows.extend(self.payloads.iter().cloned());
        rows
    }

    /// Takes a key: Enter converts, Esc leaves the message as it is, all others move.
    pub fn on_key(&mut self, key: Key, screen: Rect) -> Outcome<()> {
        let page = usize::from(self.geometry(screen).body.height).max(2) - 1;
        match key.code() {
            KeyCode::Esc => return Outcome::Closed,
            KeyCode::Enter => return Outcome::Done(()),
            KeyCode::Up => self.scroll(screen, self.top.saturating_sub(1)),
            KeyCode::Down => self.scroll(screen, self.top + 1),
            KeyCode::PageUp => self.scroll(screen, self.top.saturating_sub(page)),
            KeyCode::PageDown => self.scroll(screen, self.top + page),
            KeyCode::Home => self.scroll(screen, 0),
            KeyCode::End => self.scroll(screen, usize::MAX),
            _ => {}
        }
        Outcome::Open
    }

    /// Takes a mouse event: the wheel moves, a click outside leaves the message as it is.
    pub fn on_mouse(&mut self, event: MouseEvent, screen: Rect) -> Outcome<()> {
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollDown => self.scroll(screen, self.top + 3),
            MouseEventKind::ScrollUp => self.scroll(screen, self.top.saturating_sub(3)),
            MouseEventKind::Down(MouseButton::Left)
                if !self.geometry(screen).frame.contains(at) =>
            {
                return Outcome::Closed;
            }
            _ => {}
        }
        Outcome::Open
    }

    fn scroll(&mut self, screen: Rect, top: usize) {
        let height = usize::from(self.geometry(screen).body.height);
        let rows = self.rows(screen).len();
        self.top = top.min(rows.saturating_sub(height));
    }

    /// Where the terminal's cursor belongs: on the first row.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        let body = self.geometry(screen).body;
        (!body.is_empty()).then(|| body.as_position())
    }

    /// The view over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> MigrationView<'a> {
        MigrationView {
            migration: self,
            theme,
        }
    }

    fn geometry(&self, screen: Rect) -> Geometry {
        let rows = u16::try_from(self.rows(screen).len()).unwrap_or(u16::MAX);
        frame::geometry(screen, frame::WIDEST, rows)
    }
}

/// Two texts side by side, lines that both have on the same row.
fn beside(before: &str, after: &str) -> Vec<Row> {
    let left: Vec<&str> = before.lines().collect();
    let right: Vec<&str> = after.lines().collect();
    let common = if left.len().max(right.len()) > MOST_COMPARED {
        Vec::new()
    } else {
        common(&left, &right)
    };
    let mut rows = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (one, other) in common.into_iter().chain([(left.len(), right.len())]) {
        let gone = left.get(from..one).unwrap_or_default();
        let come = right.get(to..other).unwrap_or_default();
        for number in 0..gone.len().max(come.len()) {
            let line = |lines: &[&str]| lines.get(number).map(|line| (*line).to_owned());
            rows.push(Row::Differs(line(gone), line(come)));
        }
        rows.extend(left.get(one).map(|line| Row::Same((*line).to_owned())));
        (from, to) = (one + 1, other + 1);
    }
    rows
}

/// The numbers of the lines that both have, in order: the longest such list.
fn common(left: &[&str], right: &[&str]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    let mut longest = vec![0_u16; (left.len() + 1) * width];
    let get = |longest: &[u16], row: usize, column: usize| {
        longest.get(row * width + column).copied().unwrap_or(0)
    };
    for (row, one) in left.iter().enumerate().rev() {
        for (column, other) in right.iter().enumerate().rev() {
            let best = if one == other {
                get(&longest, row + 1, column + 1) + 1
            } else {
                get(&longest, row + 1, column).max(get(&longest, row, column + 1))
            };
            if let Some(cell) = longest.get_mut(row * width + column) {
                *cell = best;
            }
        }
    }
    let mut found = Vec::new();
    let (mut row, mut column) = (0, 0);
    while let (Some(one), Some(other)) = (left.get(row), right.get(column)) {
        if one == other {
            found.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if get(&longest, row + 1, column) >= get(&longest, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

/// The drawing of a conversion.
#[derive(Debug, Clone)]
pub struct MigrationView<'a> {
    migration: &'a Migration,
    theme: &'a Theme,
}

impl MigrationView<'_> {
    fn style(&self, role: Role) -> Style {
        let raised = self.theme.style(Role::Raised);
        raised.patch(self.theme.style(role))
    }

    fn row(&self, buffer: &mut Buffer, area: Rect, row: &Row) {
        let raised = self.theme.style(Role::Raised);
        let half = area.width / 2;
        let (right, middle) = (area.x + half + 1, (area.x + half).saturating_sub(1));
        let columns = [(area.x, middle), (right, area.right())];
        let mut put = |column: usize, line: &str, style: Style| {
            if let Some((x, limit)) = columns.get(column) {
                draw::fitted(buffer, (*x, area.y), *limit, line, style);
            }
        };
        match row {
            Row::Blank => {}
            Row::Change(loss, words) => {
                let role = match loss {
                    Loss::None => Role::Dim,
                    Loss::Lossy => Role::Warning,
                    Loss::ByHand => Role::Error,
                };
                draw::fitted(
                    buffer,
                    (area.x, area.y),
                    area.right(),
                    words,
                    self.style(role),
                );
            }
            Row::Heads(before, after) => {
                put(0, before, self.style(Role::Title));
                put(1, after, self.style(Role::Title));
            }
            Row::Same(line) => {
                put(0, &format!("  {line}"), raised);
                put(1, &format!("  {line}"), raised);
            }
            Row::Differs(before, after) => {
                if let Some(line) = before {
                    put(0, &format!("- {line}"), self.style(Role::Warning));
                }
                if let Some(line) = after {
                    put(1, &format!("+ {line}"), self.style(Role::Accent));
                }
            }
        }
    }
}

impl Widget for MigrationView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let migration = self.migration;
        let geometry = migration.geometry(screen);
        let hints = [
            Hint::new("Enter", "convert"),
            Hint::new("↑↓", "scroll"),
            Hint::new("Esc", "leave it as it is"),
        ];
        frame::draw(
            buffer,
            screen,
            geometry,
            &migration.title,
            &hints,
            self.theme,
        );
        let body = geometry.body;
        let rows = migration.rows(screen);
        // A screen that has grown since may show more rows than lie below the first one.
        let last = rows.len().saturating_sub(usize::from(body.height));
        let shown = rows.iter().skip(migration.top.min(last));
        for (y, row) in (body.top()..body.bottom()).zip(shown) {
            let area = Rect {
                y,
                height: 1,
                ..body
            };
            self.row(buffer, area, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_both_have_stand_on_one_row() {
        let rows = beside(
            "{\n  \"a\": 1,\n  \"b\": 2\n}",
            "{\n  \"p\": 0,\n  \"a\": 1\n}",
        );
        let line = |line: &str| Some(line.to_owned());
        assert_eq!(
            rows,
            [
                Row::Same("{".to_owned()),
                Row::Differs(line("  \"a\": 1,"), line("  \"p\": 0,")),
                Row::Differs(line("  \"b\": 2"), line("  \"a\": 1")),
                Row::Same("}".to_owned()),
            ]
        );
    }
}
