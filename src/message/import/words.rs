//! The words of a shell command, as a shell would split it, and as samples are written.

/// One word of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The word without its quotation marks.
    pub(super) text: String,
    /// Where its text begins, in bytes.
    pub(super) at: usize,
}

/// Splits a command up to its end: a `;`, `|`, `>` or `&` outside quotation marks, or a line break that
/// no `\` precedes. Gives the words, and where the command ends.
pub(super) fn words(text: &str) -> (Vec<Word>, usize) {
    let mut splitter = Splitter {
        text,
        at: 0,
        words: Vec::new(),
        word: None,
    };
    splitter.run();
    splitter.end_word();
    (splitter.words, splitter.at)
}

struct Splitter<'a> {
    text: &'a str,
    at: usize,
    words: Vec<Word>,
    word: Option<Word>,
}

impl Splitter<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// The word being read, begun at the place now.
    fn open_word(&mut self) -> &mut Word {
        let at = self.at;
        self.word.get_or_insert_with(|| Word {
            text: String::new(),
            at,
        })
    }

    fn push(&mut self, character: char, at: usize) {
        let word = self.word.get_or_insert_with(|| Word {
            text: String::new(),
            at,
        });
        word.text.push(character);
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    fn run(&mut self) {
        loop {
            let at = self.at;
            let is_dollar = self.rest().starts_with("$'");
            match self.bump() {
                None => return,
                Some('$') if is_dollar => {
                    self.bump();
                    self.escaped();
                }
                Some('\'' | '‘' | '’') => self.single(),
                Some('"' | '“') => self.double(),
                // `\` at the end of a line, also with blanks behind it, `^` of Windows, and PowerShell's "`"
                Some('\\' | '^' | '`') if self.joins_lines() => {}
                Some('\\') => {
                    if let Some(next) = self.bump() {
                        self.push(next, at);
                    }
                }
                Some('\n') => {
                    self.end_word();
                    if !self.goes_on() {
                        return;
                    }
                }
                Some(blank) if blank.is_whitespace() => self.end_word(),
                Some(';' | '|' | '>') => {
                    self.at = at;
                    return;
                }
                Some('&') if self.rest().starts_with(['&', ' ', '\n']) => {
                    self.at = at;
                    return;
                }
                Some(other) => self.push(other, at),
            }
        }
    }

    /// Whether only the rest of the line stands between the `\` just read and the next line; goes there.
    fn joins_lines(&mut self) -> bool {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let joins = rest
            .get(blanks..)
            .is_some_and(|rest| rest.starts_with('\n'));
        if joins {
            self.at += blanks + 1;
            self.end_word();
        }
        joins
    }

    /// Whether the next line belongs to the command although no `\` says so: it begins with an option.
    fn goes_on(&self) -> bool {
        self.rest().trim_start_matches([' ', '\t']).starts_with('-')
    }

    /// Text in single quotation marks. In JSON there an apostrophe does not end it.
    fn single(&mut self) {
        self.open_word();
        let begin = self.word.as_ref().map_or(0, |word| word.text.len());
        loop {
            let at = self.at;
            match self.bump() {
                None => return,
                Some('\'' | '‘' | '’') => {
                    let word = self.word.as_ref().and_then(|word| word.text.get(begin..));
                    if !is_inside_json(word.unwrap_or_default()) {
                        return;
                    }
                    if self.rest().starts_with("\\''") {
                        self.at += 3;
                    } else if self.rest().starts_with("\"'\"'") {
                        self.at += 4;
                    } else if self.rest().starts_with('\'') {
                        // doubled, as PowerShell writes one
                        self.at += 1;
                    }
                    self.push('\'', at);
                }
                Some(other) => self.push(other, at),
            }
        }
    }

    fn double(&mut self) {
        self.open_word();
        loop {
            let at = self.at;
            match self.bump() {
                None | Some('"' | '”') => return,
                Some('\\') => match self.bump() {
                    Some(escaped @ ('"' | '\\' | '$' | '`')) => self.push(escaped, at),
                    Some('\n') | None => {}
                    Some(other) => {
                        self.push('\\', at);
                        self.push(other, at);
                    }
                },
                Some(other) => self.push(other, at),
            }
        }
    }

    /// Text in `$'…'`, where `\n`, `\'` and the like are escapes.
    fn escaped(&mut self) {
        self.open_word();
        loop {
            let at = self.at;
            match self.bump() {
                None | Some('\'') => return,
                Some('\\') => match self.bump() {
                    Some('n') => self.push('\n', at),
                    Some('t') => self.push('\t', at),
                    Some('r') => self.push('\r', at),
                    Some(escaped @ ('\'' | '"' | '\\')) => self.push(escaped, at),
                    // `\u00e9` stays: JSON reads it
                    Some(other) => {
                        self.push('\\', at);
                        self.push(other, at);
                    }
                    None => {}
                },
                Some(other) => self.push(other, at),
            }
        }
    }
}

/// Whether a text begins as a JSON object and is not at its end yet.
fn is_inside_json(text: &str) -> bool {
    text.trim_start().starts_with('{') && !text.trim_end().ends_with('}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("curl -X POST url", &["curl", "-X", "POST", "url"], 16)]
    #[case::joined("a \\\n  b \\ \n c", &["a", "b", "c"], 13)]
    #[case::quotes("a 'b c' \"d \\\" e\" f\\ g", &["a", "b c", "d \" e", "f g"], 21)]
    #[case::ends_with_its_line("a b\nc d", &["a", "b"], 4)]
    #[case::goes_on_with_options("a b\n  -d x\nc", &["a", "b", "-d", "x"], 11)]
    #[case::ends_before_a_pipe("a b | jq .", &["a", "b"], 4)]
    #[case::apostrophe_in_json(
        "-d '{\"a\": \"it's\"}' x", &["-d", "{\"a\": \"it's\"}", "x"], 20
    )]
    #[case::shell_apostrophe(
        "-d '{\"a\": \"it'\\''s\"}' x", &["-d", "{\"a\": \"it's\"}", "x"], 23
    )]
    #[case::escapes("$'{\"a\": \"it\\'s\\u00e9\"}'", &["{\"a\": \"it's\\u00e9\"}"], 23)]
    #[case::address("http://a/?b=c&d=e x", &["http://a/?b=c&d=e", "x"], 19)]
    #[case::empty_word("a '' b", &["a", "", "b"], 6)]
    fn commands_are_split(#[case] text: &str, #[case] expected: &[&str], #[case] end: usize) {
        let (found, at) = words(text);
        let found: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
        assert_eq!((found.as_slice(), at), (expected, end));
    }
}
