//! A list that is too long for memory: a window of it that moves with the highlight.
//!
//! The reel says which page it needs next ([`Reel::wanted`]); the application asks the history for it
//! and hands it over. Items that are far from the highlight are let go. Newest first throughout.

use std::collections::VecDeque;

use crate::history::{Entry, Key, Page, Sent};

/// How many items a page has.
const PAGE: u32 = 200;
/// How close to an end of the window the highlight comes before more is wanted.
const NEAR: usize = 80;
/// How many items are held.
const HELD: usize = 800;

/// What stands in a reel.
pub trait Keyed {
    /// Where it stands in the history.
    fn key(&self) -> Key;
}

impl Keyed for Entry {
    fn key(&self) -> Key {
        Self::key(self)
    }
}

impl Keyed for Sent {
    fn key(&self) -> Key {
        Self::key(self)
    }
}

/// Which part is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The newest, in place of everything.
    Newest,
    /// The oldest, in place of everything.
    Oldest,
    /// What comes after the window.
    Older(Key),
    /// What came before the window's first.
    Newer(Key),
}

/// The window of a list.
#[derive(Debug)]
pub struct Reel<T> {
    items: VecDeque<T>,
    /// The highlighted item.
    pub cursor: usize,
    top: usize,
    has_newer: bool,
    has_older: bool,
    jump: Option<Want>,
    /// Whether something has happened since the last question.
    has_grown: bool,
}

impl<T> Default for Reel<T> {
    fn default() -> Self {
        Self {
            items: VecDeque::new(),
            cursor: 0,
            top: 0,
            has_newer: false,
            has_older: false,
            jump: Some(Want::Newest),
            has_grown: false,
        }
    }
}

impl Want {
    /// The page to ask for.
    pub const fn page(self) -> Page {
        match self {
            Self::Newest => Page::first(PAGE),
            Self::Oldest => Page::after(Key::START, PAGE),
            Self::Older(key) => Page::before(key, PAGE),
            Self::Newer(key) => Page::after(key, PAGE),
        }
    }
}

impl<T: Keyed> Reel<T> {
    /// The items that are held, newest first.
    pub const fn items(&self) -> &VecDeque<T> {
        &self.items
    }

    /// The highlighted item.
    pub fn highlighted(&self) -> Option<&T> {
        self.items.get(self.cursor)
    }

    /// Whether an answer has come yet.
    pub fn has_begun(&self) -> bool {
        self.jump.is_none() || !self.items.is_empty()
    }

    /// What is needed next.
    pub fn wanted(&self) -> Option<Want> {
        if let Some(jump) = self.jump {
            return Some(jump);
        }
        let (first, last) = (self.items.front()?, self.items.back()?);
        if self.has_older && self.cursor + NEAR >= self.items.len() {
            Some(Want::Older(last.key()))
        } else if self.has_newer && self.cursor <= NEAR {
            Some(Want::Newer(first.key()))
        } else {
            None
        }
    }

    /// Something new has happened: it is wanted where the window shows the newest.
    pub fn grown(&mut self) {
        if self.items.is_empty() {
            self.jump = self.jump.or(Some(Want::Newest));
        }
        self.has_newer = true;
        self.has_grown = true;
    }

    /// What is wanted has been asked for: what happens from now on is not in the answer.
    pub const fn asked(&mut self) {
        self.has_grown = false;
    }

    /// Takes what was wanted.
    pub fn take(&mut self, want: Want, page: Vec<T>) {
        let is_full = u32::try_from(page.len()).is_ok_and(|length| length >= PAGE);
        match want {
            Want::Newest | Want::Oldest => {
                self.items = page.into();
                self.jump = None;
                self.has_newer = self.has_grown || (want == Want::Oldest && is_full);
                self.has_older = want == Want::Newest && is_full;
                let last = self.items.len().saturating_sub(1);
                self.cursor = if want == Want::Oldest { last } else { 0 };
                self.top = self.cursor;
            }
            Want::Older(_) => {
                self.has_older = is_full;
                self.items.extend(page);
                let spare = self.items.len().saturating_sub(HELD).min(self.cursor);
                self.items.drain(..spare);
                self.has_newer |= spare > 0;
                self.cursor -= spare;
                self.top = self.top.saturating_sub(spare);
            }
            Want::Newer(_) => {
                self.has_newer = is_full || self.has_grown;
                // Who looks at the newest goes on looking at it.
                let moves = self.cursor > 0 || is_full;
                let count = page.len();
                for item in page.into_iter().rev() {
                    self.items.push_front(item);
                }
                if moves {
                    self.cursor += count;
                    self.top += count;
                }
                let kept = HELD.max(self.cursor + 1);
                self.has_older |= self.items.len() > kept;
                self.items.truncate(kept);
            }
        }
    }

    /// Puts a newer form of an item in its place.
    pub fn replace(&mut self, item: T) {
        let key = item.key();
        if let Some(held) = self.items.iter_mut().find(|held| held.key() == key) {
            *held = item;
        }
    }

    /// Moves the highlight.
    pub fn step(&mut self, by: isize) {
        let last = self.items.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Goes to the newest, or to the oldest.
    pub fn go_to_end(&mut self, oldest: bool) {
        match (oldest, self.has_newer, self.has_older) {
            (true, _, true) => self.jump = Some(Want::Oldest),
            (true, ..) => self.cursor = self.items.len().saturating_sub(1),
            (false, true, _) => self.jump = Some(Want::Newest),
            (false, ..) => self.cursor = 0,
        }
    }

    /// Keeps the highlight in sight of so many rows, and gives the first of them.
    pub fn settle(&mut self, height: usize) {
        let height = height.max(1);
        let lowest = (self.cursor + 1).saturating_sub(height);
        let most = self.items.len().saturating_sub(height);
        self.top = self
            .top
            .clamp(lowest, self.cursor.max(lowest))
            .min(most.max(lowest));
    }

    /// The first item that is shown.
    pub const fn top(&self) -> usize {
        self.top
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::history::EntryId;

    impl Keyed for i64 {
        fn key(&self) -> Key {
            Key {
                at: Timestamp::from_second(*self).unwrap(),
                id: EntryId(*self),
            }
        }
    }

    /// A history of so many items, asked until nothing is wanted.
    fn settle(reel: &mut Reel<i64>, count: i64) {
        while let Some(want) = reel.wanted() {
            let limit = i64::from(PAGE);
            let page: Vec<i64> = match want {
                Want::Newest => (1..=count).rev().take(PAGE as usize).collect(),
                Want::Oldest => (1..=limit.min(count)).rev().collect(),
                Want::Older(key) => (1..key.id.0).rev().take(PAGE as usize).collect(),
                Want::Newer(key) => {
                    let newer = (key.id.0 + 1..=count).take(PAGE as usize);
                    newer.collect::<Vec<_>>().into_iter().rev().collect()
                }
            };
            reel.asked();
            reel.take(want, page);
            reel.settle(20);
        }
    }

    #[test]
    fn a_walk_through_a_long_list_and_back_meets_every_item_and_holds_few() {
        let mut reel = Reel::default();
        settle(&mut reel, 5_000);
        for expected in (1..=5_000).rev() {
            assert_eq!(reel.highlighted(), Some(&expected));
            reel.step(1);
            settle(&mut reel, 5_000);
            assert!(reel.items().len() <= HELD + PAGE as usize);
        }
        for expected in 1..=5_000 {
            assert_eq!(reel.highlighted(), Some(&expected));
            reel.step(-1);
            settle(&mut reel, 5_000);
        }
    }

    #[test]
    fn both_ends_are_one_step_away() {
        let mut reel = Reel::default();
        settle(&mut reel, 5_000);
        reel.go_to_end(true);
        settle(&mut reel, 5_000);
        assert_eq!(reel.highlighted(), Some(&1));
        reel.go_to_end(false);
        settle(&mut reel, 5_000);
        assert_eq!(reel.highlighted(), Some(&5_000));
    }

    #[test]
    fn what_is_new_comes_on_top_and_does_not_move_what_is_read() {
        let mut reel = Reel::default();
        settle(&mut reel, 3);
        reel.grown();
        settle(&mut reel, 4);
        assert_eq!(reel.highlighted(), Some(&4), "the newest stays the newest");
        reel.step(1);
        reel.grown();
        settle(&mut reel, 6);
        assert_eq!(reel.highlighted(), Some(&3));
        assert_eq!(reel.items().len(), 6);
    }
}
