//! What a pretend customer does unasked, directed from within the program.

use super::Sandbox;
use super::action::{Action, ActionError};
use super::people::digits_of;
use crate::wire::{Dialect, MessageId};

/// What a customer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Writes a text.
    Write(String),
    /// Sends a picture.
    SendPicture,
    /// Sends a place.
    SendPlace,
    /// Reacts to a message of the business, or takes that back with an empty emoji.
    React(MessageId, String),
    /// Answers a message of the business.
    Answer(MessageId, String),
    /// Lets the 24-hour window run out, or opens it again.
    SetWindow(bool),
}

impl Sandbox {
    /// Lets a customer do something that nobody asked for.
    ///
    /// # Errors
    /// When it is about a message that the sandbox does not know.
    pub fn direct(&self, dialect: Dialect, customer: &str, deed: &Deed) -> Result<(), ActionError> {
        let from = digits_of(customer);
        let action = match deed {
            Deed::Write(text) => Action::Write {
                api: dialect,
                from,
                text: text.clone(),
                reply_to: None,
            },
            Deed::SendPicture => Action::SendMedia {
                api: dialect,
                from,
                kind: "image".to_owned(),
                caption: Some("The teapot that arrived".to_owned()),
                filename: None,
                voice: false,
                mime_type: None,
                base64: None,
            },
            Deed::SendPlace => Action::SendPlace { api: dialect, from },
            Deed::React(message_id, emoji) => Action::React {
                message_id: message_id.clone(),
                emoji: emoji.clone(),
            },
            Deed::Answer(message_id, text) => Action::Reply {
                message_id: message_id.clone(),
                text: text.clone(),
            },
            Deed::SetWindow(open) => {
                let now = self.shared.clock.now();
                self.shared.state().turn_window(&from, *open, now);
                return Ok(());
            }
        };
        self.act(&action).map(drop)
    }
}
