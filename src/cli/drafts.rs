//! `bluetick drafts`: lists drafts, makes a new one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::options::{Format, dialect};
use super::{Exit, Failure, output};
use crate::files::drafts::{DraftFile, Expected, Origin, SaveError};
use crate::files::{EXAMPLES, Places, drafts};
use crate::message::Draft;
use crate::schema::{DEFINITION, KINDS, Kind, kind, kind_of, skeleton};
use crate::text;
use crate::wire::Dialect;

/// What `drafts` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// List or make.
    #[command(subcommand)]
    command: Command,
}

/// What can be done with drafts.
#[derive(Debug, Subcommand)]
enum Command {
    /// List the drafts of this project, your own ones, and the examples
    List {
        /// How the list is written
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Make a new draft in ./drafts if there is such a folder, else among your own ones
    New(New),
}

/// What `drafts new` takes.
#[derive(Debug, Args)]
struct New {
    /// What the draft is called; with a `/` or `.json` in it, the file to make
    name: String,
    /// The kind of message, e.g. interactive.list
    #[arg(long, value_name = "KIND", conflicts_with = "from")]
    kind: Option<String>,
    /// An example to start from (see `bluetick drafts list`)
    #[arg(long, value_name = "EXAMPLE")]
    from: Option<String>,
    /// The API that it is for: cloud, 360dialog or on-premises
    #[arg(long, value_parser = dialect, value_name = "API")]
    api: Option<Dialect>,
}

/// Lists or makes.
///
/// # Errors
/// When a draft cannot be made or stdout cannot be written.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::List { format } => list(*format, places)?,
        Command::New(new) => {
            let path = make(new, places)?;
            output::print(&format!("{}\n", text::visible(&path.to_string_lossy())))?;
        }
    }
    Ok(Exit::Done)
}

/// One draft as the list shows it.
#[derive(Debug, Serialize)]
struct Listed {
    name: String,
    title: String,
    origin: &'static str,
    path: Option<String>,
    kind: Option<&'static str>,
    api: Option<Dialect>,
}

fn list(format: Format, places: &Places) -> Result<(), Failure> {
    let drafts: Vec<Listed> = drafts::list(places).into_iter().map(listed).collect();
    match format {
        Format::Json => output::json(&serde_json::json!({ "drafts": drafts })),
        Format::Human => output::print(&table(&drafts)),
    }
}

fn listed(file: DraftFile) -> Listed {
    let content = match &file.path {
        Some(path) => crate::files::read(path).ok().map(|read| read.text),
        None => EXAMPLES
            .iter()
            .find(|example| example.name == file.name)
            .map(|example| example.text.to_owned()),
    };
    let draft = content.and_then(|content| Draft::parse(&content).ok());
    Listed {
        name: file.name,
        title: file.title,
        origin: match file.origin {
            Origin::Project => "project",
            Origin::Personal => "personal",
            Origin::Example => "example",
        },
        path: file.path.map(|path| path.to_string_lossy().into_owned()),
        kind: draft
            .as_ref()
            .and_then(|draft| kind_of(draft.document.payload()))
            .map(|kind| kind.name),
        api: draft.as_ref().and_then(Draft::dialect),
    }
}

/// The list for people: name, kind, API, origin, title in columns.
fn table(drafts: &[Listed]) -> String {
    let rows: Vec<[String; 5]> = drafts
        .iter()
        .map(|draft| {
            [
                text::visible(&draft.name).into_owned(),
                draft.kind.unwrap_or("?").to_owned(),
                draft.api.map_or("?", Dialect::name).to_owned(),
                draft.origin.to_owned(),
                text::visible(&draft.title).into_owned(),
            ]
        })
        .collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = text::width(cell).max(*width);
        }
    }
    let mut table = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            let padding = width - text::width(cell) + 2;
            // Writing to a String cannot fail.
            let _infallible = write!(line, "{cell}{}", " ".repeat(padding));
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}

/// Makes a draft and gives its file.
fn make(new: &New, places: &Places) -> Result<PathBuf, Failure> {
    let asked = Path::new(&new.name);
    let is_path = new.name.contains('/') || asked.extension().is_some_and(|it| it == "json");
    let title = if is_path {
        asked
            .file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
    } else {
        new.name.clone()
    };
    let text = content(new, &title, places)?.to_text();
    if is_path {
        drafts::save(asked, &text, &Expected::New)?;
        return Ok(asked.to_owned());
    }
    let mut again = 0..20;
    loop {
        let path = drafts::free_path(places, &title);
        match drafts::save(&path, &text, &Expected::New) {
            // Somebody else took the name in the meantime, or all names are taken.
            Err(SaveError::Exists(_)) if again.next().is_some() => {}
            saved => return saved.map(|_| path).map_err(Failure::from),
        }
    }
}

fn content(new: &New, title: &str, places: &Places) -> Result<Draft, Failure> {
    if let Some(from) = &new.from {
        let (_, mut draft) = super::input::open(places, Path::new(from))?;
        title.clone_into(&mut draft.name);
        if new.api.is_some_and(|api| draft.dialect() != Some(api)) {
            return Err(Failure::unusable(format!(
                "{from} is written for the {}; leave --api out, or choose another example",
                draft
                    .dialect()
                    .map_or("API that it does not name", Dialect::title)
            )));
        }
        return Ok(draft);
    }
    let dialect = new.api.unwrap_or(Dialect::Cloud);
    let kind = chosen_kind(new.kind.as_deref().unwrap_or("text"), dialect)?;
    let payload = skeleton(kind, dialect);
    Ok(Draft::of_payload(title, Some(dialect), payload))
}

fn chosen_kind(name: &str, dialect: Dialect) -> Result<&'static Kind, Failure> {
    let known = || {
        let names: Vec<&str> = KINDS
            .iter()
            .copied()
            .chain([DEFINITION])
            .filter(|kind| kind.dialects.contains(&dialect))
            .map(|kind| kind.name)
            .collect();
        names.join(", ")
    };
    let Some(kind) = kind(name) else {
        return Err(Failure::unusable(format!(
            "{name:?} is no kind of message; there are {}",
            known()
        )));
    };
    if kind.dialects.contains(&dialect) {
        Ok(kind)
    } else {
        Err(Failure::unusable(format!(
            "the {} has no {name}; it has {}",
            dialect.title(),
            known()
        )))
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        Self::new(Exit::CannotWrite, error.to_string())
    }
}
