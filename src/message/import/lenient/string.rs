//! Texts in quotation marks of any sort.

use super::Reader;

/// The marks that close a text opened by this one; none for a character that opens none.
pub(super) const fn closing(opening: char) -> Option<&'static [char]> {
    match opening {
        '"' => Some(&['"']),
        '“' | '”' | '„' => Some(&['”', '“']),
        '\'' => Some(&['\'']),
        '‘' | '’' => Some(&['’', '‘']),
        '`' => Some(&['`', '\'']),
        '«' => Some(&['»']),
        _ => None,
    }
}

/// Whether a backtick ends texts as well, as in template strings, and not an apostrophe: one stands where a
/// text ends.
fn closes_itself(text: &str) -> bool {
    text.match_indices('`').any(|(at, mark)| {
        let rest = text.get(at + mark.len()..).unwrap_or_default();
        rest.trim_start().starts_with([',', ':', '}', ']', ')'])
    })
}

/// A text with more lines than these lacks its closing mark.
const MOST_LINES: usize = 200;

impl Reader<'_> {
    /// Reads the text that begins here.
    pub(super) fn string(&mut self) -> String {
        let at = self.scan.at;
        let Some(opening) = self.scan.bump() else {
            return String::new();
        };
        let mut marks = closing(opening).unwrap_or_default();
        let line = self.scan.rest().lines().next().unwrap_or_default();
        if opening == '“' && !line.contains(marks) {
            marks = &['"'];
        }
        if opening == '`' && closes_itself(self.scan.text) {
            marks = &['`'];
        }
        if opening != '"' {
            self.note(at, format!("{opening} was read as a quotation mark"));
        }
        let begin = self.scan.at;
        let mut text = String::new();
        let (mut line, mut lines) = (None, 0);
        loop {
            let here = self.scan.at;
            match self.scan.bump() {
                None => return self.unended(at, begin, line, text),
                Some('\\') => self.escape(here, &mut text),
                Some(mark) if marks.contains(&mark) => {
                    if line.is_some() && !self.is_end() {
                        return self.unended(at, begin, line, text);
                    }
                    break;
                }
                Some('\n') => {
                    line.get_or_insert((here, text.len()));
                    lines += 1;
                    if lines > MOST_LINES {
                        return self.unended(at, begin, line, text);
                    }
                    text.push('\n');
                }
                Some(other) => text.push(other),
            }
        }
        if let Some((broken, _)) = line {
            self.note(
                broken,
                "a line break inside a text was read as \\n".to_owned(),
            );
        }
        text
    }

    /// Whether a text may end here: what follows belongs to the object around it.
    fn is_end(&self) -> bool {
        let rest = self.scan.rest().trim_start();
        rest.is_empty() || rest.starts_with([',', ':', '}', ']', '#', '/', '|', ')', '"', '“'])
    }

    /// A text whose closing mark is missing ends with its line.
    fn unended(
        &mut self,
        at: usize,
        begin: usize,
        line: Option<(usize, usize)>,
        mut text: String,
    ) -> String {
        self.broken += 1;
        self.note(
            at,
            "the closing quotation mark was missing; the text ends with its line".to_owned(),
        );
        let Some((broken, length)) = line else {
            return text;
        };
        self.scan.at = broken;
        text.truncate(length);
        let raw = self.scan.text.get(begin..broken).unwrap_or_default();
        if raw.trim_end().ends_with(',') {
            let kept = text.trim_end().trim_end_matches(',').len();
            text.truncate(kept);
        }
        text
    }

    fn escape(&mut self, at: usize, text: &mut String) {
        let Some(escaped) = self.scan.bump() else {
            return text.push('\\');
        };
        match escaped {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            '"' | '\\' | '/' => text.push(escaped),
            'u' => match self.unicode() {
                Some(character) => text.push(character),
                None => self.kept_escape(at, "\\u", text),
            },
            '\'' | '`' => {
                text.push(escaped);
                self.note(at, format!("\\{escaped} was read as {escaped}"));
            }
            '\n' => self.note(at, "a line that goes on after \\ was joined".to_owned()),
            other => self.kept_escape(at, &format!("\\{other}"), text),
        }
    }

    fn kept_escape(&mut self, at: usize, raw: &str, text: &mut String) {
        text.push_str(raw);
        self.note(
            at,
            format!("{raw} is no escape of JSON; it was kept as it stands"),
        );
    }

    /// The character of `\uXXXX`, whose `\u` is read; both halves of a pair.
    fn unicode(&mut self) -> Option<char> {
        let first = self.unit(self.scan.at)?;
        let second = self
            .scan
            .text
            .get(self.scan.at + 4..)
            .filter(|rest| rest.starts_with("\\u"))
            .and_then(|_| self.unit(self.scan.at + 6));
        if let Some(character) = char::from_u32(u32::from(first)) {
            self.scan.at += 4;
            return Some(character);
        }
        let pair = char::decode_utf16([first, second?]).next()?.ok()?;
        self.scan.at += 10;
        Some(pair)
    }

    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.scan.text.get(at..at + 4)?;
        u16::from_str_radix(digits, 16).ok()
    }
}
