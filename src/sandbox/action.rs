//! What a pretend customer can be made to do.

use serde::{Deserialize, Serialize};

use crate::wire::MessageId;

/// One deed of a customer; its JSON is the body of `POST /_sandbox/act`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Taps a reply button of an interactive message, by its place.
    TapReplyButton {
        /// The message.
        message_id: MessageId,
        /// The button's place.
        button: usize,
    },
    /// Taps a quick reply of a template, by its index over all buttons.
    TapTemplateButton {
        /// The message.
        message_id: MessageId,
        /// The button's index.
        button: usize,
    },
    /// Chooses a row of a list.
    ChooseRow {
        /// The message.
        message_id: MessageId,
        /// The section's place.
        section: usize,
        /// The row's place in its section.
        row: usize,
    },
    /// Sends the location that was asked for.
    SendLocation {
        /// The message.
        message_id: MessageId,
    },
    /// Completes the flow.
    CompleteFlow {
        /// The message.
        message_id: MessageId,
    },
    /// Reacts, or takes the reaction back with an empty emoji.
    React {
        /// The message.
        message_id: MessageId,
        /// The emoji.
        emoji: String,
    },
    /// Answers a message with text.
    Reply {
        /// The message.
        message_id: MessageId,
        /// The text.
        text: String,
    },
}

/// A deed that no customer could do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionError {
    /// The sandbox has no such message.
    #[error(
        "the sandbox has no message {0}; it keeps the latest only, and forgets them when it ends"
    )]
    NoMessage(MessageId),
    /// The message has nothing of the kind.
    #[error("the message has no {0}")]
    NothingThere(String),
    /// The sandbox of this link is not the one that answers.
    #[error("only the sandbox's customers can be directed")]
    NoSandbox,
}
