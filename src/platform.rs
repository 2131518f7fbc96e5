//! Accounts and the HTTP client: three dialects of one API.
//!
//! An [`Account`] is loaded from the settings, its secrets from where those say. A [`Request`] is built
//! from it and a payload, can be shown without its secret, and is sent by the [`Client`] exactly once: an
//! answer, a time-out or a cancellation ends it. Called by `link` and the command `accounts`. Knows no
//! rules and no screen.

mod account;
mod answer;
mod client;
mod export;
mod login;
pub mod media;
mod operation;
mod reply;
mod request;
pub mod samples;
pub mod secret;
pub mod templates;

pub use account::{Account, AccountError, Secrets, Trust, base_url, lacks};
pub use answer::{Answer, Body};
pub use client::{Client, SendError, SendOptions, check_trust};
pub use export::{curl, http};
pub use operation::{
    Question, WebhookProblem, contact_check, questions, set_webhook, show_webhook, webhook_steps,
};
pub use reply::{Reply, dialect_of_code, read_reply};
pub use request::{Header, Request};
