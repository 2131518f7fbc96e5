//! `bluetick templates pull`: fetches an account's templates into the library.

use clap::Args;
use jiff::Timestamp;

use super::desk::{Desk, block_on, is_meant};
use super::import::changed;
use super::kept::Report;
use super::{Format, Wanted};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::library::{Library, keep};
use crate::template::Source;

/// What `templates pull` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    wanted: Wanted,
    /// The account: one of the settings, sandbox-cloud or sandbox-360dialog
    #[arg(long, value_name = "ACCOUNT")]
    account: String,
    /// Replace files that were changed here since they were fetched
    #[arg(long)]
    replace: bool,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Pulls. Each page is kept before the next is asked for.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    block_on(pull(arguments, places))
}

async fn pull(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let desk = Desk::open(places, &arguments.account, false).await?;
    let source = Source::Account(arguments.account.clone());
    let mut report = Report::default();
    let wanted = &arguments.wanted;
    let fetched = desk
        .pages(wanted.name.as_deref(), |page| {
            let now = Timestamp::now();
            for definition in page.iter().filter(|one| is_meant(one, wanted)) {
                match keep(
                    places,
                    definition,
                    (&source, now),
                    changed(arguments.replace),
                ) {
                    Ok(kept) => report.kept.push(kept),
                    Err(error) => report.warnings.push(error.to_string()),
                }
            }
            Ok(())
        })
        .await;
    desk.close().await;
    let exit = report.print(arguments.format)?;
    fetched?;
    tell_of_gone(places, &source, &report, wanted);
    if report.kept.is_empty() && wanted.name.is_some() {
        output::note("the account has no such template");
        return Ok(Exit::Unusable);
    }
    Ok(exit)
}

/// Says which templates of the library came from this account, and are not there any more.
fn tell_of_gone(places: &Places, source: &Source, report: &Report, wanted: &Wanted) {
    for entry in Library::open(places).entries {
        let (name, language) = entry.key();
        let origin = entry.fetched.as_ref().and_then(|it| it.source.as_ref());
        let mut kept = report.kept.iter();
        let is_there =
            kept.any(|kept| (kept.name.as_str(), kept.language.as_str()) == (name, language));
        if wanted.takes(name, language) && origin == Some(source) && !is_there {
            output::note(&format!(
                "{}: the account does not have {name} ({language}) any more",
                entry.path.display()
            ));
        }
    }
}
