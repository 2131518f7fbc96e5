//! Sending a refused message again, once the user has asked for it: how often, and when.
//!
//! Kept by the outbox for its last send, and moved on by what becomes of that. Only a refusal is
//! ever followed by another attempt: what brought no answer may have gone out. Starts no timer.

use std::time::Duration;

use jiff::Timestamp;

use super::{Outbox, Outcome, Posting, Sent};
use crate::check::RetryPlan;

/// So many further attempts are made at most.
const MOST: u32 = 5;

/// The further attempts of a refused message.
#[derive(Debug, Clone, Copy)]
pub struct Again {
    plan: RetryPlan,
    stage: Stage,
}

/// Where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The next one is made at that moment.
    Waiting(Timestamp),
    /// One is under way.
    UnderWay,
    /// The last one was refused as well.
    GivenUp,
}

impl Again {
    /// Attempts that follow a refusal; none where the platform does not call that useful.
    fn after(sent: &Sent, at: Timestamp) -> Option<Self> {
        let plan = RetryPlan::new(MOST);
        let stage = Stage::UnderWay;
        let again = Self { plan, stage }.refused(sent, at);
        (again.stage != Stage::GivenUp).then_some(again)
    }

    /// The same after one more refusal.
    pub(super) fn refused(self, sent: &Sent, at: Timestamp) -> Self {
        let mut plan = self.plan;
        let next = match &sent.outcome {
            Outcome::Answered(answer) if !answer.is_accepted() => plan.next(
                sent.dialect,
                answer.error.as_ref(),
                answer.status,
                chance(at),
            ),
            _ => None,
        };
        match next.and_then(|pause| at.checked_add(pause).ok()) {
            Some(due) => Self {
                plan,
                stage: Stage::Waiting(due),
            },
            None => Self {
                stage: Stage::GivenUp,
                ..self
            },
        }
    }

    /// Where they stand.
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// `attempt 2 of 5`.
    pub fn attempt(&self) -> String {
        format!("attempt {} of {}", self.plan.tried(), self.plan.most())
    }

    /// How long it is until the next attempt; none where none is waited for.
    pub fn left(&self, now: Timestamp) -> Option<Duration> {
        let Stage::Waiting(due) = self.stage else {
            return None;
        };
        let millis = due.as_millisecond() - now.as_millisecond();
        Some(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
    }

    /// `again in 12 s`; none where nothing is waited for.
    pub fn countdown(&self, now: Timestamp) -> Option<String> {
        let seconds = self.left(now)?.as_millis().div_ceil(1000);
        Some(if seconds < 60 {
            format!("again in {seconds} s")
        } else {
            format!("again in {} min {} s", seconds / 60, seconds % 60)
        })
    }
}

impl Outbox {
    /// Whether the last send was refused with something that another attempt can help against,
    /// and none is planned.
    pub fn can_try_again(&self) -> bool {
        let is_planned = self.again.is_some_and(|it| it.stage != Stage::GivenUp);
        let sent = self.latest().filter(|_| !is_planned);
        sent.is_some_and(|sent| Again::after(sent, sent.started).is_some())
    }

    /// Plans further attempts of the last send.
    pub fn plan_again(&mut self, at: Timestamp) {
        self.again = self.latest().and_then(|sent| Again::after(sent, at));
    }

    /// The further attempts of the last send.
    pub const fn again(&self) -> Option<&Again> {
        self.again.as_ref()
    }

    /// Whether another attempt is waited for.
    pub fn is_waiting_again(&self) -> bool {
        self.again
            .is_some_and(|it| matches!(it.stage, Stage::Waiting(_)))
    }

    /// Makes no further attempt; false when none was waited for.
    pub fn stop_again(&mut self) -> bool {
        let was_waiting = self.is_waiting_again();
        if was_waiting {
            self.again = None;
        }
        was_waiting
    }

    /// What the attempt that is waited for posts; it counts as under way from now on.
    pub fn take_again(&mut self) -> Option<Posting> {
        let again = self.again.as_mut()?;
        let Stage::Waiting(_) = again.stage else {
            return None;
        };
        again.stage = Stage::UnderWay;
        self.latest().map(Sent::posting)
    }

    /// Whether the attempt that is waited for posts just this through that account.
    pub fn waits_for(&self, payload: &serde_json::Value, account: &str) -> bool {
        self.is_waiting_again()
            && self
                .latest_of(payload)
                .is_some_and(|sent| sent.account == account)
    }
}

/// A number from 0 to 1 that differs from program to program: where in its second the answer came.
fn chance(at: Timestamp) -> f64 {
    f64::from(at.subsec_nanosecond().unsigned_abs()) / 1e9
}
