//! An error of the platform in plain words.

use crate::check::explain_text;
use crate::wire::{ApiError, Dialect};

/// An error of the platform in plain words, and whether sending again can help.
pub fn explained(
    what: &str,
    dialect: Dialect,
    error: &ApiError,
    http_status: Option<u16>,
) -> String {
    let said = error.said();
    let words = explain_text(dialect, error.code, http_status, said);
    let mut sentences = vec![format!("{}.", said.trim_end_matches('.'))];
    if words.meaning != said {
        sentences.push(words.meaning.to_owned());
    }
    format!(
        "{what} with {}: {} {} {}",
        error.code,
        sentences.join(" "),
        words.remedy,
        words.retry()
    )
}
