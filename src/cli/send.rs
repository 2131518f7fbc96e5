//! `bluetick send`: sends a message and waits for what becomes of it.

mod account;
mod arguments;
mod findings;
mod follow;
mod report;
mod retry;
mod slots;

use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::account::Chosen;
use super::asking::{cancelled_by_interrupt, no_answer};
use super::shelf::{Bound, Shelf};
use super::{Exit, Failure, input, output};
use crate::check::{RetryPlan, field_at_fault};
use crate::files::settings::Settings;
use crate::files::{Places, recipients};
use crate::history::History;
use crate::link::{self, Link, LinkConfig, LinkEvent, explained};
use crate::message::Draft;
use crate::platform::{Account, Answer, Request, SendOptions};
use crate::sandbox::Pace;
use crate::schema::kind_of;
use crate::template::{Definition, as_listed};
use crate::wire::{ApiError, Dialect};
pub use arguments::Arguments;
use findings::{passes, window};
use follow::follow;
use report::{Outcome, Report};

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
    let chosen = account::chosen(arguments, places, draft)?;
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
    let exit = if arguments.dry_run {
        Exit::Done
    } else {
        let way = (&link, &*account);
        exchange(arguments, places, way, &payload, events, &mut report).await?
    };
    output::json(&report)?;
    link.close().await;
    Ok(exit)
}

/// Posts the payload and waits for what was asked for.
async fn exchange(
    arguments: &Arguments,
    places: &Places,
    (link, account): (&Link, &Account),
    payload: &Value,
    events: mpsc::Receiver<LinkEvent>,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let options = SendOptions {
        timeout: arguments.timeout,
        cancel: cancelled_by_interrupt(),
    };
    let plan = RetryPlan::new(arguments.retry);
    let answer = retry::send(link, account, payload, &options, plan)
        .await
        .map_err(|error| no_answer(&error))?;
    report.answer(&answer);
    if !answer.is_accepted() {
        explain_refusal(account.dialect, &answer, payload);
        report.outcome = Some(Outcome::Refused);
        return Ok(Exit::Refused);
    }
    remember(places, recipient(payload));
    tell_where_webhooks_come(arguments, link, account);
    let exit = follow(arguments, &answer, events, &options.cancel, report).await;
    for error in report.failures() {
        explain("failed", account.dialect, error, None, payload);
    }
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

fn explain_refusal(dialect: Dialect, answer: &Answer, payload: &Value) {
    match &answer.error {
        Some(error) => explain("refused", dialect, error, Some(answer.status), payload),
        None => output::note(&format!(
            "the platform answered with status {} and nothing that can be read",
            answer.status
        )),
    }
}

/// Notes an error of the platform in plain words, the field that it is about, and whether sending again can help.
fn explain(
    what: &str,
    dialect: Dialect,
    error: &ApiError,
    http_status: Option<u16>,
    payload: &Value,
) {
    let place = field_at_fault(error, payload, &[]);
    let place = place.map_or_else(String::new, |place| format!(" at {place}"));
    let what = format!("{what}{place}");
    output::note(&explained(&what, dialect, error, http_status));
}
