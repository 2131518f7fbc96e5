//! Looking at a history without changing anything: what it is, how large, and whether it is whole.
//!
//! Called by the check of an installation. Neither file nor folder is written: a history that nobody has
//! open is read as it lies there, without the locks and the log for which `SQLite` would make files.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use super::entries::moment;
use super::error::HistoryError;
use super::open::{LOG, SHORTEST, is_aside, known_version, with_ending};
use super::{prune, schema};

/// How long is waited for another program that holds the file for itself.
const BUSY: Duration = Duration::from_secs(1);

/// How many problems are told; the file is lost long before.
const PROBLEMS: u8 = 20;

/// Where in the file stands whether it has a write-ahead log, and what stands there then.
const JOURNAL: (usize, u8) = (18, 2);

/// How closely a history is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Every page, but not whether the indexes tell the same as their tables.
    Quick,
    /// All that `SQLite` can check.
    Thorough,
}

/// What a history looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The version of its tables.
    pub version: usize,
    /// Whether this program would bring the tables to its own version first.
    pub is_older: bool,
    /// Whether it is written through a log, so that several programs can have it open.
    pub has_log: bool,
    /// Who may read it: the permissions of the file.
    pub mode: u32,
    /// How many bytes file and log take.
    pub size: u64,
    /// Whether it is whole.
    pub integrity: Integrity,
}

/// What the integrity check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integrity {
    /// What is wrong; empty when nothing is.
    pub problems: Vec<String>,
    /// How many entries there are.
    pub entries: u64,
    /// When the oldest was kept.
    pub oldest: Option<Timestamp>,
    /// How many bytes they take.
    pub size: u64,
}

/// Looks at the file; nothing where there is none, or nothing in it.
///
/// # Errors
/// When it is damaged, locked, written by a newer program, or may not be read.
pub fn look(path: &Path, care: Care) -> Result<Option<Look>, HistoryError> {
    let Some(state) = State::of(path).map_err(|error| unreadable(path, &error))? else {
        return Ok(None);
    };
    if state.size == 0 {
        return Ok(None);
    }
    if state.size < SHORTEST {
        return Err(HistoryError::Damaged(format!(
            "{} bytes are no history",
            state.size
        )));
    }
    let log = with_ending(path, LOG);
    let has_log = is_logged(path).map_err(|error| unreadable(path, &error))?;
    let is_alone = has_log && !log.exists();
    let mut judged = judge(path, is_alone, care);
    let is_bad = judged
        .as_ref()
        .map_or(true, |(_, it)| !it.problems.is_empty());
    if is_alone && is_bad && State::of(path).ok().flatten() != Some(state) {
        // Another program has begun to write meanwhile, which is no damage.
        judged = judge(path, false, care);
    }
    let (version, integrity) = judged?;
    Ok(Some(Look {
        version,
        is_older: version < schema::VERSION,
        has_log,
        mode: state.mode,
        size: state.size + fs::metadata(log).map_or(0, |log| log.len()),
        integrity,
    }))
}

/// The damaged files that were set aside before, the oldest first.
pub fn damaged_before(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().map(fs::read_dir);
    let entries = folder.into_iter().flatten().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|found| is_aside(path, found))
        .collect();
    found.sort();
    found
}

/// What tells whether a file was written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    size: u64,
    modified: Option<SystemTime>,
    mode: u32,
}

impl State {
    fn of(path: &Path) -> io::Result<Option<Self>> {
        match fs::metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            metadata => metadata.map(|metadata| {
                Some(Self {
                    size: metadata.len(),
                    modified: metadata.modified().ok(),
                    mode: metadata.permissions().mode() & 0o777,
                })
            }),
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> HistoryError {
    HistoryError::Other(format!("{} cannot be read: {error}", path.display()))
}

fn is_logged(path: &Path) -> io::Result<bool> {
    let (place, sign) = JOURNAL;
    let mut head = vec![0; place + 1];
    File::open(path)?.read_exact(&mut head)?;
    Ok(head.last() == Some(&sign))
}

/// The version of the file, and whether it is whole.
fn judge(path: &Path, is_alone: bool, care: Care) -> Result<(usize, Integrity), HistoryError> {
    let connection = connect(path, is_alone)?;
    if schema::is_foreign(&connection)? {
        return Err(HistoryError::Damaged(
            "another program's tables stand in it".to_owned(),
        ));
    }
    let found = known_version(path, &connection)?;
    Ok((found, integrity(&connection, care)?))
}

/// A connection that only reads. Alone with the file, it takes no lock and looks for no log.
fn connect(path: &Path, is_alone: bool) -> rusqlite::Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if is_alone {
        flags |= OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(address(path), flags)
    } else {
        Connection::open_with_flags(path, flags)
    }?;
    connection.busy_timeout(BUSY)?;
    Ok(connection)
}

/// The address of a file that nobody writes to.
fn address(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let bytes = path.as_os_str().as_bytes().iter();
    let encoded: String = bytes
        .map(|&byte| match char::from(byte) {
            kept if plain(byte) => kept.to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("file:{encoded}?immutable=1")
}

/// Looks at every page of the file.
pub(super) fn integrity(connection: &Connection, care: Care) -> rusqlite::Result<Integrity> {
    let pragma = match care {
        Care::Quick => "quick_check",
        Care::Thorough => "integrity_check",
    };
    let mut problems: Vec<String> = connection
        .prepare(&format!("PRAGMA {pragma}({PROBLEMS})"))?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    problems.retain(|problem| problem != "ok");
    Ok(Integrity {
        problems,
        entries: connection.query_row("SELECT count(*) FROM entries", [], |row| row.get(0))?,
        oldest: connection
            .query_row("SELECT min(at) FROM entries", [], |row| {
                row.get::<_, Option<i64>>(0)
            })?
            .map(moment),
        size: prune::used(connection)?,
    })
}
