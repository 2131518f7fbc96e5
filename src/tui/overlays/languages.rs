//! One template in all its languages, side by side, with the same values in each.

use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Outcome;
use super::frame::{self, Geometry};
use crate::preview::{self, Bubble, Ink, Line, Options};
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, draw};

/// The narrowest and the widest column.
const COLUMN: (u16, u16) = (34, 52);

/// A template in one language.
#[derive(Debug, Clone)]
pub struct Column {
    /// The language and what else is to be known of it.
    pub head: String,
    /// The bubble with the values of the message.
    pub filled: Bubble,
    /// The bubble with the longest values.
    pub longest: Bubble,
}

/// The languages of a template.
#[derive(Debug, Clone)]
pub struct Languages {
    title: String,
    columns: Vec<Column>,
    options: Options,
    /// Whether the longest values are shown.
    has_longest: bool,
    /// The first column that is shown.
    first: usize,
    /// The first line that is shown.
    top: usize,
}

impl Languages {
    /// The view of a template; the options are those of the phone.
    pub fn new(title: &str, columns: Vec<Column>, options: Options) -> Self {
        Self {
            title: title.to_owned(),
            columns,
            options,
            has_longest: false,
            first: 0,
            top: 0,
        }
    }

    /// Takes a key: Space changes the values, arrows move, Enter and Esc close.
    pub fn on_key<T>(&mut self, key: Key, screen: Rect) -> Outcome<T> {
        let page = usize::from(Self::lines_of(screen).height).max(2) - 1;
        match key.code() {
            KeyCode::Esc | KeyCode::Enter => return Outcome::Closed,
            KeyCode::Char(' ') => {
                self.has_longest = !self.has_longest;
                self.top = 0;
            }
            KeyCode::Left => self.first = self.first.saturating_sub(1),
            KeyCode::Right => self.first += 1,
            KeyCode::Up => self.top = self.top.saturating_sub(1),
            KeyCode::Down => self.top += 1,
            KeyCode::PageUp => self.top = self.top.saturating_sub(page),
            KeyCode::PageDown => self.top += page,
            KeyCode::Home => (self.first, self.top) = (0, 0),
            KeyCode::End => self.first = self.columns.len(),
            _ => {}
        }
        self.settle(screen);
        Outcome::Open
    }

    /// Takes a mouse event: the wheel moves, a click outside closes.
    pub fn on_mouse<T>(&mut self, event: MouseEvent, screen: Rect) -> Outcome<T> {
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollDown => self.top += 3,
            MouseEventKind::ScrollUp => self.top = self.top.saturating_sub(3),
            MouseEventKind::Down(MouseButton::Left) if !frame::whole(screen).frame.contains(at) => {
                return Outcome::Closed;
            }
            _ => {}
        }
        self.settle(screen);
        Outcome::Open
    }

    /// Keeps what is shown within what there is.
    fn settle(&mut self, screen: Rect) {
        let (count, width) = self.share(screen);
        self.first = self.first.min(self.columns.len().saturating_sub(count));
        let longest = self.shown(count).map(|column| self.lines(column, width));
        let rows = longest.map(|lines| lines.len()).max().unwrap_or(0);
        let height = usize::from(Self::lines_of(screen).height);
        self.top = self.top.min(rows.saturating_sub(height));
    }

    /// How many columns fit, and how wide each is.
    fn share(&self, screen: Rect) -> (usize, u16) {
        let width = frame::whole(screen).body.width;
        let fitting = usize::from((width + 1) / (COLUMN.0 + 1)).max(1);
        let count = fitting.min(self.columns.len()).max(1);
        let each = (width + 1) / u16::try_from(count).unwrap_or(1);
        (count, each.saturating_sub(1).min(COLUMN.1))
    }

    /// Where the phones stand, below their heads.
    fn lines_of(screen: Rect) -> Rect {
        let body = frame::whole(screen).body;
        Rect {
            y: body.y + 1.min(body.height),
            height: body.height.saturating_sub(1),
            ..body
        }
    }

    /// Which of the languages are shown: `languages 2 to 4 of 9`.
    fn told(&self, screen: Rect) -> String {
        let (shown, all) = (self.share(screen).0, self.columns.len());
        match (shown, all) {
            (_, 1) => "1 language".to_owned(),
            (1, _) => format!("language {} of {all}", self.first + 1),
            _ if shown >= all => format!("{all} languages"),
            _ => format!(
                "languages {} to {} of {all}",
                self.first + 1,
                self.first + shown
            ),
        }
    }

    fn shown(&self, count: usize) -> impl Iterator<Item = &Column> {
        self.columns.iter().skip(self.first).take(count)
    }

    fn lines(&self, column: &Column, width: u16) -> Vec<Line> {
        let bubble = if self.has_longest {
            &column.longest
        } else {
            &column.filled
        };
        preview::layout(bubble, width, &self.options)
    }

    /// Where the terminal's cursor belongs: on the first head.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        let body = frame::whole(screen).body;
        (!body.is_empty()).then(|| Position::new(self.left(screen), body.y))
    }

    /// Where the first column begins: few languages on a wide screen stand in its middle.
    fn left(&self, screen: Rect) -> u16 {
        let body = frame::whole(screen).body;
        let (count, width) = self.share(screen);
        let shown = u16::try_from(count).unwrap_or(u16::MAX);
        let taken = shown.saturating_mul(width + 1).saturating_sub(1);
        body.x + body.width.saturating_sub(taken) / 2
    }

    /// The view over the whole screen; the phones are drawn in the theme `phone`.
    pub const fn view<'a>(&'a self, theme: &'a Theme, phone: &'a Theme) -> LanguagesView<'a> {
        LanguagesView {
            languages: self,
            theme,
            phone,
        }
    }
}

/// The drawing of the languages.
#[derive(Debug, Clone)]
pub struct LanguagesView<'a> {
    languages: &'a Languages,
    theme: &'a Theme,
    phone: &'a Theme,
}

impl LanguagesView<'_> {
    fn frame(&self, geometry: Geometry, screen: Rect, buffer: &mut Buffer) {
        let languages = self.languages;
        let values = if languages.has_longest {
            "the longest values"
        } else {
            "the values of the message"
        };
        let which = languages.told(screen);
        let title = format!("{} · {which} · {values}", languages.title);
        let hints = [
            Hint::new("Space", "other values"),
            Hint::new("←→", "languages"),
            Hint::new("↑↓", "scroll"),
            Hint::new("Esc", "close"),
        ];
        frame::draw(buffer, screen, geometry, &title, &hints, self.theme);
    }

    fn column(&self, column: &Column, area: Rect, buffer: &mut Buffer) {
        let raised = self.theme.style(Role::Raised);
        let head = raised.patch(self.theme.style(Role::Title));
        draw::fitted(buffer, (area.x, area.y), area.right(), &column.head, head);
        let phone = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        draw::fill(buffer, phone, self.phone.bubble(Ink::default()));
        let lines = self.languages.lines(column, area.width);
        for (row, line) in phone.rows().zip(lines.iter().skip(self.languages.top)) {
            draw::phone_line(buffer, row, line, self.phone);
        }
    }
}

impl Widget for LanguagesView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let geometry = frame::whole(screen);
        self.frame(geometry, screen, buffer);
        let (count, width) = self.languages.share(screen);
        let mut x = self.languages.left(screen);
        for column in self.languages.shown(count) {
            let area = Rect {
                x,
                width,
                ..geometry.body
            };
            self.column(column, area.intersection(geometry.body), buffer);
            x = x.saturating_add(width + 1);
        }
    }
}
