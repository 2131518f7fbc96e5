//! `check --ndjson`: one payload a line in, one report a line out, in flat memory.

use std::io::{self, BufRead, Read, Write};

use serde::Serialize;

use super::report::{exit, unusable};
use super::{Facts, diagnose};
use crate::check::{Diagnostic, check_payload};
use crate::cli::{Exit, output};
use crate::files::LARGEST;
use crate::message::{Draft, dialect_of, plain_payload};
use crate::schema::kind_of;
use crate::wire::Dialect;

/// What is found in one line.
#[derive(Debug, Serialize)]
struct Line {
    #[serde(rename = "line")]
    number: u64,
    kind: Option<&'static str>,
    api: Option<Dialect>,
    diagnostics: Vec<Diagnostic>,
}

/// Which end of the pipe broke.
#[derive(Debug)]
pub enum Broken {
    /// The lines cannot be read.
    Input(io::Error),
    /// The reports cannot be written.
    Output(io::Error),
}

/// A check of streams, line by line.
#[derive(Debug)]
pub struct Stream<'a, W> {
    facts: &'a Facts,
    output: W,
    reports: Vec<u8>,
    exit: Exit,
}

impl<'a, W: Write> Stream<'a, W> {
    /// A check that writes its reports there.
    pub const fn new(facts: &'a Facts, output: W) -> Self {
        Self {
            facts,
            output,
            reports: Vec::new(),
            exit: Exit::Done,
        }
    }

    /// The exit code that all lines so far come to.
    pub const fn exit(&self) -> Exit {
        self.exit
    }

    /// Checks the lines of an input. What the input has at once is checked and reported at once: a writer
    /// that waits between its lines gets its reports between them.
    ///
    /// # Errors
    /// When one of both ends breaks.
    pub fn check(&mut self, input: &mut impl BufRead) -> Result<(), Broken> {
        let mut number = 0;
        let mut beyond = Vec::new();
        loop {
            let buffer = input.fill_buf().map_err(Broken::Input)?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = buffer.iter().rposition(|byte| *byte == b'\n');
            if let Some(lines) = end.and_then(|end| buffer.get(..=end)) {
                for line in lines.split_inclusive(|byte| *byte == b'\n') {
                    number += 1;
                    self.line(number, line)?;
                }
                let read = lines.len();
                input.consume(read);
            } else {
                number += 1;
                match read_line(input, &mut beyond).map_err(Broken::Input)? {
                    Length::Usual => self.line(number, &beyond)?,
                    Length::Beyond => self.report(&beyond_measure(number), Exit::Unusable)?,
                }
            }
            self.hand_over()?;
        }
    }

    fn line(&mut self, number: u64, line: &[u8]) -> Result<(), Broken> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        let (report, exit) = check(number, line, self.facts);
        self.report(&report, exit)
    }

    fn report(&mut self, line: &Line, exit: Exit) -> Result<(), Broken> {
        self.exit = self.exit.worst(exit);
        let unwritten = |error: serde_json::Error| Broken::Output(error.into());
        if line.diagnostics.is_empty() {
            // No word in it is foreign, so that nothing needs an escape.
            serde_json::to_writer(&mut self.reports, line).map_err(unwritten)?;
        } else {
            let text = serde_json::to_string(line).map_err(unwritten)?;
            self.reports
                .extend_from_slice(output::escaped(&text).as_bytes());
        }
        self.reports.push(b'\n');
        if self.reports.len() < MANY {
            return Ok(());
        }
        self.hand_over()
    }

    /// Writes the reports that were gathered.
    fn hand_over(&mut self) -> Result<(), Broken> {
        self.output
            .write_all(&self.reports)
            .and_then(|()| self.output.flush())
            .map_err(Broken::Output)?;
        self.reports.clear();
        Ok(())
    }
}

/// So many bytes of reports are written at the latest.
const MANY: usize = 1 << 16;

/// How long a line is.
enum Length {
    /// As long as a message may be.
    Usual,
    /// Beyond all measure; it was skipped.
    Beyond,
}

/// Reads a line that the buffer of the input does not hold as a whole.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Length> {
    line.clear();
    let read = input.take(LARGEST).read_until(b'\n', line)?;
    if read as u64 == LARGEST && line.last() != Some(&b'\n') {
        *line = Vec::new();
        input.skip_until(b'\n')?;
        return Ok(Length::Beyond);
    }
    Ok(Length::Usual)
}

fn check(number: u64, line: &[u8], facts: &Facts) -> (Line, Exit) {
    let text = match str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("not UTF-8 text: byte {} is wrong", error.valid_up_to());
            return (refused(number, message), Exit::Unusable);
        }
    };
    let Some(payload) = plain_payload(text) else {
        return check_slowly(number, text, facts);
    };
    let api = facts.api.or_else(|| dialect_of(&payload));
    let context = facts.context_of(&payload);
    let shelf = facts.library.as_ref();
    let diagnostics = match shelf.and_then(|shelf| shelf.bound(&payload)) {
        None => check_payload(&payload, api, facts.definition.as_ref(), &context),
        Some(bound) => {
            let definition = bound.entry().map(|entry| &entry.definition);
            check_payload(&payload, api, definition, &bound.context(&context))
        }
    };
    let exit = exit(&diagnostics);
    let report = Line {
        number,
        kind: kind_of(&payload).map(|kind| kind.name),
        api,
        diagnostics,
    };
    (report, exit)
}

/// Checks what has a note to tell, is a draft or a fragment, or no message at all.
fn check_slowly(number: u64, line: &str, facts: &Facts) -> (Line, Exit) {
    let draft = match Draft::parse(line.trim_ascii_end()) {
        Ok(draft) => draft,
        Err(error) => {
            let message = format!("column {}: {}", error.column, error.message);
            return (refused(number, message), Exit::Unusable);
        }
    };
    let checked = diagnose(String::new(), &draft, facts);
    let report = Line {
        number,
        kind: checked.kind,
        api: checked.api,
        diagnostics: checked.diagnostics,
    };
    (report, checked.exit)
}

fn beyond_measure(number: u64) -> Line {
    let message = format!("the line is longer than {} MB", LARGEST / 1024 / 1024);
    refused(number, message)
}

fn refused(number: u64, message: String) -> Line {
    Line {
        number,
        kind: None,
        api: None,
        diagnostics: vec![unusable(
            "not-json",
            message,
            Some("write one JSON object on each line"),
        )],
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    const TEXT: &str = r#"{"messaging_product": "whatsapp", "to": "15550100123", "type": "text", "text": {"body": "Hi"}}"#;

    /// The reports of lines that come so many bytes at a time, and the exit code.
    fn reports(lines: &str, at_once: usize) -> (Vec<serde_json::Value>, Exit) {
        let facts = Facts::default();
        let mut written = Vec::new();
        let mut stream = Stream::new(&facts, &mut written);
        stream
            .check(&mut BufReader::with_capacity(at_once, lines.as_bytes()))
            .unwrap();
        let exit = stream.exit();
        let written = String::from_utf8(written).unwrap();
        let reports = written
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        (reports.collect(), exit)
    }

    #[test]
    fn lines_are_the_same_however_they_come() {
        let lines = format!("{TEXT}\r\n\n{{}}\n{TEXT}\n[\n{TEXT}");
        let (whole, exit) = reports(&lines, 1 << 16);
        let numbers: Vec<_> = whole.iter().map(|report| report["line"].clone()).collect();
        assert_eq!(numbers, [1, 3, 4, 5, 6]);
        assert_eq!(exit, Exit::Unusable);
        for at_once in [1, 7, 95, 100, 150] {
            assert_eq!(reports(&lines, at_once), (whole.clone(), exit), "{at_once}");
        }
    }

    #[test]
    fn a_line_beyond_all_measure_is_told_and_the_next_is_checked() {
        let length = usize::try_from(LARGEST).unwrap();
        let lines = format!("{}\n{TEXT}\n", "x".repeat(length + 10));
        let (reports, exit) = reports(&lines, 1 << 16);
        assert_eq!(exit, Exit::Unusable);
        assert_eq!(reports.len(), 2);
        assert_eq!(reports[0]["diagnostics"][0]["rule"], "not-json");
        let message = reports[0]["diagnostics"][0]["message"].as_str().unwrap();
        assert!(message.contains("8 MB"), "{message}");
        assert_eq!(reports[1]["line"], 2);
        assert_eq!(reports[1]["diagnostics"], serde_json::json!([]));
    }
}
