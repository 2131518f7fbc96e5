//! One entry, or the life of a message, in full.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Format, entry, line};
use crate::cli::{Exit, Failure, output};
use crate::history::{AnswerRecord, Entry, EntryId, History, Sent, Story, webhook_json};
use crate::text;
use crate::webhook::{Received, Verdict};
use crate::wire::MessageId;

/// Shows what has this number or this message id.
pub(super) async fn show(history: &History, id: &str, format: Format) -> Result<Exit, Failure> {
    let message = match id.parse() {
        Ok(number) => {
            let found = entry(history, EntryId(number)).await?;
            if let Some(received) = history.received(found.id).await? {
                let json = json!({"entry": found.to_json(), "webhook": webhook_json(found.id, &found.account, &received)});
                let head = line(&found);
                return print(format, &json, || head + "\n\n" + &webhook(&received));
            }
            if found.message.is_none()
                && let Some(sent) = history.sent(found.id).await?
            {
                return print(format, &sent.to_json(), || send(&sent));
            }
            found.message
        }
        Err(_) => Some(MessageId::new(id)),
    };
    let story = match &message {
        Some(message) => history.life(message).await?,
        None => None,
    };
    let story = story.ok_or_else(|| {
        Failure::unusable(format!(
            "the history knows no entry and no message {id}; `bluetick history list` tells what there is"
        ))
    })?;
    print(format, &life_json(&story), || life(&story))
}

fn print(format: Format, json: &Value, human: impl FnOnce() -> String) -> Result<Exit, Failure> {
    match format {
        Format::Json => output::json(json)?,
        Format::Human => output::print(&text::visible_lines(&human()))?,
    }
    Ok(Exit::Done)
}

fn life_json(story: &Story) -> Value {
    let steps: Vec<Value> = story
        .life
        .steps
        .iter()
        .map(|step| json!({"status": step.status, "timestamp": step.at.map(|at| at.to_string())}))
        .collect();
    json!({
        "message_id": story.life.id,
        "status": story.life.status,
        "statuses": steps,
        "free_until": story.life.free_until.map(|until| until.to_string()),
        "errors": story.life.errors,
        "reaction": story.life.reaction_emoji(),
        "replies": story.life.replies.iter().map(|reply| &reply.raw).collect::<Vec<_>>(),
        "send": story.sent.as_ref().map(Sent::to_json),
        "entries": story.entries.iter().map(Entry::to_json).collect::<Vec<_>>(),
    })
}

/// The life of a message for people.
fn life(story: &Story) -> String {
    let mut text = story.sent.as_ref().map(send).unwrap_or_default();
    let latencies = story.latencies();
    // Writing to a string cannot fail.
    for step in &story.life.steps {
        let after = latencies.iter().find(|(status, _)| *status == step.status);
        let after = after.map_or_else(String::new, |(_, after)| {
            format!("  after {} s", after.as_secs())
        });
        let at = step.at.map_or_else(String::new, |at| at.to_string());
        let _infallible = writeln!(text, "{}  {at}{after}", step.status);
    }
    if let Some(until) = story.life.free_until {
        let _infallible = writeln!(
            text,
            "free until {until}, by the free entry point; what may be sent is not changed by it"
        );
    }
    for error in &story.life.errors {
        let _infallible = writeln!(text, "error {}: {}", error.code, error.title);
    }
    for reply in &story.life.replies {
        let _infallible = writeln!(
            text,
            "reply from {}: {}",
            reply.from,
            reply.content.summary()
        );
    }
    if let Some(emoji) = story.life.reaction_emoji() {
        let _infallible = writeln!(text, "reaction {emoji}");
    }
    text
}

/// A send with its answer for people.
fn send(sent: &Sent) -> String {
    let request = &sent.request;
    let headers = headers(&request.headers);
    let mut text = format!(
        "{}  {}  {}\n{} {}\n{headers}\n{:#}\n\n",
        request.at,
        request.account,
        sent.outcome.name(),
        request.method,
        request.url,
        request.payload
    );
    let told = match &sent.answer {
        Some(AnswerRecord::Answered {
            elapsed,
            status,
            body,
            ..
        }) => format!("{status} after {} ms\n{body}\n\n", elapsed.as_millis()),
        Some(AnswerRecord::Unanswered { reason, .. }) => format!("{reason}\n\n"),
        None => "no answer\n\n".to_owned(),
    };
    text.push_str(&told);
    text
}

/// A webhook for people.
fn webhook(received: &Received) -> String {
    let body = serde_json::from_slice::<Value>(&received.body)
        .map_or_else(|_| received.text().into_owned(), |json| format!("{json:#}"));
    format!(
        "POST {}  {}\n{}\n{body}\n",
        received.path,
        verdict(received),
        headers(&received.headers)
    )
}

fn headers(headers: &[(String, String)]) -> String {
    headers.iter().fold(String::new(), |text, (name, value)| {
        text + name + ": " + value + "\n"
    })
}

/// What the signature of a webhook says, with the likely reason where one was found.
fn verdict(received: &Received) -> String {
    let verdict = reason(received.verdict);
    match received.reason {
        Some(reason) => format!("{verdict}: {reason}"),
        None => verdict.to_owned(),
    }
}

/// What a signature says.
pub(super) const fn reason(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "the signature is good",
        Verdict::Missing => "the signature is missing",
        Verdict::Wrong => "the signature is wrong",
        Verdict::NotSigned => "not signed, as this platform never signs",
    }
}
