//! The loop, the terminal and the effects: the only part of the composer that does I/O.

mod backend;
pub mod clipboard;
pub mod terminal;

pub use backend::{Clusters, Steady};
