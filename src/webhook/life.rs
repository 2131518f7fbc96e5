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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::read::read_events;
    use super::*;

    const ID: &str = "wamid.one";

    fn status(name: &str, second: i64) -> Event {
        let errors = if name == "failed" {
            json!([{"code": 131_026, "title": "Message undeliverable"}])
        } else {
            json!([])
        };
        let body = json!({"statuses": [{"id": ID, "status": name, "timestamp": second, "errors": errors}]});
        read_events(&body).remove(0)
    }

    fn reaction(id: &str, second: i64, emoji: &str) -> Event {
        let message = json!({"id": id, "from": "15550100123", "timestamp": second, "type": "reaction",
            "reaction": {"message_id": ID, "emoji": emoji}});
        read_events(&json!({"messages": [message]})).remove(0)
    }

    fn reply(id: &str, second: i64) -> Event {
        let message = json!({"id": id, "from": "15550100123", "timestamp": second, "type": "text",
            "context": {"id": ID}, "text": {"body": "yes"}});
        read_events(&json!({"messages": [message]})).remove(0)
    }

    fn life_of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Life {
        let mut life = Life::new(MessageId::new(ID), Timestamp::UNIX_EPOCH);
        for event in events {
            assert!(life.fold(event), "{event:?} concerns the message");
        }
        life
    }

    fn events() -> Vec<Event> {
        vec![
            status("sent", 10),
            status("delivered", 11),
            status("delivered", 12),
            status("read", 12),
            status("warning", 12),
            status("failed", 13),
            reply("wamid.b", 20),
            reply("wamid.a", 20),
            reaction("wamid.r1", 21, "👍"),
            reaction("wamid.r2", 22, "🙏"),
        ]
    }

    proptest! {
        #[test]
        fn any_order_and_any_repetition_give_the_same_life(
            order in Just((0..events().len()).collect::<Vec<_>>()).prop_shuffle(),
            repeated in proptest::collection::vec(0..events().len(), 0..6),
        ) {
            let events = events();
            let shuffled = order.iter().chain(&repeated).map(|&place| &events[place]);
            prop_assert_eq!(life_of(shuffled), life_of(&events));
        }

        #[test]
        fn a_status_never_goes_backwards(
            order in Just((0..events().len()).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let events = events();
            let mut life = Life::new(MessageId::new(ID), Timestamp::UNIX_EPOCH);
            for &place in &order {
                let before = life.status;
                life.fold(&events[place]);
                prop_assert!(life.status >= before);
            }
        }
    }

    #[test]
    fn a_read_message_that_fails_stays_failed() {
        let life = life_of(&[status("failed", 5), status("read", 9)]);
        assert_eq!(life.status, Some(Status::Failed));
        assert_eq!(life.errors[0].code.code, 131_026);
    }

    #[test]
    fn the_latest_reaction_counts_and_can_be_taken_back() {
        let life = life_of(&[reaction("wamid.r2", 22, ""), reaction("wamid.r1", 21, "👍")]);
        assert_eq!(life.reaction_emoji(), None);
        let life = life_of(&[reaction("wamid.r1", 21, "👍")]);
        assert_eq!(life.reaction_emoji(), Some("👍"));
    }

    #[test]
    fn events_of_other_messages_change_nothing() {
        let mut life = Life::new(MessageId::new("wamid.other"), Timestamp::UNIX_EPOCH);
        let before = life.clone();
        for event in &events() {
            assert!(!life.fold(event));
        }
        assert_eq!(life, before);
    }
}
