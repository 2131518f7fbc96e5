//! What a check found, as it is printed for programs.

use serde::Serialize;

use crate::check::Diagnostic;
use crate::cli::Exit;
use crate::schema::Severity;
use crate::wire::Dialect;

/// What was found in one file.
#[derive(Debug, Serialize)]
pub(super) struct Checked {
    /// The file as it was given; `-` for stdin.
    pub(super) path: String,
    /// What the file is; none where it cannot be read as one.
    pub(super) shape: Option<&'static str>,
    /// The dialect that it was checked for; none where that is unclear.
    pub(super) api: Option<Dialect>,
    /// The kind of message; none for one that is not known.
    pub(super) kind: Option<&'static str>,
    /// What was found.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What the file adds to the exit code.
    #[serde(skip)]
    pub(super) exit: Exit,
}

/// All files, and what they come to.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// The files in the order in which they were given.
    pub(super) files: Vec<Checked>,
    /// The sums.
    pub(super) summary: Summary,
}

/// What all files come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    /// How many files were looked at.
    pub(super) files: usize,
    /// How many errors they have.
    pub(super) errors: usize,
    /// How many warnings they have.
    pub(super) warnings: usize,
}

impl Summary {
    /// Counts a file.
    pub(super) fn add(&mut self, checked: &Checked) {
        let errors = count(&checked.diagnostics);
        self.files += 1;
        self.errors += errors;
        self.warnings += checked.diagnostics.len() - errors;
    }

    /// The sums in words.
    pub(super) fn words(self) -> String {
        let counted = |number: usize, one: &str| match number {
            0 => format!("no {one}s"),
            1 => format!("1 {one}"),
            several => format!("{several} {one}s"),
        };
        format!(
            "{}: {}, {}",
            counted(self.files, "file"),
            counted(self.errors, "error"),
            counted(self.warnings, "warning")
        )
    }
}

impl Checked {
    /// A file that cannot be used: one error that says why.
    pub(super) fn unusable(path: String, rule: &str, message: String, help: Option<&str>) -> Self {
        Self {
            path,
            shape: None,
            api: None,
            kind: None,
            diagnostics: vec![unusable(rule, message, help)],
            exit: Exit::Unusable,
        }
    }
}

/// The diagnostic of something that cannot be read as a message.
pub(super) fn unusable(rule: &str, message: String, help: Option<&str>) -> Diagnostic {
    Diagnostic {
        rule: rule.to_owned(),
        severity: Severity::Error,
        pointer: crate::wire::Pointer::root(),
        message,
        help: help.map(str::to_owned),
        prediction: None,
        source: None,
    }
}

/// The exit code that diagnostics come to.
pub(super) fn exit(diagnostics: &[Diagnostic]) -> Exit {
    if count(diagnostics) == 0 {
        Exit::Done
    } else {
        Exit::Findings
    }
}

fn count(diagnostics: &[Diagnostic]) -> usize {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_said_in_words() {
        let mut summary = Summary::default();
        assert_eq!(summary.words(), "no files: no errors, no warnings");
        summary.add(&Checked::unusable(
            "a.json".to_owned(),
            "not-json",
            "no".to_owned(),
            None,
        ));
        assert_eq!(summary.words(), "1 file: 1 error, no warnings");
    }
}
