//! What is kept, and how it is written: sends, answers, webhooks.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use crate::webhook::{Content, Event, Received, Status};
use crate::wire::{Code, Dialect, MessageId, scalar};

/// The number of one entry. Later entries have greater ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct EntryId(pub i64);

/// A request that is about to go out.
#[derive(Debug, Clone, PartialEq)]
pub struct SendRecord {
    /// When.
    pub at: Timestamp,
    /// The account's name.
    pub account: String,
    /// The API that it speaks.
    pub dialect: Dialect,
    /// The kind of message: `interactive.list`.
    pub kind: String,
    /// The HTTP method.
    pub method: String,
    /// The address.
    pub url: String,
    /// The headers as they may be shown: without secrets.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub payload: Value,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerRecord {
    /// The platform answered.
    Answered {
        /// When.
        at: Timestamp,
        /// From the start of the request to the last byte of the answer.
        elapsed: std::time::Duration,
        /// The HTTP status.
        status: u16,
        /// The body as it came, as far as it was read.
        body: String,
        /// The id of the message, when it was accepted.
        message: Option<MessageId>,
        /// Why it was refused.
        error: Option<Code>,
    },
    /// No answer came.
    Unanswered {
        /// When that was clear.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

/// How far a send came. A later one wins over an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// No answer came, or none yet.
    Unanswered,
    /// The platform did not take it.
    Refused,
    /// The platform has it.
    Accepted,
    /// It reached the device.
    Delivered,
    /// It was seen.
    Read,
    /// It was accepted and could not be delivered.
    Failed,
}

impl Outcome {
    /// All outcomes; the place of each is the number that is kept for it.
    pub const ALL: &'static [Self] = &[
        Self::Unanswered,
        Self::Refused,
        Self::Accepted,
        Self::Delivered,
        Self::Read,
        Self::Failed,
    ];

    /// Its name, as it is printed and asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }

    /// The outcome of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|outcome| outcome.name() == name)
    }

    /// The number that is kept for it.
    pub(super) const fn number(self) -> i64 {
        self as i64
    }

    /// The outcome of a number that was kept.
    pub(super) fn of_number(number: i64) -> Self {
        let mut all = Self::ALL.iter().copied();
        all.find(|outcome| outcome.number() == number)
            .unwrap_or(Self::Unanswered)
    }

    /// How far a message has come that has this status.
    pub const fn of_status(status: Status) -> Self {
        match status {
            Status::Warning | Status::Sent => Self::Accepted,
            Status::Delivered => Self::Delivered,
            Status::Read | Status::Played | Status::Deleted => Self::Read,
            Status::Failed => Self::Failed,
        }
    }
}

/// What an entry says about an event, in the words by which it is found again.
struct Indexed<'a> {
    kind: String,
    message: Option<&'a MessageId>,
    about: Option<&'a MessageId>,
    peer: Option<&'a str>,
    name: Option<&'a str>,
    moment: Option<Timestamp>,
}

impl<'a> Indexed<'a> {
    fn new(event: &'a Event) -> Self {
        let none = Self {
            kind: event.kind().into_owned(),
            message: message_of(event),
            about: None,
            peer: peer_of(event),
            name: None,
            moment: None,
        };
        match event {
            Event::Status(status) => Self {
                moment: status.timestamp,
                ..none
            },
            Event::Message(inbound) => Self {
                about: match &inbound.content {
                    Content::Reaction { message_id, .. } => Some(message_id),
                    _ => inbound.context_id.as_ref(),
                },
                name: inbound.name.as_deref(),
                moment: inbound.timestamp,
                ..none
            },
            _ => none,
        }
    }
}

/// The message that an event is about, or that it is.
pub(super) const fn message_of(event: &Event) -> Option<&MessageId> {
    match event {
        Event::Status(status) => Some(&status.id),
        Event::Message(inbound) => Some(&inbound.id),
        _ => None,
    }
}

/// The person, or the group, that an event concerns.
pub(super) fn peer_of(event: &Event) -> Option<&str> {
    let peer = match event {
        Event::Status(status) => &status.recipient,
        Event::Message(inbound) => &inbound.from,
        _ => return None,
    };
    Some(peer.as_str()).filter(|peer| !peer.is_empty())
}

/// The kind of a webhook whose signature is missing or wrong.
pub(super) const UNTRUSTED: &str = "untrusted";
/// The kind of a webhook that is no JSON.
pub(super) const UNREADABLE: &str = "unreadable";

/// How many webhooks with a bad signature are kept: anybody can post them.
const UNTRUSTED_KEPT: i64 = 1000;

/// A webhook, ready to be written: all that takes time is done before the writer gets it.
pub(super) struct Webhook {
    pub(super) account: String,
    pub(super) headers: String,
    pub(super) received: Received,
}

impl Webhook {
    pub(super) fn new(account: String, received: Received) -> Self {
        Self {
            account,
            headers: names_and_values(&received.headers),
            received,
        }
    }

    /// Writes the webhook and an entry for each of its events; gives the entries' numbers.
    pub(super) fn insert(&self, connection: &Connection) -> rusqlite::Result<Vec<EntryId>> {
        let received = &self.received;
        if !received.verdict.is_trusted() {
            let webhook = self.insert_raw(connection, UNTRUSTED_TABLE)?;
            if webhook % 64 == 0 {
                forget_untrusted(connection, webhook - UNTRUSTED_KEPT)?;
            }
            return Ok(vec![self.insert_bare(connection, UNTRUSTED, webhook)?]);
        }
        let webhook = self.insert_raw(connection, WEBHOOKS_TABLE)?;
        if received.events.is_empty() {
            return Ok(vec![self.insert_bare(connection, UNREADABLE, webhook)?]);
        }
        let places = received.events.iter().zip(0_i64..);
        places
            .map(|(event, place)| self.insert_event(connection, webhook, place, event))
            .collect()
    }

    fn insert_raw(&self, connection: &Connection, sql: &str) -> rusqlite::Result<i64> {
        let received = &self.received;
        connection.prepare_cached(sql)?.insert(params![
            received.at.as_microsecond(),
            self.account,
            received.path,
            self.headers,
            verdict::words(received),
            received.body,
        ])
    }

    fn insert_bare(
        &self,
        connection: &Connection,
        kind: &str,
        webhook: i64,
    ) -> rusqlite::Result<EntryId> {
        connection
            .prepare_cached(
                "INSERT INTO entries (at, account, kind, webhook) VALUES (?1, ?2, ?3, ?4)",
            )?
            .insert(params![
                self.received.at.as_microsecond(),
                self.account,
                kind,
                webhook
            ])
            .map(EntryId)
    }

    fn insert_event(
        &self,
        connection: &Connection,
        webhook: i64,
        place: i64,
        event: &Event,
    ) -> rusqlite::Result<EntryId> {
        let at = self.received.at.as_microsecond();
        let indexed = Indexed::new(event);
        let entry = connection
            .prepare_cached(
                "INSERT INTO entries (at, account, kind, message, about, peer, moment, webhook, place)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .insert(params![
                at,
                self.account,
                indexed.kind,
                indexed.message.map(MessageId::as_str),
                indexed.about.map(MessageId::as_str),
                indexed.peer,
                indexed.moment.map(Timestamp::as_microsecond),
                webhook,
                place,
            ])?;
        if let Event::Status(status) = event {
            connection
                .prepare_cached("UPDATE sends SET outcome = max(outcome, ?1) WHERE message = ?2")?
                .execute(params![
                    Outcome::of_status(status.status).number(),
                    status.id.as_str()
                ])?;
        }
        if let Some(peer) = indexed.peer {
            let opens = matches!(event, Event::Message(inbound) if inbound.content.opens_window());
            let inbound = opens.then(|| indexed.moment.map_or(at, Timestamp::as_microsecond));
            touch(
                connection,
                &Touch {
                    account: &self.account,
                    peer,
                    name: indexed.name,
                    at,
                    entry,
                    inbound,
                },
            )?;
        }
        Ok(EntryId(entry))
    }
}

const WEBHOOKS_TABLE: &str = "INSERT INTO webhooks (at, account, path, headers, verdict, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const UNTRUSTED_TABLE: &str = "INSERT INTO untrusted (at, account, path, headers, verdict, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

fn forget_untrusted(connection: &Connection, up_to: i64) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM entries WHERE kind = ?1 AND webhook <= ?2 AND at <= (SELECT at FROM untrusted WHERE id = ?2)",
        params![UNTRUSTED, up_to],
    )?;
    connection.execute("DELETE FROM untrusted WHERE id <= ?1", [up_to])?;
    Ok(())
}

/// Something that happened between an account and a person.
struct Touch<'a> {
    account: &'a str,
    peer: &'a str,
    name: Option<&'a str>,
    at: i64,
    entry: i64,
    inbound: Option<i64>,
}

/// Brings the list of conversations up to date.
fn touch(connection: &Connection, touch: &Touch<'_>) -> rusqlite::Result<()> {
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

impl SendRecord {
    /// Writes the send and its entry.
    pub(super) fn insert(&self, connection: &Connection) -> rusqlite::Result<EntryId> {
        let at = self.at.as_microsecond();
        let kind = format!("send.{}", self.kind);
        let peer = recipient(&self.payload);
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
    let sent: Option<(String, i64)> = connection
        .prepare_cached("SELECT account, at FROM sends WHERE id = ?1")?
        .query_row([send.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((account, at)) = sent else {
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
fn recipient(payload: &Value) -> Option<String> {
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

fn names_and_values(headers: &[(String, String)]) -> String {
    // Texts can always be written as JSON.
    serde_json::to_string(headers).unwrap_or_default()
}

/// The words that verdicts are kept as.
pub(super) mod verdict {
    use crate::webhook::{Reason, Received, Verdict};

    const NAMES: &[(Verdict, &str)] = &[
        (Verdict::Good, "good"),
        (Verdict::Missing, "missing"),
        (Verdict::Wrong, "wrong"),
        (Verdict::NotSigned, "not-signed"),
    ];

    /// The word for a verdict.
    pub(in crate::history) fn name(verdict: Verdict) -> &'static str {
        let mut names = NAMES.iter();
        names
            .find(|(known, _)| *known == verdict)
            .map_or("", |(_, name)| name)
    }

    /// The words for the verdict on a webhook, with the likely reason after it.
    pub(in crate::history) fn words(received: &Received) -> String {
        let verdict = name(received.verdict);
        match received.reason {
            Some(reason) => format!("{verdict} {}", reason.name()),
            None => verdict.to_owned(),
        }
    }

    /// The likely reason that stands after a verdict.
    pub(in crate::history) fn reason_of(words: &str) -> Option<Reason> {
        let (_, name) = words.split_once(' ')?;
        Reason::ALL.iter().copied().find(|it| it.name() == name)
    }

    /// The verdict of a word; one that is not known is not believed.
    pub(in crate::history) fn of_name(words: &str) -> Verdict {
        let name = words.split(' ').next().unwrap_or_default();
        let mut names = NAMES.iter();
        names
            .find(|(_, known)| *known == name)
            .map_or(Verdict::Wrong, |(verdict, _)| *verdict)
    }
}
