//! `bluetick history`: what was sent and received, listed, shown, exported, posted again, forgotten.

mod choose;
mod show;

use std::time::Duration;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::json;

use self::choose::{Choice, moment};
use super::options::Format;
use super::serving::web_address;
use super::{Exit, Failure, output};
use crate::files::Places;
use crate::files::settings::{Settings, size};
use crate::history::{Entry, EntryId, FILE_NAME, History, HistoryError, Page, Policy};
use crate::link::{self, open_history};
use crate::platform::{Client, SendOptions};
use crate::text;

/// What `history` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to do with it.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what happened, the newest last
    List {
        #[command(flatten)]
        choice: Choice,
        /// At most so many, the newest
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: u32,
        /// Only what came before the entry of this number
        #[arg(long, value_name = "ID")]
        before: Option<i64>,
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Show one entry, or the life of a message, in full
    Show {
        /// The number of an entry, or the id of a message
        id: String,
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Write sends and webhooks as NDJSON, the oldest first
    Export {
        #[command(flatten)]
        choice: Choice,
    },
    /// Post webhooks again, byte by byte, signed anew with `$BLUETICK_APP_SECRET` where that is set
    Replay {
        /// The number of an entry of the webhook; without it all that are chosen, the oldest first
        #[arg(required_unless_present_any = ["account", "peer", "kind", "since", "until", "verdict", "words"])]
        id: Option<i64>,
        #[command(flatten)]
        choice: Choice,
        /// Where to
        #[arg(long, value_name = "URL", value_parser = web_address)]
        to: String,
    },
    /// Forget what is old or too much
    Prune {
        /// Forget what is older: `30d`, `12h`, or a date [default: as the settings say]
        #[arg(long, value_name = "AGE", value_parser = moment)]
        older_than: Option<Timestamp>,
        /// Forget the oldest until no more is used: `500MB` [default: as the settings say]
        #[arg(long, value_name = "SIZE", value_parser = bytes)]
        larger_than: Option<u64>,
    },
}

/// The environment variable with the secret that webhooks are signed with.
pub(super) const APP_SECRET: &str = "BLUETICK_APP_SECRET";

/// How long a replay waits for its answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Does what was asked for.
///
/// # Errors
/// A history that cannot be read, something that is not in it, or an address that is not reached.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot start: {error}")))?;
    runtime.block_on(perform(&arguments.command, places))
}

async fn perform(command: &Command, places: &Places) -> Result<Exit, Failure> {
    let history = open(places).await?;
    match command {
        Command::List {
            choice,
            limit,
            before,
            format,
        } => list(&history, choice, *limit, *before, *format).await,
        Command::Show { id, format } => show::show(&history, id, *format).await,
        Command::Export { choice } => {
            let line = |line: &str| output::print(&format!("{}\n", output::escaped(line)));
            history.export(choice.filter()?, line).await?;
            Ok(Exit::Done)
        }
        Command::Replay {
            id: Some(id), to, ..
        } => replay(&history, EntryId(*id), to).await,
        Command::Replay { choice, to, .. } => replay_all(&history, choice, to).await,
        Command::Prune {
            older_than,
            larger_than,
        } => {
            let policy = match (older_than, larger_than) {
                (None, None) => link::policy(&Settings::load(places).0.history, Timestamp::now()),
                (&older_than, &larger_than) => Policy {
                    older_than,
                    larger_than,
                },
            };
            let pruned = history.prune(policy).await?;
            output::print(&format!(
                "{} forgotten; {} bytes are used\n",
                entries(pruned.entries),
                pruned.size
            ))?;
            Ok(Exit::Done)
        }
    }
}

/// The history of this person; an empty one where there is none, which is not made for a question.
async fn open(places: &Places) -> Result<History, Failure> {
    if !places.state.join(FILE_NAME).exists() {
        return Ok(History::in_memory()?);
    }
    let kept = open_history(places).await;
    match (kept.history, kept.notice) {
        (Some(history), notice) if history.is_lasting() => {
            if let Some(notice) = notice {
                output::note(&notice);
            }
            Ok(history)
        }
        (_, notice) => Err(Failure::unusable(notice.unwrap_or_default())),
    }
}

impl From<HistoryError> for Failure {
    fn from(error: HistoryError) -> Self {
        Self::new(Exit::CannotWrite, error.to_string())
    }
}

async fn list(
    history: &History,
    choice: &Choice,
    limit: u32,
    before: Option<i64>,
    format: Format,
) -> Result<Exit, Failure> {
    let page = match before {
        Some(id) => Page::before(entry(history, EntryId(id)).await?.key(), limit),
        None => Page::first(limit),
    };
    let mut found = history.events(choice.filter()?, page).await?;
    found.reverse();
    match format {
        Format::Json => {
            let entries: Vec<_> = found.iter().map(Entry::to_json).collect();
            output::json(&json!({"entries": entries}))?;
        }
        Format::Human => {
            let lines: String = found.iter().map(|entry| line(entry) + "\n").collect();
            output::print(&lines)?;
        }
    }
    Ok(Exit::Done)
}

/// An entry in one line.
pub(super) fn line(entry: &Entry) -> String {
    let at = entry.at.round(jiff::Unit::Second).unwrap_or(entry.at);
    let peer = entry.peer.as_deref().unwrap_or("-");
    let what = match (&entry.event, entry.outcome) {
        (Some(event), _) => event.summary(),
        (None, Some(outcome)) => outcome.name().to_owned(),
        (None, None) => entry
            .verdict
            .map_or_else(String::new, |verdict| show::reason(verdict).to_owned()),
    };
    let message = entry
        .message
        .as_ref()
        .map_or("", |message| message.as_str());
    let fields = format!(
        "{}  {at}  {}  {}  {peer}  {what}  {message}",
        entry.id.0, entry.account, entry.kind
    );
    text::visible(fields.trim_end()).into_owned()
}

fn entries(number: u64) -> String {
    match number {
        1 => "1 entry".to_owned(),
        number => format!("{number} entries"),
    }
}

/// The entry of a number.
async fn entry(history: &History, id: EntryId) -> Result<Entry, Failure> {
    history.event(id).await?.ok_or_else(|| {
        Failure::unusable(format!(
            "there is no entry {} in the history; `bluetick history list` tells which there are",
            id.0
        ))
    })
}

/// Posts all webhooks that are chosen, the oldest first; one that is refused does not hold up the others.
async fn replay_all(history: &History, choice: &Choice, to: &str) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    for id in history.webhooks(choice.filter()?).await? {
        if replay(history, id, to).await? != Exit::Done {
            exit = Exit::Refused;
        }
    }
    Ok(exit)
}

async fn replay(history: &History, id: EntryId, to: &str) -> Result<Exit, Failure> {
    entry(history, id).await?;
    let received = history.received(id).await?.ok_or_else(|| {
        Failure::unusable(format!(
            "entry {} is a send; only a webhook can be posted again",
            id.0
        ))
    })?;
    let secret = std::env::var(APP_SECRET).ok().map(SecretString::from);
    let options = SendOptions {
        timeout: PATIENCE,
        ..SendOptions::default()
    };
    let client = Client::new();
    let answer = link::replay(&client, to, &received.body, secret.as_ref(), &options)
        .await
        .map_err(|error| Failure::new(Exit::NotReached, error.to_string()))?;
    output::print(&format!(
        "posted {} bytes, {}; answered {} after {} ms\n",
        received.body.len(),
        if secret.is_some() {
            "signed anew"
        } else {
            "not signed"
        },
        answer.status,
        answer.elapsed.as_millis()
    ))?;
    Ok(if (200..300).contains(&answer.status) {
        Exit::Done
    } else {
        Exit::Refused
    })
}

fn bytes(text: &str) -> Result<u64, String> {
    size(text).ok_or_else(|| "expected a size such as 500MB or 2GB".to_owned())
}
