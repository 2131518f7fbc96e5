//! What was sent and what came of it, in one `SQLite` file: sends, answers, webhooks, their events.
//!
//! [`History::open`] gives a handle that is cheap to copy. Everything is written by one thread, which
//! commits in groups ([`writer`]), and read on connections of their own, so a question never holds a
//! webhook back; several processes may have the file open at once. A file that is damaged, deleted or
//! replaced meanwhile costs nothing that was kept before ([`ledger`]). [`History::sink`] is what a receiver
//! stores into. Webhooks are kept as they came, and events are read out of them again when asked for,
//! so a later program understands more of an old history. Called by `link`, the composer and the
//! commands `history` and `listen`. Knows no network, no account's secrets and no screen.

mod conversations;
mod entries;
mod error;
mod export;
mod filter;
mod ledger;
mod lives;
mod look;
mod open;
mod prune;
mod record;
mod schema;
mod sends;
mod sink;
#[cfg(test)]
mod tests;
mod webhooks;
mod writer;

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::{Connection, ffi};
use tokio::sync::watch;

pub use conversations::{Conversation, Turn};
pub use entries::Entry;
pub use error::HistoryError;
pub use export::webhook_json;
pub use filter::{Filter, Key, Page};
pub use lives::{Sent, Story};
pub use look::{Care, Integrity, Look, damaged_before, look};
pub use prune::{Policy, Pruned};
pub use record::{AnswerRecord, EntryId, Outcome, SendRecord};
pub use sends::recipient_of;
pub use sink::Keeper;
pub use webhooks::verdict::{named as verdict_of, names as verdict_names};

use self::export::Position;
use self::ledger::Ledger;
use self::open::Place;
use self::writer::Writer;
use crate::webhook::Received;
use crate::wire::MessageId;

/// The name of the file, in the folder for what the program remembers.
pub const FILE_NAME: &str = "history.sqlite";

/// How many connections for reading are kept for the next question.
const READERS: usize = 4;

/// An open history; copies are the same one.
#[derive(Clone)]
pub struct History(Arc<Shared>);

struct Shared {
    place: Place,
    writer: Writer,
    /// How many files the writer has opened one after the other.
    generation: Arc<AtomicU64>,
    told: watch::Receiver<Option<String>>,
    /// Connections for the next questions, all of the same generation.
    readers: Mutex<(u64, Vec<Connection>)>,
}

impl fmt::Debug for History {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("History")
            .field(&self.0.place)
            .finish()
    }
}

/// A history that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The history.
    pub history: History,
    /// Where the damaged file is that stood in its place.
    pub set_aside: Option<PathBuf>,
}

impl History {
    /// Opens a file, made anew where there is none. A damaged one is set aside, never deleted.
    ///
    /// # Errors
    /// When no file can be had, another program holds it, or a newer one has written it: it is left as it is.
    pub fn open(path: &Path) -> Result<Opened, HistoryError> {
        let (connection, set_aside) = open::open(path)?;
        Ok(Opened {
            history: Self::start(Place::File(path.to_owned()), connection)?,
            set_aside,
        })
    }

    /// A history that is forgotten when the program ends, for when no file can be had.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self, HistoryError> {
        let place = Place::memory();
        let connection = open::open_memory(&place)?;
        Self::start(place, connection)
    }

    fn start(place: Place, connection: Connection) -> Result<Self, HistoryError> {
        let generation = Arc::default();
        let (teller, told) = watch::channel(None);
        let ledger = Ledger::new(place.clone(), connection, Arc::clone(&generation), teller);
        let writer =
            Writer::start(ledger).map_err(|error| HistoryError::Other(error.to_string()))?;
        Ok(Self(Arc::new(Shared {
            place,
            writer,
            generation,
            told,
            readers: Mutex::default(),
        })))
    }

    /// Whether it stands in a file and outlives the program.
    pub fn is_lasting(&self) -> bool {
        matches!(self.0.place, Place::File(_))
    }

    /// What happens to the file while it is open, in sentences for people: damaged and set aside, deleted,
    /// replaced. Ends with the history.
    pub fn told(&self) -> watch::Receiver<Option<String>> {
        self.0.told.clone()
    }

    /// Keeps a request that is about to go out.
    ///
    /// # Errors
    /// When it could not be kept.
    pub async fn record_send(&self, send: SendRecord) -> Result<EntryId, HistoryError> {
        self.write(move |connection| send.insert(connection)).await
    }

    /// Keeps what came of a request. What was reported about its message before is linked to it. The request
    /// is given once more, for the file that it was kept in may be gone.
    ///
    /// # Errors
    /// When it could not be kept.
    pub async fn record_answer(
        &self,
        send: EntryId,
        request: SendRecord,
        answer: AnswerRecord,
    ) -> Result<EntryId, HistoryError> {
        self.write(move |connection| {
            let send = request.kept_as(connection, send)?;
            answer.insert(connection, send)?;
            Ok(send)
        })
        .await
    }

    /// What a receiver stores into; `accounts` says which path is whose.
    pub fn sink(&self, accounts: Vec<(String, String)>) -> Keeper {
        Keeper::new(self.clone(), accounts)
    }

    /// Sends, the newest first.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn lives(&self, filter: Filter, page: Page) -> Result<Vec<Sent>, HistoryError> {
        self.read(move |connection| lives::page(connection, &filter, &page))
            .await
    }

    /// All that is known of one message; nothing when nothing is.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn life(&self, message: &MessageId) -> Result<Option<Story>, HistoryError> {
        let message = message.clone();
        self.read(move |connection| lives::story(connection, &message))
            .await
    }

    /// The send of an entry.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn sent(&self, id: EntryId) -> Result<Option<Sent>, HistoryError> {
        self.read(move |connection| lives::one(connection, id))
            .await
    }

    /// Everything that happened, the newest first.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn events(&self, filter: Filter, page: Page) -> Result<Vec<Entry>, HistoryError> {
        self.read(move |connection| entries::page(connection, &filter, &page))
            .await
    }

    /// One entry.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn event(&self, id: EntryId) -> Result<Option<Entry>, HistoryError> {
        self.read(move |connection| entries::one(connection, id))
            .await
    }

    /// The webhook that an entry came with, exactly as it came.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn received(&self, id: EntryId) -> Result<Option<Received>, HistoryError> {
        self.read(move |connection| entries::received(connection, id))
            .await
    }

    /// The conversations, of one account or of all, the one with the latest event first.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn conversations(
        &self,
        account: Option<String>,
        limit: u32,
    ) -> Result<Vec<Conversation>, HistoryError> {
        self.read(move |connection| conversations::list(connection, account.as_deref(), limit))
            .await
    }

    /// The newest turns of a conversation, oldest first.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn conversation(
        &self,
        account: &str,
        peer: &str,
        page: Page,
    ) -> Result<Vec<Turn>, HistoryError> {
        let (account, peer) = (account.to_owned(), peer.to_owned());
        self.read(move |connection| conversations::turns(connection, &account, &peer, &page))
            .await
    }

    /// When a person's 24-hour window closes, or has closed; none when they never wrote.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn window(
        &self,
        account: &str,
        peer: &str,
    ) -> Result<Option<Timestamp>, HistoryError> {
        let (account, peer) = (account.to_owned(), peer.to_owned());
        self.read(move |connection| conversations::window(connection, &account, &peer))
            .await
    }

    /// Forgets what a policy says, in small steps, and gives the space back.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn prune(&self, policy: Policy) -> Result<Pruned, HistoryError> {
        let mut pruned = Pruned::default();
        loop {
            let gone = self
                .write(move |connection| prune::chunk(connection, &policy))
                .await?;
            pruned.entries += gone;
            if gone == 0 {
                break;
            }
        }
        if pruned.entries > 0 {
            while self.write(prune::shrink).await? {}
            self.read(prune::work_in).await?;
        }
        pruned.size = self.read(prune::used).await?;
        Ok(pruned)
    }

    /// Writes what a filter asks for as lines of JSON, oldest first.
    ///
    /// # Errors
    /// When the history cannot be read, and what `write` gives.
    pub async fn export<E: From<HistoryError>>(
        &self,
        filter: Filter,
        mut write: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut position = Position::default();
        loop {
            let filter = filter.clone();
            let (lines, more, reached) = self
                .read(move |connection| {
                    let mut lines = Vec::new();
                    let mut position = position;
                    let more = export::lines(connection, &filter, &mut position, &mut lines)?;
                    Ok((lines, more, position))
                })
                .await?;
            position = reached;
            lines.iter().try_for_each(|line| write(line))?;
            if more == ControlFlow::Break(()) {
                return Ok(());
            }
        }
    }

    /// The first entry of each webhook that a filter asks for, oldest first.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn webhooks(&self, filter: Filter) -> Result<Vec<EntryId>, HistoryError> {
        self.read(move |connection| {
            let (mut position, mut all) = (Position::default(), Vec::new());
            while export::webhooks(connection, &filter, &mut position, &mut all)?.is_continue() {}
            Ok(all)
        })
        .await
    }

    async fn write<T: Send + 'static>(
        &self,
        write: impl FnMut(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, HistoryError> {
        self.0.writer.write(write).await
    }

    /// Asks on a connection of its own, beside the tasks that must not wait.
    async fn read<T: Send + 'static>(
        &self,
        ask: impl Fn(&Connection) -> rusqlite::Result<T> + Send + Sync + 'static,
    ) -> Result<T, HistoryError> {
        let ask = Arc::new(ask);
        let generation = self.0.generation();
        let failed = match self.ask(Arc::clone(&ask)).await {
            Err(failed) if failed != HistoryError::Locked => failed,
            answer => return answer,
        };
        // The writer looks after the file, and may have another one then.
        match &failed {
            HistoryError::Damaged(said) => self.give_up(generation, said.clone()).await?,
            _ => self.write(|_| Ok(())).await?,
        }
        if self.0.generation() == generation {
            return Err(failed);
        }
        self.ask(ask).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        ask: Arc<impl Fn(&Connection) -> rusqlite::Result<T> + Send + Sync + 'static>,
    ) -> Result<T, HistoryError> {
        let shared = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let (generation, connection) = shared.reader()?;
            let answer = ask(&connection)?;
            shared.keep_reader(generation, connection);
            Ok(answer)
        })
        .await
        .map_err(|error| HistoryError::Other(io::Error::from(error).to_string()))?
    }

    /// Has the writer set a file aside that a question found damaged, unless it has another one by now.
    async fn give_up(&self, generation: u64, said: String) -> Result<(), HistoryError> {
        let now = Arc::clone(&self.0.generation);
        self.write(move |_| {
            if now.load(Ordering::Acquire) == generation {
                let code = ffi::Error::new(ffi::SQLITE_CORRUPT);
                Err(rusqlite::Error::SqliteFailure(code, Some(said.clone())))
            } else {
                Ok(())
            }
        })
        .await
    }
}

impl Shared {
    fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// A connection for a question, to the file that the writer has open, and which one that is.
    fn reader(&self) -> rusqlite::Result<(u64, Connection)> {
        let generation = self.generation();
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.0 != generation {
            *readers = (generation, Vec::new());
        }
        let kept = readers.1.pop();
        drop(readers);
        let connection = kept.map_or_else(|| self.place.connect(), Ok)?;
        Ok((generation, connection))
    }

    fn keep_reader(&self, generation: u64, connection: Connection) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.0 == generation && readers.1.len() < READERS {
            readers.1.push(connection);
        }
    }
}
