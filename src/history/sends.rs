//! Sends and their answers written down, and linked to what was reported of their messages before.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::conversations::{Touch, touch};
use super::record::{AnswerRecord, EntryId, Outcome, SendRecord};
use super::webhooks::names_and_values;
use crate::webhook::Status;
use crate::wire::{MessageId, scalar};

impl SendRecord {
    /// Writes the send and its entry.
    pub(super) fn insert(&self, connection: &Connection) -> rusqlite::Result<EntryId> {
        let at = self.at.as_microsecond();
        let kind = format!("send.{}", self.kind);
        let peer = recipient_of(&self.payload);
        let entry = connection
            .prepare_cached(
                "INSERT INTO entries (at, account, kind, peer) VALUES (?1, ?2, ?3, ?4)",
            )?
            .insert(params![at, self.account, kind, peer])?;
        connection
            .prepare_cached(
                "INSERT INTO sends (id, at, account, dialect, kind, peer, method, url, headers, payload, outcome)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)",
            )?
            .execute(params![
                entry,
                at,
                self.account,
                self.dialect.name(),
                kind,
                peer,
                self.method,
                self.url,
                names_and_values(&self.headers),
                self.payload.to_string(),
            ])?;
        if let Some(peer) = &peer {
            let touched = Touch {
                account: &self.account,
                peer,
                name: None,
                at,
                entry,
                inbound: None,
            };
            touch(connection, &touched)?;
        }
        Ok(EntryId(entry))
    }
}

impl SendRecord {
    /// The entry that it is kept as: that one, or a new one in a file that does not have it.
    pub(super) fn kept_as(
        &self,
        connection: &Connection,
        entry: EntryId,
    ) -> rusqlite::Result<EntryId> {
        let is_kept: bool = connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM sends WHERE id = ?1 AND at = ?2 AND account = ?3)",
            )?
            .query_row(
                params![entry.0, self.at.as_microsecond(), self.account],
                |row| row.get(0),
            )?;
        if is_kept {
            Ok(entry)
        } else {
            self.insert(connection)
        }
    }
}

impl AnswerRecord {
    /// Adds the answer to its send, and links what was reported about the message before.
    pub(super) fn insert(&self, connection: &Connection, send: EntryId) -> rusqlite::Result<()> {
        match self {
            Self::Unanswered { at, reason } => {
                connection
                    .prepare_cached("UPDATE sends SET answered = ?2, failure = ?3 WHERE id = ?1")?
                    .execute(params![send.0, at.as_microsecond(), reason])?;
                Ok(())
            }
            Self::Answered {
                at,
                elapsed,
                status,
                body,
                message,
                error,
            } => {
                let outcome = self.outcome(connection)?;
                connection
                    .prepare_cached(
                        "UPDATE sends SET answered = ?2, elapsed = ?3, status = ?4, body = ?5, message = ?6,
                            code = ?7, subcode = ?8, outcome = ?9 WHERE id = ?1",
                    )?
                    .execute(params![
                        send.0,
                        at.as_microsecond(),
                        i64::try_from(elapsed.as_micros()).unwrap_or(i64::MAX),
                        status,
                        body,
                        message.as_ref().map(MessageId::as_str),
                        error.map(|code| code.code),
                        error.and_then(|code| code.subcode),
                        outcome.number(),
                    ])?;
                if let Some(message) = message {
                    name_entry(connection, send, message, addressee(body).as_deref())?;
                }
                Ok(())
            }
        }
    }

    /// How far the message has come by what was reported of it already.
    fn outcome(&self, connection: &Connection) -> rusqlite::Result<Outcome> {
        let Self::Answered {
            status,
            message,
            error,
            ..
        } = self
        else {
            return Ok(Outcome::Unanswered);
        };
        if error.is_some() || !(200..300).contains(status) {
            return Ok(Outcome::Refused);
        }
        let Some(message) = message else {
            return Ok(Outcome::Accepted);
        };
        let mut reported = connection.prepare_cached(
            "SELECT substr(kind, 8) FROM entries WHERE message = ?1 AND kind LIKE 'status.%'",
        )?;
        let mut furthest = Outcome::Accepted;
        for name in reported.query_map([message.as_str()], |row| row.get::<_, String>(0))? {
            let status = Status::of_name(&name?);
            furthest = furthest.max(status.map_or(Outcome::Accepted, Outcome::of_status));
        }
        Ok(furthest)
    }
}

/// Gives a send's entry the id of its message, and the number that the platform knows the recipient by.
fn name_entry(
    connection: &Connection,
    send: EntryId,
    message: &MessageId,
    peer: Option<&str>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE entries SET message = ?2, peer = coalesce(?3, peer) WHERE id = ?1")?
        .execute(params![send.0, message.as_str(), peer])?;
    let Some(peer) = peer else {
        return Ok(());
    };
    connection
        .prepare_cached("UPDATE sends SET peer = ?2 WHERE id = ?1")?
        .execute(params![send.0, peer])?;
    let of_account: Option<(String, i64)> = connection
        .prepare_cached("SELECT account, at FROM sends WHERE id = ?1")?
        .query_row([send.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((account, at)) = of_account else {
        return Ok(());
    };
    // A conversation that only the number as it was written would have is none.
    connection
        .prepare_cached("DELETE FROM conversations WHERE account = ?1 AND last_entry = ?2 AND peer <> ?3 AND last_inbound IS NULL")?
        .execute(params![account, send.0, peer])?;
    let touched = Touch {
        account: &account,
        peer,
        name: None,
        at,
        entry: send.0,
        inbound: None,
    };
    touch(connection, &touched)
}

/// Whom a payload is for: digits of a number, else what stands there.
pub fn recipient_of(payload: &Value) -> Option<String> {
    let text = |key| payload.get(key).and_then(scalar::text_of);
    let written = text("to").or_else(|| text("recipient"))?;
    let is_number = written
        .chars()
        .all(|character| character.is_ascii_digit() || "+-(). ".contains(character));
    let peer: String = if is_number {
        written.chars().filter(char::is_ascii_digit).collect()
    } else {
        written.to_owned()
    };
    (!peer.is_empty()).then_some(peer)
}

/// The person as the platform's answer names them.
fn addressee(body: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(body).ok()?;
    let contact = answer.pointer("/contacts/0")?;
    let named = contact.get("wa_id").or_else(|| contact.get("user_id"))?;
    scalar::text_of(named).map(str::to_owned)
}
