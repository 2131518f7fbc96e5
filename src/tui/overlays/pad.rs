//! The notes of a draft: a few lines for its author, edited over the screen.

use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Outcome;
use super::frame::{self, Geometry};
use crate::schema::Lines;
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, TextField, TextView, draw};

/// How many lines of notes are seen at once.
const ROWS: u16 = 8;

/// Notes while they are edited. Every way of closing keeps them: undo takes them back.
#[derive(Debug, Clone)]
pub struct Notes {
    input: TextField,
}

impl Notes {
    /// The notes as they are, the caret at their end.
    pub fn new(notes: &str) -> Self {
        let mut input = TextField::new(notes, Lines::Many);
        input.set_caret(notes.len());
        Self { input }
    }

    /// What they say now.
    pub fn text(&self) -> &str {
        self.input.text()
    }

    /// Where the caret stands in it, in bytes.
    pub fn caret(&self) -> usize {
        self.input.caret()
    }

    /// Shows other notes, as undo does.
    pub fn replace(&mut self, notes: &str, caret: usize) {
        self.input.set_text(notes);
        self.input.set_caret(caret);
    }

    /// The selected text.
    pub fn selected(&self) -> Option<&str> {
        self.input.selected()
    }

    /// Takes the selected text out.
    pub fn cut(&mut self) -> Option<String> {
        self.input.cut()
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.input.select_all();
    }

    /// Takes a key; Esc closes, every other edits.
    pub fn on_key<T>(&mut self, key: Key, screen: Rect) -> Outcome<T> {
        if key.code() == KeyCode::Esc {
            return Outcome::Closed;
        }
        self.fit(screen);
        self.input.on_key(key);
        Outcome::Open
    }

    /// Takes pasted text.
    pub fn on_paste(&mut self, pasted: &str) {
        self.input.paste(pasted);
    }

    /// Takes a mouse event; a click outside closes.
    pub fn on_mouse<T>(&mut self, event: MouseEvent, screen: Rect) -> Outcome<T> {
        let at = Position::new(event.column, event.row);
        let area = Self::input_area(screen);
        let (column, row) = (at.x.saturating_sub(area.x), at.y.saturating_sub(area.y));
        self.fit(screen);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                if !Self::geometry(screen).frame.contains(at) {
                    return Outcome::Closed;
                }
                if area.contains(at) {
                    self.input.click(column, row);
                }
            }
            MouseEventKind::Drag(MouseButton::Left) if area.contains(at) => {
                self.input.drag(column, row);
            }
            _ => {}
        }
        Outcome::Open
    }

    /// Where the terminal's cursor belongs.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        self.input.cursor(Self::input_area(screen))
    }

    /// The view of the notes over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> NotesView<'a> {
        NotesView { notes: self, theme }
    }

    fn fit(&mut self, screen: Rect) {
        let area = Self::input_area(screen);
        self.input.resize(area.width, area.height);
    }

    fn geometry(screen: Rect) -> Geometry {
        frame::geometry(screen, frame::WIDEST, ROWS + 1)
    }

    /// The lines under the label, beside the bar.
    fn input_area(screen: Rect) -> Rect {
        let body = Self::geometry(screen).body;
        let label = u16::from(body.height > 1);
        Rect {
            x: body.x.saturating_add(1).min(body.right()),
            y: body.y + label,
            width: body.width.saturating_sub(1),
            height: body.height - label,
        }
    }
}

/// The drawing of notes.
#[derive(Debug, Clone)]
pub struct NotesView<'a> {
    notes: &'a Notes,
    theme: &'a Theme,
}

impl Widget for NotesView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let theme = self.theme;
        let geometry = Notes::geometry(screen);
        let hints = [Hint::new("Enter", "new line"), Hint::new("Esc", "done")];
        frame::draw(buffer, screen, geometry, "Notes", &hints, theme);
        let raised = theme.style(Role::Raised);
        let (body, input) = (geometry.body, Notes::input_area(screen));
        if input.y > body.y {
            let style = raised.patch(theme.style(Role::Dim));
            let label = "For whoever works on the draft; never sent";
            draw::fitted(buffer, (body.x, body.y), body.right(), label, style);
        }
        let bar = raised.patch(theme.style(Role::BarFocused));
        for row in input.rows() {
            let at = (body.x, row.y);
            draw::line(buffer, at, body.right(), theme.glyphs().bar, bar);
        }
        TextView::edited(&self.notes.input, theme)
            .style(raised)
            .render(input, buffer);
    }
}
