//! The generic picker: a filtered list of things to choose one from.

use crossterm::event::{KeyCode, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Outcome;
use super::frame::{self, Geometry};
use crate::schema::Lines;
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{
    Hint, Item, List, ListOutcome, ListView, TextField, TextOutcome, TextView, draw,
};

/// A picker: kinds, header types, options, recipients, drafts, themes.
#[derive(Debug, Clone)]
pub struct Picker {
    title: String,
    input: TextField,
    list: List,
    hints: Vec<Hint>,
    empty: String,
}

/// The sign before the input.
const SIGN: &str = "/ ";

/// The cells of [`SIGN`].
const SIGN_WIDTH: u16 = 2;

impl Picker {
    /// A picker of `items`.
    pub fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self {
            title: title.into(),
            input: TextField::new("", Lines::One),
            list: List::new(items),
            hints: vec![
                Hint::new("Enter", "choose"),
                Hint::new("↑↓", "move"),
                Hint::new("Esc", "close"),
            ],
            empty: "nothing matches; Backspace widens the search".to_owned(),
        }
    }

    /// The picker with the item of this index highlighted.
    #[must_use]
    pub fn preselected(mut self, item: Option<usize>) -> Self {
        if let Some(item) = item {
            self.list.select(item);
        }
        self
    }

    /// The picker with its own keys at the foot.
    #[must_use]
    pub fn hints(mut self, hints: Vec<Hint>) -> Self {
        self.hints = hints;
        self
    }

    /// Shows other keys at the foot.
    pub(super) fn set_hints(&mut self, hints: Vec<Hint>) {
        self.hints = hints;
    }

    /// What the picker says when there is nothing to choose from.
    #[must_use]
    pub fn empty(mut self, empty: impl Into<String>) -> Self {
        self.empty = empty.into();
        self
    }

    /// The index of the highlighted item, for choices that are shown at once.
    pub fn selected(&self) -> Option<usize> {
        self.list.selected()
    }

    /// Highlights an item.
    pub(super) fn select(&mut self, item: usize) {
        self.list.select(item);
    }

    /// Offers other items under the same filter.
    pub(super) fn replace(&mut self, items: Vec<Item>) {
        self.list = List::new(items);
        self.list.filter(self.input.text());
    }

    /// Says something else of the same things; filter and highlight stay.
    pub fn update(&mut self, items: Vec<Item>) {
        let here = self.list.selected();
        self.replace(items);
        if let Some(here) = here {
            self.list.select(here);
        }
    }

    /// Takes a key; `screen` is the area of the whole screen.
    pub fn on_key(&mut self, key: Key, screen: Rect) -> Outcome<usize> {
        if key.code() == KeyCode::Esc {
            return Outcome::Closed;
        }
        let (_, list) = self.places(screen);
        match self.list.on_key(key, list.height) {
            ListOutcome::Chosen(item) => return Outcome::Done(item),
            ListOutcome::Moved => self.list.follow(list.height),
            ListOutcome::Ignored => {
                if self.input.on_key(key) == TextOutcome::Changed {
                    self.list.filter(self.input.text());
                }
            }
        }
        Outcome::Open
    }

    /// Takes a mouse event; a click outside closes.
    pub fn on_mouse(&mut self, event: MouseEvent, screen: Rect) -> Outcome<usize> {
        let geometry = self.geometry(screen);
        let (input, list) = self.places(screen);
        let at = Position::new(event.column, event.row);
        if matches!(event.kind, crossterm::event::MouseEventKind::Down(_)) {
            if !geometry.frame.contains(at) {
                return Outcome::Closed;
            }
            if input.contains(at) {
                self.input.click(event.column - input.x, 0);
            }
        }
        match self.list.on_mouse(event, list) {
            ListOutcome::Chosen(item) => Outcome::Done(item),
            ListOutcome::Moved | ListOutcome::Ignored => {
                self.list.follow(list.height);
                Outcome::Open
            }
        }
    }

    /// Takes pasted text into the filter.
    pub fn on_paste(&mut self, pasted: &str) {
        if self.input.paste(pasted) == TextOutcome::Changed {
            self.list.filter(self.input.text());
        }
    }

    /// Where the terminal's cursor belongs.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        self.input.cursor(self.places(screen).0)
    }

    /// The view of the picker over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> PickerView<'a> {
        PickerView {
            picker: self,
            theme,
        }
    }

    fn geometry(&self, screen: Rect) -> Geometry {
        let groups = self
            .list
            .items()
            .chunk_by(|one, other| one.group == other.group)
            .filter(|group| group.first().is_some_and(|item| !item.group.is_empty()))
            .count();
        // The input, a blank line, and never more than two thirds of the screen.
        let wanted = u16::try_from(self.list.items().len() + groups + 2).unwrap_or(u16::MAX);
        let most = (screen.height / 3 * 2).max(8);
        frame::geometry(screen, frame::WIDEST, wanted.clamp(5, most))
    }

    /// The input behind its sign, and the list.
    fn places(&self, screen: Rect) -> (Rect, Rect) {
        let body = self.geometry(screen).body;
        let input = Rect {
            x: body.x.saturating_add(SIGN_WIDTH).min(body.right()),
            width: body.width.saturating_sub(SIGN_WIDTH),
            height: body.height.min(1),
            ..body
        };
        let gap = if body.height > 4 { 2 } else { 1 };
        let list = Rect {
            y: body.y.saturating_add(gap).min(body.bottom()),
            height: body.height.saturating_sub(gap),
            ..body
        };
        (input, list)
    }
}

/// The drawing of a picker.
#[derive(Debug, Clone)]
pub struct PickerView<'a> {
    picker: &'a Picker,
    theme: &'a Theme,
}

impl Widget for PickerView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let (picker, theme) = (self.picker, self.theme);
        let geometry = picker.geometry(screen);
        frame::draw(
            buffer,
            screen,
            geometry,
            &picker.title,
            &picker.hints,
            theme,
        );
        let (input, list) = picker.places(screen);
        let raised = theme.style(Role::Raised);
        let sign = raised.patch(theme.style(Role::Accent));
        let body = geometry.body;
        if body.height > 0 {
            draw::line(buffer, (body.x, body.y), body.right(), SIGN, sign);
        }
        TextView::edited(&picker.input, theme)
            .style(raised)
            .placeholder("type to filter")
            .render(input, buffer);
        ListView::new(&picker.list, theme)
            .surface(raised)
            .empty(&picker.empty)
            .render(list, buffer);
    }
}
