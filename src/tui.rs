//! The composer: one queue of messages, one `update`, drawing from the application's state.
//!
//! Inside, arrows point down this list: `msg`, `keys`, `theme`; `widgets`; `desk` and `outbox`, what is
//! composed and what was sent; `panes`, `overlays`; `app`; `runtime`. Only the runtime does I/O.

pub mod app;
pub mod desk;
pub mod keys;
pub mod msg;
pub mod outbox;
pub mod overlays;
pub mod panes;
pub mod runtime;
pub mod theme;
pub mod widgets;

use std::path::Path;

use crate::files::Places;

pub use runtime::RunError;

/// Opens the composer, on a draft or else on an example, and ends when the person quits.
///
/// # Errors
/// When the draft cannot be opened, or there is no terminal to draw on.
pub fn run(draft: Option<&Path>, theme: Option<String>, places: &Places) -> Result<(), RunError> {
    runtime::run(draft, theme, places)
}
