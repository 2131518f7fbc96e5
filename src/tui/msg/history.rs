//! What is asked of the history, and what it answers.

use jiff::Timestamp;

use crate::history::{Conversation, Entry, EntryId, Filter, Page, Sent, Story, Turn};
use crate::webhook::Received;
use crate::wire::MessageId;

/// What is read from the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryTask {
    /// What came by webhook.
    Events(Filter, Page),
    /// The webhook that an entry came with.
    Webhook(EntryId),
    /// What was sent.
    Sends(Filter, Page),
    /// All that is known of a message.
    Life(MessageId),
    /// Everybody who was written with.
    Conversations,
    /// What was said in a conversation.
    Turns {
        /// The account's name.
        account: String,
        /// The person.
        peer: String,
        /// Which part of it.
        page: Page,
    },
    /// When a person's window closes.
    Window {
        /// The account's name.
        account: String,
        /// The person.
        peer: String,
    },
}

/// What the history answers.
#[derive(Debug)]
pub enum HistoryDone {
    /// Entries, the newest first.
    Events(Vec<Entry>),
    /// The webhook; none when it was forgotten meanwhile.
    Webhook(Option<Box<Received>>),
    /// Sends, the newest first.
    Sends(Vec<Sent>),
    /// The life; none when nothing is known.
    Life(Option<Box<Story>>),
    /// The conversations, the one with the latest event first.
    Conversations(Vec<Conversation>),
    /// Turns, the oldest first.
    Turns(Vec<Turn>),
    /// When the window closes or has closed; none when they were never heard from.
    Window(Option<Timestamp>),
    /// It cannot be read: the whole sentence.
    Failed(String),
}
