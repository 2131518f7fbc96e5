//! `bluetick templates diff`: what differs between the library and an account.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value, json};

use super::desk::{Desk, block_on, member};
use super::words::marked;
use super::{Format, Wanted};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::library::Library;
use crate::template::{Difference, differences};
use crate::text;

/// What `templates diff` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    wanted: Wanted,
    /// The account: one of the settings, sandbox-cloud or sandbox-360dialog
    #[arg(long, value_name = "ACCOUNT")]
    account: String,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Name and language.
type Key = (String, String);
/// A template as the library has it, and as the account does.
type Pair<'a> = (Option<&'a Value>, Option<&'a Value>);

/// Where a template is.
enum Found {
    OnlyHere,
    OnlyThere,
    Both(Vec<Difference>),
}

/// Compares; ends with findings where something differs.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let listed = block_on(async {
        let desk = Desk::open(places, &arguments.account, false).await?;
        let listed = desk.listed(&arguments.wanted).await;
        desk.close().await;
        listed
    })?;
    let library = Library::open(places);
    for warning in &library.warnings {
        output::note(warning);
    }
    let mut pairs: BTreeMap<Key, Pair<'_>> = BTreeMap::new();
    for entry in &library.entries {
        let (name, language) = entry.key();
        if arguments.wanted.takes(name, language) {
            let key = (name.to_owned(), language.to_owned());
            pairs.entry(key).or_default().0 = Some(&entry.value);
        }
    }
    for there in &listed {
        let key = (
            member(there, "name").to_owned(),
            member(there, "language").to_owned(),
        );
        pairs.entry(key).or_default().1 = Some(there);
    }
    if pairs.is_empty() {
        return Err(Failure::unusable(
            "neither the library nor the account has such a template",
        ));
    }
    let found: Vec<(Key, Found)> = pairs
        .into_iter()
        .map(|(key, pair)| (key, compared(pair)))
        .collect();
    match arguments.format {
        Format::Json => output::json(&report(&found))?,
        Format::Human => output::print(&words(&found))?,
    }
    let is_same = |(_, found): &(_, Found)| matches!(found, Found::Both(differences) if differences.is_empty());
    Ok(if found.iter().all(is_same) {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn compared(pair: Pair<'_>) -> Found {
    match pair {
        (Some(here), Some(there)) => Found::Both(differences(here, there)),
        (Some(_), None) => Found::OnlyHere,
        (None, _) => Found::OnlyThere,
    }
}

fn report(found: &[(Key, Found)]) -> Value {
    let one = |((name, language), found): &(Key, Found)| {
        let (state, differences) = match found {
            Found::OnlyHere => ("only-here", &[][..]),
            Found::OnlyThere => ("only-there", &[][..]),
            Found::Both(differences) if differences.is_empty() => ("same", &[][..]),
            Found::Both(differences) => ("different", &differences[..]),
        };
        let differences: Vec<Value> = differences
            .iter()
            .map(|it| json!({"part": it.part, "here": it.here, "there": it.there}))
            .collect();
        json!({"name": name, "language": language, "state": state, "differences": differences})
    };
    json!({"templates": found.iter().map(one).collect::<Vec<Value>>()})
}

fn words(found: &[(Key, Found)]) -> String {
    let mut lines = Vec::new();
    let mut same = 0;
    for ((name, language), found) in found {
        let head = text::visible(&format!("{name} ({language})")).into_owned();
        match found {
            Found::OnlyHere => lines.push(format!("{head}: only here\n")),
            Found::OnlyThere => lines.push(format!("{head}: only in the account\n")),
            Found::Both(differences) if differences.is_empty() => same += 1,
            Found::Both(differences) => {
                lines.push(format!("{head}\n"));
                lines.extend(differences.iter().map(line));
            }
        }
    }
    if same > 0 {
        lines.push(format!("{same} the same here and in the account\n"));
    }
    lines.concat()
}

/// A part, with the words marked that stand only here `[-…-]` or only in the account `{+…+}`.
fn line(difference: &Difference) -> String {
    let (here, there) = (difference.here.as_deref(), difference.there.as_deref());
    let marked = marked(here.unwrap_or_default(), there.unwrap_or_default());
    let label = text::visible(&difference.part).into_owned();
    format!("  {label}: {}\n", text::visible(&marked))
}
