//! A long list beside the details of its highlighted item: where the keys go, how far each is moved.
//!
//! The events and the sends are both browsed like this; what an item and its details look like is theirs.

use ratatui::layout::Position;

use super::look::Split;
use super::reel::{Keyed, Reel};

/// What a list with details keeps.
#[derive(Debug)]
pub struct Browse<T> {
    /// The list.
    pub reel: Reel<T>,
    /// Whether the keys go to the details.
    pub is_in_detail: bool,
    /// The first line of the details that is shown.
    pub scroll: usize,
}

impl<T> Default for Browse<T> {
    fn default() -> Self {
        Self {
            reel: Reel::default(),
            is_in_detail: false,
            scroll: 0,
        }
    }
}

impl<T: Keyed> Browse<T> {
    /// Begins with another list, where the keys are now.
    pub fn renew(&mut self) {
        self.reel = Reel::default();
        self.scroll = 0;
    }

    /// Moves the highlight, or scrolls the details.
    pub fn step(&mut self, by: isize) {
        if self.is_in_detail {
            self.scroll = self.scroll.saturating_add_signed(by);
        } else {
            self.reel.step(by);
            self.scroll = 0;
        }
    }

    /// Goes to the newest or the oldest; in the details to their first or last line.
    pub fn go_to_end(&mut self, last: bool) {
        if self.is_in_detail {
            self.scroll = if last { usize::MAX / 2 } else { 0 };
        } else {
            self.reel.go_to_end(last);
            self.scroll = 0;
        }
    }

    /// Keeps the highlight in sight, and details of so many lines from being scrolled away.
    pub fn settle(&mut self, split: &Split, lines: usize) {
        self.reel.settle(usize::from(split.list_inside().height));
        let lowest = lines.saturating_sub(usize::from(split.detail_inside().height));
        self.scroll = self.scroll.min(lowest);
    }

    /// A click: on an item, or into the details.
    pub fn click(&mut self, split: &Split, at: Position) {
        let inside = split.list_inside();
        if inside.contains(at) {
            let place = self.reel.top() + usize::from(at.y - inside.y);
            if place < self.reel.items().len() {
                self.reel.cursor = place;
                self.scroll = 0;
            }
        }
        self.is_in_detail = split.detail.contains(at);
    }

    /// How many rows a page of the keys is.
    pub fn page(&self, split: &Split) -> u16 {
        if self.is_in_detail {
            split.detail_inside().height
        } else {
            split.list_inside().height
        }
    }
}
