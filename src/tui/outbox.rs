//! What was sent in this run, and what came back.
//!
//! A send is waiting, answered or without an answer; once accepted, its life is folded from
//! webhooks, whichever arrives first. Kept in memory. Knows no screen.

pub mod again;

use std::collections::{BTreeSet, VecDeque};

use jiff::Timestamp;
use serde_json::Value;

use self::again::{Again, Stage};
use crate::platform::{Answer, SendError};
use crate::preview::{Tap, Ticks};
use crate::tui::msg::JobId;
use crate::webhook::{Event, Inbound, Life, Received, Status, StatusEvent};
use crate::wire::{Dialect, MessageId};

/// How many webhooks are kept.
const WEBHOOKS: usize = 1000;

/// How many bytes their bodies may have together: a receiver may be open to strangers.
const WEBHOOK_BYTES: usize = 16 * 1024 * 1024;

/// All sends and the latest webhooks, oldest first.
#[derive(Debug, Default)]
pub struct Outbox {
    sends: Vec<Sent>,
    received: VecDeque<Received>,
    /// The bytes of the bodies in `received`.
    received_bytes: usize,
    /// The further attempts of the last send, where the user asked for them.
    again: Option<Again>,
}

/// What a send posts, and through whom.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The API that it goes to.
    pub dialect: Dialect,
    /// The name of the account.
    pub account: String,
    /// The exact JSON.
    pub payload: Value,
    /// The definition of the template that is sent, where it is known.
    pub definition: Option<Value>,
}

/// One send.
#[derive(Debug)]
pub struct Sent {
    /// The job that carries it.
    pub job: JobId,
    /// The API that it went to.
    pub dialect: Dialect,
    /// The name of the account that it went through.
    pub account: String,
    /// The exact JSON that was posted.
    pub payload: Value,
    /// The definition of the template that was sent, where it is known.
    pub definition: Option<Value>,
    /// When it began.
    pub started: Timestamp,
    /// The request as it may be shown; none until the connection has built it.
    pub request: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// The life of the message; none unless the platform accepted it.
    pub life: Option<Life>,
    /// What arrived about it, in order of arrival.
    pub arrivals: Vec<Arrival>,
    /// What the customer has tapped.
    pub tapped: BTreeSet<Tap>,
}

/// How a send ended.
#[derive(Debug)]
pub enum Outcome {
    /// It has not.
    Waiting,
    /// The platform answered.
    Answered(Box<Answer>),
    /// No answer came: the sentence.
    Unanswered(String),
}

/// One thing that arrived about a message.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Arrived,
    /// What its signature says.
    pub verdict: crate::webhook::Verdict,
}

/// What arrived.
#[derive(Debug, Clone)]
pub enum Arrived {
    /// A status of the message.
    Status(Box<StatusEvent>),
    /// The customer's answer or reaction.
    Reply(Box<Inbound>),
}

impl Outbox {
    /// Notes the beginning of a send; one that is no further attempt of the last ends those.
    pub fn begin(&mut self, job: JobId, posting: Posting, at: Timestamp) {
        self.again = self.again.filter(|it| it.stage() == Stage::UnderWay);
        self.sends.push(Sent {
            job,
            dialect: posting.dialect,
            account: posting.account,
            payload: posting.payload,
            definition: posting.definition,
            started: at,
            request: None,
            outcome: Outcome::Waiting,
            ended: None,
            life: None,
            arrivals: Vec::new(),
            tapped: BTreeSet::new(),
        });
    }

    /// Notes the request of a send, as it may be shown.
    pub fn set_request(&mut self, job: JobId, request: String) {
        if let Some(sent) = self.find(job) {
            sent.request = Some(request);
        }
    }

    /// Notes the end of a send, and gives it; none when it is not known or had ended before.
    pub fn finish(
        &mut self,
        job: JobId,
        result: Result<Answer, SendError>,
        at: Timestamp,
    ) -> Option<&Sent> {
        let sent = self
            .sends
            .iter_mut()
            .find(|sent| sent.job == job && sent.is_waiting())?;
        sent.ended = Some(at);
        match result {
            Ok(answer) => {
                sent.life = answer
                    .message_id
                    .clone()
                    .map(|id| Life::new(id).sent(sent.started));
                sent.outcome = Outcome::Answered(Box::new(answer));
                for received in &self.received {
                    sent.receive(received);
                }
            }
            Err(error) => sent.outcome = Outcome::Unanswered(error.to_string()),
        }
        // Only a refusal says for certain that the message has not gone out.
        let is_refused = sent.is_refused();
        self.again = self.again.filter(|_| is_refused);
        self.again = self.again.map(|it| it.refused(sent, at));
        Some(sent)
    }

    /// Takes a webhook in.
    pub fn receive(&mut self, received: Received) {
        for sent in &mut self.sends {
            sent.receive(&received);
        }
        self.received_bytes += received.body.len();
        self.received.push_back(received);
        while self.received.len() > WEBHOOKS
            || (self.received_bytes > WEBHOOK_BYTES && self.received.len() > 1)
        {
            if let Some(oldest) = self.received.pop_front() {
                self.received_bytes -= oldest.body.len();
            }
        }
    }

    /// Notes that the customer has tapped something.
    pub fn tapped(&mut self, message: &MessageId, tap: Tap) {
        let sent = self
            .sends
            .iter_mut()
            .find(|sent| sent.message_id() == Some(message));
        if let Some(sent) = sent {
            sent.tapped.insert(tap);
        }
    }

    /// The send that is under way.
    pub fn in_flight(&self) -> Option<&Sent> {
        self.sends.iter().find(|sent| sent.is_waiting())
    }

    /// The last send.
    pub fn latest(&self) -> Option<&Sent> {
        self.sends.last()
    }

    /// The last send of exactly this payload.
    pub fn latest_of(&self, payload: &Value) -> Option<&Sent> {
        self.sends.last().filter(|sent| sent.payload == *payload)
    }

    /// The latest webhooks, oldest first.
    pub const fn received(&self) -> &VecDeque<Received> {
        &self.received
    }

    fn find(&mut self, job: JobId) -> Option<&mut Sent> {
        self.sends.iter_mut().find(|sent| sent.job == job)
    }
}

impl Sent {
    /// Whether no end has come yet.
    pub const fn is_waiting(&self) -> bool {
        matches!(self.outcome, Outcome::Waiting)
    }

    /// Whether the platform answered that it does not take the message.
    pub fn is_refused(&self) -> bool {
        matches!(&self.outcome, Outcome::Answered(answer) if !answer.is_accepted())
    }

    /// The same once more.
    fn posting(&self) -> Posting {
        Posting {
            dialect: self.dialect,
            account: self.account.clone(),
            payload: self.payload.clone(),
            definition: self.definition.clone(),
        }
    }

    /// The id that the platform gave the message.
    pub fn message_id(&self) -> Option<&MessageId> {
        self.life.as_ref().map(|life| &life.id)
    }

    /// The ticks of the bubble.
    pub fn ticks(&self) -> Ticks {
        match &self.outcome {
            Outcome::Waiting => Ticks::Waiting,
            Outcome::Unanswered(_) => Ticks::Failed,
            Outcome::Answered(answer) if !answer.is_accepted() => Ticks::Failed,
            Outcome::Answered(_) => ticks_of(self.life.as_ref().and_then(|life| life.status)),
        }
    }

    fn receive(&mut self, received: &Received) {
        let Some(life) = self.life.as_mut() else {
            return;
        };
        for event in &received.events {
            if !life.fold(event) {
                continue;
            }
            let what = match event {
                Event::Status(status) => Arrived::Status(Box::new(status.clone())),
                Event::Message(inbound) => Arrived::Reply(inbound.clone()),
                _ => continue,
            };
            self.arrivals.push(Arrival {
                at: received.at,
                what,
                verdict: received.verdict,
            });
        }
    }
}

/// The ticks of a message that was accepted and has come so far.
pub const fn ticks_of(status: Option<Status>) -> Ticks {
    match status {
        None | Some(Status::Warning) => Ticks::Waiting,
        Some(Status::Sent) => Ticks::Sent,
        Some(Status::Delivered | Status::Deleted) => Ticks::Delivered,
        Some(Status::Read | Status::Played) => Ticks::Read,
        Some(Status::Failed) => Ticks::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::Verdict;

    fn forged(body: usize) -> Received {
        Received {
            at: Timestamp::UNIX_EPOCH,
            path: "/webhook".to_owned(),
            headers: Vec::new(),
            body: vec![b'x'; body],
            verdict: Verdict::Wrong,
            reason: None,
            events: Vec::new(),
        }
    }

    #[test]
    fn a_flood_of_webhooks_pushes_out_the_oldest() {
        let mut outbox = Outbox::default();
        for number in 0..WEBHOOKS + 5 {
            outbox.receive(forged(number));
        }
        assert_eq!(outbox.received().len(), WEBHOOKS);
        assert_eq!(outbox.received()[0].body.len(), 5);
        for _ in 0..3 {
            outbox.receive(forged(WEBHOOK_BYTES / 2));
        }
        assert_eq!(outbox.received().len(), 2);
        outbox.receive(forged(2 * WEBHOOK_BYTES));
        assert_eq!(outbox.received().len(), 1, "the latest is always shown");
    }
}
