//! `bluetick export`: the exact payload, alone or as a request that another program can make.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::dialect;
use super::{Exit, Failure, input, output};
use crate::files::Places;
use crate::message::Draft;
use crate::platform;
use crate::wire::Dialect;

/// What `export` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The message: a file, a draft or example by name, or `-` for stdin
    file: PathBuf,
    /// What is written
    #[arg(long = "as", value_enum, value_name = "FORM")]
    form: Form,
    /// The API whose request it becomes, where the file does not tell
    #[arg(long, value_parser = dialect, value_name = "API")]
    api: Option<Dialect>,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The payload.
    Json,
    /// A curl command; the token is a variable.
    Curl,
    /// A request for HTTP clients in editors; the token is a variable.
    Http,
}

/// Exports.
///
/// # Errors
/// When there is no message to be had, its API is unclear, or stdout cannot be written.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let (input, draft) = input::open(places, &arguments.file)?;
    let written = draft.document.written();
    let text = match arguments.form {
        Form::Json => format!("{written:#}\n"),
        Form::Curl => platform::curl(target(arguments, &input.name, &draft)?, written),
        Form::Http => platform::http(target(arguments, &input.name, &draft)?, written),
    };
    output::print(&output::escaped(&text))?;
    Ok(Exit::Done)
}

/// The API that the request is for.
fn target(arguments: &Arguments, name: &str, draft: &Draft) -> Result<Dialect, Failure> {
    if draft.document.fragment().is_some() {
        return Err(Failure::unusable(format!(
            "{name}: expected a whole message, found a part of one, which no API takes; export it --as json"
        )));
    }
    arguments.api.or_else(|| draft.dialect()).ok_or_else(|| {
        Failure::unusable(format!(
            "{name}: the message does not tell its API; pass --api cloud, 360dialog or on-premises"
        ))
    })
}
