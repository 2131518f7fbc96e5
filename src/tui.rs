//! The composer: one queue of messages, one `update`, drawing from the application's state.
//!
//! Inside, arrows point down this list: `msg`, `keys`, `theme`; `widgets`; `panes`, `overlays`;
//! `app`; `runtime`. Only the runtime does I/O.

pub mod app;
pub mod keys;
pub mod msg;
pub mod overlays;
pub mod panes;
pub mod runtime;
pub mod theme;
pub mod widgets;

use std::path::Path;

use crate::files::Places;

/// Why the composer did not open, or broke off.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// What was to be opened cannot be.
    #[error("{0}")]
    Unusable(String),
    /// There is no terminal to draw on, or it went away.
    #[error(transparent)]
    Terminal(#[from] anyhow::Error),
}

/// Opens the composer, on a draft or else on an example, and ends when the person quits.
///
/// # Errors
/// When the draft cannot be opened, or there is no terminal to draw on.
pub fn run(draft: Option<&Path>, theme: Option<String>, places: &Places) -> Result<(), RunError> {
    runtime::run(draft, theme, places)
}
