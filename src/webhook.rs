//! What a platform reports on its own: webhooks, from raw bytes to a message's life.
//!
//! [`read_events`] turns a body of any shape into typed events and never fails; [`signature`] judges
//! where the bytes came from; [`Life`] folds the events of one message; the [`Receiver`] is the HTTP
//! server that takes them and hands each to a [`Sink`]. Called by `link`, the sandbox (for signing
//! and serving) and the commands. Knows no screen, no account and no message kind.

mod event;
mod life;
mod read;
mod received;
mod receiver;
pub mod serve;
pub mod signature;

pub use event::{Content, Event, Inbound, MediaKind, Status, StatusEvent};
pub use life::{Life, Reaction, Step};
pub use read::read_events;
pub use received::Received;
pub use receiver::{Endpoint, Receiver, ReceiverConfig, Sink, SinkError};
pub use signature::Verdict;
