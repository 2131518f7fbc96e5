//! Find in the draft: the words, the places where they stand, and which of them is shown.

use super::App;
use crate::message::{Found, find};
use crate::tui::msg::Action;
use crate::tui::panes::form::FormPane;
use crate::tui::widgets::Tone;

/// A search that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Search {
    /// What is searched for.
    pub words: String,
    /// The draft's revision in which the places were found.
    revision: u64,
    found: Vec<Found>,
    at: usize,
}

impl App {
    /// Searches the draft and goes to the first place at or after the focused field, round the end.
    pub(super) fn search_for(&mut self, words: &str) {
        let found = find(self.desk.draft(), words);
        if found.is_empty() {
            self.search = None;
            self.say(
                Tone::Warning,
                format!("{words:?} is nowhere in this draft."),
            );
            return;
        }
        let at = self.first_from_here(&found);
        self.search = Some(Search {
            words: words.to_owned(),
            revision: self.desk.revision(),
            found,
            at,
        });
        self.show_found(None);
    }

    /// Goes to the next or previous place, round the end; searches again where the draft has changed.
    pub(super) fn find_again(&mut self, by: isize) {
        let Some(search) = &mut self.search else {
            return self.ask_words();
        };
        if search.revision != self.desk.revision() {
            search.found = find(self.desk.draft(), &search.words);
            search.revision = self.desk.revision();
        }
        let last = search.found.len().saturating_sub(1);
        let before = search.at.min(last);
        let (at, round) = match before.checked_add_signed(by) {
            None => (last, Some("from the end again")),
            Some(past) if past > last => (0, Some("from the top again")),
            Some(at) => (at, None),
        };
        search.at = at;
        self.show_found(round);
    }

    /// The first place that is not above the focused field; the very first where all are.
    fn first_from_here(&self, found: &[Found]) -> usize {
        let here = self.form.focused(&self.desk).unwrap_or(0);
        let row_of = |found: &Found| FormPane::row_on(&self.desk, &found.pointer);
        found
            .iter()
            .position(|found| row_of(found).is_some_and(|row| row >= here))
            .unwrap_or(0)
    }

    /// Goes to the place that the search is at, and says which it is and whether the search went round.
    fn show_found(&mut self, round: Option<&str>) {
        let Some(search) = &self.search else { return };
        let Some(found) = search.found.get(search.at).cloned() else {
            let words = search.words.clone();
            self.search = None;
            self.say(
                Tone::Warning,
                format!("{words:?} is nowhere in this draft any more."),
            );
            return;
        };
        let mut said = format!("{} of {}", search.at + 1, search.found.len());
        if let Some(round) = round {
            said = format!("{said} · {round}");
        }
        if search.found.len() > 1 {
            let label = |action| self.keymap.label(action);
            if let Some(key) = label(Action::FindNext) {
                said = format!("{said} · {key} goes on");
            }
            if let Some(key) = label(Action::FindPrevious) {
                said = format!("{said}, {key} back");
            }
        }
        self.go_to_range(&found.pointer, found.range);
        self.say(Tone::Plain, said);
    }
}
