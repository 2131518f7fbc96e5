//! The sandbox's clock: the machine's, and as far ahead of it as it was moved.
//!
//! Windows, tokens, addresses of files and allowances go by it, so that nobody waits a day for one to end.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// A clock that can be moved.
#[derive(Debug, Default)]
pub(super) struct Clock {
    ahead_milliseconds: AtomicI64,
}

impl Clock {
    /// The moment that it shows.
    pub(super) fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_millis(self.ahead_milliseconds.load(Ordering::Relaxed));
        let now = Timestamp::now();
        now.checked_add(ahead).unwrap_or(now)
    }

    /// Moves it, back too.
    pub(super) fn move_by(&self, by: SignedDuration) {
        let by = i64::try_from(by.as_millis()).unwrap_or_default();
        let ahead = self.ahead_milliseconds.load(Ordering::Relaxed);
        self.ahead_milliseconds
            .store(ahead.saturating_add(by), Ordering::Relaxed);
    }

    /// Sets it back to the machine's.
    pub(super) fn reset(&self) {
        self.ahead_milliseconds.store(0, Ordering::Relaxed);
    }
}

/// A moment so much later; the last one there is, where it would be beyond.
pub(super) fn after(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_moved_and_set_back() {
        let clock = Clock::default();
        let before = clock.now();
        clock.move_by(SignedDuration::from_hours(25));
        let moved = clock.now().duration_since(before);
        assert!(moved >= SignedDuration::from_hours(25), "{moved}");
        clock.move_by(SignedDuration::from_hours(-25));
        clock.reset();
        assert!(clock.now().duration_since(before) < SignedDuration::from_hours(1));
    }
}
