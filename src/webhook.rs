//! What a platform reports on its own: webhooks, from raw bytes to a message's life.
//!
//! [`read_events`] turns a body of any shape into typed events and never fails; [`signature`] judges
//! where the bytes came from; [`Life`] folds the events of one message; the [`Receiver`] is the HTTP
//! server that takes them and hands each to a [`Sink`]. Called by `link`, the sandbox (for signing
//! and serving) and the commands. Knows no screen, no account and no message kind.

mod event;
mod life;
mod part;
mod read;
mod received;
mod receiver;
pub mod serve;
pub mod signature;
mod window;

pub use event::{
    AccountEvent, AutomaticEvent, Billed, CallEvent, CallPermission, Card, Content, Event,
    FailedParticipant, FlowEvent, Forwarded, GroupEvent, IdChange, Inbound, Item, Media, MediaKind,
    Order, OtherStatus, PartnerEvent, PastChats, PastMessage, Preference, Pricing, RareEvent,
    Referral, ReferredProduct, Review, Setting, Status, StatusEvent, SyncedContact, System,
    TemplateChange, TemplateEvent, Topic,
};
pub use life::{Life, Participant, Reaction, Step};
pub use read::{Reported, read_events, read_reported};
pub use received::Received;
pub use receiver::{Endpoint, Receiver, ReceiverConfig, Sink, SinkError};
pub use signature::{Reason, Verdict};
pub use window::window_closes;
