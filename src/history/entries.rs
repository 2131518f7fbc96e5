//! Entries read back: the list of all that happened, and webhooks as they came.

use std::iter::repeat;

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde_json::Value;

use super::filter::{Conditions, Filter, Key, Page};
use super::record::{EntryId, Outcome};
use super::webhooks::{Indexed, UNREADABLE, UNTRUSTED, message_of, verdict};
use crate::webhook::{Event, Received, Verdict, read_events};
use crate::wire::MessageId;

/// One thing that happened: a send, an event of a webhook, or a webhook that cannot be believed or read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// When it was kept.
    pub at: Timestamp,
    /// The account's name.
    pub account: String,
    /// What it is: `send.text`, `message.image`, `status.read`, `untrusted`, `unreadable`, `unknown`.
    pub kind: String,
    /// The message's id.
    pub message: Option<MessageId>,
    /// The person, or the group.
    pub peer: Option<String>,
    /// When it happened, as the platform says.
    pub moment: Option<Timestamp>,
    /// How far a send came.
    pub outcome: Option<Outcome>,
    /// What the signature of a webhook says.
    pub verdict: Option<Verdict>,
    /// The event; none of sends and of what cannot be believed or read.
    pub event: Option<Event>,
}

impl Entry {
    /// The entries of a webhook that was just kept, in order, without asking the history.
    pub fn of_webhook(ids: &[EntryId], account: &str, received: &Received) -> Vec<Self> {
        let bare = |id| Self {
            id,
            at: received.at,
            account: account.to_owned(),
            kind: if received.verdict.is_trusted() {
                UNREADABLE.to_owned()
            } else {
                UNTRUSTED.to_owned()
            },
            message: None,
            peer: None,
            moment: None,
            outcome: None,
            verdict: Some(received.verdict),
            event: None,
        };
        let events = received.events.iter().map(Some).chain(repeat(None));
        let entry = |(&id, event): (&EntryId, Option<&Event>)| match event.map(Indexed::new) {
            None => bare(id),
            Some(indexed) => Self {
                kind: indexed.kind,
                message: indexed.message.cloned(),
                peer: indexed.peer.map(str::to_owned),
                moment: indexed.moment,
                event: event.cloned(),
                ..bare(id)
            },
        };
        ids.iter().zip(events).map(entry).collect()
    }

    /// Where a page that ends with this entry ends.
    pub const fn key(&self) -> Key {
        Key {
            at: self.at,
            id: self.id,
        }
    }
}

const COLUMNS: &str =
    "SELECT e.id, e.at, e.account, e.kind, e.message, e.peer, e.moment, e.webhook, e.place,
        s.outcome, coalesce(w.verdict, u.verdict), w.body";

/// Where the columns come from, and what filters look at.
pub(super) const FROM: &str = "FROM entries e
    LEFT JOIN sends s ON s.id = e.id
    LEFT JOIN webhooks w ON w.id = e.webhook AND e.kind <> 'untrusted'
    LEFT JOIN untrusted u ON u.id = e.webhook AND e.kind = 'untrusted'";

/// The newest entries of a filter, newest first.
pub(super) fn page(
    connection: &Connection,
    filter: &Filter,
    page: &Page,
) -> rusqlite::Result<Vec<Entry>> {
    let (sql, conditions) = page_question(filter, page);
    Ok(page.arranged(read(connection, &sql, &conditions)?))
}

/// How a page is asked for.
pub(super) fn page_question(filter: &Filter, page: &Page) -> (String, Conditions) {
    let mut conditions = Conditions::of_entries(filter);
    conditions.page(page, "e");
    let sql = format!(
        "{COLUMNS} {FROM} {} ORDER BY e.at {order}, e.id {order} LIMIT {}",
        conditions.sql(),
        page.limit,
        order = page.order(),
    );
    (sql, conditions)
}

/// The newest messages of both sides that a filter asks for, newest first.
pub(super) fn turns(
    connection: &Connection,
    filter: &Filter,
    page: &Page,
) -> rusqlite::Result<Vec<Entry>> {
    let (sql, conditions) = turns_question(filter, page);
    Ok(page.arranged(read(connection, &sql, &conditions)?))
}

/// How turns are asked for.
pub(super) fn turns_question(filter: &Filter, page: &Page) -> (String, Conditions) {
    let mut conditions = Conditions::new(filter, "e");
    conditions.page(page, "e");
    let sql = format!(
        "{COLUMNS} {FROM} {} AND (e.kind GLOB 'send.*' OR e.kind GLOB 'message.*' OR e.kind = 'call.connect')
         ORDER BY e.at {order}, e.id {order} LIMIT {}",
        conditions.sql(),
        page.limit,
        order = page.order(),
    );
    (sql, conditions)
}

/// All that was reported about a message, and what was answered to it, in the order in which it came.
pub(super) fn about(connection: &Connection, message: &MessageId) -> rusqlite::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for column in ["message", "about"] {
        let mut conditions = Conditions::default();
        conditions.add(&format!("e.{column} = ?"), message.as_str().to_owned());
        let sql = format!("{COLUMNS} {FROM} {}", conditions.sql());
        entries.extend(read(connection, &sql, &conditions)?);
    }
    entries.sort_by_key(Entry::key);
    entries.dedup_by_key(|entry| entry.id);
    Ok(entries)
}

/// One entry.
pub(super) fn one(connection: &Connection, id: EntryId) -> rusqlite::Result<Option<Entry>> {
    let mut conditions = Conditions::default();
    conditions.add("e.id = ?", id.0);
    let sql = format!("{COLUMNS} {FROM} {}", conditions.sql());
    Ok(read(connection, &sql, &conditions)?.pop())
}

fn read(
    connection: &Connection,
    sql: &str,
    conditions: &Conditions,
) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(&conditions.values))?;
    let mut bodies = Bodies::default();
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(row, &mut bodies)?);
    }
    Ok(entries)
}

/// The events of the webhook that was read last: a webhook of many events is read once.
#[derive(Default)]
struct Bodies {
    webhook: Option<i64>,
    events: Vec<Event>,
}

impl Bodies {
    /// The event that an entry is about. Its kind and message tell it apart should a later program
    /// count the events of a webhook otherwise.
    fn event(&mut self, row: &Row<'_>, kind: &str) -> rusqlite::Result<Option<Event>> {
        let webhook: Option<i64> = row.get(7)?;
        let place: Option<usize> = row.get(8)?;
        let (Some(webhook), Some(place)) = (webhook, place) else {
            return Ok(None);
        };
        if self.webhook != Some(webhook) {
            self.webhook = Some(webhook);
            self.events = match row.get_ref(11)? {
                ValueRef::Blob(body) => events(body),
                _ => Vec::new(),
            };
        }
        let message: Option<String> = row.get(4)?;
        let is_it = |event: &&Event| {
            event.kind() == kind && message_of(event).map(MessageId::as_str) == message.as_deref()
        };
        let by_place = self.events.get(place).filter(is_it);
        Ok(by_place.or_else(|| self.events.iter().find(is_it)).cloned())
    }
}

fn events(body: &[u8]) -> Vec<Event> {
    serde_json::from_slice::<Value>(body)
        .map(|json| read_events(&json))
        .unwrap_or_default()
}

fn entry(row: &Row<'_>, bodies: &mut Bodies) -> rusqlite::Result<Entry> {
    let kind: String = row.get(3)?;
    let verdict: Option<String> = row.get(10)?;
    Ok(Entry {
        id: EntryId(row.get(0)?),
        at: moment(row.get(1)?),
        account: row.get(2)?,
        message: row.get::<_, Option<String>>(4)?.map(MessageId::new),
        peer: row.get(5)?,
        moment: row.get::<_, Option<i64>>(6)?.map(moment),
        outcome: row.get::<_, Option<i64>>(9)?.map(Outcome::of_number),
        verdict: verdict.as_deref().map(verdict::of_name),
        event: bodies.event(row, &kind)?,
        kind,
    })
}

/// A moment that was kept.
pub(super) fn moment(microseconds: i64) -> Timestamp {
    // Only what was a moment is kept.
    Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The webhook that an entry came with, as it came.
pub(super) fn received(connection: &Connection, id: EntryId) -> rusqlite::Result<Option<Received>> {
    let source: Option<(String, Option<i64>)> = connection
        .prepare_cached("SELECT kind, webhook FROM entries WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((kind, Some(webhook))) = source else {
        return Ok(None);
    };
    let table = if kind == UNTRUSTED {
        "untrusted"
    } else {
        "webhooks"
    };
    let sql = format!("SELECT at, path, headers, verdict, body FROM {table} WHERE id = ?1");
    connection
        .prepare_cached(&sql)?
        .query_row([webhook], webhook_of)
        .optional()
}

/// A row of at, path, headers, verdict and body as the webhook that it was.
pub(super) fn webhook_of(row: &Row<'_>) -> rusqlite::Result<Received> {
    let words: String = row.get(3)?;
    let verdict = verdict::of_name(&words);
    let body: Vec<u8> = row.get(4)?;
    Ok(Received {
        at: moment(row.get(0)?),
        path: row.get(1)?,
        headers: headers(&row.get::<_, String>(2)?),
        events: if verdict.is_trusted() {
            events(&body)
        } else {
            Vec::new()
        },
        reason: verdict::reason_of(&words),
        body,
        verdict,
    })
}

/// Headers that were kept as JSON.
pub(super) fn headers(json: &str) -> Vec<(String, String)> {
    serde_json::from_str(json).unwrap_or_default()
}
