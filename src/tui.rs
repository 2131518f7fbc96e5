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
