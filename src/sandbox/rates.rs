//! How fast is too fast, where one wants to know: throughput, one customer, and calls of management.
//!
//! Off until they are asked for: who tests with many messages does not mean this.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// To one customer a message may go every so often in the long run.
const PAIR: SignedDuration = SignedDuration::from_secs(6);
const SECOND: SignedDuration = SignedDuration::from_secs(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// So many customers are counted before those are forgotten who may have all again.
const REMEMBERED: usize = 10_000;

/// The limits that hold; none means as fast as one likes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    /// Messages a second; the platform has 80.
    throughput: Option<u32>,
    /// Messages to one customer at once, which are then to be waited for; the platform has 45.
    pair: Option<u32>,
    /// Calls of management an hour; the platform has 200 for a small account.
    management: Option<u32>,
    /// Files a second that 360dialog takes; it has 25.
    uploads: Option<u32>,
}

/// What was sent and asked lately.
#[derive(Debug, Default)]
pub(super) struct Rates {
    /// The limits that hold.
    pub(super) limits: Limits,
    sent: VecDeque<Timestamp>,
    asked: VecDeque<Timestamp>,
    uploaded: VecDeque<Timestamp>,
    /// When each customer's allowance is full again.
    full: HashMap<String, Timestamp>,
}

/// Counts one more, unless so many were counted within the span.
fn count(seen: &mut VecDeque<Timestamp>, limit: u32, span: SignedDuration, now: Timestamp) -> bool {
    while seen
        .front()
        .is_some_and(|first| now.duration_since(*first) >= span)
    {
        seen.pop_front();
    }
    let has_room = u32::try_from(seen.len()).unwrap_or(u32::MAX) < limit;
    if has_room {
        seen.push_back(now);
    }
    has_room
}

impl Rates {
    /// Counts a message to a customer; the code where it is one too many.
    pub(super) fn send(&mut self, customer: &str, now: Timestamp) -> Result<(), u32> {
        if let Some(burst) = self.limits.pair {
            let full = self.full.get(customer).copied().unwrap_or(now).max(now);
            let full = full.checked_add(PAIR).unwrap_or(full);
            let span = PAIR.checked_mul(i32::try_from(burst).unwrap_or(i32::MAX));
            if span.is_some_and(|span| full.duration_since(now) > span) {
                return Err(131_056);
            }
            if self.full.len() >= REMEMBERED {
                self.full.retain(|_, full| *full > now);
            }
            self.full.insert(customer.to_owned(), full);
        }
        match self.limits.throughput {
            Some(limit) if !count(&mut self.sent, limit, SECOND, now) => Err(130_429),
            _ => Ok(()),
        }
    }

    /// Counts a file for 360dialog; tells whether it is not one too many.
    pub(super) fn upload(&mut self, now: Timestamp) -> bool {
        let limit = self.limits.uploads;
        limit.is_none_or(|limit| count(&mut self.uploaded, limit, SECOND, now))
    }

    /// Counts a call of management; the code where it is one too many.
    pub(super) fn ask(&mut self, now: Timestamp) -> Result<(), u32> {
        match self.limits.management {
            Some(limit) if !count(&mut self.asked, limit, HOUR, now) => Err(80_007),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_795_161_660 + seconds).unwrap()
    }

    #[test]
    fn a_burst_to_one_customer_is_paid_back_by_waiting() {
        let mut rates = Rates::default();
        rates.limits.pair = Some(45);
        for _ in 0..45 {
            assert_eq!(rates.send("1555", at(0)), Ok(()));
        }
        assert_eq!(rates.send("1555", at(0)), Err(131_056));
        assert_eq!(rates.send("1556", at(0)), Ok(()));
        assert_eq!(rates.send("1555", at(6)), Ok(()));
        assert_eq!(rates.send("1555", at(7)), Err(131_056));
    }

    #[test]
    fn so_many_a_second_and_an_hour() {
        let mut rates = Rates::default();
        rates.limits.throughput = Some(2);
        rates.limits.management = Some(1);
        assert_eq!(rates.send("1", at(0)), Ok(()));
        assert_eq!(rates.send("2", at(0)), Ok(()));
        assert_eq!(rates.send("3", at(0)), Err(130_429));
        assert_eq!(rates.send("3", at(1)), Ok(()));
        assert_eq!(rates.ask(at(0)), Ok(()));
        assert_eq!(rates.ask(at(3599)), Err(80_007));
        assert_eq!(rates.ask(at(3600)), Ok(()));
    }
}
