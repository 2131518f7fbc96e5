//! The life of one message: a pure fold of its events, the same in whatever order they arrive.

use jiff::Timestamp;

use super::event::{Billed, Content, Event, Inbound, Pricing, Status, StatusEvent};
use crate::wire::{ApiError, MessageId};

/// What has become of a message of ours.
///
/// Folding the same events in another order, or some of them twice, gives an equal life; so does
/// hearing of it before the answer to the send was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// The message's id.
    pub id: MessageId,
    /// When it was sent; none while only its events are known.
    pub sent_at: Option<Timestamp>,
    /// The furthest status; none while nothing was reported. A failure is final. Of a group's message
    /// the furthest of anybody's, and a failure only when it failed for all who are known.
    pub status: Option<Status>,
    /// Each status that was reported, once, in order of progress, with its earliest moment.
    pub steps: Vec<Step>,
    /// How far it came for each person of a group, by number or id; empty for a message to one person.
    pub participants: Vec<Participant>,
    /// How it is billed.
    pub pricing: Option<Pricing>,
    /// Until when messages to the customer cost nothing, told of the free entry point that they came through.
    pub free_until: Option<Timestamp>,
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

/// How far a message to a group came for one of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The number, else the business-scoped id.
    pub who: String,
    /// What was reported for this person.
    pub steps: Vec<Step>,
    /// Why it failed for this person.
    pub errors: Vec<ApiError>,
}

impl Participant {
    /// The furthest status.
    pub fn status(&self) -> Option<Status> {
        self.steps.last().map(|step| step.status)
    }
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
    /// The life of a message of which nothing else is known.
    pub const fn new(id: MessageId) -> Self {
        Self {
            id,
            sent_at: None,
            status: None,
            steps: Vec::new(),
            participants: Vec::new(),
            pricing: None,
            free_until: None,
            errors: Vec::new(),
            replies: Vec::new(),
            reaction: None,
        }
    }

    /// The same message, sent at that moment.
    #[must_use]
    pub fn sent(self, at: Timestamp) -> Self {
        Self {
            sent_at: Some(self.sent_at.map_or(at, |known| known.min(at))),
            ..self
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
        add_step(&mut self.steps, event);
        add_errors(&mut self.errors, event);
        if let Some(who) = &event.participant {
            let found = self
                .participants
                .binary_search_by(|known| known.who.cmp(who));
            let place = found.unwrap_or_else(|place| {
                let new = Participant {
                    who: who.clone(),
                    steps: Vec::new(),
                    errors: Vec::new(),
                };
                self.participants.insert(place, new);
                place
            });
            if let Some(participant) = self.participants.get_mut(place) {
                add_step(&mut participant.steps, event);
                add_errors(&mut participant.errors, event);
            }
        }
        let pricing = event.pricing.as_deref().cloned();
        self.pricing = self.pricing.take().max(pricing);
        let billed = event.conversation.as_deref();
        self.free_until = self.free_until.max(billed.and_then(Billed::free_until));
        self.status = self.furthest();
    }

    /// The furthest status. In a group one person's failure is not the message's.
    fn furthest(&self) -> Option<Status> {
        let all = self.steps.last().map(|step| step.status);
        let is_failed = |participant: &Participant| participant.status() == Some(Status::Failed);
        if self.participants.iter().all(is_failed) {
            return all;
        }
        let steps = self.steps.iter().map(|step| step.status);
        steps.filter(|status| *status != Status::Failed).max()
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

/// Takes a status in among `steps`, which are in order of progress; of two equal ones the earlier counts.
fn add_step(steps: &mut Vec<Step>, event: &StatusEvent) {
    match steps.binary_search_by_key(&event.status, |step| step.status) {
        Ok(place) => {
            if let Some(step) = steps.get_mut(place) {
                step.at = match (step.at, event.timestamp) {
                    (Some(known), Some(new)) => Some(known.min(new)),
                    (known, new) => known.or(new),
                };
            }
        }
        Err(place) => {
            let step = Step {
                status: event.status,
                at: event.timestamp,
            };
            steps.insert(place, step);
        }
    }
}

fn add_errors(errors: &mut Vec<ApiError>, event: &StatusEvent) {
    for error in &event.errors {
        if let Err(place) = errors.binary_search(error) {
            errors.insert(place, error.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;
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
        let body = json!({"statuses": [{"id": ID, "status": name, "timestamp": second, "errors": errors,
            "pricing": {"category": "utility", "billable": name == "sent"}}]});
        read_events(&body).remove(0)
    }

    fn of_group(name: &str, second: i64, who: &str) -> Event {
        let body = json!({"statuses": [{"id": ID, "status": name, "timestamp": second, "recipient_type": "group",
            "recipient_id": "group-1", "recipient_participant_id": who,
            "errors": if name == "failed" { json!([{"code": 131_026}]) } else { json!([]) }}]});
        read_events(&body).remove(0)
    }

    /// A message that is billed so, with the conversation that it opened.
    fn billed(second: i64, origin: &str, expires: i64) -> Event {
        let body = json!({"statuses": [{"id": ID, "status": "sent", "timestamp": second,
            "conversation": {"id": "c1", "expiration_timestamp": expires.to_string(), "origin": {"type": origin}},
            "pricing": {"billable": false, "pricing_model": "PMP", "type": "free_entry_point", "category": origin}}]});
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
        let mut life = Life::new(MessageId::new(ID));
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
            status("played", 14),
            of_group("delivered", 11, "15550100144"),
            of_group("read", 15, "15550100144"),
            of_group("failed", 12, "15550100155"),
            status("failed", 13),
            status("deleted", 16),
            status("sent", 17),
            billed(10, "referral_conversion", 400),
            billed(11, "referral_conversion", 300),
            billed(12, "marketing", 900),
            reply("wamid.b", 20),
            reply("wamid.a", 20),
            reaction("wamid.r1", 21, "👍"),
            reaction("wamid.r2", 22, "🙏"),
            reaction("wamid.r3", 23, ""),
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
            order in Just((0..events().len() - 4).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            // In a group a failure for the first person is none of the message once others have it.
            let mut events = events();
            events.retain(|event| !matches!(event, Event::Status(status) if status.is_group));
            let mut life = Life::new(MessageId::new(ID));
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
    fn in_a_group_each_person_has_an_own_way_and_one_failure_is_not_the_messages() {
        let events = [
            of_group("failed", 12, "15550100155"),
            of_group("delivered", 11, "15550100144"),
            of_group("read", 15, "15550100144"),
        ];
        let life = life_of(&events);
        assert_eq!(life.status, Some(Status::Read));
        let ways = life.participants.iter();
        let ways: Vec<_> = ways.map(|one| (one.who.as_str(), one.status())).collect();
        assert_eq!(
            ways,
            [
                ("15550100144", Some(Status::Read)),
                ("15550100155", Some(Status::Failed)),
            ]
        );
        assert_eq!(life_of(&events[..1]).status, Some(Status::Failed));
    }

    #[test]
    fn what_was_heard_before_the_answer_counts_as_much() {
        let at = Timestamp::from_second(9).unwrap();
        let early = life_of(&[status("sent", 10)]).sent(at);
        let mut late = Life::new(MessageId::new(ID)).sent(at);
        late.fold(&status("sent", 10));
        assert_eq!(early, late);
        assert_eq!(late.pricing.unwrap().category.as_deref(), Some("utility"));
    }

    #[rstest]
    #[case::failed_after_read(&["sent", "read", "failed"], Status::Failed)]
    #[case::deleted_after_read(&["sent", "delivered", "read", "deleted"], Status::Deleted)]
    #[case::deleted_then_failed(&["deleted", "failed"], Status::Failed)]
    #[case::remarked_upon(&["sent", "warning"], Status::Sent)]
    fn the_furthest_status_counts_whichever_comes_first(
        #[case] names: &[&str],
        #[case] furthest: Status,
    ) {
        let mut events: Vec<Event> = names
            .iter()
            .zip(5..)
            .map(|(name, at)| status(name, at))
            .collect();
        assert_eq!(life_of(&events).status, Some(furthest));
        events.reverse();
        assert_eq!(life_of(&events).status, Some(furthest));
    }

    #[test]
    fn a_free_entry_point_is_told_with_its_latest_end_and_other_conversations_have_none() {
        let told = [
            billed(10, "referral_conversion", 400),
            billed(11, "referral_conversion", 300),
            billed(12, "marketing", 900),
        ];
        let end = Timestamp::from_second(400).unwrap();
        assert_eq!(life_of(&told).free_until, Some(end));
        assert_eq!(life_of(&told[2..]).free_until, None);
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
        let mut life = Life::new(MessageId::new("wamid.other"));
        let before = life.clone();
        for event in &events() {
            assert!(!life.fold(event));
        }
        assert_eq!(life, before);
    }
}
