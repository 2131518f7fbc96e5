//! Reads what was meant to be JSON: samples with comments, curly quotes, missing or extra commas,
//! unquoted words, dots for what was left out, and brackets that do not match.
//!
//! It goes through the text once, forgives everything, and writes down each repair with its place. A
//! text that lost its line breaks is read once more, with comments that end earlier.

mod scan;
mod string;
mod word;

use serde_json::{Map, Value};

use super::comment::Reach;
use super::{Repair, quoted, shown};
use crate::message::json::{MAX_DEPTH, ReadError, position};
use scan::Scan;

/// What was read.
pub(super) struct Read {
    /// The value.
    pub(super) value: Value,
    /// What was repaired, by line of the text.
    pub(super) repairs: Vec<Repair>,
}

/// Reads a text that is no JSON; `strict` says why it is none.
///
/// # Errors
/// When there is nothing like an object in it.
pub(super) fn read(text: &str, strict: &ReadError) -> Result<Read, ReadError> {
    let Some(start) = start(text) else {
        return Err(strict.clone());
    };
    let first = Reader::run(text, start, Reach::Line)?;
    let best = if first.broken > 0 && first.has_comments {
        let second = Reader::run(text, start, Reach::Mark)?;
        if second.broken < first.broken {
            second
        } else {
            first
        }
    } else {
        first
    };
    Ok(Read {
        repairs: best.repairs(text),
        value: best.value,
    })
}

/// Where the first object begins: at its brace, or at its first key where the braces were left out.
fn start(text: &str) -> Option<usize> {
    let brace = text.find('{')?;
    let before = text.get(..brace)?.trim_end();
    let named = before.strip_suffix(':').map(str::trim_end);
    let key = named.and_then(|named| {
        let closing = ['"', '”', '\'']
            .into_iter()
            .find(|mark| named.ends_with(*mark))?;
        let inner = named.strip_suffix(closing)?;
        let (opening, _) = inner
            .char_indices()
            .rev()
            .find(|(_, character)| matches!(character, '"' | '“' | '\''))?;
        let is_key = inner.get(opening..)?.chars().count() < 60;
        is_key.then_some(opening)
    });
    // a member before the first object: `"type": "list", "header": {`
    let first = text.trim_start();
    let begins_with_key = first.starts_with(['"', '“'])
        && first
            .split_once(['"', '“', '”'])
            .and_then(|(_, rest)| rest.split_once(['"', '”']))
            .is_some_and(|(_, rest)| rest.trim_start().starts_with(':'));
    if begins_with_key {
        return Some(text.len() - first.len());
    }
    Some(key.unwrap_or(brace))
}

/// A reading of the whole text.
struct Outcome {
    value: Value,
    notes: Vec<(usize, String)>,
    /// How often brackets did not match, or text was left over.
    broken: usize,
    has_comments: bool,
}

impl Outcome {
    /// The repairs in the order of the text, which is gone through once.
    fn repairs(&self, text: &str) -> Vec<Repair> {
        let mut notes: Vec<&(usize, String)> = self.notes.iter().collect();
        notes.sort_by_key(|(at, _)| *at);
        let (mut line, mut from) = (1, 0);
        let mut repairs = Vec::with_capacity(notes.len());
        for (at, what) in notes {
            line += text
                .get(from..*at)
                .unwrap_or_default()
                .matches('\n')
                .count();
            from = from.max(*at);
            repairs.push(Repair {
                line,
                what: what.clone(),
            });
        }
        repairs
    }
}

/// What an element or member turned out to be.
enum Part {
    Value(Value),
    /// Dots, or an object of nothing but dots.
    Omitted,
}

struct Reader<'a> {
    scan: Scan<'a>,
    /// The brackets that are open.
    open: Vec<char>,
    notes: Vec<(usize, String)>,
    broken: usize,
    has_comments: bool,
    /// Whether a comment said that an alternative follows.
    alternative: bool,
    too_deep: bool,
}

impl<'a> Reader<'a> {
    fn run(text: &'a str, start: usize, reach: Reach) -> Result<Outcome, ReadError> {
        let mut reader = Self {
            scan: Scan::new(text, start, reach),
            open: Vec::new(),
            notes: Vec::new(),
            broken: 0,
            has_comments: false,
            alternative: false,
            too_deep: false,
        };
        reader.left_out_before(start);
        let value = if reader.scan.peek() == Some('{') {
            reader.object()
        } else {
            reader.note(
                start,
                "the braces around the members were missing".to_owned(),
            );
            reader.scan_members(Map::new(), None)
        };
        reader.left_out_after();
        if reader.too_deep {
            let (line, column) = position(text, reader.scan.at);
            return Err(ReadError {
                line,
                column,
                message: format!("expected at most {MAX_DEPTH} levels of nesting, found more"),
                help: "no message is nested so deeply; look for a bracket that is never closed",
            });
        }
        Ok(Outcome {
            value,
            notes: reader.notes,
            broken: reader.broken,
            has_comments: reader.has_comments,
        })
    }

    fn note(&mut self, at: usize, what: String) {
        self.notes.push((at, what));
    }

    fn left_out_before(&mut self, start: usize) {
        let before = self.scan.text.get(..start).unwrap_or_default();
        if !before.trim().is_empty() {
            let at = before.len() - before.trim_start().len();
            self.note(
                at,
                format!("{} before the message was left out", quoted(before)),
            );
        }
    }

    fn left_out_after(&mut self) {
        self.blanks();
        let at = self.scan.at;
        let rest = self.scan.rest().trim();
        if rest.is_empty() || rest == ";" {
            return;
        }
        let is_bracket = rest.chars().all(|left| "}])';`\n\r\t ".contains(left));
        if rest.starts_with(['}', ']', ',', '"']) {
            self.broken += 1;
        }
        let what = if is_bracket {
            format!("{} after the end was left out", quoted(rest))
        } else {
            format!(
                "all that follows the message was left out: {}",
                quoted(rest)
            )
        };
        self.note(at, what);
    }

    /// Goes over white space and comments; the comments are told.
    fn blanks(&mut self) {
        while let Some((at, comment)) = self.scan.skip_blanks() {
            self.has_comments = true;
            if comment.offers_alternative() {
                self.alternative = true;
            } else if !comment.text.is_empty() {
                let what = format!("the comment {} was left out", quoted(comment.text));
                self.note(at, what);
            }
        }
    }

    fn value(&mut self) -> Part {
        self.blanks();
        if self.open.len() > MAX_DEPTH {
            self.too_deep = true;
            self.scan.at = self.scan.text.len();
            return Part::Value(Value::Null);
        }
        let read = match self.scan.peek() {
            Some('{') if !self.scan.rest().starts_with("{{") => return self.object_part(),
            Some('[') => self.array(),
            Some(character) if string::closing(character).is_some() => Value::String(self.string()),
            _ if self.scan.skip_dots() => return Part::Omitted,
            _ => self.word(),
        };
        Part::Value(read)
    }

    fn object_part(&mut self) -> Part {
        let before = self.notes.len();
        let value = self.object();
        let only_dots = value.as_object().is_some_and(Map::is_empty)
            && self.notes.iter().skip(before).any(|(_, what)| what == DOTS);
        if only_dots {
            // told once, by whoever leaves the object out
            let inside = self.notes.split_off(before);
            let others = inside.into_iter().filter(|(_, what)| what != DOTS);
            self.notes.extend(others);
            Part::Omitted
        } else {
            Part::Value(value)
        }
    }

    fn object(&mut self) -> Value {
        let at = self.scan.at;
        self.scan.bump();
        self.open.push('{');
        let members = self.scan_members(Map::new(), Some(at));
        self.open.pop();
        members
    }

    /// The members up to the closing brace; where there was no opening one, to the end of what is around.
    fn scan_members(&mut self, mut members: Map<String, Value>, opened: Option<usize>) -> Value {
        let mut needs_comma = false;
        loop {
            self.blanks();
            let at = self.scan.at;
            match self.scan.peek() {
                None => {
                    if let Some(opened) = opened {
                        self.unclosed('}', opened);
                    }
                    break;
                }
                Some('}') if opened.is_some() => {
                    self.scan.bump();
                    break;
                }
                Some(']' | '}') if self.closes_around(opened) => break,
                Some(']' | '}' | ')') => self.stray(),
                Some(',') => needs_comma = self.comma(needs_comma, '}'),
                _ if self.scan.skip_dots() => needs_comma = self.dots(at),
                _ => {
                    self.missing_comma(needs_comma);
                    self.member(&mut members);
                    needs_comma = true;
                }
            }
        }
        Value::Object(members)
    }

    /// Whether the closing bracket here belongs to something around the members; told if theirs is missing.
    fn closes_around(&mut self, opened: Option<usize>) -> bool {
        let found = self.scan.peek();
        let wanted = if found == Some(']') { '[' } else { '{' };
        let around = match opened {
            Some(_) => self.open.split_last().map_or(&[][..], |(_, around)| around),
            None => self.open.as_slice(),
        };
        let belongs = around.contains(&wanted);
        if belongs && let Some(opened) = opened {
            self.unclosed('}', opened);
        }
        belongs
    }

    fn member(&mut self, members: &mut Map<String, Value>) {
        let is_alternative = std::mem::take(&mut self.alternative);
        let at = self.scan.at;
        let key = self.key();
        self.blanks();
        if !self.scan.skip_separator() {
            let what = format!("{} has no value and was left out", quoted(&key));
            self.note(at, what);
            return;
        }
        let part = self.value();
        let value = match part {
            Part::Value(value) => value,
            Part::Omitted => {
                self.note(
                    at,
                    format!("{} has dots for its value and is left empty", quoted(&key)),
                );
                Value::String(String::new())
            }
        };
        self.alternatives();
        if is_alternative {
            let text = self.scan.text.get(at..self.scan.at).unwrap_or_default();
            let what = format!("an alternative was left out: {}", shown(text));
            self.note(at, what);
        } else if members.contains_key(&key) {
            let text = self.scan.text.get(at..self.scan.at).unwrap_or_default();
            let what = format!(
                "{} stands there already; the second was left out: {}",
                quoted(&key),
                shown(text)
            );
            self.note(at, what);
        } else {
            members.insert(key, value);
        }
    }

    fn key(&mut self) -> String {
        match self.scan.peek() {
            Some(character) if string::closing(character).is_some() => self.string(),
            _ => {
                let at = self.scan.at;
                let key = self.scan.bare_key().to_owned();
                if key.is_empty() {
                    // no name: go on behind whatever it is, so that reading ends
                    self.scan.bump();
                } else {
                    self.note(
                        at,
                        format!("quotation marks were missing around {}", quoted(&key)),
                    );
                }
                key
            }
        }
    }

    /// Further values after a bar: `"image" | "video"`; the first counts.
    fn alternatives(&mut self) {
        loop {
            self.blanks();
            let at = self.scan.at;
            if self.scan.peek() != Some('|') {
                return;
            }
            self.scan.bump();
            self.value();
            let text = self.scan.text.get(at..self.scan.at).unwrap_or_default();
            let what = format!(
                "an alternative was left out: {}",
                shown(text.trim_start_matches('|'))
            );
            self.note(at, what);
        }
    }

    fn array(&mut self) -> Value {
        let opened = self.scan.at;
        self.scan.bump();
        self.open.push('[');
        let mut elements = Vec::new();
        let mut needs_comma = false;
        loop {
            self.blanks();
            let at = self.scan.at;
            match self.scan.peek() {
                None => {
                    self.unclosed(']', opened);
                    break;
                }
                Some(']') => {
                    self.scan.bump();
                    break;
                }
                Some('}') if self.open.contains(&'{') => {
                    self.unclosed(']', opened);
                    break;
                }
                Some('}' | ')') => self.stray(),
                Some(',') => needs_comma = self.comma(needs_comma, ']'),
                _ => {
                    self.missing_comma(needs_comma);
                    needs_comma = self.element(&mut elements, at);
                }
            }
        }
        self.open.pop();
        Value::Array(elements)
    }

    /// One element; false where only dots stood, after which no comma is missed.
    fn element(&mut self, elements: &mut Vec<Value>, at: usize) -> bool {
        let is_alternative = std::mem::take(&mut self.alternative);
        let part = self.value();
        self.blanks();
        let is_named = self.scan.peek() == Some(':');
        match part {
            Part::Value(Value::String(key)) if is_named => {
                self.scan.at = at;
                self.note(
                    at,
                    format!("the braces around {} were missing", quoted(&key)),
                );
                let members = self.scan_members(Map::new(), None);
                elements.push(members);
            }
            Part::Value(_) if is_alternative => {
                let text = self.scan.text.get(at..self.scan.at).unwrap_or_default();
                let what = format!("an alternative was left out: {}", shown(text));
                self.note(at, what);
            }
            Part::Value(value) => {
                self.alternatives();
                elements.push(value);
            }
            Part::Omitted => return self.dots(at),
        }
        true
    }

    /// Dots that were gone over, with the comma behind them; false, since none is needed before the next.
    fn dots(&mut self, at: usize) -> bool {
        self.note(at, DOTS.to_owned());
        self.blanks();
        if self.scan.peek() == Some(',') {
            self.scan.bump();
        }
        false
    }

    /// A comma; false afterwards, since none is needed before the next.
    fn comma(&mut self, needed: bool, closing: char) -> bool {
        let at = self.scan.at;
        self.scan.bump();
        self.blanks();
        if !needed {
            self.note(at, "an extra comma was left out".to_owned());
        } else if self.scan.peek() == Some(closing) {
            self.note(at, format!("the comma before {closing} was left out"));
        }
        false
    }

    fn missing_comma(&mut self, needed: bool) {
        if needed && !self.alternative {
            let next: String = self.scan.rest().chars().take(24).collect();
            let next = next.lines().next().unwrap_or_default();
            let what = format!("a comma was missing before {}", shown(next));
            self.note(self.scan.at, what);
        }
    }

    fn unclosed(&mut self, bracket: char, opened: usize) {
        self.broken += 1;
        let line = position(self.scan.text, opened).0;
        let what = format!("{bracket} was missing; it closes what line {line} opens");
        self.note(self.scan.at, what);
    }

    fn stray(&mut self) {
        self.broken += 1;
        let at = self.scan.at;
        if let Some(found) = self.scan.bump() {
            self.note(at, format!("a {found} that closes nothing was left out"));
        }
    }
}

/// What is told of dots.
const DOTS: &str = "the dots stand for something that is not there; they were left out";
