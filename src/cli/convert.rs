//! `bluetick convert`: a message in the form of another API, and what changed on the way.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::options::dialect;
use super::{Exit, Failure, input, output};
use crate::files::Places;
use crate::message::{Converted, Draft, convert};
use crate::wire::Dialect;

/// What `convert` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The message: a file, a draft or example by name, or `-` for stdin
    file: PathBuf,
    /// The API to convert it for: cloud, 360dialog or on-premises
    #[arg(long, value_parser = dialect, value_name = "API")]
    to: Dialect,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How a conversion is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The payload on stdout, the changes on stderr.
    Human,
    /// Both as one object on stdout.
    Json,
}

/// Converts.
///
/// # Errors
/// When there is no message to be had, or stdout cannot be written.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let (_, draft) = input::open(places, &arguments.file)?;
    let Converted { payload, changes } = converted(&draft, arguments.to);
    match arguments.format {
        Format::Json => output::json(&json!({ "payload": payload, "changes": changes }))?,
        Format::Human => {
            output::print(&output::escaped(&format!("{payload:#}\n")))?;
            for change in &changes {
                let place = change.pointer.as_str();
                let place = if place.is_empty() { "/" } else { place };
                output::note(&format!("{}: {place}: {}", change.loss.name(), change.what));
            }
            if changes.is_empty() {
                output::note(&format!(
                    "nothing to change for the {}",
                    arguments.to.title()
                ));
            }
        }
    }
    Ok(Exit::Done)
}

fn converted(draft: &Draft, to: Dialect) -> Converted {
    let converted = convert(draft.document.payload(), draft.dialect(), to);
    match draft.document.fragment() {
        Some(part) => converted.inside(part),
        None => converted,
    }
}
