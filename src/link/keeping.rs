//! Opening the history so that the program goes on whatever is wrong with it.
//!
//! A damaged file is set aside and a new one begun. One that another program holds, that a newer bluetick has
//! written or that may not be written stays as it is: what happens meanwhile is kept in a file beside it. Where
//! no file can be had, the history is in memory, and webhooks of live accounts are not acknowledged.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use crate::files::Places;
use crate::files::settings::Keeping;
use crate::history::{FILE_NAME, History, HistoryError, Opened, Policy};

/// A history that was opened, or stands in for one that could not be.
#[derive(Debug)]
pub struct Kept {
    /// The history; none when not even memory can be had.
    pub history: Option<History>,
    /// What the person must know of it.
    pub notice: Option<String>,
}

/// The name of the file that stands in for one that cannot be used.
const BESIDE: &str = "history-beside.sqlite";

/// Opens the history of this person, or what stands in for it, and says so.
pub async fn open_history(places: &Places) -> Kept {
    let path = places.state.join(FILE_NAME);
    let opened = tokio::task::spawn_blocking(move || open(&path)).await;
    opened.unwrap_or_else(|error| Kept {
        history: None,
        notice: Some(format!("nothing is kept in the history: {error}")),
    })
}

fn open(path: &Path) -> Kept {
    match History::open(path) {
        Ok(Opened { history, set_aside }) => Kept {
            history: Some(history),
            notice: set_aside.map(|aside| {
                format!(
                    "the history was damaged; it is now {}, and a new one was begun",
                    aside.display()
                )
            }),
        },
        Err(error) => open_beside(path, &error),
    }
}

fn open_beside(path: &Path, error: &HistoryError) -> Kept {
    let beside = path.with_file_name(BESIDE);
    match History::open(&beside) {
        Ok(Opened { history, .. }) => Kept {
            history: Some(history),
            notice: Some(format!(
                "{error}. Until then what happens is kept in {}",
                beside.display()
            )),
        },
        Err(_) => Kept {
            history: History::in_memory().ok(),
            notice: Some(format!(
                "{error}. Until then the history is forgotten when bluetick ends, and webhooks of live \
                 accounts are not acknowledged: the platform posts them again later"
            )),
        },
    }
}

/// What the settings let be forgotten.
pub fn policy(keeping: &Keeping, now: Timestamp) -> Policy {
    Policy {
        older_than: keeping.days.and_then(|days| {
            let age = SignedDuration::from_hours(i64::from(days) * 24);
            now.checked_sub(age).ok()
        }),
        larger_than: keeping.size,
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    fn places(folder: &Path) -> Places {
        let own = |name: &str| folder.join(name);
        Places {
            project: own("project"),
            config: own("config"),
            data: own("data"),
            state: own("state"),
        }
    }

    #[tokio::test]
    async fn beside_a_file_of_a_newer_program_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let places = places(folder.path());
        let path = places.state.join(FILE_NAME);
        drop(open_history(&places).await);
        let newer = Connection::open(&path).unwrap();
        newer.pragma_update(None, "user_version", 99).unwrap();
        drop(newer);
        let before = std::fs::read(&path).unwrap();
        for _ in 0..2 {
            let kept = open_history(&places).await;
            assert!(kept.history.is_some_and(|history| history.is_lasting()));
            let notice = kept.notice.unwrap();
            assert!(
                notice.contains("version 99") && notice.contains(BESIDE),
                "{notice}"
            );
        }
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[tokio::test]
    async fn without_any_file_the_history_is_in_memory_and_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let places = places(folder.path());
        std::fs::write(&places.state, "no folder").unwrap();
        let kept = open_history(&places).await;
        assert!(kept.history.is_some_and(|history| !history.is_lasting()));
        assert!(kept.notice.unwrap().contains("not acknowledged"));
    }
}
