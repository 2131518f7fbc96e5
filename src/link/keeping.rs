//! Opening the history so that the program goes on whatever is wrong with it.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use crate::files::Places;
use crate::files::settings::Keeping;
use crate::history::{FILE_NAME, History, Opened, Policy};

/// A history that was opened, or stands in for one that could not be.
#[derive(Debug)]
pub struct Kept {
    /// The history; none when not even memory can be had.
    pub history: Option<History>,
    /// What the person must know of it.
    pub notice: Option<String>,
}

/// Opens the history of this person. Without a file it goes on in memory, and says so.
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
        Err(error) => Kept {
            history: History::in_memory().ok(),
            notice: Some(format!(
                "{error}. Until then the history is forgotten when bluetick ends"
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
