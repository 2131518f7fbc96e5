//! The palette: every action, searchable, with its key or the reason why it cannot run now.

use crossterm::event::MouseEvent;
use ratatui::layout::{Position, Rect};

use super::picker::PickerView;
use super::{Outcome, Picker};
use crate::tui::keys::{self, Binding, Group, Key, Keymap};
use crate::tui::msg::Action;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Hint, Item};

/// The groups that are not of the focused place, the most useful first.
const REST: [Group; 9] = [
    Group::Form,
    Group::Sending,
    Group::Preview,
    Group::Problems,
    Group::Text,
    Group::Drafts,
    Group::History,
    Group::Moving,
    Group::Composer,
];

/// The palette.
#[derive(Debug, Clone)]
pub struct Palette {
    picker: Picker,
    actions: Vec<Action>,
}

impl Palette {
    /// The palette of all actions: those `used` last, those of the `place` that has the focus, the others.
    /// `disabled` tells why an action cannot run now.
    pub fn new(
        keymap: &Keymap,
        used: &[Action],
        place: &[Group],
        disabled: impl Fn(Action) -> Option<String>,
    ) -> Self {
        let rows = ordered(used, place, &disabled);
        let items = rows
            .iter()
            .map(|(row, disabled)| {
                let group = if used.contains(&row.action) {
                    "Used last"
                } else {
                    row.group.title()
                };
                Item::new(row.title)
                    .detail(row.doc)
                    .note(keymap.label(row.action).unwrap_or_default())
                    .group(group)
                    .words(row.id)
                    .disabled(disabled.clone())
            })
            .collect();
        let picker = Picker::new("Actions", items).hints(vec![
            Hint::new("Enter", "run"),
            Hint::new("↑↓", "move"),
            Hint::new("Esc", "close"),
        ]);
        Self {
            picker,
            actions: rows.iter().map(|(row, _)| row.action).collect(),
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

/// All actions but the palette itself, with what stands in their way, in the order in which it lists them: in
/// each group those that can run now stand first; what ends the program is the last of all.
fn ordered(
    used: &[Action],
    place: &[Group],
    disabled: impl Fn(Action) -> Option<String>,
) -> Vec<(&'static Binding, Option<String>)> {
    let rank = |(row, disabled): &(&Binding, Option<String>)| {
        let at = |groups: &[Group]| groups.iter().position(|group| *group == row.group);
        let last = place.len() + REST.len();
        let group = at(place).unwrap_or_else(|| at(&REST).map_or(last, |at| place.len() + at));
        match used.iter().position(|action| *action == row.action) {
            Some(ago) => (false, ago, 0, false),
            None => (
                row.action == Action::Quit,
                used.len(),
                group,
                disabled.is_some(),
            ),
        }
    };
    let mut rows: Vec<_> = keys::bindings()
        .filter(|row| row.action != Action::Palette)
        .map(|row| (row, disabled(row.action)))
        .collect();
    rows.sort_by_key(rank);
    rows
}
