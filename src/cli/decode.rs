//! `bluetick decode`: what webhooks, and answers and errors of all three APIs, tell.

mod documents;
mod item;
mod print;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::item::Item;
use super::input::Input;
use super::options::dialect;
use super::{Exit, Failure, output};
use crate::wire::Dialect;

/// What `decode` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files with webhook bodies, parts of them, or answers and errors of an API; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The API whose errors they are, where that cannot be told: cloud, 360dialog or on-premises
    #[arg(long, value_parser = dialect, value_name = "API")]
    api: Option<Dialect>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How decoded items are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A sheet an item.
    Human,
    /// One object with all items.
    Json,
}

/// Decodes. A file may hold several documents, one after the other.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut items = Vec::new();
    let mut exit = Exit::Done;
    for path in &arguments.files {
        let read = Input::read(path).map_err(Failure::from);
        let documents = read.and_then(|input| {
            let documents = documents::of(&input)?;
            Ok((input.name, documents))
        });
        match documents {
            Ok((file, documents)) => {
                for document in &documents {
                    items.extend(Item::all(&file, document, arguments.api));
                }
            }
            Err(failure) => {
                output::complain(&failure);
                exit = Exit::Unusable;
            }
        }
    }
    match arguments.format {
        Format::Json => output::json(&print::json(&items))?,
        Format::Human => output::print(&print::human(&items))?,
    }
    Ok(exit)
}
