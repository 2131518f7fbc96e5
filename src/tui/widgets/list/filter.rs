//! Which items match a typed filter, and where.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Item;

/// An item that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its index in the list.
    pub(super) item: usize,
    /// The clusters of its label that the filter matched.
    pub(super) matched: Vec<u32>,
    /// Whether a filter was in force.
    pub(super) filtered: bool,
}

/// The ranks of a match, the strongest first; the score decides within a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// What was typed is the label, or one of the further words.
    Exact,
    /// Every word typed stands in the label.
    Label,
    /// Every word typed stands somewhere in label, detail, note or further words.
    Anywhere,
    /// The characters typed stand in the label in this order.
    Scattered,
}

/// The items that match, the best first; all in their order when the query is blank.
pub(super) fn find(items: &[Item], query: &str) -> Vec<Found> {
    if query.trim().is_empty() {
        let all = |item| Found {
            item,
            matched: Vec::new(),
            filtered: false,
        };
        return (0..items.len()).map(all).collect();
    }
    let mut search = Search::new(query);
    let mut scored: Vec<(Rank, Reverse<u32>, Found)> = items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| search.score(index, item))
        .collect();
    scored.sort_by_key(|(rank, score, found)| (*rank, *score, found.item));
    scored.into_iter().map(|(.., found)| found).collect()
}

/// A query prepared for many items.
struct Search {
    matcher: Matcher,
    query: String,
    words: Pattern,
    scattered: Pattern,
}

impl Search {
    fn new(query: &str) -> Self {
        let pattern = |kind| Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, kind);
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            query: query.trim().to_lowercase(),
            words: pattern(AtomKind::Substring),
            scattered: pattern(AtomKind::Fuzzy),
        }
    }

    fn score(&mut self, index: usize, item: &Item) -> Option<(Rank, Reverse<u32>, Found)> {
        let (mut characters, mut matched) = (Vec::new(), Vec::new());
        // The matcher (0.3.1) overlooks words at the very end of text that is not ASCII: a blank
        // behind the text puts them before the end.
        let padded = format!("{} ", item.label);
        let label = Utf32Str::new(&padded, &mut characters);
        let by_words = self.words.indices(label, &mut self.matcher, &mut matched);
        let (rank, score) = if let Some(score) = by_words {
            (self.rank(item, Rank::Label), score)
        } else if let Some(score) = self.elsewhere(item) {
            matched.clear();
            (self.rank(item, Rank::Anywhere), score)
        } else {
            matched.clear();
            let label = Utf32Str::new(&item.label, &mut characters);
            let score = self
                .scattered
                .indices(label, &mut self.matcher, &mut matched)?;
            (Rank::Scattered, score)
        };
        matched.sort_unstable();
        matched.dedup();
        let found = Found {
            item: index,
            matched,
            filtered: true,
        };
        Some((rank, Reverse(score), found))
    }

    /// The rank of an item, better than it would be if what was typed names the item exactly.
    fn rank(&self, item: &Item, otherwise: Rank) -> Rank {
        let mut names = item.words.split(' ').chain([item.label.as_str()]);
        if names.any(|name| name.to_lowercase() == self.query) {
            Rank::Exact
        } else {
            otherwise
        }
    }

    /// The score of an item that has the words, but not all of them in its label.
    fn elsewhere(&mut self, item: &Item) -> Option<u32> {
        let parts = [
            &*item.label,
            &item.detail,
            &item.note,
            &item.words,
            &item.group,
            "",
        ];
        let everything = parts.join(" ");
        let mut characters = Vec::new();
        let everything = Utf32Str::new(&everything, &mut characters);
        self.words.score(everything, &mut self.matcher)
    }
}
