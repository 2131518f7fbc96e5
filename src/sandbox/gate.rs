//! 360dialog's three hosts, which stand at one address here: the key that is shown tells which one is meant.
//!
//! Also what two of them count: the messages of the sandbox host, and the files that were asked for in vain.

use std::collections::VecDeque;

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use super::clock::after;
use super::id::Ids;

/// The header that carries 360dialog's key.
pub(super) const KEY: &str = "d360-api-key";
/// What keys of the sandbox host end with, here as there.
const OF_SANDBOX: &str = "_sandbox";
/// What keys of the first generation begin with, here alone.
const OF_FIRST: &str = "first_";

/// The one telephone that the sandbox host sends to: the one that asked for the key.
pub(super) const TESTER: &str = "15550100123";
/// So many messages go out by the sandbox host in all.
const MESSAGES: u32 = 200;
/// So many files may be asked for in vain before no more is told of any.
const MISSES: usize = 20;
/// They count for so long.
const COUNTED: SignedDuration = SignedDuration::from_hours(1);
/// Nothing is told for so long then.
const BLOCKED: SignedDuration = SignedDuration::from_mins(30);

/// One of 360dialog's hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    /// That of Cloud-hosted numbers.
    Current,
    /// An On-Premises client behind a key.
    FirstGeneration,
    /// The sandbox for developers.
    Sandbox,
}

impl Gate {
    /// The host that a request is meant for; none where it shows no key.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        Some(Self::of_key(headers.get(KEY)?.to_str().unwrap_or_default()))
    }

    /// The host that gives out keys like this one.
    pub(super) fn of_key(key: &str) -> Self {
        if key.ends_with(OF_SANDBOX) {
            Self::Sandbox
        } else if key.starts_with(OF_FIRST) {
            Self::FirstGeneration
        } else {
            Self::Current
        }
    }

    /// A new key of this host.
    pub(super) fn invent_key(self, ids: &mut Ids) -> String {
        match self {
            Self::Current => format!("{}_AK", ids.token(22)),
            Self::FirstGeneration => format!("{OF_FIRST}{}_AK", ids.token(16)),
            Self::Sandbox => format!("{}{OF_SANDBOX}", ids.token(6)),
        }
    }
}

/// What is counted at 360dialog's hosts.
#[derive(Debug, Default)]
pub(super) struct Counts {
    sent: u32,
    misses: VecDeque<Timestamp>,
    blocked_until: Option<Timestamp>,
}

impl Counts {
    /// Whether the sandbox host has sent all that it may.
    pub(super) const fn is_spent(&self) -> bool {
        self.sent >= MESSAGES
    }

    /// Counts a message of the sandbox host.
    pub(super) const fn send(&mut self) {
        self.sent = self.sent.saturating_add(1);
    }

    /// Whether nothing is told of files now.
    pub(super) fn is_blocked(&self, now: Timestamp) -> bool {
        self.blocked_until.is_some_and(|until| now < until)
    }

    /// Counts a file that was asked for in vain.
    pub(super) fn miss(&mut self, now: Timestamp) {
        self.misses
            .retain(|missed| now.duration_since(*missed) < COUNTED);
        self.misses.push_back(now);
        if self.misses.len() > MISSES {
            self.misses.clear();
            self.blocked_until = Some(after(now, BLOCKED));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_795_161_660 + minutes * 60).unwrap()
    }

    #[test]
    fn a_key_tells_its_host() {
        let mut ids = Ids::new(Some(7));
        for gate in [Gate::Current, Gate::FirstGeneration, Gate::Sandbox] {
            assert_eq!(Gate::of_key(&gate.invent_key(&mut ids)), gate);
        }
        assert_eq!(Gate::of(&HeaderMap::new()), None);
    }

    #[test]
    fn twenty_misses_within_an_hour_are_borne() {
        let mut counts = Counts::default();
        for minute in 0..20 {
            counts.miss(at(minute));
        }
        assert!(!counts.is_blocked(at(20)));
        // The first ones do not count any more.
        counts.miss(at(61));
        assert!(!counts.is_blocked(at(61)));
        for _ in 0..2 {
            counts.miss(at(61));
        }
        assert!(counts.is_blocked(at(61)));
        assert!(counts.is_blocked(at(90)));
        assert!(!counts.is_blocked(at(91)));
    }
}
