//! The tables, and how a file of an older version becomes one of this version.
//!
//! `entries` is the one list of all that happened, in the order in which it was kept; what a send or a
//! webhook consists of stands in tables of its own. Webhooks whose signature is bad have their own
//! table too, and their entries name neither message nor person: no question about either finds them.

use rusqlite::Connection;

/// What brings a file from the version that is its place in this list to the next one.
const STEPS: &[&str] = &[
    "
CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,          -- when it was kept, in microseconds since 1970
    account TEXT NOT NULL,
    kind TEXT NOT NULL,           -- send.text, message.image, status.read, untrusted
    message TEXT,                 -- the message's id; of a send once it is answered
    about TEXT,                   -- the message that a reply or a reaction is about
    peer TEXT,                    -- the person, or the group
    moment INTEGER,               -- when it happened, as the platform says
    webhook INTEGER,              -- the row of webhooks, or of untrusted
    place INTEGER                 -- which of the webhook's events
) STRICT;
CREATE INDEX entries_at ON entries (at);
CREATE INDEX entries_message ON entries (message) WHERE message IS NOT NULL;
CREATE INDEX entries_about ON entries (about) WHERE about IS NOT NULL;
CREATE INDEX entries_peer ON entries (peer, account, at) WHERE peer IS NOT NULL;

CREATE TABLE sends (
    id INTEGER PRIMARY KEY,       -- that of its entry
    at INTEGER NOT NULL,
    account TEXT NOT NULL,
    dialect TEXT NOT NULL,
    kind TEXT NOT NULL,
    peer TEXT,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    headers TEXT NOT NULL,        -- without secrets
    payload TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    message TEXT,
    answered INTEGER,             -- when the answer was there, or it was clear that none comes
    elapsed INTEGER,              -- microseconds
    status INTEGER,
    body TEXT,
    code INTEGER,
    subcode INTEGER,
    failure TEXT                  -- why no answer came
) STRICT;
CREATE INDEX sends_at ON sends (at);
CREATE INDEX sends_message ON sends (message) WHERE message IS NOT NULL;

CREATE TABLE webhooks (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    account TEXT NOT NULL,
    path TEXT NOT NULL,
    headers TEXT NOT NULL,
    verdict TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE untrusted (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    account TEXT NOT NULL,
    path TEXT NOT NULL,
    headers TEXT NOT NULL,
    verdict TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE conversations (
    account TEXT NOT NULL,
    peer TEXT NOT NULL,
    name TEXT,                    -- as the person's profile said last
    last_at INTEGER NOT NULL,     -- when something happened last
    last_entry INTEGER NOT NULL,
    last_inbound INTEGER,         -- when the person wrote last, as the platform says
    PRIMARY KEY (account, peer)
) STRICT, WITHOUT ROWID;
",
    "
CREATE INDEX conversations_last ON conversations (last_at DESC, account, peer);
",
];

/// The version that this program writes.
pub(super) const VERSION: usize = STEPS.len();

/// The version of a file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Whether a file of no version has tables all the same, which are then not ours.
pub(super) fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    // One question, so that no other program can make the tables between two.
    connection.query_row(
        "SELECT user_version = 0 AND EXISTS (SELECT 1 FROM sqlite_schema) FROM pragma_user_version",
        [],
        |row| row.get(0),
    )
}

/// Brings a file to [`VERSION`], step by step, all or nothing. Who comes second finds it done.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(version(&transaction)?) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
