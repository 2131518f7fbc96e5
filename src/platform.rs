//! Accounts and the HTTP client: three dialects of one API.
//!
//! A [`Request`] is built from an [`Account`] and a payload, can be shown without its secret, and is
//! sent by the [`Client`] exactly once: an answer, a time-out or a cancellation ends it. Called by
//! `link`. Knows no rules and no screen.

mod account;
mod answer;
mod client;
mod export;
mod request;

pub use account::{Account, Secrets};
pub use answer::{Answer, Body};
pub use client::{Client, SendError, SendOptions};
pub use export::{curl, http};
pub use request::{Header, Request};
