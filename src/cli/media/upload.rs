//! `bluetick media upload`.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::{Timestamp, Unit};
use serde_json::json;

use super::desk::{Desk, Whose};
use crate::check::{Diagnostic, FILE_KINDS, preflight, sent_as};
use crate::cli::options::Format;
use crate::cli::{Exit, Failure, output};
use crate::files::{Places, media as look};
use crate::platform::Account;
use crate::platform::media::{self, Progress, Upload};
use crate::schema::Severity;
use crate::text;
use crate::wire::{Dialect, MediaFile};

/// What `media upload` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file
    file: PathBuf,
    /// The kind of message that is to send it [default: as its content tells]
    #[arg(long = "as", value_name = "KIND", value_parser = PossibleValuesParser::new(FILE_KINDS))]
    sent_as: Option<String>,
    /// Its type, where its content does not tell: `text/csv`
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Look into the file and upload nothing
    #[arg(long)]
    dry_run: bool,
    /// Upload what the check calls an error
    #[arg(long)]
    force: bool,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    whose: Whose,
}

/// Looks into the file, and uploads it unless the platform would refuse it.
pub(super) async fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let path = &arguments.file;
    let file = look::look(path).map_err(|error| {
        Failure::unusable(format!("{}: cannot be read: {error}", path.display()))
    })?;
    let desk = Desk::open(&arguments.whose, places).await?;
    let sent_as = arguments
        .sent_as
        .as_deref()
        .unwrap_or_else(|| sent_as(&file));
    let kind = arguments.kind.as_deref().or(file.kind);
    let found = preflight(&file, sent_as, desk.account.dialect);
    let has_errors = found.iter().any(|one| one.severity == Severity::Error);
    for diagnostic in &found {
        output::note(&line(path, diagnostic));
    }
    let mut report = Report {
        arguments,
        file: &file,
        sent_as,
        kind,
        dialect: desk.account.dialect,
        found: &found,
        stored: None,
    };
    if has_errors && !arguments.force {
        output::note("not uploaded; --force uploads all the same");
        report.print()?;
        return Ok(Exit::Findings);
    }
    if arguments.dry_run {
        report.print()?;
        return Ok(if has_errors {
            Exit::Findings
        } else {
            Exit::Done
        });
    }
    let kind = kind.ok_or_else(|| {
        Failure::unusable(format!(
            "{}: neither its content nor its ending tells its type; say it with --type",
            path.display()
        ))
    })?;
    let stored = store(&desk, path, &file, kind).await?;
    report.stored = Some(stored);
    report.print()?;
    desk.close().await;
    Ok(Exit::Done)
}

/// A file that the platform keeps.
struct Stored {
    id: String,
    expires: Timestamp,
    sha256: String,
}

async fn store(desk: &Desk, path: &Path, file: &MediaFile, kind: &str) -> Result<Stored, Failure> {
    let sha256 = look::sha256(path).map_err(|error| {
        Failure::unusable(format!("{}: cannot be read: {error}", path.display()))
    })?;
    let upload = Upload {
        path: path.to_owned(),
        kind: kind.to_owned(),
        bytes: file.bytes,
        progress: shown_progress(file.bytes),
    };
    let request = media::upload(&desk.account, &upload);
    let answer = desk
        .ask_within(&request, media::upload_timeout(file.bytes))
        .await;
    clear_progress();
    let answer = answer.map_err(|failure| {
        Failure::new(
            failure.exit,
            format!("{}: {}", path.display(), failure.message),
        )
    })?;
    let id = media::uploaded_id(&answer).ok_or_else(|| {
        Failure::new(
            Exit::Refused,
            format!("{}: the platform answered without an id", path.display()),
        )
    })?;
    Ok(Stored {
        id,
        expires: expiry(&desk.account, Timestamp::now()),
        sha256,
    })
}

/// When a file that is uploaded now is kept no longer, to the second.
fn expiry(account: &Account, now: Timestamp) -> Timestamp {
    let end = now.saturating_add(media::lifetime(account)).unwrap_or(now);
    end.round(Unit::Second).unwrap_or(end)
}

/// Tells on a terminal how far the upload is, at each percent.
fn shown_progress(all: u64) -> Progress {
    if !io::stderr().is_terminal() || all == 0 {
        return Progress::default();
    }
    let shown = AtomicU64::new(u64::MAX);
    Progress::new(move |bytes| {
        let percent = bytes.min(all) * 100 / all;
        if shown.swap(percent, Ordering::Relaxed) != percent {
            // When stderr is closed there is nobody to tell.
            let _gone = write!(
                io::stderr().lock(),
                "\r{percent:>3} %  {} of {}",
                text::size(bytes),
                text::size(all)
            );
        }
    })
}

/// Takes the line of the progress away again.
fn clear_progress() {
    if io::stderr().is_terminal() {
        // When stderr is closed there is nobody to tell.
        let _gone = write!(io::stderr().lock(), "\r\x1b[K");
    }
}

/// `lamp.png: error[image-size]: image: the file has 7 MB; …; bring it below 5 MB`
fn line(path: &Path, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let help = diagnostic.help.as_deref();
    let help = help.map_or_else(String::new, |help| format!("; {help}"));
    format!(
        "{}: {severity}[{}]: {}{help}",
        path.display(),
        diagnostic.rule,
        diagnostic.message
    )
}

/// What is printed in the end.
struct Report<'a> {
    arguments: &'a Arguments,
    file: &'a MediaFile,
    sent_as: &'a str,
    kind: Option<&'a str>,
    dialect: Dialect,
    found: &'a [Diagnostic],
    stored: Option<Stored>,
}

impl Report<'_> {
    fn print(&self) -> Result<(), Failure> {
        let account = &self.arguments.whose.account;
        let path = self.arguments.file.display().to_string();
        if self.arguments.format == Format::Json {
            let stored = self.stored.as_ref();
            return output::json(&json!({
                "id": stored.map(|stored| &stored.id),
                "expires": stored.map(|stored| stored.expires.to_string()),
                "sha256": stored.map(|stored| &stored.sha256),
                "account": account,
                "api": self.dialect,
                "file": path,
                "type": self.kind,
                "bytes": self.file.bytes,
                "as": self.sent_as,
                "diagnostics": self.found,
            }));
        }
        let what = format!(
            "{path}: {}, {}, to be sent as {}",
            self.kind.unwrap_or("of no known type"),
            text::size(self.file.bytes),
            self.sent_as
        );
        output::note(&what);
        match &self.stored {
            Some(stored) => {
                output::note(&format!(
                    "{account} keeps it until {}; its id:",
                    stored.expires
                ));
                output::print(&format!("{}\n", crate::text::visible(&stored.id)))
            }
            None => Ok(()),
        }
    }
}
