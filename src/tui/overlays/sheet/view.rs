//! Where the parts of a sheet stand, and their drawing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{Blank, BlankShape, Sheet};
use crate::text;
use crate::tui::overlays::frame::{self, Geometry};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, TextView, draw, scrollbar};

/// The widest column of labels.
const LABELS: u16 = 24;

/// The rows for the hint under the blanks.
const HINT: u16 = 2;

/// The row of the button and the one that parts it from the blanks.
const BUTTON: usize = 2;

/// What a secret looks like.
pub(super) fn hidden(secret: &str) -> String {
    "*".repeat(text::graphemes(secret).count())
}

/// Where the parts of a sheet stand on a screen.
pub(super) struct Places {
    geometry: Geometry,
    /// The whole sheet.
    pub(super) frame: Rect,
    /// Where blanks and button are seen.
    list: Rect,
    /// Where the hint stands.
    hint: Rect,
    /// The rows of each stop, counted from the first row of the first.
    stops: Vec<std::ops::Range<usize>>,
    /// The first row that is seen.
    pub(super) top: usize,
}

impl Places {
    /// The stop at a cell.
    pub(super) fn stop_at(&self, at: Position) -> Option<usize> {
        if !self.list.contains(at) {
            return None;
        }
        let row = self.top + usize::from(at.y - self.list.y);
        self.stops.iter().position(|rows| rows.contains(&row))
    }

    /// The line of a stop that is its own, if it is seen: of a blank the first, of the button the last.
    fn line(&self, stop: usize) -> Option<Rect> {
        let rows = self.stops.get(stop)?;
        let is_button = stop + 1 == self.stops.len();
        let row = if is_button { rows.end - 1 } else { rows.start };
        let below = u16::try_from(row.checked_sub(self.top)?).ok()?;
        (below < self.list.height).then(|| Rect {
            y: self.list.y + below,
            height: 1,
            ..self.list
        })
    }

    /// The cells of the value of a blank.
    pub(super) fn value(&self, stop: usize) -> Option<Rect> {
        let line = self.line(stop)?;
        let label = labels(line.width) + 1;
        Some(Rect {
            x: line.x + label.min(line.width),
            width: line.width.saturating_sub(label),
            ..line
        })
    }
}

/// The column of labels in lines of that width.
fn labels(width: u16) -> u16 {
    LABELS.min(width / 3)
}

impl Sheet {
    pub(super) fn places(&self, screen: Rect) -> Places {
        // The width does not depend on the height: a frame of any will tell it.
        let width = frame::geometry(screen, frame::WIDEST, 1).body.width;
        let mut end = 0;
        let mut stops: Vec<std::ops::Range<usize>> = Vec::new();
        let heights = self.blanks.iter().map(|blank| {
            let problem = self.problem(blank);
            1 + problem.map_or(0, |problem| rows(problem, problem_width(width)).len())
        });
        for height in heights.chain([BUTTON]) {
            stops.push(end..end + height);
            end += height;
        }
        let wanted = u16::try_from(end)
            .unwrap_or(u16::MAX)
            .saturating_add(1 + HINT);
        let geometry = frame::geometry(screen, frame::WIDEST, wanted);
        let body = geometry.body;
        let hint = if body.height > 2 * HINT { HINT } else { 0 };
        let list = Rect {
            height: body.height - hint,
            ..body
        };
        let focused = stops.get(self.focus).cloned().unwrap_or(0..0);
        Places {
            geometry,
            frame: geometry.frame,
            list,
            hint: Rect {
                y: list.bottom(),
                height: hint,
                ..body
            },
            top: self.scroll.showing(focused, list.height, end),
            stops,
        }
    }
}

/// The rows of a sentence.
fn rows(sentence: &str, width: u16) -> Vec<&str> {
    text::wrap(sentence, usize::from(width.max(1)))
        .into_iter()
        .map(|row| sentence.get(row).unwrap_or_default().trim_end())
        .collect()
}

/// The width of a problem under its value: indented to it, with room for the sign.
fn problem_width(width: u16) -> u16 {
    width.saturating_sub(labels(width) + 3)
}

/// The drawing of a sheet.
#[derive(Debug, Clone)]
pub struct SheetView<'a> {
    sheet: &'a Sheet,
    theme: &'a Theme,
}

impl<'a> SheetView<'a> {
    pub(super) const fn new(sheet: &'a Sheet, theme: &'a Theme) -> Self {
        Self { sheet, theme }
    }

    fn style(&self, role: Role) -> Style {
        self.theme.style(Role::Raised).patch(self.theme.style(role))
    }

    fn draw_blank(&self, places: &Places, stop: usize, blank: &Blank, buffer: &mut Buffer) {
        let Some(line) = places.line(stop) else {
            return self.draw_problem(places, stop, blank, buffer);
        };
        let has_focus = self.sheet.focus == stop;
        let label = if has_focus { Role::Accent } else { Role::Dim };
        let end = line.x + labels(line.width).saturating_sub(1);
        draw::fitted(
            buffer,
            (line.x, line.y),
            end,
            &blank.label,
            self.style(label),
        );
        let bar = match (self.sheet.problem(blank), has_focus) {
            (Some(_), _) => Role::Error,
            (None, true) => Role::BarFocused,
            (None, false) => Role::Bar,
        };
        let at = (line.x + labels(line.width), line.y);
        draw::line(
            buffer,
            at,
            line.right(),
            self.theme.glyphs().bar,
            self.style(bar),
        );
        if let Some(value) = places.value(stop) {
            self.draw_value(blank, has_focus, value, buffer);
        }
        self.draw_problem(places, stop, blank, buffer);
    }

    fn draw_value(&self, blank: &Blank, has_focus: bool, area: Rect, buffer: &mut Buffer) {
        let raised = self.theme.style(Role::Raised);
        let answer = self.sheet.answers.get(blank.id).map_or("", String::as_str);
        match &blank.shape {
            BlankShape::Text(placeholder) if has_focus => {
                TextView::edited(&self.sheet.field, self.theme)
                    .placeholder(placeholder)
                    .style(raised)
                    .render(area, buffer);
            }
            BlankShape::Text(placeholder) if answer.is_empty() => {
                let style = self.style(Role::Placeholder);
                draw::fitted(buffer, (area.x, area.y), area.right(), placeholder, style);
            }
            BlankShape::Text(_) => {
                draw::fitted(buffer, (area.x, area.y), area.right(), answer, raised);
            }
            BlankShape::Secret => {
                let hidden = hidden(answer);
                draw::fitted(buffer, (area.x, area.y), area.right(), &hidden, raised);
            }
            BlankShape::Choice(choices) => {
                let chosen = choices.iter().find(|(choice, _)| *choice == answer);
                let said = chosen.map_or("", |(_, said)| said.as_str());
                let style = if has_focus {
                    raised.patch(self.theme.style(Role::Cursor))
                } else {
                    raised
                };
                let open = self.theme.glyphs().folds[1];
                let said = format!("{said} {open}");
                draw::fitted(buffer, (area.x, area.y), area.right(), &said, style);
            }
        }
    }

    fn draw_problem(&self, places: &Places, stop: usize, blank: &Blank, buffer: &mut Buffer) {
        let (Some(problem), Some(stops)) = (self.sheet.problem(blank), places.stops.get(stop))
        else {
            return;
        };
        let width = places.list.width;
        let style = self.style(Role::Error);
        let x = places.list.x + labels(width) + 1;
        for (row, line) in (stops.start + 1..).zip(rows(problem, problem_width(width))) {
            let below = row
                .checked_sub(places.top)
                .and_then(|row| u16::try_from(row).ok())
                .filter(|below| *below < places.list.height);
            let Some(below) = below else { continue };
            let y = places.list.y + below;
            if row == stops.start + 1 {
                let sign = self.theme.glyphs().error;
                draw::line(buffer, (x, y), places.list.right(), sign, style);
            }
            draw::fitted(buffer, (x + 2, y), places.list.right(), line, style);
        }
    }

    fn draw_hint(&self, places: &Places, buffer: &mut Buffer) {
        let hint = self.sheet.blank().map_or("", |blank| blank.hint.as_str());
        let lines = places.hint.rows().zip(rows(hint, places.hint.width));
        for (area, line) in lines {
            let style = self.style(Role::Dim);
            draw::fitted(buffer, (area.x, area.y), area.right(), line, style);
        }
    }
}

impl Widget for SheetView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let places = self.sheet.places(screen);
        let next = match self.sheet.blank().map(|blank| &blank.shape) {
            Some(BlankShape::Choice(_)) => Hint::new("←→", "choose"),
            Some(_) => Hint::new("Tab", "next"),
            None => Hint::new("Enter", self.sheet.done),
        };
        let hints = [
            next,
            Hint::new("Ctrl-S", self.sheet.done),
            Hint::new("Esc", "close"),
        ];
        let (title, theme) = (&self.sheet.title, self.theme);
        frame::draw(buffer, screen, places.geometry, title, &hints, theme);
        for (stop, blank) in self.sheet.blanks.iter().enumerate() {
            self.draw_blank(&places, stop, blank, buffer);
        }
        let button = self.sheet.blanks.len();
        if let Some(line) = places.line(button) {
            let style = if self.sheet.focus == button {
                self.style(Role::Cursor)
            } else {
                theme.style(Role::Raised)
            };
            let said = format!(" {} ", text::capitalised(self.sheet.done));
            draw::fitted(buffer, (line.x, line.y), line.right(), &said, style);
        }
        let rows = places.stops.last().map_or(0, |rows| rows.end);
        let edge = Rect {
            x: places.list.right(),
            width: 1,
            ..places.list
        };
        let raised = theme.style(Role::Raised);
        scrollbar(buffer, edge, (places.top, rows), theme, raised);
        self.draw_hint(&places, buffer);
    }
}
