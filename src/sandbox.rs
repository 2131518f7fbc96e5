//! The pretend platform and its pretend customers: a real HTTP server on loopback.
//!
//! It speaks the send endpoints of all three dialects, refuses what `check` calls an error with the
//! code predicted there, and posts signed webhooks. Called by `link` and the command `sandbox`.
//! Knows no client and no screen.

mod access;
mod action;

pub use access::{Access, CloudAccess, Dialog360Access, OnPremisesAccess};
pub use action::{Action, ActionError};
