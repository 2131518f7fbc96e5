//! A question with a few answers, the harmless one preselected.

use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Outcome;
use super::frame::{self, Geometry};
use crate::text;
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, draw};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says: `Discard changes`.
    pub label: String,
    /// The character that gives the answer at once; none where a key typed just before must not.
    pub key: Option<char>,
}

impl Button {
    /// An answer with its key.
    pub fn new(label: impl Into<String>, key: char) -> Self {
        Self {
            label: label.into(),
            key: Some(key),
        }
    }

    /// The answer without its key: for questions that come up by themselves, under somebody's typing.
    #[must_use]
    pub fn without_key(self) -> Self {
        Self { key: None, ..self }
    }

    /// How it is drawn: `[d] Discard changes`.
    fn text(&self) -> String {
        match self.key {
            Some(key) => format!(" [{key}] {} ", self.label),
            None => format!(" {} ", self.label),
        }
    }
}

/// A question.
#[derive(Debug, Clone)]
pub struct Confirm {
    title: String,
    question: String,
    buttons: Vec<Button>,
    selected: usize,
}

/// The width of a question where the screen has room.
const WIDTH: u16 = 64;

impl Confirm {
    /// A question whose answer `safe` is preselected: the one that loses nothing.
    pub fn new(
        title: impl Into<String>,
        question: impl Into<String>,
        buttons: Vec<Button>,
        safe: usize,
    ) -> Self {
        Self {
            title: title.into(),
            question: text::visible_lines(&question.into()).into_owned(),
            selected: safe.min(buttons.len().saturating_sub(1)),
            buttons,
        }
    }

    /// Takes a key: arrows and Tab move, Enter answers, an answer's character answers at once.
    pub fn on_key(&mut self, key: Key) -> Outcome<usize> {
        let last = self.buttons.len().saturating_sub(1);
        let back = key.modifiers().contains(KeyModifiers::SHIFT);
        match key.code() {
            KeyCode::Esc => return Outcome::Closed,
            KeyCode::Enter if !self.buttons.is_empty() => return Outcome::Done(self.selected),
            KeyCode::Left | KeyCode::Up => self.selected = self.selected.saturating_sub(1),
            KeyCode::Right | KeyCode::Down => self.selected = (self.selected + 1).min(last),
            KeyCode::Tab if back => {
                self.selected = self.selected.checked_sub(1).unwrap_or(last);
            }
            KeyCode::Tab => {
                self.selected = if self.selected == last {
                    0
                } else {
                    self.selected + 1
                }
            }
            _ => {
                let answer = key.typed().and_then(|typed| {
                    self.buttons.iter().position(|button| {
                        button
                            .key
                            .is_some_and(|own| own.eq_ignore_ascii_case(&typed))
                    })
                });
                if let Some(answer) = answer {
                    return Outcome::Done(answer);
                }
            }
        }
        Outcome::Open
    }

    /// Takes a mouse event; a click outside closes.
    pub fn on_mouse(&mut self, event: MouseEvent, screen: Rect) -> Outcome<usize> {
        if event.kind != MouseEventKind::Down(MouseButton::Left) {
            return Outcome::Open;
        }
        let at = Position::new(event.column, event.row);
        let geometry = self.geometry(screen);
        if !geometry.frame.contains(at) {
            return Outcome::Closed;
        }
        self.places(geometry.body)
            .into_iter()
            .position(|place| place.contains(at))
            .map_or(Outcome::Open, Outcome::Done)
    }

    /// Where the terminal's cursor belongs: on the selected answer.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        let places = self.places(self.geometry(screen).body);
        let place = places
            .get(self.selected)
            .filter(|place| !place.is_empty())?;
        Some(Position::new(
            place.x.saturating_add(1).min(place.right() - 1),
            place.y,
        ))
    }

    /// The view of the question over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> ConfirmView<'a> {
        ConfirmView {
            confirm: self,
            theme,
        }
    }

    fn geometry(&self, screen: Rect) -> Geometry {
        let inside = WIDTH.min(screen.width.saturating_sub(2)).saturating_sub(4);
        let rows = self.rows(inside).len() + self.buttons.len() + 1;
        frame::geometry(screen, WIDTH, u16::try_from(rows).unwrap_or(u16::MAX))
    }

    /// The rows of the question.
    fn rows(&self, width: u16) -> Vec<&str> {
        self.question
            .split('\n')
            .flat_map(|line| {
                text::wrap(line, usize::from(width))
                    .into_iter()
                    .map(|row| line.get(row).unwrap_or_default().trim_end())
            })
            .collect()
    }

    /// Where the answers stand: one a line at the bottom, so that each is read whole.
    fn places(&self, body: Rect) -> Vec<Rect> {
        let count = u16::try_from(self.buttons.len())
            .unwrap_or(u16::MAX)
            .min(body.height);
        let first = body.bottom().saturating_sub(count);
        self.buttons
            .iter()
            .enumerate()
            .map(|(index, button)| {
                let width = u16::try_from(text::width(&button.text())).unwrap_or(u16::MAX);
                let y = first.saturating_add(u16::try_from(index).unwrap_or(u16::MAX));
                Rect::new(body.x, y, width.min(body.width), 1).intersection(body)
            })
            .collect()
    }
}

/// The drawing of a question.
#[derive(Debug, Clone)]
pub struct ConfirmView<'a> {
    confirm: &'a Confirm,
    theme: &'a Theme,
}

impl Widget for ConfirmView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let (confirm, theme) = (self.confirm, self.theme);
        let geometry = confirm.geometry(screen);
        let hints = [
            Hint::new("Enter", "answer"),
            Hint::new("↑↓", "move"),
            Hint::new("Esc", "close"),
        ];
        frame::draw(buffer, screen, geometry, &confirm.title, &hints, theme);
        let raised = theme.style(Role::Raised);
        let body = geometry.body;
        let places = confirm.places(body);
        let question = places.first().map_or(body.bottom(), |place| place.y);
        let lines = (body.top()..question).zip(confirm.rows(body.width));
        for (y, row) in lines {
            draw::fitted(buffer, (body.x, y), body.right(), row, raised);
        }
        for (index, (button, place)) in confirm.buttons.iter().zip(places).enumerate() {
            if place.is_empty() {
                continue;
            }
            let role = if index == confirm.selected {
                Role::Cursor
            } else {
                Role::Text
            };
            let style = match role {
                Role::Cursor => raised.patch(theme.style(role)),
                _ => raised,
            };
            draw::fitted(
                buffer,
                (place.x, place.y),
                place.right(),
                &button.text(),
                style,
            );
        }
    }
}
