//! Opening the file: private to the person, checked, brought to this version, set aside when damaged.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use super::error::HistoryError;
use super::schema;

/// How long a program waits for another one that is writing.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// How many pages the log may hold before it is worked into the file: with fewer, a busy receiver does
/// little else.
const CHECKPOINT_PAGES: u32 = 4000;

/// To what the log is cut back once it is worked in.
const LOG_SIZE: u32 = 32 * 1024 * 1024;

/// How many bytes a file has at least that is not empty.
pub(super) const SHORTEST: u64 = 512;

/// Where a history stands, and how connections to it are made.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// A file.
    File(PathBuf),
    /// The memory of this process: the name by which its connections find each other.
    Memory(String),
}

impl Place {
    /// A place in memory that nobody else has.
    pub(super) fn memory() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Self::Memory(format!("file:/bluetick-{number}?vfs=memdb"))
    }

    /// A further connection, set up as all of them are.
    pub(super) fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = match self {
            Self::File(path) => Connection::open_with_flags(
                path,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            ),
            Self::Memory(name) => Connection::open(name),
        }?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
        connection.pragma_update(None, "journal_size_limit", LOG_SIZE)?;
        Ok(connection)
    }
}

/// The end of the name of a file's log.
pub(super) const LOG: &str = "-wal";

/// The end of the name of what connections share about a file.
const SHARED: &str = "-shm";

/// Opens the file, made anew where there is none, ready to be written to. A damaged one is set aside
/// and a new one made; the second value says where the damaged one is now.
pub(super) fn open(path: &Path) -> Result<(Connection, Option<PathBuf>), HistoryError> {
    match try_open(path) {
        Err(HistoryError::Damaged(reason)) => {
            let aside = set_aside_for(path, &reason)?;
            Ok((try_open(path)?, aside))
        }
        opened => Ok((opened?, None)),
    }
}

/// Sets a damaged file aside; says where it is now, and nothing where another program has done it.
pub(super) fn set_aside_for(path: &Path, reason: &str) -> Result<Option<PathBuf>, HistoryError> {
    set_aside(path).map_err(|error| {
        HistoryError::Damaged(format!("{reason}; it cannot be set aside: {error}"))
    })
}

/// What a person is told of it.
pub(super) fn told_of_damage(aside: &Path, reason: &str) -> String {
    format!(
        "the history was damaged ({reason}); it is now {}, and a new one was begun",
        aside.display()
    )
}

fn try_open(path: &Path) -> Result<Connection, HistoryError> {
    make(path).map_err(|error| HistoryError::Folder {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    let length = fs::metadata(path).map_or(0, |metadata| metadata.len());
    if (1..SHORTEST).contains(&length) {
        // SQLite would take it for an empty file, and write over it.
        return Err(HistoryError::Damaged(format!(
            "{length} bytes are no history"
        )));
    }
    let mut connection = Place::File(path.to_owned()).connect()?;
    if schema::is_foreign(&connection)? {
        return Err(HistoryError::Damaged(
            "another program's tables stand in it".to_owned(),
        ));
    }
    prepare(&mut connection)?;
    let found = known_version(path, &connection)?;
    if found < schema::VERSION {
        schema::migrate(&mut connection).map_err(as_damage)?;
    }
    look_through(&connection)?;
    Ok(connection)
}

/// The version of a file, if this program knows it.
pub(super) fn known_version(path: &Path, connection: &Connection) -> Result<usize, HistoryError> {
    let found = schema::version(connection)?;
    if found > schema::VERSION {
        return Err(HistoryError::Newer {
            path: path.to_owned(),
            found,
            known: schema::VERSION,
        });
    }
    Ok(found)
}

/// A history in memory, ready to be written to.
pub(super) fn open_memory(place: &Place) -> Result<Connection, HistoryError> {
    let mut connection = place.connect()?;
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// Makes the file where there is none, for the person alone. One that exists is not touched: closing it
/// again would drop the locks that `SQLite` holds on it.
fn make(path: &Path) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        // Another program was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Turns the write-ahead log on, which stays on; the first to do it must be alone for a moment.
fn prepare(connection: &mut Connection) -> Result<(), HistoryError> {
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        // Only an empty file takes this one.
        connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
        // A turn of the mode is refused at once while another program has its own under way, so it is
        // asked for under the lock that is waited for.
        let changed = connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
        if let Err(error) = changed {
            let error = HistoryError::from(error);
            let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
            if error != HistoryError::Locked || mode != "wal" {
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Reads the ends of all tables: a file that was cut off or overwritten fails here rather than later.
fn look_through(connection: &Connection) -> Result<(), HistoryError> {
    for table in ["entries", "sends", "webhooks", "untrusted"] {
        let sql = format!("SELECT min(id), max(id) FROM {table}");
        connection
            .query_row(&sql, [], |_| Ok(()))
            .map_err(as_damage)?;
    }
    connection
        .query_row("SELECT max(at) FROM entries", [], |_| Ok(()))
        .map_err(as_damage)?;
    Ok(())
}

/// A question about our own tables that cannot even be asked means that they are not ours.
fn as_damage(error: rusqlite::Error) -> HistoryError {
    match HistoryError::from(error) {
        HistoryError::Other(said) => HistoryError::Damaged(said),
        known => known,
    }
}

/// Renames a damaged file, with its log, after the present moment. Nothing when another program has
/// done it meanwhile.
fn set_aside(path: &Path) -> io::Result<Option<PathBuf>> {
    // Two programs that find the damage at once must not set the other's new file aside.
    let damaged = File::open(path)?;
    damaged.lock()?;
    if fs::metadata(path)?.ino() != damaged.metadata()?.ino() {
        return Ok(None);
    }
    let aside = free_name(path);
    for ending in [LOG, SHARED] {
        match fs::rename(with_ending(path, ending), with_ending(&aside, ending)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::rename(path, &aside)?;
    Ok(Some(aside))
}

/// `history-damaged-20261120T122900.sqlite` beside `history.sqlite`.
fn free_name(path: &Path) -> PathBuf {
    let (begin, end) = aside_name(path);
    let time = Timestamp::now().strftime("%Y%m%dT%H%M%S").to_string();
    let names = (1..).map(|number| {
        let number = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        path.with_file_name(format!("{begin}{time}{number}{end}"))
    });
    let mut free = names.filter(|name| !name.exists());
    free.next()
        .unwrap_or_else(|| path.with_extension("damaged"))
}

/// What the names of damaged files begin and end with.
fn aside_name(path: &Path) -> (String, String) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    (format!("{stem}-damaged-"), format!(".{ending}"))
}

/// Whether a file is a history that was set aside.
pub(super) fn is_aside(path: &Path, found: &Path) -> bool {
    let (begin, end) = aside_name(path);
    let name = found.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(&begin) && name.ends_with(&end)
}

pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
