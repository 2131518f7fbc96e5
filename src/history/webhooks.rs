//! Webhooks and their events written down, so that questions about messages and people find them.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::conversations::{Touch, touch};
use super::record::{EntryId, Outcome};
use crate::webhook::{Content, Event, Received};
use crate::wire::MessageId;

/// What an entry says about an event, in the words by which it is found again.
pub(super) struct Indexed<'a> {
    pub(super) kind: String,
    pub(super) message: Option<&'a MessageId>,
    about: Option<&'a MessageId>,
    pub(super) peer: Option<&'a str>,
    name: Option<&'a str>,
    pub(super) moment: Option<Timestamp>,
}

impl<'a> Indexed<'a> {
    pub(super) fn new(event: &'a Event) -> Self {
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

/// Headers as the text that is kept.
pub(super) fn names_and_values(headers: &[(String, String)]) -> String {
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

    /// All words for verdicts.
    pub fn names() -> Vec<&'static str> {
        NAMES.iter().map(|(_, name)| *name).collect()
    }

    /// The verdict of a word that a person gives.
    pub fn named(word: &str) -> Option<Verdict> {
        let mut names = NAMES.iter();
        names
            .find(|(_, name)| *name == word)
            .map(|(verdict, _)| *verdict)
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
