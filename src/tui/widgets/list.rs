//! A list to choose from: filtered as one types, with groups, details and reasons.

mod filter;
mod view;

use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::Scroll;
use crate::tui::keys::Key;
use filter::Found;

pub use view::ListView;

/// One thing to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// What it is, dimmed behind the label.
    pub detail: String,
    /// What stands at the right end: a key, a count.
    pub note: String,
    /// The heading that it stands under while nothing is filtered; equal ones stand together.
    pub group: String,
    /// Further words that the filter finds it by.
    pub words: String,
    /// Why it cannot be chosen now.
    pub disabled: Option<String>,
}

impl Item {
    /// A thing with a name.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// The thing with a word on what it is.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The thing with something at the right end.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// The thing under a heading.
    #[must_use]
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = group.into();
        self
    }

    /// The thing with further words to be found by.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }

    /// The thing as it cannot be chosen, with the reason; as it is when there is none.
    #[must_use]
    pub fn disabled(mut self, reason: Option<String>) -> Self {
        self.disabled = reason;
        self
    }
}

/// What became of a key or click that a list was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOutcome {
    /// The list has no use for it.
    Ignored,
    /// The highlight moved, or the click was taken.
    Moved,
    /// The item of this index was chosen.
    Chosen(usize),
}

/// Things to choose from, the filter on them and the highlighted one.
#[derive(Debug, Clone)]
pub struct List {
    items: Vec<Item>,
    found: Vec<Found>,
    /// The highlighted one of `found`.
    selected: usize,
    scroll: Scroll,
}

/// A row as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row<'a> {
    Heading(&'a str),
    /// An index into `found`.
    Item(usize),
}

impl List {
    /// A list, unfiltered, with the first thing that can be chosen highlighted.
    pub fn new(items: Vec<Item>) -> Self {
        let mut list = Self {
            found: filter::find(&items, ""),
            items,
            selected: 0,
            scroll: Scroll::default(),
        };
        list.selected = list.first_enabled();
        list
    }

    /// All things.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Shows only what matches, best first; the best is highlighted.
    pub fn filter(&mut self, query: &str) {
        self.found = filter::find(&self.items, query);
        // What was searched for stays highlighted even if it cannot be chosen: Enter must not do
        // the next best thing instead.
        let filtered = self.found.first().is_some_and(|found| found.filtered);
        self.selected = if filtered { 0 } else { self.first_enabled() };
        self.scroll = Scroll::default();
    }

    /// The index of the highlighted thing; none when nothing matches.
    pub fn selected(&self) -> Option<usize> {
        self.found.get(self.selected).map(|found| found.item)
    }

    /// Highlights the thing of this index if it is shown.
    pub fn select(&mut self, item: usize) {
        if let Some(place) = self.found.iter().position(|found| found.item == item) {
            self.selected = place;
        }
    }

    /// Whether nothing matches the filter.
    pub const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Takes a key that moves or chooses; `height` is the height that the list is drawn with.
    pub fn on_key(&mut self, key: Key, height: u16) -> ListOutcome {
        if !key.modifiers().is_empty() {
            return ListOutcome::Ignored;
        }
        let page = isize::try_from(height.max(2)).unwrap_or(10) - 1;
        match key.code() {
            KeyCode::Up => self.go(-1, End::Around),
            KeyCode::Down => self.go(1, End::Around),
            KeyCode::PageUp => self.go(-page, End::Stop),
            KeyCode::PageDown => self.go(page, End::Stop),
            KeyCode::Enter => self.choose(),
            _ => return ListOutcome::Ignored,
        }
        .unwrap_or(ListOutcome::Moved)
    }

    /// Takes a click or a turn of the wheel; `area` is where the list is drawn.
    pub fn on_mouse(&mut self, event: MouseEvent, area: Rect) -> ListOutcome {
        if !area.contains(Position::new(event.column, event.row)) {
            return ListOutcome::Ignored;
        }
        match event.kind {
            MouseEventKind::ScrollUp => self.go(-3, End::Stop).unwrap_or(ListOutcome::Moved),
            MouseEventKind::ScrollDown => self.go(3, End::Stop).unwrap_or(ListOutcome::Moved),
            MouseEventKind::Down(MouseButton::Left) => {
                let top = self.top(area.height);
                let row = top + usize::from(event.row - area.y);
                match self.rows().get(row) {
                    Some(Row::Item(place)) => {
                        self.selected = *place;
                        self.choose().unwrap_or(ListOutcome::Moved)
                    }
                    _ => ListOutcome::Moved,
                }
            }
            _ => ListOutcome::Ignored,
        }
    }

    /// The highlighted thing, if it can be chosen.
    fn choose(&self) -> Option<ListOutcome> {
        let item = self.selected()?;
        let enabled = self.items.get(item)?.disabled.is_none();
        enabled.then_some(ListOutcome::Chosen(item))
    }

    fn go(&mut self, by: isize, end: End) -> Option<ListOutcome> {
        let last = self.found.len().checked_sub(1)?;
        self.selected = match (end, by) {
            (End::Around, ..=-1) if self.selected == 0 => last,
            (End::Around, 1..) if self.selected == last => 0,
            _ => self.selected.saturating_add_signed(by).min(last),
        };
        None
    }

    fn first_enabled(&self) -> usize {
        self.found
            .iter()
            .position(|found| {
                self.items
                    .get(found.item)
                    .is_some_and(|item| item.disabled.is_none())
            })
            .unwrap_or(0)
    }

    /// The rows as they are drawn: headings only while nothing is filtered.
    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::with_capacity(self.found.len() + 8);
        let mut group = "";
        for (place, found) in self.found.iter().enumerate() {
            let heading = self
                .items
                .get(found.item)
                .map_or("", |item| item.group.as_str());
            if !found.filtered && heading != group {
                group = heading;
                rows.push(Row::Heading(heading));
            }
            rows.push(Row::Item(place));
        }
        rows
    }

    /// The first row that is drawn in `height` rows; a heading is shown with its first item.
    fn top(&self, height: u16) -> usize {
        let rows = self.rows();
        let place = rows
            .iter()
            .position(|row| *row == Row::Item(self.selected))
            .unwrap_or(0);
        let above = place
            .checked_sub(1)
            .filter(|above| matches!(rows.get(*above), Some(Row::Heading(_))))
            .filter(|_| height > 1);
        self.scroll
            .showing(above.unwrap_or(place)..place + 1, height, rows.len())
    }

    /// Remembers the position that a drawing of `height` rows has, so that the next move starts
    /// from there.
    pub fn follow(&mut self, height: u16) {
        self.scroll.set(self.top(height));
    }
}

/// What a move does at the end of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Stop,
    Around,
}

#[cfg(test)]
mod tests;
