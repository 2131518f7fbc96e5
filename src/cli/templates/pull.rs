//! `bluetick templates pull`: fetches an account's templates into the library.

use clap::Args;

use super::desk::{Desk, block_on, tell};
use super::import::changed;
use super::kept::Report;
use super::{Format, Which};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::library::Library;
use crate::link::templates::Wanted;
use crate::template::Source;

/// What `templates pull` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
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
    let wanted = arguments.which.wanted();
    let how = (&wanted, changed(arguments.replace));
    let (pulled, fetched) = desk.templates().pull(places, how, &mut tell).await;
    desk.close().await;
    let report = Report(pulled);
    let exit = report.print(arguments.format)?;
    fetched.map_err(|error| {
        let is_cancelled = error.is_cancelled();
        let failure = Failure::from(error);
        if is_cancelled {
            let words = "interrupted; what was fetched until then is kept";
            return Failure::new(Exit::Interrupted, words);
        }
        failure
    })?;
    let source = Source::Account(arguments.account.clone());
    tell_of_gone(places, &source, &report, &wanted);
    if report.0.kept.is_empty() && wanted.name.is_some() {
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
        let mut kept = report.0.kept.iter();
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
