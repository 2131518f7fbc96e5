//! `bluetick accounts test`: asks the platform about an account, and sends nothing to anybody.

use clap::Args;
use serde_json::{Value, json};

use crate::cli::account::load;
use crate::cli::asking::runtime;
use crate::cli::options::Format;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::link::{self, Asked};
use crate::text;

/// What `accounts test` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The account
    name: String,
    /// Also ask whether this number is on WhatsApp (On-Premises and first-generation 360dialog); may be repeated
    #[arg(long, value_name = "NUMBER")]
    contact: Vec<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Asks; the worst outcome is the exit code.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let account = load(places, &arguments.name)?;
    let runtime = runtime()?;
    let asked = runtime.block_on(link::test(&account, &arguments.contact));
    if arguments.format == Format::Json {
        let results: Vec<Value> = asked
            .iter()
            .map(|one| {
                json!({"about": one.about, "ok": one.is_good, "status": one.status, "said": one.said})
            })
            .collect();
        output::json(&json!({
            "account": account.name, "api": account.dialect, "base_url": account.base_url,
            "ok": asked.iter().all(|one| one.is_good), "results": results,
        }))?;
    } else {
        let lines = asked.iter().map(|one| {
            let sign = if one.is_good { "ok     " } else { "failed " };
            format!("{sign} {:<10} {}", one.about, text::visible(&one.said))
        });
        let lines: Vec<String> = lines.collect();
        let head = format!(
            "{} · {} · {}\n",
            account.name,
            account.dialect.title(),
            account.base_url
        );
        output::print(&format!("{head}{}\n", lines.join("\n")))?;
    }
    Ok(exit_of(&asked))
}

fn exit_of(asked: &[Asked]) -> Exit {
    if asked.iter().all(|one| one.is_good) {
        Exit::Done
    } else if asked.iter().any(|one| one.status.is_some()) {
        Exit::Refused
    } else {
        Exit::NotReached
    }
}
