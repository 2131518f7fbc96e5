//! Sends read back, and the lives of their messages.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde_json::Value;

use super::entries::{self, Entry, headers, moment};
use super::filter::{Conditions, Filter, Key, Page};
use super::record::{AnswerRecord, EntryId, Outcome, SendRecord};
use crate::webhook::{Life, Status};
use crate::wire::{Code, Dialect, MessageId};

/// A send with what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// Its entry.
    pub id: EntryId,
    /// Whom it was for, as the platform names them once it has answered.
    pub peer: Option<String>,
    /// The request.
    pub request: SendRecord,
    /// The answer; none while it is under way, and when the program ended before it came.
    pub answer: Option<AnswerRecord>,
    /// How far it came.
    pub outcome: Outcome,
}

impl Sent {
    /// Where a page that ends with this send ends.
    pub const fn key(&self) -> Key {
        Key {
            at: self.request.at,
            id: self.id,
        }
    }

    /// The id of the message, when it was accepted.
    pub const fn message(&self) -> Option<&MessageId> {
        match &self.answer {
            Some(AnswerRecord::Answered { message, .. }) => message.as_ref(),
            _ => None,
        }
    }
}

/// All that is known of one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// How it was sent; none when another program did.
    pub sent: Option<Sent>,
    /// What was reported of it, folded.
    pub life: Life,
    /// The same as it came: every status, reply and reaction, oldest first, duplicates too.
    pub entries: Vec<Entry>,
}

impl Story {
    /// How long after it was sent each status was reached, by the platform's own times, which are whole
    /// seconds. Nothing when it is not known when it was sent.
    pub fn latencies(&self) -> Vec<(Status, SignedDuration)> {
        let Some(sent) = &self.sent else {
            return Vec::new();
        };
        let steps = self.life.steps.iter();
        steps
            .filter_map(|step| {
                let latency = step.at?.duration_since(sent.request.at);
                Some((step.status, latency.max(SignedDuration::ZERO)))
            })
            .collect()
    }
}

const COLUMNS: &str = "SELECT s.id, s.at, s.account, s.dialect, s.kind, s.peer, s.method, s.url, s.headers, s.payload,
        s.outcome, s.message, s.answered, s.elapsed, s.status, s.body, s.code, s.subcode, s.failure
    FROM sends s";

/// The newest sends of a filter, newest first.
pub(super) fn page(
    connection: &Connection,
    filter: &Filter,
    page: &Page,
) -> rusqlite::Result<Vec<Sent>> {
    let (sql, conditions) = page_question(filter, page);
    let mut statement = connection.prepare_cached(&sql)?;
    let sends = statement.query_map(params_from_iter(&conditions.values), sent)?;
    Ok(page.arranged(sends.collect::<rusqlite::Result<_>>()?))
}

/// How a page is asked for.
pub(super) fn page_question(filter: &Filter, page: &Page) -> (String, Conditions) {
    let mut conditions = Conditions::new(filter, "s");
    if let Some(outcome) = filter.outcome {
        conditions.add("s.outcome = ?", outcome.number());
    }
    conditions.page(page, "s");
    let sql = format!(
        "{COLUMNS} {} ORDER BY s.at {order}, s.id {order} LIMIT {}",
        conditions.sql(),
        page.limit,
        order = page.order(),
    );
    (sql, conditions)
}

/// One send by its entry.
pub(super) fn one(connection: &Connection, id: EntryId) -> rusqlite::Result<Option<Sent>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE s.id = ?1"))?
        .query_row([id.0], sent)
        .optional()
}

/// All that is known of a message; nothing when nothing is.
pub(super) fn story(
    connection: &Connection,
    message: &MessageId,
) -> rusqlite::Result<Option<Story>> {
    let sent = connection
        .prepare_cached(&format!("{COLUMNS} WHERE s.message = ?1"))?
        .query_row([message.as_str()], sent)
        .optional()?;
    let entries = entries::about(connection, message)?;
    if entries.is_empty() {
        return Ok(None);
    }
    let mut life = Life::new(message.clone());
    if let Some(sent) = &sent {
        life = life.sent(sent.request.at);
    }
    for event in entries.iter().filter_map(|entry| entry.event.as_ref()) {
        life.fold(event);
    }
    Ok(Some(Story {
        sent,
        life,
        entries,
    }))
}

fn sent(row: &Row<'_>) -> rusqlite::Result<Sent> {
    let dialect: String = row.get(3)?;
    let kind: String = row.get(4)?;
    let payload: String = row.get(9)?;
    Ok(Sent {
        id: EntryId(row.get(0)?),
        peer: row.get(5)?,
        request: SendRecord {
            at: moment(row.get(1)?),
            account: row.get(2)?,
            dialect: dialect.parse().unwrap_or(Dialect::Cloud),
            kind: kind.strip_prefix("send.").unwrap_or(&kind).to_owned(),
            method: row.get(6)?,
            url: row.get(7)?,
            headers: headers(&row.get::<_, String>(8)?),
            payload: serde_json::from_str(&payload).unwrap_or(Value::Null),
        },
        answer: answer(row)?,
        outcome: Outcome::of_number(row.get(10)?),
    })
}

fn answer(row: &Row<'_>) -> rusqlite::Result<Option<AnswerRecord>> {
    let Some(at) = row.get::<_, Option<i64>>(12)?.map(moment) else {
        return Ok(None);
    };
    if let Some(reason) = row.get(18)? {
        return Ok(Some(AnswerRecord::Unanswered { at, reason }));
    }
    let code: Option<u32> = row.get(16)?;
    let subcode: Option<u32> = row.get(17)?;
    Ok(Some(AnswerRecord::Answered {
        at,
        elapsed: Duration::from_micros(row.get::<_, Option<u64>>(13)?.unwrap_or_default()),
        status: row.get::<_, Option<u16>>(14)?.unwrap_or_default(),
        body: row.get::<_, Option<String>>(15)?.unwrap_or_default(),
        message: row.get::<_, Option<String>>(11)?.map(MessageId::new),
        error: code.map(|code| Code { code, subcode }),
    }))
}

/// When a person wrote last to an account, by the platform's time.
pub(super) fn last_inbound(
    connection: &Connection,
    account: &str,
    peer: &str,
) -> rusqlite::Result<Option<Timestamp>> {
    let last: Option<Option<i64>> = connection
        .prepare_cached("SELECT last_inbound FROM conversations WHERE account = ?1 AND peer = ?2")?
        .query_row([account, peer], |row| row.get(0))
        .optional()?;
    Ok(last.flatten().map(moment))
}
