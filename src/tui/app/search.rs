//! Find in the draft: the words, the places where they stand, and which of them is shown.

use super::App;
use crate::message::{Found, find};
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
    /// Searches the draft and goes to the first place at or after the focused field.
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
        self.search = Some(Search {
            words: words.to_owned(),
            revision: self.desk.revision(),
            found,
            at: 0,
        });
        self.show_found();
    }

    /// Goes to the next place, round the end; searches again where the draft has changed.
    pub(super) fn find_next(&mut self) {
        let Some(search) = &mut self.search else {
            return;
        };
        if search.revision != self.desk.revision() {
            search.found = find(self.desk.draft(), &search.words);
            search.revision = self.desk.revision();
        }
        search.at = (search.at + 1) % search.found.len().max(1);
        self.show_found();
    }

    fn show_found(&mut self) {
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
        let place = format!("{} of {}", search.at + 1, search.found.len());
        let more = if search.found.len() > 1 {
            let key = self
                .keymap
                .label(crate::tui::msg::Action::FindNext)
                .unwrap_or_default();
            format!(" · {key} goes on")
        } else {
            String::new()
        };
        self.go_to_range(&found.pointer, found.range);
        self.say(Tone::Plain, format!("{place}{more}"));
    }
}
