//! A pad over the screen, to write or paste some lines on: the draft's notes, a message to import.

use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Outcome;
use super::frame::{self, Geometry};
use crate::schema::Lines;
use crate::text;
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, TextField, TextOutcome, TextView, draw};

/// How many lines are seen at once.
const ROWS: u16 = 8;

/// A pad while it is written on.
#[derive(Debug, Clone)]
pub struct Pad {
    title: &'static str,
    label: &'static str,
    hints: Vec<Hint>,
    input: TextField,
    problem: Option<String>,
}

impl Pad {
    /// The draft's notes as they are, the caret at their end. Every way of closing keeps them.
    pub fn notes(notes: &str) -> Self {
        Self {
            title: "Notes",
            label: "For whoever works on the draft; never sent",
            hints: vec![Hint::new("Enter", "new line"), Hint::new("Esc", "done")],
            input: written(notes),
            problem: None,
        }
    }

    /// A message to import; `key` has it read.
    pub fn import(text: &str, key: &str) -> Self {
        Self {
            title: "Import a message",
            label: "Paste here with the terminal's own key: JSON, a curl command, a sample",
            hints: vec![
                Hint::new(key, "read it"),
                Hint::new("Enter", "new line"),
                Hint::new("Esc", "close"),
            ],
            input: written(text),
            problem: None,
        }
    }

    /// Says below the text what is wrong with it.
    pub fn refuse(&mut self, problem: String) {
        self.problem = Some(problem);
    }

    /// What it says now.
    pub fn text(&self) -> &str {
        self.input.text()
    }

    /// Where the caret stands in it, in bytes.
    pub fn caret(&self) -> usize {
        self.input.caret()
    }

    /// Shows another text, as undo does.
    pub fn replace(&mut self, text: &str, caret: usize) {
        self.input.set_text(text);
        self.input.set_caret(caret);
    }

    /// What is typed, to be edited; whether anything is wrong with it is judged anew.
    pub fn field(&mut self) -> &mut TextField {
        self.problem = None;
        &mut self.input
    }

    /// Takes a key; Esc closes, every other edits.
    pub fn on_key<T>(&mut self, key: Key, screen: Rect) -> Outcome<T> {
        if key.code() == KeyCode::Esc {
            return Outcome::Closed;
        }
        self.fit(screen);
        if self.input.on_key(key) == TextOutcome::Changed {
            self.problem = None;
        }
        Outcome::Open
    }

    /// Takes pasted text.
    pub fn on_paste(&mut self, pasted: &str) {
        self.problem = None;
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

    /// The view of the pad over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> PadView<'a> {
        PadView { pad: self, theme }
    }

    fn fit(&mut self, screen: Rect) {
        let area = Self::input_area(screen);
        self.input.resize(area.width, area.height);
    }

    fn geometry(screen: Rect) -> Geometry {
        frame::geometry(screen, frame::WIDEST, ROWS + 2)
    }

    /// The lines under the label, beside the bar.
    fn input_area(screen: Rect) -> Rect {
        let body = Self::geometry(screen).body;
        let label = u16::from(body.height > 1);
        Rect {
            x: body.x.saturating_add(1).min(body.right()),
            y: body.y + label,
            width: body.width.saturating_sub(1),
            height: (body.height - label).min(ROWS),
        }
    }
}

/// The drawing of a pad.
#[derive(Debug, Clone)]
pub struct PadView<'a> {
    pad: &'a Pad,
    theme: &'a Theme,
}

impl Widget for PadView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let theme = self.theme;
        let geometry = Pad::geometry(screen);
        let pad = self.pad;
        frame::draw(buffer, screen, geometry, pad.title, &pad.hints, theme);
        let raised = theme.style(Role::Raised);
        let (body, input) = (geometry.body, Pad::input_area(screen));
        if input.y > body.y {
            let style = raised.patch(theme.style(Role::Dim));
            draw::fitted(buffer, (body.x, body.y), body.right(), pad.label, style);
        }
        let bar = raised.patch(theme.style(Role::BarFocused));
        for row in input.rows() {
            let at = (body.x, row.y);
            draw::line(buffer, at, body.right(), theme.glyphs().bar, bar);
        }
        TextView::edited(&pad.input, theme)
            .style(raised)
            .render(input, buffer);
        if let Some(problem) = &pad.problem
            && input.bottom() < body.bottom()
        {
            let style = raised.patch(theme.style(Role::Error));
            let line = format!("{} {}", theme.glyphs().error, text::visible(problem));
            draw::fitted(buffer, (body.x, input.bottom()), body.right(), &line, style);
        }
    }
}

/// A text to go on with at its end.
fn written(text: &str) -> TextField {
    let mut input = TextField::new(text, Lines::Many);
    input.set_caret(text.len());
    input
}
