//! `bluetick templates diff`: what differs between the library and an account.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value, json};

use super::desk::{Desk, block_on};
use super::{Format, Which};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::library::Library;
use crate::link::templates::member;
use crate::template::{Compared, Difference, compared, marked};
use crate::text;

/// What `templates diff` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
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

/// Compares; ends with findings where something differs.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let listed = block_on(async {
        let desk = Desk::open(places, &arguments.account, false).await?;
        let listed = desk.listed(&arguments.which.wanted()).await;
        desk.close().await;
        listed
    })?;
    let library = Library::open(places);
    for warning in &library.warnings {
        output::note(warning);
    }
    let wanted = arguments.which.wanted();
    let mut pairs: BTreeMap<Key, Pair<'_>> = BTreeMap::new();
    for entry in &library.entries {
        let (name, language) = entry.key();
        if wanted.takes(name, language) {
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
    let found: Vec<(Key, Compared)> = pairs
        .into_iter()
        .map(|(key, (here, there))| (key, compared(here, there)))
        .collect();
    match arguments.format {
        Format::Json => output::json(&report(&found))?,
        Format::Human => output::print(&words(&found))?,
    }
    Ok(if found.iter().all(|(_, found)| *found == Compared::Same) {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn report(found: &[(Key, Compared)]) -> Value {
    let one = |((name, language), found): &(Key, Compared)| {
        let (state, differences) = match found {
            Compared::OnlyHere => ("only-here", &[][..]),
            Compared::OnlyThere => ("only-there", &[][..]),
            Compared::Same => ("same", &[][..]),
            Compared::Different(differences) => ("different", &differences[..]),
        };
        let differences: Vec<Value> = differences
            .iter()
            .map(|it| json!({"part": it.part, "here": it.here, "there": it.there}))
            .collect();
        json!({"name": name, "language": language, "state": state, "differences": differences})
    };
    json!({"templates": found.iter().map(one).collect::<Vec<Value>>()})
}

fn words(found: &[(Key, Compared)]) -> String {
    let mut lines = Vec::new();
    let mut same = 0;
    for ((name, language), found) in found {
        let head = text::visible(&format!("{name} ({language})")).into_owned();
        match found {
            Compared::OnlyHere => lines.push(format!("{head}: only here\n")),
            Compared::OnlyThere => lines.push(format!("{head}: only in the account\n")),
            Compared::Same => same += 1,
            Compared::Different(differences) => {
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
