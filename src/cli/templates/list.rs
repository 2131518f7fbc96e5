//! `bluetick templates list`: the library's templates, or those of an account.

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::desk::{Desk, block_on};
use super::{Format, Which};
use crate::cli::layout::columns;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::library::{Entry, Library};
use crate::template::{Fetched, Source};
use crate::text;

/// What `templates list` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The templates of this account, in place of the library's
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// How the list is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Lists.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let (rows, warnings) = match &arguments.account {
        Some(name) => (of_account(arguments, places, name)?, Vec::new()),
        None => of_library(arguments, places),
    };
    for warning in &warnings {
        output::note(warning);
    }
    if rows.is_empty() {
        output::note(none_there(arguments));
    }
    match arguments.format {
        Format::Json => output::json(&json!({"templates": rows, "warnings": warnings}))?,
        Format::Human => output::print(&table(&rows))?,
    }
    Ok(Exit::Done)
}

/// What an empty list means, and what can be done.
const fn none_there(arguments: &Arguments) -> &'static str {
    match arguments.account {
        Some(_) => "the account has no such template",
        None => {
            "the library has no such template; `bluetick templates pull --account NAME` and \
             `bluetick templates import FILE` fill it"
        }
    }
}

fn of_library(arguments: &Arguments, places: &Places) -> (Vec<Value>, Vec<String>) {
    let library = Library::open(places);
    let wanted = arguments.which.wanted();
    let entries = library.entries.iter();
    let meant = entries.filter(|entry| {
        let (name, language) = entry.key();
        wanted.takes(name, language)
    });
    (meant.map(of_entry).collect(), library.warnings)
}

fn of_account(arguments: &Arguments, places: &Places, name: &str) -> Result<Vec<Value>, Failure> {
    block_on(async {
        let desk = Desk::open(places, name, false).await?;
        let listed = desk.listed(&arguments.which.wanted()).await;
        desk.close().await;
        Ok(listed?.iter().map(row).collect())
    })
}

/// What the list tells of a template.
fn row(listed: &Value) -> Value {
    let text = |key: &str| listed.get(key).and_then(Value::as_str).unwrap_or_default();
    let quality = listed
        .pointer("/quality_score/score")
        .and_then(Value::as_str);
    json!({
        "name": text("name"), "language": text("language"),
        "category": text("category").to_ascii_uppercase(), "status": text("status").to_ascii_uppercase(),
        "quality": quality.unwrap_or_default(), "id": listed.get("id"),
    })
}

fn of_entry(entry: &Entry) -> Value {
    let mut row = row(&entry.value);
    let fetched = entry.fetched.clone().unwrap_or_default();
    let origin = fetched.source.as_ref().map(Source::name);
    let further = [
        ("quality", json!(entry.quality())),
        ("fetched", json!(fetched.at.map(|at| at.to_string()))),
        ("from", json!(origin)),
        (
            "changed",
            json!(fetched.hash.is_some() && entry.is_changed()),
        ),
        ("path", json!(entry.path.to_string_lossy())),
    ];
    if let Some(members) = row.as_object_mut() {
        members.extend(further.map(|(key, value)| (key.to_owned(), value)));
    }
    row
}

/// How long ago something was fetched: `today`, `3 days`.
pub(super) fn age(fetched: &Fetched) -> String {
    let Some(at) = fetched.at else {
        return String::new();
    };
    match Timestamp::now().duration_since(at).as_hours() / 24 {
        ..=0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

fn table(rows: &[Value]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let text = |key: &str| {
                let text = row.get(key).and_then(Value::as_str).unwrap_or_default();
                text::visible(text).into_owned()
            };
            let fetched = Fetched {
                at: text("fetched").parse().ok(),
                ..Fetched::default()
            };
            let is_changed = row.get("changed") == Some(&json!(true));
            let changed = if is_changed { "changed" } else { "" };
            let known = |text: String| {
                if text.is_empty() {
                    "-".to_owned()
                } else {
                    text
                }
            };
            vec![
                text("name"),
                text("language"),
                known(text("category")),
                known(text("status")),
                known(text("quality")),
                age(&fetched),
                text("from"),
                changed.to_owned(),
            ]
        })
        .collect();
    columns(&rows)
}
