//! Which entries are asked for, and how they are paged through.

use jiff::Timestamp;
use rusqlite::ToSql;

use super::record::{EntryId, Outcome};
use super::webhooks::verdict;
use crate::webhook::Verdict;

/// Which entries, or lives, are asked for; the empty one asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of this account.
    pub account: Option<String>,
    /// Only those that concern this person.
    pub peer: Option<String>,
    /// Only those of this kind: `status.failed`, or `status` for all of them.
    pub kind: Option<String>,
    /// Only those since this moment.
    pub since: Option<Timestamp>,
    /// Only those before this moment.
    pub until: Option<Timestamp>,
    /// Only sends that came so far, no less and no further.
    pub outcome: Option<Outcome>,
    /// Only what came by webhook; a question for events, exports and replays, as the next two.
    pub is_received: bool,
    /// Only what came with this verdict on its signature.
    pub verdict: Option<Verdict>,
    /// Only those in which these words stand: in kind, person, id, account or body.
    pub words: Option<String>,
}

/// Where a page ended; the next begins after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// When the entry was kept.
    pub at: Timestamp,
    /// The entry.
    pub id: EntryId,
}

impl Key {
    /// Before everything: what comes after it begins with the oldest.
    pub const START: Self = Self {
        at: Timestamp::UNIX_EPOCH,
        id: EntryId(0),
    };
}

/// Which part of the entries is asked for, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Only what came before this; none for the newest.
    pub before: Option<Key>,
    /// Only what came directly after this, the newest first all the same.
    pub after: Option<Key>,
    /// At most so many.
    pub limit: u32,
}

impl Page {
    /// The newest entries.
    pub const fn first(limit: u32) -> Self {
        Self {
            before: None,
            after: None,
            limit,
        }
    }

    /// The entries directly before a key.
    pub const fn before(key: Key, limit: u32) -> Self {
        Self {
            before: Some(key),
            after: None,
            limit,
        }
    }

    /// The entries directly after a key.
    pub const fn after(key: Key, limit: u32) -> Self {
        Self {
            before: None,
            after: Some(key),
            limit,
        }
    }

    /// The order in which the entries are read, so that the limit cuts at the right end.
    pub(super) const fn order(&self) -> &'static str {
        if self.after.is_some() { "ASC" } else { "DESC" }
    }

    /// Entries as they were read, with the newest first.
    pub(super) fn arranged<T>(&self, mut entries: Vec<T>) -> Vec<T> {
        if self.after.is_some() {
            entries.reverse();
        }
        entries
    }
}

/// Conditions of a question, with the values that they hold.
#[derive(Default)]
pub(super) struct Conditions {
    sql: Vec<String>,
    pub(super) values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    /// The conditions of a filter on a table with the columns of `entries`, under that name.
    pub(super) fn new(filter: &Filter, table: &str) -> Self {
        let mut all = Self::default();
        if let Some(account) = &filter.account {
            all.add(&format!("{table}.account = ?"), account.clone());
        }
        if let Some(peer) = &filter.peer {
            all.add(&format!("{table}.peer = ?"), peer.clone());
        }
        if let Some(kind) = &filter.kind {
            // The characters after the dot sort before the one that follows it.
            all.add(
                &format!("({table}.kind = ?"),
                kind.trim_end_matches('.').to_owned(),
            );
            all.also(
                &format!(" OR {table}.kind >= ?"),
                format!("{}.", kind.trim_end_matches('.')),
            );
            all.also(
                &format!(" AND {table}.kind < ?)"),
                format!("{}/", kind.trim_end_matches('.')),
            );
        }
        if let Some(since) = filter.since {
            all.add(&format!("{table}.at >= ?"), since.as_microsecond());
        }
        if let Some(until) = filter.until {
            all.add(&format!("{table}.at < ?"), until.as_microsecond());
        }
        all
    }

    /// Adds a condition with its one value.
    pub(super) fn add(&mut self, sql: &str, value: impl ToSql + 'static) {
        self.sql.push(sql.to_owned());
        self.values.push(Box::new(value));
    }

    /// Continues the last condition.
    fn also(&mut self, sql: &str, value: impl ToSql + 'static) {
        if let Some(last) = self.sql.last_mut() {
            last.push_str(sql);
        }
        self.values.push(Box::new(value));
    }

    /// Adds where a page begins.
    pub(super) fn page(&mut self, page: &Page, table: &str) {
        if let Some(key) = page.before {
            self.add(
                &format!("({table}.at, {table}.id) < (?"),
                key.at.as_microsecond(),
            );
            self.also(", ?)", key.id.0);
        }
        if let Some(key) = page.after {
            self.after(key, table);
        }
    }

    /// All conditions of a filter, in a question that has entries at hand as `e`, sends as `s`, webhooks as `w`
    /// and those that cannot be believed as `u`.
    pub(super) fn of_entries(filter: &Filter) -> Self {
        let mut all = Self::new(filter, "e");
        if let Some(outcome) = filter.outcome {
            all.add("s.outcome = ?", outcome.number());
        }
        all.received(filter);
        all
    }

    /// Adds what only the rows of webhooks can tell.
    fn received(&mut self, filter: &Filter) {
        if filter.is_received {
            self.sql.push("e.webhook IS NOT NULL".to_owned());
        }
        if let Some(verdict) = filter.verdict {
            let name = verdict::name(verdict).to_owned();
            self.add("coalesce(w.verdict, u.verdict) GLOB ? || '*'", name);
        }
        if let Some(words) = &filter.words {
            self.add(
                "(e.kind || ' ' || e.account || ' ' || coalesce(e.peer, '') || ' ' || coalesce(e.message, '')
                    LIKE ? ESCAPE '\\'",
                pattern(words),
            );
            self.also(
                " OR CAST(coalesce(w.body, u.body, s.payload) AS TEXT) LIKE ? ESCAPE '\\')",
                pattern(words),
            );
        }
    }

    /// Adds where the entries after a key begin, for lists that have the oldest first.
    pub(super) fn after(&mut self, key: Key, table: &str) {
        self.add(
            &format!("({table}.at, {table}.id) > (?"),
            key.at.as_microsecond(),
        );
        self.also(", ?)", key.id.0);
    }

    /// `WHERE …`, or nothing.
    pub(super) fn sql(&self) -> String {
        if self.sql.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.sql.join(" AND "))
        }
    }
}

/// What finds words anywhere in a text.
fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for character in words.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
