//! `bluetick media info`: what a platform knows of a file, or what a server says of one behind a link.

use std::time::Duration;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};

use super::desk::{Desk, Whose, not_reached};
use crate::check::{FILE_KINDS, preflight, sent_as};
use crate::cli::asking::{cancelled_by_interrupt, refused};
use crate::cli::options::Format;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::platform::media::{self, FetchError, Fetched, Probe, ProbeError, probe};
use crate::platform::{Body, Client, SendOptions};
use crate::schema::Severity;
use crate::text;
use crate::wire::Dialect;

/// How long a server may take to say something of a file.
const PROBE: Duration = Duration::from_secs(15);

/// What `media info` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The id of a file, or an address that a message names
    file: String,
    /// A link: the kind of message that is to send it [default: as its server tells]
    #[arg(long = "as", value_name = "KIND", value_parser = PossibleValuesParser::new(FILE_KINDS))]
    sent_as: Option<String>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    whose: Whose,
}

/// Tells what is known.
pub(super) async fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    if arguments.file.contains("://") {
        return of_link(arguments).await;
    }
    let desk = Desk::open(&arguments.whose, places).await?;
    let known = of_id(&desk, &arguments.file).await?;
    desk.close().await;
    if arguments.format == Format::Json {
        output::json(&known)?;
        return Ok(Exit::Done);
    }
    let members = known.as_object().into_iter().flatten();
    let lines = members
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| {
            let said = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            format!("{key:<18} {}\n", text::visible(&said))
        });
    output::print(&lines.collect::<String>())?;
    Ok(Exit::Done)
}

/// What the platform says of a file.
async fn of_id(desk: &Desk, id: &str) -> Result<Value, Failure> {
    let request = media::info(&desk.account, id);
    if !media::is_fetched_by_id(&desk.account) {
        let answer = desk.ask(&request).await?;
        return match answer.body {
            Body::Json(body) => Ok(body),
            Body::Text(_) => Err(refused(desk.account.dialect, &answer)),
        };
    }
    let client = desk.link.client();
    let fetched = client.fetch(&desk.account, &request, None, &desk.options);
    match fetched.await {
        Ok(Fetched::File { kind, bytes }) => {
            Ok(json!({"id": id, "mime_type": kind, "file_size": bytes}))
        }
        Ok(Fetched::Refused(answer)) => Err(refused(desk.account.dialect, &answer)),
        Err(FetchError::Network(error)) => Err(not_reached(&error)),
        Err(error @ FetchError::Sink(_)) => Err(Failure::new(Exit::CannotWrite, error.to_string())),
    }
}

/// What the server of a link says of the file.
async fn of_link(arguments: &Arguments) -> Result<Exit, Failure> {
    let options = SendOptions {
        timeout: PROBE,
        cancel: cancelled_by_interrupt(),
    };
    let probe = probe(&Client::new(), &arguments.file, &options)
        .await
        .map_err(|error| match &error {
            ProbeError::NoAddress => Failure::unusable(format!("{}: {error}", arguments.file)),
            ProbeError::Network(network) => Failure::new(
                not_reached(network).exit,
                format!("{}: {error}", arguments.file),
            ),
        })?;
    let file = probe.file();
    let kind = arguments
        .sent_as
        .as_deref()
        .or_else(|| file.as_ref().map(sent_as));
    let found = match (&file, kind) {
        (Some(file), Some(kind)) => preflight(file, kind, Dialect::Cloud),
        _ => Vec::new(),
    };
    let concerns = probe.concerns();
    if arguments.format == Format::Json {
        output::json(&json!({
            "url": arguments.file,
            "reachable": probe.is_reachable(),
            "status": probe.status,
            "type": probe.kind,
            "bytes": probe.bytes,
            "redirects": probe.addresses.get(1..).unwrap_or_default(),
            "concerns": concerns,
            "diagnostics": found,
        }))?;
    } else {
        output::print(&described(&probe))?;
        for concern in &concerns {
            output::note(concern);
        }
        for diagnostic in &found {
            output::note(&diagnostic.message);
        }
    }
    let has_errors = found.iter().any(|one| one.severity == Severity::Error);
    Ok(if has_errors || !probe.is_reachable() {
        Exit::Findings
    } else {
        Exit::Done
    })
}

fn described(probe: &Probe) -> String {
    let kind = probe.kind.as_deref().unwrap_or("not told");
    let bytes = probe
        .bytes
        .map_or_else(|| "not told".to_owned(), text::size);
    let last = probe.addresses.last().map_or("", String::as_str);
    format!(
        "status  {}\ntype    {}\nsize    {bytes}\nfrom    {}\n",
        probe.status,
        text::visible(kind),
        text::visible(last)
    )
}
