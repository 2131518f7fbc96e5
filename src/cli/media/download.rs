//! `bluetick media download`: in two steps where the platform gives an address first, in one where not.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::desk::{Desk, Whose, not_reached};
use crate::cli::asking::refused;
use crate::cli::options::Format;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::platform::media::{self, FetchError, Fetched};
use crate::platform::{Body, Request, SendOptions};
use crate::text;

/// What `media download` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The id of the file
    id: String,
    /// Where it is written
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    whose: Whose,
}

/// Fetches the file; nothing is left of one that does not come whole.
pub(super) async fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let out = &arguments.out;
    let cannot = |error: &dyn std::fmt::Display| {
        Failure::new(Exit::CannotWrite, format!("{}: {error}", out.display()))
    };
    if out.exists() && !arguments.force {
        return Err(cannot(
            &"there is a file of that name; --force writes over it",
        ));
    }
    let desk = Desk::open(&arguments.whose, places).await?;
    let request = request_for(&desk, &arguments.id).await?;
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let mut file = NamedTempFile::new_in(folder).map_err(|error| cannot(&error.kind()))?;
    let options = SendOptions {
        timeout: media::upload_timeout(0).max(desk.options.timeout * 20),
        ..desk.options.clone()
    };
    let mut sink = |piece: &[u8]| file.write_all(piece);
    let client = desk.link.client();
    let fetched = client
        .fetch(&desk.account, &request, Some(&mut sink), &options)
        .await;
    let (kind, bytes) = match fetched {
        Ok(Fetched::File { kind, bytes }) => (kind, bytes),
        Ok(Fetched::Refused(answer)) => return Err(refused(desk.account.dialect, &answer)),
        Err(FetchError::Network(error)) => return Err(not_reached(&error)),
        Err(error @ FetchError::Sink(_)) => return Err(cannot(&error)),
    };
    file.as_file().sync_all().map_err(|error| cannot(&error))?;
    let kept = if arguments.force {
        file.persist(out)
    } else {
        file.persist_noclobber(out)
    };
    kept.map_err(|error| cannot(&error.error))?;
    desk.close().await;
    if arguments.format == Format::Json {
        output::json(&json!({
            "id": arguments.id, "file": out.display().to_string(), "type": kind, "bytes": bytes,
        }))?;
    } else {
        output::note(&format!(
            "{}: {}, {}",
            out.display(),
            kind.as_deref().unwrap_or("of a type that was not told"),
            text::size(bytes.unwrap_or_default())
        ));
    }
    Ok(Exit::Done)
}

/// The request that gives the bytes of a file; its address lives five minutes, so it is asked for anew.
async fn request_for(desk: &Desk, id: &str) -> Result<Request, Failure> {
    let request = media::info(&desk.account, id);
    if media::is_fetched_by_id(&desk.account) {
        return Ok(request);
    }
    let answer = desk.ask(&request).await?;
    let address = match &answer.body {
        Body::Json(body) => body.get("url").and_then(Value::as_str),
        Body::Text(_) => None,
    };
    let address = address
        .ok_or_else(|| Failure::new(Exit::Refused, "the platform told no address of the file"))?;
    media::fetch_from(&desk.account, address).ok_or_else(|| {
        Failure::new(
            Exit::Refused,
            format!("the platform told {address} as the address of the file, which gets no secret of yours"),
        )
    })
}
