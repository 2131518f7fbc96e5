//! `bluetick templates delete`: deletes a template of an account, in one language or in all.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use clap::Args;
use serde_json::json;

use super::Format;
use super::desk::{Desk, block_on};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::link::templates::{TemplatesError, Wanted, id_of, member};
use crate::platform::templates::delete_template;
use crate::text;

/// What `templates delete` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The template
    name: String,
    /// The language, such as `en_US`; all of them without it
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The account: one of the settings, sandbox-cloud or sandbox-360dialog
    #[arg(long, value_name = "ACCOUNT")]
    account: String,
    /// Delete without being asked
    #[arg(long)]
    yes: bool,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Deletes. The library's files stay.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    block_on(delete(arguments, places))
}

async fn delete(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let desk = Desk::open(places, &arguments.account, false).await?;
    let wanted = Wanted {
        name: Some(arguments.name.clone()),
        language: arguments.language.clone(),
    };
    let listed = desk.listed(&wanted).await?;
    let languages: Vec<&str> = listed.iter().map(|one| member(one, "language")).collect();
    if languages.is_empty() {
        return Err(Failure::unusable(format!(
            "the account {} has no template {:?}{}",
            desk.account.name,
            arguments.name,
            arguments
                .language
                .as_ref()
                .map_or_else(String::new, |it| format!(" in {it}"))
        )));
    }
    let id = match (&arguments.language, listed.first()) {
        (Some(_), Some(one)) => Some(id_of(one)),
        _ => None,
    };
    delete_template(&desk.account, &arguments.name, id.as_deref()).map_err(TemplatesError::from)?;
    agreed(arguments, &languages)?;
    let done = desk
        .templates()
        .delete(&arguments.name, id.as_deref())
        .await;
    desk.close().await;
    done?;
    let shown = languages.join(", ");
    match arguments.format {
        Format::Json => output::json(&json!({"deleted": arguments.name, "languages": languages}))?,
        Format::Human => output::print(&format!(
            "deleted {} ({})\n",
            text::visible(&arguments.name),
            text::visible(&shown)
        ))?,
    }
    output::note("the library's files stay; an approved name is blocked for 30 days");
    Ok(Exit::Done)
}

/// Asks for the word that deleting needs.
fn agreed(arguments: &Arguments, languages: &[&str]) -> Result<(), Failure> {
    if arguments.yes {
        return Ok(());
    }
    let what = format!("{} ({})", arguments.name, languages.join(", "));
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Err(Failure::new(
            Exit::Findings,
            format!("not deleted: {what}; nobody can be asked here, so pass --yes to delete"),
        ));
    }
    let mut stderr = io::stderr().lock();
    // When even stderr is closed, nobody can read the question; the answer then is no.
    let _gone = write!(stderr, "Delete {}? [y/N] ", text::visible(&what));
    let _gone = stderr.flush();
    let mut answer = String::new();
    match (stdin.lock().read_line(&mut answer), answer.trim()) {
        (Ok(_), "y" | "Y" | "yes") => Ok(()),
        _ => Err(Failure::new(Exit::Findings, "not deleted")),
    }
}
