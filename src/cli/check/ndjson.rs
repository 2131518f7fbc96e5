//! `check --ndjson`: one payload a line in, one report a line out, in flat memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use super::report::{exit, unusable};
use super::{Facts, diagnose};
use crate::check::{Diagnostic, check_payload};
use crate::cli::{Exit, Failure, output};
use crate::files::{LARGEST, ReadFileError};
use crate::message::{Draft, dialect_of};
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

/// Checks the lines of all inputs; one that cannot be read does not keep the others from it.
///
/// # Errors
/// When stdout cannot be written.
pub(super) fn run(paths: &[PathBuf], facts: &Facts) -> Result<Exit, Failure> {
    let mut stdout = BufWriter::new(io::stdout().lock());
    let mut worst = Exit::Done;
    for path in paths {
        match each_line(path, facts, &mut stdout, &mut worst) {
            Ok(true) => {}
            Ok(false) => return Ok(worst),
            Err(Broken::Input(error)) => {
                output::complain(&error.into());
                worst = Exit::Unusable;
            }
            Err(Broken::Output(failure)) => return Err(failure),
        }
    }
    match stdout.flush() {
        Ok(()) => Ok(worst),
        Err(error) => output::unless_closed(&error).map(|()| worst),
    }
}

/// Which end of the pipe broke.
enum Broken {
    Input(ReadFileError),
    Output(Failure),
}

/// Checks the lines of one input; tells whether anybody still reads the reports.
fn each_line(
    path: &Path,
    facts: &Facts,
    stdout: &mut impl Write,
    worst: &mut Exit,
) -> Result<bool, Broken> {
    let unreadable = |error| Broken::Input(ReadFileError::system(path, error));
    let mut lines = open(path).map_err(unreadable)?;
    let mut line = Vec::new();
    for number in 1.. {
        let (report, exit) = match read_line(&mut lines, &mut line).map_err(unreadable)? {
            Taken::End => break,
            Taken::TooLong => {
                let message = format!("the line is longer than {} MB", LARGEST / 1024 / 1024);
                (refused(number, message), Exit::Unusable)
            }
            Taken::Line if line.trim_ascii().is_empty() => continue,
            Taken::Line => check(number, &line, facts),
        };
        *worst = worst.worst(exit);
        if !write(stdout, &report).map_err(Broken::Output)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn check(number: u64, line: &[u8], facts: &Facts) -> (Line, Exit) {
    let payload = serde_json::from_slice::<Value>(line).ok();
    let Some(payload) = payload.filter(is_addressed) else {
        return check_slowly(number, line, facts);
    };
    let api = facts.api.or_else(|| dialect_of(&payload));
    let diagnostics = check_payload(&payload, api, facts.definition.as_ref(), &facts.context);
    let exit = exit(&diagnostics);
    let report = Line {
        number,
        kind: kind_of(&payload).map(|kind| kind.name),
        api,
        diagnostics,
    };
    (report, exit)
}

/// Whether this is a whole payload, as nearly every line is, rather than a draft or a fragment.
fn is_addressed(payload: &Value) -> bool {
    ["to", "recipient", "status"]
        .iter()
        .any(|key| payload.get(key).is_some())
}

/// Checks what may be a draft, a fragment, or no message at all.
fn check_slowly(number: u64, line: &[u8], facts: &Facts) -> (Line, Exit) {
    let text = match str::from_utf8(line.trim_ascii_end()) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("not UTF-8 text: byte {} is wrong", error.valid_up_to());
            return (refused(number, message), Exit::Unusable);
        }
    };
    let draft = match Draft::parse(text) {
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

/// Writes a report; tells whether anybody still reads.
fn write(stdout: &mut impl Write, report: &Line) -> Result<bool, Failure> {
    let text = serde_json::to_string(report)
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot write JSON: {error}")))?;
    match writeln!(stdout, "{}", output::escaped(&text)) {
        Ok(()) => Ok(true),
        Err(error) => output::unless_closed(&error).map(|()| false),
    }
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::with_capacity(1 << 16, File::open(path)?))
    })
}

/// What reading one line gave.
enum Taken {
    /// A line, without its end.
    Line,
    /// A line beyond all measure; it was skipped.
    TooLong,
    /// Nothing more.
    End,
}

fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Taken> {
    line.clear();
    let read = input.take(LARGEST).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Taken::End);
    }
    if read as u64 == LARGEST && line.last() != Some(&b'\n') {
        line.clear();
        input.skip_until(b'\n')?;
        return Ok(Taken::TooLong);
    }
    Ok(Taken::Line)
}
