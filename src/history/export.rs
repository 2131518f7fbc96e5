//! What is kept as JSON: for the export, one line a send or a webhook, and for the commands.

use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{Connection, Row, params_from_iter};
use serde_json::{Map, Value, json};

use super::entries::{Entry, FROM, moment, received};
use super::filter::{Conditions, Filter, Key};
use super::lives::{self, Sent};
use super::record::{AnswerRecord, EntryId};
use super::webhooks::{message_of, peer_of, verdict};
use crate::webhook::{Event, Reason, Received};

/// How many entries are looked at in one go.
const CHUNK: u32 = 500;

/// Where an export has come to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Position {
    after: Option<Key>,
    webhook: Option<(i64, bool)>,
}

/// Writes the next lines, oldest first; tells whether more may come.
pub(super) fn lines(
    connection: &Connection,
    filter: &Filter,
    position: &mut Position,
    lines: &mut Vec<String>,
) -> rusqlite::Result<ControlFlow<()>> {
    let chunk = chunk(connection, filter, position.after)?;
    for row in &chunk {
        position.after = Some(row.key);
        let line = match row.webhook {
            None => lives::one(connection, row.key.id)?.map(|sent| sent.to_json()),
            // The events of one webhook are next to each other.
            Some(webhook) if position.webhook == Some((webhook, row.is_untrusted)) => None,
            Some(webhook) => {
                position.webhook = Some((webhook, row.is_untrusted));
                received(connection, row.key.id)?
                    .map(|received| webhook_json(row.key.id, &row.account, &received))
            }
        };
        lines.extend(line.map(|line| line.to_string()));
    }
    Ok(if chunk.is_empty() {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    })
}

/// The first entries of the next webhooks that a filter asks for, oldest first; tells whether more may come.
pub(super) fn webhooks(
    connection: &Connection,
    filter: &Filter,
    position: &mut Position,
    webhooks: &mut Vec<EntryId>,
) -> rusqlite::Result<ControlFlow<()>> {
    let chunk = chunk(connection, filter, position.after)?;
    for row in &chunk {
        position.after = Some(row.key);
        let webhook = row.webhook.map(|webhook| (webhook, row.is_untrusted));
        if webhook.is_some() && position.webhook != webhook {
            position.webhook = webhook;
            webhooks.push(row.key.id);
        }
    }
    Ok(if chunk.is_empty() {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    })
}

struct Listed {
    key: Key,
    account: String,
    is_untrusted: bool,
    webhook: Option<i64>,
}

fn chunk(
    connection: &Connection,
    filter: &Filter,
    after: Option<Key>,
) -> rusqlite::Result<Vec<Listed>> {
    let mut conditions = Conditions::of_entries(filter);
    if let Some(key) = after {
        conditions.after(key, "e");
    }
    let sql = format!(
        "SELECT e.id, e.at, e.account, e.kind = 'untrusted', e.webhook {FROM} {} ORDER BY e.at, e.id LIMIT {CHUNK}",
        conditions.sql()
    );
    connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(&conditions.values), |row: &Row<'_>| {
            Ok(Listed {
                key: Key {
                    id: EntryId(row.get(0)?),
                    at: moment(row.get(1)?),
                },
                account: row.get(2)?,
                is_untrusted: row.get(3)?,
                webhook: row.get(4)?,
            })
        })?
        .collect()
}

/// A webhook as it is printed; `id` is that of its first entry.
pub fn webhook_json(id: EntryId, account: &str, received: &Received) -> Value {
    json!({
        "type": "webhook",
        "id": id,
        "at": received.at.to_string(),
        "account": account,
        "path": received.path,
        "verdict": verdict::name(received.verdict),
        "reason": received.reason.map(Reason::name),
        "headers": headers_json(&received.headers),
        "body": body_json(&received.body),
        "raw": std::str::from_utf8(&received.body).ok(),
        "raw_base64": std::str::from_utf8(&received.body).is_err().then(|| STANDARD.encode(&received.body)),
        "events": received.events.iter().map(event_json).collect::<Vec<_>>(),
    })
}

/// An event in the words by which it is found.
fn event_json(event: &Event) -> Value {
    json!({
        "kind": event.kind(),
        "message_id": message_of(event),
        "peer": peer_of(event),
    })
}

/// A body as JSON where it is some, else as text.
fn body_json(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_else(|_| json!(String::from_utf8_lossy(body)))
}

/// Headers by name; one that came several times has all its values.
fn headers_json(headers: &[(String, String)]) -> Value {
    let mut members: Map<String, Value> = Map::new();
    for (name, value) in headers {
        match members.get_mut(name) {
            None => {
                members.insert(name.clone(), json!(value));
            }
            Some(Value::Array(values)) => values.push(json!(value)),
            Some(one) => *one = json!([one.take(), value]),
        }
    }
    Value::Object(members)
}

impl Sent {
    /// The send as it is printed.
    pub fn to_json(&self) -> Value {
        let request = &self.request;
        json!({
            "type": "send",
            "id": self.id,
            "at": request.at.to_string(),
            "account": request.account,
            "api": request.dialect,
            "kind": format!("send.{}", request.kind),
            "peer": self.peer,
            "message_id": self.message(),
            "outcome": self.outcome,
            "request": {
                "method": request.method,
                "url": request.url,
                "headers": headers_json(&request.headers),
                "body": request.payload,
            },
            "answer": self.answer.as_ref().map(AnswerRecord::to_json),
        })
    }
}

impl AnswerRecord {
    fn to_json(&self) -> Value {
        match self {
            Self::Answered {
                at,
                elapsed,
                status,
                body,
                error,
                ..
            } => json!({
                "at": at.to_string(),
                "elapsed_ms": u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
                "status": status,
                "error": error,
                "body": body_json(body.as_bytes()),
            }),
            Self::Unanswered { at, reason } => json!({"at": at.to_string(), "failure": reason}),
        }
    }
}

impl Entry {
    /// The entry as one line of a list.
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "at": self.at.to_string(),
            "account": self.account,
            "kind": self.kind,
            "message_id": self.message,
            "peer": self.peer,
            "timestamp": self.moment.map(|moment| moment.to_string()),
            "outcome": self.outcome,
            "verdict": self.verdict.map(verdict::name),
        })
    }
}
