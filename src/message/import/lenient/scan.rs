//! The place in the text, and what it goes over: white space, comments, dots, bare words.

use crate::message::import::comment::{Comment, Reach, comment};

/// A place in a text.
pub(super) struct Scan<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// The place, in bytes.
    pub(super) at: usize,
    reach: Reach,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str, at: usize, reach: Reach) -> Self {
        Self { text, at, reach }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes over the next character.
    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Goes over white space and one comment, which is given with its place.
    pub(super) fn skip_blanks(&mut self) -> Option<(usize, Comment<'a>)> {
        let rest = self.rest();
        let blank = |character: char| {
            character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
        };
        self.at += rest.len() - rest.trim_start_matches(blank).len();
        let found = comment(self.rest(), self.reach)?;
        let at = self.at;
        self.at += found.length;
        Some((at, found))
    }

    /// Goes over `...` or `…`.
    pub(super) fn skip_dots(&mut self) -> bool {
        let rest = self.rest();
        let after = rest.trim_start_matches(['.', '…']);
        let dots = rest.len() - after.len();
        let is_omission = rest.starts_with("...") || rest.starts_with('…');
        if is_omission {
            self.at += dots;
        }
        is_omission
    }

    /// Goes over what stands between a key and its value.
    pub(super) fn skip_separator(&mut self) -> bool {
        let rest = self.rest();
        let length = if rest.starts_with("=>") {
            2
        } else {
            usize::from(rest.starts_with([':', '=']))
        };
        self.at += length;
        length > 0
    }

    /// Goes over a key without quotation marks.
    pub(super) fn bare_key(&mut self) -> &'a str {
        let rest = self.rest();
        let end = if rest.starts_with('<') {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else {
            rest.find(|character: char| {
                character.is_whitespace() || ":=,{}[]\"“”".contains(character)
            })
            .unwrap_or(rest.len())
        };
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}
