//! Forgetting what is old or too much, a little at a time, so that webhooks need not wait.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

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
const CHUNK: u32 = 1000;

/// Forgets one chunk; gives how many entries that were, none when the policy asks for no more.
pub(super) fn chunk(connection: &Connection, policy: &Policy) -> rusqlite::Result<u64> {
    let is_too_large = match policy.larger_than {
        Some(most) => used(connection)? > most,
        None => false,
    };
    // Too large: the oldest go, whatever their age.
    let before = if is_too_large {
        Timestamp::MAX
    } else if let Some(moment) = policy.older_than {
        moment
    } else {
        return Ok(0);
    };
    let last: Option<i64> = connection
        .prepare_cached(
            "SELECT max(id) FROM (SELECT id FROM entries WHERE at < ?1 ORDER BY at, id LIMIT ?2)",
        )?
        .query_row(params![before.as_microsecond(), CHUNK], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(last) = last else {
        return Ok(0);
    };
    forget(connection, last, before)
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

/// Gives the space of what was forgotten back to the system.
pub(super) fn shrink(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("PRAGMA incremental_vacuum")?;
    let mut rows = statement.raw_query();
    // Each step frees a page.
    while rows.next()?.is_some() {}
    Ok(())
}

/// How many bytes are used, without what is free again.
pub(super) fn used(connection: &Connection) -> rusqlite::Result<u64> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u64>(0));
    let pages = number("page_count")?.saturating_sub(number("freelist_count")?);
    Ok(pages.saturating_mul(number("page_size")?))
}
