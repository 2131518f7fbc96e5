//! `bluetick send`: sends a message and waits for what becomes of it.

mod account;
mod findings;
mod follow;
mod report;
mod retry;
mod slots;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::shelf::{Bound, Shelf};
use super::{Exit, Failure, input, output};
use crate::check::{RetryPlan, explain_text};
use crate::files::settings::Settings;
use crate::files::{Places, recipients};
use crate::history::History;
use crate::link::{self, Link, LinkConfig, LinkEvent};
use crate::message::Draft;
use crate::platform::{Account, Answer, Request, SendError, SendOptions};
use crate::sandbox::Pace;
use crate::schema::kind_of;
use crate::template::{Definition, as_listed};
use crate::webhook::Status;
use crate::wire::{ApiError, Dialect};
pub(super) use account::Chosen;
pub(super) use findings::complained;
use findings::{passes, window};
use follow::follow;
use report::{Outcome, Report};

/// What `send` takes.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub struct Arguments {
    /// The message to send: a file, a draft or example by name, or `-` for stdin
    file: PathBuf,
    /// The recipient's number, in place of the one in the message
    #[arg(long, value_name = "NUMBER")]
    to: Option<String>,
    /// The account: one of the settings (see `bluetick accounts`), sandbox-cloud, sandbox-360dialog or
    /// sandbox-on-premises [default: the sandbox's of the message's API]
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// Send through a live account without being asked
    #[arg(long)]
    yes: bool,
    /// Send again up to N times when the platform refuses for now, after the pauses that it advises
    #[arg(long, value_name = "N", default_value_t = 0)]
    retry: u32,
    /// Set a value of a template: `1=Mara`, `body.order_id=B7`, `header=https://…`, `header.latitude=47.3`,
    /// `button.0=B7`, `card.1.body.1=…`, `offer=…`, `code=408172`; may be repeated
    #[arg(long, value_name = "SLOT=VALUE")]
    set: Vec<String>,
    /// Do not look the template's definition up in the library
    #[arg(long)]
    no_library: bool,
    /// Wait until the message has come so far
    #[arg(long, value_enum, value_name = "STATUS")]
    wait: Option<Wait>,
    /// How many seconds the answer, and the wait after it, may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,
    /// Print the request and send nothing
    #[arg(long)]
    dry_run: bool,
    /// Send what the check calls an error
    #[arg(long)]
    force: bool,
}

/// What can be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wait {
    /// The platform took it over.
    Sent,
    /// It reached the device.
    Delivered,
    /// It was seen.
    Read,
}

impl Wait {
    const fn status(self) -> Status {
        match self {
            Self::Sent => Status::Sent,
            Self::Delivered => Status::Delivered,
            Self::Read => Status::Read,
        }
    }
}

/// Sends.
///
/// # Errors
/// Unusable input, or an API that is not reached.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let (_, draft) = input::open(places, &arguments.file)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot start: {error}")))?;
    runtime.block_on(send(arguments, places, &draft))
}

async fn send(arguments: &Arguments, places: &Places, draft: &Draft) -> Result<Exit, Failure> {
    let shelf = Shelf::new(places.clone());
    let bound = shelf
        .bound(draft.document.payload())
        .filter(|_| !arguments.no_library);
    let kept = bound.as_ref().and_then(Bound::entry);
    let definition = draft.definition.as_ref().or(kept.map(|entry| &entry.value));
    let payload = payload(arguments, draft, definition)?;
    let chosen = Chosen::new(arguments, places, draft)?;
    let history = open_history(arguments, places).await;
    let window = window(&chosen, history.as_ref(), &payload).await;
    if !passes(
        arguments,
        &chosen,
        &payload,
        (draft, definition, bound.as_ref()),
        window,
    ) {
        return Ok(Exit::Findings);
    }
    if let Some(account) = chosen.live().filter(|_| !arguments.dry_run) {
        account::agreed(arguments, account, recipient(&payload))?;
    }
    let config = LinkConfig {
        history,
        ..link_config(arguments, places, &chosen)
    };
    let (link, events) = open_link(config).await?;
    let account = link
        .account(&chosen.name())
        .ok_or_else(|| Failure::unusable(format!("there is no account {}", chosen.name())))?;
    if let Some(Err(error)) =
        definition.map(|definition| link.teach_template(&as_listed(definition)))
    {
        output::note(&format!("the draft's definition is not used: {error}"));
    }
    let mut report = Report::new(&account, &Request::new(&account, &payload));
    if arguments.dry_run {
        output::json(&report)?;
        return Ok(Exit::Done);
    }
    let options = SendOptions {
        timeout: arguments.timeout,
        cancel: cancelled_by_interrupt(),
    };
    let plan = RetryPlan::new(arguments.retry);
    let answer = retry::send(&link, &account, &payload, &options, plan)
        .await
        .map_err(|error| no_answer(&error))?;
    report.answer(&answer);
    let exit = if answer.is_accepted() {
        remember(places, recipient(&payload));
        tell_where_webhooks_come(arguments, &link, &account);
        let exit = follow(arguments, &answer, events, &options.cancel, &mut report).await;
        for error in report.failures() {
            explain("failed", account.dialect, error, None);
        }
        exit
    } else {
        explain_refusal(account.dialect, &answer);
        report.outcome = Some(Outcome::Refused);
        Exit::Refused
    };
    output::json(&report)?;
    link.close().await;
    Ok(exit)
}

/// The recipient's number; empty where there is none.
fn recipient(payload: &Value) -> &str {
    let to = payload.get("to").and_then(Value::as_str);
    to.unwrap_or_default()
}

/// The sandbox only for its own accounts, and for others the receiver only where something is waited for.
fn link_config(arguments: &Arguments, places: &Places, chosen: &Chosen) -> LinkConfig {
    let config = LinkConfig {
        pace: Pace::HURRIED, // nobody watches
        ..LinkConfig::default()
    };
    let Some(account) = chosen.live() else {
        return config;
    };
    let (settings, _) = Settings::load(places);
    let config = LinkConfig {
        accounts: vec![account.clone()],
        with_sandbox: false,
        with_receiver: arguments.wait.is_some(),
        ..config
    };
    config.receiving(&settings)
}

/// The history; none where nothing will happen.
async fn open_history(arguments: &Arguments, places: &Places) -> Option<History> {
    if arguments.dry_run {
        return None;
    }
    let kept = link::open_history(places).await;
    if let Some(notice) = kept.notice {
        output::note(&notice);
    }
    kept.history
}

/// The link, and what it will tell.
async fn open_link(config: LinkConfig) -> Result<(Link, mpsc::Receiver<LinkEvent>), Failure> {
    let (sender, events) = mpsc::channel(256);
    match Link::open(config, sender).await {
        Ok(link) => Ok((link, events)),
        Err(error) => Err(Failure::new(Exit::CannotWrite, error.to_string())),
    }
}

/// Keeps the recipient for the composer's list of the last ones.
fn remember(places: &Places, to: &str) {
    if !to.is_empty()
        && let Err(error) = recipients::remember(places, to)
    {
        output::note(&format!("the recipient is not remembered: {error}"));
    }
}

/// Statuses of a live account come only if its platform knows the address.
fn tell_where_webhooks_come(arguments: &Arguments, link: &Link, account: &Account) {
    if account.is_sandbox || arguments.wait.is_none() {
        return;
    }
    if let Some(address) = link.webhook_address(account) {
        output::note(&format!(
            "waiting for webhooks at {address}; the platform must post them there"
        ));
    }
}

/// The payload with what the command line puts into it.
fn payload(
    arguments: &Arguments,
    draft: &Draft,
    definition: Option<&Value>,
) -> Result<Value, Failure> {
    if draft.is_definition() {
        return Err(Failure::unusable(format!(
            "{}: this is a template definition; expected a message that sends it",
            arguments.file.display()
        )));
    }
    let mut payload = draft.document.payload().clone();
    let is_receipt = kind_of(&payload).is_some_and(|kind| kind.name == "read");
    if is_receipt && arguments.to.is_some() {
        output::note("--to is not used: a receipt goes to whoever wrote the message");
    } else if let (Some(to), Some(members)) = (&arguments.to, payload.as_object_mut()) {
        members.insert("to".to_owned(), json!(to));
    }
    let definition = definition.and_then(|definition| Definition::read(definition).ok());
    for assignment in &arguments.set {
        slots::set(&mut payload, assignment, definition.as_ref())
            .map_err(|problem| Failure::unusable(format!("--set {assignment}: {problem}")))?;
    }
    Ok(payload)
}

/// A token that Ctrl-C cancels.
pub(super) fn cancelled_by_interrupt() -> CancellationToken {
    let cancel = CancellationToken::new();
    let pressed = cancel.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            pressed.cancel();
        }
    });
    cancel
}

pub(super) fn no_answer(error: &SendError) -> Failure {
    let exit = match error {
        SendError::Cancelled => Exit::Interrupted,
        SendError::File(_) => Exit::Unusable,
        SendError::Timeout(_)
        | SendError::NotReached { .. }
        | SendError::Broken { .. }
        | SendError::NoClient(_) => Exit::NotReached,
    };
    Failure::new(exit, error.to_string())
}

fn explain_refusal(dialect: Dialect, answer: &Answer) {
    match &answer.error {
        Some(error) => explain("refused", dialect, error, Some(answer.status)),
        None => output::note(&format!(
            "the platform answered with status {} and nothing that can be read",
            answer.status
        )),
    }
}

/// Notes an error of the platform in plain words, and whether sending again can help.
fn explain(what: &str, dialect: Dialect, error: &ApiError, http_status: Option<u16>) {
    output::note(&explained(what, dialect, error, http_status));
}

/// An error of the platform in plain words, and whether sending again can help.
pub(super) fn explained(
    what: &str,
    dialect: Dialect,
    error: &ApiError,
    http_status: Option<u16>,
) -> String {
    let said = error.said();
    let words = explain_text(dialect, error.code, http_status, said);
    let mut sentences = vec![format!("{}.", said.trim_end_matches('.'))];
    if words.meaning != said {
        sentences.push(words.meaning.to_owned());
    }
    format!(
        "{what} with {}: {} {} {}",
        error.code,
        sentences.join(" "),
        words.remedy,
        words.retry()
    )
}

/// The longest time-out, in seconds: a day.
const LONGEST_WAIT: f64 = 86_400.0;

/// Reads a number of seconds.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .filter(|seconds| *seconds > 0.0 && *seconds <= LONGEST_WAIT)
        .map(Duration::from_secs_f64)
        .ok_or_else(|| {
            format!(
                "expected a number of seconds above 0, such as 30 or 0.5, at most {LONGEST_WAIT}"
            )
        })
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use rstest::rstest;

    use super::*;
    use crate::wire::MessageId;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn arguments(words: &[&str]) -> Arguments {
        let line = [&["send", "draft.json"], words].concat();
        Line::try_parse_from(line).unwrap().arguments
    }

    fn answer() -> Answer {
        Answer {
            message_id: Some(MessageId::new("wamid.one")),
            ..Answer::read(200, Duration::ZERO, b"{}")
        }
    }

    fn report() -> Report {
        let account = Account::new("here", Dialect::Cloud, "", secrecy::SecretString::default());
        Report::new(&account, &Request::new(&account, &json!({})))
    }

    #[tokio::test]
    async fn a_status_that_never_comes_ends_in_a_timeout() {
        let (_sender, events) = mpsc::channel(1);
        let arguments = arguments(&["--wait", "read", "--timeout", "0.01"]);
        let mut report = report();
        let cancel = CancellationToken::new();
        let exit = follow(&arguments, &answer(), events, &cancel, &mut report).await;
        assert_eq!(exit, Exit::NotDelivered);
        assert_eq!(report.outcome, Some(Outcome::Timeout));
    }

    #[tokio::test]
    async fn an_interrupt_ends_the_wait_at_once() {
        let (_sender, events) = mpsc::channel(1);
        let arguments = arguments(&["--wait", "read"]);
        let mut report = report();
        let cancel = CancellationToken::new();
        cancel.cancel();
        let exit = follow(&arguments, &answer(), events, &cancel, &mut report).await;
        assert_eq!(exit, Exit::Interrupted);
        assert_eq!(report.outcome, Some(Outcome::Accepted));
    }

    #[rstest]
    #[case(SendError::Cancelled, Exit::Interrupted)]
    #[case(SendError::Timeout(Duration::from_secs(1)), Exit::NotReached)]
    #[case(SendError::NoClient("none".into()), Exit::NotReached)]
    fn no_answer_has_its_exit_code(#[case] error: SendError, #[case] exit: Exit) {
        assert_eq!(no_answer(&error).exit, exit);
    }

    #[rstest]
    #[case("0")]
    #[case("-1")]
    #[case("soon")]
    #[case("inf")]
    #[case("NaN")]
    #[case("86401")]
    #[case("1e19")]
    #[case("1e300")]
    fn a_time_out_is_a_number_of_seconds_above_zero_and_within_a_day(#[case] text: &str) {
        assert!(seconds(text).is_err());
    }
}
