//! The life of one message: a pure fold of its events, the same in whatever order they arrive.

use jiff::Timestamp;

use super::event::{Content, Event, Inbound, Status, StatusEvent};
use crate::wire::{ApiError, MessageId};

/// What has become of a message of ours.
///
/// Folding the same events in another order, or some of them twice, gives an equal life.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// The message's id.
    pub id: MessageId,
    /// When the platform accepted it.
    pub sent_at: Timestamp,
    /// The furthest status; none while nothing was reported. A failure is final.
    pub status: Option<Status>,
    /// Each status that was reported, once, in order of progress, with its earliest moment.
    pub steps: Vec<Step>,
    /// Why it failed; what the platform remarked.
    pub errors: Vec<ApiError>,
    /// What the customer answered to it, oldest first; reactions are not among them.
    pub replies: Vec<Inbound>,
    /// The customer's latest reaction to it, taken back or not.
    pub reaction: Option<Reaction>,
}

/// One status with its moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The status.
    pub status: Status,
    /// When; none when the webhook told no time.
    pub at: Option<Timestamp>,
}

/// A customer's reaction to a message of ours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reaction {
    /// When.
    pub at: Option<Timestamp>,
    /// The id of the reaction itself.
    pub id: MessageId,
    /// The emoji; none when the reaction was taken back.
    pub emoji: Option<String>,
}

impl Life {
    /// The life of a message that was just accepted.
    pub const fn new(id: MessageId, sent_at: Timestamp) -> Self {
        Self {
            id,
            sent_at,
            status: None,
            steps: Vec::new(),
            errors: Vec::new(),
            replies: Vec::new(),
            reaction: None,
        }
    }

    /// Takes an event in, if it concerns this message; tells whether it did.
    pub fn fold(&mut self, event: &Event) -> bool {
        match event {
            Event::Status(status) if status.id == self.id => self.fold_status(status),
            Event::Message(inbound) => return self.fold_message(inbound),
            _ => return false,
        }
        true
    }

    /// The emoji that the customer's reaction shows now.
    pub fn reaction_emoji(&self) -> Option<&str> {
        self.reaction.as_ref()?.emoji.as_deref()
    }

    fn fold_status(&mut self, event: &StatusEvent) {
        self.status = self.status.max(Some(event.status));
        match self
            .steps
            .binary_search_by_key(&event.status, |step| step.status)
        {
            Ok(place) => {
                if let Some(step) = self.steps.get_mut(place) {
                    step.at = match (step.at, event.timestamp) {
                        (Some(known), Some(new)) => Some(known.min(new)),
                        (known, new) => known.or(new),
                    };
                }
            }
            Err(place) => self.steps.insert(
                place,
                Step {
                    status: event.status,
                    at: event.timestamp,
                },
            ),
        }
        for error in &event.errors {
            if let Err(place) = self.errors.binary_search(error) {
                self.errors.insert(place, error.clone());
            }
        }
    }

    fn fold_message(&mut self, inbound: &Inbound) -> bool {
        if let Content::Reaction { message_id, emoji } = &inbound.content {
            if *message_id != self.id {
                return false;
            }
            let reaction = Reaction {
                at: inbound.timestamp,
                id: inbound.id.clone(),
                emoji: emoji.clone(),
            };
            self.reaction = self.reaction.take().max(Some(reaction));
            return true;
        }
        if inbound.context_id.as_ref() != Some(&self.id) {
            return false;
        }
        let place = self.replies.binary_search_by(|reply| {
            (reply.timestamp, &reply.id).cmp(&(inbound.timestamp, &inbound.id))
        });
        if let Err(place) = place {
            self.replies.insert(place, inbound.clone());
        }
        true
    }
}
