//! JSON text: strict reading with places for what is wrong, and the places of values in the text.
//!
//! The values themselves are read by `serde_json`. The scan here runs over text that it accepted,
//! and finds what a parsed value no longer tells: duplicate keys and byte ranges.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use serde_json::Value;

use crate::wire::Pointer;

/// How deeply a payload may be nested; less than what `serde_json` reads, so that whatever is typed can be read again.
pub(super) const MAX_DEPTH: usize = 100;

/// Text that cannot be opened as a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct ReadError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What was expected, and what came.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// A key that an object has twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Duplicate {
    /// The place that both name.
    pub(super) pointer: Pointer,
    /// Where the second of them begins, in bytes.
    pub(super) at: usize,
}

/// Reads JSON text.
pub(super) fn read(text: &str) -> Result<Value, ReadError> {
    let text = without_mark(text);
    if text.trim().is_empty() {
        return Err(ReadError {
            line: 1,
            column: 1,
            message: "expected a JSON object, found nothing: the text is empty".to_owned(),
            help: "write a message, or start from an example",
        });
    }
    serde_json::from_str(text).map_err(|error| explain(text, &error))
}

/// How deeply a value is nested: 1 for a text, 2 for an array of texts.
pub(super) fn depth(value: &Value) -> usize {
    let inner = match value {
        Value::Object(members) => members.values().map(depth).max(),
        Value::Array(elements) => elements.iter().map(depth).max(),
        _ => None,
    };
    inner.unwrap_or(0) + 1
}

/// The refusal of a text whose brackets are nested more than `most` levels deep.
pub(super) fn check_depth(text: &str, most: usize) -> Result<(), ReadError> {
    let mut scan = Scan::new(text);
    let mut level = 0_usize;
    while let Some(byte) = scan.byte() {
        match byte {
            b'"' => {
                scan.string();
                continue;
            }
            b'{' | b'[' => level += 1,
            b'}' | b']' => level = level.saturating_sub(1),
            _ => {}
        }
        if level > most {
            let (line, column) = position(text, scan.at);
            let (message, help) = too_deep();
            return Err(ReadError {
                line,
                column,
                message,
                help,
            });
        }
        scan.at += 1;
    }
    Ok(())
}

fn too_deep() -> (String, &'static str) {
    (
        format!("expected at most {MAX_DEPTH} levels of nesting, found more"),
        "no message is nested so deeply; look for a bracket that is never closed",
    )
}

/// The text without the byte order mark that some editors put first.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The line and column, both from 1 and in characters, of a byte of the text.
pub fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |last| last.chars().count())
        + 1;
    (line, column)
}

/// The bytes of `text` that the `wanted` values take up, in one pass; nothing for those that are absent.
///
/// The text is JSON; of a key that stands twice the last is meant, as in the value that was read.
pub fn spans(text: &str, wanted: &BTreeSet<Pointer>) -> HashMap<Pointer, Range<usize>> {
    let mut found = HashMap::new();
    Scan::new(text).value(&Pointer::root(), &mut |event| {
        if let Event::Value(place, range) = event
            && wanted.contains(place)
        {
            found.insert(place.clone(), range);
        }
    });
    found
}

/// The keys that stand twice in an object of the text.
pub(super) fn duplicates(text: &str) -> Vec<Duplicate> {
    let mut found = Vec::new();
    Scan::new(text).value(&Pointer::root(), &mut |event| {
        if let Event::Duplicate(pointer, at) = event {
            found.push(Duplicate {
                pointer: pointer.clone(),
                at,
            });
        }
    });
    found
}

/// Says in our words what `serde_json` found.
fn explain(text: &str, error: &serde_json::Error) -> ReadError {
    let byte = if error.is_eof() {
        text.trim_end().len()
    } else {
        byte_of(text, error.line(), error.column())
    };
    let (line, column) = position(text, byte);
    let rest = text.get(byte..).unwrap_or_default();
    let found = rest.trim_end().chars().next();
    let came = found.map_or_else(
        || "the end of the text".to_owned(),
        |character| format!("{character:?}"),
    );
    let plain = error.to_string();
    let plain = plain
        .rsplit_once(" at line ")
        .map_or(plain.as_str(), |(said, _)| said);
    let (message, help) = reword(plain, &came);
    ReadError {
        line,
        column,
        message,
        help,
    }
}

/// What was expected and what came, and what to do about it.
fn reword(said: &str, came: &str) -> (String, &'static str) {
    if said == "recursion limit exceeded" {
        return too_deep();
    }
    if let Some((expected, found, help)) = inside_a_text(said) {
        let found = found.unwrap_or(came);
        return (format!("expected {expected}, found {found}"), help);
    }
    match between_texts(said) {
        Some((expected, help)) => (format!("expected {expected}, found {came}"), help),
        None => (format!("{said}, found {came}"), "correct the JSON there"),
    }
}

/// What was expected inside a text, what came where that is clear, and what to do.
fn inside_a_text(said: &str) -> Option<(&'static str, Option<&'static str>, &'static str)> {
    Some(match said {
        "EOF while parsing a string" => (
            "the closing quotation mark of a text",
            None,
            "close the text with \"",
        ),
        "control character (\\u0000-\\u001F) found while parsing a string" => (
            "the closing quotation mark of a text",
            Some("a line break or control character"),
            "write a line break inside a text as \\n",
        ),
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => (
            "a whole character such as \\ud83d\\ude00",
            Some("one half of it"),
            "write both halves, or \\ufffd in their place",
        ),
        "invalid escape" => (
            "one of \" \\ / b f n r t u0000 after the backslash",
            None,
            "write a backslash that is meant as such as \\\\",
        ),
        _ => return None,
    })
}

/// What was expected where a value, a key or a comma stands, and what to do.
fn between_texts(said: &str) -> Option<(&'static str, &'static str)> {
    const UNENDED: &str = "the text stops in the middle; complete it";
    Some(match said {
        "EOF while parsing an object" => ("`,` or `}`", UNENDED),
        "EOF while parsing a list" => ("`,` or `]`", UNENDED),
        "EOF while parsing a value" => ("a value", UNENDED),
        "trailing comma" => (
            "another value after the comma",
            "take the comma before it away",
        ),
        "trailing characters" => ("the end of the text", "one file holds one JSON object"),
        "key must be a string" => ("a key in quotation marks", "write \"key\": value"),
        "expected value" => (
            "a value",
            "a value is an object, an array, a text in quotation marks, a number, true, false or null",
        ),
        "invalid number" => (
            "a number such as 12, -3.5 or 1e6",
            "write the number so, or put it into quotation marks",
        ),
        "expected ident" => (
            "true, false or null",
            "write the word out, or put it into quotation marks",
        ),
        _ => return None,
    })
}

/// The byte at which `serde_json` stopped: it counts lines from 1 and bytes up to and with the one it saw.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut byte = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// What a scan comes upon.
enum Event<'a> {
    Value(&'a Pointer, Range<usize>),
    Duplicate(&'a Pointer, usize),
}

/// A walk over JSON text that is known to be well formed.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.byte().is_some_and(&wanted) {
            self.at += 1;
        }
    }

    fn blanks(&mut self) {
        self.skip(|byte| byte.is_ascii_whitespace());
    }

    fn value(&mut self, here: &Pointer, report: &mut dyn FnMut(Event<'_>)) {
        if self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with('\u{feff}'))
        {
            self.at += '\u{feff}'.len_utf8();
        }
        self.blanks();
        let start = self.at;
        match self.byte() {
            Some(b'{') => self.object(here, report),
            Some(b'[') => self.array(here, report),
            Some(b'"') => self.string(),
            _ => {
                self.skip(|byte| {
                    !matches!(byte, b',' | b']' | b'}') && !byte.is_ascii_whitespace()
                });
            }
        }
        report(Event::Value(here, start..self.at));
    }

    fn object(&mut self, here: &Pointer, report: &mut dyn FnMut(Event<'_>)) {
        let mut seen = HashSet::new();
        self.at += 1;
        self.blanks();
        while self.byte() == Some(b'"') {
            let start = self.at;
            self.string();
            let key: String = self
                .text
                .get(start..self.at)
                .and_then(|raw| serde_json::from_str(raw).ok())
                .unwrap_or_default();
            let pointer = here.key(&key);
            if !seen.insert(key) {
                report(Event::Duplicate(&pointer, start));
            }
            self.skip(|byte| byte.is_ascii_whitespace() || byte == b':');
            self.value(&pointer, report);
            self.skip(|byte| byte.is_ascii_whitespace() || byte == b',');
        }
        self.at += 1;
    }

    fn array(&mut self, here: &Pointer, report: &mut dyn FnMut(Event<'_>)) {
        let mut index = 0;
        self.at += 1;
        self.blanks();
        while self.byte().is_some_and(|byte| byte != b']') {
            self.value(&here.index(index), report);
            index += 1;
            self.skip(|byte| byte.is_ascii_whitespace() || byte == b',');
        }
        self.at += 1;
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += match byte {
                b'\\' => 2,
                _ => 1,
            };
            if byte == b'"' {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::cut_off("{\"type\":", 1, 9, "expected a value, found the end of the text")]
    #[case::second_line(
        "{\n  \"a\": 1,\n}",
        3,
        1,
        "expected another value after the comma, found '}'"
    )]
    #[case::columns_are_characters("{\"näh\": x}", 1, 9, "expected a value, found 'x'")]
    #[case::no_quotes("{to: 1}", 1, 2, "expected a key in quotation marks, found 't'")]
    #[case::two_objects("{} {}", 1, 4, "expected the end of the text, found '{'")]
    #[case::empty(
        " \n",
        1,
        1,
        "expected a JSON object, found nothing: the text is empty"
    )]
    #[case::open_text(
        "{\"a\": \"b",
        1,
        9,
        "expected the closing quotation mark of a text, found the end of the text"
    )]
    #[case::lone_half(
        r#"["\ud83d?"]"#,
        1,
        9,
        r"expected a whole character such as \ud83d\ude00, found one half of it"
    )]
    #[case::halves_in_the_wrong_order(
        r#"["\ude00\ud83d"]"#,
        1,
        8,
        r"expected a whole character such as \ud83d\ude00, found one half of it"
    )]
    #[case::odd_escape(
        r#"["\x"]"#,
        1,
        4,
        r#"expected one of " \ / b f n r t u0000 after the backslash, found 'x'"#
    )]
    #[case::odd_number("[1.x]", 1, 4, "expected a number such as 12, -3.5 or 1e6, found 'x'")]
    #[case::odd_word("[nul]", 1, 5, "expected true, false or null, found ']'")]
    fn refusals_name_place_expected_and_found(
        #[case] text: &str,
        #[case] line: usize,
        #[case] column: usize,
        #[case] message: &str,
    ) {
        let error = read(text).unwrap_err();
        assert_eq!(
            (error.line, error.column, error.message.as_str()),
            (line, column, message)
        );
    }

    #[test]
    fn deep_nesting_is_refused_not_overflowed() {
        let deep = "[".repeat(100_000);
        let error = read(&deep).unwrap_err();
        assert!(error.message.contains("100 levels"), "{error}");
    }

    #[test]
    fn duplicate_keys_are_found_in_any_spelling() {
        let text = "{\"a\": {\"b\": 1, \"\\u0062\": [\"b\", \"b\"]}, \"c\": 1,\n \"c\": \"\\\"\"}";
        let found = duplicates(text);
        let places: Vec<_> = found
            .iter()
            .map(|duplicate| (duplicate.pointer.as_str(), position(text, duplicate.at)))
            .collect();
        assert_eq!(places, [("/a/b", (1, 16)), ("/c", (2, 2))]);
    }

    #[rstest]
    #[case("", "{\"a\": [1, {\"b\": \"x, y\"}], \"c\": -1.5e3 }")]
    #[case("/a", "[1, {\"b\": \"x, y\"}]")]
    #[case("/a/1/b", "\"x, y\"")]
    #[case("/c", "-1.5e3")]
    fn a_pointer_has_its_bytes(#[case] pointer: &str, #[case] expected: &str) {
        let text = "\u{feff} {\"a\": [1, {\"b\": \"x, y\"}], \"c\": -1.5e3 }";
        let pointer = Pointer::parse(pointer);
        let wanted = BTreeSet::from([pointer.clone(), Pointer::parse("/zz")]);
        let found = spans(text, &wanted);
        assert_eq!(found.len(), 1);
        assert_eq!(text.get(found[&pointer].clone()), Some(expected));
    }
}
