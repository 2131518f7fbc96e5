//! `bluetick templates import`: takes definitions that came by other ways into the library.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use super::Format;
use super::kept::Report;
use crate::cli::input::Input;
use crate::cli::{Exit, Failure};
use crate::files::Places;
use crate::files::library::{Changed, definitions_in, keep};
use crate::template::{Fetched, Source};

/// What `templates import` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Definitions, drafts that hold one, pages of an account, or lines of these; `-` for stdin
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Replace files that were changed here since they were fetched
    #[arg(long)]
    replace: bool,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Imports.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let mut report = Report::default();
    for file in &arguments.files {
        take(file, changed(arguments.replace), places, &mut report);
    }
    report.print(arguments.format)
}

/// What is done with files that were changed.
pub(super) const fn changed(replace: bool) -> Changed {
    if replace {
        Changed::Replace
    } else {
        Changed::Keep
    }
}

fn take(file: &Path, changed: Changed, places: &Places, report: &mut Report) {
    let input = match Input::read(file) {
        Ok(input) => input,
        Err(error) => return report.0.warnings.push(error.to_string()),
    };
    let found = definitions_in(&input.text);
    let named = |warning: String| format!("{}: {warning}", input.name);
    report
        .0
        .warnings
        .extend(found.warnings.into_iter().map(named));
    let now = Timestamp::now();
    for definition in &found.definitions {
        // A file of another library says itself where it came from.
        let fetched = Fetched::of(definition).unwrap_or_default();
        let source = fetched
            .source
            .unwrap_or_else(|| Source::File(input.name.clone()));
        let at = fetched.at.unwrap_or(now);
        match keep(places, definition, (&source, at), changed) {
            Ok(kept) => report.0.kept.push(kept),
            Err(error) => report.0.warnings.push(named(error.to_string())),
        }
    }
}
