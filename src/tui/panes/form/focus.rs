//! Which row of the form has the focus, and where it goes next.

use super::value::value_text;
use super::{FormPane, Hot, is_text};
use crate::schema::{Address, Pane, Role, Row};
use crate::tui::desk::Desk;
use crate::tui::desk::findings::place;
use crate::tui::desk::outline::Block;
use crate::wire::Pointer;

impl FormPane {
    /// The focused row.
    pub fn focused(&self, desk: &Desk) -> Option<usize> {
        let address = self.focus.as_ref()?;
        stops(desk).find(|stop| {
            desk.rows()
                .get(*stop)
                .is_some_and(|row| row.address == *address)
        })
    }

    /// The focused row itself.
    pub fn focused_row<'a>(&self, desk: &'a Desk) -> Option<&'a Row> {
        desk.rows().get(self.focused(desk)?)
    }

    /// The pane that the focused row belongs to.
    pub fn pane(&self, desk: &Desk) -> Pane {
        self.focused_row(desk)
            .map_or(Pane::Envelope, |row| row.pane)
    }

    /// Gives a row the focus, if it can have it.
    pub fn set_focus(&mut self, desk: &mut Desk, row: usize) {
        let Some(stop) = nearest_stop(desk, row) else {
            return;
        };
        let Some(address) = desk.rows().get(stop).map(|row| row.address.clone()) else {
            return;
        };
        if self.focus.as_ref() != Some(&address) {
            desk.editor.end_typing();
            self.focus = Some(address);
            self.live = None;
        }
        self.moved = true;
        self.sync_live(desk);
    }

    /// Gives the row at an address the focus, else the one nearest to it.
    pub fn set_focus_at(&mut self, desk: &mut Desk, address: &Address) {
        let exact = desk.rows().iter().position(|row| row.address == *address);
        let inside = || {
            desk.rows()
                .iter()
                .position(|row| address.contains(&row.address))
        };
        let around = || {
            desk.rows()
                .iter()
                .rposition(|row| row.address.contains(address))
        };
        if let Some(row) = exact.or_else(inside).or_else(around) {
            self.set_focus(desk, row);
        }
    }

    /// Gives the first row of a new element the focus that is not a text which has a value already,
    /// as generated ids have.
    pub fn set_focus_to_fill(&mut self, desk: &mut Desk, element: &Address) {
        let payload = desk.draft().document.payload();
        let open = stops(desk).find(|stop| {
            desk.rows().get(*stop).is_some_and(|row| {
                element.contains(&row.address)
                    && (!is_text(row) || value_text(row, payload).is_empty())
            })
        });
        if let Some(row) = open {
            self.set_focus(desk, row);
        }
    }

    /// Gives the row that shows a place of the payload the focus.
    pub fn set_focus_on(&mut self, desk: &mut Desk, pointer: &Pointer) {
        if let Some(row) = Self::row_on(desk, pointer) {
            self.set_focus(desk, row);
        }
    }

    /// The row of a place in the payload, or of the nearest place around it.
    pub fn row_on(desk: &Desk, pointer: &Pointer) -> Option<usize> {
        let payload = desk.draft().document.payload();
        let mut wanted = Some(pointer.clone());
        while let Some(here) = wanted {
            let row = desk
                .rows()
                .iter()
                .position(|row| !matches!(row.role, Role::Group) && place(row, payload) == here);
            if row.is_some() {
                return row;
            }
            wanted = here.parent();
        }
        None
    }

    /// Goes to the next or a previous field; false at the end.
    pub fn step(&mut self, desk: &mut Desk, by: isize) -> bool {
        let stops: Vec<usize> = stops(desk).collect();
        let here = self
            .focused(desk)
            .and_then(|row| stops.iter().position(|stop| *stop == row));
        let there = match here {
            Some(here) => here.checked_add_signed(by),
            None => Some(0),
        };
        match there.and_then(|there| stops.get(there)).copied() {
            Some(row) => {
                self.set_focus(desk, row);
                true
            }
            None => false,
        }
    }

    /// Goes to the first or last field of the form.
    pub fn step_to_end(&mut self, desk: &mut Desk, last: bool) {
        let stop = if last {
            stops(desk).last()
        } else {
            stops(desk).next()
        };
        if let Some(row) = stop {
            self.set_focus(desk, row);
        }
    }

    /// Goes to the first field of a pane, and shows the pane from its top.
    pub fn go_to_pane(&mut self, desk: &mut Desk, pane: Pane) {
        let first =
            stops(desk).find(|stop| desk.rows().get(*stop).is_some_and(|row| row.pane == pane));
        if let Some(row) = first {
            self.set_focus(desk, row);
            self.show_from(desk, pane);
        }
    }

    /// The panes that the form of this draft has, in order.
    pub fn panes(desk: &Desk) -> Vec<Pane> {
        Pane::ALL
            .iter()
            .copied()
            .filter(|pane| desk.rows().iter().any(|row| row.pane == *pane))
            .collect()
    }

    /// Begins on the first thing to write: the content, not the envelope.
    pub fn begin(&mut self, desk: &mut Desk) {
        *self = Self::default();
        let content = stops(desk).find(|stop| {
            desk.rows()
                .get(*stop)
                .is_some_and(|row| row.pane != Pane::Envelope && super::is_text(row))
        });
        let first = content.or_else(|| stops(desk).next());
        if let Some(row) = first {
            self.set_focus(desk, row);
        }
    }

    /// Keeps the focus on a row that exists: where the focused one went away, on its nearest neighbour.
    pub(super) fn settle_focus(&mut self, desk: &Desk) {
        if self.focused(desk).is_some() {
            return;
        }
        self.live = None;
        self.moved = true;
        let lost = self.focus.take();
        let near = lost.as_ref().and_then(|lost| {
            let around = stops(desk).find(|stop| {
                desk.rows()
                    .get(*stop)
                    .is_some_and(|row| row.address.contains(lost) || lost.contains(&row.address))
            });
            around.or_else(|| {
                let (parent, _) = lost.split_last()?;
                stops(desk)
                    .filter(|stop| {
                        desk.rows()
                            .get(*stop)
                            .is_some_and(|row| parent.contains(&row.address))
                    })
                    .last()
            })
        });
        let row = near.or_else(|| stops(desk).next());
        self.focus = row
            .and_then(|row| desk.rows().get(row))
            .map(|row| row.address.clone());
    }

    /// Whether a row is the first that can have the focus.
    pub(super) fn is_first_stop(desk: &Desk, row: usize) -> bool {
        stops(desk).next() == Some(row)
    }

    /// The innermost list element that a row belongs to.
    pub fn item_around(desk: &Desk, row: usize) -> Option<usize> {
        around(desk, row, |role| matches!(role, Role::Item { .. }))
    }

    /// The innermost list that a row belongs to.
    pub fn list_around(desk: &Desk, row: usize) -> Option<usize> {
        around(desk, row, |role| matches!(role, Role::List { .. }))
    }

    /// The row that a click is about.
    pub const fn row_of(hot: Hot) -> usize {
        match hot {
            Hot::Row { row, .. } | Hot::Add(row) => row,
        }
    }
}

/// The rows that can have the focus, in the order in which they are visited.
pub(super) fn stops(desk: &Desk) -> impl Iterator<Item = usize> {
    desk.blocks().iter().flat_map(Block::stops)
}

/// The row itself if it can have the focus, else the first inside it, else the one before it.
fn nearest_stop(desk: &Desk, row: usize) -> Option<usize> {
    let mut before = None;
    let mut inside = None;
    let address = &desk.rows().get(row)?.address;
    for stop in stops(desk) {
        if stop == row {
            return Some(row);
        }
        let is_inside = desk
            .rows()
            .get(stop)
            .is_some_and(|row| address.contains(&row.address));
        if is_inside && inside.is_none() {
            inside = Some(stop);
        }
        if stop < row {
            before = Some(stop);
        }
    }
    inside.or(before).or_else(|| stops(desk).next())
}

/// The nearest row at or before `row` of the wanted role that contains it.
fn around(desk: &Desk, row: usize, wanted: impl Fn(&Role) -> bool) -> Option<usize> {
    let rows = desk.rows();
    let here = rows.get(row)?;
    if wanted(&here.role) {
        return Some(row);
    }
    let mut depth = here.depth;
    for (number, candidate) in rows.iter().enumerate().take(row).rev() {
        if candidate.depth < depth {
            if wanted(&candidate.role) {
                return Some(number);
            }
            depth = candidate.depth;
        }
    }
    None
}
