//! Addresses in a text: web, e-mail. They are atoms: marks inside them format nothing.

use std::ops::Range;

use super::slice;

/// Endings by which a bare host name is taken for an address.
const ENDINGS: &[&str] = &[
    "app", "biz", "br", "ca", "ch", "cn", "co", "com", "de", "dev", "edu", "es", "eu", "fr", "gov",
    "id", "il", "in", "info", "io", "it", "jp", "ke", "me", "mx", "net", "ng", "nl", "org", "pl",
    "pt", "ru", "shop", "site", "store", "tr", "uk", "us", "xyz", "za",
];

/// The addresses of a stretch of one line, in order.
pub(super) fn find(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let stretch = slice(text, range.clone());
    let mut at = range.start;
    stretch.split(char::is_whitespace).filter_map(move |word| {
        let start = at;
        // Blanks are of one to three bytes: find the next word's start from this word's end.
        let end = start + word.len();
        at = end
            + slice(text, end..range.end)
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        address(word).map(|inside| start + inside.start..start + inside.end)
    })
}

/// The address inside a word without blanks.
fn address(word: &str) -> Option<Range<usize>> {
    if !word.contains('.') && !word.contains("://") {
        return None;
    }
    if let Some(start) = scheme(word) {
        return trimmed(word, start)
            .filter(|range| slice(word, range.clone()).len() > "https://".len());
    }
    let start = word.find(char::is_alphanumeric)?;
    let range = trimmed(word, start)?;
    let inside = slice(word, range.clone());
    let is_address = if let Some((local, host)) = inside.split_once('@') {
        !local.is_empty() && is_host(host)
    } else {
        is_host(inside.split(['/', '?', '#', ':']).next().unwrap_or(inside))
    };
    is_address.then_some(range)
}

/// Where `http://` or `https://` begins, not in the middle of a word.
fn scheme(word: &str) -> Option<usize> {
    let lower = word.to_ascii_lowercase();
    ["http://", "https://"]
        .iter()
        .filter_map(|scheme| lower.find(scheme))
        .min()
        .filter(|&place| {
            !slice(word, 0..place)
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric)
        })
}

/// From `start` to the end of the word, without closing punctuation and marks.
fn trimmed(word: &str, start: usize) -> Option<Range<usize>> {
    let mut inside = word.get(start..)?;
    let open = inside.matches('(').count();
    let mut close = inside.matches(')').count();
    loop {
        let mut shorter = inside.trim_end_matches(is_closing);
        if close > open
            && let Some(rest) = shorter.strip_suffix(')')
        {
            shorter = rest;
            close -= 1;
        }
        if shorter.len() == inside.len() {
            break;
        }
        inside = shorter;
    }
    (!inside.is_empty()).then_some(start..start + inside.len())
}

/// Punctuation and marks that end an address without being of it.
const fn is_closing(last: char) -> bool {
    matches!(
        last,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '\''
            | '"'
            | '*'
            | '_'
            | '~'
            | '>'
            | ']'
            | '”'
            | '’'
            | '»'
    )
}

/// Whether a name is a host with a known ending, or one that begins with `www.`.
fn is_host(name: &str) -> bool {
    let is_spelled_right = name.split('.').all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|character| character.is_alphanumeric() || character == '-')
    });
    let lower = name.to_ascii_lowercase();
    is_spelled_right
        && lower.rsplit_once('.').is_some_and(|(host, ending)| {
            ENDINGS.contains(&ending) || host.starts_with("www.") || host == "www"
        })
}
