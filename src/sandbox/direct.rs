//! What the sandbox is made to do from within the program: its customers, and what goes wrong.

use super::Sandbox;
use super::action::{Action, ActionError};
use super::conditions::{Habit, Oddity, Trouble};
use crate::wire::{Dialect, MessageId};

/// What a customer does, or what else happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The customer writes a text.
    Write(String),
    /// The customer sends a picture.
    SendPicture,
    /// The customer sends a voice message.
    SendVoice,
    /// The customer sends a document.
    SendDocument,
    /// The customer sends a place.
    SendPlace,
    /// The customer sends a poll, which businesses cannot read.
    SendPoll,
    /// The customer calls.
    Call,
    /// The customer wants no more marketing, or wants it again.
    Marketing(bool),
    /// The customer reacts to a message of the business, or takes that back with an empty emoji.
    React(MessageId, String),
    /// The customer answers a message of the business.
    Answer(MessageId, String),
    /// The 24-hour window runs out, or opens again.
    SetWindow(bool),
    /// The customer is unlike others in this, or is not.
    SetHabit(Habit, bool),
    /// Sends go wrong in this way, or do not.
    SetTrouble(Trouble, bool),
    /// No fault is to come any more.
    ClearTroubles,
    /// The API's token, or key, ends, or is good again.
    SpendToken(bool),
    /// Webhooks come in this way, or do not.
    SetOddity(Oddity, bool),
    /// All is forgotten but accounts and webhook addresses.
    Reset,
}

impl Sandbox {
    /// Lets a customer of an API do something that nobody asked for, or something else happen.
    ///
    /// # Errors
    /// When it is about a message that the sandbox does not know.
    pub fn direct(&self, dialect: Dialect, customer: &str, deed: &Deed) -> Result<(), ActionError> {
        let from = self.shared.state().number(customer);
        if let Some(action) = deed_of_customer(deed, dialect, &from) {
            return self.act(&action).map(drop);
        }
        self.arrange(dialect, &from, deed);
        Ok(())
    }

    /// Changes how things stand.
    fn arrange(&self, dialect: Dialect, customer: &str, deed: &Deed) {
        let shared = &self.shared;
        let now = shared.clock.now();
        match deed {
            Deed::SetWindow(open) => shared.state().turn_window(customer, *open, now),
            Deed::SetHabit(habit, on) => shared.set_habit(customer, *habit, *on),
            Deed::SetTrouble(trouble, on) => shared.state().set_trouble(*trouble, *on),
            Deed::ClearTroubles => shared.state().faults.0.clear(),
            Deed::SpendToken(true) => shared.state().credentials.expire(dialect, now),
            Deed::SpendToken(false) => shared.state().credentials.restore(dialect),
            Deed::SetOddity(oddity, on) => shared.state().delivery.manner.set(*oddity, *on),
            Deed::Reset => shared.reset(),
            _ => {}
        }
    }
}

/// What the customer is to do; none where it is not the customer who does something.
fn deed_of_customer(deed: &Deed, api: Dialect, from: &str) -> Option<Action> {
    let number = from.to_owned();
    Some(match deed {
        Deed::Write(text) => Action::Write {
            api,
            from: number,
            text: text.clone(),
            reply_to: None,
        },
        Deed::SendPicture => file("image", Some("The teapot that arrived"), api, from),
        Deed::SendVoice => file("audio", None, api, from),
        Deed::SendDocument => file("document", None, api, from),
        Deed::SendPlace => Action::SendPlace { api, from: number },
        Deed::SendPoll => Action::SendPoll { api, from: number },
        Deed::Call => Action::CallBusiness { api, from: number },
        Deed::Marketing(false) => Action::StopMarketing { api, from: number },
        Deed::Marketing(true) => Action::ResumeMarketing { api, from: number },
        Deed::React(message_id, emoji) => Action::React {
            message_id: message_id.clone(),
            emoji: emoji.clone(),
        },
        Deed::Answer(message_id, text) => Action::Reply {
            message_id: message_id.clone(),
            text: text.clone(),
        },
        _ => return None,
    })
}

/// A small file of a kind; sounds are spoken into the phone.
fn file(kind: &str, caption: Option<&str>, api: Dialect, from: &str) -> Action {
    Action::SendMedia {
        api,
        from: from.to_owned(),
        kind: kind.to_owned(),
        caption: caption.map(str::to_owned),
        filename: (kind == "document").then(|| "receipt.pdf".to_owned()),
        voice: kind == "audio",
        mime_type: None,
        base64: None,
    }
}
