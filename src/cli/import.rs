//! `bluetick import`: a payload, a `curl` command, a request or a sample from a page becomes a draft.

use std::path::{Path, PathBuf};

use clap::Args;

use super::input::Input;
use super::{Exit, Failure, output};
use crate::files::drafts::{self, Expected};
use crate::message;

/// What `import` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to read: a file, or `-` for stdin
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// The draft to make; without it the draft goes to stdout
    #[arg(long, value_name = "DRAFT")]
    out: Option<PathBuf>,
}

/// Imports. What was repaired or left out is said on stderr, with its line.
///
/// # Errors
/// When there is no message in the input, or the draft cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let input = Input::read(&arguments.input)?;
    let named = arguments.out.as_deref().unwrap_or(&arguments.input);
    let imported = message::import(&input.text, &title(named))
        .map_err(|error| Failure::unusable(input.refusal(&error)))?;
    let text = imported.draft.to_text();
    match &arguments.out {
        Some(path) => {
            drafts::save(path, &text, &Expected::New)?;
        }
        None => output::print(&output::escaped(&text))?,
    }
    for repair in &imported.repairs {
        output::note(&format!("{}:{}: {}", input.name, repair.line, repair.what));
    }
    Ok(Exit::Done)
}

/// The name that a draft gets: that of its file.
fn title(path: &Path) -> String {
    let stem = path.file_stem().map(std::ffi::OsStr::to_string_lossy);
    stem.filter(|stem| stem != "-")
        .map_or_else(|| "Imported".to_owned(), std::borrow::Cow::into_owned)
}
