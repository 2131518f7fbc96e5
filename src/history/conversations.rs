//! Conversations: who was written with, what was said, and how long their window stays open.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::entries::{self, Entry, moment};
use super::filter::{Filter, Page};
use super::lives::{self, Story};
use crate::webhook::window_closes;

/// One line of the list of conversations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// The account's name.
    pub account: String,
    /// The person, or the group.
    pub peer: String,
    /// The name that their profile had last.
    pub name: Option<String>,
    /// When something happened last.
    pub last_at: Timestamp,
    /// When their window closes, or has closed; none when they never wrote.
    pub window: Option<Timestamp>,
}

/// One turn of a conversation.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// A message to the person, with what became of it.
    Sent(Box<Story>),
    /// A message that was sent and never got an id: refused, or without an answer.
    NotSent(Box<lives::Sent>),
    /// A message, a tap or a reaction of the person.
    Received(Box<Entry>),
}

/// How the conversations are asked for.
pub(super) const LIST: &str = "SELECT account, peer, name, last_at, last_inbound FROM conversations
    WHERE ?1 IS NULL OR account = ?1
    ORDER BY last_at DESC, account, peer LIMIT ?2";

/// The conversations, the one with the latest event first; at most so many.
pub(super) fn list(
    connection: &Connection,
    account: Option<&str>,
    limit: u32,
) -> rusqlite::Result<Vec<Conversation>> {
    connection
        .prepare_cached(LIST)?
        .query_map(params![account, limit], |row| {
            Ok(Conversation {
                account: row.get(0)?,
                peer: row.get(1)?,
                name: row.get(2)?,
                last_at: moment(row.get(3)?),
                window: row.get::<_, Option<i64>>(4)?.map(moment).map(window_closes),
            })
        })?
        .collect()
}

/// The newest turns of a conversation, oldest first; statuses are told by the messages that they concern.
pub(super) fn turns(
    connection: &Connection,
    account: &str,
    peer: &str,
    page: &Page,
) -> rusqlite::Result<Vec<Turn>> {
    let filter = Filter {
        account: Some(account.to_owned()),
        peer: Some(peer.to_owned()),
        ..Filter::default()
    };
    let mut turns = Vec::new();
    for entry in entries::turns(connection, &filter, page)? {
        turns.extend(turn(connection, entry)?);
    }
    turns.reverse();
    Ok(turns)
}

fn turn(connection: &Connection, entry: Entry) -> rusqlite::Result<Option<Turn>> {
    if entry.outcome.is_none() {
        return Ok(Some(Turn::Received(Box::new(entry))));
    }
    Ok(match &entry.message {
        Some(message) => {
            lives::story(connection, message)?.map(|story| Turn::Sent(Box::new(story)))
        }
        None => lives::one(connection, entry.id)?.map(|sent| Turn::NotSent(Box::new(sent))),
    })
}

/// When the window of a person closes, or has closed; none when they never wrote.
pub(super) fn window(
    connection: &Connection,
    account: &str,
    peer: &str,
) -> rusqlite::Result<Option<Timestamp>> {
    Ok(lives::last_inbound(connection, account, peer)?.map(window_closes))
}

/// Something that happened between an account and a person.
pub(super) struct Touch<'a> {
    pub(super) account: &'a str,
    pub(super) peer: &'a str,
    pub(super) name: Option<&'a str>,
    pub(super) at: i64,
    pub(super) entry: i64,
    pub(super) inbound: Option<i64>,
}

/// Brings the list of conversations up to date.
pub(super) fn touch(connection: &Connection, touch: &Touch<'_>) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO conversations (account, peer, name, last_at, last_entry, last_inbound)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET
                name = coalesce(excluded.name, name),
                last_at = max(last_at, excluded.last_at),
                last_entry = max(last_entry, excluded.last_entry),
                last_inbound = max(coalesce(last_inbound, excluded.last_inbound),
                    coalesce(excluded.last_inbound, last_inbound))",
        )?
        .execute(params![
            touch.account,
            touch.peer,
            touch.name,
            touch.at,
            touch.entry,
            touch.inbound
        ])?;
    Ok(())
}
