//! What a pretend customer does unasked, directed from within the program.

use serde_json::{Value, json};

use super::Sandbox;
use super::action::{Action, ActionError};
use super::people::digits_of;
use super::report::{Address, Chat, Said};
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
        let customer = digits_of(customer);
        let (kind, content) = match deed {
            Deed::Write(text) => ("text", json!({ "body": text })),
            Deed::SendPicture => ("image", picture()),
            Deed::SendPlace => ("location", place()),
            Deed::React(message_id, emoji) => {
                let (message_id, emoji) = (message_id.clone(), emoji.clone());
                return self.act(&Action::React { message_id, emoji }).map(drop);
            }
            Deed::Answer(message_id, text) => {
                let (message_id, text) = (message_id.clone(), text.clone());
                return self.act(&Action::Reply { message_id, text }).map(drop);
            }
            Deed::SetWindow(open) => {
                self.shared.state().set_window(&customer, *open);
                return Ok(());
            }
        };
        let chat = Chat {
            dialect,
            customer,
            address: Address::Number,
        };
        let said = Said {
            kind,
            content,
            context: None,
        };
        self.shared.say(chat, said);
        Ok(())
    }
}

fn picture() -> Value {
    json!({
        "id": "1003383421387256",
        "mime_type": "image/jpeg",
        "sha256": "29ed500fa64eb55fc19dc4124acb300e5dcca0f822a301ae99944db6a2f5e1b0",
        "caption": "The teapot that arrived",
    })
}

fn place() -> Value {
    json!({
        "latitude": 52.5163,
        "longitude": 13.3777,
        "name": "Tea House",
        "address": "12 Orchard Row, Springfield",
    })
}
