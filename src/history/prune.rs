//! Forgetting what is old or too much, a little at a time, so that webhooks need not wait.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::open::BUSY;
use super::webhooks::UNTRUSTED;

/// What may be forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policy {
    /// What was kept before this moment.
    pub older_than: Option<Timestamp>,
    /// The oldest, while all together takes more bytes than this.
    pub larger_than: Option<u64>,
}

/// What was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// How many entries.
    pub entries: u64,
    /// How many bytes the history takes now.
    pub size: u64,
}

/// How many entries are forgotten in one go.
const CHUNK: u64 = 1000;

/// How many pages are given back in one go.
const PAGES: u32 = 2000;

/// How long the log's end waits for readers; a writer must not give up meanwhile.
const PATIENCE: Duration = Duration::from_millis(250);

/// Forgets one chunk; gives how many entries that were, none when the policy asks for no more.
pub(super) fn chunk(connection: &Connection, policy: &Policy) -> rusqlite::Result<u64> {
    let surplus = match policy.larger_than {
        Some(most) => surplus(connection, most)?,
        None => 0,
    };
    // Too large: the oldest go, whatever their age.
    let (before, count) = if surplus > 0 {
        (Timestamp::MAX, surplus)
    } else if let Some(moment) = policy.older_than {
        (moment, CHUNK)
    } else {
        return Ok(0);
    };
    let last: Option<i64> = connection
        .prepare_cached(
            "SELECT max(id) FROM (SELECT id FROM entries WHERE at < ?1 ORDER BY at, id LIMIT ?2)",
        )?
        .query_row(params![before.as_microsecond(), count], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(last) = last else {
        return Ok(0);
    };
    forget(connection, last, before)
}

/// How many of the oldest entries must go for the size, were all alike, at most a chunk; none when it fits.
fn surplus(connection: &Connection, most: u64) -> rusqlite::Result<u64> {
    let used = used(connection)?;
    if used <= most {
        return Ok(0);
    }
    let entries: u64 =
        connection.query_row("SELECT count(*) FROM entries", [], |row| row.get(0))?;
    // What takes much would otherwise go whole, for a little that is too much.
    let share = u128::from(entries) * u128::from(used - most) / u128::from(used);
    Ok(u64::try_from(share).unwrap_or(CHUNK).clamp(1, CHUNK))
}

/// Forgets all entries up to one, as far as they were kept before a moment, and what only they needed.
fn forget(connection: &Connection, last: i64, before: Timestamp) -> rusqlite::Result<u64> {
    let gone = connection
        .prepare_cached("DELETE FROM entries WHERE id <= ?1 AND at < ?2")?
        .execute(params![last, before.as_microsecond()])?;
    connection
        .prepare_cached("DELETE FROM sends WHERE id <= ?1 AND at < ?2")?
        .execute(params![last, before.as_microsecond()])?;
    for (table, sign) in [("webhooks", "<>"), ("untrusted", "=")] {
        // Webhooks have their numbers in the order of their entries.
        let sql = format!(
            "DELETE FROM {table} WHERE id < coalesce((SELECT webhook FROM entries
                WHERE webhook IS NOT NULL AND kind {sign} ?1 ORDER BY id LIMIT 1), 9223372036854775807)"
        );
        connection.prepare_cached(&sql)?.execute([UNTRUSTED])?;
    }
    connection
        .prepare_cached("DELETE FROM conversations WHERE last_entry <= ?1 AND last_at < ?2")?
        .execute(params![last, before.as_microsecond()])?;
    Ok(u64::try_from(gone).unwrap_or(u64::MAX))
}

/// Gives a part of the space of what was forgotten back; whether there is more to give.
pub(super) fn shrink(connection: &Connection) -> rusqlite::Result<bool> {
    let before = idle(connection)?;
    let mut statement = connection.prepare(&format!("PRAGMA incremental_vacuum({PAGES})"))?;
    let mut rows = statement.raw_query();
    // Each step frees a page.
    while rows.next()?.is_some() {}
    let left = idle(connection)?;
    Ok(left > 0 && left < before)
}

/// Works the log into the file, which is then as short as what is in it, and empties the log; as far as
/// nobody reads or writes just now. No transaction may be open.
pub(super) fn work_in(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    // Nobody is held up by the first, which leaves little for the second.
    for manner in ["PASSIVE", "TRUNCATE"] {
        let sql = format!("PRAGMA wal_checkpoint({manner})");
        connection.query_row(&sql, [], |_| Ok(()))?;
    }
    connection.busy_timeout(BUSY)
}

/// How many pages hold nothing.
fn idle(connection: &Connection) -> rusqlite::Result<u64> {
    connection.pragma_query_value(None, "freelist_count", |row| row.get(0))
}

/// How many bytes are used, without what is free again.
pub(super) fn used(connection: &Connection) -> rusqlite::Result<u64> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u64>(0));
    let pages = number("page_count")?.saturating_sub(idle(connection)?);
    Ok(pages.saturating_mul(number("page_size")?))
}
