//! The palette: every action, searchable, with its key or the reason why it cannot run now.

use crossterm::event::MouseEvent;
use ratatui::layout::{Position, Rect};

use super::picker::PickerView;
use super::{Outcome, Picker};
use crate::tui::keys::{self, Key, Keymap};
use crate::tui::msg::Action;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Hint, Item};

/// The palette.
#[derive(Debug, Clone)]
pub struct Palette {
    picker: Picker,
    actions: Vec<Action>,
}

impl Palette {
    /// The palette of all actions. `disabled` tells why an action cannot run now.
    pub fn new(keymap: &Keymap, disabled: impl Fn(Action) -> Option<String>) -> Self {
        let rows = || keys::bindings().filter(|row| row.action != Action::Palette);
        let items = rows()
            .map(|row| {
                Item::new(row.title)
                    .detail(row.doc)
                    .note(keymap.label(row.action).unwrap_or_default())
                    .group(row.group.title())
                    .words(row.id)
                    .disabled(disabled(row.action))
            })
            .collect();
        let picker = Picker::new("Actions", items).hints(vec![
            Hint::new("Enter", "run"),
            Hint::new("↑↓", "move"),
            Hint::new("Esc", "close"),
        ]);
        Self {
            picker,
            actions: rows().map(|row| row.action).collect(),
        }
    }

    /// Takes a key; `screen` is the area of the whole screen.
    pub fn on_key(&mut self, key: Key, screen: Rect) -> Outcome<Action> {
        let outcome = self.picker.on_key(key, screen);
        self.action(&outcome)
    }

    /// Takes a mouse event.
    pub fn on_mouse(&mut self, event: MouseEvent, screen: Rect) -> Outcome<Action> {
        let outcome = self.picker.on_mouse(event, screen);
        self.action(&outcome)
    }

    /// Takes pasted text into the search.
    pub fn on_paste(&mut self, pasted: &str) {
        self.picker.on_paste(pasted);
    }

    /// Where the terminal's cursor belongs.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        self.picker.cursor(screen)
    }

    /// The view of the palette over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> PickerView<'a> {
        self.picker.view(theme)
    }

    fn action(&self, outcome: &Outcome<usize>) -> Outcome<Action> {
        match outcome {
            Outcome::Open => Outcome::Open,
            Outcome::Closed => Outcome::Closed,
            Outcome::Done(place) => self
                .actions
                .get(*place)
                .map_or(Outcome::Closed, |action| Outcome::Done(*action)),
        }
    }
}
