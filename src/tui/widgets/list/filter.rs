//! Which items match a typed filter, and where.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
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

/// What the label counts more than detail, note and further words.
const LABEL_BONUS: u32 = 1000;

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
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut scored: Vec<(u32, Found)> = items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| score(index, item, &pattern, &mut matcher))
        .collect();
    scored.sort_by_key(|(score, found)| (std::cmp::Reverse(*score), found.item));
    scored.into_iter().map(|(_, found)| found).collect()
}

fn score(
    index: usize,
    item: &Item,
    pattern: &Pattern,
    matcher: &mut Matcher,
) -> Option<(u32, Found)> {
    let (mut buffer, mut matched) = (Vec::new(), Vec::new());
    let label = Utf32Str::new(&item.label, &mut buffer);
    let by_label = pattern.indices(label, matcher, &mut matched);
    let score = if let Some(score) = by_label {
        score + LABEL_BONUS
    } else {
        matched.clear();
        let rest = [
            &*item.label,
            &item.detail,
            &item.note,
            &item.words,
            &item.group,
        ]
        .join(" ");
        pattern.score(Utf32Str::new(&rest, &mut buffer), matcher)?
    };
    matched.sort_unstable();
    matched.dedup();
    let found = Found {
        item: index,
        matched,
        filtered: true,
    };
    Some((score, found))
}
