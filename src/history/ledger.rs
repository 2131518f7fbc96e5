//! The writer's connection, which outlives its file.
//!
//! A file can be damaged, deleted or replaced while the program runs. What was to be written then is written
//! into a new file before anybody is told that it is kept, so that nothing is lost that was acknowledged:
//!
//! - A damaged file (and one that cannot be read from or written to twice in a row) is set aside with its log,
//!   untouched, and a new one is begun.
//! - A file that was deleted or replaced is let go: what stands in its place now is used, or a new one made.
//!   That is looked at before and after every commit; what was committed in between is written again.
//! - A log that was deleted alone is worked into its file by the connection that still has it.
//! - A full disk, a lock that is held for too long and a file of a newer program change nothing: the caller is
//!   told, a receiver answers 503, and the platform posts the webhook again later.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::watch;

use super::error::HistoryError;
use super::open::{self, Place};
use super::writer::Task;

/// How often a group is written at most, while files come and go.
const ATTEMPTS: usize = 4;

/// Which files a connection has open: numbers of the device, of the file and of its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Files {
    device: u64,
    file: u64,
    log: Option<u64>,
}

impl Files {
    /// Those that stand at a path now.
    fn at(path: &Path) -> Option<Self> {
        let file = fs::metadata(path).ok()?;
        let log = fs::metadata(open::with_ending(path, open::LOG)).ok();
        Some(Self {
            device: file.dev(),
            file: file.ino(),
            log: log.map(|log| log.ino()),
        })
    }
}

/// What the writer writes to.
pub(super) struct Ledger {
    place: Place,
    connection: Connection,
    /// What it has open; none of a history in memory.
    files: Option<Files>,
    /// Counts the files that were opened one after the other.
    generation: Arc<AtomicU64>,
    /// What happened to the file last, in a sentence for people.
    told: watch::Sender<Option<String>>,
}

impl Ledger {
    pub(super) fn new(
        place: Place,
        connection: Connection,
        generation: Arc<AtomicU64>,
        told: watch::Sender<Option<String>>,
    ) -> Self {
        let files = files(&place);
        Self {
            place,
            connection,
            files,
            generation,
            told,
        }
    }

    /// Writes a group in one transaction, into the file that stands at the path when that is done.
    pub(super) fn commit(&mut self, group: &mut [Box<dyn Task>]) -> Result<(), HistoryError> {
        let mut failed_before = false;
        let mut result = Ok(());
        for _ in 0..ATTEMPTS {
            self.follow()?;
            result = write(&mut self.connection, group);
            match &result {
                Ok(()) if self.is_in_place() => return result,
                Ok(()) => {}
                Err(HistoryError::Damaged(said)) => self.set_aside(&said.clone())?,
                Err(HistoryError::Device(said)) if failed_before => {
                    self.set_aside(&said.clone())?;
                }
                Err(HistoryError::Device(_)) => {
                    failed_before = true;
                    self.reopen()?;
                }
                Err(_) => return result,
            }
        }
        result
    }

    /// Whether what the connection has open stands at the path.
    fn is_in_place(&self) -> bool {
        files(&self.place) == self.files
    }

    /// Goes on in the file that stands at the path, where that is another one by now.
    fn follow(&mut self) -> Result<(), HistoryError> {
        let (now, before) = (files(&self.place), self.files);
        if now == before {
            return Ok(());
        }
        let same = |files: Option<Files>| files.map(|it| (it.device, it.file));
        if now.is_some() && same(now) == same(before) {
            // Only its log is gone, which this connection still has. What a reader holds back stays in it.
            let worked_in =
                self.connection
                    .query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(()));
            worked_in?;
            return self.reopen();
        }
        self.let_go();
        self.reopen()?;
        self.tell(if now.is_some() {
            "the history was replaced while bluetick ran; it goes on in the file that is there now"
        } else {
            "the history was deleted while bluetick ran; a new one was begun"
        });
        Ok(())
    }

    /// Sets the file aside, and begins a new one.
    fn set_aside(&mut self, reason: &str) -> Result<(), HistoryError> {
        let Place::File(path) = &self.place else {
            return Err(HistoryError::Damaged(reason.to_owned()));
        };
        let aside = if self.is_in_place() {
            open::set_aside_for(path, reason)?
        } else {
            None
        };
        self.let_go();
        self.reopen()?;
        if let Some(aside) = aside {
            self.tell(&open::told_of_damage(&aside, reason));
        }
        Ok(())
    }

    /// Leaves the file as it is when its connection is closed.
    fn let_go(&self) {
        let untouched = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        // At worst the log is worked into it.
        let _worked_in = self.connection.set_db_config(untouched, true);
    }

    /// Opens the file at the path anew, as at the start.
    fn reopen(&mut self) -> Result<(), HistoryError> {
        let Place::File(path) = &self.place else {
            return Ok(());
        };
        let (connection, aside) = open::open(path)?;
        self.connection = connection;
        self.files = files(&self.place);
        self.generation.fetch_add(1, Ordering::Release);
        if let Some(aside) = aside {
            self.tell(&open::told_of_damage(&aside, "it could not be read"));
        }
        Ok(())
    }

    fn tell(&self, sentence: &str) {
        self.told.send_replace(Some(sentence.to_owned()));
    }
}

/// What stands at a place now.
fn files(place: &Place) -> Option<Files> {
    match place {
        Place::File(path) => Files::at(path),
        Place::Memory(_) => None,
    }
}

fn write(connection: &mut Connection, group: &mut [Box<dyn Task>]) -> Result<(), HistoryError> {
    // Dropped without a commit, a transaction is rolled back.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for task in group {
        task.run(&transaction)?;
    }
    Ok(transaction.commit()?)
}
